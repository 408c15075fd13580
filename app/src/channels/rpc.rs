//! Server functions of channels; each bears the name of its use case.

use crate::error::AppError;
use domain::ChannelId;
use domain::Visibility;
use domain::channels::Channel;
use leptos::prelude::*;

/// Makes a channel for the signed-in user.
#[server]
pub async fn create_channel(name: String, slug: String, language: Option<String>) -> Result<Channel, AppError> {
    let svc = crate::ssr::services();
    let wanted = domain::channels::NewChannel { name, slug, language, ..Default::default() };
    let channel = services::channels::create_channel(&svc, &crate::ssr::current_user(), wanted).await?;
    leptos_axum::redirect("/dashboard");
    Ok(channel)
}

/// Changes what a channel keeps of its streams; 0 days keep it for ever. Owner only.
#[server]
pub async fn change_channel(
    channel: ChannelId,
    archive: bool,
    vod_visibility: Visibility,
    retention_days: i32,
) -> Result<Channel, AppError> {
    let change = domain::channels::ChannelChange {
        archive: Some(archive),
        vod_visibility: Some(vod_visibility),
        retention_days: Some((retention_days != 0).then_some(retention_days)),
        ..Default::default()
    };
    Ok(services::channels::change_channel(
        &crate::ssr::services(),
        &crate::ssr::current_user(),
        &channel.into(),
        change,
    )
    .await?)
}

/// The channels of the signed-in user, oldest first.
#[server]
pub async fn my_channels() -> Result<Vec<Channel>, AppError> {
    Ok(services::channels::my_channels(&crate::ssr::services(), &crate::ssr::current_user()).await?)
}

/// A channel by its slug.
#[server]
pub async fn get_channel(slug: String) -> Result<Channel, AppError> {
    Ok(services::channels::get_channel(&crate::ssr::services(), &crate::ssr::current_user(), &slug.parse()?).await?)
}

/// Public channels that are live, most watched first.
#[server]
pub async fn live_channels() -> Result<Vec<Channel>, AppError> {
    Ok(services::channels::live_channels(&crate::ssr::services()).await?)
}

/// Ingest address and stream key. Owner only.
#[server]
pub async fn stream_key(channel: ChannelId) -> Result<domain::channels::StreamKey, AppError> {
    let (svc, current_user, request_host) =
        (crate::ssr::services(), crate::ssr::current_user(), crate::ssr::request_host());
    Ok(services::channels::stream_key(&svc, &current_user, &channel.into(), &request_host).await?)
}

/// A new stream key; the old one stops working at once. Owner only.
#[server]
pub async fn rotate_stream_key(channel: ChannelId) -> Result<domain::channels::StreamKey, AppError> {
    let (svc, current_user, request_host) =
        (crate::ssr::services(), crate::ssr::current_user(), crate::ssr::request_host());
    Ok(services::channels::rotate_stream_key(&svc, &current_user, &channel.into(), &request_host).await?)
}
