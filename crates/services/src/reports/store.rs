//! The table `report`.

mod cases;

use super::Reported;
use crate::Result;
use crate::channels::store::Ownership;
use crate::chat::store::by_ids;
use crate::database::{Database, Transaction};
use crate::moderation::store::people;
pub use cases::*;
use domain::chat::Message;
use domain::reports::{Report, ReportStatus, ReportedChannel};
use domain::{ChannelId, MessageId, ReportId, UserId};
use std::collections::HashMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// A message that may be reported.
pub struct Reportable {
    pub channel: Ownership,
    pub author: UserId,
    /// Whether the author administrates the platform.
    pub is_staff: bool,
}

/// Deleted messages may be reported, too: their readers have seen them. Not those of erased accounts.
pub async fn reportable(db: &Database, message: MessageId) -> Result<Option<Reportable>> {
    let row = sqlx::query!(
        r#"select channel.id, owner_id, is_public, author.id as "author!", author.is_admin
           from message join channel on channel.id = message.channel_id join account author on author.id = message.account_id
           where message.id = $1"#,
        message.0
    );
    Ok(row.fetch_optional(db).await?.map(|row| Reportable {
        channel: Ownership { id: row.id.into(), owner: row.owner_id.into(), is_public: row.is_public },
        author: row.author.into(),
        is_staff: row.is_admin,
    }))
}

pub async fn insert(
    tx: &mut Transaction,
    id: ReportId,
    reporter: UserId,
    reported: &Reported,
    reason: &str,
) -> Result<()> {
    sqlx::query!(
        "insert into report (id, reporter_id, message_id, account_id, channel_id, for_staff, reason) values ($1, $2, $3, $4, $5, $6, $7)",
        id.0,
        reporter.0,
        reported.message.map(|message| message.0),
        reported.user.map(|user| user.0),
        reported.channel.as_ref().map(|channel| channel.id.0),
        reported.for_staff,
        reason
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Whom and what a report concerns.
pub struct Concerned {
    pub channel: Option<ChannelId>,
    /// Of the channel.
    pub owner: Option<UserId>,
    pub user: Option<UserId>,
    pub for_staff: bool,
}

pub async fn concerned(db: &Database, report: ReportId) -> Result<Option<Concerned>> {
    let row = sqlx::query!(
        "select channel_id, (select owner_id from channel where channel.id = channel_id) as owner_id, account_id, for_staff
         from report where id = $1",
        report.0
    );
    Ok(row.fetch_optional(db).await?.map(|row| Concerned {
        channel: row.channel_id.map(ChannelId::from),
        owner: row.owner_id.map(UserId::from),
        user: row.account_id.map(UserId::from),
        for_staff: row.for_staff,
    }))
}

/// The column's constraint knows the same words.
fn status(text: &str) -> ReportStatus {
    text.parse().unwrap_or(ReportStatus::Open)
}

/// The channels that a user owns or moderates with the permission to read reports.
pub async fn channels_of(db: &Database, user: UserId) -> Result<Vec<Uuid>> {
    let ids = sqlx::query_scalar!(
        r#"select id as "id!" from channel where owner_id = $1
           union select channel_id from moderator join channel on channel.id = channel_id
                 where account_id = $1 and is_public and 'view_log' = any (permissions)"#,
        user.0
    );
    Ok(ids.fetch_all(db).await?)
}

/// Which reports are wanted.
#[derive(Default)]
pub struct Wanted {
    /// Only these.
    pub only: Option<Vec<Uuid>>,
    pub before: Option<ReportId>,
    pub reporter: Option<UserId>,
    /// Only those of these channels.
    pub channels: Option<Vec<Uuid>>,
    /// Who reads, and whether they are staff. Moderators get none of those for staff, and no reader those about themselves.
    pub reader: Option<(UserId, bool)>,
    pub is_open: Option<bool>,
    pub limit: i64,
}

impl Wanted {
    pub fn one(report: ReportId) -> Self {
        Self { only: Some(vec![report.0]), limit: 1, ..Self::default() }
    }
}

struct ReportRow {
    id: Uuid,
    reporter_id: Option<Uuid>,
    message_id: Option<Uuid>,
    account_id: Option<Uuid>,
    reason: String,
    status: String,
    for_staff: bool,
    claimed_by: Option<Uuid>,
    claimed_at: Option<OffsetDateTime>,
    resolution: Option<String>,
    closed_at: Option<OffsetDateTime>,
    created_at: OffsetDateTime,
    channel_id: Option<Uuid>,
    slug: Option<String>,
    name: Option<String>,
}

/// The reports that are wanted, the newest first.
pub async fn reports(db: &Database, wanted: &Wanted) -> Result<Vec<Report>> {
    let rows = sqlx::query_as!(
        ReportRow,
        r#"select report.id, reporter_id, message_id, account_id, reason, status, for_staff, claimed_by, claimed_at, resolution, closed_at,
                  report.created_at, channel.id as "channel_id?", slug as "slug?", name as "name?"
           from report
           -- Reporters are shown no more of a channel that was hidden since.
           left join channel on channel.id = report.channel_id and ($3::uuid is null or is_public)
           where ($1::uuid[] is null or report.id = any ($1)) and ($2::uuid is null or report.id < $2) and ($3::uuid is null or reporter_id = $3)
             and ($4::uuid[] is null or report.channel_id = any ($4))
             and ($5::uuid is null or account_id is distinct from $5)
             and ($8::boolean is null or not for_staff or ($8 and channel.owner_id is distinct from $5))
             and ($6::boolean is null or (status in ('OPEN', 'CLAIMED')) = $6)
           order by report.id desc limit $7"#,
        wanted.only.as_deref(),
        wanted.before.map(|id| id.0),
        wanted.reporter.map(|id| id.0),
        wanted.channels.as_deref(),
        wanted.reader.map(|(id, _)| id.0),
        wanted.is_open,
        wanted.limit,
        wanted.reader.map(|(_, is_staff)| is_staff)
    );
    let rows = rows.fetch_all(db).await?;
    let people = people(db, rows.iter().flat_map(|row| [row.reporter_id, row.account_id, row.claimed_by])).await?;
    let messages: Vec<Uuid> = rows.iter().filter_map(|row| row.message_id).collect();
    let messages = by_ids(db, &messages).await?;
    let messages: HashMap<Uuid, Message> = messages.into_iter().map(|message| (message.id.0, message)).collect();
    let person = |id: Option<Uuid>| id.and_then(|id| people.get(&id).cloned());
    let report = |row: ReportRow| Report {
        id: row.id.into(),
        reporter: person(row.reporter_id),
        user: person(row.account_id),
        channel: row.channel_id.zip(row.slug).zip(row.name).map(|((id, slug), name)| ReportedChannel {
            id: id.into(),
            slug,
            name,
        }),
        message: row
            .message_id
            .filter(|_| row.channel_id.is_some())
            .and_then(|message| messages.get(&message).cloned()),
        reason: row.reason,
        status: status(&row.status),
        for_staff: row.for_staff,
        claimed_by: person(row.claimed_by),
        claimed_at: row.claimed_at,
        resolution: row.resolution,
        closed_at: row.closed_at,
        created_at: row.created_at,
    };
    Ok(rows.into_iter().map(report).collect())
}
