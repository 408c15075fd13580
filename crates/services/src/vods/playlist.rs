//! Playlists of recordings (RFC 8216, section 4.3): EVENT while the stream runs, VOD when it has ended.

use super::journal::{InitEntry, SegmentEntry, TICKS};
use std::fmt::Write as _;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Milliseconds that a segment's date may differ from the sum of the durations before it without being written again.
const DATE_DRIFT: i64 = 50;
/// Longest segment that the packager makes, in seconds: `EXT-X-TARGETDURATION` while the playlist grows, since it must not change.
pub const LONGEST: i64 = 4;

/// Whether a playlist still grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An EVENT playlist that still grows.
    Growing,
    /// An EVENT playlist that is complete.
    Grown,
    /// A VOD playlist, which does not change.
    Vod,
}

/// The segments of a media playlist as text. Each is appended once; the text before it does not change.
#[derive(Clone, Debug, Default)]
pub struct PlaylistBody {
    text: String,
    init: String,
    /// Expected date of the next segment in Unix milliseconds, and the fraction of a millisecond in ticks.
    date: Option<(i64, i64)>,
    longest: i64,
    independent: bool,
    count: usize,
}

impl PlaylistBody {
    /// The playlist of a rendition, by the segments of its source: `own` finds the rendition's segment, and one that it lacks is a gap.
    pub fn of<'a>(
        source: impl IntoIterator<Item = &'a SegmentEntry>,
        own: impl Fn(u64) -> Option<&'a SegmentEntry>,
    ) -> Self {
        let mut body = Self::default();
        for segment in source {
            match own(segment.msn) {
                Some(own) => body.push(&SegmentEntry { discontinuity: segment.discontinuity, ..own.clone() }),
                None => body.gap(segment),
            }
        }
        body
    }

    /// Writes the next segment.
    pub fn push(&mut self, segment: &SegmentEntry) {
        self.begin(segment);
        if self.init != segment.init || segment.discontinuity {
            self.init.clone_from(&segment.init);
            self.line(format_args!("#EXT-X-MAP:URI=\"{}\"", segment.init));
        }
        self.finish(segment, "");
        self.independent = (self.independent || self.count == 1) && segment.independent;
    }

    /// Writes a gap in place of a missing segment.
    fn gap(&mut self, segment: &SegmentEntry) {
        self.begin(segment);
        self.finish(segment, "#EXT-X-GAP\n");
        self.independent |= self.count == 1;
    }

    fn begin(&mut self, segment: &SegmentEntry) {
        if segment.discontinuity && self.count > 0 {
            self.line(format_args!("#EXT-X-DISCONTINUITY"));
        }
        let expected = self.date.filter(|_| !segment.discontinuity).map(|(date, _)| date);
        if expected.is_none_or(|expected| (expected - segment.date).abs() > DATE_DRIFT) {
            let date = OffsetDateTime::from_unix_timestamp_nanos(i128::from(segment.date) * 1_000_000);
            // RFC 3339 cannot write years of more than four digits; such a segment gets no date.
            if let Some(date) = date.ok().and_then(|date| date.format(&Rfc3339).ok()) {
                self.line(format_args!("#EXT-X-PROGRAM-DATE-TIME:{date}"));
            }
            self.date = Some((segment.date, 0));
        }
    }

    fn finish(&mut self, segment: &SegmentEntry, mark: &str) {
        let seconds = segment.duration as f64 / TICKS as f64;
        self.line(format_args!("{mark}#EXTINF:{seconds:.5},\n{}.m4s", segment.msn));
        if let Some((date, rest)) = self.date {
            let ticks = rest + segment.duration;
            self.date = Some((date + ticks / 90, ticks % 90));
        }
        self.longest = self.longest.max(segment.duration);
        self.count += 1;
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{line}");
    }

    /// Whether it has no segments.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The complete playlist with its header.
    pub fn playlist(&self, kind: Kind) -> String {
        let longest = (self.longest + TICKS / 2) / TICKS;
        let (word, target) = match kind {
            Kind::Vod => ("VOD", longest.max(1)),
            Kind::Growing | Kind::Grown => ("EVENT", longest.max(LONGEST)),
        };
        let mut out = String::with_capacity(self.text.len() + 200);
        out.push_str("#EXTM3U\n#EXT-X-VERSION:8\n");
        let _ = writeln!(out, "#EXT-X-TARGETDURATION:{target}\n#EXT-X-PLAYLIST-TYPE:{word}\n#EXT-X-MEDIA-SEQUENCE:0");
        if kind == Kind::Vod && self.independent {
            out.push_str("#EXT-X-INDEPENDENT-SEGMENTS\n");
        }
        out.push_str(&self.text);
        if kind != Kind::Growing {
            out.push_str("#EXT-X-ENDLIST\n");
        }
        out
    }
}

/// A rendition in the multivariant playlist.
pub struct Variant<'a> {
    /// Its name in addresses.
    pub name: &'a str,
    /// The initialisation segment that most of it needs.
    pub init: &'a InitEntry,
    /// Highest bit rate of a segment, in bits per second.
    pub peak: u64,
    /// Average bit rate, in bits per second.
    pub average: u64,
}

impl<'a> Variant<'a> {
    /// A variant from the kept segments of a rendition; none if there are none.
    pub fn of(name: &'a str, inits: &'a [InitEntry], segments: &[SegmentEntry]) -> Option<Self> {
        let length = |uri: &str| -> i64 {
            segments.iter().filter(|segment| segment.init == uri).map(|segment| segment.duration).sum()
        };
        let init = inits.iter().max_by_key(|init| length(&init.uri))?;
        let (bytes, ticks) =
            segments.iter().fold((0, 0), |(bytes, ticks), segment| (bytes + segment.bytes, ticks + segment.duration));
        let average = bitrate(bytes, ticks);
        // Very short segments are hardly more than a keyframe, so their bit rate says little about the bandwidth that is needed.
        let long = segments.iter().filter(|segment| segment.duration >= TICKS);
        let peak = long.map(|segment| bitrate(segment.bytes, segment.duration)).max().unwrap_or(average).max(average);
        (ticks > 0).then_some(Self { name, init, peak, average })
    }
}

/// The multivariant playlist, in the order given.
pub fn multivariant<'a>(variants: impl IntoIterator<Item = Variant<'a>>) -> String {
    let mut out = String::from("#EXTM3U\n#EXT-X-VERSION:8\n");
    for Variant { name, init, peak, average } in variants {
        let _ =
            write!(out, "#EXT-X-STREAM-INF:BANDWIDTH={peak},AVERAGE-BANDWIDTH={average},CODECS=\"{}\"", init.codecs);
        if let (Some(width), Some(height)) = (init.width, init.height) {
            let _ = write!(out, ",RESOLUTION={width}x{height}");
        }
        if let Some(rate) = init.frame_rate {
            let _ = write!(out, ",FRAME-RATE={rate:.3}");
        }
        let _ = writeln!(out, "\n{name}/index.m3u8");
    }
    out
}

/// The playlist with every address in it below `base`, for media that are served from another place.
pub fn below(playlist: &str, base: &str) -> String {
    let mut out = String::with_capacity(playlist.len() * 2);
    for line in playlist.lines() {
        match line.strip_prefix("#EXT-X-MAP:URI=\"") {
            Some(rest) => {
                let _ = writeln!(out, "#EXT-X-MAP:URI=\"{base}/{rest}");
            }
            None if line.starts_with('#') || line.is_empty() => {
                let _ = writeln!(out, "{line}");
            }
            None => {
                let _ = writeln!(out, "{base}/{line}");
            }
        }
    }
    out
}

fn bitrate(bytes: u64, ticks: i64) -> u64 {
    match u64::try_from(ticks) {
        Ok(ticks @ 1..) => bytes * 8 * 90_000 / ticks,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(msn: u64, seconds: i64) -> SegmentEntry {
        SegmentEntry {
            rendition: "source".into(),
            msn,
            init: "init.mp4".into(),
            start: 0,
            duration: seconds * TICKS,
            date: 1_800_000_000_000,
            discontinuity: false,
            independent: true,
            bytes: 1000,
        }
    }

    #[test]
    fn a_recording_is_a_playlist_that_only_grows() {
        let mut body = PlaylistBody::default();
        body.push(&segment(3, 2));
        let first = body.playlist(Kind::Growing);
        body.push(&SegmentEntry { date: 1_800_000_002_010, ..segment(4, 2) });
        body.push(&SegmentEntry { discontinuity: true, init: "init.9.mp4".into(), ..segment(9, 3) });
        let text = body.playlist(Kind::Growing);
        assert!(text.starts_with(&first) && body.playlist(Kind::Grown) == format!("{text}#EXT-X-ENDLIST\n"));
        assert_eq!(text.matches("#EXT-X-PROGRAM-DATE-TIME:").count(), 2, "{text}");
        assert!(text.contains("#EXT-X-DISCONTINUITY\n#EXT-X-PROGRAM-DATE-TIME:2027-01-15T08:00:00Z\n#EXT-X-MAP:URI=\"init.9.mp4\"\n#EXTINF:3.00000,\n9.m4s\n"), "{text}");
        let vod = body.playlist(Kind::Vod);
        assert!(
            vod.contains("TARGETDURATION:3\n#EXT-X-PLAYLIST-TYPE:VOD\n") && vod.ends_with("#EXT-X-ENDLIST\n"),
            "{vod}"
        );
    }

    #[test]
    fn what_a_rendition_lacks_is_a_gap_where_the_source_has_something() {
        let dated = |msn: u64| SegmentEntry { date: 1_800_000_000_000 + msn as i64 * 2_000, ..segment(msn, 2) };
        let source = [dated(3), dated(4), dated(5)];
        let own = [SegmentEntry { bytes: 10, ..dated(4) }];
        let body = PlaylistBody::of(&source, |msn| own.iter().find(|segment| segment.msn == msn));
        let text = body.playlist(Kind::Vod);
        assert_eq!(text.matches("#EXT-X-GAP\n").count(), 2, "{text}");
        assert!(text.contains("#EXT-X-MAP:URI=\"init.mp4\"\n#EXTINF:2.00000,\n4.m4s\n#EXT-X-GAP\n"), "{text}");
    }

    #[test]
    fn addresses_can_lead_elsewhere() {
        let mut body = PlaylistBody::default();
        body.push(&segment(3, 2));
        let text = below(&body.playlist(Kind::Vod), "https://media.example/streams/x/source");
        assert!(text.contains("#EXT-X-MAP:URI=\"https://media.example/streams/x/source/init.mp4\"\n"), "{text}");
        assert!(text.contains("\nhttps://media.example/streams/x/source/3.m4s\n#EXT-X-ENDLIST\n"), "{text}");
    }
}
