//! Whether the time to an answer tells if an address has an account. The goal: a guess from time alone is right at most 60 % of the time.

use crate::database::Database;
use crate::guess::{Guess, Try, median};
use crate::keep_alive::KeepAlive;
use crate::{PASSWORD, make_accounts, network, start, title, told};
use rand::seq::SliceRandom;
use serde_json::{Value, json};
use std::time::Duration;
use testkit::{Server, until};
use tokio::time::sleep;

/// The most guesses that may be right.
const GOAL: f64 = 0.6;
/// Between two tries: what the server goes on with after an answer must not be measured with the next one.
const PAUSE: Duration = Duration::from_millis(5);
/// Tries of one signed-in account: less than its limit of passwords in a minute.
const TRIES_OF_ASKER: usize = 4;
const WRONG: &str = "not the password of it";

/// A request that names an address, and whose answer must be the same for known and unknown ones.
struct Case {
    name: &'static str,
    request: (&'static str, &'static str),
    body: fn(&str) -> Value,
    status: u16,
    /// The same requests before each try that are not measured.
    before: usize,
    has_password: bool,
    is_signed_in: bool,
    /// Mails that each known address has got in the end: otherwise the case has measured something else.
    mails: usize,
}

const LOGIN: Case = Case {
    name: "sign-in, wrong password",
    request: ("POST", "/api/auth/login"),
    body: |email| json!({ "email": email, "password": WRONG }),
    status: 401,
    before: 0,
    has_password: true,
    is_signed_in: false,
    mails: 0,
};

const FORGOT: Case = Case {
    name: "forgotten password",
    request: ("POST", "/api/auth/password/forgot"),
    body: |email| json!({ "email": email }),
    status: 202,
    mails: 1,
    ..LOGIN
};

const CASES: [Case; 7] = [
    LOGIN,
    Case { name: "sign-in, an account without a password", has_password: false, ..LOGIN },
    Case { name: "sign-in beyond the limit of the account", status: 429, before: 5, mails: 1, ..LOGIN },
    FORGOT,
    Case { name: "forgotten password, asked again", before: 1, mails: 2, ..FORGOT },
    Case {
        name: "mail that verifies a new address, wrong password",
        request: ("PUT", "/api/auth/email"),
        body: |email| json!({ "email": email, "password": WRONG }),
        status: 422,
        is_signed_in: true,
        ..LOGIN
    },
    Case {
        name: "sign-up, a password that is refused",
        request: ("POST", "/api/auth/register"),
        body: |email| json!({ "email": email, "password": "password" }),
        status: 422,
        ..LOGIN
    },
];

pub async fn run() {
    let tries = told("BENCH_TRIES", 400);
    let database = Database::create().await;
    let server = start(&database).await;
    let seed = json!({ "email": "seed@example.org", "password": PASSWORD });
    assert_eq!(server.client().post("/api/auth/register", seed).await.status, 201);
    title("guessing from time alone whether an address has an account");
    println!("  {:<50} {:>9} {:>9} {:>8} {:>15}", "tries: each", "known ms", "unknown", "right", "95 %");
    for (number, case) in CASES.iter().enumerate() {
        let tries = case.measure(&server, &database, number, tries).await;
        let guess = Guess::of(&tries);
        let (low, high) = guess.interval();
        println!(
            "  {:<50} {:>9.3} {:>9.3} {:>6.1} % {:>6.1} to {:>4.1} {}",
            case.name,
            median(&tries, true),
            median(&tries, false),
            guess.share() * 100.0,
            low * 100.0,
            high * 100.0,
            if guess.share() > GOAL { " above the goal of 60 %" } else { "" }
        );
    }
}

impl Case {
    /// This many tries for known and as many for unknown addresses, in random order.
    async fn measure(&self, server: &Server, database: &Database, number: usize, tries: usize) -> Vec<Try> {
        let mut addresses: Vec<(String, bool)> =
            (0..2 * tries).map(|try_| (format!("case{number}-{try_:05}@example.org"), try_ % 2 == 0)).collect();
        let known: Vec<String> = addresses.iter().filter(|(_, is_known)| *is_known).map(|(a, _)| a.clone()).collect();
        make_accounts(database, "seed@example.org", &known, self.has_password).await;
        let askers = if self.is_signed_in { signed_in(server, database, number, 2 * tries).await } else { Vec::new() };
        addresses.shuffle(&mut rand::rng());
        let mut connection = KeepAlive::open(server.http()).await;
        let (mut done, mut sent) = (Vec::new(), 0);
        for (try_, (address, is_known)) in addresses.iter().enumerate() {
            let (method, path) = self.request;
            let (cookie, body) = (askers.get(try_ / TRIES_OF_ASKER).map_or("", String::as_str), (self.body)(address));
            let mut send = async || {
                // Each comes from another network.
                sent += 1;
                let headers = format!(
                    "origin: http://{}\r\ncookie: {cookie}\r\nx-forwarded-for: {}\r\n",
                    server.http(),
                    network(sent)
                );
                connection.send(method, path, &headers, Some(&body)).await
            };
            for _ in 0..self.before {
                send().await;
            }
            sleep(PAUSE).await;
            let (status, took) = send().await;
            assert_eq!(status, self.status, "{}", self.name);
            done.push(Try { is_known: *is_known, seconds: took.as_secs_f64() });
        }
        let mailed = "select count(*) from outgoing_mail where recipient = any($1)";
        until(self.name, async || {
            let mails = sqlx::query_scalar::<_, i64>(mailed).bind(&known).fetch_one(&database.pool).await.unwrap();
            if mails == (tries * self.mails) as i64 { Ok(()) } else { Err(mails) }
        })
        .await;
        done
    }
}

/// Cookies of users who are signed in, enough for this many tries.
async fn signed_in(server: &Server, database: &Database, number: usize, tries: usize) -> Vec<String> {
    let askers: Vec<String> =
        (0..tries.div_ceil(TRIES_OF_ASKER)).map(|asker| format!("asker{number}-{asker}@example.org")).collect();
    make_accounts(database, "seed@example.org", &askers, true).await;
    let mut cookies = Vec::new();
    for (asker, email) in askers.iter().enumerate() {
        let client = server.client();
        let login = client.request("POST", "/api/auth/login").json(&json!({ "email": email, "password": PASSWORD }));
        let from = crate::network(1_000_000 + asker).to_string();
        assert_eq!(login.header("x-forwarded-for", &from).send().await.status, 200);
        cookies.push(client.cookie().unwrap());
    }
    cookies
}
