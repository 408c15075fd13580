//! The rows, where the reader is among them, and what clicks and keys on them do.

use super::actions::{Pointed, RowActions};
use super::card::Card;
use super::press::LongPress;
use super::room::Room;
use super::row::Row;
use super::store::OlderMessages;
use crate::browser;
use crate::ui::{Icon, format};
use domain::accounts::Account;
use domain::chat::Message;
use icondata_lu as lu;
use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDivElement};

/// Closer to the end than this (pixels) is at the end.
const NEAR: i32 = 40;
/// Closer to an end of the rows than this (pixels), more are drawn there.
const AHEAD: i32 = 600;

/// The rows. The scroller runs from its end (see `chat.css`), so that it starts at the newest without JavaScript.
#[component]
pub fn Log(
    room: Room,
    me: StoredValue<Option<String>>,
    account: StoredValue<Option<Account>>,
    /// The page that signing in first leads back to.
    next: StoredValue<String>,
    /// Whether this user has an input at all.
    may_write: bool,
    /// Whether screen readers are told of new messages.
    voice: RwSignal<bool>,
) -> impl IntoView {
    let scroller = NodeRef::<html::Div>::new();
    let offset = RwSignal::new(0);
    let (pointed, press) = (Pointed::new(), LongPress::new());
    // Whether the last row that is drawn is in sight.
    let sees_end = RwSignal::new(true);
    let scrolled = move || scrolled(room, scroller, sees_end);
    let pill = move || match (room.following.get(), room.unseen.get(), sees_end.get()) {
        (true, ..) => None,
        (_, 0, true) => room.paused.get().then(|| {
            // No button: the row below it stays within reach.
            view! { <p class="chat-pill is-paused">"Paused while you point"</p> }.into_any()
        }),
        (_, unseen, _) => Some(
            view! {
                <button type="button" class="chat-pill" on:click=move |_| to_newest(room, scroller)>
                    <Icon glyph=lu::LuArrowDown />
                    {match unseen {
                        0 => "Jump to latest".to_owned(),
                        count => format::counted(count as i64, "new message", "new messages"),
                    }}
                </button>
            }
            .into_any(),
        ),
    };
    Effect::new(move |_| offset.set(browser::utc_offset()));
    // Users who cannot answer are not asked to.
    let invited = move || may_write && room.me.with(|me| me.as_ref().is_none_or(|me| me.can_send));
    let empty = move || room.rows.with(Vec::is_empty);
    let top = move || match room.older.get() {
        OlderMessages::Unknown => "",
        OlderMessages::Loading => "Loading older messages…",
        OlderMessages::None => "The chat begins here.",
    };
    view! {
        <div
            class="chat-middle"
            on:mouseleave=browser::while_here(move |_| {
                pointed.leave();
                if room.paused.get_untracked() {
                    room.paused.set(false);
                    back(room, scroller);
                }
            })
        >
            <div
                class="chat-scroll"
                class:is-following=move || room.following.get()
                node_ref=scroller
                on:scroll=browser::while_here(move |_| {
                    pointed.leave();
                    press.end();
                    scrolled();
                })
                on:mouseover=move |event| point(room, pointed, scroller, &event)
                on:pointermove=move |event| moved(room, press, &event)
                on:pointerdown=move |event| down(room, press, &event)
                on:pointerup=move |_| press.end()
                on:pointercancel=move |_| press.end()
                on:contextmenu=move |event| {
                    // The browser's own menu for a long press would cover the card.
                    if press.is_down() {
                        event.prevent_default();
                    }
                }
                on:keydown=move |event| pressed(room, scroller, may_write, &event)
                on:click=move |event| clicked(room, &event)
                on:focusin=browser::once_settled(move |_| scrolled())
                on:focusout=browser::once_settled(move |_| back(room, scroller))
                tabindex="0"
                aria-label="Messages"
                role="group"
            >
                <div
                    role="log"
                    aria-live=move || if voice.get() { "polite" } else { "off" }
                    aria-relevant="additions"
                    aria-label="Chat"
                >
                    <p class="chat-top" hidden=move || top().is_empty() || empty()>
                        {top}
                    </p>
                    <ol class="chat-rows">
                        <For each=move || room.rows.get() key=|message| (message.id, message.deleted_at) let(message)>
                            <Row message=message room=room me=me offset=offset />
                        </For>
                    </ol>
                </div>
                <Show when=empty>
                    <p class="chat-empty">"Nobody has said anything yet." {move || invited().then_some(" Say hello?")}</p>
                </Show>
            </div>
            <RowActions room=room pointed=pointed me=me account=account next=next offset=offset may_write=may_write />
            {pill}
        </div>
    }
}

/// In a reversed column the end is 0 and further up is negative.
fn scrolled(room: Room, scroller: NodeRef<html::Div>, sees_end: RwSignal<bool>) {
    let Some(scroller) = scroller.get_untracked() else { return };
    let below = scroller.scroll_top().abs();
    if sees_end.get_untracked() != (below < NEAR) {
        sees_end.set(below < NEAR);
    }
    let above = scroller.scroll_height() - scroller.client_height() - below;
    // A row that the keyboard has reached stays where it is.
    let is_reading = active_row(&scroller).is_some_and(|row| row.matches(":focus-visible").unwrap_or_default());
    room.follow(below < NEAR && !is_reading);
    if room.following.get_untracked() {
        return;
    }
    if above < AHEAD {
        let mut is_kept = false;
        keeping_place(&scroller, || is_kept = room.show_older());
        if !is_kept {
            spawn_local(async move {
                if room.load_older().await {
                    keeping_place(&scroller, || {
                        room.show_older();
                    });
                }
            });
        }
    } else if below < AHEAD {
        keeping_place(&scroller, || {
            room.show_newer();
        });
    }
}

/// The focus has left a row, or the mouse has left the rows. Readers who were at the end are there again.
fn back(room: Room, scroller: NodeRef<html::Div>) {
    let Some(element) = scroller.get_untracked() else { return };
    if !room.paused.get_untracked() && active_row(&element).is_none() && element.scroll_top().abs() < NEAR {
        room.to_newest();
    }
}

/// Changes the rows; the one that is the first in sight stays where it is.
fn keeping_place(scroller: &HtmlDivElement, change: impl FnOnce()) {
    let top = scroller.get_bounding_client_rect().top();
    let mut row = scroller.query_selector(".chat-row").ok().flatten();
    while let Some(above) = row.take_if(|row| row.get_bounding_client_rect().bottom() <= top) {
        row = above.next_element_sibling();
    }
    let before = row.as_ref().map(|row| row.get_bounding_client_rect().top());
    change();
    let scroller = scroller.clone();
    browser::next_frame(move || {
        let moved = row
            .filter(|row| row.is_connected())
            .zip(before)
            .map(|(row, before)| row.get_bounding_client_rect().top() - before);
        if let Some(moved) = moved.filter(|moved| moved.abs() >= 1.0) {
            scroller.set_scroll_top(scroller.scroll_top() + moved as i32);
        }
    });
}

fn to_newest(room: Room, scroller: NodeRef<html::Div>) {
    room.to_newest();
    if let Some(scroller) = scroller.get_untracked() {
        scroller.set_scroll_top(0);
        browser::focus(&scroller);
    }
}

fn active_row(scroller: &HtmlDivElement) -> Option<Element> {
    let row = document().active_element()?.closest(".chat-row").ok().flatten()?;
    scroller.contains(Some(&row)).then_some(row)
}

fn message_of(room: Room, row: &Element) -> Option<Arc<Message>> {
    room.message_of(row.get_attribute("data-message")?.parse().ok()?)
}

fn target_of(event: &MouseEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn row_of(target: &Element) -> Option<Element> {
    target.closest(".chat-row").ok().flatten()
}

fn is_in(target: &Element, selector: &str) -> bool {
    matches!(target.closest(selector), Ok(Some(_)))
}

/// The pointer is over something in the rows.
fn point(room: Room, pointed: Pointed, scroller: NodeRef<html::Div>, event: &MouseEvent) {
    let row = target_of(event).as_ref().and_then(row_of);
    match (row.as_ref().and_then(|row| message_of(room, row)), row, scroller.get_untracked()) {
        (Some(message), Some(row), Some(scroller)) if message.deleted_at.is_none() => {
            pointed.at(message, &row, &scroller)
        }
        _ => pointed.leave(),
    }
}

/// The pointer moves over the rows. Rows that move under a mouse at rest do not count as pointed at.
fn moved(room: Room, press: LongPress, event: &PointerEvent) {
    press.moved(event);
    if event.pointer_type() == "mouse" && !room.paused.get_untracked() && room.moderated().is_some() {
        room.pause();
    }
}

/// A finger that stays on a row opens the card of its author. Links have a menu of the browser's.
fn down(room: Room, press: LongPress, event: &PointerEvent) {
    let target = target_of(event).filter(|target| !is_in(target, ".chat-words a"));
    match target.as_ref().and_then(row_of).and_then(|row| message_of(room, &row)) {
        Some(message) => press.begin(event, move || room.card.set(Some(Card::of(message)))),
        None => press.end(),
    }
}

fn clicked(room: Room, event: &MouseEvent) {
    let Some(target) = target_of(event) else { return };
    let Some(message) = row_of(&target).and_then(|row| message_of(room, &row)) else { return };
    if is_in(&target, ".chat-name") && !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
        event.prevent_default();
        // A long press has opened it already.
        if room.card.with_untracked(Option::is_none) {
            room.card.set(Some(Card::of(message)));
        }
    }
}

/// Up and down go from row to row, left and right through what a row holds, Enter opens the author's card, R answers.
fn pressed(room: Room, scroller: NodeRef<html::Div>, may_write: bool, event: &KeyboardEvent) {
    let Some(scroller) = scroller.get_untracked() else { return };
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let row = active_row(&scroller);
    let is_row = row.is_some() && row == document().active_element();
    let key = event.key();
    match (key.as_str(), row) {
        ("ArrowUp" | "ArrowDown", row) => {
            let next = match (row, key.as_str()) {
                (None, _) => scroller.query_selector(".chat-row:last-child").ok().flatten(),
                (Some(row), "ArrowUp") => row.previous_element_sibling(),
                (Some(row), _) => row.next_element_sibling(),
            };
            if let Some(next) = next {
                browser::focus(&next);
            }
        }
        ("ArrowLeft", Some(row)) => browser::step_focus(&row, "a, button", Some(-1)),
        ("ArrowRight", Some(row)) => browser::step_focus(&row, "a, button", Some(1)),
        ("Enter", Some(row)) if is_row => {
            if let Some(message) = message_of(room, &row) {
                room.card.set(Some(Card::of(message)));
            }
        }
        ("r" | "R", Some(row)) if is_row && may_write => {
            if let Some(message) = message_of(room, &row) {
                room.reply(message);
            }
        }
        _ => return,
    }
    event.prevent_default();
}
