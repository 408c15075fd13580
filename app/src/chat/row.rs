//! One row: what it answers, time, badges, name in its colour, words.

use super::room::Room;
use crate::ui::Icon;
use crate::ui::avatar::hue_class_of;
use crate::ui::text::pieces;
use domain::MessageId;
use domain::addresses;
use domain::chat::{ANNOUNCEMENT, Message};
use icondata_lu as lu;
use leptos::prelude::*;
use std::sync::Arc;
use time::format_description::well_known::Rfc3339;

/// The row. `offset` is the reader's distance from UTC in minutes: 0 until the browser has taken over, so that both
/// sides render alike. Clicks and keys are heard by the log.
#[component]
pub fn Row(message: Arc<Message>, room: Room, me: StoredValue<Option<String>>, offset: RwSignal<i64>) -> impl IntoView {
    let answers_me = message
        .reply_to
        .and_then(|answered| room.find(answered))
        .is_some_and(|answered| me.with_value(|me| me.as_ref().is_some_and(|me| *me == answered.user.username)));
    let (words, mentions_me) = me.with_value(|me| {
        room.emotes.with_untracked(|own| {
            let pieces = pieces(&message.content, own);
            let mentions_me = pieces.iter().any(|piece| piece.is_mention_of(me.as_deref()));
            (pieces.into_iter().map(|piece| piece.shown(me.as_deref(), false)).collect_view(), mentions_me)
        })
    });
    let name = message.user.display_name.clone();
    let at = message.created_at.format(&Rfc3339).unwrap_or_default();
    let sent = message.clone();
    let shown = match message.deleted_at {
        None => words.into_any(),
        // Only moderators have such rows.
        Some(_) => view! {
            <details class="chat-deleted">
                <summary tabindex="-1">"message deleted"</summary>
                {words}
            </details>
        }
        .into_any(),
    };
    view! {
        <li
            class="chat-row"
            class:is-mention=mentions_me || answers_me
            class:is-announcement=message.is_announcement()
            data-message=message.id.to_string()
            tabindex="-1"
        >
            {message.reply_to.map(|answered| view! { <Quote room=room answered=answered /> })}
            <time class="chat-time" datetime=at>
                {move || clock(&sent, offset.get())}
            </time>
            {message.badges.iter().map(|name| badge(name)).collect_view()}
            <a
                class=format!("chat-name name-hue {}", hue_class_of(message.user.color))
                href=addresses::user_page(&message.user.username)
                title=format!("@{}", message.user.username)
                tabindex="-1"
            >
                <bdi>{name}</bdi>
            </a>
            <span class="chat-colon">": "</span>
            <span class="chat-words" dir="auto">
                {shown}
            </span>
        </li>
    }
    .into_any()
}

/// When a message was sent, as the reader's clock showed it, `offset` minutes from UTC.
pub fn clock(message: &Message, offset: i64) -> String {
    let local = message.created_at + time::Duration::minutes(offset);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// The message that a row answers, on one line.
#[component]
fn Quote(room: Room, answered: MessageId) -> impl IntoView {
    let words = move || {
        // Its text must not outlive it.
        room.removals.track();
        room.find(answered).map_or_else(|| "an earlier message".into_any(), |answered| quoted(&answered))
    };
    view! {
        <p class="chat-quote">
            <Icon glyph=lu::LuReply />
            <span class="sr-only">"Answers "</span>
            {words}
        </p>
    }
}

/// Who wrote a message, and its text as it was typed.
pub fn quoted(message: &Message) -> AnyView {
    view! {
        <bdi class="chat-quote-name">{message.user.display_name.clone()}</bdi>
        ": "
        <span dir="auto">{message.content.clone()}</span>
    }
    .into_any()
}

/// The sign of what its bearer is in the channel.
pub fn badge(name: &str) -> impl IntoView + use<> {
    let (glyph, words) = match name {
        ANNOUNCEMENT => (lu::LuMegaphone, "Announcement"),
        "owner" => (lu::LuCrown, "Channel owner"),
        "moderator" => (lu::LuSword, "Moderator"),
        "admin" => (lu::LuShield, "Administrator"),
        "subscriber" => (lu::LuStar, "Subscriber"),
        _ => (lu::LuTag, "Badge"),
    };
    view! {
        <span class=format!("chat-badge chat-badge-{name}") role="img" aria-label=words title=words>
            <Icon glyph=glyph />
        </span>
    }
}
