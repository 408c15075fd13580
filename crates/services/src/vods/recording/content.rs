//! The content of a recording: its journal's entries by rendition, and the playlists that are made of them.

use crate::vods::compressed_playlist::CompressedPlaylist;
use crate::vods::journal::{Entry, InitEntry, PictureEntry, SegmentEntry};
use crate::vods::playlist::{self, Kind, PlaylistBody, Variant};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The kept segments of one rendition.
#[derive(Clone, Default)]
pub struct Track {
    /// Initialisation segments, in order.
    pub inits: Vec<InitEntry>,
    /// Media segments, in order.
    pub segments: Vec<SegmentEntry>,
    body: PlaylistBody,
    /// The playlist of the current version, shared by all readers.
    playlist: Option<(Kind, Arc<CompressedPlaylist>)>,
    /// The multivariant playlist of the current version.
    multivariant: Option<Arc<CompressedPlaylist>>,
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
    pub(super) fn playlist(&mut self, kind: Kind) -> Option<Arc<CompressedPlaylist>> {
        if self.body.is_empty() {
            return None;
        }
        if let Some((_, text)) = self.playlist.as_ref().filter(|(known, _)| *known == kind) {
            return Some(text.clone());
        }
        let text = Arc::new(CompressedPlaylist::new(self.body.playlist(kind)));
        self.playlist = Some((kind, text.clone()));
        Some(text)
    }

    /// A multivariant playlist of it alone, under its name; none without a segment.
    pub(super) fn multivariant(&mut self, name: &str) -> Option<Arc<CompressedPlaylist>> {
        if self.multivariant.is_none() {
            let variant = Variant::of(name, &self.inits, &self.segments)?;
            self.multivariant = Some(Arc::new(CompressedPlaylist::new(playlist::multivariant([variant]))));
        }
        self.multivariant.clone()
    }
}

impl Content {
    /// Adds an entry of the journal.
    pub(super) fn apply(&mut self, entry: Entry) {
        match entry {
            Entry::Init(init) => self.tracks.entry(init.rendition.clone()).or_default().inits.push(init),
            Entry::Segment(segment) => {
                let track = self.tracks.entry(segment.rendition.clone()).or_default();
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
        Entry::Init(InitEntry {
            rendition: "source".into(),
            uri: "init.mp4".into(),
            bytes: 9,
            codecs: "avc1.64001f".into(),
            width: None,
            height: None,
            frame_rate: None,
        })
    }

    fn segment(msn: u64) -> Entry {
        Entry::Segment(SegmentEntry {
            rendition: "source".into(),
            msn,
            init: "init.mp4".into(),
            start: 0,
            duration: 180_000,
            date: 1_800_000_000_000,
            discontinuity: false,
            independent: true,
            bytes: 1000,
        })
    }

    #[test]
    fn playlists_are_rendered_once_per_version_and_shared() {
        let mut content = Content::default();
        content.apply(init());
        let empty = content.tracks.get_mut("source").unwrap();
        assert!(empty.playlist(Kind::Growing).is_none() && empty.multivariant("source").is_none());

        content.apply(segment(1));
        let track = content.tracks.get_mut("source").unwrap();
        for (kind, is_complete) in [(Kind::Grown, true), (Kind::Growing, false)] {
            let (one, other) = (track.playlist(kind).unwrap(), track.playlist(kind).unwrap());
            assert!(Arc::ptr_eq(&one, &other), "{kind:?}");
            assert_eq!(one.plain().ends_with(b"#EXT-X-ENDLIST\n"), is_complete);
        }
        let (growing, multivariant) = (track.playlist(Kind::Growing).unwrap(), track.multivariant("source").unwrap());
        assert!(Arc::ptr_eq(&multivariant, &track.multivariant("source").unwrap()));

        content.apply(segment(2));
        let track = content.tracks.get_mut("source").unwrap();
        let grown = track.playlist(Kind::Growing).unwrap().plain();
        assert!(grown.starts_with(&growing.plain()) && grown.ends_with(b"\n2.m4s\n"));
        assert!(!Arc::ptr_eq(&multivariant, &track.multivariant("source").unwrap()));
    }
}
