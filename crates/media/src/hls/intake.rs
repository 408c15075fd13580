//! From messages to timed units: tags are read, configurations checked, the 31 or 32 bit clock is unrolled.

use super::PushError;
use crate::codec::{AacConfig, AvcConfig, ConfigError};
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
}

/// Milliseconds between two messages that make a break in time.
const JUMP_MS: i64 = 5_000;
/// An ingest bounds messages at 4 MiB; this holds for whoever else writes.
const LONGEST: usize = 16 * 1024 * 1024;

/// What one publisher has announced so far.
#[derive(Default)]
pub(super) struct Intake {
    pub video: Option<AvcConfig>,
    pub audio: Option<AacConfig>,
    pub metadata: Option<Metadata>,
    clock: Option<(u32, i64)>,
}

impl Intake {
    /// Takes a message; the flag tells that time jumped since the one before.
    pub fn read(&mut self, message: Message) -> Result<Option<(Unit, bool)>, PushError> {
        if message.payload.len() > LONGEST {
            return Err(PushError::Malformed { what: "message", why: "it is longer than 16 MiB" });
        }
        match message.kind {
            Kind::Data => {
                if let Some(metadata) = Metadata::parse(&message.payload) {
                    self.metadata = Some(metadata);
                }
                Ok(None)
            }
            Kind::Video => match flv::video(message.payload)? {
                VideoTag::AvcConfig(record) => {
                    self.video = Some(AvcConfig::parse(record).map_err(malformed("AVC configuration"))?);
                    Ok(None)
                }
                VideoTag::AvcFrame { key, composition, data } => {
                    let Some(config) = &self.video else { return Ok(None) };
                    if data.is_empty() {
                        return Ok(None);
                    }
                    config.check(&data).map_err(malformed("H.264 frame"))?;
                    let (ms, jumped) = self.unroll(message.timestamp);
                    Ok(Some((Unit::Video(VideoUnit { ms, composition, key, data }), jumped)))
                }
                VideoTag::Nothing => Ok(None),
            },
            Kind::Audio => match flv::audio(message.payload)? {
                AudioTag::AacConfig(specific) => {
                    self.audio = Some(AacConfig::parse(specific).map_err(malformed("AAC configuration"))?);
                    Ok(None)
                }
                AudioTag::AacFrame(data) => {
                    if self.audio.is_none() {
                        return Ok(None);
                    }
                    let (ms, jumped) = self.unroll(message.timestamp);
                    Ok(Some((Unit::Audio(AudioUnit { ms, data }), jumped)))
                }
                AudioTag::Nothing => Ok(None),
            },
        }
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

impl From<TagError> for PushError {
    fn from(error: TagError) -> Self {
        match error {
            TagError::Unsupported(codec) => Self::Unsupported { codec },
            TagError::Truncated(what) => Self::Malformed {
                what: if what == "audio" { "audio tag" } else { "video tag" },
                why: "it is cut short",
            },
        }
    }
}
