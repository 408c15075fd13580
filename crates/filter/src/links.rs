//! Links: where they stand in a text, and whether they lead to a host that the channel trusts.

mod addresses;

use crate::Rule;
use crate::reading::Reading;
use domain::moderation::{Action, Match, RuleKind};
use std::ops::Range;

#[derive(Debug)]
pub(crate) struct LinkRule {
    rule: Rule,
    trusted: Vec<String>,
}

/// The places of links in the original text, in characters.
pub(crate) fn links(text: &str, reading: &Reading) -> Vec<Range<usize>> {
    // Each link has a dot or a scheme, and so has no ordinary message.
    if text.contains(['.', ':']) || !text.is_ascii() || text.contains("dot") || text.contains(['(', '[', '{']) {
        addresses::addresses(&reading.glyphs)
    } else {
        Vec::new()
    }
}

impl LinkRule {
    pub fn new(action: Action, trusted: &[String], rule: &impl Fn(&str, RuleKind, Action) -> Rule) -> Option<Self> {
        let trusted = trusted.iter().map(|host| host.trim_matches('.').to_lowercase()).collect();
        (action != Action::Allow).then(|| Self { rule: rule("links", RuleKind::Links, action), trusted })
    }

    pub fn check(&self, text: &str, links: &[Range<usize>], matches: &mut Vec<Match>) {
        for link in links {
            // The host as it was written: one that only looks like a trusted one leads elsewhere.
            let written: String = text.chars().skip(link.start).take(link.len()).collect();
            if !self.trusts(host(&written)) {
                matches.push(self.rule.found(link.clone()));
            }
        }
    }

    fn trusts(&self, host: &str) -> bool {
        let host = host.trim_end_matches('.').to_lowercase();
        let is_of = |trusted: &String| {
            host.strip_suffix(trusted.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        self.trusted.iter().filter(|trusted| !trusted.is_empty()).any(is_of)
    }
}

/// The host of an address. Browsers take a `\` for a `/`, and what stands before an `@` for a name.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    host.split(':').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        links(text, &Reading::of(text)).into_iter().map(|link| chars[link].iter().collect()).collect()
    }

    #[test]
    fn addresses_are_found_with_and_without_scheme() {
        for (text, link) in [
            ("see https://example.org/a?b=c#d, ok", "https://example.org/a?b=c#d"),
            ("(http://localhost:8080/x)", "http://localhost:8080/x"),
            ("www.example.museum!", "www.example.museum"),
            ("Example.ORG is it", "Example.ORG"),
            ("discord.gg/abc", "discord.gg/abc"),
            ("look: bit.ly/x.", "bit.ly/x"),
            ("clips.example.shop", "clips.example.shop"),
            ("example.me/x", "example.me/x"),
            ("bücher.de now", "bücher.de"),
            ("discord . gg/x", "discord . gg/x"),
            ("discord .gg/x", "discord .gg/x"),
            ("discord(dot)gg", "discord(dot)gg"),
            ("discord. gg/x", "discord. gg/x"),
            ("discord [dot] gg / x", "discord [dot] gg"),
            ("example dot com", "example dot com"),
            ("ｅｘａｍｐｌｅ．ｃｏｍ", "ｅｘａｍｐｌｅ．ｃｏｍ"),
            ("1.2.3.4/x", "1.2.3.4/x"),
            ("hxxps://example.org", "hxxps://example.org"),
            ("https://[::1]/", "https://[::1]/"),
            ("https://example.org@evil.com", "https://example.org@evil.com"),
        ] {
            assert_eq!(found(text), [link], "{text}");
        }
    }

    #[test]
    fn what_only_has_a_dot_is_no_link() {
        for text in [
            "main.rs",
            "v1.2",
            "ok.so",
            "e.g. this",
            "i.e.",
            "node.js and readme.md",
            "3.50",
            "wait...what",
            "hm..ok",
            "Das ist gut.Und das?",
            "http://",
            "https:// x",
            "a.b.c",
            "ada@example.org",
            "12:30",
            "10.12.2024",
            "and/or",
            "x/y",
            ".",
            "...",
            "www.",
            "://",
            "end . de",
            "I said dot and then",
            "well played. gg",
            "done . me too",
            "(.) org",
            "std::io",
            "ok.no/yes",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn subdomains_are_trusted_and_other_hosts_are_not() {
        let rule = |id: &str, kind, action| Rule { id: id.into(), version: 1, kind, action, term: None };
        let rule = LinkRule::new(Action::Hold, &["example.org".into(), "bücher.de".into()], &rule).unwrap();
        for address in [
            "https://example.org/x",
            "EXAMPLE.org",
            "clips.example.org:443/",
            "https://a@example.org",
            "BÜCHER.de",
            "example.org.",
        ] {
            assert!(rule.trusts(host(address)), "{address}");
        }
        for address in [
            "example.org.evil.com",
            "evil-example.org",
            "https://example.org@evil.com",
            "https://example.org:x@evil.com/",
            "ex\u{430}mple.org",
            "https://evil.com\\@example.org",
            "https://evil.com/example.org",
            "https://evil.com?example.org",
            "bucher.de",
            "org",
            "",
        ] {
            assert!(!rule.trusts(host(address)), "{address}");
        }
    }
}
