//! Streams of real encoders, in every codec and with every habit, are packaged within the rules and decode without errors.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

#[path = "../hls/check.rs"]
mod check;
#[path = "../hls/encoder.rs"]
#[allow(dead_code, reason = "the tests of the packager use all of it")]
mod encoder;
#[path = "../hls/playlist.rs"]
#[allow(dead_code, reason = "the tests of the packager use all of it")]
mod playlist;
#[path = "../hls/viewer.rs"]
#[allow(dead_code, reason = "the tests of the packager use all of it")]
mod viewer;

mod carried;
mod changes;
mod codecs;
mod days;
mod enhanced;
mod habits;
