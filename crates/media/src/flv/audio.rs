//! Audio tags: AAC in the old form, this and Opus in the enhanced one.

use super::{TagError, enhanced};
use crate::codec::AudioCodec;
use bytes::{Buf, Bytes};

/// An audio tag body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AudioTag {
    /// A codec's configuration.
    Config {
        /// The codec that the configuration is for.
        codec: AudioCodec,
        /// AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1) or Opus identification header (RFC 7845, 5.1).
        configuration: Bytes,
    },
    /// One raw AAC frame or one Opus packet.
    Frame {
        /// The codec that the frame is coded with.
        codec: AudioCodec,
        /// The frame's or packet's bytes.
        data: Bytes,
    },
    /// Nothing to carry: an empty message, end of sequence, Opus' comments, where speakers stand, only further tracks.
    Nothing,
}

const WHAT: &str = "audio";
/// `SoundFormat` of an enhanced tag, and its packet type `Multitrack` (Enhanced RTMP v2, "Enhanced Audio").
const ENHANCED: u8 = 9;
const MULTITRACK: u8 = 5;

/// Reads an audio tag body.
///
/// # Errors
/// [`TagError`]; a tag of zero bytes is no error, some encoders send them.
pub fn audio(mut body: Bytes) -> Result<AudioTag, TagError> {
    let Some(&first) = body.first() else { return Ok(AudioTag::Nothing) };
    body.advance(1);
    let (packet, codec) = match first >> 4 {
        10 => (enhanced::take::<1>(WHAT, &mut body)?[0], AudioCodec::Aac),
        ENHANCED => {
            let tracks = enhanced::tracks(WHAT, MULTITRACK, first & 0x0f, &mut body)?;
            let Some((packet, code)) = tracks.first else { return Ok(AudioTag::Nothing) };
            let codec = match &code {
                b"mp4a" => AudioCodec::Aac,
                b"Opus" => AudioCodec::Opus,
                _ => return Err(TagError::Unsupported(enhanced::codec_name(code))),
            };
            (packet, codec)
        }
        format => return Err(TagError::Unsupported(legacy_name(format))),
    };
    Ok(match packet {
        0 if codec == AudioCodec::Opus && body.starts_with(b"OpusTags") => AudioTag::Nothing,
        0 => AudioTag::Config { codec, configuration: body },
        1 if !body.is_empty() => AudioTag::Frame { codec, data: body },
        _ => AudioTag::Nothing,
    })
}

/// See [`super::further_tracks`].
pub(super) fn further_tracks(mut body: Bytes) -> usize {
    match enhanced::take(WHAT, &mut body) {
        Ok([first]) if first >> 4 == ENHANCED => enhanced::further(WHAT, MULTITRACK, first & 0x0f, body),
        _ => 0,
    }
}

fn legacy_name(format: u8) -> String {
    match format {
        0 | 3 => "PCM".into(),
        1 => "ADPCM".into(),
        2 | 14 => "MP3".into(),
        4..=6 => "Nellymoser".into(),
        7 | 8 => "G.711".into(),
        11 => "Speex".into(),
        13 => "Opus without Enhanced RTMP".into(),
        other => format!("audio format {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &'static [u8]) -> Result<AudioTag, TagError> {
        audio(Bytes::from_static(body))
    }

    #[test]
    fn both_codecs_are_read_in_their_forms() {
        let frame = |codec| Ok(AudioTag::Frame { codec, data: Bytes::from_static(b"data") });
        assert_eq!(read(b"\xaf\x01data"), frame(AudioCodec::Aac));
        assert_eq!(read(b"\x91mp4adata"), frame(AudioCodec::Aac));
        assert_eq!(read(b"\x91Opusdata"), frame(AudioCodec::Opus));
        assert_eq!(read(b"\x97\x02\0\0\x01\x01Opusdata"), frame(AudioCodec::Opus), "behind a nanosecond offset");
        assert_eq!(read(b"\x95\x01Opus\x00data"), frame(AudioCodec::Opus), "the first of one track");
        let configuration = Bytes::from_static(b"OpusHead");
        assert_eq!(read(b"\x90OpusOpusHead"), Ok(AudioTag::Config { codec: AudioCodec::Opus, configuration }));
    }

    #[test]
    fn the_first_of_several_tracks_is_taken_and_the_others_are_counted() {
        let frame = |codec| Ok(AudioTag::Frame { codec, data: Bytes::from_static(b"data") });
        for (body, tag, further) in [
            (&b"\x95\x01mp4a\x00data"[..], frame(AudioCodec::Aac), 0),
            (b"\x95\x01mp4a\x01second", Ok(AudioTag::Nothing), 7),
            // A configuration of the second track, as OBS sends it for its VOD track.
            (b"\x95\x00mp4a\x01\x12\x10", Ok(AudioTag::Nothing), 3),
            // Many tracks of one codec, in either order, and without the first.
            (b"\x95\x11mp4a\x00\0\0\x04data\x01\0\0\x06second", frame(AudioCodec::Aac), 10),
            (b"\x95\x11mp4a\x01\0\0\x06second\x00\0\0\x04data", frame(AudioCodec::Aac), 10),
            (b"\x95\x11mp4a\x01\0\0\x06second\x02\0\0\x00", Ok(AudioTag::Nothing), 14),
            // Many tracks of many codecs; what codec another track has does not matter.
            (b"\x95\x21Opus\x00\0\0\x04datafLaC\x01\0\0\x03abc", frame(AudioCodec::Opus), 11),
            (b"\x95\x21fLaC\x07\0\0\x03abcmp4a\x00\0\0\x04data", frame(AudioCodec::Aac), 11),
            (b"\x95\x21fLaC\x00\0\0\x03abc", Err(TagError::Unsupported("FLAC".into())), 0),
            // Behind an extension.
            (b"\x97\x02\0\0\x01\x05\x11mp4a\x00\0\0\x04data\x01\0\0\x01x", frame(AudioCodec::Aac), 5),
            // A number is taken once.
            (b"\x95\x11mp4a\x00\0\0\x04data\x00\0\0\x01x", frame(AudioCodec::Aac), 5),
            (b"\xaf\x01data", frame(AudioCodec::Aac), 0),
        ] {
            assert_eq!(read(body), tag, "{}", body.escape_ascii());
            assert_eq!(further_tracks(Bytes::from_static(body)), further, "{}", body.escape_ascii());
        }
    }

    #[test]
    fn tracks_that_run_past_the_end_are_refused() {
        for body in [
            &b"\x95"[..],
            b"\x95\x01mp4a",
            b"\x95\x11mp4a\x00\0\0",
            b"\x95\x11mp4a\x00\0\0\x05data",
            b"\x95\x11mp4a\x00\0\0\x04data\x01",
            b"\x95\x21mp4a\x00\0\0\x04datafLa",
            b"\x95\x21mp4a\x00\0\0\x04datafLaC\x01\xff\xff\xffx",
        ] {
            assert_eq!(read(body), Err(TagError::Truncated("audio")), "{}", body.escape_ascii());
            assert_eq!(further_tracks(Bytes::from_static(body)), 0);
        }
    }

    #[test]
    fn comments_layouts_and_ends_carry_nothing() {
        for body in [&b""[..], b"\xaf\x01", b"\x90OpusOpusTags\0", b"\x94Opus\x01\x02\0\0\0\x03", b"\x92Opus"] {
            assert_eq!(read(body), Ok(AudioTag::Nothing), "{body:?}");
        }
    }

    #[test]
    fn unsupported_codecs_are_named() {
        assert_eq!(read(b"\x2f\x00"), Err(TagError::Unsupported("MP3".into())));
        assert_eq!(read(b"\x90fLaC"), Err(TagError::Unsupported("FLAC".into())));
    }

    #[test]
    fn every_cut_of_a_tag_is_an_error_or_a_tag_but_no_panic() {
        for whole in [&b"\xaf\x01data"[..], b"\x91mp4adata", b"\x95\x21Opus\0\0\0\x04data", b"\x97\xff\0\0\0\x01Opus"] {
            for end in 0..=whole.len() {
                let _ = audio(Bytes::copy_from_slice(&whole[..end]));
            }
        }
    }
}
