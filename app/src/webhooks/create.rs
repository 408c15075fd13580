//! The form that makes a webhook.

use super::rpc::CreateWebhook;
use super::{EventChoices, without_address};
use crate::browser;
use crate::ui::{Button, Field, Form, FormState, Look, Select, Tile};
use domain::ChannelId;
use domain::webhooks::{Webhook, WebhookEvent, WebhookKind};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

#[component]
pub fn CreateWebhookTile(channel: ChannelId, #[prop(into)] made: Callback<Webhook>) -> impl IntoView {
    let form = FormState::<CreateWebhook>::new();
    let address = form.input("url", String::new(), without_address);
    // Holds no text: it says under the boxes what is wrong with the choice.
    let events = form.input("events", String::new(), |_| None);
    form.on_success(move |webhook| {
        address.text.set(String::new());
        made.run(webhook.clone());
    });
    let kinds = [(WebhookKind::Standard, "Signed JSON, for programs"), (WebhookKind::Discord, "A message in Discord")];
    // A form that was refused comes back with what was ticked; a new one begins with the streams.
    let is_new = browser::typed(CreateWebhook::url(), "url").is_none();
    let is_chosen = move |event| is_new && matches!(event, WebhookEvent::StreamStarted | WebhookEvent::StreamEnded);
    view! {
        <Tile title="New webhook" icon=lu::LuPlus id="new-webhook">
            <Form state=form>
                <input type="hidden" name="channel" value=channel.to_string() />
                <Select
                    label="What arrives there"
                    name="kind"
                    options=kinds.map(|(kind, words)| (kind.as_str().to_owned(), words.to_owned())).into()
                    chosen=WebhookKind::Standard.as_str()
                    help="Signed JSON follows Standard Webhooks, for which there are libraries in most languages."
                />
                <Field
                    label="Address"
                    input=address
                    max=2000
                    inputmode="url"
                    help="It begins with https://. For Discord, copy it under Edit channel → Integrations → Webhooks."
                />
                <EventChoices note="events-note" input=events is_chosen=is_chosen />
                <div>
                    <Button look=Look::Primary kind="submit" busy=form.pending()>
                        "Add webhook"
                    </Button>
                </div>
            </Form>
        </Tile>
    }
    .into_any()
}
