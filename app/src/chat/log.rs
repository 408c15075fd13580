//! The rows, and where the reader is among them.

use super::room::Room;
use super::row::Row;
use crate::ui::{Icon, format};
use icondata_lu as lu;
use leptos::html;
use leptos::prelude::*;

/// Closer to the end than this (pixels) is at the end.
const NEAR: i32 = 40;

/// The rows. The scroller runs from its end (see `channel.css`), so that it starts at the newest without JavaScript.
#[component]
pub fn Log(
    room: Room,
    me: StoredValue<Option<String>>,
    /// Whether this user has an input at all.
    may_write: bool,
    muted: RwSignal<bool>,
) -> impl IntoView {
    let scroller = NodeRef::<html::Div>::new();
    let offset = RwSignal::new(0);
    Effect::new(move |_| offset.set(crate::browser::utc_offset()));
    let moved = move |_| {
        if let Some(scroller) = scroller.get_untracked() {
            // In a reversed column the end is 0 and further up is negative.
            room.pin(scroller.scroll_top().abs() < NEAR);
        }
    };
    let to_end = move |_| {
        if let Some(scroller) = scroller.get_untracked() {
            scroller.set_scroll_top(0);
        }
        room.pin(true);
    };
    // Users who cannot answer are not asked to.
    let invited = move || may_write && room.me.with(|me| me.as_ref().is_none_or(|me| me.can_send));
    let empty = move || room.rows.with(Vec::is_empty);
    view! {
        <div class="chat-middle">
            <div class="chat-scroll" node_ref=scroller on:scroll=moved tabindex="0" aria-label="Messages" role="group">
                <div
                    role="log"
                    aria-live=move || if muted.get() { "off" } else { "polite" }
                    aria-relevant="additions"
                    aria-label="Chat"
                >
                    <ol class="chat-rows">
                        <For each=move || room.rows.get() key=|message| message.id let(message)>
                            <Row message=message me=me offset=offset />
                        </For>
                    </ol>
                </div>
                <Show when=empty>
                    <p class="chat-empty">"Nobody has said anything yet." {move || invited().then_some(" Say hello?")}</p>
                </Show>
            </div>
            <Show when=move || { !room.pinned.get() }>
                <button type="button" class="chat-pill" on:click=to_end>
                    <Icon glyph=lu::LuArrowDown />
                    {move || match room.unseen.get() {
                        0 => "Jump to latest".to_owned(),
                        count => format::counted(count as i64, "new message", "new messages"),
                    }}
                </button>
            </Show>
        </div>
    }
}
