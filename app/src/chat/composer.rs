//! The chat's input: what may be written, what is suggested, and why a message was refused.

use super::appeal::AppealOffer;
use super::commands::{Command, Parsed, parse};
use super::completion::{Suggestions, byte_at, suggestions};
use super::modes::barred;
use super::outbox::{Notice, Outbox};
use super::picker::Picker;
use super::room::Room;
use super::row::quoted;
use super::rpc::PostMessage;
use super::suggestions::{SuggestionList, SuggestionState};
use crate::accounts::use_next;
use crate::browser;
use crate::moderation::act;
use crate::socket::{self, SocketState};
use crate::ui::{Icon, area_text, keep_alike, toasts};
use domain::Code;
use domain::accounts::Account;
use domain::addresses::with_next;
use domain::chat::{ClientFrame, MESSAGE_LENGTH};
use domain::moderation::Permission;
use icondata_lu as lu;
use leptos::html;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use std::time::Duration;

/// From here on the count of characters shows.
const COUNT_FROM: usize = MESSAGE_LENGTH - 60;
/// Typing is told at most this often.
const TYPING: Duration = Duration::from_secs(3);

/// The input for users who may write; other users see how they can get permission.
#[component]
pub fn Composer(room: Room, outbox: Outbox, current_user: Option<Account>) -> impl IntoView {
    // Back to where it is read: on the channel's page, or in a window of its own.
    let next = use_next().get_untracked();
    match current_user {
        None => view! {
            <p class="chat-prompt">
                <a href=with_next("/auth/login", &next)>"Sign in"</a>
                " to join the conversation."
            </p>
        }
        .into_any(),
        Some(account) if !account.is_onboarded() => view! {
            <p class="chat-prompt">
                "One step left: "
                <a href=with_next("/auth/onboarding", &next)>"choose your name"</a>
                " to join the conversation."
            </p>
        }
        .into_any(),
        Some(account) => {
            view! { <Input room=room outbox=outbox own=account.username.unwrap_or_default() /> }.into_any()
        }
    }
}

#[component]
fn Input(room: Room, outbox: Outbox, own: String) -> impl IntoView {
    let connection = socket::connection();
    let node = NodeRef::<html::Textarea>::new();
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
    let suggested = SuggestionState::new();
    let own = StoredValue::new(own);
    let look = move || {
        let Some(input) = node.get_untracked() else { return };
        let text = input.value();
        let caret = input.selection_start().ok().flatten().map_or(text.len(), |units| byte_at(&text, units as usize));
        let names = || room.names().into_iter().filter(|(name, _)| own.with_value(|own| name != own)).collect();
        suggested.show(room.emotes.with_untracked(|own| suggestions(&text, caret, names, &permissions(room), own)));
    };
    let typed = move |event: leptos::ev::Event| {
        outbox.draft.set(event_target_value(&event));
        look();
        if quiet.get_untracked() && outbox.draft.with_untracked(|draft| !draft.trim().is_empty()) {
            quiet.set(false);
            socket::send(&ClientFrame::Typing);
            browser::after(TYPING, move || {
                quiet.try_set(true);
            });
        }
    };
    // Puts a text in the place of a part of the draft, and the caret behind it.
    let replace = move |part: std::ops::Range<usize>, text: &str| {
        let Some(input) = node.get_untracked() else { return };
        let mut draft = input.value();
        let end = part.start + text.len();
        draft.replace_range(part, text);
        let units = u32::try_from(draft[..end].encode_utf16().count()).unwrap_or_default();
        input.set_value(&draft);
        let _ = input.set_selection_range(units, units);
        outbox.draft.set(draft);
    };
    let take = Callback::new(move |()| {
        if let Some((word, text)) = suggested.taken() {
            replace(word, &text);
        }
    });
    let insert = Callback::new(move |text: String| {
        let at = node.get_untracked().and_then(|input| Some((input.value(), input.selection_start().ok()??)));
        let at = at.map_or(0, |(draft, units)| byte_at(&draft, units as usize));
        replace(at..at, &text);
    });
    let submit = move || {
        suggested.show(Suggestions::default());
        let draft = outbox.draft.get_untracked().trim().to_owned();
        match parse(&draft) {
            Parsed::Message(text) => outbox.post(text.to_owned()),
            Parsed::Command(Command::Help, _) => {
                outbox.draft.set(String::new());
                suggested.show(suggestions("/", 1, Vec::new, &permissions(room), &[]));
            }
            Parsed::Command(command, rest) => run(room, outbox, command, own.get_value(), rest.to_owned()),
            Parsed::Unknown(name) => {
                outbox.notice.set(Some(Notice::refused(format!(
                    "There is no command /{name}. /help lists them; // begins a message with a slash."
                ))));
            }
        }
    };
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        // Enter that ends the input of a Japanese word, for one, is not for us.
        if event.is_composing() || event.alt_key() || event.ctrl_key() || event.meta_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" if suggested.step(1) => {}
            "ArrowUp" if suggested.step(-1) => {}
            "Tab" if suggested.is_open() && !event.shift_key() => take.run(()),
            "Enter" if suggested.is_chosen() => take.run(()),
            // Every message is one line.
            "Enter" => submit(),
            "Escape" if suggested.is_open() => suggested.show(Suggestions::default()),
            "Escape" => room.replying.set(None),
            _ => return,
        }
        event.prevent_default();
    };
    let hint = move || match (connection.get(), outbox.wait.get()) {
        (SocketState::Lost, _) => Some("Reconnecting… Your messages will be sent as soon as you’re back.".to_owned()),
        (_, 0) => outbox.notice.get().map(|notice| notice.words),
        (_, seconds) => {
            let slow = room.modes.with(|modes| modes.slow_seconds > 0);
            let usual = if slow { "Slow mode." } else { "A little slower, please." };
            let why = outbox.notice.get().filter(|_| seconds > 60).map_or_else(|| usual.into(), |notice| notice.words);
            Some(format!("{why} Your text is kept. "))
        }
    };
    let hint = Memo::new(move |_| hint());
    // Not announced: it would be every second.
    let countdown = move || match outbox.wait.get() {
        0 => None,
        seconds => Some(view! { <span aria-hidden="true">{format!("Ready in {seconds} s.")}</span> }),
    };
    let over = move || length.get() > MESSAGE_LENGTH;
    let now = RwSignal::new(browser::now());
    let has_end =
        Memo::new(move |_| room.me.with(|me| me.as_ref().is_some_and(|me| !me.can_send && me.until.is_some())));
    Effect::new(move |_| {
        if has_end.get() {
            now.set(browser::now());
            browser::every(Duration::from_secs(1), move || now.set(browser::now()));
        }
    });
    let why = move |now| room.me.with(|me| room.modes.with(|modes| barred(me.as_ref(), modes, now)));
    let why_barred = Memo::new(move |_| why(if has_end.get() { now.get() } else { browser::now() }));
    let is_barred = Memo::new(move |_| why_barred.with(Option::is_some));
    // Announced as it was at first: the time that is left changes every second.
    let announced = Memo::new(move |_| is_barred.get().then(|| why(browser::now())).flatten());
    let needs_address = Memo::new(move |_| {
        room.me.with(|me| me.as_ref().is_some_and(|me| !me.can_send && me.reason == Some(Code::EmailUnverified)))
    });
    let confirm = move || {
        needs_address.get().then(|| {
            view! {
                ". "
                <a class="text-link" href="/dashboard/security">
                    "Open Security"
                </a>
            }
        })
    };
    view! {
        <AppealOffer room=room />
        // Without JavaScript the form goes to the server function and the page comes back with the message in it.
        <form
            class="chat-form"
            method="post"
            action=PostMessage::url()
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <SuggestionList state=suggested take=take emotes=room.emotes />
            <Replying room=room />
            <p class="chat-hint" class:is-warn=move || outbox.notice.with(Option::is_some)>
                <span role="status">{hint}</span>
                {countdown}
            </p>
            <input type="hidden" name="channel" value=room.channel.get_value().to_string() />
            <p class="sr-only" role="status">
                {announced}
            </p>
            <p class="chat-barred" hidden=move || !is_barred.get()>
                <span aria-hidden="true">{why_barred}</span>
                {confirm}
            </p>
            // What was typed before stays in it.
            <div class="chat-line" hidden=is_barred>
                // The text once more makes the line as high as the text is.
                <div class="chat-grow" data-text=move || outbox.draft.get()>
                    <textarea
                        node_ref=node
                        name="content"
                        class="chat-input"
                        rows="1"
                        placeholder="Say something"
                        aria-label="Your message"
                        aria-autocomplete="list"
                        aria-controls="chat-suggestions"
                        aria-activedescendant=move || suggested.active()
                        autocomplete="off"
                        maxlength=MESSAGE_LENGTH.to_string()
                        enterkeyhint="send"
                        required
                        dir="auto"
                        disabled=is_barred
                        aria-busy=move || (!outbox.pending.with(Vec::is_empty)).to_string()
                        on:input=typed
                        on:keydown=pressed
                        on:blur=browser::once_settled(move |_| suggested.show(Suggestions::default()))
                    >
                        {area_text(outbox.draft.get_untracked())}
                    </textarea>
                </div>
                <span class="chat-count" class:is-over=over aria-live="polite">
                    {move || (length.get() >= COUNT_FROM).then(|| format!("{}/{MESSAGE_LENGTH}", length.get()))}
                </span>
                <Picker picked=insert emotes=room.emotes />
                <button type="submit" class="chat-send" aria-label="Send" title="Send" disabled=move || { outbox.wait.get() > 0 }>
                    <Icon glyph=lu::LuSendHorizontal large=true />
                </button>
            </div>
        </form>
    }
}

fn permissions(room: Room) -> Vec<Permission> {
    room.me.with_untracked(|me| me.as_ref().map(|me| me.permissions.clone())).unwrap_or_default()
}

/// Runs a command; its text stays if it fails.
fn run(room: Room, outbox: Outbox, command: Command, own: String, rest: String) {
    outbox.notice.set(None);
    let typed = outbox.draft.get_untracked();
    let toasts = toasts();
    spawn_local(async move {
        match command.run(room, own, rest).await {
            Ok((words, action)) => {
                if !words.is_empty() {
                    act::say(toasts, words, action);
                }
                outbox.draft.try_update(|draft| {
                    if *draft == typed {
                        draft.clear();
                    }
                });
            }
            Err(error) => {
                outbox.notice.try_set(Some(Notice::refused(error.to_string())));
            }
        }
    });
}

/// Which message is answered, and how to answer none.
#[component]
fn Replying(room: Room) -> impl IntoView {
    let answered = move || {
        room.replying.get().map(|answered| {
            view! {
                <div class="chat-replying">
                    <p class="chat-quote">
                        <Icon glyph=lu::LuReply />
                        "Replying to "
                        {quoted(&answered)}
                    </p>
                    <button type="button" class="toast-close" aria-label="Cancel the reply" on:click=move |_| room.replying.set(None)>
                        <Icon glyph=lu::LuX />
                    </button>
                </div>
            }
        })
    };
    view! { {answered} }
}
