//! Rate limits: how many requests, per account or network, and the answer beyond that.

use crate::test_app::{PASSWORD, TestApp, assert_problem};
use serde_json::json;
use testkit::{Client, HttpAnswer};

fn assert_limited(answer: &HttpAnswer) {
    assert_problem(answer, 429, "rate_limited");
    let seconds = answer.header("retry-after").and_then(|seconds| seconds.parse::<u64>().ok());
    assert!(seconds.is_some_and(|seconds| seconds > 0), "Retry-After in {answer:?}");
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
    for _ in 0..5 {
        assert_problem(&login(&browser, "mira@example.org", "wrong password").await, 401, "invalid_credentials");
    }
    assert_limited(&login(&browser, " MIRA@example.org", "wrong password").await);
    assert_limited(&login(&browser, "mira@example.org", PASSWORD).await);
    // A network has its own, larger limit; a forged `X-Forwarded-For` does not help.
    let mut other = 0;
    let limited = loop {
        let email = json!({ "email": format!("guess{other}@example.org"), "password": "wrong password" });
        let forwarded = format!("203.0.113.{other}");
        let answer =
            browser.request("POST", "/api/auth/login").header("x-forwarded-for", &forwarded).json(&email).send().await;
        if answer.status == 429 {
            break answer;
        }
        other += 1;
        assert!(other <= 20, "no limit for one address");
    };
    assert_limited(&limited);
    assert!(other >= 10, "one address may try more than one account: {other}");

    // Five accounts an hour; one is taken by mira.
    let mut made = 1;
    let limited = loop {
        let answer = browser
            .post("/api/auth/register", json!({ "email": format!("new{made}@example.org"), "password": PASSWORD }))
            .await;
        if answer.status == 429 {
            break answer;
        }
        assert_eq!(answer.status, 201, "{}", answer.text());
        made += 1;
        assert!(made <= 5, "no limit for one address");
    };
    assert_limited(&limited);
    assert_eq!(made, 5);

    let mut socket = mira.in_room(&channel.slug).await;
    for number in 0..25 {
        socket.send(json!({ "type": "chat:send", "content": "hi", "nonce": format!("n{number}") })).await;
    }
    let refused = socket.event("error").await;
    let number = refused["nonce"].as_str().and_then(|nonce| nonce.strip_prefix('n')?.parse::<u32>().ok());
    assert!(refused["code"] == "rate_limited" && number.is_some_and(|number| number >= 20), "{refused}");
    assert!(refused["retryAfterMs"].as_u64().is_some_and(|wait| wait > 0), "{refused}");
}

/// A household has a whole network of IPv6 addresses (/64), which must share one limit.
#[tokio::test]
async fn a_network_of_ipv6_has_the_share_of_one_address() {
    let settings = [("AETHEX_RATE_LIMITS", "on"), ("AETHEX_TRUSTED_PROXIES", "127.0.0.1")];
    let app = TestApp::with(&settings).await;
    let browser = app.server.client();
    let ask = async |path: &str, host: usize, network: usize, password: &str| {
        let body = json!({ "email": format!("new{host}@example.org"), "password": password });
        let from = format!("2001:db8:0:{network}::{host:x}");
        browser.request("POST", path).header("x-forwarded-for", &from).json(&body).send().await
    };
    for (path, password, at_most) in [("/api/auth/login", "wrong password", 20), ("/api/auth/register", PASSWORD, 5)] {
        let mut tries = 0;
        let limited = loop {
            let answer = ask(path, tries + 1, 1, password).await;
            if answer.status == 429 {
                break answer;
            }
            tries += 1;
            assert!(tries <= at_most, "{path}: no limit for one network");
        };
        assert_limited(&limited);
        assert_ne!(ask(path, 1000, 2, password).await.status, 429, "{path}: another network has its own share");
    }
}
