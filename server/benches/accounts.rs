//! Figures of signing in and up, taken from the real server: `cargo xtask bench accounts [timing|sign-ups]`.
//!
//! `AETHEX_BIN` names the server, `DATABASE_URL` a PostgreSQL in which the bench may create databases. `BENCH_TRIES` and `BENCH_SECONDS` change
//! the size. Limits are on: each request comes from a network of its own, which a trusted proxy on loopback reports.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a bench stops at what it did not expect")]

#[path = "../tests/platform/database.rs"]
#[allow(dead_code, reason = "the tests of the platform use all of it")]
mod database;
#[path = "accounts/guess.rs"]
mod guess;
#[path = "common/keep_alive.rs"]
mod keep_alive;
#[path = "accounts/sign_ups.rs"]
mod sign_ups;
#[path = "accounts/timing.rs"]
mod timing;

use crate::database::Database;
use std::net::Ipv4Addr;
use testkit::{Server, Setup};

const PASSWORD: &str = "seven unrelated words";

fn main() {
    let part = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        match part.as_deref() {
            Some("timing") => timing::run().await,
            Some("sign-ups") => sign_ups::run().await,
            _ => println!("cargo xtask bench accounts [timing|sign-ups]"),
        }
    });
}

/// The server that `AETHEX_BIN` names on a database of its own, behind a proxy on loopback.
async fn start(database: &Database) -> Server {
    let program = std::env::var("AETHEX_BIN").expect("AETHEX_BIN names the server; `cargo xtask bench accounts` does");
    let setup = Setup::new(program, &database.url).set("AETHEX_LOG", "warn").set("AETHEX_RATE_LIMITS", "on");
    setup.set("AETHEX_TRUSTED_PROXIES", "127.0.0.1").start().await
}

/// An address of a network of its own, for each number.
fn network(number: usize) -> Ipv4Addr {
    Ipv4Addr::from_bits(Ipv4Addr::new(10, 0, 0, 1).to_bits() + u32::try_from(number).unwrap())
}

/// Makes accounts with these addresses, whose password is that of the account `from`, or which have none.
async fn make_accounts(database: &Database, from: &str, addresses: &[String], has_password: bool) {
    let made = "with made as (
                  insert into account (id, email, password_hash)
                  select gen_random_uuid(), address, case when $3 then password_hash end
                  from account, unnest($2::text[]) address where email = $1 returning id
                )
                insert into profile (account_id) select id from made";
    let done = sqlx::query(made).bind(from).bind(addresses).bind(has_password).execute(&database.pool).await.unwrap();
    assert_eq!(done.rows_affected(), addresses.len() as u64);
}

/// A number from the environment, or what is usual.
fn told(variable: &str, usual: usize) -> usize {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

fn title(what: &str) {
    println!("\n{what}   (loadavg {})", testkit::usage::load_average());
}
