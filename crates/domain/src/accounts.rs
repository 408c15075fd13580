//! People: what they type to sign up, and what others see of them.

mod email;
mod profile;
mod two_factor;
mod user_ref;

use crate::{UserId, value};
pub use email::Email;
pub use profile::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::OffsetDateTime;
pub use two_factor::*;
pub use user_ref::UserRef;
use utoipa::ToSchema;

value::text_value!(
    /// The name in addresses and mentions: 3 to 25 of a–z, 0–9 and underscore.
    Username,
    |text| {
        let name = value::handle(text, "Your username", 3, 25, &['_'])?;
        if RESERVED_NAMES.contains(&name.as_str()) { Err("That name is reserved. Please choose another.".into()) } else { Ok(name) }
    }
);

value::text_value!(
    /// The name people read: 1 to 50 characters.
    DisplayName,
    |text| value::line(text, "Your display name", 1, 50)
);

value::text_value!(
    /// A few lines about oneself, up to 500 characters.
    Bio,
    |text| value::paragraph(text, "Your bio", 500)
);

/// Names that would be mistaken for the platform itself or one of its addresses.
pub const RESERVED_NAMES: &[&str] = &[
    "about",
    "admin",
    "administrator",
    "aethex",
    "api",
    "auth",
    "dashboard",
    "directory",
    "embed",
    "everyone",
    "feeds",
    "following",
    "help",
    "here",
    "hls",
    "login",
    "logout",
    "me",
    "mod",
    "moderator",
    "oembed",
    "overlay",
    "owner",
    "register",
    "root",
    "search",
    "settings",
    "staff",
    "streams",
    "support",
    "system",
    "users",
    "videos",
    "vod",
    "ws",
];

/// A password as typed. Never printed, never stored; only its argon2id hash is.
#[derive(Clone)]
pub struct Password(String);

/// Most-used passwords of at least eight characters; a guesser tries these first.
const COMMON_PASSWORDS: &[&str] = &[
    "00000000",
    "11111111",
    "12341234",
    "12345678",
    "123123123",
    "123456789",
    "1234567890",
    "1q2w3e4r",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "87654321",
    "88888888",
    "987654321",
    "aa123456",
    "abc12345",
    "abcd1234",
    "abcdefgh",
    "adminadmin",
    "asdfasdf",
    "asdfghjk",
    "asdfghjkl",
    "baseball",
    "basketball",
    "computer",
    "changeme",
    "corvette",
    "dragon123",
    "einstein",
    "football",
    "football1",
    "iloveyou",
    "iloveyou1",
    "internet",
    "jennifer",
    "letmein1",
    "letmein123",
    "liverpool",
    "michelle",
    "minecraft",
    "monkey123",
    "p@ssw0rd",
    "passw0rd",
    "password",
    "password!",
    "password1",
    "password12",
    "password123",
    "pokemon1",
    "princess",
    "princess1",
    "q1w2e3r4",
    "qazwsxedc",
    "qwer1234",
    "qwerty12",
    "qwerty123",
    "qwertyui",
    "qwertyuiop",
    "samsung1",
    "starwars",
    "sunshine",
    "superman",
    "trustno1",
    "welcome1",
    "welcome123",
    "whatever",
    "zaq12wsx",
    "zxcvbnm1",
    "zxcvbnm123",
];

impl Password {
    /// 8 to 256 characters and not one of the most common; spaces count, nothing is trimmed.
    pub fn parse(text: &str) -> Result<Self, String> {
        let length = text.chars().count();
        if length < 8 {
            return Err("Your password needs at least 8 characters.".into());
        }
        if length > 256 {
            return Err("Your password can have at most 256 characters.".into());
        }
        let lower = text.to_lowercase();
        let first = lower.chars().next();
        if COMMON_PASSWORDS.contains(&lower.as_str()) || lower.chars().all(|c| Some(c) == first) {
            return Err(
                "That password is one of the first a guesser tries. A few unrelated words make a good one.".into()
            );
        }
        Ok(Self(text.to_owned()))
    }

    /// The same password, if it is not the account's e-mail address, which others know.
    pub fn other_than(self, email: Option<&Email>) -> Result<Self, String> {
        if email.is_some() && Email::parse(&self.0).ok().as_ref() == email {
            return Err("Your e-mail address is no secret. A few unrelated words make a good password.".into());
        }
        Ok(self)
    }

    /// The text, for hashing.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

/// A person as everyone sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// The account's id.
    pub id: UserId,
    /// The name in addresses.
    pub username: String,
    /// The name people read.
    pub display_name: String,
    /// Address of the avatar.
    pub avatar: Option<String>,
    /// A few lines about oneself.
    pub bio: Option<String>,
    /// Links to profiles elsewhere: site name → address.
    pub social_links: BTreeMap<String, String>,
    /// When the account was made.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

/// An account as its own user sees it. The names are unset until onboarding is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// The account's id.
    pub id: UserId,
    /// The name in addresses; none before onboarding.
    pub username: Option<String>,
    /// The name people read; none before onboarding.
    pub display_name: Option<String>,
    /// Address of the avatar.
    pub avatar: Option<String>,
    /// A few lines about oneself.
    pub bio: Option<String>,
    /// Links to profiles elsewhere: site name → address.
    pub social_links: BTreeMap<String, String>,
    /// When the account was made.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// The address they sign in with.
    pub email: String,
    /// Whether the e-mail address has been verified.
    pub email_verified: bool,
    /// `admin` for staff, otherwise empty.
    pub roles: Vec<String>,
    /// The account's settings.
    pub profile: Profile,
}

/// Settings of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// Colours of the pages.
    pub theme: Theme,
    /// Language tag (BCP 47).
    pub language: String,
    /// Where notifications go, if not to the account's address.
    pub notification_email: Option<String>,
}

impl Account {
    /// Whether a username has been chosen.
    pub fn is_onboarded(&self) -> bool {
        self.username.is_some()
    }

    /// Whether they administrate the platform.
    pub fn is_admin(&self) -> bool {
        self.roles.iter().any(|role| role == "admin")
    }

    /// The name to greet this person with: display name, else username, else e-mail address.
    pub fn name(&self) -> &str {
        self.display_name.as_deref().or(self.username.as_deref()).unwrap_or(&self.email)
    }
}

/// Body of `POST /api/auth/register`.
#[derive(Clone, Deserialize, ToSchema)]
pub struct Credentials {
    /// E-mail address as typed.
    #[schema(format = "email", max_length = 254)]
    pub email: String,
    /// Password as typed.
    #[schema(format = "password", min_length = 8, max_length = 256)]
    pub password: String,
}

/// Body of `POST /api/auth/password/forgot`.
#[derive(Clone, Deserialize, ToSchema)]
pub struct ForgottenPassword {
    /// E-mail address as typed.
    #[schema(format = "email", max_length = 254)]
    pub email: String,
}

/// Body of `POST /api/auth/password/reset`.
#[derive(Clone, Deserialize, ToSchema)]
pub struct PasswordReset {
    /// The token of the mailed link.
    pub token: String,
    /// The new password as typed.
    #[schema(format = "password", min_length = 8, max_length = 256)]
    pub password: String,
}

/// Body of `POST /api/auth/email/verify`.
#[derive(Clone, Deserialize, ToSchema)]
pub struct EmailVerification {
    /// The token of the mailed link.
    pub token: String,
}

/// Body of `PUT /api/auth/password`.
#[derive(Clone, Deserialize, ToSchema)]
pub struct PasswordChange {
    /// The password that counts now.
    #[schema(format = "password")]
    pub current: String,
    /// The new one.
    #[schema(format = "password", min_length = 8, max_length = 256)]
    pub new: String,
}

/// Body of `PUT /api/auth/email`.
#[derive(Clone, Deserialize, ToSchema)]
pub struct EmailChange {
    /// The account's password.
    #[schema(format = "password")]
    pub password: String,
    /// The new address.
    #[schema(format = "email", max_length = 254)]
    pub email: String,
}

/// Body of `POST /api/auth/onboard`.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Onboarding {
    /// Wanted username.
    #[schema(min_length = 3, max_length = 25, pattern = "^[A-Za-z0-9]([A-Za-z0-9_]*[A-Za-z0-9])?$")]
    pub username: String,
    /// Wanted display name.
    #[schema(min_length = 1, max_length = 50)]
    pub display_name: String,
    /// A few lines about oneself.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub bio: Option<String>,
}

/// Body of `PUT /api/auth/username`.
#[derive(Clone, Deserialize, ToSchema)]
pub struct UsernameChange {
    /// Wanted username.
    #[schema(min_length = 3, max_length = 25, pattern = "^[A-Za-z0-9]([A-Za-z0-9_]*[A-Za-z0-9])?$")]
    pub username: String,
}

/// A signed-in device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Device {
    /// Id of the session.
    pub id: crate::SessionId,
    /// The browser's `User-Agent`.
    pub user_agent: Option<String>,
    /// IP address it was last seen from.
    pub address: Option<String>,
    /// When it signed in.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// When it was last seen.
    #[serde(with = "time::serde::rfc3339")]
    pub last_seen_at: OffsetDateTime,
    /// Whether this is the session that sent the request.
    pub current: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_no_password() {
        let email = Email::parse("mira@example.org").unwrap();
        let other = |text: &str| Password::parse(text).unwrap().other_than(Some(&email)).is_ok();
        assert!(!other("Mira@Example.org ") && other("mira@example.org and more"));
    }
}
