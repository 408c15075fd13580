//! Who may see a channel.

crate::value::words! {
    /// Who can find a channel and watch its streams. VODs have a visibility of their own.
    ChannelVisibility, "Visibility is public or private.",
    /// Everyone; the channel is listed.
    Public = "public",
    /// Its owner only.
    Private = "private",
}

impl ChannelVisibility {
    /// That of a channel that is public or not.
    pub fn of(is_public: bool) -> Self {
        if is_public { Self::Public } else { Self::Private }
    }

    /// Whether everyone sees the channel.
    pub fn is_public(self) -> bool {
        self == Self::Public
    }
}

/// Whether a channel is to be public, by the two fields that say it.
pub(super) fn one_of(visibility: Option<ChannelVisibility>, is_public: Option<bool>) -> Result<Option<bool>, String> {
    match (visibility.map(ChannelVisibility::is_public), is_public) {
        (Some(one), Some(other)) if one != other => {
            Err("visibility and isPublic say different things. Send one of them.".into())
        }
        (one, other) => Ok(one.or(other)),
    }
}
