//! A hundred sign-ups a second from as many networks, and users who sign in meanwhile.

use crate::database::Database;
use crate::{PASSWORD, make_accounts, network, start, title, told};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use testkit::{Client, HttpAnswer, Server};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

/// Sign-ups in a second.
const RATE: usize = 100;
/// Users who sign in during a second.
const SIGN_INS: usize = 4;

/// What came of one request.
struct Outcome {
    email: String,
    /// None if no answer came.
    answer: Option<HttpAnswer>,
    took: Duration,
}

pub async fn run() {
    let seconds = told("BENCH_SECONDS", 10);
    let database = Database::create().await;
    let server = start(&database).await;
    let seed = json!({ "email": "seed@example.org", "password": PASSWORD });
    assert_eq!(server.client().post("/api/auth/register", seed).await.status, 201);
    let addresses = |kind: &str, count: usize| -> Vec<String> {
        (0..count).map(|number| format!("{kind}-{number:05}@example.org")).collect()
    };
    let (newcomers, users) = (addresses("newcomer", RATE * seconds), addresses("user", SIGN_INS * seconds));
    make_accounts(&database, "seed@example.org", &users, true).await;

    title(&format!("{RATE} sign-ups a second for {seconds} s, each from another network"));
    let begun = Instant::now();
    let (sign_ups, sign_ins) = tokio::join!(
        flood(&server, begun, ("/api/auth/register", 1), newcomers, RATE),
        flood(&server, begun, ("/api/auth/login", 1_000_000), users, SIGN_INS)
    );
    report("sign-ups", &sign_ups, 201);
    report("sign-ins meanwhile", &sign_ins, 200);

    let rows: BTreeSet<String> = sqlx::query_scalar("select email from account where email like 'newcomer-%'")
        .fetch_all(&database.pool)
        .await
        .unwrap()
        .into_iter()
        .collect();
    let is_made = |outcome: &&Outcome| outcome.answer.as_ref().is_some_and(|answer| answer.status == 201);
    let made: BTreeSet<String> = sign_ups.iter().filter(is_made).map(|outcome| outcome.email.clone()).collect();
    println!(
        "  rows in the database: {}; 201 without a row: {}; rows without a 201: {}",
        rows.len(),
        made.difference(&rows).count(),
        rows.difference(&made).count()
    );
}

/// Sends a request for each address at an even rate, whether or not those before have been answered.
async fn flood(
    server: &Server,
    begun: Instant,
    (path, first): (&'static str, usize),
    addresses: Vec<String>,
    rate: usize,
) -> Vec<Outcome> {
    let mut tasks = JoinSet::new();
    for (number, email) in addresses.into_iter().enumerate() {
        let (client, from) = (server.client(), network(first + number).to_string());
        sleep_until(begun + Duration::from_secs(1) * u32::try_from(number).unwrap() / u32::try_from(rate).unwrap())
            .await;
        tasks.spawn(ask(client, path, email, from));
    }
    tasks.join_all().await
}

async fn ask(client: Client, path: &'static str, email: String, from: String) -> Outcome {
    let asked = Instant::now();
    let request = client.request("POST", path).header("x-forwarded-for", &from);
    let answer = request.json(&json!({ "email": email, "password": PASSWORD })).try_send().await.ok();
    Outcome { email, answer, took: asked.elapsed() }
}

/// Counts by status, the slowest, and what should not be there.
fn report(what: &str, outcomes: &[Outcome], expected: u16) {
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    let mut unexpected = 0;
    for outcome in outcomes {
        let status = outcome.answer.as_ref().map_or(0, |answer| answer.status);
        *counts.entry(status).or_default() += 1;
        let is_told = outcome.answer.as_ref().is_some_and(|answer| answer.header("retry-after").is_some());
        unexpected += usize::from(status != expected && !(matches!(status, 429 | 503) && is_told));
    }
    let mut times: Vec<Duration> = outcomes.iter().map(|outcome| outcome.took).collect();
    times.sort_unstable();
    let (median, slowest) = (times[times.len() / 2], times[times.len() - 1]);
    let counts: Vec<String> = counts.iter().map(|(status, count)| format!("{count} × {status}")).collect();
    println!(
        "  {what}: {}; neither {expected}, nor 429 or 503 with Retry-After: {unexpected}; median {median:.2?}, slowest {slowest:.2?}, \
         within 5 s: {} of {}",
        counts.join(", "),
        times.iter().filter(|took| **took <= Duration::from_secs(5)).count(),
        times.len()
    );
}
