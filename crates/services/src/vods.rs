//! VODs: recording streams, and the use cases around their archives.

mod archive_access;
mod download;
mod finalize;
mod follow;
pub mod journal;
pub(crate) mod mp4;
pub mod recorder;
pub mod recording;
mod retry;
pub mod spool;
pub mod storyboard;
mod uploader;
mod uploads;

use crate::streams::store::StreamRow;
use crate::{Result, Services, access, accounts::CurrentUser, archives, channels, markers, streams};
pub use archive_access::{ArchiveAccess, ArchiveAccessCache};
use domain::addresses::{self, STORYBOARD};
use domain::channels::ChannelRef;
use domain::page::parse_cursor;
use domain::vods::{ArchiveState, Vod, VodChange, VodPage};
use domain::{Code, Page, Problem, StreamId};
pub use download::{Download, RunningDownloads, download};
pub use recorder::Recorder;

/// VODs on one page of a list, unless fewer are asked for.
const PAGE: u32 = 60;

/// The VODs of a channel, newest first. Its owner sees all, also those that are not ready; others see the public ones.
pub async fn of_channel(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    cursor: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<Vod>> {
    let channel = channels::ownership(svc, current_user, channel).await?;
    let before = parse_cursor::<StreamId>(cursor)?;
    let limit = limit.unwrap_or(PAGE).clamp(1, PAGE) as usize;
    let is_owner = current_user.id() == Some(channel.owner);
    let mut rows =
        streams::store::archived(svc.db_for(current_user), channel.id, is_owner, before, limit as i64 + 1).await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let items: Vec<Vod> = rows.into_iter().filter_map(|row| vod(row, current_user)).collect();
    let next_cursor = items.last().filter(|_| more).map(|vod| vod.stream.id.to_string());
    Ok(Page { items, next_cursor })
}

/// A VOD with its chapters, and its channel. Its owner also finds one that is private or not ready.
pub async fn find(svc: &Services, current_user: &CurrentUser, stream: StreamId) -> Result<VodPage> {
    let row = find_row(svc, current_user, stream).await?;
    let channel = channels::get_channel(svc, current_user, &ChannelRef::Id(row.channel_id.into())).await?;
    let markers = markers::store::of_stream(svc.db_for(current_user), stream).await?;
    Ok(VodPage { vod: vod(row, current_user).ok_or_else(Problem::not_found)?, channel, markers })
}

/// Changes title, description and who may watch. Owner only.
///
/// Errors: `validation_failed`.
pub async fn change(svc: &Services, current_user: &CurrentUser, stream: StreamId, change: VodChange) -> Result<Vod> {
    let owner = find_row(svc, current_user, stream).await?.owner(current_user)?;
    Ok(vod(streams::change_as(svc, owner, change).await?, current_user).ok_or_else(Problem::not_found)?)
}

/// An ended stream with an archive, if the user may watch it.
async fn find_row(svc: &Services, current_user: &CurrentUser, stream: StreamId) -> Result<StreamRow> {
    let is_watchable = |row: &StreamRow| {
        let is_open = row.is_archive_open() && row.archive_state() == Some(ArchiveState::Ready);
        row.is_over() && row.archive_state().is_some() && (is_open || row.is_owned_by(current_user))
    };
    let found = streams::store::find(svc.db_for(current_user), stream).await?.filter(is_watchable);
    Ok(found.ok_or_else(Problem::not_found)?)
}

/// Deletes the VOD of an ended stream, also one that is still being finished. The stream's history stays. Owner only.
pub async fn delete(svc: &Services, current_user: &CurrentUser, stream: StreamId) -> Result<()> {
    let owner = access::stream_owner(svc, current_user, stream).await?;
    if !archives::delete(&svc.db, owner).await? {
        return Err(Problem::new(Code::NotFound, "There is no recording of this stream that could be deleted.").into());
    }
    svc.archive_access.forget(stream);
    tracing::info!(%stream, "the VOD was deleted");
    Ok(())
}

/// Bytes that a channel's VODs take in storage. Owner only.
pub async fn used(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<i64> {
    archives::used(&svc.db, access::channel_owner(svc, current_user, channel).await?).await
}

/// An ended stream with an archive, as the user sees it; none without an archive.
pub(crate) fn vod(row: StreamRow, current_user: &CurrentUser) -> Option<Vod> {
    let expires_at =
        row.retention_days.zip(row.ended_at).map(|(days, ended)| ended + time::Duration::days(days.into()));
    let archive_state = row.archive_state()?;
    let is_ready = archive_state == ArchiveState::Ready;
    let has_storyboard = is_ready && row.has_storyboard.unwrap_or_default();
    let is_offered = is_ready && download::is_offered(&row, current_user);
    Some(Vod {
        archive_state,
        visibility: row.visibility(),
        size: row.archive_size.unwrap_or_default(),
        storyboard_url: has_storyboard.then(|| addresses::archive(row.id.into(), STORYBOARD)),
        download_url: is_offered.then(|| addresses::download(row.id.into())),
        expires_at: expires_at.filter(|_| is_ready),
        stream: row.view(current_user),
    })
}

/// Who may watch a stream's archive; not found if it has none.
pub async fn archive_access(svc: &Services, stream: StreamId) -> Result<ArchiveAccess> {
    let read = async { Ok(streams::store::find(&svc.public_db, stream).await?.as_ref().and_then(ArchiveAccess::of)) };
    let archive_access = svc.archive_access.get_or_read(stream, read).await?;
    Ok(archive_access.ok_or_else(Problem::not_found)?)
}
