//! A text as runs of one glyph each, so that letters that stand there many times cost no more than one.

use crate::reading::{Glyph, Kind};

/// A run of one glyph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit {
    pub ch: char,
    pub latin: Option<char>,
    /// Whether one of them is a letter of another script that was read as a Latin one.
    pub is_foreign: bool,
    pub kind: Kind,
    pub count: u16,
    /// The first character of the original text, and the one behind the last.
    pub start: u32,
    pub end: u32,
}

/// The runs of these glyphs.
pub(crate) fn units(glyphs: &[Glyph]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        match units.last_mut().filter(|unit| unit.ch == glyph.ch && unit.count < u16::MAX) {
            Some(unit) => {
                unit.count += 1;
                unit.is_foreign |= glyph.foreign.is_some();
                // Of two directions, since a text may be read from the right.
                unit.start = unit.start.min(glyph.origin);
                unit.end = unit.end.max(glyph.origin + 1);
            }
            None => units.push(Unit {
                ch: glyph.ch,
                latin: glyph.latin,
                is_foreign: glyph.foreign.is_some(),
                kind: glyph.kind,
                count: 1,
                start: glyph.origin,
                end: glyph.origin + 1,
            }),
        }
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Reading;

    #[test]
    fn a_run_knows_its_characters_in_both_directions() {
        let mut glyphs = Reading::of("a\u{301}AA b").glyphs;
        let runs = |glyphs: &[Glyph]| -> Vec<(char, u16, u32, u32)> {
            units(glyphs).iter().map(|unit| (unit.ch, unit.count, unit.start, unit.end)).collect()
        };
        assert_eq!(runs(&glyphs), [('a', 3, 0, 4), (' ', 1, 4, 5), ('b', 1, 5, 6)]);
        glyphs.reverse();
        assert_eq!(runs(&glyphs), [('b', 1, 5, 6), (' ', 1, 4, 5), ('a', 3, 0, 4)]);
    }
}
