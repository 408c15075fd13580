//! One live stream: its segmenter behind a lock for the writer, and a snapshot for readers that is replaced whole with each version.

use super::playlist::{self, Text};
use super::segmenter::{Event, Facts, Init, Segmenter};
use super::window::Window;
use super::{AudioStats, GAPS, PushError, Pushed, Settings, Stats, VideoStats};
use crate::message::Message;
use arc_swap::ArcSwapOption;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::watch;

/// Where the stream stands: how many parts of which segment there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Progress {
    /// The open or else the next segment.
    pub msn: u64,
    /// Its parts so far.
    pub parts: u64,
    /// No more will come.
    pub ended: bool,
}

/// What readers see: one version of the playlist and all media it may lead to.
pub(super) struct View {
    pub window: Window,
    pub index: Text,
    pub master: Arc<Text>,
    pub ended: bool,
    /// Ticks.
    pub part_target: i64,
}

pub(super) struct Stream {
    settings: Arc<Settings>,
    state: Mutex<State>,
    view: ArcSwapOption<View>,
    progress: watch::Sender<Progress>,
}

struct State {
    segmenter: Segmenter,
    window: Window,
    /// Counts writers; only the newest may write.
    generation: u64,
    ended: bool,
    events: Vec<Event>,
    /// Total ticks of media.
    written: i64,
    master: Option<(Arc<Text>, Arc<Init>)>,
}

impl Stream {
    /// A stream whose first segment number is `msn`, `age` after its session began.
    pub fn new(settings: Arc<Settings>, msn: u64, age: Duration) -> Self {
        let window = Window::new(&settings, msn, GAPS);
        let segmenter = Segmenter::new(Settings::clone(&settings), msn + GAPS, age);
        let progress = Progress { msn: msn + GAPS, parts: 0, ended: false };
        let state =
            State { segmenter, window, generation: 0, ended: false, events: Vec::new(), written: 0, master: None };
        Self {
            settings,
            state: Mutex::new(state),
            view: ArcSwapOption::empty(),
            progress: watch::Sender::new(progress),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic while writing may have left a segment half done; it is still sound to read and to go on with.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn view(&self) -> Option<Arc<View>> {
        self.view.load_full()
    }

    pub fn watch(&self) -> watch::Receiver<Progress> {
        self.progress.subscribe()
    }

    /// The next segment's number, for a stream that takes this one's place.
    pub fn next_msn(&self) -> u64 {
        self.lock().window.msn + 1
    }

    /// Lets a new writer in, the one before being out. `None` when the stream has ended.
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
        let State { segmenter, events, .. } = &mut *state;
        let result = segmenter.push(message, unix_ms(), events);
        let before = self.view.load().is_some();
        self.publish(&mut state);
        result.map(|()| Pushed { playable: !before && self.view.load().is_some() })
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

    /// No more will come: the playlist gets its end, waiting readers go.
    pub fn end(&self) {
        let mut state = self.lock();
        if state.ended {
            return;
        }
        self.suspend(&mut state);
        state.ended = true;
        self.render(&mut state);
    }

    /// As [`Self::end`], and nothing is there any more.
    pub fn remove(&self) {
        let mut state = self.lock();
        state.ended = true;
        self.view.store(None);
        self.progress.send_modify(|progress| progress.ended = true);
    }

    pub fn stats(&self) -> Stats {
        let state = self.lock();
        let Facts { frame_rate, keyframe_interval, discontinuities, dropped } = state.segmenter.facts.clone();
        let init = state.segmenter.init();
        let video = init.and_then(|init| init.video.as_ref()).map(|video| VideoStats {
            codec: video.codec(),
            width: video.sps.shown_width(),
            height: video.sps.height,
            frame_rate,
        });
        let audio = init.and_then(|init| init.audio.as_ref()).map(|audio| AudioStats {
            codec: audio.codec(),
            sample_rate: audio.sample_rate,
            channels: audio.channels,
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
            if let Event::Part(part) = &event {
                state.written += part.duration;
                parts = true;
            }
            closed |= matches!(event, Event::Close);
            state.window.apply(event);
        }
        if closed {
            state.master = None;
        }
        if parts || closed {
            self.render(state);
        }
    }

    fn render(&self, state: &mut State) {
        let head = state.window.open.as_ref().map(|(head, _)| head);
        let head = head.or_else(|| state.window.segments.iter().rev().find_map(|segment| segment.head.as_ref()));
        if let Some(init) = head.map(|head| head.init.clone()) {
            let part_target = state.segmenter.part_target().unwrap_or(22_500);
            let master = match &state.master {
                Some((text, of)) if Arc::ptr_eq(of, &init) => text.clone(),
                _ => {
                    let text = playlist::multivariant(&init, &state.window, state.segmenter.facts.frame_rate);
                    let text = Arc::new(Text::new(text));
                    state.master = Some((text.clone(), init));
                    text
                }
            };
            let index = Text::new(playlist::media(&state.window, &self.settings, part_target, state.ended));
            let view = View { window: state.window.clone(), index, master, ended: state.ended, part_target };
            self.view.store(Some(Arc::new(view)));
        }
        let parts = state.window.parts().len() as u64;
        self.progress.send_replace(Progress { msn: state.window.msn, parts, ended: state.ended });
    }
}

fn unix_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).ok().and_then(|now| i64::try_from(now.as_millis()).ok()).unwrap_or(0)
}
