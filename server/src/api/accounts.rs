//! `/api/auth`.

use super::extract::{ApiJson, ApiPath, NewUser};
use super::refusals::{
    BadToken, Busy, EmailTaken, Invalid, LinkOver, Missing, NoNewAccounts, SignedOut, Unnamed, UsernameStays,
    UsernameTaken, WrongPassword,
};
use super::{ApiResult, problem::ApiError};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use domain::accounts::{
    Account, Credentials, Device as SignedInDevice, EmailChange, EmailVerification, ForgottenPassword, Login,
    Onboarding, PasswordChange, PasswordReset, UsernameChange,
};
use domain::{Code, Page, Problem, SessionId};
use services::accounts::{self, CurrentUser, Device, LoginStep, Session};

type App = extract::State<State>;

/// Makes an account and signs in.
#[utoipa::path(
    post, path = "/auth/register", tag = "accounts", request_body = Credentials,
    responses((status = 201, description = "The account; the session is in the cookie.", body = Account), NoNewAccounts, EmailTaken, Invalid, Busy),
)]
pub async fn register(
    app: App,
    session: Session,
    device: Device,
    ApiJson(body): ApiJson<Credentials>,
) -> ApiResult<(StatusCode, Json<Account>)> {
    let account = accounts::register(&app.services, &session, &body.email, &body.password, device, None).await?;
    Ok((StatusCode::CREATED, Json(account)))
}

/// Signs in. An account with two-factor sign-in needs a code, too; without one the answer is 401 `two_factor_required`.
#[utoipa::path(
    post, path = "/auth/login", tag = "accounts", request_body = Login,
    responses((status = 200, description = "The account; the session is in the cookie.", body = Account), WrongPassword, Busy),
)]
pub async fn login(
    app: App,
    session: Session,
    device: Device,
    ApiJson(body): ApiJson<Login>,
) -> ApiResult<Json<Account>> {
    let Login { email, password, code } = body;
    match accounts::login(&app.services, &session, &email, &password, code.as_deref(), device).await? {
        LoginStep::SignedIn(account) => Ok(Json(*account)),
        LoginStep::CodeNeeded(_) => Err(code_needed()),
    }
}

fn code_needed() -> ApiError {
    let sentence =
        "This account has two-factor sign-in: send a code of its authenticator app, or a recovery code, as well.";
    ApiError(Problem::field(Code::TwoFactorRequired, "code", sentence))
}

/// Signs out this session; nothing happens without one.
#[utoipa::path(post, path = "/auth/logout", tag = "accounts", responses((status = 204, description = "Signed out.")))]
pub async fn logout(app: App, session: Session, current_user: Result<CurrentUser, ApiError>) -> ApiResult<StatusCode> {
    let has_cookie = session.id().is_some();
    accounts::logout(&session).await?;
    // A program has no cookie: its token has opened the session.
    if let Ok(user) = current_user
        && let Some(id) = user.session().filter(|_| !has_cookie)
    {
        accounts::end_device(&app.services, &user, id).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Finishes sign-up: chooses the username, once. With a session token of Clerk it also makes the account, if the user has none yet and the
/// token has the claims `email` and `email_verified`.
#[utoipa::path(
    post, path = "/auth/onboard", tag = "accounts", request_body = Onboarding,
    responses((status = 201, description = "The account with its names.", body = Account), SignedOut, UsernameTaken, Invalid),
)]
pub async fn onboard(
    app: App,
    NewUser(current_user): NewUser,
    ApiJson(body): ApiJson<Onboarding>,
) -> ApiResult<(StatusCode, Json<Account>)> {
    Ok((StatusCode::CREATED, Json(accounts::onboard(&app.services, &current_user, body).await?)))
}

/// The signed-in user's account.
#[utoipa::path(
    get, path = "/auth/user", tag = "accounts",
    responses((status = 200, description = "The account.", body = Account), SignedOut),
)]
pub async fn current_user(current_user: CurrentUser) -> ApiResult<Json<Account>> {
    let signed_out = || ApiError(Problem::new(Code::SigninRequired, "You are not signed in."));
    current_user.account().cloned().map(Json).ok_or_else(signed_out)
}

/// The devices that the account is signed in on, the last used first.
#[utoipa::path(
    get, path = "/auth/sessions", tag = "accounts",
    responses((status = 200, description = "The devices.", body = Page<SignedInDevice>), SignedOut),
)]
pub async fn devices(app: App, current_user: CurrentUser) -> ApiResult<Json<Page<SignedInDevice>>> {
    let items = accounts::devices(&app.services, &current_user).await?;
    Ok(Json(Page::whole(items)))
}

/// Signs a device out; its sockets end.
#[utoipa::path(
    delete, path = "/auth/sessions/{id}", tag = "accounts", params(("id" = SessionId, Path, description = "The session.")),
    responses((status = 204, description = "Signed out."), SignedOut, Missing),
)]
pub async fn end_device(
    app: App,
    current_user: CurrentUser,
    ApiPath(session): ApiPath<SessionId>,
) -> ApiResult<StatusCode> {
    accounts::end_device(&app.services, &current_user, session).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Mails a link for a new password, if an account has this address. The answer does not tell whether one has.
#[utoipa::path(
    post, path = "/auth/password/forgot", tag = "accounts", request_body = ForgottenPassword,
    responses((status = 202, description = "If there is such an account, a mail is on its way."), Invalid, Busy),
)]
pub async fn forgot_password(
    app: App,
    device: Device,
    ApiJson(body): ApiJson<ForgottenPassword>,
) -> ApiResult<StatusCode> {
    accounts::forgot_password(&app.services, &body.email, device, None).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Sets a new password by a mailed link, and signs every device out.
#[utoipa::path(
    post, path = "/auth/password/reset", tag = "accounts", request_body = PasswordReset,
    responses((status = 204, description = "The password is set."), LinkOver, EmailTaken, Invalid, Busy),
)]
pub async fn reset_password(app: App, device: Device, ApiJson(body): ApiJson<PasswordReset>) -> ApiResult<StatusCode> {
    accounts::reset_password(&app.services, &body.token, &body.password, device).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Changes the password, and signs the other devices out.
#[utoipa::path(
    put, path = "/auth/password", tag = "accounts", request_body = PasswordChange,
    responses((status = 204, description = "The password is changed."), SignedOut, Invalid, Busy),
)]
pub async fn change_password(
    app: App,
    current_user: CurrentUser,
    device: Device,
    ApiJson(body): ApiJson<PasswordChange>,
) -> ApiResult<StatusCode> {
    accounts::change_password(&app.services, &current_user, &body.current, &body.new, device).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Changes the username, once in 60 days. The former one still leads to the account, and no other account can take it.
#[utoipa::path(
    put, path = "/auth/username", tag = "accounts", request_body = UsernameChange,
    responses(
        (status = 200, description = "The account with its new name.", body = Account),
        SignedOut, Unnamed, UsernameStays, Invalid
    ),
)]
pub async fn change_username(
    app: App,
    current_user: CurrentUser,
    ApiJson(body): ApiJson<UsernameChange>,
) -> ApiResult<Json<Account>> {
    Ok(Json(accounts::change_username(&app.services, &current_user, &body.username).await?))
}

/// Confirms an e-mail address by a mailed link; a new address becomes the account's.
#[utoipa::path(
    post, path = "/auth/email/verify", tag = "accounts", request_body = EmailVerification,
    responses((status = 204, description = "The address is confirmed."), BadToken, LinkOver, EmailTaken, Busy),
)]
pub async fn verify_email(
    app: App,
    current_user: CurrentUser,
    device: Device,
    ApiJson(body): ApiJson<EmailVerification>,
) -> ApiResult<StatusCode> {
    accounts::verify_email(&app.services, &current_user, &body.token, device).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Mails the link that confirms the account's address once more.
#[utoipa::path(
    post, path = "/auth/email/send", tag = "accounts",
    responses((status = 202, description = "The mail is on its way, unless the address is confirmed already."), SignedOut, Busy),
)]
pub async fn send_verification(app: App, current_user: CurrentUser, device: Device) -> ApiResult<StatusCode> {
    accounts::send_verification(&app.services, &current_user, device).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Mails a link to a new address, which becomes the account's when the link is used.
#[utoipa::path(
    put, path = "/auth/email", tag = "accounts", request_body = EmailChange,
    responses((status = 202, description = "A mail to the new address is on its way."), SignedOut, EmailTaken, Invalid, Busy),
)]
pub async fn change_email(
    app: App,
    current_user: CurrentUser,
    device: Device,
    ApiJson(body): ApiJson<EmailChange>,
) -> ApiResult<StatusCode> {
    accounts::change_email(&app.services, &current_user, &body.password, &body.email, device).await?;
    Ok(StatusCode::ACCEPTED)
}
