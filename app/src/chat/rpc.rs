//! Server functions of chat; each bears the name of its use case.

use crate::error::AppError;
use domain::ChannelId;
use domain::chat::Message;
use leptos::prelude::*;

/// Says something in a channel's room. The socket does the same faster; this is the way without JavaScript.
#[server]
pub async fn post_message(channel: ChannelId, content: String) -> Result<Message, AppError> {
    Ok(services::chat::post_message(&crate::ssr::services(), &crate::ssr::current_user(), channel, &content).await?)
}

/// The room's last messages, oldest first.
#[server]
pub async fn recent_messages(channel: ChannelId) -> Result<Vec<Message>, AppError> {
    Ok(services::chat::recent_messages(&crate::ssr::services(), &crate::ssr::current_user(), channel).await?)
}
