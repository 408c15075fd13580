//! E-mail addresses, each in one form however it is written.

use crate::value;

value::text_value!(
    /// An e-mail address in its canonical form, so that one address has one account: lower case, the local part in Normalization Form C
    /// (UAX 15), the domain in ASCII (A-labels, UTS 46). The ASCII form is the one kept because mail servers and the DNS speak it, and because
    /// it stays the same when Unicode's tables grow. Whether it works shows when mail arrives.
    ///
    /// The browser's half has no tables (`unicode`): there an address is checked and put into lower case, and the server decides.
    Email,
    |text| {
        if text.is_empty() {
            return Err("Your e-mail address is missing.".into());
        }
        let text = text.to_lowercase();
        let sentence = "This doesn't look like an e-mail address. It should read like name@example.org.";
        // Invisible characters would let two addresses that look the same belong to two accounts.
        let (name, host) = text.rsplit_once('@').filter(|(_, host)| value::is_plain(host)).ok_or(sentence)?;
        let (name, host) = (composed(name), ascii_host(host).ok_or(sentence)?);
        let length = name.len() + 1 + host.len();
        // Checked in this form: a full-width sign may have become an ASCII one.
        if value::is_plain(&name) && is_dot_atom(&name) && name.len() <= 64 && is_domain(&host) && length <= 254 {
            Ok(format!("{name}@{host}"))
        } else {
            Err(sentence.into())
        }
    }
);

/// A local part without quotes (RFC 5322, section 3.2.3; RFC 6531 for what is not ASCII). With quotes one mailbox would have several addresses.
fn is_dot_atom(text: &str) -> bool {
    let is_text = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || !c.is_ascii();
    text.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_text))
}

/// A name of the DNS, which is no number: mail reaches no address literals here.
fn is_domain(host: &str) -> bool {
    let is_text = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || !c.is_ascii();
    let is_label = |label: &str| {
        let length = (1..=63).contains(&label.len());
        length && label.chars().all(is_text) && !label.starts_with('-') && !label.ends_with('-')
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.') && host.split('.').all(is_label) && !last.bytes().all(|c| c.is_ascii_digit())
}

/// The text in Normalization Form C.
#[cfg(feature = "unicode")]
fn composed(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfc().collect()
}

#[cfg(not(feature = "unicode"))]
fn composed(text: &str) -> String {
    text.to_owned()
}

/// A domain in ASCII; none if it has a label that no domain can have. Signs such as the underscore stay: some mail servers have them in their names.
#[cfg(feature = "unicode")]
fn ascii_host(host: &str) -> Option<String> {
    use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
    let host = Uts46::new().to_ascii(host.as_bytes(), AsciiDenyList::EMPTY, Hyphens::Allow, DnsLength::Ignore);
    host.ok().map(|host| host.into_owned())
}

#[cfg(not(feature = "unicode"))]
fn ascii_host(host: &str) -> Option<String> {
    Some(host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_address_is_missing_rather_than_wrong() {
        for text in ["", "  "] {
            assert_eq!(Email::parse(text).unwrap_err(), "Your e-mail address is missing.");
        }
        assert!(Email::parse("mira").unwrap_err().contains("name@example.org"));
    }

    #[test]
    fn what_no_mail_can_reach_is_refused() {
        let long = format!("{}@example.org", "a".repeat(65));
        for text in [
            ".x@example.org",
            "x.@example.org",
            "do..t@example.org",
            "<x@example.org>",
            "x@example.org;x",
            "x@-example.org",
            "x@example-.org",
            "x@*.org",
            "x@ex:25.org",
            "x@[127.0.0.1]",
            "x@127.0.0.1",
            "\"dot\"@example.org",
            "a b@example.org",
            "a,b@example.org",
            "x@localhost",
            &long,
        ] {
            assert!(Email::parse(text).is_err(), "{text}");
        }
        for text in ["first.last+tag@mail.example.co.uk", "o'hara@example.org", "a@xn--mnchen-3ya.de", "x@1and1.com"] {
            assert_eq!(Email::parse(text).as_ref().map(Email::as_str), Ok(text));
        }
    }

    #[cfg(feature = "unicode")]
    #[test]
    fn an_address_is_one_however_it_is_written() {
        for (texts, address) in [
            (
                [
                    "u@m\u{fc}nchen.de",
                    "U@M\u{dc}NCHEN.de",
                    "u@mu\u{308}nchen.de",
                    "u@xn--mnchen-3ya.de",
                    " u@XN--Mnchen-3YA.de ",
                    "u@m\u{fc}nchen\u{3002}de",
                    "u@m\u{fc}nchen.\u{ff44}\u{ff45}",
                ]
                .as_slice(),
                "u@xn--mnchen-3ya.de",
            ),
            (&["zo\u{eb}@example.org", "ZOE\u{308}@Example.org", "zo\u{cb}@example.org"], "zo\u{eb}@example.org"),
            (&["mira@mail_1.example.org"], "mira@mail_1.example.org"),
            // A name of its own since IDNA 2008, not "strasse".
            (&["a@stra\u{df}e.de"], "a@xn--strae-oqa.de"),
        ] {
            for text in texts {
                assert_eq!(Email::parse(text).as_ref().map(Email::as_str), Ok(address), "{text:?}");
            }
        }
        // Full-width signs mean something else once they are ASCII; a label must be what its ASCII form says.
        let long = format!("a@{}.de", "\u{fc}".repeat(60));
        for text in ["a@b\u{ff20}c.org", "a@b\u{ff0c}c.org", "a@xn--a.org", "a@\u{3002}org", &long] {
            assert!(Email::parse(text).is_err(), "{text:?}");
        }
    }
}
