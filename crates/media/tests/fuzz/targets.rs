//! What is tried on hostile bytes, and what must hold of the outcome.
//!
//! The fuzzer in `fuzz/` includes this file, too: nothing here may depend on the package that it is compiled in.

// The paths, because a file that is included by path looks for its modules beside itself.
#[path = "targets/codec.rs"]
mod codec;
#[path = "targets/hls.rs"]
mod hls;
#[path = "targets/rtmp.rs"]
mod rtmp;

pub use codec::{aac_config, av1_config, avc_config, flv_tags, hevc_config, opus_header, sps};
pub use hls::{health, packager, playlist, playlist_requests, time_shift};
pub use rtmp::{aggregate, amf0, chunks, handshake, session};

/// Calls a macro with the names of all targets.
macro_rules! with_each {
    ($call:ident) => {
        $call! {
            handshake chunks aggregate amf0 flv_tags avc_config hevc_config av1_config aac_config opus_header sps playlist
            playlist_requests session packager health time_shift
        }
    };
}
pub(crate) use with_each;
