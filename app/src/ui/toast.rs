//! Short notes at the edge of the window that leave by themselves.

use crate::browser;
use leptos::prelude::*;
use std::time::Duration;

/// Long enough to read two lines.
const STAY: Duration = Duration::from_secs(6);

/// The notes on show; provided once by the application.
#[derive(Clone, Copy)]
pub struct Toasts {
    notes: RwSignal<Vec<(u32, String)>>,
    next: StoredValue<u32>,
}

impl Toasts {
    pub fn new() -> Self {
        Self { notes: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }

    /// Shows a note for some seconds.
    pub fn say(self, text: impl Into<String>) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.notes.update(|notes| notes.push((id, text.into())));
        browser::after(STAY, move || self.dismiss(id));
    }

    fn dismiss(self, id: u32) {
        self.notes.try_update(|notes| notes.retain(|(kept, _)| *kept != id));
    }
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}

pub fn toasts() -> Toasts {
    use_context::<Toasts>().unwrap_or_default()
}

/// Where the notes appear; announced politely.
#[component]
pub fn ToastList() -> impl IntoView {
    let toasts = toasts();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.notes.get() key=|(id, _)| *id let((id, text))>
                <div class="toast">
                    <span>{text}</span>
                    <button type="button" class="toast-close" aria-label="Dismiss" on:click=move |_| toasts.dismiss(id)>
                        <super::Icon glyph=icondata_lu::LuX />
                    </button>
                </div>
            </For>
        </div>
    }
}
