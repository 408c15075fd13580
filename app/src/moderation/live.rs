//! What the lists of the moderation page have in common: each is read again when something was done, on this page or elsewhere.

use crate::socket;
use domain::chat::ServerEvent;
use leptos::prelude::*;

/// Rises with each thing that was done.
#[derive(Clone, Copy)]
pub struct Done(RwSignal<u32>);

impl Done {
    /// Joins the channel's chat, which tells of what others do.
    pub fn of(slug: &str) -> Self {
        let done = Self(RwSignal::new(0));
        socket::join(slug);
        socket::listen(move |events| {
            let is_news = |event: &ServerEvent| {
                matches!(
                    event,
                    ServerEvent::Deleted { .. }
                        | ServerEvent::Restored { .. }
                        | ServerEvent::Modes { .. }
                        | ServerEvent::HoldDecided { .. }
                        | ServerEvent::Pinned { .. }
                        | ServerEvent::Announcement { .. }
                )
            };
            if events.iter().any(is_news) {
                done.again();
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
