//! Ranges of bytes that requests ask for (RFC 9110, section 14).

use axum::http::{HeaderMap, header};
use headers::{ETag, HeaderMapExt, IfRange};
use http_range_header::{ParsedRanges, SyntacticallyCorrectRange as ByteRange, parse_range_header};
use std::ops::Range;

/// The one range that a GET asks for, of the file with this tag (RFC 9110, sections 13.1.5 and 14.2). Anything else, such as several ranges,
/// may be answered with the whole file, and so are numbers above 63 bits, which storage cannot read.
pub fn one_range(headers: &HeaderMap, is_head: bool, tag: &ETag) -> Option<ParsedRanges> {
    let is_of_this_file = match headers.typed_try_get::<IfRange>() {
        Ok(known) => known.is_none_or(|known| !known.is_modified(Some(tag), None)),
        Err(_) => false,
    };
    let range = headers.get(header::RANGE).filter(|_| is_of_this_file && !is_head)?;
    let range = parse_range_header(range.to_str().ok()?).ok()?;
    let &[ByteRange::FromStart(last) | ByteRange::FromLast(last) | ByteRange::Indexed(_, last)] =
        range.clone().into_ranges().as_slice()
    else {
        return None;
    };
    i64::try_from(last).is_ok().then_some(range)
}

/// Which bytes of a file of this length are in the range; none if it lies outside.
pub fn part_of(range: &ParsedRanges, length: u64) -> Option<Range<u64>> {
    let part = range.validate(length).ok()?.pop()?;
    Some(*part.start()..*part.end() + 1)
}
