//! Signing up: e-mail and password, nothing else yet.

use crate::accounts::card::AccountCard;
use crate::accounts::rpc::Register as Registration;
use crate::accounts::steps::{Step, after_onboarding, is_for_creators};
use crate::accounts::{use_current_user, use_next};
use crate::browser;
use crate::identity::ProviderLinks;
use crate::ui::{Button, Field, Form, FormState, Look, PageHead, Redirect};
use domain::accounts::{Email, Password};
use domain::addresses::with_next;
use leptos::either::EitherOf3;
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
                    Some(_) => EitherOf3::A(view! { <Redirect path=next.get_untracked() /> }),
                    None if browser::is_sign_up_open() => EitherOf3::B(view! { <RegisterForm next=next /> }),
                    None => EitherOf3::C(view! { <Closed next=next /> }),
                }
            })}
        </Suspense>
    }
}

/// What the page says while the operator takes no new accounts.
#[component]
fn Closed(next: Memo<String>) -> impl IntoView {
    view! {
        <AccountCard
            title="No new accounts for now"
            lead="This community takes no new accounts at the moment. You can still watch every public stream without one."
            elsewhere=("Have an account already?", with_next("/auth/login", &next.get_untracked()), "Sign in")
        >
            ""
        </AccountCard>
    }
    .into_any()
}

#[component]
fn RegisterForm(next: Memo<String>) -> impl IntoView {
    let form = FormState::<Registration>::new();
    let email = form.input("email", String::new(), |text| Email::parse(text).err());
    let password = form.input("password", String::new(), |text| Password::parse(text).err());
    let lead = match is_for_creators(&after_onboarding(next.get_untracked())) {
        true => "Then pick a name, open a channel and go live. It takes two minutes.",
        false => "Then pick a name, and you are back where you came from. It takes a minute.",
    };
    view! {
        <AccountCard
            title="Create your account"
            lead=lead
            step=(Step::Account, next.get_untracked())
            elsewhere=("Have an account already?", with_next("/auth/login", &next.get_untracked()), "Sign in")
        >
            <ProviderLinks next=next />
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
