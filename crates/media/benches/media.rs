//! Figures of the whole media path, taken from the real server: `cargo xtask bench media [viewers|publisher|slow|hostile|restart]`.
//!
//! `AETHEX_BIN` names the server, `DATABASE_URL` an empty database. `BENCH_VIEWERS` and `BENCH_SECONDS` change the size.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a bench stops at what it did not expect")]

#[path = "../tests/hls/encoder.rs"]
#[allow(dead_code, reason = "the tests of the packager use all of it")]
mod encoder;
#[path = "media/hostile.rs"]
mod hostile;
#[path = "media/nginx.rs"]
mod nginx;
#[path = "media/publisher.rs"]
mod publisher;
#[path = "media/restart.rs"]
mod restart;
#[path = "media/slow.rs"]
mod slow;
#[path = "media/test_server.rs"]
mod test_server;
#[path = "media/viewers.rs"]
mod viewers;

use std::time::Duration;

fn main() {
    let part = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        match part.as_deref() {
            Some("viewers") => viewers::run().await,
            Some("publisher") => publisher::run().await,
            Some("restart") => restart::run().await,
            Some("slow") => slow::run().await,
            Some("hostile") => hostile::run().await,
            _ => println!("cargo xtask bench media [viewers|publisher|slow|hostile|restart]"),
        }
    });
}

/// A number from the environment, or what is usual.
fn told(variable: &str, usual: usize) -> usize {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

fn seconds(usual: usize) -> Duration {
    Duration::from_secs(told("BENCH_SECONDS", usual) as u64)
}

/// One line of the table.
fn row(what: &str, figure: impl std::fmt::Display) {
    println!("  {what:<58} {figure}");
}

fn title(what: &str) {
    println!("\n{what}   (loadavg {})", testkit::usage::load_average());
}
