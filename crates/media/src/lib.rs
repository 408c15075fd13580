//! Live media: RTMP in, low-latency HLS out. Usable alone; knows no web framework and no database.

pub mod cmaf;
pub mod codec;
pub mod flv;
pub mod health;
pub mod hls;
pub mod ingest;
pub mod ladder;
pub mod message;
pub mod networks;
pub mod picture;
mod program;
pub mod rtmp;
