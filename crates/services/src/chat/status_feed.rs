//! The status feed: sockets that joined no room hear which public streams begin and end.

use bytes::Bytes;
use tokio::sync::broadcast;

/// Where status frames for lists go. A reader that lags misses some and asks for the list again anyway.
#[derive(Clone)]
pub struct StatusFeed(broadcast::Sender<Bytes>);

impl StatusFeed {
    /// An empty status feed.
    pub fn new() -> Self {
        Self(broadcast::channel(64).0)
    }

    /// Subscribes to the frames sent from now on.
    pub fn listen(&self) -> broadcast::Receiver<Bytes> {
        self.0.subscribe()
    }

    /// Sends a frame to all subscribers.
    pub fn tell(&self, frame: Bytes) {
        // An error means that there are no subscribers, which is fine.
        let _ = self.0.send(frame);
    }
}

impl Default for StatusFeed {
    fn default() -> Self {
        Self::new()
    }
}
