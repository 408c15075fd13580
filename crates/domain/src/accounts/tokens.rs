//! Access tokens: programs sign in with one, and it says what they may do.

use crate::problem::{Fields, Problem};
use crate::{TokenId, value};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;

value::words! {
    /// What an access token may be allowed to do, of what its account may do.
    Scope, "This is no scope of access tokens.",
    /// Read the account, its follows and its blocks.
    UserRead = "user:read",
    /// Change the profile; follow, block and report.
    UserWrite = "user:write",
    /// Read what the account sees of channels and streams.
    ChannelRead = "channel:read",
    /// Make, change and delete channels, and choose their moderators.
    ChannelWrite = "channel:write",
    /// Prepare, start, change and end streams, and read the stream key.
    StreamWrite = "stream:write",
    /// Read chats.
    ChatRead = "chat:read",
    /// Write in chats.
    ChatWrite = "chat:write",
    /// Moderate where the account moderates.
    Moderate = "moderate",
    /// Set up webhooks.
    Webhooks = "webhooks",
    /// Act as an administrator, if the account is one. Without it the token is no administrator's.
    Admin = "admin",
}

value::text_value!(
    /// What an access token is called by its owner, 1 to 60 characters.
    TokenName, |text| value::line(text, "The name", 1, 60)
);

/// An access token, without the token itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccessToken {
    /// Its id, by which it is revoked.
    pub id: TokenId,
    /// What its owner calls it.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// When it was made.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// None if it is valid until it is revoked.
    #[serde(with = "time::serde::rfc3339::option")]
    pub expires_at: Option<OffsetDateTime>,
    /// To the minute; none before its first use.
    #[serde(with = "time::serde::rfc3339::option")]
    pub last_used_at: Option<OffsetDateTime>,
}

/// An access token that was made just now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CreatedAccessToken {
    /// What lists show of it.
    #[serde(flatten)]
    pub access_token: AccessToken,
    /// What programs send as `Authorization: Bearer …`. It is shown this once.
    pub token: String,
}

/// Body of `POST /api/auth/tokens`.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewAccessToken {
    /// What you call it, 1 to 60 characters.
    #[schema(min_length = 1, max_length = 60)]
    pub name: String,
    /// What it may do; at least one.
    #[schema(value_type = Vec<Scope>, min_items = 1)]
    pub scopes: Vec<String>,
    /// When it ends by itself.
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub expires_at: Option<OffsetDateTime>,
}

/// A [`NewAccessToken`] in which nothing is wrong.
#[derive(Clone, Debug)]
pub struct CheckedAccessToken {
    /// What its owner calls it.
    pub name: TokenName,
    /// Each once, in their order.
    pub scopes: Vec<Scope>,
    /// In the future, or none.
    pub expires_at: Option<OffsetDateTime>,
}

impl NewAccessToken {
    /// Errors: `validation_failed` with a sentence for each field.
    pub fn check(self, now: OffsetDateTime) -> Result<CheckedAccessToken, Problem> {
        let mut fields = Fields::default();
        let name = fields.take("name", TokenName::parse(&self.name));
        let scopes = fields.take("scopes", parse_scopes(&self.scopes));
        let is_over = self.expires_at.is_some_and(|at| at <= now);
        let late = || "The token would be over already. Choose a time in the future.".to_owned();
        let expires_at = fields.take("expiresAt", if is_over { Err(late()) } else { Ok(self.expires_at) });
        match (name, scopes, expires_at) {
            (Some(name), Some(scopes), Some(expires_at)) => Ok(CheckedAccessToken { name, scopes, expires_at }),
            _ => Err(fields.into_problem()),
        }
    }
}

fn parse_scopes(names: &[String]) -> Result<Vec<Scope>, String> {
    let mut scopes = Vec::new();
    for name in names {
        let known = || Scope::ALL.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(", ");
        scopes.push(name.parse().map_err(|_| format!("There is no such scope. The scopes are {}.", known()))?);
    }
    scopes.sort_unstable();
    scopes.dedup();
    if scopes.is_empty() { Err("Choose at least one thing that the token may do.".to_owned()) } else { Ok(scopes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(name: &str, scopes: &[&str], expires_at: Option<OffsetDateTime>) -> NewAccessToken {
        NewAccessToken { name: name.into(), scopes: scopes.iter().map(|&scope| scope.into()).collect(), expires_at }
    }

    #[test]
    fn scopes_are_kept_once_each_and_in_their_order() {
        let now = OffsetDateTime::UNIX_EPOCH;
        let checked = new(" Bot ", &["chat:write", "chat:read", "chat:write"], None).check(now).unwrap();
        assert_eq!((checked.name.as_str(), checked.scopes), ("Bot", vec![Scope::ChatRead, Scope::ChatWrite]));
    }

    #[test]
    fn every_field_at_fault_is_named() {
        let now = OffsetDateTime::UNIX_EPOCH;
        for scopes in [&["chat"][..], &[], &["chat:read", "everything"]] {
            let problem = new("", scopes, Some(now)).check(now).unwrap_err();
            assert_eq!(problem.errors.keys().collect::<Vec<_>>(), ["expiresAt", "name", "scopes"]);
        }
    }
}
