//! The chat modes on the moderation page: each is in force as soon as it is chosen, here and in other tabs.

use super::rpc::{guard_against_raids, lock_down};
use crate::browser;
use crate::chat::rpc::{ChatMode, change_filters};
use crate::error::AppError;
use crate::socket;
use crate::ui::{Button, Tile, Toasts, format, toasts};
use domain::ChannelId;
use domain::chat::{Modes, ServerEvent};
use domain::moderation::GUARD_MINUTES;
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;
use time::Duration;

const SECONDS: [u32; 9] = [3, 5, 10, 30, 60, 120, 300, 600, 3600];
const MINUTES: [u32; 8] = [0, 10, 60, 24 * 60, 7 * 24 * 60, 30 * 24 * 60, 60 * 24 * 60, 90 * 24 * 60];
const AGES: [u32; 6] = [10, 60, 24 * 60, 7 * 24 * 60, 30 * 24 * 60, 90 * 24 * 60];

#[component]
pub fn ModesTile(channel: ChannelId, first: Modes, may_change: Signal<bool>) -> impl IntoView {
    let modes = RwSignal::new(first);
    // Each choice is stored by the script, so without it there is none.
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    socket::listen(move |events| {
        for event in events {
            match event {
                ServerEvent::Modes { modes: now } => modes.set(now.clone()),
                ServerEvent::Joined { channel_id, modes: now, .. } if *channel_id == channel => modes.set(now.clone()),
                _ => {}
            }
        }
    });
    let number = move |label: &'static str,
                       mode: ChatMode,
                       choices: &'static [u32],
                       seconds_each: u32,
                       of: fn(&Modes) -> Option<u32>| {
        let choice = Choice::new(channel, mode, modes, of);
        view! { <NumberMode choice=choice label=label choices=choices seconds_each=seconds_each /> }
    };
    let switch = move |label: &'static str, mode: ChatMode, of: fn(&Modes) -> Option<u32>| {
        view! { <SwitchedMode choice=Choice::new(channel, mode, modes, of) label=label /> }
    };
    view! {
        <Tile title="Chat modes" icon=lu::LuTimer id="modes">
            <p class="text-soft">
                "Changes apply right away. Modes don’t apply to you, your moderators or administrators."
                {move || (!may_change.get()).then_some(" You can see them, but the owner hasn’t allowed you to change them.")}
            </p>
            <fieldset class="modes" disabled=move || !may_change.get() || !awake.get()>
                <legend class="sr-only">"Chat modes"</legend>
                {number("Slow mode: one message every", ChatMode::Slow, &SECONDS, 1, |modes| {
                    Some(modes.slow_seconds).filter(|seconds| *seconds > 0)
                })}
                {number("Followers only, after following for", ChatMode::Followers, &MINUTES, 60, |modes| modes.followers_only)}
                {number("Only accounts older than", ChatMode::AccountAge, &AGES, 60, |modes| {
                    Some(modes.account_age_seconds.div_ceil(60)).filter(|minutes| *minutes > 0)
                })}
                {switch("Emotes and emoji only", ChatMode::EmoteOnly, |modes| modes.emote_only.then_some(1))}
                {switch("No repetitions", ChatMode::Unique, |modes| modes.unique_messages.then_some(1))}
                {switch("Confirmed e-mail addresses only", ChatMode::VerifiedEmail, |modes| modes.verified_email.then_some(1))}
                <Guards channel=channel modes=modes />
            </fieldset>
        </Tile>
    }
    .into_any()
}

/// A mode, and what was chosen for it: the control shows the choice until the server has answered, because what is heard of earlier choices
/// meanwhile must not take it back.
#[derive(Clone)]
struct Choice {
    channel: ChannelId,
    mode: ChatMode,
    modes: RwSignal<Modes>,
    /// What is in force; none if the mode is off.
    of: fn(&Modes) -> Option<u32>,
    /// It outlives the control, so that the last choice is stored also if the page is left.
    chosen: ArcRwSignal<Option<Option<u32>>>,
    toasts: Toasts,
}

impl Choice {
    fn new(channel: ChannelId, mode: ChatMode, modes: RwSignal<Modes>, of: fn(&Modes) -> Option<u32>) -> Self {
        Self { channel, mode, modes, of, chosen: ArcRwSignal::new(None), toasts: toasts() }
    }

    /// What the control shows.
    fn shown(&self) -> Option<u32> {
        self.chosen.get().unwrap_or_else(|| self.modes.with(self.of))
    }

    /// Stores a choice. A choice that the moderator makes meanwhile is stored after it, so that the last one stays.
    fn choose(&self, value: Option<u32>) {
        let is_busy = self.chosen.get_untracked().is_some();
        self.chosen.set(Some(value));
        if !is_busy {
            spawn_local(self.clone().store());
        }
    }

    async fn store(self) {
        while let Some(value) = self.chosen.get_untracked() {
            match change_filters(self.channel, self.mode, value).await {
                // The answers of several controls come in any order, so each changes its own mode only.
                Ok(()) => {
                    let change = self.mode.change(value).modes.unwrap_or_default();
                    self.modes.try_update(|modes| change.apply(modes).map(|after| *modes = after));
                }
                Err(error) => self.toasts.fail(&error),
            }
            if self.chosen.get_untracked() == Some(value) {
                self.chosen.set(None);
            }
        }
    }
}

/// A mode with a number, or off.
#[component]
fn NumberMode(
    choice: Choice,
    label: &'static str,
    choices: &'static [u32],
    /// Seconds of one unit of the number.
    seconds_each: u32,
) -> impl IntoView {
    let id = format!("mode-{:?}", choice.mode);
    let now = Memo::new({
        let choice = choice.clone();
        move |_| choice.shown()
    });
    let words = move |number: u32| match number {
        0 => "any time".to_owned(),
        number => format::wait(Duration::seconds(i64::from(number) * i64::from(seconds_each))),
    };
    let options = move || {
        let mut numbers = choices.to_vec();
        // Commands and programs may choose others.
        if let Some(number) = now.get().filter(|number| !choices.contains(number)) {
            numbers.push(number);
        }
        numbers
            .into_iter()
            .map(|number| view! { <option value=number.to_string() selected=now.get() == Some(number)>{words(number)}</option> })
            .collect_view()
    };
    let choose = move |event: leptos::ev::Event| choice.choose(event_target_value(&event).parse().ok());
    view! {
        <div class="modes-number">
            <label for=id.clone()>{label}</label>
            <span class="input-box">
                <select
                    id=id
                    on:change=browser::once_settled(choose)
                    prop:value=move || now.get().map_or_else(|| "off".to_owned(), |number| number.to_string())
                >
                    <option value="off" selected=move || now.get().is_none()>
                        "Off"
                    </option>
                    {options}
                </select>
            </span>
        </div>
    }
    .into_any()
}

/// A mode that is on or off.
#[component]
fn SwitchedMode(choice: Choice, label: &'static str) -> impl IntoView {
    // A memo, so that news of other modes do not touch the box.
    let is_on = Memo::new({
        let choice = choice.clone();
        move |_| choice.shown().is_some()
    });
    let choose = move |event: leptos::ev::Event| choice.choose(event_target_checked(&event).then_some(1));
    view! {
        <label class="chat-choice">
            <input
                type="checkbox"
                checked=is_on.get_untracked()
                prop:checked=is_on
                on:change=browser::once_settled(choose)
            />
            {label}
        </label>
    }
    .into_any()
}

/// Lockdown and raid guard: one button each.
#[component]
fn Guards(channel: ChannelId, modes: RwSignal<Modes>) -> impl IntoView {
    let (busy, toasts) = (RwSignal::new(false), toasts());
    let run = move |action: std::pin::Pin<Box<dyn Future<Output = Result<(), AppError>>>>| {
        busy.set(true);
        spawn_local(async move {
            if let Err(error) = action.await {
                toasts.fail(&error);
            }
            busy.try_set(false);
        });
    };
    let is_locked = Memo::new(move |_| modes.with(|modes| modes.lockdown));
    let is_guarded =
        Memo::new(move |_| modes.with(|modes| modes.raid_guard_until.is_some_and(|until| until > browser::now())));
    view! {
        <div class="user-actions needs-script">
            <Button
                icon=lu::LuLock
                busy=busy
                on:click=move |_| {
                    let on = !is_locked.get_untracked();
                    run(Box::pin(async move { lock_down(channel, on).await.map(drop) }));
                }
            >
                {move || if is_locked.get() { "End lockdown" } else { "Lock the chat down" }}
            </Button>
            <Button
                icon=lu::LuShieldAlert
                busy=busy
                on:click=move |_| run(Box::pin(guard_against_raids(channel, !is_guarded.get_untracked())))
            >
                {move || match is_guarded.get() {
                    true => "End the raid guard".to_owned(),
                    false => format!("Followers only for {GUARD_MINUTES} minutes"),
                }}
            </Button>
        </div>
    }
    .into_any()
}
