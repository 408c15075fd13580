//! Which figures are an issue, from when, and until when. Pure, and without memory: the history is replayed each time.

mod network;
mod picture;
mod sound;
mod timing;
mod tracks;

use super::{Figures, Issue, IssueCode, Sample, Severity};

/// How one issue is found.
struct Rule {
    code: IssueCode,
    /// Consecutive seconds that it must be seen before it is reported, and unseen before it is withdrawn, so that it doesn't flicker.
    raise: u32,
    clear: u32,
    /// The measured value, if it is beyond its threshold at this moment.
    measure: fn(&Moment) -> Option<f64>,
    /// What to say about that value.
    tell: fn(&Moment, f64) -> Words,
}

/// What a rule reports.
struct Words {
    severity: Severity,
    message: String,
    fix: String,
}

fn warning(message: String, fix: impl Into<String>) -> Words {
    Words { severity: Severity::Warning, message, fix: fix.into() }
}

fn error(message: String, fix: impl Into<String>) -> Words {
    Words { severity: Severity::Error, message, fix: fix.into() }
}

/// The encoder's figures as they stood at some second.
struct Moment<'a> {
    figures: &'a Figures,
    /// Never empty; the last one is the second looked at.
    samples: &'a [Sample],
}

impl<'a> Moment<'a> {
    fn now(&self) -> &'a Sample {
        &self.samples[self.samples.len() - 1]
    }

    /// The last seconds; none while there are fewer.
    fn last(&self, seconds: usize) -> Option<&'a [Sample]> {
        self.samples.len().checked_sub(seconds).map(|begin| &self.samples[begin..])
    }

    /// The last seconds, or as many as there are.
    fn up_to(&self, seconds: usize) -> &'a [Sample] {
        &self.samples[self.samples.len().saturating_sub(seconds)..]
    }
}

/// Mean of a figure; zero without samples.
fn mean(samples: &[Sample], figure: fn(&Sample) -> f64) -> f64 {
    samples.iter().map(figure).sum::<f64>() / samples.len().max(1) as f64
}

/// What is wrong with these figures, worst first.
pub(super) fn issues(figures: &Figures) -> Vec<Issue> {
    let groups = [network::RULES, timing::RULES, picture::RULES, sound::RULES, tracks::RULES];
    let mut found: Vec<Issue> = groups.into_iter().flatten().filter_map(|rule| standing(rule, figures)).collect();
    found.sort_by_key(|issue| (std::cmp::Reverse(issue.severity), issue.code));
    found
}

/// The issue of a rule, if it is raised at the end of the history.
fn standing(rule: &Rule, figures: &Figures) -> Option<Issue> {
    let (mut seen, mut unseen, mut stands, mut latest) = (0, 0, false, None);
    for end in 1..=figures.samples.len() {
        let moment = Moment { figures, samples: &figures.samples[..end] };
        match (rule.measure)(&moment) {
            Some(value) => {
                (seen, unseen) = (seen + 1, 0);
                stands |= seen >= rule.raise;
                latest = Some((end, value));
            }
            None => {
                (seen, unseen) = (0, unseen + 1);
                stands &= unseen < rule.clear;
            }
        }
    }
    let (end, value) = latest.filter(|_| stands)?;
    let Words { severity, message, fix } = (rule.tell)(&Moment { figures, samples: &figures.samples[..end] }, value);
    Some(Issue { code: rule.code, severity, message, fix })
}

/// Such as `4500 kbit/s`; from 1 Mbit/s on rounded to steps of 50 kbit/s, as people set it.
fn kilobits(bits: f64) -> String {
    let step = if bits >= 1_000_000.0 { 50.0 } else { 1.0 };
    format!("{} kbit/s", (bits / 1000.0 / step).round() * step)
}

/// Such as `10 s` or `4.5 s`.
fn seconds(milliseconds: f64) -> String {
    format!("{} s", (milliseconds / 100.0).round() / 10.0)
}
