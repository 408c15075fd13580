//! What users say of themselves, and how pages look to them.

use super::{Bio, DisplayName, Email};
use crate::channels::Language;
use crate::problem::Fields;
use crate::{Problem, value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

value::words!(
    /// Colours of the pages.
    #[derive(Default)]
    Theme,
    "A theme is dark or light.",
    /// Light text on a dark background.
    #[default]
    Dark = "dark",
    /// Dark text on a light background.
    Light = "light",
);

impl Theme {
    /// The theme to switch to.
    pub fn other(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Dark,
        }
    }
}

/// Languages that the pages are written in: BCP 47 tag and the language's own name. The first one is for everybody else.
pub const PAGE_LANGUAGES: [(&str, &str); 1] = [("en", "English")];

/// The language of the pages for a user who wants this BCP 47 tag.
pub fn page_language(wanted: &str) -> &'static str {
    let primary = wanted.split('-').next().unwrap_or_default();
    PAGE_LANGUAGES.iter().map(|(tag, _)| *tag).find(|tag| *tag == primary).unwrap_or(PAGE_LANGUAGES[0].0)
}

/// Most links on a profile.
pub const SOCIAL_LINKS: usize = 10;

value::text_value!(
    /// What a link leads to, such as YouTube: 1 to 30 characters.
    SiteName,
    |text| value::line(text, "The name of the site", 1, 30)
);

value::text_value!(
    /// The address of a link: `https://` or `http://`, and a host; up to 300 characters. `https://` may be left out.
    LinkAddress,
    link_address
);

fn link_address(text: &str) -> Result<String, String> {
    const WRONG: &str = "That isn't a web address. It should look like https://example.org/name.";
    if text.is_empty() {
        return Err("The address is missing.".into());
    }
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => ("https", rest),
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => ("http", rest),
        Some(_) => return Err("Links begin with https:// or http://.".into()),
        None => ("https", text),
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // Before an @ stands a user's name, which looks like the host; a colon that no port follows ends a scheme, such as `javascript:`.
    let (name, port) = host.rsplit_once(':').unwrap_or((host, "443"));
    let is_name = name.contains('.')
        && !name.contains("..")
        && name.starts_with(char::is_alphanumeric)
        && name.ends_with(char::is_alphanumeric)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    let is_port = (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit());
    let has_markup = rest.contains(['"', '\'', '<', '>', '\\', '`']);
    if !is_name || !is_port || has_markup || !value::is_plain(rest) {
        return Err(WRONG.into());
    }
    let address = format!("{scheme}://{rest}");
    match address.chars().count() {
        ..=300 => Ok(address),
        length => Err(format!("An address can have at most 300 characters; this one has {length}.")),
    }
}

/// Checks the links of a profile, site name → address. The sentence of an error names the link that is at fault.
pub fn parse_social_links(links: &BTreeMap<String, String>) -> Result<BTreeMap<String, String>, String> {
    if links.len() > SOCIAL_LINKS {
        return Err(format!("A profile can have at most {SOCIAL_LINKS} links."));
    }
    let mut parsed = BTreeMap::new();
    for (site, address) in links {
        let named = |sentence: String| if site.trim().is_empty() { sentence } else { format!("{site}: {sentence}") };
        let site = SiteName::parse(site).map_err(named)?;
        let address = LinkAddress::parse(address).map_err(|sentence| format!("{site}: {sentence}"))?;
        if parsed.insert(site.to_string(), address.to_string()).is_some() {
            return Err(twice(site.as_str()));
        }
    }
    Ok(parsed)
}

fn twice(site: &str) -> String {
    format!("Two links have the name {site}. Give each a name of its own.")
}

/// A link as a form has it. A row without a name and an address is no link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SocialLinkRow {
    /// What it leads to, as typed.
    pub site: String,
    /// Its address, as typed.
    pub address: String,
}

/// The links of a form's rows, site name → address.
///
/// Errors: `validation_failed` for `socialLinks` if two links have one name, because a map would lose the first.
pub fn social_links_of(rows: Vec<SocialLinkRow>) -> Result<BTreeMap<String, String>, Problem> {
    let mut links = BTreeMap::new();
    for SocialLinkRow { site, address } in rows {
        let (site, address) = (site.trim(), address.trim());
        if site.is_empty() && address.is_empty() {
            continue;
        }
        if links.insert(site.to_owned(), address.to_owned()).is_some() {
            let sentence = if site.is_empty() { "The name of the site is missing.".to_owned() } else { twice(site) };
            return Err(Problem::field(crate::Code::ValidationFailed, "socialLinks", sentence));
        }
    }
    Ok(links)
}

/// Body of `PUT /api/profile`; fields that are left out keep their values.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct ProfileChange {
    /// The name people read: 1 to 50 characters.
    #[schema(min_length = 1, max_length = 50)]
    pub display_name: Option<String>,
    /// A few lines about oneself; null for none.
    #[serde(deserialize_with = "even_null")]
    #[schema(max_length = 500)]
    pub bio: Option<Option<String>>,
    /// Links to profiles elsewhere, site name → address: at most ten. They take the place of those before.
    pub social_links: Option<BTreeMap<String, String>>,
    /// Colours of the pages.
    pub theme: Option<Theme>,
    /// BCP 47 tag of the language that pages and mails should have.
    #[schema(pattern = "^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$")]
    pub language: Option<String>,
    /// Where notifications go; null or an empty text for the account's own address.
    #[serde(deserialize_with = "even_null")]
    #[schema(max_length = 254)]
    pub notification_email: Option<Option<String>>,
}

/// A [`ProfileChange`] whose fields are all valid.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "the fields are those of ProfileChange")]
pub struct CheckedProfileChange {
    pub display_name: Option<DisplayName>,
    pub bio: Option<Bio>,
    pub social_links: Option<BTreeMap<String, String>>,
    pub theme: Option<Theme>,
    pub language: Option<Language>,
    pub notification_email: Option<Option<Email>>,
}

impl ProfileChange {
    /// Checks every field that is there; the problem names all that are at fault.
    pub fn check(&self) -> Result<CheckedProfileChange, Problem> {
        let mut fields = Fields::default();
        let bio = self.bio.as_ref().map(|bio| bio.as_deref().unwrap_or_default());
        let email = self.notification_email.as_ref().map(|email| email.as_deref().unwrap_or_default());
        let checked = CheckedProfileChange {
            display_name: fields.take_some("displayName", self.display_name.as_deref(), DisplayName::parse),
            bio: fields.take_some("bio", bio, Bio::parse),
            social_links: fields.take_some("socialLinks", self.social_links.as_ref(), parse_social_links),
            theme: self.theme,
            language: fields.take_some("language", self.language.as_deref(), wanted_language),
            notification_email: fields.take_some("notificationEmail", email, email_or_none),
        };
        fields.into_result()?;
        Ok(checked)
    }

    /// Whether no field is there.
    pub fn is_empty(&self) -> bool {
        self.names().is_empty()
    }

    /// The JSON names of the fields that are there.
    pub fn names(&self) -> Vec<&'static str> {
        let there = [
            ("displayName", self.display_name.is_some()),
            ("bio", self.bio.is_some()),
            ("socialLinks", self.social_links.is_some()),
            ("theme", self.theme.is_some()),
            ("language", self.language.is_some()),
            ("notificationEmail", self.notification_email.is_some()),
        ];
        there.into_iter().filter(|(_, is_there)| *is_there).map(|(name, _)| name).collect()
    }
}

fn wanted_language(text: &str) -> Result<Language, String> {
    match text.trim() {
        "" => Err("Choose a language.".into()),
        tag => Language::parse(tag),
    }
}

/// What is wrong with the address for notifications, if anything; empty text is no address.
pub fn email_or_none(text: &str) -> Result<Option<Email>, String> {
    if text.trim().is_empty() { Ok(None) } else { Email::parse(text).map(Some) }
}

/// Distinguishes null, which is a value here, from a field that was left out.
fn even_null<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_a_web_page() {
        for (typed, kept) in [
            ("https://youtube.com/@mira", "https://youtube.com/@mira"),
            (" HTTP://Example.org ", "http://Example.org"),
            ("twitch.tv/mira", "https://twitch.tv/mira"),
            ("example.org:8443/a?b=c#d", "https://example.org:8443/a?b=c#d"),
            ("https://bücher.example/ä", "https://bücher.example/ä"),
        ] {
            let parsed = LinkAddress::parse(typed);
            assert_eq!(parsed.as_ref().map(LinkAddress::as_str), Ok(kept), "{typed}");
            assert_eq!(LinkAddress::parse(kept).as_ref().map(LinkAddress::as_str), Ok(kept), "{kept} is kept already");
        }
        let long = format!("https://example.org/{}", "a".repeat(300));
        for wrong in [
            "",
            "mira",
            "javascript:alert(1)",
            "javascript://example.org/%0aalert(1)",
            "JavaScript:alert.x:1",
            "data:text/html,hi.example",
            "ftp://example.org",
            "//example.org",
            "https://",
            "https:///path.html",
            "https://.org",
            "https://example.",
            "https://a..b",
            "https://real.example@evil.example/",
            "https://mira:secret@example.org",
            "https://example.org:port/",
            "https://example.org/a b",
            "https://example.org/\"onclick=",
            "https://example.org/<script>",
            "https://example.org\\@evil.example",
            "https://exam\u{200b}ple.org",
            "https://example.org/\u{202e}gpj",
            &long,
        ] {
            assert!(LinkAddress::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn links_are_few_and_each_has_a_name() {
        let links = |links: &[(&str, &str)]| {
            parse_social_links(&links.iter().map(|(site, address)| ((*site).into(), (*address).into())).collect())
        };
        let parsed = links(&[(" YouTube ", "youtube.com/@mira"), ("Blog", "https://mira.example")]).unwrap();
        assert_eq!(parsed.keys().collect::<Vec<_>>(), ["Blog", "YouTube"]);
        assert_eq!(parsed["YouTube"], "https://youtube.com/@mira");
        assert!(links(&[("Blog", "javascript:1")]).unwrap_err().starts_with("Blog: "));
        assert!(links(&[("", "https://mira.example")]).unwrap_err().contains("missing"));
        assert!(
            links(&[("Blog", "https://a.example"), ("Blog ", "https://b.example")]).unwrap_err().contains("Two links")
        );
        let many =
            |count: usize| (0..count).map(|at| (format!("Site {at}"), format!("https://{at}.example"))).collect();
        assert!(
            parse_social_links(&many(SOCIAL_LINKS)).is_ok() && parse_social_links(&many(SOCIAL_LINKS + 1)).is_err()
        );
    }

    #[test]
    fn empty_rows_are_no_links_and_no_row_hides_another() {
        let row = |site: &str, address: &str| SocialLinkRow { site: site.into(), address: address.into() };
        let links = social_links_of(vec![row("Blog", "a.example"), row("", " "), row("Code", "b.example")]).unwrap();
        assert_eq!(links.len(), 2);
        for rows in [
            vec![row("Blog", "a.example"), row(" Blog", "b.example")],
            vec![row("", "a.example"), row("", "b.example")],
        ] {
            assert!(social_links_of(rows).unwrap_err().error("socialLinks").is_some());
        }
    }

    #[test]
    fn null_takes_a_field_away_and_a_missing_one_stays() {
        let read = |text: &str| serde_json::from_str::<ProfileChange>(text).unwrap();
        let change = read(r#"{ "bio": null, "notificationEmail": null, "displayName": null }"#);
        assert_eq!(change.names(), ["bio", "notificationEmail"]);
        let checked = change.check().unwrap();
        assert_eq!((checked.bio.unwrap().as_str(), checked.notification_email), ("", Some(None)));
        assert!(read(r#"{ "roles": ["admin"], "username": "other" }"#).is_empty());
        let wrong =
            read(r#"{ "displayName": " ", "language": "", "notificationEmail": "mira", "socialLinks": { "a": "b" } }"#);
        let problem = wrong.check().unwrap_err();
        let names: Vec<_> = problem.errors.keys().map(String::as_str).collect();
        assert_eq!(names, ["displayName", "language", "notificationEmail", "socialLinks"]);
        assert!(serde_json::from_str::<ProfileChange>(r#"{ "theme": "pink" }"#).is_err());
    }

    #[test]
    fn pages_come_in_a_language_that_they_are_written_in() {
        for wanted in ["en", "en-GB", "de", "zh-Hant-TW", ""] {
            assert_eq!(page_language(wanted), "en");
        }
    }
}
