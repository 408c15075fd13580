//! What moderators see of a person on their card, and do to them there.

use super::act::{self, Outcome};
use super::log::Entry;
use super::rpc::{add_note, user_card};
use crate::browser;
use crate::chat::Moderated;
use crate::ui::{Ago, Button, Look, format, ticking, toasts};
use domain::accounts::User;
use domain::moderation::{Ban, Permission, UserCard};
use domain::{ChannelId, channels::Role};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;
use std::time::Duration;
use time::OffsetDateTime;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// Timeouts to choose from: words and seconds.
const TIMEOUTS: [(&str, u32); 4] = [("1 min", 60), ("10 min", 600), ("1 h", 3600), ("1 day", 86_400)];

/// The section of a card, for those who may do something. Its code comes when the first such card is opened.
#[component]
pub fn ModeratorSection(
    moderated: Moderated,
    user: User,
    /// Whether a message tells that moderators can do nothing to the person. Only those who may see the log hear it from the server.
    is_untouchable: bool,
    /// Called once something was done to the person.
    done: Callback<()>,
) -> impl IntoView {
    // What is waited for concerns this section alone: the chat around it would take its elements out meanwhile, and the card's dialog with them.
    view! {
        <Suspense>
            {Suspend::new(async move {
                section(moderated, user, is_untouchable, done)
                    .await
                    .unwrap_or_else(|_| {
                        view! { <p class="text-soft">"The moderator tools didn’t load. Reload the page to try again."</p> }
                            .into_any()
                    })
            })}
        </Suspense>
    }
}

/// Reads what the log has of the person, if the reader may see it.
#[wasm_split(seldom, fallible)]
fn section(
    moderated: Moderated,
    user: User,
    is_untouchable: bool,
    done: Callback<()>,
) -> Result<AnyView, SplitLoaderError> {
    let card = RwSignal::new(None::<UserCard>);
    let (channel, id) = (moderated.channel, user.id);
    let load = Callback::new(move |()| {
        spawn_local(async move {
            if let Ok(found) = user_card(channel, id.to_string()).await {
                card.try_set(Some(found));
            }
        });
    });
    if moderated.may(Permission::ViewLog) && browser::IN_BROWSER {
        load.run(());
    }
    let is_touchable = move || {
        card.with(|card| card.as_ref().map_or(!is_untouchable, |card| card.role == Role::Viewer && !card.is_staff))
    };
    let now = ticking(SECOND);
    let ban =
        Memo::new(move |_| card.with(|card| card.as_ref()?.ban.clone()).filter(|ban| is_in_force(ban, now.get())));
    let state = move || ban.get().map(|ban| view! { <p class="moderator-ban"><BanWords ban=ban /></p> });
    let past = move || card.get().map(|card| view! { <Past channel=channel card=card load=load /> });
    let section = view! {
        <section class="moderator-card" aria-label="Moderation">
            {state}
            <Show when=is_touchable>
                <Actions moderated=moderated.clone() user=user.clone() ban=ban done=done />
            </Show>
            {past}
        </section>
    };
    Ok(section.into_any())
}

#[component]
fn Actions(moderated: Moderated, user: User, ban: Memo<Option<Ban>>, done: Callback<()>) -> impl IntoView {
    let (channel, toasts) = (moderated.channel, toasts());
    let (username, name) = (StoredValue::new(user.username), StoredValue::new(user.display_name));
    let (reason, failed, busy) = (RwSignal::new(String::new()), RwSignal::new(None::<String>), RwSignal::new(false));
    // What fails is said here: the toasts are below the dialog.
    let run = move |action: Pin<Box<dyn Future<Output = Outcome>>>| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            let answer = action.await;
            busy.try_set(false);
            match answer {
                Ok((words, action)) => {
                    // None if the card was closed meanwhile.
                    done.try_run(());
                    act::say(toasts, words, action);
                }
                Err(error) => {
                    failed.try_set(Some(error.to_string()));
                }
            }
        });
    };
    let banish = move |seconds: Option<u32>| {
        let why = Some(reason.with_untracked(|reason| reason.trim().to_owned())).filter(|why| !why.is_empty());
        run(Box::pin(act::ban(channel, username.get_value(), name.get_value(), seconds, why)));
    };
    let delete = move |_| run(Box::pin(act::delete_all(channel, username.get_value(), name.get_value())));
    let lift = move |_| run(Box::pin(act::unban(channel, username.get_value(), name.get_value())));
    let (may_time_out, may_ban) = (moderated.may(Permission::Timeout), moderated.may(Permission::Ban));
    let why = (may_time_out || may_ban).then(|| {
        view! {
            <div class="field">
                <label for="moderator-reason">"Reason (they will see it)"</label>
                <div class="input-box">
                    <input
                        id="moderator-reason"
                        maxlength="500"
                        autocomplete="off"
                        prop:value=reason
                        on:input=move |event| reason.set(event_target_value(&event))
                    />
                </div>
            </div>
        }
    });
    let timeouts = may_time_out.then(|| {
        let button = |(words, seconds): (&'static str, u32)| {
            view! { <Button on:click=move |_| banish(Some(seconds))>{words}</Button> }
        };
        view! {
            <div class="moderator-timeouts" role="group" aria-label="Time out">
                <span class="text-soft">"Time out"</span>
                {TIMEOUTS.map(button).collect_view()}
            </div>
        }
    });
    let may_delete = moderated.may(Permission::Delete);
    // Those who may not read the log are not told whether there is a ban; lifting one that is not there says so.
    let knows = moderated.may(Permission::ViewLog);
    let is_banned = move || ban.with(|ban| ban.as_ref().is_some_and(|ban| ban.expires_at.is_none()));
    let is_timed_out = move || ban.with(|ban| ban.as_ref().is_some_and(|ban| ban.expires_at.is_some()));
    view! {
        {why}
        {timeouts}
        <div class="user-actions">
            <Show when=move || may_ban && !is_banned()>
                <Button look=Look::Danger icon=lu::LuGavel on:click=move |_| banish(None)>
                    "Ban"
                </Button>
            </Show>
            {may_delete
                .then(|| {
                    view! {
                        <Button icon=lu::LuTrash2 on:click=delete>
                            "Delete all messages"
                        </Button>
                    }
                })}
            // Those who may only time people out end timeouts, but lift no ban.
            <Show when=move || may_ban && (is_banned() || !knows)>
                <Button icon=lu::LuCheck on:click=lift>
                    "Unban"
                </Button>
            </Show>
            <Show when=move || (may_ban || may_time_out) && is_timed_out()>
                <Button icon=lu::LuCheck on:click=lift>
                    "End timeout"
                </Button>
            </Show>
        </div>
        <p class="field-note is-error is-bare" role="alert">
            {failed}
        </p>
    }
    .into_any()
}

/// What is known of the person in the channel.
#[component]
fn Past(channel: ChannelId, card: UserCard, load: Callback<()>) -> impl IntoView {
    let UserCard { user, followed_at, message_count, messages, actions, notes, .. } = card;
    let written = RwSignal::new(String::new());
    let failed = RwSignal::new(None::<String>);
    let note = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let content = written.get_untracked();
        spawn_local(async move {
            match add_note(channel, user.id.to_string(), content).await {
                Ok(_) => {
                    load.try_run(());
                }
                Err(error) => {
                    failed.try_set(Some(error.to_string()));
                }
            }
        });
    };
    let said = messages.into_iter().map(|message| {
        let is_deleted = message.deleted_at.is_some();
        let words = view! {
            <li class:is-deleted=is_deleted>
                <bdi dir="auto">{message.content}</bdi>
                {is_deleted.then_some(" (deleted)")}
            </li>
        };
        words.into_any()
    });
    let done = format::counted(actions.len() as i64, "action by moderators", "actions by moderators");
    let actions = actions.into_iter().map(|entry| view! { <li><Entry entry=entry /></li> }.into_any());
    let noted = notes.into_iter().map(|note| {
        let by = note.by.map_or_else(|| "An account that is gone".to_owned(), |by| by.display_name);
        let words = view! {
            <li>
                <bdi dir="auto">{note.content}</bdi>
                <span class="text-soft">" – " {by} ", " <Ago at=note.created_at /></span>
            </li>
        };
        words.into_any()
    });
    let noted = noted.collect::<Vec<_>>();
    let noted = (!noted.is_empty()).then(|| {
        view! {
            <h3>"Notes"</h3>
            <ul class="moderator-list" tabindex="0" aria-label="Notes">{noted}</ul>
        }
    });
    view! {
        <p class="text-soft">
            {format::counted(message_count, "message here", "messages here")}
            {followed_at.map(|at| format!(" · follows since {}", format::date(at)))}
        </p>
        {folded("Last messages".to_owned(), said.collect())}
        {folded(done, actions.collect())}
        {noted}
        <form class="field" on:submit=note>
            <label for="moderator-note">"A note for the moderators"</label>
            <div class="moderator-note">
                <div class="input-box">
                    <input
                        id="moderator-note"
                        maxlength="500"
                        autocomplete="off"
                        prop:value=written
                        on:input=move |event| written.set(event_target_value(&event))
                    />
                </div>
                <Button kind="submit">"Add"</Button>
            </div>
        </form>
        <p class="field-note is-error is-bare" role="alert">
            {failed}
        </p>
    }
    .into_any()
}

/// A list that opens with a click on its title; none if there is nothing in it.
fn folded(title: String, items: Vec<AnyView>) -> Option<impl IntoView> {
    (!items.is_empty()).then(|| {
        view! {
            <details>
                <summary>{title.clone()}</summary>
                <ul class="moderator-list" tabindex="0" aria-label=title>{items}</ul>
            </details>
        }
    })
}

/// Times that are left are counted down.
pub const SECOND: Duration = Duration::from_secs(1);

/// What a ban is, with the time that is left of it.
#[component]
pub fn BanWords(ban: Ban) -> impl IntoView {
    let now = ticking(SECOND);
    // In lists that are read out when they change, each second would be.
    view! { <span aria-live="off">{move || ban_in_words(&ban, now.get())}</span> }
}

/// Whether a timeout has not ended yet.
pub fn is_in_force(ban: &Ban, now: OffsetDateTime) -> bool {
    ban.expires_at.is_none_or(|end| end > now)
}

/// "Banned by Mira: spam", "Timed out by Mira, 9 min left".
pub fn ban_in_words(ban: &Ban, now: OffsetDateTime) -> String {
    let left = ban.expires_at.map(|at| format!(", {} left", format::wait(at - now))).unwrap_or_default();
    let what = if ban.expires_at.is_some() { "Timed out" } else { "Banned" };
    let by = ban.by.as_ref().map(|by| format!(" by {}", by.display_name)).unwrap_or_default();
    let why = ban.reason.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
    format!("{what}{by}{left}{why}")
}
