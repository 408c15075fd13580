//! Passwords: which are refused, and their hashes: argon2id with the crate's defaults (OWASP's first choice), a few at a time.

use crate::error::unavailable;
use crate::{Error, Result, Services};
use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use domain::accounts::Password;
use std::time::Duration;
use tokio::sync::{AcquireError, Semaphore};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// Each hash takes 19 MiB and some 20 ms of a core: more at once would let sign-ins starve the streams.
static SLOTS: Semaphore = Semaphore::const_new(2);

/// Of these, new passwords take one: a flood of sign-ups must leave the other to those who sign in.
static NEW: Semaphore = Semaphore::const_new(1);

/// How long a request waits for its turn; then it is told to come back. A flood of sign-ups therefore costs the others a short wait, and what
/// waits is bounded by what arrives in this time.
const TURN: Duration = Duration::from_secs(3);

/// What the platform calls itself in mails and pages: no secret.
const SITE: &str = "AeThex Live";

/// A new password, if a guesser does not try it first: neither a common one, nor made of what others know of the account or the site.
pub fn parse_new<'a>(
    svc: &'a Services,
    text: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> std::result::Result<Password, String> {
    let address = svc.settings.has_public_url.then_some(svc.settings.public_url.as_str());
    Password::parse(text)?.unlike(known.into_iter().chain([SITE]).chain(address))
}

/// A turn, if it comes in time. The hash must keep it to its end, also when the request that asked is gone: the work goes on without it.
async fn in_time<T, E>(turn: impl Future<Output = std::result::Result<T, E>>) -> Result<T> {
    timeout(TURN, turn).await.ok().and_then(std::result::Result::ok).ok_or_else(|| unavailable().into())
}

fn hash_now(password: &str) -> Result<String> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| Error::PasswordHash(error.to_string()))
}

/// The PHC string of a password.
///
/// Errors: `unavailable` if too many passwords wait.
pub async fn hash(password: Password) -> Result<String> {
    let turns = in_time(async {
        let new = NEW.acquire().await?;
        Ok::<_, AcquireError>((SLOTS.acquire().await?, new))
    });
    let turns = turns.await?;
    let hashed = spawn_blocking(move || {
        let _turns = turns;
        hash_now(password.reveal())
    });
    hashed.await?
}

/// Whether the password fits; never if there is no hash. Known and unknown accounts take equally long: where there is nothing to compare
/// with, the password is hashed all the same, at the cost of a comparison.
///
/// Errors: `unavailable` if too many passwords wait.
pub async fn verify(password: String, hash: Option<String>) -> Result<bool> {
    let slot = in_time(SLOTS.acquire()).await?;
    let verified = spawn_blocking(move || {
        let _slot = slot;
        let Some(hash) = hash else { return hash_now(&password).map(|_| false) };
        let parsed = PasswordHash::new(&hash);
        Ok(parsed.is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok()))
    });
    verified.await?
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Code;

    /// One test, because the slots are the process's.
    #[tokio::test(start_paused = true)]
    async fn new_passwords_leave_a_turn_to_sign_ins_and_who_waits_too_long_is_put_off() {
        let new = || hash(Password::parse("seven unrelated words").unwrap_or_else(|sentence| panic!("{sentence}")));
        let sign_in = || verify("seven unrelated words".into(), None);
        // A new password is being hashed, and two others wait.
        let busy = (NEW.acquire().await, SLOTS.acquire().await);
        let waiting = [tokio::spawn(new()), tokio::spawn(new())];
        tokio::task::yield_now().await;
        assert!(matches!(sign_in().await, Ok(false)));
        // From here on all turns are taken, and the time of those who wait passes.
        let last = SLOTS.acquire().await;
        let refused = sign_in().await.map_err(Error::into_problem).err();
        let told = refused.map(|problem| (problem.code, problem.retry_after_ms));
        assert_eq!(told, Some((Code::Unavailable, Some(2000))));
        for one in waiting {
            assert!(matches!(one.await, Ok(Err(Error::Problem(problem))) if problem.code == Code::Unavailable));
        }
        drop((busy, last));
        assert!(new().await.is_ok_and(|hash| hash.starts_with("$argon2id$")));
    }
}
