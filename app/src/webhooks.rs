//! Outgoing webhooks: making them, what they have sent, and their secrets.

pub mod create;
pub mod deliveries;
pub mod list;
pub mod rpc;

use domain::webhooks::WebhookEvent;

/// An event in words.
fn words(event: WebhookEvent) -> &'static str {
    match event {
        WebhookEvent::StreamStarted => "A stream starts",
        WebhookEvent::StreamEnded => "A stream ends",
        WebhookEvent::StreamUpdated => "A live stream gets another title or description",
        WebhookEvent::Follow => "A person follows the channel",
        WebhookEvent::MessageDeleted => "A chat message is deleted",
        WebhookEvent::VodReady => "A recording is ready to watch",
    }
}
