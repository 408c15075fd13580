//! Media playlists of recordings (RFC 8216bis, section 4.4.3.5): EVENT while the stream runs, VOD of its archive.

use super::Line;
use crate::hls::HlsSettings;
use crate::hls::clock::rfc3339;
use crate::hls::settings::target_duration;
use crate::hls::ticks::{TICKS_PER_SECOND, listed_seconds};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use std::sync::Arc;

/// Milliseconds that a segment's date may differ from the sum of the durations before it without being written again.
const DATE_DRIFT: i64 = 50;

/// A segment as a recording keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedSegment {
    /// Media sequence number while it was live; its file is `{msn}.m4s`.
    pub msn: u64,
    /// File name of its initialisation segment.
    pub init: String,
    /// Start on the media timeline, in ticks of 90 kHz.
    pub start: i64,
    /// Length in ticks of 90 kHz.
    pub duration: i64,
    /// Wall-clock time of its start, in Unix milliseconds.
    pub date: i64,
    /// Whether it does not continue the segment before it.
    pub discontinuity: bool,
    /// Whether a decoder can start with it.
    pub independent: bool,
    /// Length in bytes.
    pub bytes: u64,
}

/// An initialisation segment as a recording keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordedInit {
    /// File name, unique in its rendition.
    pub uri: String,
    /// Length in bytes.
    pub bytes: u64,
    /// RFC 6381 names, the video's first.
    pub codecs: String,
    /// Shown width in pixels, if there is video.
    pub width: Option<u32>,
    /// Shown height in pixels, if there is video.
    pub height: Option<u32>,
    /// Frames per second, where known.
    pub frame_rate: Option<f64>,
}

/// State of the recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordingState {
    /// Segments are still added to the EVENT playlist.
    Growing,
    /// The EVENT playlist is complete.
    Complete,
    /// A VOD playlist, which does not change.
    Archived,
}

/// Bytes from which on a piece of text is not added to any more.
const PIECE: usize = 64 * 1024;

/// The segments of a media playlist as text. Each is appended once; the text before it does not change. Copies share it, so that one costs
/// little however many segments there are.
#[derive(Clone, Debug, Default)]
pub struct PlaylistBody {
    pieces: Vec<Arc<str>>,
    /// What follows the pieces.
    text: String,
    /// Bytes of all pieces.
    in_pieces: usize,
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
        source: impl IntoIterator<Item = &'a RecordedSegment>,
        own: impl Fn(u64) -> Option<&'a RecordedSegment>,
    ) -> Self {
        let mut body = Self::default();
        for segment in source {
            match own(segment.msn) {
                Some(own) => body.push(&RecordedSegment { discontinuity: segment.discontinuity, ..own.clone() }),
                None => body.gap(segment),
            }
        }
        body
    }

    /// Writes the next segment.
    pub fn push(&mut self, segment: &RecordedSegment) {
        self.begin(segment);
        if self.init != segment.init || segment.discontinuity {
            self.init.clone_from(&segment.init);
            self.line(&Line::Map((&segment.init).into()));
        }
        self.finish(segment);
        self.independent = (self.independent || self.count == 1) && segment.independent;
    }

    /// Writes a gap in place of a missing segment.
    fn gap(&mut self, segment: &RecordedSegment) {
        self.begin(segment);
        self.line(&Line::Gap);
        self.finish(segment);
        self.independent |= self.count == 1;
    }

    fn begin(&mut self, segment: &RecordedSegment) {
        if segment.discontinuity && self.count > 0 {
            self.line(&Line::Discontinuity);
        }
        let expected = self.date.filter(|_| !segment.discontinuity).map(|(date, _)| date);
        if expected.is_none_or(|expected| (expected - segment.date).abs() > DATE_DRIFT) {
            self.line(&Line::ProgramDateTime(rfc3339(segment.date).into()));
            self.date = Some((segment.date, 0));
        }
    }

    fn finish(&mut self, segment: &RecordedSegment) {
        self.line(&Line::Segment(listed_seconds(segment.duration)));
        self.line(&Line::Uri(format!("{}.m4s", segment.msn).into()));
        if let Some((date, rest)) = self.date {
            let ticks = rest + segment.duration;
            self.date = Some((date + ticks / 90, ticks % 90));
        }
        self.longest = self.longest.max(segment.duration);
        self.count += 1;
    }

    fn line(&mut self, line: &Line<'_>) {
        // Writing to a String does not fail.
        let _ = writeln!(self.text, "{line}");
        if self.text.len() >= PIECE {
            self.in_pieces += self.text.len();
            self.pieces.push(std::mem::take(&mut self.text).into());
        }
    }

    /// Bytes of its text so far.
    pub fn length(&self) -> usize {
        self.in_pieces + self.text.len()
    }

    /// Whether it has no segments.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The complete playlist with its header.
    pub fn playlist(&self, state: RecordingState) -> String {
        let longest = ((self.longest + TICKS_PER_SECOND / 2) / TICKS_PER_SECOND).cast_unsigned();
        let (kind, target) = match state {
            RecordingState::Archived => ("VOD", longest.max(1)),
            // The target duration must not change while the playlist grows.
            RecordingState::Growing | RecordingState::Complete => {
                ("EVENT", longest.max(target_duration(&HlsSettings::default())))
            }
        };
        let mut out = String::with_capacity(self.length() + 200);
        let header = [
            Line::ExtM3u,
            Line::Version(8),
            Line::TargetDuration(target),
            Line::PlaylistType(kind),
            Line::MediaSequence(0),
        ];
        for line in header {
            let _ = writeln!(out, "{line}");
        }
        if state == RecordingState::Archived && self.independent {
            let _ = writeln!(out, "{}", Line::IndependentSegments);
        }
        for piece in &self.pieces {
            out.push_str(piece);
        }
        out.push_str(&self.text);
        if state != RecordingState::Growing {
            let _ = writeln!(out, "{}", Line::EndList);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(msn: u64, seconds: i64) -> RecordedSegment {
        RecordedSegment {
            msn,
            init: "init.mp4".into(),
            start: 0,
            duration: seconds * TICKS_PER_SECOND,
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
        let first = body.playlist(RecordingState::Growing);
        body.push(&RecordedSegment { date: 1_800_000_002_010, ..segment(4, 2) });
        body.push(&RecordedSegment { discontinuity: true, init: "init.9.mp4".into(), ..segment(9, 3) });
        let text = body.playlist(RecordingState::Growing);
        let complete = body.playlist(RecordingState::Complete);
        assert!(text.starts_with(&first) && complete == format!("{text}#EXT-X-ENDLIST\n"));
        assert_eq!(text.matches("#EXT-X-PROGRAM-DATE-TIME:").count(), 2, "{text}");
        assert!(text.contains("#EXT-X-DISCONTINUITY\n#EXT-X-PROGRAM-DATE-TIME:2027-01-15T08:00:00.000Z\n#EXT-X-MAP:URI=\"init.9.mp4\"\n#EXTINF:3.000001,\n9.m4s\n"), "{text}");
        let vod = body.playlist(RecordingState::Archived);
        assert!(
            vod.contains("TARGETDURATION:3\n#EXT-X-PLAYLIST-TYPE:VOD\n") && vod.ends_with("#EXT-X-ENDLIST\n"),
            "{vod}"
        );
    }

    #[test]
    fn a_copy_of_a_long_playlist_shares_its_text() {
        let mut body = PlaylistBody::default();
        for msn in 0..20_000 {
            body.push(&segment(msn, 2));
        }
        let copy = body.clone();
        assert!(copy.text.len() < PIECE && copy.pieces.len() >= 5, "{} bytes copied", copy.text.len());
        assert!(copy.pieces.iter().zip(&body.pieces).all(|(one, other)| Arc::ptr_eq(one, other)));
        let text = copy.playlist(RecordingState::Archived);
        assert!((0..200).contains(&(text.len() - copy.length())), "{} {}", text.len(), copy.length());
        let uris: Vec<&str> = text.lines().filter(|line| line.ends_with(".m4s")).collect();
        assert_eq!(uris.len(), 20_000);
        assert!(uris.iter().enumerate().all(|(msn, uri)| *uri == format!("{msn}.m4s")), "each once, in order");
    }

    #[test]
    fn what_a_rendition_lacks_is_a_gap_where_the_source_has_something() {
        let dated = |msn: u64| RecordedSegment { date: 1_800_000_000_000 + msn as i64 * 2_000, ..segment(msn, 2) };
        let source = [dated(3), dated(4), dated(5)];
        let own = [RecordedSegment { bytes: 10, ..dated(4) }];
        let body = PlaylistBody::of(&source, |msn| own.iter().find(|segment| segment.msn == msn));
        let text = body.playlist(RecordingState::Archived);
        assert_eq!(text.matches("#EXT-X-GAP\n").count(), 2, "{text}");
        assert!(text.contains("#EXT-X-MAP:URI=\"init.mp4\"\n#EXTINF:2.000001,\n4.m4s\n#EXT-X-GAP\n"), "{text}");
    }
}
