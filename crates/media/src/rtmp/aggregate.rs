//! Aggregate messages (section 7.1.6): several FLV tags sent as one message by some encoders.

use bytes::Bytes;

use crate::message::{Kind, Message};

/// Splits an aggregate sent at `timestamp` (ms) into its messages, copied: one that is held must not hold all others. Stops at the
/// first cut tag.
pub fn split(timestamp: u32, mut payload: Bytes) -> Vec<Message> {
    let mut messages = Vec::new();
    let mut first = None;
    while let Some(&[kind, l2, l1, l0, t2, t1, t0, t3, ..]) = payload.first_chunk::<11>() {
        let length = u32::from_be_bytes([0, l2, l1, l0]) as usize;
        let time = u32::from_be_bytes([t3, t2, t1, t0]);
        if payload.len() < 11 + length {
            break;
        }
        let offset = time.wrapping_sub(*first.get_or_insert(time));
        let tag = payload.split_to((11 + length + 4).min(payload.len())); // four bytes repeat the tag's size
        let kind = match kind {
            8 => Kind::Audio,
            9 => Kind::Video,
            _ => continue, // script data within an aggregate repeats what came before
        };
        let body = Bytes::copy_from_slice(&tag[11..11 + length]);
        messages.push(Message { kind, timestamp: timestamp.wrapping_add(offset), payload: body });
    }
    messages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_keep_their_distance_in_time() {
        let tag = |kind: u8, time: u8, body: &[u8]| {
            let mut tag = vec![kind, 0, 0, body.len() as u8, 0, 0, time, 0, 0, 0, 0];
            tag.extend(body);
            tag.extend([0; 4]);
            tag
        };
        let mut bytes = tag(9, 100, b"video");
        bytes.extend(tag(8, 123, b"audio"));
        bytes.extend(&tag(9, 140, b"cut")[..12]);
        let messages = split(1000, bytes.into());
        let told: Vec<_> = messages.iter().map(|m| (m.kind, m.timestamp, &m.payload[..])).collect();
        assert_eq!(told, [(Kind::Video, 1000, &b"video"[..]), (Kind::Audio, 1023, b"audio")]);
    }
}
