//! The language that is spoken on a channel.

use crate::value;

value::text_value!(
    /// The language that is spoken on a channel, as a BCP 47 tag (RFC 5646): a language, maybe with a script and a region. Empty: not set.
    Language,
    language_tag
);

impl Language {
    /// Languages to choose from, each with its own name.
    pub const COMMON: [(&str, &str); 24] = [
        ("ar", "العربية"),
        ("cs", "Čeština"),
        ("da", "Dansk"),
        ("de", "Deutsch"),
        ("el", "Ελληνικά"),
        ("en", "English"),
        ("es", "Español"),
        ("fi", "Suomi"),
        ("fr", "Français"),
        ("hi", "हिन्दी"),
        ("hu", "Magyar"),
        ("id", "Bahasa Indonesia"),
        ("it", "Italiano"),
        ("ja", "日本語"),
        ("ko", "한국어"),
        ("nl", "Nederlands"),
        ("no", "Norsk"),
        ("pl", "Polski"),
        ("pt", "Português"),
        ("ru", "Русский"),
        ("sv", "Svenska"),
        ("tr", "Türkçe"),
        ("uk", "Українська"),
        ("zh", "中文"),
    ];

    /// What people call the language of a tag, with its script and region; the tag itself where its language is not a common one.
    pub fn name_of(tag: &str) -> String {
        let (language, rest) = tag.split_once('-').unwrap_or((tag, ""));
        match Self::COMMON.iter().find(|(common, _)| *common == language) {
            Some((_, name)) if rest.is_empty() => (*name).to_owned(),
            Some((_, name)) => format!("{name} ({rest})"),
            None => tag.to_owned(),
        }
    }
}

/// A tag in the case that RFC 5646, section 2.1.1, recommends.
fn language_tag(text: &str) -> Result<String, String> {
    let is_alphabetic = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let mut parts = text.split('-').peekable();
    let mut tag = parts.next().unwrap_or_default().to_ascii_lowercase();
    let mut is_valid = tag.is_empty() || ((2..=3).contains(&tag.len()) && is_alphabetic(&tag));
    if let Some(script) = parts.next_if(|part| part.len() == 4 && is_alphabetic(part)) {
        let (initial, rest) = script.split_at(1);
        tag.push_str(&format!("-{}{}", initial.to_ascii_uppercase(), rest.to_ascii_lowercase()));
    }
    let is_number = |part: &str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(region) = parts.next_if(|part| is_number(part) || (part.len() == 2 && is_alphabetic(part))) {
        tag.push_str(&format!("-{}", region.to_ascii_uppercase()));
    }
    is_valid &= parts.next().is_none() && !tag.starts_with('-');
    if is_valid { Ok(tag) } else { Err("A language is a tag such as en, de or pt-BR.".into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_a_tag_in_its_usual_case() {
        for (text, tag) in
            [("DE", "de"), ("pt-br", "pt-BR"), ("ZH-hant-tw", "zh-Hant-TW"), ("es-419", "es-419"), ("", "")]
        {
            assert_eq!(Language::parse(text).as_ref().map(Language::as_str), Ok(tag));
        }
        for wrong in ["d", "deutsch", "de-", "-de", "de-DE-DE", "de DE", "e1", "en-US-x-a", "日本"] {
            assert!(Language::parse(wrong).is_err(), "{wrong}");
        }
        let named = ["pt-BR", "de", "gsw"].map(Language::name_of);
        assert_eq!(named, ["Português (BR)", "Deutsch", "gsw"]);
    }
}
