//! The table `filtered_message`: what the filters held or refused, and what was decided on it.

use crate::Result;
use crate::access::Moderator;
use crate::accounts::store::users;
use crate::database::{Database, Transaction};
use domain::accounts::User;
use domain::moderation::{Action, Decision, Hold, Match, RuleStatistics, Verdict};
use domain::{ChannelId, HoldId, MessageId, UserId};
use sqlx::PgExecutor;
use sqlx::types::Json;
use std::collections::HashMap;
use std::time::Duration;
use time::OffsetDateTime;
use uuid::Uuid;

/// A message that the filters do not let through.
pub struct Filtered<'a> {
    pub id: HoldId,
    pub author: UserId,
    pub content: &'a str,
    pub reply_to: Option<MessageId>,
    pub nonce: Option<&'a str>,
    pub verdict: &'a Verdict,
}

/// Notes a message; answers the id that stands there: that of an earlier message if it has the same nonce.
pub async fn note_filtered(
    tx: &mut Transaction,
    channel: ChannelId,
    filtered: &Filtered<'_>,
    waits: Duration,
) -> Result<HoldId> {
    let Filtered { id, author, content, reply_to, nonce, verdict } = filtered;
    let is_held = verdict.verdict == Action::Hold;
    let noted = sqlx::query_scalar!(
        "insert into filtered_message as known (id, channel_id, account_id, content, reply_to, nonce, action, normalized, matches, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, case when $7 = 'hold' then now() + make_interval(secs => $10) end)
         on conflict (channel_id, account_id, nonce) where nonce is not null do update set nonce = known.nonce returning id",
        id.0,
        channel.0,
        author.0,
        content,
        reply_to.map(|message| message.0),
        nonce.filter(|_| is_held),
        if is_held { "hold" } else { "refuse" },
        verdict.normalized,
        Json(&verdict.matches) as _,
        waits.as_secs_f64()
    );
    Ok(noted.fetch_one(tx).await?.into())
}

struct HoldRow {
    id: Uuid,
    channel_id: Uuid,
    account_id: Uuid,
    content: String,
    normalized: String,
    matches: Json<Vec<Match>>,
    created_at: OffsetDateTime,
    expires_at: Option<OffsetDateTime>,
}

/// Messages that wait in a channel, before this one, the newest first.
pub async fn holds(db: &Database, channel: ChannelId, before: Option<HoldId>, limit: i64) -> Result<Vec<Hold>> {
    let rows = sqlx::query_as!(
        HoldRow,
        r#"select id, channel_id, account_id, content, normalized, matches as "matches: _", created_at, expires_at
           from filtered_message
           where channel_id = $1 and action = 'hold' and decision is null and expires_at > now() and ($2::uuid is null or id < $2)
           order by id desc limit $3"#,
        channel.0,
        before.map(|id| id.0),
        limit
    );
    let rows = rows.fetch_all(db).await?;
    with_people(db, rows).await
}

/// Messages that the filters have refused in a channel, before this one, the newest first.
pub async fn refused(db: &Database, channel: ChannelId, before: Option<HoldId>, limit: i64) -> Result<Vec<Hold>> {
    let rows = sqlx::query_as!(
        HoldRow,
        r#"select id, channel_id, account_id, content, normalized, matches as "matches: _", created_at, expires_at
           from filtered_message
           where channel_id = $1 and action = 'refuse' and ($2::uuid is null or id < $2)
           order by id desc limit $3"#,
        channel.0,
        before.map(|id| id.0),
        limit
    );
    let rows = rows.fetch_all(db).await?;
    with_people(db, rows).await
}

async fn with_people(db: impl PgExecutor<'_>, rows: Vec<HoldRow>) -> Result<Vec<Hold>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.account_id).collect();
    let people: HashMap<UserId, User> = users(db, &ids).await?.into_iter().map(|user| (user.id, user)).collect();
    let hold = |row: HoldRow| {
        Some(Hold {
            id: row.id.into(),
            channel_id: row.channel_id.into(),
            user: people.get(&row.account_id.into())?.clone(),
            content: row.content,
            normalized: row.normalized,
            matches: row.matches.0,
            created_at: row.created_at,
            expires_at: row.expires_at,
        })
    };
    Ok(rows.into_iter().filter_map(hold).collect())
}

/// A message that is or was held, as those are told whom it concerns.
pub struct HoldNews {
    pub hold: Hold,
    pub decision: Option<Decision>,
    pub by: Option<UserId>,
    pub message: Option<MessageId>,
}

pub async fn hold_news(db: &Database, hold: HoldId) -> Result<Option<HoldNews>> {
    let row = sqlx::query!(
        r#"select id, channel_id, account_id, content, normalized, matches as "matches: Json<Vec<Match>>", created_at, expires_at,
                  decision, decided_by, message_id
           from filtered_message where id = $1 and action = 'hold'"#,
        hold.0
    );
    let Some(row) = row.fetch_optional(db).await? else { return Ok(None) };
    let decision = match row.decision.as_deref() {
        Some("approved") => Some(Decision::Approved),
        Some("denied") => Some(Decision::Denied),
        Some(_) => Some(Decision::Expired),
        None => None,
    };
    let (by, message) = (row.decided_by.map(UserId::from), row.message_id.map(MessageId::from));
    let row = HoldRow {
        id: row.id,
        channel_id: row.channel_id,
        account_id: row.account_id,
        content: row.content,
        normalized: row.normalized,
        matches: row.matches,
        created_at: row.created_at,
        expires_at: row.expires_at,
    };
    let hold = with_people(db, vec![row]).await?.pop();
    Ok(hold.map(|hold| HoldNews { hold, decision, by, message }))
}

/// What a moderator decides on.
pub struct Waiting {
    pub channel: ChannelId,
    pub author: UserId,
    pub content: String,
    pub reply_to: Option<MessageId>,
    /// Whether it still waits.
    pub is_open: bool,
}

pub async fn waiting(db: &Database, hold: HoldId) -> Result<Option<Waiting>> {
    let row = sqlx::query!(
        r#"select channel_id, account_id, content, reply_to, decision is null and expires_at > now() as "is_open!"
           from filtered_message where id = $1 and action = 'hold'"#,
        hold.0
    );
    Ok(row.fetch_optional(db).await?.map(|row| Waiting {
        channel: row.channel_id.into(),
        author: row.account_id.into(),
        content: row.content,
        reply_to: row.reply_to.map(MessageId::from),
        is_open: row.is_open,
    }))
}

/// Decides on a message; false if it was decided before, or is over. The caller has locked the channel.
pub async fn decide(
    tx: &mut Transaction,
    moderator: &Moderator,
    hold: HoldId,
    message: Option<MessageId>,
) -> Result<bool> {
    let done = sqlx::query!(
        "update filtered_message set decision = $2, decided_by = $3, decided_at = now(), message_id = $4
         where id = $1 and action = 'hold' and decision is null and expires_at > now() and channel_id = $5",
        hold.0,
        if message.is_some() { "approved" } else { "denied" },
        moderator.user().0,
        message.map(|message| message.0),
        moderator.channel().0
    );
    Ok(done.execute(tx).await?.rows_affected() == 1)
}

/// Ends the wait of messages on which no moderator has decided in time; some of them.
pub async fn expire_holds(tx: &mut Transaction) -> Result<Vec<HoldId>> {
    let expired = sqlx::query_scalar!(
        "update filtered_message set decision = 'expired', decided_at = now()
         where id in (select id from filtered_message where action = 'hold' and decision is null and expires_at <= now()
                      order by expires_at limit 500 for update skip locked)
         returning id"
    );
    Ok(expired.fetch_all(tx).await?.into_iter().map(HoldId::from).collect())
}

/// Forgets what is older than the statistics look at.
pub async fn forget_filtered(db: &Database) -> Result<()> {
    sqlx::query!("delete from filtered_message where created_at < now() - interval '90 days'").execute(db).await?;
    Ok(())
}

/// A message that was sent.
pub struct Said {
    pub id: Uuid,
    pub author: Uuid,
    pub display_name: String,
    pub content: String,
    pub created_at: OffsetDateTime,
    /// It was held, and a moderator has approved it.
    pub is_approved: bool,
}

/// What viewers said in a channel in the past hours, the newest first; neither what is deleted nor what its owner and moderators said, whom filters do not bind.
pub async fn said(db: &Database, channel: ChannelId, hours: u32, limit: i64) -> Result<Vec<Said>> {
    let rows = sqlx::query_as!(
        Said,
        r#"select message.id, account.id as author, account.display_name as "display_name!", message.content, message.created_at,
                  exists (select from filtered_message where filtered_message.message_id = message.id) as "is_approved!"
           from message join account on account.id = message.account_id
           where message.channel_id = $1 and message.deleted_at is null and message.created_at > now() - make_interval(hours => $2)
             and not message.badges && '{owner,moderator,admin}'
           order by message.seq desc limit $3"#,
        channel.0,
        i32::try_from(hours).unwrap_or(i32::MAX),
        limit
    );
    Ok(rows.fetch_all(db).await?)
}

/// What each rule has done in the past thirty days, the busiest first.
pub async fn rule_statistics(db: &Database, channel: ChannelId) -> Result<Vec<RuleStatistics>> {
    let rows = sqlx::query!(
        r#"select rule as "rule!", count(*) as "fired!", count(*) filter (where decision = 'approved') as "overturned!"
           from filtered_message
           cross join lateral (select distinct found ->> 'ruleId' as rule from jsonb_array_elements(matches) found) rules
           where channel_id = $1 and created_at > now() - interval '30 days' group by rule order by 2 desc, 1 limit 1000"#,
        channel.0
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    Ok(rows.map(|row| RuleStatistics { rule_id: row.rule, fired: row.fired, overturned: row.overturned }).collect())
}
