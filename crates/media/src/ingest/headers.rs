//! Remembers what a decoder needs before the first picture, so that a publisher can go on under another stream.

use bytes::Bytes;

use crate::flv::{self, AudioTag, VideoTag};
use crate::message::{Kind, Message};

/// What a message is, as far as joining in the middle goes (FLV 10.1, annex E.4; Enhanced RTMP v2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MessageRole {
    /// Decoder configuration or metadata.
    Header,
    /// A picture that needs no other.
    Keyframe,
    /// Anything else.
    Other,
}

/// Tells what a message is.
pub(super) fn role(message: &Message) -> MessageRole {
    let payload = message.payload.clone();
    match message.kind {
        Kind::Data => MessageRole::Header,
        Kind::Audio => match flv::audio(payload) {
            Ok(AudioTag::Config { .. }) => MessageRole::Header,
            _ => MessageRole::Other,
        },
        Kind::Video => match flv::video(payload) {
            Ok(VideoTag::Config { .. }) => MessageRole::Header,
            Ok(VideoTag::Frame { key: true, .. }) => MessageRole::Keyframe,
            _ => MessageRole::Other,
        },
    }
}

/// The latest header of each kind.
#[derive(Debug, Default)]
pub(super) struct Headers {
    data: Option<Bytes>,
    video: Option<Bytes>,
    audio: Option<Bytes>,
}

impl Headers {
    /// Stores a header as the latest of its kind.
    pub(super) fn keep(&mut self, message: &Message) {
        let place = match message.kind {
            // Script data other than `onMetaData` (cue points, captions) belongs to its moment.
            Kind::Data if !message.payload.starts_with(b"\x02\x00\x0aonMetaData") => return,
            Kind::Data => &mut self.data,
            Kind::Video => &mut self.video,
            Kind::Audio => &mut self.audio,
        };
        *place = Some(message.payload.clone());
    }

    /// Whether there is video to wait for.
    pub(super) fn has_video(&self) -> bool {
        self.video.is_some()
    }

    /// The headers as messages at `timestamp` (ms), metadata first.
    pub(super) fn replay(&self, timestamp: u32) -> impl Iterator<Item = Message> + use<> {
        [(Kind::Data, self.data.clone()), (Kind::Video, self.video.clone()), (Kind::Audio, self.audio.clone())]
            .into_iter()
            .filter_map(move |(kind, payload)| Some(Message { kind, timestamp, payload: payload? }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(kind: Kind, payload: &'static [u8]) -> MessageRole {
        role(&Message { kind, timestamp: 0, payload: Bytes::from_static(payload) })
    }

    #[test]
    fn headers_and_keyframes_are_known_in_both_formats() {
        assert_eq!(told(Kind::Video, b"\x17\0\0\0\0"), MessageRole::Header);
        assert_eq!(told(Kind::Video, b"\x17\x01\0\0\0"), MessageRole::Keyframe);
        assert_eq!(told(Kind::Video, b"\x27\x01\0\0\0"), MessageRole::Other);
        assert_eq!(told(Kind::Video, b"\x17\x02\0\0\0"), MessageRole::Other, "end of sequence");
        assert_eq!(told(Kind::Video, b"\x1c\0\0\0\0"), MessageRole::Header, "HEVC in the old form");
        assert_eq!(told(Kind::Video, b"\x90hvc1"), MessageRole::Header);
        assert_eq!(told(Kind::Video, b"\x91hvc1\0\0\0"), MessageRole::Keyframe);
        assert_eq!(told(Kind::Video, b"\x97\x02\0\0\x01\x03av01"), MessageRole::Keyframe, "behind a nanosecond offset");
        assert_eq!(told(Kind::Video, b"\x93hvc1"), MessageRole::Keyframe);
        assert_eq!(told(Kind::Video, b"\xa3hvc1"), MessageRole::Other);
        assert_eq!(told(Kind::Audio, &[0xaf, 0]), MessageRole::Header);
        assert_eq!(told(Kind::Audio, &[0xaf, 1]), MessageRole::Other);
        assert_eq!(told(Kind::Audio, b"\x90Opus"), MessageRole::Header);
        assert_eq!(told(Kind::Audio, b"\x91Opus\0"), MessageRole::Other);
        assert_eq!(told(Kind::Video, b""), MessageRole::Other);
        assert_eq!(told(Kind::Audio, b"\x95\x00mp4a\x01\x12\x10"), MessageRole::Other, "of a further track");
        assert_eq!(told(Kind::Video, b"\x96\x00avc1\x01"), MessageRole::Other, "of a further track");
    }

    #[test]
    fn only_the_latest_header_of_each_kind_is_replayed() {
        let mut headers = Headers::default();
        for (kind, payload) in
            [(Kind::Video, "old"), (Kind::Audio, "a"), (Kind::Data, "\x02\0\x09onCaption"), (Kind::Video, "new")]
        {
            headers.keep(&Message { kind, timestamp: 1, payload: payload.into() });
        }
        let told: Vec<_> = headers.replay(7).map(|m| (m.kind, m.timestamp, m.payload)).collect();
        assert_eq!(told, [(Kind::Video, 7, "new".into()), (Kind::Audio, 7, "a".into())]);
    }
}
