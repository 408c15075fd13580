//! Lists for administrators: users, channels, streams on air, the audit log and the outbox.

use crate::accounts::{self, CurrentUser};
use crate::channels::store::by_staff;
use crate::database::Database;
use crate::error::unavailable;
use crate::moderation::log_words;
use crate::{Result, Services, access, mail as outbox, moderation, streams as stored_streams};
use domain::accounts::UserRef;
use domain::admin::{AdminChannel, AdminStream, AdminUser, AuditEntry, MailEntry};
use domain::channels::{Channel, SearchText};
use domain::page::parse_cursor;
use domain::{ActionId, ChannelId, Code, Page, Problem, UserId};
use tokio::sync::SemaphorePermit;
use uuid::Uuid;

/// The most items of a page, and how many there are if the request does not say.
const MOST: u32 = 100;
const USUAL: u32 = 50;
/// The most streams on air that are listed.
const STREAMS: i64 = 500;

/// What is looked for in a list.
#[derive(Clone, Debug, Default)]
pub struct ListQuery {
    /// Only items with this text in their names or address.
    pub text: Option<String>,
    /// `nextCursor` of the page before: older items follow.
    pub before: Option<String>,
    /// The most items of a page: 1 to 100, 50 if left out.
    pub limit: Option<u32>,
}

/// What is looked for in the audit log.
#[derive(Clone, Debug, Default)]
pub struct AuditQuery {
    /// Text, cursor and limit. The text is looked for in actions, reasons, names of people, and the words of messages.
    pub list: ListQuery,
    /// Only actions with this name.
    pub action: Option<String>,
    /// Only what this user did, or what was done to them.
    pub user: Option<UserRef>,
}

impl ListQuery {
    fn limit(&self) -> u32 {
        self.limit.unwrap_or(USUAL).clamp(1, MOST)
    }

    fn text(&self) -> Result<Option<SearchText>> {
        let text = self.text.as_deref().map(SearchText::parse).transpose();
        let text = text.map_err(|sentence| Problem::field(Code::ValidationFailed, "q", sentence))?;
        Ok(text.filter(|text| !text.as_str().is_empty()))
    }
}

/// The connections that a list is read with. A search reads a whole table: searches take turns, on the few connections that others do not wait
/// for.
async fn turn(svc: &Services, reader: UserId, is_search: bool) -> Result<(&Database, Option<SemaphorePermit<'_>>)> {
    if !is_search {
        return Ok((&svc.db, None));
    }
    svc.limits.moderation.take(reader)?;
    Ok((&svc.public_db, Some(svc.searches.acquire().await.map_err(|_| unavailable())?)))
}

/// Accounts, the newest first, disabled ones included. The text is looked for in usernames, display names and e-mail addresses; an id finds its account.
///
/// Errors: `signin_required`, `forbidden`, `bad_request` for a cursor that no list gave out, `validation_failed`, `rate_limited`.
pub async fn users(svc: &Services, current_user: &CurrentUser, query: ListQuery) -> Result<Page<AdminUser>> {
    let administrator = access::administrator(current_user)?;
    let (text, limit) = (query.text()?, query.limit());
    let before = parse_cursor::<UserId>(query.before.as_deref())?;
    let (db, _turn) = turn(svc, administrator.user(), text.is_some()).await?;
    let text = text.as_ref().map(SearchText::as_str);
    let users = accounts::store::all(db, administrator, text, before, i64::from(limit) + 1).await?;
    Ok(Page::cut(users, limit as usize, |user| user.id.to_string()))
}

/// One of them.
///
/// Errors: `signin_required`, `forbidden`, `not_found`.
pub async fn user(svc: &Services, current_user: &CurrentUser, user: UserId) -> Result<AdminUser> {
    let administrator = access::administrator(current_user)?;
    let found = accounts::store::one(&svc.db, administrator, user).await?;
    Ok(found.ok_or_else(Problem::not_found)?)
}

/// Channels, the newest first, hidden ones included. The text is looked for in names, slugs and their owners' usernames.
///
/// Errors: those of [`users`].
pub async fn channels(svc: &Services, current_user: &CurrentUser, query: ListQuery) -> Result<Page<AdminChannel>> {
    let administrator = access::administrator(current_user)?;
    let (text, limit) = (query.text()?, query.limit());
    let before = parse_cursor::<ChannelId>(query.before.as_deref())?;
    let (db, _turn) = turn(svc, administrator.user(), text.is_some()).await?;
    let channels = by_staff::all(db, administrator, text.as_ref(), before, i64::from(limit) + 1).await?;
    let page = Page::cut(channels, limit as usize, |channel| channel.id.to_string());
    let items = shown(svc, current_user, page.items).await?;
    Ok(Page { items, next_cursor: page.next_cursor })
}

/// Channels as administrators see them.
pub(super) async fn shown(
    svc: &Services,
    current_user: &CurrentUser,
    channels: Vec<Channel>,
) -> Result<Vec<AdminChannel>> {
    let ids: Vec<ChannelId> = channels.iter().map(|channel| channel.id).collect();
    let mut hidden = by_staff::hidden(&svc.db, &ids).await?;
    let channels = crate::channels::with_streams(&svc.db, current_user, channels).await?.into_iter();
    Ok(channels
        .map(|channel| {
            let hidden = hidden.remove(&channel.id).unwrap_or_default();
            AdminChannel { channel, hidden_reason: hidden.reason, hidden_with_owner: hidden.with_owner }
        })
        .collect())
}

/// The streams that are LIVE or ENDING, the most watched first, also those of hidden channels; 500 at most.
///
/// Errors: `signin_required`, `forbidden`.
pub async fn streams(svc: &Services, current_user: &CurrentUser) -> Result<Page<AdminStream>> {
    let administrator = access::administrator(current_user)?;
    let streams = stored_streams::store::on_air_or_ending(&svc.db, administrator, STREAMS).await?;
    let ids: Vec<ChannelId> = streams.iter().map(|stream| stream.channel_id.into()).collect();
    let channels = by_staff::these(&svc.db, administrator, &ids).await?;
    let of = |id: Uuid| channels.iter().find(|channel| channel.id.0 == id).cloned();
    let items = streams.into_iter().filter_map(|stream| {
        // None: it was deleted just now.
        Some(AdminStream { channel: of(stream.channel_id)?, stream: stream.view(current_user) })
    });
    Ok(Page::whole(items.collect()))
}

/// The audit log of all channels and of what concerns none, the newest first. What was done with reports about the reader is not in it.
///
/// Errors: those of [`users`], and `not_found` for the user.
pub async fn audit_log(svc: &Services, current_user: &CurrentUser, query: AuditQuery) -> Result<Page<AuditEntry>> {
    let administrator = access::administrator(current_user)?;
    let (text, limit) = (query.list.text()?, query.list.limit());
    let user = match &query.user {
        Some(user) => Some(accounts::store::account_state(&svc.db, user).await?.ok_or_else(Problem::not_found)?.id),
        None => None,
    };
    // PostgreSQL's texts have no NUL.
    let action = query.action.map(|action| action.replace('\0', "")).filter(|action| !action.is_empty());
    let wanted = moderation::store::Wanted {
        reader: Some(administrator.user()),
        before: parse_cursor::<ActionId>(query.list.before.as_deref())?,
        user,
        action: action.as_deref(),
        words: text.as_ref().map(|text| log_words::wanted(text.as_str())).filter(|words| !words.is_empty()),
        limit: i64::from(limit) + 1,
    };
    let (db, _turn) = turn(svc, administrator.user(), wanted.words.is_some()).await?;
    let entries = moderation::store::whole_log(db, administrator, &wanted).await?;
    Ok(Page::cut(entries, limit as usize, |entry| entry.entry.id.to_string()))
}

/// Mails of the last 30 days, the newest first, without what they say.
///
/// Errors: `signin_required`, `forbidden`, `bad_request` for a cursor that no list gave out.
pub async fn mail(
    svc: &Services,
    current_user: &CurrentUser,
    cursor: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<MailEntry>> {
    let administrator = access::administrator(current_user)?;
    let limit = limit.unwrap_or(USUAL).clamp(1, MOST);
    let entries = outbox::entries(svc, administrator, parse_cursor::<Uuid>(cursor)?, i64::from(limit) + 1).await?;
    Ok(Page::cut(entries, limit as usize, |entry| entry.id.to_string()))
}
