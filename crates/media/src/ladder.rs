//! The ladder: smaller renditions below the passed-through source, made by one supervised ffmpeg for each stream that has viewers for
//! them. It reads the source's window and writes renditions that the origin cuts where the source was cut; the source never waits for it.

mod feed;
mod flv;
mod meter;
mod rungs;
mod sockets;
mod stream;
mod transcoder;

use crate::hls::Origin;
use crate::program;
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, watch};
use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::sleep;
use tokio_util::sync::{CancellationToken, DropGuard};

pub use rungs::{Rung, Source, Transcode, TranscodeError, choose, cost};

/// When rungs are made and when they stop.
#[derive(Clone, Debug)]
pub struct LadderSettings {
    /// Which rungs to make.
    pub transcode: Transcode,
    /// The ffmpeg to run: a path, or a name on the search path.
    pub program: PathBuf,
    /// With [`Transcode::Auto`], cores that all ladders of the process may take together.
    pub cores: f64,
    /// The transcoder stops this long after the last request for a rung.
    pub idle: Duration,
    /// Lag behind the source at which a transcoder counts as starving.
    pub lag: Duration,
    /// How long it may starve before its tallest rung is dropped or it is stopped.
    pub starve_limit: Duration,
    /// Pause before a failed transcoder is started again; doubles with each failure in a row.
    pub retry: Duration,
    /// How long a ladder that starved is taken away; doubles each time. A ladder that panicked starts again after it, too.
    pub back_off: Duration,
}

impl Default for LadderSettings {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from) as f64;
        Self {
            transcode: Transcode::Auto,
            program: "ffmpeg".into(),
            // The other half is for serving viewers.
            cores: cores / 2.0,
            idle: Duration::from_secs(30),
            lag: Duration::from_secs(5),
            starve_limit: Duration::from_secs(5),
            retry: Duration::from_millis(500),
            back_off: Duration::from_secs(60),
        }
    }
}

/// The ladders of an origin's streams.
pub struct Ladder {
    origin: Origin,
    settings: LadderSettings,
}

struct LadderContext {
    origin: Origin,
    settings: LadderSettings,
    ffmpeg: PathBuf,
    /// Free processor capacity in hundredths of cores.
    cores: Arc<Semaphore>,
}

impl LadderContext {
    fn free_cores(&self) -> f64 {
        self.cores.available_permits() as f64 / 100.0
    }
}

impl Ladder {
    /// Ladders for the streams of `origin`.
    pub fn new(origin: Origin, settings: LadderSettings) -> Self {
        Self { origin, settings }
    }

    /// Removes the folders that killed processes left, then runs the ladders of `streams`, ids at the origin, until `shutdown`. A stream that
    /// leaves the set loses its ladder soon. Returns at once if the ladder is off or ffmpeg is not installed.
    pub async fn run(self, mut streams: watch::Receiver<BTreeSet<String>>, shutdown: CancellationToken) {
        if let Err(error) = spawn_blocking(|| sockets::sweep(&std::env::temp_dir())).await {
            tracing::error!(%error, "the folders of earlier ladders could not be looked through");
        }
        if self.settings.transcode == Transcode::Off {
            return;
        }
        let Some(ffmpeg) = program::find(&self.settings.program) else {
            tracing::warn!("ffmpeg is not installed: streams are served in their source quality only");
            return;
        };
        let cores = Arc::new(Semaphore::new((self.settings.cores.max(0.0) * 100.0) as usize));
        let shared = Arc::new(LadderContext { origin: self.origin, settings: self.settings, ffmpeg, cores });
        let mut ladders = JoinSet::new();
        let mut by_id: HashMap<String, Tended> = HashMap::new();
        loop {
            let wanted = streams.borrow_and_update().clone();
            by_id.retain(|id, _| wanted.contains(id));
            for id in wanted {
                by_id.entry(id).or_insert_with_key(|id| tend(&mut ladders, &shared, id.clone(), Duration::ZERO));
            }
            loop {
                tokio::select! {
                    changed = streams.changed() => match changed {
                        Ok(()) => break,
                        Err(_) => return ladders.shutdown().await,
                    },
                    Some(done) = ladders.join_next_with_id(), if !ladders.is_empty() => {
                        // A stream that is over is forgotten with its id.
                        let Err(error) = done else { continue };
                        let failed = by_id.iter_mut().find(|(_, tended)| tended.task == error.id());
                        tracing::error!(stream = failed.as_ref().map(|(id, _)| id.as_str()), %error, "a ladder failed");
                        if let Some((id, tended)) = failed {
                            *tended = tend(&mut ladders, &shared, id.clone(), shared.settings.back_off);
                        }
                    }
                    () = shutdown.cancelled() => return ladders.shutdown().await,
                }
            }
        }
    }
}

/// The task of a stream's ladder, which leaves when this is dropped.
struct Tended {
    task: tokio::task::Id,
    _leave: DropGuard,
}

/// Tends the ladder of one stream after a pause.
fn tend(ladders: &mut JoinSet<()>, shared: &Arc<LadderContext>, id: String, pause: Duration) -> Tended {
    let (shared, leave) = (shared.clone(), CancellationToken::new());
    let left = leave.clone();
    let task = ladders.spawn(async move {
        if left.run_until_cancelled(sleep(pause)).await.is_some() {
            stream::StreamLadder::new(shared, id).run(left).await;
        }
    });
    Tended { task: task.id(), _leave: leave.drop_guard() }
}
