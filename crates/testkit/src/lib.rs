//! Helpers for tests and benches: the real server, real encoders that publish to it, clients that watch and chat, and a checker of
//! the events that they got. For parsers: hostile inputs.

pub mod certificate;
pub mod clerk;
pub mod client;
pub mod encoder;
pub mod fuzz;
pub mod history;
pub mod http2;
pub mod limit;
pub mod load;
pub mod log;
pub mod network;
pub mod process;
pub mod provider;
pub mod publisher;
pub mod rtmp_peer;
pub mod server;
pub mod socket;
pub mod usage;
pub mod wait;
pub mod zip;

pub use certificate::Certificate;
pub use client::{Client, HttpAnswer, exchange};
pub use encoder::{Encoder, Program};
pub use history::{Record, Stored};
pub use http2::Http2;
pub use limit::until_refused;
pub use log::{Log, TaskLog};
pub use provider::{Provider, SigningKey};
pub use publisher::Publisher;
pub use rtmp_peer::RtmpPeer;
pub use server::{Server, Setup};
pub use socket::Socket;
pub use wait::until;
pub use zip::unzip;

use std::time::Duration;

/// Long enough for a loaded machine; nothing waits for it to pass.
pub const PATIENCE: Duration = Duration::from_secs(90);
