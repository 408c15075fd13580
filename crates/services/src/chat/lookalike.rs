//! Names that could be mistaken for the channel's owner, a moderator's or staff's: shown with their @username.

use super::store;
use crate::Result;
use crate::database::Database;
use domain::chat::Message;
use domain::{ChannelId, UserId};
use unicode_security::skeleton;

/// The names of those who can act in a channel.
#[derive(Debug, Default)]
pub(crate) struct KnownNames(Vec<(UserId, [Name; 2])>);

/// A name in the two forms that names are compared in.
#[derive(Debug)]
struct Name {
    /// UTS 39, section 4: two names with one skeleton look alike.
    skeleton: String,
    plain: String,
}

impl KnownNames {
    pub async fn load(db: &Database, channel: ChannelId) -> Result<Self> {
        let rows = store::known_names(db, channel).await?;
        Ok(Self::new(rows.into_iter().map(|row| (row.id.into(), row.username, row.display_name))))
    }

    fn new(names: impl Iterator<Item = (UserId, String, String)>) -> Self {
        let name = |text: &str| Name { skeleton: folded(text), plain: text.to_lowercase() };
        Self(names.map(|(id, username, display_name)| (id, [name(&username), name(&display_name)])).collect())
    }

    /// The display name as it is to be shown.
    pub fn shown(&self, id: UserId, username: &str, display_name: String) -> String {
        if self.is_lookalike(id, &display_name) { format!("{display_name} (@{username})") } else { display_name }
    }

    /// Replaces the display name of a message's author by [`Self::shown`].
    pub fn show(&self, message: &mut Message) {
        let author = &mut message.user;
        author.display_name = self.shown(author.id, &author.username, std::mem::take(&mut author.display_name));
    }

    /// The same for a message as a value.
    pub fn shown_message(&self, mut message: Message) -> Message {
        self.show(&mut message);
        message
    }

    fn is_lookalike(&self, id: UserId, display_name: &str) -> bool {
        // The owner, moderators and staff may choose any name.
        if self.0.iter().any(|(known, _)| *known == id) {
            return false;
        }
        // A name that contains an @ could be read as a username, so the real one is shown behind it.
        if display_name.contains(['@', '\u{fe6b}', '\u{ff20}']) {
            return true;
        }
        let skeleton = folded(display_name);
        let cured = decancer::cure!(display_name);
        let plain = display_name.to_lowercase();
        let is_like = |name: &Name| match skeleton.as_str() {
            // Names that are only symbols have no skeleton: compare the text.
            "" => plain == name.plain,
            skeleton => skeleton == name.skeleton || cured.as_ref().is_ok_and(|cured| *cured == *name.plain),
        };
        self.0.iter().flat_map(|(_, names)| names).any(is_like)
    }
}

/// The skeleton without case, and without what is between letters.
fn folded(text: &str) -> String {
    let lower = text.to_lowercase();
    skeleton(&lower).flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(display_name: &str) -> String {
        let owner = (UserId(uuid::Uuid::from_u128(1)), "mira_live".to_owned(), "Mira".to_owned());
        let names = KnownNames::new([owner].into_iter());
        names.shown(UserId(uuid::Uuid::from_u128(2)), "troll", display_name.to_owned())
    }

    #[test]
    fn a_name_like_that_of_the_owner_is_shown_with_its_username() {
        for like in [
            "Mira",
            "MIRA",
            "M\u{456}ra",
            "M i r a",
            "\u{ff2d}ira",
            "\u{1d5e0}ira",
            "Mir\u{430}",
            "mira_live",
            "Mira Live",
            "M\u{131}ra",
            "Mira (@mira_live)",
            "Mir\u{430} (\u{ff20}mira_live)",
        ] {
            assert_eq!(shown(like), format!("{like} (@troll)"), "{like}");
        }
    }

    #[test]
    fn other_names_stay_as_they_are() {
        for other in ["Mara", "Miranda", "Troll", "\u{5de}\u{5d9}\u{5e8}\u{5d4}", "\u{1f600}", "\u{7f8e}\u{62c9}"] {
            assert_eq!(shown(other), other);
        }
    }

    #[test]
    fn names_without_letters_differ_as_written() {
        let owner = (UserId(uuid::Uuid::from_u128(1)), "fire".to_owned(), "\u{1f525}".to_owned());
        let names = KnownNames::new([owner].into_iter());
        let shown = |name: &str| names.shown(UserId(uuid::Uuid::from_u128(2)), "troll", name.to_owned());
        assert_eq!(shown("\u{1f600}"), "\u{1f600}");
        assert_eq!(shown("\u{1f525}"), "\u{1f525} (@troll)");
    }

    #[test]
    fn who_is_known_keeps_the_name() {
        let mira = UserId(uuid::Uuid::from_u128(1));
        let names = KnownNames::new([(mira, "mira".to_owned(), "Mira".to_owned())].into_iter());
        assert_eq!(names.shown(mira, "mira", "Mira".into()), "Mira");
    }
}
