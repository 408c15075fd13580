//! How every failure is reported to clients: RFC 9457 problem details with a stable code.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use strum::IntoStaticStr;
use utoipa::ToSchema;

/// Stable, machine-readable reasons. Each has one HTTP status and one title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, ToSchema)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Code {
    /// The request cannot be parsed.
    BadRequest,
    /// One or more fields are at fault; see `errors`.
    ValidationFailed,
    /// The requester is not signed in.
    SigninRequired,
    /// The e-mail address or the password is wrong, or the code of two-factor sign-in.
    InvalidCredentials,
    /// The account has two-factor sign-in, and the request has no code.
    TwoFactorRequired,
    /// Two-factor sign-in is on already.
    TwoFactorEnabled,
    /// Two-factor sign-in is off.
    TwoFactorDisabled,
    /// Signed in, but not allowed.
    Forbidden,
    /// The request comes from another site.
    CrossSite,
    /// The webhook was not signed with the secret that its sender and this server share, or not just now.
    InvalidSignature,
    /// A username must be chosen first.
    OnboardingRequired,
    /// The username was chosen already.
    AlreadyOnboarded,
    /// This community takes no new accounts.
    SignUpClosed,
    /// It does not exist, or it is hidden from the requester.
    NotFound,
    /// The address exists, but not for this method.
    MethodNotAllowed,
    /// The mailed link was used already, or it is too old.
    LinkExpired,
    /// The account's e-mail address was never verified.
    EmailUnverified,
    /// Another account has this e-mail address.
    EmailTaken,
    /// Another account has this username.
    UsernameTaken,
    /// The username was changed a short while ago; `errors` says when it can be changed again.
    UsernameChangedRecently,
    /// The platform's last administrator would be lost.
    LastAdministrator,
    /// Nothing else would sign the account in.
    LastSignInMethod,
    /// Another channel has this slug.
    SlugTaken,
    /// The stream cannot go from its status to the wanted one.
    InvalidTransition,
    /// The playback token was not issued by this server, or belongs to another player.
    InvalidPlaybackToken,
    /// The playback token has expired; a new session is needed.
    PlaybackTokenExpired,
    /// No encoder is connected.
    NoEncoder,
    /// The message is empty or too long.
    InvalidMessage,
    /// No room was joined on this socket.
    NotJoined,
    /// Banned or timed out in this channel.
    Banned,
    /// Slow mode: the writer's last message is too fresh; see `retryAfterMs`.
    SlowMode,
    /// Only followers may write in this chat, or only those who have followed for a while.
    FollowersOnly,
    /// The account is too new to write in this chat.
    AccountTooYoung,
    /// Only emotes and emoji may be written in this chat.
    EmoteOnly,
    /// The writer has just said the same.
    DuplicateMessage,
    /// It was changed by another user since the version that the change names.
    VersionConflict,
    /// What has happened meanwhile does not allow it.
    Conflict,
    /// Only moderators may write in this chat at the moment.
    Lockdown,
    /// The channel's filters do not take the message.
    MessageRefused,
    /// Blocked by the owner of the channel, or by the person who is mentioned, replied to or followed.
    Blocked,
    /// The access token has not the scope that this needs.
    InsufficientScope,
    /// The request took longer than allowed.
    TooSlow,
    /// The body is larger than allowed.
    TooLarge,
    /// The body's type is not understood.
    UnsupportedMediaType,
    /// The file has none of the bytes that `Range` asks for.
    RangeNotSatisfiable,
    /// Too many of these in too short a time; see `retryAfterMs`.
    RateLimited,
    /// Something went wrong on the server.
    Internal,
    /// A service that the server needs is unavailable; trying again later helps.
    Unavailable,
}

impl Code {
    /// The HTTP status that goes with the code.
    pub fn status(self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::SigninRequired | Self::InvalidCredentials | Self::TwoFactorRequired => 401,
            Self::Forbidden
            | Self::InsufficientScope
            | Self::CrossSite
            | Self::InvalidSignature
            | Self::OnboardingRequired
            | Self::SignUpClosed
            | Self::EmailUnverified
            | Self::FollowersOnly
            | Self::AccountTooYoung
            | Self::Banned
            | Self::Lockdown
            | Self::Blocked
            | Self::InvalidPlaybackToken => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::TooSlow => 408,
            Self::AlreadyOnboarded
            | Self::EmailTaken
            | Self::UsernameTaken
            | Self::UsernameChangedRecently
            | Self::LastAdministrator
            | Self::LastSignInMethod
            | Self::SlugTaken
            | Self::InvalidTransition
            | Self::NoEncoder
            | Self::TwoFactorEnabled
            | Self::TwoFactorDisabled
            | Self::VersionConflict
            | Self::Conflict
            | Self::NotJoined => 409,
            Self::PlaybackTokenExpired | Self::LinkExpired => 410,
            Self::TooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::RangeNotSatisfiable => 416,
            Self::ValidationFailed
            | Self::InvalidMessage
            | Self::EmoteOnly
            | Self::DuplicateMessage
            | Self::MessageRefused => 422,
            Self::RateLimited | Self::SlowMode => 429,
            Self::Internal => 500,
            Self::Unavailable => 503,
        }
    }

    /// A short title, the same for every problem of this code.
    pub fn title(self) -> &'static str {
        match self {
            Self::BadRequest => "The request could not be read",
            Self::ValidationFailed => "Something in the form needs another look",
            Self::SigninRequired => "Please sign in",
            Self::InvalidCredentials => "E-mail, password or code is wrong",
            Self::TwoFactorRequired => "A code is needed, too",
            Self::TwoFactorEnabled => "Two-factor sign-in is on",
            Self::TwoFactorDisabled => "Two-factor sign-in is off",
            Self::Forbidden => "Not allowed",
            Self::InsufficientScope => "The access token may not do this",
            Self::CrossSite => "The request came from another site",
            Self::InvalidSignature => "The signature is wrong",
            Self::OnboardingRequired => "Choose a username first",
            Self::AlreadyOnboarded => "The username is chosen already",
            Self::SignUpClosed => "No new accounts at the moment",
            Self::NotFound => "Not found",
            Self::MethodNotAllowed => "Not possible here",
            Self::LinkExpired => "This link no longer works",
            Self::EmailUnverified => "This e-mail address is not verified",
            Self::EmailTaken => "This e-mail has an account",
            Self::UsernameTaken => "That username is taken",
            Self::UsernameChangedRecently => "The username was changed a short while ago",
            Self::LastAdministrator => "The last administrator stays",
            Self::LastSignInMethod => "The last way to sign in",
            Self::SlugTaken => "That address is taken",
            Self::InvalidTransition => "Not possible in this state",
            Self::InvalidPlaybackToken => "This playback token is not valid here",
            Self::PlaybackTokenExpired => "This playback session is over",
            Self::NoEncoder => "No encoder is connected",
            Self::InvalidMessage => "The message can't be sent",
            Self::NotJoined => "Join a chat first",
            Self::Banned => "You can't write here",
            Self::SlowMode => "This chat is in slow mode",
            Self::FollowersOnly => "Only followers write here",
            Self::AccountTooYoung => "Your account is too new to write here",
            Self::EmoteOnly => "Emote-only mode is on",
            Self::DuplicateMessage => "You have said this already",
            Self::VersionConflict => "Another user was faster",
            Self::Conflict => "Not possible any more",
            Self::Lockdown => "The chat is locked",
            Self::MessageRefused => "Your message was not sent",
            Self::Blocked => "You were blocked",
            Self::TooSlow => "That took too long",
            Self::TooLarge => "Too large",
            Self::UnsupportedMediaType => "This kind of content is not understood",
            Self::RangeNotSatisfiable => "The file has no such bytes",
            Self::RateLimited => "A little slower, please",
            Self::Internal => "Something went wrong on our side",
            Self::Unavailable => "Back in a moment",
        }
    }

    /// The code as written in JSON.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// A failure as reported to the client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// Why, for machines.
    pub code: Code,
    /// What happened and what to do, for people.
    pub detail: String,
    /// Field → sentence, where a form field is at fault.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub errors: BTreeMap<String, String>,
    /// When trying again makes sense, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_ms: Option<u64>,
}

impl Problem {
    /// A problem with its own sentence.
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), errors: BTreeMap::new(), retry_after_ms: None }
    }

    /// A problem of one form field.
    pub fn field(code: Code, field: &str, sentence: impl Into<String>) -> Self {
        let sentence = sentence.into();
        Self { errors: BTreeMap::from([(field.to_owned(), sentence.clone())]), ..Self::new(code, sentence) }
    }

    /// The client sends too fast and may try again after `retry_after_ms`.
    pub fn rate_limited(retry_after_ms: u64) -> Self {
        Self::limit_reached("That was fast.", retry_after_ms)
    }

    /// The same with a sentence of its own about what was too much.
    pub fn limit_reached(reason: &str, retry_after_ms: u64) -> Self {
        Self::early(Code::RateLimited, reason, retry_after_ms)
    }

    /// It is too early for this: the sentences of the reason, and when to try again.
    pub fn early(code: Code, reason: &str, retry_after_ms: u64) -> Self {
        let wait = match retry_after_ms.div_ceil(1000) {
            0 | 1 => "1 second".to_owned(),
            seconds @ 2..100 => format!("{seconds} seconds"),
            seconds @ 100..7_200 => format!("{} minutes", seconds.div_ceil(60)),
            seconds @ 7_200..172_800 => format!("{} hours", seconds.div_ceil(3600)),
            seconds => format!("{} days", seconds.div_ceil(86_400)),
        };
        Self { retry_after_ms: Some(retry_after_ms), ..Self::new(code, format!("{reason} Try again in {wait}.")) }
    }

    /// The same for hidden and for missing things, so that the answer doesn't reveal hidden ones.
    pub fn not_found() -> Self {
        Self::new(Code::NotFound, "There is nothing here. It may have been removed, or the address has a typo.")
    }

    /// The sentence for one field, if it is at fault.
    pub fn error(&self, field: &str) -> Option<&str> {
        self.errors.get(field).map(String::as_str)
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.detail)
    }
}

impl std::error::Error for Problem {}

/// Collects the errors of a form's fields, so that the user sees all of them at once.
#[derive(Debug, Default)]
pub struct Fields(BTreeMap<String, String>);

impl Fields {
    /// Keeps a parsed value or notes the field's sentence.
    pub fn take<T>(&mut self, field: &str, parsed: Result<T, String>) -> Option<T> {
        parsed.map_err(|sentence| self.0.insert(field.to_owned(), sentence)).ok()
    }

    /// Keeps the parsed value of a field that may be left out, or notes its sentence.
    pub fn take_some<V: ?Sized, T>(
        &mut self,
        field: &str,
        value: Option<&V>,
        parse: fn(&V) -> Result<T, String>,
    ) -> Option<T> {
        value.and_then(|value| self.take(field, parse(value)))
    }

    /// Fails if any field was at fault.
    pub fn into_result(self) -> Result<(), Problem> {
        if self.0.is_empty() { Ok(()) } else { Err(self.into_problem()) }
    }

    /// The problem of all faults together.
    pub fn into_problem(self) -> Problem {
        let detail = self.0.values().cloned().collect::<Vec<_>>().join(" ");
        Problem { errors: self.0, ..Problem::new(Code::ValidationFailed, detail) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_wait_is_told_in_minutes() {
        for (milliseconds, wait) in [
            (1, "1 second"),
            (1_001, "2 seconds"),
            (99_000, "99 seconds"),
            (99_001, "2 minutes"),
            (417_000, "7 minutes"),
            (3_600_000, "60 minutes"),
            (7_200_000, "2 hours"),
            (172_800_000, "2 days"),
        ] {
            let problem = Problem::rate_limited(milliseconds);
            assert_eq!(problem.detail, format!("That was fast. Try again in {wait}."));
            assert_eq!((problem.code, problem.retry_after_ms), (Code::RateLimited, Some(milliseconds)));
        }
    }
}
