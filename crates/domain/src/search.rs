//! Searches over all that is public: channels, people and videos.

use crate::accounts::User;
use crate::channels::Channel;
use crate::vods::Vod;
use serde::Serialize;
use utoipa::ToSchema;

crate::value::words! {
    /// What a search looks for.
    SearchKind, "The type is one of channels, people and videos.",
    /// Channels, by name and slug.
    Channels = "channels",
    /// People, by display name and username.
    People = "people",
    /// VODs, by title.
    Videos = "videos",
}

/// Something that a search has found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum SearchResult {
    /// A public channel.
    Channel {
        /// The channel, with its stream on air.
        channel: Box<Channel>,
    },
    /// A person with a username.
    User {
        /// The person.
        user: Box<User>,
    },
    /// A public VOD.
    Video {
        /// The VOD.
        video: Box<Vod>,
        /// Its channel.
        channel: Box<Channel>,
    },
}
