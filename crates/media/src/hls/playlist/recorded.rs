//! A rendition of a recording as far as it is kept, with the totals that playlists need: no reader sums up a day's segments again.

use super::{RecordedInit, RecordedSegment, Variant};
use crate::hls::ticks::{TICKS_PER_SECOND, bitrate};
use std::collections::HashMap;

/// The initialisation segments and segments of one rendition, in order.
#[derive(Clone, Debug, Default)]
pub struct RecordedRendition {
    inits: Vec<RecordedInit>,
    segments: Vec<RecordedSegment>,
    /// Of each initialisation segment, by its file name, the place in `inits` and the ticks of its segments.
    uses: HashMap<String, (usize, i64)>,
    /// Place of the initialisation segment with the most ticks.
    main: usize,
    bytes: u64,
    ticks: i64,
    /// Bits per second of the worst segment, among those of a second or more.
    peak: u64,
}

impl RecordedRendition {
    /// Adds an initialisation segment; its segments come after it.
    pub fn push_init(&mut self, init: RecordedInit) {
        self.uses.insert(init.uri.clone(), (self.inits.len(), 0));
        self.inits.push(init);
    }

    /// Adds the next segment.
    pub fn push(&mut self, segment: RecordedSegment) {
        let most = self.main().map_or(0, |init| self.uses.get(&init.uri).map_or(0, |(_, ticks)| *ticks));
        if let Some((place, ticks)) = self.uses.get_mut(&segment.init) {
            *ticks += segment.duration;
            if *ticks > most {
                self.main = *place;
            }
        }
        self.bytes += segment.bytes;
        self.ticks += segment.duration;
        // Very short segments are hardly more than a keyframe, so their bit rate says little about the bandwidth that is needed.
        if segment.duration >= TICKS_PER_SECOND {
            self.peak = self.peak.max(bitrate(segment.bytes, segment.duration));
        }
        self.segments.push(segment);
    }

    /// Its initialisation segments.
    pub fn inits(&self) -> &[RecordedInit] {
        &self.inits
    }

    /// Its media segments.
    pub fn segments(&self) -> &[RecordedSegment] {
        &self.segments
    }

    /// The initialisation segment of this file name.
    pub fn init(&self, uri: &str) -> Option<&RecordedInit> {
        self.inits.get(self.uses.get(uri)?.0)
    }

    /// The segment of this media sequence number.
    pub fn segment(&self, msn: u64) -> Option<&RecordedSegment> {
        let found = self.segments.binary_search_by_key(&msn, |segment| segment.msn).ok()?;
        self.segments.get(found)
    }

    /// Bytes of its segments.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Length of its segments in ticks of 90 kHz.
    pub fn ticks(&self) -> i64 {
        self.ticks
    }

    /// How a multivariant playlist lists it under this name: described by the initialisation segment that most of it needs; `None` without
    /// segments.
    pub fn variant(&self, name: &str) -> Option<Variant> {
        let init = self.main()?;
        let average = bitrate(self.bytes, self.ticks);
        (self.ticks > 0).then(|| Variant {
            name: name.to_owned(),
            bandwidth: self.peak.max(average),
            average_bandwidth: average,
            codecs: init.codecs.clone(),
            resolution: init.width.zip(init.height),
            frame_rate: init.frame_rate,
        })
    }

    fn main(&self) -> Option<&RecordedInit> {
        self.inits.get(self.main)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn init(number: u64) -> RecordedInit {
        RecordedInit {
            uri: format!("init.{number}.mp4"),
            bytes: 700,
            codecs: format!("avc1.{number:06x}"),
            width: Some(1280),
            height: Some(720),
            frame_rate: Some(30.0),
        }
    }

    fn segment(msn: u64, init: u64, ticks: i64, bytes: u64) -> RecordedSegment {
        RecordedSegment {
            msn,
            init: format!("init.{init}.mp4"),
            start: 0,
            duration: ticks,
            date: 0,
            discontinuity: false,
            independent: true,
            bytes,
        }
    }

    #[test]
    fn a_rendition_is_described_by_what_most_of_it_needs() {
        let mut kept = RecordedRendition::default();
        assert_eq!(kept.variant("source"), None);
        kept.push_init(init(0));
        assert_eq!(kept.variant("source"), None, "an initialisation segment alone is nothing to watch");
        kept.push(segment(0, 0, TICKS_PER_SECOND, 125_000));
        kept.push_init(init(1));
        kept.push(segment(1, 1, 2 * TICKS_PER_SECOND, 1_000_000));
        kept.push_init(init(2));
        // Too short for its bit rate to count.
        kept.push(segment(2, 2, TICKS_PER_SECOND / 2, 4_000_000));
        kept.push(segment(3, 0, TICKS_PER_SECOND / 2, 0));
        let variant = kept.variant("source").unwrap();
        assert_eq!((variant.codecs.as_str(), variant.resolution), ("avc1.000001", Some((1280, 720))));
        assert_eq!((kept.bytes(), kept.ticks()), (5_125_000, 4 * TICKS_PER_SECOND));
        assert_eq!((variant.average_bandwidth, variant.bandwidth), (10_250_000, 10_250_000));
        kept.push(segment(4, 0, 2 * TICKS_PER_SECOND, 4_000_000));
        let variant = kept.variant("source").unwrap();
        assert_eq!((variant.codecs.as_str(), variant.bandwidth), ("avc1.000000", 16_000_000));
        assert_eq!(kept.segment(4).map(|segment| segment.bytes), Some(4_000_000));
        assert_eq!(kept.init("init.2.mp4"), Some(&init(2)));
        assert!(kept.segment(5).is_none() && kept.init("init.3.mp4").is_none());
    }
}
