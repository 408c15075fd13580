//! Blocks: the people whose messages a user does not see, and who cannot address or follow that user.

pub(crate) mod store;

use crate::accounts::{self, CurrentUser};
use crate::{Result, Services, access};
use domain::accounts::UserRef;
use domain::blocks::BlockedUser;
use domain::page::parse_cursor;
use domain::{BlockId, Code, Page, Problem, UserId};
use std::collections::HashSet;

/// Most users that one account may block.
pub const BLOCKS_PER_ACCOUNT: i64 = 1000;
/// Items on one page of the list, unless fewer are asked for.
const PAGE: u32 = 60;

/// Whom a user blocks from now on, or has blocked before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// From now on.
    Now(BlockedUser),
    /// It was blocked before, and nothing has changed.
    Before(BlockedUser),
}

impl Blocked {
    /// The user, blocked from whenever on.
    pub fn into_user(self) -> BlockedUser {
        match self {
            Self::Now(user) | Self::Before(user) => user,
        }
    }
}

/// Blocks a user, given by id, or by username with or without `@`. The blocked user no longer follows the blocker and the blocker's channels.
///
/// Errors: `signin_required`; `not_found` for a user without a username, or whose account is disabled; `forbidden` for oneself, and for an
/// account that blocks [`BLOCKS_PER_ACCOUNT`] users; `rate_limited`. All but the first and the last name the field `user`.
pub async fn block_user(svc: &Services, current_user: &CurrentUser, user: &str) -> Result<Blocked> {
    let blocker = access::signed_in(current_user)?.id();
    svc.limits.block.take(blocker)?;
    let blocked = visible(svc, user).await?;
    if blocked == blocker {
        return Err(Problem::field(Code::Forbidden, "user", "This is you, so you can't block this account.").into());
    }
    let mut tx = svc.db.begin().await?;
    store::lock(&mut tx, blocker, blocked).await?;
    if let Some(user) = store::find(&mut tx, blocker, blocked).await? {
        tx.rollback().await?;
        return Ok(Blocked::Before(user));
    }
    if store::count(&mut tx, blocker).await? >= BLOCKS_PER_ACCOUNT {
        let sentence =
            format!("You block {BLOCKS_PER_ACCOUNT} people, the most that are possible. Unblock some of them first.");
        return Err(Problem::field(Code::Forbidden, "user", sentence).into());
    }
    store::insert(&mut tx, blocker, blocked).await?;
    crate::follows::store::delete_follows_of(&mut tx, blocked, blocker).await?;
    let user = store::find(&mut tx, blocker, blocked).await?.ok_or_else(Problem::not_found)?;
    tx.commit().await?;
    Ok(Blocked::Now(user))
}

/// Lifts a block; nothing happens if there was none.
///
/// Errors: `signin_required`, `not_found`, `rate_limited`.
pub async fn unblock_user(svc: &Services, current_user: &CurrentUser, user: &str) -> Result<()> {
    let blocker = access::signed_in(current_user)?.id();
    svc.limits.block.take(blocker)?;
    if !store::delete(&svc.db, blocker, &named(user)?).await? {
        visible(svc, user).await?;
    }
    Ok(())
}

/// The users whom the current user has blocked, the newest block first.
///
/// Errors: `signin_required`; `bad_request` for a cursor that no list gave out.
pub async fn blocked_users(
    svc: &Services,
    current_user: &CurrentUser,
    cursor: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<BlockedUser>> {
    let blocker = access::signed_in(current_user)?.id();
    let before = parse_cursor::<BlockId>(cursor)?;
    let limit = limit.unwrap_or(PAGE).clamp(1, PAGE);
    let rows = store::list(&svc.db, blocker, before, i64::from(limit) + 1).await?;
    Ok(Page::cut(rows, limit as usize, |row| row.entry_id.to_string()).map(|row| store::blocked_user(row.into())))
}

/// Whether the current user has blocked a user; signed-out users have blocked none.
pub async fn has_blocked(svc: &Services, current_user: &CurrentUser, user: UserId) -> Result<bool> {
    Ok(blocked_by(svc, current_user).await?.contains(&user))
}

/// The users whom the current user has blocked; signed-out users have blocked none.
pub(crate) async fn blocked_by(svc: &Services, current_user: &CurrentUser) -> Result<HashSet<UserId>> {
    match current_user.id() {
        Some(blocker) => store::all(&svc.db, blocker).await,
        None => Ok(HashSet::new()),
    }
}

/// The refusal of what a blocked user may not do.
pub(crate) fn refusal(sentence: impl Into<String>) -> Problem {
    Problem::new(Code::Blocked, sentence)
}

async fn visible(svc: &Services, user: &str) -> Result<UserId> {
    let found = accounts::store::visible(&svc.db, &named(user)?).await?;
    Ok(found.ok_or_else(unknown)?)
}

fn named(user: &str) -> Result<UserRef> {
    let user = user.trim();
    Ok(user.strip_prefix('@').unwrap_or(user).parse().map_err(|_| unknown())?)
}

fn unknown() -> Problem {
    Problem::field(Code::NotFound, "user", "No user has this name. Check the spelling.")
}
