//! Chat: one room per channel, durable before it is seen.

mod channel_filter;
pub(crate) mod deletion;
mod entrance;
mod filters;
pub mod frames;
mod lookalike;
mod modes;
mod notices;
pub mod outlet;
mod presence;
mod raid_watch;
pub mod room;
pub mod rooms;
mod status_feed;
pub(crate) mod store;

use crate::database::Database;
use crate::{
    Error, Result, Services, access, access::Member, access::Moderator, accounts::CurrentUser, blocks, channels,
    streams,
};
pub(crate) use channel_filter::renewed;
pub use deletion::{delete_message, delete_user_messages, finish_all as finish_deletions};
use domain::accounts::{Scope, User};
use domain::channels::{ChannelRef, Role};
use domain::chat::{Author, Content, MOST_MENTIONS, Me, Message, Nonce, mentions};
use domain::moderation::Permission;
use domain::page::parse_cursor;
use domain::{ChannelId, Code, HoldId, MessageId, Page, Problem, StreamId, UserId};
pub use entrance::{Entered, MessageTarget, join, own_holds};
pub use filters::{change_filters, dry_run, filters, rule_statistics, term_of, test_filters};
use lookalike::KnownNames;
pub use notices::{announce, pin_message, unpin_message};
pub use room::{Draft, HISTORY, Joined, Membership, Posted};
pub use rooms::Rooms;
pub use status_feed::{ChannelNews, StatusFeed, StatusFrame};
use std::collections::HashSet;
use time::OffsetDateTime;
use uuid::Uuid;

/// Says something in a channel's room. Answers once the message is in the database, or waits there for a moderator.
///
/// Errors: `signin_required`, `onboarding_required`, `invalid_message`, `rate_limited`, `banned`, `unavailable`; `blocked` by the channel's
/// owner, or by a person whom the message mentions or replies to; `email_unverified`, `account_too_young`, `followers_only`, `slow_mode`,
/// `emote_only` and `duplicate_message` where the chat modes ask for more; `lockdown` while only moderators write; `message_refused` by the
/// channel's filters.
pub async fn post_message(
    svc: &Services,
    current_user: &CurrentUser,
    channel: ChannelId,
    content: &str,
) -> Result<Posted> {
    let channel = channels::ownership(svc, current_user, &ChannelRef::Id(channel)).await?;
    let member = access::writer(current_user)?;
    let role = if member.id == channel.owner {
        Role::Owner
    } else if store::permissions(&svc.db, channel.id, member.id).await?.is_some() {
        Role::Moderator
    } else {
        Role::Viewer
    };
    post(svc, channel.id, draft(svc, &member, role, content, None, None)?).await
}

async fn post(svc: &Services, channel: ChannelId, draft: Draft) -> Result<Posted> {
    let posted = svc.rooms.post(channel, draft).await?;
    posted.await.map_err(|_| Error::from(crate::error::unavailable()))?
}

/// A message that was held, by its author, and as a moderator lets it go on.
pub(crate) fn released(
    author: User,
    content: String,
    reply_to: Option<MessageId>,
    hold: HoldId,
    moderator: Moderator,
) -> Draft {
    let mentions = mentions(&content);
    let User { id, username, display_name, avatar, .. } = author;
    let author = Author { id, username, display_name, avatar, color: Author::hue(id) };
    let releases = Some((hold, moderator));
    Draft { releases, reply_to, ..new_draft(author, content, mentions) }
}

/// Sends a message that was held.
pub(crate) async fn post_released(svc: &Services, channel: ChannelId, draft: Draft) -> Result<Message> {
    // No filter looks at it any more.
    Ok(post(svc, channel, draft).await?.stored().ok_or_else(crate::error::unavailable)?)
}

fn new_draft(author: Author, content: String, mentions: Vec<String>) -> Draft {
    let (id, now) = (Uuid::now_v7().into(), OffsetDateTime::now_utc());
    // The database keeps microseconds; sockets must be sent the time that is stored.
    let created_at = now.replace_nanosecond(now.nanosecond() / 1000 * 1000).unwrap_or(now);
    Draft {
        id,
        author,
        content,
        is_staff: false,
        announced_by: None,
        releases: None,
        nonce: None,
        reply_to: None,
        mentions,
        created_at,
    }
}

/// Checks the user's message and their rate limit, which depends on their role in the channel. Rooms accept only drafts that this function made.
pub fn draft(
    svc: &Services,
    member: &Member,
    role: Role,
    content: &str,
    nonce: Option<String>,
    reply_to: Option<MessageId>,
) -> Result<Draft> {
    let invalid = |field: &'static str| move |sentence: String| Problem::field(Code::InvalidMessage, field, sentence);
    let content = Content::parse(content).map_err(invalid("content"))?;
    let nonce = nonce.as_deref().map(Nonce::parse).transpose().map_err(invalid("nonce"))?;
    let mentions = mentions(content.as_str());
    if mentions.len() > MOST_MENTIONS {
        let sentence =
            format!("A message can mention at most {MOST_MENTIONS} people; this mentions {}.", mentions.len());
        return Err(invalid("content")(sentence).into());
    }
    let limit = match role == Role::Viewer && !member.is_admin {
        true => &svc.limits.chat,
        false => &svc.limits.moderator_chat,
    };
    limit.take(member.id)?;
    let author = Author {
        id: member.id,
        username: member.username.clone(),
        display_name: member.display_name.clone(),
        avatar: member.avatar.clone(),
        color: Author::hue(member.id),
    };
    let (is_staff, nonce) = (member.is_admin, nonce.map(String::from));
    Ok(Draft { is_staff, nonce, reply_to, ..new_draft(author, content.to_string(), mentions) })
}

/// Shows the authors of a channel's messages; a name that looks like the owner's, a moderator's or staff's gets its @username.
async fn show_names(db: &Database, channel: ChannelId, messages: &mut [Message]) -> Result<()> {
    let known = KnownNames::load(db, channel).await?;
    messages.iter_mut().for_each(|message| known.show(message));
    Ok(())
}

/// What the current user may do in a channel's room, and whom they do not see there.
pub struct RoomAccess {
    /// What they may do.
    pub me: Me,
    /// The people whom they have blocked.
    pub blocked: HashSet<UserId>,
}

/// Reads a user's access to a room that they have joined.
///
/// Errors: `not_found` if they may not see the channel.
pub async fn room_access(svc: &Services, current_user: &CurrentUser, channel: ChannelId) -> Result<RoomAccess> {
    channels::ownership(svc, current_user, &ChannelRef::Id(channel)).await?;
    let me = standing(svc, current_user, channel).await?;
    Ok(RoomAccess { me, blocked: blocks::blocked_by(svc, current_user).await? })
}

/// What the current user may do in the room of a channel that they see.
///
/// Errors: `not_found` if the channel was deleted.
pub async fn standing(svc: &Services, current_user: &CurrentUser, channel: ChannelId) -> Result<Me> {
    let member = match access::member(current_user) {
        Ok(member) => member,
        Err(Error::Problem(problem)) => return Ok(Me::may_not_write(Role::Viewer, problem.code, None)),
        Err(error) => return Err(error),
    };
    let standing = store::standing(&svc.db, channel, member.id).await?.ok_or_else(Problem::not_found)?;
    let role = match (standing.is_owner, &standing.permissions) {
        (true, _) => Role::Owner,
        (false, Some(_)) => Role::Moderator,
        (false, None) => Role::Viewer,
    };
    // An administrator's token need not be one's.
    let is_staff = standing.is_staff && member.is_admin;
    let permissions = match standing.is_owner || is_staff {
        true => Permission::ALL.to_vec(),
        false => standing.permissions.unwrap_or_default(),
    };
    let permissions = if current_user.may(Scope::Moderate) { permissions } else { Vec::new() };
    let raid = standing.raid.filter(|_| permissions.contains(&Permission::Modes)).map(Box::new);
    let may_write = Me { permissions, raid, ..Me::may_write(role) };
    if !current_user.may(Scope::ChatWrite) {
        return Ok(Me { can_send: false, reason: Some(Code::InsufficientScope), ..may_write });
    }
    if role == Role::Owner {
        return Ok(may_write);
    }
    if let Some(ban) = standing.ban {
        let me = Me::may_not_write(role, Code::Banned, ban.until);
        return Ok(Me { ban_id: Some(ban.id), ban_reason: ban.reason, appeal: ban.appeal.map(Box::new), ..me });
    }
    if standing.is_blocked {
        return Ok(Me::may_not_write(role, Code::Blocked, None));
    }
    if role == Role::Moderator || is_staff {
        return Ok(may_write);
    }
    let bar = standing.writer.bar(&standing.modes, OffsetDateTime::now_utc());
    Ok(bar.map_or(may_write, |bar| Me::may_not_write(role, bar.code, bar.until)))
}

/// Whether what kept a user from writing should be over by now.
pub fn is_wait_over(me: &Me) -> bool {
    me.until.is_some_and(|until| until <= OffsetDateTime::now_utc())
}

/// A room's last messages, oldest first.
pub async fn recent_messages(svc: &Services, current_user: &CurrentUser, channel: ChannelId) -> Result<Vec<Message>> {
    let channel = channels::ownership(svc, current_user, &ChannelRef::Id(channel)).await?.id;
    recent(svc, current_user, channel, i64::MAX).await
}

/// The last messages up to a sequence number, oldest first, as the current user sees them.
async fn recent(svc: &Services, current_user: &CurrentUser, channel: ChannelId, until: i64) -> Result<Vec<Message>> {
    let db = svc.db_for(current_user);
    let mut messages = store::recent(db, current_user.id(), channel, until, HISTORY as i64).await?;
    show_names(db, channel, &mut messages).await?;
    Ok(messages)
}

/// A page of a stream's messages, newest first; `before` is where the last page ended.
pub async fn stream_messages(
    svc: &Services,
    current_user: &CurrentUser,
    stream: StreamId,
    before: Option<&str>,
    limit: Option<i64>,
) -> Result<Page<Message>> {
    let channel = streams::visible(svc, current_user, stream).await?.channel_id.into();
    let (before, limit) = (parse_cursor::<i64>(before)?, page_size(limit));
    let db = svc.db_for(current_user);
    let messages = store::of_stream(db, current_user.id(), stream, before, limit + 1).await?;
    page(db, channel, messages, limit).await
}

/// A page of a channel's messages, newest first, whether it is live or not; `before` is where the last page ended.
pub async fn channel_messages(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    before: Option<&str>,
    limit: Option<i64>,
) -> Result<Page<Message>> {
    let channel = channels::ownership(svc, current_user, channel).await?.id;
    let (before, limit) = (parse_cursor::<i64>(before)?, page_size(limit));
    let db = svc.db_for(current_user);
    let messages = store::of_channel(db, current_user.id(), channel, before, limit + 1).await?;
    page(db, channel, messages, limit).await
}

fn page_size(limit: Option<i64>) -> i64 {
    limit.unwrap_or(HISTORY as i64).clamp(1, 200)
}

async fn page(db: &Database, channel: ChannelId, messages: Vec<Message>, limit: i64) -> Result<Page<Message>> {
    let mut page = Page::cut(messages, limit as usize, |message| message.seq.to_string());
    show_names(db, channel, &mut page.items).await?;
    Ok(page)
}

/// Says something in the room of a stream's channel.
pub async fn post_stream_message(
    svc: &Services,
    current_user: &CurrentUser,
    stream: StreamId,
    content: &str,
) -> Result<Posted> {
    let channel = streams::visible(svc, current_user, stream).await?.channel_id;
    post_message(svc, current_user, channel.into(), content).await
}
