//! What a webhook has sent in the last 30 days, and what came of it.

use super::rpc::{ResendDelivery, webhook_deliveries};
use crate::ui::{Ago, Button, Form, FormState, Look, More, Pill, Tone, toasts};
use domain::webhooks::{DeliveryState, WebhookDelivery};
use domain::{ChannelId, Page, WebhookId};
use icondata_lu as lu;
use leptos::prelude::*;

/// Deliveries that come with the page, and with each "more".
pub const AT_ONCE: u32 = 10;

#[component]
pub fn Deliveries(
    channel: ChannelId,
    webhook: WebhookId,
    shown: RwSignal<Vec<WebhookDelivery>>,
    next: RwSignal<Option<String>>,
    reload: Callback<()>,
) -> impl IntoView {
    let take = move |page: Page<WebhookDelivery>| {
        shown.update(|shown| shown.extend(page.items));
        next.set(page.next_cursor);
    };
    view! {
        <details class="more webhook-deliveries">
            <summary>"Deliveries"</summary>
            <div class="needs-script">
                <Button look=Look::Ghost icon=lu::LuRefreshCw on:click=move |_| reload.run(())>
                    "Refresh"
                </Button>
            </div>
            <Show when=move || shown.with(Vec::is_empty)>
                <p class="text-soft">"Nothing was sent yet."</p>
            </Show>
            <ul>
                // A delivery that has gone on is drawn anew.
                <For each=move || shown.get() key=|delivery| (delivery.id, delivery.attempts, delivery.state) let(delivery)>
                    <DeliveryRow channel=channel webhook=webhook delivery=delivery shown=shown />
                </For>
            </ul>
            <More
                next=next
                failure="The list didn't load."
                load=move |from| webhook_deliveries(channel, webhook, from, Some(AT_ONCE))
                take=take
            />
        </details>
    }
    .into_any()
}

#[component]
fn DeliveryRow(
    channel: ChannelId,
    webhook: WebhookId,
    delivery: WebhookDelivery,
    shown: RwSignal<Vec<WebhookDelivery>>,
) -> impl IntoView {
    let toasts = toasts();
    let form = FormState::<ResendDelivery>::new();
    form.on_success(move |again| {
        shown.update(|shown| {
            shown.iter_mut().filter(|known| known.id == again.id).for_each(|known| *known = again.clone())
        });
        toasts.say("It is sent again. Press Refresh to see what came of it.");
    });
    let (tone, state) = match delivery.state {
        DeliveryState::Delivered => (Tone::Good, "Delivered"),
        DeliveryState::Pending if delivery.attempts == 0 => (Tone::Plain, "Waiting"),
        DeliveryState::Pending => (Tone::Warn, "Tried again soon"),
        DeliveryState::Failed => (Tone::Live, "Given up"),
    };
    let facts: Vec<String> = [
        delivery.status_code.map(|status| format!("status {status}")),
        delivery.duration_ms.map(|duration| format!("{duration} ms")),
        (delivery.attempts > 1).then(|| format!("attempt {}", delivery.attempts)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let label = format!("Send {} again", delivery.event);
    view! {
        <li class="webhook-delivery">
            <div class="webhook-delivery-words">
                <p>
                    <Pill tone=tone>{state}</Pill>
                    " "
                    <code>{delivery.event.clone()}</code>
                    " "
                    <span class="text-soft"><Ago at=delivery.created_at /></span>
                </p>
                <p class="text-soft">{facts.join(" · ")}</p>
                {delivery.error.clone().map(|error| view! { <p class="webhook-failure">{error}</p> })}
                {delivery
                    .response
                    .clone()
                    .map(|text| {
                        view! {
                            <details>
                                <summary>"What the receiver answered"</summary>
                                <pre class="command">{text}</pre>
                            </details>
                        }
                    })}
            </div>
            <Form state=form class="webhook-resend">
                <input type="hidden" name="channel" value=channel.to_string() />
                <input type="hidden" name="webhook" value=webhook.to_string() />
                <input type="hidden" name="delivery" value=delivery.id.to_string() />
                <Button kind="submit" look=Look::Ghost busy=form.pending() attr:aria-label=label>
                    "Send again"
                </Button>
            </Form>
        </li>
    }
    .into_any()
}
