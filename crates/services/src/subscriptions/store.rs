//! The table `subscription`.

use crate::Result;
use crate::database::Database;
use domain::subscriptions::{Subscription, SubscriptionStatus, SubscriptionTier};
use domain::{SubscriptionId, UserId};

/// The database's enum `subscription_tier`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "subscription_tier", rename_all = "UPPERCASE")]
enum StoredTier {
    Basic,
    Premium,
    Vip,
}

impl From<StoredTier> for SubscriptionTier {
    fn from(stored: StoredTier) -> Self {
        match stored {
            StoredTier::Basic => Self::Basic,
            StoredTier::Premium => Self::Premium,
            StoredTier::Vip => Self::Vip,
        }
    }
}

/// The database's enum `subscription_status`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "subscription_status", rename_all = "UPPERCASE")]
enum StoredStatus {
    Active,
    Cancelled,
    Expired,
}

impl From<StoredStatus> for SubscriptionStatus {
    fn from(stored: StoredStatus) -> Self {
        match stored {
            StoredStatus::Active => Self::Active,
            StoredStatus::Cancelled => Self::Cancelled,
            StoredStatus::Expired => Self::Expired,
        }
    }
}

/// An account's subscriptions, the newest first.
pub async fn of_account(
    db: &Database,
    account: UserId,
    before: Option<SubscriptionId>,
    limit: i64,
) -> Result<Vec<Subscription>> {
    let rows = sqlx::query_as!(
        Subscription,
        r#"select id, channel_id, tier as "tier: StoredTier", status as "status: StoredStatus", started_at as start_date,
                  renews_at as renewal_date
           from subscription where account_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3"#,
        account.0,
        before.map(|id| id.0),
        limit
    );
    Ok(rows.fetch_all(db).await?)
}
