//! Who moderates a channel: adding, changing and removing them.

use super::rpc::{SetModerator, remove_moderator, set_moderator};
use crate::browser;
use crate::ui::{Button, Confirm, Empty, Field, Form, FormState, Look, Tile, toasts};
use crate::users::row::UserRow;
use domain::channels::Channel;
use domain::moderation::{ChannelModerator, Permission};
use domain::{ChannelId, UserId};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// A permission in words.
fn words(permission: Permission) -> &'static str {
    match permission {
        Permission::Delete => "Delete messages",
        Permission::Timeout => "Time people out",
        Permission::Ban => "Ban people",
        Permission::Hold => "Decide on held messages",
        Permission::Modes => "Change the chat's rules, lock it down",
        Permission::Filters => "Change the filters",
        Permission::Pin => "Pin messages",
        Permission::Announce => "Announce",
        Permission::ViewLog => "See the log, cards and notes",
    }
}

#[component]
pub fn ModeratorsTile(channel: ChannelId, first: Vec<ChannelModerator>) -> impl IntoView {
    let shown = RwSignal::new(first);
    let form = FormState::<SetModerator>::new();
    let wanted =
        form.input("username", String::new(), |text| text.trim().is_empty().then(|| "Type a username.".to_owned()));
    form.on_success(move |moderator| {
        wanted.text.set(String::new());
        shown.update(|shown| {
            shown.retain(|known| known.user.id != moderator.user.id);
            shown.push(moderator.clone());
        });
    });
    let all = Permission::ALL.iter().enumerate().map(|(at, permission)| {
        view! { <input type="hidden" name=format!("permissions[{at}]") value=permission.as_str() /> }
    });
    view! {
        <Tile title="Moderators" icon=lu::LuShield id="moderators">
            <Form state=form>
                <input type="hidden" name="channel" value=channel.to_string() />
                {all.collect_view()}
                <Field label="Username" input=wanted prefix="@" max=60 help="They may do everything below at first. Change that at any time." />
                <div>
                    <Button kind="submit" busy=form.pending()>
                        "Make moderator"
                    </Button>
                </div>
            </Form>
            <Show when=move || shown.with(Vec::is_empty)>
                <Empty icon=lu::LuShield title="No moderators yet">
                    <p>"Moderators keep your chat pleasant while you stream. You choose what each of them may do."</p>
                </Empty>
            </Show>
            <ul class="moderators">
                <For each=move || shown.get() key=|moderator| moderator.user.id let(moderator)>
                    <ModeratorRow channel=channel moderator=moderator shown=shown />
                </For>
            </ul>
        </Tile>
    }
    .into_any()
}

#[component]
fn ModeratorRow(
    channel: ChannelId,
    moderator: ChannelModerator,
    shown: RwSignal<Vec<ChannelModerator>>,
) -> impl IntoView {
    let ChannelModerator { user, permissions, .. } = moderator;
    let (id, username, name) = (user.id, user.username.clone(), user.display_name.clone());
    let permissions = RwSignal::new(permissions);
    let (asks, awake) = (RwSignal::new(false), RwSignal::new(false));
    Effect::new(move |_| awake.set(true));
    let toasts = toasts();
    let switch = move |permission: Permission, on: bool, username: String| {
        let before = permissions.get_untracked();
        permissions.update(|permissions| {
            permissions.retain(|known| *known != permission);
            permissions.extend(on.then_some(permission));
        });
        let wanted = permissions.get_untracked();
        spawn_local(async move {
            match set_moderator(channel, username, wanted).await {
                Ok(_) => toasts.say("Saved. It counts from now on."),
                Err(error) => {
                    permissions.try_set(before);
                    toasts.say(error.to_string());
                }
            }
        });
    };
    let remove = Callback::new(move |()| {
        spawn_local(async move {
            match remove_moderator(channel, id.to_string()).await {
                Ok(()) => {
                    shown.try_update(|shown| shown.retain(|known| known.user.id != id));
                }
                Err(error) => toasts.say(error.to_string()),
            }
        });
    });
    let choice = |permission: Permission| {
        let username = username.clone();
        view! {
            <label class="chat-choice">
                // Each box is stored by the script as it is ticked.
                <input
                    type="checkbox"
                    disabled=move || !awake.get()
                    prop:checked=move || permissions.with(|permissions| permissions.contains(&permission))
                    checked=permissions.with_untracked(|permissions| permissions.contains(&permission))
                    on:change=browser::once_settled(move |event| switch(permission, event_target_checked(&event), username.clone()))
                />
                {words(permission)}
            </label>
        }
    };
    let button = move || {
        view! {
            <span class="needs-script">
                <Button look=Look::Ghost on:click=move |_| asks.set(true)>
                    "Remove"
                </Button>
            </span>
        }
        .into_any()
    };
    view! {
        <UserRow user=user aside=button />
        <li class="moderator-permissions">
            <details>
                <summary>"What they may do"</summary>
                <fieldset>
                    <legend class="sr-only">{format!("What {name} may do")}</legend>
                    {Permission::ALL.map(choice).collect_view()}
                </fieldset>
            </details>
            <Confirm
                open=asks
                title=format!("Remove {name} as a moderator?")
                loses="They can no longer moderate this channel, also in tabs that they have open."
                action="Remove"
                confirmed=remove
            />
        </li>
    }
}

/// For moderators: how to stop being one.
#[component]
pub fn StepDown(channel: Channel, me: UserId) -> impl IntoView {
    let (asks, toasts, navigate) = (RwSignal::new(false), toasts(), use_navigate());
    let (id, name) = (channel.id, channel.name);
    let step_down = Callback::new(move |()| {
        let navigate = navigate.clone();
        spawn_local(async move {
            match remove_moderator(id, me.to_string()).await {
                Ok(()) => navigate("/", NavigateOptions::default()),
                Err(error) => toasts.say(error.to_string()),
            }
        });
    });
    view! {
        <div class="needs-script">
            <Button icon=lu::LuLogOut on:click=move |_| asks.set(true)>
                "Step down as a moderator"
            </Button>
            <Confirm
                open=asks
                title=format!("Step down as a moderator of {name}?")
                loses="You can no longer moderate this channel. Its owner can make you a moderator again."
                action="Step down"
                confirmed=step_down
            />
        </div>
    }
    .into_any()
}
