//! Form fields: label above, help below, the error in place of the help. What is typed is never reset.

use super::IconButton;
use super::form::{FormInput, form_address};
use crate::browser;
use icondata_lu as lu;
use leptos::html;
use leptos::prelude::*;

/// What a field says of itself: the error if there is one, else the help. Only the error is announced. Always the same elements, so that
/// the page hydrates alike.
#[component]
pub fn Note(
    #[prop(into)] id: String,
    error: Signal<Option<String>>,
    #[prop(into)] help: Signal<String>,
) -> impl IntoView {
    let has_error = move || error.with(Option::is_some);
    view! {
        <p id=id class="field-note" class:is-error=has_error class:is-bare=move || help.with(String::is_empty)>
            <span role="status">{move || error.get().unwrap_or_default()}</span>
            <span hidden=has_error>{help}</span>
        </p>
    }
    .into_any()
}

/// Shows what is typed into a password field, for as long as it is pressed in.
#[component]
fn Reveal(shown: RwSignal<bool>) -> impl IntoView {
    let icon = Signal::derive(move || if shown.get() { lu::LuEyeOff } else { lu::LuEye });
    view! {
        <span class="needs-script">
            <IconButton
                icon=icon
                label="Show password".to_owned()
                attr:aria-pressed=move || shown.get().to_string()
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            />
        </span>
    }
    .into_any()
}

/// A refused form comes back with what was in it, also where no script kept it. `form` is the address it is sent to.
pub fn recall(form: &str, name: &str, value: RwSignal<String>) {
    if let Some(text) = browser::typed(form, name) {
        value.set(text);
    }
}

/// Keeps a field and its signal alike. What stands in the field when the page wakes up wins over what the server rendered;
/// later the signal wins. `shown` answers nothing while the field is not there.
pub fn keep_alike(
    value: RwSignal<String>,
    shown: impl Fn() -> Option<String> + 'static,
    show: impl Fn(&str) + 'static,
) {
    Effect::new(move |woken: Option<bool>| {
        let Some(shown) = shown() else { return false };
        let wanted = value.get();
        if shown != wanted {
            if woken != Some(true) && !shown.is_empty() {
                value.set(shown);
            } else {
                show(&wanted);
            }
        }
        true
    });
}

/// A line of text.
#[component]
pub fn Field(
    #[prop(into)] label: String,
    input: FormInput,
    #[prop(into, optional)] help: Signal<String>,
    /// `text`, `email`, `password`.
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    /// What stands before the text, such as `/streams/`.
    #[prop(into, optional)]
    prefix: String,
    /// At most so many characters; told by the browser before it is told by us.
    #[prop(default = 400)]
    max: u32,
    /// The element's id, where another form of the page has a field of the same name.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Which keys a phone shows: `numeric`.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// The id of a list of texts to choose from.
    #[prop(optional)]
    list: Option<&'static str>,
    /// Called after every change by hand.
    #[prop(into, optional)]
    typed: Option<Callback<()>>,
) -> impl IntoView {
    let FormInput { name, text: value, .. } = input;
    let (node, error) = (NodeRef::<html::Input>::new(), input.error());
    let revealed = RwSignal::new(false);
    let reveal = (kind == "password").then(|| view! { <Reveal shown=revealed /> });
    if reveal.is_none() {
        recall(form_address(), name, value);
    }
    keep_alike(
        value,
        move || node.get().map(|input| input.value()),
        move |text| {
            if let Some(input) = node.get_untracked() {
                input.set_value(text);
            }
        },
    );
    let id = id.unwrap_or(name);
    let note = format!("{id}-note");
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <div class="input-box" class:is-error=move || error.get().is_some()>
                <span class="input-prefix">{prefix}</span>
                <input
                    node_ref=node
                    id=id
                    name=name
                    type=move || if revealed.get() { "text" } else { kind }
                    inputmode=inputmode
                    list=list
                    value=value.get_untracked()
                    autocomplete=autocomplete
                    autocapitalize=if kind == "text" && autocomplete == "name" { "words" } else { "none" }
                    spellcheck="false"
                    maxlength=max
                    aria-describedby=note.clone()
                    aria-invalid=move || error.get().is_some().to_string()
                    on:input=move |event| {
                        value.set(event_target_value(&event));
                        input.touch();
                        if let Some(typed) = typed {
                            typed.run(());
                        }
                    }
                    on:blur=browser::once_settled(move |event| {
                        if goes_to_a_field(&event) {
                            input.leave();
                        }
                    })
                />
                {reveal}
            </div>
            <Note id=note error=error help=help />
        </div>
    }
}

/// Whether focus moves on to another field. Do not show an error while focus moves to a button: the extra line would move the
/// button and the click would be lost. Sending checks every field anyway.
fn goes_to_a_field(event: &leptos::ev::FocusEvent) -> bool {
    use leptos::wasm_bindgen::JsCast;
    let next = event.related_target().and_then(|next| next.dyn_into::<leptos::web_sys::Element>().ok());
    next.is_some_and(|next| matches!(next.tag_name().as_str(), "INPUT" | "TEXTAREA"))
}

/// Several lines of text.
#[component]
pub fn Area(
    #[prop(into)] label: String,
    input: FormInput,
    #[prop(into, optional)] help: Signal<String>,
    #[prop(default = 3)] rows: u32,
    #[prop(default = 4000)] max: u32,
) -> impl IntoView {
    let FormInput { name, text: value, .. } = input;
    let (node, error) = (NodeRef::<html::Textarea>::new(), input.error());
    recall(form_address(), name, value);
    keep_alike(
        value,
        move || node.get().map(|area| area.value()),
        move |text| {
            if let Some(area) = node.get_untracked() {
                area.set_value(text);
            }
        },
    );
    let note = format!("{name}-note");
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <div class="input-box" class:is-error=move || error.get().is_some()>
                <textarea
                    node_ref=node
                    id=name
                    name=name
                    rows=rows
                    maxlength=max
                    aria-describedby=note.clone()
                    aria-invalid=move || error.get().is_some().to_string()
                    on:input=move |event| {
                        value.set(event_target_value(&event));
                        input.touch();
                    }
                    on:blur=browser::once_settled(move |event| {
                        if goes_to_a_field(&event) {
                            input.leave();
                        }
                    })
                >
                    {area_text(value.get_untracked())}
                </textarea>
            </div>
            <Note id=note error=error help=help />
        </div>
    }
}

/// What stands in a text area at first. The server's renderer does not escape the children of this element.
pub fn area_text(text: String) -> String {
    browser::as_markup(text)
}
