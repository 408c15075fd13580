//! A media playlist under test, with its text.

pub use media::hls::playlist::ListedSegment;
use media::hls::playlist::{MediaPlaylist, PartName};
use std::ops::Deref;

#[derive(Clone, Debug)]
pub struct Playlist {
    pub text: String,
    list: MediaPlaylist,
}

impl Deref for Playlist {
    type Target = MediaPlaylist;

    fn deref(&self) -> &MediaPlaylist {
        &self.list
    }
}

impl Playlist {
    pub fn parse(text: &str) -> Self {
        let list = MediaPlaylist::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        for segment in list.closed() {
            assert_eq!(segment.uri, format!("{}.m4s", segment.msn));
        }
        if list.part_target > 0.0 {
            assert!(text.contains("CAN-BLOCK-RELOAD=YES"), "{text}");
        }
        Self { text: text.into(), list }
    }

    /// Where the next part will be: segment and index.
    pub fn edge(&self) -> (u64, u64) {
        let PartName { segment, part } = PartName::parse(self.hint.as_ref().unwrap()).unwrap();
        (segment, part)
    }
}
