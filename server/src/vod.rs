//! `/vod`: archives of streams. The recording of a running stream so far, and VODs from storage.

mod playlists;

use crate::api::problem::ApiError;
use crate::encodings::accepts;
use crate::hls::{StreamIdOrNone, not_found};
use crate::middleware::session;
use crate::ranges::{one_range, part_of};
use crate::state::State;
use crate::stored_body::Reading;
use axum::body::Body;
use axum::extract::{self, Path, rejection::PathRejection};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::addresses::ArchiveFile;
use headers::{AcceptRanges, ContentRange, ETag, HeaderMapExt, IfNoneMatch};
use http_range_header::{ParsedRanges, SyntacticallyCorrectRange as ByteRange};
use media::hls::playlist::{PlaylistText, with_base};
pub use playlists::Playlists;
use services::Error;
use services::storage::{ArchiveKey, StorageError};
use services::vods::recording::{Recording, SOURCE};
use services::vods::{self, ArchiveAccess};
use std::io::{self, SeekFrom};
use std::sync::Arc;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio::task::spawn_blocking;
use tokio_util::io::ReaderStream;

/// How long caches may keep a playlist: half a target duration at most while it grows; afterwards, as long as an owner can
/// accept that a deleted VOD stays visible.
const GROWING: &str = "public, max-age=2";
const GROWN: &str = "public, max-age=60";
/// Cached for a year, since media files never change.
const MEDIA: &str = "public, max-age=31536000, immutable";
/// Largest playlist that is read, in bytes. A VOD of a day has one of a few megabytes.
const LONGEST_PLAYLIST: u64 = 32 << 20;
/// Bytes of a file in the spool that are read at once.
const PIECE: usize = 64 * 1024;

/// A request for a file of an archive, from a user who may watch it.
struct Asked<'a> {
    archive_key: ArchiveKey,
    path: &'a str,
    is_head: bool,
    headers: &'a HeaderMap,
    /// Whether all users may watch it.
    is_open: bool,
}

/// `GET /vod/{stream}/{*path}`
pub async fn respond(
    state: extract::State<State>,
    method: Method,
    place: Result<Path<(StreamIdOrNone, String)>, PathRejection>,
    headers: HeaderMap,
) -> Response {
    let Ok(Path((stream, path))) = place else { return not_found() };
    let (Some(stream), Some(requested)) = (stream.0, ArchiveFile::parse(&path)) else { return not_found() };
    let mut archive_access = match vods::archive_access(&state.services, stream).await {
        Ok(archive_access) => archive_access,
        Err(error) => return failure(error),
    };
    let recording = state.recorder.recording(stream);
    if recording.is_none() && !archive_access.is_archived {
        // Most likely the VOD was finished after the archive's state was cached.
        state.services.archive_access.forget(stream);
        archive_access = match vods::archive_access(&state.services, stream).await {
            Ok(archive_access) => archive_access,
            Err(error) => return failure(error),
        };
    }
    if !archive_access.is_open {
        match session::current_user(&state, &headers).await {
            Ok(current_user) if archive_access.admits(&current_user) => {}
            Ok(_) => return not_found(),
            Err(failure) => return seen_by_players(failure.into_response()),
        }
    }
    let ArchiveAccess { archive_key, is_open, .. } = archive_access;
    let asked = Asked { archive_key, path: &path, is_head: method == Method::HEAD, headers: &headers, is_open };
    let recording = recording.filter(|_| !archive_access.is_archived);
    let answer = match (requested, recording) {
        (ArchiveFile::Media, recording) => file(&state, &asked, "video/mp4", recording).await,
        (ArchiveFile::Picture, recording) => file(&state, &asked, "image/webp", recording).await,
        (ArchiveFile::Storyboard, recording) => file(&state, &asked, "text/vtt", recording).await,
        (ArchiveFile::Multivariant, Some(recording)) => match recording.multivariant() {
            Some(text) => text_of(&asked, &text, GROWING).await,
            None => return not_found(),
        },
        (ArchiveFile::MediaPlaylist(rendition), Some(recording)) => {
            match recording.playlist(archive_access.is_over).filter(|_| rendition == SOURCE) {
                // The first reader of a version renders it, and some have megabytes.
                Some(version) => match spawn_blocking(move || version.text()).await {
                    Ok(text) => text_of(&asked, &text, GROWING).await,
                    Err(error) => Err(error.into()),
                },
                None => return not_found(),
            }
        }
        (_, None) if !archive_access.is_archived => return not_found(),
        (ArchiveFile::MediaPlaylist(rendition), None) => kept_playlist(&state, &asked, Some(rendition)).await,
        (ArchiveFile::Multivariant, None) => kept_playlist(&state, &asked, None).await,
    };
    answer.unwrap_or_else(failure)
}

/// A playlist of a VOD: of a rendition, or the multivariant one. If the bucket is public, a rendition's playlist names the media there, except
/// for a VOD that is not open to all users: no answer may reveal where its media are stored.
async fn kept_playlist(state: &State, asked: &Asked<'_>, rendition: Option<&str>) -> Result<Response, Error> {
    let storage = state.recorder.storage();
    let key = asked.archive_key.key(asked.path);
    let base =
        rendition.filter(|_| asked.is_open).and_then(|folder| storage.public_url(&asked.archive_key.key(folder)));
    // The text depends on the addresses of the media in it.
    let name = format!("{key} {}", base.as_deref().unwrap_or_default());
    let read = async {
        let object = storage.get(&key, None).await?;
        if object.length > LONGEST_PLAYLIST {
            return Err(StorageError::Failed(format!("a playlist of {} bytes", object.length)).into());
        }
        let text = object.bytes().await?;
        Ok(match base {
            Some(base) => PlaylistText::new(with_base(&String::from_utf8_lossy(&text), &base)),
            None => PlaylistText::new(text),
        })
    };
    text_of(asked, &state.vod_playlists.get_or_read(name, read).await?, GROWN).await
}

async fn text_of(asked: &Asked<'_>, text: &Arc<PlaylistText>, caching: &'static str) -> Result<Response, Error> {
    let is_compressed = accepts(asked.headers, "gzip");
    let body = if is_compressed {
        // Some texts have megabytes.
        let text = text.clone();
        spawn_blocking(move || text.gzip().clone()).await?
    } else {
        text.plain().clone()
    };
    let mut response = Body::from(body).into_response();
    describe(&mut response, asked, "application/vnd.apple.mpegurl", caching);
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if is_compressed {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    Ok(response)
}

/// A file that never changes: from the spool if it is still there, else from storage.
async fn file(
    state: &State,
    asked: &Asked<'_>,
    content_type: &'static str,
    recording: Option<Arc<Recording>>,
) -> Result<Response, Error> {
    // Files never change, so the path is the version.
    let Ok(tag) = format!("\"{}\"", asked.path).parse::<ETag>() else { return Ok(not_found()) };
    let known = asked.headers.typed_get::<IfNoneMatch>();
    let mut response = if known.is_some_and(|known| !known.precondition_passes(&tag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let range = one_range(asked.headers, asked.is_head, &tag);
        match recording {
            Some(recording) => {
                let Some(length) = recording.length(asked.path) else { return Ok(not_found()) };
                match spooled(&recording.file(asked.path), asked, range.as_ref()).await {
                    Ok(response) => response,
                    Err(_) => stored(state, asked, range, Some(length)).await?,
                }
            }
            None => stored(state, asked, range, None).await?,
        }
    };
    describe(&mut response, asked, content_type, MEDIA);
    let headers = response.headers_mut();
    headers.typed_insert(AcceptRanges::bytes());
    headers.typed_insert(tag);
    Ok(response)
}

/// A file from the spool, streamed: in memory is one piece of it, whatever is asked and however slowly the answer is read. An upload that
/// deletes the file meanwhile does not matter, since it is open.
///
/// # Errors
/// When the file is not there, or cannot be read.
async fn spooled(path: &std::path::Path, asked: &Asked<'_>, range: Option<&ParsedRanges>) -> io::Result<Response> {
    let mut file = File::open(path).await?;
    let length = file.metadata().await?.len();
    let part = match range {
        None => 0..length,
        Some(range) => match part_of(range, length) {
            Some(part) => part,
            None => return Ok(outside(length)),
        },
    };
    let body = if asked.is_head {
        Body::empty()
    } else {
        file.seek(SeekFrom::Start(part.start)).await?;
        Body::from_stream(ReaderStream::with_capacity(file.take(part.end - part.start), PIECE))
    };
    let mut response = Response::new(body);
    response.headers_mut().insert(header::CONTENT_LENGTH, (part.end - part.start).into());
    if range.is_some() {
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        if let Ok(range) = ContentRange::bytes(part, length) {
            response.headers_mut().typed_insert(range);
        }
    }
    Ok(response)
}

/// A file from storage, streamed.
async fn stored(
    state: &State,
    asked: &Asked<'_>,
    range: Option<ParsedRanges>,
    length: Option<u64>,
) -> Result<Response, Error> {
    let (storage, key) = (state.recorder.storage(), asked.archive_key.key(asked.path));
    if asked.is_head {
        let length = match length {
            Some(length) => length,
            None => storage.head(&key).await?.length,
        };
        let mut response = Response::new(Body::empty());
        response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
        return Ok(response);
    }
    let range = match range.and_then(|range| range.into_ranges().pop()) {
        None => None,
        Some(ByteRange::FromStart(first)) => Some(format!("bytes={first}-")),
        Some(ByteRange::Indexed(first, last)) => Some(format!("bytes={first}-{last}")),
        // Only from the length on is it known whether a suffix reaches beyond the beginning, which not every storage understands.
        Some(ByteRange::FromLast(suffix)) => {
            let length = match length {
                Some(length) => length,
                None => storage.head(&key).await?.length,
            };
            if suffix == 0 || length == 0 {
                return Ok(outside(length));
            }
            Some(format!("bytes={}-", length.saturating_sub(suffix)))
        }
    };
    let object = match storage.get(&key, range.as_deref()).await {
        Err(StorageError::Range) => return Ok(outside(storage.head(&key).await?.length)),
        object => object?,
    };
    let (length, content_range) = (object.length, object.content_range.clone());
    // `bytes 100-199/1234` begins at 100.
    let begin =
        content_range.as_deref().and_then(|range| range.strip_prefix("bytes ")?.split('-').next()?.parse().ok());
    let reading = Reading { storage: storage.clone(), key, at: begin.unwrap_or_default(), object };
    let mut response = Response::new(reading.into_body(&state.services.tasks));
    response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
    if let Some(range) = content_range.and_then(|range| HeaderValue::from_str(&range).ok()) {
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        response.headers_mut().insert(header::CONTENT_RANGE, range);
    }
    Ok(response)
}

fn outside(length: u64) -> Response {
    let mut response = StatusCode::RANGE_NOT_SATISFIABLE.into_response();
    response.headers_mut().typed_insert(ContentRange::unsatisfied_bytes(length));
    response
}

fn describe(response: &mut Response, asked: &Asked<'_>, content_type: &'static str, caching: &'static str) {
    let is_error = response.status().is_client_error();
    let caching = if is_error || !asked.is_open { "no-store" } else { caching };
    let headers = response.headers_mut();
    if !is_error {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    let exposed = "date, age, etag, content-length, content-range, accept-ranges";
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(exposed));
}

fn failure(error: Error) -> Response {
    seen_by_players(ApiError(error.into_problem()).into_response())
}

/// Adds the CORS header without which players in a browser cannot see the status, and keeps failures out of caches.
fn seen_by_players(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
