//! Tells which part of a word is an address: each host-like piece of it is looked at, wherever it stands.

use std::ops::Range;

/// Ends of host names that are enough to make `host.end` a link. Words that people write behind a dot without a space are not among them.
const BARE: [&str; 49] = [
    "com", "net", "org", "gg", "tv", "io", "de", "eu", "info", "biz", "xyz", "dev", "ly", "ru", "uk", "fr", "nl", "pl",
    "ca", "jp", "cn", "cc", "gl", "ch", "cz", "br", "ai", "app", "edu", "gov", "tk", "onion", "su", "vip", "icu",
    "porn", "shop", "online", "site", "store", "click", "cam", "casino", "poker", "website", "рф", "рус", "укр", "бел",
];
/// Those that make a link of `host.end/path` or of `www.host.end` or a host of three names.
const WITH_PATH: [&str; 56] = [
    "at", "be", "it", "me", "is", "in", "to", "so", "us", "es", "se", "fi", "dk", "co", "fm", "gs", "st", "sh", "ms",
    "la", "pw", "ws", "ml", "ga", "cf", "gq", "id", "au", "nz", "ie", "pt", "gr", "tr", "ua", "kr", "tw", "hk", "sg",
    "mx", "ar", "club", "top", "live", "link", "space", "stream", "video", "game", "games", "chat", "gift", "fun",
    "win", "bet", "world", "bar",
];
/// Those among them that are also words after a full stop without a space. They make a link of `host.end`, too, if the host is no word.
const ALSO_WORDS: [&str; 13] =
    ["top", "live", "link", "space", "stream", "video", "game", "games", "chat", "gift", "win", "bet", "bar"];
/// Those that are written in signs without spaces between words.
const OF_SIGNS: [&str; 8] = ["中国", "中國", "公司", "网络", "在线", "香港", "台湾", "한국"];
/// Schemes whose slashes browsers add by themselves.
const WEB: [&str; 4] = ["http", "https", "hxxp", "hxxps"];
/// From how many letters on a host is hardly a word that ends a sentence.
const LONG: usize = 10;

/// The addresses in these characters, among which are no spaces.
pub(super) fn addresses(chars: &[char], has_wide_stops: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let end = at + run(chars, at);
        if end == at {
            at += 1;
            continue;
        }
        let rest = chars.get(end..).unwrap_or_default();
        let place = Token { chars, at, end, has_wide_stops }.address();
        match (place, scheme(chars, at, end)) {
            (None, Some(begin)) => {
                // `evil.com_https://…`. All behind a scheme is one address.
                found.extend(Token { chars, at, end: begin, has_wide_stops }.address());
                found.push(begin..chars.len());
                return found;
            }
            (Some(place), _) => {
                // What stands behind a slash is the address's own path.
                let has_path = rest.first().is_some_and(|next| is_path(*next)) || port(rest) > 0;
                found.push(place.start..if has_path { chars.len() } else { place.end });
                if has_path {
                    return found;
                }
            }
            (None, None) => {}
        }
        at = end;
    }
    found
}

/// How many characters of a host and of what stands before an `@` follow. Several dots are an ellipsis.
fn run(chars: &[char], at: usize) -> usize {
    let is_dot = |at: Option<usize>| at.and_then(|at| chars.get(at)) == Some(&'.');
    let rest = chars.get(at..).unwrap_or_default();
    let is_part = |(offset, ch): (usize, &char)| match ch {
        '.' => !is_dot((at + offset).checked_sub(1)) && !is_dot(Some(at + offset + 1)),
        '-' | '_' | '@' => true,
        ch => ch.is_alphanumeric(),
    };
    rest.iter().enumerate().take_while(|part| is_part(*part)).count()
}

fn is_path(ch: char) -> bool {
    matches!(ch, '/' | '\\' | '?' | '#')
}

/// The length of a port with its colon.
fn port(rest: &[char]) -> usize {
    let digits = rest.get(1..).unwrap_or_default().iter().take_while(|ch| ch.is_ascii_digit()).count();
    if rest.first() == Some(&':') && digits > 0 { digits + 1 } else { 0 }
}

/// Where a scheme begins that ends these characters, if an address follows it.
fn scheme(chars: &[char], at: usize, end: usize) -> Option<usize> {
    let name = chars.get(at..end)?.iter().rev().take_while(|ch| ch.is_ascii_alphanumeric()).count();
    let begin = end - name;
    let name: String = chars.get(begin..end)?.iter().collect();
    let rest = chars.get(end..)?.strip_prefix(&[':'])?;
    let slashes = rest.iter().take_while(|ch| matches!(ch, '/' | '\\')).count();
    let authority = rest.get(slashes..)?.split(|ch| is_path(*ch)).next()?;
    let is_named = authority.iter().any(|ch| ch.is_alphanumeric() || *ch == '[');
    let is_scheme = match slashes {
        _ if name.is_empty() => false,
        0 | 1 => WEB.contains(&name.as_str()) && authority.contains(&'.'),
        _ => rest.starts_with(&['/', '/']) || WEB.contains(&name.as_str()),
    };
    (is_scheme && is_named).then_some(begin)
}

/// A run of characters that a host may be.
struct Token<'a> {
    chars: &'a [char],
    at: usize,
    end: usize,
    has_wide_stops: bool,
}

impl Token<'_> {
    /// Where a host stands in it with what is before its `@`, if it is one.
    fn address(&self) -> Option<Range<usize>> {
        let Self { chars, at, end, .. } = *self;
        let run = chars.get(at..end)?;
        if !run.contains(&'.') {
            return None;
        }
        let is_edge = |ch: &&char| matches!(ch, '.' | '-' | '_');
        let begin = at + run.iter().take_while(is_edge).count();
        let token: String = chars.get(begin..end)?.iter().collect();
        let token = token.trim_end_matches(['.', '-', '_']);
        let rest = chars.get(end..)?;
        let next = rest.first().copied().unwrap_or(' ');
        let (user, name) = token.rsplit_once('@').unwrap_or(("", token));
        // `ada@example.org` is where mail goes to.
        if !user.is_empty() && !is_path(next) && port(rest) == 0 {
            return None;
        }
        let before = chars.get(..begin)?;
        // `12:30.de` is a time before a word.
        let is_number = |label: &str| label.chars().all(|ch| ch.is_ascii_digit());
        let is_behind_time =
            before.ends_with(&[':']) && name.split_once('.').is_some_and(|(begin, _)| is_number(begin));
        (!is_behind_time && self.is_host(name, before, rest)).then(|| begin..begin + token.chars().count())
    }

    fn is_host(&self, name: &str, before: &[char], rest: &[char]) -> bool {
        let labels: Vec<&str> = name.trim_end_matches('.').split('.').collect();
        let (Some((last, others)), true) = (labels.split_last(), labels.iter().all(|label| !label.is_empty())) else {
            return false;
        };
        let Some(second) = others.last() else { return false };
        let next = rest.first().copied().unwrap_or(' ');
        let has_port = port(rest) > 0;
        // `a.m.to` and `U.S.in` are abbreviations before a word.
        let is_several = others.len() > 1 && second.chars().count() > 1;
        // Two slashes before it are what is left of a scheme.
        let is_apart = before.ends_with(&['/', '/']) || before.ends_with(&['\\', '\\']);
        let is_led = matches!(next, '/' | '\\') || has_port || is_apart;
        let is_www = others.len() > 1 && others.first() == Some(&"www");
        if is_www || labels.iter().any(|label| label.starts_with("xn--")) || BARE.contains(last) {
            return true;
        }
        if OF_SIGNS.contains(last) {
            return is_led || !self.has_wide_stops || others.iter().all(|label| label.is_ascii());
        }
        // A file may have any name, so that only a path makes a host of it.
        if *last == "zip" {
            return is_led;
        }
        if ALSO_WORDS.contains(last) {
            let is_no_word = second.contains('-') || second.chars().count() >= LONG || is_mixed(second);
            return is_led || is_several || is_no_word;
        }
        if labels.len() == 4 && labels.iter().all(|label| label.parse::<u8>().is_ok()) {
            return is_path(next) || has_port;
        }
        // `12.at/13` is none.
        let has_letters = second.contains(char::is_alphabetic);
        has_letters && (is_led || is_path(next) || is_several) && WITH_PATH.contains(last)
    }
}

/// Whether a name has both letters and digits, and is longer than `v2` and `gta5`.
fn is_mixed(label: &str) -> bool {
    label.chars().count() > 5 && label.contains(|ch: char| ch.is_ascii_digit()) && label.contains(char::is_alphabetic)
}
