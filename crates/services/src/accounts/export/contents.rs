//! The files of an export, in their order. `super::super::references` says which of them has the rows of which table.

use super::super::store::{self, AccountDetails};
use super::zip::Zip;
use super::{Broken, Exporter};
use crate::storage::{ArchiveKey, Storage, StorageError};
use crate::streams::store::StreamRow;
use crate::{channels, markers, pictures, streams, subscriptions, vods, webhooks};
use domain::accounts::Account;
use domain::addresses::PICTURES;
use domain::channels::Channel;
use domain::markers::Marker;
use domain::pictures::PictureFile;
use domain::streams::Stream;
use domain::vods::{ArchiveState, Vod};
use domain::{Problem, StreamId, SubscriptionId};
use futures_util::{AsyncWriteExt, TryStreamExt};
use serde::Serialize;
use std::collections::HashMap;
use std::pin::pin;
use time::OffsetDateTime;
use time::macros::format_description;
use uuid::Uuid;

/// Rows that are read at once.
const PAGE: i64 = 500;

/// The content of `account.json`.
#[derive(Serialize)]
struct ExportedAccount {
    #[serde(flatten)]
    account: Account,
    #[serde(flatten)]
    details: AccountDetails,
}

/// An item of `streams.json`.
#[derive(Serialize)]
struct ExportedStream {
    #[serde(flatten)]
    view: ExportedView,
    markers: Vec<Marker>,
}

/// What is said of a stream.
#[derive(Serialize)]
#[serde(untagged)]
enum ExportedView {
    Archived(Box<Vod>),
    Unarchived(Box<Stream>),
}

/// An archive that can be played.
struct Recording {
    archive: ArchiveKey,
    started_at: OffsetDateTime,
    ended_at: OffsetDateTime,
}

impl Recording {
    fn of(row: &StreamRow) -> Option<Self> {
        let archive = row.archive_key().filter(|_| row.archive_state() == Some(ArchiveState::Ready))?;
        Some(Self { archive, started_at: row.started_at?, ended_at: row.ended_at? })
    }

    /// Its name in the ZIP file. `part` counts from 1.
    fn file_name(&self, part: usize) -> String {
        let format = format_description!("[year]-[month]-[day] [hour]-[minute]-[second]");
        // Every date that the database knows can be written.
        let begin = self.started_at.format(format).unwrap_or_default();
        let part = if part == 1 { String::new() } else { format!(" part {part}") };
        format!("recordings/{begin} {}{part}.mp4", self.archive.stream())
    }
}

/// Writes all files.
pub(super) async fn write(exporter: &Exporter, zip: &mut Zip) -> Result<(), Broken> {
    let Exporter { svc, current_user, account, storage, .. } = exporter;
    let (db, account) = (&svc.db, *account);
    let shown = store::account(db, account).await?.ok_or_else(Problem::not_found)?;
    let mut shown_pictures = vec![shown.avatar.clone()];
    let details = store::account_details(db, account).await?.ok_or_else(Problem::not_found)?;
    zip.object("account.json", &ExportedAccount { account: shown, details }).await?;
    zip.object("access_tokens.json", &store::tokens(db, account).await?).await?;
    zip.object("devices.json", &store::devices(db, account, current_user.session()).await?).await?;
    let channels = channels::my_channels(svc, current_user).await?;
    zip.object("channels.json", &channels).await?;
    shown_pictures.extend(channels.iter().flat_map(|channel| [channel.avatar.clone(), channel.banner.clone()]));
    let emotes = store::own_emotes(db, account).await?;
    shown_pictures.extend(emotes.iter().map(|emote| Some(emote.url.clone())));
    zip.object("emotes.json", &emotes).await?;
    // Without their secrets, which the address of one of Discord is, too.
    zip.object("webhooks.json", &webhooks::of_owner(svc, account).await?).await?;
    let recordings = streams(exporter, zip).await?;
    messages(exporter, zip).await?;
    filtered(exporter, zip).await?;
    zip.object("appeals.json", &store::own_appeals(db, account).await?).await?;
    reports(exporter, zip).await?;
    zip.object("follows.json", &store::own_follows(db, account).await?).await?;
    followers(exporter, zip, &channels).await?;
    subscriptions(exporter, zip).await?;
    zip.object("blocks.json", &store::own_blocks(db, account).await?).await?;
    zip.object("identities.json", &store::own_identities(db, account).await?).await?;
    write_pictures(storage, zip, shown_pictures).await?;
    for recording in &recordings {
        write_recording(storage, zip, recording).await?;
    }
    // Erased meanwhile, it had fewer rows to read than it has had: the file must not look whole.
    store::account(db, account).await?.ok_or_else(Problem::not_found)?;
    Ok(())
}

/// Writes `streams.json`, and returns what can be played of the streams.
async fn streams(exporter: &Exporter, zip: &mut Zip) -> Result<Vec<Recording>, Broken> {
    let Exporter { svc, current_user, account, .. } = exporter;
    let mut list = zip.list("streams.json").await?;
    let (mut recordings, mut after) = (Vec::new(), None);
    loop {
        let rows = streams::store::of_owner(&svc.db, *account, after, PAGE).await?;
        let Some(last) = rows.last() else { break };
        after = Some(StreamId::from(last.id));
        recordings.extend(rows.iter().filter_map(Recording::of));
        let ids: Vec<StreamId> = rows.iter().map(|row| row.id.into()).collect();
        let mut marked: HashMap<StreamId, Vec<Marker>> = HashMap::new();
        for marker in markers::store::of_streams(&svc.db, &ids).await? {
            marked.entry(marker.stream_id).or_default().push(marker);
        }
        let items = rows.into_iter().filter_map(|row| {
            let markers = marked.remove(&StreamId::from(row.id)).unwrap_or_default();
            let view = match row.archive_state() {
                Some(_) => ExportedView::Archived(Box::new(vods::vod(row, current_user)?)),
                None => ExportedView::Unarchived(Box::new(row.view(current_user))),
            };
            Some(ExportedStream { view, markers })
        });
        list.push(&items.collect::<Vec<_>>()).await?;
    }
    list.end().await?;
    Ok(recordings)
}

/// Room by room, since that is how the table's index has an author's messages.
async fn messages(Exporter { svc, account, .. }: &Exporter, zip: &mut Zip) -> Result<(), Broken> {
    let mut list = zip.list("messages.json").await?;
    let mut room = None;
    while let Some(channel) = store::room_after(&svc.db, *account, room).await? {
        let mut after = 0;
        loop {
            let page = store::own_messages(&svc.db, *account, channel, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.seq;
            list.push(&page).await?;
        }
        room = Some(channel);
    }
    list.end().await
}

/// What the filters held or refused.
async fn filtered(Exporter { svc, account, .. }: &Exporter, zip: &mut Zip) -> Result<(), Broken> {
    let mut list = zip.list("filtered_messages.json").await?;
    let mut after = Uuid::nil();
    loop {
        let page = store::own_filtered(&svc.db, *account, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.id;
        list.push(&page).await?;
    }
    list.end().await
}

/// What the account has reported.
async fn reports(Exporter { svc, account, .. }: &Exporter, zip: &mut Zip) -> Result<(), Broken> {
    let mut list = zip.list("reports.json").await?;
    let mut after = Uuid::nil();
    loop {
        let page = store::own_reports(&svc.db, *account, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.id;
        list.push(&page).await?;
    }
    list.end().await
}

async fn followers(
    Exporter { svc, account, .. }: &Exporter,
    zip: &mut Zip,
    channels: &[Channel],
) -> Result<(), Broken> {
    let mut list = zip.list("followers.json").await?;
    for channel in std::iter::once(None).chain(channels.iter().map(Some)) {
        let mut after = Uuid::nil();
        loop {
            let page = match channel {
                None => store::followers_of_account(&svc.db, *account, after, PAGE).await?,
                Some(channel) => store::followers_of_channel(&svc.db, *account, channel.id, after, PAGE).await?,
            };
            let Some(last) = page.last() else { break };
            after = last.id;
            list.push(&page).await?;
        }
    }
    list.end().await
}

async fn subscriptions(Exporter { svc, account, .. }: &Exporter, zip: &mut Zip) -> Result<(), Broken> {
    let mut list = zip.list("subscriptions.json").await?;
    let mut before: Option<SubscriptionId> = None;
    loop {
        let page = subscriptions::store::of_account(&svc.db, *account, before, PAGE).await?;
        let Some(last) = page.last() else { break };
        before = Some(last.id);
        list.push(&page).await?;
    }
    list.end().await
}

/// The largest size of each picture.
async fn write_pictures(storage: &Storage, zip: &mut Zip, addresses: Vec<Option<String>>) -> Result<(), Broken> {
    let parsed = |address: String| PictureFile::parse(address.strip_prefix(PICTURES)?);
    for picture in addresses.into_iter().flatten().filter_map(parsed) {
        let object = match pictures::read(storage, picture).await {
            // It was replaced meanwhile.
            Err(StorageError::NotFound) => continue,
            found => found?.1,
        };
        let mut file = zip.file(&format!("pictures/{}", picture.name()), OffsetDateTime::now_utc()).await?;
        file.write_all(&object.bytes().await?).await?;
        file.close().await?;
    }
    Ok(())
}

async fn write_recording(storage: &Storage, zip: &mut Zip, recording: &Recording) -> Result<(), Broken> {
    let files = vods::mp4::files(storage, recording.archive).await?;
    for (index, mp4) in files.into_iter().enumerate() {
        let mut file = zip.file(&recording.file_name(index + 1), recording.ended_at).await?;
        let whole = 0..mp4.length();
        let mut pieces = pin!(mp4.pieces(storage.clone(), whole));
        loop {
            let piece = match pieces.try_next().await {
                // A segment is gone, as all are once the VOD was deleted: the file ends here.
                Err(StorageError::NotFound) => {
                    tracing::warn!(
                        file = index + 1,
                        "an export has only the beginning of a recording: storage has not the rest"
                    );
                    None
                }
                piece => piece?,
            };
            let Some(piece) = piece else { break };
            file.write_all(&piece).await?;
        }
        file.close().await?;
    }
    Ok(())
}
