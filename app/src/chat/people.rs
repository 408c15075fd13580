//! Who is here, who is writing, and which rules hold.

use super::room::Room;
use crate::ui::{Icon, format};
use icondata_lu as lu;
use leptos::prelude::*;

/// The list of people, over the rows.
#[component]
pub fn People(room: Room, open: RwSignal<bool>) -> impl IntoView {
    let others = move || {
        let named = room.people.with(Vec::len);
        let rest = room.total.get().unwrap_or(named).saturating_sub(named);
        (rest > 0).then(|| format::counted(rest as i64, "other watches along", "others watch along"))
    };
    view! {
        <Show when=move || open.get()>
            <section class="chat-people" id="chat-people" aria-label="People here">
                <ul>
                    <For each=move || room.people.get() key=|person| person.id let(person)>
                        <li title=format!("@{}", person.username)>{person.display_name}</li>
                    </For>
                </ul>
                <p class="chat-people-rest">{others}</p>
            </section>
        </Show>
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

/// Rules in force, above the input.
#[component]
pub fn ModesBanner(room: Room) -> impl IntoView {
    let words = Memo::new(move |_| {
        room.modes.with(|modes| {
            let slow =
                (modes.slow_seconds > 0).then(|| format!("Slow mode: one message every {} s.", modes.slow_seconds));
            let followers = modes.followers_only.then(|| "Followers only for now.".to_owned());
            let emotes = modes.emote_only.then(|| "Emotes only for now.".to_owned());
            slow.into_iter().chain(followers).chain(emotes).collect::<Vec<_>>().join(" ")
        })
    });
    view! {
        <Show when=move || !words.with(String::is_empty)>
            <p class="chat-modes" role="status">
                <Icon glyph=lu::LuTimer />
                <span>{words}</span>
            </p>
        </Show>
    }
}
