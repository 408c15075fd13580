//! Writes ISO boxes: each closure's output gets its size in front.

use bytes::{BufMut, BytesMut};

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
