//! The content of a recording: its journal's entries by rendition, and the playlists that are made of them.

use crate::vods::journal::{Entry, PictureEntry};
use media::hls::playlist::{self, PlaylistBody, PlaylistText, RecordedInit, RecordedSegment, RecordingState, Variant};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The kept segments of one rendition.
#[derive(Clone, Default)]
pub struct Track {
    /// Initialisation segments, in order.
    pub inits: Vec<RecordedInit>,
    /// Media segments, in order.
    pub segments: Vec<RecordedSegment>,
    body: PlaylistBody,
    /// The playlist of the current version, shared by all readers.
    playlist: Option<(RecordingState, Arc<PlaylistText>)>,
    /// The multivariant playlist of the current version.
    multivariant: Option<Arc<PlaylistText>>,
}

/// The content of a recording.
#[derive(Clone, Default)]
pub struct Content {
    /// Tracks by the name of the rendition.
    pub tracks: BTreeMap<String, Track>,
    /// Pictures in the order they were kept.
    pub pictures: Vec<PictureEntry>,
}

impl Track {
    /// Its media playlist; none without a segment.
    pub(super) fn playlist(&mut self, state: RecordingState) -> Option<Arc<PlaylistText>> {
        if self.body.is_empty() {
            return None;
        }
        if let Some((_, text)) = self.playlist.as_ref().filter(|(known, _)| *known == state) {
            return Some(text.clone());
        }
        let text = Arc::new(PlaylistText::new(self.body.playlist(state)));
        self.playlist = Some((state, text.clone()));
        Some(text)
    }

    /// A multivariant playlist of it alone, under its name; none without a segment.
    pub(super) fn multivariant(&mut self, name: &str) -> Option<Arc<PlaylistText>> {
        if self.multivariant.is_none() {
            let variant = Variant::recorded(name, &self.inits, &self.segments)?;
            self.multivariant = Some(Arc::new(PlaylistText::new(playlist::multivariant(&[variant]))));
        }
        self.multivariant.clone()
    }
}

impl Content {
    /// The text of its journal.
    pub fn journal(&self) -> String {
        let of_track = |(rendition, track): (&String, &Track)| -> Vec<Entry> {
            let inits = track.inits.iter().map(|init| Entry::Init { rendition: rendition.clone(), init: init.clone() });
            let segments = track.segments.iter();
            let segments =
                segments.map(|segment| Entry::Segment { rendition: rendition.clone(), segment: segment.clone() });
            inits.chain(segments).collect()
        };
        let pictures = self.pictures.iter().cloned().map(Entry::Picture);
        self.tracks.iter().flat_map(of_track).chain(pictures).map(|entry| entry.line()).collect()
    }

    /// Adds an entry of the journal.
    pub(super) fn apply(&mut self, entry: Entry) {
        match entry {
            Entry::Init { rendition, init } => self.tracks.entry(rendition).or_default().inits.push(init),
            Entry::Segment { rendition, segment } => {
                let track = self.tracks.entry(rendition).or_default();
                track.body.push(&segment);
                (track.playlist, track.multivariant) = (None, None);
                track.segments.push(segment);
            }
            Entry::Picture(picture) => self.pictures.push(picture),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn init() -> Entry {
        let init = RecordedInit {
            uri: "init.mp4".into(),
            bytes: 9,
            codecs: "avc1.64001f".into(),
            width: None,
            height: None,
            frame_rate: None,
        };
        Entry::Init { rendition: "source".into(), init }
    }

    fn segment(msn: u64) -> Entry {
        let segment = RecordedSegment {
            msn,
            init: "init.mp4".into(),
            start: 0,
            duration: 180_000,
            date: 1_800_000_000_000,
            discontinuity: false,
            independent: true,
            bytes: 1000,
        };
        Entry::Segment { rendition: "source".into(), segment }
    }

    #[test]
    fn playlists_are_rendered_once_per_version_and_shared() {
        let mut content = Content::default();
        content.apply(init());
        let empty = content.tracks.get_mut("source").unwrap();
        assert!(empty.playlist(RecordingState::Growing).is_none() && empty.multivariant("source").is_none());

        content.apply(segment(1));
        let track = content.tracks.get_mut("source").unwrap();
        for (state, is_complete) in [(RecordingState::Complete, true), (RecordingState::Growing, false)] {
            let (one, other) = (track.playlist(state).unwrap(), track.playlist(state).unwrap());
            assert!(Arc::ptr_eq(&one, &other), "{state:?}");
            assert_eq!(one.plain().ends_with(b"#EXT-X-ENDLIST\n"), is_complete);
        }
        let (growing, multivariant) =
            (track.playlist(RecordingState::Growing).unwrap(), track.multivariant("source").unwrap());
        assert!(Arc::ptr_eq(&multivariant, &track.multivariant("source").unwrap()));

        content.apply(segment(2));
        let track = content.tracks.get_mut("source").unwrap();
        let grown = track.playlist(RecordingState::Growing).unwrap().plain().clone();
        assert!(grown.starts_with(growing.plain()) && grown.ends_with(b"\n2.m4s\n"));
        assert!(!Arc::ptr_eq(&multivariant, &track.multivariant("source").unwrap()));
    }
}
