//! The ingest through its front door: real encoders, hand-made peers and hostile ones.
#![expect(clippy::unwrap_used, reason = "a test")]

mod encoders;
mod hostile;
mod peer;
mod protocol;
mod refusals;
mod server;
