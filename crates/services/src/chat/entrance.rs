//! Entering a room: what a client is given that joins, or comes back.

use super::frames::{people_without, render};
use super::outlet::Outlet;
use super::room::Joined;
use super::{recent, show_names, standing, store};
use crate::{Result, Services, access, accounts::CurrentUser, blocks, channels, streams};
use bytes::Bytes;
use domain::chat::{Me, Message, ServerEvent};
use domain::{ChannelId, MessageId, StreamId, UserId};
use std::sync::Arc;
use tokio::sync::SemaphorePermit;

/// Widest gap, in messages, that is filled for a client which reconnects.
const RESUME: i64 = 500;

/// How a room is named.
pub enum MessageTarget {
    /// By a stream of its channel.
    Stream(StreamId),
    /// By its channel's slug.
    Channel(String),
}

/// What a socket receives when it enters a room.
pub struct Entered {
    /// The channel that the room belongs to.
    pub channel: ChannelId,
    /// Its frames and state.
    pub joined: Joined,
    /// The numbering that `seq` belongs to.
    pub epoch: String,
    /// Whether `history` closes the gap after the number the client named.
    pub recovered: bool,
    /// Messages that were read from the database to close it.
    pub missed: usize,
    /// A `chat:history` event, rendered.
    pub history: Bytes,
    /// What the current user may do in the room.
    pub me: Me,
    /// Messages below the gap that were deleted, or are back, maybe while the client was away.
    pub deleted: Vec<ServerEvent>,
}

/// Enters the room of a channel, given by slug or by one of its streams. With the number of the last message seen, the
/// history closes the gap if it is not too wide.
///
/// Errors: `not_found`.
pub async fn join(
    svc: &Services,
    current_user: &CurrentUser,
    room: &MessageTarget,
    resume: Option<(&str, i64)>,
    outlet: &Arc<Outlet>,
) -> Result<Entered> {
    let (channel, owner): (ChannelId, UserId) = match room {
        MessageTarget::Stream(stream) => {
            let stream = streams::visible(svc, current_user, *stream).await?;
            (stream.channel_id.into(), stream.owner_id.into())
        }
        MessageTarget::Channel(channel) => {
            let channel = channels::ownership(svc, current_user, &channel.parse()?).await?;
            (channel.id, channel.owner)
        }
    };
    let me = standing(svc, current_user, channel).await?;
    let blocked = blocks::blocked_by(svc, current_user).await?;
    let person = access::member(current_user).ok().map(|member| member.participant(me.role));
    let mut joined = svc.rooms.join(channel, person, outlet.subscribe(blocked.clone())).await?;
    // Numbers are kept in the database for as long as the channel exists, so its id names the numbering.
    let epoch = channel.to_string();
    let since = resume.filter(|(numbering, since)| *numbering == epoch && (0..=joined.seq).contains(since));
    let gap = match since {
        Some((_, since)) => missed(svc, current_user, channel, since, joined.seq).await?,
        None => None,
    };
    let deleted = match since.filter(|_| gap.is_some()) {
        Some((_, since)) => changed_before(svc, current_user, channel, owner, since).await?,
        None => Vec::new(),
    };
    let (recovered, missed) = (gap.is_some(), gap.as_ref().map_or(0, Vec::len));
    let history = match gap {
        Some(messages) => render(&ServerEvent::History { messages }).into(),
        None if blocked.is_empty() => joined.history.clone(),
        None => {
            let _turn = gap_read(svc).await?;
            let messages = recent(svc, current_user, channel, joined.seq).await?;
            render(&ServerEvent::History { messages }).into()
        }
    };
    if let Some(users) = people_without(&joined.users, &blocked) {
        joined.users = users.into();
    }
    joined.pinned = joined.pinned.filter(|message| !blocked.contains(&message.user.id));
    Ok(Entered { channel, joined, epoch, recovered, missed, history, me, deleted })
}

/// What a user is told of their own held messages when they have entered a room: those that wait, and what came of others in the past ten minutes,
/// as their tab may be new, or was away. Read it once the socket hears of decisions, so that none falls in between.
pub async fn own_holds(svc: &Services, current_user: &CurrentUser, channel: ChannelId) -> Result<Vec<ServerEvent>> {
    let Some(user) = current_user.id() else { return Ok(Vec::new()) };
    let holds = store::holds_of(&svc.db, channel, user).await?;
    Ok(holds.iter().map(store::HeldMessage::news).collect())
}

/// The messages of a gap, if it is not too wide to be worth closing.
async fn missed(
    svc: &Services,
    current_user: &CurrentUser,
    channel: ChannelId,
    since: i64,
    until: i64,
) -> Result<Option<Vec<Message>>> {
    if until - since > RESUME {
        return Ok(None);
    }
    if since == until {
        return Ok(Some(Vec::new()));
    }
    let _turn = gap_read(svc).await?;
    let db = svc.db_for(current_user);
    let mut messages = store::after(db, current_user.id(), channel, since, RESUME).await?;
    messages.retain(|message| message.seq <= until);
    show_names(db, channel, &mut messages).await?;
    Ok(Some(messages))
}

/// The deletions among the messages that a client may show which has seen the room up to this number, and those that were taken back.
async fn changed_before(
    svc: &Services,
    current_user: &CurrentUser,
    channel: ChannelId,
    owner: UserId,
    since: i64,
) -> Result<Vec<ServerEvent>> {
    let _turn = gap_read(svc).await?;
    let db = svc.db_for(current_user);
    let mut restored = store::restored_between(db, current_user.id(), channel, since - RESUME, since).await?;
    if !restored.is_empty() {
        show_names(db, channel, &mut restored).await?;
    }
    let restored = restored.chunk_by(|one, other| one.user.id == other.user.id);
    let restored = restored.map(|messages| ServerEvent::Restored { messages: messages.to_vec() });
    let restored: Vec<ServerEvent> = restored.collect();
    let deleted = store::deleted_between(&svc.db, channel, since - RESUME, since).await?.into_iter();
    let event = |(message, by): (MessageId, Option<UserId>)| ServerEvent::Deleted {
        message_id: Some(message),
        user_id: None,
        until: None,
        by: by.unwrap_or(owner),
        is_blocked: false,
    };
    Ok(deleted.map(event).chain(restored).collect())
}

/// Waits for a turn to read for a socket that joins.
async fn gap_read(svc: &Services) -> Result<SemaphorePermit<'_>> {
    svc.rooms.gap_reads.acquire().await.map_err(|_| crate::error::unavailable().into())
}
