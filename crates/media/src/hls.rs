//! Low-latency HLS origin (RFC 8216bis): what publishers write, as playlists and media for any number of readers.

mod budget;
mod clock;
mod demuxer;
mod multivariant;
mod pace;
pub mod playlist;
mod push;
mod query;
mod reader;
mod rendition;
mod rendition_writer;
mod renditions;
mod respond;
mod response;
mod segmenter;
mod settings;
mod stream;
mod ticks;
mod track_probe;
mod window;
mod writer;

use budget::Budget;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;
use stream::Stream;
use tokio::sync::watch;
use tokio::time::Instant;

pub use push::{AudioStats, PushError, Pushed, Stats, VideoStats};
pub use reader::{FinishedPart, FinishedSegment, Reader};
pub use rendition::SOURCE;
pub use rendition_writer::RenditionWriter;
pub use renditions::OfferedRendition;
pub use response::{Access, Response};
pub use segmenter::Init;
pub use settings::HlsSettings;
pub use ticks::TICKS_PER_SECOND;
pub use writer::Writer;

/// Segments that a second of an earlier life of a stream can have taken, generously: media may come faster than time.
const SEGMENTS_PER_SECOND: u64 = 10;

/// All live streams of this process. Clones are cheap and mean the same origin.
#[derive(Clone)]
pub struct Origin(Arc<OriginState>);

struct OriginState {
    settings: Arc<HlsSettings>,
    lifetimes: response::Lifetimes,
    budget: Arc<Budget>,
    streams: RwLock<Streams>,
    /// Notified when a rendition begins.
    begun: watch::Sender<()>,
}

#[derive(Default)]
struct Streams {
    by_id: HashMap<Box<str>, Arc<Stream>>,
    /// Ended streams, the first to go first.
    ended: VecDeque<(Instant, Box<str>, Arc<Stream>)>,
}

impl Origin {
    /// An origin with no streams.
    pub fn new(settings: HlsSettings) -> Self {
        let lifetimes = response::Lifetimes::new(settings::target_duration(&settings));
        let budget = Budget::new(settings.memory);
        let (settings, streams, begun) = (Arc::new(settings), RwLock::default(), watch::Sender::default());
        Self(Arc::new(OriginState { settings, lifetimes, budget, streams, begun }))
    }

    /// Opens a stream for writing, or resumes one after its publisher disconnected: the same playlists continue after a discontinuity.
    /// Any older [`Writer`] of the stream is superseded.
    ///
    /// `age` is how long ago the stream can first have been written to. One that is not in memory starts with a media sequence number
    /// and a media time derived from it, which no earlier process can have handed out; zero for a fresh one.
    pub fn open(&self, stream_id: &str, age: Duration) -> Writer {
        self.sweep();
        let mut streams = self.streams_mut();
        let mut msn = match age.as_millis() {
            0 => 0,
            ms => u64::try_from(ms).unwrap_or(u64::MAX / 2_000) * SEGMENTS_PER_SECOND / 1000 + 1,
        };
        if let Some(stream) = streams.by_id.get(stream_id) {
            if let Some(generation) = stream.take_over() {
                return Writer { stream: stream.clone(), generation };
            }
            // It has ended and cannot go on; what takes its place counts on.
            msn = msn.max(stream.next_msn());
        }
        let stream =
            Arc::new(Stream::new(self.0.settings.clone(), self.0.budget.open(), msn, age, self.0.begun.clone()));
        let generation = stream.take_over().unwrap_or_default();
        streams.by_id.insert(stream_id.into(), stream.clone());
        drop(streams);
        self.0.begun.send_replace(());
        Writer { stream, generation }
    }

    /// Ends a stream: its playlist is closed, waiting readers are released, a writer's next push fails. It stays readable for
    /// [`HlsSettings::retention`]; without effect if there is none.
    pub fn end(&self, stream_id: &str) {
        self.sweep();
        let mut streams = self.streams_mut();
        let Some(stream) = streams.by_id.get(stream_id).cloned() else { return };
        stream.end();
        if streams.ended.iter().all(|(_, _, known)| !Arc::ptr_eq(known, &stream)) {
            streams.ended.push_back((Instant::now() + self.0.settings.retention, stream_id.into(), stream));
        }
    }

    /// Takes the source's segments that ended before `date` (Unix milliseconds) from all readers: its playlist lists them as gaps, numbers
    /// and time go on. For a stream that has no other rendition yet; without effect if there is none.
    pub fn withhold(&self, stream_id: &str, date: i64) {
        if let Some(stream) = self.find(stream_id) {
            stream.withhold(date);
        }
    }

    /// Forgets a stream at once; readers get 404, a writer's next push fails.
    pub fn remove(&self, stream_id: &str) {
        let removed = self.streams_mut().by_id.remove(stream_id);
        if let Some(stream) = removed {
            stream.remove();
        }
    }

    /// Whether a first playlist exists.
    pub fn is_playable(&self, stream_id: &str) -> bool {
        self.find(stream_id).is_some_and(|stream| stream.is_playable())
    }

    /// Names of the renditions that can be read now, the source's first; none when there is no such stream.
    pub fn renditions(&self, stream_id: &str) -> Vec<Box<str>> {
        let Some(stream) = self.find(stream_id) else { return Vec::new() };
        let rungs = stream.rungs().list();
        let running = rungs.iter().filter(|rung| rung.running().is_some()).map(|rung| rung.name.clone());
        std::iter::once(SOURCE.into()).chain(running).collect()
    }

    /// Notifies when a rendition of any stream begins: [`Self::renditions`] and [`Self::read`] know it then.
    pub fn renditions_begin(&self) -> watch::Receiver<()> {
        self.0.begun.subscribe()
    }

    /// Follows a rendition as it grows; `None` when there is no such stream or rendition. Starts at the oldest segment still kept.
    pub fn read(&self, stream_id: &str, rendition: &str) -> Option<Reader> {
        Some(Reader::new(self.find(stream_id)?.rendition(rendition)?))
    }

    /// Lists renditions that can be made of a stream, in this order after the source, replacing those offered before. A request for the
    /// playlist or the initialisation of one is noted ([`Self::requests`]) and waits up to three target durations for
    /// [`Self::open_rendition`] and a first part; a request for media of a running one is noted, too. Names that are not 1–16 of `a`–`z` and
    /// `0`–`9`, and more than 16, are left out; without effect if there is no such stream.
    pub fn offer(&self, stream_id: &str, offered: Vec<OfferedRendition>) {
        if let Some(stream) = self.find(stream_id) {
            stream.rungs().offer(offered);
            stream.render_master();
        }
    }

    /// What the multivariant playlist lists: the source first. Empty while there is nothing to play.
    pub fn variants(&self, stream_id: &str) -> Vec<playlist::Variant> {
        self.find(stream_id).map(|stream| stream.variants()).unwrap_or_default()
    }

    /// Time of the last request for any rendition but the source ([`Self::offer`] says which requests count), exact to half a second; it
    /// changes with each such request. `None` when there is no such stream.
    pub fn requests(&self, stream_id: &str) -> Option<watch::Receiver<Option<Instant>>> {
        Some(self.find(stream_id)?.rungs().watch_requests())
    }

    /// As [`Self::requests`], for this rendition alone (not the source).
    pub fn last_request(&self, stream_id: &str, rendition: &str) -> Option<Instant> {
        let stream = self.find(stream_id)?;
        let rung = stream.rungs().find(rendition)?;
        stream.rungs().last_request(&rung)
    }

    /// Opens a rendition besides the source for writing; any older writer of the same name is superseded. `None` when there is no such
    /// stream, it has ended, or the name is none (see [`OfferedRendition::name`]).
    pub fn open_rendition(&self, stream_id: &str, name: &str) -> Option<RenditionWriter> {
        let stream = self.find(stream_id).filter(|stream| !stream.source().has_ended())?;
        RenditionWriter::new(stream, name)
    }

    /// Answers `GET /hls/{stream_id}/{path}?{query}`, waiting where HLS lets a reader wait: at most three target durations.
    ///
    /// `accept_gzip` says whether the reader accepts gzip. Errors carry CORS headers, too, so that a page can see their status.
    pub async fn respond(
        &self,
        stream_id: &str,
        path: &str,
        query: Option<&str>,
        accept_gzip: bool,
        access: Access,
    ) -> Response {
        let Some(stream) = self.find(stream_id) else { return Response::not_found() };
        let request = respond::Request { path, query, accept_gzip, access };
        respond::respond(&stream, &self.0.settings, &self.0.lifetimes, request).await
    }

    /// Drops ended streams after their retention time. Opening, ending and requesting streams do this, too.
    pub fn sweep(&self) {
        let now = Instant::now();
        if self.streams().ended.front().is_none_or(|(until, ..)| *until > now) {
            return;
        }
        let mut streams = self.streams_mut();
        while streams.ended.front().is_some_and(|(until, ..)| *until <= now) {
            let Some((_, id, stream)) = streams.ended.pop_front() else { break };
            if streams.by_id.get(&id).is_some_and(|known| Arc::ptr_eq(known, &stream)) {
                streams.by_id.remove(&id);
            }
        }
    }

    fn find(&self, stream_id: &str) -> Option<Arc<Stream>> {
        self.sweep();
        self.streams().by_id.get(stream_id).cloned()
    }

    fn streams(&self) -> RwLockReadGuard<'_, Streams> {
        self.0.streams.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn streams_mut(&self) -> RwLockWriteGuard<'_, Streams> {
        self.0.streams.write().unwrap_or_else(PoisonError::into_inner)
    }
}
