//! RTMP ingest: takes publishers' connections, asks a [`Gate`] who they are, and writes what they send to the origin.

mod connection;
mod events;
mod feed;
mod headers;
mod listener;
mod publishers;

use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

pub use listener::Ingest;
pub use publishers::Publishers;

/// One encoder's connection; unique within the process, never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PublisherId(pub u64);

impl fmt::Display for PublisherId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An encoder asks to publish.
#[derive(Clone)]
pub struct PublishRequest {
    /// The stream key, 1–256 bytes, as sent. A secret: it belongs in no log.
    pub key: String,
    /// Where the encoder connects from.
    pub peer: SocketAddr,
    /// Id of the connection.
    pub publisher: PublisherId,
}

/// Leaves the key out.
impl fmt::Debug for PublishRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PublishRequest")
            .field("peer", &self.peer)
            .field("publisher", &self.publisher)
            .finish_non_exhaustive()
    }
}

/// The stream an encoder may write to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admission {
    /// The stream's name at the origin.
    pub stream_id: String,
    /// Time since the stream can first have been written to; see [`crate::hls::Origin::open`].
    pub age: Duration,
    /// What logs call the stream, for example the channel's slug.
    pub label: String,
}

/// Why an encoder may not publish. The text is a sentence that the encoder shows to its user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The key is wrong or may not be used now; encoders do not try again by themselves.
    BadName(String),
    /// The fault is the server's; encoders try again.
    Unavailable(String),
}

/// An event of an admitted publisher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A picture (or sound, without video) of this connection can be watched: once per admission and once more after
    /// each [`Publishers::retarget`], also when the stream was playable before the encoder came back.
    Playable,
    /// The connection writes no more. The last event of a publisher; the stream that it was retargeted from gets no such event.
    Gone {
        /// Why it is gone.
        reason: Gone,
    },
}

/// Why a publisher is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gone {
    /// The encoder said so (`FCUnpublish`, `deleteStream`): its user pressed stop.
    Finished,
    /// The connection broke, or this server shuts down or failed it; the encoder may come back.
    Disconnected,
    /// No media came for [`IngestSettings::idle`].
    IdleTimeout,
    /// Another connection publishes the same stream now.
    TakenOver,
    /// [`Publishers::cut`], or the stream was ended at the origin and no retarget followed.
    Cut,
    /// The peer broke the protocol; the text is for the log.
    Protocol(String),
    /// The media cannot be carried; the text is a sentence that was shown to the encoder.
    Media(String),
}

/// Decides which encoders may publish, and is told the events of those that do.
pub trait Gate: Send + Sync + 'static {
    /// Whether the encoder may publish, and to which stream. Slower than [`IngestSettings::authorize`] counts as unavailable.
    fn authorize(&self, request: PublishRequest) -> impl Future<Output = Result<Admission, Refusal>> + Send;

    /// Called in order, one at a time per publisher, while media goes on.
    fn event(&self, publisher: PublisherId, stream_id: &str, event: Event) -> impl Future<Output = ()> + Send;
}

/// Limits of the ingest. [`Default`] is right for a public server.
#[derive(Clone, Debug)]
pub struct IngestSettings {
    /// Most connections at a time. At the cap the oldest one that is not admitted yet makes room.
    pub connections: usize,
    /// Most connections from one address (IPv6: one /64; a /56 has two such shares, and a /48 four).
    pub per_address: usize,
    /// Whether `per_address` counts loopback too, where the server's own transcoders come from.
    pub count_loopback: bool,
    /// Longest time for the handshake.
    pub handshake: Duration,
    /// Longest time from the connection's beginning to `publish`.
    pub publish: Duration,
    /// Longest time that [`Gate::authorize`] may take.
    pub authorize: Duration,
    /// Longest time without media; half-open connections end by it.
    pub idle: Duration,
    /// Longest time for the publishers to end at shutdown.
    pub shutdown: Duration,
}

impl Default for IngestSettings {
    fn default() -> Self {
        Self {
            connections: 1000,
            per_address: 64,
            count_loopback: false,
            handshake: Duration::from_secs(5),
            publish: Duration::from_secs(10),
            authorize: Duration::from_secs(10),
            idle: Duration::from_secs(10),
            shutdown: Duration::from_secs(5),
        }
    }
}
