//! End-to-end tests of the platform: the real server with a new database, real encoders, real sockets.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

mod accounts;
mod answers;
mod blocks;
mod channels;
mod chat;
mod chat_faults;
mod chat_modes;
mod clerk;
mod command_line;
mod conditional;
mod cross_site;
mod crowds;
mod database;
mod database_outage;
#[cfg(target_os = "linux")]
mod demo;
mod erasure;
mod export;
mod first_administrator;
mod follows;
#[cfg(target_os = "linux")]
mod full_disk;
mod health;
mod hostile;
mod identity;
mod input;
mod limits;
mod mail;
mod mass_assignment;
mod on_air;
mod only_server;
mod open_bucket;
mod origin;
mod outage;
mod permissions;
mod pictures;
mod postgres;
mod presence;
mod reference;
mod restart;
#[cfg(target_os = "linux")]
mod rewound;
mod rooms;
mod secure;
mod sessions;
mod settings;
mod sign_up;
mod silent_socket;
mod slow_database;
mod slugs;
mod spool;
mod stop;
mod storage;
mod stream_keys;
mod streams;
mod test_app;
mod tokens;
mod two_factor;
mod upgrade;
mod users;
mod viewers;
mod visibility;
mod vods;
mod webhooks;
