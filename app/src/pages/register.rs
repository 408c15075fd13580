//! Signing up: e-mail and password, nothing else yet.

use crate::accounts::card::AccountCard;
use crate::accounts::rpc::Register as Registration;
use crate::accounts::{use_current_user, use_next, with_next};
use crate::ui::{Button, Field, Form, FormState, Look, PageHead, Redirect};
use domain::accounts::{Email, Password};
use leptos::either::Either;
use leptos::prelude::*;

/// The page; a signed-in user is redirected to `?next=`.
#[component]
pub fn Register() -> impl IntoView {
    let current_user = use_current_user();
    let next = use_next();
    view! {
        <PageHead
            title="Sign up"
            description="Create an account to chat, follow channels and stream from your own."
            path="/auth/register"
        />
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                match current_user.await {
                    Some(_) => Either::Left(view! { <Redirect path=next.get_untracked() /> }),
                    None => Either::Right(view! { <RegisterForm next=next /> }),
                }
            })}
        </Suspense>
    }
}

#[component]
fn RegisterForm(next: Memo<String>) -> impl IntoView {
    let form = FormState::<Registration>::new();
    let email = form.input("email", String::new(), |text| Email::parse(text).err());
    let password = form.input("password", String::new(), |text| Password::parse(text).err());
    view! {
        <AccountCard
            title="Create your account"
            lead="Then pick a name, open a channel and go live. It takes two minutes."
            elsewhere=("Have an account already?", with_next("/auth/login", &next.get_untracked()), "Sign in")
        >
            <Form state=form>
                <input type="hidden" name="next" value=move || next.get() />
                <Field
                    label="E-mail"
                    input=email
                    kind="email"
                    autocomplete="email"
                    help="Used to sign in. Never shown publicly."
                    max=254
                />
                <Field
                    label="Password"
                    input=password
                    kind="password"
                    autocomplete="new-password"
                    help="At least 8 characters. A few unrelated words make a good one."
                    max=256
                />
                <Button look=Look::Primary kind="submit" busy=form.busy()>
                    "Sign up"
                </Button>
            </Form>
        </AccountCard>
    }
    .into_any()
}
