//! The chat's input: what may be written, and why a message was refused.

use super::outbox::Outbox;
use super::room::Room;
use super::rpc::PostMessage;
use crate::browser;
use crate::socket::{self, SocketState};
use crate::ui::{Icon, keep_alike};
use domain::Code;
use domain::accounts::Account;
use domain::addresses::{self, with_next};
use domain::chat::{ClientFrame, MESSAGE_LENGTH};
use icondata_lu as lu;
use leptos::html;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use std::time::Duration;

/// From here on the count of characters shows.
const COUNT_FROM: usize = MESSAGE_LENGTH - 60;
/// Typing is told at most this often.
const TYPING: Duration = Duration::from_secs(3);

/// The input for users who may write; other users see how they can get permission.
#[component]
pub fn Composer(room: Room, outbox: Outbox, current_user: Option<Account>, slug: String) -> impl IntoView {
    match current_user {
        None => view! {
            <p class="chat-prompt">
                <a href=with_next("/auth/login", &addresses::channel_page(&slug))>"Sign in"</a>
                " to join the conversation."
            </p>
        }
        .into_any(),
        Some(account) if !account.is_onboarded() => view! {
            <p class="chat-prompt">
                "One step left: "
                <a href=with_next("/auth/onboarding", &addresses::channel_page(&slug))>"choose your name"</a>
                " and write along."
            </p>
        }
        .into_any(),
        Some(_) => view! { <Input room=room outbox=outbox /> }.into_any(),
    }
}

#[component]
fn Input(room: Room, outbox: Outbox) -> impl IntoView {
    let connection = socket::connection();
    let node = NodeRef::<html::Input>::new();
    keep_alike(
        outbox.draft,
        move || node.get().map(|input| input.value()),
        move |text| {
            if let Some(input) = node.get_untracked() {
                input.set_value(text);
            }
        },
    );
    let quiet = RwSignal::new(true);
    let length = Memo::new(move |_| outbox.draft.with(|draft| draft.chars().count()));
    // Why this user may not write here at all, in words.
    let barred = move || {
        let reason = room.me.with(|me| me.as_ref().filter(|me| !me.can_send)?.reason)?;
        match reason {
            Code::Banned => Some("You can't write here"),
            Code::Blocked => Some("The owner has blocked you, so you can't write here"),
            _ => None,
        }
    };
    let typed = move |event: leptos::ev::Event| {
        outbox.draft.set(event_target_value(&event));
        if quiet.get_untracked() && outbox.draft.with_untracked(|draft| !draft.trim().is_empty()) {
            quiet.set(false);
            socket::send(&ClientFrame::Typing);
            browser::after(TYPING, move || {
                quiet.try_set(true);
            });
        }
    };
    // Without JavaScript the form goes to the server function and the page comes back with the message in it.
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        outbox.post();
    };
    let hint = move || match (connection.get(), outbox.wait.get()) {
        (SocketState::Lost, _) => Some("Reconnecting… What you send waits and goes out by itself.".to_owned()),
        (_, 0) => outbox.notice.get(),
        (_, seconds) => {
            let why = outbox.notice.get().filter(|_| seconds > 60).unwrap_or_else(|| "A little slower, please.".into());
            Some(format!("{why} Ready in {seconds} s; your text is kept."))
        }
    };
    let over = move || length.get() > MESSAGE_LENGTH;
    view! {
        <form class="chat-form" method="post" action=PostMessage::url() on:submit=submit>
            <p class="chat-hint" class:is-warn=move || outbox.notice.with(Option::is_some) role="status">
                {hint}
            </p>
            <input type="hidden" name="channel" value=room.channel.get_value().to_string() />
            <div class="chat-line">
                <input
                    node_ref=node
                    type="text"
                    name="content"
                    value=outbox.draft.get_untracked()
                    class="chat-input"
                    placeholder=move || barred().unwrap_or("Say something")
                    aria-label="Your message"
                    autocomplete="off"
                    maxlength=MESSAGE_LENGTH.to_string()
                    enterkeyhint="send"
                    required
                    disabled=move || barred().is_some()
                    aria-busy=move || (!outbox.pending.with(Vec::is_empty)).to_string()
                    on:input=typed
                />
                <span class="chat-count" class:is-over=over aria-live="polite">
                    {move || (length.get() >= COUNT_FROM).then(|| format!("{}/{MESSAGE_LENGTH}", length.get()))}
                </span>
                <button type="submit" class="chat-send" aria-label="Send" title="Send" disabled=move || { outbox.wait.get() > 0 }>
                    <Icon glyph=lu::LuSendHorizontal large=true />
                </button>
            </div>
        </form>
    }
}
