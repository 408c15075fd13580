//! The wait before a publisher's first segment: until its tracks are known, but never for long.

use super::HlsSettings;
use super::demuxer::{Demuxer, Unit};
use std::collections::VecDeque;

/// With video announced but not configured, audio alone starts after this many milliseconds of media.
const ANNOUNCED_VIDEO_WAIT_MS: i64 = 2_000;
/// Most milliseconds, bytes and units held back; older units are dropped. The shortest frames of sound, Opus's of 2.5 ms, make 4000
/// units in that time.
const LONGEST_MS: i64 = 10_000;
const MOST_BYTES: usize = 16 * 1024 * 1024;
const MOST_UNITS: usize = 4_096;

#[derive(Default)]
pub(super) struct TrackProbe {
    units: VecDeque<Unit>,
    bytes: usize,
    /// Keyframes among the units.
    keys: usize,
    pub dropped: u64,
}

impl TrackProbe {
    pub fn push(&mut self, unit: Unit) {
        // Nothing begins with a picture that needs an earlier one.
        if self.keys == 0 && matches!(&unit, Unit::Video(video) if !video.key) {
            self.dropped += 1;
            return;
        }
        self.bytes += unit.size();
        self.keys += usize::from(is_key(&unit));
        let newest = unit.ms();
        self.units.push_back(unit);
        let is_old = |old: &Unit| (newest - old.ms()).abs() > LONGEST_MS;
        while self.bytes > MOST_BYTES || self.units.len() > MOST_UNITS || self.units.front().is_some_and(is_old) {
            let Some(old) = self.units.pop_front() else { break };
            self.bytes -= old.size();
            self.keys -= usize::from(is_key(&old));
            self.dropped += 1;
        }
    }

    /// Forgets what came before a jump of time.
    pub fn clear(&mut self) {
        self.dropped += self.units.len() as u64;
        *self = Self { dropped: self.dropped, ..Self::default() };
    }

    /// Returns the first units, from one a decoder can start at, once the tracks are known; `None` until then.
    pub fn decide(&mut self, demuxer: &Demuxer, settings: &HlsSettings) -> Option<Vec<Unit>> {
        let wait = i64::try_from(settings.track_wait.as_millis()).unwrap_or(i64::MAX);
        let newest = self.units.back()?.ms();
        if demuxer.video.is_some() {
            if self.keys == 0 {
                return None;
            }
            let key = self.units.iter().position(is_key)?;
            let first = self.units.get(key)?.ms();
            let no_audio_to_come = demuxer.metadata.is_some_and(|metadata| metadata.video && !metadata.audio);
            if demuxer.audio.is_none() && !no_audio_to_come && newest - first < wait {
                return None;
            }
            // Audio from the keyframe's time on may have come before it.
            let mut units: Vec<Unit> = self.take();
            let mut audio: Vec<Unit> = units.drain(..key).collect();
            audio.retain(|unit| matches!(unit, Unit::Audio(_)) && unit.ms() >= first);
            self.dropped += (key - audio.len()) as u64;
            units.splice(1..1, audio);
            return Some(units);
        }
        let first = self.units.front()?.ms();
        let wait = match demuxer.metadata {
            Some(metadata) if metadata.audio && !metadata.video => 0,
            Some(metadata) if metadata.video => wait.max(ANNOUNCED_VIDEO_WAIT_MS),
            _ => wait,
        };
        if newest - first < wait {
            return None;
        }
        Some(self.take())
    }

    fn take(&mut self) -> Vec<Unit> {
        (self.bytes, self.keys) = (0, 0);
        self.units.drain(..).collect()
    }
}

fn is_key(unit: &Unit) -> bool {
    matches!(unit, Unit::Video(video) if video.key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hls::demuxer::{AudioUnit, VideoUnit};
    use bytes::Bytes;

    fn picture(key: bool) -> Unit {
        Unit::Video(VideoUnit { ms: 0, composition: 0, key, data: Bytes::from_static(&[0]) })
    }

    fn sound() -> Unit {
        Unit::Audio(AudioUnit { ms: 0, samples: 1024, data: Bytes::from_static(&[0]) })
    }

    #[test]
    fn pictures_before_the_first_keyframe_are_not_held() {
        let mut start = TrackProbe::default();
        for _ in 0..3 {
            start.push(picture(false));
        }
        start.push(sound());
        start.push(picture(true));
        start.push(picture(false));
        assert_eq!((start.units.len(), start.bytes, start.keys, start.dropped), (3, 3, 1, 3));
    }

    #[test]
    fn however_small_units_are_they_are_counted() {
        let mut start = TrackProbe::default();
        start.push(picture(true));
        for _ in 0..2 * MOST_UNITS {
            start.push(picture(false));
        }
        assert_eq!((start.units.len(), start.keys), (MOST_UNITS, 0), "without its keyframe no picture is taken");
        for _ in 0..2 * MOST_UNITS {
            start.push(sound());
        }
        assert_eq!((start.units.len(), start.bytes), (MOST_UNITS, MOST_UNITS));
        assert_eq!(start.dropped, 3 * MOST_UNITS as u64 + 1);
    }
}
