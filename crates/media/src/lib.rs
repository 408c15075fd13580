//! Live media: RTMP in, low-latency HLS out. Usable alone; knows no web framework and no database.

pub mod message;
