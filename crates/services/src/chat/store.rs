//! The table `message`. A batch of a room's messages is one transaction, ordered by the lock on the channel's row.

use super::room::Draft;
use crate::Result;
use crate::database::{Database, Transaction};
use domain::chat::{Author, Message, Modes};
use domain::{ChannelId, MessageId, StreamId, UserId};
use sqlx::PgExecutor;
use std::collections::{HashMap, HashSet};
use time::OffsetDateTime;
use uuid::Uuid;

struct MessageRow {
    id: Uuid,
    seq: i64,
    stream_id: Option<Uuid>,
    channel_id: Uuid,
    content: String,
    badges: Vec<String>,
    reply_to: Option<Uuid>,
    created_at: OffsetDateTime,
    account_id: Uuid,
    username: String,
    display_name: String,
    avatar: Option<String>,
}

impl From<MessageRow> for Message {
    fn from(row: MessageRow) -> Self {
        let id: UserId = row.account_id.into();
        Self {
            id: row.id.into(),
            seq: row.seq,
            stream_id: row.stream_id.map(StreamId::from),
            channel_id: row.channel_id.into(),
            user: Author {
                id,
                username: row.username,
                display_name: row.display_name,
                avatar: row.avatar,
                color: Author::hue(id),
            },
            content: row.content,
            badges: row.badges,
            reply_to: row.reply_to.map(MessageId::from),
            created_at: row.created_at,
            deleted_at: None,
        }
    }
}

/// A query for whole messages; it never returns deleted ones, those of erased accounts, nor those of people whom the reader has blocked. The reader is `$1`.
macro_rules! messages {
    ($tail:literal, $reader:expr $(, $argument:expr)*) => {
        sqlx::query_as!(
            MessageRow,
            r#"select message.id, message.seq, message.stream_id, message.channel_id, message.content, message.badges, message.reply_to,
                      message.created_at, author.id as account_id, author.username as "username!", author.display_name as "display_name!",
                      author.avatar
               from message join account author on author.id = message.account_id
               where message.deleted_at is null
                 and message.account_id <> all (array(select blocked_id from block where block.account_id = $1)) "# + $tail,
            $reader.map(|reader: UserId| reader.0)
            $(, $argument)*
        )
    };
}

// Behind the macro, which they use.
mod deletion;
mod even_deleted;
mod filtered;
mod filters;
mod held;
mod pins;
mod standing;

pub use deletion::{
    DELETED_AT_ONCE, delete_of, delete_one, deleted_between, go_on, restore, restored, restored_between, target,
    unfinished,
};
pub use even_deleted::{all_of_author, between, by_ids, deleted_in};
pub use filtered::*;
use filters::ModeColumns;
pub use filters::{RuleVersions, StoredFilters, filters, lock_filters, update_filters};
pub use held::{HeldMessage, denial, holds_of, is_denied};
pub use pins::{pin, pinned, unpin};
pub use standing::{is_above_moderators, permissions, standing, writers};

/// What a room needs to open.
pub struct RoomRow {
    pub owner: UserId,
    pub seq: i64,
    pub on_air: Option<StreamId>,
    /// Its viewers, current and peak.
    pub viewers: (i32, i32),
}

pub async fn room(db: &Database, channel: ChannelId) -> Result<Option<RoomRow>> {
    let row = sqlx::query!(
        r#"select owner_id, last_message_seq, stream.id as "stream_id?", stream.viewer_count as "viewer_count?", stream.peak_viewers as "peak_viewers?"
           from channel
           left join stream on stream.channel_id = channel.id and stream.status = 'LIVE'
           where channel.id = $1"#,
        channel.0
    );
    Ok(row.fetch_optional(db).await?.map(|row| RoomRow {
        owner: row.owner_id.into(),
        seq: row.last_message_seq,
        on_air: row.stream_id.map(StreamId::from),
        viewers: (row.viewer_count.unwrap_or_default(), row.peak_viewers.unwrap_or_default()),
    }))
}

/// The last messages of a room up to a sequence number, oldest first.
pub async fn recent(
    db: &Database,
    reader: Option<UserId>,
    channel: ChannelId,
    until: i64,
    limit: i64,
) -> Result<Vec<Message>> {
    let rows = messages!(
        "and message.channel_id = $2 and message.seq <= $3 order by message.seq desc limit $4",
        reader,
        channel.0,
        until,
        limit
    );
    Ok(rows.fetch_all(db).await?.into_iter().rev().map(Message::from).collect())
}

/// A room's messages after `since`, oldest first.
pub async fn after(
    db: impl PgExecutor<'_>,
    reader: Option<UserId>,
    channel: ChannelId,
    since: i64,
    limit: i64,
) -> Result<Vec<Message>> {
    let rows = messages!(
        "and message.channel_id = $2 and message.seq > $3 order by message.seq limit $4",
        reader,
        channel.0,
        since,
        limit
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Message::from).collect())
}

/// A stream's messages before a sequence number, newest first.
pub async fn of_stream(
    db: &Database,
    reader: Option<UserId>,
    stream: StreamId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Message>> {
    let rows = messages!(
        "and message.stream_id = $2 and ($3::bigint is null or message.seq < $3) order by message.seq desc limit $4",
        reader,
        stream.0,
        before,
        limit
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Message::from).collect())
}

/// Deletes messages of a deleted channel, `limit` at most; answers how many.
pub async fn delete_messages(db: &Database, channel: ChannelId, limit: i64) -> Result<u64> {
    let deleted = sqlx::query!(
        "delete from message where ctid = any (array(select ctid from message where channel_id = $1 order by seq limit $2))",
        channel.0,
        limit
    );
    Ok(deleted.execute(db).await?.rows_affected())
}

/// Those of these messages that a message in the channel can answer.
pub async fn answerable(tx: &mut Transaction, channel: ChannelId, messages: &[Uuid]) -> Result<HashSet<Uuid>> {
    let found = sqlx::query_scalar!(
        "select id from message where id = any ($2) and channel_id = $1 and deleted_at is null",
        channel.0,
        messages
    );
    Ok(found.fetch_all(tx).await?.into_iter().collect())
}

/// Takes the author off messages of an account, `limit` at most, upon which a trigger empties them; answers how many. Those that another
/// statement has locked are passed over.
pub async fn empty_messages(db: &Database, account: UserId, limit: i64) -> Result<u64> {
    let emptied = sqlx::query!(
        "update message set account_id = null
         where ctid = any (array(select ctid from message where account_id = $1 limit $2 for update skip locked))",
        account.0,
        limit
    );
    Ok(emptied.execute(db).await?.rows_affected())
}

/// The names of a user who can act in a channel.
pub struct KnownName {
    pub id: Uuid,
    pub username: String,
    pub display_name: String,
}

/// The channel's owner, its moderators, and staff.
pub async fn known_names(db: &Database, channel: ChannelId) -> Result<Vec<KnownName>> {
    let rows = sqlx::query_as!(
        KnownName,
        r#"select id, username as "username!", display_name as "display_name!" from account
           where username is not null
             and id in (select owner_id from channel where channel.id = $1
                        union select account_id from moderator where channel_id = $1
                        union select id from account where is_admin)"#,
        channel.0
    );
    Ok(rows.fetch_all(db).await?)
}

/// A channel's messages before a sequence number, newest first.
pub async fn of_channel(
    db: &Database,
    reader: Option<UserId>,
    channel: ChannelId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Message>> {
    let until = before.map_or(i64::MAX, |before| before.saturating_sub(1));
    let mut messages = recent(db, reader, channel, until, limit).await?;
    messages.reverse();
    Ok(messages)
}

/// Which of these accounts do not exist any more.
pub async fn erased(db: &Database, accounts: &[UserId]) -> Result<Vec<UserId>> {
    let ids: Vec<Uuid> = accounts.iter().map(|account| account.0).collect();
    let erased = sqlx::query_scalar!(
        r#"select id as "id!" from unnest($1::uuid[]) as known (id) where not exists (select from account where account.id = known.id)"#,
        &ids
    );
    Ok(erased.fetch_all(db).await?.into_iter().map(UserId::from).collect())
}

/// A channel's row, locked until the transaction ends, and what each of the writers may do.
pub struct Locked {
    pub seq: i64,
    pub is_public: bool,
    pub banned: Vec<Uuid>,
    /// By the channel's owner.
    pub blocked: Vec<Uuid>,
    pub moderators: Vec<Uuid>,
    pub subscribers: Vec<Uuid>,
    /// Of the filters in force.
    pub filter_version: i32,
    pub modes: Modes,
}

pub async fn lock(tx: &mut Transaction, channel: ChannelId, writers: &[Uuid]) -> Result<Option<Locked>> {
    // A statement of its own: what one statement reads is as old as its beginning, and this one may wait for a ban to be committed.
    sqlx::query!("select from channel where id = $1 for no key update", channel.0).execute(&mut *tx).await?;
    let row = sqlx::query!(
        r#"select last_message_seq, is_public,
                  array(select account_id from ban
                        where ban.channel_id = channel.id and account_id = any ($2) and (expires_at is null or expires_at > now())
                  ) as "banned!",
                  array(select blocked_id from block
                        where block.account_id = channel.owner_id and blocked_id = any ($2)) as "blocked!",
                  array(select account_id from moderator
                        where moderator.channel_id = channel.id and account_id = any ($2)) as "moderators!",
                  array(select account_id from subscription
                        where subscription.channel_id = channel.id and account_id = any ($2)
                          and (status = 'ACTIVE' or (status = 'CANCELLED' and renews_at > now()))) as "subscribers!",
                  locked_down_at is not null as "is_locked_down!", coalesce(version, 0) as "filter_version!",
                  slow_seconds as "slow_seconds?", followers_only_minutes as "followers_only_minutes?", emote_only as "emote_only?",
                  unique_messages as "unique_messages?", verified_email as "verified_email?", account_age_seconds as "account_age_seconds?",
                  case when raid_guard_until > now() then raid_guard_since end as "raid_guard_since?",
                  case when raid_guard_until > now() then raid_guard_until end as "raid_guard_until?"
           from channel left join filter on filter.channel_id = channel.id
           where channel.id = $1"#,
        channel.0,
        writers
    );
    Ok(row.fetch_optional(&mut *tx).await?.map(|row| Locked {
        seq: row.last_message_seq,
        is_public: row.is_public,
        banned: row.banned,
        blocked: row.blocked,
        moderators: row.moderators,
        subscribers: row.subscribers,
        filter_version: row.filter_version,
        modes: Modes::from(ModeColumns {
            slow_seconds: row.slow_seconds,
            followers_only_minutes: row.followers_only_minutes,
            emote_only: row.emote_only,
            unique_messages: row.unique_messages,
            verified_email: row.verified_email,
            account_age_seconds: row.account_age_seconds,
            lockdown: row.is_locked_down,
            raid_guard_since: row.raid_guard_since,
            raid_guard_until: row.raid_guard_until,
        }),
    }))
}

/// Messages among these that are stored already: (writer, nonce) → (id, seq).
pub async fn stored_nonces(
    tx: &mut Transaction,
    channel: ChannelId,
    drafts: &[&Draft],
) -> Result<HashMap<(Uuid, String), (MessageId, i64)>> {
    let (writers, nonces): (Vec<Uuid>, Vec<String>) =
        drafts.iter().filter_map(|draft| draft.nonce.clone().map(|nonce| (draft.author.id.0, nonce))).unzip();
    if nonces.is_empty() {
        return Ok(HashMap::new());
    }
    // Messages that were held kept their nonce where they waited.
    let rows = sqlx::query!(
        r#"select account_id as "account_id!", nonce as "nonce!", id as "id!", seq as "seq!" from message
           where channel_id = $1 and (account_id, nonce) in (select * from unnest($2::uuid[], $3::text[]))
           union all
           select held.account_id, held.nonce, message.id, seq from filtered_message held join message on message.id = held.message_id
           where held.channel_id = $1 and held.nonce is not null
             and (held.account_id, held.nonce) in (select * from unnest($2::uuid[], $3::text[]))"#,
        channel.0,
        &writers,
        &nonces
    );
    let rows = rows.fetch_all(&mut *tx).await?;
    Ok(rows.into_iter().map(|row| ((row.account_id, row.nonce), (row.id.into(), row.seq))).collect())
}

/// Stores messages with the given sequence numbers, and notes the last of them.
pub async fn insert(tx: &mut Transaction, channel: ChannelId, messages: &[(Message, Option<String>)]) -> Result<()> {
    let Some((last, _)) = messages.last() else { return Ok(()) };
    let ids: Vec<Uuid> = messages.iter().map(|(message, _)| message.id.0).collect();
    let streams: Vec<Option<Uuid>> = messages.iter().map(|(message, _)| message.stream_id.map(|id| id.0)).collect();
    let writers: Vec<Uuid> = messages.iter().map(|(message, _)| message.user.id.0).collect();
    let seqs: Vec<i64> = messages.iter().map(|(message, _)| message.seq).collect();
    let contents: Vec<String> = messages.iter().map(|(message, _)| message.content.clone()).collect();
    // Arrays of arrays must be rectangular, so badges travel joined; no badge has a comma.
    let badges: Vec<String> = messages.iter().map(|(message, _)| message.badges.join(",")).collect();
    let replies: Vec<Option<Uuid>> = messages.iter().map(|(message, _)| message.reply_to.map(|id| id.0)).collect();
    let nonces: Vec<Option<String>> = messages.iter().map(|(_, nonce)| nonce.clone()).collect();
    let times: Vec<OffsetDateTime> = messages.iter().map(|(message, _)| message.created_at).collect();
    sqlx::query!(
        "with noted as (update channel set last_message_seq = $2 where id = $1)
         insert into message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at)
         select id, $1, stream_id, account_id, seq, content, string_to_array(badges, ','), reply_to, nonce, created_at
         from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[], $7::text[], $8::text[], $9::uuid[], $10::text[], $11::timestamptz[])
              as batch (id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at)",
        channel.0,
        last.seq,
        &ids,
        &streams as &[Option<Uuid>],
        &writers,
        &seqs,
        &contents,
        &badges,
        &replies as &[Option<Uuid>],
        &nonces as &[Option<String>],
        &times
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}
