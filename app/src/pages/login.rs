//! Signing in, and on to the page that the user wanted.

use crate::accounts::card::AccountCard;
use crate::accounts::rpc::Login as SignIn;
use crate::accounts::use_current_user;
use crate::browser;
use crate::ui::{Button, Field, Form, FormState, Look, PageHead};
use domain::accounts::Email;
use leptos::either::Either;
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
    let form = FormState::<SignIn>::new();
    let email = form.input("email", String::new(), |text| Email::parse(text).err());
    let password =
        form.input("password", String::new(), |text| text.is_empty().then(|| "Type your password.".to_owned()));
    view! {
        <AccountCard title="Welcome back" elsewhere=("New here?", "/auth/register", "Create an account")>
            <Form state=form>
                <input type="hidden" name="next" value=move || next.get() />
                <Field
                    label="E-mail"
                    input=email
                    kind="email"
                    autocomplete="email"
                    max=254
                />
                <Field
                    label="Password"
                    input=password
                    kind="password"
                    autocomplete="current-password"
                    max=256
                />
                <Button look=Look::Primary kind="submit" busy=form.busy()>
                    "Sign in"
                </Button>
            </Form>
        </AccountCard>
    }
    .into_any()
}
