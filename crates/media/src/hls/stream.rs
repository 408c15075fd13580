//! One live stream: the publisher's segmenter behind a lock for the writer, and its renditions for readers.

use super::budget::{Account, Held};
use super::pace::Pace;
use super::playlist::{LivePlaylist, PlaylistText, Report, Variant};
use super::rendition::{Rendition, SOURCE, View};
use super::renditions::Renditions;
use super::segmenter::{Event, Facts, Init, Segmenter};
use super::window::Window;
use super::{AudioStats, HlsSettings, PushError, Pushed, Stats, VideoStats, multivariant};
use crate::message::Message;
use arc_swap::ArcSwapOption;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tokio::sync::watch;

pub(super) struct Stream {
    settings: Arc<HlsSettings>,
    /// When it was made.
    beginning: Instant,
    state: Mutex<State>,
    source: Arc<Rendition>,
    rungs: Renditions,
    master: ArcSwapOption<PlaylistText>,
    /// Held while the multivariant playlist is rendered, so that an older one never replaces a newer.
    rendering: Mutex<()>,
    /// The origin's; see [`super::Origin::renditions_begin`].
    begun: watch::Sender<()>,
}

struct State {
    segmenter: Segmenter,
    pace: Pace,
    window: Window,
    held: Held,
    /// Counts writers; only the newest may write.
    generation: u64,
    ended: bool,
    events: Vec<Event>,
    /// Total ticks of media.
    written: i64,
    /// What the multivariant playlist was rendered from; `None` when it is out of date.
    master_of: Option<Arc<Init>>,
}

impl Stream {
    /// A stream with first segment number `msn`, `age` after its session began.
    pub fn new(
        settings: Arc<HlsSettings>,
        account: Arc<Account>,
        msn: u64,
        age: Duration,
        begun: watch::Sender<()>,
    ) -> Self {
        let window = Window::new(&settings, msn);
        let segmenter = Segmenter::new(HlsSettings::clone(&settings), msn, age);
        let state = State {
            segmenter,
            pace: Pace::new(&settings),
            window,
            held: Held::new(account),
            generation: 0,
            ended: false,
            events: Vec::new(),
            written: 0,
            master_of: None,
        };
        let source = Arc::new(Rendition::new(msn));
        Self {
            settings,
            beginning: Instant::now(),
            state: Mutex::new(state),
            source,
            rungs: Renditions::new(),
            master: ArcSwapOption::empty(),
            rendering: Mutex::default(),
            begun,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic while writing may have left a segment half done; it is still sound to read and to go on with.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn settings(&self) -> &HlsSettings {
        &self.settings
    }

    /// The rendition that the publisher sends.
    pub fn source(&self) -> &Arc<Rendition> {
        &self.source
    }

    /// Notes that another rendition can be read.
    pub fn rendition_begins(&self) {
        self.begun.send_replace(());
    }

    /// The account on which the bytes of its renditions are counted.
    pub fn account(&self) -> Arc<Account> {
        self.lock().held.account().clone()
    }

    /// The renditions made of the source.
    pub fn rungs(&self) -> &Renditions {
        &self.rungs
    }

    /// The rendition of this name, if it runs.
    pub fn rendition(&self, name: &str) -> Option<Arc<Rendition>> {
        if name == SOURCE { Some(self.source.clone()) } else { self.rungs.find(name)?.running() }
    }

    /// A viewer requests the beginning of this rendition: starts it if it is only offered, and waits at most `limit` until it is playable.
    pub async fn requested(&self, name: &str, limit: Duration) -> Option<Arc<Rendition>> {
        if name == SOURCE {
            return Some(self.source.clone());
        }
        let rung = self.rungs.find(name).filter(|rung| rung.is_listed())?;
        self.rungs.note(&rung);
        rung.playable(limit).await
    }

    /// A viewer requests media of this rendition: keeps it running, but doesn't start it.
    pub fn watched(&self, name: &str) -> Option<Arc<Rendition>> {
        if name == SOURCE {
            return Some(self.source.clone());
        }
        let rung = self.rungs.find(name)?;
        let running = rung.running()?;
        self.rungs.note(&rung);
        Some(running)
    }

    /// How far all renditions but this one are.
    pub fn reports(&self, but: &str) -> Vec<Report> {
        let rungs = self.rungs.list();
        let others = rungs.iter().filter(|rung| &*rung.name != but);
        let others = others.filter_map(|rung| Some((rung.name.clone(), rung.running()?)));
        let source = (but != SOURCE).then(|| (SOURCE.into(), self.source.clone()));
        let report = |(name, rendition): (Box<str>, Arc<Rendition>)| {
            let (last_msn, last_part) = rendition.view()?.window.last_part_to_report()?;
            Some(Report { name, last_msn, last_part })
        };
        source.into_iter().chain(others).filter_map(report).collect()
    }

    /// Whether a first playlist exists.
    pub fn is_playable(&self) -> bool {
        self.master.load().is_some()
    }

    /// The multivariant playlist, once the stream is playable.
    pub fn master(&self) -> Option<Arc<PlaylistText>> {
        self.master.load_full()
    }

    /// The next segment's number, for a stream that takes this one's place.
    pub fn next_msn(&self) -> u64 {
        self.lock().window.msn + 1
    }

    /// Admits a new writer and locks out the one before. `None` when the stream has ended.
    pub fn take_over(&self) -> Option<u64> {
        let mut state = self.lock();
        if state.ended {
            return None;
        }
        if state.generation > 0 {
            self.suspend(&mut state);
        }
        state.generation += 1;
        Some(state.generation)
    }

    pub fn push(&self, generation: u64, message: Message) -> Result<Pushed, PushError> {
        let mut state = self.lock();
        if state.ended {
            return Err(PushError::Ended);
        }
        if state.generation != generation {
            return Err(PushError::Superseded);
        }
        let now = self.beginning.elapsed();
        state.pace.receive(message.payload.len(), now);
        state.pace.judge(now)?;
        if state.held.account().is_refused() {
            self.make_room(&mut state);
            return Err(PushError::Memory);
        }
        let State { segmenter, events, .. } = &mut *state;
        let result = segmenter.push(message, unix_ms(), events);
        let before = self.is_playable();
        self.publish(&mut state);
        result.map(|()| Pushed { playable: !before && self.is_playable() })
    }

    /// Takes the media from readers: the memory is needed for older streams.
    fn make_room(&self, state: &mut State) {
        self.suspend(state);
        state.window.withhold(i64::MAX);
        self.render(state);
    }

    pub fn leave(&self, generation: u64) {
        let mut state = self.lock();
        if state.generation == generation && !state.ended {
            self.suspend(&mut state);
        }
    }

    fn suspend(&self, state: &mut State) {
        let State { segmenter, events, .. } = state;
        segmenter.suspend(events);
        self.publish(state);
    }

    /// Ends the stream: the playlist gets its end tag, and waiting readers get an answer.
    pub fn end(&self) {
        let mut state = self.lock();
        if state.ended {
            return;
        }
        self.suspend(&mut state);
        state.ended = true;
        self.render(&mut state);
    }

    /// Media that ended before `date` (Unix milliseconds) can't be read any more.
    pub fn withhold(&self, date: i64) {
        let mut state = self.lock();
        state.window.withhold(date);
        self.render(&mut state);
    }

    /// As [`Self::end`], and removes all media.
    pub fn remove(&self) {
        let mut state = self.lock();
        state.ended = true;
        state.held.set(0);
        self.source.remove();
        self.rungs.remove();
        let _rendering = self.rendering.lock().unwrap_or_else(PoisonError::into_inner);
        self.master.store(None);
    }

    pub fn stats(&self) -> Stats {
        let state = self.lock();
        let Facts { keyframe_interval, discontinuities, dropped } = state.segmenter.facts.clone();
        let init = state.segmenter.init();
        let frame_rate = init.and_then(|init| init.frame_rate());
        let video = init.and_then(|init| init.video.as_ref()).map(|video| VideoStats {
            codec: video.codec(),
            width: video.picture().shown_width(),
            height: video.picture().height,
            frame_rate,
        });
        let audio = init.and_then(|init| init.audio.as_ref()).map(|audio| AudioStats {
            codec: audio.codec(),
            sample_rate: audio.sample_rate(),
            channels: audio.channels(),
        });
        Stats {
            video,
            audio,
            bitrate: state.window.bitrate(),
            keyframe_interval,
            written: Duration::from_millis(u64::try_from(state.written / 90).unwrap_or(0)),
            discontinuities,
            dropped,
        }
    }

    /// Makes one version of all that happened since the last.
    fn publish(&self, state: &mut State) {
        let mut parts = false;
        let mut closed = false;
        for event in std::mem::take(&mut state.events) {
            match &event {
                Event::Open(head) => state.pace.begin_segment(&head.init, self.beginning.elapsed()),
                Event::Part(part) => {
                    state.written += part.duration;
                    parts = true;
                }
                Event::Close => closed = true,
            }
            state.window.apply(event);
        }
        if closed {
            state.master_of = None;
        }
        if parts || closed {
            self.render(state);
        }
    }

    fn render(&self, state: &mut State) {
        let Some(init) = state.window.newest_init().cloned() else {
            if state.ended {
                self.source.end_empty();
            }
            return;
        };
        state.held.set(state.window.bytes() + state.segmenter.pending_bytes());
        let part_target = state.segmenter.part_target().unwrap_or(22_500);
        let reports = self.reports(SOURCE);
        let index = LivePlaylist::new(&state.window, &self.settings, part_target, &reports, state.ended);
        self.source.publish(View { window: state.window.clone(), index, ended: state.ended, part_target });
        if state.master_of.as_ref().is_none_or(|of| !Arc::ptr_eq(of, &init)) {
            state.master_of = Some(init);
            self.render_master();
        }
    }

    /// What the multivariant playlist lists; nothing before the stream is playable.
    pub fn variants(&self) -> Vec<Variant> {
        let source = self.source.view();
        source.and_then(|source| multivariant::variants(&source.window, &self.rungs.list())).unwrap_or_default()
    }

    /// Brings the multivariant playlist up to date.
    pub fn render_master(&self) {
        let _rendering = self.rendering.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(source) = self.source.view() else { return };
        let Some(text) = multivariant::render(&source.window, &self.rungs.list()) else { return };
        if self.master.load().as_ref().is_none_or(|known| known.plain() != text.as_bytes()) {
            self.master.store(Some(Arc::new(PlaylistText::new(text))));
        }
    }
}

fn unix_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).ok().and_then(|now| i64::try_from(now.as_millis()).ok()).unwrap_or(0)
}
