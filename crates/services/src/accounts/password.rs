//! Password hashes: argon2id with the crate's defaults (OWASP's first choice), a few at a time.

use crate::{Error, Result};
use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use domain::accounts::Password;
use std::sync::LazyLock;
use tokio::{sync::Semaphore, task::spawn_blocking};

/// Each hash takes 19 MiB and some 20 ms of a core: more at once would let sign-ins starve the streams.
static SLOTS: Semaphore = Semaphore::const_new(2);

/// The hash that is verified where there is no account, so that known and unknown accounts take equally long.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash_now("nobody has this password").ok());

fn hash_now(password: &str) -> Result<String> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| Error::PasswordHash(error.to_string()))
}

/// The PHC string of a password.
pub async fn hash(password: Password) -> Result<String> {
    let _slot = SLOTS.acquire().await.ok();
    spawn_blocking(move || hash_now(password.reveal())).await?
}

/// Whether the password fits; never if there is no hash.
pub async fn verify(password: String, hash: Option<String>) -> Result<bool> {
    let _slot = SLOTS.acquire().await.ok();
    let verified = spawn_blocking(move || {
        let known = hash.is_some();
        let hash = hash.or_else(|| NOBODY.clone()).unwrap_or_default();
        let parsed = PasswordHash::new(&hash);
        let fits = parsed.is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok());
        known && fits
    });
    Ok(verified.await?)
}
