//! Server functions of accounts; each bears the name of its use case.

use crate::error::AppError;
use domain::TokenId;
use domain::accounts::{AccessToken, Account, CreatedAccessToken, RecoveryCodes};
use leptos::prelude::*;

/// Who is signed in on this device.
#[server]
pub async fn current_user() -> Result<Option<Account>, AppError> {
    Ok(crate::ssr::current_user().account().cloned())
}

/// Makes an account and signs in; goes on to onboarding, and from there to `next` (a path on this site), as the mailed link does.
#[server]
pub async fn register(email: String, password: String, next: Option<String>) -> Result<(), AppError> {
    let svc = crate::ssr::services();
    let (session, device) = (crate::ssr::session()?, crate::ssr::device());
    services::accounts::register(&svc, &session, &email, &password, device, next.as_deref()).await?;
    let next = services::local_path(next.as_deref().unwrap_or_default());
    leptos_axum::redirect(&domain::addresses::with_next("/auth/onboarding", &next));
    Ok(())
}

/// Where signing in leads: to `next`, for an account without a username by way of choosing one, as after signing up.
#[cfg(feature = "ssr")]
fn after_login(account: &Account, next: &str) -> String {
    let chooses_name = next.split(['?', '#']).next() == Some("/auth/onboarding");
    if account.is_onboarded() || chooses_name {
        return next.to_owned();
    }
    domain::addresses::with_next("/auth/onboarding", next)
}

/// Signs in; goes on to `next` (a path on this site) or home. With two-factor sign-in another page asks for the code before.
#[server]
pub async fn login(email: String, password: String, next: Option<String>) -> Result<(), AppError> {
    let svc = crate::ssr::services();
    let (session, device) = (crate::ssr::session()?, crate::ssr::device());
    let next = services::local_path(next.as_deref().unwrap_or_default());
    match services::accounts::login(&svc, &session, &email, &password, None, device).await? {
        services::accounts::LoginStep::SignedIn(account) => leptos_axum::redirect(&after_login(&account, &next)),
        services::accounts::LoginStep::CodeNeeded(token) => {
            crate::ssr::set_cookie(crate::ssr::LOGIN_COOKIE, &token, services::accounts::LOGIN_TOKEN);
            leptos_axum::redirect(&domain::addresses::with_next("/auth/login/code", &next));
        }
    }
    Ok(())
}

/// The second step of signing in with two-factor sign-in; goes on as [`login`].
#[server]
pub async fn finish_login(code: String, next: Option<String>) -> Result<(), AppError> {
    let (svc, session) = (crate::ssr::services(), crate::ssr::session()?);
    let token = crate::ssr::cookie(crate::ssr::LOGIN_COOKIE).unwrap_or_default();
    let account = services::accounts::finish_login(&svc, &session, &token, &code, crate::ssr::device()).await?;
    crate::ssr::set_cookie(crate::ssr::LOGIN_COOKIE, "", std::time::Duration::ZERO);
    let next = services::local_path(next.as_deref().unwrap_or_default());
    leptos_axum::redirect(&after_login(&account, &next));
    Ok(())
}

/// Lets this browser pass the limit of sign-ins of an account by a mailed link; goes on to signing in.
#[server]
pub async fn open_login(token: String) -> Result<(), AppError> {
    let svc = crate::ssr::services();
    let pass = services::accounts::open_login(&svc, &token, &crate::ssr::device()).await?;
    crate::ssr::set_cookie(crate::ssr::LOGIN_PASS_COOKIE, &pass, services::accounts::LOGIN_PASS);
    leptos_axum::redirect("/auth/login?done=open");
    Ok(())
}

/// Mails a link for a new password, if an account has this address. The link leads on to `next` (a path on this site) in the end.
#[server]
pub async fn forgot_password(email: String, next: Option<String>) -> Result<(), AppError> {
    let svc = crate::ssr::services();
    services::accounts::forgot_password(&svc, &email, crate::ssr::device(), next.as_deref()).await?;
    let next = services::local_path(next.as_deref().unwrap_or_default());
    leptos_axum::redirect(&domain::addresses::with_next("/auth/forgot?done=sent", &next));
    Ok(())
}

/// What a mailed link for a new password does; none if it is over.
#[server]
pub async fn password_link(token: String) -> Result<Option<domain::accounts::PasswordLink>, AppError> {
    let svc = crate::ssr::services();
    Ok(services::accounts::password_link(&svc, &token, &crate::ssr::device()).await?)
}

/// Sets a new password by a mailed link; goes on to signing in, and from there to `next` (a path on this site).
#[server]
pub async fn reset_password(token: String, password: String, next: Option<String>) -> Result<(), AppError> {
    let svc = crate::ssr::services();
    services::accounts::reset_password(&svc, &token, &password, crate::ssr::device()).await?;
    let next = services::local_path(next.as_deref().unwrap_or_default());
    leptos_axum::redirect(&domain::addresses::with_next("/auth/login?done=password", &next));
    Ok(())
}

/// Confirms an address by a mailed link; the page that says so leads on to `next` (a path on this site).
#[server]
pub async fn verify_email(token: String, next: Option<String>) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let is_new = services::accounts::verify_email(&svc, &current_user, &token, crate::ssr::device()).await?;
    let next = services::local_path(next.as_deref().unwrap_or_default());
    let done = if is_new { "/auth/verify?done=changed" } else { "/auth/verify?done=verified" };
    leptos_axum::redirect(&domain::addresses::with_next(done, &next));
    Ok(())
}

/// Mails the link that confirms the account's address once more.
#[server]
pub async fn send_verification() -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    services::accounts::send_verification(&svc, &current_user, crate::ssr::device()).await?;
    leptos_axum::redirect("/dashboard/security?done=sent");
    Ok(())
}

/// Changes the password; other devices are signed out.
#[server]
pub async fn change_password(current: String, new: String) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    services::accounts::change_password(&svc, &current_user, &current, &new, crate::ssr::device()).await?;
    leptos_axum::redirect("/dashboard/security?done=password");
    Ok(())
}

/// From when on the username can be changed again; none if it never was changed.
#[server]
pub async fn username_changeable_at() -> Result<Option<time::OffsetDateTime>, AppError> {
    Ok(services::accounts::username_changeable_at(&crate::ssr::services(), &crate::ssr::current_user()).await?)
}

/// Changes the username, once in 60 days.
#[server]
pub async fn change_username(username: String) -> Result<(), AppError> {
    services::accounts::change_username(&crate::ssr::services(), &crate::ssr::current_user(), &username).await?;
    leptos_axum::redirect("/dashboard/security?done=username");
    Ok(())
}

/// Mails a link to a new address, which becomes the account's when the link is used.
#[server]
pub async fn change_email(email: String, password: String) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    services::accounts::change_email(&svc, &current_user, &password, &email, crate::ssr::device()).await?;
    leptos_axum::redirect("/dashboard/security?done=address");
    Ok(())
}

/// The devices that the account is signed in on.
#[server]
pub async fn devices() -> Result<Vec<domain::accounts::Device>, AppError> {
    Ok(services::accounts::devices(&crate::ssr::services(), &crate::ssr::current_user()).await?)
}

/// Signs one device out.
#[server]
pub async fn end_device(session: domain::SessionId) -> Result<(), AppError> {
    services::accounts::end_device(&crate::ssr::services(), &crate::ssr::current_user(), session).await?;
    leptos_axum::redirect("/dashboard/security?done=device");
    Ok(())
}

/// Two-factor sign-in of the account, and recovery codes that were made just now, which are shown this once.
#[server]
pub async fn two_factor() -> Result<(domain::accounts::TwoFactor, Option<RecoveryCodes>), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok((services::accounts::two_factor(&svc, &current_user).await?, crate::ssr::handed_recovery_codes()))
}

/// Makes a secret for an authenticator app, which the page shows until it is confirmed.
#[server]
pub async fn begin_two_factor(password: String) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    services::accounts::begin_two_factor(&svc, &current_user, &password, crate::ssr::device()).await?;
    leptos_axum::redirect("/dashboard/security?done=setup#two-factor");
    Ok(())
}

/// Switches two-factor sign-in on by a code of the app; other devices are signed out.
#[server]
pub async fn confirm_two_factor(code: String) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let codes = services::accounts::confirm_two_factor(&svc, &current_user, &code, crate::ssr::device()).await?;
    crate::ssr::hand_over_recovery_codes(&codes)?;
    leptos_axum::redirect("/dashboard/security?done=two-factor#two-factor");
    Ok(())
}

/// Switches two-factor sign-in off.
#[server]
pub async fn end_two_factor(password: String, code: String) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    services::accounts::end_two_factor(&svc, &current_user, &password, &code, crate::ssr::device()).await?;
    leptos_axum::redirect("/dashboard/security?done=two-factor-off#two-factor");
    Ok(())
}

/// Makes new recovery codes in place of the old ones.
#[server]
pub async fn renew_recovery_codes(password: String, code: String) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let device = crate::ssr::device();
    let codes = services::accounts::renew_recovery_codes(&svc, &current_user, &password, &code, device).await?;
    crate::ssr::hand_over_recovery_codes(&codes)?;
    leptos_axum::redirect("/dashboard/security?done=recovery-codes#two-factor");
    Ok(())
}

/// Erases the account; `confirmation` is its username, or its address before there is one.
#[server]
pub async fn erase_account(confirmation: String, password: String, code: Option<String>) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let (session, device) = (crate::ssr::session()?, crate::ssr::device());
    if let Some(account) = current_user.account() {
        let own = account.username.as_deref().unwrap_or(&account.email);
        if confirmation.trim().trim_start_matches('@').to_lowercase() != own {
            let sentence = format!("To confirm that you mean this account, type {own}.");
            return Err(domain::Problem::field(domain::Code::ValidationFailed, "confirmation", sentence).into());
        }
    }
    services::accounts::erase_account(&svc, &current_user, &password, code.as_deref(), device).await?;
    services::accounts::logout(&session).await?;
    leptos_axum::redirect("/auth/login?done=erased");
    Ok(())
}

/// Mails a link for a password to an account that has none yet.
#[server]
pub async fn send_password_link() -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    services::accounts::send_password_link(&svc, &current_user, crate::ssr::device()).await?;
    leptos_axum::redirect("/dashboard/security?done=sent");
    Ok(())
}

/// Signs this device out, and goes on to sign out at the provider that it was signed in through, if that is offered.
#[server]
pub async fn logout() -> Result<(), AppError> {
    let svc = crate::ssr::services();
    let beyond = services::identity::provider_sign_out(&svc, &crate::ssr::current_user()).await;
    services::accounts::logout(&crate::ssr::session()?).await?;
    match beyond? {
        Some(token) => {
            crate::ssr::set_cookie(crate::ssr::SIGN_OUT_COOKIE, &token, services::identity::SIGN_OUT_TOKEN);
            leptos_axum::redirect("/auth/oidc/sign-out");
        }
        None => leptos_axum::redirect("/"),
    }
    Ok(())
}

/// Chooses the username, once; goes on to `next` (a path on this site) or the dashboard.
#[server]
pub async fn onboard(
    username: String,
    display_name: String,
    bio: Option<String>,
    next: Option<String>,
) -> Result<Account, AppError> {
    let svc = crate::ssr::services();
    let wanted = domain::accounts::Onboarding { username, display_name, bio, avatar: None };
    let account = services::accounts::onboard(&svc, &crate::ssr::current_user(), wanted).await?;
    let next = services::local_path(next.as_deref().unwrap_or_default());
    leptos_axum::redirect(&crate::accounts::steps::after_onboarding(next));
    Ok(account)
}

/// The access tokens of the account that are not over, the newest first.
#[server]
pub async fn access_tokens() -> Result<Vec<AccessToken>, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::accounts::access_tokens(&svc, &current_user).await?)
}

/// Makes an access token that ends by itself after so many days; never if they are 0.
#[server]
pub async fn create_token(
    name: String,
    #[server(default)] scopes: Vec<String>,
    days: u16,
) -> Result<CreatedAccessToken, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let expires_at = (days > 0).then(|| time::OffsetDateTime::now_utc() + time::Duration::days(days.into()));
    let new = domain::accounts::NewAccessToken { name, scopes, expires_at };
    Ok(services::accounts::create_token(&svc, &current_user, new).await?)
}

/// Revokes an access token of the account.
#[server]
pub async fn revoke_token(token: TokenId) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::accounts::revoke_token(&svc, &current_user, token).await?)
}
