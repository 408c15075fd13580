//! Many people who sign up or in at once: each is let in, or told when to come again.

use crate::test_app::{PASSWORD, TestApp, assert_problem};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use testkit::{HttpAnswer, PATIENCE};
use tokio::task::JoinSet;
use tokio::time::Instant;

/// Sends each of these bodies at once; bodies and answers.
async fn at_once(app: &TestApp, path: &'static str, bodies: Vec<Value>) -> Vec<(Value, HttpAnswer)> {
    let mut asking = JoinSet::new();
    for (number, body) in bodies.into_iter().enumerate() {
        let (client, from) = (app.server.client(), format!("10.0.{}.{}", number / 250, number % 250 + 1));
        asking.spawn(async move {
            let request = client.request("POST", path).header("x-forwarded-for", &from);
            let answer = request.json(&body).send().await;
            (body, answer)
        });
    }
    asking.join_all().await
}

/// Whether it is a refusal that says when to come again.
fn is_put_off(answer: &HttpAnswer) -> bool {
    let seconds = answer.header("retry-after").and_then(|seconds| seconds.parse::<u64>().ok());
    match answer.status {
        429 => assert_problem(answer, 429, "rate_limited"),
        503 => assert_problem(answer, 503, "unavailable"),
        _ => return false,
    };
    assert!(seconds.is_some_and(|seconds| seconds > 0), "Retry-After in {answer:?}");
    true
}

#[tokio::test]
async fn of_those_who_sign_up_at_once_each_has_an_account_or_is_put_off() {
    let app = TestApp::with(&[("AETHEX_RATE_LIMITS", "on"), ("AETHEX_TRUSTED_PROXIES", "127.0.0.1")]).await;
    let account = |number: usize| json!({ "email": format!("crowd{number}@example.org"), "password": PASSWORD });
    let answers = at_once(&app, "/api/auth/register", (0..40).map(account).collect()).await;
    let mut made = BTreeSet::new();
    for (body, answer) in &answers {
        if answer.status == 201 {
            made.insert(body["email"].as_str().unwrap().to_owned());
        } else {
            assert!(is_put_off(answer), "{}", answer.text());
        }
    }
    assert!(!made.is_empty(), "nobody was let in");
    let rows = sqlx::query_scalar("select email from account where email like 'crowd%'");
    let rows: Vec<String> = rows.fetch_all(&app.database.pool).await.unwrap();
    assert_eq!(rows.into_iter().collect::<BTreeSet<_>>(), made);
}

/// Passwords are checked a few at a time; what waits too long for its turn is put off. How many that takes depends on the machine.
#[tokio::test]
async fn passwords_that_wait_too_long_for_their_turn_are_put_off() {
    let app = TestApp::open().await;
    app.newcomer("mira").await;
    let begun = Instant::now();
    let mut crowd = 250;
    loop {
        let login = |number: usize| json!({ "email": format!("crowd{number}@example.org"), "password": PASSWORD });
        let answers = at_once(&app, "/api/auth/login", (0..crowd).map(login).collect()).await;
        let put_off = answers.iter().filter(|(_, answer)| is_put_off(answer)).count();
        let refused = answers.iter().filter(|(_, answer)| answer.status == 401).count();
        assert_eq!(put_off + refused, crowd, "each has an answer");
        if put_off > 0 {
            assert!(refused > 0, "those before had their turn");
            break;
        }
        assert!(begun.elapsed() < PATIENCE, "{crowd} at once, and all had their turn");
        crowd *= 2;
    }
    app.sign_in("mira", PASSWORD).await;
}
