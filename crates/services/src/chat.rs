//! Chat: one room per channel, durable before it is seen.

mod lobby;
mod presence;
pub mod room;
pub mod rooms;
pub(crate) mod store;

use crate::{Error, Result, Services, access, access::Member, accounts::Viewer, channels, streams};
use domain::chat::{Author, Content, Message};
use domain::{ChannelId, Code, MessageId, Page, Problem, StreamId};
pub use lobby::Lobby;
pub use room::{Draft, Joined, Membership};
pub use rooms::Rooms;
use time::OffsetDateTime;
use uuid::Uuid;

/// Messages that somebody who joins gets to see.
pub const HISTORY: usize = 50;
/// Longest mark that a client may put on a message.
const NONCE_LENGTH: usize = 64;

/// Says something in a channel's room. Answers once the message is in the database.
///
/// Errors: `signin_required`, `onboarding_required`, `invalid_message`, `rate_limited`, `banned`, `unavailable`.
pub async fn post_message(svc: &Services, viewer: &Viewer, channel: ChannelId, content: &str) -> Result<Message> {
    let channel = channels::resolve(svc, viewer, &channel.to_string()).await?;
    let member = access::member(viewer)?;
    let draft = draft(svc, &member, content, None, None)?;
    let posted = svc.rooms.post(channel, draft).await?;
    posted.await.map_err(|_| Error::from(crate::error::unavailable()))?
}

/// Checks what somebody wants to say and how often they said something. Rooms take only what came through here.
pub fn draft(
    svc: &Services,
    member: &Member,
    content: &str,
    nonce: Option<String>,
    reply_to: Option<MessageId>,
) -> Result<Draft> {
    let invalid = |sentence: String| Problem::field(Code::InvalidMessage, "content", sentence);
    let content = Content::parse(content).map_err(invalid)?;
    if nonce.as_ref().is_some_and(|nonce| nonce.len() > NONCE_LENGTH) {
        return Err(invalid(format!("A nonce can have at most {NONCE_LENGTH} bytes.")).into());
    }
    svc.limits.chat.take(member.id)?;
    let author = Author {
        id: member.id,
        username: member.username.clone(),
        display_name: member.display_name.clone(),
        avatar: member.avatar.clone(),
        color: Author::hue(member.id),
    };
    let badges = if member.is_admin { vec!["admin".to_owned()] } else { Vec::new() };
    let (id, created_at) = (Uuid::now_v7().into(), OffsetDateTime::now_utc());
    Ok(Draft { id, author, content: content.to_string(), badges, nonce, reply_to, created_at })
}

/// A room's last messages, oldest first.
pub async fn recent_messages(svc: &Services, viewer: &Viewer, channel: ChannelId) -> Result<Vec<Message>> {
    let channel = channels::resolve(svc, viewer, &channel.to_string()).await?;
    store::recent(&svc.db, channel, HISTORY as i64).await
}

/// A page of a stream's messages, newest first; `before` is where the last page ended.
pub async fn stream_messages(
    svc: &Services,
    viewer: &Viewer,
    stream: StreamId,
    before: Option<&str>,
    limit: Option<i64>,
) -> Result<Page<Message>> {
    streams::get_stream(svc, viewer, stream).await?;
    let before = before.map(str::parse::<i64>).transpose();
    let before = before.map_err(|_| Problem::new(Code::BadRequest, "This cursor is not one that a list gave out."))?;
    let limit = limit.unwrap_or(HISTORY as i64).clamp(1, 200);
    let mut items = store::of_stream(&svc.db, stream, before, limit + 1).await?;
    let more = items.len() as i64 > limit;
    items.truncate(limit as usize);
    let next_cursor = items.last().filter(|_| more).map(|message| message.seq.to_string());
    Ok(Page { items, next_cursor })
}

/// Says something in the room of a stream's channel.
pub async fn post_stream_message(svc: &Services, viewer: &Viewer, stream: StreamId, content: &str) -> Result<Message> {
    let stream = streams::get_stream(svc, viewer, stream).await?;
    post_message(svc, viewer, stream.channel_id, content).await
}
