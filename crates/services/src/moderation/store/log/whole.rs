//! The audit log of the whole platform, which administrators read.

use super::{EntryRow, Wanted, entry_of};
use crate::Result;
use crate::access::Administrator;
use crate::accounts;
use crate::database::Database;
use crate::moderation::log_words;
use crate::moderation::store::people;
use domain::admin::{AuditEntry, AuditedChannel};
use domain::moderation::LOG_SEARCHED;
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

/// The entries of all channels and those of none, the newest first.
pub async fn whole_log(db: &Database, administrator: Administrator, wanted: &Wanted<'_>) -> Result<Vec<AuditEntry>> {
    let (action_names, action_words) = log_words::of_actions();
    let rows = entries!(
        "where ($1::uuid is null or audit.id < $1)
           and ($2::uuid is null or audit.target_account_id = $2 or audit.actor_id = $2)
           and ($3::text is null or audit.action = $3)
           and ($4::text[] is null
                or audit.id >= coalesce((select id from audit oldest order by id desc offset $6 limit 1), audit.id))
           and ($4::text[] is null or (
                select bool_and(position(word in said) > 0)
                from unnest($4) word cross join (
                     select lower(concat_ws(' ', replace(audit.action, '_', ' '), ($9::text[])[array_position($8::text[], audit.action)],
                         audit.detail ->> 'reason', case when audit.action = 'undo' then replace(audit.detail ->> 'action', '_', ' ') end, audit.detail -> 'channel' ->> 'slug', message.content, held.content, appeal.content,
                         (select string_agg(concat_ws(' ', username, display_name), ' ') from account
                          where account.id in (audit.actor_id, audit.target_account_id)),
                         (select concat_ws(' ', slug, name) from channel where channel.id = audit.channel_id))) as said
                     -- Made once for all words.
                     offset 0) entry))
           and not (audit.target_account_id is not distinct from $7 and audit.action in ('resolve_report', 'dismiss_report', 'reopen_report'))
         order by audit.id desc limit $5",
        wanted.before.map(|id| id.0),
        wanted.user.map(|user| user.0),
        wanted.action,
        wanted.words.as_deref(),
        wanted.limit,
        LOG_SEARCHED,
        wanted.reader.map(|reader| reader.0),
        action_names.as_slice(),
        action_words.as_slice()
    );
    let rows = rows.fetch_all(db).await?;
    let channels = named(db, &rows).await?;
    let ids = rows.iter().flat_map(|row| [row.actor_id, row.target_account_id, row.undone_by]);
    let people = people(db, ids).await?;
    // Some have no username, such as the first administrator.
    let ids: Vec<Uuid> = rows.iter().flat_map(|row| [row.actor_id, row.target_account_id]).flatten().collect();
    let names = accounts::store::names(db, administrator, &ids).await?;
    let entries = rows.into_iter().map(|row| {
        // What administrators do to a channel names it in its detail, because the line outlives the channel.
        let now = row.channel_id.and_then(|id| channels.get(&id).cloned());
        let then = || row.detail.get("channel").and_then(|named| AuditedChannel::deserialize(named).ok());
        let name = |id: Option<Uuid>| id.and_then(|id| names.get(&id).cloned());
        let (by_name, user_name) = (name(row.actor_id), name(row.target_account_id));
        AuditEntry { channel: now.or_else(then), by_name, user_name, entry: entry_of(row, &people) }
    });
    Ok(entries.collect())
}

/// The channels of these entries as they are called now.
async fn named(db: &Database, rows: &[EntryRow]) -> Result<HashMap<Uuid, AuditedChannel>> {
    let ids: Vec<Uuid> = rows.iter().filter_map(|row| row.channel_id).collect();
    let rows = sqlx::query!("select id, slug, name from channel where id = any($1)", &ids).fetch_all(db).await?;
    let channel = |id: Uuid, slug, name| (id, AuditedChannel { id: id.into(), slug, name });
    Ok(rows.into_iter().map(|row| channel(row.id, row.slug, row.name)).collect())
}
