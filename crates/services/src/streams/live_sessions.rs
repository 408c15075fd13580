//! The sessions that encoders feed: which connection feeds each, its phase, and who may watch it.

mod corrections;
mod sessions;

use super::health::Figures;
pub(super) use corrections::{Correction, Seen};
use domain::addresses;
use domain::streams::Rendition;
use domain::studio::IngestView;
use domain::{ChannelId, StreamId, UserId};
use media::hls::playlist::Variant;
use media::hls::{HlsSettings, Origin};
use media::ingest::{Admission, PublisherId, Publishers};
pub(super) use sessions::Phase;
use sessions::{LiveSession, Sessions};
use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};
use tokio::sync::watch;

/// Preview media older than this when the session goes on air stays private, in milliseconds.
const LEAD: i64 = 2000;

/// Who may watch a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionAudience {
    /// Every user who has its address.
    Everybody,
    /// Only this user, the channel's owner: during a preview, or while the channel is not public.
    Only(UserId),
}

/// What the ingest gate gets for a valid stream key.
pub struct Admitted {
    /// The channel that the key belongs to.
    pub channel: ChannelId,
    /// The channel's owner, the only user who may see a preview.
    pub owner: UserId,
    /// The channel's slug, for logs.
    pub slug: String,
    /// The session that the encoder may feed.
    pub stream: StreamId,
    /// Whether that session is on air already.
    pub on_air: bool,
    /// Whether users other than the owner may watch what the channel has on air.
    pub is_public: bool,
    /// Digest of the key, to check again later whether it is still the channel's key.
    pub key_digest: Vec<u8>,
}

/// A connected encoder that has sent enough for its picture to be watched.
#[derive(Clone, Debug)]
pub struct PlayableEncoder {
    /// The channel that the encoder publishes to.
    pub channel: ChannelId,
    /// The session it feeds.
    pub stream: StreamId,
    /// Digest of the stream key that admitted it.
    pub key_digest: Vec<u8>,
    /// Whether the session is on air, or a preview that waits for its creator whatever the channel's `autoStart` says.
    pub is_settled: bool,
}

/// Which sessions are fed and who may watch them. Both sides of the ingest share it.
#[derive(Clone)]
pub struct LiveSessions {
    origin: Origin,
    publishers: Arc<OnceLock<Publishers>>,
    sessions: Arc<Mutex<Sessions>>,
    names_on_air: Arc<watch::Sender<BTreeSet<String>>>,
}

/// For a process without an ingest, such as a command beside the server.
impl Default for LiveSessions {
    fn default() -> Self {
        Self::new(Origin::new(HlsSettings::default()))
    }
}

impl LiveSessions {
    /// Without sessions.
    pub fn new(origin: Origin) -> Self {
        Self { origin, publishers: Arc::default(), sessions: Arc::default(), names_on_air: Arc::default() }
    }

    /// Where live playlists and media come from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Who may watch a session; none if there is nothing to watch.
    pub fn audience(&self, stream: StreamId) -> Option<SessionAudience> {
        self.lock().get(stream).map(|session| match session.is_public && session.phase != Phase::Preview {
            true => SessionAudience::Everybody,
            false => SessionAudience::Only(session.owner),
        })
    }

    /// The sessions that are on air.
    pub fn on_air(&self) -> Vec<StreamId> {
        on_air(&self.lock()).collect()
    }

    /// The names of these sessions at the origin; the receiver is notified of each change.
    pub fn names_on_air(&self) -> watch::Receiver<BTreeSet<String>> {
        self.names_on_air.subscribe()
    }

    /// Changes the sessions, and then updates the names of those on air.
    fn change<T>(&self, change: impl FnOnce(&mut Sessions) -> T) -> T {
        let mut sessions = self.lock();
        let changed = change(&mut sessions);
        let names: BTreeSet<String> = on_air(&sessions).map(|stream| stream.to_string()).collect();
        self.names_on_air.send_if_modified(|known| std::mem::replace(known, names) != *known);
        changed
    }

    /// Lets an encoder feed the session that its key was found for. Returns what the media crate needs to know.
    pub fn admit(&self, admitted: Admitted, publisher: PublisherId) -> Admission {
        let stream = admitted.stream;
        let admission = admission(stream, &admitted.slug);
        let mut session = LiveSession {
            publisher,
            channel: admitted.channel,
            owner: admitted.owner,
            slug: admitted.slug,
            is_public: admitted.is_public,
            phase: if admitted.on_air { Phase::OnAir } else { Phase::Preview },
            is_held: false,
            is_announced: false,
            key_digest: admitted.key_digest,
            reconnects: VecDeque::new(),
            change: 0,
        };
        self.change(|sessions| {
            if let Some(before) = sessions.remove(stream) {
                session.reconnects = before.reconnects;
            }
            if session.phase == Phase::OnAir {
                session.reconnected();
            }
            // A channel has one encoder, the newest. One that feeds this session is taken over by the ingest.
            sessions.of_channel(session.channel).into_iter().for_each(|other| self.disconnect(other));
            sessions.insert(stream, session);
        });
        admission
    }

    /// The encoder of a connection, unless a newer connection feeds the session.
    pub fn encoder(&self, stream: StreamId, publisher: PublisherId) -> Option<PlayableEncoder> {
        self.lock().get(stream).filter(|session| session.publisher == publisher).map(|session| session.playing(stream))
    }

    /// Notes that [`super::encoder_playable`] was called for a connection.
    pub fn mark_announced(&self, stream: StreamId, publisher: PublisherId) {
        if let Some(session) = self.lock().get_mut(stream).filter(|session| session.publisher == publisher) {
            session.is_announced = true;
        }
    }

    /// Handles the end of a connection; true if a session on air now waits for its encoder. A preview is removed: it has no viewers who would
    /// want its last seconds, and its session may be fed again.
    pub fn leave(&self, stream: StreamId, publisher: PublisherId) -> bool {
        self.change(|sessions| {
            // Check and change under one lock: a newer connection may be admitted at the same time.
            let phase =
                sessions.get(stream).filter(|session| session.publisher == publisher).map(|session| session.phase);
            if phase == Some(Phase::Preview) {
                self.finish(sessions, stream);
            }
            phase == Some(Phase::OnAir)
        })
    }

    /// Marks a session as no longer fed. Who may watch its last seconds stays known for as long as the origin has them.
    fn finish(&self, sessions: &mut Sessions, stream: StreamId) {
        sessions
            .retain(|stream, session| session.phase != Phase::Ended || self.origin.is_playable(&stream.to_string()));
        let phase = sessions.get_mut(stream).map(|session| std::mem::replace(&mut session.phase, Phase::Ended));
        if phase == Some(Phase::Preview) {
            sessions.remove(stream);
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

    fn lock(&self) -> MutexGuard<'_, Sessions> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_connected(&self, stream: StreamId) -> bool {
        self.publishers.get().is_some_and(|publishers| publishers.connected(&stream.to_string()))
    }

    /// Disconnects the encoder that feeds a session, if one does.
    fn disconnect(&self, stream: StreamId) {
        if let Some(publishers) = self.publishers.get() {
            publishers.cut(&stream.to_string());
        }
    }

    /// The session that the channel's connected encoder feeds.
    pub fn feeding(&self, channel: ChannelId) -> Option<StreamId> {
        let of_channel = self.lock().of_channel(channel);
        of_channel.into_iter().find(|stream| self.is_connected(*stream))
    }

    /// Every connected encoder for which [`super::encoder_playable`] was called, whether that succeeded or not.
    pub fn playing(&self) -> Vec<PlayableEncoder> {
        let mut playing: Vec<PlayableEncoder> = {
            let sessions = self.lock();
            sessions
                .iter()
                .filter(|(_, session)| session.is_announced)
                .map(|(stream, session)| session.playing(stream))
                .collect()
        };
        playing.retain(|encoder| self.is_connected(encoder.stream));
        playing
    }

    /// What arrives for a session.
    pub fn view(&self, stream: StreamId) -> Option<IngestView> {
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

    /// The figures of the encoder that feeds a session; none while none is connected.
    pub fn health(&self, stream: StreamId) -> Option<Figures> {
        let (publishers, name) = (self.publishers.get()?, stream.to_string());
        let reconnects = self.lock().get(stream).map_or(0, LiveSession::reconnects);
        Some(Figures::new(publishers.health(&name)?, publishers.stats(&name), reconnects))
    }

    /// Whether a session has playlists yet.
    pub fn is_playable(&self, stream: StreamId) -> bool {
        self.origin.is_playable(&stream.to_string())
    }

    /// The renditions of a session, the source first.
    pub fn renditions(&self, stream: StreamId) -> Vec<Rendition> {
        let rendition = |variant: Variant| Rendition {
            url: addresses::live(stream, &addresses::media_playlist(&variant.name)),
            name: variant.name,
            width: variant.resolution.map(|(width, _)| width),
            height: variant.resolution.map(|(_, height)| height),
            codecs: variant.codecs,
        };
        self.origin.variants(&stream.to_string()).into_iter().map(rendition).collect()
    }

    /// Puts a session that was a private preview on air. What the preview showed more than moments ago stays private.
    pub fn open_to_public(&self, stream: StreamId) {
        self.change(|sessions| self.open(sessions, stream));
    }

    fn open(&self, sessions: &mut Sessions, stream: StreamId) {
        if let Some(session) = sessions.get_mut(stream).filter(|session| session.phase == Phase::Preview) {
            // Before viewers are admitted; applies to all readers: viewers, recorder, thumbnails.
            self.origin.withhold(&stream.to_string(), unix_ms() - LEAD);
            session.phase = Phase::OnAir;
        }
    }

    /// Makes a preview wait for its creator from now on.
    pub fn hold(&self, stream: StreamId) {
        if let Some(session) = self.lock().get_mut(stream) {
            session.is_held = true;
        }
    }

    /// Sets whether users other than the owner may watch what a channel has on air.
    pub fn set_public(&self, channel: ChannelId, is_public: bool) {
        let mut sessions = self.lock();
        for stream in sessions.of_channel(channel) {
            if let Some(session) = sessions.get_mut(stream) {
                session.is_public = is_public;
            }
        }
    }

    /// Shows the last seconds of a session that has ended to its owner alone.
    pub fn hide_ended(&self, stream: StreamId) {
        if let Some(session) = self.lock().get_mut(stream).filter(|session| session.phase == Phase::Ended) {
            session.is_public = false;
        }
    }

    /// Moves the encoder of session `from` to session `to`, as a private preview that waits for `go_live`. If `from` was a preview, it is
    /// removed. Without effect if no encoder feeds `from`.
    pub fn retarget(&self, from: StreamId, to: StreamId) {
        self.change(|sessions| self.move_encoder(sessions, from, to));
    }

    fn move_encoder(&self, sessions: &mut Sessions, from: StreamId, to: StreamId) {
        let (Some(session), Some(publishers)) = (sessions.get(from).cloned(), self.publishers.get()) else { return };
        if !publishers.retarget(&from.to_string(), admission(to, &session.slug)) {
            return;
        }
        if session.phase == Phase::Preview {
            self.finish(sessions, from);
        }
        sessions.insert(to, LiveSession { phase: Phase::Preview, is_held: true, is_announced: false, ..session });
    }

    /// Ends the session's playlists; removes the media of a preview.
    pub fn end(&self, stream: StreamId) {
        self.change(|sessions| self.finish(sessions, stream));
    }

    /// Disconnects the channel's encoders.
    pub fn cut(&self, channel: ChannelId) {
        self.cut_those(channel, |_| true);
    }

    /// Disconnects the channel's encoders that this key admitted.
    pub fn cut_key(&self, channel: ChannelId, key_digest: &[u8]) {
        self.cut_those(channel, |admitting| admitting == key_digest);
    }

    /// Disconnects the channel's encoders that another key than this one admitted.
    pub fn cut_other_keys(&self, channel: ChannelId, key_digest: &[u8]) {
        self.cut_those(channel, |admitting| admitting != key_digest);
    }

    /// Disconnects the channel's encoders whose key's digest is one of those.
    fn cut_those(&self, channel: ChannelId, is_one: impl Fn(&[u8]) -> bool) {
        let sessions = self.lock();
        let of_channel = sessions.of_channel(channel).into_iter();
        of_channel
            .filter(|stream| sessions.get(*stream).is_some_and(|session| is_one(&session.key_digest)))
            .for_each(|stream| self.disconnect(stream));
    }
}

fn on_air(sessions: &Sessions) -> impl Iterator<Item = StreamId> {
    sessions.iter().filter(|(_, session)| session.phase == Phase::OnAir).map(|(stream, _)| stream)
}

/// Lets an encoder write to a session. Its age bounds what an earlier process may have written to it: nothing is older than the session,
/// whose id contains the time when it was created.
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
