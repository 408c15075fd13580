//! Signatures of webhooks, of those that come from Clerk as well as of those that this server sends: Standard Webhooks, which has them from Svix
//! (<https://github.com/standard-webhooks/standard-webhooks>).

use data_encoding::{BASE64, BASE64_NOPAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt::{Debug, Formatter};

/// What secrets begin with, so that people and programs tell them from others.
const PREFIX: &str = "whsec_";
/// Shortest key, in bytes. Svix makes keys of 24.
const SHORTEST_KEY: usize = 16;
/// Block size of SHA-256 in bytes. HMAC fills shorter keys up with zeros (RFC 2104, section 2).
const BLOCK: usize = 64;

/// The key that webhooks are signed with.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookSecret([u8; BLOCK]);

impl WebhookSecret {
    /// Reads `whsec_` and base64 of 16 to 64 bytes, as dashboards show it.
    pub fn parse(text: &str) -> Option<Self> {
        let encoded = text.trim().strip_prefix(PREFIX)?;
        let key = BASE64_NOPAD.decode(encoded.trim_end_matches('=').as_bytes()).ok()?;
        let mut block = [0; BLOCK];
        block.get_mut(..key.len()).filter(|place| place.len() >= SHORTEST_KEY)?.copy_from_slice(&key);
        Some(Self(block))
    }

    /// The text of a new random secret of 192 bits.
    pub(crate) fn random_text() -> String {
        format!("{PREFIX}{}", BASE64.encode(&rand::random::<[u8; 24]>()))
    }

    /// What a message is signed with: its id, its time in seconds since 1970, and its body.
    pub(crate) fn mac(&self, id: &str, timestamp: &str, body: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new(&self.0.into());
        for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
            mac.update(part);
        }
        mac
    }

    /// The signature of a message as the header has it.
    pub fn sign(&self, id: &str, timestamp: i64, body: &[u8]) -> String {
        let mac = self.mac(id, &timestamp.to_string(), body);
        format!("v1,{}", BASE64.encode(&mac.finalize().into_bytes()))
    }
}

/// The key is secret.
impl Debug for WebhookSecret {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str("WebhookSecret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Svix's documentation.
    const SECRET: &str = "whsec_plJ3nmyCDGBKInavdOK15jsl";

    #[test]
    fn the_example_of_standard_webhooks_is_signed_alike() {
        let secret = WebhookSecret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let signature = secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, br#"{"test": 2432232314}"#);
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_new_secret_is_read_like_any_other_and_differs_from_the_one_before() {
        let (first, second) = (WebhookSecret::random_text(), WebhookSecret::random_text());
        assert!(first != second && WebhookSecret::parse(&first).is_some(), "{first}");
    }

    #[test]
    fn a_secret_is_read_as_the_dashboard_shows_it() {
        assert_eq!(WebhookSecret::parse(SECRET), WebhookSecret::parse(&format!(" {SECRET}\n")));
        assert!(WebhookSecret::parse("whsec_AAAAAAAAAAAAAAAAAAAAAA==").is_some());
        let long = format!("whsec_{}", BASE64.encode(&[1; 65]));
        for wrong in ["", "whsec_", "whsec_AAAA", "plJ3nmyCDGBKInavdOK15jsl", "whsec_!!!!", &long] {
            assert_eq!(WebhookSecret::parse(wrong), None, "{wrong}");
        }
        assert!(!format!("{:?}", WebhookSecret::parse(SECRET)).contains("1, "));
    }
}
