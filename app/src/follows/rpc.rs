//! Server functions of follows; each bears the name of its use case.

use crate::error::AppError;
use domain::channels::Channel;
use domain::follows::{ChannelFollow, ChannelFollower, Follow};
use domain::{ChannelId, Page, UserId};
use leptos::prelude::*;

/// Follows a channel.
#[server]
pub async fn follow_channel(channel: ChannelId) -> Result<ChannelFollow, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::follows::follow_channel(&svc, &current_user, &channel.into()).await?.into_follow())
}

/// No longer follows a channel.
#[server]
pub async fn unfollow_channel(channel: ChannelId) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::follows::unfollow_channel(&svc, &current_user, &channel.into()).await?)
}

/// Follows another user.
#[server]
pub async fn follow_user(user: UserId) -> Result<Follow, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::follows::follow_user(&svc, &current_user, &user.into()).await?.into_follow())
}

/// No longer follows another user.
#[server]
pub async fn unfollow_user(user: UserId) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::follows::unfollow_user(&svc, &current_user, &user.into()).await?)
}

/// Whether the signed-in user follows a channel, by the channel's id or slug.
#[server]
pub async fn is_following(channel: String) -> Result<bool, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::follows::is_following(&svc, &current_user, &channel.parse()?).await?)
}

/// The channels that the signed-in user follows, those that are live first.
#[server]
pub async fn followed_channels(cursor: Option<String>, limit: Option<u32>) -> Result<Page<Channel>, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::follows::followed_channels(&svc, &current_user, cursor.as_deref(), limit).await?)
}

/// The followers of a channel, the newest first. Owner only.
#[server]
pub async fn followers(
    channel: ChannelId,
    cursor: Option<String>,
    limit: Option<u32>,
) -> Result<Page<ChannelFollower>, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::follows::followers(&svc, &current_user, &channel.into(), cursor.as_deref(), limit).await?)
}
