//! What an access token has to be allowed for each operation. What is not named here takes no access tokens: passwords, sessions, tokens and
//! the like are changed by people who are signed in themselves, and some reads are answered alike to all ([`super::is_same_for_all`]).

use super::{ApiResult, document, problem::ApiError};
use axum::extract::MatchedPath;
use axum::http::Method;
use domain::accounts::Scope::{self, *};
use domain::{Code, Problem};
use services::access;
use services::accounts::CurrentUser;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Method, path and scope. An operation with several scopes takes a token that has any of them; its use case then asks for the one that the case
/// needs. The widest stands last, since a refusal names that.
const SCOPES: &[(&str, &str, Scope)] = &[
    ("GET", "/api/auth/user", UserRead),
    ("GET", "/api/users/{id}", UserRead),
    ("GET", "/api/users/me/follows", UserRead),
    ("GET", "/api/users/me/blocks", UserRead),
    ("GET", "/api/users/me/subscriptions", UserRead),
    ("PUT", "/api/auth/profile", UserWrite),
    ("PUT", "/api/profile", UserWrite),
    ("PUT", "/api/users/{id}", UserWrite),
    ("POST", "/api/users/{id}/follow", UserWrite),
    ("DELETE", "/api/users/{id}/follow", UserWrite),
    ("POST", "/api/users/{id}/block", UserWrite),
    ("DELETE", "/api/users/{id}/block", UserWrite),
    ("POST", "/api/channels/{id}/follow", UserWrite),
    ("DELETE", "/api/channels/{id}/follow", UserWrite),
    ("POST", "/api/bans/{id}/appeal", UserWrite),
    ("POST", "/api/reports", UserWrite),
    ("POST", "/api/upload/avatar", UserWrite),
    ("DELETE", "/api/upload/avatar", UserWrite),
    ("POST", "/api/upload/banner", ChannelWrite),
    ("DELETE", "/api/upload/banner", ChannelWrite),
    ("GET", "/api/channels/{id}", ChannelRead),
    ("GET", "/api/users/me/channels", ChannelRead),
    ("GET", "/api/videos/{id}", ChannelRead),
    ("GET", "/api/videos/{id}/download", ChannelRead),
    ("GET", "/api/channels/{id}/vod", ChannelRead),
    ("GET", "/api/channels/{id}/emotes", ChannelRead),
    ("GET", "/api/channels/{id}/followers", ChannelRead),
    ("GET", "/api/streams/{id}", ChannelRead),
    ("GET", "/api/streams/{id}/hls", ChannelRead),
    ("GET", "/api/streams/{id}/health", ChannelRead),
    ("GET", "/api/streams/{id}/markers", ChannelRead),
    ("POST", "/api/streams/{id}/playback", ChannelRead),
    ("POST", "/api/channels", ChannelWrite),
    ("PUT", "/api/channels/{id}", ChannelWrite),
    ("DELETE", "/api/channels/{id}", ChannelWrite),
    ("GET", "/api/channels/{id}/moderators", ChannelWrite),
    ("POST", "/api/channels/{id}/moderators", ChannelWrite),
    ("DELETE", "/api/channels/{id}/moderators/{userId}", ChannelWrite),
    ("POST", "/api/channels/{id}/emotes", ChannelWrite),
    ("DELETE", "/api/channels/{id}/emotes/{emoteId}", ChannelWrite),
    ("GET", "/api/channels/{id}/stream-key", StreamWrite),
    ("POST", "/api/channels/{id}/stream-key/rotate", StreamWrite),
    ("POST", "/api/streams", StreamWrite),
    ("PATCH", "/api/streams/{id}", StreamWrite),
    ("POST", "/api/streams/{id}/start", StreamWrite),
    ("PUT", "/api/streams/{id}/status", StreamWrite),
    ("POST", "/api/streams/{id}/end", StreamWrite),
    ("DELETE", "/api/streams/{id}/vod", StreamWrite),
    ("POST", "/api/streams/{id}/markers", StreamWrite),
    ("DELETE", "/api/streams/{id}/markers/{markerId}", StreamWrite),
    ("GET", "/ws", ChatRead),
    ("GET", "/api/streams/{id}/messages", ChatRead),
    ("GET", "/api/channels/{id}/messages", ChatRead),
    ("POST", "/api/streams/{id}/messages", ChatWrite),
    ("POST", "/api/messages", ChatWrite),
    // The user's own messages by either, those of others by the second.
    ("DELETE", "/api/messages/{id}", ChatWrite),
    ("DELETE", "/api/messages/{id}", Moderate),
    ("DELETE", "/api/channels/{id}/users/{userId}/messages", Moderate),
    ("GET", "/api/channels/{id}/filters", Moderate),
    ("PUT", "/api/channels/{id}/filters", Moderate),
    ("POST", "/api/channels/{id}/filters/test", Moderate),
    ("POST", "/api/channels/{id}/filters/dry-run", Moderate),
    ("GET", "/api/channels/{id}/filters/statistics", Moderate),
    ("PUT", "/api/channels/{id}/pinned", Moderate),
    ("DELETE", "/api/channels/{id}/pinned", Moderate),
    ("POST", "/api/channels/{id}/announcements", Moderate),
    ("GET", "/api/channels/{id}/bans", Moderate),
    ("POST", "/api/channels/{id}/bans", Moderate),
    ("DELETE", "/api/channels/{id}/bans/{userId}", Moderate),
    ("PUT", "/api/bans/{id}/appeal", Moderate),
    ("PUT", "/api/channels/{id}/lockdown", Moderate),
    ("DELETE", "/api/channels/{id}/lockdown", Moderate),
    ("PUT", "/api/channels/{id}/raid-guard", Moderate),
    ("DELETE", "/api/channels/{id}/raid-guard", Moderate),
    ("GET", "/api/channels/{id}/holds", Moderate),
    ("POST", "/api/holds/{id}/approve", Moderate),
    ("POST", "/api/holds/{id}/deny", Moderate),
    ("GET", "/api/reports", Moderate),
    ("GET", "/api/reports/{id}", Moderate),
    ("PUT", "/api/reports/{id}", Moderate),
    ("GET", "/api/channels/{id}/modlog", Moderate),
    ("POST", "/api/modlog/{id}/undo", Moderate),
    ("GET", "/api/channels/{id}/notes/{userId}", Moderate),
    ("POST", "/api/channels/{id}/notes/{userId}", Moderate),
    ("DELETE", "/api/channels/{id}/notes/{userId}", Moderate),
    ("GET", "/api/channels/{id}/users/{userId}", Moderate),
    ("GET", "/api/channels/{id}/webhooks", Webhooks),
    ("POST", "/api/channels/{id}/webhooks", Webhooks),
    ("PUT", "/api/channels/{id}/webhooks/{webhookId}", Webhooks),
    ("DELETE", "/api/channels/{id}/webhooks/{webhookId}", Webhooks),
    ("POST", "/api/channels/{id}/webhooks/{webhookId}/rotate", Webhooks),
    ("POST", "/api/channels/{id}/webhooks/{webhookId}/test", Webhooks),
    ("GET", "/api/channels/{id}/webhooks/{webhookId}/deliveries", Webhooks),
    ("POST", "/api/channels/{id}/webhooks/{webhookId}/deliveries/{deliveryId}/resend", Webhooks),
    ("GET", "/api/admin/overview", Admin),
    ("GET", "/api/admin/users", Admin),
    ("POST", "/api/admin/users/{id}/sign-out", Admin),
    ("GET", "/api/admin/channels", Admin),
    ("PUT", "/api/admin/channels/{id}", Admin),
    ("DELETE", "/api/admin/channels/{id}", Admin),
    ("GET", "/api/admin/streams", Admin),
    ("POST", "/api/admin/streams/{id}/end", Admin),
    ("GET", "/api/admin/reports", Admin),
    ("GET", "/api/admin/mail", Admin),
    ("GET", "/api/admin/audit", Admin),
    ("POST", "/api/admin/storage-test", Admin),
];

static BY_OPERATION: LazyLock<HashMap<(&str, &str), Vec<Scope>>> = LazyLock::new(|| {
    let mut scopes = HashMap::<_, Vec<Scope>>::new();
    for (method, path, scope) in SCOPES {
        scopes.entry((*method, *path)).or_default().push(*scope);
    }
    scopes
});

/// The scopes of which an operation needs one; empty if it takes no access tokens.
pub fn needed<'a>(method: &'a str, path: &'a str) -> &'a [Scope] {
    BY_OPERATION.get(&(method, path)).map(Vec::as_slice).unwrap_or_default()
}

/// Operations that need no signing in, so that a token without the scope may ask as visitors do.
static FOR_VISITORS: LazyLock<HashSet<(String, String)>> = LazyLock::new(|| {
    let socket = ("GET".to_owned(), "/ws".to_owned());
    document::for_visitors().into_iter().chain([socket]).collect()
});

/// Operations that need signing in.
static FOR_USERS: LazyLock<HashSet<(String, String)>> = LazyLock::new(document::for_users);

/// Whether visitors are told to sign in for this operation. False for what is no operation.
pub fn needs_user(method: &Method, path: Option<&MatchedPath>) -> bool {
    let path = path.map_or("", MatchedPath::as_str);
    FOR_USERS.contains(&(answered_as(method).to_owned(), path.to_owned()))
}

/// HEAD is answered as GET is.
fn answered_as(method: &Method) -> &str {
    if method == Method::HEAD { "GET" } else { method.as_str() }
}

/// The user, if their access token may do this operation. Sessions may do all.
///
/// Errors: `insufficient_scope`.
pub fn admit(user: CurrentUser, method: &Method, path: Option<&MatchedPath>) -> ApiResult<CurrentUser> {
    if user.token().is_none() {
        return Ok(user);
    }
    let method = answered_as(method);
    let path = path.map_or("", MatchedPath::as_str);
    let scopes = needed(method, path);
    if scopes.iter().any(|scope| user.may(*scope)) {
        return Ok(user);
    }
    let refused = match scopes.last().map(|scope| access::needs_scope(&user, *scope)) {
        Some(Err(refused)) => ApiError::from(refused),
        _ => Problem::new(Code::InsufficientScope, "Access tokens can't do this. Sign in yourself.").into(),
    };
    match FOR_VISITORS.contains(&(method.to_owned(), path.to_owned())) {
        true => Ok(CurrentUser::default()),
        false => Err(refused),
    }
}
