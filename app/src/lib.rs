//! The pages: Leptos components that the server renders and the browser hydrates, and the server functions behind them.

// Signatures of server functions and components say what they need; a sentence above each would only repeat the name.
#![allow(missing_docs)]
// A page is one type made of all its parts' types; the server's rendering nests futures as deep.
#![recursion_limit = "512"]

pub mod accounts;
pub mod admin;
pub mod blocks;
pub mod browser;
pub mod channels;
pub mod chat;
pub mod emotes;
pub mod error;
pub mod follows;
pub mod identity;
pub mod layout;
pub mod mail;
pub mod markers;
pub mod moderation;
pub mod pages;
pub mod pictures;
pub mod reports;
pub mod shell;
pub mod socket;
#[cfg(feature = "ssr")]
pub mod ssr;
pub mod streams;
pub mod ui;
pub mod users;
pub mod vods;
pub mod webhooks;

pub use shell::{App, shell};
