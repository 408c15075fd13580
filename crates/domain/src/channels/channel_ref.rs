//! How a channel is named: by its id or by its slug.

use super::Slug;
use crate::{ChannelId, Problem};

/// A channel as addresses and requests name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChannelRef {
    /// By its id.
    Id(ChannelId),
    /// By its slug.
    Slug(Slug),
}

impl ChannelRef {
    /// Its id, if it is named by that.
    pub fn id(&self) -> Option<ChannelId> {
        match self {
            Self::Id(id) => Some(*id),
            Self::Slug(_) => None,
        }
    }

    /// Its slug, if it is named by that.
    pub fn slug(&self) -> Option<&str> {
        match self {
            Self::Id(_) => None,
            Self::Slug(slug) => Some(slug.as_str()),
        }
    }
}

impl From<ChannelId> for ChannelRef {
    fn from(id: ChannelId) -> Self {
        Self::Id(id)
    }
}

/// Text that is neither an id nor a slug names no channel.
impl std::str::FromStr for ChannelRef {
    type Err = Problem;
    fn from_str(text: &str) -> Result<Self, Problem> {
        match text.parse() {
            Ok(id) => Ok(Self::Id(id)),
            Err(_) => Slug::parse(text).map(Self::Slug).map_err(|_| Problem::not_found()),
        }
    }
}
