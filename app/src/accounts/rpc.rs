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
