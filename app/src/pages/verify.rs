//! Confirming an e-mail address. Opening the link does nothing yet: programs that check mail for viruses open links, too.

use crate::accounts::card::{AccountCard, Elsewhere};
use crate::accounts::rpc::VerifyEmail as Confirm;
use crate::accounts::{done, use_current_user, use_next};
use crate::pages::password::mailed_token;
use crate::ui::{Button, ButtonLink, Form, FormState, Look, PageHead};
use domain::Code;
use domain::accounts::Account;
use domain::addresses::with_next;
use leptos::prelude::*;

/// The page behind a mailed link.
#[component]
pub fn VerifyEmail() -> impl IntoView {
    let page = match done().as_deref() {
        Some("verified") => view! { <Confirmed lead="Thanks, you're all set." /> }.into_any(),
        Some("changed") => view! { <Confirmed lead="It is the address of the account from now on." /> }.into_any(),
        _ if mailed_token().is_empty() => view! {
            <AccountCard
                title="This link is incomplete"
                lead="Copy all of it, and open it once more."
                elsewhere=ask_again()
            >
                ""
            </AccountCard>
        }
        .into_any(),
        _ => view! { <ConfirmForm /> }.into_any(),
    };
    view! {
        <PageHead title="Confirm your address" description="Confirm your e-mail address." path="/auth/verify" private=true />
        {page}
    }
}

fn ask_again() -> Elsewhere {
    ("Link too old?", "/dashboard/security".to_owned(), "Ask for a new one")
}

#[component]
fn ConfirmForm() -> impl IntoView {
    let (form, next) = (FormState::<Confirm>::new(), use_next());
    view! {
        <AccountCard
            title="Confirm your address"
            lead="One click, and we know that this e-mail address is yours."
            elsewhere=ask_again()
        >
            <Form state=form>
                <input type="hidden" name="token" value=mailed_token() />
                <input type="hidden" name="next" value=move || next.get() />
                // Pressing again would help nothing.
                <div class="grid" hidden=form.is_refused_as(Code::LinkExpired)>
                    <Button look=Look::Primary kind="submit" busy=form.busy()>
                        "Confirm address"
                    </Button>
                </div>
            </Form>
        </AccountCard>
    }
}

/// Goes on to where the user was when they signed up. The link may have been opened in a browser that they are not signed in to.
#[component]
fn Confirmed(lead: &'static str) -> impl IntoView {
    let (current_user, next) = (use_current_user(), use_next());
    let on = move || {
        Suspend::new(async move {
            let (href, words) = onward(current_user.await.as_ref(), &next.get_untracked());
            view! {
                <ButtonLink href=href look=Look::Primary>
                    {words}
                </ButtonLink>
            }
        })
    };
    view! {
        <AccountCard title="Your address is confirmed" lead=lead>
            <Suspense fallback=|| ()>{on}</Suspense>
        </AccountCard>
    }
}

/// What a user whose address is confirmed does next: the address of a page, and the words of the link to it.
fn onward(account: Option<&Account>, next: &str) -> (String, &'static str) {
    match account {
        Some(account) if !account.is_onboarded() => (with_next("/auth/onboarding", next), "Choose your name"),
        _ if next == "/" => ("/".to_owned(), "See who is live"),
        None => (with_next("/auth/login", next), "Sign in and go on"),
        Some(_) => (next.to_owned(), "Back to where you were"),
    }
}
