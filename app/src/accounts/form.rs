//! What the forms of this application share: one field's sentence, the form's sentence, focus on the first fault.

use crate::browser;
use crate::error::AppError;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

/// The faults of one form: what the browser's own check found, else what the server said.
#[derive(Clone, Copy)]
pub struct Faults {
    answer: Signal<Option<AppError>>,
    found: RwSignal<Vec<(&'static str, String)>>,
    /// Fields that were changed since the server answered: its sentence about them is stale.
    touched: RwSignal<Vec<&'static str>>,
    /// An answer has come that is not a fault; the page is about to change.
    done: Signal<bool>,
    pending: Signal<bool>,
}

impl Faults {
    /// Watches an action and the form that runs it.
    pub fn of<S>(action: ServerAction<S>, form: NodeRef<leptos::html::Form>) -> Self
    where
        S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
        S::Output: Send + Sync + 'static,
    {
        let value = action.value();
        let answer = Signal::derive(move || {
            value.with(|value| value.as_ref().and_then(|answer| answer.as_ref().err().cloned()))
        });
        let done = Signal::derive(move || value.with(|value| matches!(value, Some(Ok(_)))));
        let touched = RwSignal::new(Vec::new());
        Effect::new(move |_| {
            if answer.with(Option::is_some) {
                touched.set(Vec::new());
                if let Some(form) = form.get_untracked() {
                    browser::focus_first_fault(form);
                }
            }
        });
        Self { answer, found: RwSignal::new(Vec::new()), touched, done, pending: action.pending().into() }
    }

    /// The sentence under a field.
    pub fn field(self, name: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            let found =
                self.found.with(|found| found.iter().find(|(field, _)| *field == name).map(|(_, text)| text.clone()));
            found.or_else(|| {
                let stale = self.touched.with(|touched| touched.contains(&name));
                let said = || self.answer.with(|answer| answer.as_ref()?.0.error(name).map(str::to_owned));
                if stale { None } else { said() }
            })
        })
    }

    /// What is wrong with the form as a whole.
    pub fn form(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.answer
                .with(|answer| answer.as_ref().filter(|fault| fault.0.errors.is_empty()).map(ToString::to_string))
        })
    }

    /// A field has been left with this in it. An empty field is no fault yet.
    pub fn check<T>(self, name: &'static str, text: &str, parse: impl Fn(&str) -> Result<T, String>) {
        if !text.is_empty() {
            self.note(name, parse(text).err());
        }
    }

    /// A field changes: what was said of it no longer holds.
    pub fn touch(self, name: &'static str) {
        self.note(name, None);
        self.touched.update(|touched| {
            if !touched.contains(&name) {
                touched.push(name);
            }
        });
    }

    fn note(self, name: &'static str, sentence: Option<String>) {
        self.found.update(|found| {
            found.retain(|(field, _)| *field != name);
            found.extend(sentence.map(|text| (name, text)));
        });
    }

    /// Before sending: keeps the form here while a field is at fault, and goes to the first.
    pub fn hold(self, event: &leptos::ev::SubmitEvent, checks: &[(&'static str, Option<String>)]) {
        for (name, sentence) in checks {
            self.note(name, sentence.clone());
        }
        if checks.iter().any(|(_, sentence)| sentence.is_some()) {
            event.prevent_default();
            if let Some(form) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok()) {
                browser::focus_first_fault(form);
            }
        }
    }

    /// Whether the form is on its way, or through and the next page is coming.
    pub fn busy(self) -> Signal<bool> {
        Signal::derive(move || self.pending.get() || self.done.get())
    }

    /// Whether the form is on its way; for forms that stay on the page.
    pub fn pending(self) -> Signal<bool> {
        self.pending
    }
}
