//! Chat: the room beside the picture.

mod actions;
mod appeal;
mod card;
mod card_message;
mod commands;
mod completion;
mod composer;
mod emoji;
mod log;
mod moderated;
mod modes;
mod outbox;
mod people;
mod picker;
mod press;
mod raid;
mod room;
mod row;
pub mod rpc;
mod settings;
mod store;
mod suggestions;
mod timed_out;

use crate::accounts::use_next;
use crate::moderation::waiting::Counts;
use crate::reports::dialog::ReportDialog;
use crate::reports::list::closed_in_words;
use crate::socket;
use crate::ui::{ButtonLink, Count, Icon, IconButton, Look, format, toasts};
use card::OpenCard;
use composer::Composer;
use domain::ChannelId;
use domain::accounts::Account;
use domain::addresses;
use domain::chat::ServerEvent;
use domain::moderation::Permission;
use icondata_lu as lu;
use leptos::prelude::*;
use log::Log;
pub use moderated::Moderated;
use modes::{LockdownButton, ModesBanner};
use outbox::Outbox;
use people::{People, Pinned, Typing, close_on_escape};
use raid::RaidBanner;
pub use raid::RaidOnPage;
use room::Room;
use settings::{ChatSettings, SettingsDialog};

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
    let (room, rows) = joined(channel, &slug);
    let outbox = Outbox::new(room, &slug);
    let own_name = StoredValue::new(current_user.as_ref().and_then(|current_user| current_user.display_name.clone()));
    let account = StoredValue::new(current_user.clone());
    // Signing in first leads back to where the chat is read: the channel’s page, or a window of its own.
    let next = StoredValue::new(use_next().get_untracked());
    let (people_open, settings_open) = (RwSignal::new(false), RwSignal::new(false));
    let settings = ChatSettings::new();

    socket::listen(move |events| outbox.hear(events));
    tell_what_came_of_it();
    let connection = socket::connection();
    Effect::new(move |_| outbox.follow(connection.get()));

    let total = move || room.total.get().map(|total| format::count(total as i64));
    let waiting = move || {
        // While the socket is up the answer comes at once; only messages that have to wait get a row.
        let lost = connection.get() == socket::SocketState::Lost || !room.joined.get();
        if lost { outbox.pending.get() } else { Vec::new() }
    };
    let moderation = StoredValue::new(format!("/dashboard/moderation?channel={slug}"));
    let may_hold =
        Memo::new(move |_| room.me.with(|me| me.as_ref().is_some_and(|me| me.permissions.contains(&Permission::Hold))));
    // Only those are counted for who may decide on them: other readers ask the server nothing.
    let counts = Counts::unread(Some(channel));
    let held = counts.of(|waiting| waiting.holds);
    Counts::news().follow(move || {
        if may_hold.get_untracked() {
            counts.read();
        }
    });
    // A window of its own offers none.
    let (window, is_in_page) = (addresses::chat_window(&slug), hide.is_some());
    view! {
        <section class=move || settings.class() id="chat" tabindex="-1" aria-label="Chat">
            <header class="chat-head">
                <h2>"Chat"</h2>
                <Show when=move || { may_hold.get() && held.get() > 0 }>
                    <ButtonLink
                        href=format!("{}#holds", moderation.get_value())
                        look=Look::Ghost
                        icon=lu::LuHourglass
                        attr:title="Messages waiting for a decision"
                    >
                        <span class="sr-only">"Held"</span>
                        <Count number=held one="message waiting" many="messages waiting" />
                    </ButtonLink>
                </Show>
                <button
                    type="button"
                    class="chat-total"
                    aria-expanded=move || people_open.get().to_string()
                    aria-controls="chat-people"
                    title="People in chat"
                    on:click=move |_| people_open.update(|open| *open = !*open)
                    on:keydown=move |event| close_on_escape(people_open, &event)
                >
                    <Icon glyph=lu::LuUsers />
                    <span class="tabular-nums">{total}</span>
                    <span>"in chat"</span>
                </button>
                <span class="needs-script">
                    <IconButton icon=Signal::stored(lu::LuSettings2) label="Chat settings" on:click=move |_| settings_open.set(true) />
                </span>
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
            <Pinned room=room />
            <Rows room=room rows=rows account=account next=next voice=settings.voice />
            <ul class="chat-waiting" aria-label="Waiting to be sent">
                <For each=waiting key=|pending_message| pending_message.nonce.clone() let(pending_message)>
                    <li dir="auto">{pending_message.content}</li>
                </For>
            </ul>
            <Typing room=room own=own_name />
            <ModesBanner room=room />
            <RaidBanner channel=room.channel me=room.me modes=room.modes home="#chat" />
            <Composer room=room outbox=outbox current_user=current_user />
            <OpenCard room=room account=account next=next />
            <ReportDialog reported=room.reporting />
            <SettingsDialog settings=settings open=settings_open>
                <LockdownButton room=room on=true pressed=move |()| settings_open.set(false) />
                <Show when=move || room.me.with(|me| me.as_ref().is_some_and(|me| !me.permissions.is_empty()))>
                    <ButtonLink href=moderation.get_value() icon=lu::LuShield>
                        "Moderation"
                    </ButtonLink>
                </Show>
                {is_in_page
                    .then(|| {
                        view! {
                            <ButtonLink href=window icon=lu::LuExternalLink attr:target="_blank">
                                "Open in a window"
                            </ButtonLink>
                        }
                    })}
            </SettingsDialog>
        </section>
    }
}

/// Says what came of the reader's reports and appeals, as soon as it is decided.
fn tell_what_came_of_it() {
    let toasts = toasts();
    socket::listen(move |events| {
        for event in events {
            match event {
                ServerEvent::ReportClosed { status, resolution, .. } => {
                    toasts.say(format!("Your report is closed. {}", closed_in_words(*status, resolution.as_deref())));
                }
                ServerEvent::AppealAnswered { decision, answer } => {
                    toasts.say(appeal::answered_in_words(*decision, answer.as_deref()));
                }
                _ => {}
            }
        }
    });
}

/// The messages alone, for a picture that others see: nothing to press.
#[component]
pub fn ChatOverlay(channel: ChannelId, slug: String) -> impl IntoView {
    let (room, rows) = joined(channel, &slug);
    view! {
        <section class="chat is-overlay" aria-label="Chat">
            <Rows
                room=room
                rows=rows
                account=StoredValue::new(None)
                next=StoredValue::new(String::new())
                voice=RwSignal::new(false)
            />
        </section>
    }
}

type RecentMessages = Resource<Result<rpc::RecentChat, crate::error::AppError>>;

/// The room of a channel, joined on the socket, and its last messages.
fn joined(channel: ChannelId, slug: &str) -> (Room, RecentMessages) {
    let room = Room::new(channel);
    let recent = Resource::new(move || channel, rpc::recent_messages);
    socket::listen(move |events| room.hear(events));
    socket::join(slug);
    let connection = socket::connection();
    Effect::new(move |_| {
        if connection.get() != socket::SocketState::Open {
            room.joined.set(false);
            room.typing.set(Vec::new());
        }
    });
    (room, recent)
}

#[component]
fn Rows(
    room: Room,
    rows: RecentMessages,
    account: StoredValue<Option<Account>>,
    next: StoredValue<String>,
    voice: RwSignal<bool>,
) -> impl IntoView {
    let me = StoredValue::new(account.with_value(|account| account.as_ref()?.username.clone()));
    let may_write = account.with_value(|account| account.as_ref().is_some_and(Account::is_onboarded));
    view! {
        <Transition fallback=|| view! { <div class="chat-middle"></div> }>
            {move || Suspend::new(async move {
                // A room that can't be read right now fills when the socket joins it.
                room.seed(rows.await.unwrap_or_default());
                view! { <Log room=room me=me account=account next=next may_write=may_write voice=voice /> }
            })}
        </Transition>
    }
}
