//! The multivariant playlist (RFC 8216bis, section 4.4.6).

use super::Line;
use std::fmt::Write as _;

/// How one rendition is listed.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The folder of its URIs.
    pub name: String,
    /// Bits per second of the worst segment.
    pub bandwidth: u64,
    /// Mean bits per second.
    pub average_bandwidth: u64,
    /// RFC 6381 names, the video's first.
    pub codecs: String,
    /// Width and height in pixels, if there is video.
    pub resolution: Option<(u32, u32)>,
    /// Frames per second, if there is video and once that is known.
    pub frame_rate: Option<f64>,
}

/// The playlist that lists these renditions in this order.
pub fn multivariant(variants: &[Variant]) -> String {
    let mut out = format!("{}\n{}\n", Line::ExtM3u, Line::Version(9));
    for Variant { name, bandwidth, average_bandwidth, codecs, resolution, frame_rate } in variants {
        let line = Line::StreamInf {
            bandwidth: *bandwidth,
            average_bandwidth: *average_bandwidth,
            codecs: codecs.into(),
            resolution: *resolution,
            frame_rate: frame_rate.filter(|_| resolution.is_some()),
        };
        // Writing to a String does not fail.
        let _ = writeln!(out, "{line}\n{name}/index.m3u8");
    }
    out
}
