//! Follows: the channels and people that a user wants to hear of.

use crate::{ChannelId, FollowId, UserId, accounts::User};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;

/// A user follows another user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Follow {
    /// The follow's id.
    pub id: FollowId,
    /// The user who follows.
    pub follower_id: UserId,
    /// The user who is followed.
    pub followee_id: UserId,
    /// Since when.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

/// A user follows a channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChannelFollow {
    /// The follow's id.
    pub id: FollowId,
    /// The user who follows.
    pub user_id: UserId,
    /// The channel that is followed.
    pub channel_id: ChannelId,
    /// Since when.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

/// A follower as the channel's owner sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChannelFollower {
    /// The user who follows.
    #[serde(flatten)]
    pub user: User,
    /// Since when they follow.
    #[serde(with = "time::serde::rfc3339")]
    pub followed_at: OffsetDateTime,
}
