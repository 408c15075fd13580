//! Between the media crate and the use cases: who may publish, which session an encoder feeds, and who may watch it.

mod health;

use domain::streams::{IngestView, Rendition};
use domain::{ChannelId, StreamId, UserId, health::Figures};
use media::hls::{Origin, Variant};
use media::ingest::{Admission, Event, Gate, Gone, PublishRequest, PublisherId, Publishers, Refusal};
use services::streams::{self, IngestControl, Playing};
use services::{Error, Services};
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant, SystemTime};
use tokio::sync::watch;

/// Reconnects are counted over this time, and at most so many of them.
const RECONNECTS_OVER: Duration = Duration::from_secs(3600);
const MOST_RECONNECTS: usize = 1000;
/// What a preview showed longer than this before it went on air stays private, in milliseconds.
const LEAD: i64 = 2000;

/// Who may watch a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Whoever has its address.
    Everybody,
    /// This one alone.
    Only(UserId),
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Nobody but the owner may watch yet.
    Preview,
    /// It goes on, though its encoder may be away.
    OnAir,
    /// Its last seconds can be watched.
    Ended,
}

/// A session that an encoder feeds, or fed as long as the origin keeps something of it.
#[derive(Clone, Debug)]
struct Feed {
    /// The connection that was let in last: what an earlier one still has to say of the session counts no more.
    publisher: PublisherId,
    channel: ChannelId,
    owner: UserId,
    slug: String,
    /// Whether its channel is public.
    is_public: bool,
    stage: Stage,
    /// A preview that waits for its creator, whatever the channel's `autoStart` says.
    is_held: bool,
    /// That this connection's picture can be watched was told to the use cases.
    is_told: bool,
    key_digest: Vec<u8>,
    /// When encoders came back into the session while it was on air, oldest first.
    reconnects: VecDeque<Instant>,
}

impl Feed {
    fn playing(&self, stream: StreamId) -> Playing {
        Playing {
            channel: self.channel,
            stream,
            key_digest: self.key_digest.clone(),
            is_settled: self.stage != Stage::Preview || self.is_held,
        }
    }

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
    names_on_air: Arc<watch::Sender<BTreeSet<String>>>,
}

impl Feeds {
    /// Nothing fed yet.
    pub fn new(origin: Origin) -> Self {
        Self { origin, publishers: Arc::default(), feeds: Arc::default(), names_on_air: Arc::default() }
    }

    /// Where live playlists and media come from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Who may watch a session; none where there is nothing to watch.
    pub fn audience(&self, stream: StreamId) -> Option<Audience> {
        self.lock().get(&stream).map(|feed| match feed.is_public && feed.stage != Stage::Preview {
            true => Audience::Everybody,
            false => Audience::Only(feed.owner),
        })
    }

    /// The sessions that are on air.
    pub fn on_air(&self) -> Vec<StreamId> {
        on_air(&self.lock()).collect()
    }

    /// The same sessions by their names at the origin, whenever they change.
    pub fn names_on_air(&self) -> watch::Receiver<BTreeSet<String>> {
        self.names_on_air.subscribe()
    }

    /// Changes what is fed, and tells which sessions are on air since.
    fn change<T>(&self, change: impl FnOnce(&mut HashMap<StreamId, Feed>) -> T) -> T {
        let mut feeds = self.lock();
        let changed = change(&mut feeds);
        let names: BTreeSet<String> = on_air(&feeds).map(|stream| stream.to_string()).collect();
        self.names_on_air.send_if_modified(|known| std::mem::replace(known, names) != *known);
        changed
    }

    /// Lets an encoder feed a session.
    fn enter(&self, stream: StreamId, mut feed: Feed) {
        self.change(|feeds| {
            if let Some(before) = feeds.remove(&stream) {
                feed.reconnects = before.reconnects;
            }
            if feed.stage == Stage::OnAir {
                feed.reconnected();
            }
            feeds.insert(stream, feed);
        });
    }

    /// The encoder that a connection brought, unless a newer one feeds the session.
    fn encoder(&self, stream: StreamId, publisher: PublisherId) -> Option<Playing> {
        self.lock().get(&stream).filter(|feed| feed.publisher == publisher).map(|feed| feed.playing(stream))
    }

    /// The use cases were told that a connection's picture can be watched.
    fn told(&self, stream: StreamId, publisher: PublisherId) {
        if let Some(feed) = self.lock().get_mut(&stream).filter(|feed| feed.publisher == publisher) {
            feed.is_told = true;
        }
    }

    /// A connection is over; true if a session on air waits for its encoder since. A preview is forgotten: it has no viewers who would want
    /// its last seconds, and its session may be fed again.
    fn leave(&self, stream: StreamId, publisher: PublisherId) -> bool {
        self.change(|feeds| {
            // Looked at and done under one lock: a newer connection may be on its way in.
            let stage = feeds.get(&stream).filter(|feed| feed.publisher == publisher).map(|feed| feed.stage);
            if stage == Some(Stage::Preview) {
                self.finish(feeds, stream);
            }
            stage == Some(Stage::OnAir)
        })
    }

    /// A session is not fed any more. Who may watch its last seconds is known as long as the origin has them.
    fn finish(&self, feeds: &mut HashMap<StreamId, Feed>, stream: StreamId) {
        feeds.retain(|stream, feed| feed.stage != Stage::Ended || self.origin.is_playable(&stream.to_string()));
        let stage = feeds.get_mut(&stream).map(|feed| std::mem::replace(&mut feed.stage, Stage::Ended));
        if stage == Some(Stage::Preview) {
            feeds.remove(&stream);
            self.origin.remove(&stream.to_string());
        } else {
            self.origin.end(&stream.to_string());
        }
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

    fn playing(&self) -> Vec<Playing> {
        let mut told: Vec<Playing> = {
            let feeds = self.lock();
            feeds.iter().filter(|(_, feed)| feed.is_told).map(|(stream, feed)| feed.playing(*stream)).collect()
        };
        told.retain(|encoder| self.is_connected(encoder.stream));
        told
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
            if let Some(feed) = feeds.get_mut(&stream).filter(|feed| feed.stage == Stage::Preview) {
                // Before anybody is let in, and for all who read: viewers, recorder, thumbnails.
                self.origin.withhold(&stream.to_string(), unix_ms() - LEAD);
                feed.stage = Stage::OnAir;
            }
        });
    }

    fn hold(&self, stream: StreamId) {
        if let Some(feed) = self.lock().get_mut(&stream) {
            feed.is_held = true;
        }
    }

    fn set_public(&self, channel: ChannelId, is_public: bool) {
        for feed in self.lock().values_mut().filter(|feed| feed.channel == channel) {
            feed.is_public = is_public;
        }
    }

    fn retarget(&self, from: StreamId, to: StreamId) {
        let Some(feed) = self.lock().get(&from).cloned() else { return };
        let (admission, left) = (admission(to, &feed.slug), feed.stage);
        self.change(|feeds| feeds.insert(to, Feed { stage: Stage::Preview, is_held: true, is_told: false, ..feed }));
        let moved = self.publishers.get().is_some_and(|publishers| publishers.retarget(&from.to_string(), admission));
        if !moved {
            // No encoder was there, or it has gone meanwhile.
            self.change(|feeds| feeds.remove(&to));
        } else if left == Stage::Preview {
            self.end(from);
        }
    }

    fn end(&self, stream: StreamId) {
        self.change(|feeds| self.finish(feeds, stream));
    }

    fn cut(&self, channel: ChannelId) {
        if let (Some(stream), Some(publishers)) = (self.feeding(channel), self.publishers.get()) {
            publishers.cut(&stream.to_string());
        }
    }
}

fn on_air(feeds: &HashMap<StreamId, Feed>) -> impl Iterator<Item = StreamId> {
    feeds.iter().filter(|(_, feed)| feed.stage == Stage::OnAir).map(|(stream, _)| *stream)
}

/// Lets an encoder write to a session. That cannot have been written to before it was made, which its id tells: what an earlier process
/// wrote of it, be it before it went on air, was written within this time.
fn admission(stream: StreamId, slug: &str) -> Admission {
    let made = stream.0.get_timestamp().map(|made| made.to_unix());
    let made = made.map(|(seconds, nanos)| SystemTime::UNIX_EPOCH + Duration::new(seconds, nanos));
    let age = made.and_then(|made| made.elapsed().ok()).unwrap_or_default();
    Admission { stream_id: stream.to_string(), age, label: slug.to_owned() }
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
                let admission = admission(admitted.stream, &admitted.slug);
                let feed = Feed {
                    publisher: request.publisher,
                    channel: admitted.channel,
                    owner: admitted.owner,
                    slug: admitted.slug,
                    is_public: admitted.is_public,
                    stage: if admitted.on_air { Stage::OnAir } else { Stage::Preview },
                    is_held: false,
                    is_told: false,
                    key_digest: admitted.key_digest,
                    reconnects: VecDeque::new(),
                };
                self.feeds.enter(admitted.stream, feed);
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
                let Some(encoder) = self.feeds.encoder(stream, publisher) else { return };
                tracing::info!(%publisher, %stream, "the encoder's picture can be watched");
                let noted = streams::encoder_playable(&self.services, &encoder).await;
                self.feeds.told(stream, publisher);
                noted
            }
            // Somebody else feeds the stream, or is about to.
            Event::Gone { reason: Gone::TakenOver } => {
                tracing::info!(%publisher, %stream, "a newer connection with the same key took over");
                Ok(())
            }
            Event::Gone { reason } => {
                tracing::info!(%publisher, %stream, ?reason, "the encoder is gone");
                if self.feeds.leave(stream, publisher) {
                    streams::encoder_gone(&self.services, stream).await
                } else {
                    Ok(())
                }
            }
        };
        if let Err(error) = done {
            // The regular tending sets it right.
            tracing::warn!(%stream, %error, "an encoder's event could not be noted");
        }
    }
}
