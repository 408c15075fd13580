//! The packager and its origin, tested through the public interface with the output of real encoders.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

#[path = "hls/answers.rs"]
mod answers;
#[path = "hls/archive.rs"]
mod archive;
#[path = "hls/breaks.rs"]
mod breaks;
#[path = "hls/check.rs"]
mod check;
#[path = "hls/delta.rs"]
mod delta;
#[path = "hls/encoder.rs"]
mod encoder;
#[path = "hls/hostile.rs"]
mod hostile;
#[path = "hls/memory.rs"]
mod memory;
#[path = "hls/offered.rs"]
mod offered;
#[path = "hls/playlist.rs"]
mod playlist;
#[path = "hls/reader.rs"]
mod reader;
#[path = "hls/reload.rs"]
mod reload;
#[path = "hls/renditions.rs"]
mod renditions;
#[path = "hls/rules.rs"]
mod rules;
#[path = "hls/tracks.rs"]
mod tracks;
#[path = "hls/viewer.rs"]
mod viewer;
#[path = "hls/withheld.rs"]
mod withheld;
#[path = "hls/writers.rs"]
mod writers;
