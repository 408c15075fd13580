//! Erasing the account, at the end of the page of security.

use super::typed;
use crate::accounts::rpc::EraseAccount;
use crate::ui::{Button, Field, Form, FormState, Look, Tile};
use domain::accounts::{Account, SecondFactor};
use icondata_lu as lu;
use leptos::prelude::*;

#[component]
pub fn ErasureTile(account: Account, with_code: bool) -> impl IntoView {
    let form = FormState::<EraseAccount>::new();
    let (label, own, max) = match account.username {
        Some(username) => ("Your username, to confirm", username, 26),
        None => ("Your e-mail address, to confirm", account.email, 254),
    };
    let confirmation = form.input("confirmation", String::new(), |text| {
        text.trim().is_empty().then(|| "Type it to confirm that you mean this account.".to_owned())
    });
    let password = form.input("password", String::new(), typed);
    let code = with_code.then(|| {
        let code = form.input("code", String::new(), |text| SecondFactor::parse(text).err());
        view! {
            <Field
                id="erase-code"
                label="Code, to confirm"
                input=code
                autocomplete="one-time-code"
                help="From your authenticator app, or a recovery code."
                max=40
            />
        }
    });
    view! {
        <Tile title="Erase the account" icon=lu::LuTrash2>
            <p>
                "Your channels with their streams, recordings and chats go, and so do your profile, follows, blocks and devices. A live stream ends. "
                "Your messages in other people's chats are emptied and no longer show your name."
            </p>
            <p class="text-soft">
                "Your username stays reserved, so that links to you never lead to another person. This can't be undone."
            </p>
            <Form state=form>
                <Field id="erase-confirmation" label=label input=confirmation help=format!("Type {own}.") max=max />
                <Field id="erase-password" label="Your password, to confirm" input=password kind="password" autocomplete="current-password" max=256 />
                {code}
                <div>
                    <Button look=Look::Danger kind="submit" busy=form.busy()>
                        "Erase the account"
                    </Button>
                </div>
            </Form>
        </Tile>
    }
    .into_any()
}
