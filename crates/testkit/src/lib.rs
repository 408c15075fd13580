//! Helpers for tests and benches: the real server, real encoders that publish to it, people who watch and write, and a
//! checker of what they were told.

pub mod client;
pub mod encoder;
pub mod history;
mod process;
pub mod publisher;
pub mod server;
pub mod socket;

pub use client::{Answer, Client, exchange};
pub use encoder::{Encoder, Program};
pub use history::{Record, Stored};
pub use publisher::Publisher;
pub use server::{Server, Setup};
pub use socket::Socket;

use std::time::Duration;

/// Long enough for a loaded machine; nothing waits for it to pass.
pub const PATIENCE: Duration = Duration::from_secs(30);
