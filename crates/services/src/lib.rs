//! Use cases and their SQL, one folder per feature. Entry points (REST, server functions, socket, ingest gate) call only these.

pub mod access;
mod account_slots;
pub mod accounts;
pub mod admin;
mod archives;
mod audit;
pub mod blocks;
pub mod channels;
pub mod chat;
pub mod clerk;
pub mod database;
pub mod emotes;
pub mod error;
pub mod follows;
pub mod idempotency;
pub mod identity;
pub mod limits;
mod local_path;
pub mod mail;
pub mod markers;
pub mod moderation;
pub mod outage;
pub mod pictures;
pub mod playback;
pub mod read_cache;
pub mod recheck;
pub mod reports;
pub mod search;
pub mod secrets;
mod settings;
mod signature;
pub mod storage;
pub mod streams;
pub mod subscriptions;
pub mod users;
pub mod vods;
pub mod webhooks;

use account_slots::AccountSlots;
use accounts::CurrentUser;
use channels::LiveList;
use chat::{Rooms, StatusFeed};
use clerk::Clerk;
use database::Database;
pub use error::{Error, Result};
use identity::Providers;
use identity::http::HttpClient;
use limits::Limits;
pub use local_path::{local_part, local_path};
use playback::Playback;
use recheck::Watchers;
use secrets::Sealer;
pub use settings::{PlatformSettings, RequestHost};
use std::{ops::Deref, sync::Arc};
use streams::LiveSessions;
use tokio::sync::{Notify, Semaphore};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use webhooks::Webhooks;

/// The migrations of the whole platform, applied by the server at start and by tests.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations");

/// Everything that a use case needs; cheap to clone.
#[derive(Clone)]
pub struct Services(Arc<Inner>);

/// The parts behind [`Services`].
pub struct Inner {
    /// Connections to the database.
    pub db: Database,
    /// The few connections, with a short deadline, for searches and for what visitors read: strangers cannot hold those of everybody else.
    pub public_db: Database,
    /// The operator's settings.
    pub settings: PlatformSettings,
    /// How many searches for a text are answered at a time: each may read a whole table.
    pub searches: Semaphore,
    /// Whose turn it is among the searches of each network.
    pub(crate) network_searches: search::NetworkTurns,
    /// Rate limits.
    pub limits: Limits,
    /// Seals secrets that must be shown again, such as stream keys.
    pub sealer: Sealer,
    /// The sessions that encoders feed.
    pub live_sessions: LiveSessions,
    /// Cached list of live channels.
    pub live: LiveList,
    /// Cached figures of the platform, for administrators.
    pub(crate) overview: admin::OverviewCache,
    /// Viewers of all streams.
    pub playback: Playback,
    /// Open chat rooms.
    pub rooms: Rooms,
    /// Open sockets, which are rechecked when something that concerns them changes.
    pub watchers: Watchers,
    /// Cache of who may watch streams' archives.
    pub archive_access: vods::ArchiveAccessCache,
    /// The Clerk instance whose users sign in here; none if it is off.
    pub clerk: Option<Clerk>,
    /// Providers that users may sign in through.
    pub providers: Providers,
    /// Downloads of VODs that run.
    pub downloads: vods::RunningDownloads,
    /// Exports of accounts' data that run.
    pub(crate) exports: AccountSlots,
    /// Told when mail waits to be sent.
    pub mail_queued: Notify,
    /// What deliveries of webhooks need.
    pub webhooks: Webhooks,
    /// Tracks every task that use cases start.
    pub tasks: TaskTracker,
    /// Cancelled when the server stops.
    pub shutdown: CancellationToken,
}

impl Services {
    /// Creates the use cases' state.
    pub fn new(
        db: Database,
        public_db: Database,
        settings: PlatformSettings,
        sealer: Sealer,
        live_sessions: LiveSessions,
        shutdown: CancellationToken,
    ) -> Self {
        let (tasks, watchers) = (TaskTracker::new(), Watchers::default());
        Self(Arc::new(Inner {
            searches: Semaphore::new(search::SEARCHES),
            network_searches: search::NetworkTurns::default(),
            limits: Limits::new(settings.rate_limits),
            playback: Playback::new(settings.rate_limits),
            rooms: Rooms::new(db.clone(), StatusFeed::new(), watchers.clone(), tasks.clone(), shutdown.clone()),
            live: channels::live_list(),
            overview: admin::overview_cache(),
            archive_access: vods::ArchiveAccessCache::default(),
            watchers,
            clerk: settings.clerk.clone().and_then(|settings| Clerk::new(settings, HttpClient::new())),
            providers: Providers::new(&settings.providers),
            downloads: vods::RunningDownloads::default(),
            exports: AccountSlots::default(),
            mail_queued: Notify::new(),
            webhooks: Webhooks::new(settings.webhook_reach),
            db,
            public_db,
            settings,
            sealer,
            live_sessions,
            tasks,
            shutdown,
        }))
    }

    /// The connections for what this user reads.
    pub(crate) fn db_for(&self, reader: &CurrentUser) -> &Database {
        if reader.id().is_some() { &self.db } else { &self.public_db }
    }
}

impl Deref for Services {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

/// Whether the database answers.
pub async fn ping(svc: &Services) -> Result<()> {
    sqlx::query_scalar!(r#"select 1 as "one!""#).fetch_one(&svc.db).await?;
    Ok(())
}
