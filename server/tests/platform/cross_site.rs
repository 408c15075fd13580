//! Cross-site request forgery over content types: pages of other sites can send a form, text or files with a user's cookie, but change nothing.

use crate::test_app::{PASSWORD, TestApp, assert_problem};
use serde_json::json;

/// What a page of another site can send without asking first, and what it has to ask for.
const KINDS: [&str; 6] = [
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "text/plain; charset=application/json",
    "application/json",
    "",
];

/// Method, address, and the body as JSON and as a form.
const CHANGES: [(&str, &str, &str, &str); 5] = [
    ("PUT", "/api/profile", r#"{"bio":"forged"}"#, "bio=forged"),
    ("POST", "/api/channels", r#"{"name":"Forged","slug":"forged"}"#, "name=Forged&slug=forged"),
    ("POST", "/_fn/app/channels/rpc/create_channel", r#"{"name":"Forged","slug":"forged"}"#, "name=Forged&slug=forged"),
    ("POST", "/api/auth/login", r#"{"email":"eve@example.org","password":"seven unrelated words"}"#, ""),
    ("POST", "/_fn/app/accounts/rpc/logout", "{}", ""),
];

#[tokio::test]
async fn no_content_type_lets_another_site_change_something() {
    let app = TestApp::open().await;
    let (mira, _) = (app.person("mira").await, app.person("eve").await);
    let before = mira.cookie();
    for (method, path, json, form) in CHANGES {
        for kind in KINDS {
            for body in [json, form, &format!("{json}=")] {
                let request = mira.request(method, path).header("origin", "https://evil.example");
                let answer = request.body(kind, body).send().await;
                assert_problem(&answer, 403, "cross_site");
            }
        }
    }
    assert_eq!(mira.cookie(), before);
    let user = mira.get("/api/auth/user").await.json();
    assert_eq!((&user["username"], &user["bio"]), (&json!("mira"), &json!(null)), "still signed in, and unchanged");
    assert_eq!(app.database.count("select count(*) from channel").await, 0);
}

/// If the guard ever missed a request, the API would still not read as JSON what forms of other sites can send.
#[tokio::test]
async fn the_api_reads_no_body_that_a_form_can_send() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let login = json!({ "email": "mira@example.org", "password": PASSWORD }).to_string();
    for (method, path, json, _) in CHANGES.into_iter().filter(|(_, path, ..)| path.starts_with("/api")) {
        let body = if path.ends_with("login") { login.as_str() } else { json };
        for kind in KINDS.into_iter().filter(|kind| *kind != "application/json") {
            let answer = mira.request(method, path).body(kind, body).send().await;
            assert_problem(&answer, 415, "unsupported_media_type");
        }
    }
    assert_eq!(app.database.count("select count(*) from channel").await, 0);
}

/// What the page of an allowed origin sends, with the user's cookie, as pages of the same site do.
const ALLOWED: &str = "https://tools.example.org";

/// Headers of answers that such a page needs.
const EXPOSED: [&str; 10] = [
    "accept-ranges",
    "content-disposition",
    "content-range",
    "etag",
    "idempotency-replayed",
    "link",
    "ratelimit",
    "ratelimit-policy",
    "retry-after",
    "x-request-id",
];

#[tokio::test]
async fn pages_of_an_allowed_origin_act_by_a_token_and_never_by_the_cookie() {
    let app = TestApp::with(&[("AETHEX_ALLOWED_ORIGINS", ALLOWED)]).await;
    let mira = app.person("mira").await;
    let scopes = ["user:read", "user:write"];
    let made = mira.post("/api/auth/tokens", json!({ "name": "Tools", "scopes": scopes })).await.json();
    let authorization = format!("Bearer {}", made["token"].as_str().unwrap());

    let ask = mira.request("OPTIONS", "/api/profile").header("origin", ALLOWED);
    let preflight = ask.header("access-control-request-method", "PUT").send().await;
    assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (204, Some(ALLOWED)));
    for name in ["authorization", "idempotency-key", "if-none-match", "if-range", "range"] {
        let allowed = preflight.header("access-control-allow-headers").unwrap();
        assert!(allowed.split(", ").any(|allowed| allowed == name), "{name}: {allowed}");
    }
    assert_eq!(preflight.header("access-control-allow-credentials"), None);

    let change = |origin: &'static str, authorization: &str| {
        let request = mira.request("PUT", "/api/profile").header("origin", origin);
        request.header("authorization", authorization).json(&json!({ "bio": "By a tool" })).send()
    };
    assert_problem(&change(ALLOWED, "").await, 403, "cross_site");
    assert_problem(&change("https://evil.example", &authorization).await, 403, "cross_site");
    let changed = change(ALLOWED, &authorization).await;
    assert_eq!((changed.status, changed.header("access-control-allow-origin")), (200, Some(ALLOWED)));
    // The cookie is there, and does not count.
    let by_cookie = mira.request("GET", "/api/auth/user").header("origin", ALLOWED).send().await;
    assert_problem(&by_cookie, 401, "signin_required");
    let logged_out = mira.request("POST", "/api/auth/logout").header("origin", ALLOWED);
    logged_out.header("authorization", &authorization).send().await;
    assert_eq!(mira.get("/api/auth/user").await.json()["bio"], "By a tool", "still signed in");

    let foreign = mira.request("GET", "/api/channels").header("origin", "https://evil.example").send().await;
    assert_eq!((foreign.status, foreign.header("access-control-allow-origin")), (200, None));
    assert!(foreign.header("vary").is_some_and(|vary| vary.contains("origin")), "{:?}", foreign.header("vary"));
    let shared = mira.request("GET", "/api/channels").header("origin", ALLOWED).send().await;
    let exposed = shared.header("access-control-expose-headers").unwrap();
    for name in EXPOSED {
        assert!(exposed.split(", ").any(|exposed| exposed == name), "{name}: {exposed}");
    }
    let form = mira.request("POST", "/_fn/app/accounts/rpc/logout").header("origin", ALLOWED);
    assert_eq!(form.header("authorization", &authorization).send().await.status, 403);
    assert!(mira.socket_from(ALLOWED).await.is_ok());
    assert_eq!(mira.socket_from("https://evil.example").await.err(), Some(403));
}
