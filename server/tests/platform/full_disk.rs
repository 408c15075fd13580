//! No room for recordings: the stream goes on for its viewers, its recording gets one gap, and goes on by itself when there is room.
//! Linux only, where the limits of another process can be changed while it runs.

use crate::admin::administrator;
use crate::database::Database;
use crate::storage::{Mood, Storage};
use crate::test_app::{Channel, Person, TestApp, until};
use crate::vods::{Playlist, on_air, only_vod, played, recorded};
use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit};
use serde_json::json;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::process::{Command, Stdio};
use testkit::server::Folder;
use testkit::{Client, Server, Setup};
use uuid::Uuid;

const GAP: &str = "the recording has a gap";
const ON: &str = "the recording goes on";

/// A small file system for one test.
struct Disk(Folder);

impl Disk {
    /// `None` if this process may not mount one.
    fn mount() -> Option<Self> {
        let folder = Folder::new();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=24m", "tmpfs"]).arg(folder.path()).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then(|| Self(folder))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Fills it to the last byte.
    fn fill(&self) {
        let mut ballast = File::create(self.path().join("ballast")).unwrap();
        let full = io::copy(&mut io::repeat(7), &mut ballast).unwrap_err();
        assert_eq!(full.kind(), ErrorKind::StorageFull, "{full}");
    }

    /// Gives the room back.
    fn clear(&self) {
        std::fs::remove_file(self.path().join("ballast")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // The server may still have files open on it.
        let unmounted = Command::new("umount").arg("--lazy").arg(self.path()).status();
        assert!(unmounted.is_ok_and(|status| status.success()) || std::thread::panicking());
    }
}

/// Limits the length of files that the server writes; `None`: the limit of this process.
fn limit_files(server: &Server, bytes: Option<u64>) {
    let process = server.id().and_then(|id| Pid::from_raw(id.try_into().unwrap())).unwrap();
    let ours = getrlimit(Resource::Fsize);
    prlimit(Some(process), Resource::Fsize, Rlimit { current: bytes.or(ours.current), ..ours }).unwrap();
}

/// The number of the newest segment that viewers of a running stream get.
async fn edge(viewer: &Client, stream: Uuid) -> u64 {
    let live = viewer.get(&format!("/hls/{stream}/source/index.m3u8")).await.text();
    let newest = live.lines().rfind(|line| line.ends_with(".m4s") && !line.starts_with('#')).unwrap();
    assert_eq!(viewer.get(&format!("/hls/{stream}/source/{newest}")).await.status, 200, "{live}");
    newest.trim_end_matches(".m4s").parse().unwrap()
}

/// While there is no room, the stream is live and moves on; with room, the recording goes on after a gap, the `number`th of this
/// recording. Each is logged once.
async fn gap(app: &TestApp, stream: Uuid, number: usize, lose_room: impl AsyncFnOnce(), make_room: impl AsyncFnOnce()) {
    let viewer = app.server.client();
    let said = |words: &str| app.server.log().matches(words).count();
    lose_room().await;
    until("a word about it", async || (said(GAP) == number).then_some(())).await;
    let kept = Playlist::read(&viewer, stream).await.unwrap();
    let before = edge(&viewer, stream).await;
    until("a stream that moves", async || (edge(&viewer, stream).await >= before + 4).then_some(())).await;
    let shown = viewer.get(&format!("/api/streams/{stream}")).await.json();
    assert_eq!((&shown["status"], &shown["reconnecting"]), (&json!("LIVE"), &json!(false)), "{shown}");
    assert_eq!(Playlist::read(&viewer, stream).await.unwrap().text, kept.text, "there was room");
    assert_eq!(viewer.get(kept.segments.last().unwrap()).await.status, 200, "from the spool at least");
    assert_eq!((said(GAP), said(ON)), (number, number - 1), "{}", app.server.log());

    make_room().await;
    let again = recorded(&viewer, stream, kept.segments.len() + 3).await;
    let added = again.text.strip_prefix(&kept.text).unwrap();
    assert_eq!(added.matches("#EXT-X-DISCONTINUITY\n").count(), 1, "{}", again.text);
    assert_eq!((said(GAP), said(ON)), (number, number), "{}", app.server.log());
}

/// A recording with this many gaps becomes a VOD of whole segments that plays from beginning to end.
async fn plays(app: &TestApp, mira: &Person, channel: &Channel, stream: Uuid, gaps: usize) {
    assert_eq!(mira.post(&format!("/api/streams/{stream}/end"), json!({})).await.status, 200);
    let (vod, viewer) = (only_vod(app, channel).await, app.server.client());
    let playlist = Playlist::read(&viewer, stream).await.unwrap();
    assert_eq!(playlist.text.matches("#EXT-X-DISCONTINUITY\n").count(), gaps, "{}", playlist.text);
    let mut size = 0;
    for segment in &playlist.segments {
        size += viewer.get(segment).await.body.len();
    }
    assert_eq!(vod["size"], size, "each is as long as it was");
    let (complaints, seconds) = played(&format!("http://{}/vod/{stream}/master.m3u8", app.server.http())).await;
    assert_eq!(complaints, "");
    assert!((seconds - playlist.seconds).abs() < 1.0, "{seconds} s played of {} s", playlist.seconds);
    let log = app.server.log();
    assert!(!log.contains("panicked") && !log.contains("lost on the local disk"), "{log}");
}

#[tokio::test]
async fn a_disk_that_takes_nothing_costs_a_recording_a_gap_and_its_stream_nothing() {
    let disk = Disk::mount();
    let mut settings = vec![("AETHEX_SPOOL_RESERVE", "1MiB")];
    if let Some(disk) = &disk {
        settings.push(("AETHEX_DATA_DIR", disk.path().to_str().unwrap()));
    }
    let app = TestApp::with(&settings).await;
    let (mira, channel) = app.creator("mira").await;
    if let Some(disk) = &disk {
        let boss = administrator(&app).await;
        disk.fill();
        let test = boss.post("/api/admin/storage-test", json!({})).await.text();
        assert!(test.contains("The storage is full."), "{test}");
        disk.clear();
    }
    let (stream, _encoder) = on_air(&app, &channel).await;
    recorded(&app.server.client(), stream, 2).await;

    // On every machine: the system refuses every byte of every file.
    let refuse = async || limit_files(&app.server, Some(0));
    gap(&app, stream, 1, refuse, async || limit_files(&app.server, None)).await;
    // If this process may mount one: a full disk.
    let mut gaps = 1;
    if let Some(disk) = &disk {
        gaps += 1;
        gap(&app, stream, gaps, async || disk.fill(), async || disk.clear()).await;
    }
    plays(&app, &mira, &channel, stream, gaps).await;
}

#[tokio::test]
async fn a_spool_at_its_limit_costs_a_recording_a_gap_and_its_stream_nothing() {
    let storage = Storage::open().await;
    let settings = storage.settings();
    let mut settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    settings.push(("AETHEX_SPOOL_LIMIT", "400KiB"));
    let app = TestApp::with(&settings).await;
    let (mira, channel) = app.creator("mira").await;
    let (stream, _encoder) = on_air(&app, &channel).await;
    recorded(&app.server.client(), stream, 2).await;

    let refuse = async || storage.becomes(Mood::Refusing);
    gap(&app, stream, 1, refuse, async || storage.becomes(Mood::Working)).await;
    plays(&app, &mira, &channel, stream, 1).await;
}

#[tokio::test]
async fn a_log_that_cannot_be_written_stops_nothing() {
    let (database, folder) = (Database::create().await, Folder::new());
    let setup = Setup::new(env!("CARGO_BIN_EXE_aethex"), &database.url).set("AETHEX_LOG", "debug");
    let migrate = || {
        let mut command = setup.command(&folder);
        command.arg("migrate");
        command
    };
    let full = File::options().write(true).open("/dev/full").unwrap();
    assert!(migrate().stderr(full).status().await.unwrap().success());
    let said = migrate().output().await.unwrap().stderr;
    assert!(!said.is_empty(), "nothing is logged: this proves nothing");
}
