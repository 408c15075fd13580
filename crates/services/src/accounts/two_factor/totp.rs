//! Time-based one-time passwords (RFC 6238) as authenticator apps make them: HMAC-SHA-1, 6 digits, steps of 30 seconds.

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use time::OffsetDateTime;

/// Length of a step in seconds.
const STEP: i64 = 30;
/// Codes have six digits.
const CODES: u32 = 1_000_000;
/// Block size of SHA-1 in bytes. HMAC fills shorter keys up with zeros (RFC 2104, section 2).
const BLOCK: usize = 64;

/// The secret that an authenticator app shares with the server: 160 bits, as RFC 4226 recommends (section 4, R6).
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret([u8; 20]);

impl TotpSecret {
    /// A random one.
    pub fn random() -> Self {
        Self(rand::random())
    }

    /// Reads the 32 characters of [`Self::to_base32`].
    pub fn from_base32(text: &str) -> Option<Self> {
        Some(Self(BASE32_NOPAD.decode(text.as_bytes()).ok()?.try_into().ok()?))
    }

    /// 32 characters of base 32 (RFC 4648, section 6), which apps take.
    pub fn to_base32(&self) -> String {
        BASE32_NOPAD.encode(&self.0)
    }

    /// The code of a step: dynamic truncation as in RFC 4226, section 5.3.
    pub fn code(&self, step: i64) -> u32 {
        let mut key = [0; BLOCK];
        key[..self.0.len()].copy_from_slice(&self.0);
        let mut mac = Hmac::<Sha1>::new(&key.into());
        mac.update(&step.to_be_bytes());
        let hash = mac.finalize().into_bytes();
        let offset = usize::from(hash[hash.len() - 1] & 0xf);
        let truncated = hash[offset..offset + 4].iter().fold(0, |number, byte| number << 8 | u32::from(*byte));
        (truncated & 0x7fff_ffff) % CODES
    }

    /// The step around `now` that has this code. Clocks may differ by one step in either direction (RFC 6238, section 5.2).
    pub fn step_of(&self, code: u32, now: i64) -> Option<i64> {
        (now - 1..=now + 1).find(|step| self.code(*step) == code)
    }
}

/// The number of the step at a time (RFC 6238, section 4.2).
pub fn step_at(time: OffsetDateTime) -> i64 {
    time.unix_timestamp().div_euclid(STEP)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of the vectors for SHA-1 in RFC 6238, appendix B.
    const SECRET: TotpSecret = TotpSecret(*b"12345678901234567890");

    fn step(seconds: i64) -> i64 {
        step_at(OffsetDateTime::from_unix_timestamp(seconds).unwrap())
    }

    #[test]
    fn codes_are_those_of_rfc_6238() {
        // The RFC prints eight digits, of which ours are the last six.
        for (seconds, code) in [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130),
        ] {
            assert_eq!(SECRET.code(step(seconds)), code % CODES, "at {seconds}");
        }
    }

    #[test]
    fn a_clock_may_be_one_step_wrong() {
        let now = step(1_111_111_109);
        for skew in -3..=3 {
            let found = SECRET.step_of(SECRET.code(now + skew), now);
            assert_eq!(found, Some(now + skew).filter(|_| skew.abs() <= 1), "{skew}");
        }
    }

    #[test]
    fn a_secret_is_read_as_it_was_written() {
        assert_eq!(SECRET.to_base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(TotpSecret::from_base32(&SECRET.to_base32()) == Some(SECRET));
        for wrong in ["", "GEZDGNBV", "gezdgnbvgy3tqojqgezdgnbvgy3tqojq", "0"] {
            assert!(TotpSecret::from_base32(wrong).is_none(), "{wrong}");
        }
        assert!(TotpSecret::random() != TotpSecret::random());
    }
}
