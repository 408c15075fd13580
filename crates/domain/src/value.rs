//! What validated values have in common: parsed once from hostile text, then carried as a type.

/// Declares a text type that can only be had through `parse`, which trims and checks.
macro_rules! text_value {
    ($(#[$doc:meta])* $name:ident, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Trims and checks the text; the error is a sentence for the person who typed it.
            pub fn parse(text: &str) -> Result<Self, String> {
                let check: fn(&str) -> Result<String, String> = $check;
                check(text.trim()).map(Self)
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
pub(crate) use text_value;

/// Characters that would break a line, hide text or turn it round; nobody needs them in a name or a chat line.
pub(crate) fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A line of text between `min` and `max` characters; `what` begins the sentence of the error.
pub(crate) fn line(text: &str, what: &str, min: usize, max: usize) -> Result<String, String> {
    let clean: String = text.chars().filter(|c| !is_unprintable(*c)).collect();
    // Spaces that stood behind something unprintable are at the ends now.
    let clean = clean.trim();
    let length = clean.chars().count();
    match length {
        0 if min > 0 => Err(format!("{what} is missing.")),
        _ if length < min => Err(format!("{what} needs at least {min} characters.")),
        _ if length > max => Err(format!("{what} can have at most {max} characters; this has {length}.")),
        _ => Ok(clean.to_owned()),
    }
}

/// Text of several lines, up to `max` characters.
pub(crate) fn paragraph(text: &str, what: &str, max: usize) -> Result<String, String> {
    let clean: String = text.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !is_unprintable(*c)).collect();
    let length = clean.chars().count();
    if length > max {
        return Err(format!("{what} can have at most {max} characters; this has {length}."));
    }
    Ok(clean)
}

/// A handle that stands in an address: lower-case letters, digits and `separators`, which begin and end nothing.
pub(crate) fn handle(text: &str, what: &str, min: usize, max: usize, separators: &[char]) -> Result<String, String> {
    let text = text.to_ascii_lowercase();
    if text.is_empty() {
        return Err(format!("{what} is missing."));
    }
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || separators.contains(&c);
    if !text.chars().all(allowed) {
        let named = if separators.contains(&'-') { "hyphens" } else { "underscores" };
        return Err(format!("{what} can only have the letters a to z, digits and {named}."));
    }
    if !(min..=max).contains(&text.len()) {
        return Err(format!("{what} needs {min} to {max} characters."));
    }
    if text.starts_with(separators) || text.ends_with(separators) {
        return Err(format!("{what} must begin and end with a letter or digit."));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_neither_hides_anything_nor_begins_or_ends_with_space() {
        let read = |text| line(text, "The name", 1, 5);
        assert_eq!(read("\u{200b} a\u{202e} b \u{feff}"), Ok("a b".into()));
        assert_eq!(read("\u{200b} \u{2066}"), Err("The name is missing.".into()));
        assert_eq!(read("  abcde  "), Ok("abcde".into()));
        assert!(read("abcdef").is_err());
    }
}
