//! Writes messages as chunks. A server answers seldom and briefly, so each begins with a full header.

use bytes::{BufMut, BytesMut};

/// Appends a message at time zero to `output`, in chunks of at most `chunk_size` bytes on chunk stream `csid` (2–63).
pub fn write(output: &mut BytesMut, csid: u8, kind: u8, stream: u32, payload: &[u8], chunk_size: usize) {
    output.reserve(12 + payload.len() + payload.len() / chunk_size.max(1));
    output.put_u8(csid);
    output.put_uint(0, 3);
    output.put_uint(payload.len() as u64, 3);
    output.put_u8(kind);
    output.put_u32_le(stream);
    for (index, part) in payload.chunks(chunk_size.max(1)).enumerate() {
        if index > 0 {
            output.put_u8(0xc0 | csid);
        }
        output.put_slice(part);
    }
}
