//! What a mail is made of: its sentences in a language, its link, and the document around them.

use super::Body;
use super::texts::{self, Texts, Words};
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
    /// To an account whose limit of sign-ins is used up.
    LoginLimit { name: &'a str, token: &'a str },
    /// To the old address of an account that has a new one.
    AddressChanged { name: &'a str, address: &'a str, token: &'a str },
    /// To an account that administrators have disabled, with their reason.
    Disabled { name: &'a str, reason: &'a str },
    /// To the owner of a channel whose stream administrators have ended, with their reason.
    StreamEnded { name: &'a str, channel: &'a str, reason: &'a str },
    /// To the owner of a channel that administrators have hidden.
    ChannelHidden { name: &'a str, channel: &'a str, reason: &'a str },
    /// To the owner of a channel that administrators no longer hide.
    ChannelShown { name: &'a str, channel: &'a str, reason: &'a str },
    /// To the owner of a channel that administrators have deleted.
    ChannelDeleted { name: &'a str, channel: &'a str, reason: &'a str },
    /// To the address of an account that was erased.
    Erased { name: &'a str },
}

impl Template<'_> {
    /// Subject and body of the mail in a language (BCP 47); links begin with `origin`.
    pub fn write(self, language: &str, origin: &str) -> (String, Body) {
        let texts = texts::of(language);
        let (words, name, other, link): Written<'_> = match self {
            Self::Verify { name, token, .. } => (texts.verify, name, "", Some(("/auth/verify", token))),
            Self::Change { name, token } => (texts.change, name, "", Some(("/auth/verify", token))),
            Self::Reset { name, token, .. } => (texts.reset, name, "", Some(("/auth/reset", token))),
            Self::LoginLimit { name, token } => (texts.login_limit, name, "", Some(("/auth/login/open", token))),
            Self::PasswordChanged { name, token } => restoring(texts, texts.password_changed, name, token),
            Self::TwoFactorOn { name, token: None } => {
                (Words { after: texts.two_factor_on_unverified, ..texts.two_factor_on }, name, "", None)
            }
            Self::TwoFactorOn { name, token } => restoring(texts, texts.two_factor_on, name, token),
            Self::TwoFactorOff { name, token } => restoring(texts, texts.two_factor_off, name, token),
            Self::RecoveryCodes { name, token } => restoring(texts, texts.recovery_codes, name, token),
            Self::IdentityLinked { name, provider, token } => {
                about(provider, restoring(texts, texts.identity_linked, name, token))
            }
            Self::IdentityUnlinked { name, provider, token } => {
                about(provider, restoring(texts, texts.identity_unlinked, name, token))
            }
            Self::Disabled { name, reason } => (texts.disabled, name, reason, None),
            Self::StreamEnded { name, reason, .. } => (texts.stream_ended, name, reason, None),
            Self::ChannelHidden { name, reason, .. } => (texts.channel_hidden, name, reason, None),
            Self::ChannelShown { name, reason, .. } => (texts.channel_shown, name, reason, None),
            Self::ChannelDeleted { name, reason, .. } => (texts.channel_deleted, name, reason, None),
            Self::Erased { name } => (texts.erased, name, "", None),
            Self::AddressChanged { name, address, token } => {
                (texts.address_changed, name, address, Some(("/auth/reset", token)))
            }
        };
        let next = match self {
            Self::Verify { next, .. } | Self::Reset { next, .. } => next,
            _ => "/",
        };
        let link = link.map(|(path, token)| with_next(&format!("{origin}{path}?token={token}"), next));
        let channel = match self {
            Self::StreamEnded { channel, .. }
            | Self::ChannelHidden { channel, .. }
            | Self::ChannelShown { channel, .. }
            | Self::ChannelDeleted { channel, .. } => channel,
            _ => "",
        };
        let fill = |sentence: &str| {
            sentence
                .replace("{channel}", channel)
                .replace("{address}", other)
                .replace("{provider}", other)
                .replace("{reason}", other)
                .replace("{name}", name)
        };
        let before: Vec<String> =
            std::iter::once(&texts.greeting).chain(words.before).map(|words| fill(words)).collect();
        let after: Vec<String> = words.after.iter().map(|words| fill(words)).collect();
        let link = link.as_deref().map(|link| (words.link, link));
        let text = text(texts, &before, link, &after, origin);
        let html = html(texts, words.subject, (&before, link, &after), origin);
        (words.subject.to_owned(), Body { text, html })
    }
}

/// Words, name, address or provider, and the path and token of the link.
type Written<'a> = (Words, &'a str, &'a str, Option<(&'static str, &'a str)>);

fn restoring<'a>(texts: &Texts, words: Words, name: &'a str, token: Option<&'a str>) -> Written<'a> {
    match token {
        Some(token) => (words, name, "", Some(("/auth/reset", token))),
        None => (Words { after: texts.unverified, ..words }, name, "", None),
    }
}

fn about<'a>(provider: &'a str, (words, name, _, link): Written<'a>) -> Written<'a> {
    (words, name, provider, link)
}

fn text(texts: &Texts, before: &[String], link: Option<(&str, &str)>, after: &[String], origin: &str) -> String {
    let link = link.map(|(words, address)| format!("{words}:\n{address}"));
    let parts: Vec<String> = before.iter().cloned().chain(link).chain(after.iter().cloned()).collect();
    format!("{}\n\n-- \n{} {origin}\n", parts.join("\n\n"), texts.footer)
}

/// What is before the link, the link's words and address, and what is after it.
type Parts<'a> = (&'a [String], Option<(&'a str, &'a str)>, &'a [String]);

/// A document with inline styles only, which is what mail programs keep. It leaves the colours of text and ground to them, so that it can
/// be read in a dark one.
fn html(texts: &Texts, subject: &str, (before, link, after): Parts<'_>, origin: &str) -> String {
    let (language, footer) = (texts.language, escape(texts.footer));
    let mut body = String::new();
    let mut paragraph = |words: &str| {
        let _ = writeln!(body, "<p style=\"margin:0 0 16px\">{words}</p>");
    };
    before.iter().for_each(|words| paragraph(&escape(words)));
    if let Some((words, address)) = link {
        let (words, address) = (escape(words), escape(address));
        paragraph(&format!(
            "<a href=\"{address}\" style=\"display:inline-block;padding:10px 18px;border-radius:8px;background:#007e65;color:#ffffff;\
             font-weight:600;text-decoration:none\">{words}</a>"
        ));
        paragraph(&format!("<a href=\"{address}\" style=\"word-break:break-all\">{address}</a>"));
    }
    after.iter().for_each(|words| paragraph(&escape(words)));
    let (subject, origin) = (escape(subject), escape(origin));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{subject}</title></head>\n\
         <body style=\"margin:0;padding:24px 16px\">\
         <div style=\"max-width:520px;margin:0 auto;font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere\">\n{body}\
         <p style=\"margin:24px 0 0;font-size:13px;opacity:.75\">{footer} <a href=\"{origin}\">{origin}</a></p>\n</div></body></html>\n"
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
        let (subject, body) = Template::Reset { name: "Ada", token: "abc", next: "/" }.write("en", ORIGIN);
        assert_eq!(subject, "Choose a new password");
        let link = "https://live.example.org/auth/reset?token=abc";
        assert!(body.text.starts_with("Hello Ada,\n\n") && body.text.contains(&format!("\n{link}\n")), "{}", body.text);
        assert_eq!(body.html.matches(&format!("href=\"{link}\"")).count(), 2, "{}", body.html);
    }

    #[test]
    fn a_link_leads_on_to_where_its_reader_came_from() {
        let (_, body) = Template::Verify { name: "Ada", token: "abc", next: "/videos/1?t=2&x=<" }.write("en", ORIGIN);
        let link = "https://live.example.org/auth/verify?token=abc&next=/videos/1%3Ft%3D2%26x%3D%3C";
        assert!(body.text.contains(&format!("\n{link}\n")), "{}", body.text);
        assert_eq!(body.html.matches(&format!("href=\"{}\"", link.replace('&', "&amp;"))).count(), 2, "{}", body.html);
    }

    #[test]
    fn names_are_words_and_no_markup() {
        let name = "<img src=x onerror=alert(1)> \"Ada\" & {address}";
        let (_, body) = Template::AddressChanged { name, address: "b@example.org", token: "abc" }.write("en", ORIGIN);
        assert!(!body.html.contains("<img") && body.html.contains("&lt;img"), "{}", body.html);
        assert!(body.text.contains("b@example.org now."), "{}", body.text);
    }

    #[test]
    fn a_stranger_gets_no_link() {
        let (name, token) = ("Ada", None);
        for template in [Template::PasswordChanged { name, token }, Template::TwoFactorOn { name, token }] {
            let (_, body) = template.write("en", ORIGIN);
            assert!(!body.text.contains("token=") && !body.html.contains("token="));
            assert!(body.text.contains("If this wasn't you, ") && !body.text.contains("link"), "{}", body.text);
        }
    }
}
