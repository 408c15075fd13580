//! Taking actions back. Each is taken back once, unless something that came later stands in the way; then nothing is changed.

use super::bans::may_lift;
use super::conflict;
use super::store::{self, BanState, Done};
use crate::access::{self, Moderator};
use crate::accounts::CurrentUser;
use crate::audit::{self, ChannelAction};
use crate::channels::store::Ownership;
use crate::chat::store::StoredFilters;
use crate::chat::{self, deletion};
use crate::database::Transaction;
use crate::error::violated;
use crate::{Error, Result, Services};
use domain::chat::{Filters, Modes};
use domain::moderation::{LogEntry, Permission, Rules};
use domain::{ActionId, Code, Problem, UserId};
use serde::Deserialize;
use serde_json::json;
use time::OffsetDateTime;

/// Whether an action of this name can be taken back. Where it concerned a person, nothing is left to take back once their account is gone. Lifting a
/// lockdown cannot be taken back: another lockdown says better what is meant.
pub(super) fn is_undoable(action: &str, has_user: bool) -> bool {
    match action {
        "ban" | "timeout" | "unban" | "end_timeout" | "delete_message" | "delete_user_messages" => has_user,
        "change_modes" | "change_filters" | "lock_down" | "start_raid_guard" | "guard_raid" => true,
        _ => false,
    }
}

/// Takes an action back: a ban ends or is in force again, deleted messages come back, modes are as they were. Needs the permission for what is
/// taken back.
///
/// Errors: `signin_required`, `forbidden`, `not_found`, `rate_limited`; `conflict` if it was taken back before, if something has changed
/// since, or if it cannot be taken back at all.
pub async fn undo(svc: &Services, current_user: &CurrentUser, action: ActionId) -> Result<LogEntry> {
    access::signed_in(current_user)?;
    let done = store::done(&svc.db, action).await?.ok_or_else(Problem::not_found)?;
    let channel = Ownership { id: done.channel, owner: done.owner, is_public: done.is_public };
    let moderator = Moderator::prove(svc, current_user, &channel, None).await?;
    svc.limits.moderation.take(moderator.user())?;
    let mut tx = svc.db.begin().await?;
    super::lock(&mut tx, &moderator).await?;
    take_back(&mut tx, &moderator, action, &done).await?;
    let user = done.user;
    let undoing = ChannelAction {
        user,
        message: done.message,
        detail: json!({ "action": done.action }),
        undoes: Some(action),
        ..ChannelAction::new("undo")
    };
    let recorded = audit::record_in_channel(&mut tx, &moderator, undoing).await;
    recorded.map_err(|error| match error {
        Error::Database(error) if violated(&error) == Some("audit_undone_once") => {
            conflict("Another moderator has taken this back already.").into()
        }
        error => error,
    })?;
    let restored = chat::store::restore(&mut tx, action).await?;
    if restored > 0 {
        deletion::announce_restored(&mut tx, moderator.channel(), action).await?;
    }
    tx.commit().await?;
    if restored >= chat::store::DELETED_AT_ONCE as u64 {
        deletion::go_on_soon(svc, action);
    }
    let entry = store::entry(&svc.db, moderator.channel(), action).await?;
    Ok(entry.ok_or_else(Problem::not_found)?)
}

fn changed() -> Problem {
    conflict("Something has changed since then, so this can't be taken back. Look at how it is now.")
}

/// What the log keeps of a ban.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct BanDetail {
    #[serde(default)]
    ban_id: Option<domain::BanId>,
    #[serde(default)]
    seconds: Option<u32>,
    before: Option<BanState>,
}

/// What the log keeps of a change of modes.
#[derive(Deserialize)]
struct ModesDetail {
    before: Modes,
    after: Modes,
}

/// What the log keeps of a change of rules.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RulesDetail {
    rules_before: Rules,
    rules_after: Rules,
}

fn detail<'de, T: Deserialize<'de>>(done: &'de Done) -> Result<T> {
    T::deserialize(&done.detail).map_err(|_| changed().into())
}

async fn take_back(tx: &mut Transaction, moderator: &Moderator, action: ActionId, done: &Done) -> Result<()> {
    if store::is_undone(tx, action).await? {
        return Err(conflict("This was taken back already.").into());
    }
    match (done.action.as_str(), done.user) {
        ("ban" | "timeout", Some(user)) => {
            let BanDetail { ban_id, seconds, before } = detail(done)?;
            match store::ban_state(tx, moderator.channel(), user).await? {
                Some(now) if Some(now.id) == ban_id => {
                    may_lift(moderator, &now)?;
                    store::delete_ban(tx, moderator.channel(), now.id).await?;
                    renew(tx, moderator, user, before).await
                }
                Some(_) => Err(changed().into()),
                // It was lifted, or is over: what was deleted with it comes back.
                None => {
                    let is_timeout = done.action == "timeout";
                    moderator.needs(if is_timeout { Permission::Timeout } else { Permission::Ban })?;
                    let span = time::Duration::seconds(seconds.unwrap_or_default().into());
                    let is_over = is_timeout && done.created_at + span <= OffsetDateTime::now_utc();
                    if is_over { renew(tx, moderator, user, before).await } else { Ok(()) }
                }
            }
        }
        ("unban" | "end_timeout", Some(user)) => {
            let BanDetail { before, .. } = detail(done)?;
            let before = before.ok_or_else(changed)?;
            may_lift(moderator, &before)?;
            if store::is_appeal_approved(tx, before.id).await?
                || store::is_ban_taken_back(tx, moderator.channel(), user, before.id).await?
                || store::ban_state(tx, moderator.channel(), user).await?.is_some()
                || store::is_untouchable(tx, moderator.channel(), user).await?
            {
                return Err(changed().into());
            }
            renew(tx, moderator, user, Some(before)).await
        }
        ("delete_message" | "delete_user_messages", Some(_)) => moderator.needs(Permission::Delete),
        ("change_modes", _) => {
            moderator.needs(Permission::Modes)?;
            let ModesDetail { before, after } = detail(done)?;
            let now = chat::store::lock_filters(tx, moderator.channel()).await?.ok_or_else(Problem::not_found)?;
            let Modes { lockdown, raid_guard_since, raid_guard_until, .. } = now.filters.modes;
            if now.filters.modes != (Modes { lockdown, raid_guard_since, raid_guard_until, ..after }) {
                return Err(changed().into());
            }
            let rules = now.filters.rules.clone();
            put_filters(tx, moderator, now, rules, before).await
        }
        ("change_filters", _) => {
            moderator.needs(Permission::Filters)?;
            let RulesDetail { rules_before, rules_after } = detail(done)?;
            let now = chat::store::lock_filters(tx, moderator.channel()).await?.ok_or_else(Problem::not_found)?;
            if rules_before.raid_guard != rules_after.raid_guard && moderator.is_appointed() {
                let sentence = "Only the channel's owner says what the raid guard may do.";
                return Err(Problem::new(Code::Forbidden, sentence).into());
            }
            if now.filters.rules != rules_after {
                return Err(changed().into());
            }
            let modes = now.filters.modes.clone();
            put_filters(tx, moderator, now, rules_before, modes).await
        }
        ("lock_down", _) => {
            moderator.needs(Permission::Modes)?;
            // Another one may be in force by now.
            if store::last_lockdown(tx, moderator.channel()).await? != Some(action) {
                return Err(changed().into());
            }
            let set = store::set_lockdown(tx, moderator.channel(), false).await?;
            if set { Ok(()) } else { Err(changed().into()) }
        }
        ("start_raid_guard" | "guard_raid", _) => {
            moderator.needs(Permission::Modes)?;
            let is_its_guard = store::guard_action(tx, moderator.channel()).await? == Some(action);
            let was_on = is_its_guard && store::end_raid_guard(tx, moderator.channel()).await?.unwrap_or_default();
            if was_on { Ok(()) } else { Err(changed().into()) }
        }
        _ => Err(conflict("Actions of this sort can't be taken back.").into()),
    }
}

async fn put_filters(
    tx: &mut Transaction,
    moderator: &Moderator,
    now: StoredFilters,
    rules: Rules,
    modes: Modes,
) -> Result<()> {
    let version = now.filters.version.saturating_add(1);
    let rule_versions = chat::renewed(&now.rule_versions, &rules, version);
    let stored = StoredFilters { filters: Filters { rules, modes, version }, rule_versions };
    chat::store::update_filters(tx, moderator.channel(), &stored).await
}

/// Puts a ban in force again that there was before, unless it would be over, an appeal has ended it, it was taken back, or the user moderates the
/// channel by now or is staff.
async fn renew(tx: &mut Transaction, moderator: &Moderator, user: UserId, before: Option<BanState>) -> Result<()> {
    match before.filter(|ban| ban.expires_at.is_none_or(|until| until > OffsetDateTime::now_utc())) {
        Some(ban) if store::is_appeal_approved(tx, ban.id).await? => Ok(()),
        Some(ban) if store::is_ban_taken_back(tx, moderator.channel(), user, ban.id).await? => Ok(()),
        Some(_) if store::is_untouchable(tx, moderator.channel(), user).await? => Ok(()),
        Some(ban) => store::renew_ban(tx, moderator.channel(), user, &ban).await,
        None => Ok(()),
    }
}
