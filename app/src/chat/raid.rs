//! Raids: what moderators are asked, and the guard while it lasts.

use crate::browser;
use crate::moderation::rpc::guard_against_raids;
use crate::socket;
use crate::ui::{Button, Icon, Look, format, toasts};
use domain::ChannelId;
use domain::chat::{Me, Modes, ServerEvent};
use domain::moderation::{GUARD_MINUTES, Permission, RaidSign, RaidSuspicion};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// A suspicion in words.
fn in_words(raid: &RaidSuspicion) -> String {
    let what = match raid.sign {
        RaidSign::NewAccounts => "new accounts are writing at the same time",
        RaidSign::AlikeMessages => "new accounts are writing almost the same thing",
    };
    format!("This looks like a raid: {} {what}, for example “{}”.", raid.people, raid.example)
}

/// The same banner on the moderation page, which hears what the channel's chat tells its moderators.
#[component]
pub fn RaidOnPage(
    channel: ChannelId,
    /// What takes the focus of what is gone.
    home: &'static str,
) -> impl IntoView {
    let (me, modes) = (RwSignal::new(None::<Me>), RwSignal::new(Modes::default()));
    // What is told before the room was joined is about the one that another page had joined.
    let is_there = StoredValue::new(false);
    socket::listen(move |events| {
        for event in events {
            match event {
                ServerEvent::Joined { channel_id, me: joined, modes: now, .. } => {
                    is_there.set_value(*channel_id == channel);
                    if *channel_id == channel {
                        modes.set(now.clone());
                        me.set(Some(joined.clone()));
                    }
                }
                ServerEvent::Me(now) if is_there.get_value() => me.set(Some(now.clone())),
                ServerEvent::Modes { modes: now } if is_there.get_value() => modes.set(now.clone()),
                _ => {}
            }
        }
    });
    view! { <RaidBanner channel=StoredValue::new(channel) me=me modes=modes home=home /> }
}

/// The question to moderators, and for everybody the guard while it lasts.
#[component]
pub fn RaidBanner(
    channel: StoredValue<ChannelId>,
    /// What the reader may do, and what moderators are told of a raid.
    me: RwSignal<Option<Me>>,
    modes: RwSignal<Modes>,
    /// What takes the focus of what is gone.
    home: &'static str,
) -> impl IntoView {
    let (busy, toasts) = (RwSignal::new(false), toasts());
    let now = RwSignal::new(browser::now());
    let until = Memo::new(move |_| modes.with(|modes| modes.raid_guard_until));
    Effect::new(move |_| {
        if until.get().is_some() {
            now.set(browser::now());
            browser::every(Duration::from_secs(1), move || now.set(browser::now()));
        }
    });
    let left = Memo::new(move |_| until.get().map(|until| until - now.get()).filter(|left| left.is_positive()));
    let is_on = Memo::new(move |_| left.with(Option::is_some));
    let may =
        Memo::new(move |_| me.with(|me| me.as_ref().is_some_and(|me| me.permissions.contains(&Permission::Modes))));
    let raid = Memo::new(move |_| me.with(|me| me.as_ref()?.raid.as_deref().map(in_words)));
    let guard = move |on: bool| {
        busy.set(true);
        let channel = channel.get_value();
        spawn_local(async move {
            match guard_against_raids(channel, on).await {
                // The banner goes, and its buttons with it.
                Ok(()) => browser::focus_on(home),
                Err(error) => toasts.fail(&error),
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
                    <Button busy=busy on:click=move |_| guard(false)>
                        "Dismiss"
                    </Button>
                </Show>
            </div>
        </Show>
    }
}
