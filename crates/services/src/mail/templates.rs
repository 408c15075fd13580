//! What mails say. The sentences of a language stand in one place, by template, so that further languages can follow.

use super::Body;
use domain::addresses::with_next;
use std::fmt::Write as _;

/// A mail to an account's address. Tokens are for links on this site, and `next` is the page there that they lead on to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Template<'a> {
    /// To a new account: confirm that the address is yours.
    Verify { name: &'a str, token: &'a str, next: &'a str },
    /// To the new address of an account: confirm it.
    Change { name: &'a str, token: &'a str },
    /// To an account whose owner forgot the password: choose a new one.
    Reset { name: &'a str, token: &'a str, next: &'a str },
    /// To an account whose password was changed; the token takes the change back, if the address is known to be the owner's.
    PasswordChanged { name: &'a str, token: Option<&'a str> },
    /// To an account with two-factor sign-in from now on; the token takes that back, if the address is known to be the owner's.
    TwoFactorOn { name: &'a str, token: Option<&'a str> },
    /// To an account without two-factor sign-in from now on; the token is for a new password.
    TwoFactorOff { name: &'a str, token: Option<&'a str> },
    /// To an account with new recovery codes; the token is for a new password.
    RecoveryCodes { name: &'a str, token: Option<&'a str> },
    /// To an account that a provider signs in from now on; the token takes that back, if the address is known to be the owner's.
    IdentityLinked { name: &'a str, provider: &'a str, token: Option<&'a str> },
    /// To an account that a provider does not sign in any more; the token is for a new password.
    IdentityUnlinked { name: &'a str, provider: &'a str, token: Option<&'a str> },
    /// To the old address of an account that has a new one.
    AddressChanged { name: &'a str, address: &'a str, token: &'a str },
}

/// The sentences of a template. `{name}`, and `{address}` or `{provider}`, stand for what differs.
struct Words {
    subject: &'static str,
    before: &'static [&'static str],
    /// The words of the link.
    link: &'static str,
    after: &'static [&'static str],
}

const GREETING: &str = "Hello {name},";
const FOOTER: &str = "This mail was sent by AeThex Live at";

const VERIFY: Words = Words {
    subject: "Confirm your e-mail address",
    before: &["welcome to AeThex Live. Please confirm that this e-mail address is yours."],
    link: "Confirm address",
    after: &["The link works once, within a day. If you did not sign up, ignore this mail: nothing more will come."],
};
const CHANGE: Words = Words {
    subject: "Confirm your new e-mail address",
    before: &["your account is to have this e-mail address. Please confirm that it is yours."],
    link: "Confirm address",
    after: &["The link works once, within a day. If you did not ask for this, ignore this mail."],
};
const RESET: Words = Words {
    subject: "Choose a new password",
    before: &["a new password was asked for with your address."],
    link: "Choose a new password",
    after: &["The link works once, within an hour. If it was not you, ignore this mail: your password stays as it is."],
};
const PASSWORD_CHANGED: Words = Words {
    subject: "Your password was changed",
    before: &["the password of your account was changed. If that was you, there is nothing to do."],
    link: "It was not me: choose a new password",
    after: &["The link works once, within a week, and signs every device out."],
};
const TWO_FACTOR_ON: Words = Words {
    subject: "Two-factor sign-in was switched on",
    before: &[
        "from now on, signing in to your account takes a code of an authenticator app besides the password, and other devices were \
               signed out. If that was you, there is nothing to do.",
    ],
    link: "It was not me: take it back",
    after: &[
        "The link works once, within a week: two-factor sign-in is switched off, you choose a new password, and every device is signed out.",
    ],
};
const TWO_FACTOR_OFF: Words = Words {
    subject: "Two-factor sign-in was switched off",
    before: &[
        "from now on, the password is enough to sign in to your account. If you wanted that, there is nothing to do.",
    ],
    link: "It was not me: choose a new password",
    after: &[
        "The link works once, within a week, and signs every device out. Afterwards switch two-factor sign-in on again.",
    ],
};
const RECOVERY_CODES: Words = Words {
    subject: "Your recovery codes were replaced",
    before: &[
        "your account has new recovery codes, and the old ones do not work any more. If that was you, there is nothing to do.",
    ],
    link: "It was not me: choose a new password",
    after: &["The link works once, within a week, and signs every device out. Afterwards make new recovery codes."],
};
const IDENTITY_LINKED: Words = Words {
    subject: "A way to sign in was added",
    before: &[
        "from now on, you can sign in to your account through {provider}. If you wanted that, there is nothing to do.",
    ],
    link: "It was not me: take it back",
    after: &[
        "The link works once, within a week: {provider} is unlinked, you choose a new password, and every device is signed out.",
    ],
};
const IDENTITY_UNLINKED: Words = Words {
    subject: "A way to sign in was removed",
    before: &[
        "your account can't be signed in to through {provider} any more, and other devices were signed out. If you wanted that, there is \
         nothing to do.",
    ],
    link: "It was not me: choose a new password",
    after: &["The link works once, within a week, and signs every device out. Afterwards link {provider} again."],
};
/// To an address that was never confirmed and may be a stranger's, no link is sent.
const UNVERIFIED: &[&str] = &["If it was not you, ask for a new password on the page for signing in."];
/// A new password would not be enough to sign in with.
const TWO_FACTOR_ON_UNVERIFIED: &[&str] =
    &["If it was not you, write to those who run this site: they can switch it off."];
const ADDRESS_CHANGED: Words = Words {
    subject: "Your e-mail address was changed",
    before: &["your account has the e-mail address {address} now. If that was you, there is nothing to do."],
    link: "It was not me: take it back",
    after: &[
        "The link works once, within a week: your account gets this address back and a new password, and every device is signed out.",
    ],
};

impl Template<'_> {
    /// Subject and body of the mail; links begin with `origin`.
    pub fn write(self, origin: &str) -> (String, Body) {
        let (words, name, other, link): Written<'_> = match self {
            Self::Verify { name, token, .. } => (VERIFY, name, "", Some(("/auth/verify", token))),
            Self::Change { name, token } => (CHANGE, name, "", Some(("/auth/verify", token))),
            Self::Reset { name, token, .. } => (RESET, name, "", Some(("/auth/reset", token))),
            Self::PasswordChanged { name, token } => restoring(PASSWORD_CHANGED, name, token),
            Self::TwoFactorOn { name, token: None } => {
                (Words { after: TWO_FACTOR_ON_UNVERIFIED, ..TWO_FACTOR_ON }, name, "", None)
            }
            Self::TwoFactorOn { name, token } => restoring(TWO_FACTOR_ON, name, token),
            Self::TwoFactorOff { name, token } => restoring(TWO_FACTOR_OFF, name, token),
            Self::RecoveryCodes { name, token } => restoring(RECOVERY_CODES, name, token),
            Self::IdentityLinked { name, provider, token } => about(provider, restoring(IDENTITY_LINKED, name, token)),
            Self::IdentityUnlinked { name, provider, token } => {
                about(provider, restoring(IDENTITY_UNLINKED, name, token))
            }
            Self::AddressChanged { name, address, token } => {
                (ADDRESS_CHANGED, name, address, Some(("/auth/reset", token)))
            }
        };
        let next = match self {
            Self::Verify { next, .. } | Self::Reset { next, .. } => next,
            _ => "/",
        };
        let link = link.map(|(path, token)| with_next(&format!("{origin}{path}?token={token}"), next));
        let fill =
            |sentence: &str| sentence.replace("{address}", other).replace("{provider}", other).replace("{name}", name);
        let before: Vec<String> = std::iter::once(&GREETING).chain(words.before).map(|words| fill(words)).collect();
        let after: Vec<String> = words.after.iter().map(|words| fill(words)).collect();
        let text = text(&before, link.as_deref().map(|link| (words.link, link)), &after, origin);
        let html = html(words.subject, &before, link.as_deref().map(|link| (words.link, link)), &after, origin);
        (words.subject.to_owned(), Body { text, html })
    }
}

/// Words, name, address or provider, and the path and token of the link.
type Written<'a> = (Words, &'a str, &'a str, Option<(&'static str, &'a str)>);

fn restoring<'a>(words: Words, name: &'a str, token: Option<&'a str>) -> Written<'a> {
    match token {
        Some(token) => (words, name, "", Some(("/auth/reset", token))),
        None => (Words { after: UNVERIFIED, ..words }, name, "", None),
    }
}

fn about<'a>(provider: &'a str, (words, name, _, link): Written<'a>) -> Written<'a> {
    (words, name, provider, link)
}

fn text(before: &[String], link: Option<(&str, &str)>, after: &[String], origin: &str) -> String {
    let link = link.map(|(words, address)| format!("{words}:\n{address}"));
    let parts: Vec<String> = before.iter().cloned().chain(link).chain(after.iter().cloned()).collect();
    format!("{}\n\n-- \n{FOOTER} {origin}\n", parts.join("\n\n"))
}

/// A document with inline styles only, which is what mail programs keep. It leaves the colours of text and ground to them, so that it can
/// be read in a dark one.
fn html(subject: &str, before: &[String], link: Option<(&str, &str)>, after: &[String], origin: &str) -> String {
    let mut body = String::new();
    let mut paragraph = |words: &str| {
        let _ = writeln!(body, "<p style=\"margin:0 0 16px\">{words}</p>");
    };
    before.iter().for_each(|words| paragraph(&escape(words)));
    if let Some((words, address)) = link {
        let (words, address) = (escape(words), escape(address));
        paragraph(&format!(
            "<a href=\"{address}\" style=\"display:inline-block;padding:10px 18px;border-radius:8px;background:#6d3be8;color:#ffffff;\
             font-weight:600;text-decoration:none\">{words}</a>"
        ));
        paragraph(&format!("<a href=\"{address}\" style=\"word-break:break-all\">{address}</a>"));
    }
    after.iter().for_each(|words| paragraph(&escape(words)));
    let (subject, origin) = (escape(subject), escape(origin));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{subject}</title></head>\n\
         <body style=\"margin:0;padding:24px 16px\">\
         <div style=\"max-width:520px;margin:0 auto;font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere\">\n{body}\
         <p style=\"margin:24px 0 0;font-size:13px;opacity:.75\">{FOOTER} <a href=\"{origin}\">{origin}</a></p>\n</div></body></html>\n"
    )
}

/// For text and quoted attributes.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "https://live.example.org";

    #[test]
    fn a_mail_has_its_link_in_text_and_html() {
        let (subject, body) = Template::Reset { name: "Ada", token: "abc", next: "/" }.write(ORIGIN);
        assert_eq!(subject, "Choose a new password");
        let link = "https://live.example.org/auth/reset?token=abc";
        assert!(body.text.starts_with("Hello Ada,\n\n") && body.text.contains(&format!("\n{link}\n")), "{}", body.text);
        assert_eq!(body.html.matches(&format!("href=\"{link}\"")).count(), 2, "{}", body.html);
    }

    #[test]
    fn a_link_leads_on_to_where_its_reader_came_from() {
        let (_, body) = Template::Verify { name: "Ada", token: "abc", next: "/videos/1?t=2&x=<" }.write(ORIGIN);
        let link = "https://live.example.org/auth/verify?token=abc&next=/videos/1%3Ft%3D2%26x%3D%3C";
        assert!(body.text.contains(&format!("\n{link}\n")), "{}", body.text);
        assert_eq!(body.html.matches(&format!("href=\"{}\"", link.replace('&', "&amp;"))).count(), 2, "{}", body.html);
    }

    #[test]
    fn names_are_words_and_no_markup() {
        let name = "<img src=x onerror=alert(1)> \"Ada\" & {address}";
        let (_, body) = Template::AddressChanged { name, address: "b@example.org", token: "abc" }.write(ORIGIN);
        assert!(!body.html.contains("<img") && body.html.contains("&lt;img"), "{}", body.html);
        assert!(body.text.contains("b@example.org now."), "{}", body.text);
    }

    #[test]
    fn a_stranger_gets_no_link() {
        let (name, token) = ("Ada", None);
        for template in [Template::PasswordChanged { name, token }, Template::TwoFactorOn { name, token }] {
            let (_, body) = template.write(ORIGIN);
            assert!(!body.text.contains("token=") && !body.html.contains("token="));
            assert!(body.text.contains("If it was not you, ") && !body.text.contains("link"), "{}", body.text);
        }
    }
}
