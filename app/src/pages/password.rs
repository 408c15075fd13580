//! A forgotten password: asking for a link, and choosing a new password behind it.

use crate::accounts::card::AccountCard;
use crate::accounts::rpc::{ForgotPassword as AskForLink, ResetPassword as SetPassword, password_link};
use crate::accounts::{done, mailed, use_next};
use crate::browser;
use crate::pages::loaded::loaded;
use crate::ui::{Button, Field, Form, FormState, Look, PageHead, Skeleton};
use domain::accounts::{Email, Password, PasswordLink, TakenBack};
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
        let (asked, lead, question) = match browser::has_mail_server() {
            true => (
                "Look into your mail",
                "If an account has that address, a mail with a link is on its way. The link works once, within an hour. Nothing there? \
                 Look into your spam folder.",
                "Nothing came?",
            ),
            false => (
                "Ask for your link",
                "This site sends no mail. If an account has that address, the people who run the site see a link for it now: ask them \
                 for it. It works once, within an hour.",
                "Mistyped it?",
            ),
        };
        view! {
            <AccountCard
                title=asked
                lead=lead
                elsewhere=(question, with_next("/auth/forgot", &next.get_untracked()), "Ask again")
            >
                ""
            </AccountCard>
        }
        .into_any()
    } else {
        view! {
            <AccountCard
                title=title
                lead=mailed(
                    "Type the e-mail address of your account: we mail you a link to choose a new password.",
                    "Type the e-mail address of your account. This site sends no mail: the people who run it will have a link for you to \
                     choose a new password.",
                )
                elsewhere=("Remembered it?", with_next("/auth/login", &next.get_untracked()), "Sign in")
            >
                <Form state=form>
                    <input type="hidden" name="next" value=move || next.get() />
                    <Field label="E-mail" input=email kind="email" autocomplete="email" max=254 />
                    <Button look=Look::Primary kind="submit" busy=form.busy()>
                        {mailed("Mail me a link", "Ask for a link")}
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

/// The page behind a mailed link. What the link does is known before a password is typed.
#[component]
pub fn ResetPassword() -> impl IntoView {
    let next = use_next();
    let found = Resource::new(mailed_token, password_link);
    let page = loaded(
        found,
        || view! { <Skeleton class="h-80" /> }.into_any(),
        "The link could not be checked",
        || ().into_any(),
        move |link, _| {
            match link {
            Some(link) => view! { <NewPassword link=link next=next /> }.into_any(),
            None => view! {
                <AccountCard
                    title="This link no longer works"
                    lead="It was used already, or it is too old."
                    elsewhere=("Still need a new password?", with_next("/auth/forgot", &next.get_untracked()), "Ask for a new link")
                >
                    ""
                </AccountCard>
            }
            .into_any(),
        }
        },
    );
    view! {
        <PageHead title="Choose a new password" description="Choose a new password." path="/auth/reset" private=true />
        {page}
    }
}

#[component]
fn NewPassword(link: PasswordLink, next: Memo<String>) -> impl IntoView {
    let form = FormState::<SetPassword>::new();
    let password = form.input("password", String::new(), |text| Password::parse(text).err());
    let (title, lead) = match link.takes_back {
        Some(changes) => ("Undo the change", what_happens(&link.email, changes)),
        None => (
            "Choose a new password",
            format!("For the account of {}. Every device that is signed in now will be signed out.", link.email),
        ),
    };
    view! {
        <AccountCard
            title=title
            lead=lead
            elsewhere=("Changed your mind?", with_next("/auth/login", &next.get_untracked()), "Sign in")
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
    .into_any()
}

/// What choosing a password takes back besides; only what was changed since.
fn what_happens(email: &str, changes: TakenBack) -> String {
    let address = if changes.address { format!(" Your account has the address {email} again.") } else { String::new() };
    let two_factor = match changes.two_factor {
        Some(true) => " Two-factor sign-in is on again, with the app of before but without its recovery codes.",
        Some(false) => " Two-factor sign-in is off again.",
        None => "",
    };
    let identities = if changes.identities { " Ways to sign in that were added are removed." } else { "" };
    format!("Choose a new password.{address}{two_factor}{identities} Every device is signed out.")
}
