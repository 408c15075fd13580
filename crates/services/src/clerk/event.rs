//! What Clerk's webhooks say (<https://clerk.com/docs/guides/development/webhooks/overview>), as far as it is of use here.

use domain::accounts::Email;
use domain::{Code, Problem};
use serde::Deserialize;
use serde_json::Value;

/// Longest id of Clerk's that is taken, in bytes. Its own have about 32.
const LONGEST_ID: usize = 64;

/// A change that Clerk tells of.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// `user.created` and `user.updated`: what the user is like now. Which of the two comes first does not matter.
    UserSaved(ClerkUser),
    /// `user.deleted`: this user is gone for good.
    UserDeleted(String),
    /// `session.ended`, `session.removed` and `session.revoked`: this session of this user is over.
    SessionOver { session: String, user: String },
    /// What this server needs not know.
    Other,
}

/// A user at Clerk.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ClerkUser {
    /// `user_…`
    pub id: String,
    /// The primary address, or the first one.
    pub email: Option<ClerkEmail>,
    /// When this state of the user began, in milliseconds since 1970: of two events the later one counts.
    pub version: i64,
    /// Whether Clerk lets the user sign in.
    pub is_banned: bool,
}

/// An e-mail address, and whether the user has shown that it is theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ClerkEmail {
    pub address: Email,
    pub is_verified: bool,
}

#[derive(Deserialize)]
struct Envelope {
    r#type: String,
    data: Value,
}

#[derive(Deserialize)]
struct UserData {
    id: String,
    email_addresses: Option<Vec<EmailData>>,
    primary_email_address_id: Option<String>,
    created_at: Option<i64>,
    updated_at: Option<i64>,
    banned: Option<bool>,
}

#[derive(Deserialize)]
struct EmailData {
    id: Option<String>,
    email_address: String,
    verification: Option<Verification>,
}

#[derive(Deserialize)]
struct Verification {
    status: Option<String>,
}

#[derive(Deserialize)]
struct SessionData {
    id: String,
    user_id: String,
}

#[derive(Deserialize)]
struct Identified {
    id: String,
}

impl Event {
    /// Reads a webhook's body.
    ///
    /// Errors: `bad_request` for what is no JSON, `validation_failed` for a known event that lacks what it needs.
    pub(super) fn parse(body: &[u8]) -> Result<Self, Problem> {
        let json = serde_json::from_slice::<Value>(body);
        let json = json.map_err(|_| Problem::new(Code::BadRequest, "The body is not valid JSON."))?;
        let Envelope { r#type, data } = read(json)?;
        match r#type.as_str() {
            "user.created" | "user.updated" => Ok(Self::UserSaved(read::<UserData>(data)?.check()?)),
            "user.deleted" => Ok(Self::UserDeleted(checked_id(read::<Identified>(data)?.id, "user_")?)),
            "session.ended" | "session.removed" | "session.revoked" => {
                let SessionData { id, user_id } = read(data)?;
                Ok(Self::SessionOver { session: checked_id(id, "sess_")?, user: checked_id(user_id, "user_")? })
            }
            _ => Ok(Self::Other),
        }
    }
}

impl UserData {
    fn check(self) -> Result<ClerkUser, Problem> {
        let addresses = self.email_addresses.unwrap_or_default();
        let primary = addresses.iter().find(|email| email.id.is_some() && email.id == self.primary_email_address_id);
        let email = primary.or_else(|| addresses.first().filter(|_| self.primary_email_address_id.is_none()));
        Ok(ClerkUser {
            id: checked_id(self.id, "user_")?,
            email: email.and_then(EmailData::checked),
            version: self.updated_at.or(self.created_at).ok_or_else(unreadable)?,
            is_banned: self.banned.unwrap_or_default(),
        })
    }
}

impl EmailData {
    /// None for an address that cannot be one here.
    fn checked(&self) -> Option<ClerkEmail> {
        let status = self.verification.as_ref().and_then(|verification| verification.status.as_deref());
        let address = Email::parse(&self.email_address).ok()?;
        Some(ClerkEmail { address, is_verified: status == Some("verified") })
    }
}

/// An id that may stand in tables and logs.
pub(super) fn is_id(id: &str, prefix: &str) -> bool {
    let is_plain =
        |rest: &str| !rest.is_empty() && rest.bytes().all(|c| c.is_ascii_alphanumeric() || b"_-".contains(&c));
    id.len() <= LONGEST_ID && id.strip_prefix(prefix).is_some_and(is_plain)
}

fn checked_id(id: String, prefix: &str) -> Result<String, Problem> {
    if is_id(&id, prefix) { Ok(id) } else { Err(unreadable()) }
}

fn read<T: for<'de> Deserialize<'de>>(value: Value) -> Result<T, Problem> {
    T::deserialize(value).map_err(|_| unreadable())
}

fn unreadable() -> Problem {
    Problem::new(Code::ValidationFailed, "The body is no event as Clerk documents it.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn parsed(kind: &str, data: Value) -> Result<Event, Code> {
        let body = json!({ "type": kind, "object": "event", "data": data }).to_string();
        Event::parse(body.as_bytes()).map_err(|problem| problem.code)
    }

    fn user(data: Value) -> ClerkUser {
        match parsed("user.updated", data) {
            Ok(Event::UserSaved(user)) => user,
            other => panic!("no user: {other:?}"),
        }
    }

    #[test]
    fn the_primary_address_counts() {
        let addresses = json!([
            { "id": "idn_1", "email_address": "Old@Example.org", "verification": { "status": "verified" } },
            { "id": "idn_2", "email_address": "mira@example.org", "verification": { "status": "unverified" } },
        ]);
        let with = |primary: Value| {
            let data = json!({ "id": "user_1", "email_addresses": addresses, "primary_email_address_id": primary, "updated_at": 5 });
            user(data).email.map(|email| (email.address.as_str().to_owned(), email.is_verified))
        };
        assert_eq!(with(json!("idn_2")), Some(("mira@example.org".into(), false)));
        assert_eq!(with(json!("idn_1")), Some(("old@example.org".into(), true)));
        assert_eq!(with(Value::Null), Some(("old@example.org".into(), true)));
        assert_eq!(with(json!("idn_9")), None, "another one must not stand for it");
    }

    #[test]
    fn users_without_an_address_and_with_little_else_are_read() {
        let bare = ClerkUser { id: "user_1".into(), email: None, version: 7, is_banned: false };
        assert_eq!(user(json!({ "id": "user_1", "created_at": 7 })), bare);
        let data = json!({ "id": "user_1", "email_addresses": [], "created_at": 3, "updated_at": 7, "banned": null });
        assert_eq!(user(data), bare);
        let none = json!({ "id": "user_1", "email_addresses": [{ "email_address": "nobody" }], "updated_at": 7 });
        assert_eq!(user(none), bare);
        assert!(user(json!({ "id": "user_1", "updated_at": 7, "banned": true })).is_banned);
    }

    #[test]
    fn what_is_not_needed_is_passed_over_and_what_is_malformed_refused() {
        assert_eq!(
            parsed("user.deleted", json!({ "id": "user_1", "deleted": true })),
            Ok(Event::UserDeleted("user_1".into()))
        );
        let over = Event::SessionOver { session: "sess_1".into(), user: "user_1".into() };
        assert_eq!(parsed("session.revoked", json!({ "id": "sess_1", "user_id": "user_1" })), Ok(over));
        assert_eq!(parsed("organization.created", json!({})), Ok(Event::Other));
        for (kind, data) in [
            ("user.deleted", json!({})),
            ("user.deleted", json!({ "id": "org_1" })),
            ("user.deleted", json!({ "id": format!("user_{}", "x".repeat(LONGEST_ID)) })),
            ("user.created", json!({ "id": "user_1" })),
            ("user.created", json!({ "id": "user_'", "updated_at": 1 })),
            ("user.created", json!({ "id": "user_1", "updated_at": "today" })),
            ("user.created", Value::Null),
        ] {
            assert_eq!(parsed(kind, data.clone()), Err(Code::ValidationFailed), "{kind} {data}");
        }
        assert_eq!(Event::parse(b"{").err().map(|problem| problem.code), Some(Code::BadRequest));
        assert_eq!(Event::parse(b"[]").err().map(|problem| problem.code), Some(Code::ValidationFailed));
    }
}
