//! A VOD as MP4 files: an initialisation segment and the segments that need it, one after the other, are a fragmented MP4 file
//! (ISO/IEC 14496-12, section 8.8). A file's times are those of the playlist: they begin at zero, and a stretch of the recording that another
//! encoder or server process made goes on where the one before it ended.

mod reader;

use super::recording::SOURCE;
use crate::storage::{ArchiveKey, Storage, StorageError};
use bytes::Bytes;
use domain::addresses::media_playlist;
use futures_util::{Stream, StreamExt, stream};
use media::hls::playlist::MediaPlaylist;
use reader::{Mp4Reader, overlap};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use tokio::task::spawn_blocking;

/// Stands for how a file is made of what storage has. It changes with that, because tags name the file's bytes.
const VERSION: u8 = 2;
/// Largest playlist that is read, in bytes. A VOD of a day has one of a few megabytes.
const LONGEST_PLAYLIST: u64 = 32 << 20;

/// One file. Clones share what they know of its segments.
#[derive(Clone)]
pub struct Mp4 {
    archive: ArchiveKey,
    init: Bytes,
    /// Its segments, and how many bytes each has.
    segments: Arc<[(Mp4Segment, u64)]>,
    length: u64,
    tag: String,
}

/// A media segment of a file.
#[derive(Clone)]
struct Mp4Segment {
    /// Its file name. It stays in memory while the file is read, and its key would take several times as much.
    name: String,
    /// Where it begins in the file by the playlist, in seconds.
    start: f64,
    /// Number of its stretch. The times of a stretch are those of one clock; with each discontinuity begins another.
    stretch: u32,
}

/// The key of a file of a VOD's source.
fn key(archive: ArchiveKey, file: &str) -> String {
    archive.key(&format!("{SOURCE}/{file}"))
}

/// The files of a VOD's source: one, unless the encoder came back with other settings, which need another initialisation segment. None if the
/// VOD is gone. Segments that storage has lost are left out: what there is can be played all the same, each segment at its own time.
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
    let mut inits = HashMap::new();
    for segment in playlist.media() {
        if !inits.contains_key(&segment.map) {
            inits.insert(segment.map.clone(), bytes_of(storage, &key(archive, &segment.map)).await?);
        }
    }
    // One request for a thousand segments.
    let objects = storage.list(&key(archive, "")).await?;
    Ok(spawn_blocking(move || {
        let lengths = objects.into_iter().map(|object| (object.key, object.length)).collect();
        assembled(archive, &playlist, &inits, &lengths)
    })
    .await?)
}

/// The files that a playlist names. `inits` are its initialisation segments by their names, `lengths` the bytes of what storage has by its keys.
fn assembled(
    archive: ArchiveKey,
    playlist: &MediaPlaylist,
    inits: &HashMap<String, Option<Bytes>>,
    lengths: &HashMap<String, u64>,
) -> Vec<Mp4> {
    let mut files = Vec::<(&Bytes, Vec<(Mp4Segment, u64)>)>::new();
    let (mut map, mut is_lost, mut start, mut stretch) = (None, false, 0.0, 0);
    for segment in playlist.closed() {
        stretch += u32::from(segment.discontinuity);
        if !segment.gap && map != Some(&segment.map) {
            map = Some(&segment.map);
            let init = inits.get(&segment.map).and_then(Option::as_ref);
            is_lost = init.is_none();
            if let Some(init) = init.filter(|init| files.last().is_none_or(|(known, _)| known != init)) {
                files.push((init, Vec::new()));
                (start, stretch) = (0.0, stretch + 1);
            }
        }
        let Some((_, segments)) = files.last_mut().filter(|_| !is_lost) else { continue };
        let length = lengths.get(&key(archive, &segment.uri)).filter(|length| !segment.gap && **length > 0);
        if let Some(length) = length {
            segments.push((Mp4Segment { name: segment.uri.clone(), start, stretch }, *length));
        }
        start += segment.duration.unwrap_or_default();
    }
    let files = files.into_iter().enumerate();
    files.map(|(index, (init, segments))| Mp4::new(archive, index, init.clone(), segments)).collect()
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

impl Mp4 {
    fn new(archive: ArchiveKey, index: usize, init: Bytes, segments: Vec<(Mp4Segment, u64)>) -> Self {
        let mut digest = Sha256::new();
        digest.update([VERSION]);
        digest.update(key(archive, ""));
        digest.update(index.to_be_bytes());
        digest.update(&init);
        let mut length = init.len() as u64;
        for (segment, bytes) in &segments {
            digest.update(bytes.to_be_bytes());
            digest.update(segment.start.to_bits().to_be_bytes());
            digest.update(segment.stretch.to_be_bytes());
            digest.update(&segment.name);
            length += bytes;
        }
        Self { archive, init, segments: segments.into(), length, tag: hex::encode(&digest.finalize()[..16]) }
    }

    /// Its length in bytes.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// A name of its bytes, in letters and digits. They are others once storage has lost or found a segment. It does not tell the archive's key.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// These bytes of the file, each piece read when it is asked for; of the segments before them, only the beginning of the stretch is read. It
    /// fails at a segment that storage has lost since it was measured: what comes after it would not be where it is asked for.
    pub fn pieces(
        self,
        storage: Storage,
        part: Range<u64>,
    ) -> impl Stream<Item = Result<Bytes, StorageError>> + Send + 'static {
        let of_init = overlap(&part, 0..self.init.len() as u64);
        let init = self.init.slice(of_init.start as usize..of_init.end as usize);
        let segments = stream::try_unfold(Mp4Reader::new(storage, self, part), Mp4Reader::next);
        stream::iter(Some(Ok(init)).filter(|_| !of_init.is_empty())).chain(segments)
    }
}
