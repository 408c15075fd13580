//! Channels: where somebody streams and others meet.

use crate::{ChannelId, accounts, accounts::User, streams::Stream, value, vods::Visibility};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

value::text_value!(
    /// The channel's part of its address: 3 to 40 of a–z, 0–9 and hyphen.
    Slug,
    |text| {
        let slug = value::handle(text, "The address", 3, 40, &['-'])?;
        // An id and a slug stand at the same place in addresses; a slug that reads as an id would hide that channel.
        if accounts::RESERVED_NAMES.contains(&slug.as_str()) || uuid::Uuid::parse_str(&slug).is_ok() {
            return Err("That address is reserved. Please choose another.".into());
        }
        Ok(slug)
    }
);

impl Slug {
    /// The nearest valid slug to a name, to suggest while somebody types; none if nothing of it can stand in one.
    pub fn suggest(name: &str) -> Option<Self> {
        let words: Vec<String> = name
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_ascii_lowercase)
            .collect();
        let joined: String = words.join("-").chars().take(40).collect();
        Self::parse(joined.trim_end_matches('-')).ok()
    }
}

value::text_value!(
    /// The channel's name: 1 to 60 characters.
    ChannelName,
    |text| value::line(text, "The channel's name", 1, 60)
);

value::text_value!(
    /// What the channel is about, up to 2000 characters.
    Description,
    |text| value::paragraph(text, "The description", 2000)
);

value::text_value!(
    /// A category's slug, such as `just-chatting`.
    Category,
    |text| value::handle(text, "The category", 2, 40, &['-'])
);

value::text_value!(
    /// One tag: up to 25 letters and digits of any script.
    Tag,
    |text| {
        let tag = value::line(text.trim_start_matches('#'), "A tag", 1, 25)?;
        if tag.chars().all(char::is_alphanumeric) { Ok(tag) } else { Err("Tags can only have letters and digits.".into()) }
    }
);

value::text_value!(
    /// The text of a search: up to 100 characters.
    SearchText,
    |text| value::line(text, "The search", 0, 100)
);

value::text_value!(
    /// An ingest address as encoders take it: `rtmp://` or `rtmps://`, a host, and the application's name.
    StreamUrl,
    |text| {
        let place = text.strip_prefix("rtmp://").or_else(|| text.strip_prefix("rtmps://"));
        let has_both = place.and_then(|place| place.split_once('/')).is_some_and(|(host, name)| !host.is_empty() && !name.is_empty());
        let is_plain = !text.contains(|c: char| c.is_whitespace() || c.is_control());
        if has_both && is_plain && text.len() <= 255 {
            Ok(text.to_owned())
        } else {
            Err("An ingest address looks like rtmp://ingest.example.org/live.".into())
        }
    }
);

/// At most ten tags, each checked.
pub fn parse_tags(tags: &[String]) -> Result<Vec<Tag>, String> {
    if tags.len() > 10 {
        return Err("A channel can have at most 10 tags.".into());
    }
    tags.iter().map(|tag| Tag::parse(tag)).collect()
}

/// Who somebody is in a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Nobody in particular.
    Viewer,
    /// Keeps it pleasant.
    Moderator,
    /// Whose channel it is.
    Owner,
}

/// A channel as everybody sees it; the last fields only for its owner and moderators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Channel {
    /// Id.
    pub id: ChannelId,
    /// Its part of the address.
    pub slug: String,
    /// Name.
    pub name: String,
    /// What it is about.
    pub description: Option<String>,
    /// Address of the avatar.
    pub avatar: Option<String>,
    /// Address of the banner.
    pub banner: Option<String>,
    /// Category slug.
    pub category: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Whether it is listed.
    pub is_public: bool,
    /// Views in all.
    pub view_count: i64,
    /// Followers.
    pub follower_count: i64,
    /// Whose it is.
    pub owner: User,
    /// The stream that is LIVE or ENDING.
    pub stream: Option<Stream>,
    /// When it was made.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// The asker's role, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Whether the encoder's arrival goes live by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auto_start: Option<bool>,
    /// What becomes of its streams when they have ended; for its owner.
    #[serde(flatten)]
    pub vods: Option<VodSettings>,
}

/// What a channel keeps of its streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VodSettings {
    /// Whether streams are recorded.
    pub archive: bool,
    /// Who may watch a VOD unless its owner says otherwise.
    pub vod_visibility: Visibility,
    /// Days that VODs are kept; none for ever.
    pub retention_days: Option<i32>,
}

/// Body of `POST /api/channels`.
#[derive(Clone, Debug, Deserialize)]
pub struct NewChannel {
    /// Name.
    pub name: String,
    /// Wanted slug.
    pub slug: String,
    /// What it is about.
    #[serde(default)]
    pub description: Option<String>,
    /// Category slug.
    #[serde(default)]
    pub category: Option<String>,
    /// Tags.
    #[serde(default)]
    pub tags: Vec<String>,
}

/// Body of `PUT /api/channels/{id}`; what is left out stays.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ChannelChange {
    /// Name.
    pub name: Option<String>,
    /// Slug.
    pub slug: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// Category slug.
    pub category: Option<String>,
    /// Tags.
    pub tags: Option<Vec<String>>,
    /// Whether it is listed.
    pub is_public: Option<bool>,
    /// Whether the encoder's arrival goes live by itself.
    pub auto_start: Option<bool>,
    /// Whether streams are recorded.
    pub archive: Option<bool>,
    /// Who may watch a VOD unless its owner says otherwise.
    pub vod_visibility: Option<Visibility>,
    /// Days that VODs are kept; null for ever.
    #[serde(deserialize_with = "even_null")]
    pub retention_days: Option<Option<i32>>,
}

/// Tells null, which is a value here, from a field that was left out.
fn even_null<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<i32>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Where and with what an encoder publishes. Owner only.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StreamKey {
    /// The ingest address.
    pub stream_url: String,
    /// The secret part.
    pub stream_key: String,
}

impl std::fmt::Debug for StreamKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StreamKey").field("stream_url", &self.stream_url).finish_non_exhaustive()
    }
}
