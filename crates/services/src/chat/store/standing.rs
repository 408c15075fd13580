//! What accounts are in a channel, and what the modes ask of those who write there.

use super::filters::ModeColumns;
use crate::Result;
use crate::chat::modes::Writer;
use crate::database::{Database, Transaction};
use crate::moderation::store::permissions as known_permissions;
use domain::chat::Modes;
use domain::moderation::{Appeal, Permission, RaidSuspicion};
use domain::{BanId, ChannelId, UserId};
use sqlx::types::Json;
use std::collections::HashMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// What an account is in a channel.
pub struct Standing {
    pub is_owner: bool,
    /// What they may do as a moderator; none if they are none.
    pub permissions: Option<Vec<Permission>>,
    pub is_staff: bool,
    pub ban: Option<BanInForce>,
    /// By the channel's owner.
    pub is_blocked: bool,
    pub modes: Modes,
    /// Why the chat looks as if it was raided.
    pub raid: Option<RaidSuspicion>,
    pub writer: Writer,
}

/// A ban in force.
pub struct BanInForce {
    pub id: BanId,
    pub until: Option<OffsetDateTime>,
    pub reason: Option<String>,
    /// What the user says against it. It does not say who has answered.
    pub appeal: Option<Appeal>,
}

/// None if the channel or the account is gone.
pub async fn standing(db: &Database, channel: ChannelId, account: UserId) -> Result<Option<Standing>> {
    let row = sqlx::query!(
        r#"select channel.owner_id = account.id as "is_owner!", account.is_admin, account.email_verified, account.created_at,
                  (select permissions from moderator where moderator.channel_id = channel.id and moderator.account_id = account.id),
                  locked_down_at is not null as "is_locked_down!",
                  exists (select from block where block.account_id = channel.owner_id and blocked_id = account.id) as "is_blocked!",
                  ban.id as "ban_id?", ban.expires_at as "ban_until?", ban.reason as "ban_reason?", appeal.content as "appeal?",
                  appeal.created_at as "appealed_at?", appeal.decision, appeal.answer, appeal.answered_at,
                  case when raid_suspected_at > now() - interval '10 minutes' then raid_suspicion end as "raid?: Json<RaidSuspicion>",
                  case when raid_guard_until > now() then raid_guard_since end as "raid_guard_since?",
                  case when raid_guard_until > now() then raid_guard_until end as "raid_guard_until?",
                  channel_follow.created_at as "followed_at?",
                  (select message.created_at from message where message.account_id = account.id and message.channel_id = channel.id
                   order by seq desc limit 1) as "wrote_at?",
                  slow_seconds as "slow_seconds?", followers_only_minutes as "followers_only_minutes?", emote_only as "emote_only?",
                  unique_messages as "unique_messages?", filter.verified_email as "verified_email?", account_age_seconds as "account_age_seconds?"
           from channel
           join account on account.id = $2
           left join ban on ban.channel_id = channel.id and ban.account_id = account.id and (ban.expires_at is null or ban.expires_at > now())
           left join appeal on appeal.ban_id = ban.id
           left join channel_follow on channel_follow.channel_id = channel.id and channel_follow.account_id = account.id
           left join filter on filter.channel_id = channel.id
           where channel.id = $1"#,
        channel.0,
        account.0
    );
    Ok(row.fetch_optional(db).await?.map(|row| Standing {
        is_owner: row.is_owner,
        permissions: row.permissions.map(|names| known_permissions(&names)),
        is_staff: row.is_admin,
        ban: row.ban_id.map(|id| BanInForce {
            id: id.into(),
            until: row.ban_until,
            reason: row.ban_reason,
            appeal: row.appeal.zip(row.appealed_at).map(|(text, created_at)| Appeal {
                text,
                created_at,
                decision: row.decision.and_then(|decision| decision.parse().ok()),
                answer: row.answer,
                answered_by: None,
                answered_at: row.answered_at,
            }),
        }),
        is_blocked: row.is_blocked,
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
        raid: row.raid.map(|raid| raid.0),
        writer: Writer {
            has_verified_email: row.email_verified,
            registered_at: row.created_at,
            followed_at: row.followed_at,
            wrote_at: row.wrote_at,
            recent: Vec::new(),
        },
    }))
}

/// Whether an account owns the channel, or administrates the platform.
pub async fn is_above_moderators(db: &Database, channel: ChannelId, account: UserId) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from channel where id = $1 and owner_id = $2)
               or exists (select from account where id = $2 and is_admin) as "found!""#,
        channel.0,
        account.0
    );
    Ok(found.fetch_one(db).await?)
}

/// What a moderator may do in a channel; none if the account is no moderator there.
pub async fn permissions(db: &Database, channel: ChannelId, account: UserId) -> Result<Option<Vec<Permission>>> {
    let permissions = sqlx::query_scalar!(
        "select permissions from moderator where channel_id = $1 and account_id = $2",
        channel.0,
        account.0
    );
    Ok(permissions.fetch_optional(db).await?.map(|names| known_permissions(&names)))
}

/// What the modes ask of these writers. The last messages of each are read only where `with_recent`: repetitions are looked for in them.
pub async fn writers(
    tx: &mut Transaction,
    channel: ChannelId,
    writers: &[Uuid],
    with_recent: bool,
) -> Result<HashMap<Uuid, Writer>> {
    let rows = sqlx::query!(
        r#"select account.id, email_verified, account.created_at, channel_follow.created_at as "followed_at?",
                  (select message.created_at from message where message.account_id = account.id and message.channel_id = $1
                   order by seq desc limit 1) as "wrote_at?"
           from account
           left join channel_follow on channel_follow.channel_id = $1 and channel_follow.account_id = account.id
           where account.id = any ($2)"#,
        channel.0,
        writers
    );
    let rows = rows.fetch_all(&mut *tx).await?.into_iter().map(|row| {
        let writer = Writer {
            has_verified_email: row.email_verified,
            registered_at: row.created_at,
            followed_at: row.followed_at,
            wrote_at: row.wrote_at,
            recent: Vec::new(),
        };
        (row.id, writer)
    });
    let mut found: HashMap<Uuid, Writer> = rows.collect();
    if with_recent {
        let recent = sqlx::query!(
            r#"select writer.id as "id!", recent.content, recent.created_at
               from (select distinct unnest($2::uuid[])) as writer (id)
               cross join lateral (select content, created_at from message
                                   where message.channel_id = $1 and message.account_id = writer.id and created_at > now() - interval '1 hour'
                                   order by seq desc limit 10) recent"#,
            channel.0,
            writers
        );
        for row in recent.fetch_all(tx).await? {
            if let Some(writer) = found.get_mut(&row.id) {
                writer.note_text(row.content, row.created_at);
            }
        }
    }
    Ok(found)
}
