//! What the forms of this application share: each field's sentence, the form's own sentence, focus on the first invalid field.

use super::Icon;
use crate::accounts::use_next;
use crate::browser;
use crate::error::AppError;
use domain::Code;
use domain::addresses::with_next;
use leptos::context::Provider;
use leptos::ev::SubmitEvent;
use leptos::form::FromFormData;
use leptos::html;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::server_fn::client::Client;
use leptos::server_fn::codec::PostUrl;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use leptos::server_fn::request::ClientReq;
use leptos::server_fn::{Http, serde::de::DeserializeOwned};

/// A field of a form: its text, and what is wrong with it by the browser's own check, else by the server's answer.
#[derive(Clone, Copy)]
pub struct FormInput {
    pub name: &'static str,
    pub text: RwSignal<String>,
    check: fn(&str) -> Option<String>,
    found: RwSignal<Option<String>>,
    /// Changed since the server answered: its sentence about the field is stale.
    touched: RwSignal<bool>,
    answer: Signal<Option<AppError>>,
}

impl FormInput {
    /// A field of no form, in which nothing can be wrong.
    pub fn alone(name: &'static str) -> Self {
        Self::new(name, String::new(), |_| None, Signal::stored(None))
    }

    /// A field of a form that is sent otherwise; `answer` is why it was refused.
    pub fn new(
        name: &'static str,
        text: String,
        check: fn(&str) -> Option<String>,
        answer: Signal<Option<AppError>>,
    ) -> Self {
        let (text, found, touched) = (RwSignal::new(text), RwSignal::new(None), RwSignal::new(false));
        Self { name, text, check, found, touched, answer }
    }

    /// The sentence under the field.
    pub fn error(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            let said = || self.answer.with(|answer| self.said(answer.as_ref()?));
            self.found.get().or_else(|| if self.touched.get() { None } else { said() })
        })
    }

    /// What the server said of the field. Use cases name their fields as JSON does, forms as server functions do.
    fn said(self, error: &AppError) -> Option<String> {
        let json_name = || {
            let (first, rest) = self.name.split_once('_')?;
            let (initial, rest) = rest.split_at(rest.len().min(1));
            Some(format!("{first}{}{rest}", initial.to_ascii_uppercase()))
        };
        let of_json = || error.0.error(&json_name()?);
        error.0.error(self.name).or_else(of_json).map(str::to_owned)
    }

    /// The text changes: what was said of it no longer holds.
    pub fn touch(self) {
        self.found.set(None);
        self.touched.set(true);
    }

    /// The server has answered: what it says of the field counts.
    pub fn answered(self) {
        self.touched.set(false);
    }

    /// Checks the field when focus leaves it, unless it is empty.
    pub fn leave(self) {
        if !self.text.with_untracked(String::is_empty) {
            self.judge();
        }
    }

    /// Shows what is wrong by the browser's own check, and tells whether nothing is.
    pub fn judge(self) -> bool {
        let found = self.text.with_untracked(|text| (self.check)(text));
        let is_right = found.is_none();
        self.found.set(found);
        is_right
    }
}

/// A form that runs a server function.
pub struct FormState<S>
where
    S: ServerFn + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    pub action: ServerAction<S>,
    parts: FormParts,
}

impl<S> Clone for FormState<S>
where
    S: ServerFn + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for FormState<S>
where
    S: ServerFn + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
}

impl<S> FormState<S>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    #[expect(clippy::new_without_default, reason = "it belongs to the owner that is current, so it is made on purpose")]
    pub fn new() -> Self {
        let action = ServerAction::<S>::new();
        let value = action.value();
        let answer = Signal::derive(move || {
            value.with(|value| value.as_ref().and_then(|answer| answer.as_ref().err().cloned()))
        });
        Self { action, parts: FormParts::new(answer) }
    }

    /// A field with this text to begin with; `check` says what is wrong with a text.
    pub fn input(self, name: &'static str, first: String, check: fn(&str) -> Option<String>) -> FormInput {
        self.parts.input(name, first, check)
    }

    /// The text of the hidden field `seen`: the fingerprint of what the form is made of, which the server compares with what is stored. A form that
    /// came back to a browser without JavaScript keeps its own, because what was typed there is kept, too.
    pub fn seen(self, fingerprint: String) -> RwSignal<String> {
        RwSignal::new(browser::typed(S::url(), "seen").unwrap_or(fingerprint))
    }

    /// Whether it was refused, and came back to a browser without JavaScript.
    pub fn is_back(self) -> bool {
        self.action.value().with_untracked(|answer| matches!(answer, Some(Err(_))))
    }

    /// Runs `act` with each answer that is not an error.
    pub fn on_success(self, act: impl Fn(&S::Output) + 'static) {
        let value = self.action.value();
        Effect::new(move |_| {
            if let Some(Ok(answer)) = value.get() {
                untrack(|| act(&answer));
            }
        });
    }

    /// Whether the form is on its way, or through and the next page is coming.
    pub fn busy(self) -> Signal<bool> {
        let (pending, value) = (self.pending(), self.action.value());
        Signal::derive(move || pending.get() || value.with(|value| matches!(value, Some(Ok(_)))))
    }

    /// Whether the server has refused the form for this reason.
    pub fn is_refused_as(self, code: Code) -> Signal<bool> {
        Signal::derive(move || {
            self.parts.answer.with(|answer| answer.as_ref().is_some_and(|error| error.0.code == code))
        })
    }

    /// Whether the form is on its way; for forms that stay on the page.
    pub fn pending(self) -> Signal<bool> {
        self.action.pending().into()
    }
}

/// The address that the form around a component is sent to.
#[derive(Clone, Copy)]
struct FormAddress(&'static str);

/// The address that the form around a component is sent to; empty outside of a [`Form`].
pub fn form_address() -> &'static str {
    use_context::<FormAddress>().map_or("", |address| address.0)
}

/// The form's element with what is wrong with the form as a whole; fields and button are its children.
#[component]
pub fn Form<S, P>(
    state: FormState<S>,
    #[prop(default = "form")] class: &'static str,
    /// Called in place of sending once the fields are right: it asks first, and dispatches the action itself.
    #[prop(optional)]
    before: Option<Callback<()>>,
    children: Children,
) -> impl IntoView
where
    S: DeserializeOwned + ServerFn<Error = AppError, Protocol = Http<PostUrl, P>> + Clone + Send + Sync + 'static,
    <<S::Client as Client<AppError>>::Request as ClientReq<AppError>>::FormData: From<web_sys::FormData>,
    S::Output: Clone + Send + Sync + 'static,
    S::Client: Client<AppError>,
{
    let FormState { action, parts } = state;
    let pending = state.pending();
    let send = Callback::new(move |event: SubmitEvent| match (before, S::from_event(&event)) {
        (Some(before), _) => before.run(()),
        (None, Ok(input)) => {
            action.dispatch(input);
        }
        (None, Err(error)) => {
            let error = ServerFnErrorErr::Serialization(error.to_string());
            action.value().set(Some(Err(AppError::from_server_fn_error(error))));
        }
    });
    parts.element(S::url(), class, pending, send, children)
}

/// What all forms have alike. The page's program has [`FormState`] and [`Form`] once for each server function, and this once.
#[derive(Clone, Copy)]
struct FormParts {
    node: NodeRef<html::Form>,
    answer: Signal<Option<AppError>>,
    inputs: StoredValue<Vec<FormInput>>,
}

impl FormParts {
    fn new(answer: Signal<Option<AppError>>) -> Self {
        let (node, inputs) = (NodeRef::<html::Form>::new(), StoredValue::new(Vec::<FormInput>::new()));
        Effect::new(move |_| {
            if answer.with(Option::is_some) {
                inputs.with_value(|inputs| inputs.iter().for_each(|input| input.answered()));
                if let Some(form) = node.get_untracked() {
                    focus_password(&form);
                    browser::focus_first_invalid(form);
                }
            }
        });
        Self { node, answer, inputs }
    }

    fn input(self, name: &'static str, first: String, check: fn(&str) -> Option<String>) -> FormInput {
        let input = FormInput::new(name, first, check, self.answer);
        self.inputs.update_value(|inputs| inputs.push(input));
        input
    }

    /// What concerns no field of the form is said of the form, so that no refusal is silent.
    fn error(self) -> Option<AppError> {
        self.answer.with(|answer| {
            let error = answer.as_ref()?;
            let concerns_field =
                self.inputs.with_value(|inputs| inputs.iter().any(|input| input.said(error).is_some()));
            (!concerns_field).then(|| error.clone())
        })
    }

    /// Whether all fields are right; if not, the first that is not gets the focus.
    fn check(self) -> bool {
        let inputs = self.inputs.get_value();
        // Check every field, so that all errors show at once.
        let wrong = inputs.iter().filter(|input| !input.judge()).count();
        if let Some(form) = self.node.get_untracked().filter(|_| wrong > 0) {
            browser::focus_first_invalid(form);
        }
        wrong == 0
    }

    fn element(
        self,
        url: &'static str,
        class: &'static str,
        pending: Signal<bool>,
        send: Callback<SubmitEvent>,
        children: Children,
    ) -> AnyView {
        let error = Signal::derive(move || self.error());
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            // A form that is on its way is not sent a second time.
            if !pending.get_untracked() && self.check() {
                send.run(event);
            }
        };
        view! {
            <form node_ref=self.node class=class action=url method="post" novalidate on:submit=submit>
                <FormError error=error />
                <Provider value=FormAddress(url)>{children()}</Provider>
            </form>
        }
        .into_any()
    }
}

/// A refused form with a password is most often sent again with another one, so the focus goes there from the button that sent the form.
fn focus_password(form: &web_sys::HtmlFormElement) {
    let sent_by_button =
        document().active_element().is_some_and(|active| active.tag_name() == "BUTTON" && form.contains(Some(&active)));
    if let Some(password) = form.query_selector("input[type='password']").ok().flatten().filter(|_| sent_by_button) {
        browser::focus(&password);
    }
}

/// What is wrong with a form as a whole; an empty, hidden place while nothing is. If the session has ended, it leads to signing
/// in and back; if the user has no username yet, to choosing one.
#[component]
pub fn FormError(#[prop(into)] error: Signal<Option<AppError>>) -> impl IntoView {
    let words = move || match error.get()? {
        error if error.0.code == Code::SigninRequired => Some(view! { <SignedOut /> }.into_any()),
        error if error.0.code == Code::OnboardingRequired => {
            Some(view! { {error.to_string()} <ChooseName /> }.into_any())
        }
        error => Some(error.to_string().into_any()),
    };
    view! {
        <div class="form-error" role="alert" class:is-empty=move || error.with(Option::is_none)>
            <Icon glyph=icondata_lu::LuCircleAlert />
            <p>{words}</p>
        </div>
    }
    .into_any()
}

/// A page whose user was signed out since it was opened: in another tab, or on another device.
#[component]
fn SignedOut() -> impl IntoView {
    let next = use_next();
    view! {
        "You are signed out. "
        // A fresh document: this one still shows the user's own pages.
        <a class="text-link" rel="external" href=move || with_next("/auth/login", &next.get())>
            "Sign in"
        </a>
        " to go on."
    }
}

/// Leads a user who has no username yet to choosing one, and back. A space stands before it, because it follows a sentence.
#[component]
pub(super) fn ChooseName() -> impl IntoView {
    let next = use_next();
    view! {
        " "
        <a class="text-link" href=move || with_next("/auth/onboarding", &next.get())>
            "Choose your name"
        </a>
    }
}
