//! Helpers for tests and benches: real encoders that publish to a server.

pub mod encoder;
pub mod publisher;

pub use encoder::{Encoder, Program};
pub use publisher::Publisher;
