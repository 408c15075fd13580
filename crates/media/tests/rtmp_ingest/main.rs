//! The ingest through its public interface: real encoders, hand-made peers and hostile ones.
#![expect(clippy::unwrap_used, reason = "a test")]

#[path = "../hls/encoder.rs"]
#[allow(dead_code, clippy::expect_used, reason = "the tests of the packager use all of it")]
mod encoder;
mod encoders;
#[path = "../encoders/enhanced.rs"]
#[expect(clippy::expect_used, reason = "a test")]
mod enhanced;
mod health;
mod hostile;
mod protocol;
mod refusals;
mod secure;
mod server;
mod tolerance;
