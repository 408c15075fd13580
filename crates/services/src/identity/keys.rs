//! A provider's keys (JSON Web Key Set, RFC 7517): fetched, kept, and fetched anew when the provider has changed them.

use super::http::HttpClient;
use super::token::{Expected, TokenError, Unverified};
use arc_swap::ArcSwapOption;
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;
use time::OffsetDateTime;
use tokio::sync::Mutex;
use tokio::time::Instant;
use url::Url;

/// After this time the keys are fetched anew, so that one that the provider has withdrawn stops counting.
const FRESH: Duration = Duration::from_secs(600);
/// How long keys count while they cannot be fetched anew.
const USABLE: Duration = Duration::from_secs(24 * 3600);
/// How often keys are fetched in a minute at most, whatever tokens come.
const FETCHES: NonZeroU32 = NonZeroU32::new(6).unwrap();
/// How many keys of a set are looked at.
const MOST: usize = 100;

/// The keys of one provider. Any number of requests may verify tokens at a time; one of them fetches.
///
/// The keys are fetched again when a token has an unknown key id, since providers change keys at any time, but at most six times a minute,
/// so that hostile tokens cannot make this server flood the provider.
#[derive(Debug)]
pub struct KeySet {
    http: HttpClient,
    address: Url,
    kept: ArcSwapOption<Kept>,
    /// Held while keys are fetched; when they last could not be.
    fetching: Mutex<Option<Instant>>,
    fetches: DefaultDirectRateLimiter,
}

#[derive(Debug)]
struct Kept {
    keys: Vec<super::token::Key>,
    fetched_at: Instant,
}

impl Kept {
    fn is_usable(&self) -> bool {
        self.fetched_at.elapsed() < USABLE
    }
}

#[derive(Deserialize)]
struct Document {
    keys: Vec<Value>,
}

impl KeySet {
    /// The keys at this address, a provider's `jwks_uri`: https, or http on loopback. Nothing is fetched before the first token.
    pub fn new(http: HttpClient, address: Url) -> Self {
        let fetches = RateLimiter::direct(Quota::per_minute(FETCHES));
        Self { http, address, kept: ArcSwapOption::empty(), fetching: Mutex::new(None), fetches }
    }

    /// What a token says, if the provider signed it, it is for whom it is expected to be for, and it counts now. `T` names the claims
    /// that the caller reads; a token without them is malformed.
    ///
    /// Errors: a [`TokenError`] for the log; `KeysUnavailable` says nothing about the token, all others mean that it does not count.
    pub async fn verify<T: DeserializeOwned>(&self, token: &str, expected: &Expected<'_>) -> Result<T, TokenError> {
        let token = Unverified::parse(token)?;
        let mut kept = self.current().await?;
        if matches!(token.key(&kept.keys), Err(TokenError::UnknownKey)) {
            kept = self.fetch(Some(&kept)).await?;
        }
        let claims = token.verify(token.key(&kept.keys)?, expected, OffsetDateTime::now_utc())?;
        serde_json::from_value(claims).map_err(|_| TokenError::Malformed)
    }

    async fn current(&self) -> Result<Arc<Kept>, TokenError> {
        match self.kept.load_full() {
            Some(kept) if kept.fetched_at.elapsed() < FRESH => Ok(kept),
            // Another request fetches them; a provider that is slow holds up no more than that one.
            Some(kept) if kept.is_usable() && self.fetching.try_lock().is_err() => Ok(kept),
            kept => match (self.fetch(kept.as_ref()).await, kept.filter(|kept| kept.is_usable())) {
                (Err(error), Some(known)) => {
                    tracing::warn!(%error, keys = %self.address, "a provider's keys could not be fetched: those that are known still count");
                    Ok(known)
                }
                (fetched, _) => fetched,
            },
        }
    }

    /// Fetches keys in place of the `known` ones, unless another request has done so, or has failed to, since this one waits. If that is done
    /// too often, the known ones count as long as they are usable.
    async fn fetch(&self, known: Option<&Arc<Kept>>) -> Result<Arc<Kept>, TokenError> {
        let asked_at = Instant::now();
        let mut failed_at = self.fetching.lock().await;
        let newest = self.kept.load_full();
        if let Some(newest) = newest.filter(|newest| known.is_none_or(|known| known.fetched_at < newest.fetched_at)) {
            return Ok(newest);
        }
        if failed_at.is_some_and(|failed_at| failed_at > asked_at) {
            return Err(TokenError::KeysUnavailable("another request has just failed to fetch them".into()));
        }
        let usable = known.filter(|known| known.is_usable());
        if self.fetches.check().is_err() {
            let too_often = || TokenError::KeysUnavailable("they were fetched several times within a minute".into());
            return usable.cloned().ok_or_else(too_often);
        }
        match self.http.get::<Document>(&self.address).await {
            Ok(document) => {
                let keys = document.keys.into_iter().take(MOST);
                // Keys of other kinds may lack what ours have (RFC 7517, section 5).
                let keys = keys.filter_map(|key| serde_json::from_value(key).ok()).collect();
                let kept = Arc::new(Kept { keys, fetched_at: Instant::now() });
                self.kept.store(Some(kept.clone()));
                Ok(kept)
            }
            Err(error) => {
                *failed_at = Some(Instant::now());
                Err(TokenError::KeysUnavailable(error.to_string()))
            }
        }
    }
}
