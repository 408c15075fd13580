//! Doing it: each action says what it did, and offers to take it back.

use super::rpc::{ban_user, delete_message, delete_user_messages, lock_down, unban_user, undo};
use crate::browser;
use crate::error::AppError;
use crate::ui::{Toasts, format, toasts};
use domain::chat::Message;
use domain::moderation::{LogEntry, Permission};
use domain::{ActionId, ChannelId, MessageId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How long a timeout takes that a single click starts, in seconds.
pub const USUAL_TIMEOUT: u32 = 600;

/// What to say once it is done, and the action to take back.
pub type Outcome = Result<(String, Option<ActionId>), AppError>;

/// Bans a person, or times them out for some seconds; `name` is what the answer calls them.
pub async fn ban(
    channel: ChannelId,
    username: String,
    name: String,
    seconds: Option<u32>,
    reason: Option<String>,
) -> Outcome {
    let action = ban_user(channel, username, seconds, reason).await?;
    let words = match seconds {
        Some(seconds) => {
            let span = format::wait(time::Duration::seconds(seconds.into()));
            format!("{name} is timed out for {span}.")
        }
        None => format!("{name} is banned."),
    };
    Ok((words, Some(action)))
}

/// Lifts the ban or the timeout of a person.
pub async fn unban(channel: ChannelId, username: String, name: String) -> Outcome {
    let action = unban_user(channel, username).await?;
    Ok((format!("{name} may write again."), Some(action)))
}

/// Locks the chat down, or lifts that, which cannot be taken back.
pub async fn lock(channel: ChannelId, on: bool) -> Outcome {
    let action = lock_down(channel, on).await?;
    Ok((if on { "The chat is locked." } else { "The lockdown is over." }.to_owned(), action))
}

/// Deletes a message.
pub async fn delete(message: MessageId) -> Outcome {
    Ok(("The message is deleted.".to_owned(), delete_message(message).await?))
}

/// Deletes all that a person has written in a channel.
pub async fn delete_all(channel: ChannelId, username: String, name: String) -> Outcome {
    Ok(match delete_user_messages(channel, username).await? {
        None => (format!("{name} has no messages to delete."), None),
        action => (format!("All messages from {name} are deleted."), action),
    })
}

/// Whether moderators can do nothing to the author of a message: the owner, moderators and staff, as the badges tell.
pub fn is_untouchable(message: &Message) -> bool {
    message.badges.iter().any(|badge| matches!(badge.as_str(), "owner" | "moderator" | "admin"))
}

/// Whether those who may do this may take an action of the log back: it takes the permission for what is taken back.
pub fn may_take_back(entry: &LogEntry, may: &[Permission]) -> bool {
    let may = |permission: Permission| may.contains(&permission);
    let is_allowed = match entry.action.as_str() {
        "ban" | "unban" => may(Permission::Ban),
        // Those who ban also end timeouts, but what came with one that is over is given back by those who time out.
        "timeout" => {
            let end = entry.created_at + time::Duration::seconds(entry.seconds.unwrap_or_default().into());
            may(Permission::Timeout) || may(Permission::Ban) && end > browser::now()
        }
        "end_timeout" => may(Permission::Timeout) || may(Permission::Ban),
        "delete_message" | "delete_user_messages" => may(Permission::Delete),
        "change_modes" | "lock_down" | "start_raid_guard" | "guard_raid" => may(Permission::Modes),
        "change_filters" => may(Permission::Filters),
        // The server knows better what a newer one needs.
        _ => true,
    };
    entry.is_undoable && entry.undone_at.is_none() && is_allowed
}

/// Does it, and says what was done or why it was not.
pub fn run(action: impl Future<Output = Outcome> + 'static) {
    let toasts = toasts();
    spawn_local(async move {
        match action.await {
            Ok((words, action)) => say(toasts, words, action),
            Err(error) => toasts.fail(&error),
        }
    });
}

/// Says what was done, with a way to take it back.
pub fn say(toasts: Toasts, words: String, action: Option<ActionId>) {
    match action {
        Some(action) => toasts.offer_undo(words, Callback::new(move |()| take_back(toasts, action))),
        None => toasts.say(words),
    }
}

fn take_back(toasts: Toasts, action: ActionId) {
    spawn_local(async move {
        match undo(action).await {
            Ok(_) => toasts.say("Undone."),
            Err(error) => toasts.fail(&error),
        }
    });
}
