//! The type of a rule, and what rules are written with.

use crate::streams::health::Figures;
use domain::health::{IssueCode, Severity};
use media::health::Sample;

/// How one issue is found.
pub(super) struct Rule {
    pub(super) code: IssueCode,
    /// Consecutive seconds that it must be seen before it is reported, and unseen before it is withdrawn, so that it doesn't flicker.
    pub(super) raise: u32,
    pub(super) clear: u32,
    /// The measured value, if it is beyond its threshold at this seen.
    pub(super) measure: fn(&Observation) -> Option<f64>,
    /// What to say about that value.
    pub(super) tell: fn(&Observation, f64) -> Words,
}

/// What a rule reports.
pub(super) struct Words {
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) fix: String,
}

pub(super) fn warning(message: String, fix: impl Into<String>) -> Words {
    Words { severity: Severity::Warning, message, fix: fix.into() }
}

pub(super) fn error(message: String, fix: impl Into<String>) -> Words {
    Words { severity: Severity::Error, message, fix: fix.into() }
}

/// The encoder's figures as they stood at some second.
pub(super) struct Observation<'a> {
    pub(super) figures: &'a Figures,
    /// Never empty; the last one is the second looked at.
    pub(super) samples: &'a [Sample],
}

impl<'a> Observation<'a> {
    pub(super) fn now(&self) -> &'a Sample {
        &self.samples[self.samples.len() - 1]
    }

    /// The last seconds; none while there are fewer.
    pub(super) fn last(&self, seconds: usize) -> Option<&'a [Sample]> {
        self.samples.len().checked_sub(seconds).map(|begin| &self.samples[begin..])
    }

    /// The last seconds, or as many as there are.
    pub(super) fn up_to(&self, seconds: usize) -> &'a [Sample] {
        &self.samples[self.samples.len().saturating_sub(seconds)..]
    }
}

/// Mean of a figure; zero without samples.
pub(super) fn mean(samples: &[Sample], figure: fn(&Sample) -> f64) -> f64 {
    samples.iter().map(figure).sum::<f64>() / samples.len().max(1) as f64
}

/// Such as `4500 kbit/s`; from 1 Mbit/s on rounded to steps of 50 kbit/s, as people set it.
pub(super) fn kilobits(bits: f64) -> String {
    let step = if bits >= 1_000_000.0 { 50.0 } else { 1.0 };
    format!("{} kbit/s", (bits / 1000.0 / step).round() * step)
}

/// Such as `10 s` or `4.5 s`.
pub(super) fn seconds(milliseconds: f64) -> String {
    format!("{} s", (milliseconds / 100.0).round() / 10.0)
}
