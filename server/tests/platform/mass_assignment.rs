//! Fields that a body may not set: an account, a channel, a stream and a message stay what they are, and whose they are.

use crate::test_app::{PASSWORD, Person, TestApp, id};
use serde_json::{Value, json};
use sqlx::AssertSqlSafe;
use testkit::Client;
use uuid::Uuid;

/// A body with everything besides that would make its sender more than they are, or the thing another user's.
fn forged(mut body: Value, other: Uuid) -> Value {
    let more = json!({
        "id": other, "role": "admin", "roles": ["admin"], "isAdmin": true, "is_admin": true, "admin": true,
        "emailVerified": true, "email_verified": true, "disabled": false, "twoFactorAt": null, "passwordHash": "x", "password_hash": "x",
        "ownerId": other, "owner_id": other, "owner": { "id": other }, "accountId": other, "account_id": other, "userId": other,
        "user": { "id": other }, "authorId": other, "viewCount": 1_000_000, "followerCount": 1_000_000, "viewerCount": 1_000_000,
        "peakViewers": 1_000_000, "streamKey": "known", "streamUrl": "rtmp://evil.example/live", "status": "LIVE", "isArchived": true,
        "hlsUrl": "https://evil.example/a.m3u8", "badges": ["staff"], "seq": 1, "createdAt": "2000-01-01T00:00:00Z",
    });
    let (Some(fields), Some(more)) = (body.as_object_mut(), more.as_object()) else { panic!("no object: {body}") };
    for (name, value) in more {
        fields.entry(name.clone()).or_insert_with(|| value.clone());
    }
    body
}

/// Rows that match, of a table with its condition.
async fn rows(app: &TestApp, what: &str) -> i64 {
    let count = AssertSqlSafe(format!("select count(*) from {what}"));
    sqlx::query_scalar(count).fetch_one(&app.database.pool).await.unwrap()
}

/// Asserts that only the first administrator has more rights than a newcomer.
async fn assert_no_rights(app: &TestApp, after: &str) {
    let risen =
        "account where email <> 'admin@aethex.local' and (is_admin or email_verified or disabled_at is not null)";
    assert_eq!(rows(app, risen).await, 0, "{after}");
    assert_eq!(rows(app, "account where password_hash is null or password_hash = 'x'").await, 0, "{after}");
}

#[tokio::test]
async fn no_body_of_the_api_sets_rights_ids_or_owners() {
    let app = TestApp::open().await;
    let jonas = app.person("jonas").await;
    let browser = app.server.client();
    let register = json!({ "email": "mira@example.org", "password": PASSWORD });
    let made = browser.post("/api/auth/register", forged(register.clone(), jonas.id)).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let mira = id(&made.json());
    assert_ne!(mira, jonas.id);
    let send = async |method: &str, path: &str, body: Value, status: u16| {
        let answer = browser.request(method, path).json(&forged(body, jonas.id)).send().await;
        assert_eq!(answer.status, status, "{method} {path}: {}", answer.text());
        assert_no_rights(&app, path).await;
        answer.json()
    };
    let user = send("POST", "/api/auth/onboard", json!({ "username": "mira", "displayName": "Mira" }), 201).await;
    assert_eq!((id(&user), &user["roles"], &user["emailVerified"]), (mira, &json!([]), &json!(false)));
    for path in ["/api/auth/profile", "/api/profile"] {
        assert_eq!(id(&send("PUT", path, json!({ "bio": "Hi" }), 200).await), mira);
    }
    // This one takes rights, from administrators.
    send("PUT", &format!("/api/users/{mira}"), json!({ "bio": "Hello" }), 403).await;
    let user = send("POST", "/api/auth/login", register, 200).await;
    assert_eq!((id(&user), &user["roles"], &user["bio"]), (mira, &json!([]), &json!("Hi")));

    let channel = send("POST", "/api/channels", json!({ "name": "Night", "slug": "night" }), 201).await;
    let changed = send("PUT", "/api/channels/night", json!({ "name": "Nights" }), 200).await;
    assert_eq!(id(&channel), id(&changed));
    assert_eq!((id(&changed["owner"]), &changed["viewCount"], &changed["followerCount"]), (mira, &json!(0), &json!(0)));
    let key = browser.get("/api/channels/night/stream-key").await.json();
    assert!(key["streamKey"] != "known" && !key["streamUrl"].as_str().unwrap().contains("evil"), "{key}");
    let webhook = json!({ "url": "https://hooks.example.org/", "events": ["follow"], "secret": "whsec_AAAAAAAAAAAAAAAAAAAAAA==",
        "channelId": jonas.id, "webhookId": jonas.id, "disabledReason": "Mine", "enabled": false, "failingSince": "2000-01-01T00:00:00Z" });
    let webhook = send("POST", "/api/channels/night/webhooks", webhook, 201).await;
    assert_eq!((&webhook["channelId"], &webhook["enabled"]), (&channel["id"], &json!(true)), "{webhook}");
    assert!(id(&webhook) != jonas.id && webhook["secret"] != "whsec_AAAAAAAAAAAAAAAAAAAAAA==", "{webhook}");
    assert!(webhook["disabledReason"].is_null() && webhook["failingSince"].is_null(), "{webhook}");
    let path = format!("/api/channels/night/webhooks/{}", id(&webhook));
    let changed = json!({ "events": ["vod.ready"], "secret": "whsec_AAAAAAAAAAAAAAAAAAAAAA==", "kind": "discord", "enabled": false,
        "channelId": jonas.id, "disabledReason": "Mine", "failingSince": "2000-01-01T00:00:00Z" });
    let changed = send("PUT", &path, changed, 200).await;
    for field in ["id", "channelId", "kind", "url", "enabled", "disabledReason", "failingSince", "createdAt"] {
        assert_eq!(changed[field], webhook[field], "{changed}");
    }
    assert!(changed.get("secret").is_none(), "{changed}");
    let stream = send("POST", "/api/streams", json!({ "channelId": "night", "title": "Later" }), 201).await;
    let changed = send("PATCH", &format!("/api/streams/{}", id(&stream)), json!({ "title": "Soon" }), 200).await;
    for seen in [&stream, &changed] {
        assert_eq!((&seen["channelId"], &seen["status"]), (&channel["id"], &json!("OFFLINE")), "{seen}");
        assert_eq!(
            (&seen["peakViewers"], &seen["isArchived"], &seen["hlsUrl"]),
            (&json!(0), &json!(false), &Value::Null)
        );
    }
    assert!(id(&stream) == id(&changed) && id(&stream) != jonas.id);
    let path = format!("/api/streams/{}/messages", id(&stream));
    let message = send("POST", &path, json!({ "content": "hi" }), 201).await;
    assert_eq!((id(&message["user"]), &message["badges"]), (mira, &json!(["owner"])), "{message}");
    assert!(id(&message) != jonas.id && !message["createdAt"].as_str().unwrap().starts_with("2000"), "{message}");
    assert_eq!(rows(&app, "channel join account on owner_id = account.id where username <> 'mira'").await, 0);
}

/// A form as a browser without JavaScript sends it, with every field besides.
async fn form(browser: &Client, function: &str, fields: &str, other: Uuid) {
    let more = forged(json!({}), other);
    let more = more.as_object().unwrap().iter().filter_map(|(name, value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        (!fields.contains(&format!("{name}=")))
            .then(|| format!("&{name}={}", text.replace(['"', '{', '}', '[', ']'], "")))
    });
    let body = format!("{fields}{}", more.collect::<String>()).replace(' ', "+");
    let request = browser.request("POST", &format!("/_fn/app/{function}"));
    let answer = request.body("application/x-www-form-urlencoded", body).send().await;
    assert_eq!(answer.status, 200, "{function}: {}", answer.text());
}

#[tokio::test]
async fn no_form_sets_rights_ids_or_owners() {
    let app = TestApp::open().await;
    let jonas: Person = app.person("jonas").await;
    let browser = app.server.client();
    for (function, fields) in [
        ("accounts/rpc/register", format!("email=mira@example.org&password={PASSWORD}")),
        ("accounts/rpc/onboard", "username=mira&display_name=Mira".to_owned()),
        ("accounts/rpc/login", format!("email=mira@example.org&password={PASSWORD}")),
        ("users/rpc/change_profile", "display_name=Mira&bio=Hi&theme=dark&language=en&notification_email=".to_owned()),
        ("channels/rpc/create_channel", "name=Night&slug=night".to_owned()),
    ] {
        form(&browser, function, &fields, jonas.id).await;
        assert_no_rights(&app, function).await;
    }
    let channel = browser.get("/api/channels/night").await.json();
    let id_of_channel = format!("channel={}", id(&channel));
    for (function, fields) in [
        ("change_channel_profile", "name=Nights&description=&category=Music&tags=&language="),
        (
            "change_channel_settings",
            "visibility=public&auto_start=true&archive=true&vod_visibility=public&vod_downloads=false&retention_days=0",
        ),
        ("change_channel_slug", "slug=night"),
    ] {
        form(&browser, &format!("channels/rpc/{function}"), &format!("{id_of_channel}&{fields}"), jonas.id).await;
    }
    form(&browser, "chat/rpc/post_message", &format!("channel={}&content=hi", id(&channel)), jonas.id).await;
    let user = browser.get("/api/auth/user").await.json();
    assert_eq!((&user["bio"], &user["roles"], &user["emailVerified"]), (&json!("Hi"), &json!([]), &json!(false)));
    let now = browser.get("/api/channels/night").await.json();
    assert_eq!((id(&now), id(&now["owner"])), (id(&channel), id(&user)), "{now}");
    assert_eq!((&now["viewCount"], &now["followerCount"]), (&json!(0), &json!(0)));
    let jonas = format!("message where account_id = '{}'", jonas.id);
    assert_eq!((rows(&app, "message").await, rows(&app, &jonas).await), (1, 0));
    assert_eq!(rows(&app, "channel join account on owner_id = account.id where username <> 'mira'").await, 0);
}
