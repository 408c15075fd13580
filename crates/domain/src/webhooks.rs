//! Outgoing webhooks: which of a channel's events are sent where, and what came of it.

use crate::problem::{Fields, Problem};
use crate::{ChannelId, DeliveryId, MessageId, UserId, WebhookId, fingerprint, value};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;

/// Longest address of a webhook, in characters.
pub const LONGEST_ADDRESS: usize = 2000;
/// The name of the event that owners send themselves to try a webhook.
pub const TEST_EVENT: &str = "test";

value::words! {
    /// What a webhook's receiver understands.
    WebhookKind, "A webhook is standard or discord.",
    /// JSON, signed as Standard Webhooks describes it.
    Standard = "standard",
    /// A message in a channel of Discord.
    Discord = "discord",
}

value::words! {
    /// What a webhook can tell of.
    WebhookEvent, "This is no event that a webhook can tell of.",
    /// A stream is live.
    StreamStarted = "stream.started",
    /// A stream is over.
    StreamEnded = "stream.ended",
    /// Title or description of a stream that is live have changed.
    StreamUpdated = "stream.updated",
    /// A user follows the channel.
    Follow = "follow",
    /// Messages were deleted from the chat.
    MessageDeleted = "message.deleted",
    /// A recording can be watched.
    VodReady = "vod.ready",
}

value::words! {
    /// How far a delivery is.
    DeliveryState, "A delivery is pending, delivered or failed.",
    /// It waits for its first or its next attempt.
    Pending = "pending",
    /// The receiver has taken it.
    Delivered = "delivered",
    /// It was given up.
    Failed = "failed",
}

/// A webhook as the channel's owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Webhook {
    /// The webhook's id.
    pub id: WebhookId,
    /// The channel whose events it tells of.
    pub channel_id: ChannelId,
    /// What the receiver understands.
    pub kind: WebhookKind,
    /// Where events are sent. Of a Discord webhook's address, which is a secret, only the beginning.
    pub url: String,
    /// The events that it tells of.
    pub events: Vec<WebhookEvent>,
    /// Whether events are sent.
    pub enabled: bool,
    /// Why it was switched off; none while it is on. A delivery that arrives, or another address, switches it on again.
    pub disabled_reason: Option<String>,
    /// Since when no delivery has arrived; none if the last one has.
    #[serde(with = "time::serde::rfc3339::option")]
    pub failing_since: Option<OffsetDateTime>,
    /// The secret that deliveries are signed with, `whsec_` and base64. Only in the answer to the request that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
    /// When it was made.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

impl Webhook {
    /// The fingerprint of what its form edits: the address, as far as it is shown, and the events.
    pub fn fingerprint(&self) -> String {
        fingerprint::of([self.url.as_str()].into_iter().chain(self.events.iter().map(|event| event.as_str())))
    }
}

/// Body of `POST /api/channels/{id}/webhooks`.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(example = json!({ "url": "https://example.org/hook", "events": ["stream.started", "follow"] }))]
pub struct NewWebhook {
    /// Where events are sent: a public https address.
    #[schema(min_length = 1, max_length = 2000)]
    pub url: String,
    /// What the receiver understands: `standard` if it is left out.
    #[serde(default)]
    pub kind: Option<WebhookKind>,
    /// The events that it tells of, at least one.
    #[schema(min_items = 1)]
    pub events: Vec<WebhookEvent>,
}

impl NewWebhook {
    /// The events, each once and in their order.
    pub fn checked_events(&self) -> Result<Vec<WebhookEvent>, String> {
        checked_events(&self.events)
    }

    /// Checks the events, together with the address that was read from the text.
    pub fn check<T>(&self, address: Result<T, String>) -> Result<(T, Vec<WebhookEvent>), Problem> {
        let mut fields = Fields::default();
        match (fields.take("url", address), fields.take("events", self.checked_events())) {
            (Some(address), Some(events)) => Ok((address, events)),
            _ => Err(fields.into_problem()),
        }
    }
}

/// Body of `PUT /api/channels/{id}/webhooks/{webhookId}`; what is left out stays as it is. The kind and the secret stay in any case.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
#[schema(example = json!({ "url": "https://example.org/hook", "events": ["stream.started", "vod.ready"] }))]
pub struct WebhookChange {
    /// Where events are sent from now on: a public https address. One that differs from the address before switches the webhook on again.
    #[schema(min_length = 1, max_length = 2000)]
    pub url: Option<String>,
    /// The events that it tells of from now on, at least one.
    #[schema(min_items = 1)]
    pub events: Option<Vec<WebhookEvent>>,
}

impl WebhookChange {
    /// Checks what is to change, together with the address that was read from the text; the events each once and in their order.
    pub fn check<T>(
        &self,
        address: Option<Result<T, String>>,
    ) -> Result<(Option<T>, Option<Vec<WebhookEvent>>), Problem> {
        let mut fields = Fields::default();
        let address = address.and_then(|address| fields.take("url", address));
        let events = self.events.as_deref().and_then(|events| fields.take("events", checked_events(events)));
        fields.into_result()?;
        Ok((address, events))
    }
}

fn checked_events(wanted: &[WebhookEvent]) -> Result<Vec<WebhookEvent>, String> {
    let events: Vec<WebhookEvent> = WebhookEvent::ALL.iter().copied().filter(|event| wanted.contains(event)).collect();
    if events.is_empty() { Err("Choose at least one event.".into()) } else { Ok(events) }
}

/// An event on its way to a webhook, and what came of the last attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WebhookDelivery {
    /// The delivery's id, which the receiver gets as `webhook-id`: the same with every attempt.
    pub id: DeliveryId,
    /// The event's name; `test` for one that the owner sent to try the webhook.
    pub event: String,
    /// How far it is.
    pub state: DeliveryState,
    /// Whether it waits until the channel is public again: nothing but test events is sent of one that is not.
    pub waits_for_public: bool,
    /// Attempts so far. If the webhook's address was changed while the delivery was waiting, only those since then.
    pub attempts: i32,
    /// The status that the receiver answered last; none if it did not answer.
    pub status_code: Option<i32>,
    /// How long the last attempt took, in milliseconds.
    pub duration_ms: Option<i32>,
    /// The beginning of what the receiver answered last.
    pub response: Option<String>,
    /// What was wrong with the last attempt.
    pub error: Option<String>,
    /// When the event happened.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// When it was tried last.
    #[serde(with = "time::serde::rfc3339::option")]
    pub attempted_at: Option<OffsetDateTime>,
    /// When it is tried next; none once it has arrived or was given up.
    #[serde(with = "time::serde::rfc3339::option")]
    pub next_attempt_at: Option<OffsetDateTime>,
}

/// What `message.deleted` tells: one message, or all that a user had written in the channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeletedMessages {
    /// The channel that they were written in.
    pub channel_id: ChannelId,
    /// The message; none for all that the user had written.
    pub message_id: Option<MessageId>,
    /// The user who had written them.
    pub user_id: UserId,
    /// The user who deleted them.
    pub deleted_by: UserId,
}

/// What a webhook of the kind `standard` sends.
#[derive(Clone, Debug, Serialize)]
pub struct WebhookPayload<'a, T> {
    /// The event's name.
    #[serde(rename = "type")]
    pub event: &'a str,
    /// When it happened.
    #[serde(with = "time::serde::rfc3339")]
    pub timestamp: OffsetDateTime,
    /// What it is about, in the shapes of the API.
    pub data: T,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_chosen_once_and_at_least_one_is() {
        let chosen = |events: &[WebhookEvent]| NewWebhook { events: events.into(), ..NewWebhook::default() };
        let (follow, started) = (WebhookEvent::Follow, WebhookEvent::StreamStarted);
        assert_eq!(chosen(&[follow, started, follow]).checked_events(), Ok(vec![started, follow]));
        assert!(chosen(&[]).checked_events().is_err());
        let problem = chosen(&[]).check::<()>(Err("The address is missing.".into())).unwrap_err();
        assert!(problem.error("url").is_some() && problem.error("events").is_some());
        assert!(TEST_EVENT.parse::<WebhookEvent>().is_err(), "owners do not choose the event that tries a webhook");
    }

    #[test]
    fn a_change_checks_what_it_has_and_leaves_the_rest() {
        let change = |events: Option<&[WebhookEvent]>| WebhookChange { url: None, events: events.map(Into::into) };
        let (follow, started) = (WebhookEvent::Follow, WebhookEvent::StreamStarted);
        assert_eq!(change(None).check::<()>(None).unwrap(), (None, None));
        let chosen = change(Some(&[follow, started, follow])).check(Some(Ok("address"))).unwrap();
        assert_eq!(chosen, (Some("address"), Some(vec![started, follow])));
        let problem = change(Some(&[])).check::<()>(Some(Err("The address is missing.".into()))).unwrap_err();
        assert!(problem.error("url").is_some() && problem.error("events").is_some());
        let problem = change(Some(&[])).check(Some(Ok("address"))).unwrap_err();
        assert!(problem.error("url").is_none() && problem.error("events").is_some());
    }
}
