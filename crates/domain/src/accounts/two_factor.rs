//! Two-factor sign-in: what is typed besides the password, and what the account's own user sees of it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Length of a recovery code without its dashes: 80 random bits in base 32 (RFC 4648, section 6).
const RECOVERY_CODE_LENGTH: usize = 16;

/// A code as typed.
#[derive(Clone, PartialEq, Eq)]
pub enum SecondFactor {
    /// Six digits of an authenticator app.
    Totp(u32),
    /// A recovery code, in small letters and without dashes.
    RecoveryCode(String),
}

impl SecondFactor {
    /// Six digits, or 16 of a–z and 2–7. Spaces, dashes and capitals do not matter.
    pub fn parse(text: &str) -> Result<Self, String> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_lowercase();
        let is_base_32 = |c: char| c.is_ascii_lowercase() || ('2'..='7').contains(&c);
        match plain.parse() {
            _ if plain.is_empty() => Err("Type the code that your authenticator app shows, or a recovery code.".into()),
            Ok(digits) if plain.len() == 6 && plain.chars().all(|c| c.is_ascii_digit()) => Ok(Self::Totp(digits)),
            _ if plain.len() == RECOVERY_CODE_LENGTH && plain.chars().all(is_base_32) => Ok(Self::RecoveryCode(plain)),
            _ => Err("App codes have 6 digits, recovery codes 16 letters and digits. Check what you typed.".into()),
        }
    }
}

impl std::fmt::Debug for SecondFactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecondFactor(…)")
    }
}

/// Body of `POST /api/auth/login`.
#[derive(Clone, Deserialize, ToSchema)]
pub struct Login {
    /// E-mail address as typed.
    #[schema(format = "email", max_length = 254)]
    pub email: String,
    /// Password as typed.
    #[schema(format = "password", max_length = 256)]
    pub password: String,
    /// With two-factor sign-in: a code of the authenticator app, or a recovery code.
    #[serde(default)]
    pub code: Option<String>,
}

/// Body of `POST /api/auth/two-factor`.
#[derive(Clone, Deserialize, ToSchema)]
pub struct TwoFactorRequest {
    /// The account's password.
    #[schema(format = "password")]
    pub password: String,
}

/// Body of `PUT /api/auth/two-factor`.
#[derive(Clone, Deserialize, ToSchema)]
pub struct TwoFactorConfirmation {
    /// The code that the authenticator app shows.
    #[schema(pattern = "^[0-9]{6}$")]
    pub code: String,
}

/// Body of `DELETE /api/auth/two-factor` and of `POST /api/auth/two-factor/recovery-codes`.
#[derive(Clone, Deserialize, ToSchema)]
pub struct TwoFactorProof {
    /// The account's password.
    #[schema(format = "password")]
    pub password: String,
    /// A code of the authenticator app, or a recovery code.
    pub code: String,
}

/// Two-factor sign-in of an account.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TwoFactor {
    /// Whether signing in asks for a code.
    pub enabled: bool,
    /// Recovery codes that were not used yet.
    pub recovery_codes_left: u32,
    /// What the authenticator app has to be told, while this session is setting it up.
    pub setup: Option<TwoFactorSetup>,
}

/// What an authenticator app has to be told. It counts as soon as a code of the app confirms it, within 15 minutes.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TwoFactorSetup {
    /// The shared secret in base 32 (RFC 4648, section 6), to be typed.
    pub secret: String,
    /// The secret as an `otpauth://totp/` address, which many apps open.
    pub uri: String,
    /// The same address as a QR code: an SVG document.
    pub qr_code: String,
}

impl std::fmt::Debug for TwoFactorSetup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TwoFactorSetup(…)")
    }
}

/// Recovery codes, which are shown this once. Each works once in place of a code of the authenticator app.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RecoveryCodes {
    /// Ten codes such as `k7de-2m4q-xv5a-n3tb`.
    pub recovery_codes: Vec<String>,
}

impl std::fmt::Debug for RecoveryCodes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCodes(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_however_they_are_spaced() {
        for text in ["012345", " 012 345 ", "012-345"] {
            assert_eq!(SecondFactor::parse(text), Ok(SecondFactor::Totp(12345)), "{text}");
        }
        let recovery = SecondFactor::RecoveryCode("k7de2m4qxv5an3tb".into());
        for text in ["k7de-2m4q-xv5a-n3tb", " K7DE 2M4Q XV5A N3TB", "k7de2m4qxv5an3tb"] {
            assert_eq!(SecondFactor::parse(text), Ok(recovery.clone()), "{text}");
        }
        // The last digits of a recovery code may all be digits.
        assert_eq!(SecondFactor::parse("2222-2222-2222-2222"), Ok(SecondFactor::RecoveryCode("2".repeat(16))));
    }

    #[test]
    fn what_is_no_code_is_told_what_one_looks_like() {
        assert!(SecondFactor::parse(" - ").unwrap_err().contains("authenticator app"));
        for text in
            ["12345", "1234567", "+12345", "12345a", "٠١٢٣٤٥", "k7de-2m4q-xv5a-n3t1", "k7de-2m4q", &"a".repeat(500)]
        {
            assert!(SecondFactor::parse(text).unwrap_err().contains("6 digits"), "{text}");
        }
    }

    #[test]
    fn secrets_are_not_printed() {
        let setup = TwoFactorSetup { secret: "SECRET".into(), uri: "SECRET".into(), qr_code: "SECRET".into() };
        let codes = RecoveryCodes { recovery_codes: vec!["SECRET".into()] };
        let printed = format!("{setup:?} {codes:?} {:?}", SecondFactor::RecoveryCode("SECRET".into()));
        assert!(!printed.contains("SECRET"), "{printed}");
    }
}
