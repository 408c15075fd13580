//! Who is here, who is writing, which rules hold, and what is pinned.

use super::room::{Card, Room};
use crate::browser;
use crate::ui::text::pieces;
use crate::ui::{Icon, format};
use domain::Code;
use domain::chat::{Me, Modes, Participant};
use icondata_lu as lu;
use leptos::prelude::*;
use time::Duration;

/// The list of people, over the rows.
#[component]
pub fn People(room: Room, open: RwSignal<bool>) -> impl IntoView {
    let others = move || {
        let named = room.people.with(Vec::len);
        let rest = room.total.get().unwrap_or(named).saturating_sub(named);
        (rest > 0).then(|| format::counted(rest as i64, "more person", "more people"))
    };
    view! {
        <Show when=move || open.get()>
            <section class="chat-people" id="chat-people" aria-label="People here">
                <ul>
                    <For each=move || room.people.get() key=|person| person.id let(person)>
                        <li>
                            <Person room=room person=person />
                        </li>
                    </For>
                </ul>
                <p class="chat-people-rest">{others}</p>
            </section>
        </Show>
    }
}

#[component]
fn Person(room: Room, person: Participant) -> impl IntoView {
    let Participant { username, display_name, .. } = person;
    let (title, name) = (format!("@{username}"), display_name.clone());
    let open = move |_| {
        room.card.set(Some(Card { username: username.clone(), display_name: display_name.clone(), message: None }));
    };
    view! {
        <button type="button" class="chat-person" title=title on:click=open>
            <bdi>{name}</bdi>
        </button>
    }
}

/// "Ada is typing…"; `own` is the reader's name, which is left out.
#[component]
pub fn Typing(room: Room, own: StoredValue<Option<String>>) -> impl IntoView {
    let words = move || {
        let own = own.get_value();
        let names: Vec<String> = room.typing.get().into_iter().filter(|name| Some(name) != own.as_ref()).collect();
        match names.as_slice() {
            [] => String::new(),
            [one] => format!("{one} is typing…"),
            [one, two] => format!("{one} and {two} are typing…"),
            _ => "Several people are typing…".to_owned(),
        }
    };
    view! { <p class="chat-typing">{words}</p> }
}

/// Why a user may not write here at all, in words. In slow mode they only have to wait, and other rules bind single messages.
pub fn barred(me: Option<&Me>, modes: &Modes) -> Option<String> {
    let me = me.filter(|me| !me.can_send)?;
    let why = match me.reason? {
        Code::Banned => "You can't write here",
        Code::Blocked => "The owner has blocked you, so you can't write here",
        Code::FollowersOnly if me.until.is_some() => "You haven't followed the channel for long enough",
        Code::FollowersOnly => {
            let after = modes.followers_only.filter(|minutes| *minutes > 0);
            let after = after.map(|minutes| format::wait(Duration::minutes(minutes.into())));
            return Some(after.map_or_else(
                || "Follow the channel to write here".to_owned(),
                |after| format!("Follow the channel, and write here {after} later"),
            ));
        }
        Code::Lockdown => "Only moderators write here at the moment",
        Code::EmailUnverified => "Confirm your e-mail address to write here",
        Code::AccountTooYoung => "Your account is too new to write here",
        _ => return None,
    };
    Some(
        me.until.map_or_else(
            || why.to_owned(),
            |until| format!("{why}. Ready in {}", format::wait(until - browser::now())),
        ),
    )
}

/// Rules in force, above the input.
#[component]
pub fn ModesBanner(room: Room) -> impl IntoView {
    let words = Memo::new(move |_| room.modes.with(in_words).join(" · "));
    view! {
        <Show when=move || !words.with(String::is_empty)>
            <p class="chat-modes" role="status">
                <Icon glyph=lu::LuTimer />
                <span>{words}</span>
            </p>
        </Show>
    }
}

fn in_words(modes: &Modes) -> Vec<String> {
    let span = |seconds: u32| format::wait(Duration::seconds(seconds.into()));
    let mut words = Vec::new();
    if modes.lockdown {
        words.push("Locked down: only moderators write".to_owned());
    }
    if modes.slow_seconds > 0 {
        words.push(format!("Slow mode: {}", span(modes.slow_seconds)));
    }
    match modes.followers_only {
        Some(0) => words.push("Followers only".to_owned()),
        Some(minutes) => words.push(format!("Followers only, after {}", span(minutes.saturating_mul(60)))),
        None => {}
    }
    if modes.emote_only {
        words.push("Emotes and emoji only".to_owned());
    }
    if modes.unique_messages {
        words.push("No repetitions".to_owned());
    }
    if modes.verified_email {
        words.push("Confirmed e-mail only".to_owned());
    }
    if modes.account_age_seconds > 0 {
        words.push(format!("Accounts older than {}", span(modes.account_age_seconds)));
    }
    words
}

/// The message at the top, until the reader puts it away.
#[component]
pub fn Pinned(room: Room) -> impl IntoView {
    let pinned = move || {
        room.pinned.get().map(|message| {
            view! {
                <section class="chat-pinned" aria-label="Pinned message">
                    <Icon glyph=lu::LuPin />
                    <p>
                        <bdi class="chat-quote-name">{message.user.display_name.clone()}</bdi>
                        ": "
                        <span class="chat-words" dir="auto">
                            {pieces(&message.content).into_iter().map(|piece| piece.shown(None, true)).collect_view()}
                        </span>
                    </p>
                    <button type="button" class="toast-close" aria-label="Hide the pinned message" on:click=move |_| room.pinned.set(None)>
                        <Icon glyph=lu::LuX />
                    </button>
                </section>
            }
        })
    };
    view! { {pinned} }
}
