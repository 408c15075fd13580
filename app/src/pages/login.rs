//! Signing in, and on to the page that the user wanted.

use crate::accounts::card::AccountCard;
use crate::accounts::rpc::Login as SignIn;
use crate::accounts::{done, use_current_user, use_next, with_next};
use crate::ui::{Button, Field, Form, FormState, Look, PageHead, Redirect};
use domain::accounts::Email;
use leptos::either::Either;
use leptos::prelude::*;

/// The page; a signed-in user is redirected to `?next=`.
#[component]
pub fn Login() -> impl IntoView {
    let current_user = use_current_user();
    let next = use_next();
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
        <AccountCard
            title="Welcome back"
            lead=if done().is_some() { "Your new password is set. Sign in with it." } else { "" }
            elsewhere=("New here?", with_next("/auth/register", &next.get_untracked()), "Create an account")
        >
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
                <a class="text-link" href="/auth/forgot">
                    "Forgot your password?"
                </a>
            </Form>
        </AccountCard>
    }
    .into_any()
}
