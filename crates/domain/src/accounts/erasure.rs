//! Erasing an account.

use serde::Deserialize;
use utoipa::ToSchema;

/// Body of `DELETE /api/users/me`.
#[derive(Clone, Deserialize, ToSchema)]
pub struct AccountErasure {
    /// The account's password.
    #[schema(format = "password")]
    pub password: String,
    /// With two-factor sign-in a code of the authenticator app, or a recovery code.
    #[serde(default)]
    pub code: Option<String>,
}
