//! Signing up: e-mail and password, nothing else yet.

use crate::accounts::card::AccountCard;
use crate::accounts::form::Faults;
use crate::accounts::rpc::Register as Registration;
use crate::accounts::use_current_user;
use crate::ui::{Button, Field, FormFault, Look, PageHead};
use domain::accounts::{Email, Password};
use leptos::either::Either;
use leptos::form::ActionForm;
use leptos::html;
use leptos::prelude::*;
use leptos_router::components::Redirect;

/// The page; a signed-in user is redirected to the home page.
#[component]
pub fn Register() -> impl IntoView {
    let current_user = use_current_user();
    view! {
        <PageHead
            title="Sign up"
            description="Create an account to chat, follow channels and stream from your own."
            path="/auth/register"
        />
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                match current_user.await {
                    Some(_) => Either::Left(view! { <Redirect path="/" /> }),
                    None => Either::Right(view! { <RegisterForm /> }),
                }
            })}
        </Suspense>
    }
}

#[component]
fn RegisterForm() -> impl IntoView {
    let register = ServerAction::<Registration>::new();
    let form = NodeRef::<html::Form>::new();
    let faults = Faults::of(register, form);
    let (email, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let check = move |event: leptos::ev::SubmitEvent| {
        let checks = [
            ("email", Email::parse(&email.get_untracked()).err()),
            ("password", Password::parse(&password.get_untracked()).err()),
        ];
        faults.hold(&event, &checks);
    };
    view! {
        <AccountCard
            title="Create your account"
            lead="Then pick a name, open a channel and go live. It takes two minutes."
            elsewhere=("Have an account already?", "/auth/login", "Sign in")
        >
            <ActionForm action=register node_ref=form attr:class="form" attr:novalidate="" on:submit:capture=check>
                <FormFault text=faults.form() />
                <Field
                    label="E-mail"
                    name="email"
                    kind="email"
                    autocomplete="email"
                    value=email
                    error=faults.field("email")
                    help="Used to sign in. Never shown publicly."
                    max=254
                    typed=Callback::new(move |()| faults.touch("email"))
                    left=Callback::new(move |()| faults.check("email", &email.get_untracked(), Email::parse))
                />
                <Field
                    label="Password"
                    name="password"
                    kind="password"
                    autocomplete="new-password"
                    value=password
                    error=faults.field("password")
                    help="At least 8 characters. A few unrelated words make a good one."
                    max=256
                    typed=Callback::new(move |()| faults.touch("password"))
                    left=Callback::new(move |()| faults.check("password", &password.get_untracked(), Password::parse))
                />
                <Button look=Look::Primary kind="submit" busy=faults.busy()>
                    "Sign up"
                </Button>
            </ActionForm>
        </AccountCard>
    }
    .into_any()
}
