//! A forgotten password: asking for a link, and choosing a new password behind it.

use crate::accounts::card::AccountCard;
use crate::accounts::rpc::{ForgotPassword as AskForLink, ResetPassword as SetPassword};
use crate::accounts::{done, use_next};
use crate::ui::{Button, Field, Form, FormState, Look, PageHead};
use domain::accounts::{Email, Password};
use domain::addresses::with_next;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The token of a mailed link, which stands in the address.
pub fn mailed_token() -> String {
    use_query_map().with_untracked(|query| query.get("token")).unwrap_or_default()
}

/// The page that asks for the address of the account.
#[component]
pub fn ForgotPassword() -> impl IntoView {
    let form = FormState::<AskForLink>::new();
    let email = form.input("email", String::new(), |text| Email::parse(text).err());
    let next = use_next();
    let title = "Forgot your password?";
    let page = if done().as_deref() == Some("sent") {
        let lead = "If an account has that address, a mail with a link is on its way. The link works once, within an hour. Nothing there? \
                    Look into the folder for unwanted mail.";
        view! {
            <AccountCard
                title="Look into your mail"
                lead=lead
                elsewhere=("Nothing came?", with_next("/auth/forgot", &next.get_untracked()), "Ask again")
            >
                ""
            </AccountCard>
        }
        .into_any()
    } else {
        view! {
            <AccountCard
                title=title
                lead="Type the address of your account: we mail you a link to choose a new one."
                elsewhere=("Remembered it?", with_next("/auth/login", &next.get_untracked()), "Sign in")
            >
                <Form state=form>
                    <input type="hidden" name="next" value=move || next.get() />
                    <Field label="E-mail" input=email kind="email" autocomplete="email" max=254 />
                    <Button look=Look::Primary kind="submit" busy=form.busy()>
                        "Mail me a link"
                    </Button>
                </Form>
            </AccountCard>
        }
        .into_any()
    };
    view! {
        <PageHead title=title description="Ask for a link to choose a new password." path="/auth/forgot" private=true />
        {page}
    }
}

/// The page behind a mailed link.
#[component]
pub fn ResetPassword() -> impl IntoView {
    let form = FormState::<SetPassword>::new();
    let password = form.input("password", String::new(), |text| Password::parse(text).err());
    let next = use_next();
    let title = "Choose a new password";
    view! {
        <PageHead title=title description="Choose a new password." path="/auth/reset" private=true />
        <AccountCard
            title=title
            lead="Every device that is signed in now will be signed out."
            elsewhere=("Link too old?", with_next("/auth/forgot", &next.get_untracked()), "Ask for a new one")
        >
            <Form state=form>
                <input type="hidden" name="token" value=mailed_token() />
                <input type="hidden" name="next" value=move || next.get() />
                <Field
                    label="New password"
                    input=password
                    kind="password"
                    autocomplete="new-password"
                    help="At least 8 characters. A few unrelated words make a good one."
                    max=256
                />
                <Button look=Look::Primary kind="submit" busy=form.busy()>
                    "Set password"
                </Button>
            </Form>
        </AccountCard>
    }
}
