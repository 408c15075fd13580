//! Secrets: random tokens, their digests, and sealing of those that must be shown again or that a browser carries for a while.

use crate::{Error, Result};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce, aead::Aead};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::time::Duration;
use time::OffsetDateTime;

/// A random token of 192 bits as 48 hex digits.
pub fn random_token() -> String {
    hex::encode(rand::random::<[u8; 24]>())
}

/// SHA-256; enough for tokens that are random already.
pub fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// What a token is for that a browser carries. It opens for nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TokenPurpose {
    /// The second page of signing in.
    Login,
    /// A browser that may pass the limit of sign-ins of an account.
    LoginPass,
    /// Recovery codes on their way to the page that shows them.
    RecoveryCodes,
    /// A browser that is at a provider to sign in.
    ProviderSignIn,
    /// From the form that links an identity to the provider.
    Link,
    /// The secret of a new webhook on its way to the page that shows it.
    WebhookSecret,
    /// From signing out here to signing out at the provider.
    ProviderSignOut,
}

#[derive(Serialize, Deserialize)]
struct Token<T> {
    purpose: TokenPurpose,
    expires_at: OffsetDateTime,
    value: T,
}

/// Seals short secrets with XChaCha20-Poly1305 under the server's secret key.
pub struct Sealer(XChaCha20Poly1305);

/// Length of the nonce before each sealed secret, in bytes.
const NONCE_LENGTH: usize = 24;

impl Sealer {
    /// With the server's secret key.
    pub fn new(secret_key: &[u8; 32]) -> Self {
        Self(XChaCha20Poly1305::new(secret_key.into()))
    }

    /// Nonce and ciphertext of a secret.
    pub fn seal(&self, secret: &str) -> Result<Vec<u8>> {
        // 24 random bytes never repeat in practice, which is what XChaCha's long nonce is for.
        let nonce = rand::random::<[u8; NONCE_LENGTH]>();
        let sealed = self.0.encrypt(XNonce::from_slice(&nonce), secret.as_bytes()).map_err(|_| Error::Unsealable)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens a sealed secret; fails with another key or if a bit was changed.
    pub fn open(&self, sealed: &[u8]) -> Result<String> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE_LENGTH).ok_or(Error::Unsealable)?;
        let secret = self.0.decrypt(XNonce::from_slice(nonce), sealed).map_err(|_| Error::Unsealable)?;
        String::from_utf8(secret).map_err(|_| Error::Unsealable)
    }

    /// Seals a value for a browser that is to bring it back within `lifetime`. Hex digits, which a cookie can hold.
    pub fn seal_token<T: Serialize>(&self, purpose: TokenPurpose, value: T, lifetime: Duration) -> Result<String> {
        let token = Token { purpose, expires_at: OffsetDateTime::now_utc() + lifetime, value };
        let text = serde_json::to_string(&token).map_err(|_| Error::Unsealable)?;
        Ok(hex::encode(self.seal(&text)?))
    }

    /// The value of a token; none if it is over, was made for something else, or not by this server.
    pub fn open_token<T: DeserializeOwned>(&self, purpose: TokenPurpose, token: &str) -> Option<T> {
        let text = self.open(&hex::decode(token).ok()?).ok()?;
        let token: Token<T> = serde_json::from_str(&text).ok()?;
        (token.purpose == purpose && token.expires_at > OffsetDateTime::now_utc()).then_some(token.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_secret_opens_under_its_key_only() -> Result<()> {
        let sealed = Sealer::new(&[1; 32]).seal("live_abc")?;
        assert_eq!(Sealer::new(&[1; 32]).open(&sealed)?, "live_abc");
        assert!(Sealer::new(&[2; 32]).open(&sealed).is_err());
        let mut changed = sealed.clone();
        changed[30] ^= 1;
        assert!(Sealer::new(&[1; 32]).open(&changed).is_err());
        assert!(Sealer::new(&[1; 32]).open(b"short").is_err());
        Ok(())
    }

    #[test]
    fn a_token_opens_for_its_purpose_and_for_a_while() -> Result<()> {
        let sealer = Sealer::new(&[1; 32]);
        let open = |token: &str| sealer.open_token::<String>(TokenPurpose::Login, token);
        let token = sealer.seal_token(TokenPurpose::Login, "value", Duration::from_secs(60))?;
        assert_eq!(open(&token).as_deref(), Some("value"));
        assert_eq!(sealer.open_token::<String>(TokenPurpose::RecoveryCodes, &token), None);
        assert_eq!(open(&sealer.seal_token(TokenPurpose::Login, "value", Duration::ZERO)?), None, "it is over");
        // Neither other sealed secrets nor any text.
        for other in [hex::encode(sealer.seal("live_abc")?).as_str(), "", "zz", &token[2..]] {
            assert_eq!(open(other), None, "{other}");
        }
        Ok(())
    }
}
