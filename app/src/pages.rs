//! The pages, one file each.

pub mod admin;
pub mod blocks;
pub mod channel;
pub mod channel_settings;
pub mod dashboard;
pub mod emotes;
mod followers;
pub mod following;
pub mod home;
pub mod lazy;
pub(crate) mod loaded;
pub mod login;
pub mod moderation;
pub mod not_found;
pub mod onboarding;
pub mod outbox;
pub mod password;
pub mod profile;
pub mod register;
pub mod reports;
pub mod security;
pub mod tokens;
pub mod user;
pub mod verify;
pub mod video;
pub mod videos;
pub mod webhooks;
