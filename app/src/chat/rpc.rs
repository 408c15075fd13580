//! Server functions of chat; each bears the name of its use case.

use crate::error::AppError;
use domain::chat::{FiltersChange, Message, ModesChange};
use domain::emotes::Emote;
use domain::moderation::Held;
use domain::{BanId, ChannelId, MessageId, Page};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Says something in a channel's room; why it waits for a moderator, if it does. The socket does the same faster; this is the way without
/// JavaScript.
#[server]
pub async fn post_message(channel: ChannelId, content: String) -> Result<Option<Held>, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    match services::chat::post_message(&svc, &current_user, channel, &content).await? {
        services::chat::Posted::Stored(_) => Ok(None),
        services::chat::Posted::Held(held) => Ok(Some(held)),
    }
}

/// What a chat begins with.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct RecentChat {
    /// The last messages, oldest first.
    pub messages: Vec<Message>,
    /// The emotes of the channel's own.
    pub emotes: Vec<Emote>,
}

/// The room's last messages, and the emotes that they may have.
#[server]
pub async fn recent_messages(channel: ChannelId) -> Result<RecentChat, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let messages = services::chat::recent_messages(&svc, &current_user, channel).await?;
    let emotes = services::emotes::emotes(&svc, &current_user, &channel.into()).await?.items;
    Ok(RecentChat { messages, emotes })
}

/// A page of the room's messages, newest first; `before` is where the last page ended.
#[server]
pub async fn channel_messages(
    channel: ChannelId,
    before: Option<String>,
    limit: Option<i64>,
) -> Result<Page<Message>, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::chat::channel_messages(&svc, &current_user, &channel.into(), before.as_deref(), limit).await?)
}

/// A chat mode that a command switches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChatMode {
    /// Its value is in seconds.
    Slow,
    /// Its value is in minutes.
    Followers,
    EmoteOnly,
    Unique,
    VerifiedEmail,
    /// Its value is in minutes.
    AccountAge,
}

impl ChatMode {
    /// The change that sets the mode to a value; without one the mode is off.
    pub fn change(self, value: Option<u32>) -> FiltersChange {
        let modes = match self {
            Self::Slow => ModesChange { slow_seconds: Some(value.unwrap_or_default()), ..Default::default() },
            Self::Followers => ModesChange { followers_only: Some(value), ..Default::default() },
            Self::EmoteOnly => ModesChange { emote_only: Some(value.is_some()), ..Default::default() },
            Self::Unique => ModesChange { unique_messages: Some(value.is_some()), ..Default::default() },
            Self::VerifiedEmail => ModesChange { verified_email: Some(value.is_some()), ..Default::default() },
            Self::AccountAge => {
                let seconds = value.unwrap_or_default().saturating_mul(60);
                ModesChange { account_age_seconds: Some(seconds), ..Default::default() }
            }
        };
        FiltersChange { modes: Some(modes), ..Default::default() }
    }
}

/// Changes a chat mode. For the channel's owner and moderators.
#[server]
pub async fn change_filters(channel: ChannelId, mode: ChatMode, value: Option<u32>) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::chat::change_filters(&svc, &current_user, &channel.into(), mode.change(value)).await.map(drop)?)
}

/// Appeals against a ban of the current user, once.
#[server]
pub async fn appeal(ban: BanId, text: String) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    services::moderation::appeal(&svc, &current_user, ban, &text).await?;
    Ok(())
}

/// Posts an announcement. For the channel's owner and moderators.
#[server]
pub async fn announce(channel: ChannelId, content: String) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::chat::announce(&svc, &current_user, &channel.into(), &content).await.map(drop)?)
}

/// Pins a message, or takes the pinned one down. For the channel's owner and moderators.
#[server]
pub async fn pin_message(channel: ChannelId, message: Option<MessageId>) -> Result<(), AppError> {
    let (svc, current_user, channel) = (crate::ssr::services(), crate::ssr::current_user(), channel.into());
    match message {
        Some(message) => services::chat::pin_message(&svc, &current_user, &channel, message).await.map(drop)?,
        None => services::chat::unpin_message(&svc, &current_user, &channel).await?,
    }
    Ok(())
}
