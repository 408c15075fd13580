//! Rate limits: how many requests, per account or network, and the answer beyond that.

use crate::test_app::{PASSWORD, TestApp, assert_problem};
use serde_json::{Value, json};
use std::time::Duration;
use testkit::{Client, HttpAnswer, until_refused};

/// Times after which one more try is free.
const LOGIN_OF_ACCOUNT: Duration = Duration::from_secs(12);
const LOGIN_OF_NETWORK: Duration = Duration::from_secs(3);
const SIGN_UP: Duration = Duration::from_secs(720);
/// Of the channel's owner.
const MESSAGE: Duration = Duration::from_millis(300);

fn assert_limited(answer: &HttpAnswer) {
    assert_problem(answer, 429, "rate_limited");
    let seconds = answer.header("retry-after").and_then(|seconds| seconds.parse::<u64>().ok());
    assert!(seconds.is_some_and(|seconds| seconds > 0), "Retry-After in {answer:?}");
}

/// Whether an answer is the refusal of a limit.
fn limited(answer: &HttpAnswer) -> Option<()> {
    (answer.status == 429).then(|| assert_limited(answer))
}

/// Signing up reveals whether an address has an account, so refused attempts are limited, too.
#[tokio::test]
async fn asking_for_addresses_counts_as_signing_up() {
    let app = TestApp::with(&[("AETHEX_RATE_LIMITS", "on")]).await;
    app.newcomer("mira").await;
    let browser = app.server.client();
    let ask =
        async || browser.post("/api/auth/register", json!({ "email": "mira@example.org", "password": PASSWORD })).await;
    for _ in 0..4 {
        assert_problem(&ask().await, 409, "email_taken");
    }
    let limited = ask().await;
    assert_limited(&limited);
    let told = limited.json()["detail"].as_str().unwrap().to_owned();
    assert!(told.starts_with("Many accounts were made from your network. Try again in "), "{told}");
    assert!(told.ends_with(" minutes."), "{told}");
}

#[tokio::test]
async fn guessing_signing_up_and_chatting_have_their_limits() {
    let app = TestApp::with(&[("AETHEX_RATE_LIMITS", "on")]).await;
    let (mira, channel) = app.creator("mira").await;
    let browser = app.server.client();
    let login = async |client: &Client, email: &str, password: &str| {
        client.post("/api/auth/login", json!({ "email": email, "password": password })).await
    };

    // Five tries a minute for one account, from any client and in any spelling of the address.
    let wrong = async |number: u64| {
        let email = if number < 5 { "mira@example.org" } else { " MIRA@example.org" };
        let answer = login(&browser, email, "wrong password").await;
        limited(&answer).or_else(|| {
            assert_problem(&answer, 401, "invalid_credentials");
            None
        })
    };
    until_refused(5..=5, LOGIN_OF_ACCOUNT, wrong).await;
    let right = async |_| limited(&login(&browser, "mira@example.org", PASSWORD).await);
    until_refused(0..=1, LOGIN_OF_ACCOUNT, right).await;
    // A network has its own, larger limit, of which the tries above have taken some; a forged `X-Forwarded-For` does not help.
    let other = async |number: u64| {
        let email = json!({ "email": format!("guess{number}@example.org"), "password": "wrong password" });
        let request = browser.request("POST", "/api/auth/login");
        limited(&request.header("x-forwarded-for", &format!("203.0.113.{number}")).json(&email).send().await)
    };
    until_refused(10..=20, LOGIN_OF_NETWORK, other).await;

    // Five accounts an hour; one is taken by mira.
    let sign_up = async |number: u64| {
        let account = json!({ "email": format!("new{number}@example.org"), "password": PASSWORD });
        let answer = browser.post("/api/auth/register", account).await;
        limited(&answer).or_else(|| {
            assert_eq!(answer.status, 201, "{}", answer.text());
            None
        })
    };
    until_refused(4..=4, SIGN_UP, sign_up).await;

    let mut socket = mira.in_room(&channel.slug).await;
    let say = async |number: u64| {
        let nonce = format!("n{number}");
        socket.send(json!({ "type": "chat:send", "content": "hi", "nonce": nonce })).await;
        let answer = |event: &Value| {
            let is_it = matches!(event["type"].as_str(), Some("chat:ack" | "error")) && event["nonce"] == nonce;
            is_it.then(|| event.clone())
        };
        let answer = socket.find(&format!("an answer to message {number}"), answer).await;
        (answer["type"] == "error").then_some(answer)
    };
    let (_, refused) = until_refused(100..=100, MESSAGE, say).await;
    assert_eq!(refused["code"], "rate_limited", "{refused}");
    assert!(refused["retryAfterMs"].as_u64().is_some_and(|wait| wait > 0), "{refused}");
}

/// A household has a whole network of IPv6 addresses (/64), which must share one limit.
#[tokio::test]
async fn a_network_of_ipv6_has_the_share_of_one_address() {
    let settings = [("AETHEX_RATE_LIMITS", "on"), ("AETHEX_TRUSTED_PROXIES", "127.0.0.1")];
    let app = TestApp::with(&settings).await;
    let browser = app.server.client();
    let ask = async |path: &str, host: u64, network: u64, password: &str| {
        let body = json!({ "email": format!("new{host}@example.org"), "password": password });
        let from = format!("2001:db8:0:{network}::{host:x}");
        browser.request("POST", path).header("x-forwarded-for", &from).json(&body).send().await
    };
    for (path, password, share, refill) in
        [("/api/auth/login", "wrong password", 20, LOGIN_OF_NETWORK), ("/api/auth/register", PASSWORD, 5, SIGN_UP)]
    {
        let next = async |number: u64| limited(&ask(path, number + 1, 1, password).await);
        until_refused(share..=share, refill, next).await;
        assert_ne!(ask(path, 1000, 2, password).await.status, 429, "{path}: another network has its own share");
    }
}

#[tokio::test]
async fn the_headers_of_a_refusal_are_about_the_limit_that_refused() {
    let app = TestApp::with(&[("AETHEX_RATE_LIMITS", "on")]).await;
    let browser = app.server.client();
    let wrong = json!({ "email": "mira@example.org", "password": "wrong password" });
    let (_, refused) = until_refused(5..=5, LOGIN_OF_ACCOUNT, async |_| {
        let answer = browser.post("/api/auth/login", wrong.clone()).await;
        // What is left of the account's limit is not told: others, too, take from that.
        let policy = answer.header("ratelimit-policy");
        assert!(answer.status == 429 || policy == Some("\"login-address\";q=20;w=60"), "{answer:?}");
        (answer.status == 429).then_some(answer)
    })
    .await;
    assert_eq!(refused.header("ratelimit-policy"), Some("\"login-account\";q=5;w=60"));
    assert_eq!(refused.header("ratelimit"), Some("\"login-account\";r=0;t=60"));
}

#[tokio::test]
async fn the_document_says_which_operations_have_a_limit() {
    let app = TestApp::open().await;
    let document = app.server.client().get("/api/openapi.json").await.json();
    for (method, path) in [
        ("post", "/api/channels"),
        ("put", "/api/channels/{id}"),
        ("post", "/api/channels/{id}/stream-key/rotate"),
        ("delete", "/api/channels/{id}/users/{userId}/messages"),
        ("delete", "/api/messages/{id}"),
        ("get", "/api/channels/{id}/modlog"),
    ] {
        let responses = &document["paths"][path][method]["responses"];
        assert!(responses["429"].is_object(), "{method} {path}: {responses}");
    }
}
