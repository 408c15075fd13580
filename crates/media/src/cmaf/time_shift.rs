//! Shifts the decode times of segments (`tfdt`, ISO/IEC 14496-12, 8.8.12), so that segments that were recorded by different clocks can follow each
//! other in one file. No length changes.

use super::boxes::{contents, header};
use bytes::{Bytes, BytesMut};
use std::ops::Range;

/// The longest `moof` whose times are shifted, in bytes; a longer one stays as it is. Those of our segments have 16 bytes for each frame of a part.
pub const LARGEST_MOOF: usize = 256 * 1024;

/// The ticks per second of each track.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timescales(Vec<(u32, u32)>);

impl Timescales {
    /// Those of an initialisation segment. A track without a number or a timescale is left out.
    pub fn of(init: &[u8]) -> Self {
        let mut timescales = Vec::new();
        for moov in contents(init, 0..init.len(), b"moov") {
            for trak in contents(init, moov, b"trak") {
                let tkhd = contents(init, trak.clone(), b"tkhd").next();
                let mdia = contents(init, trak, b"mdia").next();
                let mdhd = mdia.and_then(|mdia| contents(init, mdia, b"mdhd").next());
                let track = tkhd.and_then(|tkhd| after_dates(init.get(tkhd)?));
                let timescale = mdhd.and_then(|mdhd| after_dates(init.get(mdhd)?));
                timescales.extend(track.zip(timescale.filter(|timescale| *timescale > 0)));
            }
        }
        Self(timescales)
    }

    fn of_track(&self, track: u32) -> Option<f64> {
        self.0.iter().find(|(id, _)| *id == track).map(|(_, timescale)| f64::from(*timescale))
    }

    /// When a segment begins, in seconds: the decode time of the earliest track in its first fragment. `media` is the segment's beginning.
    /// None if its first `moof` is not there as a whole, or names no track of these.
    pub fn begin_of(&self, media: &[u8]) -> Option<f64> {
        let times = decode_times(media).into_iter();
        times.filter_map(|time| Some(time.ticks as f64 / self.of_track(time.track)?)).min_by(f64::total_cmp)
    }
}

/// The field that follows the two dates of a `tkhd`, which is the number of its track, or of an `mdhd`, which is the timescale.
fn after_dates(content: &[u8]) -> Option<u32> {
    let at = if *content.first()? == 0 { 12 } else { 20 };
    Some(u32::from_be_bytes(*content.get(at..)?.first_chunk()?))
}

/// A `tfdt`.
struct DecodeTime {
    track: u32,
    ticks: u64,
    /// Where the ticks stand: in four bytes or eight.
    field: Range<usize>,
}

/// The decode times in the first `moof`.
fn decode_times(media: &[u8]) -> Vec<DecodeTime> {
    let Some(moof) = contents(media, 0..media.len(), b"moof").next() else { return Vec::new() };
    let time = |traf: Range<usize>| {
        let tfhd = media.get(contents(media, traf.clone(), b"tfhd").next()?)?;
        let place = contents(media, traf, b"tfdt").next()?;
        let tfdt = media.get(place.clone())?;
        let (version, value) = (*tfdt.first()?, tfdt.get(4..)?);
        let (ticks, length) = match version {
            0 => (u64::from(u32::from_be_bytes(*value.first_chunk()?)), 4),
            _ => (u64::from_be_bytes(*value.first_chunk()?), 8),
        };
        let field = place.start + 4..place.start + 4 + length;
        Some(DecodeTime { track: u32::from_be_bytes(*tfhd.get(4..)?.first_chunk()?), ticks, field })
    };
    contents(media, moof, b"traf").filter_map(time).collect()
}

/// Shifts all decode times of one segment, whose bytes it takes piece by piece, in order.
#[derive(Debug)]
pub struct TimeShifter {
    timescales: Timescales,
    seconds: f64,
    /// The beginning of a box, as long as it is not decided what becomes of it.
    held: BytesMut,
    /// Bytes still to come of a box that stays as it is.
    passing: u64,
}

impl TimeShifter {
    /// For a segment with these timescales, whose times become later by so many seconds. A time that would be before zero becomes zero.
    pub fn new(timescales: Timescales, seconds: f64) -> Self {
        Self { timescales, seconds, held: BytesMut::new(), passing: 0 }
    }

    /// Takes the next bytes of the segment, and returns those that are ready. It holds back a box that is not complete, at most [`LARGEST_MOOF`]
    /// bytes, until its rest comes or `is_last` says that no more do. In the end, as many bytes have been returned as were taken.
    pub fn push(&mut self, bytes: &[u8], is_last: bool) -> Bytes {
        let mut ready = std::mem::take(&mut self.held);
        ready.extend_from_slice(bytes);
        let mut at = 0;
        loop {
            let rest = ready.len() - at;
            let passed = usize::try_from(self.passing).map_or(rest, |passing| passing.min(rest));
            self.passing -= passed as u64;
            at += passed;
            let Some(header) = ready.get(at..).and_then(header).filter(|_| self.passing == 0) else { break };
            match header.size {
                Some(size) if &header.kind == b"moof" && size <= LARGEST_MOOF as u64 => {
                    let end = at + size as usize;
                    let Some(moof) = ready.get_mut(at..end) else { break };
                    self.shift(moof);
                    at = end;
                }
                size => self.passing = size.unwrap_or(u64::MAX),
            }
        }
        if !is_last {
            self.held = ready.split_off(at);
        }
        ready.freeze()
    }

    fn shift(&self, moof: &mut [u8]) {
        for time in decode_times(moof) {
            let Some(timescale) = self.timescales.of_track(time.track) else { continue };
            let Some(field) = moof.get_mut(time.field) else { continue };
            let ticks = time.ticks.saturating_add_signed((self.seconds * timescale).round() as i64);
            match (field.len(), u32::try_from(ticks)) {
                (4, Ok(ticks)) => field.copy_from_slice(&ticks.to_be_bytes()),
                // It stays, because there is no room for it.
                (4, Err(_)) => {}
                _ => field.copy_from_slice(&ticks.to_be_bytes()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmaf::{AUDIO_TRACK, Fragment, Sample, VIDEO_TRACK, fragment, init};
    use crate::codec::{AudioCodec, AudioConfig, VideoCodec, VideoConfig};

    const AVC: &[u8] =
        b"\x01\x4d\x40\x0a\xff\xe1\x00\x17\x67\x4d\x40\x0a\xec\xa2\x13\x60\x22\x00\x00\x03\x00\x02\x00\x00\x03\x00\x3c\
                         \x1e\x24\x4b\x2c\x01\x00\x04\x68\xce\x3c\x80";

    /// An initialisation segment with video at 90 000 Hz and sound at 48 000 Hz.
    fn two_tracks() -> Bytes {
        let video = VideoConfig::parse(VideoCodec::Avc, Bytes::from_static(AVC)).unwrap();
        let audio = AudioConfig::parse(AudioCodec::Aac, Bytes::from_static(&[0x11, 0x90])).unwrap();
        init(Some(&video), Some(&audio))
    }

    /// A part that begins at these ticks.
    fn part(video: Option<u64>, audio: Option<u64>) -> Bytes {
        let sample = |time| Sample { time, duration: 1, composition: 0, key: true, data: Bytes::from_static(&[7; 99]) };
        let samples = |time: Option<u64>| time.map(sample).into_iter().collect::<Vec<_>>();
        fragment(&Fragment { sequence: 1, video: &samples(video), audio: &samples(audio) })
    }

    fn shifted(segment: &[u8], seconds: f64) -> Vec<u8> {
        TimeShifter::new(Timescales::of(&two_tracks()), seconds).push(segment, true).to_vec()
    }

    #[test]
    fn an_initialisation_segment_tells_the_timescales() {
        let both = two_tracks();
        assert_eq!(Timescales::of(&both), Timescales(vec![(VIDEO_TRACK, 90_000), (AUDIO_TRACK, 48_000)]));
        for end in 0..both.len() {
            assert_eq!(Timescales::of(&both[..end]), Timescales::default(), "{end} bytes of it");
        }
    }

    #[test]
    fn a_segment_begins_with_its_earliest_track() {
        let timescales = Timescales::of(&two_tracks());
        for (video, audio, begin) in [
            (Some(90_000), Some(72_000), Some(1.0)),
            (Some(180_000), Some(72_000), Some(1.5)),
            (None, Some(24_000), Some(0.5)),
            (Some(0), None, Some(0.0)),
        ] {
            let segment = [part(video, audio), part(Some(1), Some(1))].concat();
            assert_eq!(timescales.begin_of(&segment), begin);
        }
        let segment = part(Some(1), Some(1));
        assert_eq!(timescales.begin_of(&segment[..100]), None, "its moof is not complete");
        assert_eq!(Timescales::default().begin_of(&segment), None, "its tracks are not known");
        assert_eq!(timescales.begin_of(b"one,"), None);
    }

    #[test]
    fn all_times_of_all_tracks_are_shifted_and_nothing_else_changes() {
        let segment = [part(Some(90_000), Some(72_000)), part(None, Some(73_024)), part(Some(93_000), None)].concat();
        let later = [part(Some(315_000), Some(192_000)), part(None, Some(193_024)), part(Some(318_000), None)].concat();
        assert_eq!(shifted(&segment, 2.5), later);
        assert_eq!(shifted(&later, -2.5), segment);
        assert_eq!(shifted(&segment, 0.0), segment);
        let clamped = [part(Some(0), Some(0)), part(None, Some(1024)), part(Some(0), None)].concat();
        assert_eq!(shifted(&segment, -1.5), clamped, "no time is before zero");
        let unknown = TimeShifter::new(Timescales::default(), 2.5).push(&segment, true);
        assert_eq!(unknown, segment, "tracks that are not known");
    }

    #[test]
    fn pieces_of_any_length_come_to_the_same() {
        // With a box of each kind of length around the parts.
        let [short, long, open] = [
            &b"\0\0\0\x0cstypmoof"[..],
            b"\0\0\0\x01free\0\0\0\0\0\0\0\x1bhello moof!",
            b"\0\0\0\0mdat, and the rest: \0\0\0\x10moof",
        ];
        let around = |one: Bytes, other: Bytes| [short, &one[..], long, &other[..], open].concat();
        let segment = around(part(Some(90_000), Some(0)), part(Some(93_000), Some(1024)));
        let later = around(part(Some(180_000), Some(48_000)), part(Some(183_000), Some(49_024)));
        for length in 1..=segment.len() {
            let mut shifter = TimeShifter::new(Timescales::of(&two_tracks()), 1.0);
            let (mut out, count) = (Vec::new(), segment.chunks(length).len());
            for (index, piece) in segment.chunks(length).enumerate() {
                out.extend_from_slice(&shifter.push(piece, index + 1 == count));
            }
            assert!(out == later, "pieces of {length} bytes");
        }
    }

    #[test]
    fn a_time_of_32_bits_is_shifted_if_it_fits() {
        let wide = part(Some(90_000), None);
        // Version 0 reads the first half of the field; the box keeps its size.
        let at = wide.windows(4).position(|kind| kind == b"tfdt").unwrap();
        let narrow = |ticks: u32| {
            let mut bytes = wide.to_vec();
            bytes[at + 4] = 0;
            bytes[at + 8..at + 12].copy_from_slice(&ticks.to_be_bytes());
            bytes
        };
        assert_eq!(shifted(&narrow(90_000), 1.0), narrow(180_000));
        assert_eq!(shifted(&narrow(u32::MAX), -1.0), narrow(u32::MAX - 90_000));
        assert_eq!(shifted(&narrow(u32::MAX), 1.0), narrow(u32::MAX), "there is no room for it");
    }

    #[test]
    fn what_is_no_segment_passes() {
        for bytes in [&b""[..], b"one,", &[7; 1000], b"\0\0\0\x08moof", b"\0\0\0\x07moofx", b"\0\0\0\x01moof\0\0\0\0"] {
            assert_eq!(shifted(bytes, 1.0), bytes);
        }
        let mut larger = vec![0; LARGEST_MOOF + 1];
        larger[..4].copy_from_slice(&(LARGEST_MOOF as u32 + 1).to_be_bytes());
        larger[4..8].copy_from_slice(b"moof");
        let mut shifter = TimeShifter::new(Timescales::of(&two_tracks()), 1.0);
        assert_eq!(shifter.push(&larger[..1000], false).len(), 1000, "a moof that is too long is not held back");
        assert!(shifter.push(&larger[1000..], true) == larger[1000..]);
    }
}
