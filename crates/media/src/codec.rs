//! Codec configurations: just enough of each to describe a track truthfully.

mod aac;
mod avc;
mod bits;
mod sps;

pub use aac::AacConfig;
pub use avc::AvcConfig;
pub use sps::Sps;

/// Why a configuration was not understood, as a plain reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(pub &'static str);
