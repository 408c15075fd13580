//! The username on the page of security: changed once in a while, with the date from which it can be changed again.

use crate::accounts::rpc::ChangeUsername;
use crate::ui::{Button, Field, Form, FormState, Tile, format};
use domain::accounts::Username;
use icondata_lu as lu;
use leptos::prelude::*;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

#[component]
pub fn UsernameTile(username: String, changeable_at: Option<OffsetDateTime>) -> impl IntoView {
    let form = FormState::<ChangeUsername>::new();
    let wanted = form.input("username", String::new(), |text| Username::parse(text).err());
    // The form is there in any case: the clocks of server and browser differ, and the server says if it is too early.
    let from = changeable_at.map(|at| {
        view! {
            <p class="text-soft">
                "You can change it again from "
                <time datetime=at.format(&Rfc3339).unwrap_or_default()>{format::exact(at)}</time> "."
            </p>
        }
    });
    view! {
        <Tile title="Username" icon=lu::LuAtSign>
            <p>
                <strong class="security-address">{format!("@{username}")}</strong>
            </p>
            {from}
            <Form state=form>
                <Field
                    label="New username"
                    input=wanted
                    autocomplete="username"
                    help="You can change it once every 60 days. The old one still leads to you, and nobody else can take it."
                    prefix="@"
                    max=25
                />
                <div>
                    <Button kind="submit" busy=form.busy()>
                        "Change username"
                    </Button>
                </div>
            </Form>
        </Tile>
    }
    .into_any()
}
