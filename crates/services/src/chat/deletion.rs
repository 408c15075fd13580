//! Deleting messages. Their rows and numbers stay; no room, history or page shows them any more.

use super::room::RoomCommand;
use super::store;
use crate::access::{self, Moderator};
use crate::accounts::{self, CurrentUser};
use crate::audit::{self, ChannelAction};
use crate::database::Transaction;
use crate::webhooks::{self, ChannelEvent};
use crate::{Result, Services, recheck};
use domain::accounts::{Scope, UserRef};
use domain::channels::ChannelRef;
use domain::chat::{Message, ServerEvent};
use domain::moderation::Permission;
use domain::webhooks::DeletedMessages;
use domain::{ActionId, ChannelId, Code, MessageId, Problem, UserId};
use serde_json::json;
use std::fmt::{self, Display};

/// Messages that were deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deletion {
    pub channel: ChannelId,
    pub what: Deleted,
    pub by: UserId,
}

/// Which messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deleted {
    One(MessageId),
    /// All that a user had written up to this number.
    Of(UserId, i64),
}

impl Deletion {
    /// Whether it has deleted this message.
    pub fn concerns(&self, message: &Message) -> bool {
        match self.what {
            Deleted::One(id) => message.id == id,
            Deleted::Of(user, until) => message.user.id == user && message.seq <= until,
        }
    }

    /// Whether this message of the same user is newer, and stays.
    pub fn spares(&self, message: &Message) -> bool {
        matches!(self.what, Deleted::Of(user, until) if message.user.id == user && message.seq > until)
    }

    /// What the members of the room are told, who may have been sent newer messages of the user already.
    pub fn event(&self, is_overtaken: bool) -> ServerEvent {
        let (message_id, user_id, until) = match self.what {
            Deleted::One(id) => (Some(id), None, None),
            Deleted::Of(user, until) => (None, Some(user), is_overtaken.then_some(until)),
        };
        ServerEvent::Deleted { message_id, user_id, until, by: self.by, is_blocked: false }
    }

    /// Reads what [`Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let channel = words.next()?.parse().ok()?;
        let by = words.next()?.parse().ok()?;
        let what = match (words.next()?, words.next()?, words.next()) {
            ("message", id, None) => Deleted::One(id.parse().ok()?),
            ("user", id, Some(until)) => Deleted::Of(id.parse().ok()?, until.parse().ok()?),
            _ => return None,
        };
        Some(Self { channel, what, by })
    }
}

/// The form in which the database tells every node of it.
impl Display for Deletion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { channel, what, by } = self;
        match what {
            Deleted::One(id) => write!(f, "{channel} {by} message {id}"),
            Deleted::Of(user, until) => write!(f, "{channel} {by} user {user} {until}"),
        }
    }
}

/// Deletes a message, for its author, the channel's owner and moderators with the permission `delete`.
///
/// Answers the moderator's action in the log; authors' own deletions are not logged.
///
/// Errors: `signin_required`, `rate_limited`; `forbidden`, also for what the owner and staff have written; `insufficient_scope` for an access token
/// that may not moderate, if the user is not the author; `not_found` if it is deleted already.
pub async fn delete_message(
    svc: &Services,
    current_user: &CurrentUser,
    message: MessageId,
) -> Result<Option<ActionId>> {
    let signed_in = access::signed_in(current_user)?;
    let target = store::target(&svc.db, message).await?.ok_or_else(Problem::not_found)?;
    let moderator = match target.author == signed_in.id() {
        true => None,
        false => {
            let moderator = Moderator::prove(svc, current_user, &target.channel, Some(Permission::Delete)).await?;
            access::needs_scope(current_user, Scope::Moderate)?;
            svc.limits.moderation.take(moderator.user())?;
            may_delete(svc, &moderator, target.author).await?;
            Some(moderator)
        }
    };
    let action =
        ChannelAction { user: Some(target.author), message: Some(message), ..ChannelAction::new("delete_message") };
    let mut tx = svc.db.begin().await?;
    let logged = moderator.as_ref().map(|_| action.id);
    if !store::delete_one(&mut tx, message, signed_in.id(), logged).await? {
        return Err(Problem::not_found().into());
    }
    if let Some(moderator) = moderator {
        audit::record_in_channel(&mut tx, &moderator, action).await?;
    }
    let deletion = Deletion { channel: target.channel.id, what: Deleted::One(message), by: signed_in.id() };
    queue(&mut tx, svc, deletion, target.author).await?;
    recheck::announce(&mut tx, &format!("deleted {deletion}")).await?;
    tx.commit().await?;
    svc.rooms.tell(target.channel.id, RoomCommand::Deleted(deletion)).await;
    Ok(logged)
}

/// Deletes all that a user has written in a channel, for its owner and moderators with the permission `delete`. Answers the action in the log, if
/// there was anything to delete.
///
/// Errors: `signin_required`, `forbidden`, also for what the owner and staff have written, `not_found`, `rate_limited`.
pub async fn delete_user_messages(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    user: &UserRef,
) -> Result<Option<ActionId>> {
    let moderator = access::moderator(svc, current_user, channel, Some(Permission::Delete)).await?;
    svc.limits.moderation.take(moderator.user())?;
    let user = accounts::store::account_state(&svc.db, user).await?.ok_or_else(Problem::not_found)?.id;
    may_delete(svc, &moderator, user).await?;
    let mut tx = svc.db.begin().await?;
    crate::moderation::lock(&mut tx, &moderator).await?;
    let action = ChannelAction::new("delete_user_messages");
    let deleted = delete_all_of(&mut tx, svc, &moderator, user, action.id).await?;
    if deleted.count == 0 {
        return Ok(None);
    }
    let id = action.id;
    let action = ChannelAction { user: Some(user), detail: json!({ "messages": deleted.count }), ..action };
    audit::record_in_channel(&mut tx, &moderator, action).await?;
    tx.commit().await?;
    deleted.finish(svc).await;
    Ok(Some(id))
}

/// What the owner and staff have written, moderators do not delete.
async fn may_delete(svc: &Services, moderator: &Moderator, author: UserId) -> Result<()> {
    if moderator.is_appointed() && store::is_above_moderators(&svc.db, moderator.channel(), author).await? {
        let sentence = "What the channel's owner and administrators have written, moderators do not delete.";
        return Err(Problem::new(Code::Forbidden, sentence).into());
    }
    Ok(())
}

/// A deletion of all that a user has written, whose newest messages are deleted in a transaction.
#[must_use]
pub(crate) struct DeletedAll {
    deletion: Deletion,
    action: ActionId,
    /// How many messages it concerns.
    pub count: i64,
}

/// Deletes what a user has written in a channel, in this action. After the commit [`DeletedAll::finish`] has to follow.
pub(crate) async fn delete_all_of(
    tx: &mut Transaction,
    svc: &Services,
    moderator: &Moderator,
    user: UserId,
    action: ActionId,
) -> Result<DeletedAll> {
    let scope = store::delete_of(&mut *tx, moderator, user, action).await?;
    let what = Deleted::Of(user, scope.until);
    let deletion = Deletion { channel: moderator.channel(), what, by: moderator.user() };
    recheck::announce(tx, &format!("deleted {deletion}")).await?;
    if scope.count > 0 {
        queue(tx, svc, deletion, user).await?;
    }
    Ok(DeletedAll { deletion, action, count: scope.count })
}

/// Tells the channel's webhooks.
async fn queue(tx: &mut Transaction, svc: &Services, deletion: Deletion, author: UserId) -> Result<()> {
    let message_id = match deletion.what {
        Deleted::One(message) => Some(message),
        Deleted::Of(..) => None,
    };
    let deleted =
        DeletedMessages { channel_id: deletion.channel, message_id, user_id: author, deleted_by: deletion.by };
    webhooks::queue(tx, svc, deletion.channel, ChannelEvent::MessagesDeleted(&deleted)).await
}

impl DeletedAll {
    /// Tells the room, and deletes older messages that were too many for the transaction.
    pub(crate) async fn finish(self, svc: &Services) {
        let Self { deletion, action, count } = self;
        svc.rooms.tell(deletion.channel, RoomCommand::Deleted(deletion)).await;
        if count > store::DELETED_AT_ONCE {
            go_on_soon(svc, action);
        }
    }
}

/// Does the rest of a large deletion, or of its undoing, in the background. If that ends early, [`finish_all`] goes on.
pub(crate) fn go_on_soon(svc: &Services, action: ActionId) {
    let owned = svc.clone();
    svc.tasks.spawn(async move {
        if let Err(error) = finish(&owned, action).await {
            tracing::warn!(%action, %error, "the rest of a deletion waits");
        }
    });
}

async fn finish(svc: &Services, action: ActionId) -> Result<()> {
    loop {
        let mut tx = svc.db.begin().await?;
        let has_more = store::go_on(&mut tx, action).await?;
        tx.commit().await?;
        if !has_more {
            return Ok(());
        }
    }
}

/// Finishes large deletions, and their undoing, that a server has left unfinished. Called regularly.
pub async fn finish_all(svc: &Services) -> Result<()> {
    for action in store::unfinished(&svc.db).await? {
        finish(svc, action).await?;
    }
    Ok(())
}

/// Tells every node of messages that are back once the transaction is committed.
pub(crate) async fn announce_restored(tx: &mut Transaction, channel: ChannelId, action: ActionId) -> Result<()> {
    recheck::announce(tx, &format!("restored {channel} {action}")).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_deletion_is_read_as_it_was_written() {
        let [channel, by, other] = [1, 2, 3].map(Uuid::from_u128);
        for what in [Deleted::One(other.into()), Deleted::Of(other.into(), 17)] {
            let deletion = Deletion { channel: channel.into(), what, by: by.into() };
            assert_eq!(Deletion::parse(&deletion.to_string()), Some(deletion));
        }
        for text in [
            "",
            "x",
            &format!("{channel} {by}"),
            &format!("{channel} {by} user {other}"),
            &format!("{channel} {by} x {other}"),
        ] {
            assert_eq!(Deletion::parse(text), None, "{text}");
        }
    }

    #[test]
    fn members_who_were_sent_later_words_are_told_where_a_deletion_ends() {
        let [channel, by, author] = [1, 2, 3].map(Uuid::from_u128);
        let message = |seq: i64, user: Uuid| -> Message {
            serde_json::from_value(json!({
                "id": Uuid::nil(), "seq": seq, "streamId": null, "channelId": channel, "content": "hi", "badges": [],
                "user": { "id": user, "username": "u", "displayName": "U", "avatar": null, "color": 0 },
                "createdAt": "2026-01-01T00:00:00Z"
            }))
            .unwrap()
        };
        let deletion = Deletion { channel: channel.into(), what: Deleted::Of(author.into(), 17), by: by.into() };
        assert!(deletion.concerns(&message(17, author)) && deletion.spares(&message(18, author)));
        assert!(!deletion.spares(&message(17, author)) && !deletion.spares(&message(18, by)));
        let told = |is_overtaken| serde_json::to_value(deletion.event(is_overtaken)).unwrap();
        assert_eq!(told(false), json!({ "type": "chat:deleted", "userId": author, "by": by }));
        assert_eq!(told(true)["until"], 17);
    }
}
