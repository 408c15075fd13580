//! What the lists of the moderation page have in common: each is read again when something was done, on this page or elsewhere.

use crate::browser;
use crate::socket;
use domain::ChannelId;
use domain::chat::ServerEvent;
use leptos::prelude::*;
use std::rc::Rc;
use std::time::Duration;
use time::OffsetDateTime;

/// How often a page looks whether something is over, and after how many looks it asks the server again that thinks otherwise.
const LOOK: Duration = Duration::from_secs(1);
const ASK_AGAIN: u32 = 10;

/// How long news wait for more of them.
const GATHER: Duration = Duration::from_millis(250);

/// Rises with each thing that was done.
#[derive(Clone, Copy)]
pub struct Done(RwSignal<u32>);

impl Done {
    /// For a page that hears of nothing that is done elsewhere.
    pub fn here() -> Self {
        Self(RwSignal::new(0))
    }

    /// Joins the channel's chat, which tells moderators of what is done and written elsewhere.
    pub fn of(channel: ChannelId, slug: &str) -> Self {
        socket::join(slug);
        Self::with(move |event| match event {
            ServerEvent::ModerationChanged { channel_id } | ServerEvent::Joined { channel_id, .. } => {
                *channel_id == channel
            }
            // What authors delete themselves is in no log, and what is reported may be among it.
            ServerEvent::Deleted { is_blocked: false, .. } | ServerEvent::Restored { .. } => true,
            _ => false,
        })
    }

    /// Rises with events of these sorts, while the page is in the chat that tells them.
    pub fn with(is_news: impl Fn(&ServerEvent) -> bool + 'static) -> Self {
        let (done, waits) = (Self::here(), StoredValue::new(false));
        socket::listen(move |events| {
            // A raid's hundred bans are read together.
            if events.iter().any(&is_news) && !waits.get_value() {
                waits.set_value(true);
                browser::after(GATHER, move || {
                    if waits.try_set_value(false).is_none() {
                        done.again();
                    }
                });
            }
        });
        done
    }

    /// Something was done.
    pub fn again(self) {
        self.0.try_update(|count| *count = count.wrapping_add(1));
    }

    /// Runs `read` each time that something was done.
    pub fn follow(self, read: impl Fn() + 'static) {
        Effect::new(move |before: Option<u32>| {
            let count = self.0.get();
            if before.is_some_and(|before| before != count) {
                untrack(&read);
            }
            count
        });
    }
}

/// Reads a list again when one of its rows is over, the first of which ends at `first_end`. The server's clock counts: as long as it keeps the
/// row, it is asked again now and then.
pub fn when_over(first_end: impl Fn() -> Option<OffsetDateTime> + 'static, read: impl Fn() + 'static) {
    let looks = StoredValue::new(0_u32);
    let look = Rc::new(move || {
        let is_over = untrack(&first_end).is_some_and(|end| end <= browser::now());
        let before = looks.get_value();
        looks.set_value(if is_over { before.wrapping_add(1) } else { 0 });
        if is_over && before.is_multiple_of(ASK_AGAIN) {
            untrack(&read);
        }
    });
    Effect::new(move |_| {
        let look = look.clone();
        browser::every(LOOK, move || look());
    });
}
