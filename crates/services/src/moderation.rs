//! Moderation: who may not write in a channel and why, who moderates it, and the log of what they do, each of which can be taken back.

pub(crate) mod appeals;
mod bans;
mod card;
pub(crate) mod holds;
mod lockdown;
mod log;
pub(crate) mod log_words;
mod moderators;
mod notes;
pub(crate) mod raids;
pub(crate) mod store;
mod undo;
mod waiting;

pub use appeals::{answer_appeal, appeal, appeals};
pub use bans::{Banned, ban_user, bans, unban_user};
pub use card::user_card;
pub use holds::{approve, deny, expire_holds, forget_filtered, holds};
pub use lockdown::{lift_lockdown, lock_down};
pub use log::{LogQuery, deleted_messages, log};
pub use moderators::{MODERATORS_PER_CHANNEL, moderators, remove_moderator, set_moderator};
pub use notes::{NOTES_PER_USER, add_note, delete_note, notes};
pub use raids::{end_raid_guard, forget_raids, start_raid_guard};
pub use undo::undo;
pub use waiting::waiting;

use crate::access::Moderator;
use crate::accounts::{self, store::AccountState};
use crate::database::Transaction;
use crate::{Result, Services};
use domain::accounts::UserRef;
use domain::{Code, Problem, UserId};

/// The most items of a page.
pub(crate) const MOST_ITEMS: u32 = 100;

/// The user whom an action concerns.
///
/// Errors: `not_found` for a user without a username.
async fn target(svc: &Services, user: &UserRef) -> Result<AccountState> {
    let found = accounts::store::account_state(&svc.db, user).await?;
    Ok(found.filter(|user| user.is_named).ok_or_else(Problem::not_found)?)
}

pub(crate) fn conflict(sentence: impl Into<String>) -> Problem {
    Problem::new(Code::Conflict, sentence)
}

/// Locks the channel's row, as all do who change what people are in it, and checks that the moderator is still what they were when they were
/// let in. Answers the channel's owner.
///
/// Errors: `forbidden`, `not_found`.
pub(crate) async fn lock(tx: &mut Transaction, moderator: &Moderator) -> Result<UserId> {
    let owner = store::lock_channel(tx, moderator.channel()).await?.ok_or_else(Problem::not_found)?;
    match changed_meanwhile(tx, moderator).await? {
        Some(problem) => Err(problem.into()),
        None => Ok(owner),
    }
}

/// Why a moderator may not act any more whose permissions have changed since they were let in. The caller has locked the channel.
async fn changed_meanwhile(tx: &mut Transaction, moderator: &Moderator) -> Result<Option<Problem>> {
    let is_unchanged = !moderator.is_appointed() || store::is_unchanged(tx, moderator).await?;
    let sentence = "Your permissions in this channel have just changed. Reload the page.";
    Ok((!is_unchanged).then(|| Problem::new(Code::Forbidden, sentence)))
}

/// Locks the channel, as [`lock`], and checks that this moderator may act against this user. The owner,
/// staff, moderators of the channel and the moderator themselves are refused.
///
/// Errors: `forbidden`, `not_found`.
async fn lock_against(tx: &mut Transaction, moderator: &Moderator, user: &AccountState) -> Result<()> {
    let owner = lock(tx, moderator).await?;
    // Erasing an account takes its row first and then the rows of its messages.
    store::share_account(tx, user.id).await?;
    let refused = |sentence: &str| Err(Problem::field(Code::Forbidden, "userId", sentence).into());
    if user.id == moderator.user() {
        return refused("This is you. Choose another person.");
    }
    if user.id == owner {
        return refused("The owner of the channel can't be kept from writing there.");
    }
    if user.is_admin {
        return refused("Administrators of this site can't be kept from writing.");
    }
    if store::is_moderator(tx, moderator.channel(), user.id).await? {
        return refused("This person moderates the channel. Its owner has to remove them as a moderator first.");
    }
    Ok(())
}
