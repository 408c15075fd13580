//! How streams are cut and kept.

use std::time::Duration;

/// How streams are cut and how long they are kept. [`Default`] is what viewers get unless an operator says otherwise.
#[derive(Clone, Debug)]
pub struct HlsSettings {
    /// Length aimed at for a part.
    pub part: Duration,
    /// Least length of a segment that ends before a keyframe.
    pub segment: Duration,
    /// Length at which a segment is cut although no keyframe came; its rounding is `EXT-X-TARGETDURATION`.
    pub longest_segment: Duration,
    /// Time after which a segment is cut whatever its length: the times of its frames may stand still.
    pub slowest_segment: Duration,
    /// Length of the very first segment: one part, so that players which start with a whole segment start early.
    pub boot_segment: Duration,
    /// Segments that publishers may begin at once; after that one each half of `segment`. An encoder that sends what a bad network held up
    /// needs them.
    pub segments_at_once: u32,
    /// Segments listed in a media playlist. More are listed while they are short, so that a playlist which has reached three target durations
    /// never falls below them. Delta updates leave out what is older than six target durations, which is less than this.
    pub window: usize,
    /// `PART-HOLD-BACK`: how far behind the live edge a player stays; raised to three parts where it is less.
    pub part_hold_back: Duration,
    /// How long an ended stream stays readable.
    pub retention: Duration,
    /// Bytes of media that all streams together may keep in memory. Without room for another one, new publishers are refused.
    pub memory: usize,
    /// Most bytes a second that a publisher may send, over ten seconds.
    pub bytes_per_second: u32,
    /// Media time a stream with video waits for its audio, and the other way round, before it starts without.
    pub track_wait: Duration,
}

impl HlsSettings {
    /// "Stable latency": parts twice as long and players half a second further back, for viewers on networks that stutter.
    pub fn stable() -> Self {
        Self { part: Duration::from_millis(500), part_hold_back: Duration::from_millis(1_500), ..Self::default() }
    }
}

impl Default for HlsSettings {
    fn default() -> Self {
        Self {
            part: Duration::from_millis(250),
            segment: Duration::from_secs(2),
            longest_segment: Duration::from_secs(4),
            slowest_segment: Duration::from_secs(12),
            boot_segment: Duration::from_millis(250),
            segments_at_once: 120,
            window: 14,
            part_hold_back: Duration::from_secs(1),
            retention: Duration::from_secs(60),
            memory: 2 << 30,
            // 60 Mbit/s.
            bytes_per_second: 7_500_000,
            track_wait: Duration::from_millis(300),
        }
    }
}

/// `EXT-X-TARGETDURATION`: the longest segment in seconds, rounded.
pub(super) fn target_duration(settings: &HlsSettings) -> u64 {
    (settings.longest_segment.as_secs_f64().round() as u64).max(1)
}
