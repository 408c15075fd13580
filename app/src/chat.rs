//! Chat: the room beside the picture.

mod composer;
mod log;
mod outbox;
mod people;
mod room;
mod row;
pub mod rpc;

use crate::browser;
use crate::socket;
use crate::ui::{Icon, IconButton, format};
use composer::Composer;
use domain::ChannelId;
use domain::accounts::Account;
use icondata_lu as lu;
use leptos::prelude::*;
use log::Log;
use outbox::Outbox;
use people::{ModesBanner, People, Typing};
use room::Room;

/// A channel's room: the last messages with the page, everything after by the socket.
///
/// `current_user` reads and writes; `hide` folds the chat away, where the page can.
#[component]
pub fn Chat(
    channel: ChannelId,
    slug: String,
    current_user: Option<Account>,
    #[prop(optional, into)] hide: Option<Callback<()>>,
) -> impl IntoView {
    let room = Room::new(channel);
    let outbox = Outbox::new();
    let recent = Resource::new(move || channel, rpc::recent_messages);
    let me = StoredValue::new(current_user.as_ref().and_then(|current_user| current_user.username.clone()));
    let may_write = current_user.as_ref().is_some_and(Account::is_onboarded);
    let own_name = StoredValue::new(current_user.as_ref().and_then(|current_user| current_user.display_name.clone()));
    let people_open = RwSignal::new(false);
    let muted = RwSignal::new(false);
    Effect::new(move |_| muted.set(browser::cookie("chat-voice").as_deref() == Some("off")));
    let toggle_voice = move |_| {
        muted.update(|muted| *muted = !*muted);
        browser::set_cookie("chat-voice", if muted.get_untracked() { "off" } else { "on" });
    };

    socket::listen(move |events| {
        room.hear(events);
        outbox.hear(events);
    });
    socket::join(&slug);
    let connection = socket::connection();
    Effect::new(move |_| {
        let connection = connection.get();
        if connection != socket::SocketState::Open {
            room.joined.set(false);
            room.typing.set(Vec::new());
        }
        outbox.follow(connection);
    });

    let total = move || room.total.get().map(|total| format::count(total as i64));
    let waiting = move || {
        // While the socket is up the answer comes at once; only messages that have to wait get a row.
        let lost = connection.get() == socket::SocketState::Lost || !room.joined.get();
        if lost { outbox.pending.get() } else { Vec::new() }
    };
    view! {
        <section class="chat" aria-label="Chat">
            <header class="chat-head">
                <h2>"Chat"</h2>
                <button
                    type="button"
                    class="chat-total"
                    aria-expanded=move || people_open.get().to_string()
                    aria-controls="chat-people"
                    aria-label=move || total().map_or_else(|| "People here".to_owned(), |total| format!("People here: {total}"))
                    title="People here"
                    on:click=move |_| people_open.update(|open| *open = !*open)
                >
                    <Icon glyph=lu::LuUsers />
                    <span class="tabular-nums">{total}</span>
                </button>
                <IconButton
                    icon=Signal::derive(move || if muted.get() { lu::LuBellOff } else { lu::LuBell })
                    label=Signal::derive(move || {
                        if muted.get() { "Read new messages aloud" } else { "Don't read new messages aloud" }.to_owned()
                    })
                    on:click=toggle_voice
                />
                {hide
                    .map(|hide| {
                        view! {
                            <span class="chat-hide">
                                <IconButton icon=Signal::stored(lu::LuPanelRightClose) label="Hide chat" on:click=move |_| hide.run(()) />
                            </span>
                        }
                    })}
            </header>
            <People room=room open=people_open />
            <Transition fallback=|| view! { <div class="chat-middle"></div> }>
                {move || Suspend::new(async move {
                    // A room that can't be read right now fills when the socket joins it.
                    room.seed(recent.await.unwrap_or_default());
                    view! { <Log room=room me=me may_write=may_write muted=muted /> }
                })}
            </Transition>
            <ul class="chat-waiting" aria-label="Waiting to be sent">
                <For each=waiting key=|pending_message| pending_message.nonce.clone() let(pending_message)>
                    <li>{pending_message.content}</li>
                </For>
            </ul>
            <Typing room=room own=own_name />
            <ModesBanner room=room />
            <Composer room=room outbox=outbox current_user=current_user slug=slug />
        </section>
    }
}
