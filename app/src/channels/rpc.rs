//! Server functions of channels; each bears the name of its use case.

use crate::error::AppError;
use domain::channels::{Channel, ChannelVisibility};
use domain::{ChannelId, Visibility};
use leptos::prelude::*;

/// The page of the settings that says what was done.
#[cfg(feature = "ssr")]
fn done_page(channel: &Channel, done: &str) -> String {
    format!("/dashboard/channel?channel={}&done={done}", channel.slug)
}

/// Changes a channel from a form that says what it was made of.
#[cfg(feature = "ssr")]
async fn save(
    channel: ChannelId,
    change: domain::channels::ChannelChange,
    seen: Option<domain::channels::SeenChannel>,
) -> Result<Channel, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let changed =
        services::channels::change_channel_as_seen(&svc, &current_user, &channel.into(), change, seen).await?;
    crate::ssr::go_on_without_script(&done_page(&changed, "saved"));
    Ok(changed)
}

/// Makes a channel for the signed-in user, and goes on to its stream manager.
#[server]
pub async fn create_channel(name: String, slug: String, language: Option<String>) -> Result<Channel, AppError> {
    let svc = crate::ssr::services();
    let wanted = domain::channels::NewChannel { name, slug, language, ..Default::default() };
    let channel = services::channels::create_channel(&svc, &crate::ssr::current_user(), wanted).await?;
    crate::ssr::remember(crate::pages::dashboard::nav::CHOSEN, &channel.id.to_string());
    leptos_axum::redirect("/dashboard");
    Ok(channel)
}

/// Changes what viewers read of a channel. The category may be typed in words, and the tags stand in one line. `seen` is the fingerprint of what
/// the form was made of. Owner only.
#[server]
pub async fn change_channel_profile(
    channel: ChannelId,
    name: String,
    description: String,
    category: String,
    tags: String,
    language: String,
    seen: Option<String>,
) -> Result<Channel, AppError> {
    let change = domain::channels::ChannelChange {
        name: Some(name),
        description: Some(description),
        category: Some(domain::channels::Category::slug_of_words(&category)),
        tags: Some(domain::channels::split_tags(&tags)),
        language: Some(language),
        ..Default::default()
    };
    save(channel, change, seen.map(domain::channels::SeenChannel::Profile)).await
}

/// Changes how a channel works; 0 days keep its recordings for ever. `seen` is the fingerprint of what the form was made of. Owner only.
#[server]
pub async fn change_channel_settings(
    channel: ChannelId,
    visibility: ChannelVisibility,
    auto_start: bool,
    archive: bool,
    vod_visibility: Visibility,
    vod_downloads: bool,
    retention_days: i32,
    seen: Option<String>,
) -> Result<Channel, AppError> {
    let change = domain::channels::ChannelChange {
        visibility: Some(visibility),
        auto_start: Some(auto_start),
        archive: Some(archive),
        vod_visibility: Some(vod_visibility),
        vod_downloads: Some(vod_downloads),
        retention_days: Some((retention_days != 0).then_some(retention_days)),
        ..Default::default()
    };
    save(channel, change, seen.map(domain::channels::SeenChannel::Settings)).await
}

/// Gives a channel another address; the old one still leads to it. Owner only.
#[server]
pub async fn change_channel_slug(channel: ChannelId, slug: String) -> Result<Channel, AppError> {
    let change = domain::channels::ChannelChange { slug: Some(slug), ..Default::default() };
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let changed = services::channels::change_channel(&svc, &current_user, &channel.into(), change).await?;
    crate::ssr::go_on_without_script(&done_page(&changed, "address"));
    Ok(changed)
}

/// Deletes a channel; `confirmation` is its name. Owner only.
#[server]
pub async fn delete_channel(channel: ChannelId, confirmation: String) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let found = services::channels::get_channel(&svc, &current_user, &channel.into()).await?;
    if found.role == Some(domain::channels::Role::Owner) && confirmation.trim() != found.name {
        let sentence = format!("To confirm that you mean this channel, type {}.", found.name);
        return Err(domain::Problem::field(domain::Code::ValidationFailed, "confirmation", sentence).into());
    }
    services::channels::delete_channel(&svc, &current_user, &channel.into()).await?;
    leptos_axum::redirect("/dashboard?done=channel-deleted");
    Ok(())
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

/// What administrators have done to a channel, and why. Owner only.
#[server]
pub async fn staff_notice(channel: ChannelId) -> Result<domain::channels::StaffNotice, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::channels::staff_notice(&svc, &current_user, &channel.into()).await?)
}
