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
