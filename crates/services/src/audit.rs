//! The audit log: what moderators and administrators did. It is written in the transaction that does it, and never changed,
//! except that erasing an account removes its channels' names and its texts.

use crate::Result;
use crate::access::Moderator;
use crate::database::{Database, Transaction};
use crate::recheck;
use domain::{ActionId, ChannelId, MessageId, UserId};
use serde_json::Value;
use uuid::Uuid;

/// Notes what an administrator did to an account. `detail` is a JSON object with the `reason`, if one was given.
pub async fn record(
    tx: &mut Transaction,
    actor: UserId,
    action: &'static str,
    target: UserId,
    detail: Value,
) -> Result<()> {
    sqlx::query!(
        "insert into audit (id, actor_id, action, target_account_id, detail) values ($1, $2, $3, $4, $5)",
        Uuid::now_v7(),
        actor.0,
        action,
        target.0,
        detail
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Takes the names of the channels of an account that is erased, and texts of messages that were denied, out of what was done to it.
pub async fn forget_words(tx: &mut Transaction, account: UserId) -> Result<()> {
    sqlx::query!(
        "update audit set detail = detail - 'channel' - 'stream' - 'content' where target_account_id = $1 and detail ?| '{channel,content}'",
        account.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The reason that was given when this was last done to an account, if one was.
pub async fn reason_for(db: &Database, action: &str, target: UserId) -> Result<Option<String>> {
    let reason = sqlx::query_scalar!(
        "select detail ->> 'reason' from audit where target_account_id = $1 and action = $2 order by id desc limit 1",
        target.0,
        action
    );
    Ok(reason.fetch_optional(db).await?.flatten())
}

/// What a moderator did in a channel.
pub struct ChannelAction {
    pub id: ActionId,
    /// Its name.
    pub action: &'static str,
    /// The user whom it concerns.
    pub user: Option<UserId>,
    /// The message that it concerns.
    pub message: Option<MessageId>,
    /// A JSON object with what else is to be known.
    pub detail: Value,
    /// The action that it takes back.
    pub undoes: Option<ActionId>,
}

impl ChannelAction {
    /// An action that concerns the channel only.
    pub fn new(action: &'static str) -> Self {
        let (id, detail) = (ActionId(Uuid::now_v7()), Value::Object(Default::default()));
        Self { id, action, user: None, message: None, detail, undoes: None }
    }
}

/// Notes what a moderator did.
pub async fn record_in_channel(tx: &mut Transaction, moderator: &Moderator, action: ChannelAction) -> Result<()> {
    record_by(tx, moderator.channel(), Some(moderator.user()), action).await
}

/// Notes what another user did, or the server by itself. Open moderation pages are told.
pub async fn record_by(
    tx: &mut Transaction,
    channel: ChannelId,
    actor: Option<UserId>,
    action: ChannelAction,
) -> Result<()> {
    sqlx::query!(
        "insert into audit (id, actor_id, channel_id, action, target_account_id, target_message_id, detail, undoes)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        action.id.0,
        actor.map(|actor| actor.0),
        channel.0,
        action.action,
        action.user.map(|user| user.0),
        action.message.map(|message| message.0),
        action.detail,
        action.undoes.map(|undone| undone.0)
    )
    .execute(&mut *tx)
    .await?;
    recheck::announce(tx, &format!("moderation {channel}")).await
}
