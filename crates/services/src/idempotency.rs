//! Idempotency keys: a request that creates something is done once, however often it is sent
//! ([draft-ietf-httpapi-idempotency-key-header](https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/)).
//!
//! A key is noted before the request runs and has its answer afterwards. A process that is killed in between leaves a key without an answer:
//! whether the request was done is not known then, so it is not run again.

mod store;

use crate::{Result, Services};
use domain::{Code, Problem, UserId};
use sha2::{Digest, Sha256};
use std::time::Duration;

/// How long an answer is kept.
const REMEMBERED: Duration = Duration::from_secs(24 * 3600);
/// No request takes longer; a key without an answer is that of one which was interrupted.
const LONGEST: Duration = Duration::from_secs(60);
/// Longest key, in bytes.
const LONGEST_KEY: usize = 255;

/// A client's name for a request, and what the request asks for.
#[derive(Clone, Debug)]
pub struct IdempotencyKey {
    user: UserId,
    key: String,
    request: Vec<u8>,
}

/// An answer that was given before.
#[derive(Clone, Debug)]
pub struct KeptAnswer {
    /// The status.
    pub status: u16,
    /// The body, JSON.
    pub body: String,
}

impl IdempotencyKey {
    /// A key as it came in the header, quoted or not, for a request that asks for `parts`, such as method, address and body.
    ///
    /// Errors: `bad_request` for a key that is empty, longer than 255 bytes, or has other characters than visible ASCII.
    pub fn new(user: UserId, header: &[u8], parts: &[&[u8]]) -> Result<Self> {
        let key = header.strip_prefix(b"\"").and_then(|key| key.strip_suffix(b"\"")).unwrap_or(header);
        if key.is_empty() || key.len() > LONGEST_KEY || !key.iter().all(u8::is_ascii_graphic) {
            let sentence = "An Idempotency-Key has 1 to 255 visible ASCII characters. A random UUID is a good one.";
            return Err(Problem::new(Code::BadRequest, sentence).into());
        }
        let mut request = Sha256::new();
        for part in parts {
            // With its length, so that no part can pass for the next one.
            request.update(part.len().to_be_bytes());
            request.update(part);
        }
        let key = String::from_utf8_lossy(key).into_owned();
        Ok(Self { user, key, request: request.finalize().to_vec() })
    }
}

/// Notes that a request begins; the answer to an earlier one with this key, if there was one.
///
/// Errors: `validation_failed` if the earlier one asked for something else; `conflict` while it runs, or if it was interrupted.
pub async fn begin(svc: &Services, key: &IdempotencyKey) -> Result<Option<KeptAnswer>> {
    if store::note(&svc.db, key, REMEMBERED).await? {
        return Ok(None);
    }
    let Some(noted) = store::find(&svc.db, key).await? else {
        // The earlier one has failed just now, so that its key was let go.
        return Err(
            Problem::new(Code::Conflict, "The first request with this key has just failed. Send it again.").into()
        );
    };
    if noted.request_digest != key.request {
        let sentence = "This Idempotency-Key belongs to another request. Use a new key for each thing that you create.";
        return Err(Problem::field(Code::ValidationFailed, "idempotencyKey", sentence).into());
    }
    match noted.answer {
        Some((status, sealed)) => {
            let status = u16::try_from(status).unwrap_or_default();
            Ok(Some(KeptAnswer { status, body: svc.sealer.open(&sealed)? }))
        }
        None if noted.age < LONGEST => {
            let sentence = "The first request with this key is still under way. Send it again in a moment.";
            Err(Problem::early(Code::Conflict, sentence, 1000).into())
        }
        None => {
            let sentence =
                "The first request with this key was interrupted. Look whether it was done, then use a new key.";
            Err(Problem::new(Code::Conflict, sentence).into())
        }
    }
}

/// Keeps the answer of a request that has created something.
pub async fn keep(svc: &Services, key: &IdempotencyKey, answer: &KeptAnswer) -> Result<()> {
    // It may have a secret, such as a new access token.
    store::keep(&svc.db, key, i16::try_from(answer.status).unwrap_or_default(), &svc.sealer.seal(&answer.body)?).await
}

/// Lets a key go whose request has created nothing: it may be sent again.
pub async fn release(svc: &Services, key: &IdempotencyKey) -> Result<()> {
    store::release(&svc.db, key).await
}

/// Deletes old answers. Called regularly.
pub async fn forget(svc: &Services) -> Result<()> {
    store::forget(&svc.db, REMEMBERED).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(header: &str, parts: &[&[u8]]) -> Option<IdempotencyKey> {
        IdempotencyKey::new(UserId(uuid::Uuid::nil()), header.as_bytes(), parts).ok()
    }

    #[test]
    fn keys_are_taken_with_and_without_quotes() {
        assert_eq!(key("\"abc\"", &[]).unwrap().key, "abc");
        assert_eq!(key("abc", &[]).unwrap().key, "abc");
        for wrong in ["", "\"\"", "a b", "käse", &"a".repeat(256)] {
            assert!(key(wrong, &[]).is_none(), "{wrong}");
        }
    }

    #[test]
    fn requests_differ_wherever_a_part_does() {
        let digest = |parts: &[&[u8]]| key("abc", parts).unwrap().request;
        assert_eq!(digest(&[b"POST", b"/a"]), digest(&[b"POST", b"/a"]));
        assert_ne!(digest(&[b"POST", b"/a"]), digest(&[b"POST/", b"a"]));
        assert_ne!(digest(&[b"POST", b"/a"]), digest(&[b"POST", b"/a", b""]));
    }
}
