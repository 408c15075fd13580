//! How sessions end, and that the database holds no secret in clear text.

use crate::test_app::{PASSWORD, TestApp, assert_problem, in_room};
use serde_json::json;
use sqlx::AssertSqlSafe;
use std::os::unix::fs::PermissionsExt;

#[tokio::test]
async fn a_session_that_is_idle_or_old_is_over() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let cases = [
        ("update session set last_seen_at = now() - interval '13 days 23 hours' where account_id = $1", 200),
        ("update session set expires_at = now() + interval '1 minute' where account_id = $1", 200),
        ("update session set last_seen_at = now() - interval '14 days 1 minute' where account_id = $1", 401),
        (
            "update session set last_seen_at = now(), expires_at = now() - interval '1 second' where account_id = $1",
            401,
        ),
    ];
    for (change, status) in cases {
        app.database.change(change, mira.id).await;
        assert_eq!(mira.get("/api/auth/user").await.status, status, "{change}");
    }
    // At sign-in the absolute end is sixty days away, however often the session is used.
    let signed_in = app.person("nora").await;
    let days = "select round(extract(epoch from max(expires_at) - now()) / 86400)::bigint from session";
    assert_eq!(app.database.count(days).await, 60);
    drop(signed_in);
}

#[tokio::test]
async fn a_disabled_account_is_signed_out_and_cannot_sign_in() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let mut room = in_room(&mira, &channel.slug).await;
    app.database.change("update account set disabled_at = now() where id = $1", mira.id).await;
    assert_problem(&mira.get("/api/auth/user").await, 401, "signin_required");
    assert!(room.closed().await.is_some(), "its socket is closed");
    let login = json!({ "email": "mira@example.org", "password": PASSWORD });
    assert_problem(&app.server.client().post("/api/auth/login", login.clone()).await, 401, "invalid_credentials");
    app.database.change("update account set disabled_at = null where id = $1", mira.id).await;
    assert_eq!(app.server.client().post("/api/auth/login", login).await.status, 200);
}

/// Otherwise a person who reads a backup could sign in as others or publish on their channels.
#[tokio::test]
async fn no_secret_stands_in_the_database() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let token = mira.cookie().unwrap().split_once('=').unwrap().1.to_owned();
    let hashed = "select count(*) from account where password_hash like '$argon2id$%'";
    let [hashed, all] = [app.database.count(hashed).await, app.database.count("select count(*) from account").await];
    assert!(hashed == all && all > 1, "{hashed} of {all}");
    let tables = "select table_name::text from information_schema.tables where table_schema = 'public'";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&app.database.pool).await.unwrap();
    assert!(tables.len() > 10, "{tables:?}");
    for table in tables {
        let rows = AssertSqlSafe(format!("select coalesce(string_agg(t::text, ' '), '') from \"{table}\" t"));
        let rows: String = sqlx::query_scalar(rows).fetch_one(&app.database.pool).await.unwrap();
        for secret in [PASSWORD, &token, &channel.key] {
            let bytes: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
            assert!(!rows.contains(secret) && !rows.contains(&bytes), "{table} holds a secret");
        }
    }
    let key = std::fs::metadata(app.server.data().join("secret.key")).unwrap();
    assert_eq!(key.permissions().mode() & 0o777, 0o600);
    assert!(![PASSWORD, &token, &channel.key].iter().any(|secret| app.server.log().contains(secret)), "nor in the log");
}
