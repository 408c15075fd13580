//! A stream on the air with a ladder below it, its viewers, and the processes at work.

use crate::encoder::shifted;
use bytes::Bytes;
use media::hls::{Access, FinishedPart, Origin, Response, Writer};
use media::ladder::{Ladder, LadderSettings};
use media::message::Message;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
pub use testkit::until;
use testkit::{PATIENCE, TaskLog};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tokio_util::sync::CancellationToken;

pub const ID: &str = "stream";

/// Rungs of these heights, and else what a server does.
pub fn rungs(list: &str) -> LadderSettings {
    LadderSettings { transcode: list.parse().unwrap(), ..LadderSettings::default() }
}

pub struct TestLadder {
    pub origin: Origin,
    pub ladder: JoinHandle<()>,
    pub log: TaskLog,
    encoders: JoinSet<()>,
    viewers: JoinSet<()>,
    _streams: watch::Sender<BTreeSet<String>>,
}

impl TestLadder {
    pub fn new(settings: LadderSettings) -> Self {
        let origin = Origin::new(media::hls::HlsSettings::default());
        let (streams, receiver) = watch::channel(BTreeSet::from([ID.to_owned()]));
        let (ladder, log) = (Ladder::new(origin.clone(), settings), TaskLog::default());
        let ladder = tokio::spawn(log.of(ladder.run(receiver, CancellationToken::new())));
        Self { origin, ladder, log, encoders: JoinSet::new(), viewers: JoinSet::new(), _streams: streams }
    }

    /// An encoder that goes on air `age` after the session began and sends in real time, `speed` times as fast.
    pub fn encoder(&mut self, age: Duration, messages: Vec<Message>, speed: u32) {
        let mut writer = self.origin.open(ID, age);
        self.encoders.spawn(async move {
            send(&mut writer, &messages, speed).await;
        });
    }

    /// An encoder that sends the same `seconds` again and again.
    pub fn endless(&mut self, messages: Vec<Message>, seconds: u32) {
        let mut writer = self.origin.open(ID, Duration::ZERO);
        self.encoders.spawn(async move {
            for round in 0.. {
                if send(&mut writer, &shifted(&messages, round * seconds * 1000), 1).await.is_none() {
                    return;
                }
            }
        });
    }

    /// Waits until the encoder has sent all it has and left.
    pub async fn sent(&mut self) {
        while let Some(sent) = self.encoders.join_next().await {
            sent.unwrap();
        }
    }

    /// Ends the stream and waits until its viewers have seen that.
    pub async fn end(&mut self) {
        self.origin.end(ID);
        let viewers = &mut self.viewers;
        until("the viewers to leave", async || {
            while viewers.try_join_next().is_some() {}
            viewers.is_empty()
        })
        .await;
    }

    /// Adds a viewer who watches a rendition from now on.
    pub fn viewer(&mut self, rendition: &str) {
        let (origin, path) = (self.origin.clone(), format!("{rendition}/index.m3u8"));
        self.viewers.spawn(async move {
            while origin.is_playable(ID) && !ended(&origin.respond(ID, &path, None, false, Access::Public).await) {
                sleep(Duration::from_millis(200)).await;
            }
        });
    }

    pub async fn get(&self, path: &str) -> Response {
        self.origin.respond(ID, path, None, false, Access::Public).await
    }

    /// The names in the multivariant playlist.
    pub async fn listed(&self) -> Vec<String> {
        let master = self.get("master.m3u8").await;
        let text = String::from_utf8(master.body.to_vec()).unwrap();
        text.lines().filter_map(|line| line.strip_suffix("/index.m3u8")).map(str::to_owned).collect()
    }

    pub async fn lists(&self, names: &[&str]) {
        until(&format!("{names:?} listed"), async || {
            let listed = self.listed().await;
            (listed == names).then_some(()).ok_or(listed)
        })
        .await;
    }

    /// Every part of a rendition from when it can be read to the end of its stream.
    pub fn record(&self, rendition: &'static str) -> JoinHandle<Vec<FinishedPart>> {
        let origin = self.origin.clone();
        tokio::spawn(async move {
            let mut parts = Vec::new();
            let readable = async {
                loop {
                    match origin.read(ID, rendition) {
                        Some(reader) => break reader,
                        None => sleep(Duration::from_millis(20)).await,
                    }
                }
            };
            let reader = timeout(PATIENCE, readable).await;
            let mut reader = reader.unwrap_or_else(|_| panic!("waited {PATIENCE:?} for {rendition} to be readable"));
            while let Some(part) = reader.next_part().await {
                parts.push(part);
            }
            parts
        })
    }

    /// Waits until a rendition has media that it has not now. Answers how far it is then, in ticks.
    pub async fn goes_on(&self, rendition: &str) -> i64 {
        let edge = async || {
            let mut reader = self.origin.read(ID, rendition)?;
            reader.skip_to_newest();
            timeout(PATIENCE, reader.next_part()).await.ok()?.map(|part| part.start)
        };
        let before = edge().await;
        until(&format!("{rendition} to go on"), async || edge().await > before.or(Some(i64::MIN))).await;
        edge().await.unwrap()
    }
}

/// `None` when the stream has ended.
async fn send(writer: &mut Writer, messages: &[Message], speed: u32) -> Option<()> {
    let begin = Instant::now();
    let first = messages.first()?.timestamp;
    for message in messages {
        let time = Duration::from_millis(u64::from(message.timestamp.saturating_sub(first)));
        sleep_until(begin + time / speed).await;
        writer.push(message.clone()).ok()?;
    }
    Some(())
}

fn ended(response: &Response) -> bool {
    response.body.windows(14).any(|line| line == b"#EXT-X-ENDLIST")
}

/// Process numbers of the transcoders at work.
pub fn transcoders() -> Vec<u32> {
    let mut found = Vec::new();
    for process in std::fs::read_dir("/proc").unwrap().flatten() {
        let Ok(id) = process.file_name().to_string_lossy().parse::<u32>() else { continue };
        let Ok(stat) = std::fs::read_to_string(process.path().join("stat")) else { continue };
        let Some((_, fields)) = stat.rsplit_once(") ") else { continue };
        let mut fields = fields.split(' ');
        let (state, parent) = (fields.next().unwrap(), fields.next().unwrap());
        let line = std::fs::read(process.path().join("cmdline")).unwrap_or_default();
        let delivers = line.windows(5).any(|part| part == b"unix:");
        if state != "Z" && parent == std::process::id().to_string() && delivers {
            found.push(id);
        }
    }
    found
}

/// The one transcoder at work, once it is another than `before`.
pub async fn transcoder(before: Option<u32>) -> u32 {
    until("a transcoder", async || {
        let found = transcoders();
        found.iter().copied().find(|id| Some(*id) != before).ok_or(found)
    })
    .await
}

pub fn signal(process: u32, name: &str) {
    // It may have ended meanwhile.
    let _ = Command::new("kill").args(["-s", name, &process.to_string()]).output();
}

/// A file of an initialisation and the parts that need it.
pub fn file(name: &str, parts: &[FinishedPart]) -> PathBuf {
    let test = std::thread::current().name().unwrap_or("test").replace("::", "-");
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}-{name}.mp4"));
    let bytes: Vec<Bytes> = parts.iter().map(|part| part.bytes.clone()).collect();
    let init = parts.first().unwrap().init.bytes().to_vec();
    std::fs::write(&path, [init, bytes.concat()].concat()).unwrap();
    path
}

/// When the pictures of a file are shown, in milliseconds; decoding it must give no cause for complaint.
pub fn pictures(file: &Path) -> Vec<i64> {
    let entries = ["-select_streams", "v", "-show_entries", "frame=pts_time", "-of", "csv=p=0"];
    let output = Command::new("ffprobe").args(["-v", "warning"]).args(entries).arg(file).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let times = text.lines().map(|line| line.trim_matches(',')).filter(|line| !line.is_empty());
    times.map(|time| (time.parse::<f64>().unwrap() * 1000.0).round() as i64).collect()
}
