//! Markers: the chapters of a VOD, and the form that marks a moment of a stream on air.

pub mod chapters;
pub mod newest;
pub mod rpc;
pub mod tile;
