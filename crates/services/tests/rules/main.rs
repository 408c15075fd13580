//! The platform's rules where they live: use cases on a database of their own, without a server in front of them.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod accounts;
mod actors;
mod admin;
mod appeals;
mod blocks;
mod channels;
mod chat;
mod chat_moderation;
mod chat_modes;
mod clerk;
mod credentials;
#[cfg(target_os = "linux")]
mod crowds;
mod database;
mod downloads;
mod erasure;
mod export;
mod filters;
mod follows;
mod group_commit;
mod identity;
mod limits;
mod markers;
mod migrations;
mod moderation;
mod operator;
mod outbox;
mod publishing;
mod raids;
mod recheck;
mod reconcile;
mod recordings;
mod reports;
mod search;
mod slugs;
mod streams;
mod subscriptions;
mod usernames;
mod users;
mod viewers;
mod visibility;
mod vods;
mod webhooks;
