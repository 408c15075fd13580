//! Video tags: H.264 and HEVC in the old form, these and AV1 in the enhanced one.

use super::{TagError, enhanced};
use crate::codec::VideoCodec;
use bytes::{Buf, Bytes};

/// A video tag body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VideoTag {
    /// A codec's configuration record.
    Config {
        /// The codec that the record is for.
        codec: VideoCodec,
        /// AVC or HEVC decoder configuration record (ISO/IEC 14496-15, 5.3.3 and 8.3.3), or AV1 codec configuration
        /// record (AV1 ISO-BMFF binding, 2.3).
        record: Bytes,
    },
    /// One access unit of length-prefixed NAL units, or one temporal unit of AV1.
    Frame {
        /// The codec that the frame is coded with.
        codec: VideoCodec,
        /// A decoder can start here.
        key: bool,
        /// Presentation time minus decoding time, in milliseconds; may be negative.
        composition: i32,
        /// The access unit's or temporal unit's bytes.
        data: Bytes,
    },
    /// Nothing to carry: end of sequence, command frames, colour information, only further tracks.
    Nothing,
}

const WHAT: &str = "video";
/// Frame types: a keyframe, one made by a server, and a command instead of a frame.
const KEY: u8 = 1;
const GENERATED_KEY: u8 = 4;
const COMMAND: u8 = 5;
/// The bit of an enhanced tag, and its packet type `Multitrack` (Enhanced RTMP v2, "Enhanced Video").
const ENHANCED: u8 = 0x80;
const MULTITRACK: u8 = 6;

/// Reads a video tag body.
///
/// # Errors
/// [`TagError`]; a tag of zero bytes is no error, some encoders send them.
pub fn video(mut body: Bytes) -> Result<VideoTag, TagError> {
    let Some(&first) = body.first() else { return Ok(VideoTag::Nothing) };
    body.advance(1);
    let (frame_type, low) = (frame_type(first), first & 0x0f);
    if first & ENHANCED != 0 { enhanced_video(frame_type, low, body) } else { legacy_video(frame_type, low, body) }
}

/// See [`super::further_tracks`].
pub(super) fn further_tracks(mut body: Bytes) -> usize {
    match enhanced::take(WHAT, &mut body) {
        Ok([first]) if first & ENHANCED != 0 && frame_type(first) != COMMAND => {
            enhanced::further(WHAT, MULTITRACK, first & 0x0f, body)
        }
        _ => 0,
    }
}

fn frame_type(first: u8) -> u8 {
    first >> 4 & 7
}

fn legacy_video(frame_type: u8, codec: u8, mut body: Bytes) -> Result<VideoTag, TagError> {
    let codec = match codec {
        7 => VideoCodec::Avc,
        // Not in Adobe's list, but what encoders sent for HEVC before there was an enhanced form; laid out as H.264 is.
        12 => VideoCodec::Hevc,
        other => return Err(TagError::Unsupported(legacy_name(other))),
    };
    if frame_type == COMMAND {
        return Ok(VideoTag::Nothing);
    }
    let [packet] = enhanced::take(WHAT, &mut body)?;
    let composition = composition(&mut body)?;
    Ok(match packet {
        0 => VideoTag::Config { codec, record: body },
        1 => VideoTag::Frame { codec, key: is_key(frame_type), composition, data: body },
        _ => VideoTag::Nothing,
    })
}

fn enhanced_video(frame_type: u8, packet: u8, mut body: Bytes) -> Result<VideoTag, TagError> {
    if frame_type == COMMAND {
        return Ok(VideoTag::Nothing);
    }
    let tracks = enhanced::tracks(WHAT, MULTITRACK, packet, &mut body)?;
    let Some((packet, code)) = tracks.first else { return Ok(VideoTag::Nothing) };
    let codec = match &code {
        b"avc1" => VideoCodec::Avc,
        b"hvc1" => VideoCodec::Hevc,
        b"av01" => VideoCodec::Av1,
        _ => return Err(TagError::Unsupported(enhanced::codec_name(code))),
    };
    let key = is_key(frame_type);
    Ok(match packet {
        0 => VideoTag::Config { codec, record: body },
        1 => {
            let composition = if codec == VideoCodec::Av1 { 0 } else { composition(&mut body)? };
            VideoTag::Frame { codec, key, composition, data: body }
        }
        3 => VideoTag::Frame { codec, key, composition: 0, data: body },
        5 => return Err(TagError::Unsupported("AV1 with an MPEG-2 TS descriptor".into())),
        _ => VideoTag::Nothing,
    })
}

fn is_key(frame_type: u8) -> bool {
    matches!(frame_type, KEY | GENERATED_KEY)
}

fn composition(body: &mut Bytes) -> Result<i32, TagError> {
    let [a, b, c] = enhanced::take(WHAT, body)?;
    Ok(i32::from_be_bytes([a, b, c, 0]) >> 8)
}

fn legacy_name(codec: u8) -> String {
    match codec {
        2 => "Sorenson H.263".into(),
        3 | 6 => "Screen video".into(),
        4 | 5 => "VP6".into(),
        8 => "H.263".into(),
        9 => "MPEG-4 part 2".into(),
        13 => "AV1 without Enhanced RTMP".into(),
        other => format!("video codec {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &'static [u8]) -> Result<VideoTag, TagError> {
        video(Bytes::from_static(body))
    }

    fn frame(codec: VideoCodec, key: bool, composition: i32, data: &'static [u8]) -> Result<VideoTag, TagError> {
        Ok(VideoTag::Frame { codec, key, composition, data: Bytes::from_static(data) })
    }

    #[test]
    fn composition_offsets_are_signed() {
        assert_eq!(read(&[0x27, 1, 0xff, 0xff, 0xdf, 1, 2]), frame(VideoCodec::Avc, false, -33, &[1, 2]));
    }

    #[test]
    fn each_codec_is_read_in_its_forms() {
        assert_eq!(read(b"\x1c\x01\0\0\x21data"), frame(VideoCodec::Hevc, true, 33, b"data"));
        assert_eq!(read(b"\x91hvc1\0\0\x21data"), frame(VideoCodec::Hevc, true, 33, b"data"));
        assert_eq!(read(b"\xa3hvc1data"), frame(VideoCodec::Hevc, false, 0, b"data"));
        assert_eq!(read(b"\x91av01data"), frame(VideoCodec::Av1, true, 0, b"data"), "AV1 has no offset");
        let record = Bytes::from_static(b"record");
        assert_eq!(read(b"\x90av01record"), Ok(VideoTag::Config { codec: VideoCodec::Av1, record }));
    }

    #[test]
    fn extensions_before_the_codec_are_stepped_over() {
        // A nanosecond offset of three bytes, then another extension of 256 bytes, then coded frames.
        assert_eq!(read(b"\xa7\x02\x01\x02\x03\x03av01data"), frame(VideoCodec::Av1, false, 0, b"data"));
        let mut long = b"\x97\x02\x01\x02\x03\x07\xff\x00\xff".to_vec();
        long.extend([9; 256]);
        long.extend(b"\x13av01data");
        assert_eq!(video(long.clone().into()), frame(VideoCodec::Av1, true, 0, b"data"));
        for end in 1..270 {
            assert!(matches!(video(Bytes::copy_from_slice(&long[..end])), Err(TagError::Truncated(_))), "{end}");
        }
    }

    #[test]
    fn the_first_of_several_tracks_is_taken_and_the_others_are_counted() {
        let hevc = || frame(VideoCodec::Hevc, true, 33, b"data");
        for (body, tag, further) in [
            (&b"\x96\x01hvc1\x00\0\0\x21data"[..], hevc(), 0),
            (b"\x96\x01hvc1\x01\0\0\0second", Ok(VideoTag::Nothing), 10),
            (b"\x96\x00vp09\x01record", Ok(VideoTag::Nothing), 7),
            // Many tracks of one codec, in either order, and without the first.
            (b"\x96\x11hvc1\x00\0\0\x07\0\0\x21data\x01\0\0\x04\0\0\0x", hevc(), 8),
            (b"\x96\x11hvc1\x01\0\0\x04\0\0\0x\x00\0\0\x07\0\0\x21data", hevc(), 8),
            (b"\xa6\x13av01\x02\0\0\x01x\x01\0\0\x01y", Ok(VideoTag::Nothing), 10),
            // Many tracks of many codecs; what codec another track has does not matter.
            (b"\x96\x21av01\x00\0\0\x04datavp09\x01\0\0\x01x", frame(VideoCodec::Av1, true, 0, b"data"), 9),
            (b"\xa6\x23vp09\x01\0\0\x01xavc1\x00\0\0\x04data", frame(VideoCodec::Avc, false, 0, b"data"), 9),
            (b"\x96\x21vp09\x00\0\0\x01x", Err(TagError::Unsupported("VP9".into())), 0),
            // Commands have no tracks.
            (b"\xd6\x01hvc1\x01", Ok(VideoTag::Nothing), 0),
            (b"\x27\x01\0\0\0data", frame(VideoCodec::Avc, false, 0, b"data"), 0),
        ] {
            assert_eq!(read(body), tag, "{}", body.escape_ascii());
            assert_eq!(further_tracks(Bytes::from_static(body)), further, "{}", body.escape_ascii());
        }
        let record = Bytes::from_static(b"record");
        let config = VideoTag::Config { codec: VideoCodec::Avc, record };
        assert_eq!(read(b"\x96\x10avc1\x00\0\0\x06record\x01\0\0\x05other"), Ok(config));
    }

    #[test]
    fn tracks_that_run_past_the_end_are_refused() {
        for body in [
            &b"\x96"[..],
            b"\x96\x01hvc1",
            b"\x96\x11hvc1\x00\0\0\x08\0\0\0data",
            b"\x96\x11hvc1\x00\0\0\x07\0\0\0data\x01\0",
            b"\x96\x21hvc1\x00\0\0\x07\0\0\0datahvc",
            b"\x96\x11hvc1\x00\0\0\x02\0\0\x01\0\0\x01x",
        ] {
            assert_eq!(read(body), Err(TagError::Truncated("video")), "{}", body.escape_ascii());
        }
    }

    #[test]
    fn commands_metadata_and_ends_carry_nothing() {
        for body in [&b""[..], b"\xd0\x00", b"\x57\x00", b"\x94hvc1\x02\0\x09colorInfo", b"\x92hvc1", b"\x17\x02\0\0\0"]
        {
            assert_eq!(read(body), Ok(VideoTag::Nothing), "{body:?}");
        }
    }

    #[test]
    fn unsupported_codecs_are_named() {
        assert_eq!(read(b"\x90vp09"), Err(TagError::Unsupported("VP9".into())));
        assert_eq!(read(b"\x12"), Err(TagError::Unsupported("Sorenson H.263".into())));
    }

    #[test]
    fn every_cut_of_a_tag_is_an_error_or_a_tag_but_no_panic() {
        for whole in [
            &[0x17u8, 0, 0, 0, 0, 1][..],
            b"\x91avc1\0\0\0data",
            b"\x97\xff\0\0\0\x13hvc1",
            b"\x96\x21hvc1\0\0\0\x03\0\0\0",
        ] {
            for end in 0..=whole.len() {
                let _ = video(Bytes::copy_from_slice(&whole[..end]));
            }
        }
    }
}
