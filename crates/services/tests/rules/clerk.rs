//! Clerk: webhooks in any order, and session tokens of its users. Here an issuer on loopback signs as Clerk does.

mod tokens;
mod webhooks;

use crate::actors::{Outcome, PASSWORD, Platform, device, outcome, problem};
use domain::Code;
use domain::accounts::Account;
use serde_json::{Value, json};
use services::accounts::CurrentUser;
use services::clerk::{self, ClerkSettings, UnknownUser, WebhookHeaders, WebhookSecret};
use sqlx::PgPool;
use std::ops::Deref;
use testkit::clerk::{WEBHOOK_SECRET, sign_webhook};
use testkit::{Provider, SigningKey};
use time::OffsetDateTime;

const PARTY: &str = "https://live.example.org";
const MIRA: &str = "user_29w83sxmDNGwOuEthce5gg56FcC";
const ADDRESS: &str = "mira@example.org";

/// The platform, and the instance of Clerk that its users sign in with.
struct Instance {
    platform: Platform,
    issuer: Provider,
    key: SigningKey,
}

impl Deref for Instance {
    type Target = Platform;
    fn deref(&self) -> &Platform {
        &self.platform
    }
}

impl Instance {
    async fn open(db: PgPool) -> Self {
        Self::with(db, true).await
    }

    async fn with(db: PgPool, sign_up_open: bool) -> Self {
        let (issuer, key) = (Provider::start().await, SigningKey::rsa("ins_1"));
        issuer.answers("/.well-known/jwks.json", 200, json!({ "keys": [key.public()] }));
        let settings = ClerkSettings {
            issuer: issuer.url(),
            authorized_parties: vec![PARTY.into()],
            webhook_secret: WebhookSecret::parse(WEBHOOK_SECRET),
        };
        Self { platform: Platform::with_clerk(db, settings, sign_up_open).await, issuer, key }
    }

    /// Sends a webhook whose message has this id.
    async fn sends(&self, message: &str, kind: &str, data: Value) -> Outcome<()> {
        let body = json!({ "type": kind, "object": "event", "data": data }).to_string();
        let timestamp = OffsetDateTime::now_utc().unix_timestamp().to_string();
        let signature = sign_webhook(WEBHOOK_SECRET, message, &timestamp, &body);
        let headers = WebhookHeaders { id: Some(message), timestamp: Some(&timestamp), signature: Some(&signature) };
        outcome(clerk::receive(&self.svc, headers, body.as_bytes()).await)
    }

    /// Tells that the user has this address since `version`.
    async fn tells(&self, message: &str, kind: &str, address: &str, version: i64) {
        self.sends(message, kind, user(address, version)).await.unwrap();
    }

    async fn deletes(&self, message: &str) {
        self.sends(message, "user.deleted", json!({ "id": MIRA, "object": "user", "deleted": true })).await.unwrap();
    }

    /// The claims of a token for Mira's session, with others in place of some.
    fn claims(&self, session: &str, others: Value) -> Value {
        let now = OffsetDateTime::now_utc().unix_timestamp();
        let mut claims = json!({
            "azp": PARTY, "exp": now + 60, "fva": [1, -1], "iat": now, "iss": self.issuer.url(), "nbf": now - 10,
            "sid": session, "sts": "active", "sub": MIRA, "v": 2,
        });
        for (name, value) in others.as_object().into_iter().flatten() {
            claims[name] = value.clone();
        }
        claims
    }

    /// Signs in with a token for Mira's session.
    async fn signs_in(&self, session: &str, others: Value) -> Outcome<CurrentUser> {
        self.shows(&self.key.signs(&self.claims(session, others)), UnknownUser::Refused).await
    }

    /// Comes to finish signing up with a token.
    async fn signs_up(&self, others: Value) -> Outcome<CurrentUser> {
        self.shows(&self.key.signs(&self.claims("sess_1", others)), UnknownUser::SignsUp).await
    }

    async fn shows(&self, token: &str, unknown: UnknownUser) -> Outcome<CurrentUser> {
        outcome(clerk::current_user(&self.svc, token, device(1), unknown).await)
    }

    /// Mira's account, by a token of a session of her own.
    async fn account(&self, session: &str) -> Outcome<Account> {
        self.signs_in(session, json!({})).await.map(|user| user.account().unwrap().clone())
    }

    async fn accounts(&self) -> i64 {
        self.count("select count(*) from account").await
    }

    async fn sessions(&self) -> i64 {
        self.count("select count(*) from session").await
    }
}

/// A user as webhooks tell of them.
fn user(address: &str, version: i64) -> Value {
    json!({
        "id": MIRA, "object": "user", "username": null, "first_name": "Mira", "last_name": null, "banned": false,
        "image_url": "https://img.clerk.com/x", "public_metadata": {}, "created_at": 1, "updated_at": version,
        "primary_email_address_id": "idn_1",
        "email_addresses": [{ "id": "idn_1", "object": "email_address", "email_address": address,
                              "verification": { "status": "verified", "strategy": "email_code" } }],
    })
}
