//! The operator's commands, which work beside a running server or without one.

use crate::command_line::NewUser;
use crate::config::{Config, SignUp, Switch};
use crate::database::Database;
use crate::logging::say;
use crate::{Failed, secret};
use domain::channels::ChannelRef;
use domain::{Code, Problem};
use services::secrets::{Sealer, random_token};
use services::streams::LiveSessions;
use services::{PlatformSettings, RequestHost, Services, access, accounts, channels};
use tokio_util::sync::CancellationToken;

/// The part of the configuration that the use cases need.
pub fn settings(config: &Config) -> PlatformSettings {
    PlatformSettings {
        public_url: config.public_url(),
        has_public_url: config.public_url.is_some(),
        rtmp_public_url: config.ingest_url(),
        rtmp_addr: config.ingest_addr(),
        sign_up_open: config.sign_up == SignUp::Open,
        rate_limits: config.rate_limits == Switch::On,
        reconnect_grace: config.reconnect_grace,
        has_mail_server: config.smtp_url.is_some(),
        // The configuration was checked when it was read.
        providers: config.providers().unwrap_or_default(),
        clerk: config.clerk().ok().flatten(),
        webhook_reach: config.webhook_reach(),
    }
}

/// A random password of 96 bits, to be changed by its user.
pub fn random_password() -> String {
    random_token().chars().take(24).collect()
}

async fn with_services<T, F>(config: &Config, work: impl FnOnce(Services) -> F) -> Result<T, Failed>
where
    F: Future<Output = Result<T, Failed>>,
{
    // Without this, a command in the wrong folder would create a database there and report success.
    if config.database_url.is_none() && !config.data_dir.join("postgres").exists() {
        let folder = config.data_dir.display();
        return Err(format!(
            "There is no database in {folder} yet: start aethex or run `aethex migrate` first. If it lies elsewhere, set AETHEX_DATA_DIR or DATABASE_URL."
        )
        .into());
    }
    let sealer = Sealer::new(&secret::key(config)?);
    let database = Database::open(config, true).await?;
    let services = Services::new(
        database.shared(),
        database.public(),
        settings(config),
        sealer,
        LiveSessions::default(),
        CancellationToken::new(),
    );
    let done = work(services).await;
    database.close().await;
    done
}

/// A use case's error, worded for the operator where the page's wording does not fit.
fn told(error: services::Error) -> Failed {
    match error.into_problem() {
        problem if problem.code == Code::EmailTaken => "There is an account with this e-mail already.".into(),
        problem => problem.into(),
    }
}

/// `aethex migrate`
pub async fn migrate(config: &Config) -> Result<(), Failed> {
    Database::open(config, true).await?.close().await;
    say!("The database is up to date.");
    Ok(())
}

/// `aethex admin create`
pub async fn create_admin(config: &Config, email: &str, verify: bool) -> Result<(), Failed> {
    let password = random_password();
    with_services(config, async |services| {
        accounts::create_admin(&services, email, &password, verify).await.map_err(told)
    })
    .await?;
    say!("{email} is an administrator. Password, shown this once: {password}");
    Ok(())
}

/// `aethex user create`
pub async fn create_user(config: &Config, user: &NewUser) -> Result<(), Failed> {
    let password = random_password();
    let display_name = user.display_name.as_deref().unwrap_or(&user.username);
    let names = (user.username.as_str(), display_name);
    with_services(config, async |services| {
        accounts::create_user(&services, &user.email, &password, names).await.map_err(told)
    })
    .await?;
    say!("{} can sign in as {}. Password, shown this once: {password}", user.username, user.email);
    Ok(())
}

/// `aethex user reset-two-factor`
pub async fn reset_two_factor(config: &Config, account: &str) -> Result<(), Failed> {
    with_services(config, async |services| {
        let told = |problem: Problem| match problem.code {
            Code::NotFound => format!("There is no account with the e-mail or username {account}.").into(),
            Code::TwoFactorDisabled => format!("{account} signs in without two-factor already.").into(),
            _ => Failed::from(problem),
        };
        accounts::reset_two_factor(&services, account).await.map_err(|error| told(error.into_problem()))
    })
    .await?;
    say!("{account} signs in with the password alone from now on, and is told so by mail.");
    Ok(())
}

/// `aethex stream-key rotate`
pub async fn rotate_stream_key(config: &Config, channel: &str, stream_url: Option<&str>) -> Result<(), Failed> {
    let key = with_services(config, async |services| {
        let unknown = |problem: Problem| match problem.code {
            Code::NotFound => format!("There is no channel named {channel}.").into(),
            _ => Failed::from(problem),
        };
        let channel_ref: ChannelRef = channel.parse().map_err(unknown)?;
        let owner = access::operator(&services, &channel_ref).await.map_err(|error| unknown(error.into_problem()))?;
        if let Some(stream_url) = stream_url {
            channels::set_stream_url(&services, owner, stream_url).await.map_err(told)?;
        }
        channels::replace_stream_key(&services, owner, &RequestHost::default()).await.map_err(told)
    })
    .await?;
    say!("Server:     {}\nStream key: {}", key.stream_url, key.stream_key);
    say!("The old key is refused from now on. An encoder that publishes with it is not cut by this command.");
    Ok(())
}
