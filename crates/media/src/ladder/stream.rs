//! The ladder of one stream: offers rungs, starts the transcoder when a viewer requests one, and decides when to stop it.

use super::feed::TranscoderFeed;
use super::meter::Meter;
use super::rungs::{Rung, Source, choose, cost};
use super::transcoder::{AUDIO_BITRATE, End, Outlet, Progress, is_audio, transcode};
use super::{LadderContext, Transcode};
use crate::hls::{FinishedPart, Init, OfferedRendition, Reader, SOURCE};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep};
use tokio_util::sync::CancellationToken;

const TICK: Duration = Duration::from_millis(500);
/// How long a ladder goes on for a stream that is not to have one any more.
const LEAVE: Duration = Duration::from_secs(3);
/// Failures in a row after which the ladder is taken away until the encoder sends something else.
const FAILURES: u32 = 4;
/// A failure after running this long starts a new count of failures.
const HEALTHY: Duration = Duration::from_secs(30);

/// The ladder of one stream. Dropping it takes the ladder away.
pub(super) struct StreamLadder {
    shared: Arc<LadderContext>,
    id: String,
    meter: Meter,
    init: Option<Arc<Init>>,
    /// Where the source stands, in milliseconds of media time.
    edge: i64,
    /// What is listed, the tallest first.
    rungs: Vec<Rung>,
    outlets: Vec<(String, Outlet)>,
    work: Work,
    /// Rungs taller than this starved and are not offered.
    ceiling: u32,
    failures: u32,
    starved: u32,
}

enum Work {
    /// No viewer requests a rung.
    Waiting,
    Running(Running),
    /// Doesn't start before this time; without one, not until the source changes.
    Resting(Option<Instant>),
}

struct Running {
    end: Pin<Box<dyn Future<Output = End> + Send>>,
    progress: Arc<Progress>,
    since: Instant,
    /// Since when it has lagged behind the source.
    behind: Option<Instant>,
    /// Its share of the processor.
    _cores: Option<OwnedSemaphorePermit>,
}

impl Drop for StreamLadder {
    fn drop(&mut self) {
        self.withdraw();
    }
}

impl StreamLadder {
    pub fn new(shared: Arc<LadderContext>, id: String) -> Self {
        Self {
            shared,
            id,
            meter: Meter::default(),
            init: None,
            edge: 0,
            rungs: Vec::new(),
            outlets: Vec::new(),
            work: Work::Waiting,
            ceiling: u32::MAX,
            failures: 0,
            starved: 0,
        }
    }

    /// Follows the stream to its end, or for a while after `leave`: a stream that is being ended shows its last seconds in all renditions.
    pub async fn run(self, leave: CancellationToken) {
        tokio::select! {
            () = self.follow() => {}
            () = async { leave.cancelled().await; sleep(LEAVE).await } => {}
        }
    }

    async fn follow(mut self) {
        let (mut source, mut requests) = self.begun().await;
        let mut ticks = interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                part = source.next_part() => match part {
                    Some(part) => self.see(&part),
                    None => return,
                },
                end = ended(&mut self.work) => self.ended(end),
                // The sender lives as long as the stream; the end of the stream is reported by `source`.
                Ok(()) = requests.changed() => {}
                _ = ticks.tick() => {}
            }
            let last = *requests.borrow_and_update();
            self.tend(last.is_some_and(|last| last.elapsed() < self.shared.settings.idle));
        }
    }

    async fn begun(&mut self) -> (Reader, watch::Receiver<Option<Instant>>) {
        let origin = &self.shared.origin;
        let mut begins = origin.renditions_begin();
        loop {
            if let Some(begun) = origin.read(&self.id, SOURCE).zip(origin.requests(&self.id)) {
                return begun;
            }
            // The sender lives as long as the origin.
            let _ = begins.changed().await;
        }
    }

    /// Takes the next part of the source.
    fn see(&mut self, part: &FinishedPart) {
        let fresh = self.init.as_ref().is_none_or(|init| !Arc::ptr_eq(init, &part.init));
        if fresh {
            // A changed source gets another chance.
            (self.meter, self.ceiling, self.failures, self.starved) = (Meter::default(), u32::MAX, 0, 0);
            self.init = Some(part.init.clone());
            if matches!(self.work, Work::Resting(_)) {
                self.work = Work::Waiting;
            }
        }
        self.meter.add(part);
        self.edge = (part.start + part.duration) / 90;
        // Each segment tells more about the source.
        if (fresh || part.index == 0) && matches!(self.work, Work::Waiting) {
            self.offer();
        }
    }

    /// Does what is due now; `wanted` says whether viewers request a rung.
    fn tend(&mut self, wanted: bool) {
        let now = Instant::now();
        match &mut self.work {
            Work::Waiting if wanted => {
                // What other streams take of the processor may have changed.
                self.offer();
                if !self.rungs.is_empty() {
                    self.start(None);
                }
            }
            Work::Running(_) if !wanted => {
                tracing::info!(stream = self.id, "no viewer watches a rung of the ladder any more: it stops");
                self.work = Work::Waiting;
                self.outlets.clear();
                self.ceiling = u32::MAX;
            }
            Work::Running(running) => {
                let lag = Duration::from_millis(u64::try_from(running.progress.lag(self.edge)).unwrap_or(0));
                let behind = (lag > self.shared.settings.lag).then(|| running.behind.unwrap_or(now));
                running.behind = behind;
                if behind.is_some_and(|since| now - since > self.shared.settings.starve_limit) {
                    self.starve(lag);
                }
            }
            Work::Resting(Some(until)) if now >= *until => {
                self.work = Work::Waiting;
                if self.rungs.is_empty() {
                    self.offer();
                }
            }
            Work::Waiting | Work::Resting(_) => {}
        }
    }

    /// Lists the rungs that fit the source and the processor now.
    fn offer(&mut self) {
        let Some((source, audio)) = self.source() else { return self.withdraw() };
        let mut rungs = choose(&self.shared.settings.transcode, &source, self.shared.free_cores());
        rungs.retain(|rung| rung.height <= self.ceiling);
        if rungs == self.rungs {
            return;
        }
        let offered = rungs.iter().map(|rung| OfferedRendition {
            name: rung.name.clone(),
            width: rung.width,
            height: rung.height,
            bandwidth: rung.bitrate + if audio.is_empty() { 0 } else { AUDIO_BITRATE },
            codecs: rung.codec() + audio,
        });
        self.shared.origin.offer(&self.id, offered.collect());
        self.outlets.retain(|(name, _)| rungs.iter().any(|rung| rung.name == *name));
        self.rungs = rungs;
    }

    fn withdraw(&mut self) {
        self.outlets.clear();
        self.rungs.clear();
        self.shared.origin.offer(&self.id, Vec::new());
    }

    /// The source as it is known so far, and the rungs' audio codec as it is appended to their video codec.
    fn source(&self) -> Option<(Source, &'static str)> {
        let init = self.init.as_deref()?;
        let codecs = init.codecs();
        let audio = if codecs.split(',').any(is_audio) { ",mp4a.40.2" } else { "" };
        let (width, height) = (init.width()?, init.height()?);
        let frame_rate = init.frame_rate().unwrap_or(30.0);
        Some((Source { width, height, frame_rate, bitrate: self.meter.bitrate(), codecs }, audio))
    }

    /// Starts the transcoder with all rungs, at a place in the source if one is given.
    fn start(&mut self, feed: Option<TranscoderFeed>) {
        let LadderContext { origin, settings, ffmpeg, cores } = &*self.shared;
        let mut permit = None;
        if let (Transcode::Auto, Some((source, _))) = (&settings.transcode, self.source()) {
            let share = (cost(&source, &self.rungs) * 100.0).ceil() as u32;
            permit = cores.clone().try_acquire_many_owned(share).ok();
            if permit.is_none() {
                return self.rest(Some(settings.back_off));
            }
        }
        for rung in &self.rungs {
            if self.outlets.iter().all(|(name, _)| *name != rung.name)
                && let Some(writer) = origin.open_rendition(&self.id, &rung.name)
            {
                self.outlets.push((rung.name.clone(), Arc::new(Mutex::new(writer))));
            }
        }
        let outlet = |rung: &Rung| self.outlets.iter().find(|(name, _)| *name == rung.name);
        let pairs = self.rungs.iter().filter_map(|rung| Some((rung.clone(), outlet(rung)?.1.clone())));
        let (rungs, outlets): (Vec<Rung>, Vec<Outlet>) = pairs.unzip();
        let Some(reader) = origin.read(&self.id, SOURCE).filter(|_| !rungs.is_empty()) else { return };
        tracing::info!(stream = self.id, rungs = names(&rungs), "a viewer asks for a rung: the ladder starts");
        // Nothing is late before it could begin.
        let progress = Arc::new(Progress::new(rungs.len(), self.edge));
        let (ffmpeg, reached) = (ffmpeg.clone(), progress.clone());
        let end = Box::pin(async move {
            let feed = match feed {
                Some(feed) => Some(feed),
                None => TranscoderFeed::open(reader).await,
            };
            match feed {
                Some(feed) => transcode(ffmpeg, rungs, outlets, reached, feed).await,
                None => End::Over,
            }
        });
        self.work = Work::Running(Running { end, progress, since: Instant::now(), behind: None, _cores: permit });
    }

    /// The transcoder has ended by itself.
    fn ended(&mut self, end: End) {
        let Work::Running(running) = std::mem::replace(&mut self.work, Work::Waiting) else { return };
        let worked = running.since.elapsed();
        // Gives its share of the processor back before the next is chosen.
        drop(running);
        match end {
            End::Over => self.work = Work::Resting(None),
            End::Boundary(feed) => {
                if self.init.as_ref().zip(feed.init()).is_some_and(|(known, next)| !Arc::ptr_eq(known, next)) {
                    self.meter = Meter::default();
                    self.init = feed.init().cloned();
                }
                self.offer();
                if !self.rungs.is_empty() {
                    self.start(Some(feed));
                }
            }
            End::Failed(why) => {
                self.failures = if worked > HEALTHY { 1 } else { self.failures + 1 };
                tracing::warn!(stream = self.id, failures = self.failures, why, "the ladder's transcoder failed");
                if self.failures >= FAILURES {
                    tracing::warn!(stream = self.id, "the ladder is taken away; the source goes on");
                    self.rest(None);
                } else {
                    // Players keep the rungs' playlists meanwhile.
                    let pause = self.shared.settings.retry * 2_u32.pow(self.failures - 1);
                    self.work = Work::Resting(Some(Instant::now() + pause));
                }
            }
        }
    }

    /// The transcoder cannot keep up; without its tallest rung it may.
    fn starve(&mut self, lag: Duration) {
        self.work = Work::Waiting;
        let lag = lag.as_secs();
        match &self.rungs[..] {
            [tallest, next, ..] => {
                tracing::warn!(stream = self.id, lag, rung = tallest.name, "the ladder starves: a rung less");
                self.ceiling = next.height;
                self.offer();
                if !self.rungs.is_empty() {
                    self.start(None);
                }
            }
            _ => {
                let pause = self.shared.settings.back_off * 2_u32.pow(self.starved.min(4));
                self.starved += 1;
                tracing::warn!(stream = self.id, lag, ?pause, "the ladder starves: it is taken away for a while");
                self.rest(Some(pause));
            }
        }
    }

    /// Takes the ladder away.
    fn rest(&mut self, pause: Option<Duration>) {
        self.work = Work::Resting(pause.map(|pause| Instant::now() + pause));
        self.withdraw();
    }
}

/// Waits for the end of the running transcoder; never returns if there is none.
async fn ended(work: &mut Work) -> End {
    match work {
        Work::Running(running) => running.end.as_mut().await,
        Work::Waiting | Work::Resting(_) => std::future::pending().await,
    }
}

fn names(rungs: &[Rung]) -> String {
    rungs.iter().map(|rung| &rung.name[..]).collect::<Vec<_>>().join(",")
}
