//! Signing in, and on to the page that the user wanted.

use crate::accounts::card::AccountCard;
use crate::accounts::form::Faults;
use crate::accounts::rpc::Login as SignIn;
use crate::accounts::use_current_user;
use crate::browser;
use crate::ui::{Button, Field, FormFault, Look, PageHead};
use domain::accounts::Email;
use leptos::either::Either;
use leptos::form::ActionForm;
use leptos::html;
use leptos::prelude::*;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_query_map;

/// The page; a signed-in user is redirected to `?next=`.
#[component]
pub fn Login() -> impl IntoView {
    let current_user = use_current_user();
    let query = use_query_map();
    // Only ever a path on this site: an address elsewhere would make us a stepping stone for phishing.
    let next = Memo::new(move |_| browser::local_path(&query.with(|query| query.get("next")).unwrap_or_default()));
    view! {
        <PageHead
            title="Sign in"
            description="Sign in to chat, follow channels and stream from your own."
            path="/auth/login"
        />
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                match current_user.await {
                    Some(_) => Either::Left(view! { <Redirect path=next.get_untracked() /> }),
                    None => Either::Right(view! { <LoginForm next=next /> }),
                }
            })}
        </Suspense>
    }
}

#[component]
fn LoginForm(next: Memo<String>) -> impl IntoView {
    let login = ServerAction::<SignIn>::new();
    let form = NodeRef::<html::Form>::new();
    let faults = Faults::of(login, form);
    let (email, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let check = move |event: leptos::ev::SubmitEvent| {
        let missing = password.with_untracked(String::is_empty).then(|| "Type your password.".to_owned());
        faults.hold(&event, &[("email", Email::parse(&email.get_untracked()).err()), ("password", missing)]);
    };
    view! {
        <AccountCard title="Welcome back" elsewhere=("New here?", "/auth/register", "Create an account")>
            <ActionForm action=login node_ref=form attr:class="form" attr:novalidate="" on:submit:capture=check>
                <FormFault text=faults.form() />
                <input type="hidden" name="next" value=move || next.get() />
                <Field
                    label="E-mail"
                    name="email"
                    kind="email"
                    autocomplete="email"
                    value=email
                    error=faults.field("email")
                    max=254
                    typed=Callback::new(move |()| faults.touch("email"))
                />
                <Field
                    label="Password"
                    name="password"
                    kind="password"
                    autocomplete="current-password"
                    value=password
                    error=faults.field("password")
                    max=256
                    typed=Callback::new(move |()| faults.touch("password"))
                />
                <Button look=Look::Primary kind="submit" busy=faults.busy()>
                    "Sign in"
                </Button>
            </ActionForm>
        </AccountCard>
    }
    .into_any()
}
