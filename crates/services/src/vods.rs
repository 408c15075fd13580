//! VODs: recording streams, and the use cases around their archives.

mod archive_access;
mod archive_key;
mod finalize;
mod follow;
pub mod journal;
pub mod recorder;
pub mod recording;
mod retry;
pub mod spool;
mod store;
pub mod storyboard;
mod uploader;

use crate::streams::store::archive;
use crate::{Result, Services, access, accounts::CurrentUser, channels, streams};
pub use archive_access::{ArchiveAccess, Audiences, archive_access};
pub use archive_key::ArchiveKey;
use domain::vods::{Visibility, Vod, VodChange, VodPage};
use domain::{ChannelId, Code, Page, Problem, StreamId};
pub use recorder::Recorder;
use store::VodRow;

/// VODs on one page of a list, unless fewer are asked for.
const PAGE: u32 = 60;

/// Address of a file of a stream's archive on this server.
pub fn url(stream: StreamId, path: &str) -> String {
    format!("/vod/{stream}/{path}")
}

/// The VODs of a channel (id or slug), newest first. Its owner sees all, also those that are still being finished; others see the public ones.
pub async fn of_channel(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &str,
    cursor: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<Vod>> {
    let channel = channels::get_channel(svc, current_user, channel).await?;
    let before = cursor.map(str::parse::<StreamId>).transpose();
    let before = before.map_err(|_| Problem::new(Code::BadRequest, "This cursor is not one that a list gave out."))?;
    let limit = limit.unwrap_or(PAGE).clamp(1, PAGE) as usize;
    let is_owner = current_user.id() == Some(channel.owner.id);
    let mut rows = store::of_channel(&svc.db, channel.id, is_owner, before, limit as i64 + 1).await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let items: Vec<Vod> = rows.into_iter().map(Vod::from).collect();
    let next_cursor = items.last().filter(|_| more).map(|vod| vod.stream.id.to_string());
    Ok(Page { items, next_cursor })
}

/// A VOD and its channel. Its owner also finds one that is private or still being finished.
pub async fn find(svc: &Services, current_user: &CurrentUser, stream: StreamId) -> Result<VodPage> {
    let row = store::find(&svc.db, stream).await?.ok_or_else(Problem::not_found)?;
    let channel = channels::get_channel(svc, current_user, &row.stream.channel_id.to_string()).await?;
    let is_open = row.stream.is_archived && row.visibility != Visibility::Private;
    if !is_open && current_user.id() != Some(channel.owner.id) {
        return Err(Problem::not_found().into());
    }
    Ok(VodPage { vod: row.into(), channel })
}

/// Changes title, description and who may watch. Owner only.
///
/// Errors: `validation_failed`.
pub async fn change(svc: &Services, current_user: &CurrentUser, stream: StreamId, change: VodChange) -> Result<Vod> {
    find(svc, current_user, stream).await?;
    streams::change_stream(svc, current_user, stream, change).await?;
    Ok(find(svc, current_user, stream).await?.vod)
}

/// Deletes the VOD of an ended stream, also one that is still being finished. The stream's history stays. Owner only.
pub async fn delete(svc: &Services, current_user: &CurrentUser, stream: StreamId) -> Result<()> {
    access::stream_owner(svc, current_user, stream).await?;
    if !archive::drop(&svc.db, stream).await? {
        return Err(Problem::new(Code::NotFound, "There is no recording of this stream that could be deleted.").into());
    }
    svc.audiences.forget(stream);
    tracing::info!(%stream, "the VOD was deleted");
    Ok(())
}

/// Bytes that a channel's VODs take in storage. Owner only.
pub async fn used(svc: &Services, current_user: &CurrentUser, channel: ChannelId) -> Result<i64> {
    let owner = access::owner(svc, current_user, channel).await?;
    store::used(&svc.db, owner.channel()).await
}

impl From<VodRow> for Vod {
    fn from(row: VodRow) -> Self {
        let expires_at =
            row.retention_days.zip(row.stream.ended_at).map(|(days, ended)| ended + time::Duration::days(days.into()));
        Self {
            visibility: row.visibility,
            size: row.size,
            storyboard_url: row.storyboard_url,
            expires_at: expires_at.filter(|_| row.stream.is_archived),
            stream: row.stream.into(),
        }
    }
}
