//! People: what they type to sign up, and what others see of them.

mod email;
mod erasure;
mod password;
mod profile;
mod tokens;
mod two_factor;
mod user_ref;

use crate::{UserId, fingerprint, value};
pub use email::Email;
pub use erasure::AccountErasure;
pub use password::Password;
pub use profile::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::OffsetDateTime;
pub use tokens::*;
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
    |text| value::line(&value::composed(text), "Your display name", 1, 50)
);

value::text_value!(
    /// A few lines about oneself, up to 500 characters.
    Bio,
    |text| value::paragraph(text, "Your bio", 500)
);

/// Names that would be mistaken for the platform itself or one of its addresses.
pub const RESERVED_NAMES: &[&str] = &[
    "about",
    "abuse",
    "admin",
    "administrator",
    "administrators",
    "admins",
    "aethex",
    "aethex_live",
    "aethex_staff",
    "aethexlive",
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
    "moderators",
    "mods",
    "noreply",
    "oembed",
    "official",
    "overlay",
    "owner",
    "postmaster",
    "register",
    "root",
    "search",
    "security",
    "settings",
    "staff",
    "streams",
    "support",
    "system",
    "team",
    "users",
    "videos",
    "vod",
    "ws",
];

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

    /// The fingerprint of what the form of the profile edits. Without the theme: the switch in the page's head changes it beside the form.
    pub fn profile_fingerprint(&self) -> String {
        let [name, bio, email] = [&self.display_name, &self.bio, &self.profile.notification_email]
            .map(|text| text.as_deref().unwrap_or_default());
        let links = self.social_links.iter().flat_map(|(site, address)| [site.as_str(), address.as_str()]);
        fingerprint::of([name, bio, email, self.profile.language.as_str()].into_iter().chain(links))
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
    /// The address that `POST /api/upload/avatar` has answered: a new account has no other picture. The upload alone shows it already.
    #[serde(default)]
    pub avatar: Option<String>,
}

/// Body of `PUT /api/auth/username`.
#[derive(Clone, Deserialize, ToSchema)]
pub struct UsernameChange {
    /// Wanted username.
    #[schema(min_length = 3, max_length = 25, pattern = "^[A-Za-z0-9]([A-Za-z0-9_]*[A-Za-z0-9])?$")]
    pub username: String,
}

/// What a mailed link for a new password does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordLink {
    /// The address that it was mailed to.
    pub email: String,
    /// What else it takes back; none if it is for a new password only.
    pub takes_back: Option<TakenBack>,
}

/// What was changed since a link was mailed that takes it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBack {
    /// The account has another address than the one that the link was mailed to.
    pub address: bool,
    /// Two-factor sign-in was switched, or has another app: whether it is on afterwards.
    pub two_factor: Option<bool>,
    /// Ways to sign in were added.
    pub identities: bool,
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
