//! One rendition as readers see it: a snapshot that is replaced whole with each version, and a channel that tells of it.

use super::playlist::Index;
use super::window::Window;
use arc_swap::ArcSwapOption;
use std::sync::Arc;
use tokio::sync::watch;

/// Where a rendition stands: how many parts of which segment there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Progress {
    /// The open or else the next segment.
    pub msn: u64,
    /// Its parts so far.
    pub parts: u64,
    /// No more will come.
    pub ended: bool,
    /// It is not offered any more: whoever waits for it is sent away.
    pub gone: bool,
}

/// One version of the playlist and all media it may lead to.
pub(super) struct View {
    pub window: Window,
    pub index: Index,
    pub ended: bool,
    /// Ticks.
    pub part_target: i64,
}

pub(super) struct Rendition {
    view: ArcSwapOption<View>,
    progress: watch::Sender<Progress>,
}

impl Rendition {
    /// A rendition without a playlist yet, whose first segment will be `msn`.
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
        // First the view: whoever is woken finds it.
        self.view.store(Some(Arc::new(view)));
        self.progress.send_modify(|progress| {
            // Whoever was sent away stays away, though its writer may not know yet.
            *progress = Progress { msn, parts, ended: ended || progress.gone, gone: progress.gone };
        });
    }

    /// No more will come.
    pub fn has_ended(&self) -> bool {
        self.progress.borrow().ended
    }

    /// No more will come and nothing ever came.
    pub fn end_empty(&self) {
        self.progress.send_modify(|progress| progress.ended = true);
    }

    /// Viewers are sent away; whoever holds the rendition may read what there is to its end.
    pub fn retire(&self) {
        self.progress.send_modify(|progress| (progress.ended, progress.gone) = (true, true));
    }

    /// Nothing is there any more.
    pub fn remove(&self) {
        self.view.store(None);
        self.retire();
    }
}
