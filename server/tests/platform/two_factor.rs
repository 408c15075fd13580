//! Two-factor sign-in through the API, and through pages as browsers without JavaScript send their forms.

use crate::test_app::{PASSWORD, Person, TestApp, assert_fields, assert_problem};
use serde_json::{Value, json};
use services::accounts::totp::{TotpSecret, step_at};
use std::time::SystemTime;
use testkit::{Client, HttpAnswer};

/// The code of a step: 0 is this one, 1 the next, which counts already.
fn code(secret: &str, later: i64) -> String {
    let secret = TotpSecret::from_base32(secret).unwrap();
    format!("{:06}", secret.code(step_at(SystemTime::now().into()) + later))
}

/// Switches two-factor sign-in on with the code of this step; the secret and the recovery codes.
pub async fn switch_on(person: &Person) -> (String, Vec<String>) {
    let setup = person.post("/api/auth/two-factor", json!({ "password": PASSWORD })).await;
    assert_eq!(setup.status, 201, "{}", setup.text());
    let secret = setup.json()["secret"].as_str().unwrap().to_owned();
    let on = person.put("/api/auth/two-factor", json!({ "code": code(&secret, 0) })).await;
    assert_eq!(on.status, 200, "{}", on.text());
    let codes =
        on.json()["recoveryCodes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned()).collect();
    (secret, codes)
}

/// A form as a browser without JavaScript sends it, with this cookie.
async fn form(client: &Client, function: &str, page: &str, body: &str, cookie: &str) -> HttpAnswer {
    let request = client.request("POST", &format!("/_fn/app/accounts/rpc/{function}")).header("accept", "text/html");
    let request = request.header("referer", page).header("cookie", cookie);
    request.body("application/x-www-form-urlencoded", body.replace(' ', "+")).send().await
}

/// `name=value` of a cookie that an answer sets, whose attributes keep it from scripts and other sites.
fn cookie(answer: &HttpAnswer, name: &str) -> Option<String> {
    let cookie = answer.cookies().find(|cookie| cookie.starts_with(&format!("{name}=")))?;
    let pair = cookie.split(';').next().unwrap();
    assert!(["HttpOnly", "SameSite=Lax", "Path=/"].iter().all(|guard| cookie.contains(guard)), "{cookie}");
    Some(pair.to_owned()).filter(|pair| !pair.ends_with('='))
}

#[tokio::test]
async fn the_api_signs_in_with_password_and_code() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let elsewhere = app.sign_in("mira", PASSWORD).await;
    let mut socket = elsewhere.socket().await;
    let off = mira.get("/api/auth/two-factor").await.json();
    assert_eq!(off, json!({ "enabled": false, "recoveryCodesLeft": 0, "setup": null }));
    let setup = mira.post("/api/auth/two-factor", json!({ "password": PASSWORD })).await.json();
    assert_fields(&setup, "secret uri qrCode");
    assert!(
        setup["uri"].as_str().unwrap().starts_with("otpauth://totp/AeThex%20Live:mira%40example.org?secret="),
        "{setup}"
    );
    assert_eq!(mira.get("/api/auth/two-factor").await.json()["setup"], setup);
    let wrong = mira.put("/api/auth/two-factor", json!({ "code": "1" })).await;
    assert_fields(&assert_problem(&wrong, 422, "validation_failed")["errors"], "code");
    let (secret, recovery) = switch_on(&mira).await;
    assert_eq!(recovery.len(), 10);
    let on = mira.get("/api/auth/two-factor").await.json();
    assert_eq!(on, json!({ "enabled": true, "recoveryCodesLeft": 10, "setup": null }));
    assert_problem(
        &mira.post("/api/auth/two-factor", json!({ "password": PASSWORD })).await,
        409,
        "two_factor_enabled",
    );
    assert_eq!(socket.closed().await, Some(1008), "other devices are signed out");

    let login = async |client: &Client, code: Value| {
        client.post("/api/auth/login", json!({ "email": "mira@example.org", "password": PASSWORD, "code": code })).await
    };
    let browser = app.server.client();
    for none in [Value::Null, json!("")] {
        let refused = login(&browser, none).await;
        assert_fields(&assert_problem(&refused, 401, "two_factor_required")["errors"], "code");
    }
    let refused = login(&browser, json!("aaaa-aaaa-aaaa-aaaa")).await;
    assert_fields(&assert_problem(&refused, 401, "invalid_credentials")["errors"], "code");
    assert_eq!((refused.cookies().count(), browser.cookie()), (0, None));
    assert_problem(&browser.get("/api/auth/user").await, 401, "signin_required");
    assert_eq!(login(&browser, json!(code(&secret, 1))).await.status, 200);
    assert_eq!(browser.get("/api/auth/user").await.status, 200);

    let proof = |code: &str| json!({ "password": PASSWORD, "code": code });
    let new = mira.post("/api/auth/two-factor/recovery-codes", proof(&recovery[0])).await;
    assert_eq!((new.status, new.json()["recoveryCodes"].as_array().unwrap().len()), (201, 10));
    let off = async |code: &str| mira.request("DELETE", "/api/auth/two-factor").json(&proof(code)).send().await;
    assert_problem(&off(&recovery[1]).await, 422, "validation_failed");
    assert_eq!(off(new.json()["recoveryCodes"][0].as_str().unwrap()).await.status, 204);
    assert_problem(&off("123456").await, 409, "two_factor_disabled");
    assert_eq!(login(&app.server.client(), Value::Null).await.status, 200);
}

#[tokio::test]
async fn pages_ask_for_the_code_on_a_second_page() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let (secret, _) = switch_on(&mira).await;
    let browser = app.server.client();
    let page = format!("http://{}/auth/login", app.server.http());
    let typed = format!("email=mira@example.org&password={PASSWORD}&next=/streams/night");
    let first = form(&browser, "login", &page, &typed, "").await;
    assert_eq!((first.status, first.header("location")), (302, Some("/auth/login/code?next=/streams/night")));
    assert_eq!(cookie(&first, "aethex_session"), None, "the password alone signs nobody in");
    let token = cookie(&first, "aethex_login").unwrap();
    assert!(!token.contains("mira"), "{token}");
    let shown = browser.request("GET", "/auth/login/code").header("cookie", &token).send().await;
    assert!(shown.text().contains("One more step"), "{}", shown.text());
    assert_problem(
        &browser.request("GET", "/api/auth/user").header("cookie", &token).send().await,
        401,
        "signin_required",
    );

    let second = async |code: &str, cookie: &str| {
        let body = format!("code={code}&next=/streams/night");
        form(&browser, "finish_login", &format!("{page}/code"), &body, cookie).await
    };
    for (wrong, cookie_sent) in
        [("aaaa-aaaa-aaaa-aaaa", token.as_str()), (&code(&secret, 1), ""), (&code(&secret, 1), "aethex_login=00")]
    {
        let refused = second(wrong, cookie_sent).await;
        assert!(refused.header("location").unwrap().starts_with("/auth/login/code?"), "{refused:?}");
        assert_eq!(cookie(&refused, "aethex_session"), None);
    }
    let done = second(&code(&secret, 1), &token).await;
    assert_eq!((done.status, done.header("location")), (302, Some("/streams/night")));
    let session = cookie(&done, "aethex_session").unwrap();
    assert!(
        done.cookies().any(|cookie| cookie.starts_with("aethex_login=;") && cookie.contains("Max-Age=0")),
        "{done:?}"
    );
    let user = browser.request("GET", "/api/auth/user").header("cookie", &session).send().await;
    assert_eq!(user.json()["username"], "mira");
}

#[tokio::test]
async fn recovery_codes_are_shown_once_to_their_owner() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let jonas = app.person("jonas").await.cookie().unwrap();
    let (_, recovery) = switch_on(&mira).await;
    let session = mira.cookie().unwrap();
    let page = format!("http://{}/dashboard/security", app.server.http());
    let body = format!("password={PASSWORD}&code={}", recovery[0]);
    let made = form(&mira, "renew_recovery_codes", &page, &body, &session).await;
    assert_eq!(
        (made.status, made.header("location")),
        (302, Some("/dashboard/security?done=recovery-codes#two-factor"))
    );
    let handed = cookie(&made, "aethex_recovery_codes").unwrap();
    let look = async |session: &str| {
        let browser = app.server.client();
        let request = browser.request("GET", "/dashboard/security").header("cookie", &format!("{session}; {handed}"));
        request.send().await
    };
    let others = look(&jonas).await;
    assert!(!others.text().contains("They are shown this once"), "{}", others.text());
    let shown = look(&session).await;
    assert!(shown.text().contains("They are shown this once"), "{}", shown.text());
    assert_eq!(shown.header("cache-control"), Some("no-store, no-transform"));
    assert!(
        shown.cookies().any(|cookie| cookie.starts_with("aethex_recovery_codes=;")),
        "the browser forgets them: {shown:?}"
    );
}
