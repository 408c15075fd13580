//! The filters of a channel: chat modes and rules for texts, what changes them, and what they would do.

use super::channel_filter::{ChannelFilter, renewed};
use super::room::RoomCommand;
use super::store::{self, StoredFilters};
use crate::access;
use crate::accounts::CurrentUser;
use crate::audit::{self, ChannelAction};
use crate::error::unavailable;
use crate::{Result, Services};
use domain::channels::ChannelRef;
use domain::chat::{Content, Filters, FiltersChange};
use domain::moderation::{Action, DryRun, DryRunExample, Permission, RuleStatistics, Rules, RulesChange, Verdict};
use domain::{Code, Problem};
use filter::Recent;
use serde_json::json;
use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};
use time::OffsetDateTime;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;
use uuid::Uuid;

/// The most messages that a dry run looks at.
const DRY_RUN: i64 = 5000;
/// How long it looks at them, and how long one waits for its turn.
const LONGEST_DRY_RUN: Duration = Duration::from_secs(8);
static DRY_RUNS: Semaphore = Semaphore::const_new(1);
/// Tests and changes compile hundreds of patterns: one after the other, however many people ask at once.
static TESTS: Semaphore = Semaphore::const_new(1);
static CHANGES: Semaphore = Semaphore::const_new(1);
/// The most of them that it shows.
const EXAMPLES: usize = 50;
/// The last messages of each author that a dry run looks back at: as many as a rule on floods may allow.
const WRITTEN: usize = 10;
/// The most hours of a dry run.
const MOST_HOURS: u32 = 24 * 7;

/// The filters of a channel, for its owner and moderators.
///
/// Errors: `signin_required`, `forbidden`, `not_found`.
pub async fn filters(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<Filters> {
    let moderator = access::moderator(svc, current_user, channel, None).await?;
    Ok(store::filters(&svc.db, moderator.channel()).await?.filters)
}

/// Changes them; what is left out stays. Modes take the permission `modes`, rules `filters`. Messages that are stored from then on are bound by
/// them.
///
/// Errors: `signin_required`, `forbidden`, `not_found`, `validation_failed`, `rate_limited`; `version_conflict` if another change came before;
/// `unavailable` while many change their rules.
pub async fn change_filters(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    change: FiltersChange,
) -> Result<Filters> {
    let moderator = access::moderator(svc, current_user, channel, None).await?;
    if change.modes.is_some() {
        moderator.needs(Permission::Modes)?;
    }
    let changes_rules = change.rules != RulesChange::default();
    if changes_rules {
        moderator.needs(Permission::Filters)?;
    }
    svc.limits.channel_change.take(moderator.channel())?;
    if changes_rules {
        let known = store::filters(&svc.db, moderator.channel()).await?.filters.rules;
        applied(change.rules.clone(), known, turn(&CHANGES).await?).await?;
    }
    let mut tx = svc.db.begin().await?;
    crate::moderation::lock(&mut tx, &moderator).await?;
    let stored = store::lock_filters(&mut tx, moderator.channel()).await?.ok_or_else(Problem::not_found)?;
    let before = &stored.filters;
    if change.version.is_some_and(|version| version != before.version) {
        let sentence = "These settings were changed meanwhile. Look at them again, then make your change.";
        return Err(Problem::new(Code::VersionConflict, sentence).into());
    }
    let modes = change.modes.map(|modes| modes.apply(&before.modes)).transpose()?;
    let after = Filters {
        // Its patterns were looked at before the filters were locked.
        rules: change.rules.apply(&before.rules, |_| None)?,
        modes: modes.unwrap_or_else(|| before.modes.clone()),
        version: before.version.saturating_add(1),
    };
    if after.rules.raid_guard != before.rules.raid_guard && moderator.is_appointed() {
        let sentence = "Only the channel's owner says what the raid guard may do.";
        return Err(Problem::field(Code::Forbidden, "raidGuard", sentence).into());
    }
    if after.modes == before.modes && after.rules == before.rules {
        return Ok(stored.filters);
    }
    let rule_versions = renewed(&stored.rule_versions, &after.rules, after.version);
    let after = StoredFilters { filters: after, rule_versions };
    store::update_filters(&mut tx, moderator.channel(), &after).await?;
    let after = after.filters;
    if after.modes != before.modes {
        let detail = json!({ "before": before.modes, "after": after.modes });
        let action = ChannelAction { detail, ..ChannelAction::new("change_modes") };
        audit::record_in_channel(&mut tx, &moderator, action).await?;
    }
    if after.rules != before.rules {
        let detail = json!({ "rulesBefore": before.rules, "rulesAfter": after.rules });
        let action = ChannelAction { detail, ..ChannelAction::new("change_filters") };
        audit::record_in_channel(&mut tx, &moderator, action).await?;
    }
    tx.commit().await?;
    svc.rooms.tell(moderator.channel(), RoomCommand::Modes(after.modes.clone())).await;
    Ok(after)
}

/// Rules after a change. Patterns are compiled to look for faults, which takes seconds if they are hundreds; so it is done away from the async
/// workers.
async fn applied(change: RulesChange, rules: Rules, turn: Turn) -> Result<Rules> {
    let apply = move || {
        let _turn = turn;
        change.apply(&rules, filter::fault_of)
    };
    Ok(tokio::task::spawn_blocking(apply).await??)
}

/// Kept to the end of the work, also when the request that asked for it is gone.
type Turn = SemaphorePermit<'static>;

/// Waits for a turn, but not for long.
async fn turn(among: &'static Semaphore) -> Result<Turn> {
    let turn = timeout(LONGEST_DRY_RUN, among.acquire()).await.ok().and_then(std::result::Result::ok);
    Ok(turn.ok_or_else(unavailable)?)
}

/// What the filters in force say of a text. For the owner and moderators.
///
/// Errors: `signin_required`, `forbidden`, `not_found`, `validation_failed`, `rate_limited`; `unavailable` while many others test.
pub async fn test_filters(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    content: &str,
) -> Result<Verdict> {
    let moderator = access::moderator(svc, current_user, channel, None).await?;
    svc.limits.moderation.take(moderator.user())?;
    let clean = Content::parse(content);
    let clean = clean.map_err(|sentence| Problem::field(Code::ValidationFailed, "content", sentence))?;
    let turn = turn(&TESTS).await?;
    let StoredFilters { filters, rule_versions } = store::filters(&svc.db, moderator.channel()).await?;
    let places = places(content, clean.as_str());
    let check = move || {
        let _turn = turn;
        ChannelFilter::new(&filters.rules, filters.version, &rule_versions).check(clean.as_str(), &[])
    };
    let mut verdict = tokio::task::spawn_blocking(check).await?;
    for found in &mut verdict.matches {
        let at = |character: usize| places.get(character).copied();
        if let (Some(start), Some(last)) = (at(found.start), found.end.checked_sub(1).and_then(at)) {
            (found.start, found.end) = (start, last + 1);
        }
    }
    Ok(verdict)
}

/// Where each character of a message stands in the text that was typed, from which invisible characters and outer spaces were removed.
fn places(typed: &str, clean: &str) -> Vec<usize> {
    // Blanks of all kinds became spaces.
    let is =
        |typed: char, clean: char| typed == clean || (clean == ' ' && (typed.is_whitespace() || typed == '\u{2800}'));
    let mut typed = typed.chars().enumerate();
    clean.chars().map_while(|c| typed.find(|(_, typed)| is(*typed, c)).map(|(place, _)| place)).collect()
}

/// What filters would have done to the chat of the past hours, a day if left out, if they had been changed so. Nothing is changed. Needs the
/// permission `filters`.
///
/// Errors: `signin_required`, `forbidden`, `not_found`, `validation_failed`, `rate_limited`; `unavailable` while others run.
pub async fn dry_run(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    change: RulesChange,
    hours: Option<u32>,
) -> Result<DryRun> {
    let moderator = access::moderator(svc, current_user, channel, Some(Permission::Filters)).await?;
    svc.limits.channel_change.take(moderator.channel())?;
    let stored = store::filters(&svc.db, moderator.channel()).await?;
    let hours = hours.unwrap_or(24).clamp(1, MOST_HOURS);
    // One after the other: each reads and computes much.
    let own_turn = turn(&DRY_RUNS).await?;
    let rules = applied(change, stored.filters.rules, turn(&CHANGES).await?).await?;
    let mut said = store::said(&svc.public_db, moderator.channel(), hours, DRY_RUN + 1).await?;
    let has_more = said.len() as i64 > DRY_RUN;
    said.truncate(usize::try_from(DRY_RUN).unwrap_or(usize::MAX));
    let (version, rule_versions) = (stored.filters.version, stored.rule_versions);
    let run = move || {
        let _turn = own_turn;
        let begun = Instant::now();
        let filter = ChannelFilter::new(&rules, version, &rule_versions);
        let mut verdicts = Vec::with_capacity(said.len());
        for message in said.iter().take_while(|_| begun.elapsed() <= LONGEST_DRY_RUN) {
            verdicts.push(filter.check(&message.content, &[]));
        }
        let mut is_sample = has_more || verdicts.len() < said.len();
        said.truncate(verdicts.len());
        if filter.needs_recent {
            is_sample |= !look_for_floods(&filter, &said, &mut verdicts, begun);
        }
        let checked = said.len();
        let mut run = DryRun { checked, is_sample, held: 0, refused: 0, approved: 0, examples: Vec::new() };
        for (message, verdict) in said.into_iter().zip(verdicts) {
            match verdict.verdict {
                Action::Allow => continue,
                Action::Hold => run.held += 1,
                Action::Refuse => run.refused += 1,
            }
            run.approved += usize::from(message.is_approved);
            if run.examples.len() < EXAMPLES {
                let store::Said { id, display_name, content, .. } = message;
                run.examples.push(DryRunExample { message_id: id.into(), display_name, content, verdict });
            }
        }
        run
    };
    Ok(tokio::task::spawn_blocking(run).await?)
}

/// What is said of messages beside what their authors have written before. As when they are sent, what is stopped does not count as written; so the
/// oldest come first, while `said` begins with the newest. False if there was no time for all of them.
fn look_for_floods(filter: &ChannelFilter, said: &[store::Said], verdicts: &mut [Verdict], begun: Instant) -> bool {
    let mut written: HashMap<Uuid, VecDeque<&store::Said>> = HashMap::new();
    for (message, verdict) in said.iter().zip(verdicts).rev() {
        if begun.elapsed() > 2 * LONGEST_DRY_RUN {
            return false;
        }
        let earlier = written.entry(message.author).or_default();
        if !earlier.is_empty() {
            let age = |at: OffsetDateTime| u32::try_from((message.created_at - at).whole_seconds()).unwrap_or_default();
            let recent = earlier.iter().map(|said| Recent { text: &said.content, age: age(said.created_at) });
            *verdict = filter.check(&message.content, &recent.collect::<Vec<_>>());
        }
        if verdict.verdict == Action::Allow || message.is_approved {
            earlier.push_front(message);
            earlier.truncate(WRITTEN);
        }
    }
    true
}

/// The pattern of the term that a rule is, if it is one of these rules' terms.
pub fn term_of(rules: &Rules, rule: &str) -> Option<String> {
    let found = rules.blocked_terms.iter().find(|term| filter::id_of_term(term) == rule);
    found.map(|term| term.pattern.clone())
}

/// What each rule has done in the past thirty days. For the owner and moderators.
///
/// Errors: `signin_required`, `forbidden`, `not_found`.
pub async fn rule_statistics(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
) -> Result<Vec<RuleStatistics>> {
    let moderator = access::moderator(svc, current_user, channel, None).await?;
    store::rule_statistics(&svc.db, moderator.channel()).await
}
