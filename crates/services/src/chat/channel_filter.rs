//! A channel's rules for texts, compiled, and which version of them it is.

use super::store::{RuleVersions, StoredFilters};
use crate::Result;
use domain::chat::Filters;
use domain::moderation::{Action, RaidGuard, Rules, Verdict};
use filter::{Filter, Recent, rule_fingerprints};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The compiled rules of a channel. Looking at a text takes microseconds.
#[derive(Debug)]
pub(crate) struct ChannelFilter {
    /// Of the filters that they are part of.
    pub version: i32,
    /// Whether a person's last messages are looked at, too.
    pub needs_recent: bool,
    /// What happens when the chat looks as if it was raided.
    pub raid_guard: RaidGuard,
    filter: Filter,
}

impl ChannelFilter {
    /// Compiles the rules, away from the async workers: hundreds of terms take tens of milliseconds.
    pub async fn compile(stored: StoredFilters) -> Result<Arc<Self>> {
        let StoredFilters { filters: Filters { rules, version, .. }, rule_versions } = stored;
        Ok(tokio::task::spawn_blocking(move || Arc::new(Self::new(&rules, version, &rule_versions))).await?)
    }

    /// Rules that were not stored yet have the version of these filters.
    pub fn new(rules: &Rules, version: i32, rule_versions: &RuleVersions) -> Self {
        let version_of = |rule: &str| rule_versions.get(rule).map_or(version, |(version, _)| *version);
        let needs_recent = rules.flood.action != Action::Allow;
        Self { version, needs_recent, raid_guard: rules.raid_guard, filter: Filter::new(rules, version_of) }
    }

    /// What the rules say of a text.
    pub fn check(&self, text: &str, recent: &[Recent<'_>]) -> Verdict {
        self.filter.check(text, recent)
    }

    /// The same for several texts, away from the async workers; none for those that are sent.
    pub async fn check_all(self: &Arc<Self>, texts: Vec<String>) -> Result<Vec<Option<Verdict>>> {
        let filter = self.clone();
        let check = move |text: String| {
            let verdict = filter.check(&text, &[]);
            (verdict.verdict != Action::Allow).then_some(verdict)
        };
        Ok(tokio::task::spawn_blocking(move || texts.into_iter().map(check).collect()).await?)
    }
}

/// The versions of the rules once the filters get this version: rules that did not change keep theirs.
pub(crate) fn renewed(before: &RuleVersions, rules: &Rules, version: i32) -> RuleVersions {
    let kept = |(rule, print): (String, String)| match before.get(&rule) {
        Some((version, known)) if *known == print => (rule, (*version, print)),
        _ => (rule, (version, print)),
    };
    rule_fingerprints(rules).into_iter().map(kept).collect::<BTreeMap<_, _>>()
}
