//! Serving: starts every part, keeps them running, and stops them in order.

use crate::config::{Config, reachable};
use crate::database::Database;
use crate::health::Readiness;
use crate::ingest::StreamKeyGate;
use crate::logging::say;
use crate::mail::Mailer;
use crate::middleware::form_replay::RefusedForms;
use crate::operator::{random_password, settings};
use crate::router::Front;
use crate::site::Site;
use crate::state::{Parts, State};
use crate::tls::Certificate;
use crate::{Failed, demo, http, ladder, secret, storage, vod};
use leptos::config::LeptosOptions;
use media::hls::{HlsSettings, Origin};
use media::ingest::Ingest;
use rustix::process::Signal;
use services::channels::deletion;
use services::outage::Outage;
use services::secrets::Sealer;
use services::streams::LiveSessions;
use services::streams::Thumbnails;
use services::vods::Recorder;
use services::{
    Services, accounts, chat, clerk, idempotency, identity, mail, moderation, playback, recheck, streams, webhooks,
};
use std::io::ErrorKind;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval, timeout};
use tokio_util::sync::CancellationToken;

/// Address of the first administrator.
const ADMINISTRATOR: &str = "admin@aethex.local";
/// How long chat rooms and sockets may take to store and tell what they hold once the server stops.
const STORE: Duration = Duration::from_secs(6);

/// Runs the server until a signal stops it.
pub async fn run(mut config: Config, with_demo: bool) -> Result<(), Failed> {
    // First, before anything starts that would have to be stopped again.
    let shutdown = stop_on_signal()?;
    outlive_file_limits()?;
    let certificate = match (&config.tls_cert, &config.tls_key) {
        (Some(certificate), Some(key)) => Some(Certificate::load(certificate, key)?),
        _ => None,
    };
    let site = Site::read(&config.site_dir)?;
    let sealer = Sealer::new(&secret::key(&config)?);
    let mailer = Mailer::new(&config)?;
    let web = bind("AETHEX_HTTP_ADDR", config.http_addr).await?;
    let rtmp = bind("AETHEX_RTMP_ADDR", config.rtmp_addr).await?;
    // Port 0 means any free port: from here on the configuration has the real one.
    config.http_addr = web.local_addr()?;
    config.rtmp_addr = rtmp.local_addr()?;
    let rtmps = match config.rtmps_addr {
        Some(address) => Some(bind("AETHEX_RTMPS_ADDR", address).await?),
        None => None,
    };
    config.rtmps_addr = rtmps.as_ref().map(TcpListener::local_addr).transpose()?;
    let storage = storage::open(&config).await?;
    let mut database = tokio::select! {
        database = Database::open(&config, false) => database?,
        () = shutdown.cancelled() => return Ok(()),
    };

    let memory = usize::try_from(config.media_memory)?;
    let origin = Origin::new(HlsSettings { memory, ..HlsSettings::default() });
    let live_sessions = LiveSessions::new(origin.clone());
    let services =
        Services::new(database.shared(), database.public(), settings(&config), sealer, live_sessions, shutdown.clone());
    streams::lifecycle::after_restart(&services).await?;
    accounts::unify_addresses(&services).await?;
    let recorder = Recorder::new(services.clone(), storage.client.clone(), config.spool());
    recorder.resume().await?;
    let thumbnails = Thumbnails::default();
    let gate = Arc::new(StreamKeyGate(services.clone()));
    let (mut ingest, publishers) = Ingest::new(gate, origin, media::ingest::IngestSettings::default());
    if let (Some(listener), Some(certificate)) = (rtmps, &certificate) {
        ingest = ingest.secure(listener, certificate.rtmps()?);
    }
    services.live_sessions.connect(publishers);

    let leptos = LeptosOptions::builder()
        .output_name("aethex")
        .site_root("site")
        .site_pkg_dir(site.folder())
        .site_addr(config.http_addr)
        .build();
    let state = State::new(Parts {
        services: services.clone(),
        recorder: recorder.clone(),
        vod_playlists: vod::Playlists::default(),
        thumbnails: thumbnails.clone(),
        site,
        refused_forms: RefusedForms::default(),
        leptos,
        trusted_proxies: config.trusted_proxies.clone(),
        allowed_origins: config.allowed_origins.clone().unwrap_or_default(),
        readiness: Readiness::default(),
        shutdown: shutdown.clone(),
    });

    greet(&config, &services).await?;
    let tls = certificate.as_ref().map(Certificate::https).transpose()?;
    let renewal = async {
        if let Some(certificate) = &certificate {
            certificate.follow(&shutdown).await;
        }
    };
    let storage_client = storage.client.clone();
    let warn_of_storage = async {
        tokio::select! {
            () = storage_client.warn_of_problems(&services.settings.public_url) => {}
            () = shutdown.cancelled() => {}
        }
    };
    let demo = async {
        if with_demo && let Err(error) = demo::run(&services, config.rtmp_addr, &shutdown).await {
            tracing::error!(%error, "the demo ended");
        }
    };
    let connections = http::Connections::new(http::CONNECTIONS, config.trusted_proxies.clone());
    let is_kept = database.is_kept();
    // Each part stops after the one that uses it: first encoders and viewers, then the recorder, then storage.
    let (silent, recorded, stored) = (CancellationToken::new(), CancellationToken::new(), CancellationToken::new());
    let front = async {
        tokio::join!(
            http::serve(web, tls, Front::new(state), connections, shutdown.clone()),
            ingest.run(rtmp, shutdown.clone()),
            ladder::run(&services, config.transcode.clone(), &shutdown),
            thumbnails.run(&services, &recorder, &shutdown),
            tend(&services, is_kept, &shutdown),
            deletion::run(&services, &shutdown),
            recheck::run(&services, &shutdown),
            mailer.run(&services, &shutdown),
            webhooks::delivery::run(&services, &shutdown),
            database.keep_to_itself(&shutdown),
            warn_of_storage,
            renewal,
            demo
        );
        silent.cancel();
    };
    let recording = async {
        recorder.follow(&silent).await;
        recorded.cancel();
    };
    let keeping = async {
        recorder.run(&recorded).await;
        stored.cancel();
    };
    tokio::join!(front, recording, keeping, storage.run(&stored));
    if let Err(error) = playback::store_the_rest(&services, Instant::now()).await {
        tracing::warn!(%error, "the last seconds of what was watched could not be stored");
    }
    services.tasks.close();
    if timeout(STORE, services.tasks.wait()).await.is_err() {
        tracing::warn!("some chat rooms or sockets did not close in time");
    }
    database.close().await;
    tracing::info!("stopped");
    Ok(())
}

async fn bind(setting: &str, address: std::net::SocketAddr) -> Result<TcpListener, Failed> {
    Ok(TcpListener::bind(address).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => {
            format!(
                "{setting}: another program listens on {address} already. Stop it, or set {setting} to another port."
            )
        }
        ErrorKind::AddrNotAvailable => {
            format!("{setting}: this machine has no address {}. 0.0.0.0 stands for all that it has.", address.ip())
        }
        ErrorKind::PermissionDenied => {
            format!(
                "{setting}: this user may not listen on port {}. Ports from 1024 on are free for all.",
                address.port()
            )
        }
        _ => format!("{setting}: cannot listen on {address}: {error}"),
    })?)
}

/// A token that the first SIGTERM or Ctrl-C cancels.
fn stop_on_signal() -> Result<CancellationToken, Failed> {
    let shutdown = CancellationToken::new();
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let token = shutdown.clone();
    // Not joined: the task ends with the process.
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping");
        token.cancel();
    });
    Ok(shutdown)
}

/// Makes a limit on the size of files (`ulimit -f`, `LimitFSIZE=`) an error of the write, like a full disk. By default the signal ends
/// the process and every stream in it.
fn outlive_file_limits() -> Result<(), Failed> {
    // tokio's handler stays installed until the process ends, even without a receiver.
    Ok(signal(SignalKind::from_raw(Signal::XFSZ.as_raw())).map(drop)?)
}

/// Runs the regular tasks of the use cases; not while another server may have the database, whose streams would look lost.
async fn tend(services: &Services, is_kept: Option<watch::Receiver<bool>>, shutdown: &CancellationToken) {
    let mut seconds = interval(Duration::from_secs(1));
    seconds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut second: u64 = 0;
    let mut outage = Outage::default();
    loop {
        tokio::select! {
            _ = seconds.tick() => second += 1,
            () = shutdown.cancelled() => return,
        }
        services.live_sessions.origin().sweep();
        if is_kept.as_ref().is_some_and(|is_kept| !*is_kept.borrow()) {
            continue;
        }
        let mut tended = streams::lifecycle::tend(services).await;
        tended = tended.and(playback::tend(services, Instant::now()).await);
        if second.is_multiple_of(10) {
            tended = tended.and(moderation::expire_holds(services).await);
            tended = tended.and(chat::finish_deletions(services).await);
            tended = tended.and(moderation::forget_raids(services).await);
            tended = tended.and(accounts::delete_expired_tokens(services).await);
        }
        if second.is_multiple_of(60) {
            services.limits.forget_full();
        }
        if second.is_multiple_of(3600) {
            tended = tended.and(accounts::sessions::delete_expired(services).await);
            tended = tended.and(accounts::delete_expired_links(services).await);
            tended = tended.and(moderation::forget_filtered(services).await);
            tended = tended.and(mail::forget(services).await);
            tended = tended.and(webhooks::delivery::forget(services).await);
            tended = tended.and(idempotency::forget(services).await);
            tended = tended.and(clerk::forget(services).await);
            tended = tended.and(identity::delete_expired_states(services).await);
        }
        match tended {
            Err(error) if outage.begins() => tracing::warn!(%error, "streams can't be tended at the moment"),
            Ok(()) if outage.ends() => tracing::info!("streams are tended again"),
            _ => {}
        }
    }
}

/// Prints the addresses. The first start creates an administrator and shows their password, only this once.
async fn greet(config: &Config, services: &Services) -> Result<(), Failed> {
    say!("\n  AeThex Live is ready.\n");
    let is_open = config.http_addr.ip().is_unspecified() && config.public_url.is_none();
    let scheme = if config.tls_cert.is_some() { "https" } else { "http" };
    if is_open {
        say!("  Watch and chat   {scheme}://{}", reachable(config.http_addr));
        say!("                   from other machines at this machine's address, port {}", config.http_addr.port());
    } else {
        say!("  Watch and chat   {}", config.public_url());
    }
    if let Some(url) = config.rtmps_public_url() {
        say!("  Publish (RTMPS)  {url}");
    }
    say!("  Publish (OBS)    {}", config.rtmp_public_url());
    if config.rtmp_addr.ip().is_loopback() && !config.http_addr.ip().is_loopback() && config.rtmps_addr.is_none() {
        let port = config.rtmp_addr.port();
        say!("                   only from this machine: set AETHEX_RTMP_ADDR=0.0.0.0:{port} for encoders on others");
    }
    if !accounts::has_admin(services).await? {
        let password = random_password();
        accounts::create_admin(services, ADMINISTRATOR, &password, false).await?;
        say!("  Administrator    {ADMINISTRATOR}");
        say!("  Password         {password}   (shown this once; `aethex admin create` makes a new one)");
    }
    say!();
    Ok(())
}
