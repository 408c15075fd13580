//! What server functions need of the request they run in. The only server-side module of the app.

use crate::browser::ServerSide;
use crate::error::AppError;
use cookie::{Cookie, CookieBuilder, SameSite};
use domain::WebhookId;
use domain::accounts::{RecoveryCodes, Theme};
use domain::webhooks::Webhook;
use domain::{Code, Problem};
use http::request::Parts;
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::{expect_context, provide_context, use_context};
use leptos_axum::ResponseOptions;
use services::accounts::{CurrentUser, Device, Session};
use services::secrets::TokenPurpose;
use services::storage::Storage;
use services::vods::Recorder;
use services::{RequestHost, Services};
use std::time::Duration;

/// Lets pages ask the server what they ask of a browser elsewhere; see [`crate::browser`].
pub fn provide_server_side() {
    provide_context(ServerSide {
        cookie,
        typed,
        origin: || services().settings.origin(&request_host()),
        local_path: services::local_path,
        profile: || current_user().account().map(|account| account.profile.clone()),
        is_sign_up_open: || services().settings.sign_up_open,
        has_mail_server: || services().settings.has_mail_server,
        set_status,
        set_cookie: remember,
    });
}

/// A cookie of the request.
pub fn cookie(name: &str) -> Option<String> {
    let parts = use_context::<Parts>()?;
    // Other programs on this host may have set cookies that are not ASCII.
    let line = str::from_utf8(parts.headers.get(header::COOKIE)?.as_bytes()).ok()?;
    let mut cookies = Cookie::split_parse(line).filter_map(Result::ok);
    cookies.find(|cookie| cookie.name() == name).map(|cookie| cookie.value().to_owned())
}

/// The use cases' surroundings: database, rooms, settings.
pub fn services() -> Services {
    expect_context::<Services>()
}

/// The object storage.
pub fn storage() -> Storage {
    expect_context::<Storage>()
}

/// The recordings of running streams.
pub fn recorder() -> Recorder {
    expect_context::<Recorder>()
}

/// The user who sent the request.
pub fn current_user() -> CurrentUser {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<CurrentUser>().cloned()).unwrap_or_default()
}

/// Under which name the request reached this server.
pub fn request_host() -> RequestHost {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<RequestHost>().cloned()).unwrap_or_default()
}

/// What a refused form held when a browser without JavaScript sent it. Shown once on the page it came from.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The address that the form was sent to: the path of its server function.
    pub form: std::sync::Arc<str>,
    /// Names of fields, and what was in them.
    pub fields: std::sync::Arc<[(String, String)]>,
}

/// What was typed into a field of a form, if the form was refused just now.
fn typed(form: &str, field: &str) -> Option<String> {
    let parts = use_context::<Parts>()?;
    let typed = parts.extensions.get::<Typed>().filter(|typed| *typed.form == *form)?;
    typed.fields.iter().find(|(name, _)| name == field).map(|(_, text)| text.clone())
}

/// The device that sent the request.
pub fn device() -> Device {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<Device>().cloned()).unwrap_or_default()
}

/// Sets the status of the response. A form that a browser without JavaScript posted to a server function is sent back to its
/// page with what went wrong: there the redirect's own status has to stay.
fn set_status(status: u16) {
    if is_without_script() {
        return;
    }
    if let (Some(options), Ok(status)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(status)) {
        options.set_status(status);
    }
}

/// Whether a browser without JavaScript has posted a form, which shows the page that comes next.
pub fn is_without_script() -> bool {
    use_context::<Parts>().is_some_and(|parts| is_plain_form(&parts))
}

/// Leads a browser without JavaScript on to a page. Others stay on theirs, with what is typed there.
pub fn go_on_without_script(path: &str) {
    if is_without_script() {
        leptos_axum::redirect(path);
    }
}

fn is_plain_form(parts: &Parts) -> bool {
    let accept = parts.headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    parts.uri.path().starts_with("/_fn/") && accept.contains("text/html")
}

/// The token between the two pages of signing in.
pub const LOGIN_COOKIE: &str = "aethex_login";
/// The token from the form that links an identity to the way to its provider.
pub const LINK_COOKIE: &str = "aethex_link";
/// The token from signing out here to signing out at the provider.
pub const SIGN_OUT_COOKIE: &str = "aethex_sign_out";
/// The pass of a browser whose owner opened the link past the limit of sign-ins.
pub const LOGIN_PASS_COOKIE: &str = "aethex_login_pass";
/// Recovery codes on their way to the page that shows them, and how long they may take.
const RECOVERY_CODES_COOKIE: &str = "aethex_recovery_codes";
const RECOVERY_CODES_WAIT: Duration = Duration::from_secs(60);

/// The secret of a new webhook on its way to the page that shows it, and how long it may take.
const WEBHOOK_SECRET_COOKIE: &str = "aethex_webhook_secret";
const WEBHOOK_SECRET_WAIT: Duration = Duration::from_secs(60);

/// Gives the browser a cookie that no script can read. An empty one of no duration takes it away.
pub fn set_cookie(name: &'static str, value: &str, max_age: Duration) {
    append_cookie(Cookie::build((name, value)).http_only(true), max_age);
}

fn append_cookie(cookie: CookieBuilder<'_>, max_age: Duration) {
    let cookie = cookie
        .path("/")
        .same_site(SameSite::Lax)
        .secure(services().settings.is_https())
        .max_age(cookie::time::Duration::try_from(max_age).unwrap_or_default());
    if let (Some(options), Ok(cookie)) = (use_context::<ResponseOptions>(), HeaderValue::try_from(cookie.to_string())) {
        options.append_header(header::SET_COOKIE, cookie);
    }
}

/// How long a device remembers a preference: a year.
const REMEMBERED: Duration = Duration::from_secs(365 * 24 * 3600);

/// Lets the device remember a preference, as [`crate::browser::set_cookie`] does where there are scripts, which read and write it, too.
pub fn remember(name: &str, value: &str) {
    append_cookie(Cookie::build((name, value)).http_only(false), REMEMBERED);
}

/// Lets the device remember a theme.
pub fn remember_theme(theme: Theme) {
    remember("theme", theme.as_str());
}

/// Hands recovery codes over to the page that the browser requests next. They are in no other place: the server keeps digests only.
pub fn hand_over_recovery_codes(codes: &RecoveryCodes) -> Result<(), AppError> {
    let (svc, user) = (services(), current_user().id());
    let token = svc.sealer.seal_token(TokenPurpose::RecoveryCodes, (user, codes), RECOVERY_CODES_WAIT)?;
    set_cookie(RECOVERY_CODES_COOKIE, &token, RECOVERY_CODES_WAIT);
    Ok(())
}

/// The recovery codes that were handed over to this user, once.
pub fn handed_recovery_codes() -> Option<RecoveryCodes> {
    let token = cookie(RECOVERY_CODES_COOKIE).filter(|token| !token.is_empty())?;
    set_cookie(RECOVERY_CODES_COOKIE, "", Duration::ZERO);
    let (user, codes) = services().sealer.open_token(TokenPurpose::RecoveryCodes, &token)?;
    Some(codes).filter(|_| current_user().id() == user)
}

/// Hands the secret of a new webhook over to the page that a browser without JavaScript requests next. Others have it in the answer.
pub fn hand_over_webhook_secret(webhook: &Webhook) -> Result<(), AppError> {
    if !is_without_script() {
        return Ok(());
    }
    let (svc, handed) = (services(), (current_user().id(), webhook.id, &webhook.secret));
    let token = svc.sealer.seal_token(TokenPurpose::WebhookSecret, handed, WEBHOOK_SECRET_WAIT)?;
    set_cookie(WEBHOOK_SECRET_COOKIE, &token, WEBHOOK_SECRET_WAIT);
    Ok(())
}

/// The webhook whose secret was handed over to this user, and the secret, once.
pub fn handed_webhook_secret() -> Option<(WebhookId, String)> {
    let token = cookie(WEBHOOK_SECRET_COOKIE).filter(|token| !token.is_empty())?;
    set_cookie(WEBHOOK_SECRET_COOKIE, "", Duration::ZERO);
    let (user, webhook, secret): (_, _, Option<String>) =
        services().sealer.open_token(TokenPurpose::WebhookSecret, &token)?;
    Some((webhook, secret?)).filter(|_| current_user().id() == user)
}

/// The session of the request, to sign in or out with.
pub fn session() -> Result<Session, AppError> {
    let session = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Session>().cloned());
    session.ok_or_else(|| Problem::new(Code::Internal, "Something went wrong on our side.").into())
}

impl From<services::Error> for AppError {
    fn from(error: services::Error) -> Self {
        error.into_problem().into()
    }
}

/// The paths of all server functions.
pub fn server_functions() -> impl Iterator<Item = String> {
    leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned())
}
