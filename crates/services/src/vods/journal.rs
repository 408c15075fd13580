//! The journal of a recording: one line of JSON for each file kept, in the order it was kept. It defines what an archive contains.

use media::hls::playlist::{RecordedInit, RecordedSegment};
use serde::{Deserialize, Serialize};

/// One line of the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Entry {
    /// An initialisation segment.
    Init {
        /// The rendition that it belongs to.
        rendition: String,
        /// How playlists describe it.
        #[serde(flatten)]
        init: RecordedInit,
    },
    /// A media segment.
    Segment {
        /// The rendition that it belongs to.
        rendition: String,
        /// How playlists describe it.
        #[serde(flatten)]
        segment: RecordedSegment,
    },
    /// A picture of a moment.
    Picture(PictureEntry),
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
            Self::Init { rendition, init } => format!("{rendition}/{}", init.uri),
            Self::Segment { rendition, segment } => segment_path(rendition, segment.msn),
            Self::Picture(picture) => picture.path(),
        }
    }

    /// Length of that file in bytes.
    pub fn bytes(&self) -> u64 {
        match self {
            Self::Init { init, .. } => init.bytes,
            Self::Segment { segment, .. } => segment.bytes,
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

/// How the names of media segments end.
pub const SEGMENT: &str = ".m4s";

/// The file of a segment; see [`Entry::path`].
pub fn segment_path(rendition: &str, msn: u64) -> String {
    format!("{rendition}/{msn}{SEGMENT}")
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
        let init = RecordedInit {
            uri: "init.0.mp4".into(),
            bytes: 9,
            codecs: "avc1.64001f,mp4a.40.2".into(),
            width: Some(1280),
            height: Some(720),
            frame_rate: Some(29.97),
        };
        let segment = RecordedSegment {
            msn: 4,
            init: "init.0.mp4".into(),
            start: -90_000,
            duration: 180_000,
            date: 1_800_000_000_000,
            discontinuity: true,
            independent: true,
            bytes: 12,
        };
        let rendition = String::from("source");
        let entries = vec![Entry::Init { rendition: rendition.clone(), init }, Entry::Segment { rendition, segment }];
        let text: String = entries.iter().map(Entry::line).collect();
        // Journals of earlier versions are read after an update.
        assert_eq!(
            text.lines().nth(1),
            Some(
                r#"{"kind":"segment","rendition":"source","msn":4,"init":"init.0.mp4","start":-90000,"duration":180000,"date":1800000000000,"discontinuity":true,"independent":true,"bytes":12}"#
            )
        );
        assert!(text.starts_with(r#"{"kind":"init","rendition":"source","uri":"init.0.mp4","bytes":9,"codecs":"avc1.64001f,mp4a.40.2","width":1280,"height":720,"frameRate":29.97}"#), "{text}");
        assert_eq!(parse(text.as_bytes()).0, entries);
        assert_eq!(entries[1].path(), "source/4.m4s");
    }
}
