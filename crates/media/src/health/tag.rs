//! The head of a tag body, and no more of it: so that what the packager refuses is measured as well.

/// What a video tag is to the meter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// A coded picture.
    Frame {
        /// A decoder can start here.
        key: bool,
        /// Presentation time minus decoding time in milliseconds.
        composition: i32,
    },
    /// Configuration, end of sequence, commands.
    Other,
}

/// Reads the head of a video tag body (Adobe FLV 10.1, annex E.4.3; Enhanced RTMP v2, "Enhanced Video").
pub(super) fn video(body: &[u8]) -> Tag {
    read_video(body).unwrap_or(Tag::Other)
}

fn read_video(body: &[u8]) -> Option<Tag> {
    let (&first, mut rest) = body.split_first()?;
    let frame_type = (first >> 4) & 7;
    let key = frame_type == 1 || frame_type == 4;
    if frame_type == 5 {
        return None;
    }
    if first & 0x80 == 0 {
        // AVC and, as some encoders have it, HEVC: packet type and composition offset; older codecs have neither.
        return match (first & 0x0f, rest) {
            (7 | 12, [1, rest @ ..]) => Some(Tag::Frame { key, composition: offset(rest)? }),
            (7 | 12, _) => None,
            _ => Some(Tag::Frame { key, composition: 0 }),
        };
    }
    let mut packet = first & 0x0f;
    while packet == 7 {
        // ModEx: its length less one (255: in the next two bytes), its data, then the packet type that it modifies.
        let (&short, tail) = rest.split_first()?;
        let (length, tail) = match short {
            255 => {
                let (long, tail) = tail.split_first_chunk::<2>()?;
                (usize::from(u16::from_be_bytes(*long)), tail)
            }
            short => (usize::from(short), tail),
        };
        let (&next, tail) = tail.get(length + 1..)?.split_first()?;
        (packet, rest) = (next & 0x0f, tail);
    }
    let mut multitrack = None;
    if packet == 6 {
        let (&kind, tail) = rest.split_first()?;
        multitrack = Some(kind >> 4);
        (packet, rest) = (kind & 0x0f, tail);
    }
    let (codec, mut rest) = match multitrack {
        // Many tracks of many codecs name the codec with each track.
        Some(2) => (*b"    ", rest),
        _ => rest.split_first_chunk::<4>().map(|(codec, tail)| (*codec, tail))?,
    };
    if multitrack.is_some() {
        rest = rest.get(1..)?;
    }
    match packet {
        1 if matches!(&codec, b"avc1" | b"hvc1" | b"vvc1") && multitrack.unwrap_or(0) == 0 => {
            Some(Tag::Frame { key, composition: offset(rest)? })
        }
        1 | 3 => Some(Tag::Frame { key, composition: 0 }),
        _ => None,
    }
}

/// A signed number of three bytes.
fn offset(bytes: &[u8]) -> Option<i32> {
    let [a, b, c] = *bytes.first_chunk()?;
    Some(i32::from_be_bytes([a, b, c, 0]) >> 8)
}

/// Whether an audio tag body is a coded frame (Adobe FLV 10.1, annex E.4.2; Enhanced RTMP v2, "Enhanced Audio").
pub(super) fn audio(body: &[u8]) -> bool {
    match (body.first().map(|first| (first >> 4, first & 0x0f)), body.get(1)) {
        (Some((10, _)), packet) => packet == Some(&1) && body.len() > 2,
        // Coded frames, several tracks of them, or modified ones.
        (Some((9, packet)), _) => matches!(packet, 1 | 5 | 7),
        (Some(_), more) => more.is_some(),
        (None, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_keyframes_and_offsets_are_known_in_every_form() {
        let frame = |key, composition| Tag::Frame { key, composition };
        for (body, tag) in [
            (&b"\x17\x01\x00\x00\x21data"[..], frame(true, 33)),
            (b"\x27\x01\xff\xff\xdfdata", frame(false, -33)),
            (b"\x1c\x01\x00\x00\x00data", frame(true, 0)),
            (b"\x17\x00\x00\x00\x00data", Tag::Other),
            (b"\x17\x02\x00\x00\x00", Tag::Other),
            (b"\x57\x01", Tag::Other),
            (b"\x90hvc1data", Tag::Other),
            (b"\x91hvc1\x00\x00\x42data", frame(true, 66)),
            (b"\xa3hvc1data", frame(false, 0)),
            (b"\x91av01data", frame(true, 0)),
            (b"\xa7\x02\x00\x00\x00\x01avc1\x00\x00\x10", frame(false, 16)),
            (b"\x96\x01avc1\x00\x00\x00\x21data", frame(true, 33)),
            (b"", Tag::Other),
        ] {
            assert_eq!(video(body), tag, "{}", body.escape_ascii());
            for end in 0..body.len() {
                let _ = video(&body[..end]);
            }
        }
        for (body, frame) in
            [(&b"\xaf\x01data"[..], true), (b"\xaf\x00\x12\x10", false), (b"\x91Opusdata", true), (b"\x90Opus", false)]
        {
            assert_eq!(audio(body), frame, "{}", body.escape_ascii());
        }
    }
}
