//! A VOD as MP4 files: an initialisation segment and the segments that need it, one after the other, are a fragmented MP4 file
//! (ISO/IEC 14496-12, section 8.8).

use super::recording::SOURCE;
use crate::storage::{ArchiveKey, Storage, StorageError};
use bytes::Bytes;
use domain::addresses::media_playlist;
use futures_util::{Stream, StreamExt, stream};
use media::hls::playlist::MediaPlaylist;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::future::ready;
use std::ops::Range;
use tokio::task::spawn_blocking;

/// Bytes that are read at once. They are in memory before they are handed on, so that no slow reader holds a connection to storage.
const PIECE: u64 = 1 << 20;
/// Largest playlist that is read, in bytes. A VOD of a day has one of a few megabytes.
const LONGEST_PLAYLIST: u64 = 32 << 20;

/// One file.
pub struct Mp4 {
    archive: ArchiveKey,
    init: Bytes,
    /// Names of its segments. They stay in memory while the file is read, and their keys would take several times as much.
    segments: Vec<String>,
}

/// The key of a file of a VOD's source.
fn key(archive: ArchiveKey, file: &str) -> String {
    archive.key(&format!("{SOURCE}/{file}"))
}

/// The files of a VOD's source: one, unless the encoder came back with other settings, which need another initialisation segment. None if the
/// VOD is gone.
pub async fn files(storage: &Storage, archive: ArchiveKey) -> crate::Result<Vec<Mp4>> {
    let playlist = match storage.get(&archive.key(&media_playlist(SOURCE)), None).await {
        Err(StorageError::NotFound) => return Ok(Vec::new()),
        playlist => playlist?,
    };
    if playlist.length > LONGEST_PLAYLIST {
        return Err(StorageError::Failed(format!("a playlist of {} bytes", playlist.length)).into());
    }
    let text = playlist.bytes().await?;
    let parsed = spawn_blocking(move || MediaPlaylist::parse(&String::from_utf8_lossy(&text))).await?;
    let playlist = parsed.map_err(|error| StorageError::Failed(format!("a playlist that can't be read: {error}")))?;
    let (mut files, mut map, mut is_lost) = (Vec::<Mp4>::new(), None, false);
    for segment in playlist.media() {
        if map != Some(&segment.map) {
            map = Some(&segment.map);
            let init = bytes_of(storage, &key(archive, &segment.map)).await?;
            is_lost = init.is_none();
            if let Some(init) = init.filter(|init| files.last().is_none_or(|file| file.init != init)) {
                files.push(Mp4 { archive, init, segments: Vec::new() });
            }
        }
        if let Some(file) = files.last_mut().filter(|_| !is_lost) {
            file.segments.push(segment.uri.clone());
        }
    }
    Ok(files)
}

/// An initialisation segment, if storage has it.
async fn bytes_of(storage: &Storage, key: &str) -> Result<Option<Bytes>, StorageError> {
    match storage.get(key, None).await {
        Err(StorageError::NotFound) => {
            tracing::warn!(key, "an initialisation segment of a VOD is not in storage");
            Ok(None)
        }
        object => Ok(Some(object?.bytes().await?)),
    }
}

/// The lengths in bytes of what storage has of a VOD's source, by key: one request for a thousand segments.
pub async fn lengths(storage: &Storage, archive: ArchiveKey) -> Result<HashMap<String, u64>, StorageError> {
    let objects = storage.list(&key(archive, "")).await?;
    Ok(objects.into_iter().map(|object| (object.key, object.length)).collect())
}

impl Mp4 {
    /// The file as storage has it: without segments that were lost. What there is can be played all the same.
    pub fn measured(self, lengths: &HashMap<String, u64>) -> MeasuredMp4 {
        let Self { archive, init, segments } = self;
        let measured = |segment: String| {
            let length = *lengths.get(&key(archive, &segment))?;
            Some((segment, length))
        };
        MeasuredMp4 { archive, init, segments: segments.into_iter().filter_map(measured).collect() }
    }

    /// The file's bytes, each piece read when it is asked for. A segment that storage has lost is left out: what there is can be played all the
    /// same.
    pub fn pieces(self, storage: Storage) -> impl Stream<Item = Result<Bytes, StorageError>> + Send + 'static {
        let Self { archive, init, segments } = self;
        let segments =
            stream::iter(segments).flat_map(move |segment| pieces_of(storage.clone(), key(archive, &segment)));
        stream::once(ready(Ok(init))).chain(segments)
    }
}

/// One file, with the lengths of what it consists of.
pub struct MeasuredMp4 {
    archive: ArchiveKey,
    init: Bytes,
    /// Names of its segments, and how many bytes each has.
    segments: Vec<(String, u64)>,
}

impl MeasuredMp4 {
    /// Its length in bytes.
    pub fn length(&self) -> u64 {
        self.init.len() as u64 + self.segments.iter().map(|(_, length)| length).sum::<u64>()
    }

    /// A name of its bytes, in letters and digits; `number` is that of the file. They are others once storage has lost or found a segment. It does
    /// not tell the archive's key.
    pub fn tag(&self, number: u32) -> String {
        let mut digest = Sha256::new();
        digest.update(key(self.archive, ""));
        digest.update(number.to_be_bytes());
        digest.update(&self.init);
        for (segment, length) in &self.segments {
            digest.update(length.to_be_bytes());
            digest.update(segment);
        }
        hex::encode(&digest.finalize()[..16])
    }

    /// These bytes of the file, each piece read when it is asked for; what lies before them is not read. It fails at a segment that storage has
    /// lost since it was measured: what comes after it would not be where it is asked for.
    pub fn pieces(
        self,
        storage: Storage,
        part: Range<u64>,
    ) -> impl Stream<Item = Result<Bytes, StorageError>> + Send + 'static {
        let Self { archive, init, segments } = self;
        // Which of the next so many bytes belong to the part.
        let mut at = 0;
        let mut next = move |length: u64| {
            let (begin, end) = (at, at + length);
            at = end;
            part.start.clamp(begin, end) - begin..part.end.clamp(begin, end) - begin
        };
        let of_init = next(init.len() as u64);
        let init = init.slice(of_init.start as usize..of_init.end as usize);
        let segments = segments.into_iter().map(move |(segment, length)| (segment, next(length)));
        let segments = stream::iter(segments.filter(|(_, part)| !part.is_empty()))
            .flat_map(move |(segment, part)| part_of(storage.clone(), key(archive, &segment), part));
        stream::iter(Some(Ok(init)).filter(|_| !of_init.is_empty())).chain(segments)
    }
}

/// These bytes of a segment.
fn part_of(
    storage: Storage,
    key: String,
    part: Range<u64>,
) -> impl Stream<Item = Result<Bytes, StorageError>> + Send + 'static {
    stream::try_unfold((storage, key, part), |(storage, key, part)| async move {
        if part.is_empty() {
            return Ok(None);
        }
        let next = part.end.min(part.start + PIECE);
        let object = storage.get(&key, Some(&format!("bytes={}-{}", part.start, next - 1))).await?;
        let piece = object.bytes().await?;
        if piece.len() as u64 != next - part.start {
            return Err(StorageError::Failed("a segment has another length than before".into()));
        }
        Ok(Some((piece, (storage, key, next..part.end))))
    })
}

fn pieces_of(storage: Storage, key: String) -> impl Stream<Item = Result<Bytes, StorageError>> + Send + 'static {
    stream::try_unfold((storage, key, Some(0)), |(storage, key, at)| async move {
        let Some(at) = at else { return Ok(None) };
        let object = match storage.get(&key, Some(&format!("bytes={at}-{}", at + PIECE - 1))).await {
            Err(StorageError::NotFound) => {
                tracing::warn!(key, "a segment of a VOD is not in storage");
                return Ok(None);
            }
            object => object?,
        };
        // `bytes 100-199/1234` is of 1234 bytes.
        let length = object.content_range.as_deref().and_then(|range| range.rsplit('/').next()?.parse().ok());
        let length = length.unwrap_or(object.length);
        let piece = object.bytes().await?;
        let next = at + piece.len() as u64;
        if piece.is_empty() && next < length {
            return Err(StorageError::Failed("an object ended early".into()));
        }
        Ok(Some((piece, (storage, key, (next < length).then_some(next)))))
    })
}
