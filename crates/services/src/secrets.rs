//! Secrets: random tokens, their digests, and sealing of those that must be shown again.

use crate::{Error, Result};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce, aead::Aead};
use sha2::{Digest, Sha256};

/// A random token of 192 bits as 48 hex digits.
pub fn random_token() -> String {
    hex::encode(rand::random::<[u8; 24]>())
}

/// SHA-256; enough for tokens that are random already.
pub fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
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
}
