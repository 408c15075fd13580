//! VODs: the archives of ended streams, and who may watch them.

use crate::{channels::Channel, streams::Stream};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// A VOD's owner may change the same fields as the owner of any stream.
pub use crate::streams::StreamChange as VodChange;

/// Who may watch a VOD.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Everyone; the VOD is listed.
    #[default]
    Public,
    /// Viewers who have its address; the VOD is listed for its owner only.
    Unlisted,
    /// Its owner only.
    Private,
}

impl Visibility {
    /// The word in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Unlisted => "unlisted",
            Self::Private => "private",
        }
    }
}

impl std::str::FromStr for Visibility {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "public" => Ok(Self::Public),
            "unlisted" => Ok(Self::Unlisted),
            "private" => Ok(Self::Private),
            _ => Err("Visibility is one of public, unlisted and private.".into()),
        }
    }
}

/// An ended stream and what is kept of it. Its owner also sees one that is still being finished: `is_archived` is false until then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Vod {
    /// The stream; its `duration` is that of the media, in seconds.
    #[serde(flatten)]
    pub stream: Stream,
    /// Who may watch.
    pub visibility: Visibility,
    /// Bytes of media kept.
    pub size: i64,
    /// Address of the WebVTT track of preview pictures.
    pub storyboard_url: Option<String>,
    /// When it is deleted, if its channel does not keep VODs for ever.
    #[serde(with = "time::serde::rfc3339::option")]
    pub expires_at: Option<OffsetDateTime>,
}

/// A VOD and the channel it belongs to: what its page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VodPage {
    /// The VOD.
    pub vod: Vod,
    /// Its channel.
    pub channel: Channel,
}

/// Days that a channel keeps its VODs: 1 to 3650.
pub fn parse_retention_days(days: i32) -> Result<i32, String> {
    if (1..=3650).contains(&days) { Ok(days) } else { Err("VODs can be kept for 1 to 3650 days, or for ever.".into()) }
}
