//! Server functions of emotes; each bears the name of its use case. Adding one is an upload, which has a route of its own.

use crate::error::AppError;
use domain::emotes::Emote;
use domain::{ChannelId, EmoteId, Page};
use leptos::prelude::*;

/// The emotes of a channel's own, the oldest first.
#[server]
pub async fn emotes(channel: ChannelId) -> Result<Page<Emote>, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::emotes::emotes(&svc, &current_user, &channel.into()).await?)
}

/// Deletes an emote. Owner only.
#[server]
pub async fn delete_emote(channel: ChannelId, emote: EmoteId) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::emotes::delete_emote(&svc, &current_user, &channel.into(), emote).await?)
}
