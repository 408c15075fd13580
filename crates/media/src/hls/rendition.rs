//! One rendition as readers see it: a snapshot that is replaced with each version, and a channel that announces it.

use super::playlist::LivePlaylist;
use super::window::Window;
use arc_swap::ArcSwapOption;
use std::sync::Arc;
use tokio::sync::watch;

/// The rendition that the publisher sends.
pub const SOURCE: &str = "source";

/// A rendition's progress: how many parts of which segment exist.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Progress {
    /// The open or else the next segment.
    pub msn: u64,
    /// Its parts so far.
    pub parts: u64,
    /// No more will come.
    pub ended: bool,
    /// It is not offered any more: requests that wait for it are refused.
    pub gone: bool,
}

/// One version of the playlist and all media it may lead to.
pub(super) struct View {
    pub window: Window,
    pub index: LivePlaylist,
    pub ended: bool,
    /// `PART-TARGET` in ticks.
    pub part_target: i64,
}

pub(super) struct Rendition {
    view: ArcSwapOption<View>,
    progress: watch::Sender<Progress>,
}

impl Rendition {
    /// A rendition without a playlist yet; its first segment will be `msn`.
    pub fn new(msn: u64) -> Self {
        let progress = Progress { msn, ..Progress::default() };
        Self { view: ArcSwapOption::empty(), progress: watch::Sender::new(progress) }
    }

    /// The newest version; `None` before the first and after [`Self::remove`].
    pub fn view(&self) -> Option<Arc<View>> {
        self.view.load_full()
    }

    pub fn watch(&self) -> watch::Receiver<Progress> {
        self.progress.subscribe()
    }

    pub fn publish(&self, view: View) {
        let (msn, parts, ended) = (view.window.msn, view.window.parts().len() as u64, view.ended);
        // The view is stored first, so that the readers who are woken next find it.
        self.view.store(Some(Arc::new(view)));
        self.progress.send_modify(|progress| {
            // A retired rendition stays retired, even if its writer doesn't know yet.
            *progress = Progress { msn, parts, ended: ended || progress.gone, gone: progress.gone };
        });
    }

    /// No more will come.
    pub fn has_ended(&self) -> bool {
        self.progress.borrow().ended
    }

    /// Ends a rendition without any media.
    pub fn end_empty(&self) {
        self.progress.send_modify(|progress| progress.ended = true);
    }

    /// Refuses viewers from now on; readers that hold the rendition may read the rest of its media.
    pub fn retire(&self) {
        self.progress.send_modify(|progress| (progress.ended, progress.gone) = (true, true));
    }

    /// Removes the view, so that nothing can be read any more.
    pub fn remove(&self) {
        self.view.store(None);
        self.retire();
    }
}
