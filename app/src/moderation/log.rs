//! The moderation log: who did what to whom, and the button that takes it back.

mod words;

use super::act::may_take_back;
use super::listed::Listed;
use super::live::Done;
use super::rpc::{deleted_messages, log, undo};
use super::standing::Standing;
use crate::browser;
use crate::error::AppError;
use crate::ui::{Ago, Button, Empty, More, Tile, format, toasts};
use domain::accounts::User;
use domain::addresses;
use domain::chat::Message;
use domain::moderation::{LOG_SEARCHED, LogEntry, log_words};
use domain::{ActionId, ChannelId, Page};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;
use words::{in_line, in_words};

/// The log with its search.
#[component]
pub fn LogTile(
    channel: ChannelId,
    /// None if it is yet to be read.
    first: Option<Page<LogEntry>>,
    standing: Standing,
    done: Done,
) -> impl IntoView {
    let is_read = first.is_some();
    let list = Listed::new(first.unwrap_or_default());
    let (wanted, asked) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let toasts = toasts();
    let load =
        move |from: Option<String>, many: u32| log(channel, asked.try_get_untracked().flatten(), from, Some(many));
    let failed = move |error: AppError| toasts.fail(&error);
    done.follow(move || list.read(load, failed));
    Effect::new(move |_| {
        if !is_read {
            list.read(load, failed);
        }
    });
    let search = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        asked.set(Some(wanted.get_untracked()).filter(|text| !text.trim().is_empty()));
        list.read_other(load, failed);
    };
    view! {
        <Tile title="Log" icon=lu::LuScrollText id="log">
            <form class="moderator-note needs-script" role="search" on:submit=search>
                <div class="input-box">
                    <input
                        type="search"
                        aria-label="Search for a name, an action, a reason or text of a message"
                        placeholder="Name, action, reason or text"
                        prop:value=wanted
                        on:input=move |event| wanted.set(event_target_value(&event))
                    />
                </div>
                <Button kind="submit" icon=lu::LuSearch>
                    "Search"
                </Button>
            </form>
            <Show when=move || list.is_empty()>
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
                <For each=move || list.shown.get() key=|entry| (entry.id, entry.undone_at) let(entry)>
                    <LogRow entry=entry list=list standing=standing done=done />
                </For>
            </ul>
            <More
                next=list.next
                failure="The log didn't load."
                load=move |from| list.more(log(channel, asked.get_untracked(), from, None))
                take=move |page| list.take(page)
            />
            <Show when=move || asked.with(Option::is_some)>
                <p class="text-soft">{format!("A search looks through the newest {} entries.", format::count(LOG_SEARCHED))}</p>
            </Show>
        </Tile>
    }
    .into_any()
}

/// An entry with the button that takes it back.
#[component]
fn LogRow(entry: LogEntry, list: Listed<LogEntry>, standing: Standing, done: Done) -> impl IntoView {
    let (id, kept, permissions) = (entry.id, entry.clone(), standing.permissions());
    let can_undo = Memo::new(move |_| permissions.with(|may| may_take_back(&kept, may)));
    let busy = RwSignal::new(false);
    let toasts = toasts();
    let take_back = move |_| {
        busy.set(true);
        spawn_local(async move {
            match undo(id).await {
                Ok(undone) => {
                    browser::focus_on("#log h2");
                    list.change(|shown| {
                        shown.iter_mut().filter(|known| known.id == id).for_each(|known| *known = undone.clone());
                    });
                    done.again();
                }
                Err(error) => {
                    busy.try_set(false);
                    toasts.fail(&error);
                }
            }
        });
    };
    let label = StoredValue::new(format!("Undo: {}", in_line(&entry)));
    let deleted = entry.messages.filter(|count| *count > 0 && entry.undone_at.is_none());
    view! {
        <li>
            <div class="moderator-entry">
                <Entry entry=entry />
                {deleted.map(|count| view! { <Deleted action=id count=count /> })}
            </div>
            <Show when=move || can_undo.get()>
                <span class="needs-script">
                    <Button busy=busy on:click=take_back attr:aria-label=label.get_value()>
                        "Undo"
                    </Button>
                </span>
            </Show>
        </li>
    }
}

/// The messages that an action took out of view, read when the moderator opens it.
#[component]
fn Deleted(action: ActionId, count: i64) -> impl IntoView {
    let found = RwSignal::new(None::<Result<Vec<Message>, String>>);
    let look = move |_| {
        if found.with_untracked(Option::is_none) {
            spawn_local(async move {
                let answer = deleted_messages(action).await.map_err(|error| error.to_string());
                found.try_set(Some(answer));
            });
        }
    };
    let shown = move || match found.get() {
        None => view! { <p class="text-soft">"Loading…"</p> }.into_any(),
        Some(Err(words)) => view! { <p class="text-soft">{words}</p> }.into_any(),
        Some(Ok(messages)) if messages.is_empty() => {
            view! { <p class="text-soft">"Nothing is kept of it."</p> }.into_any()
        }
        Some(Ok(messages)) => {
            let rest = count - i64::try_from(messages.len()).unwrap_or(count);
            let rest = (rest > 0).then(|| view! { <li class="text-soft">{format!("and {rest} before them")}</li> });
            let row = |message: Message| view! { <li><bdi dir="auto">{message.content}</bdi></li> }.into_any();
            view! {
                <ul class="moderator-list" tabindex="0" aria-label="Deleted messages">
                    {rest}
                    {messages.into_iter().map(row).collect_view()}
                </ul>
            }
            .into_any()
        }
    };
    view! {
        <details class="needs-script" on:toggle=browser::while_here(look)>
            <summary>{format!("Show {}", format::counted(count, "message", "messages"))}</summary>
            {shown}
        </details>
    }
    .into_any()
}

/// An entry in words.
#[component]
pub fn Entry(
    entry: LogEntry,
    /// What the actor is called, where they may have no username.
    #[prop(optional_no_strip)]
    by_name: Option<String>,
    /// The same of the account that it concerned.
    #[prop(optional_no_strip)]
    user_name: Option<String>,
) -> impl IntoView {
    // What the server does by itself has no actor, as little as what an account did that is gone.
    let unnamed = log_words::actor_of(&entry.action).unwrap_or("An account that is gone");
    let by = entry.by.as_ref().map_or_else(|| by_name.unwrap_or_else(|| unnamed.to_owned()).into_any(), named);
    let (before, behind) = in_words(&entry);
    // Who appeals is named as the one who acts.
    let is_named = entry.action != "appeal" && before.ends_with(' ');
    let whom = is_named.then(|| {
        let unnamed = || user_name.unwrap_or_else(|| "an account that is gone".to_owned()).into_any();
        entry.user.as_ref().map_or_else(unnamed, named)
    });
    let undone = entry.undone_at.map(|at| {
        let by = entry.undone_by.map(|by| format!(" by {}", by.display_name)).unwrap_or_default();
        view! { <span class="text-soft">" · undone" {by} " " <Ago at=at /></span> }
    });
    let quoted = entry.message.map(|message| {
        view! { <q class="moderator-quote" dir="auto">{message.content}</q> }
    });
    let (label, end) = match entry.action.as_str() {
        "appeal" => ("“", "”"),
        "approve_appeal" | "deny_appeal" | "resolve_report" | "dismiss_report" => ("Answer: ", ""),
        _ => ("Reason: ", ""),
    };
    view! {
        <div class="moderator-entry">
            <p>
                <strong>{by}</strong>
                " "
                {before}
                {whom}
                {behind}
                <span class="text-soft">" · " <Ago at=entry.created_at /></span>
                {undone}
            </p>
            {quoted}
            {entry.reason.map(|reason| view! { <p class="text-soft">{label} <bdi dir="auto">{reason}</bdi> {end}</p> })}
        </div>
    }
    .into_any()
}

/// A person, with the way to their page.
fn named(user: &User) -> AnyView {
    let page = addresses::user_page(&user.username);
    view! { <a class="moderator-name" href=page><bdi>{user.display_name.clone()}</bdi></a> }.into_any()
}
