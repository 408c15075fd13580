//! People as others see them, and what administrators change of them.

use crate::accounts::{Account, ProfileChange, User};
use crate::channels::Channel;
use crate::problem::Fields;
use crate::{Code, Problem, value};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the page of a user shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserOverview {
    /// The user.
    pub user: User,
    /// Whether their account is disabled: only administrators see the page then.
    pub is_disabled: bool,
    /// Users who follow them.
    pub follower_count: i64,
    /// Whether the requester is one of those.
    pub is_following: bool,
    /// Whether the requester has blocked them.
    pub is_blocked: bool,
    /// Their channels that the requester may see, those that are live first.
    pub channels: Vec<Channel>,
    /// Public channels that they follow, those that are live first; the newest follows only.
    pub followed_channels: Vec<Channel>,
    /// Users whom they follow, the newest first; only some of them.
    pub followed_users: Vec<User>,
}

value::text_value!(
    /// Why an administrator changes an account, for the audit log: 1 to 500 characters.
    Reason,
    |text| value::line(text, "The reason", 1, 500)
);

impl Reason {
    /// To an administrator who acts without a reason.
    pub fn missing() -> Problem {
        Problem::field(Code::BadRequest, "reason", "Say why, in the field reason: the audit log keeps it.")
    }
}

/// Body of `PUT /api/users/{id}`; fields that are left out keep their values. Those of the account are for administrators.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UserChange {
    /// What users may change of themselves.
    #[serde(flatten)]
    pub profile: ProfileChange,
    /// Whether the account may not sign in. Disabling it signs out every device.
    pub disabled: Option<bool>,
    /// Whether the account's address counts as verified.
    pub email_verified: Option<bool>,
    /// `admin`, or nothing.
    pub roles: Option<Vec<String>>,
    /// Why; needed with `disabled`, `emailVerified` and `roles`, and for what an administrator changes of another user's profile.
    #[schema(max_length = 500)]
    pub reason: Option<String>,
}

/// What an administrator changes of an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of UserChange")]
pub struct AccountChange {
    pub disabled: Option<bool>,
    pub email_verified: Option<bool>,
    pub is_admin: Option<bool>,
}

impl UserChange {
    /// Whether it changes more than a profile.
    pub fn concerns_account(&self) -> bool {
        self.disabled.is_some() || self.email_verified.is_some() || self.roles.is_some()
    }

    /// What it changes of the account, and why.
    ///
    /// Errors: `bad_request` without a reason; `validation_failed` for an unknown role or a reason that is too long.
    pub fn check_account(&self) -> Result<(AccountChange, Option<Reason>), Problem> {
        let typed = self.reason.as_deref().filter(|reason| !reason.trim().is_empty());
        if self.concerns_account() && typed.is_none() {
            return Err(Reason::missing());
        }
        let mut fields = Fields::default();
        let reason = fields.take_some("reason", typed, Reason::parse);
        let is_admin = fields.take_some("roles", self.roles.as_deref(), parse_roles);
        fields.into_result()?;
        Ok((AccountChange { disabled: self.disabled, email_verified: self.email_verified, is_admin }, reason))
    }
}

/// Whether these roles make an administrator.
fn parse_roles(roles: &[String]) -> Result<bool, String> {
    match roles.iter().find(|role| *role != "admin") {
        Some(_) => Err("The only role is admin.".into()),
        None => Ok(!roles.is_empty()),
    }
}

/// An account after a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChangedUser {
    /// The account.
    #[serde(flatten)]
    pub account: Account,
    /// Whether it may not sign in; set for administrators only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabled: Option<bool>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> UserChange {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn an_account_changes_for_a_reason() {
        let change = read(r#"{ "bio": null, "disabled": true, "roles": [], "reason": " spam " }"#);
        let (account, reason) = change.check_account().unwrap();
        assert_eq!(account, AccountChange { disabled: Some(true), email_verified: None, is_admin: Some(false) });
        assert_eq!((reason.unwrap().as_str(), change.profile.names()), ("spam", vec!["bio"]));
        for without in [r#"{ "disabled": false }"#, r#"{ "roles": ["admin"], "reason": " " }"#] {
            assert_eq!(read(without).check_account().unwrap_err().code, Code::BadRequest);
        }
        assert!(read(r#"{ "roles": ["owner"], "reason": "x" }"#).check_account().unwrap_err().error("roles").is_some());
        assert!(read(r#"{ "theme": "light" }"#).check_account().is_ok_and(|(_, reason)| reason.is_none()));
    }
}
