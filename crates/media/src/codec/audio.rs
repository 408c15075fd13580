//! An audio track's codec and configuration, whichever it is.

use super::{AacConfig, ConfigError, OpusConfig};
use bytes::Bytes;

/// The supported audio codecs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AudioCodec {
    /// Advanced Audio Coding, ISO/IEC 14496-3.
    Aac,
    /// RFC 6716.
    Opus,
}

/// A checked configuration of an audio track.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AudioConfig {
    /// From an AudioSpecificConfig.
    Aac(AacConfig),
    /// From an identification header (RFC 7845, 5.1).
    Opus(OpusConfig),
}

impl AudioConfig {
    /// Reads a codec's configuration.
    ///
    /// # Errors
    /// As [`AacConfig::parse`] and [`OpusConfig::parse`].
    pub fn parse(codec: AudioCodec, configuration: Bytes) -> Result<Self, ConfigError> {
        match codec {
            AudioCodec::Aac => AacConfig::parse(configuration).map(Self::Aac),
            AudioCodec::Opus => OpusConfig::parse(configuration).map(Self::Opus),
        }
    }

    /// The codec that the configuration belongs to.
    pub fn of(&self) -> AudioCodec {
        match self {
            Self::Aac(_) => AudioCodec::Aac,
            Self::Opus(_) => AudioCodec::Opus,
        }
    }

    /// RFC 6381 name, for example `mp4a.40.2`.
    pub fn codec(&self) -> String {
        match self {
            Self::Aac(config) => config.codec(),
            Self::Opus(config) => config.codec(),
        }
    }

    /// Samples per second, in which the track's times are counted.
    pub fn sample_rate(&self) -> u32 {
        match self {
            Self::Aac(config) => config.sample_rate,
            Self::Opus(_) => OpusConfig::SAMPLE_RATE,
        }
    }

    /// Number of channels.
    pub fn channels(&self) -> u8 {
        match self {
            Self::Aac(config) => config.channels,
            Self::Opus(config) => config.channels,
        }
    }

    /// Length of a frame in samples at [`Self::sample_rate`].
    ///
    /// # Errors
    /// When the data cannot be a frame of this codec.
    pub fn frame_samples(&self, frame: &[u8]) -> Result<u32, ConfigError> {
        match self {
            Self::Aac(config) => Ok(config.frame_samples),
            Self::Opus(config) => config.packet_samples(frame),
        }
    }
}
