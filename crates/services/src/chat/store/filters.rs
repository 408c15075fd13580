//! The table `filter`: chat modes and rules for texts of a channel. No row means the defaults.

use crate::Result;
use crate::database::Transaction;
use domain::ChannelId;
use domain::chat::{Filters, Modes};
use domain::moderation::Rules;
use sqlx::PgExecutor;
use sqlx::types::Json;
use std::collections::BTreeMap;
use time::OffsetDateTime;

/// The modes as the columns have them; none where there is no row.
pub(super) struct ModeColumns {
    pub slow_seconds: Option<i32>,
    pub followers_only_minutes: Option<i32>,
    pub emote_only: Option<bool>,
    pub unique_messages: Option<bool>,
    pub verified_email: Option<bool>,
    pub account_age_seconds: Option<i32>,
    pub lockdown: bool,
    /// Both, if it is not over.
    pub raid_guard_since: Option<OffsetDateTime>,
    pub raid_guard_until: Option<OffsetDateTime>,
}

impl From<ModeColumns> for Modes {
    fn from(columns: ModeColumns) -> Self {
        // The columns' constraints allow no negative numbers.
        let number = |column: Option<i32>| column.and_then(|number| u32::try_from(number).ok());
        Self {
            slow_seconds: number(columns.slow_seconds).unwrap_or_default(),
            followers_only: number(columns.followers_only_minutes),
            emote_only: columns.emote_only.unwrap_or_default(),
            unique_messages: columns.unique_messages.unwrap_or_default(),
            verified_email: columns.verified_email.unwrap_or_default(),
            account_age_seconds: number(columns.account_age_seconds).unwrap_or_default(),
            lockdown: columns.lockdown,
            raid_guard_since: columns.raid_guard_since,
            raid_guard_until: columns.raid_guard_until,
        }
    }
}

/// For each rule, the version of the filters in which it was changed last, and a fingerprint of what it was then.
pub type RuleVersions = BTreeMap<String, (i32, String)>;

/// The filters of a channel as they are stored.
#[derive(Clone, Debug)]
pub struct StoredFilters {
    pub filters: Filters,
    pub rule_versions: RuleVersions,
}

pub async fn filters(db: impl PgExecutor<'_>, channel: ChannelId) -> Result<StoredFilters> {
    let row = sqlx::query!(
        r#"select slow_seconds, followers_only_minutes, emote_only, unique_messages, verified_email, account_age_seconds, version,
                  locked_down_at is not null as "is_locked_down!",
                  case when raid_guard_until > now() then raid_guard_since end as raid_guard_since,
                  case when raid_guard_until > now() then raid_guard_until end as raid_guard_until, rules as "rules: Json<Rules>",
                  rule_versions as "rule_versions: Json<RuleVersions>"
           from filter where channel_id = $1"#,
        channel.0
    );
    let Some(row) = row.fetch_optional(db).await? else {
        let filters = Filters { rules: Rules::default(), modes: Modes::default(), version: 0 };
        return Ok(StoredFilters { filters, rule_versions: RuleVersions::new() });
    };
    let columns = ModeColumns {
        slow_seconds: Some(row.slow_seconds),
        followers_only_minutes: row.followers_only_minutes,
        emote_only: Some(row.emote_only),
        unique_messages: Some(row.unique_messages),
        verified_email: Some(row.verified_email),
        account_age_seconds: Some(row.account_age_seconds),
        lockdown: row.is_locked_down,
        raid_guard_since: row.raid_guard_since,
        raid_guard_until: row.raid_guard_until,
    };
    let filters = Filters { rules: row.rules.0, modes: columns.into(), version: row.version };
    Ok(StoredFilters { filters, rule_versions: row.rule_versions.0 })
}

/// The same, locked until the transaction ends; the row is made if there is none. None if the channel was deleted.
pub async fn lock_filters(tx: &mut Transaction, channel: ChannelId) -> Result<Option<StoredFilters>> {
    sqlx::query!(
        "insert into filter (channel_id) select id from channel where id = $1 on conflict (channel_id) do nothing",
        channel.0
    )
    .execute(&mut *tx)
    .await?;
    let locked = sqlx::query_scalar!("select version from filter where channel_id = $1 for update", channel.0);
    match locked.fetch_optional(&mut *tx).await? {
        Some(_) => filters(tx, channel).await.map(Some),
        None => Ok(None),
    }
}

/// Stores the filters of a channel whose row exists, but for the lockdown and the raid guard.
pub async fn update_filters(tx: &mut Transaction, channel: ChannelId, stored: &StoredFilters) -> Result<()> {
    let Filters { rules, modes, version } = &stored.filters;
    // The constraints refuse what does not fit, long before it reaches the edge of the type.
    let number = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    sqlx::query!(
        "update filter set slow_seconds = $2, followers_only_minutes = $3, emote_only = $4, unique_messages = $5, verified_email = $6,
                           account_age_seconds = $7, version = $8, rules = $9, rule_versions = $10, updated_at = now()
         where channel_id = $1",
        channel.0,
        number(modes.slow_seconds),
        modes.followers_only.map(number),
        modes.emote_only,
        modes.unique_messages,
        modes.verified_email,
        number(modes.account_age_seconds),
        version,
        Json(rules) as _,
        Json(&stored.rule_versions) as _
    )
    .execute(tx)
    .await?;
    Ok(())
}
