//! Server functions of streams; each bears the name of its use case.

use crate::error::AppError;
use domain::streams::Stream;
use domain::{ChannelId, StreamId};
use leptos::prelude::*;

/// Everything the stream manager shows. Owner only.
#[server]
pub async fn studio(channel: ChannelId) -> Result<domain::studio::Studio, AppError> {
    Ok(services::streams::studio(&crate::ssr::services(), &crate::ssr::current_user(), &channel.into()).await?)
}

/// The health of a stream's ingest. Owner only.
#[server]
pub async fn health(stream: StreamId) -> Result<domain::health::Health, AppError> {
    Ok(services::streams::health(&crate::ssr::services(), &crate::ssr::current_user(), stream).await?)
}

/// Puts the connected encoder's picture on air. Owner only.
#[server]
pub async fn go_live(channel: ChannelId) -> Result<Stream, AppError> {
    Ok(services::streams::go_live(&crate::ssr::services(), &crate::ssr::current_user(), &channel.into()).await?)
}

/// Ends a stream. Owner only.
#[server]
pub async fn end_stream(stream: StreamId) -> Result<Stream, AppError> {
    Ok(services::streams::end_stream(&crate::ssr::services(), &crate::ssr::current_user(), stream).await?)
}

/// Changes title and description of the open session (made if there is none). Owner only.
#[server]
pub async fn change_stream(channel: ChannelId, title: String, description: String) -> Result<Stream, AppError> {
    let change =
        domain::streams::StreamChange { title: Some(title), description: Some(description), ..Default::default() };
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let changed = services::streams::change_open_stream(&svc, &current_user, &channel.into(), change).await?;
    crate::ssr::go_on_without_script(&format!("/dashboard?channel={channel}&done=stream-saved"));
    Ok(changed)
}
