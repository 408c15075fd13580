//! Signatures of webhooks as Svix makes them, which sends Clerk's (<https://docs.svix.com/receiving/verifying-payloads/how-manual>).

pub use crate::signature::WebhookSecret;
use data_encoding::BASE64;
use domain::{Code, Problem};
use hmac::Mac;
use time::OffsetDateTime;

/// How far the time of a signature may lie from now, in seconds: what was recorded on the way cannot be sent again later.
const TOLERANCE: u64 = 5 * 60;
/// Longest id of a message that is kept, in characters. Svix makes ids of about 31.
const LONGEST_ID: usize = 100;
/// How many signatures of a request are tried. While a secret is being replaced there are two.
const SIGNATURES: usize = 10;

impl WebhookSecret {
    /// Checks that the key's owner sent this body, and just now.
    ///
    /// Errors: `bad_request` if a header is missing or malformed, `invalid_signature`.
    pub(super) fn verify(&self, headers: &WebhookHeaders<'_>, body: &[u8], now: OffsetDateTime) -> Result<(), Problem> {
        let (Some(id), Some(timestamp), Some(signatures)) = (headers.id, headers.timestamp, headers.signature) else {
            return Err(malformed());
        };
        // Neither has a dot, so that a signed text can be read in one way only.
        let is_id = (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(|c| c.is_ascii_graphic() && c != b'.');
        let is_number = timestamp.bytes().all(|c| c.is_ascii_digit());
        let sent_at = timestamp.parse::<i64>().ok().filter(|_| is_id && is_number).ok_or_else(malformed)?;
        let mac = self.mac(id, timestamp, body);
        let versions = signatures.split(' ').filter_map(|signature| signature.strip_prefix("v1,")).take(SIGNATURES);
        let mut decoded = versions.filter_map(|signature| BASE64.decode(signature.as_bytes()).ok());
        // `verify_slice` takes the same time wherever two signatures differ.
        if !decoded.any(|signature| mac.clone().verify_slice(&signature).is_ok()) {
            return Err(invalid(
                "The signature does not fit. Check that AETHEX_CLERK_WEBHOOK_SECRET is this endpoint's.",
            ));
        }
        if sent_at.abs_diff(now.unix_timestamp()) > TOLERANCE {
            return Err(invalid("The signature is more than five minutes old, or one of the clocks is wrong."));
        }
        Ok(())
    }
}

/// The headers by which a webhook shows where it comes from; none if it has no such header, or one that is no text.
#[derive(Clone, Copy, Debug, Default)]
pub struct WebhookHeaders<'a> {
    /// `svix-id`: of the message, the same whenever it is sent again.
    pub id: Option<&'a str>,
    /// `svix-timestamp`: when it was sent this time, in seconds since 1970.
    pub timestamp: Option<&'a str>,
    /// `svix-signature`: `v1,` and base64, one for each secret that counts, between spaces.
    pub signature: Option<&'a str>,
}

fn malformed() -> Problem {
    let sentence = "A webhook needs the headers svix-id, svix-timestamp and svix-signature, as Svix sends them.";
    Problem::new(Code::BadRequest, sentence)
}

fn invalid(sentence: &str) -> Problem {
    Problem::new(Code::InvalidSignature, sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Svix's documentation.
    const SECRET: &str = "whsec_plJ3nmyCDGBKInavdOK15jsl";
    const SIGNATURE: &str = "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=";
    const BODY: &[u8] = br#"{"event_type":"ping","data":{"success":true}}"#;
    const SENT_AT: i64 = 1_731_705_121;

    fn verified(secret: &str, signature: &str, body: &[u8], later: i64) -> Option<Code> {
        let headers = WebhookHeaders {
            id: Some("msg_loFOjxBNrRLzqYUf"),
            timestamp: Some("1731705121"),
            signature: Some(signature),
        };
        let now = OffsetDateTime::from_unix_timestamp(SENT_AT + later).unwrap();
        WebhookSecret::parse(secret).unwrap().verify(&headers, body, now).err().map(|problem| problem.code)
    }

    #[test]
    fn the_documented_example_is_verified() {
        assert_eq!(verified(SECRET, SIGNATURE, BODY, 0), None);
        for around in [-300, 300] {
            assert_eq!(verified(SECRET, SIGNATURE, BODY, around), None, "{around} s");
        }
        for around in [-301, 301, 86_400] {
            assert_eq!(verified(SECRET, SIGNATURE, BODY, around), Some(Code::InvalidSignature), "{around} s");
        }
    }

    #[test]
    fn one_signature_of_several_is_enough() {
        let other = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uKR0c4RBIVDIGpU=";
        assert_eq!(verified(SECRET, &format!("v1a,AAAA {other} {SIGNATURE}"), BODY, 0), None);
        for none in [other, "", "v1,", "v1,rAvf", &SIGNATURE.replace("v1,", "v2,"), &SIGNATURE.replace("v1,", "")] {
            assert_eq!(verified(SECRET, none, BODY, 0), Some(Code::InvalidSignature), "{none}");
        }
        assert_eq!(verified(SECRET, SIGNATURE, b"{}", 0), Some(Code::InvalidSignature));
        assert_eq!(
            verified("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", SIGNATURE, BODY, 0),
            Some(Code::InvalidSignature)
        );
    }

    #[test]
    fn headers_are_needed_and_have_a_form() {
        let full = WebhookHeaders { id: Some("msg_1"), timestamp: Some("1731705121"), signature: Some(SIGNATURE) };
        let long = "x".repeat(LONGEST_ID + 1);
        for headers in [
            WebhookHeaders::default(),
            WebhookHeaders { id: None, ..full },
            WebhookHeaders { id: Some(""), ..full },
            WebhookHeaders { id: Some("msg.1"), ..full },
            WebhookHeaders { id: Some(&long), ..full },
            WebhookHeaders { timestamp: None, ..full },
            WebhookHeaders { timestamp: Some("+1731705121"), ..full },
            WebhookHeaders { timestamp: Some("99999999999999999999"), ..full },
            WebhookHeaders { timestamp: Some(""), ..full },
            WebhookHeaders { signature: None, ..full },
        ] {
            let now = OffsetDateTime::from_unix_timestamp(SENT_AT).unwrap();
            let refused = WebhookSecret::parse(SECRET).unwrap().verify(&headers, BODY, now);
            assert_eq!(refused.err().map(|problem| problem.code), Some(Code::BadRequest), "{headers:?}");
        }
    }
}
