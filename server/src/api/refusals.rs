//! What an operation may refuse, as responses of the API document.

use super::problem::ProblemDetails;
use domain::Code;
use std::collections::BTreeMap;
use utoipa::openapi::{Content, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema};

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident: $($code:ident),+;)*) => {
        $(
            $(#[$doc])*
            pub struct $name;

            impl IntoResponses for $name {
                fn responses() -> BTreeMap<String, RefOr<Response>> {
                    refusal(&[$(Code::$code),+])
                }
            }
        )*
    };
}

refusals! {
    /// The query cannot be read, or its cursor was not given out.
    BadRequest: BadRequest;
    /// The requester is not signed in.
    SignedOut: SigninRequired;
    /// The sign-in has failed, or needs a code, too.
    WrongPassword: InvalidCredentials, TwoFactorRequired;
    /// The operator takes no new accounts.
    NoNewAccounts: SignUpClosed;
    /// Two-factor sign-in is on already.
    TwoFactorOn: TwoFactorEnabled;
    /// Two-factor sign-in is off, or this session does not set it up.
    TwoFactorOff: TwoFactorDisabled;
    /// Two-factor sign-in is on already, or this session does not set it up.
    TwoFactorOther: TwoFactorEnabled, TwoFactorDisabled;
    /// The user is no administrator.
    NotAdministrator: Forbidden;
    /// The request says no reason, or cannot be read.
    Unreasoned: BadRequest;
    /// The account has as many access tokens as one can have.
    TooManyTokens: Forbidden;
    /// The user does not own the channel, or it has as many emotes as one can have.
    TooManyEmotes: Forbidden;
    /// The user does not own the channel, or the stream has as many markers as one can have.
    TooManyMarkers: Forbidden;
    /// The user does not own the channel.
    NotOwner: Forbidden;
    /// The user has not chosen a username, owns as much as one person can, or may not do this.
    NotAllowed: Forbidden, OnboardingRequired;
    /// The user has not chosen a username, follows as much as one person can, or their own channel or themselves, or was blocked.
    MayNotFollow: Forbidden, OnboardingRequired, Blocked;
    /// The user blocks as many people as one person can, or themselves.
    CannotBlock: Forbidden;
    /// The user may not write in the chat, or not to this person.
    MayNotWrite: OnboardingRequired, Banned, Blocked, Lockdown, EmailUnverified, FollowersOnly, AccountTooYoung;
    /// The user is neither owner nor moderator of the channel, or may not do this there.
    NotModerator: Forbidden;
    /// The same for announcements, which are messages.
    MayNotAnnounce: Forbidden, OnboardingRequired, Banned, Blocked;
    /// The appeal would reach the channel's owner, who has blocked the user.
    MayNotAppeal: Blocked;
    /// The user may not write in the channel, so its moderators take no reports from them, or has not chosen a username.
    MayNotReport: Banned, Blocked, OnboardingRequired;
    /// The filters were changed since the version that the change names.
    Outdated: VersionConflict;
    /// What has happened meanwhile does not allow it.
    Changed: Conflict;
    /// The body was not signed with the shared secret, or not just now.
    WrongSignature: InvalidSignature;
    /// The token of a playback session is not valid here.
    InvalidToken: InvalidPlaybackToken;
    /// It does not exist, or is hidden.
    Missing: NotFound;
    /// Another account has this e-mail address.
    EmailTaken: EmailTaken;
    /// The mailed link was used already, or it is too old.
    LinkOver: LinkExpired;
    /// Another account has this username, or the address of a user of Clerk, or this one has chosen its own already.
    UsernameTaken: UsernameTaken, AlreadyOnboarded, EmailTaken;
    /// Another account has or has had this username, or the own one was changed less than 60 days ago.
    UsernameStays: UsernameTaken, UsernameChangedRecently;
    /// The user has not chosen a username.
    Unnamed: OnboardingRequired;
    /// The change would leave no administrator.
    LastAdministrator: LastAdministrator;
    /// The account is another user's, the change is for administrators, or there is no username yet.
    NotYours: Forbidden, OnboardingRequired;
    /// Another channel has this slug.
    SlugTaken: SlugTaken;
    /// The stream's status does not allow it.
    WrongStatus: InvalidTransition;
    /// The stream's status does not allow it, or no encoder is connected.
    CannotGoLive: InvalidTransition, NoEncoder;
    /// The playback session is over.
    Expired: PlaybackTokenExpired;
    /// The file is larger than can be uploaded.
    LargeFile: TooLarge;
    /// The body is no multipart form.
    NoForm: UnsupportedMediaType;
    /// The channel's owner does not offer its VODs as downloads.
    NotOffered: Forbidden;
    /// The range begins behind the end of the file, whose length `Content-Range` says.
    BehindTheEnd: RangeNotSatisfiable;
    /// Storage is away, or many others upload pictures, download VODs or search; `Retry-After` says when to try again.
    Away: Unavailable;
    /// A field is at fault.
    Invalid: ValidationFailed;
    /// The message is empty or too long, or the chat modes do not take it.
    InvalidMessage: InvalidMessage, EmoteOnly, DuplicateMessage, MessageRefused, ValidationFailed;
    /// Too many of these in too short a time; `Retry-After` says when to try again.
    Busy: RateLimited;
    /// Too many messages in too short a time, or slow mode; `Retry-After` says when to try again.
    TooSoon: RateLimited, SlowMode;
}

/// A bearer token does not count, where visitors may ask. The description differs from that of [`SignedOut`], which makes an operation one that
/// needs signing in.
pub struct BadToken;

impl IntoResponses for BadToken {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let refused = problem("`signin_required`, for a bearer token that is wrong, expired or revoked");
        BTreeMap::from([("401".to_owned(), RefOr::T(refused))])
    }
}

/// One response for codes of the same status.
fn refusal(codes: &[Code]) -> BTreeMap<String, RefOr<Response>> {
    let status = codes.first().map(|code| code.status().to_string());
    let words: Vec<String> = codes.iter().map(|code| format!("`{}`", code.as_str())).collect();
    status.into_iter().map(|status| (status, RefOr::T(problem(words.join(", "))))).collect()
}

/// A response whose body is a problem (RFC 9457).
pub fn problem(description: impl Into<String>) -> Response {
    let schema = Ref::from_schema_name(ProblemDetails::name());
    ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", Content::new(Some(schema)))
        .build()
}
