//! Writes ISO boxes, each with its size in front of its content, and reads them (ISO/IEC 14496-12, 4.2).

use bytes::{BufMut, BytesMut};
use std::iter::from_fn;
use std::ops::Range;

/// A box with the four-letter `kind`.
pub(super) fn plain(out: &mut BytesMut, kind: &[u8; 4], content: impl FnOnce(&mut BytesMut)) {
    let start = out.len();
    out.put_u32(0);
    out.put_slice(kind);
    content(out);
    let size = u32::try_from(out.len() - start).unwrap_or(u32::MAX);
    if let Some(field) = out.get_mut(start..start + 4) {
        field.copy_from_slice(&size.to_be_bytes());
    }
}

/// A box with version and flags (`FullBox`, ISO/IEC 14496-12, 4.2).
pub(super) fn full(out: &mut BytesMut, kind: &[u8; 4], version: u8, flags: u32, content: impl FnOnce(&mut BytesMut)) {
    plain(out, kind, |out| {
        out.put_u32(u32::from(version) << 24 | flags);
        content(out);
    });
}

/// `count` zero bytes: reserved fields.
pub(super) fn zeros(out: &mut BytesMut, count: usize) {
    out.put_bytes(0, count);
}

/// What stands at the beginning of a box.
pub(super) struct BoxHeader {
    pub kind: [u8; 4],
    /// Bytes of the header itself.
    pub length: usize,
    /// Bytes of the box, its header included. None if it reaches to the end, or cannot be right: then no box can be found behind it.
    pub size: Option<u64>,
}

/// The header of the box that begins here; none if more bytes are needed to read it.
pub(super) fn header(bytes: &[u8]) -> Option<BoxHeader> {
    let (size, rest) = bytes.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let (size, length) = match u32::from_be_bytes(*size) {
        1 => (u64::from_be_bytes(*rest.first_chunk()?), 16),
        size => (u64::from(size), 8),
    };
    Some(BoxHeader { kind: *kind, length, size: Some(size).filter(|size| *size >= length as u64) })
}

/// Where the contents of the boxes of this kind are that stand directly in a part of `bytes`. It ends at the first box that is not complete.
pub(super) fn contents(
    bytes: &[u8],
    within: Range<usize>,
    kind: &'static [u8; 4],
) -> impl Iterator<Item = Range<usize>> {
    let mut at = within.start;
    let next = from_fn(move || {
        let rest = bytes.get(at..within.end)?;
        let header = header(rest)?;
        let size = usize::try_from(header.size?).ok().filter(|size| *size <= rest.len())?;
        let content = at + header.length..at + size;
        at += size;
        Some((header.kind, content))
    });
    next.filter(move |(found, _)| found == kind).map(|(_, content)| content)
}
