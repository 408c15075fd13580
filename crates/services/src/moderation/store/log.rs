//! What is read of the table `audit`.

use super::people;
use crate::Result;
use crate::database::{Database, Transaction};
use crate::moderation::log_words;
use crate::moderation::undo::is_undoable;
use domain::accounts::User;
use domain::chat::Modes;
use domain::moderation::{LOG_SEARCHED, LogEntry, LoggedMessage, Permission};
use domain::{ActionId, BanId, ChannelId, MessageId, UserId};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use std::collections::HashMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// An action that may be taken back.
pub struct Done {
    pub channel: ChannelId,
    pub owner: UserId,
    pub is_public: bool,
    pub action: String,
    pub user: Option<UserId>,
    pub message: Option<MessageId>,
    pub detail: Value,
    pub created_at: OffsetDateTime,
}

pub async fn done(db: &Database, action: ActionId) -> Result<Option<Done>> {
    let row = sqlx::query!(
        "select channel.id, owner_id, is_public, action, target_account_id, target_message_id, detail, audit.created_at
         from audit join channel on channel.id = audit.channel_id where audit.id = $1",
        action.0
    );
    Ok(row.fetch_optional(db).await?.map(|row| Done {
        channel: row.id.into(),
        owner: row.owner_id.into(),
        is_public: row.is_public,
        action: row.action,
        user: row.target_account_id.map(UserId::from),
        message: row.target_message_id.map(MessageId::from),
        detail: row.detail,
        created_at: row.created_at,
    }))
}

/// Whether an action was taken back.
pub async fn is_undone(tx: &mut Transaction, action: ActionId) -> Result<bool> {
    let found = sqlx::query_scalar!(r#"select exists (select from audit where undoes = $1) as "found!""#, action.0);
    Ok(found.fetch_one(tx).await?)
}

/// Whether the action that a ban or timeout began with was taken back.
pub async fn is_ban_taken_back(tx: &mut Transaction, channel: ChannelId, user: UserId, ban: BanId) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from audit begun join audit undoing on undoing.undoes = begun.id
                          where begun.channel_id = $1 and begun.target_account_id = $2 and begun.action in ('ban', 'timeout')
                            and begun.detail ->> 'banId' = $3::uuid::text) as "found!""#,
        channel.0,
        user.0,
        ban.0
    );
    Ok(found.fetch_one(tx).await?)
}

/// Which entries are wanted.
#[derive(Default)]
pub struct Wanted<'a> {
    /// Who reads. What was done with reports of them is not among the entries.
    pub reader: Option<UserId>,
    pub before: Option<ActionId>,
    pub user: Option<UserId>,
    pub action: Option<&'a str>,
    /// Each of them is looked for.
    pub words: Option<Vec<String>>,
    pub limit: i64,
}

struct EntryRow {
    id: Uuid,
    action: String,
    actor_id: Option<Uuid>,
    target_account_id: Option<Uuid>,
    target_message_id: Option<Uuid>,
    held_id: Option<Uuid>,
    content: Option<String>,
    appeal: Option<String>,
    channel_id: Option<Uuid>,
    detail: Value,
    created_at: OffsetDateTime,
    undone_at: Option<OffsetDateTime>,
    undone_by: Option<Uuid>,
}

/// A query for entries of the log: the text after the tables, and the arguments.
macro_rules! entries {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            EntryRow,
            r#"select audit.id, audit.action, audit.actor_id, audit.target_account_id, audit.target_message_id,
                      held.id as "held_id?", coalesce(message.content, held.content) as content, appeal.content as "appeal?", audit.channel_id, audit.detail, audit.created_at, undoing.created_at as "undone_at?", undoing.actor_id as "undone_by?"
               from audit
               left join message on message.id = audit.target_message_id
               left join filtered_message held on held.id = case when audit.action = 'deny_message' then (audit.detail ->> 'holdId')::uuid end
               left join appeal on appeal.ban_id = case when audit.action = 'appeal' then (audit.detail ->> 'banId')::uuid end
               left join audit undoing on undoing.undoes = audit.id "# + $tail
            $(, $argument)*
        )
    };
}

// Behind the macro, which it uses.
mod whole;

pub use whole::whole_log;

/// The entries of a channel's log, the newest first.
pub async fn log(db: &Database, channel: ChannelId, wanted: &Wanted<'_>) -> Result<Vec<LogEntry>> {
    let ((action_names, action_words), (mode_names, mode_words)) = (log_words::of_actions(), log_words::of_modes());
    let rows = entries!(
        "where audit.channel_id = $1 and ($2::uuid is null or audit.id < $2) and ($3::uuid is null or audit.target_account_id = $3)
         and ($4::text is null or audit.action = $4)
         and ($5::text[] is null
              or audit.id >= coalesce((select id from audit oldest where oldest.channel_id = $1 order by id desc offset $7 limit 1), audit.id))
         and ($5::text[] is null or (
              select bool_and(position(word in said) > 0)
              from unnest($5) word cross join (
                   select lower(concat_ws(' ', replace(audit.action, '_', ' '), ($10::text[])[array_position($9::text[], audit.action)],
                       case when audit.action in ('ban', 'timeout') and audit.detail ->> 'messages' > '0' then 'and deleted messages' end,
                       case when audit.action = 'change_modes' then (
                           select string_agg(words, ' ') from unnest($11::text[], $12::text[]) mode (name, words)
                           where audit.detail -> 'before' -> name is distinct from audit.detail -> 'after' -> name) end,
                       audit.detail ->> 'reason', case when audit.action = 'undo' then replace(audit.detail ->> 'action', '_', ' ') end, message.content, held.content, appeal.content,
                       (select string_agg(concat_ws(' ', username, display_name), ' ') from account
                        where account.id in (audit.actor_id, audit.target_account_id)))) as said
                   -- Made once for all words.
                   offset 0) entry))
         and not (audit.target_account_id is not distinct from $8 and audit.action in ('resolve_report', 'dismiss_report', 'reopen_report'))
         order by audit.id desc limit $6",
        channel.0,
        wanted.before.map(|id| id.0),
        wanted.user.map(|user| user.0),
        wanted.action,
        wanted.words.as_deref(),
        wanted.limit,
        LOG_SEARCHED,
        wanted.reader.map(|reader| reader.0),
        action_names.as_slice(),
        action_words.as_slice(),
        mode_names.as_slice(),
        mode_words.as_slice()
    );
    let rows = rows.fetch_all(db).await?;
    with_people(db, rows).await
}

/// One of them.
pub async fn entry(db: &Database, channel: ChannelId, action: ActionId) -> Result<Option<LogEntry>> {
    let rows = entries!("where audit.channel_id = $1 and audit.id = $2", channel.0, action.0).fetch_all(db).await?;
    Ok(with_people(db, rows).await?.pop())
}

async fn with_people(db: &Database, rows: Vec<EntryRow>) -> Result<Vec<LogEntry>> {
    let ids = rows.iter().flat_map(|row| [row.actor_id, row.target_account_id, row.undone_by]);
    let people = people(db, ids).await?;
    Ok(rows.into_iter().map(|row| entry_of(row, &people)).collect())
}

fn entry_of(row: EntryRow, people: &HashMap<Uuid, User>) -> LogEntry {
    let person = |id: Option<Uuid>| id.and_then(|id| people.get(&id).cloned());
    LogEntry {
        id: row.id.into(),
        by: person(row.actor_id),
        user: person(row.target_account_id),
        message: (row.target_message_id.or(row.held_id).zip(row.content))
            .map(|(id, content)| LoggedMessage { id: id.into(), content }),
        reason: row.appeal.or_else(|| field(&row.detail, "reason")),
        seconds: field(&row.detail, "seconds"),
        messages: field(&row.detail, "messages"),
        modes: field::<Modes>(&row.detail, "after"),
        modes_before: field::<Modes>(&row.detail, "before").filter(|_| row.action == "change_modes"),
        permissions: field::<Vec<Permission>>(&row.detail, "permissions"),
        undone_action: field::<String>(&row.detail, "action").filter(|_| row.action == "undo"),
        is_undoable: is_undoable(&row.action, row.target_account_id.is_some()),
        action: row.action,
        created_at: row.created_at,
        undone_at: row.undone_at,
        undone_by: person(row.undone_by),
    }
}

fn field<T: DeserializeOwned>(detail: &Value, name: &str) -> Option<T> {
    Option::<T>::deserialize(detail.get(name)?).ok().flatten()
}
