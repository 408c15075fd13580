//! What a webhook has sent in the last 30 days, and what came of it.

use super::rpc::{ResendDelivery, webhook_deliveries, webhooks};
use crate::browser;
use crate::error::AppError;
use crate::ui::{Ago, Button, Form, FormState, Look, More, Pill, Tone, format, toasts};
use domain::webhooks::{DeliveryState, Webhook, WebhookDelivery};
use domain::{ChannelId, Page, WebhookId};
use icondata_lu as lu;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// Deliveries that come with the page, and with each "more".
pub const AT_ONCE: u32 = 10;
/// How often the list is read again while a delivery is under way, and how many times at most: by then a receiver has answered, or its time is over.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
const LOOKS: u32 = 30;

/// The deliveries of a webhook that the page knows.
#[derive(Clone, Copy)]
pub struct DeliveryList {
    channel: ChannelId,
    webhook: WebhookId,
    /// The webhook as its deliveries leave it.
    standing: RwSignal<Webhook>,
    shown: RwSignal<Vec<WebhookDelivery>>,
    next: RwSignal<Option<String>>,
    node: NodeRef<html::Details>,
}

impl DeliveryList {
    pub fn new(channel: ChannelId, webhook: Webhook, first: Page<WebhookDelivery>) -> Self {
        let (shown, next) = (RwSignal::new(first.items), RwSignal::new(first.next_cursor));
        let (webhook, standing) = (webhook.id, RwSignal::new(webhook));
        Self { channel, webhook, standing, shown, next, node: NodeRef::new() }
    }

    /// The webhook as its deliveries leave it.
    pub fn standing(self) -> RwSignal<Webhook> {
        self.standing
    }

    /// A delivery that was made just now: the list opens, and follows it.
    pub fn add(self, delivery: &WebhookDelivery) {
        self.shown.update(|shown| shown.insert(0, delivery.clone()));
        if let Some(details) = self.node.get_untracked() {
            let _ = details.set_attribute("open", "");
        }
        self.follow(delivery.clone(), LOOKS);
    }

    /// A delivery that is sent again.
    fn sent_again(self, delivery: &WebhookDelivery) {
        self.shown.update(|shown| {
            shown.iter_mut().filter(|known| known.id == delivery.id).for_each(|known| *known = delivery.clone());
        });
        self.follow(delivery.clone(), LOOKS);
    }

    /// Reads everything again.
    pub async fn read(self) -> Result<(), AppError> {
        self.read_deliveries().await?;
        self.read_webhook().await
    }

    /// Reads the list again, as far as it is shown.
    async fn read_deliveries(self) -> Result<(), AppError> {
        let many = self.shown.try_with_untracked(Vec::len).and_then(|many| u32::try_from(many).ok());
        let page = webhook_deliveries(self.channel, self.webhook, None, Some(many.unwrap_or(0).max(AT_ONCE))).await?;
        self.shown.try_set(page.items);
        self.next.try_set(page.next_cursor);
        Ok(())
    }

    /// Reads how the webhook fares, while it is shown.
    async fn read_webhook(self) -> Result<(), AppError> {
        if self.standing.is_disposed() {
            return Ok(());
        }
        let found = webhooks(self.channel).await?.items.into_iter().find(|webhook| webhook.id == self.webhook);
        if let Some(webhook) = found {
            self.standing.try_set(webhook);
        }
        Ok(())
    }

    /// Whether a delivery that waits has not been tried yet, as far as the page knows. One that waits for its channel is not tried soon.
    fn is_under_way(self, delivery: &WebhookDelivery) -> bool {
        let waits = |known: &WebhookDelivery| {
            known.id == delivery.id
                && known.state == DeliveryState::Pending
                && !known.waits_for_public
                && known.attempted_at == delivery.attempted_at
        };
        self.shown.try_with_untracked(|shown| shown.iter().any(waits)).unwrap_or(false)
    }

    /// Reads the list again until this delivery has been tried, and then how the webhook fares.
    fn follow(self, delivery: WebhookDelivery, looks: u32) {
        browser::after(LOOK_AGAIN, move || {
            if looks == 0 || !self.is_under_way(&delivery) {
                return;
            }
            spawn_local(async move {
                // A read that fails is repeated, and Refresh says what is wrong.
                let _ = self.read_deliveries().await;
                if self.is_under_way(&delivery) {
                    self.follow(delivery, looks - 1);
                    return;
                }
                let _ = self.read_webhook().await;
                // A webhook is switched off by a statement after the one that notes why.
                browser::after(LOOK_AGAIN, move || {
                    spawn_local(async move {
                        let _ = self.read_webhook().await;
                    });
                });
            });
        });
    }
}

#[component]
pub fn Deliveries(
    list: DeliveryList,
    /// Where the webhook sends, for those who cannot see which webhook a button belongs to.
    #[prop(into)]
    address: Signal<String>,
) -> impl IntoView {
    let DeliveryList { channel, webhook, shown, next, node, .. } = list;
    let toasts = toasts();
    let take = move |page: Page<WebhookDelivery>| {
        shown.update(|shown| shown.extend(page.items));
        next.set(page.next_cursor);
    };
    let refreshing = RwSignal::new(false);
    let refresh = move |_| {
        refreshing.set(true);
        spawn_local(async move {
            let read = list.read().await;
            refreshing.try_set(false);
            if let Err(error) = read {
                toasts.fail(&error);
            }
        });
    };
    view! {
        <details node_ref=node class="more webhook-deliveries">
            <summary aria-label=move || format!("Deliveries to {}", address.get())>"Deliveries"</summary>
            <div class="needs-script">
                <Button
                    look=Look::Ghost
                    icon=lu::LuRefreshCw
                    busy=refreshing
                    on:click=refresh
                    attr:aria-label=move || format!("Refresh the deliveries to {}", address.get())
                >
                    "Refresh"
                </Button>
            </div>
            <Show when=move || shown.with(Vec::is_empty)>
                <p class="text-soft">"Nothing was sent yet."</p>
            </Show>
            <ul>
                <For each=move || shown.get() key=|delivery: &WebhookDelivery| delivery.id let(delivery)>
                    <DeliveryRow list=list first=delivery />
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

/// A row that stays while its delivery goes on, and with it the focus on its button.
#[component]
fn DeliveryRow(list: DeliveryList, first: WebhookDelivery) -> impl IntoView {
    let toasts = toasts();
    let (id, label) = (first.id, format!("Send again: {} of {}", first.event, format::exact(first.created_at)));
    let delivery = Memo::new(move |known: Option<&WebhookDelivery>| {
        let now = list.shown.with(|shown| shown.iter().find(|delivery| delivery.id == id).cloned());
        // One that has left the list is shown as it was until its row goes, too.
        now.or_else(|| known.cloned()).unwrap_or_else(|| first.clone())
    });
    let form = FormState::<ResendDelivery>::new();
    form.on_success(move |again| {
        toasts.say(match again.waits_for_public {
            true => "The event is sent again once your channel is public.",
            false => "The event is sent again. What comes of it appears here.",
        });
        list.sent_again(again);
    });
    view! {
        <li class="webhook-delivery">
            <div class="webhook-delivery-words">{move || view! { <DeliveryWords delivery=delivery.get() /> }}</div>
            <Form state=form class="webhook-resend">
                <input type="hidden" name="channel" value=list.channel.to_string() />
                <input type="hidden" name="webhook" value=list.webhook.to_string() />
                <input type="hidden" name="delivery" value=id.to_string() />
                <Button kind="submit" look=Look::Ghost busy=form.pending() attr:aria-label=label>
                    "Send again"
                </Button>
            </Form>
        </li>
    }
    .into_any()
}

/// What was sent when, and what came of it.
#[component]
fn DeliveryWords(delivery: WebhookDelivery) -> impl IntoView {
    let (tone, state) = match delivery.state {
        DeliveryState::Delivered => (Tone::Good, "Delivered"),
        DeliveryState::Pending if delivery.waits_for_public => (Tone::Plain, "Waiting"),
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
    view! {
        <p>
            <Pill tone=tone>{state}</Pill>
            " "
            <code>{delivery.event.clone()}</code>
            " "
            <span class="text-soft"><Ago at=delivery.created_at /></span>
        </p>
        <p class="text-soft">{facts.join(" · ")}</p>
        {delivery
            .waits_for_public
            .then(|| view! { <p class="text-soft">"Your channel isn’t public at the moment. This event is sent once it is."</p> })}
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
    }
    .into_any()
}
