//! The form that changes a webhook's address and its events.

use super::rpc::ChangeWebhook;
use super::{EventChoices, without_address};
use crate::ui::{Button, Field, Form, FormState, Look, toasts};
use domain::ChannelId;
use domain::webhooks::{Webhook, WebhookKind};
use leptos::prelude::*;

/// Stands below the row's buttons. At most one such form is open on a page, so its fields have fixed ids. `saves` is true while an answer is awaited.
#[component]
pub fn EditWebhook(
    channel: ChannelId,
    standing: RwSignal<Webhook>,
    saves: RwSignal<bool>,
    #[prop(into)] done: Callback<()>,
) -> impl IntoView {
    let (now, toasts) = (standing.get_untracked(), toasts());
    let (is_signed, was_on) = (now.kind == WebhookKind::Standard, now.enabled);
    let (form, seen) = (FormState::<ChangeWebhook>::new(), now.fingerprint());
    Effect::new(move |_| saves.set(form.pending().get()));
    // The address of a Discord webhook is a secret, of which the page knows the beginning only.
    let address = match is_signed {
        true => form.input("url", now.url, without_address),
        false => form.input("url", String::new(), |_| None),
    };
    // Holds no text: it says under the boxes what is wrong with the choice.
    let events = form.input("events", String::new(), |_| None);
    form.on_success(move |changed| {
        standing.set(changed.clone());
        toasts.say(if changed.enabled && !was_on { "Saved. The webhook is on again." } else { "Saved." });
        done.run(());
    });
    let chosen = now.events;
    let help = match is_signed {
        true => "It begins with https://. What waits to be sent goes to the new address.",
        false => "Leave it empty, and the address stays as it is. For another one, copy it in Discord.",
    };
    view! {
        <Form state=form>
            <input type="hidden" name="channel" value=channel.to_string() />
            <input type="hidden" name="webhook" value=now.id.to_string() />
            <input type="hidden" name="seen" value=seen />
            <Field label="Address" input=address id="edit-url" max=2000 inputmode="url" help=help.to_owned() />
            <EventChoices note="edit-events-note" input=events is_chosen=move |event| chosen.contains(&event) />
            <div class="webhook-do">
                <Button busy=form.pending() on:click=move |_| done.run(())>
                    "Cancel"
                </Button>
                <Button look=Look::Primary kind="submit" busy=form.pending()>
                    "Save"
                </Button>
            </div>
        </Form>
    }
    .into_any()
}
