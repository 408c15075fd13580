//! The ladder with real encoders and the real ffmpeg, watched through the origin's public interface.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

mod cuts;
mod demand;
#[path = "../hls/encoder.rs"]
#[expect(dead_code, reason = "shared with the packager's tests")]
mod encoder;
mod faults;
mod test_ladder;
