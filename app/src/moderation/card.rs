//! What moderators see of a person on their card, and do to them there.

use super::act::{ban, delete_all};
use super::log::Entry;
use super::rpc::{add_note, unban_user, user_card};
use crate::browser;
use crate::chat::Moderated;
use crate::ui::{Ago, Button, Look, format, toasts};
use domain::accounts::User;
use domain::moderation::{Ban, Permission, UserCard};
use domain::{ChannelId, channels::Role};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Timeouts to choose from: words and seconds.
const TIMEOUTS: [(&str, u32); 4] = [("1 min", 60), ("10 min", 600), ("1 h", 3600), ("1 day", 86_400)];

/// The section of a card, for those who may do something. Reads what the log has of the person, if the reader may see it.
#[component]
pub fn ModeratorSection(moderated: Moderated, user: User) -> impl IntoView {
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
    let is_untouchable =
        move || card.with(|card| card.as_ref().is_some_and(|card| card.role != Role::Viewer || card.is_staff));
    let past = move || card.get().map(|card| view! { <Past channel=channel card=card load=load /> });
    view! {
        <section class="moderator-card" aria-label="Moderation">
            <Show when=move || !is_untouchable()>
                <Actions moderated=moderated.clone() user=user.clone() card=card load=load />
            </Show>
            {past}
        </section>
    }
    .into_any()
}

#[component]
fn Actions(moderated: Moderated, user: User, card: RwSignal<Option<UserCard>>, load: Callback<()>) -> impl IntoView {
    let (channel, username, name) = (moderated.channel, user.username, user.display_name);
    let act = {
        let (username, name) = (username.clone(), name.clone());
        Callback::new(move |seconds| ban(channel, username.clone(), name.clone(), seconds, load))
    };
    let toasts = toasts();
    let lift = {
        let (username, name) = (username.clone(), name.clone());
        move |_| {
            let (username, name) = (username.clone(), name.clone());
            spawn_local(async move {
                match unban_user(channel, username).await {
                    Ok(()) => toasts.say(format!("{name} may write again.")),
                    Err(error) => toasts.say(error.to_string()),
                }
                load.run(());
            });
        }
    };
    let is_banned = move || card.with(|card| card.as_ref().is_some_and(|card| card.ban.is_some()));
    let timeouts = moderated.may(Permission::Timeout).then(|| {
        let button = |(words, seconds): (&'static str, u32)| {
            view! { <Button on:click=move |_| act.run(Some(seconds))>{words}</Button> }
        };
        view! {
            <div class="moderator-timeouts" role="group" aria-label="Time out">
                <span class="text-soft">"Time out"</span>
                {TIMEOUTS.map(button).collect_view()}
            </div>
        }
    });
    let may_ban = moderated.may(Permission::Ban);
    let banish = (may_ban).then(|| {
        view! {
            <Button look=Look::Danger icon=lu::LuBan on:click=move |_| act.run(None)>
                "Ban"
            </Button>
        }
    });
    let delete = moderated.may(Permission::Delete).then(|| {
        let delete = move |_| delete_all(channel, username.clone(), name.clone(), load);
        view! {
            <Button icon=lu::LuTrash2 on:click=delete>
                "Delete all messages"
            </Button>
        }
    });
    view! {
        {timeouts}
        <div class="user-actions">
            {banish} {delete}
            <Show when=is_banned>
                <Button icon=lu::LuCheck on:click=lift.clone()>
                    "Let them write again"
                </Button>
            </Show>
        </div>
    }
    .into_any()
}

/// What is known of the person in the channel.
#[component]
fn Past(channel: ChannelId, card: UserCard, load: Callback<()>) -> impl IntoView {
    let UserCard { user, followed_at, ban, message_count, messages, actions, notes, .. } = card;
    let written = RwSignal::new(String::new());
    let failed = RwSignal::new(None::<String>);
    let note = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let content = written.get_untracked();
        spawn_local(async move {
            match add_note(channel, user.id.to_string(), content).await {
                Ok(_) => load.run(()),
                Err(error) => {
                    failed.try_set(Some(error.to_string()));
                }
            }
        });
    };
    let said = messages.into_iter().map(|message| {
        let is_deleted = message.deleted_at.is_some();
        view! {
            <li class:is-deleted=is_deleted>
                <bdi dir="auto">{message.content}</bdi>
                {is_deleted.then_some(" (deleted)")}
            </li>
        }
    });
    let noted = notes.into_iter().map(|note| {
        let by = note.by.map_or_else(|| "An account that is gone".to_owned(), |by| by.display_name);
        view! {
            <li>
                <bdi dir="auto">{note.content}</bdi>
                <span class="text-soft">" – " {by} ", " <Ago at=note.created_at /></span>
            </li>
        }
    });
    view! {
        {ban.map(|ban| view! { <p class="moderator-ban">{ban_in_words(&ban)}</p> })}
        <p class="text-soft">
            {format::counted(message_count, "message here", "messages here")}
            {followed_at.map(|at| format!(" · follows since {}", format::date(at)))}
        </p>
        <details>
            <summary>"Last messages"</summary>
            <ul class="moderator-list">{said.collect_view()}</ul>
        </details>
        <details>
            <summary>{format::counted(actions.len() as i64, "action by moderators", "actions by moderators")}</summary>
            <ul class="moderator-list">{actions.into_iter().map(|entry| view! { <Entry entry=entry /> }).collect_view()}</ul>
        </details>
        <ul class="moderator-list" aria-label="Notes">{noted.collect_view()}</ul>
        <form class="moderator-note" on:submit=note>
            <input
                class="field-input"
                aria-label="A note for the moderators"
                placeholder="A note for the moderators"
                maxlength="500"
                prop:value=written
                on:input=move |event| written.set(event_target_value(&event))
            />
            <Button kind="submit">"Add"</Button>
        </form>
        <p class="field-error" role="alert">{failed}</p>
    }
    .into_any()
}

/// "Banned by Mira: spam", "Timed out until …".
pub fn ban_in_words(ban: &Ban) -> String {
    let until = ban.expires_at.map(|at| format!(" until {}", format::exact(at))).unwrap_or_default();
    let what = if ban.expires_at.is_some() { "Timed out" } else { "Banned" };
    let by = ban.by.as_ref().map(|by| format!(" by {}", by.display_name)).unwrap_or_default();
    let why = ban.reason.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
    format!("{what}{by}{until}{why}")
}
