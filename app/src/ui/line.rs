//! A line of text in a row of a list.

use super::Note;
use crate::browser;
use leptos::html;
use leptos::prelude::*;

/// A line of text; `error` is what is wrong with it, which goes with the next letter. When it comes, the line gets the focus.
#[component]
pub fn Line(
    /// The element's id.
    #[prop(into)]
    id: String,
    /// What is asked for.
    #[prop(into)]
    label: Signal<&'static str>,
    text: RwSignal<String>,
    error: RwSignal<Option<String>>,
    /// At most so many characters.
    max: u32,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if error.with(Option::is_some)
            && let Some(input) = node.get_untracked()
        {
            browser::next_frame(move || browser::focus(&input));
        }
    });
    let note = format!("{id}-note");
    view! {
        <div class="field needs-script">
            <label for=id.clone()>{label}</label>
            <div class="input-box" class:is-error=move || error.with(Option::is_some)>
                <input
                    node_ref=node
                    id=id
                    maxlength=max
                    autocomplete="off"
                    aria-describedby=note.clone()
                    aria-invalid=move || error.with(Option::is_some).to_string()
                    prop:value=text
                    on:input=move |event| {
                        text.set(event_target_value(&event));
                        error.set(None);
                    }
                />
            </div>
            <Note id=note error=error.into() help="" />
        </div>
    }
    .into_any()
}
