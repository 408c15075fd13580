//! Server functions of identities; each bears the name of its use case.

use crate::error::AppError;
use domain::IdentityId;
use domain::identity::IdentityProvider;
use leptos::prelude::*;

/// The providers through which users may sign in.
#[server]
pub async fn providers() -> Result<Vec<IdentityProvider>, AppError> {
    Ok(services::identity::providers(&crate::ssr::services()))
}

/// How the account can be signed in to.
#[server]
pub async fn sign_in_methods() -> Result<domain::identity::SignInMethods, AppError> {
    Ok(services::identity::sign_in_methods(&crate::ssr::services(), &crate::ssr::current_user()).await?)
}

/// Goes on to the provider to link an identity there.
#[server]
pub async fn begin_link(provider: String, password: Option<String>) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let password = password.unwrap_or_default();
    let token = services::identity::begin_link(&svc, &current_user, &provider, &password, crate::ssr::device()).await?;
    crate::ssr::set_cookie(crate::ssr::LINK_COOKIE, &token, services::identity::LINK_TOKEN);
    leptos_axum::redirect(&format!("/auth/oidc/{provider}/start"));
    Ok(())
}

/// Unlinks an identity; other devices are signed out.
#[server]
pub async fn unlink_identity(identity: IdentityId, password: Option<String>) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let (password, device) = (password.unwrap_or_default(), crate::ssr::device());
    services::identity::unlink_identity(&svc, &current_user, identity, &password, device).await?;
    leptos_axum::redirect("/dashboard/security?done=unlinked");
    Ok(())
}
