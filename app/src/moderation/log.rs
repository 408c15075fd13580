//! The moderation log: who did what to whom, and the button that takes it back.

use super::live::Done;
use super::rpc::{log, undo};
use crate::ui::{Ago, Button, Empty, More, Tile, format, toasts};
use domain::moderation::LogEntry;
use domain::{ChannelId, Page};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;
use time::Duration;

/// The log with its search.
#[component]
pub fn LogTile(channel: ChannelId, first: Page<LogEntry>, done: Done) -> impl IntoView {
    let (shown, next) = (RwSignal::new(first.items), RwSignal::new(first.next_cursor));
    let (wanted, asked) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let toasts = toasts();
    let read = move || {
        spawn_local(async move {
            match log(channel, asked.get_untracked(), None).await {
                Ok(page) => {
                    shown.try_set(page.items);
                    next.try_set(page.next_cursor);
                }
                Err(error) => toasts.say(error.to_string()),
            }
        });
    };
    done.follow(read);
    let search = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        asked.set(Some(wanted.get_untracked()).filter(|text| !text.trim().is_empty()));
        read();
    };
    let take = move |page: Page<LogEntry>| {
        shown.update(|shown| shown.extend(page.items));
        next.set(page.next_cursor);
    };
    view! {
        <Tile title="Log" icon=lu::LuScrollText id="log">
            <form class="moderator-note needs-script" role="search" on:submit=search>
                <div class="input-box">
                <input
                    type="search"
                    aria-label="Look for a name, a reason or words of a message"
                    placeholder="Name, reason, words"
                    prop:value=wanted
                    on:input=move |event| wanted.set(event_target_value(&event))
                />
                </div>
                <Button kind="submit" icon=lu::LuSearch>
                    "Search"
                </Button>
            </form>
            <Show when=move || shown.with(Vec::is_empty)>
                <Empty icon=lu::LuScrollText title="Nothing here">
                    <p>
                        {move || match asked.get() {
                            Some(text) => format!("The log has nothing with “{text}”."),
                            None => "What you and your moderators do in the chat is listed here, and most of it can be undone.".to_owned(),
                        }}
                    </p>
                </Empty>
            </Show>
            <ul class="moderator-log">
                <For each=move || shown.get() key=|entry| (entry.id, entry.undone_at) let(entry)>
                    <LogRow entry=entry shown=shown done=done />
                </For>
            </ul>
            <More next=next failure="The log didn't load." load=move |from| log(channel, asked.get_untracked(), from) take=take />
        </Tile>
    }
    .into_any()
}

/// An entry with the button that takes it back.
#[component]
fn LogRow(entry: LogEntry, shown: RwSignal<Vec<LogEntry>>, done: Done) -> impl IntoView {
    let (id, can_undo) = (entry.id, entry.is_undoable && entry.undone_at.is_none());
    let busy = RwSignal::new(false);
    let toasts = toasts();
    let take_back = move |_| {
        busy.set(true);
        spawn_local(async move {
            match undo(id).await {
                Ok(undone) => {
                    shown.try_update(|shown| {
                        shown.iter_mut().filter(|known| known.id == id).for_each(|known| *known = undone.clone());
                    });
                    done.again();
                }
                Err(error) => {
                    busy.try_set(false);
                    toasts.say(error.to_string());
                }
            }
        });
    };
    view! {
        <li>
            <Entry entry=entry />
            {can_undo
                .then(|| {
                    view! {
                        <span class="needs-script">
                            <Button busy=busy on:click=take_back>
                                "Undo"
                            </Button>
                        </span>
                    }
                })}
        </li>
    }
}

/// An entry in words.
#[component]
pub fn Entry(entry: LogEntry) -> impl IntoView {
    let by = entry.by.as_ref().map_or_else(|| "An account that is gone".to_owned(), |by| by.display_name.clone());
    let words = in_words(&entry);
    let undone = entry.undone_at.map(|at| {
        let by = entry.undone_by.map(|by| format!(" by {}", by.display_name)).unwrap_or_default();
        view! { <span class="text-soft">" · undone" {by} " " <Ago at=at /></span> }
    });
    let quoted = entry.message.map(|message| {
        view! { <q class="moderator-quote" dir="auto">{message.content}</q> }
    });
    view! {
        <div class="moderator-entry">
            <p>
                <strong><bdi>{by}</bdi></strong>
                " "
                {words}
                <span class="text-soft">" · " <Ago at=entry.created_at /></span>
                {undone}
            </p>
            {quoted}
            {entry.reason.map(|reason| view! { <p class="text-soft">"Reason: " <bdi dir="auto">{reason}</bdi></p> })}
        </div>
    }
    .into_any()
}

/// What was done, as the end of a sentence that begins with a name.
fn in_words(entry: &LogEntry) -> String {
    let whom =
        entry.user.as_ref().map_or_else(|| "an account that is gone".to_owned(), |user| user.display_name.clone());
    let deleted = entry.messages.filter(|count| *count > 0);
    let deleted = deleted.map(|count| format!(" and deleted {}", format::counted(count, "message", "messages")));
    let deleted = deleted.unwrap_or_default();
    match entry.action.as_str() {
        "ban" => format!("banned {whom}{deleted}"),
        "timeout" => {
            let span = format::wait(Duration::seconds(entry.seconds.unwrap_or_default().into()));
            format!("timed {whom} out for {span}{deleted}")
        }
        "unban" => format!("lifted the ban of {whom}"),
        "end_timeout" => format!("ended the timeout of {whom}"),
        "delete_message" => format!("deleted a message of {whom}"),
        "delete_user_messages" => {
            let count = format::counted(entry.messages.unwrap_or_default(), "message", "messages");
            format!("deleted {count} of {whom}")
        }
        "change_modes" => "changed the chat modes".to_owned(),
        "change_filters" => "changed the filters".to_owned(),
        "approve_message" => format!("let a held message of {whom} be sent"),
        "deny_message" => format!("kept a held message of {whom} from being sent"),
        "lock_down" => "locked the chat down".to_owned(),
        "lift_lockdown" => "lifted the lockdown".to_owned(),
        "pin_message" => "pinned a message".to_owned(),
        "unpin_message" => "took the pinned message down".to_owned(),
        "announce" => "made an announcement".to_owned(),
        "add_moderator" => format!("made {whom} a moderator"),
        "change_moderator" => format!("changed what {whom} may do as a moderator"),
        "remove_moderator" => format!("removed {whom} as a moderator"),
        "undo" => "undid an action".to_owned(),
        other => other.replace('_', " "),
    }
}
