//! What can be done with the message under the pointer: one bar for all rows, above the row, so that it covers no words of it.

use super::moderated::Moderated;
use super::room::Room;
use super::row;
use crate::follows::button::FollowOffer;
use crate::moderation::act;
use crate::reports::dialog::{ReportOffer, ReportTarget};
use crate::ui::{Glyph, Icon};
use domain::accounts::Account;
use domain::chat::Message;
use domain::moderation::Permission;
use icondata_lu as lu;
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::Element;

/// The row under the pointer.
#[derive(Clone, Copy)]
pub struct Pointed {
    message: RwSignal<Option<Arc<Message>>>,
    /// Where the bar begins, in pixels from the top of the rows in sight.
    top: RwSignal<i32>,
}

/// How far above its row the bar begins, and how far it reaches into the row next to it, in pixels. Together they are the bar's height.
const ABOVE: i32 = 26;
const OVERLAP: i32 = 6;

impl Pointed {
    pub fn new() -> Self {
        Self { message: RwSignal::new(None), top: RwSignal::new(0) }
    }

    /// The pointer is over this row.
    pub fn at(self, message: Arc<Message>, row: &Element, scroller: &Element) {
        if self.message.with_untracked(|known| known.as_ref().is_none_or(|known| known.id != message.id)) {
            let (row, rows) = (row.get_bounding_client_rect(), scroller.get_bounding_client_rect());
            let (top, bottom) = ((row.top() - rows.top()) as i32, (row.bottom() - rows.top()) as i32);
            // Below a row at the top, where the bar would lie outside; within a row that fills the place.
            let below = (bottom - OVERLAP).min(rows.height() as i32 - ABOVE - OVERLAP);
            self.top.set(if top < ABOVE { below } else { top - ABOVE });
            self.message.set(Some(message));
        }
    }

    /// No row is pointed at.
    pub fn leave(self) {
        if self.message.with_untracked(Option::is_some) {
            self.message.set(None);
        }
    }
}

/// The bar. Fingers point at nothing: the card that opens with the name has the same buttons, and so has the keyboard.
#[component]
pub fn RowActions(
    room: Room,
    pointed: Pointed,
    me: StoredValue<Option<String>>,
    account: StoredValue<Option<Account>>,
    /// The page that signing in first leads back to.
    next: StoredValue<String>,
    offset: RwSignal<i64>,
    may_write: bool,
) -> impl IntoView {
    let moderated = Moderated::of(room);
    let shown = move || {
        let message = pointed.message.get()?;
        let at = row::clock(&message, offset.get());
        let name = message.user.display_name.clone();
        let reply = may_write.then(|| {
            let message = message.clone();
            action(pointed, lu::LuReply, "Reply", format!("Reply to {name}"), move || room.reply(message.clone()))
        });
        let is_own = me.with_value(|me| me.as_ref() == Some(&message.user.username));
        let follow = account.with_value(|account| FollowOffer::of(account.as_ref(), message.user.id, false));
        let label = format!("Report the message of {name}");
        let report = match next.with_value(|next| ReportOffer::of(follow, next)) {
            ReportOffer::First(page) => Some(first_link(page, label)),
            ReportOffer::Report => {
                let message = message.clone();
                Some(action(pointed, lu::LuFlag, "Report", label, move || {
                    room.reporting.set(Some(ReportTarget::Message(message.clone())));
                }))
            }
            ReportOffer::Own => None,
        };
        let moderated = moderated.get();
        let may_delete = moderated.as_ref().is_some_and(|moderated| moderated.may(Permission::Delete));
        let delete = (is_own || may_delete).then(|| {
            let id = message.id;
            action(pointed, lu::LuTrash2, "Delete", format!("Delete the message of {name}"), move || {
                act::run(act::delete(id))
            })
        });
        let against = moderated.map(|moderated| against(pointed, &moderated, &message, is_own));
        Some(view! {
            <div class="chat-actions" style:top=move || format!("{}px", pointed.top.get())>
                <span class="tabular-nums">{at}</span>
                <bdi class="chat-actions-name">{name.clone()}</bdi>
                {reply}
                {report}
                {delete}
                {against}
            </div>
        })
    };
    view! { {shown} }
}

/// What moderators do to the author with one click, and take back with another.
fn against(pointed: Pointed, moderated: &Moderated, message: &Message, is_own: bool) -> AnyView {
    let (channel, user) = (moderated.channel, &message.user);
    // The server refuses it, too.
    let is_untouchable = is_own || act::is_untouchable(message);
    let against = |permission: Permission, glyph: Glyph, words: &'static str, seconds: Option<u32>| {
        let (username, name) = (user.username.clone(), user.display_name.clone());
        (!is_untouchable && moderated.may(permission)).then(|| {
            let label = format!("{words}: {name}");
            action(pointed, glyph, words, label, move || {
                act::run(act::ban(channel, username.clone(), name.clone(), seconds, None))
            })
        })
    };
    let timeout = against(Permission::Timeout, lu::LuTimer, "Time out for 10 minutes", Some(act::USUAL_TIMEOUT));
    let ban = against(Permission::Ban, lu::LuGavel, "Ban", None);
    view! {
        {timeout}
        {ban}
    }
    .into_any()
}

fn action(
    pointed: Pointed,
    glyph: Glyph,
    title: &'static str,
    label: String,
    act: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let pressed = move |_| {
        pointed.leave();
        act();
    };
    view! {
        <button type="button" class="chat-action" tabindex="-1" aria-label=label title=title on:click=pressed>
            <Icon glyph=glyph />
        </button>
    }
    .into_any()
}

/// Leads to what has to be done before a message is reported.
fn first_link(page: String, label: String) -> AnyView {
    view! {
        <a class="chat-action" tabindex="-1" href=page aria-label=label title="Report">
            <Icon glyph=lu::LuFlag />
        </a>
    }
    .into_any()
}
