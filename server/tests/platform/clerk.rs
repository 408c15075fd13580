//! Clerk through the whole server: signed webhooks, bearer tokens for the API and for sockets, onboarding. An issuer of the test's own
//! signs as Clerk documents.

use crate::test_app::{TestApp, assert_problem, id, in_room};
use crate::two_factor::switch_on;
use serde_json::{Value, json};
use std::time::SystemTime;
use testkit::clerk::{WEBHOOK_SECRET, sign_webhook};
use testkit::{Client, HttpAnswer, Provider, SigningKey, Socket};

const PARTY: &str = "https://live.example.org";
const MIRA: &str = "user_29w83sxmDNGwOuEthce5gg56FcC";

/// A server whose users may sign in with Clerk, and the instance.
struct Instance {
    app: TestApp,
    issuer: Provider,
    key: SigningKey,
}

fn now() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs()
}

impl Instance {
    async fn open() -> Self {
        let (issuer, key) = (Provider::start().await, SigningKey::rsa("ins_1"));
        issuer.answers("/.well-known/jwks.json", 200, json!({ "keys": [key.public()] }));
        let settings = [
            ("AETHEX_CLERK_ISSUER", issuer.url()),
            ("AETHEX_CLERK_WEBHOOK_SECRET", WEBHOOK_SECRET.to_owned()),
            ("AETHEX_CLERK_AUTHORIZED_PARTIES", PARTY.to_owned()),
            ("AETHEX_LOG", "debug".to_owned()),
        ];
        let settings = settings.each_ref().map(|(name, value)| (*name, value.as_str()));
        Self { app: TestApp::with(&settings).await, issuer, key }
    }

    fn client(&self) -> Client {
        self.app.server.client()
    }

    /// A webhook as Svix sends it, with other headers in place of some; an empty one is left out.
    async fn sends(&self, message: &str, body: &str, others: &[(&str, &str)]) -> HttpAnswer {
        let timestamp = now().to_string();
        let signature = sign_webhook(WEBHOOK_SECRET, message, &timestamp, body);
        let client = self.client();
        let request = client.request("POST", "/api/webhooks/clerk").header("origin", "").body("application/json", body);
        let usual = [("svix-id", message), ("svix-timestamp", &timestamp), ("svix-signature", &signature)];
        let all = usual.iter().chain(others);
        all.fold(request, |request, (name, value)| request.header(name, value)).send().await
    }

    async fn tells(&self, message: &str, kind: &str, data: Value) {
        let body = json!({ "type": kind, "object": "event", "data": data }).to_string();
        let answer = self.sends(message, &body, &[]).await;
        assert_eq!(answer.status, 204, "{}", answer.text());
    }

    fn token(&self, session: &str, others: Value) -> String {
        let now = now();
        let mut claims = json!({
            "azp": PARTY, "exp": now + 60, "fva": [1, -1], "iat": now, "iss": self.issuer.url(), "nbf": now - 10,
            "sid": session, "sts": "active", "sub": MIRA, "v": 2,
        });
        for (name, value) in others.as_object().unwrap() {
            claims[name] = value.clone();
        }
        self.key.signs(&claims)
    }

    async fn get(&self, path: &str, token: &str) -> HttpAnswer {
        self.client().request("GET", path).header("authorization", &format!("Bearer {token}")).send().await
    }

    async fn onboards(&self, token: &str) -> HttpAnswer {
        let client = self.client();
        let request = client.request("POST", "/api/auth/onboard").header("origin", "");
        let request = request.header("authorization", &format!("Bearer {token}"));
        request.json(&json!({ "username": "mira", "displayName": "Mira", "bio": "Nights" })).send().await
    }

    async fn socket(&self, token: &str) -> Result<Socket, u16> {
        Socket::open_with_token(self.app.server.http(), token).await
    }
}

fn user(address: &str, version: u64) -> Value {
    json!({
        "id": MIRA, "object": "user", "created_at": 1, "updated_at": version, "primary_email_address_id": "idn_1",
        "email_addresses": [{ "id": "idn_1", "email_address": address, "verification": { "status": "verified" } }],
    })
}

#[tokio::test]
async fn a_user_of_clerk_signs_up_uses_the_platform_and_leaves() {
    let clerk = Instance::open().await;
    let token = clerk.token("sess_1", json!({}));
    let early = assert_problem(&clerk.get("/api/auth/user", &token).await, 401, "signin_required");
    assert!(early["detail"].as_str().unwrap().contains("/api/auth/onboard"), "{early}");
    let early = clerk.onboards(&token).await;
    assert_problem(&early, 401, "signin_required");
    assert_eq!(early.header("retry-after"), Some("2"));

    clerk.tells("msg_1", "user.created", user("mira@example.org", 1)).await;
    let account = clerk.get("/api/auth/user", &token).await;
    assert_eq!((account.status, account.header("cache-control")), (200, Some("no-store")));
    assert_eq!(account.json()["username"], Value::Null);
    let onboarded = clerk.onboards(&token).await;
    assert_eq!((onboarded.status, onboarded.json()["username"].as_str()), (201, Some("mira")), "{}", onboarded.text());
    assert_problem(&clerk.onboards(&token).await, 409, "already_onboarded");
    assert_eq!(onboarded.cookies().count(), 0, "a program gets no cookie");

    let client = clerk.client();
    let request = client.request("POST", "/api/channels").header("origin", "");
    let request = request.header("authorization", &format!("bearer {token}"));
    let channel = request.json(&json!({ "name": "Night", "slug": "night" })).send().await;
    assert_eq!(channel.status, 201, "{}", channel.text());
    let mut watching = in_room(&client, "night").await;
    let mut socket = clerk.socket(&token).await.unwrap();
    socket.send(json!({ "type": "chat:join", "channel": "night" })).await;
    let joined = socket.event("chat:joined").await;
    assert_eq!((joined["me"]["role"].as_str(), joined["me"]["canSend"].as_bool()), (Some("owner"), Some(true)));
    socket.send(json!({ "type": "chat:send", "content": "hello", "nonce": "1" })).await;
    assert_eq!(watching.event("chat:message").await["message"]["user"]["username"], "mira");

    clerk.tells("msg_2", "user.deleted", json!({ "id": MIRA, "deleted": true })).await;
    assert_eq!(socket.closed().await, Some(1008));
    assert_problem(&clerk.get("/api/auth/user", &token).await, 401, "signin_required");
    assert_eq!(clerk.socket(&token).await.err(), Some(401));
    let log = clerk.app.server.log();
    for secret in [WEBHOOK_SECRET, &WEBHOOK_SECRET[6..], &token, "mira@example.org"] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
}

#[tokio::test]
async fn a_new_user_whose_token_has_an_address_needs_no_webhook() {
    let clerk = Instance::open().await;
    let token = clerk.token("sess_1", json!({ "email": "mira@example.org", "email_verified": true }));
    let onboarded = clerk.onboards(&token).await;
    assert_eq!(
        (onboarded.status, onboarded.json()["emailVerified"].as_bool()),
        (201, Some(true)),
        "{}",
        onboarded.text()
    );
    let client = clerk.client();
    let leave = client.request("POST", "/api/auth/logout").header("authorization", &format!("Bearer {token}"));
    assert_eq!(leave.send().await.status, 204);
    assert_problem(&clerk.get("/api/auth/user", &token).await, 401, "signin_required");
    clerk.app.person("jonas").await;
    let others = json!({ "sub": "user_2", "sid": "sess_2", "email": "jonas@example.org", "email_verified": true });
    assert_problem(&clerk.onboards(&clerk.token("sess_2", others)).await, 409, "email_taken");
}

#[tokio::test]
async fn tokens_that_do_not_count_are_refused_everywhere() {
    let clerk = Instance::open().await;
    clerk.tells("msg_1", "user.created", user("mira@example.org", 1)).await;
    let good = clerk.token("sess_1", json!({}));
    let good: Vec<&str> = good.split('.').collect();
    for token in [
        clerk.token("sess_1", json!({ "azp": "https://evil.example" })),
        clerk.token("sess_1", json!({ "exp": now() - 3600 })),
        clerk.token("sess_1", json!({ "iss": "https://other.clerk.accounts.dev" })),
        format!("{}.{}.", good[0], good[1]),
        "a.b.c".to_owned(),
    ] {
        let refused = clerk.get("/api/auth/user", &token).await;
        assert_problem(&refused, 401, "signin_required");
        assert_eq!(refused.header("www-authenticate"), Some("Bearer"));
        assert_problem(&clerk.get("/api/channels/night", &token).await, 401, "signin_required");
        assert_problem(&clerk.onboards(&token).await, 401, "signin_required");
        assert_eq!(clerk.socket(&token).await.err(), Some(401));
    }
    // What is no token at all is refused as well; credentials of another scheme are for a proxy in front, and the request is anonymous.
    for authorization in ["Bearer no-web-token", "Bearer ü", "bearer\tx", "Bearer"] {
        let client = clerk.client();
        let request = client.request("GET", "/api/channels/night").header("authorization", authorization);
        assert_problem(&request.send().await, 401, "signin_required");
    }
    assert_eq!(clerk.socket("no-web-token").await.err(), Some(401));
    let basic = clerk.client().request("GET", "/api/channels/night").header("authorization", "Basic YTpi").send().await;
    assert_problem(&basic, 404, "not_found");
}

#[tokio::test]
async fn two_factor_and_bans_hold_for_tokens_of_clerk() {
    let clerk = Instance::open().await;
    // Mira has a password and links her user at Clerk to the account.
    let mira = clerk.app.person("mira").await;
    let link = "insert into identity (id, account_id, provider, issuer, subject) select $1, id, 'clerk', $2, $3 from account where id = $1";
    let link = sqlx::query(link).bind(mira.id).bind(clerk.issuer.url()).bind(MIRA);
    link.execute(&clerk.app.database.pool).await.unwrap();
    let token = clerk.token("sess_1", json!({}));
    assert_eq!(id(&clerk.get("/api/auth/user", &token).await.json()), mira.id);
    let mut socket = clerk.socket(&token).await.unwrap();
    switch_on(&mira).await;
    assert_eq!(socket.closed().await, Some(1008), "other devices are signed out");
    for session in ["sess_1", "sess_2"] {
        for factors in [[0, -1], [0, 0]] {
            let token = clerk.token(session, json!({ "fva": factors }));
            assert_problem(&clerk.get("/api/auth/user", &token).await, 401, "two_factor_required");
            assert_problem(&clerk.onboards(&token).await, 401, "two_factor_required");
            assert_eq!(clerk.socket(&token).await.err(), Some(401));
        }
    }
    clerk.app.database.change("update account set two_factor_at = null where id = $1", mira.id).await;
    let token = clerk.token("sess_3", json!({}));
    let mut socket = clerk.socket(&token).await.unwrap();
    clerk.app.database.change("update account set disabled_at = now() where id = $1", mira.id).await;
    assert_eq!(socket.closed().await, Some(1008));
    assert_problem(&clerk.get("/api/auth/user", &token).await, 401, "signin_required");
}

#[tokio::test]
async fn webhooks_are_json_and_signed() {
    let clerk = Instance::open().await;
    let body = json!({ "type": "user.created", "data": user("mira@example.org", 1) }).to_string();
    let send = async |others: &[(&str, &str)]| clerk.sends("msg_1", &body, others).await;
    assert_problem(&send(&[("content-type", "text/plain")]).await, 415, "unsupported_media_type");
    assert_problem(&send(&[("content-type", "")]).await, 415, "unsupported_media_type");
    assert_problem(&send(&[("svix-id", "")]).await, 400, "bad_request");
    assert_problem(&send(&[("svix-timestamp", "soon")]).await, 400, "bad_request");
    assert_problem(&send(&[("svix-signature", "")]).await, 400, "bad_request");
    assert_problem(&send(&[("svix-signature", "v1,AAAA")]).await, 403, "invalid_signature");
    assert_problem(&send(&[("svix-id", "msg_2")]).await, 403, "invalid_signature");
    let old = (now() - 301).to_string();
    let signature = sign_webhook(WEBHOOK_SECRET, "msg_1", &old, &body);
    let old = send(&[("svix-timestamp", &old), ("svix-signature", &signature)]).await;
    assert_problem(&old, 403, "invalid_signature");
    // A browser on another site cannot send one, even if it could sign it.
    assert_problem(&send(&[("origin", "https://evil.example")]).await, 403, "cross_site");
    let large = format!("{{\"a\":\"{}\"}}", "x".repeat(1024 * 1024));
    assert_problem(&clerk.sends("msg_9", &large, &[]).await, 413, "too_large");
    assert_problem(&clerk.sends("msg_3", "{", &[]).await, 400, "bad_request");
    assert_problem(&clerk.sends("msg_4", r#"{"type":"user.created","data":{}}"#, &[]).await, 422, "validation_failed");
    assert_problem(&clerk.client().get("/api/webhooks/clerk").await, 405, "method_not_allowed");
    let accounts = "select count(*) from account where not is_admin";
    assert_eq!(clerk.app.database.count(accounts).await, 0);
    for _ in 0..3 {
        assert_eq!(send(&[("content-type", "application/json; charset=utf-8")]).await.status, 204);
    }
    assert_eq!(clerk.app.database.count(accounts).await, 1);
}
