//! Who is here, who is writing, and what is pinned.

use super::card::Card;
use super::room::Room;
use super::row::badge;
use crate::browser;
use crate::ui::text::pieces;
use crate::ui::{Icon, format};
use domain::UserId;
use domain::chat::Participant;
use icondata_lu as lu;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

impl Room {
    /// Takes a user who has joined.
    pub(super) fn comes(self, user: &Participant) {
        if self.people.with_untracked(|people| people.iter().all(|person| person.id != user.id)) {
            self.people.update(|people| people.push(user.clone()));
            self.total.update(|total| *total = total.map(|total| total + 1));
        }
    }

    /// Lets go of a user who has left.
    pub(super) fn leaves(self, user: UserId) {
        if self.people.with_untracked(|people| people.iter().any(|person| person.id == user)) {
            self.people.update(|people| people.retain(|person| person.id != user));
            self.total.update(|total| *total = total.map(|total| total.saturating_sub(1)));
        }
    }
}

/// The list of people, over the rows.
#[component]
pub fn People(room: Room, open: RwSignal<bool>) -> impl IntoView {
    let others = move || {
        let named = room.people.with(Vec::len);
        let rest = room.total.get().unwrap_or(named).saturating_sub(named);
        (rest > 0).then(|| format::counted(rest as i64, "more person", "more people"))
    };
    let sorted = move || {
        let mut people = room.people.get();
        people.sort_by_cached_key(|person| (person.badges.is_empty(), person.display_name.to_lowercase()));
        people
    };
    view! {
        <Show when=move || open.get()>
            <section
                class="chat-people"
                id="chat-people"
                aria-label="People here"
                on:keydown=move |event| close_on_escape(open, &event)
            >
                <ul>
                    <For each=sorted key=|person| (person.id, person.display_name.clone(), person.badges.clone()) let(person)>
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

/// Escape closes the list, and the focus goes to the button that opened it.
pub fn close_on_escape(open: RwSignal<bool>, event: &KeyboardEvent) {
    if event.key() == "Escape" && open.get_untracked() {
        event.prevent_default();
        open.set(false);
        browser::focus_on(".chat-total");
    }
}

#[component]
fn Person(room: Room, person: Participant) -> impl IntoView {
    let Participant { username, display_name, badges, .. } = person;
    let (title, name) = (format!("@{username}"), display_name.clone());
    let open = move |_| {
        room.card.set(Some(Card { username: username.clone(), display_name: display_name.clone(), message: None }));
    };
    view! {
        <button type="button" class="chat-person" title=title on:click=open>
            {badges.iter().map(|name| badge(name)).collect_view()}
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
                            {room
                                .emotes
                                .with(|own| {
                                    pieces(&message.content, own).into_iter().map(|piece| piece.shown(None, true)).collect_view()
                                })}
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
