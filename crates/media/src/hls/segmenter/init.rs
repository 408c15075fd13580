//! An initialisation segment with what playlists and readers want to know of its tracks.

use crate::codec::{AudioConfig, VideoConfig};
use crate::hls::playlist::RecordedInit;
use bytes::Bytes;
use std::sync::OnceLock;

/// An initialisation segment (CMAF header). Its URI never gets other content.
#[derive(Debug)]
pub struct Init {
    uri: String,
    bytes: Bytes,
    pub(in crate::hls) video: Option<VideoConfig>,
    pub(in crate::hls) audio: Option<AudioConfig>,
    frame_rate: OnceLock<f64>,
}

impl Init {
    pub(in crate::hls) fn new(
        uri: String,
        bytes: Bytes,
        video: Option<VideoConfig>,
        audio: Option<AudioConfig>,
    ) -> Self {
        Self { uri, bytes, video, audio, frame_rate: OnceLock::new() }
    }

    /// Its name beside the media playlist, for example `init.12.mp4`.
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// `ftyp` and `moov` boxes.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The tracks' RFC 6381 names, the video's first, for example `avc1.64001F,mp4a.40.2`.
    pub fn codecs(&self) -> String {
        let codecs = [self.video.as_ref().map(|video| video.codec()), self.audio.as_ref().map(|audio| audio.codec())];
        codecs.into_iter().flatten().collect::<Vec<_>>().join(",")
    }

    /// Shown width in pixels, if there is video.
    pub fn width(&self) -> Option<u32> {
        self.video.as_ref().map(|video| video.picture().shown_width())
    }

    /// Shown height in pixels, if there is video.
    pub fn height(&self) -> Option<u32> {
        self.video.as_ref().map(|video| video.picture().height)
    }

    /// Frames per second, if there is video and once a part of it has been measured.
    pub fn frame_rate(&self) -> Option<f64> {
        self.frame_rate.get().copied()
    }

    /// The initialisation segment as a recording keeps it.
    pub fn recorded(&self) -> RecordedInit {
        RecordedInit {
            uri: self.uri.clone(),
            bytes: self.bytes.len() as u64,
            codecs: self.codecs(),
            width: self.width(),
            height: self.height(),
            frame_rate: self.frame_rate(),
        }
    }

    /// Sets the frame rate; later calls have no effect.
    pub(in crate::hls) fn set_frame_rate(&self, rate: f64) {
        let _ = self.frame_rate.set(rate);
    }
}
