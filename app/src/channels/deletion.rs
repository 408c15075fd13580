//! Deleting a channel, at the end of its settings: its name is asked for.

use super::rpc::DeleteChannel;
use super::shown::ShownChannel;
use crate::ui::{Button, Field, Form, FormState, Look, Tile};
use domain::channels::Channel;
use icondata_lu as lu;
use leptos::prelude::*;

#[component]
pub fn DeletionTile(channel: Channel) -> impl IntoView {
    let form = FormState::<DeleteChannel>::new();
    let name = expect_context::<ShownChannel>().name;
    let confirmation = form.input("confirmation", String::new(), |text| {
        text.trim().is_empty().then(|| "Type the channel's name to confirm that you mean it.".to_owned())
    });
    view! {
        <Tile title="Delete the channel" icon=lu::LuTrash2>
            <p>
                "Its streams, recordings, chat, followers, emotes, webhooks, and what its moderators have noted, go for good. A live stream ends. "
                "This can't be undone."
            </p>
            <p class="text-soft">
                "Its addresses stay reserved for you, so that links never lead to another person. Your account and your other channels stay."
            </p>
            <Form state=form>
                <input type="hidden" name="channel" value=channel.id.to_string() />
                <Field
                    label="The channel's name, to confirm"
                    input=confirmation
                    help=Signal::derive(move || format!("Type {}.", name.get()))
                    max=60
                />
                <div>
                    <Button look=Look::Danger kind="submit" busy=form.busy()>
                        "Delete the channel"
                    </Button>
                </div>
            </Form>
        </Tile>
    }
    .into_any()
}
