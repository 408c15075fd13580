//! FLV tag bodies as RTMP carries them (Adobe FLV 10.1, annex E.4; Enhanced RTMP v2): from bytes to typed tags.

mod metadata;

use bytes::{Buf, Bytes};

pub use metadata::Metadata;

/// Why a tag body was not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TagError {
    /// The body ends before its header does.
    #[error("{0} tag is cut short")]
    Truncated(&'static str),
    /// A codec nobody here carries; its common name.
    #[error("codec {0} is not supported")]
    Unsupported(String),
}

/// A video tag body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VideoTag {
    /// An AVC decoder configuration record (ISO/IEC 14496-15, 5.3.3).
    AvcConfig(Bytes),
    /// One access unit of length-prefixed NAL units.
    AvcFrame {
        /// A decoder can start here.
        key: bool,
        /// Presentation time minus decoding time, in milliseconds; may be negative.
        composition: i32,
        /// The access unit.
        data: Bytes,
    },
    /// Nothing to carry: end of sequence, command frames, colour information.
    Nothing,
}

/// An audio tag body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AudioTag {
    /// An AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1).
    AacConfig(Bytes),
    /// One raw AAC frame.
    AacFrame(Bytes),
    /// Nothing to carry: an empty message, end of sequence.
    Nothing,
}

/// Reads a video tag body.
///
/// # Errors
/// [`TagError`]; a tag of zero bytes is no error, some encoders send them.
pub fn video(mut body: Bytes) -> Result<VideoTag, TagError> {
    const WHAT: TagError = TagError::Truncated("video");
    let Some(&first) = body.first() else { return Ok(VideoTag::Nothing) };
    body.advance(1);
    if first & 0x80 != 0 {
        return enhanced_video(first, body);
    }
    let (frame_type, codec) = (first >> 4, first & 0x0f);
    if codec != 7 {
        return Err(TagError::Unsupported(legacy_video_name(codec)));
    }
    if frame_type == 5 {
        return Ok(VideoTag::Nothing);
    }
    let Some(&packet) = body.first() else { return Err(WHAT) };
    body.advance(1);
    let composition = take_i24(&mut body).ok_or(WHAT)?;
    match packet {
        0 => Ok(VideoTag::AvcConfig(body)),
        1 => Ok(VideoTag::AvcFrame { key: frame_type == 1 || frame_type == 4, composition, data: body }),
        _ => Ok(VideoTag::Nothing),
    }
}

/// Enhanced RTMP v2, "Enhanced Video": the low nibble is a packet type, then a FourCC.
fn enhanced_video(first: u8, mut body: Bytes) -> Result<VideoTag, TagError> {
    const WHAT: TagError = TagError::Truncated("video");
    let (frame_type, packet) = ((first >> 4) & 7, first & 0x0f);
    if packet == 6 || packet == 7 {
        return Err(TagError::Unsupported(if packet == 6 { "multitrack video" } else { "ModEx video" }.into()));
    }
    let codec = take_fourcc(&mut body).ok_or(WHAT)?;
    if &codec != b"avc1" {
        return Err(TagError::Unsupported(fourcc_name(codec)));
    }
    let key = frame_type == 1 || frame_type == 4;
    match packet {
        0 => Ok(VideoTag::AvcConfig(body)),
        1 if frame_type != 5 => {
            let composition = take_i24(&mut body).ok_or(WHAT)?;
            Ok(VideoTag::AvcFrame { key, composition, data: body })
        }
        3 if frame_type != 5 => Ok(VideoTag::AvcFrame { key, composition: 0, data: body }),
        _ => Ok(VideoTag::Nothing),
    }
}

/// Reads an audio tag body.
///
/// # Errors
/// [`TagError`]; a tag of zero bytes is no error, some encoders send them.
pub fn audio(mut body: Bytes) -> Result<AudioTag, TagError> {
    const WHAT: TagError = TagError::Truncated("audio");
    let Some(&first) = body.first() else { return Ok(AudioTag::Nothing) };
    body.advance(1);
    let packet = match first >> 4 {
        10 => {
            let Some(&packet) = body.first() else { return Err(WHAT) };
            body.advance(1);
            packet
        }
        9 => {
            let codec = take_fourcc(&mut body).ok_or(WHAT)?;
            if &codec != b"mp4a" {
                return Err(TagError::Unsupported(fourcc_name(codec)));
            }
            first & 0x0f
        }
        format => return Err(TagError::Unsupported(legacy_audio_name(format))),
    };
    match packet {
        0 => Ok(AudioTag::AacConfig(body)),
        1 if !body.is_empty() => Ok(AudioTag::AacFrame(body)),
        _ => Ok(AudioTag::Nothing),
    }
}

fn take_i24(body: &mut Bytes) -> Option<i32> {
    let [a, b, c] = *body.first_chunk()?;
    body.advance(3);
    Some(i32::from_be_bytes([a, b, c, 0]) >> 8)
}

fn take_fourcc(body: &mut Bytes) -> Option<[u8; 4]> {
    let code = *body.first_chunk()?;
    body.advance(4);
    Some(code)
}

fn fourcc_name(code: [u8; 4]) -> String {
    match &code {
        b"hvc1" => "HEVC".into(),
        b"av01" => "AV1".into(),
        b"vp08" => "VP8".into(),
        b"vp09" => "VP9".into(),
        b"vvc1" => "VVC".into(),
        b"Opus" => "Opus".into(),
        b"fLaC" => "FLAC".into(),
        b".mp3" => "MP3".into(),
        b"ac-3" => "AC-3".into(),
        b"ec-3" => "E-AC-3".into(),
        other => format!("\"{}\"", other.escape_ascii()),
    }
}

fn legacy_video_name(codec: u8) -> String {
    match codec {
        2 => "Sorenson H.263".into(),
        3 | 6 => "Screen video".into(),
        4 | 5 => "VP6".into(),
        8 => "H.263".into(),
        9 => "MPEG-4 part 2".into(),
        12 => "HEVC".into(),
        13 => "AV1".into(),
        other => format!("video codec {other}"),
    }
}

fn legacy_audio_name(format: u8) -> String {
    match format {
        0 | 3 => "PCM".into(),
        1 => "ADPCM".into(),
        2 | 14 => "MP3".into(),
        4..=6 => "Nellymoser".into(),
        7 | 8 => "G.711".into(),
        11 => "Speex".into(),
        13 => "Opus".into(),
        other => format!("audio format {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composition_offsets_are_signed() {
        let tag = video(Bytes::from_static(&[0x27, 1, 0xff, 0xff, 0xdf, 1, 2])).ok();
        assert_eq!(tag, Some(VideoTag::AvcFrame { key: false, composition: -33, data: Bytes::from_static(&[1, 2]) }));
    }

    #[test]
    fn unsupported_codecs_are_named() {
        assert_eq!(
            video(Bytes::from_static(&[0x90, b'h', b'v', b'c', b'1'])),
            Err(TagError::Unsupported("HEVC".into()))
        );
        assert_eq!(audio(Bytes::from_static(&[0x2f, 0])), Err(TagError::Unsupported("MP3".into())));
        assert_eq!(audio(Bytes::from_static(b"\x90Opus")), Err(TagError::Unsupported("Opus".into())));
    }

    #[test]
    fn every_cut_of_a_tag_is_an_error_or_a_tag_but_no_panic() {
        for whole in [&[0x17u8, 0, 0, 0, 0, 1][..], b"\x91avc1\0\0\0data", b"\xaf\x01data", b"\x91mp4adata"] {
            for end in 0..=whole.len() {
                let cut = Bytes::copy_from_slice(&whole[..end]);
                let _ = (video(cut.clone()), audio(cut));
            }
        }
    }
}
