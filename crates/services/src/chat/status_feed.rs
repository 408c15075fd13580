//! The status feed: every socket hears what lists of live channels show. A channel's changes within a second are told once, so that a
//! channel that changes in a loop costs each open page one frame a second.

use super::frames::{Frame, render};
use domain::ChannelId;
use domain::chat::ServerEvent;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast;
use tokio::time::{Instant, sleep_until};

/// Least time between two frames.
const EVERY: Duration = Duration::from_secs(1);
/// Most channels in one frame: no list shows more. After a restart more may go live at once; lists find the others when they ask again.
const MOST: usize = 60;

/// What changed about a channel.
pub struct ChannelNews {
    /// What lists show from now on: `channel:live` or `channel:offline`.
    pub listing: ServerEvent,
    /// The `stream:status` behind it, if a stream has changed.
    pub status: Option<ServerEvent>,
}

/// One frame in two forms.
#[derive(Clone)]
pub struct StatusFrame {
    /// For sockets in a room, where `stream:status` is about the room's stream only.
    pub in_room: Frame,
    /// For sockets in no room.
    pub unjoined: Frame,
}

/// Where news of public channels goes. A reader that lags misses some and asks for the list again anyway.
#[derive(Clone)]
pub struct StatusFeed {
    frames: broadcast::Sender<StatusFrame>,
    waiting: Arc<Mutex<Waiting>>,
}

#[derive(Default)]
struct Waiting {
    news: HashMap<ChannelId, ChannelNews>,
    /// When the last frame was sent, or the next one will be.
    told_at: Option<Instant>,
}

impl StatusFeed {
    /// An empty status feed.
    pub fn new() -> Self {
        Self { frames: broadcast::channel(64).0, waiting: Arc::default() }
    }

    /// Subscribes to the frames sent from now on.
    pub fn listen(&self) -> broadcast::Receiver<StatusFrame> {
        self.frames.subscribe()
    }

    /// Tells all subscribers of a channel: now, or a second after they were last told something.
    pub fn tell(&self, channel: ChannelId, news: ChannelNews) {
        let due = {
            let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            let is_scheduled = !waiting.news.is_empty();
            if waiting.news.len() >= MOST && matches!(news.listing, ServerEvent::ChannelLive { .. }) {
                waiting.news.entry(channel).and_modify(|known| *known = news);
            } else {
                waiting.news.insert(channel, news);
            }
            if is_scheduled {
                return;
            }
            let now = Instant::now();
            let due = waiting.told_at.map_or(now, |told_at| now.max(told_at + EVERY));
            waiting.told_at = Some(due);
            due
        };
        // Not tracked: it sleeps for a second at most, and a server that stops has no sockets to tell.
        let feed = self.clone();
        tokio::spawn(async move {
            sleep_until(due).await;
            feed.send();
        });
    }

    fn send(&self) {
        let news = std::mem::take(&mut self.waiting.lock().unwrap_or_else(PoisonError::into_inner).news);
        let listings: Vec<String> = news.values().map(|news| render(&news.listing)).collect();
        let statuses = news.values().filter_map(|news| news.status.as_ref()).map(render);
        let unjoined: Vec<String> = statuses.chain(listings.iter().cloned()).collect();
        // An error means that there are no subscribers, which is fine.
        let _ = self.frames.send(StatusFrame { in_room: Frame::new(&listings), unjoined: Frame::new(&unjoined) });
    }
}

impl Default for StatusFeed {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn offline(number: u128) -> (ChannelId, ChannelNews) {
        let channel_id = Uuid::from_u128(number).into();
        (channel_id, ChannelNews { listing: ServerEvent::ChannelOffline { channel_id }, status: None })
    }

    fn events(frame: &Frame) -> usize {
        serde_json::from_slice::<Vec<serde_json::Value>>(&frame.text()).map_or(0, |events| events.len())
    }

    #[tokio::test(start_paused = true)]
    async fn channels_that_change_in_a_loop_cost_one_frame_a_second() {
        let feed = StatusFeed::new();
        let mut frames = feed.listen();
        let begun = Instant::now();
        for turn in 0..1000 {
            let (channel, news) = offline(turn % 3);
            feed.tell(channel, news);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let mut counts = Vec::new();
        while let Ok(frame) = tokio::time::timeout(EVERY, frames.recv()).await {
            counts.push(events(&frame.expect("the feed is open").in_room));
        }
        assert!(begun.elapsed() < Duration::from_secs(13), "{:?}", begun.elapsed());
        assert!((10..=11).contains(&counts.len()), "{counts:?}");
        assert_eq!((counts[0], &counts[1..counts.len() - 1]), (1, vec![3; counts.len() - 2].as_slice()));
    }
}
