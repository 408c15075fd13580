//! Signing up, in and out.

use crate::test_app::{PASSWORD, TestApp, assert_fields, assert_problem, until};
use serde_json::json;
use std::time::Duration;
use testkit::exchange;

const ACCOUNT: &str = "id username displayName avatar bio socialLinks createdAt email emailVerified roles profile";

#[tokio::test]
async fn a_person_signs_up_chooses_a_name_and_signs_out() {
    let app = TestApp::open().await;
    let browser = app.server.client();
    assert_problem(&browser.get("/api/auth/user").await, 401, "signin_required");

    let registered =
        browser.post("/api/auth/register", json!({ "email": " Mira@Example.ORG ", "password": PASSWORD })).await;
    assert_eq!(registered.status, 201, "{}", registered.text());
    let cookie = registered.header("set-cookie").unwrap();
    assert!(["HttpOnly", "SameSite=Lax", "Path=/"].iter().all(|guard| cookie.contains(guard)), "{cookie}");
    let account = registered.json();
    assert_fields(&account, ACCOUNT);
    assert_fields(&account["profile"], "theme language notificationEmail");
    assert_eq!(account["email"], "mira@example.org");
    for unset in ["username", "displayName", "avatar", "bio"] {
        assert!(account[unset].is_null(), "{unset} in {account}");
    }
    assert_eq!(
        (&account["emailVerified"], &account["roles"], &account["socialLinks"]),
        (&json!(false), &json!([]), &json!({}))
    );
    assert!(account["createdAt"].as_str().is_some_and(|time| time.ends_with('Z') && time.contains('T')), "{account}");
    assert_eq!(browser.get("/api/auth/user").await.json(), account);

    let onboarded =
        browser.post("/api/auth/onboard", json!({ "username": "Mira_1", "displayName": "Mira", "bio": "Hi" })).await;
    assert_eq!(onboarded.status, 201, "{}", onboarded.text());
    let account = onboarded.json();
    assert_fields(&account, ACCOUNT);
    assert_eq!(
        (&account["username"], &account["displayName"], &account["bio"]),
        (&json!("mira_1"), &json!("Mira"), &json!("Hi"))
    );
    let again = browser.post("/api/auth/onboard", json!({ "username": "other", "displayName": "Other" })).await;
    assert_problem(&again, 409, "already_onboarded");

    // A new sign-in creates a new session; the previous one stays valid.
    let other = app.server.client();
    let login = other.post("/api/auth/login", json!({ "email": "MIRA@example.org", "password": PASSWORD })).await;
    assert_eq!((login.status, login.json()), (200, account.clone()));
    assert_ne!(other.cookie(), browser.cookie());
    let before = browser.cookie().unwrap();
    assert_eq!(browser.post("/api/auth/logout", json!({})).await.status, 204);
    assert_eq!(browser.cookie(), None, "the cookie is taken away");
    assert_eq!(browser.post("/api/auth/logout", json!({})).await.status, 204, "signing out twice is no fault");
    let stolen = browser.request("GET", "/api/auth/user").header("cookie", &before).send().await;
    assert_problem(&stolen, 401, "signin_required");
    assert_eq!(other.get("/api/auth/user").await.status, 200);
}

#[tokio::test]
async fn fields_say_what_is_wrong_with_them() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let browser = app.server.client();
    let register = async |email: &str, password: &str| {
        browser.post("/api/auth/register", json!({ "email": email, "password": password })).await
    };

    let both = assert_problem(&register("mira.example.org", "short").await, 422, "validation_failed");
    assert_fields(&both["errors"], "email password");
    assert!(both["errors"]["email"].as_str().unwrap().contains("name@example.org"));
    let empty = assert_problem(&register("", PASSWORD).await, 422, "validation_failed");
    assert_eq!(empty["errors"], json!({ "email": "Your e-mail address is missing." }));
    let same = assert_problem(&register("new@example.org", "New@example.org").await, 422, "validation_failed");
    assert_fields(&same["errors"], "password");
    let common = assert_problem(&register("new@example.org", "password123").await, 422, "validation_failed");
    assert_fields(&common["errors"], "password");
    let taken = assert_problem(&register("Mira@example.org", PASSWORD).await, 409, "email_taken");
    assert_fields(&taken["errors"], "email");
    assert_eq!(browser.cookie(), None, "nobody was signed in by a refusal");

    // A refused sign-in does not reveal whether the account exists.
    let login = async |email: &str| {
        browser.post("/api/auth/login", json!({ "email": email, "password": "wrong password" })).await
    };
    let known = assert_problem(&login("mira@example.org").await, 401, "invalid_credentials");
    let unknown = assert_problem(&login("nobody@example.org").await, 401, "invalid_credentials");
    assert_eq!((&known["title"], &known["detail"]), (&unknown["title"], &unknown["detail"]));

    let newcomer = app.newcomer("jonas").await;
    let onboard = async |username: &str, name: &str| {
        newcomer.post("/api/auth/onboard", json!({ "username": username, "displayName": name })).await
    };
    let both = assert_problem(&onboard("a b", "").await, 422, "validation_failed");
    assert_fields(&both["errors"], "username displayName");
    for username in ["ab", "_mira", "admin", "mirä", "a2345678901234567890123456"] {
        let refused = assert_problem(&onboard(username, "Name").await, 422, "validation_failed");
        assert_fields(&refused["errors"], "username");
    }
    let taken = assert_problem(&onboard("MIRA", "Another").await, 409, "username_taken");
    assert_fields(&taken["errors"], "username");
    assert_eq!(newcomer.get("/api/auth/user").await.json()["username"], json!(null));
    assert_eq!(mira.get("/api/auth/user").await.json()["username"], "mira");

    let missing = browser.post("/api/auth/register", json!({ "email": "new@example.org" })).await;
    assert_fields(&assert_problem(&missing, 422, "validation_failed")["errors"], "password");
    let typed = browser.post("/api/auth/register", json!({ "email": 7, "password": PASSWORD })).await;
    assert_fields(&assert_problem(&typed, 422, "validation_failed")["errors"], "email");
}

/// A sign-in that is being checked while the password changes must not succeed with the old one.
#[tokio::test]
async fn a_password_that_changes_meanwhile_signs_nobody_in() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let mut change = app.database.pool.begin().await.unwrap();
    let statement = sqlx::query("update account set password_hash = 'another' where id = $1");
    statement.bind(mira.id).execute(&mut *change).await.unwrap();
    let browser = app.server.client();
    let login = json!({ "email": "mira@example.org", "password": PASSWORD });
    let signing_in = tokio::spawn(async move { browser.post("/api/auth/login", login).await });
    let waiting =
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    until("the sign-in to wait for the change", async || {
        (app.database.count(waiting).await > 0 || signing_in.is_finished()).then_some(())
    })
    .await;
    change.commit().await.unwrap();
    assert_problem(&signing_in.await.unwrap(), 401, "invalid_credentials");
    assert_eq!(app.database.count("select count(*) from session").await, 1, "the one that was open");
}

/// The cookie of a session that is used does not expire before the session.
#[tokio::test]
async fn the_cookie_of_a_session_in_use_is_renewed() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let renewed = async || mira.get("/api/auth/user").await.header("set-cookie").map(str::to_owned);
    assert_eq!(renewed().await, None, "it was handed out a moment ago");
    let cookie = mira.cookie().unwrap();
    app.database
        .change("update session set last_seen_at = now() - interval '1 day' where account_id = $1", mira.id)
        .await;
    let answer = mira.get("/").await;
    assert_eq!(answer.header("cache-control"), Some("no-store, no-transform"), "nobody else gets this answer");
    let again = answer.header("set-cookie").unwrap();
    assert!(again.starts_with(&format!("{cookie};")) && again.contains("; Max-Age=1209600"), "{again}");
    assert!(["HttpOnly", "SameSite=Lax", "Path=/"].iter().all(|guard| again.contains(guard)), "{again}");
    assert_eq!(renewed().await, None, "once in a while is enough");
    // The cookie never outlives the session.
    let old = "update session set last_seen_at = now() - interval '1 day', expires_at = now() + interval '1 hour' where account_id = $1";
    app.database.change(old, mira.id).await;
    let answer = mira.get("/api/auth/user").await;
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let again = answer.header("set-cookie").unwrap();
    let age = again.split("; ").find_map(|attribute| attribute.strip_prefix("Max-Age="));
    let seconds: u32 = age.unwrap().parse().unwrap();
    assert!((3000..=3600).contains(&seconds), "{again}");
    // Signing out ends the session.
    app.database
        .change("update session set last_seen_at = now() - interval '1 day' where account_id = $1", mira.id)
        .await;
    let out = mira.post("/api/auth/logout", json!({})).await;
    assert_eq!((out.status, mira.cookie()), (204, None), "{out:?}");
}

/// Otherwise a person who put a cookie into another's browser would be signed in as them afterwards.
#[tokio::test]
async fn signing_in_makes_a_new_session_in_place_of_the_old_one() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let (old, sessions) = (mira.cookie().unwrap(), "select count(*) from session");
    let login = json!({ "email": "mira@example.org", "password": PASSWORD });
    assert_eq!(mira.post("/api/auth/login", login).await.status, 200);
    assert_ne!(mira.cookie().unwrap(), old);
    assert_eq!(app.database.count(sessions).await, 1, "the old one is over");
    let visitor = app.server.client();
    let with_cookie =
        async |cookie: &str| visitor.request("GET", "/api/auth/user").header("cookie", cookie).send().await;
    for cookie in [old.as_str(), "aethex_session=AAAAAAAAAAAAAAAAAAAAAA", "aethex_session=no-id", "aethex_session="] {
        let answer = with_cookie(cookie).await;
        assert_problem(&answer, 401, "signin_required");
        assert_eq!(answer.header("set-cookie"), None, "it may come after the answer that brought the new cookie");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
    assert_eq!(with_cookie(&mira.cookie().unwrap()).await.status, 200);
}

#[tokio::test]
async fn cookies_of_other_programs_on_the_host_do_no_harm() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let session = mira.cookie().unwrap();
    for other in ["a=caf\u{e9}; ".as_bytes(), b"a=\xe9; ", b"aethex_session=AAAAAAAAAAAAAAAAAAAAAA; ", b"; a; =; "] {
        let request = [
            b"GET /api/auth/user HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncookie: ".as_slice(),
            other,
            session.as_bytes(),
            b"\r\n\r\n",
        ];
        let answer = exchange(app.server.http(), &request.concat()).await;
        assert_eq!(answer.status, 200, "{other:?}");
    }
}

#[tokio::test]
async fn what_is_alike_for_all_does_not_ask_who_is_signed_in() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let mut held = app.database.pool.begin().await.unwrap();
    sqlx::query("lock table session in access exclusive mode").execute(&mut *held).await.unwrap();
    assert_eq!(mira.get("/api/channels").await.status, 200);
    let asks = mira.get("/api/auth/user");
    let waits = tokio::time::timeout(Duration::from_millis(500), asks).await;
    assert!(waits.is_err(), "the lock is in the way of a request that asks: {waits:?}");
    held.rollback().await.unwrap();
    assert_eq!(mira.get("/api/auth/user").await.status, 200);
}
