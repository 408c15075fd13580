//! The rules on a message's looks: capitals, repetition and the number of people mentioned.

use crate::Rule;
use crate::reading::{Glyph, Kind, Reading};
use domain::chat;
use domain::moderation::{Action, Match, RuleKind, Rules};
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
            matches.extend(repeated(&reading.glyphs, *most).map(|span| rule.found(span)));
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

/// From the first mention to the last one, if more people are mentioned than that.
fn crowd(text: &str, most: usize) -> Option<Range<usize>> {
    if chat::mentions(text).len() <= most {
        return None;
    }
    let mut places = chat::words(text).filter(|word| text.get(word.clone()).and_then(chat::mentioned).is_some());
    let first = places.next()?;
    let last = places.last().unwrap_or_else(|| first.clone());
    let character = |byte: usize| text.get(..byte).map_or(0, |before| before.chars().count());
    Some(character(first.start)..character(last.end))
}
