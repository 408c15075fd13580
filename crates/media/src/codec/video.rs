//! A video track's codec and configuration, whichever it is.

use super::{Av1Config, AvcConfig, ConfigError, HevcConfig, Picture};
use bytes::Bytes;

/// The supported video codecs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VideoCodec {
    /// H.264, ISO/IEC 14496-10.
    Avc,
    /// H.265, ISO/IEC 23008-2.
    Hevc,
    /// AOMedia Video 1.
    Av1,
}

/// A checked configuration of a video track.
#[derive(Clone, Debug, PartialEq)]
pub enum VideoConfig {
    /// From an AVC decoder configuration record.
    Avc(AvcConfig),
    /// From an HEVC decoder configuration record.
    Hevc(HevcConfig),
    /// From an AV1 codec configuration record.
    Av1(Av1Config),
}

impl VideoConfig {
    /// Reads a codec's configuration record.
    ///
    /// # Errors
    /// As [`AvcConfig::parse`], [`HevcConfig::parse`] and [`Av1Config::parse`].
    pub fn parse(codec: VideoCodec, record: Bytes) -> Result<Self, ConfigError> {
        match codec {
            VideoCodec::Avc => AvcConfig::parse(record).map(Self::Avc),
            VideoCodec::Hevc => HevcConfig::parse(record).map(Self::Hevc),
            VideoCodec::Av1 => Av1Config::parse(record).map(Self::Av1),
        }
    }

    /// The codec that the configuration belongs to.
    pub fn of(&self) -> VideoCodec {
        match self {
            Self::Avc(_) => VideoCodec::Avc,
            Self::Hevc(_) => VideoCodec::Hevc,
            Self::Av1(_) => VideoCodec::Av1,
        }
    }

    /// RFC 6381 name, for example `avc1.64001F`.
    pub fn codec(&self) -> String {
        match self {
            Self::Avc(config) => config.codec(),
            Self::Hevc(config) => config.codec(),
            Self::Av1(config) => config.codec(),
        }
    }

    /// Size, shape and rate of the pictures.
    pub fn picture(&self) -> &Picture {
        match self {
            Self::Avc(config) => &config.sps.picture,
            Self::Hevc(config) => &config.picture,
            Self::Av1(config) => &config.picture,
        }
    }

    /// A frame in the form that samples have; empty when there is no picture in it. A keyframe carries its parameter sets, so that
    /// readers which keep a stream's first initialisation decode what comes after a change.
    ///
    /// # Errors
    /// When the units in it do not add up exactly.
    pub fn sample(&self, frame: Bytes, key: bool) -> Result<Bytes, ConfigError> {
        match self {
            _ if frame.is_empty() => Ok(frame),
            Self::Avc(config) => config.sample(frame, key),
            Self::Hevc(config) => config.sample(frame, key),
            Self::Av1(config) => config.sample(frame),
        }
    }
}
