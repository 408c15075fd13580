//! Confirming an e-mail address. Opening the link does nothing yet: programs that check mail for viruses open links, too.

use crate::accounts::card::AccountCard;
use crate::accounts::done;
use crate::accounts::rpc::VerifyEmail as Confirm;
use crate::pages::password::mailed_token;
use crate::ui::{Button, ButtonLink, Form, FormState, Look, PageHead};
use leptos::prelude::*;

/// The page behind a mailed link.
#[component]
pub fn VerifyEmail() -> impl IntoView {
    let form = FormState::<Confirm>::new();
    let page = if done().is_some() {
        view! {
            <AccountCard title="Your address is confirmed" lead="It is the address of your account from now on.">
                <ButtonLink href="/" look=Look::Primary>
                    "See who is live"
                </ButtonLink>
            </AccountCard>
        }
        .into_any()
    } else {
        view! {
            <AccountCard
                title="Confirm your address"
                lead="One click, and we know that this e-mail address is yours."
                elsewhere=("Link too old?", "/dashboard/security".to_owned(), "Ask for a new one")
            >
                <Form state=form>
                    <input type="hidden" name="token" value=mailed_token() />
                    <Button look=Look::Primary kind="submit" busy=form.busy()>
                        "Confirm address"
                    </Button>
                </Form>
            </AccountCard>
        }
        .into_any()
    };
    view! {
        <PageHead title="Confirm your address" description="Confirm your e-mail address." path="/auth/verify" private=true />
        {page}
    }
}
