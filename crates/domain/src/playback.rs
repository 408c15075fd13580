//! Playback: what a player reports while it plays, so that viewers can be counted.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;

/// Seconds between two heartbeats of a playing player.
pub const HEARTBEAT_SECONDS: u32 = 15;

/// Answer of `POST /api/streams/{id}/playback`. The token is a secret of the player's: without `Debug`, so that no log holds it.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlaybackSession {
    /// Goes into every heartbeat; opaque to the client.
    pub token: String,
    /// How often to send one, in seconds.
    pub heartbeat_seconds: u32,
    /// When the token expires; after that the player needs a new session.
    #[serde(with = "time::serde::rfc3339")]
    pub expires_at: OffsetDateTime,
}

/// Body of `POST /api/playback/heartbeat`.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct Heartbeat {
    /// The playback session's token.
    pub token: String,
    /// Whether the player plays; with false it isn't counted until it plays again.
    pub playing: bool,
}
