//! Confirming an e-mail address. Opening the link does nothing yet: programs that check mail for viruses open links, too.

use crate::accounts::card::AccountCard;
use crate::accounts::rpc::VerifyEmail as Confirm;
use crate::accounts::{done, use_current_user, use_next};
use crate::pages::password::mailed_token;
use crate::ui::{Button, ButtonLink, Form, FormState, Look, PageHead};
use domain::accounts::Account;
use domain::addresses::with_next;
use leptos::prelude::*;

/// The page behind a mailed link.
#[component]
pub fn VerifyEmail() -> impl IntoView {
    let page = match done().as_deref() {
        Some("verified") => view! { <Confirmed /> }.into_any(),
        _ => view! { <ConfirmForm /> }.into_any(),
    };
    view! {
        <PageHead title="Confirm your address" description="Confirm your e-mail address." path="/auth/verify" private=true />
        {page}
    }
}

#[component]
fn ConfirmForm() -> impl IntoView {
    let (form, next) = (FormState::<Confirm>::new(), use_next());
    view! {
        <AccountCard
            title="Confirm your address"
            lead="One click, and we know that this e-mail address is yours."
            elsewhere=("Link too old?", "/dashboard/security".to_owned(), "Ask for a new one")
        >
            <Form state=form>
                <input type="hidden" name="token" value=mailed_token() />
                <input type="hidden" name="next" value=move || next.get() />
                <Button look=Look::Primary kind="submit" busy=form.busy()>
                    "Confirm address"
                </Button>
            </Form>
        </AccountCard>
    }
}

/// Goes on to where the user was when they signed up. The link may have been opened in a browser that they are not signed in to.
#[component]
fn Confirmed() -> impl IntoView {
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
        <AccountCard title="Your address is confirmed" lead="It is the address of the account from now on.">
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
