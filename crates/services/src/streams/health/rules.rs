//! Which figures are an issue, from when, and until when. Pure, and without memory: the history is replayed each time.

mod network;
mod picture;
mod rule;
mod sound;
mod timing;
mod tracks;

#[cfg(test)]
mod tests;

use super::Figures;
use domain::health::Issue;
use rule::{Observation, Rule, Words};

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
    for end in 1..=figures.report.samples.len() {
        let observation = Observation { figures, samples: &figures.report.samples[..end] };
        match (rule.measure)(&observation) {
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
    let Words { severity, message, fix } =
        (rule.tell)(&Observation { figures, samples: &figures.report.samples[..end] }, value);
    Some(Issue { code: rule.code, severity, message, fix })
}
