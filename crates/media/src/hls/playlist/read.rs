//! Reads media playlists as a strict client does.

use super::Line;
use std::fmt::Write as _;

/// A media playlist. Lengths are in seconds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MediaPlaylist {
    /// The longest segment, rounded.
    pub target: f64,
    /// The longest part; zero in playlists without parts.
    pub part_target: f64,
    /// How far behind the last segment players without low latency stay.
    pub hold_back: f64,
    /// How far behind the last part players stay.
    pub part_hold_back: f64,
    /// Number of the first segment.
    pub first: u64,
    /// Discontinuities before the first segment.
    pub discontinuity_sequence: u64,
    /// Whether a decoder can start with every segment.
    pub independent: bool,
    /// `EVENT` or `VOD`; none for a running stream.
    pub kind: Option<String>,
    /// In order; the last may be one that is still being written.
    pub segments: Vec<ListedSegment>,
    /// Address of the next part.
    pub hint: Option<String>,
    /// No more will come.
    pub ended: bool,
}

/// A segment of a playlist.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListedSegment {
    /// Media sequence number.
    pub msn: u64,
    /// Its address; empty while it is being written.
    pub uri: String,
    /// `None` while it is being written.
    pub duration: Option<f64>,
    /// Its parts, if they are listed.
    pub parts: Vec<ListedPart>,
    /// Whether it is a gap (`EXT-X-GAP`).
    pub gap: bool,
    /// It does not continue the segment before it.
    pub discontinuity: bool,
    /// Address of its initialisation segment.
    pub map: String,
    /// Date of its beginning, as RFC 3339 writes it.
    pub date: Option<String>,
}

/// A part of a segment.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedPart {
    /// Length in seconds.
    pub duration: f64,
    /// Its address.
    pub uri: String,
    /// A decoder can start with it.
    pub independent: bool,
}

/// What is wrong with a playlist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlaylistError {
    /// It has another first line.
    #[error("the text does not begin with #EXTM3U")]
    NoHeader,
    /// A tag that describes a whole segment follows the segment's first part.
    #[error("a segment's discontinuity, map or date follows one of its parts")]
    LateTag,
    /// An address without the tag that says what it is of.
    #[error("an address without EXTINF")]
    BareUri,
}

impl MediaPlaylist {
    /// Reads a playlist.
    ///
    /// # Errors
    /// When its lines contradict each other. Lines that are not understood are passed over.
    pub fn parse(text: &str) -> Result<Self, PlaylistError> {
        let mut lines = text.lines().map(Line::parse);
        if lines.next() != Some(Line::ExtM3u) {
            return Err(PlaylistError::NoHeader);
        }
        let (mut list, mut next) = (Self::default(), ListedSegment::default());
        for line in lines {
            let is_of_segment = matches!(line, Line::Discontinuity | Line::Map(_) | Line::ProgramDateTime(_));
            if is_of_segment && !next.parts.is_empty() {
                return Err(PlaylistError::LateTag);
            }
            match line {
                Line::TargetDuration(seconds) => list.target = seconds as f64,
                Line::PartInf(seconds) => list.part_target = seconds,
                Line::ServerControl { part_hold_back, hold_back, .. } => {
                    (list.part_hold_back, list.hold_back) = (part_hold_back, hold_back);
                }
                Line::MediaSequence(msn) => (list.first, next.msn) = (msn, msn),
                Line::DiscontinuitySequence(number) => list.discontinuity_sequence = number,
                Line::IndependentSegments => list.independent = true,
                Line::PlaylistType(kind) => list.kind = Some(kind.to_owned()),
                Line::Discontinuity => next.discontinuity = true,
                Line::Map(uri) => next.map = uri.into_owned(),
                Line::ProgramDateTime(date) => next.date = Some(date.into_owned()),
                Line::Gap => next.gap = true,
                Line::Part { duration, uri, independent, .. } => {
                    next.parts.push(ListedPart { duration, uri: uri.into_owned(), independent });
                }
                Line::Segment(duration) => next.duration = Some(duration),
                Line::Uri(uri) => {
                    if next.duration.is_none() {
                        return Err(PlaylistError::BareUri);
                    }
                    next.uri = uri.into_owned();
                    let after = ListedSegment {
                        msn: next.msn.saturating_add(1),
                        map: next.map.clone(),
                        ..ListedSegment::default()
                    };
                    list.segments.push(std::mem::replace(&mut next, after));
                }
                Line::PreloadHint(uri) => list.hint = Some(uri.into_owned()),
                Line::EndList => list.ended = true,
                _ => {}
            }
        }
        if !next.parts.is_empty() {
            list.segments.push(next);
        }
        Ok(list)
    }

    /// Segments that are complete, gaps among them.
    pub fn closed(&self) -> impl DoubleEndedIterator<Item = &ListedSegment> {
        self.segments.iter().filter(|segment| segment.duration.is_some())
    }

    /// Segments that are complete and can be read.
    pub fn media(&self) -> impl DoubleEndedIterator<Item = &ListedSegment> {
        self.closed().filter(|segment| !segment.gap)
    }
}

/// The playlist with every address in it below `base`, for media that are served from another place.
pub fn with_base(playlist: &str, base: &str) -> String {
    let mut out = String::with_capacity(playlist.len() * 2);
    for line in playlist.lines().map(Line::parse) {
        let line = match line {
            Line::Map(uri) => Line::Map(format!("{base}/{uri}").into()),
            Line::Uri(uri) => Line::Uri(format!("{base}/{uri}").into()),
            line => line,
        };
        // Writing to a String does not fail.
        let _ = writeln!(out, "{line}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_belong_to_the_segment_that_follows() {
        let text = "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:7\n#EXT-X-MAP:URI=\"init.mp4\"\n#EXTINF:2,\n7.m4s\n#EXT-X-GAP\n#EXTINF:2,\n8.m4s\n\
                    #EXT-X-DISCONTINUITY\n#EXT-X-PART:DURATION=0.2,URI=\"9.0.m4s\",INDEPENDENT=YES\n";
        let list = MediaPlaylist::parse(text).unwrap();
        let told: Vec<_> = list.segments.iter().map(|s| (s.msn, s.duration, s.gap, s.discontinuity, &*s.map)).collect();
        let map = "init.mp4";
        assert_eq!(
            told,
            [(7, Some(2.0), false, false, map), (8, Some(2.0), true, false, map), (9, None, false, true, map)]
        );
        assert_eq!((list.closed().count(), list.media().count(), list.segments[2].parts.len()), (2, 1, 1));
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        let part = "#EXT-X-PART:DURATION=0.2,URI=\"9.0.m4s\"";
        for (text, error) in [
            (String::new(), PlaylistError::NoHeader),
            ("#EXTINF:2,\n7.m4s\n".into(), PlaylistError::NoHeader),
            (format!("#EXTM3U\n{part}\n#EXT-X-DISCONTINUITY\n"), PlaylistError::LateTag),
            ("#EXTM3U\n7.m4s\n".into(), PlaylistError::BareUri),
        ] {
            assert_eq!(MediaPlaylist::parse(&text), Err(error), "{text}");
        }
    }

    #[test]
    fn addresses_can_lead_elsewhere() {
        let text = "#EXTM3U\n#EXT-X-MAP:URI=\"init.mp4\"\n#EXTINF:2.000001,\n3.m4s\n#EXT-X-ENDLIST\n";
        let base = "https://media.example/streams/x/source";
        let there =
            format!("#EXTM3U\n#EXT-X-MAP:URI=\"{base}/init.mp4\"\n#EXTINF:2.000001,\n{base}/3.m4s\n#EXT-X-ENDLIST\n");
        assert_eq!(with_base(text, base), there);
    }
}
