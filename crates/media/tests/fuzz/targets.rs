//! What is tried on hostile bytes, and what must hold of the outcome.

mod codec;
mod hls;
mod rtmp;

pub use codec::{aac_config, av1_config, avc_config, flv_tags, hevc_config, opus_header, sps};
pub use hls::{packager, playlist_requests};
pub use rtmp::{amf0, chunks, handshake, session};
