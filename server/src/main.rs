//! `aethex`: the one binary.

mod api;
mod command_line;
mod config;
mod database;
mod demo;
mod encodings;
mod health;
mod hls;
mod http;
mod identity;
mod ingest;
mod ladder;
mod logging;
mod mail;
mod middleware;
mod operator;
mod pages;
mod pictures;
mod proxies;
mod ranges;
mod router;
mod secret;
mod serve;
mod site;
mod socket;
mod state;
mod storage;
mod stored_body;
mod tls;
mod vod;

use std::process::ExitCode;

/// Each of ten thousand requests a second for live media allocates and frees a few small pieces of memory. With the system's allocator
/// that costs a seventh more of the server's processor time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The error that stops a command, as one line.
type Failed = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    match command_line::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("aethex: {error}");
            ExitCode::FAILURE
        }
    }
}
