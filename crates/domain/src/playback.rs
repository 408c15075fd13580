//! Playback: what a player tells while it plays, so that those who watch can be counted.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// Seconds between two heartbeats of a player that plays.
pub const HEARTBEAT_SECONDS: u32 = 15;

/// Answer of `POST /api/streams/{id}/playback`. The token is a secret of the player's: without `Debug`, so that no log holds it.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlaybackSession {
    /// Goes into every heartbeat; means nothing to the client.
    pub token: String,
    /// How often to send one, in seconds.
    pub heartbeat_seconds: u32,
    /// From then on a new session is needed.
    #[serde(with = "time::serde::rfc3339")]
    pub expires_at: OffsetDateTime,
}

/// Body of `POST /api/playback/heartbeat`.
#[derive(Clone, Serialize, Deserialize)]
pub struct Heartbeat {
    /// Of the session.
    pub token: String,
    /// Whether the player plays; false ends what is counted until it plays again.
    pub playing: bool,
}
