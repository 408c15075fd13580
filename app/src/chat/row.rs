//! One row: time on hover, badges, name in its colour, words.

use crate::ui::Icon;
use crate::ui::avatar::hue_class_of;
use crate::ui::text::{Piece, pieces};
use domain::chat::Message;
use icondata_lu as lu;
use leptos::prelude::*;
use std::sync::Arc;
use time::format_description::well_known::Rfc3339;

/// The row. `offset` is the reader's distance from UTC in minutes: 0 until the browser has taken over, so that both
/// sides render alike.
#[component]
pub fn Row(message: Arc<Message>, me: StoredValue<Option<String>>, offset: RwSignal<i64>) -> impl IntoView {
    let at = message.created_at;
    let clock = move || {
        let local = at + time::Duration::minutes(offset.get());
        format!("{:02}:{:02}", local.hour(), local.minute())
    };
    let words = me.with_value(|me| {
        let pieces = pieces(&message.content, me.as_deref());
        let mentioned = pieces.iter().any(|piece| matches!(piece, Piece::Me(_)));
        (pieces.into_iter().map(Piece::shown).collect_view(), mentioned)
    });
    let (words, mentioned) = words;
    view! {
        <li class="chat-row" class:is-mention=mentioned data-message=message.id.to_string()>
            <time class="chat-time" datetime=at.format(&Rfc3339).unwrap_or_default()>
                {clock}
            </time>
            {message.badges.iter().map(|name| badge(name)).collect_view()}
            <span class=format!("chat-name name-hue {}", hue_class_of(message.user.color)) title=format!("@{}", message.user.username)>
                {message.user.display_name.clone()}
            </span>
            <span class="chat-colon">": "</span>
            <span class="chat-words">{words}</span>
        </li>
    }
}

fn badge(name: &str) -> impl IntoView + use<> {
    let (glyph, words) = match name {
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
