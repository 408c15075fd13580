//! Codec configurations: just enough of each to describe a track truthfully.

mod aac;
mod audio;
mod av1;
mod avc;
mod bits;
mod hevc;
mod nal;
mod opus;
mod picture;
mod sps;
mod video;

pub use aac::AacConfig;
pub use audio::{AudioCodec, AudioConfig};
pub use av1::Av1Config;
pub use avc::AvcConfig;
pub use hevc::HevcConfig;
pub use opus::OpusConfig;
pub use picture::Picture;
pub use sps::Sps;
pub use video::{VideoCodec, VideoConfig};

/// Why a configuration was not understood, as a plain reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(pub &'static str);
