//! The command line: sub-commands, and every setting under `--help`.

use crate::config::{self, Config};
use crate::logging::say;
use crate::{Failed, api, logging, operator, serve};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

#[derive(Parser)]
#[command(name = "aethex", version, about = "A live-streaming platform that a community runs itself.")]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the platform (the default)
    Serve,
    /// Serve, with a demo creator whose synthetic stream is live and whose chat moves
    Demo,
    /// Bring the database up to date and stop
    Migrate,
    /// Administrators
    #[command(subcommand)]
    Admin(Admin),
    /// People
    #[command(subcommand)]
    User(User),
    /// Stream keys
    #[command(subcommand)]
    StreamKey(StreamKey),
    /// Print the effective configuration, secrets masked
    Config,
    /// Print every setting with its default and meaning, in Markdown
    Settings,
    /// Print the OpenAPI document of the REST API
    Openapi,
}

#[derive(Subcommand)]
enum Admin {
    /// Make an administrator, or give one a new password; the password is printed once, and all sessions of the account end
    Create {
        /// The address they sign in with
        #[arg(long)]
        email: String,
        /// Also an existing account whose address was never verified: you know that it is theirs
        #[arg(long)]
        verify: bool,
    },
}

#[derive(Subcommand)]
enum User {
    /// Make an account; the password is printed once
    Create(NewUser),
    /// Switch two-factor sign-in off for a user who has lost the authenticator app and the recovery codes; make sure that it is them
    ResetTwoFactor {
        /// The account's address or username
        #[arg(value_name = "EMAIL_OR_USERNAME")]
        account: String,
    },
}

/// Who is to be made.
#[derive(Args)]
pub struct NewUser {
    /// The address they sign in with
    #[arg(long)]
    pub email: String,
    /// The name in addresses
    #[arg(long)]
    pub username: String,
    /// The name people read; the username if left out
    #[arg(long)]
    pub display_name: Option<String>,
}

#[derive(Subcommand)]
enum StreamKey {
    /// Give a channel a new stream key and print it
    Rotate {
        /// The channel's slug
        channel: String,
        /// Also send its encoders to another ingest address; an empty one is the server's own
        #[arg(long)]
        stream_url: Option<String>,
    },
}

/// Stack of a thread. Rendering recurses as deeply as the page is nested, and unoptimised frames are large. Untouched pages take no memory.
const STACK: usize = 16 * 1024 * 1024;

/// Parses the command line and runs what it asks for.
pub fn run() -> Result<(), Failed> {
    let matches = CommandLine::command().after_help(config::help()).get_matches();
    let command = CommandLine::from_arg_matches(&matches)?.command.unwrap_or(Command::Serve);
    let printed = match command {
        Command::Config => Some(config::effective()?.join("\n")),
        Command::Settings => Some(config::page()),
        Command::Openapi => Some(api::document::DOCUMENT.clone()),
        _ => None,
    };
    if let Some(text) = printed {
        say!("{}", text.trim_end());
        return Ok(());
    }
    let config = Config::load()?;
    logging::start(&config);
    // Both of rustls's providers are in the dependency tree, so it cannot choose by itself.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build()?;
    runtime.block_on(async {
        match command {
            Command::Serve => serve::run(config, false).await,
            Command::Demo => serve::run(config, true).await,
            Command::Migrate => operator::migrate(&config).await,
            Command::Admin(Admin::Create { email, verify }) => operator::create_admin(&config, &email, verify).await,
            Command::User(User::Create(user)) => operator::create_user(&config, &user).await,
            Command::User(User::ResetTwoFactor { account }) => operator::reset_two_factor(&config, &account).await,
            Command::StreamKey(StreamKey::Rotate { channel, stream_url }) => {
                operator::rotate_stream_key(&config, &channel, stream_url.as_deref()).await
            }
            Command::Config | Command::Settings | Command::Openapi => Ok(()),
        }
    })
}
