//! Subscriptions: accounts that support a channel. Payments come later; until then nothing makes a subscription.

use crate::{ChannelId, SubscriptionId, value};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;

value::words! {
    /// What a subscription includes.
    SubscriptionTier, "A tier is one of BASIC, PREMIUM and VIP.",
    /// The lowest.
    Basic = "BASIC",
    /// The one in the middle.
    Premium = "PREMIUM",
    /// The highest.
    Vip = "VIP",
}

value::words! {
    /// A subscription's status.
    SubscriptionStatus, "A status is one of ACTIVE, CANCELLED and EXPIRED.",
    /// It is renewed at its renewal date.
    Active = "ACTIVE",
    /// It counts until its renewal date and is not renewed.
    Cancelled = "CANCELLED",
    /// It is over.
    Expired = "EXPIRED",
}

/// A subscription as its own account sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Subscription {
    /// The subscription's id.
    pub id: SubscriptionId,
    /// The channel that is supported.
    pub channel_id: ChannelId,
    /// What it includes.
    pub tier: SubscriptionTier,
    /// Its status.
    pub status: SubscriptionStatus,
    /// When it began.
    #[serde(with = "time::serde::rfc3339")]
    pub start_date: OffsetDateTime,
    /// When it is renewed, or ends if it was cancelled; none if it has no end.
    #[serde(with = "time::serde::rfc3339::option")]
    pub renewal_date: Option<OffsetDateTime>,
}
