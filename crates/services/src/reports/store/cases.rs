//! Reports of the same: they wait, are claimed and are closed together.

use super::{Wanted, status};
use crate::Result;
use crate::database::{Database, Transaction};
use domain::reports::ReportStatus;
use domain::{ChannelId, MessageId, ReportId, UserId};
use uuid::Uuid;

/// The most reports of a case that are shown.
const SHOWN: i32 = 20;

/// A case by the ids of its reports.
pub struct Case {
    pub first: ReportId,
    pub count: i64,
    /// The newest, the newest first.
    pub newest: Vec<Uuid>,
    /// The one that was claimed last, if any is.
    pub claimed: Option<Uuid>,
}

/// The cases that are wanted, the one with the newest report first.
pub async fn cases(db: &Database, wanted: &Wanted) -> Result<Vec<Case>> {
    let rows = sqlx::query!(
        r#"with head as materialized (
               select report.* from report left join channel on channel.id = report.channel_id
               where ($1::uuid is null or report.id < $1) and ($2::uuid[] is null or report.channel_id = any ($2))
                 and ($3::uuid is null or report.account_id is distinct from $3)
                 and ($4::boolean is null or not report.for_staff or ($4 and channel.owner_id is distinct from $3))
                 and ($5::boolean is null or (report.status in ('OPEN', 'CLAIMED')) = $5)
                 -- The newest stands for its case, so that each case is counted once, however many have reported.
                 and not exists (
                     select from report newer
                     where coalesce(newer.account_id, newer.channel_id) = coalesce(report.account_id, report.channel_id)
                       and newer.id > report.id and newer.account_id is not distinct from report.account_id
                       and newer.message_id is not distinct from report.message_id and newer.channel_id is not distinct from report.channel_id
                       and newer.for_staff = report.for_staff
                       and (newer.status in ('OPEN', 'CLAIMED')) = (report.status in ('OPEN', 'CLAIMED'))
                       and newer.closed_at is not distinct from report.closed_at)
               order by report.id desc limit $6)
           select same.first as "first!", same.count as "count!", same.newest as "newest!", same.claimed
           from head cross join lateral (
               select count(*), (array_agg(other.id order by other.id))[1] as first, (array_agg(other.id order by other.id desc))[1:$7] as newest,
                      (array_agg(other.id order by other.claimed_at desc) filter (where other.status = 'CLAIMED'))[1] as claimed
               from report other
               where coalesce(other.account_id, other.channel_id) = coalesce(head.account_id, head.channel_id)
                 and other.account_id is not distinct from head.account_id
                 and other.message_id is not distinct from head.message_id and other.channel_id is not distinct from head.channel_id
                 and other.for_staff = head.for_staff
                 and (other.status in ('OPEN', 'CLAIMED')) = (head.status in ('OPEN', 'CLAIMED'))
                 and other.closed_at is not distinct from head.closed_at
           ) same
           order by head.id desc"#,
        wanted.before.map(|id| id.0),
        wanted.channels.as_deref(),
        wanted.reader.map(|(id, _)| id.0),
        wanted.reader.map(|(_, is_staff)| is_staff),
        wanted.is_open,
        wanted.limit,
        SHOWN
    );
    let rows = rows.fetch_all(db).await?;
    let cases = rows.into_iter().map(|row| Case {
        first: row.first.into(),
        count: row.count,
        newest: row.newest,
        claimed: row.claimed,
    });
    Ok(cases.collect())
}

/// A report as it is when it is about to be changed.
pub struct LockedReport {
    pub id: ReportId,
    pub status: ReportStatus,
    pub for_staff: bool,
    pub channel: Option<ChannelId>,
    /// Of the channel.
    pub owner: Option<UserId>,
    pub user: Option<UserId>,
    pub message: Option<MessageId>,
    /// Who works on it; none if that is over by itself, or they may not work on it any more.
    pub claimed_by: Option<UserId>,
    /// Whether that is an administrator.
    pub is_claimed_by_staff: bool,
}

/// Locks a report and those of the same case until the transaction ends. Of closed ones those are left out whose reporters have reported the same
/// again: each reporter has one at most that waits.
pub async fn lock_case(tx: &mut Transaction, report: ReportId) -> Result<Vec<LockedReport>> {
    // PostgreSQL reads a row again that it had to wait for, but not the rows joined to it: the second statement knows who has claimed the case
    // meanwhile.
    read_and_lock_case(tx, report).await?;
    read_and_lock_case(tx, report).await
}

async fn read_and_lock_case(tx: &mut Transaction, report: ReportId) -> Result<Vec<LockedReport>> {
    let rows = sqlx::query!(
        r#"select report.id, report.status, report.for_staff, report.channel_id,
                  (select owner_id from channel where channel.id = report.channel_id) as owner_id, report.account_id, report.message_id,
                  case when report.claimed_at > now() - interval '30 minutes'
                        and (claimer.is_admin
                             or exists (select from channel where channel.id = report.channel_id and owner_id = claimer.id)
                             or exists (select from moderator where moderator.channel_id = report.channel_id
                                        and moderator.account_id = claimer.id and 'view_log' = any (permissions)))
                       then claimer.id end as claimed_by,
                  coalesce(claimer.is_admin, false) as "is_claimed_by_staff!"
           from report
           left join account claimer on claimer.id = report.claimed_by
           join report wanted on wanted.id = report.id
             or (wanted.account_id = report.account_id
                 or wanted.account_id is null and report.account_id is null and wanted.channel_id = report.channel_id)
                and wanted.message_id is not distinct from report.message_id and wanted.channel_id is not distinct from report.channel_id
                and wanted.for_staff = report.for_staff
                and (wanted.status in ('OPEN', 'CLAIMED')) = (report.status in ('OPEN', 'CLAIMED'))
                and wanted.closed_at is not distinct from report.closed_at
                and (report.status in ('OPEN', 'CLAIMED')
                     or not exists (select from report again
                                    where again.reporter_id = report.reporter_id and again.status in ('OPEN', 'CLAIMED')
                                      and again.account_id is not distinct from report.account_id
                                      and again.message_id is not distinct from report.message_id
                                      and again.channel_id is not distinct from report.channel_id))
           where wanted.id = $1
           order by report.id for update of report"#,
        report.0
    );
    let rows = rows.fetch_all(tx).await?;
    let locked = rows.into_iter().map(|row| LockedReport {
        id: row.id.into(),
        status: status(&row.status),
        for_staff: row.for_staff,
        channel: row.channel_id.map(ChannelId::from),
        owner: row.owner_id.map(UserId::from),
        user: row.account_id.map(UserId::from),
        message: row.message_id.map(MessageId::from),
        claimed_by: row.claimed_by.map(UserId::from),
        is_claimed_by_staff: row.is_claimed_by_staff,
    });
    Ok(locked.collect())
}

pub async fn change(
    tx: &mut Transaction,
    reports: &[Uuid],
    by: UserId,
    status: ReportStatus,
    resolution: Option<&str>,
) -> Result<()> {
    sqlx::query!(
        "update report set status = $2, resolution = $3,
                           claimed_by = case when $4 then null else $6::uuid end, claimed_at = case when $4 then null
                                             when status = 'CLAIMED' and $2 = 'CLAIMED' and claimed_by = $6
                                                  and claimed_at > now() - interval '30 minutes' then claimed_at
                                             else now() end,
                           closed_at = case when $5 then now() end
         where id = any ($1)",
        reports,
        status.as_str(),
        resolution,
        status == ReportStatus::Open,
        status.is_closed(),
        by.0
    )
    .execute(tx)
    .await?;
    Ok(())
}
