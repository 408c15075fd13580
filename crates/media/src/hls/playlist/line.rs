//! The lines of playlists (RFC 8216bis, section 4.4): each kind that is used here, as it is written and as it is read.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};

/// A line of a playlist. Lengths are in seconds. `Display` writes it without its end.
#[derive(Clone, Debug, PartialEq)]
pub enum Line<'a> {
    /// The first line of every playlist.
    ExtM3u,
    /// `EXT-X-VERSION`
    Version(u64),
    /// `EXT-X-INDEPENDENT-SEGMENTS`
    IndependentSegments,
    /// `EXT-X-TARGETDURATION`
    TargetDuration(u64),
    /// `EXT-X-MEDIA-SEQUENCE`: number of the first segment that is listed.
    MediaSequence(u64),
    /// `EXT-X-DISCONTINUITY-SEQUENCE`
    DiscontinuitySequence(u64),
    /// `EXT-X-PLAYLIST-TYPE`: `EVENT` or `VOD`.
    PlaylistType(&'a str),
    /// `EXT-X-SERVER-CONTROL` of a server that holds requests and sends delta updates.
    ServerControl {
        /// Delta updates may leave out what is older.
        can_skip_until: f64,
        /// How far behind the last part players stay.
        part_hold_back: f64,
        /// How far behind the last segment players without low latency stay.
        hold_back: f64,
    },
    /// `EXT-X-PART-INF`: the longest part.
    PartInf(f64),
    /// `EXT-X-SKIP`: the number of segments that a delta update leaves out.
    Skip(usize),
    /// `EXT-X-DISCONTINUITY`
    Discontinuity,
    /// `EXT-X-MAP`: the initialisation segment of what follows.
    Map(Cow<'a, str>),
    /// `EXT-X-PROGRAM-DATE-TIME` of the segment that follows, as RFC 3339 writes it.
    ProgramDateTime(Cow<'a, str>),
    /// `EXT-X-GAP`: the segment that follows is missing.
    Gap,
    /// `EXT-X-PART`
    Part {
        /// Length in seconds.
        duration: f64,
        /// Its address.
        uri: Cow<'a, str>,
        /// A decoder can start with it.
        independent: bool,
        /// Whether it is a gap (`GAP=YES`), i.e. listed but not available.
        gap: bool,
    },
    /// `EXTINF`: the length of the segment that follows.
    Segment(f64),
    /// The address that follows `EXTINF` or `EXT-X-STREAM-INF`.
    Uri(Cow<'a, str>),
    /// `EXT-X-PRELOAD-HINT`: the address of the next part.
    PreloadHint(Cow<'a, str>),
    /// `EXT-X-RENDITION-REPORT`: the last part of another rendition.
    RenditionReport {
        /// Address of its playlist.
        uri: Cow<'a, str>,
        /// Number of the segment.
        last_msn: u64,
        /// Number of the part within it.
        last_part: usize,
    },
    /// `EXT-X-ENDLIST`
    EndList,
    /// `EXT-X-STREAM-INF`
    StreamInf {
        /// Bits per second of the worst segment.
        bandwidth: u64,
        /// Mean bits per second.
        average_bandwidth: u64,
        /// RFC 6381 names.
        codecs: Cow<'a, str>,
        /// Width and height in pixels.
        resolution: Option<(u32, u32)>,
        /// Frames per second.
        frame_rate: Option<f64>,
    },
    /// A line that is not understood, which readers ignore (RFC 8216bis, section 6.3.1).
    Other(&'a str),
}

/// A part by its name: `7.2.m4s` is the third part of segment 7.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartName {
    /// Media sequence number of its segment.
    pub segment: u64,
    /// Its number within the segment, from zero.
    pub part: u64,
}

impl PartName {
    /// The part that a file name stands for.
    pub fn parse(uri: &str) -> Option<Self> {
        let (segment, part) = uri.strip_suffix(".m4s")?.split_once('.')?;
        Some(Self { segment: segment.parse().ok()?, part: part.parse().ok()? })
    }
}

impl Display for PartName {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.m4s", self.segment, self.part)
    }
}

impl Display for Line<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::ExtM3u => f.write_str("#EXTM3U"),
            Self::Version(version) => write!(f, "#EXT-X-VERSION:{version}"),
            Self::IndependentSegments => f.write_str("#EXT-X-INDEPENDENT-SEGMENTS"),
            Self::TargetDuration(seconds) => write!(f, "#EXT-X-TARGETDURATION:{seconds}"),
            Self::MediaSequence(msn) => write!(f, "#EXT-X-MEDIA-SEQUENCE:{msn}"),
            Self::DiscontinuitySequence(number) => write!(f, "#EXT-X-DISCONTINUITY-SEQUENCE:{number}"),
            Self::PlaylistType(kind) => write!(f, "#EXT-X-PLAYLIST-TYPE:{kind}"),
            Self::ServerControl { can_skip_until, part_hold_back, hold_back } => {
                write!(f, "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL={can_skip_until:.1},")?;
                write!(f, "PART-HOLD-BACK={part_hold_back:.3},HOLD-BACK={hold_back:.1}")
            }
            Self::PartInf(target) => write!(f, "#EXT-X-PART-INF:PART-TARGET={target:.3}"),
            Self::Skip(segments) => write!(f, "#EXT-X-SKIP:SKIPPED-SEGMENTS={segments}"),
            Self::Discontinuity => f.write_str("#EXT-X-DISCONTINUITY"),
            Self::Map(uri) => write!(f, "#EXT-X-MAP:URI=\"{uri}\""),
            Self::ProgramDateTime(date) => write!(f, "#EXT-X-PROGRAM-DATE-TIME:{date}"),
            Self::Gap => f.write_str("#EXT-X-GAP"),
            Self::Part { duration, uri, independent, gap } => {
                write!(f, "#EXT-X-PART:DURATION={duration:.6},URI=\"{uri}\"")?;
                f.write_str(if *gap { ",GAP=YES" } else { "" })?;
                f.write_str(if *independent { ",INDEPENDENT=YES" } else { "" })
            }
            Self::Segment(duration) => write!(f, "#EXTINF:{duration:.6},"),
            Self::Uri(uri) => f.write_str(uri),
            Self::PreloadHint(uri) => write!(f, "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"{uri}\""),
            Self::RenditionReport { uri, last_msn, last_part } => {
                write!(f, "#EXT-X-RENDITION-REPORT:URI=\"{uri}\",LAST-MSN={last_msn},LAST-PART={last_part}")
            }
            Self::EndList => f.write_str("#EXT-X-ENDLIST"),
            Self::StreamInf { bandwidth, average_bandwidth, codecs, resolution, frame_rate } => {
                write!(f, "#EXT-X-STREAM-INF:BANDWIDTH={bandwidth},AVERAGE-BANDWIDTH={average_bandwidth},")?;
                write!(f, "CODECS=\"{codecs}\"")?;
                if let Some((width, height)) = resolution {
                    write!(f, ",RESOLUTION={width}x{height}")?;
                }
                if let Some(rate) = frame_rate {
                    write!(f, ",FRAME-RATE={rate:.3}")?;
                }
                // Captions within the picture are not looked for. Shaka would: in three segments more, before it shows anything.
                f.write_str(",CLOSED-CAPTIONS=NONE")
            }
            Self::Other(line) => f.write_str(line),
        }
    }
}

impl<'a> Line<'a> {
    /// Reads a line without its end. One that is malformed is [`Self::Other`].
    pub fn parse(line: &'a str) -> Self {
        Self::understood(line).unwrap_or(Self::Other(line))
    }

    fn understood(line: &'a str) -> Option<Self> {
        let (tag, value) = line.split_once(':').unwrap_or((line, ""));
        let text = |name| attribute(value, name);
        let uri = || text("URI").map(Cow::Borrowed);
        let seconds = |name| text(name)?.parse::<f64>().ok();
        Some(match tag {
            "#EXTM3U" => Self::ExtM3u,
            "#EXT-X-VERSION" => Self::Version(value.parse().ok()?),
            "#EXT-X-INDEPENDENT-SEGMENTS" => Self::IndependentSegments,
            "#EXT-X-TARGETDURATION" => Self::TargetDuration(value.parse().ok()?),
            "#EXT-X-MEDIA-SEQUENCE" => Self::MediaSequence(value.parse().ok()?),
            "#EXT-X-DISCONTINUITY-SEQUENCE" => Self::DiscontinuitySequence(value.parse().ok()?),
            "#EXT-X-PLAYLIST-TYPE" => Self::PlaylistType(value),
            "#EXT-X-SERVER-CONTROL" => Self::ServerControl {
                can_skip_until: seconds("CAN-SKIP-UNTIL")?,
                part_hold_back: seconds("PART-HOLD-BACK")?,
                hold_back: seconds("HOLD-BACK")?,
            },
            "#EXT-X-PART-INF" => Self::PartInf(seconds("PART-TARGET")?),
            "#EXT-X-SKIP" => Self::Skip(text("SKIPPED-SEGMENTS")?.parse().ok()?),
            "#EXT-X-DISCONTINUITY" => Self::Discontinuity,
            "#EXT-X-MAP" => Self::Map(uri()?),
            "#EXT-X-PROGRAM-DATE-TIME" => Self::ProgramDateTime(value.into()),
            "#EXT-X-GAP" => Self::Gap,
            "#EXT-X-PART" => Self::Part {
                duration: seconds("DURATION")?,
                uri: uri()?,
                independent: text("INDEPENDENT") == Some("YES"),
                gap: text("GAP") == Some("YES"),
            },
            "#EXTINF" => Self::Segment(value.split(',').next()?.parse().ok()?),
            "#EXT-X-PRELOAD-HINT" => Self::PreloadHint(uri()?),
            "#EXT-X-RENDITION-REPORT" => Self::RenditionReport {
                uri: uri()?,
                last_msn: text("LAST-MSN")?.parse().ok()?,
                last_part: text("LAST-PART")?.parse().ok()?,
            },
            "#EXT-X-ENDLIST" => Self::EndList,
            "#EXT-X-STREAM-INF" => Self::StreamInf {
                bandwidth: text("BANDWIDTH")?.parse().ok()?,
                average_bandwidth: text("AVERAGE-BANDWIDTH")?.parse().ok()?,
                codecs: text("CODECS")?.into(),
                resolution: match text("RESOLUTION") {
                    Some(size) => size.split_once('x').and_then(|(x, y)| Some((x.parse().ok()?, y.parse().ok()?))),
                    None => None,
                },
                frame_rate: seconds("FRAME-RATE"),
            },
            _ if !line.is_empty() && !line.starts_with('#') => Self::Uri(line.into()),
            _ => return None,
        })
    }
}

/// The value of an attribute (RFC 8216bis, section 4.2), without its quotation marks. None where a value has a single one of them: it would
/// be written as text that reads otherwise.
fn attribute<'a>(mut list: &'a str, wanted: &str) -> Option<&'a str> {
    loop {
        let (name, rest) = list.split_once('=')?;
        let (value, rest) = match rest.strip_prefix('"') {
            Some(quoted) => {
                let (value, rest) = quoted.split_once('"')?;
                (value, rest.strip_prefix(',').unwrap_or(rest))
            }
            None => rest.split_once(',').unwrap_or((rest, "")),
        };
        if value.contains('"') {
            return None;
        }
        if name == wanted {
            return Some(value);
        }
        list = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_as_it_was_written() {
        let lines = [
            "#EXTM3U",
            "#EXT-X-VERSION:9",
            "#EXT-X-INDEPENDENT-SEGMENTS",
            "#EXT-X-TARGETDURATION:4",
            "#EXT-X-MEDIA-SEQUENCE:7",
            "#EXT-X-DISCONTINUITY-SEQUENCE:1",
            "#EXT-X-PLAYLIST-TYPE:VOD",
            "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=24.0,PART-HOLD-BACK=1.000,HOLD-BACK=12.0",
            "#EXT-X-PART-INF:PART-TARGET=0.250",
            "#EXT-X-SKIP:SKIPPED-SEGMENTS=3",
            "#EXT-X-DISCONTINUITY",
            "#EXT-X-MAP:URI=\"init.7.mp4\"",
            "#EXT-X-PROGRAM-DATE-TIME:2027-01-15T08:00:00.000Z",
            "#EXT-X-GAP",
            "#EXT-X-PART:DURATION=0.250001,URI=\"7.0.m4s\",INDEPENDENT=YES",
            "#EXT-X-PART:DURATION=0.250001,URI=\"7.1.m4s\",GAP=YES",
            "#EXTINF:2.000001,",
            "7.m4s",
            "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"8.0.m4s\"",
            "#EXT-X-RENDITION-REPORT:URI=\"../90p/index.m3u8\",LAST-MSN=7,LAST-PART=3",
            "#EXT-X-ENDLIST",
            "#EXT-X-STREAM-INF:BANDWIDTH=2,AVERAGE-BANDWIDTH=1,CODECS=\"avc1.64000C,mp4a.40.2\",RESOLUTION=160x90,FRAME-RATE=30.000,CLOSED-CAPTIONS=NONE",
        ];
        for line in lines {
            let read = Line::parse(line);
            assert!(!matches!(read, Line::Other(_)), "{line}");
            assert_eq!(read.to_string(), line);
        }
    }

    #[test]
    fn an_attribute_is_found_by_its_whole_name_outside_of_quotation_marks() {
        let list = "URI=\"HOLD-BACK=1,x\",PART-HOLD-BACK=2,HOLD-BACK=3";
        assert_eq!(attribute(list, "HOLD-BACK"), Some("3"));
        assert_eq!(attribute(list, "URI"), Some("HOLD-BACK=1,x"));
        assert_eq!([attribute(list, "BACK"), attribute("URI=\"", "URI"), attribute("", "URI")], [None; 3]);
        assert_eq!(attribute("URI=init.7.mp4\"", "URI"), None);
    }

    #[test]
    fn what_is_malformed_is_passed_over() {
        for line in
            ["#EXTINF:long,", "#EXT-X-PART:DURATION=1", "#EXT-X-NEW:1", "# a remark", "", "#EXT-X-MAP:URI=x y\""]
        {
            assert!(matches!(Line::parse(line), Line::Other(_) | Line::Map(_)), "{line}");
        }
        assert_eq!(PartName::parse("7.2.m4s"), Some(PartName { segment: 7, part: 2 }));
        assert_eq!([PartName::parse("7.m4s"), PartName::parse("7.2.mp4"), PartName::parse("a.b.m4s")], [None; 3]);
    }
}
