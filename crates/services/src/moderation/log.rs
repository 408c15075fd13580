//! The moderation log of a channel: what its owner, moderators and staff have done there.

use super::{MOST_ITEMS, log_words, store, target};
use crate::access::{self, Moderator};
use crate::accounts::CurrentUser;
use crate::channels::store::Ownership;
use crate::chat;
use crate::{Result, Services};
use domain::accounts::UserRef;
use domain::channels::ChannelRef;
use domain::chat::Message;
use domain::moderation::{LogEntry, Permission};
use domain::page::parse_cursor;
use domain::{ActionId, Page, Problem};

/// What is looked for in a log.
#[derive(Clone, Debug, Default)]
pub struct LogQuery {
    /// `nextCursor` of the page before: older entries follow.
    pub before: Option<String>,
    /// The most entries of a page: 1 to 100, 50 if left out.
    pub limit: Option<u32>,
    /// Only what concerned this user.
    pub user: Option<UserRef>,
    /// Only actions with this name.
    pub action: Option<String>,
    /// Only entries that have each of these words: in what pages say was done, in the name of a person, in the reason or the message.
    pub text: Option<String>,
}

/// A page of the log, the newest first. Needs the permission `view_log`.
///
/// Errors: `signin_required`, `forbidden`, `not_found`, also for the user; `bad_request` for a cursor that no list gave out.
pub async fn log(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    query: LogQuery,
) -> Result<Page<LogEntry>> {
    let moderator = access::moderator(svc, current_user, channel, Some(Permission::ViewLog)).await?;
    let user = match &query.user {
        Some(user) => Some(target(svc, user).await?.id),
        None => None,
    };
    // PostgreSQL's texts have no NUL.
    let plain = |text: Option<String>| text.map(|text| text.replace('\0', ""));
    let (action, text) = (plain(query.action), plain(query.text));
    let limit = query.limit.unwrap_or(50).clamp(1, MOST_ITEMS);
    let wanted = store::Wanted {
        reader: Some(moderator.user()),
        before: parse_cursor::<ActionId>(query.before.as_deref())?,
        user,
        action: action.as_deref(),
        words: text.as_deref().map(log_words::wanted).filter(|words| !words.is_empty()),
        limit: i64::from(limit) + 1,
    };
    // Each search reads thousands of entries: they take turns, and the few connections that others do not wait for.
    let (db, _turn) = match wanted.words {
        Some(_) => {
            svc.limits.moderation.take(moderator.user())?;
            (&svc.public_db, Some(svc.searches.acquire().await.map_err(|_| crate::error::unavailable())?))
        }
        None => (&svc.db, None),
    };
    let entries = store::log(db, moderator.channel(), &wanted).await?;
    Ok(Page::cut(entries, limit as usize, |entry| entry.id.to_string()))
}

/// The messages that an action in the log has deleted, the newest hundred of them, oldest first. Needs the permission `view_log`.
///
/// Errors: `signin_required`, `forbidden`, `not_found`.
pub async fn deleted_messages(svc: &Services, current_user: &CurrentUser, action: ActionId) -> Result<Vec<Message>> {
    access::signed_in(current_user)?;
    let done = store::done(&svc.db, action).await?.ok_or_else(Problem::not_found)?;
    let channel = Ownership { id: done.channel, owner: done.owner, is_public: done.is_public };
    Moderator::prove(svc, current_user, &channel, Some(Permission::ViewLog)).await?;
    chat::store::deleted_in(&svc.db, done.channel, action, MOST_ITEMS.into()).await
}
