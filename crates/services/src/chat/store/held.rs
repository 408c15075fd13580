//! What senders are told of their held messages when they enter a chat.

use crate::Result;
use crate::database::{Database, Transaction};
use domain::chat::ServerEvent;
use domain::moderation::{Match, reason_of};
use domain::{ChannelId, HoldId, UserId};
use sqlx::types::Json;
use uuid::Uuid;

/// The most of them.
const MOST: i64 = 20;

/// A message that is or was held.
pub struct HeldMessage {
    id: Uuid,
    matches: Json<Vec<Match>>,
    decision: Option<String>,
    message_id: Option<Uuid>,
}

/// A user's newest messages that wait in a channel, and those that were decided on in the past ten minutes, the oldest first. A message waits for
/// an hour at most.
pub async fn holds_of(db: &Database, channel: ChannelId, user: UserId) -> Result<Vec<HeldMessage>> {
    let rows = sqlx::query_as!(
        HeldMessage,
        r#"select id, matches as "matches: _", decision, message_id from filtered_message
           where channel_id = $1 and account_id = $2 and action = 'hold' and created_at > now() - interval '2 hours'
             and (decision is null and expires_at > now() or decided_at > now() - interval '10 minutes')
           order by id desc limit $3"#,
        channel.0,
        user.0,
        MOST
    );
    let mut rows = rows.fetch_all(db).await?;
    rows.reverse();
    Ok(rows)
}

/// Whether a held message will not be sent.
pub async fn is_denied(tx: &mut Transaction, hold: HoldId) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from filtered_message where id = $1 and decision in ('denied', 'expired')) as "found!""#,
        hold.0
    );
    Ok(found.fetch_one(tx).await?)
}

impl HeldMessage {
    /// What its sender is told; `chat:denied` also if no moderator has decided in time.
    pub fn news(&self) -> ServerEvent {
        let (hold_id, matches) = (HoldId::from(self.id), &self.matches.0);
        match (self.decision.as_deref(), self.message_id) {
            (None, _) => ServerEvent::Held { nonce: None, hold_id, reason: reason_of(matches).to_owned() },
            (Some(_), Some(message)) => ServerEvent::Released { hold_id, message_id: message.into() },
            (Some(decision), None) => denial(hold_id, matches, decision == "expired"),
        }
    }
}

/// That a message was not sent, for its sender.
pub fn denial(hold_id: HoldId, matches: &[Match], is_expired: bool) -> ServerEvent {
    let too_late = if is_expired { " No moderator decided in time." } else { "" };
    ServerEvent::Denied { hold_id, reason: format!("{}{too_late}", reason_of(matches)) }
}
