//! One ffmpeg child: decodes the source once and delivers each rung as FLV.

mod arguments;

use super::feed::{Fed, TranscoderFeed};
use super::flv::FlvReader;
use super::rungs::Rung;
use super::sockets::Folder;
use crate::hls::{PushError, RenditionWriter};
use crate::message::Kind;
use std::collections::VecDeque;
use std::env::temp_dir;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::net::UnixListener;
use tokio::process::{ChildStderr, Command};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until, timeout};

use arguments::Task;

/// A rendition's writer. It outlives the child, so that players keep their playlist over a restart.
pub(super) type Outlet = Arc<Mutex<RenditionWriter>>;

/// How a transcoder came to its end.
pub(super) enum End {
    /// The stream is over.
    Over,
    /// The source continues here, but not continuously with its earlier media.
    Boundary(TranscoderFeed),
    /// Why it stopped, for the log.
    Failed(String),
}

/// Where the clock of the child's FLV wraps, in milliseconds.
const WRAP_MS: i64 = 1 << 31;

/// How far each rung has come: milliseconds of media time of its newest picture, as the child's FLV tells it.
pub(super) struct Progress(Vec<AtomicI64>);

impl Progress {
    pub fn new(rungs: usize, start: i64) -> Self {
        Self((0..rungs).map(|_| AtomicI64::new(start)).collect())
    }

    /// How far the slowest rung is behind `edge`, in milliseconds; negative if it is ahead.
    pub fn lag(&self, edge: i64) -> i64 {
        // Taken modulo the wrap, for the edge goes on counting.
        let behind =
            |at: &AtomicI64| (edge - at.load(Ordering::Relaxed) + WRAP_MS / 2).rem_euclid(WRAP_MS) - WRAP_MS / 2;
        self.0.iter().map(behind).max().unwrap_or(0)
    }

    fn reach(&self, rung: usize, time: i64) {
        if let Some(at) = self.0.get(rung) {
            at.store(time, Ordering::Relaxed);
        }
    }
}

/// Bits per second of sound that has to be encoded anew.
pub(super) const AUDIO_BITRATE: u64 = 128_000;

/// Whether an RFC 6381 name is that of an audio codec that the packager supports.
pub(super) fn is_audio(codec: &str) -> bool {
    codec.starts_with("mp4a") || codec.eq_ignore_ascii_case("opus")
}

/// Time for the last frames to come out after the end of the input, and for the child to exit after delivering them.
const FLUSH: Duration = Duration::from_secs(5);
/// How many of the child's last log lines are kept, and the most bytes of each.
const LINES: usize = 6;
const LINE: u64 = 400;

/// Transcodes what `feed` brings. Dropping the future ends the child at once.
pub(super) async fn transcode(
    ffmpeg: PathBuf,
    rungs: Vec<Rung>,
    outlets: Vec<Outlet>,
    progress: Arc<Progress>,
    mut feed: TranscoderFeed,
) -> End {
    let folder = match Folder::new(&temp_dir()) {
        Ok(folder) => folder,
        Err(error) => return End::Failed(format!("no folder for sockets: {error}")),
    };
    let mut task = Task { source: feed.init().cloned(), rungs: Vec::new() };
    let mut outputs = JoinSet::new();
    for (index, (rung, outlet)) in rungs.into_iter().zip(outlets).enumerate() {
        lock(&outlet).restart();
        match folder.listen(&rung.name) {
            Ok((listener, socket)) => {
                outputs.spawn(deliver(listener, outlet, progress.clone(), index));
                task.rungs.push((rung, socket));
            }
            Err(error) => return End::Failed(format!("no socket: {error}")),
        }
    }
    // Lower priority than everything that serves viewers; a group of its own, so that a terminal's Ctrl-C is left to us.
    let mut command = Command::new("nice");
    command.args(["-n", "10"]).arg(ffmpeg).args(task.arguments()).process_group(0).kill_on_drop(true);
    let spawned = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
    let mut child = match spawned {
        Ok(child) => child,
        Err(error) => return End::Failed(format!("ffmpeg cannot be started: {error}")),
    };
    let (Some(stdin), Some(stderr)) = (child.stdin.take(), child.stderr.take()) else {
        return End::Failed("ffmpeg has no pipes".into());
    };
    let mut words = JoinSet::new();
    words.spawn(listen(stderr));

    let mut fed = None;
    let mut failure = None;
    let mut deadline = Instant::now();
    let status = {
        let feeding = feed.run(stdin);
        tokio::pin!(feeding);
        loop {
            tokio::select! {
                end = &mut feeding, if fed.is_none() => {
                    deadline = Instant::now() + FLUSH;
                    fed = Some(end);
                }
                Some(output) = outputs.join_next(), if !outputs.is_empty() && failure.is_none() => {
                    if let Err(why) = output.unwrap_or_else(|error| Err(error.to_string())) {
                        deadline = Instant::now();
                        failure = Some(why);
                    }
                }
                status = child.wait() => break status.map(|status| status.to_string()).unwrap_or_default(),
                () = sleep_until(deadline), if fed.is_some() || failure.is_some() => {
                    // The child hangs, or its output cannot be used.
                    failure.get_or_insert_with(|| "it did not end".into());
                    if child.start_kill().is_err() {
                        break String::new();
                    }
                    deadline = Instant::now() + FLUSH;
                }
            }
        }
    };
    // Read what the sockets still hold. The child may never have connected to an output, hence the timeout.
    let _ = timeout(FLUSH, async {
        while let Some(output) = outputs.join_next().await {
            if let Err(why) = output.unwrap_or_else(|error| Err(error.to_string())) {
                failure.get_or_insert(why);
                break;
            }
        }
    })
    .await;
    match (fed, failure) {
        (Some(Fed::All), None) => End::Over,
        (Some(Fed::ToBoundary), None) => End::Boundary(feed),
        (_, failure) => {
            let words = timeout(FLUSH, words.join_next()).await.ok().flatten().and_then(Result::ok).unwrap_or_default();
            End::Failed(format!("{}{status}; {words}", failure.map(|why| why + "; ").unwrap_or_default()))
        }
    }
}

/// Takes one rung's FLV and pushes it to its rendition.
async fn deliver(listener: UnixListener, outlet: Outlet, progress: Arc<Progress>, index: usize) -> Result<(), String> {
    let (socket, _) = listener.accept().await.map_err(|error| error.to_string())?;
    drop(listener);
    let mut reader = FlvReader::open(socket).await.map_err(|error| error.to_string())?;
    while let Some(message) = reader.next().await.map_err(|error| error.to_string())? {
        let (is_video, time) = (message.kind == Kind::Video, i64::from(message.timestamp));
        let pushed = lock(&outlet).push(message);
        match pushed {
            Ok(_) if is_video => progress.reach(index, time),
            // After the stream's end the media is discarded; reading on lets the child exit by itself.
            Ok(_) | Err(PushError::Ended) => {}
            Err(error) => return Err(error.to_string()),
        }
    }
    Ok(())
}

fn lock(outlet: &Outlet) -> MutexGuard<'_, RenditionWriter> {
    outlet.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads all of the child's log output and returns its last lines.
async fn listen(stderr: ChildStderr) -> String {
    let mut reader = BufReader::new(stderr);
    let mut last: VecDeque<String> = VecDeque::new();
    let mut line = Vec::new();
    loop {
        line.clear();
        match (&mut reader).take(LINE).read_until(b'\n', &mut line).await {
            Ok(0) | Err(_) => break,
            Ok(_) => {}
        }
        let text = String::from_utf8_lossy(&line).trim().to_owned();
        tracing::debug!(ffmpeg = text, "ladder");
        last.push_back(text);
        if last.len() > LINES {
            last.pop_front();
        }
    }
    Vec::from(last).join(" | ")
}
