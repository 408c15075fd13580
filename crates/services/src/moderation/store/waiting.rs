//! Counts of what waits for a moderator.

use super::permissions;
use crate::Result;
use crate::database::{Database, Transaction};
use domain::UserId;
use domain::moderation::{Permission, WaitingCounts};
use uuid::Uuid;

/// The channels that a user owns or moderates, and what they may do there.
pub async fn moderated(db: &Database, user: UserId) -> Result<Vec<(Uuid, Vec<Permission>)>> {
    let rows = sqlx::query!(
        r#"select id as "id!", null::text[] as permissions from channel where owner_id = $1
           union all
           select channel_id, permissions from moderator join channel on channel.id = channel_id where account_id = $1 and is_public"#,
        user.0
    );
    let may = |names: Option<Vec<String>>| names.map_or_else(|| Permission::ALL.to_vec(), |names| permissions(&names));
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| (row.id, may(row.permissions))).collect())
}

/// What is counted: each in the channels where the reader may decide on it.
pub struct WantedCounts {
    pub reader: UserId,
    pub holds_of: Vec<Uuid>,
    pub reports_of: Vec<Uuid>,
    pub appeals_of: Vec<Uuid>,
    /// Whether the reports that administrators see are counted, too.
    pub is_staff: bool,
}

/// The same as the lists have: no report about the reader, no appeal against a ban that is over.
pub async fn waiting(db: &Database, wanted: &WantedCounts) -> Result<WaitingCounts> {
    let row = sqlx::query!(
        r#"select
             (select count(*) from filtered_message
              where channel_id = any ($1) and action = 'hold' and decision is null and expires_at > now()) as "holds!",
             (select count(*) from (select distinct message_id, account_id, channel_id from report
              where channel_id = any ($2) and status in ('OPEN', 'CLAIMED') and not for_staff and account_id is distinct from $4) as known) as "reports!",
             (select count(*) from appeal join ban on ban.id = ban_id
              where appeal.channel_id = any ($3) and decision is null and (expires_at is null or expires_at > now())) as "appeals!",
             (select count(*) from (select distinct message_id, account_id, channel_id, for_staff
              from report left join channel on channel.id = report.channel_id
              where $5 and status in ('OPEN', 'CLAIMED') and account_id is distinct from $4
                and (not for_staff or channel.owner_id is distinct from $4)) as known) as "for_staff!""#,
        &wanted.holds_of,
        &wanted.reports_of,
        &wanted.appeals_of,
        wanted.reader.0,
        wanted.is_staff
    );
    let row = row.fetch_one(db).await?;
    Ok(WaitingCounts { holds: row.holds, reports: row.reports, appeals: row.appeals, for_staff: row.for_staff })
}

/// The channels whose moderators have something about a user in their lists: a ban, with its appeal, a message that is held, or a report.
pub async fn channels_about(tx: &mut Transaction, user: UserId) -> Result<Vec<Uuid>> {
    let channels = sqlx::query_scalar!(
        r#"select channel_id as "channel_id!" from ban where account_id = $1
           union select channel_id from report where account_id = $1 and channel_id is not null and status in ('OPEN', 'CLAIMED')
           union select channel_id from filtered_message where account_id = $1 and decision is null"#,
        user.0
    );
    Ok(channels.fetch_all(tx).await?)
}
