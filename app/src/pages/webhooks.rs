//! The webhooks of the owner's channel.

use crate::browser;
use crate::error::AppError;
use crate::pages::dashboard::of_channel::OfChannel;
use crate::ui::{PageHead, Skeleton, toasts};
use crate::webhooks::create::CreateWebhookTile;
use crate::webhooks::deliveries::AT_ONCE;
use crate::webhooks::list::{WebhookEntry, WebhookList};
use crate::webhooks::rpc::{webhook_deliveries, webhooks};
use domain::Page;
use domain::channels::Channel;
use domain::webhooks::{Webhook, WebhookKind};
use leptos::prelude::*;

const HERE: &str = "/dashboard/webhooks";

#[component]
pub fn WebhooksPage() -> impl IntoView {
    view! {
        <PageHead title="Webhooks" description="Where your channel's events are sent." path=HERE private=true />
        <OfChannel
            here=HERE
            waits=|| view! { <Skeleton class="h-80" /> }.into_any()
            failed="Your webhooks didn't load"
            load=|channel: Channel| async move { entries(channel).await }
            show=|_, channel, first| {
                view! {
                    <h1 class="library-title">{format!("Webhooks of {}", channel.name)}</h1>
                    <WebhooksOf channel=channel first=first />
                }
                .into_any()
            }
        />
    }
}

/// The webhooks, each with the newest of its deliveries.
async fn entries(channel: Channel) -> Result<Vec<WebhookEntry>, AppError> {
    let mut entries = Vec::new();
    for webhook in webhooks(channel.id).await?.items {
        let deliveries = webhook_deliveries(channel.id, webhook.id, None, Some(AT_ONCE)).await?;
        entries.push((webhook, deliveries));
    }
    Ok(entries)
}

#[component]
fn WebhooksOf(channel: Channel, first: Vec<WebhookEntry>) -> impl IntoView {
    let (id, shown, toasts) = (channel.id, RwSignal::new(first), toasts());
    let made = move |webhook: Webhook| {
        match webhook.kind {
            // Its secret is to be copied now, and stands far above the form.
            WebhookKind::Standard => browser::focus_on(".webhook-secret button"),
            WebhookKind::Discord => toasts.say("The webhook is added: Discord is told from now on."),
        }
        shown.update(|shown| shown.insert(0, (webhook, Page::default())));
    };
    view! {
        <div class="webhooks">
            <WebhookList channel=id shown=shown />
            <CreateWebhookTile channel=id made=made />
        </div>
    }
    .into_any()
}
