//! Who moderates a channel: adding, changing and removing them.

use super::live::Done;
use super::rpc::{SetModerator, moderators, remove_moderator, set_moderator};
use crate::browser;
use crate::ui::{Button, Confirm, Empty, Field, Form, FormState, Look, Tile, Toasts, toasts};
use crate::users::row::UserRow;
use domain::addresses;
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
        Permission::Modes => "Chat modes and lockdown",
        Permission::Filters => "Change the filters",
        Permission::Pin => "Pin messages",
        Permission::Announce => "Announce",
        Permission::ViewLog => "See the log, cards and notes",
    }
}

/// What the rows share.
#[derive(Clone, Copy)]
struct Moderators {
    channel: ChannelId,
    shown: RwSignal<Vec<ChannelModerator>>,
    /// Changes of this page on their way: what is read meanwhile is older than they are.
    saving: StoredValue<u32>,
}

impl Moderators {
    fn read(self) {
        let is_saving = move || self.saving.try_get_value() != Some(0);
        if is_saving() {
            return;
        }
        spawn_local(async move {
            if let Ok(moderators) = moderators(self.channel).await
                && !is_saving()
            {
                self.shown.try_set(moderators);
            }
        });
    }

    fn permissions(self, of: UserId) -> Vec<Permission> {
        self.shown
            .with(|shown| shown.iter().find(|known| known.user.id == of).map(|known| known.permissions.clone()))
            .unwrap_or_default()
    }

    /// Shows a change before the server has it, and reads the list again when the last one is there.
    fn switch(self, of: UserId, permission: Permission, on: bool, toasts: Toasts) {
        let mut wanted = None;
        self.shown.update(|shown| {
            for known in shown.iter_mut().filter(|known| known.user.id == of) {
                known.permissions.retain(|known| *known != permission);
                known.permissions.extend(on.then_some(permission));
                wanted = Some((known.user.username.clone(), known.permissions.clone()));
            }
        });
        let Some((username, wanted)) = wanted else { return };
        self.saving.update_value(|count| *count += 1);
        spawn_local(async move {
            match set_moderator(self.channel, username, wanted, None).await {
                Ok(_) => toasts.say("Saved. It counts from now on."),
                Err(error) => toasts.fail(&error),
            }
            self.saving.try_update_value(|count| *count -= 1);
            self.read();
        });
    }

    /// Shows who was added by name. Of one who was among `before` nothing has changed, so the page says so, and leads to their row.
    fn added(self, moderator: &ChannelModerator, before: &[UserId], toasts: Toasts) {
        let id = moderator.user.id;
        self.shown.update(|shown| match shown.iter_mut().find(|known| known.user.id == id) {
            Some(known) => *known = moderator.clone(),
            None => shown.push(moderator.clone()),
        });
        if before.contains(&id) {
            toasts.say(format!("{} is already a moderator.", moderator.user.display_name));
            let row = format!("#moderators a[href='{}']", addresses::user_page(&moderator.user.username));
            browser::next_frame(move || {
                if let Some(row) = browser::find(&row) {
                    browser::focus(&row);
                }
            });
        }
    }

    fn remove(self, whom: UserId, toasts: Toasts) {
        spawn_local(async move {
            match remove_moderator(self.channel, whom.to_string()).await {
                Ok(()) => {
                    browser::focus_on("#moderators h2");
                    self.shown.try_update(|shown| shown.retain(|known| known.user.id != whom));
                }
                Err(error) => toasts.fail(&error),
            }
        });
    }
}

#[component]
pub fn ModeratorsTile(channel: ChannelId, first: Vec<ChannelModerator>, done: Done) -> impl IntoView {
    let shown = RwSignal::new(first);
    let list = Moderators { channel, shown, saving: StoredValue::new(0) };
    done.follow(move || list.read());
    let form = FormState::<SetModerator>::new();
    let wanted =
        form.input("username", String::new(), |text| text.trim().is_empty().then(|| "Type a username.".to_owned()));
    let (pending, toasts) = (form.pending(), toasts());
    // Who was shown when the form was sent: the news of a new moderator may be faster than the answer.
    let before = StoredValue::new(Vec::<UserId>::new());
    Effect::new(move |_| {
        if pending.get() {
            before.set_value(shown.with_untracked(|shown| shown.iter().map(|known| known.user.id).collect()));
        }
    });
    form.on_success(move |moderator| {
        wanted.text.set(String::new());
        list.added(moderator, &before.get_value(), toasts);
    });
    view! {
        <Tile title="Moderators" icon=lu::LuShield id="moderators">
            <Form state=form>
                <input type="hidden" name="channel" value=channel.to_string() />
                <input type="hidden" name="adds" value="true" />
                <Field label="Username" input=wanted prefix="@" max=60 help="They may do everything at first. Change that at any time." />
                <div>
                    <Button kind="submit" busy=pending>
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
                    <ModeratorRow moderator=moderator list=list />
                </For>
            </ul>
        </Tile>
    }
    .into_any()
}

#[component]
fn ModeratorRow(moderator: ChannelModerator, list: Moderators) -> impl IntoView {
    let user = moderator.user;
    let (id, name) = (user.id, user.display_name.clone());
    let permissions = Memo::new(move |_| list.permissions(id));
    let (asks, awake) = (RwSignal::new(false), RwSignal::new(false));
    Effect::new(move |_| awake.set(true));
    let toasts = toasts();
    let remove = Callback::new(move |()| list.remove(id, toasts));
    let choice = |permission: Permission| {
        // A memo, so that news of other permissions do not touch the box.
        let may = Memo::new(move |_| permissions.with(|permissions| permissions.contains(&permission)));
        view! {
            <label class="chat-choice">
                // Each box is stored by the script as it is ticked.
                <input
                    type="checkbox"
                    disabled=move || !awake.get()
                    prop:checked=may
                    checked=may.get_untracked()
                    on:change=browser::once_settled(move |event| list.switch(id, permission, event_target_checked(&event), toasts))
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
                Err(error) => toasts.fail(&error),
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
