//! Makes a VOD of a recording: playlists, pictures, and the statement that lists it.

use super::journal::{PictureEntry, SEGMENT, segment_path};
use super::recording::{Recording, SOURCE, Track};
use super::spool::JOURNAL;
use super::storyboard::{self, Object, Picture};
use crate::archives::{self, Archived};
use crate::storage::Storage;
use crate::storage::prefix;
use crate::streams::{lifecycle::tell_status, store};
use crate::webhooks::{self, ChannelEvent};
use crate::{Result, Services};
use domain::addresses::{self, MULTIVARIANT, STORYBOARD, THUMBNAIL};
use media::hls::TICKS_PER_SECOND;
use media::hls::playlist::{self, PlaylistBody, RecordedRendition, RecordedSegment, RecordingState};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use tokio::task::spawn_blocking;

const PLAYLIST: &str = "application/vnd.apple.mpegurl";
/// Recordings shorter than this are too short to be worth a VOD. In ticks.
const SHORTEST: i64 = TICKS_PER_SECOND;
/// The most pictures that are read for one VOD.
const PICTURES: usize = 900;

/// The part of a rendition that storage really has.
struct StoredRendition {
    kept: RecordedRendition,
    /// Number of segments that are in the journal but not in storage.
    lost: usize,
}

/// What storage has of a recording.
struct Stored {
    renditions: BTreeMap<String, StoredRendition>,
    /// Number of media segments that the journal does not name.
    unnamed: usize,
}

/// Stores what is missing beside the media and lists the VOD; idempotent. A recording that is too short is dropped, unless that is because
/// some of it was lost.
pub async fn finish(svc: &Services, storage: &Storage, recording: &Arc<Recording>) -> Result<()> {
    let (stream, archive) = (recording.stream(), recording.key());
    let whole = recording.clone();
    // Days of segments are too much text for a thread that serves others, too.
    let (content, journal) = spawn_blocking(move || {
        let content = whole.content();
        let journal = content.journal();
        (content, journal)
    })
    .await?;
    let Stored { renditions, unnamed } = stored(storage, recording, &content.tracks).await?;
    let lost: usize = renditions.values().map(|rendition| rendition.lost).sum();
    let source = renditions.get(SOURCE).map(|source| &source.kept).filter(|source| source.ticks() >= SHORTEST);
    let Some(source) = source else {
        if lost > 0 || unnamed > 0 || recording.has_gap() {
            tracing::warn!(%stream, lost, unnamed, "most of the recording was lost, so there will be no VOD");
            return archives::failed(&svc.db, stream).await;
        }
        tracing::info!(%stream, "the recording is too short to keep");
        archives::discard(&svc.db, stream).await?;
        return Ok(());
    };
    let ticks = source.ticks();
    let mut listed = Vec::new();
    for (name, kept) in ordered(&renditions) {
        // A segment of any rendition has the number of the source's segment that it was made from.
        let text = PlaylistBody::of(source.segments(), |msn| kept.segment(msn)).playlist(RecordingState::Archived);
        storage.put(&archive.key(&addresses::media_playlist(name)), text.into(), PLAYLIST).await?;
        // A rendition that covers only a part would leave viewers who choose it without a picture most of the time.
        let is_covered = |segment: &&RecordedSegment| kept.segment(segment.msn).is_some();
        let covered: i64 = source.segments().iter().filter(is_covered).map(|segment| segment.duration).sum();
        if covered * 2 >= ticks {
            listed.extend(kept.variant(name));
        }
    }
    storage.put(&archive.key(MULTIVARIANT), playlist::multivariant(&listed).into(), PLAYLIST).await?;
    let beside = beside(recording, &content.pictures, source.segments(), ticks / 90).await?;
    let names: Vec<String> = beside.iter().map(|object| object.name.clone()).collect();
    for object in beside {
        storage.put(&archive.key(&object.name), object.bytes, object.content_type).await?;
    }
    storage.put(&archive.key(JOURNAL), journal.into(), "application/jsonl").await?;

    let size: u64 = renditions.values().map(|rendition| rendition.kept.bytes()).sum();
    let has = |name: &str| names.iter().any(|known| known == name);
    let archived = Archived {
        size: i64::try_from(size).unwrap_or(i64::MAX),
        duration: i32::try_from((ticks + TICKS_PER_SECOND / 2) / TICKS_PER_SECOND).unwrap_or(i32::MAX),
        has_thumbnail: has(THUMBNAIL),
        has_storyboard: has(STORYBOARD),
    };
    // If not, its channel or its owner deleted it meanwhile, and the recorder's next tick cleans up.
    let mut tx = svc.db.begin().await?;
    if archives::ready(&mut tx, stream, &archived).await? {
        let found = store::find(&mut tx, stream).await?;
        if let Some(found) = &found {
            webhooks::queue(&mut tx, svc, found.channel_id.into(), ChannelEvent::VodReady(found)).await?;
        }
        tx.commit().await?;
        if let Some(found) = &found {
            tell_status(svc, found).await;
        }
        if lost > 0 || unnamed > 0 {
            tracing::warn!(%stream, lost, unnamed, "the VOD goes without segments that were lost on the local disk or in its journal");
        }
        tracing::info!(%stream, seconds = archived.duration, bytes = archived.size, "the VOD is there");
    }
    Ok(())
}

/// What storage has of each rendition. A file that was lost in a crash of the machine is left out, since a player could not load it.
async fn stored(storage: &Storage, recording: &Recording, tracks: &BTreeMap<String, Track>) -> Result<Stored> {
    let objects = storage.list(&prefix(recording.stream())).await?;
    let lengths: HashMap<String, u64> = objects.into_iter().map(|object| (object.key, object.length)).collect();
    let is_there = |path: &str, bytes: u64| lengths.get(&recording.key().key(path)) == Some(&bytes);
    let (mut renditions, mut named) = (BTreeMap::new(), 0);
    for (name, track) in tracks {
        let mut kept = RecordedRendition::default();
        for init in track.kept.inits().iter().filter(|init| is_there(&format!("{name}/{}", init.uri), init.bytes)) {
            kept.push_init(init.clone());
        }
        let (mut is_broken, mut lost) = (false, 0);
        for segment in track.kept.segments() {
            if !is_there(&segment_path(name, segment.msn), segment.bytes) || kept.init(&segment.init).is_none() {
                (is_broken, lost) = (true, lost + 1);
                continue;
            }
            named += 1;
            let discontinuity = std::mem::take(&mut is_broken) || segment.discontinuity;
            kept.push(RecordedSegment { discontinuity, ..segment.clone() });
        }
        renditions.insert(name.clone(), StoredRendition { kept, lost });
    }
    let media = lengths.keys().filter(|key| key.ends_with(SEGMENT)).count();
    Ok(Stored { renditions, unnamed: media.saturating_sub(named) })
}

/// The source first, then from tall to small.
fn ordered(renditions: &BTreeMap<String, StoredRendition>) -> Vec<(&str, &RecordedRendition)> {
    let named = renditions.iter().map(|(name, rendition)| (name.as_str(), &rendition.kept));
    let mut all: Vec<(&str, &RecordedRendition)> = named.collect();
    let height =
        |kept: &RecordedRendition| kept.inits().iter().filter_map(|init| init.height).max().unwrap_or_default();
    all.sort_by_key(|(name, kept)| (*name != SOURCE, std::cmp::Reverse(height(kept))));
    all
}

/// Pictures for the card and the seek bar. A VOD can do without them.
async fn beside(
    recording: &Arc<Recording>,
    pictures: &[PictureEntry],
    segments: &[RecordedSegment],
    duration: i64,
) -> Result<Vec<Object>> {
    let chosen = storyboard::choose(pictures, PICTURES);
    let placed = chosen.into_iter().filter_map(|picture| Some((storyboard::place(segments, picture.at)?, picture)));
    let (placed, files): (Vec<(i64, PictureEntry)>, _) = (placed.collect(), recording.clone());
    let read = spawn_blocking(move || -> Vec<Picture> {
        let read = |picture: &PictureEntry| std::fs::read(files.file(&picture.path())).ok();
        placed.iter().filter_map(|(at, picture)| Some(Picture { at: *at, webp: read(picture)?.into() })).collect()
    });
    let pictures = read.await?;
    let mut objects = storyboard::sheets(&pictures, duration).await.unwrap_or_else(|error| {
        tracing::warn!(stream = %recording.stream(), %error, "a VOD without pictures on its seek bar");
        Vec::new()
    });
    objects.extend(storyboard::thumbnail(&pictures, duration));
    Ok(objects)
}
