//! The journal of a recording: one line of JSON for each file kept, in the order it was kept. It defines what an archive contains.

use serde::{Deserialize, Serialize};

/// Ticks a second of media times: 90 kHz.
pub const TICKS: i64 = 90_000;

/// One line of the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Entry {
    /// An initialisation segment.
    Init(InitEntry),
    /// A media segment.
    Segment(SegmentEntry),
    /// A picture of a moment.
    Picture(PictureEntry),
}

/// An initialisation segment: what the media segments that name it need before them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InitEntry {
    /// The rendition that it belongs to.
    pub rendition: String,
    /// File name, unique in its rendition.
    pub uri: String,
    /// Length in bytes.
    pub bytes: u64,
    /// RFC 6381 codec list.
    pub codecs: String,
    /// Pixels across; none without video.
    pub width: Option<u32>,
    /// Pixels down; none without video.
    pub height: Option<u32>,
    /// Frames a second, where known.
    pub frame_rate: Option<f64>,
}

/// A media segment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SegmentEntry {
    /// The rendition that it belongs to.
    pub rendition: String,
    /// Media sequence number while it was live; its file is `{msn}.m4s`.
    pub msn: u64,
    /// File name of its initialisation segment.
    pub init: String,
    /// Start on the media timeline, in ticks of 90 kHz.
    pub start: i64,
    /// Duration in ticks of 90 kHz.
    pub duration: i64,
    /// Wall-clock time of its start, in Unix milliseconds.
    pub date: i64,
    /// Whether it does not continue the segment before it.
    pub discontinuity: bool,
    /// Whether it begins with a keyframe.
    pub independent: bool,
    /// Length in bytes.
    pub bytes: u64,
}

/// A picture of a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PictureEntry {
    /// The media time it shows, in milliseconds on the stream's own clock.
    pub at: i64,
    /// Length in bytes.
    pub bytes: u64,
}

impl Entry {
    /// The file that the entry stands for, below its stream's folder and below its prefix in storage.
    pub fn path(&self) -> String {
        match self {
            Self::Init(init) => format!("{}/{}", init.rendition, init.uri),
            Self::Segment(segment) => segment.path(),
            Self::Picture(picture) => picture.path(),
        }
    }

    /// Length of that file in bytes.
    pub fn bytes(&self) -> u64 {
        match self {
            Self::Init(init) => init.bytes,
            Self::Segment(segment) => segment.bytes,
            Self::Picture(picture) => picture.bytes,
        }
    }

    /// The line, with its end.
    pub fn line(&self) -> String {
        // Numbers and strings can always be written as JSON.
        let mut line = serde_json::to_string(self).unwrap_or_default();
        line.push('\n');
        line
    }
}

impl SegmentEntry {
    /// The file that it stands for; see [`Entry::path`].
    pub fn path(&self) -> String {
        format!("{}/{}.m4s", self.rendition, self.msn)
    }
}

impl PictureEntry {
    /// The file that it stands for; see [`Entry::path`].
    pub fn path(&self) -> String {
        format!("pictures/{}.webp", self.at)
    }
}

/// The entries of a journal's text, and how many of its bytes are whole lines: a line that a crash cut off, and everything
/// after it, is ignored.
pub fn parse(text: &[u8]) -> (Vec<Entry>, usize) {
    let (mut entries, mut whole) = (Vec::new(), 0);
    while let Some(length) = text.get(whole..).and_then(|rest| rest.iter().position(|byte| *byte == b'\n')) {
        let Ok(entry) = serde_json::from_slice(&text[whole..whole + length]) else { break };
        entries.push(entry);
        whole += length + 1;
    }
    (entries, whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_torn_last_line_is_dropped() {
        let picture = |at| Entry::Picture(PictureEntry { at, bytes: 7 });
        let text = format!("{}{}", picture(1).line(), picture(2).line());
        for cut in 1..picture(2).line().len() {
            let (entries, whole) = parse(&text.as_bytes()[..text.len() - cut]);
            assert_eq!((entries, whole), (vec![picture(1)], picture(1).line().len()));
        }
        assert_eq!(parse(text.as_bytes()).0.len(), 2);
        assert_eq!(parse(b""), (Vec::new(), 0));
    }

    #[test]
    fn every_kind_of_entry_comes_back_as_it_was() {
        let init = InitEntry {
            rendition: "source".into(),
            uri: "init.0.mp4".into(),
            bytes: 9,
            codecs: "avc1.64001f,mp4a.40.2".into(),
            width: Some(1280),
            height: Some(720),
            frame_rate: Some(29.97),
        };
        let segment = SegmentEntry {
            rendition: "source".into(),
            msn: 4,
            init: "init.0.mp4".into(),
            start: -90_000,
            duration: 180_000,
            date: 1_800_000_000_000,
            discontinuity: true,
            independent: true,
            bytes: 12,
        };
        let entries = vec![Entry::Init(init), Entry::Segment(segment)];
        let text: String = entries.iter().map(Entry::line).collect();
        assert_eq!(parse(text.as_bytes()).0, entries);
        assert_eq!(entries[1].path(), "source/4.m4s");
    }
}
