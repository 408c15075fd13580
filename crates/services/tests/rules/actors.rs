//! The people of a test, with verbs for what they do: `mira.goes_live()`, `jonas.says("hello")`.

mod encoder;
mod room;
mod storage;

use domain::channels::{Channel, ChannelChange, ChannelRef, NewChannel};
use domain::chat::Message;
use domain::streams::{NewStream, Stream, StreamChange};
use domain::{ChannelId, Code, Problem, StreamId, UserId};
pub use encoder::Encoder;
use encoder::TestGate;
use media::ingest::{Ingest, IngestSettings};
pub use room::Room;
use services::accounts::sessions::SessionTable;
use services::accounts::{self, CurrentUser, Device, Session};
use services::clerk::ClerkSettings;
use services::database::Database;
use services::identity::ProviderSettings;
use services::secrets::Sealer;
use services::streams::{LiveSessions, lifecycle};
use services::webhooks::WebhookReach;
use services::{PlatformSettings, RequestHost, Services, channels, chat, streams};
use sqlx::{AssertSqlSafe, PgPool};
use std::net::SocketAddr;
use std::ops::Deref;
use std::sync::{Arc, Mutex};
use std::time::Duration;
pub use storage::TestStorage;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

pub const PASSWORD: &str = "seven unrelated words";
/// How long a stream waits for its encoder in these tests; they turn back the clock in the database instead of waiting.
pub const GRACE: Duration = Duration::from_secs(60);

/// What a use case answers, with errors as clients get them.
pub type Outcome<T> = Result<T, Code>;

/// The use cases on this database, as one process has them. Rate limits are off.
pub fn node(db: &PgPool) -> Services {
    node_with(db, false)
}

/// The same with rate limits on or off.
pub fn node_with(db: &PgPool, rate_limits: bool) -> Services {
    make_node(Database::new(db.clone(), Duration::from_secs(12)), PlatformSettings { rate_limits, ..settings() })
}

/// The same on connections with deadlines of their own.
pub fn node_on(db: Database) -> Services {
    make_node(db, settings())
}

fn settings() -> PlatformSettings {
    PlatformSettings {
        public_url: "http://127.0.0.1:3000".into(),
        has_public_url: false,
        rtmp_public_url: "rtmp://127.0.0.1:1935/live".into(),
        rtmp_addr: None,
        sign_up_open: true,
        rate_limits: false,
        reconnect_grace: GRACE,
        has_mail_server: false,
        clerk: None,
        providers: Vec::new(),
        webhook_reach: WebhookReach::InternetAndLoopback,
    }
}

fn make_node(db: Database, settings: PlatformSettings) -> Services {
    let (sealer, live_sessions) = (Sealer::new(&[7; 32]), LiveSessions::default());
    Services::new(db.clone(), db, settings, sealer, live_sessions, CancellationToken::new())
}

/// The error of an outcome as clients get it.
pub fn problem(error: services::Error) -> Problem {
    error.into_problem()
}

/// The outcome of a use case.
pub fn outcome<T>(result: services::Result<T>) -> Outcome<T> {
    result.map_err(|error| problem(error).code)
}

/// A device at an IPv4 address that ends in `last`.
pub fn device(last: u8) -> Device {
    Device { address: Some([192, 0, 2, last].into()), user_agent: Some("Firefox".into()), ..Device::default() }
}

/// Everything of the platform but its doors: the use cases, and an ingest on a free port that asks them.
pub struct Platform {
    pub svc: Services,
    pub db: PgPool,
    gate: Arc<TestGate>,
    ingest: SocketAddr,
    /// Ended when the platform is dropped.
    tasks: Mutex<JoinSet<()>>,
}

impl Platform {
    pub async fn open(db: PgPool) -> Self {
        Self::of(db.clone(), node(&db)).await
    }

    pub async fn with_rate_limits(db: PgPool) -> Self {
        Self::of(db.clone(), node_with(&db, true)).await
    }

    pub async fn with_mail_server(db: PgPool) -> Self {
        let connections = Database::new(db.clone(), Duration::from_secs(12));
        Self::of(db, make_node(connections, PlatformSettings { has_mail_server: true, ..settings() })).await
    }

    /// A community that takes no new accounts.
    pub async fn closed(db: PgPool) -> Self {
        let connections = Database::new(db.clone(), Duration::from_secs(12));
        Self::of(db, make_node(connections, PlatformSettings { sign_up_open: false, ..settings() })).await
    }

    /// A community whose users may sign in through this provider.
    pub async fn with_provider(db: PgPool, provider: ProviderSettings, sign_up_open: bool) -> Self {
        let connections = Database::new(db.clone(), Duration::from_secs(12));
        let settings = PlatformSettings { providers: vec![provider], sign_up_open, ..settings() };
        Self::of(db, make_node(connections, settings)).await
    }

    /// A community whose users may sign in with Clerk, and through the provider `company`, which is away.
    pub async fn with_clerk(db: PgPool, clerk: ClerkSettings, sign_up_open: bool) -> Self {
        let connections = Database::new(db.clone(), Duration::from_secs(12));
        let company = ProviderSettings {
            name: "company".into(),
            label: "Company".into(),
            issuer: "http://127.0.0.1:9".parse().unwrap(),
            client_id: "aethex".into(),
            client_secret: None,
            scopes: "openid email".into(),
        };
        let settings = PlatformSettings { clerk: Some(clerk), providers: vec![company], sign_up_open, ..settings() };
        Self::of(db, make_node(connections, settings)).await
    }

    async fn of(db: PgPool, svc: Services) -> Self {
        let gate = Arc::new(TestGate::new(svc.clone()));
        // The encoders of these tests send no media.
        let settings = IngestSettings { idle: Duration::from_secs(3600), ..IngestSettings::default() };
        let (ingest, publishers) = Ingest::new(gate.clone(), svc.live_sessions.origin().clone(), settings);
        svc.live_sessions.connect(publishers);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut tasks = JoinSet::new();
        tasks.spawn(ingest.run(listener, CancellationToken::new()));
        Self { svc, db, gate, ingest: address, tasks: Mutex::new(tasks) }
    }

    /// Runs a part of the platform until the test is over.
    pub fn run(&self, part: impl Future<Output = ()> + Send + 'static) {
        self.tasks.lock().unwrap().spawn(part);
    }

    /// A user with a username.
    pub async fn person(&self, name: &str) -> Person {
        let email = format!("{name}@example.org");
        accounts::create_user(&self.svc, &email, PASSWORD, (name, name)).await.unwrap();
        self.named(name).await
    }

    /// An administrator.
    pub async fn administrator(&self) -> Person {
        let person = self.person("boss").await;
        self.sql("update account set is_admin = true where id = $1", &[person.id().0]).await;
        self.named("boss").await
    }

    /// The user with this username, as they are now.
    pub async fn named(&self, name: &str) -> Person {
        let user = accounts::user_named(&self.svc, name).await.unwrap().unwrap();
        Person { svc: self.svc.clone(), user }
    }

    /// A visitor, who is not signed in.
    pub fn visitor(&self) -> Person {
        Person { svc: self.svc.clone(), user: CurrentUser::default() }
    }

    /// A browser without a session cookie.
    pub fn browser(&self) -> Session {
        Session::new(None, Arc::new(SessionTable::new(self.svc.db.clone())), None)
    }

    /// A user with a channel of this slug.
    pub async fn creator(&self, slug: &str) -> Creator<'_> {
        let person = self.person(&slug.replace('-', "_")).await;
        self.owner(person, slug).await
    }

    /// Makes a person the owner of a new channel.
    pub async fn owner(&self, person: Person, slug: &str) -> Creator<'_> {
        let channel = person.makes_channel(slug).await.unwrap().id;
        Creator { person, channel, platform: self }
    }

    /// Runs a statement with ids as its arguments.
    pub async fn sql(&self, statement: &str, ids: &[Uuid]) {
        let mut query = sqlx::query(AssertSqlSafe(statement.to_owned()));
        for id in ids {
            query = query.bind(*id);
        }
        query.execute(&self.db).await.unwrap();
    }

    /// Runs a query for one number.
    pub async fn count(&self, query: &'static str) -> i64 {
        sqlx::query_scalar(query).fetch_one(&self.db).await.unwrap()
    }

    /// Lets the platform do what it does once a second.
    pub async fn tends_streams(&self) {
        lifecycle::tend(&self.svc).await.unwrap();
    }
}

/// A user, or a visitor who is not signed in.
pub struct Person {
    pub svc: Services,
    pub user: CurrentUser,
}

impl Person {
    pub fn id(&self) -> UserId {
        self.user.id().unwrap()
    }

    pub async fn makes_channel(&self, slug: &str) -> Outcome<Channel> {
        let wanted = NewChannel { name: slug.to_uppercase(), slug: slug.into(), ..NewChannel::default() };
        outcome(channels::create_channel(&self.svc, &self.user, wanted).await)
    }

    pub async fn sees_channel(&self, slug: &str) -> Outcome<Channel> {
        outcome(channels::get_channel(&self.svc, &self.user, &slug.parse().map_err(|_| Code::NotFound)?).await)
    }

    pub async fn changes_channel(&self, channel: ChannelId, change: ChannelChange) -> Outcome<Channel> {
        outcome(channels::change_channel(&self.svc, &self.user, &channel.into(), change).await)
    }

    pub async fn deletes_channel(&self, channel: ChannelId) -> Outcome<()> {
        outcome(channels::delete_channel(&self.svc, &self.user, &channel.into()).await)
    }

    pub async fn reads_key(&self, channel: ChannelId) -> Outcome<String> {
        let key = channels::stream_key(&self.svc, &self.user, &channel.into(), &RequestHost::default()).await;
        outcome(key).map(|key| key.stream_key)
    }

    pub async fn rotates_key(&self, channel: ChannelId) -> Outcome<String> {
        let key = channels::rotate_stream_key(&self.svc, &self.user, &channel.into(), &RequestHost::default()).await;
        outcome(key).map(|key| key.stream_key)
    }

    pub async fn prepares(&self, channel: ChannelId, title: &str) -> Outcome<Stream> {
        let wanted = NewStream { channel_id: channel.to_string(), title: title.into(), description: None };
        outcome(streams::create_stream(&self.svc, &self.user, wanted).await)
    }

    pub async fn starts(&self, channel: ChannelId) -> Outcome<Stream> {
        outcome(streams::go_live(&self.svc, &self.user, &channel.into()).await)
    }

    pub async fn ends(&self, stream: StreamId) -> Outcome<Stream> {
        outcome(streams::end_stream(&self.svc, &self.user, stream).await)
    }

    pub async fn retitles(&self, stream: StreamId, title: &str) -> Outcome<Stream> {
        let change = StreamChange { title: Some(title.into()), ..StreamChange::default() };
        outcome(streams::change_stream(&self.svc, &self.user, stream, change).await)
    }

    pub async fn sees_stream(&self, stream: StreamId) -> Outcome<Stream> {
        outcome(streams::get_stream(&self.svc, &self.user, stream).await)
    }

    /// Says something in a channel's room.
    pub async fn says(&self, channel: ChannelId, text: &str) -> Outcome<Message> {
        outcome(chat::post_message(&self.svc, &self.user, channel, text).await).map(|posted| posted.stored().unwrap())
    }

    /// Enters a channel's room.
    pub async fn enters(&self, slug: &str) -> Outcome<Room> {
        Room::enter(self, slug, None).await
    }

    /// Enters it again after an absence, with the last message they have seen.
    pub async fn returns(&self, slug: &str, epoch: &str, since: i64) -> Outcome<Room> {
        Room::enter(self, slug, Some((epoch, since))).await
    }
}

/// The owner of a channel.
pub struct Creator<'a> {
    person: Person,
    pub channel: ChannelId,
    platform: &'a Platform,
}

impl Deref for Creator<'_> {
    type Target = Person;
    fn deref(&self) -> &Person {
        &self.person
    }
}

impl<'a> Creator<'a> {
    pub fn channel_ref(&self) -> ChannelRef {
        self.channel.into()
    }

    /// Changes the own channel.
    pub async fn sets(&self, change: ChannelChange) -> Channel {
        self.changes_channel(self.channel, change).await.unwrap()
    }

    /// Hides the own channel, or shows it again.
    pub async fn sets_public(&self, is_public: bool) {
        self.sets(ChannelChange { is_public: Some(is_public), ..ChannelChange::default() }).await;
    }

    /// Decides whether the stream goes on air as soon as the encoder connects.
    pub async fn sets_auto_start(&self, auto_start: bool) {
        self.sets(ChannelChange { auto_start: Some(auto_start), ..ChannelChange::default() }).await;
    }

    /// Connects an encoder with the channel's key; its picture cannot be watched yet.
    pub async fn connects(&self) -> Encoder<'a> {
        let key = self.reads_key(self.channel).await.unwrap();
        Encoder::connect(self.platform, &key).await.unwrap()
    }

    /// Starts streaming, with the channel's settings as they are at the beginning.
    pub async fn goes_live(&self) -> Encoder<'a> {
        let encoder = self.connects().await;
        encoder.shows_a_picture().await;
        encoder
    }

    /// The channel's newest session that has not been on air yet.
    pub async fn prepared(&self) -> StreamId {
        let query = "select id from stream where channel_id = $1 and status = 'OFFLINE' order by id desc limit 1";
        let id: Uuid = sqlx::query_scalar(query).bind(self.channel.0).fetch_one(&self.platform.db).await.unwrap();
        id.into()
    }

    /// An ended stream with an archive in this state, as a recording of a minute leaves it.
    pub async fn has_vod(&self, state: &str) -> StreamId {
        let id = Uuid::now_v7();
        let stream = "insert into stream (id, channel_id, title, status, started_at, ended_at, duration)
                      values ($1, $2, 'Yesterday', 'ARCHIVED', now() - interval '1 hour', now() - interval '59 minutes', 60)";
        self.platform.sql(stream, &[id, self.channel.0]).await;
        let archive = format!(
            "insert into archive (stream_id, state, size, duration, visibility)
             select $1, '{state}', 4096, 59, case when '{state}' = 'ready' then vod_visibility end from channel where id = $2"
        );
        self.platform.sql(&archive, &[id, self.channel.0]).await;
        id.into()
    }
}
