//! Doing it: each action says what it did, and offers to take it back.

use super::rpc::{ban_user, delete_message, delete_user_messages, undo};
use crate::error::AppError;
use crate::ui::{Toasts, format, toasts};
use domain::{ActionId, ChannelId, MessageId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;

/// How long a timeout takes that a single click starts, in seconds.
pub const USUAL_TIMEOUT: u32 = 600;

/// What to say once it is done, and what to take back.
type Outcome = Result<(String, Option<ActionId>), AppError>;

/// Bans a person, or times them out for some seconds; `done` is run afterwards.
pub fn ban(channel: ChannelId, username: String, name: String, seconds: Option<u32>, done: Callback<()>) {
    act(Box::pin(async move {
        let action = ban_user(channel, username, seconds, None).await?;
        done.run(());
        Ok((banned(&name, seconds), Some(action)))
    }));
}

/// What was done to a person.
pub fn banned(name: &str, seconds: Option<u32>) -> String {
    match seconds {
        Some(seconds) => {
            let span = format::wait(time::Duration::seconds(seconds.into()));
            format!("{name} is timed out for {span}.")
        }
        None => format!("{name} is banned."),
    }
}

/// Deletes a message.
pub fn delete(message: MessageId) {
    act(Box::pin(async move { Ok(("The message is deleted.".to_owned(), delete_message(message).await?)) }));
}

/// Deletes all that a person has written in a channel; `done` is run afterwards.
pub fn delete_all(channel: ChannelId, username: String, name: String, done: Callback<()>) {
    act(Box::pin(async move {
        let action = delete_user_messages(channel, username).await?;
        done.run(());
        Ok((format!("What {name} has written is deleted."), Some(action)))
    }));
}

fn act(action: Pin<Box<dyn Future<Output = Outcome>>>) {
    let toasts = toasts();
    spawn_local(async move {
        match action.await {
            Ok((words, action)) => say(toasts, words, action),
            Err(error) => toasts.say(error.to_string()),
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
            Ok(_) => toasts.say("It is taken back."),
            Err(error) => toasts.say(error.to_string()),
        }
    });
}
