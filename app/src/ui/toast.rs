//! Short notes at the edge of the window that leave by themselves.

use super::form::ChooseName;
use crate::browser;
use crate::error::AppError;
use domain::Code;
use leptos::prelude::*;
use std::time::Duration;

/// Long enough to read two lines.
const STAY: Duration = Duration::from_secs(6);
/// Long enough to read a line and to think again.
const STAY_TO_UNDO: Duration = Duration::from_secs(10);

/// How long a note stays at least after the reader has left it.
const LINGER: Duration = Duration::from_secs(2);

/// A note, what takes back what it tells of, and whether it leads to choosing a username.
#[derive(Clone)]
struct Toast {
    id: u32,
    text: String,
    undo: Option<Callback<()>>,
    needs_name: bool,
}

/// The notes on show; provided once by the application.
#[derive(Clone, Copy)]
pub struct Toasts {
    notes: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Toasts {
    pub fn new() -> Self {
        Self { notes: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }

    /// Shows a note for some seconds.
    pub fn say(self, text: impl Into<String>) {
        self.show(text.into(), None, false, STAY);
    }

    /// Shows why something failed, with a link where the user can do something about it.
    pub fn fail(self, error: &AppError) {
        let needs_name = error.0.code == Code::OnboardingRequired;
        // A link takes longer to reach than two lines take to read.
        self.show(error.to_string(), None, needs_name, if needs_name { STAY_TO_UNDO } else { STAY });
    }

    /// Shows a note of something that a button in it takes back.
    pub fn offer_undo(self, text: String, undo: Callback<()>) {
        self.show(text, Some(undo), false, STAY_TO_UNDO);
    }

    fn show(self, text: String, undo: Option<Callback<()>>, needs_name: bool, stay: Duration) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.notes.update(|notes| notes.push(Toast { id, text, undo, needs_name }));
        self.dismiss_after(stay, id);
    }

    /// Dismisses a note, unless the reader is at one of them: a button must not vanish, nor move, under the pointer.
    fn dismiss_after(self, stay: Duration, id: u32) {
        browser::after(stay, move || match document().query_selector(".toasts:is(:hover, :focus-within)") {
            Ok(Some(_)) => self.dismiss_after(LINGER, id),
            _ => self.dismiss(id),
        });
    }

    fn dismiss(self, id: u32) {
        self.notes.try_update(|notes| notes.retain(|kept| kept.id != id));
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
            <For each=move || toasts.notes.get() key=|toast| toast.id let(Toast { id, text, undo, needs_name })>
                <div class="toast">
                    <span>{text} {needs_name.then(|| view! { <ChooseName /> })}</span>
                    {undo
                        .map(|undo| {
                            let take_back = move |_| {
                                toasts.dismiss(id);
                                undo.run(());
                            };
                            view! {
                                <button type="button" class="toast-undo" on:click=take_back>
                                    "Undo"
                                </button>
                            }
                        })}
                    <button type="button" class="toast-close" aria-label="Dismiss" on:click=move |_| toasts.dismiss(id)>
                        <super::Icon glyph=icondata_lu::LuX />
                    </button>
                </div>
            </For>
        </div>
    }
}
