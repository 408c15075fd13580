//! Whatever bytes come in: no panic, no endless work, nothing handed out that was not sent.
//!
//! Each target is a test: it replays its folder of `corpus`, then runs for two seconds on changed copies, the same ones each
//! time. `cargo xtask fuzz [target] [--seconds N]` runs for longer with a new seed and keeps what fails in the corpus. A new
//! target is a function in `targets`, its name in the list below, and a folder of a few real inputs.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

mod driver;
mod mutator;
mod targets;

macro_rules! targets {
    ($($name:ident)+) => { $(#[test] fn $name() { driver::run(stringify!($name), targets::$name); })+ };
}

targets! { handshake chunks amf0 flv_tags avc_config aac_config sps playlist_requests session packager }
