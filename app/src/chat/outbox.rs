//! Messages that are not stored yet. Each waits, is resent with the same nonce (so that it is stored once), or returns to the input.

use super::commands::{Parsed, parse};
use super::room::Room;
use super::rpc::PostMessage;
use crate::browser;
use crate::socket::{self, SocketState};
use crate::ui::recall;
use domain::channels::Role;
use domain::chat::{ClientFrame, Me, Message, Modes, ServerEvent};
use domain::{Code, HoldId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use std::sync::Arc;
use std::time::Duration;

/// What is said once the room is not found any more.
const GONE: &str = "This chat is not available any more.";

/// A message without its acknowledgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingMessage {
    pub nonce: String,
    pub content: String,
    /// The message it answers.
    pub answered: Option<Arc<Message>>,
}

/// What is said above the input of a message that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub words: String,
    /// The hold that it is about, if it is about one.
    hold: Option<HoldId>,
    /// Why the room has refused a message, if it has.
    code: Option<Code>,
}

impl Notice {
    /// Why a message or a command was not taken.
    pub fn refused(words: String) -> Self {
        Self { words, hold: None, code: None }
    }

    /// Whether a rule was the reason that is not among those in force.
    fn is_lifted_by(&self, modes: &Modes) -> bool {
        match self.code {
            Some(Code::SlowMode) => modes.slow_seconds == 0,
            Some(Code::EmoteOnly) => !modes.emote_only,
            Some(Code::DuplicateMessage) => !modes.unique_messages,
            Some(Code::FollowersOnly) => modes.followers_only.is_none() && modes.raid_guard_until.is_none(),
            Some(Code::EmailUnverified) => !modes.verified_email,
            Some(Code::AccountTooYoung) => modes.account_age_seconds == 0,
            Some(Code::Lockdown) => !modes.lockdown,
            _ => false,
        }
    }

    /// Whether the reason was that its writer might not write at all, which is over once they may.
    fn is_of_standing(&self) -> bool {
        const REASONS: [Code; 7] = [
            Code::SlowMode,
            Code::FollowersOnly,
            Code::EmailUnverified,
            Code::AccountTooYoung,
            Code::Lockdown,
            Code::Banned,
            Code::Blocked,
        ];
        self.code.is_some_and(|code| REASONS.contains(&code))
    }
}

/// Unacknowledged messages, the input's text, and what the room answered.
#[derive(Clone, Copy)]
pub struct Outbox {
    /// What stands in the input.
    pub draft: RwSignal<String>,
    /// Oldest first.
    pub pending: RwSignal<Vec<PendingMessage>>,
    /// Why the last one was not taken, or what became of one that was held.
    pub notice: RwSignal<Option<Notice>>,
    /// Seconds until trying again makes sense.
    pub wait: RwSignal<u32>,
    /// Whether slow mode is what is waited for.
    is_slow: StoredValue<bool>,
    /// Whether the seconds are being counted down.
    is_counting: StoredValue<bool>,
    /// Whether the room is not found any more.
    is_gone: StoredValue<bool>,
    next: StoredValue<u32>,
    room: Room,
}

impl Outbox {
    /// For the room of the channel with this slug; a draft survives that the page is loaded again.
    pub fn new(room: Room, slug: &str) -> Self {
        let draft = RwSignal::new(String::new());
        recall(PostMessage::url(), "content", draft);
        let key = format!("chat-draft:{slug}");
        Effect::new(move |woken: Option<()>| {
            let kept = woken.is_none().then(|| browser::kept(&key)).flatten().filter(|kept| !kept.is_empty());
            if let Some(kept) = kept.filter(|_| draft.with_untracked(String::is_empty)) {
                draft.set(kept);
            }
            draft.with(|text| browser::keep(&key, text));
        });
        // Why a message that was sent without JavaScript came back.
        let answer = ServerAction::<PostMessage>::new().value();
        let refused = answer.with_untracked(|answer| Some(answer.as_ref()?.as_ref().err()?.to_string()));
        Self {
            draft,
            pending: RwSignal::new(Vec::new()),
            notice: RwSignal::new(refused.map(Notice::refused)),
            wait: RwSignal::new(0),
            is_slow: StoredValue::new(false),
            is_counting: StoredValue::new(false),
            is_gone: StoredValue::new(false),
            next: StoredValue::new(0),
            room,
        }
    }

    /// Sends a text, which is the draft. It stays in the input until the room has it; while offline it moves to the waiting rows at once.
    pub fn post(self, content: String) {
        if content.is_empty() || self.wait.get_untracked() > 0 {
            return;
        }
        // Pressing Enter twice sends one message.
        if self
            .pending
            .with_untracked(|pending| pending.iter().any(|pending_message| pending_message.content == content))
        {
            return;
        }
        self.notice.set(None);
        let answered = self.room.replying.get_untracked();
        let pending_message = PendingMessage { nonce: self.nonce(), content, answered };
        let sent = transmit(&pending_message);
        self.pending.update(|pending| pending.push(pending_message));
        if !sent {
            self.empty();
        }
    }

    /// Takes the room's answers.
    pub fn hear(self, events: &[ServerEvent]) {
        let is_entrance = events.iter().any(|event| matches!(event, ServerEvent::Joined { .. }));
        for event in events {
            match event {
                ServerEvent::Me(me) => self.hear_standing(me),
                ServerEvent::Modes { modes } => self.hear_modes(modes),
                ServerEvent::Joined { me, modes, .. } => {
                    self.come_back();
                    self.hear_modes(modes);
                    self.hear_standing(me);
                    self.pending.with_untracked(|pending| {
                        pending.iter().for_each(|pending_message| {
                            transmit(pending_message);
                        });
                    });
                }
                ServerEvent::Ack { nonce: Some(nonce), .. } => self.taken(nonce),
                // Without a nonce it is told on entering, of one that waits since an earlier visit.
                ServerEvent::Held { nonce, hold_id, reason } => {
                    if let Some(nonce) = nonce {
                        self.taken(nonce);
                    }
                    self.say_of_hold(*hold_id, format!("Your message is waiting for a moderator. {reason}"));
                }
                // The message itself says that it was sent. What is said of others stays.
                ServerEvent::Released { hold_id, .. } => {
                    self.drop_notice(|notice| notice.hold == Some(*hold_id));
                }
                // On entering it is told of those of the past minutes, too, which may have been read before.
                ServerEvent::Denied { hold_id, reason } if !is_entrance || self.speaks_of(*hold_id) => {
                    self.say_of_hold(*hold_id, format!("Your message was not sent. {reason}"));
                }
                ServerEvent::Error { code, message, nonce: Some(nonce), retry_after_ms } => {
                    self.refused(*code, message, nonce, *retry_after_ms);
                }
                // A room that cannot be joined, or that was hidden while its readers were in it.
                ServerEvent::Error { code: Code::NotFound, nonce: None, .. } => self.lose_room(),
                _ => {}
            }
        }
    }

    /// The socket is gone: messages on their way move to the waiting rows, and the input is free.
    pub fn follow(self, connection: SocketState) {
        if connection == SocketState::Lost && self.in_input(|pending_message, draft| pending_message.content == draft) {
            self.empty();
        }
    }

    fn empty(self) {
        self.draft.set(String::new());
        self.room.replying.set(None);
    }

    fn in_input(self, is: impl Fn(&PendingMessage, &str) -> bool) -> bool {
        self.draft.with_untracked(|draft| {
            self.pending
                .with_untracked(|pending| pending.iter().any(|pending_message| is(pending_message, sent(draft))))
        })
    }

    fn remove(self, nonce: &str) -> Option<PendingMessage> {
        let place = self
            .pending
            .with_untracked(|pending| pending.iter().position(|pending_message| pending_message.nonce == nonce))?;
        self.pending.try_update(|pending| pending.remove(place))
    }

    fn taken(self, nonce: &str) {
        let Some(pending_message) = self.remove(nonce) else { return };
        // The draft is kept if the user has changed it since sending.
        if self.draft.with_untracked(|draft| sent(draft) == pending_message.content) {
            self.empty();
        }
        // Moderators who write while the mouse rests on the rows see their message.
        if self.room.paused.get_untracked() {
            self.room.to_newest();
        }
        self.drop_notice(|notice| notice.hold.is_none());
        // Moderators are not bound by modes.
        let slow_seconds = self.room.modes.with_untracked(|modes| modes.slow_seconds);
        if slow_seconds > 0 && self.room.me.with_untracked(|me| me.as_ref().is_some_and(|me| me.role == Role::Viewer)) {
            self.hold(slow_seconds, true);
        }
    }

    fn speaks_of(self, hold: HoldId) -> bool {
        self.notice.with_untracked(|notice| notice.as_ref().is_some_and(|notice| notice.hold == Some(hold)))
    }

    fn say_of_hold(self, hold: HoldId, words: String) {
        self.notice.set(Some(Notice { words, hold: Some(hold), code: None }));
    }

    /// Drops the notice if it is such a one.
    fn drop_notice(self, is_over: impl Fn(&Notice) -> bool) {
        if self.notice.with_untracked(|notice| notice.as_ref().is_some_and(is_over)) {
            self.notice.set(None);
        }
    }

    /// The rules have changed: what was said of one that is off by now is over.
    fn hear_modes(self, modes: &Modes) {
        self.drop_notice(|notice| notice.is_lifted_by(modes));
        if modes.slow_seconds == 0 {
            self.end_slow_wait();
        }
    }

    /// What holds for the writer: whether they may write, and in slow mode the time until the next message.
    fn hear_standing(self, me: &Me) {
        if me.can_send {
            self.drop_notice(Notice::is_of_standing);
            self.end_slow_wait();
        }
        if let Some(until) = me.until.filter(|_| me.reason == Some(Code::SlowMode)) {
            let seconds = (until - browser::now()).whole_seconds() + 1;
            self.hold(u32::try_from(seconds).unwrap_or_default(), true);
        }
    }

    fn hold(self, seconds: u32, is_slow: bool) {
        self.wait.set(seconds);
        self.is_slow.set_value(is_slow);
        if seconds > 0 && !self.is_counting.get_value() {
            self.is_counting.set_value(true);
            self.count_down();
        }
    }

    fn end_slow_wait(self) {
        if self.is_slow.get_value() && self.wait.get_untracked() > 0 {
            self.wait.set(0);
        }
    }

    /// The room is not found any more: what was on its way into it is in the input again.
    fn lose_room(self) {
        self.is_gone.set_value(true);
        // The newest first, since each goes before what is in the input.
        while let Some(Some(pending_message)) = self.pending.try_update(Vec::pop) {
            self.give_back(pending_message);
        }
        self.notice.set(Some(Notice::refused(GONE.to_owned())));
    }

    /// The room is joined.
    fn come_back(self) {
        if self.is_gone.get_value() {
            self.is_gone.set_value(false);
            self.drop_notice(|notice| notice.words == GONE);
        }
    }

    /// A message that was not taken is in the input again.
    fn give_back(self, pending_message: PendingMessage) {
        if self.draft.with_untracked(|draft| draft.trim().is_empty()) {
            self.draft.set(pending_message.content);
            self.room.replying.set(pending_message.answered);
        } else if self.draft.with_untracked(|draft| sent(draft) != pending_message.content) {
            // Keep both texts, the older one first.
            self.draft.update(|draft| *draft = format!("{} {draft}", pending_message.content));
        }
    }

    fn refused(self, code: Code, message: &str, nonce: &str, retry_after_ms: Option<u64>) {
        let is_gone = self.is_gone.get_value();
        // The socket is on its way into the room; joining sends what waits.
        if code == Code::NotJoined && !is_gone {
            return;
        }
        let Some(pending_message) = self.remove(nonce) else { return };
        self.give_back(pending_message);
        let words = if code == Code::NotJoined { GONE } else { message };
        self.notice.set(Some(Notice { words: words.to_owned(), hold: None, code: Some(code) }));
        if let Some(ms) = retry_after_ms {
            let seconds = u32::try_from(ms.div_ceil(1000)).unwrap_or(u32::MAX).max(1);
            self.hold(seconds, code == Code::SlowMode);
        }
    }

    fn count_down(self) {
        browser::after(Duration::from_secs(1), move || {
            let Some(before) = self.wait.try_get_untracked() else { return };
            if before > 1 {
                self.wait.set(before - 1);
                return self.count_down();
            }
            self.is_counting.set_value(false);
            // Of a wait that has ended before its time nothing is said any more.
            if before == 1 {
                self.wait.set(0);
                // What is said of a hold was covered by the seconds, so it is read only now.
                self.drop_notice(|notice| notice.hold.is_none());
            }
        });
    }

    /// Different from the nonces of every other tab and every other visit.
    fn nonce(self) -> String {
        let count = self.next.get_value().wrapping_add(1);
        self.next.set_value(count);
        format!("{:x}-{count:x}", browser::now().unix_timestamp_nanos() / 1_000)
    }
}

/// What is sent of a draft.
fn sent(draft: &str) -> &str {
    match parse(draft.trim()) {
        Parsed::Message(text) => text,
        Parsed::Command(..) | Parsed::Unknown(_) => "",
    }
}

fn transmit(pending_message: &PendingMessage) -> bool {
    let frame = ClientFrame::Send {
        content: pending_message.content.clone(),
        nonce: Some(pending_message.nonce.clone()),
        reply_to: pending_message.answered.as_ref().map(|answered| answered.id),
    };
    socket::send(&frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_of_a_rule_is_over_with_the_rule() {
        let notice = |code| Notice { words: String::new(), hold: None, code };
        let emotes = notice(Some(Code::EmoteOnly));
        assert!(!emotes.is_lifted_by(&Modes { emote_only: true, ..Modes::default() }));
        assert!(emotes.is_lifted_by(&Modes::default()) && !emotes.is_of_standing());
        assert!(notice(Some(Code::Banned)).is_of_standing());
        for stays in [None, Some(Code::MessageRefused)] {
            assert!(!notice(stays).is_lifted_by(&Modes::default()) && !notice(stays).is_of_standing());
        }
    }
}
