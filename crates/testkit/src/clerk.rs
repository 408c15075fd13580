//! Clerk's side of a test: signatures of its webhooks.

use data_encoding::{BASE64, BASE64_NOPAD};
use ring::hmac;

/// The secret that a test's webhooks are signed with.
pub const WEBHOOK_SECRET: &str = "whsec_plJ3nmyCDGBKInavdOK15jsl";

/// The value of `svix-signature` for this message, as Svix signs it.
///
/// # Panics
/// When the secret is none of Svix's.
pub fn sign_webhook(secret: &str, id: &str, timestamp: &str, body: &str) -> String {
    let key = secret.strip_prefix("whsec_").and_then(|key| BASE64_NOPAD.decode(key.as_bytes()).ok());
    let key = key.unwrap_or_else(|| panic!("{secret} is no secret of Svix's"));
    let signature = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), format!("{id}.{timestamp}.{body}").as_bytes());
    format!("v1,{}", BASE64.encode(signature.as_ref()))
}
