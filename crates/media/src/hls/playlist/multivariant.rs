//! The multivariant playlist (RFC 8216bis, section 4.4.6).

use super::Line;
use super::archived::{RecordedInit, RecordedSegment};
use crate::hls::ticks::{TICKS_PER_SECOND, bitrate};
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

impl Variant {
    /// A rendition of a recording from its segments, described by the initialisation segment that most of it needs; none without segments.
    pub fn recorded(name: &str, inits: &[RecordedInit], segments: &[RecordedSegment]) -> Option<Self> {
        let length = |uri: &str| -> i64 {
            segments.iter().filter(|segment| segment.init == uri).map(|segment| segment.duration).sum()
        };
        let init = inits.iter().max_by_key(|init| length(&init.uri))?;
        let (bytes, ticks) =
            segments.iter().fold((0, 0), |(bytes, ticks), segment| (bytes + segment.bytes, ticks + segment.duration));
        let average = bitrate(bytes, ticks);
        // Very short segments are hardly more than a keyframe, so their bit rate says little about the bandwidth that is needed.
        let long = segments.iter().filter(|segment| segment.duration >= TICKS_PER_SECOND);
        let peak = long.map(|segment| bitrate(segment.bytes, segment.duration)).max().unwrap_or(average).max(average);
        (ticks > 0).then(|| Self {
            name: name.to_owned(),
            bandwidth: peak,
            average_bandwidth: average,
            codecs: init.codecs.clone(),
            resolution: init.width.zip(init.height),
            frame_rate: init.frame_rate,
        })
    }
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
