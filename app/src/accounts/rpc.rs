//! Server functions of accounts; each bears the name of its use case.

use crate::error::AppError;
use domain::accounts::Account;
use leptos::prelude::*;

/// Who is signed in on this device.
#[server]
pub async fn current_user() -> Result<Option<Account>, AppError> {
    Ok(crate::ssr::current_user().account().cloned())
}

/// Makes an account and signs in; goes on to onboarding, and from there to `next` (a path on this site).
#[server]
pub async fn register(email: String, password: String, next: Option<String>) -> Result<(), AppError> {
    let svc = crate::ssr::services();
    services::accounts::register(&svc, &crate::ssr::session()?, &email, &password, crate::ssr::device()).await?;
    let next = services::local_path(next.as_deref().unwrap_or_default());
    leptos_axum::redirect(&crate::accounts::with_next("/auth/onboarding", &next));
    Ok(())
}

/// Signs in; goes on to `next` (a path on this site) or home.
#[server]
pub async fn login(email: String, password: String, next: Option<String>) -> Result<(), AppError> {
    let svc = crate::ssr::services();
    services::accounts::login(&svc, &crate::ssr::session()?, &email, &password, crate::ssr::device()).await?;
    leptos_axum::redirect(&services::local_path(next.as_deref().unwrap_or_default()));
    Ok(())
}

/// Mails a link for a new password, if an account has this address.
#[server]
pub async fn forgot_password(email: String) -> Result<(), AppError> {
    services::accounts::forgot_password(&crate::ssr::services(), &email, crate::ssr::device()).await?;
    leptos_axum::redirect("/auth/forgot?done=sent");
    Ok(())
}

/// Sets a new password by a mailed link; goes on to signing in.
#[server]
pub async fn reset_password(token: String, password: String) -> Result<(), AppError> {
    let svc = crate::ssr::services();
    services::accounts::reset_password(&svc, &token, &password, crate::ssr::device()).await?;
    leptos_axum::redirect("/auth/login?done=password");
    Ok(())
}

/// Confirms an address by a mailed link.
#[server]
pub async fn verify_email(token: String) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    services::accounts::verify_email(&svc, &current_user, &token, crate::ssr::device()).await?;
    leptos_axum::redirect("/auth/verify?done=verified");
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

/// Signs this device out.
#[server]
pub async fn logout() -> Result<(), AppError> {
    services::accounts::logout(&crate::ssr::session()?).await?;
    leptos_axum::redirect("/");
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
    let wanted = domain::accounts::Onboarding { username, display_name, bio };
    let account = services::accounts::onboard(&svc, &crate::ssr::current_user(), wanted).await?;
    let next = services::local_path(next.as_deref().unwrap_or_default());
    leptos_axum::redirect(&crate::accounts::after_onboarding(next));
    Ok(account)
}
