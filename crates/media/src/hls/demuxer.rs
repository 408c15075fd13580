//! From messages to timed units: tags are read, configurations checked, the 31 or 32 bit clock is unrolled.

use super::PushError;
use crate::codec::{AudioCodec, AudioConfig, ConfigError, VideoCodec, VideoConfig};
use crate::flv::{self, AudioTag, Metadata, TagError, VideoTag};
use crate::message::{Kind, Message};
use bytes::Bytes;

/// A video access unit with the publisher's time, unrolled, in milliseconds.
#[derive(Clone, Debug)]
pub(super) struct VideoUnit {
    pub ms: i64,
    pub composition: i32,
    pub key: bool,
    pub data: Bytes,
}

/// An audio frame with the publisher's time, unrolled, in milliseconds.
#[derive(Clone, Debug)]
pub(super) struct AudioUnit {
    pub ms: i64,
    /// Its length in samples of its track.
    pub samples: u32,
    pub data: Bytes,
}

#[derive(Clone, Debug)]
pub(super) enum Unit {
    Video(VideoUnit),
    Audio(AudioUnit),
}

impl Unit {
    pub fn ms(&self) -> i64 {
        match self {
            Self::Video(unit) => unit.ms,
            Self::Audio(unit) => unit.ms,
        }
    }

    /// Bytes of media.
    pub fn size(&self) -> usize {
        match self {
            Self::Video(unit) => unit.data.len(),
            Self::Audio(unit) => unit.data.len(),
        }
    }

    /// Copies what is a small piece of a message of so many bytes, all of which would be held as long as the piece is.
    fn detach(&mut self, message: usize) {
        if self.size() < message / 2 {
            let data = match self {
                Self::Video(unit) => &mut unit.data,
                Self::Audio(unit) => &mut unit.data,
            };
            *data = Bytes::copy_from_slice(data);
        }
    }
}

/// Milliseconds between two messages that make a break in time.
const JUMP_MS: i64 = 5_000;
/// Longest message taken, in bytes. The ingest limits messages to 4 MiB already; this limit applies to other writers, too.
const LONGEST: usize = 16 * 1024 * 1024;

/// Advice to the publisher in place of a codec that is not supported.
const VIDEO_CURE: &str = "Choose H.264 as the video encoder (OBS: Settings → Output → Video Encoder; ffmpeg: -c:v libx264). HEVC and AV1 \
    are supported from encoders that speak Enhanced RTMP.";
const AUDIO_CURE: &str = "Choose AAC as the audio encoder (OBS: Settings → Output → Audio Encoder; ffmpeg: -c:a aac). Opus is supported \
    from encoders that speak Enhanced RTMP.";

/// What one publisher has announced so far.
#[derive(Default)]
pub(super) struct Demuxer {
    pub video: Option<VideoConfig>,
    pub audio: Option<AudioConfig>,
    pub metadata: Option<Metadata>,
    clock: Option<(u32, i64)>,
}

impl Demuxer {
    /// Takes a message; the flag says whether time jumped since the one before.
    pub fn read(&mut self, message: Message) -> Result<Option<(Unit, bool)>, PushError> {
        if message.payload.len() > LONGEST {
            return Err(PushError::Malformed { what: "message", why: "it is longer than 16 MiB" });
        }
        let size = message.payload.len();
        let mut read = match message.kind {
            Kind::Data => {
                if let Some(metadata) = Metadata::parse(&message.payload) {
                    self.metadata = Some(metadata);
                }
                None
            }
            Kind::Video => self.read_video(message)?,
            Kind::Audio => self.read_audio(message)?,
        };
        if let Some((unit, _)) = &mut read {
            unit.detach(size);
        }
        Ok(read)
    }

    fn read_video(&mut self, message: Message) -> Result<Option<(Unit, bool)>, PushError> {
        match flv::video(message.payload).map_err(|error| refused(error, "video tag", VIDEO_CURE))? {
            VideoTag::Config { codec, record } => {
                let what = match codec {
                    VideoCodec::Avc => "AVC configuration",
                    VideoCodec::Hevc => "HEVC configuration",
                    VideoCodec::Av1 => "AV1 configuration",
                };
                self.video = Some(VideoConfig::parse(codec, record).map_err(malformed(what))?);
            }
            VideoTag::Frame { codec, key, composition, data } => {
                let what = match codec {
                    VideoCodec::Avc => "H.264 frame",
                    VideoCodec::Hevc => "HEVC frame",
                    VideoCodec::Av1 => "AV1 frame",
                };
                let Some(config) = self.video.as_ref().filter(|config| config.of() == codec) else { return Ok(None) };
                let data = config.sample(data, key).map_err(malformed(what))?;
                if !data.is_empty() {
                    let (ms, jumped) = self.unroll(message.timestamp);
                    return Ok(Some((Unit::Video(VideoUnit { ms, composition, key, data }), jumped)));
                }
            }
            VideoTag::Nothing => {}
        }
        Ok(None)
    }

    fn read_audio(&mut self, message: Message) -> Result<Option<(Unit, bool)>, PushError> {
        match flv::audio(message.payload).map_err(|error| refused(error, "audio tag", AUDIO_CURE))? {
            AudioTag::Config { codec, configuration } => {
                let what = match codec {
                    AudioCodec::Aac => "AAC configuration",
                    AudioCodec::Opus => "Opus configuration",
                };
                self.audio = Some(AudioConfig::parse(codec, configuration).map_err(malformed(what))?);
            }
            AudioTag::Frame { codec, data } => {
                let what = match codec {
                    AudioCodec::Aac => "AAC frame",
                    AudioCodec::Opus => "Opus packet",
                };
                let Some(config) = self.audio.as_ref().filter(|config| config.of() == codec) else { return Ok(None) };
                let samples = config.frame_samples(&data).map_err(malformed(what))?;
                let (ms, jumped) = self.unroll(message.timestamp);
                return Ok(Some((Unit::Audio(AudioUnit { ms, samples, data }), jumped)));
            }
            AudioTag::Nothing => {}
        }
        Ok(None)
    }

    /// Differences are taken modulo 2^31, which holds for clocks that wrap at 2^31 and for those that wrap at 2^32.
    fn unroll(&mut self, raw: u32) -> (i64, bool) {
        let Some((last_raw, last)) = self.clock else {
            self.clock = Some((raw, i64::from(raw)));
            return (i64::from(raw), false);
        };
        let step = i64::from((raw.wrapping_sub(last_raw) << 1).cast_signed() >> 1);
        let ms = last + step;
        self.clock = Some((raw, ms));
        (ms, step.abs() > JUMP_MS)
    }
}

fn malformed(what: &'static str) -> impl Fn(ConfigError) -> PushError {
    move |ConfigError(why)| PushError::Malformed { what, why }
}

fn refused(error: TagError, what: &'static str, cure: &'static str) -> PushError {
    match error {
        TagError::Unsupported(codec) => PushError::Unsupported { codec, cure },
        TagError::Truncated(_) => PushError::Malformed { what, why: "it is cut short" },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps of four seconds through five wraps of a clock of so many bits.
    fn unrolled(bits: u32) -> (i64, bool) {
        let (mut demuxer, mut broken, mut last) = (Demuxer::default(), false, 0);
        let start = (1u64 << bits) - 60_000;
        let mask = (1u64 << bits) - 1;
        for step in 0..5 * (1u64 << bits) / 4_000 {
            let raw = u32::try_from((start + step * 4_000) & mask).unwrap_or_default();
            let (ms, jumped) = demuxer.unroll(raw);
            broken |= jumped || (step > 0 && ms != last + 4_000);
            last = ms;
        }
        (last - i64::try_from(start).unwrap_or_default(), broken)
    }

    #[test]
    fn a_clock_may_wrap_again_and_again_at_31_or_32_bits() {
        for bits in [31, 32] {
            let (passed, broken) = unrolled(bits);
            assert!(!broken && passed / 4_000 == (5 << bits) / 4_000 - 1, "{bits} bits: {passed} ms");
        }
    }

    #[test]
    fn a_small_piece_of_a_large_message_does_not_hold_all_of_it() {
        let mut demuxer = Demuxer::default();
        let mut read =
            |payload: Bytes| demuxer.read(Message { kind: Kind::Audio, timestamp: 0, payload }).ok().flatten();
        assert!(read(Bytes::from_static(b"\xaf\0\x12\x10")).is_none());
        // The first track and a much larger second one.
        let mut several = b"\x95\x11mp4a\x00\0\0\x04data\x01\0\x10\0".to_vec();
        several.resize(several.len() + 0x1000, 0);
        for (payload, holds) in [(Bytes::from(several), false), (Bytes::from(b"\xaf\x01data".to_vec()), true)] {
            let unit = read(payload.clone());
            assert_eq!(unit.as_ref().map(|(unit, _)| unit.size()), Some(4));
            assert_eq!(!payload.is_unique(), holds);
        }
    }
}
