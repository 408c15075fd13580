//! The content of a recording: its journal's entries by rendition, and the playlists that are made of them.

use crate::vods::journal::{Entry, PictureEntry};
use media::hls::playlist::{self, PlaylistBody, PlaylistText, RecordedRendition, RecordingState};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Bytes of text that the segments of one rendition may take in its playlist, which each viewer of the growing recording loads again and
/// again: three days of segments of two seconds (30 bytes each), or one day with a discontinuity and a new initialisation segment
/// every five seconds. The entries themselves take ten times as much memory.
pub(super) const LONGEST: usize = 4 * 1024 * 1024;

/// The kept segments of one rendition.
#[derive(Clone, Default)]
pub struct Track {
    /// Its initialisation segments and segments.
    pub kept: RecordedRendition,
    body: PlaylistBody,
    /// The playlist of the current version, shared by all readers.
    playlist: Option<Arc<PlaylistVersion>>,
    /// The multivariant playlist of the current version.
    multivariant: Option<Arc<PlaylistText>>,
}

/// One version of a playlist. Its first reader renders it; that takes time with the length of the recording, so hold no lock meanwhile.
pub struct PlaylistVersion {
    state: RecordingState,
    body: PlaylistBody,
    text: OnceLock<Arc<PlaylistText>>,
}

impl PlaylistVersion {
    /// Its text; shared, not copied.
    pub fn text(&self) -> Arc<PlaylistText> {
        self.text.get_or_init(|| Arc::new(PlaylistText::new(self.body.playlist(self.state)))).clone()
    }
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
    pub(super) fn playlist(&mut self, state: RecordingState) -> Option<Arc<PlaylistVersion>> {
        if self.body.is_empty() {
            return None;
        }
        if let Some(known) = self.playlist.as_ref().filter(|known| known.state == state) {
            return Some(known.clone());
        }
        let version = Arc::new(PlaylistVersion { state, body: self.body.clone(), text: OnceLock::new() });
        self.playlist = Some(version.clone());
        Some(version)
    }

    /// Whether its playlist takes no more segments.
    pub(super) fn is_full(&self) -> bool {
        self.body.length() >= LONGEST
    }

    /// A multivariant playlist of it alone, under its name; none without a segment.
    pub(super) fn multivariant(&mut self, name: &str) -> Option<Arc<PlaylistText>> {
        if self.multivariant.is_none() {
            let variant = self.kept.variant(name)?;
            self.multivariant = Some(Arc::new(PlaylistText::new(playlist::multivariant(&[variant]))));
        }
        self.multivariant.clone()
    }
}

impl Content {
    /// The text of its journal.
    pub fn journal(&self) -> String {
        let of_track = |(rendition, track): (&String, &Track)| -> Vec<Entry> {
            let inits =
                track.kept.inits().iter().map(|init| Entry::Init { rendition: rendition.clone(), init: init.clone() });
            let segments = track.kept.segments().iter();
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
            Entry::Init { rendition, init } => self.tracks.entry(rendition).or_default().kept.push_init(init),
            Entry::Segment { rendition, segment } => {
                let track = self.tracks.entry(rendition).or_default();
                track.body.push(&segment);
                (track.playlist, track.multivariant) = (None, None);
                track.kept.push(segment);
            }
            Entry::Picture(picture) => self.pictures.push(picture),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use media::hls::playlist::{RecordedInit, RecordedSegment};
    use std::time::{Duration, Instant};

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
            assert!(Arc::ptr_eq(&one.text(), &other.text()), "{state:?}");
            assert_eq!(one.text().plain().ends_with(b"#EXT-X-ENDLIST\n"), is_complete);
        }
        let (growing, multivariant) =
            (track.playlist(RecordingState::Growing).unwrap().text(), track.multivariant("source").unwrap());
        assert!(Arc::ptr_eq(&multivariant, &track.multivariant("source").unwrap()));

        content.apply(segment(2));
        let track = content.tracks.get_mut("source").unwrap();
        let grown = track.playlist(RecordingState::Growing).unwrap().text().plain().clone();
        assert!(grown.starts_with(growing.plain()) && grown.ends_with(b"\n2.m4s\n"));
        assert!(!Arc::ptr_eq(&multivariant, &track.multivariant("source").unwrap()));
    }

    /// A configuration that changes with each segment: with a sum over all of them for each reader the last of these would take seconds.
    #[test]
    fn a_multivariant_playlist_costs_the_same_however_long_its_recording_is() {
        let (mut content, begin) = (Content::default(), Instant::now());
        for msn in 0..20_000 {
            let uri = format!("init.{msn}.mp4");
            let (Entry::Init { rendition, init }, Entry::Segment { segment, .. }) = (init(), segment(msn)) else {
                unreachable!()
            };
            content
                .apply(Entry::Init { rendition: rendition.clone(), init: RecordedInit { uri: uri.clone(), ..init } });
            content.apply(Entry::Segment { rendition, segment: RecordedSegment { init: uri, ..segment } });
            assert!(content.tracks.get_mut("source").unwrap().multivariant("source").is_some());
            assert!(begin.elapsed() < Duration::from_secs(60), "after {msn} segments");
        }
    }
}
