//! Fingerprints of what the forms of a channel's settings edit.

use super::Channel;
use crate::{Problem, fingerprint};

impl Channel {
    /// The fingerprint of what viewers read of it: name, description, category, tags and language.
    pub fn profile_fingerprint(&self) -> String {
        let [description, language] =
            [&self.description, &self.language].map(|text| text.as_deref().unwrap_or_default());
        let tags = self.tags.join(" ");
        fingerprint::of([self.name.as_str(), description, self.category.as_str(), tags.as_str(), language])
    }

    /// The fingerprint of how it works: who sees it, how it goes live, and what it keeps of its streams.
    pub fn settings_fingerprint(&self) -> String {
        let auto_start = format!("{:?}", self.auto_start);
        let vods = self.vods.map(|vods| {
            let visibility = vods.vod_visibility.as_str();
            format!("{} {visibility} {} {:?}", vods.archive, vods.vod_downloads, vods.retention_days)
        });
        fingerprint::of([self.visibility.as_str(), auto_start.as_str(), vods.as_deref().unwrap_or_default()])
    }
}

/// What a form of a channel's settings was made of: the fingerprint of its part of the channel.
#[derive(Clone, Debug)]
pub enum SeenChannel {
    /// That of [`Channel::profile_fingerprint`].
    Profile(String),
    /// That of [`Channel::settings_fingerprint`].
    Settings(String),
}

impl SeenChannel {
    /// Refuses the form if the channel has other values now, as its owner sees it.
    ///
    /// Errors: `conflict`.
    pub fn compare(&self, stored: &Channel) -> Result<(), Problem> {
        match self {
            Self::Profile(seen) => fingerprint::compare(seen, &stored.profile_fingerprint()),
            Self::Settings(seen) => fingerprint::compare(seen, &stored.settings_fingerprint()),
        }
    }
}
