//! What can be done with the message under the pointer: one bar for all rows, above the row, so that it covers no words of it.

use super::room::Room;
use super::row;
use crate::ui::Icon;
use domain::chat::Message;
use icondata_lu as lu;
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::Element;

/// The row under the pointer.
#[derive(Clone, Copy)]
pub struct Pointed {
    message: RwSignal<Option<Arc<Message>>>,
    /// The row's distance from the top of the rows in sight, in pixels.
    top: RwSignal<i32>,
}

impl Pointed {
    pub fn new() -> Self {
        Self { message: RwSignal::new(None), top: RwSignal::new(0) }
    }

    /// The pointer is over this row.
    pub fn at(self, message: Arc<Message>, row: &Element, scroller: &Element) {
        if self.message.with_untracked(|known| known.as_ref().is_none_or(|known| known.id != message.id)) {
            let top = row.get_bounding_client_rect().top() - scroller.get_bounding_client_rect().top();
            self.top.set(top as i32);
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
pub fn RowActions(room: Room, pointed: Pointed, offset: RwSignal<i64>, may_write: bool) -> impl IntoView {
    let shown = move || {
        let message = pointed.message.get()?;
        let at = row::clock(&message, offset.get());
        let reply = may_write.then(|| {
            let message = message.clone();
            let label = format!("Reply to {}", message.user.display_name);
            let answer = move |_| {
                pointed.leave();
                room.reply(message.clone());
            };
            view! {
                <button type="button" class="chat-action" tabindex="-1" aria-label=label title="Reply" on:click=answer>
                    <Icon glyph=lu::LuReply />
                </button>
            }
        });
        Some(view! {
            <div class="chat-actions" style:top=move || format!("{}px", pointed.top.get())>
                <span class="tabular-nums">{at}</span>
                {reply}
            </div>
        })
    };
    view! { {shown} }
}
