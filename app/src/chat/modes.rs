//! Which rules hold in the chat, and why a user may not write.

use super::room::Room;
use crate::moderation::act;
use crate::ui::{Button, Icon, format, toasts};
use domain::Code;
use domain::chat::{Me, Modes};
use domain::moderation::Permission;
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;
use time::{Duration, OffsetDateTime};

/// Why a user may not write here at all, in words, as of a time. In slow mode they only have to wait, and other rules bind single messages.
pub fn barred(me: Option<&Me>, modes: &Modes, now: OffsetDateTime) -> Option<String> {
    let me = me.filter(|me| !me.can_send && me.until.is_none_or(|until| until > now))?;
    let left = me.until.map(|until| format::wait(until - now));
    let why = match me.reason? {
        Code::Banned => {
            let what = left.map_or_else(
                || "You are banned from this chat.".to_owned(),
                |left| format!("You’re timed out. You can chat again in {left}."),
            );
            return Some(me.ban_reason.as_ref().map_or(what.clone(), |reason| format!("{what} Reason: {reason}")));
        }
        Code::Blocked => "The owner has blocked you, so you can't write here",
        Code::FollowersOnly if modes.raid_guard_until.is_some_and(|until| until > now) => {
            "Because of a raid, only people who followed before it can write"
        }
        Code::FollowersOnly if left.is_some() => "You haven't followed the channel for long enough",
        Code::FollowersOnly => {
            let after = modes.followers_only.filter(|minutes| *minutes > 0);
            let after = after.map(|minutes| format::wait(Duration::minutes(minutes.into())));
            return Some(after.map_or_else(
                || "Follow the channel to write here".to_owned(),
                |after| format!("Follow the channel, and write here {after} later"),
            ));
        }
        Code::Lockdown => "Chat is locked. Only moderators can write",
        Code::EmailUnverified => "Confirm your e-mail address to write here",
        Code::AccountTooYoung => "Your account is too new to write here",
        _ => return None,
    };
    Some(left.map_or_else(|| why.to_owned(), |left| format!("{why}. Ready in {left}")))
}

/// Rules in force, above the input.
#[component]
pub fn ModesBanner(room: Room) -> impl IntoView {
    let rules = Memo::new(move |_| room.modes.with(in_words));
    let is_locked = Memo::new(move |_| room.modes.with(|modes| modes.lockdown));
    // A line breaks between rules, not within them.
    let spans = move || {
        let rules = rules.get();
        let last = rules.len().saturating_sub(1);
        let span = |(at, rule): (usize, String)| {
            let end = if at < last { "\u{a0}· " } else { "" };
            view! {
                <span class="chat-mode">{rule}</span>
                {end}
            }
        };
        rules.into_iter().enumerate().map(span).collect_view()
    };
    view! {
        <Show when=move || is_locked.get()>
            <div class="chat-modes is-lockdown">
                <Icon glyph=lu::LuLock />
                <span role="status">"Chat is locked. Only moderators can write."</span>
                <LockdownButton room=room on=false />
            </div>
        </Show>
        <Show when=move || !rules.with(Vec::is_empty)>
            <p class="chat-modes" role="status">
                <Icon glyph=lu::LuTimer />
                <span>{spans}</span>
            </p>
        </Show>
    }
}

/// Locks the chat down, or ends that; for those who may, and only while it changes anything.
#[component]
pub fn LockdownButton(
    room: Room,
    /// What it is for: to lock the chat down.
    on: bool,
    /// Called when it is pressed.
    #[prop(into, optional)]
    pressed: Option<Callback<()>>,
) -> impl IntoView {
    let (busy, toasts) = (RwSignal::new(false), toasts());
    let may = move || {
        room.me.with(|me| me.as_ref().is_some_and(|me| me.permissions.contains(&Permission::Modes)))
            && room.modes.with(|modes| modes.lockdown != on)
    };
    let click = move |_| {
        busy.set(true);
        if let Some(pressed) = pressed {
            pressed.run(());
        }
        let channel = room.channel.get_value();
        spawn_local(async move {
            match act::lock(channel, on).await {
                Ok((words, back)) => act::say(toasts, words, back),
                Err(error) => toasts.fail(&error),
            }
            busy.try_set(false);
        });
    };
    view! {
        <Show when=may>
            <Button icon=if on { lu::LuLock } else { lu::LuLockOpen } busy=busy on:click=click>
                {if on { "Lock the chat down" } else { "End lockdown" }}
            </Button>
        </Show>
    }
    .into_any()
}

/// All but a lockdown, which has a line of its own.
fn in_words(modes: &Modes) -> Vec<String> {
    let span = |seconds: u32| format::wait(Duration::seconds(seconds.into()));
    let mut words = Vec::new();
    if modes.slow_seconds > 0 {
        words.push(format!("Slow mode: {}", span(modes.slow_seconds)));
    }
    match modes.followers_only {
        Some(0) => words.push("Followers only".to_owned()),
        Some(minutes) => words.push(format!("Followers only, after {}", span(minutes.saturating_mul(60)))),
        None => {}
    }
    if modes.emote_only {
        words.push("Emotes and emoji only".to_owned());
    }
    if modes.unique_messages {
        words.push("No repetitions".to_owned());
    }
    if modes.verified_email {
        words.push("Confirmed e-mail only".to_owned());
    }
    if modes.account_age_seconds > 0 {
        words.push(format!("Accounts older than {}", span(modes.account_age_seconds)));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::channels::Role;

    #[test]
    fn a_ban_is_told_with_its_end_and_its_reason() {
        let now = OffsetDateTime::UNIX_EPOCH;
        let told = |until: Option<i64>, reason: Option<&str>| {
            let until = until.map(|seconds| now + Duration::seconds(seconds));
            let ban_reason = reason.map(str::to_owned);
            let me = Me { ban_reason, ..Me::may_not_write(Role::Viewer, Code::Banned, until) };
            barred(Some(&me), &Modes::default(), now)
        };
        assert_eq!(
            told(Some(540), Some("spam")).as_deref(),
            Some("You’re timed out. You can chat again in 9 min. Reason: spam")
        );
        assert_eq!(told(Some(30), None).as_deref(), Some("You’re timed out. You can chat again in 30 s."));
        assert_eq!(told(None, Some("spam")).as_deref(), Some("You are banned from this chat. Reason: spam"));
        assert_eq!(told(Some(0), Some("spam")), None);
    }
}
