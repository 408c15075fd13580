//! Server functions of mail; each bears the name of its use case.

use crate::error::AppError;
use leptos::prelude::*;

/// The newest mails. Administrators only.
#[server]
pub async fn outbox() -> Result<domain::mail::Outbox, AppError> {
    Ok(services::mail::outbox(&crate::ssr::services(), &crate::ssr::current_user()).await?)
}
