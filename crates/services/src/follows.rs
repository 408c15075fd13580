//! Follows: of channels, whose lists show what is live first, and of other users.

mod followed_cursor;
pub(crate) mod store;

use crate::accounts::{self, CurrentUser};
use crate::database::Transaction;
use crate::webhooks::{self, ChannelEvent};
use crate::{Result, Services, access, blocks, channels};
use domain::accounts::{User, UserRef};
use domain::channels::{Channel, ChannelRef};
use domain::follows::{ChannelFollow, ChannelFollower, Follow};
use domain::page::parse_cursor;
use domain::{ChannelId, Code, FollowId, Page, Problem, UserId};
use followed_cursor::FollowedCursor;

/// Most channels, and most users, that one account may follow.
pub const FOLLOWS_PER_ACCOUNT: i64 = 2000;
/// Followed channels, and followed users, on a user's page.
const ON_USER_PAGE: u32 = 24;
/// Items on one page of a list, unless fewer are asked for.
const PAGE: u32 = 60;

/// What an account follows from now on, or has followed before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Followed<T> {
    /// From now on.
    Now(T),
    /// It did before, and nothing has changed.
    Before(T),
}

impl<T> Followed<T> {
    /// The follow, from whenever on.
    pub fn into_follow(self) -> T {
        match self {
            Self::Now(follow) | Self::Before(follow) => follow,
        }
    }
}

/// Follows a channel. A channel that is hidden from the user is not found.
///
/// Errors: `signin_required`, `onboarding_required`, `not_found`; `forbidden` for the own channel, and for an account that follows
/// [`FOLLOWS_PER_ACCOUNT`] channels; `blocked` by the channel's owner; `rate_limited`.
pub async fn follow_channel(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
) -> Result<Followed<ChannelFollow>> {
    let member = access::member(current_user)?;
    svc.limits.follow.take(member.id)?;
    let channel = channels::ownership(svc, current_user, channel).await?;
    if channel.owner == member.id {
        return Err(Problem::new(Code::Forbidden, "This channel is your own, so you can't follow it.").into());
    }
    let mut tx = begin(svc, member.id).await?;
    if blocks::store::is_blocked(&mut tx, channel.owner, member.id).await? {
        return Err(blocks::refusal("The owner of this channel has blocked you, so you can't follow it.").into());
    }
    if let Some(follow) = store::channel_follow(&mut tx, member.id, channel.id).await? {
        tx.rollback().await?;
        return Ok(Followed::Before(follow));
    }
    check_count(store::count_channels(&mut tx, member.id).await?, "channels")?;
    let follow = store::insert_channel_follow(&mut tx, member.id, channel.id).await?.ok_or_else(Problem::not_found)?;
    webhooks::queue(&mut tx, svc, channel.id, ChannelEvent::Follow(&follow)).await?;
    tx.commit().await?;
    Ok(Followed::Now(follow))
}

/// No longer follows a channel; nothing happens if the user did not. A channel that is hidden from the user is not found.
///
/// Errors: `signin_required`, `not_found`, `rate_limited`.
pub async fn unfollow_channel(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<()> {
    let user = access::signed_in(current_user)?.id();
    svc.limits.follow.take(user)?;
    let channel = channels::ownership(svc, current_user, channel).await?.id;
    // Its account first, as following and erasing do.
    let mut tx = begin(svc, user).await?;
    store::delete_channel_follow(&mut tx, user, channel).await?;
    Ok(tx.commit().await?)
}

/// Follows another user. One without a username, or whose account is disabled, is not found.
///
/// Errors: `signin_required`, `onboarding_required`, `not_found`; `forbidden` for oneself, and for an account that follows
/// [`FOLLOWS_PER_ACCOUNT`] users; `blocked` by that user; `rate_limited`.
pub async fn follow_user(svc: &Services, current_user: &CurrentUser, user: &UserRef) -> Result<Followed<Follow>> {
    let member = access::member(current_user)?;
    svc.limits.follow.take(member.id)?;
    let followee = accounts::store::visible(&svc.db, user).await?.ok_or_else(Problem::not_found)?;
    if followee == member.id {
        return Err(Problem::new(Code::Forbidden, "This is you, so you can't follow this account.").into());
    }
    let mut tx = begin(svc, member.id).await?;
    if blocks::store::is_blocked(&mut tx, followee, member.id).await? {
        return Err(blocks::refusal("This person has blocked you, so you can't follow them.").into());
    }
    if let Some(follow) = store::follow(&mut tx, member.id, followee).await? {
        tx.rollback().await?;
        return Ok(Followed::Before(follow));
    }
    check_count(store::count_users(&mut tx, member.id).await?, "people")?;
    let follow = store::insert_follow(&mut tx, member.id, followee).await?.ok_or_else(Problem::not_found)?;
    tx.commit().await?;
    Ok(Followed::Now(follow))
}

/// No longer follows another user; nothing happens if the user did not.
///
/// Errors: `signin_required`, `not_found`, `rate_limited`.
pub async fn unfollow_user(svc: &Services, current_user: &CurrentUser, user: &UserRef) -> Result<()> {
    let follower = access::signed_in(current_user)?.id();
    svc.limits.follow.take(follower)?;
    let followee = accounts::store::visible(&svc.db, user).await?.ok_or_else(Problem::not_found)?;
    store::delete_follow(&svc.db, follower, followee).await
}

/// Whether the current user follows a channel; signed-out users follow none.
pub async fn is_following(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<bool> {
    match current_user.id() {
        Some(user) => store::is_following(&svc.db, user, channel).await,
        None => Ok(false),
    }
}

/// The public channels that the current user follows: those that are live, then the others, each from the newest follow on.
///
/// Errors: `signin_required`; `bad_request` for a cursor that no list gave out.
pub async fn followed_channels(
    svc: &Services,
    current_user: &CurrentUser,
    cursor: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<Channel>> {
    let user = access::signed_in(current_user)?.id();
    let after = parse_cursor::<FollowedCursor>(cursor)?;
    let limit = page_size(limit);
    let rows = store::followed(&svc.db, user, after, i64::from(limit) + 1).await?;
    let page = Page::cut(rows, limit as usize, |row| row.cursor().to_string());
    let ids: Vec<ChannelId> = page.items.iter().map(|row| row.channel_id.into()).collect();
    Ok(Page { items: channels::all_listed(&svc.db, &ids).await?, next_cursor: page.next_cursor })
}

/// The followers of a channel, the newest first. Owner only.
///
/// Errors: `signin_required`, `forbidden`, `not_found`; `bad_request` for a cursor that no list gave out.
pub async fn followers(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    cursor: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<ChannelFollower>> {
    let owner = access::channel_owner(svc, current_user, channel).await?;
    let before = parse_cursor::<FollowId>(cursor)?;
    let limit = page_size(limit);
    let rows = store::followers(&svc.db, owner, before, i64::from(limit) + 1).await?;
    let follower = |(user, followed_at)| ChannelFollower { user, followed_at };
    Ok(Page::cut(rows, limit as usize, |row| row.entry_id.to_string()).map(|row| follower(row.into())))
}

/// Whom a user follows, and who follows them, as their page shows it.
pub(crate) struct FollowsOfUser {
    pub follower_count: i64,
    /// Whether the requester follows them.
    pub is_following: bool,
    /// Public channels that they follow, those that are live first; [`ON_USER_PAGE`] at most, as of the users.
    pub channels: Vec<Channel>,
    pub users: Vec<User>,
}

pub(crate) async fn of_user(svc: &Services, current_user: &CurrentUser, user: UserId) -> Result<FollowsOfUser> {
    let db = svc.db_for(current_user);
    let is_following = match current_user.id() {
        Some(requester) => store::is_following_user(db, requester, user).await?,
        None => false,
    };
    let followed = store::followed(db, user, None, i64::from(ON_USER_PAGE)).await?;
    let ids: Vec<ChannelId> = followed.iter().map(|row| row.channel_id.into()).collect();
    Ok(FollowsOfUser {
        follower_count: store::count_followers_of_user(db, user).await?,
        is_following,
        channels: channels::all_listed(db, &ids).await?,
        users: store::followed_users(db, user, i64::from(ON_USER_PAGE)).await?,
    })
}

/// A transaction in which the account's other follows wait, so that what is counted of it stays true. So do blocks of the account.
async fn begin(svc: &Services, account: UserId) -> Result<Transaction> {
    let mut tx = svc.db.begin().await?;
    if !accounts::store::lock(&mut tx, account).await? {
        return Err(access::erased().into());
    }
    Ok(tx)
}

fn check_count(count: i64, what: &str) -> Result<()> {
    if count < FOLLOWS_PER_ACCOUNT {
        return Ok(());
    }
    let sentence = format!("You follow {FOLLOWS_PER_ACCOUNT} {what}, the most that are possible. Unfollow some first.");
    Err(Problem::new(Code::Forbidden, sentence).into())
}

fn page_size(limit: Option<u32>) -> u32 {
    limit.unwrap_or(PAGE).clamp(1, PAGE)
}
