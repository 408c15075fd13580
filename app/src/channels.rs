//! Channels: making one, showing one, changing one, and its stream key.

pub mod address;
pub mod card;
pub mod create;
pub mod creator;
pub mod deletion;
pub mod key;
pub mod live;
pub mod pictures;
pub mod profile;
pub mod rpc;
pub mod settings;
pub mod shown;
pub mod staff_notice;
pub mod switcher;
