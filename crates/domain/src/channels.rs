//! Channels: the places where owners stream and viewers chat.

mod channel_ref;
mod fingerprints;
mod ingest;
mod language;
mod staff_notice;
mod visibility;

use crate::streams::{Status, Stream};
use crate::{ChannelId, Problem, Visibility, accounts, accounts::User, latin, problem::Fields, value};
pub use channel_ref::ChannelRef;
pub use fingerprints::SeenChannel;
pub use ingest::{StreamKey, StreamUrl};
pub use language::Language;
use serde::{Deserialize, Serialize};
pub use staff_notice::{EndedByStaff, StaffNotice};
use time::OffsetDateTime;
use utoipa::openapi::schema::{AnyOfBuilder, Object, Schema};
use utoipa::{PartialSchema, ToSchema};
pub use visibility::ChannelVisibility;

value::text_value!(
    /// The channel's part of its address: 3 to 40 of a–z, 0–9 and hyphen.
    Slug,
    |text| {
        let slug = value::handle(text, "The address", 3, 40, &['-'])?;
        // Ids and slugs appear at the same position in addresses: a slug that reads as an id would hide the channel with that id.
        if accounts::RESERVED_NAMES.contains(&slug.as_str()) || uuid::Uuid::parse_str(&slug).is_ok() {
            return Err("That address is reserved. Please choose another.".into());
        }
        Ok(slug)
    }
);

impl Slug {
    /// The valid slug nearest to a name, suggested while the user types; none if no valid slug can be made of it.
    pub fn suggest(name: &str) -> Option<Self> {
        let plain = latin::plain(name);
        let words: Vec<&str> =
            plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let joined: String = words.join("-").chars().take(40).collect();
        Self::parse(joined.trim_end_matches('-')).ok()
    }
}

value::text_value!(
    /// The channel's name: 1 to 60 characters.
    ChannelName,
    |text| value::line(&value::composed(text), "The channel's name", 1, 60)
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

impl Category {
    /// Categories to begin with; a channel may have any other.
    pub const COMMON: [&str; 10] =
        ["just-chatting", "music", "games", "art", "software", "science", "sports", "cooking", "travel", "talk-shows"];

    /// The category that people call so: `Just chatting` is `just-chatting`.
    pub fn of_words(words: &str) -> Result<Self, String> {
        const WRONG: &str =
            "A category can only have the letters a to z, digits, spaces and hyphens, such as Food and drink.";
        let is_allowed = |c: char| c.is_ascii_alphanumeric() || c.is_whitespace() || c == '-';
        if !words.chars().all(is_allowed) {
            return Err(WRONG.into());
        }
        Self::parse(&Self::slug_of_words(words))
    }

    /// The text that [`Self::of_words`] checks.
    pub fn slug_of_words(words: &str) -> String {
        words.split_whitespace().collect::<Vec<_>>().join("-")
    }
}

value::text_value!(
    /// One tag: up to 25 letters and digits of any script, with the marks that are written on them.
    Tag,
    |text| {
        let tag = value::line(text.trim_start_matches('#'), "A tag", 1, 25)?;
        // The same word is the same tag, whether the device has sent a letter with its mark as one character or as two.
        let tag = value::line(&value::composed(&tag), "A tag", 1, 25)?;
        if value::is_word(&tag) { Ok(tag) } else { Err("Tags can only have letters and digits.".into()) }
    }
);

value::text_value!(
    /// The text of a search: up to 100 characters. Letters and their marks are composed, as most devices send them in names.
    SearchText,
    |text| value::line(&value::composed(text), "The search", 0, 100)
);

/// The tags of a line, with spaces or commas between them; each once.
pub fn split_tags(line: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in line.split(|c: char| c == ',' || c.is_whitespace()).map(|tag| tag.trim_start_matches('#')) {
        if !tag.is_empty() && tags.iter().all(|known| known != tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

/// At most ten tags, each checked.
pub fn parse_tags(tags: &[String]) -> Result<Vec<Tag>, String> {
    if tags.len() > 10 {
        return Err("A channel can have at most 10 tags.".into());
    }
    tags.iter().map(|tag| Tag::parse(tag)).collect()
}

/// A user's role in a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// No special rights.
    Viewer,
    /// May moderate the chat.
    Moderator,
    /// Owns the channel.
    Owner,
}

/// A channel as everyone sees it; the last fields are set only for its owner and moderators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Channel {
    /// The channel's id.
    pub id: ChannelId,
    /// The channel's part of its address.
    pub slug: String,
    /// Name that people read: 1 to 60 characters.
    pub name: String,
    /// What it is about.
    pub description: Option<String>,
    /// Address of the avatar.
    pub avatar: Option<String>,
    /// Address of the banner.
    pub banner: Option<String>,
    /// Slug of the category.
    pub category: String,
    /// Topics: at most ten.
    pub tags: Vec<String>,
    /// The language that is spoken, as a BCP 47 tag.
    pub language: Option<String>,
    /// Who can find and watch it.
    pub visibility: ChannelVisibility,
    /// Whether it is public: the same as `visibility`.
    pub is_public: bool,
    /// Total views.
    pub view_count: i64,
    /// Number of followers.
    pub follower_count: i64,
    /// The user who owns it.
    pub owner: User,
    /// The stream that is LIVE or ENDING.
    pub stream: Option<Stream>,
    /// When it was made.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// The requester's role, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Whether the stream goes live as soon as the encoder connects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auto_start: Option<bool>,
    /// What happens to its streams after they have ended; set for the owner only.
    #[serde(flatten)]
    #[schema(schema_with = all_or_none)]
    pub vods: Option<VodSettings>,
}

/// The settings' fields, or none of them.
fn all_or_none() -> Schema {
    Schema::AnyOf(AnyOfBuilder::new().item(VodSettings::schema()).item(Object::new()).build())
}

impl Channel {
    /// Whether it is on air.
    pub fn is_live(&self) -> bool {
        self.stream.as_ref().is_some_and(|stream| stream.status == Status::Live)
    }

    /// Address of its picture: its own avatar, else its owner's.
    pub fn picture(&self) -> Option<String> {
        self.avatar.clone().or_else(|| self.owner.avatar.clone())
    }
}

/// What a channel keeps of its streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VodSettings {
    /// Whether streams are recorded.
    pub archive: bool,
    /// Who may watch a VOD unless its owner says otherwise.
    pub vod_visibility: Visibility,
    /// Whether those who may watch a VOD may download it, too.
    pub vod_downloads: bool,
    /// Days that VODs are kept; none means for ever.
    pub retention_days: Option<i32>,
}

/// Body of `POST /api/channels`.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[schema(example = json!({ "name": "Night shift", "slug": "night-shift", "tags": ["music"] }))]
pub struct NewChannel {
    /// Name that people read: 1 to 60 characters.
    #[schema(min_length = 1, max_length = 60)]
    pub name: String,
    /// Wanted slug.
    #[schema(min_length = 3, max_length = 40, pattern = "^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$")]
    pub slug: String,
    /// What it is about.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub description: Option<String>,
    /// Slug of the category.
    #[serde(default)]
    #[schema(min_length = 2, max_length = 40, pattern = "^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$")]
    pub category: Option<String>,
    /// Topics: at most ten, each of up to 25 letters and digits.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub tags: Vec<String>,
    /// BCP 47 tag of the language that is spoken.
    #[serde(default)]
    #[schema(pattern = "^([A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?)?$")]
    pub language: Option<String>,
}

/// A [`NewChannel`] whose fields are all valid.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields are those of NewChannel")]
pub struct CheckedChannel {
    pub name: ChannelName,
    pub slug: Slug,
    pub description: Description,
    pub category: Category,
    pub tags: Vec<Tag>,
    pub language: Language,
}

impl NewChannel {
    /// Checks every field; the problem names all that are at fault.
    pub fn check(&self) -> Result<CheckedChannel, Problem> {
        let mut fields = Fields::default();
        let name = fields.take("name", ChannelName::parse(&self.name));
        let slug = fields.take("slug", Slug::parse(&self.slug));
        let description = Description::parse(self.description.as_deref().unwrap_or_default());
        let description = fields.take("description", description);
        let category = Category::parse(self.category.as_deref().unwrap_or("just-chatting"));
        let category = fields.take("category", category);
        let tags = fields.take("tags", parse_tags(&self.tags));
        let language = fields.take("language", Language::parse(self.language.as_deref().unwrap_or_default()));
        match (name, slug, description, category, tags, language) {
            (Some(name), Some(slug), Some(description), Some(category), Some(tags), Some(language)) => {
                Ok(CheckedChannel { name, slug, description, category, tags, language })
            }
            _ => Err(fields.into_problem()),
        }
    }
}

/// Body of `PUT /api/channels/{id}`; fields that are left out keep their values.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct ChannelChange {
    /// Name that people read: 1 to 60 characters.
    #[schema(min_length = 1, max_length = 60)]
    pub name: Option<String>,
    /// The new slug. The former one leads to the channel, which may take it back; no other channel can.
    #[schema(min_length = 3, max_length = 40, pattern = "^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$")]
    pub slug: Option<String>,
    /// What it is about.
    #[schema(max_length = 2000)]
    pub description: Option<String>,
    /// Slug of the category.
    #[schema(min_length = 2, max_length = 40, pattern = "^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$")]
    pub category: Option<String>,
    /// Topics: at most ten, each of up to 25 letters and digits.
    #[schema(max_items = 10)]
    pub tags: Option<Vec<String>>,
    /// BCP 47 tag of the language that is spoken; empty for none.
    #[schema(pattern = "^([A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?)?$")]
    pub language: Option<String>,
    /// Who can find and watch it.
    pub visibility: Option<ChannelVisibility>,
    /// Whether it is public: another way to say `visibility`.
    pub is_public: Option<bool>,
    /// Whether the stream goes live as soon as the encoder connects.
    pub auto_start: Option<bool>,
    /// Whether streams are recorded.
    pub archive: Option<bool>,
    /// Who may watch a VOD unless its owner says otherwise.
    pub vod_visibility: Option<Visibility>,
    /// Whether those who may watch a VOD may download it, too.
    pub vod_downloads: Option<bool>,
    /// Days that VODs are kept; null means for ever.
    #[serde(deserialize_with = "even_null")]
    pub retention_days: Option<Option<i32>>,
}

/// A [`ChannelChange`] whose fields are all valid.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields are those of ChannelChange")]
pub struct CheckedChannelChange {
    pub name: Option<ChannelName>,
    pub slug: Option<Slug>,
    pub description: Option<Description>,
    pub category: Option<Category>,
    pub tags: Option<Vec<Tag>>,
    pub language: Option<Language>,
    pub is_public: Option<bool>,
    pub auto_start: Option<bool>,
    pub archive: Option<bool>,
    pub vod_visibility: Option<Visibility>,
    pub vod_downloads: Option<bool>,
    pub retention_days: Option<Option<i32>>,
}

impl ChannelChange {
    /// Checks every field that is there; the problem names all that are at fault.
    pub fn check(&self) -> Result<CheckedChannelChange, Problem> {
        let mut fields = Fields::default();
        let days = self.retention_days.map(|days| days.map(parse_retention_days).transpose());
        let checked = CheckedChannelChange {
            name: fields.take_some("name", self.name.as_deref(), ChannelName::parse),
            slug: fields.take_some("slug", self.slug.as_deref(), Slug::parse),
            description: fields.take_some("description", self.description.as_deref(), Description::parse),
            category: fields.take_some("category", self.category.as_deref(), Category::parse),
            tags: fields.take_some("tags", self.tags.as_deref(), parse_tags),
            language: fields.take_some("language", self.language.as_deref(), Language::parse),
            is_public: fields.take("visibility", visibility::one_of(self.visibility, self.is_public)).flatten(),
            auto_start: self.auto_start,
            archive: self.archive,
            vod_visibility: self.vod_visibility,
            vod_downloads: self.vod_downloads,
            retention_days: days.and_then(|days| fields.take("retentionDays", days)),
        };
        fields.into_result()?;
        Ok(checked)
    }
}

/// Distinguishes null, which is a value here, from a field that was left out.
fn even_null<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<i32>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Days that a channel keeps its VODs: 1 to 3650.
fn parse_retention_days(days: i32) -> Result<i32, String> {
    if (1..=3650).contains(&days) { Ok(days) } else { Err("VODs can be kept for 1 to 3650 days, or for ever.".into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_tags_and_a_category_is_named_in_words() {
        assert_eq!(split_tags(" #Piano, jazz live\u{a0}jazz,,##x # "), ["Piano", "jazz", "live", "x"]);
        assert!(split_tags(" ,\n").is_empty());
        let category = |words| Category::of_words(words).map(|category| category.to_string());
        assert_eq!(category(" Just  Chatting "), Ok("just-chatting".into()));
        assert!(category("A & B").is_err());
        assert!(Category::COMMON.iter().all(|slug| category(slug).as_deref() == Ok(slug)));
    }

    #[test]
    fn two_words_for_one_thing_must_agree() {
        let change = |visibility, is_public| ChannelChange { visibility, is_public, ..ChannelChange::default() };
        let checked = |change: ChannelChange| change.check().map(|checked| checked.is_public).map_err(|_| ());
        assert_eq!(checked(change(Some(ChannelVisibility::Private), None)), Ok(Some(false)));
        assert_eq!(checked(change(None, Some(true))), Ok(Some(true)));
        assert_eq!(checked(change(Some(ChannelVisibility::Public), Some(true))), Ok(Some(true)));
        assert_eq!(checked(change(Some(ChannelVisibility::Public), Some(false))), Err(()));
        assert_eq!(checked(change(None, None)), Ok(None));
    }
}
