//! Between the media crate and the use cases: who may publish, which session an encoder feeds, and who may watch it.

mod health;

use domain::streams::{IngestView, Rendition};
use domain::{ChannelId, StreamId, UserId, health::Figures};
use media::hls::{Origin, Variant};
use media::ingest::{Admission, Event, Gate, Gone, PublishRequest, PublisherId, Publishers, Refusal};
use services::streams::{self, IngestControl};
use services::{Error, Services};
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant, SystemTime};
use tokio::sync::watch;

/// Reconnects are counted over this time, and at most so many of them.
const RECONNECTS_OVER: Duration = Duration::from_secs(3600);
const MOST_RECONNECTS: usize = 1000;

/// A session that an encoder feeds.
#[derive(Clone, Debug)]
struct Feed {
    channel: ChannelId,
    owner: UserId,
    slug: String,
    /// Nobody but the owner may watch yet.
    is_preview: bool,
    /// A preview that waits for its creator, whatever the channel's `autoStart` says.
    is_held: bool,
    key_digest: Vec<u8>,
    /// Since when everybody may watch, in Unix milliseconds; zero if that began with an earlier encoder.
    public_since: i64,
    /// When encoders came back into the session while it was on air, oldest first.
    reconnects: VecDeque<Instant>,
}

impl Feed {
    /// Notes that an encoder came back.
    fn reconnected(&mut self) {
        if self.reconnects.len() >= MOST_RECONNECTS {
            self.reconnects.pop_front();
        }
        self.reconnects.push_back(Instant::now());
    }

    /// How often one came back in the last hour.
    fn reconnects(&self) -> u32 {
        let recent = self.reconnects.iter().filter(|at| at.elapsed() < RECONNECTS_OVER).count();
        u32::try_from(recent).unwrap_or(u32::MAX)
    }
}

/// Which sessions are fed and who may watch them. Both sides of the ingest share it.
#[derive(Clone)]
pub struct Feeds {
    origin: Origin,
    publishers: Arc<OnceLock<Publishers>>,
    feeds: Arc<Mutex<HashMap<StreamId, Feed>>>,
    public: Arc<watch::Sender<BTreeSet<String>>>,
}

impl Feeds {
    /// Nothing fed yet.
    pub fn new(origin: Origin) -> Self {
        Self { origin, publishers: Arc::default(), feeds: Arc::default(), public: Arc::default() }
    }

    /// Where live playlists and media come from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The only one who may watch this session, while it is a preview.
    pub fn preview_owner(&self, stream: StreamId) -> Option<UserId> {
        self.lock().get(&stream).filter(|feed| feed.is_preview).map(|feed| feed.owner)
    }

    /// The sessions that everybody may watch, and since when (Unix milliseconds; zero for always).
    pub fn on_air(&self) -> Vec<(StreamId, i64)> {
        let feeds = self.lock();
        feeds.iter().filter(|(_, feed)| !feed.is_preview).map(|(stream, feed)| (*stream, feed.public_since)).collect()
    }

    /// The same sessions by their names at the origin, whenever they change.
    pub fn public(&self) -> watch::Receiver<BTreeSet<String>> {
        self.public.subscribe()
    }

    /// Changes what is fed, and tells which sessions are public since.
    fn change<T>(&self, change: impl FnOnce(&mut HashMap<StreamId, Feed>) -> T) -> T {
        let mut feeds = self.lock();
        let changed = change(&mut feeds);
        let public: BTreeSet<String> =
            feeds.iter().filter(|(_, feed)| !feed.is_preview).map(|(stream, _)| stream.to_string()).collect();
        self.public.send_if_modified(|known| std::mem::replace(known, public) != *known);
        changed
    }

    /// The way to the publishers' connections; set once, when the ingest is made.
    pub fn connect(&self, publishers: Publishers) {
        // A second ingest would be a defect of the start-up code; the first one stays.
        let _ = self.publishers.set(publishers);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<StreamId, Feed>> {
        self.feeds.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_connected(&self, stream: StreamId) -> bool {
        self.publishers.get().is_some_and(|publishers| publishers.connected(&stream.to_string()))
    }
}

impl IngestControl for Feeds {
    fn feeding(&self, channel: ChannelId) -> Option<StreamId> {
        let of_channel: Vec<StreamId> =
            self.lock().iter().filter(|(_, feed)| feed.channel == channel).map(|(stream, _)| *stream).collect();
        of_channel.into_iter().find(|stream| self.is_connected(*stream))
    }

    fn view(&self, stream: StreamId) -> Option<IngestView> {
        let stats = self.publishers.get()?.stats(&stream.to_string())?;
        let codecs = stats.video.iter().map(|video| video.codec.clone());
        let codecs: Vec<String> = codecs.chain(stats.audio.iter().map(|audio| audio.codec.clone())).collect();
        let frame_rate = stats.video.as_ref().and_then(|video| video.frame_rate);
        Some(IngestView {
            width: stats.video.as_ref().map(|video| video.width),
            height: stats.video.as_ref().map(|video| video.height),
            frame_rate: frame_rate.map(|rate| rate.round() as u32),
            bitrate: stats.bitrate,
            codecs: codecs.join(","),
        })
    }

    fn health(&self, stream: StreamId) -> Option<Figures> {
        let (publishers, name) = (self.publishers.get()?, stream.to_string());
        let reconnects = self.lock().get(&stream).map_or(0, Feed::reconnects);
        Some(health::figures(publishers.health(&name)?, publishers.stats(&name), reconnects))
    }

    fn is_playable(&self, stream: StreamId) -> bool {
        self.origin.is_playable(&stream.to_string())
    }

    fn renditions(&self, stream: StreamId) -> Vec<Rendition> {
        let rendition = |variant: Variant| Rendition {
            url: format!("/hls/{stream}/{}/index.m3u8", variant.name),
            name: variant.name,
            width: variant.resolution.map(|(width, _)| width),
            height: variant.resolution.map(|(_, height)| height),
            codecs: variant.codecs,
        };
        self.origin.variants(&stream.to_string()).into_iter().map(rendition).collect()
    }

    fn open_to_public(&self, stream: StreamId) {
        self.change(|feeds| {
            if let Some(feed) = feeds.get_mut(&stream) {
                feed.public_since = if feed.is_preview { unix_ms() } else { feed.public_since };
                feed.is_preview = false;
            }
        });
    }

    fn retarget(&self, channel: ChannelId, to: StreamId) {
        let Some(from) = self.feeding(channel) else { return };
        let Some(feed) = self.lock().get(&from).cloned() else { return };
        let admission = Admission { stream_id: to.to_string(), age: Duration::ZERO, label: feed.slug.clone() };
        self.change(|feeds| feeds.insert(to, Feed { is_preview: true, is_held: true, ..feed }));
        let moved = self.publishers.get().is_some_and(|publishers| publishers.retarget(&from.to_string(), admission));
        // The encoder may have gone meanwhile; then nothing feeds either.
        self.change(|feeds| feeds.remove(if moved { &from } else { &to }));
    }

    fn end(&self, stream: StreamId) {
        let was_preview = self.change(|feeds| feeds.remove(&stream)).is_some_and(|feed| feed.is_preview);
        // A preview has no viewers who would want its last seconds, and its session may be fed again.
        if was_preview { self.origin.remove(&stream.to_string()) } else { self.origin.end(&stream.to_string()) }
    }

    fn cut(&self, channel: ChannelId) {
        if let (Some(stream), Some(publishers)) = (self.feeding(channel), self.publishers.get()) {
            publishers.cut(&stream.to_string());
        }
    }
}

fn unix_ms() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// The gate of the RTMP ingest.
pub struct StreamKeyGate {
    /// The use cases.
    pub services: Services,
    /// Shared with them.
    pub feeds: Feeds,
}

impl Gate for StreamKeyGate {
    async fn authorize(&self, request: PublishRequest) -> Result<Admission, Refusal> {
        let wrong = || Refusal::BadName("This stream key is not valid. Copy it again from your dashboard.".into());
        match streams::authorize_publish(&self.services, &request.key, request.peer.ip()).await {
            Ok(Some(admitted)) => {
                let admission = Admission {
                    stream_id: admitted.stream.to_string(),
                    age: admitted.age,
                    label: admitted.slug.clone(),
                };
                let mut feed = Feed {
                    channel: admitted.channel,
                    owner: admitted.owner,
                    slug: admitted.slug,
                    is_preview: !admitted.on_air,
                    is_held: false,
                    key_digest: admitted.key_digest,
                    public_since: 0,
                    reconnects: VecDeque::new(),
                };
                self.feeds.change(|feeds| {
                    if let Some(before) = feeds.remove(&admitted.stream) {
                        feed.reconnects = before.reconnects;
                    }
                    if admitted.on_air {
                        feed.reconnected();
                    }
                    feeds.insert(admitted.stream, feed);
                });
                Ok(admission)
            }
            Ok(None) => Err(wrong()),
            Err(Error::Problem(problem)) => Err(Refusal::BadName(problem.detail)),
            Err(error) => Err(Refusal::Unavailable(error.into_problem().detail)),
        }
    }

    async fn event(&self, publisher: PublisherId, stream_id: &str, event: Event) {
        let Ok(stream) = stream_id.parse::<StreamId>() else { return };
        let done = match event {
            Event::Playable => {
                let Some(feed) = self.feeds.lock().get(&stream).cloned() else { return };
                self.playable(publisher, stream, feed).await
            }
            // Somebody else feeds the stream, or is about to.
            Event::Gone { reason: Gone::TakenOver } => {
                tracing::info!(%publisher, %stream, "a newer connection with the same key took over");
                Ok(())
            }
            Event::Gone { reason } if self.feeds.is_connected(stream) => {
                tracing::debug!(%publisher, %stream, ?reason, "gone, and replaced already");
                Ok(())
            }
            Event::Gone { reason } => {
                tracing::info!(%publisher, %stream, ?reason, "the encoder is gone");
                streams::encoder_gone(&self.services, stream).await
            }
        };
        if let Err(error) = done {
            // The next event or the regular tending sets it right.
            tracing::warn!(%stream, %error, "an encoder's event could not be noted");
        }
    }
}

impl StreamKeyGate {
    async fn playable(&self, publisher: PublisherId, stream: StreamId, feed: Feed) -> services::Result<()> {
        if !streams::may_still_publish(&self.services, feed.channel, &feed.key_digest).await? {
            tracing::info!(%publisher, channel = feed.slug, "the stream key was changed while the encoder came in");
            self.feeds.cut(feed.channel);
            return Ok(());
        }
        tracing::info!(%publisher, channel = feed.slug, "the encoder's picture can be watched");
        streams::encoder_playable(&self.services, feed.channel, stream, feed.is_held).await
    }
}
