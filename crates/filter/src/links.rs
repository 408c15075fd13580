//! Links: where they stand in a text, and whether they lead to a host that the channel trusts.

mod addresses;
mod tokens;

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
    let has_dot = || text.as_bytes().windows(3).any(|part| part.eq_ignore_ascii_case(b"dot"));
    // Each link has a dot or a scheme, and so has no ordinary message.
    if text.contains(['.', ':', '(', '[', '{']) || !text.is_ascii() || has_dot() {
        addresses::addresses(&reading.glyphs, text.contains('。'))
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
    // A scheme has no dot, so that the host of `evil.com/?to=https://example.org` is the first one.
    let is_of_scheme = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '+' | '-');
    let behind_scheme = address.trim_start_matches(is_of_scheme).strip_prefix(':');
    let is_scheme = |rest: &&str| {
        rest.starts_with(['/', '\\'])
            || address.get(..4).is_some_and(|begin| ["http", "hxxp"].iter().any(|web| begin.eq_ignore_ascii_case(web)))
                && rest.starts_with(char::is_alphabetic)
    };
    let rest = behind_scheme.filter(is_scheme).map_or(address, |rest| rest.trim_start_matches(['/', '\\']));
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
            ("example DOT com", "example DOT com"),
            // Whatever stands behind it.
            ("evil.com/https://example.org", "evil.com/https://example.org"),
            ("look at evil.com/http://1 now", "evil.com/http://1"),
            ("evil.com/?r=https://x.org", "evil.com/?r=https://x.org"),
            ("evil.com#https://x.org", "evil.com#https://x.org"),
            ("www.evil.com/https://x.org", "www.evil.com/https://x.org"),
            ("evil.com:80/https://x.org", "evil.com:80/https://x.org"),
            // Whatever stands before it.
            ("//evil.com", "evil.com"),
            ("/evil.com", "evil.com"),
            ("x//evil.com", "evil.com"),
            ("///evil.live", "evil.live"),
            ("a/b?to=evil.com&x", "evil.com"),
            ("see:https://evil.com", "https://evil.com"),
            ("https:evil.com", "https:evil.com"),
            ("https:\\\\evil.live", "https:\\\\evil.live"),
            ("...evil.com", "evil.com"),
            ("ok...evil.com...", "evil.com"),
            ("\u{1f449}evil.com\u{1f448}", "evil.com"),
            ("@evil.com", "@evil.com"),
            ("ada@evil.com:80/x", "ada@evil.com:80/x"),
            ("x:1evil.com", "1evil.com"),
            // Other endings.
            ("evil.shop", "evil.shop"),
            ("evil.online!", "evil.online"),
            ("evil.site", "evil.site"),
            ("evil.store", "evil.store"),
            ("evil.click", "evil.click"),
            ("evil.cam", "evil.cam"),
            ("пример.рф", "пример.рф"),
            ("evil.рф", "evil.рф"),
            ("例子.中国", "例子.中国"),
            ("evil.中国", "evil.中国"),
            ("xn--e1afmkfd.xn--p1ai", "xn--e1afmkfd.xn--p1ai"),
            ("evil.bet/x", "evil.bet/x"),
            ("evil.zip/x", "evil.zip/x"),
            ("www.evil.zip", "www.evil.zip"),
            ("evil.bar:80", "evil.bar:80"),
            ("cheap-gold.click", "cheap-gold.click"),
            ("gold4you.top", "gold4you.top"),
            ("cheapgoldnow.live", "cheapgoldnow.live"),
            ("clips.evil.cam", "clips.evil.cam"),
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
            "1/2",
            "file.txt",
            "src/main.rs",
            "Mr.Smith",
            "game.over",
            "nice.game",
            "I am back.live now?",
            "on my way.top",
            "raise the.bar",
            "v2.top",
            "9 a.m.to 5 p.m.",
            "the U.S.in May",
            "John F.is",
            "12.at/13",
            "nah.bet",
            "mods.zip",
            "my-mods-v2.zip",
            "archive.tar.zip",
            "12:30.de",
            "3.50/kg",
            "$4.99",
            "24/7",
            "...and...so...on",
            "我爱你。中国",
            "mailto:ada@example.org",
            "@ada",
            "x/y/z",
            "a//b",
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
            "https:example.org/x",
            "https:/example.org/x",
            "example.org/?to=https://evil.com",
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
            "evil.com/https://example.org",
            "evil.com/?r=https://example.org",
            "evil.com://example.org",
            "evil.com:80/https://example.org",
            "https:evil.com/example.org",
            "bucher.de",
            "org",
            "",
        ] {
            assert!(!rule.trusts(host(address)), "{address}");
        }
    }
}
