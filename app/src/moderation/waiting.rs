//! How much waits for the reader: counts beside what leads to it, read again when something of it changes.

use super::listed::is_refusal;
use super::live::Done;
use super::rpc::waiting;
use domain::ChannelId;
use domain::chat::ServerEvent;
use domain::moderation::WaitingCounts;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What waits in a channel or, without one, in all channels of the reader and for administrators.
#[derive(Clone, Copy)]
pub struct Counts {
    channel: Option<ChannelId>,
    now: RwSignal<WaitingCounts>,
}

impl Counts {
    /// None known yet.
    pub fn unread(channel: Option<ChannelId>) -> Self {
        Self { channel, now: RwSignal::new(WaitingCounts::default()) }
    }

    /// Read once the page is awake, and with each of these events.
    pub fn live(channel: Option<ChannelId>) -> Self {
        let counts = Self::unread(channel);
        Effect::new(move |_| counts.read());
        Self::news().follow(move || counts.read());
        counts
    }

    /// What may change the counts.
    pub fn news() -> Done {
        Done::with(|event| {
            matches!(
                event,
                ServerEvent::ModerationChanged { .. }
                    | ServerEvent::Joined { .. }
                    | ServerEvent::Me(_)
                    | ServerEvent::Hold { .. }
                    | ServerEvent::HoldDecided { .. }
            )
        })
    }

    pub fn read(self) {
        spawn_local(async move {
            match waiting(self.channel).await {
                Ok(found) => {
                    self.now.try_set(found);
                }
                // Nothing waits for those who moderate no more.
                Err(error) if is_refusal(&error) => {
                    self.now.try_set(WaitingCounts::default());
                }
                Err(_) => {}
            }
        });
    }

    /// One of the counts.
    pub fn of(self, which: fn(&WaitingCounts) -> i64) -> Signal<i64> {
        Memo::new(move |_| self.now.with(which)).into()
    }

    /// All that waits in channels.
    pub fn all(self) -> Signal<i64> {
        self.of(|now| now.holds + now.reports + now.appeals)
    }
}

/// The counts that are live around a page of a channel.
pub fn counted(which: fn(&WaitingCounts) -> i64) -> Signal<i64> {
    use_context::<Counts>().map_or_else(|| Signal::stored(0), |counts| counts.of(which))
}
