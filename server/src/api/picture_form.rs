//! Multipart forms with a picture.

use super::ApiResult;
use super::problem::ApiError;
use axum::extract::multipart::{Field, MultipartRejection};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use bytes::{Bytes, BytesMut};
use domain::pictures::LARGEST_UPLOAD;
use domain::{Code, Problem, UserId};
use services::error::unavailable;
use services::pictures;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use tokio::sync::{Semaphore, SemaphorePermit};
use utoipa::ToSchema;

/// Most bytes of a body that are read to its end, so that a client which sends a file that is too large hears so: an answer in the middle of
/// the body would get lost.
const DRAINED: usize = 4 * LARGEST_UPLOAD;

/// Most bytes of a part that is text.
const LONGEST_TEXT: usize = 1024;

/// Uploads that are read at once: each is in memory to its end, and may take its time.
static SLOTS: Semaphore = Semaphore::const_new(32);
/// The most of them that one account takes: slow bodies would keep all others waiting.
const SLOTS_OF_ACCOUNT: usize = 4;
static TAKEN: Mutex<BTreeMap<UserId, usize>> = Mutex::new(BTreeMap::new());

/// Whether a request to this path may bring a picture.
pub fn is_upload(path: &str) -> bool {
    path.starts_with("/api/upload/") || (path.starts_with("/api/channels/") && path.ends_with("/emotes"))
}

/// The form with the picture.
#[derive(ToSchema)]
#[schema(as = PictureForm)]
#[expect(dead_code, reason = "the API document reads the fields")]
pub struct DescribedPictureForm {
    /// A JPEG, PNG, GIF or WebP picture of at most 8 MiB, 40 megapixels and 16,384 pixels on a side.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// What such a form brought.
pub struct PictureForm {
    /// The first part `file`.
    pub file: Bytes,
    /// The first part `name`; empty without one.
    pub name: String,
    /// Held until the picture is stored.
    _slot: Slot,
}

/// The right of an account to send a body.
pub struct Slot {
    account: UserId,
    _permit: SemaphorePermit<'static>,
}

impl Slot {
    /// Takes one, before anything that counts against an hour's uploads.
    ///
    /// Errors: `unavailable` while many bodies are read, and `rate_limited` while several of this account are.
    pub fn take(account: UserId) -> Result<Self, Problem> {
        let permit = SLOTS.try_acquire().map_err(|_| unavailable())?;
        let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        let own = taken.entry(account).or_default();
        if *own >= SLOTS_OF_ACCOUNT {
            return Err(Problem::limit_reached("Other pictures of yours are still on their way.", 2000));
        }
        *own += 1;
        Ok(Self { account, _permit: permit })
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = taken.get_mut(&self.account) {
            *own -= 1;
            if *own == 0 {
                taken.remove(&self.account);
            }
        }
    }
}

impl PictureForm {
    /// Reads a request to its end.
    ///
    /// Errors: `unsupported_media_type`, `bad_request`, `too_large`; `validation_failed` without a file.
    pub async fn read(request: Request, slot: Slot) -> ApiResult<Self> {
        let length =
            request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        if length.is_some_and(|length: usize| length > DRAINED) {
            return Err(pictures::too_large().into());
        }
        let mut form = Multipart::from_request(request, &()).await.map_err(no_form)?;
        let (mut file, mut name, mut read) = (None, None, 0);
        while let Some(mut part) = form.next_field().await.map_err(|_| broken())? {
            match part.name() {
                Some("file") if file.is_none() => file = Some(bytes(&mut part, LARGEST_UPLOAD, &mut read).await?),
                Some("name") if name.is_none() => name = Some(bytes(&mut part, LONGEST_TEXT, &mut read).await?),
                _ => drop(bytes(&mut part, 0, &mut read).await?),
            }
        }
        if read > LARGEST_UPLOAD {
            return Err(pictures::too_large().into());
        }
        let missing =
            || Problem::field(Code::ValidationFailed, "file", "Send the picture as the part `file` of the form.");
        let name = String::from_utf8_lossy(&name.unwrap_or_default()).into_owned();
        Ok(Self { file: file.ok_or_else(missing)?, name, _slot: slot })
    }
}

/// The first bytes of a part, as many as are `kept`; it is read to its end, and all forms' bytes are counted.
async fn bytes(part: &mut Field<'_>, kept: usize, read: &mut usize) -> ApiResult<Bytes> {
    let mut bytes = BytesMut::new();
    while let Some(piece) = part.chunk().await.map_err(|_| broken())? {
        *read += piece.len();
        if *read > DRAINED {
            return Err(pictures::too_large().into());
        }
        let room = kept.saturating_sub(bytes.len()).min(piece.len());
        bytes.extend_from_slice(&piece[..room]);
    }
    Ok(bytes.freeze())
}

fn no_form(_: MultipartRejection) -> ApiError {
    Problem::new(Code::UnsupportedMediaType, "Send a form, with the header Content-Type: multipart/form-data.").into()
}

fn broken() -> ApiError {
    Problem::new(Code::BadRequest, "The form could not be read: it is broken off, or no multipart form.").into()
}
