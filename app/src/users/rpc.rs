//! Server functions of users and profiles; each bears the name of its use case.

use crate::error::AppError;
use domain::accounts::{SocialLinkRow, Theme};
use leptos::prelude::*;

/// What the page of a user shows, by their username or a former one.
#[server]
pub async fn user_page(username: String) -> Result<domain::users::UserOverview, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::users::user_page(&svc, &current_user, &username.parse()?).await?)
}

/// Changes the own profile; the device remembers the theme, too. `seen` is the fingerprint of what the form was made of.
#[server]
pub async fn change_profile(
    display_name: String,
    bio: String,
    #[server(default)] links: Vec<SocialLinkRow>,
    theme: Theme,
    language: String,
    notification_email: String,
    seen: Option<String>,
) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let change = domain::accounts::ProfileChange {
        display_name: Some(display_name),
        bio: Some(Some(bio)),
        social_links: Some(domain::accounts::social_links_of(links)?),
        theme: Some(theme),
        language: Some(language),
        notification_email: Some(Some(notification_email)),
    };
    services::accounts::change_profile_as_seen(&svc, &current_user, change, seen).await?;
    crate::ssr::remember_theme(theme);
    leptos_axum::redirect("/dashboard/profile?done=saved");
    Ok(())
}

/// Stores the theme in the account, for devices that have none yet.
#[server]
pub async fn change_theme(theme: Theme) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let change = domain::accounts::ProfileChange { theme: Some(theme), ..Default::default() };
    Ok(services::accounts::change_profile(&svc, &current_user, change).await.map(drop)?)
}
