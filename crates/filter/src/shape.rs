//! The rules on a message's looks: capitals, repetition and the number of people mentioned.

use crate::Rule;
use crate::reading::{Glyph, Kind, Reading};
use domain::moderation::{Action, Match, RuleKind, Rules};
use std::collections::HashSet;
use std::ops::Range;

/// From how many letters on capitals are counted.
const LETTERS: usize = 10;

/// Each rule with its number, if it is on.
#[derive(Debug)]
pub(crate) struct ShapeRules {
    capitals: Option<(Rule, usize)>,
    repetition: Option<(Rule, usize)>,
    mentions: Option<(Rule, usize)>,
}

impl ShapeRules {
    pub fn new(rules: &Rules, rule: &impl Fn(&str, RuleKind, Action) -> Rule) -> Self {
        let on = |id: &str, kind, action: Action, number: u8| {
            (action != Action::Allow).then(|| (rule(id, kind, action), usize::from(number)))
        };
        let Rules { capitals, repetition, mentions, .. } = rules;
        Self {
            capitals: on("capitals", RuleKind::Capitals, capitals.action, capitals.percent),
            repetition: on("repetition", RuleKind::Repetition, repetition.action, repetition.most),
            mentions: on("mentions", RuleKind::Mentions, mentions.action, mentions.most),
        }
    }

    /// `links` are places of the text in characters.
    pub fn check(&self, text: &str, reading: &Reading, links: &[Range<usize>], matches: &mut Vec<Match>) {
        if let Some((rule, percent)) = &self.capitals {
            matches.extend(shouting(text, links, *percent).map(|span| rule.found(span)));
        }
        if let Some((rule, most)) = &self.repetition {
            let found = repeated(&reading.glyphs, *most).or_else(|| same_emoji(text, *most));
            matches.extend(found.map(|span| rule.found(span)));
        }
        if let Some((rule, most)) = &self.mentions {
            matches.extend(crowd(text, *most).map(|span| rule.found(span)));
        }
    }
}

/// From the first capital to the last one, if that many letters of a hundred are capitals. Names of emotes, mentions and links do not count: their
/// case is not the writer's choice.
fn shouting(text: &str, links: &[Range<usize>], percent: usize) -> Option<Range<usize>> {
    let chars: Vec<char> = text.chars().collect();
    let (mut upper, mut lower, mut span) = (0, 0, None::<Range<usize>>);
    let mut at = 0;
    while let Some(ch) = chars.get(at) {
        let link = links.iter().find(|link| link.contains(&at)).map(|link| link.end);
        let is_begin = at.checked_sub(1).and_then(|at| chars.get(at)).is_none_or(|before| !before.is_alphanumeric());
        let name = |from: usize| {
            let rest = chars.get(from..).unwrap_or_default();
            from + rest.iter().take_while(|ch| ch.is_ascii_alphanumeric() || **ch == '_').count()
        };
        let passed = match ch {
            _ if link.is_some() => link,
            '@' if is_begin => Some(name(at + 1)),
            ':' => Some(name(at + 1)).filter(|end| *end > at + 1 && chars.get(*end) == Some(&':')).map(|end| end + 1),
            _ => None,
        };
        if let Some(end) = passed {
            at = end.max(at + 1);
            continue;
        }
        if ch.is_uppercase() {
            upper += 1;
            span = Some(span.map_or(at, |span| span.start)..at + 1);
        }
        lower += usize::from(ch.is_lowercase());
        at += 1;
    }
    span.filter(|_| upper + lower >= LETTERS && upper * 100 >= percent * (upper + lower))
}

/// The first place where one character, one word or one emote stands more than that many times in a row.
fn repeated(glyphs: &[Glyph], most: usize) -> Option<Range<usize>> {
    // The colour of a hand does not make it another one.
    let is_tone = |glyph: &&Glyph| matches!(glyph.ch, '\u{1f3fb}'..='\u{1f3ff}');
    let glyphs: Vec<Glyph> = glyphs.iter().filter(|glyph| !is_tone(glyph)).copied().collect();
    let span = |run: &[Glyph]| Some(run.first()?.origin as usize..run.last()?.origin as usize + 1);
    let runs = glyphs.chunk_by(|one, other| one.ch == other.ch);
    if let Some(run) =
        runs.into_iter().find(|run| run.len() > most && run.iter().all(|glyph| glyph.kind != Kind::Space))
    {
        return span(run);
    }
    let words = words(&glyphs);
    let same =
        |one: &&[Glyph], other: &&[Glyph]| one.iter().map(|glyph| glyph.ch).eq(other.iter().map(|glyph| glyph.ch));
    let run = words.chunk_by(same).find(|run| run.len() > most)?;
    Some(span(run.first()?)?.start..span(run.last()?)?.end)
}

/// The words of a text without the punctuation around them; each emote is one, also where no space is between them.
fn words(glyphs: &[Glyph]) -> Vec<&[Glyph]> {
    let mut words = Vec::new();
    for word in glyphs.split(|glyph| glyph.kind == Kind::Space).filter(|word| !word.is_empty()) {
        let mut rest = word;
        while let Some(end) = emote_end(rest) {
            let (emote, behind) = rest.split_at(end);
            words.push(emote);
            rest = behind;
        }
        let is_word = |glyph: &Glyph| glyph.kind.is_word();
        match (rest.iter().position(is_word), rest.iter().rposition(is_word)) {
            (Some(first), Some(last)) => words.extend(rest.get(first..=last)),
            _ if !rest.is_empty() => words.push(rest),
            _ => {}
        }
    }
    words
}

/// Where an emote ends that these begin with.
fn emote_end(glyphs: &[Glyph]) -> Option<usize> {
    let (colon, name) = glyphs.split_first()?;
    let length = name.iter().take_while(|glyph| glyph.kind.is_word() || glyph.ch == '_').count();
    (colon.ch == ':' && length > 0 && name.get(length)?.ch == ':').then_some(length + 2)
}

/// The first place where one emoji that is drawn of several characters stands more than that many times in a row.
fn same_emoji(text: &str, most: usize) -> Option<Range<usize>> {
    let is_flag = |ch: char| matches!(ch, '\u{1f1e6}'..='\u{1f1ff}');
    if text.is_ascii() || !text.contains(|ch| is_flag(ch) || ch == '\u{200d}') {
        return None;
    }
    let mut emoji: Vec<(Range<usize>, String)> = Vec::new();
    let mut is_joined = false;
    for (at, ch) in text.chars().enumerate() {
        let is_part = matches!(ch, '\u{fe0f}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}');
        let is_second = |known: &str| is_flag(ch) && known.chars().all(is_flag) && known.chars().count() == 1;
        match emoji.last_mut().filter(|(place, _)| place.end == at) {
            Some((place, known)) if is_joined || is_part || ch == '\u{200d}' || is_second(known) => {
                place.end = at + 1;
                // Neither colours nor signs that are not drawn make it another one.
                known.extend((!is_part).then_some(ch));
            }
            _ => emoji.push((at..at + 1, ch.to_string())),
        }
        is_joined = ch == '\u{200d}';
    }
    let mut runs = emoji.chunk_by(|(_, one), (_, other)| one == other);
    let is_drawn = |name: &str| name.chars().any(|ch| is_flag(ch) || ch == '\u{200d}');
    let run = runs.find(|run| run.len() > most && run.first().is_some_and(|(_, name)| is_drawn(name)))?;
    Some(run.first()?.0.start..run.last()?.0.end)
}

/// From the first mention to the last one, if more people are mentioned than that. Those count, too, that are written without a space between them
/// or with a wide `@`.
fn crowd(text: &str, most: usize) -> Option<Range<usize>> {
    let is_at = |ch: char| matches!(ch, '@' | '\u{ff20}' | '\u{fe6b}');
    if !text.contains(is_at) {
        return None;
    }
    let chars: Vec<char> = text.chars().collect();
    let (mut names, mut span) = (HashSet::new(), None::<Range<usize>>);
    let mut at = 0;
    while let Some(ch) = chars.get(at).copied() {
        let name = chars.get(at + 1..).unwrap_or_default();
        let length = name.iter().take_while(|ch| ch.is_ascii_alphanumeric() || **ch == '_').count();
        let end = at + 1 + length;
        // `ada@example.org` is where mail goes to, and `@ä` and `@ada's` name no one.
        let is_chained = span.as_ref().is_some_and(|span| span.end == at);
        let is_begin = at.checked_sub(1).and_then(|at| chars.get(at)).is_none_or(|before| !before.is_alphanumeric());
        let is_whole = chars.get(end).is_none_or(|next| !next.is_alphanumeric() && *next != '\'');
        if is_at(ch) && length > 0 && is_whole && (is_begin || is_chained) {
            names.insert(name.iter().take(length).map(char::to_ascii_lowercase).collect::<String>());
            span = Some(span.map_or(at, |span| span.start)..end);
            at = end;
        } else {
            at += 1;
        }
    }
    span.filter(|_| names.len() > most)
}
