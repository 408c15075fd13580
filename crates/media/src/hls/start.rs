//! The wait before a publisher's first segment: until its tracks are known, but never for long.

use super::Settings;
use super::intake::{Intake, Unit};
use std::collections::VecDeque;

/// With video announced but not configured, audio alone starts after this many milliseconds of media.
const ANNOUNCED_VIDEO_WAIT_MS: i64 = 2_000;
/// Most milliseconds and bytes held back; older units are dropped.
const LONGEST_MS: i64 = 10_000;
const MOST_BYTES: usize = 16 * 1024 * 1024;

#[derive(Default)]
pub(super) struct Start {
    units: VecDeque<Unit>,
    bytes: usize,
    pub dropped: u64,
}

impl Start {
    pub fn push(&mut self, unit: Unit) {
        self.bytes += size(&unit);
        let newest = unit.ms();
        self.units.push_back(unit);
        while self.bytes > MOST_BYTES || self.units.front().is_some_and(|old| (newest - old.ms()).abs() > LONGEST_MS) {
            let Some(old) = self.units.pop_front() else { break };
            self.bytes -= size(&old);
            self.dropped += 1;
        }
    }

    /// Forgets what came before a jump of time.
    pub fn clear(&mut self) {
        self.dropped += self.units.len() as u64;
        *self = Self { dropped: self.dropped, ..Self::default() };
    }

    /// Hands over the units to begin with, the first of which a decoder can start at, once it is decided which tracks there are.
    pub fn decide(&mut self, intake: &Intake, settings: &Settings) -> Option<Vec<Unit>> {
        let wait = i64::try_from(settings.track_wait.as_millis()).unwrap_or(i64::MAX);
        let newest = self.units.back()?.ms();
        if intake.video.is_some() {
            let key = self.units.iter().position(|unit| matches!(unit, Unit::Video(video) if video.key))?;
            let first = self.units.get(key)?.ms();
            let no_audio_to_come = intake.metadata.is_some_and(|metadata| metadata.video && !metadata.audio);
            if intake.audio.is_none() && !no_audio_to_come && newest - first < wait {
                return None;
            }
            // Audio from the keyframe's time on may have come before it.
            self.dropped += self.units.iter().take(key).filter(|unit| unit.ms() < first).count() as u64;
            let before =
                self.units.iter().take(key).filter(|unit| matches!(unit, Unit::Audio(_)) && unit.ms() >= first);
            let audio: Vec<Unit> = before.cloned().collect();
            let mut units: Vec<Unit> = self.units.drain(..).skip(key).collect();
            units.splice(1..1, audio);
            self.bytes = 0;
            return Some(units);
        }
        let first = self.units.front()?.ms();
        let wait = match intake.metadata {
            Some(metadata) if metadata.audio && !metadata.video => 0,
            Some(metadata) if metadata.video => wait.max(ANNOUNCED_VIDEO_WAIT_MS),
            _ => wait,
        };
        if newest - first < wait {
            return None;
        }
        self.bytes = 0;
        Some(self.units.drain(..).collect())
    }
}

fn size(unit: &Unit) -> usize {
    match unit {
        Unit::Video(unit) => unit.data.len(),
        Unit::Audio(unit) => unit.data.len(),
    }
}
