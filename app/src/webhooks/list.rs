//! A channel's webhooks: where they send, how they fare, their secrets, and what they have sent.

use super::deliveries::{Deliveries, DeliveryList};
use super::edit::EditWebhook;
use super::rpc::{TestWebhook, delete_webhook, rotate_webhook_secret};
use super::words;
use crate::browser;
use crate::ui::{Ago, Button, Confirm, CopyButton, Empty, Form, FormState, Look, Pill, Tile, Tone, format, toasts};
use domain::webhooks::{Webhook, WebhookDelivery, WebhookEvent, WebhookKind};
use domain::{ChannelId, Code, Page, WebhookId};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A webhook and the newest of its deliveries.
pub type WebhookEntry = (Webhook, Page<WebhookDelivery>);

#[component]
pub fn WebhookList(channel: ChannelId, shown: RwSignal<Vec<WebhookEntry>>) -> impl IntoView {
    // The webhook whose form is open.
    let editing = RwSignal::new(None::<WebhookId>);
    view! {
        <Show when=move || shown.with(Vec::is_empty)>
            <Tile title="Your webhooks" icon=lu::LuWebhook>
                <Empty icon=lu::LuWebhook title="No webhooks yet">
                    <p>"A webhook tells a program or a Discord channel at once when something happens here."</p>
                </Empty>
            </Tile>
        </Show>
        <For each=move || shown.get() key=|entry: &WebhookEntry| entry.0.id let(entry)>
            <WebhookTile channel=channel entry=entry shown=shown editing=editing />
        </For>
    }
    .into_any()
}

#[component]
fn WebhookTile(
    channel: ChannelId,
    entry: WebhookEntry,
    shown: RwSignal<Vec<WebhookEntry>>,
    editing: RwSignal<Option<WebhookId>>,
) -> impl IntoView {
    let (webhook, first) = entry;
    let (id, is_signed) = (webhook.id, webhook.kind == WebhookKind::Standard);
    let deliveries = DeliveryList::new(channel, webhook.clone(), first);
    let standing = deliveries.standing();
    let secret = RwSignal::new(webhook.secret.clone().unwrap_or_default());
    let (rotates, deletes, toasts) = (RwSignal::new(false), RwSignal::new(false), toasts());
    let test = FormState::<TestWebhook>::new();
    test.on_success(move |delivery| {
        toasts.say("A test event is on its way. What comes of it appears under Deliveries.");
        deliveries.add(delivery);
    });
    let rotate = Callback::new(move |()| {
        spawn_local(async move {
            match rotate_webhook_secret(channel, id).await {
                Ok(webhook) => _ = secret.try_set(webhook.secret.unwrap_or_default()),
                Err(error) => toasts.fail(&error),
            }
        });
    });
    let delete = Callback::new(move |()| {
        spawn_local(async move {
            match delete_webhook(channel, id).await {
                Err(error) if error.0.code != Code::NotFound => toasts.fail(&error),
                // Deleted now, or in another tab before.
                _ => {
                    let is_shown = shown.try_update(|shown| shown.retain(|(known, _)| known.id != id)).is_some();
                    if is_shown {
                        // The button that was pressed goes with its tile.
                        browser::focus_on("#new-webhook h2");
                    }
                    toasts.say("The webhook is deleted.");
                }
            }
        });
    });
    let (edits, edit_id) = (Memo::new(move |_| editing.get() == Some(id)), format!("edit-{id}"));
    let saves = RwSignal::new(false);
    let edit = move |_| {
        // A form that is closed while it is saved would miss the answer.
        if saves.get_untracked() {
            return;
        }
        let opens = !edits.get_untracked();
        editing.set(opens.then_some(id));
        if opens {
            browser::focus_on("#edit-url");
        }
    };
    let selector = StoredValue::new(format!("#{edit_id}"));
    let edited = Callback::new(move |()| {
        editing.set(None);
        browser::focus_on(selector.get_value());
        // What waits is due at once at a new address.
        spawn_local(async move {
            let _ = deliveries.read().await;
        });
    });
    // Tiles have the same buttons: the address in their names tells them apart.
    let address = Memo::new(move |_| standing.with(|webhook| format::shortened(webhook.url.clone())));
    let named = move |words: &'static str| move || format!("{words} {}", address.get());
    let rotation_words = Signal::derive(move || {
        format!(
            "The old secret of {} stays valid for 24 hours. Until then each delivery has a signature of both.",
            address.get()
        )
    });
    let loses = Signal::derive(move || {
        format!("Nothing is sent to {} any more, and the list of its deliveries is lost.", address.get())
    });
    let title = if is_signed { "Signed JSON" } else { "Discord" };
    view! {
        <Tile title=title icon=lu::LuWebhook class="webhook">
            <p class="webhook-head">
                <code class="webhook-address">{move || standing.with(|webhook| webhook.url.clone())}</code>
                <Standing webhook=standing />
            </p>
            <p class="text-soft">{move || standing.with(|webhook| event_words(&webhook.events))}</p>
            {move || {
                standing.with(|webhook| webhook.disabled_reason.clone()).map(|reason| view! {
                    <p class="webhook-failure">
                        {format!(
                            "Switched off: {reason} Send a test event: once one arrives, the webhook is on again. \
                             A new address switches it on at once.",
                        )}
                    </p>
                })
            }}
            <Secret secret=secret />
            <div class="webhook-do">
                <Form state=test class="webhook-test">
                    <input type="hidden" name="channel" value=channel.to_string() />
                    <input type="hidden" name="webhook" value=id.to_string() />
                    <Button
                        kind="submit"
                        icon=lu::LuSend
                        busy=test.pending()
                        attr:aria-label=named("Send a test event to")
                    >
                        "Send a test event"
                    </Button>
                </Form>
                <span class="needs-script">
                    <Button
                        icon=lu::LuPencil
                        on:click=edit
                        attr:id=edit_id
                        attr:aria-expanded=move || edits.get().to_string()
                        attr:aria-label=named("Edit the webhook to")
                    >
                        "Edit"
                    </Button>
                </span>
                <Show when=move || is_signed>
                    <span class="needs-script">
                        <Button
                            icon=lu::LuRotateCw
                            on:click=move |_| rotates.set(true)
                            attr:aria-label=named("New secret for")
                        >
                            "New secret"
                        </Button>
                    </span>
                </Show>
                <span class="needs-script">
                    <Button
                        look=Look::Ghost
                        icon=lu::LuTrash2
                        on:click=move |_| deletes.set(true)
                        attr:aria-label=named("Delete the webhook to")
                    >
                        "Delete"
                    </Button>
                </span>
            </div>
            <Show when=move || edits.get()>
                <EditWebhook channel=channel standing=standing saves=saves done=edited />
            </Show>
            <Deliveries list=deliveries address=address />
            <Confirm
                open=rotates
                title="Make a new secret?"
                loses=rotation_words
                action="Make a new secret"
                confirmed=rotate
            />
            <Confirm
                open=deletes
                title="Delete this webhook?"
                loses=loses
                action="Delete webhook"
                confirmed=delete
            />
        </Tile>
    }
    .into_any()
}

/// Events in words.
fn event_words(events: &[WebhookEvent]) -> String {
    events.iter().map(|event| words(*event)).collect::<Vec<_>>().join(" · ")
}

/// How a webhook fares, in a word.
#[component]
fn Standing(webhook: RwSignal<Webhook>) -> impl IntoView {
    let standing = Memo::new(move |_| webhook.with(|webhook| (webhook.enabled, webhook.failing_since)));
    move || match standing.get() {
        (false, _) => view! { <Pill tone=Tone::Warn>"Off"</Pill> }.into_any(),
        (true, Some(since)) => view! {
            // One element, because a pill keeps its parts apart.
            <Pill tone=Tone::Warn><span>"Failing, began " <Ago at=since /></span></Pill>
        }
        .into_any(),
        (true, None) => view! { <Pill tone=Tone::Good>"On"</Pill> }.into_any(),
    }
}

/// A secret that was just made; nothing otherwise.
#[component]
fn Secret(secret: RwSignal<String>) -> impl IntoView {
    view! {
        <Show when=move || !secret.with(String::is_empty)>
            <div class="webhook-secret" role="status">
                <p>"Copy the secret now: it is shown this once. With it the receiver checks that a delivery is yours."</p>
                <div class="secret">
                    <span class="secret-name">"Secret"</span>
                    <code class="secret-value" data-testid="webhook-secret">{move || secret.get()}</code>
                    <span class="secret-do needs-script">
                        <CopyButton text=secret name="Copy secret" />
                    </span>
                </div>
            </div>
        </Show>
    }
}
