//! What senders are told of their held messages when they come to a chat.

use crate::Result;
use crate::database::Database;
use domain::chat::ServerEvent;
use domain::moderation::{Match, reason_of};
use domain::{ChannelId, HoldId, UserId};
use sqlx::types::Json;
use std::time::Duration;
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

/// A user's messages that wait in a channel, and those that were decided on within this time, the oldest first.
pub async fn holds_of(
    db: &Database,
    channel: ChannelId,
    user: UserId,
    decided_within: Duration,
) -> Result<Vec<HeldMessage>> {
    let rows = sqlx::query_as!(
        HeldMessage,
        r#"select id, matches as "matches: _", decision, message_id from filtered_message
           where channel_id = $1 and account_id = $2 and action = 'hold'
             and (decision is null and expires_at > now() or decided_at > now() - make_interval(secs => $3))
           order by id limit $4"#,
        channel.0,
        user.0,
        decided_within.as_secs_f64(),
        MOST
    );
    Ok(rows.fetch_all(db).await?)
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
    let too_late = if is_expired { " No moderator has decided in time." } else { "" };
    ServerEvent::Denied { hold_id, reason: format!("{}{too_late}", reason_of(matches)) }
}
