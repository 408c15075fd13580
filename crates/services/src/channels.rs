//! Channels: making, changing and finding them, and their stream keys.

mod changes;
pub mod deletion;
mod notice;
pub(crate) mod store;

use crate::access::{self, ChannelOwner};
use crate::accounts::{self, CurrentUser, Device};
use crate::database::{Database, Transaction};
use crate::read_cache::ReadCache;
use crate::{RequestHost, Result, Services, chat::ChannelNews, error::violated, search, secrets, streams};
pub use changes::{change_channel, change_channel_as_seen};
use domain::channels::{Category, Channel, ChannelRef, NewChannel, Role, Slug, StreamKey, StreamUrl, Tag};
use domain::chat::ServerEvent;
use domain::page::parse_cursor;
use domain::streams::Status;
use domain::{ChannelId, Code, Page, Problem, UserId};
pub use notice::staff_notice;
use std::collections::HashMap;
use std::time::Duration;
use store::OwnedChannel;
use streams::store::StreamRow;

/// Most channels that one person may own.
const CHANNELS_PER_OWNER: i64 = 20;
/// Most slugs that the channels of one person may have had: each stays reserved for ever, and one person must not use up those of all others.
const SLUGS_PER_OWNER: i64 = 100;
/// Channels on one page of a list.
const PAGE: i64 = 60;
/// How old the list of live channels may be. Every page asks for it when it opens, and then each half minute.
const LIVE_FRESH: Duration = Duration::from_secs(1);

/// The list of live channels, which all requests share. It is forgotten after each change.
pub type LiveList = ReadCache<(), Vec<Channel>>;

/// A list that is not read yet.
pub(crate) fn live_list() -> LiveList {
    ReadCache::new(LIVE_FRESH, 1)
}

/// Filters of the channel directory.
#[derive(Clone, Debug, Default)]
pub struct DirectoryQuery {
    /// Only channels that are live.
    pub live: bool,
    /// Only channels of this category.
    pub category: Option<String>,
    /// Only channels with this tag.
    pub tag: Option<String>,
    /// Only channels with this text in their name or slug.
    pub text: Option<String>,
    /// Where the last page ended.
    pub cursor: Option<String>,
}

/// Creates a channel owned by the current user.
///
/// Errors: `validation_failed`, `slug_taken`.
pub async fn create_channel(svc: &Services, current_user: &CurrentUser, wanted: NewChannel) -> Result<Channel> {
    let member = access::member(current_user)?;
    let new = wanted.check()?;
    svc.limits.channel.take(member.id)?;
    let key = new_stream_key();
    let sealed = svc.sealer.seal(&key)?;
    let mut tx = svc.db.begin().await?;
    // Requests of one person at once are counted one after the other.
    accounts::store::lock(&mut tx, member.id).await?;
    if store::count_of_owner(&mut tx, member.id).await? >= CHANNELS_PER_OWNER {
        return Err(Problem::new(
            Code::Forbidden,
            format!("One person can own at most {CHANNELS_PER_OWNER} channels."),
        )
        .into());
    }
    admit_slug(&mut tx, member.id, &new.slug).await?;
    let inserted = store::insert(&mut tx, &member, &new, &secrets::digest(&key), &sealed).await;
    // A new channel has no streams.
    let channel = inserted.map_err(|error| slug_taken_or(error, &new.slug))?;
    tx.commit().await?;
    Ok(own(channel, Role::Owner))
}

/// Deletes a channel, its streams and its chat. A running stream ends. Its slugs stay reserved for its owner.
pub async fn delete_channel(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<()> {
    let owner = access::channel_owner(svc, current_user, channel).await?;
    let streams = streams::store::open_of_channel(&svc.db, owner).await?;
    store::delete(&svc.db, owner).await?;
    end_streams(svc, &[owner.channel()], streams).await;
    Ok(())
}

/// Ends what deleted channels have on air, and disconnects their encoders; `streams` are those that were not archived. If the process is
/// killed before, the comparison with the database does it (`streams::reconcile`).
pub(crate) async fn end_streams(svc: &Services, channels: &[ChannelId], streams: Vec<StreamRow>) {
    // Ended streams can still be watched for a while; those of a deleted channel cannot.
    channels.iter().for_each(|channel| svc.live_sessions.set_public(*channel, false));
    svc.live.forget(&());
    svc.archive_access.forget_all();
    channels.iter().for_each(|channel| svc.live_sessions.cut(*channel));
    for mut stream in streams {
        svc.live_sessions.end(stream.id.into());
        if std::mem::replace(&mut stream.status, Status::Archived) == Status::Live {
            streams::lifecycle::tell_status(svc, &stream).await;
        }
    }
}

/// A channel, by its id or a slug that it has or has had. One that is not public is found only by its owner.
pub async fn get_channel(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<Channel> {
    view(svc, current_user, store::find(svc.db_for(current_user), channel).await?).await
}

/// `channel:live` for a channel; none if it is not live, is hidden or was deleted, or if the database does not answer.
pub(crate) async fn live_listing(svc: &Services, channel: ChannelId) -> Option<ServerEvent> {
    let listed = all_listed(&svc.db, &[channel]).await.unwrap_or_else(|error| {
        tracing::debug!(%channel, %error, "lists are not told of a channel");
        Vec::new()
    });
    let live = listed.into_iter().find(Channel::is_live)?;
    Some(ServerEvent::ChannelLive { channel: Box::new(live) })
}

/// Tells lists of a channel that was changed, or that was public until now.
pub(crate) async fn tell_lists(svc: &Services, channel: ChannelId, is_hidden_now: bool) {
    let listing = match is_hidden_now {
        true => Some(ServerEvent::ChannelOffline { channel_id: channel }),
        false => live_listing(svc, channel).await,
    };
    if let Some(listing) = listing {
        svc.rooms.status_feed().tell(channel, ChannelNews { listing, status: None });
    }
}

/// Those of these channels that are public, as lists show them, each with its stream, in the order of the ids.
pub(crate) async fn all_listed(db: &Database, channels: &[ChannelId]) -> Result<Vec<Channel>> {
    let found = store::public(db, channels).await?.into_iter().map(|found| found.channel).collect();
    let mut found = with_streams(db, &CurrentUser::default(), found).await?;
    found.sort_by_key(|channel| channels.iter().position(|id| *id == channel.id));
    Ok(found)
}

/// Who owns a channel. One that is not public is found only by its owner.
pub(crate) async fn ownership(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
) -> Result<store::Ownership> {
    let found = store::owned(svc.db_for(current_user), channel).await?;
    let found = found.filter(|found| found.is_public || current_user.id() == Some(found.owner));
    Ok(found.ok_or_else(Problem::not_found)?)
}

/// The channels that the current user owns, oldest first.
pub async fn my_channels(svc: &Services, current_user: &CurrentUser) -> Result<Vec<Channel>> {
    let user = access::signed_in(current_user)?.id();
    let channels = store::of_owner(&svc.db, user).await?;
    let channels = channels.into_iter().map(|found| own(found, Role::Owner)).collect();
    with_streams(&svc.db, current_user, channels).await
}

/// The channels that the current user owns, and then those that they moderate, each in the order they were made.
///
/// Errors: `signin_required`.
pub async fn moderated_channels(svc: &Services, current_user: &CurrentUser) -> Result<Vec<Channel>> {
    let user = access::signed_in(current_user)?.id();
    let mut channels = my_channels(svc, current_user).await?;
    let moderated = store::of_moderator(&svc.db, user).await?.into_iter();
    let moderated = moderated.map(|found| Channel { role: Some(Role::Moderator), ..found.channel });
    channels.extend(with_streams(&svc.db, current_user, moderated.collect()).await?);
    Ok(channels)
}

/// The channels of a user that the requester may see, those that are live first, else in the order they were made.
pub(crate) async fn of_user(svc: &Services, current_user: &CurrentUser, owner: UserId) -> Result<Vec<Channel>> {
    let db = svc.db_for(current_user);
    let is_own = current_user.id() == Some(owner);
    let found = store::of_owner(db, owner).await?.into_iter().map(|found| found.channel);
    let visible = found.filter(|channel| channel.is_public || is_own).collect();
    let mut channels = with_streams(db, current_user, visible).await?;
    channels.sort_by_key(|channel| !channel.is_live());
    Ok(channels)
}

/// An account was disabled, or enabled again: its channels were hidden with it, or came back. Encoders are disconnected that may not publish any more.
/// `before` and `after` are by [`visibility_of_owner`].
pub(crate) async fn owner_changed(
    svc: &Services,
    before: &HashMap<ChannelId, bool>,
    after: &HashMap<ChannelId, bool>,
    is_disabled: bool,
) {
    if is_disabled {
        after.keys().for_each(|channel| svc.live_sessions.cut(*channel));
    }
    for (channel, is_public) in after {
        tell_visibility(svc, *channel, before.get(channel).is_some_and(|was_public| *was_public), *is_public).await;
    }
}

/// The channels of an account, which are locked until the transaction ends, and whether each is public now.
pub(crate) async fn visibility_of_owner(tx: &mut Transaction, owner: UserId) -> Result<HashMap<ChannelId, bool>> {
    store::by_staff::lock_of_owner(tx, owner).await
}

/// A channel was shown or hidden: what is in memory and the lists learn of it. Sockets and other nodes do by the database (`recheck`).
pub(crate) async fn tell_visibility(svc: &Services, channel: ChannelId, was_public: bool, is_public: bool) {
    svc.live_sessions.set_public(channel, is_public);
    svc.live.forget(&());
    svc.archive_access.forget_all();
    // Lists have nothing to take away of a channel that was private before, and visitors may not learn of it.
    tell_lists(svc, channel, was_public && !is_public).await;
}

/// The directory: public channels, in the order they were made.
///
/// Errors: `validation_failed` for a text that is too long, `bad_request` for a cursor that no list gave out, `unavailable` while many search,
/// `rate_limited`.
pub async fn list_channels(svc: &Services, query: DirectoryQuery, device: Device) -> Result<Page<Channel>> {
    let after = parse_cursor::<ChannelId>(query.cursor.as_deref())?;
    let text = query.text.as_deref().map(search::parse_text).transpose()?;
    // Clients that send every parameter leave those empty which they do not mean.
    let meant = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let category = meant(&query.category).map(|category| Category::parse(&category)).transpose();
    let tag = meant(&query.tag).map(|tag| Tag::parse(&tag)).transpose();
    // No channel has an invalid category or tag.
    let (Ok(category), Ok(tag)) = (category, tag) else { return Ok(Page::default()) };
    let wanted = store::ChannelFilter { live: query.live, category, tag, text, after };
    let _turn = match wanted.text {
        Some(_) => Some(search::turn(svc, device).await?),
        None => None,
    };
    let mut channels = store::list(&svc.public_db, &wanted, PAGE + 1).await?;
    let more = channels.len() > PAGE as usize;
    channels.truncate(PAGE as usize);
    let items = channels.into_iter().map(|found| found.channel).collect();
    let mut items = with_streams(&svc.public_db, &CurrentUser::default(), items).await?;
    let next_cursor = items.last().filter(|_| more).map(|channel| channel.id.to_string());
    items.retain(|channel| !query.live || channel.is_live());
    Ok(Page { items, next_cursor })
}

/// Ingest address and stream key. Owner only.
pub async fn stream_key(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    request_host: &RequestHost,
) -> Result<StreamKey> {
    let owner = access::channel_owner(svc, current_user, channel).await?;
    shown(svc, store::ingest(&svc.db, owner).await?, request_host)
}

/// What a creator types into an encoder.
fn shown(svc: &Services, ingest: Option<store::Ingest>, request_host: &RequestHost) -> Result<StreamKey> {
    let ingest = ingest.ok_or_else(Problem::not_found)?;
    let stream_url = ingest.stream_url.unwrap_or_else(|| svc.settings.ingest_url(request_host));
    Ok(StreamKey { stream_url, stream_key: svc.sealer.open(&ingest.sealed_key)? })
}

/// A new stream key. The old one stops working at once, and an encoder that publishes with it is disconnected. Owner only.
pub async fn rotate_stream_key(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    request_host: &RequestHost,
) -> Result<StreamKey> {
    let owner = access::channel_owner(svc, current_user, channel).await?;
    svc.limits.channel_change.take(owner.channel())?;
    replace_stream_key(svc, owner, request_host).await
}

/// Gives a channel a new stream key; the caller has checked the permission.
pub async fn replace_stream_key(svc: &Services, owner: ChannelOwner, request_host: &RequestHost) -> Result<StreamKey> {
    let key = new_stream_key();
    let digest = secrets::digest(&key);
    let ingest = store::set_stream_key(&svc.db, owner, &digest, &svc.sealer.seal(&key)?).await?;
    svc.live_sessions.cut_other_keys(owner.channel(), &digest);
    tracing::info!(channel = %owner.channel(), "stream key rotated");
    shown(svc, ingest, request_host)
}

/// Sends a channel's encoders to another ingest address, or with an empty one back to the server's own. The caller has checked the permission.
pub async fn set_stream_url(svc: &Services, owner: ChannelOwner, stream_url: &str) -> Result<()> {
    let stream_url = match stream_url.trim() {
        "" => None,
        text => Some(
            StreamUrl::parse(text).map_err(|sentence| Problem::field(Code::ValidationFailed, "streamUrl", sentence))?,
        ),
    };
    store::set_stream_url(&svc.db, owner, stream_url.as_ref()).await
}

/// A channel as the user sees it, if they may.
async fn view(svc: &Services, current_user: &CurrentUser, found: Option<OwnedChannel>) -> Result<Channel> {
    let found = found.ok_or_else(Problem::not_found)?;
    let channel = match current_user.id() == Some(found.channel.owner.id) {
        true => own(found, Role::Owner),
        false if found.channel.is_public => found.channel,
        false => return Err(Problem::not_found().into()),
    };
    let channels = with_streams(svc.db_for(current_user), current_user, vec![channel]).await?;
    Ok(channels.into_iter().next().ok_or_else(Problem::not_found)?)
}

/// The channels, each with its stream that is LIVE or ENDING.
pub(crate) async fn with_streams(
    db: &Database,
    current_user: &CurrentUser,
    mut channels: Vec<Channel>,
) -> Result<Vec<Channel>> {
    let ids: Vec<ChannelId> = channels.iter().map(|channel| channel.id).collect();
    for stream in streams::store::of_channels(db, &ids).await? {
        let stream = stream.view(current_user);
        if let Some(channel) = channels.iter_mut().find(|channel| channel.id == stream.channel_id) {
            channel.stream = Some(stream);
        }
    }
    Ok(channels)
}

/// Public channels that are live, most watched first; read at most once a second for all requests.
pub async fn live_channels(svc: &Services) -> Result<Vec<Channel>> {
    let read = async {
        let found = store::live(&svc.db, PAGE).await?;
        let found = found.into_iter().map(|found| found.channel).collect();
        let mut channels = with_streams(&svc.db, &CurrentUser::default(), found).await?;
        // A stream may have ended between the two statements.
        channels.retain(Channel::is_live);
        Ok(channels)
    };
    svc.live.get_or_read((), read).await
}

fn own(found: OwnedChannel, role: Role) -> Channel {
    Channel { role: Some(role), auto_start: Some(found.auto_start), vods: Some(found.vods), ..found.channel }
}

pub(crate) fn new_stream_key() -> String {
    format!("live_{}", secrets::random_token())
}

/// Whether a person's channel may have this slug, as far as it is for the number of their slugs. The account is locked.
async fn admit_slug(tx: &mut Transaction, owner: UserId, slug: &Slug) -> Result<()> {
    let taken = store::slugs::taken(tx, owner, slug).await?;
    if taken.has_this || taken.count < SLUGS_PER_OWNER {
        return Ok(());
    }
    let sentence =
        format!("Your channels have had {SLUGS_PER_OWNER} addresses, and there are no more. Take one of them back.");
    Err(Problem::field(Code::ValidationFailed, "slug", sentence).into())
}

fn slug_taken(slug: &Slug) -> Problem {
    let other: String = slug.as_str().chars().take(35).collect();
    Problem::field(Code::SlugTaken, "slug", format!("That address is taken. Try {}-live?", other.trim_end_matches('-')))
}

/// That administrators have hidden the channel, if that is why the database refused to show it.
fn hidden_or(error: crate::Error) -> crate::Error {
    let sentence = "The administrators of this site have hidden this channel. Only they can show it again.";
    match &error {
        crate::Error::Database(cause)
            if matches!(
                violated(cause),
                Some("channel_hidden_is_private" | "channel_hidden_with_owner_is_private")
            ) =>
        {
            Problem::new(Code::Forbidden, sentence).into()
        }
        _ => error,
    }
}

/// The problem of a taken slug, if that is what the database refused.
fn slug_taken_or(error: crate::Error, slug: &Slug) -> crate::Error {
    match &error {
        crate::Error::Database(cause) if violated(cause) == Some("channel_slug_unique") => slug_taken(slug).into(),
        _ => hidden_or(error),
    }
}
