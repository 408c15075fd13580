//! Regular expressions: one set says first which of many match at all, so that those that do not cost nothing each.

use crate::reading::Reading;
use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Capture, Hir, HirKind, Look, Repetition};
use std::ops::Range;
use std::sync::OnceLock;

/// How large a compiled expression may be, in bytes.
const SIZE: usize = 64 << 10;
/// How much memory the set may take for what it remembers between texts, for itself and for each expression. With much less, the fast engine does
/// not even begin, and a check costs ten times as much.
const SET_CACHE: (usize, usize) = (1 << 20, 12 << 10);
/// The same for one expression.
const CACHE: usize = 64 << 10;
/// How deep groups may stand in one another.
const DEPTH: u32 = 20;
/// The most places of one expression that are named.
const PLACES: usize = 20;

/// The channel's expressions.
#[derive(Debug)]
pub(crate) struct Patterns {
    /// The expressions without their conditions on what stands around a place, so that each matches wherever the real one does. The fast engine
    /// of `regex` knows no Unicode word boundaries in text beyond ASCII, and the slow one costs a hundred times as much.
    set: RegexSet,
    patterns: Vec<Pattern>,
}

#[derive(Debug)]
struct Pattern {
    entry: u32,
    source: String,
    /// Compiled when the set says for the first time that it may match. Most never do, and each takes tens of kilobytes.
    regex: OnceLock<Option<Regex>>,
}

/// What is wrong with an expression, as a sentence.
pub(crate) fn fault_of(pattern: &str) -> Option<String> {
    match compile(pattern) {
        Ok(_) => {
            // Not `is_match("")`, which is false for a mere `\b`.
            let is_empty = widened(pattern).is_none_or(|hir| hir.properties().minimum_len() == Some(0));
            is_empty.then(|| "it also matches where nothing stands, so it would match every message.".to_owned())
        }
        Err(regex::Error::CompiledTooBig(_)) => {
            Some("it is too large when it is compiled. Use smaller numbers of repetitions, or split it up.".to_owned())
        }
        Err(_) => Some(syntax_fault(pattern)),
    }
}

/// The parser's own words on what it does not understand.
fn syntax_fault(pattern: &str) -> String {
    use regex_syntax::{Error, ast, hir};
    let fault = match ParserBuilder::new().nest_limit(DEPTH).build().parse(pattern) {
        Err(Error::Parse(error)) => match error.kind() {
            ast::ErrorKind::GroupUnclosed => "it has an unclosed group".to_owned(),
            ast::ErrorKind::GroupUnopened => "it closes a group that was not opened".to_owned(),
            ast::ErrorKind::ClassUnclosed => "it has an unclosed [".to_owned(),
            ast::ErrorKind::RepetitionMissing => "it repeats nothing".to_owned(),
            ast::ErrorKind::UnsupportedLookAround => "it looks ahead or behind, which is not supported".to_owned(),
            ast::ErrorKind::UnsupportedBackreference => "it refers back to a group, which is not supported".to_owned(),
            ast::ErrorKind::NestLimitExceeded(_) => format!("its groups stand more than {DEPTH} deep in one another"),
            other => format!("it is no regular expression: {other}"),
        },
        Err(Error::Translate(error)) => match error.kind() {
            hir::ErrorKind::UnicodePropertyNotFound => "it names a sort of characters that does not exist".to_owned(),
            other => format!("it is no regular expression: {other}"),
        },
        _ => "it is no regular expression".to_owned(),
    };
    format!("{fault}.")
}

fn compile(pattern: &str) -> Result<Regex, regex::Error> {
    let mut builder = RegexBuilder::new(pattern);
    builder.case_insensitive(true).size_limit(SIZE).dfa_size_limit(CACHE).nest_limit(DEPTH).build()
}

/// The expression without its conditions on what stands around a place.
fn widened(pattern: &str) -> Option<Hir> {
    ParserBuilder::new().case_insensitive(true).nest_limit(DEPTH).build().parse(pattern).ok().map(without_looks)
}

fn without_looks(hir: Hir) -> Hir {
    match hir.into_kind() {
        // Where a line begins and ends, the fast engine knows.
        HirKind::Look(look @ (Look::Start | Look::End)) => Hir::look(look),
        HirKind::Look(_) | HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => Hir::literal(literal.0),
        HirKind::Class(class) => Hir::class(class),
        HirKind::Capture(Capture { sub, .. }) => without_looks(*sub),
        HirKind::Repetition(Repetition { min, max, greedy, sub }) => {
            Hir::repetition(Repetition { min, max, greedy, sub: Box::new(without_looks(*sub)) })
        }
        HirKind::Concat(parts) => Hir::concat(parts.into_iter().map(without_looks).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.into_iter().map(without_looks).collect()),
    }
}

impl Patterns {
    pub fn new(expressions: &[(u32, &str)]) -> Self {
        let readable = expressions.iter().filter_map(|(entry, source)| Some((*entry, *source, widened(source)?)));
        let (patterns, widened): (Vec<Pattern>, Vec<String>) = readable
            .map(|(entry, source, hir)| {
                (Pattern { entry, source: source.to_owned(), regex: OnceLock::new() }, hir.to_string())
            })
            .unzip();
        let size = SIZE * (patterns.len() + 1);
        let cache = SET_CACHE.0 + SET_CACHE.1 * patterns.len();
        let set = RegexSetBuilder::new(widened).size_limit(size).dfa_size_limit(cache).build();
        match set {
            Ok(set) => Self { set, patterns },
            // Each was compiled alone before and the set may be as large as all of them, so this does not happen.
            Err(_) => Self { set: RegexSet::empty(), patterns: Vec::new() },
        }
    }

    /// The entries that match, and where, in characters of the original text.
    pub fn finds(&self, text: &str, reading: &Reading) -> Vec<(u32, Range<usize>)> {
        let mut places = Vec::new();
        if self.patterns.is_empty() {
            return places;
        }
        for pattern in self.matching(text) {
            // Bytes are characters until the first one beyond ASCII; counting from the start each time is quick enough for so few.
            let character = |byte: usize| text.get(..byte).map_or(0, |before| before.chars().count());
            pattern.places(text, &mut places, |range| Some(character(range.start)..character(range.end)));
        }
        // The case does not count, so that a text of which nothing but the case was changed has been read already.
        if !reading.is_plain {
            let normalized = reading.text();
            for pattern in self.matching(&normalized) {
                let glyph = |byte: usize| normalized.get(..byte).map_or(0, |before| before.chars().count());
                let origin = |at: usize| reading.glyphs.get(at).map(|glyph| glyph.origin as usize);
                pattern.places(&normalized, &mut places, |range| {
                    Some(origin(glyph(range.start))?..origin(glyph(range.end).checked_sub(1)?)? + 1)
                });
            }
        }
        places
    }

    fn matching(&self, text: &str) -> impl Iterator<Item = &Pattern> {
        self.set.matches(text).into_iter().filter_map(|at| self.patterns.get(at))
    }
}

impl Pattern {
    fn places(
        &self,
        text: &str,
        places: &mut Vec<(u32, Range<usize>)>,
        span: impl Fn(Range<usize>) -> Option<Range<usize>>,
    ) {
        let Some(regex) = self.regex.get_or_init(|| compile(&self.source).ok()) else { return };
        // A place without any character says nothing.
        let found = regex.find_iter(text).filter(|found| !found.is_empty()).take(PLACES);
        places.extend(found.filter_map(|found| Some((self.entry, span(found.range())?))));
    }
}
