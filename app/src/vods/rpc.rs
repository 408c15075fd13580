//! Server functions of VODs; each bears the name of its use case.

use crate::error::AppError;
use domain::Visibility;
use domain::vods::{Vod, VodPage};
use domain::{ChannelId, Page, StreamId};
use leptos::prelude::*;

/// A channel's VODs, newest first, by the channel's id or slug: all of them for its owner, the public ones for everybody else.
#[server]
pub async fn of_channel(channel: String, cursor: Option<String>, limit: Option<u32>) -> Result<Page<Vod>, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::vods::of_channel(&svc, &current_user, &channel.parse()?, cursor.as_deref(), limit).await?)
}

/// A VOD and its channel.
#[server]
pub async fn find(stream: StreamId) -> Result<VodPage, AppError> {
    Ok(services::vods::find(&crate::ssr::services(), &crate::ssr::current_user(), stream).await?)
}

/// Changes title and visibility. Owner only.
#[server]
pub async fn change(stream: StreamId, title: String, visibility: Visibility) -> Result<Vod, AppError> {
    let change = domain::vods::VodChange { title: Some(title), visibility: Some(visibility), ..Default::default() };
    Ok(services::vods::change(&crate::ssr::services(), &crate::ssr::current_user(), stream, change).await?)
}

/// Deletes what is kept of a stream. Owner only.
#[server]
pub async fn delete(stream: StreamId) -> Result<(), AppError> {
    Ok(services::vods::delete(&crate::ssr::services(), &crate::ssr::current_user(), stream).await?)
}

/// Bytes that a channel's VODs take in storage. Owner only.
#[server]
pub async fn used(channel: ChannelId) -> Result<i64, AppError> {
    Ok(services::vods::used(&crate::ssr::services(), &crate::ssr::current_user(), &channel.into()).await?)
}
