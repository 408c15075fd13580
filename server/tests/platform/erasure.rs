//! Erasing an account through the API, as other programs do it.

use crate::test_app::{PASSWORD, TestApp, assert_fields, assert_problem, until};
use crate::two_factor::switch_on;
use serde_json::{Value, json};
use testkit::{Client, HttpAnswer};

async fn erase(client: &Client, password: &str, code: Value) -> HttpAnswer {
    client.request("DELETE", "/api/users/me").json(&json!({ "password": password, "code": code })).send().await
}

#[tokio::test]
async fn an_erased_account_is_signed_out_everywhere_and_gone_for_everyone() {
    let app = TestApp::open().await;
    let ((mira, _), jonas) = (app.creator("mira").await, app.person("jonas").await);
    let elsewhere = app.sign_in("mira", PASSWORD).await;
    let mut socket = elsewhere.socket().await;
    assert_fields(
        &assert_problem(&erase(&mira, "not the password", Value::Null).await, 422, "validation_failed")["errors"],
        "password",
    );
    assert_eq!(mira.get("/api/auth/user").await.status, 200, "nothing has happened");

    let erased = erase(&mira, PASSWORD, Value::Null).await;
    assert_eq!((erased.status, mira.cookie()), (204, None), "{}", erased.text());
    assert_eq!(socket.closed().await, Some(1008), "open tabs of other devices are cut");
    assert_problem(&elsewhere.get("/api/auth/user").await, 401, "signin_required");
    for gone in ["/api/users/mira", "/api/channels/mira"] {
        assert_problem(&jonas.get(gone).await, 404, "not_found");
    }
    let credentials = json!({ "email": "mira@example.org", "password": PASSWORD });
    let visitor = app.server.client();
    assert_problem(&visitor.post("/api/auth/login", credentials.clone()).await, 401, "invalid_credentials");
    // The address is free again, the username is not.
    assert_eq!(visitor.post("/api/auth/register", credentials).await.status, 201);
    let name = json!({ "username": "mira", "displayName": "Mira" });
    assert_problem(&visitor.post("/api/auth/onboard", name).await, 409, "username_taken");
}

#[tokio::test]
async fn the_mails_of_an_erased_account_leave_the_folder() {
    let app = TestApp::open().await;
    let (mira, _) = (app.newcomer("mira").await, app.newcomer("jonas").await);
    let change = json!({ "password": PASSWORD, "email": "other@example.org" });
    assert_eq!(mira.request("PUT", "/api/auth/email").json(&change).send().await.status, 202);
    let recipients = || -> Vec<String> {
        let files = std::fs::read_dir(app.server.data().join("mail")).into_iter().flatten();
        let mails = files.filter_map(|file| std::fs::read_to_string(file.unwrap().path()).ok());
        let to = |mail: String| mail.lines().find_map(|line| line.strip_prefix("To: ").map(str::to_owned));
        let mut found: Vec<String> = mails.filter_map(to).collect();
        found.sort();
        found
    };
    let lie_there = async |expected: &[&str]| {
        until(&format!("mails to {expected:?}"), async || (recipients() == expected).then_some(())).await;
    };
    lie_there(&["jonas@example.org", "mira@example.org", "other@example.org"]).await;
    assert_eq!(erase(&mira, PASSWORD, Value::Null).await.status, 204);
    // The one to Mira tells of the erasing.
    lie_there(&["jonas@example.org", "mira@example.org"]).await;
}

#[tokio::test]
async fn with_two_factor_the_password_alone_erases_nothing() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let (_, recovery) = switch_on(&mira).await;
    for wrong in [Value::Null, json!(""), json!("aaaa-aaaa-aaaa-aaaa")] {
        let refused = erase(&mira, PASSWORD, wrong).await;
        assert_fields(&assert_problem(&refused, 422, "validation_failed")["errors"], "code");
    }
    assert_eq!(erase(&mira, PASSWORD, json!(recovery[0])).await.status, 204);
    assert_problem(&mira.get("/api/auth/user").await, 401, "signin_required");
}
