//! Raids: what moderators are asked, and the guard while it lasts.

use super::room::Room;
use crate::browser;
use crate::moderation::rpc::guard_against_raids;
use crate::ui::{Button, Icon, Look, format, toasts};
use domain::moderation::{GUARD_MINUTES, Permission, RaidSign, RaidSuspicion};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// The chat as a whole, which takes the focus of what is gone.
const CHAT: &str = "#chat";

/// A suspicion in words.
fn in_words(raid: &RaidSuspicion) -> String {
    let what = match raid.sign {
        RaidSign::NewAccounts => "new accounts are writing at the same time",
        RaidSign::AlikeMessages => "new accounts are writing almost the same thing",
    };
    format!("This looks like a raid: {} {what}, for example “{}”.", raid.people, raid.example)
}

/// The question to moderators, and for everybody the guard while it lasts.
#[component]
pub fn RaidBanner(room: Room) -> impl IntoView {
    let (busy, toasts) = (RwSignal::new(false), toasts());
    let now = RwSignal::new(browser::now());
    let until = Memo::new(move |_| room.modes.with(|modes| modes.raid_guard_until));
    Effect::new(move |_| {
        if until.get().is_some() {
            now.set(browser::now());
            browser::every(Duration::from_secs(1), move || now.set(browser::now()));
        }
    });
    let left = Memo::new(move |_| until.get().map(|until| until - now.get()).filter(|left| left.is_positive()));
    let is_on = Memo::new(move |_| left.with(Option::is_some));
    let may = Memo::new(move |_| {
        room.me.with(|me| me.as_ref().is_some_and(|me| me.permissions.contains(&Permission::Modes)))
    });
    let raid = Memo::new(move |_| room.me.with(|me| me.as_ref()?.raid.as_deref().map(in_words)));
    let guard = move |on: bool| {
        busy.set(true);
        let channel = room.channel.get_value();
        spawn_local(async move {
            match guard_against_raids(channel, on).await {
                // The banner goes, and its buttons with it.
                Ok(()) => browser::focus_on(CHAT),
                Err(error) => toasts.say(error.to_string()),
            }
            busy.try_set(false);
        });
    };
    view! {
        <Show when=move || is_on.get()>
            <div class="chat-modes is-lockdown">
                <Icon glyph=lu::LuShieldAlert />
                <span>
                    "Followers only for "
                    <span class="tabular-nums">{move || left.get().map(format::wait)}</span>
                    ": only those who followed before"
                </span>
                <Show when=move || may.get()>
                    <Button busy=busy on:click=move |_| guard(false)>
                        "End"
                    </Button>
                </Show>
            </div>
        </Show>
        <Show when=move || raid.with(Option::is_some)>
            <div class="chat-modes is-lockdown">
                <Icon glyph=lu::LuShieldAlert />
                <span role="alert" dir="auto">
                    {raid}
                </span>
                <Show when=move || !is_on.get()>
                    <Button look=Look::Primary busy=busy on:click=move |_| guard(true)>
                        {format!("Followers only for {GUARD_MINUTES} minutes")}
                    </Button>
                </Show>
                <Show when=move || !is_on.get()>
                    <Button disabled=busy on:click=move |_| guard(false)>
                        "Dismiss"
                    </Button>
                </Show>
            </div>
        </Show>
    }
}
