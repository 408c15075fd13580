//! Recordings that an earlier process left: finished, given up or deleted, with a real spool and a real S3 server.

use crate::actors::{Creator, Platform, TestStorage};
use domain::StreamId;
use domain::channels::ChannelChange;
use media::hls::playlist::{RecordedInit, RecordedSegment};
use services::vods::Recorder;
use services::vods::journal::Entry;
use services::vods::spool::{Bounds, JOURNAL, Spool};
use sqlx::PgPool;
use std::fs;
use std::path::{Path, PathBuf};
use testkit::server::Folder;
use testkit::until;
use tokio_util::sync::CancellationToken;

/// A second of media time.
pub const SECOND: i64 = 90_000;

/// A spool and a bucket.
pub struct Disk {
    storage: TestStorage,
    folder: Folder,
}

impl Disk {
    pub async fn new() -> Self {
        Self { storage: TestStorage::open().await, folder: Folder::new() }
    }

    fn spool(&self, stream: StreamId) -> PathBuf {
        self.folder.path().join(stream.to_string())
    }

    /// Leaves a recording with an initialisation and segments of this length, each of 100 bytes.
    pub fn holds(&self, stream: StreamId, durations: &[i64]) {
        let folder = self.spool(stream);
        let rendition = String::from("source");
        let init = RecordedInit {
            uri: "init.0.mp4".into(),
            bytes: 10,
            codecs: "avc1.64001f,mp4a.40.2".into(),
            width: Some(320),
            height: Some(180),
            frame_rate: Some(30.0),
        };
        let mut entries = vec![Entry::Init { rendition: rendition.clone(), init }];
        let mut start = 0;
        for (msn, duration) in durations.iter().enumerate() {
            let segment = RecordedSegment {
                msn: msn as u64,
                init: "init.0.mp4".into(),
                start,
                duration: *duration,
                date: 1_800_000_000_000 + start / 90,
                discontinuity: false,
                independent: true,
                bytes: 100,
            };
            start += duration;
            entries.push(Entry::Segment { rendition: rendition.clone(), segment });
        }
        fs::create_dir_all(folder.join("source")).unwrap();
        fs::write(folder.join(JOURNAL), entries.iter().map(Entry::line).collect::<String>()).unwrap();
        for entry in entries {
            fs::write(folder.join(entry.path()), vec![7; entry.bytes() as usize]).unwrap();
        }
    }

    /// Starts the recorder as a new process does.
    pub async fn resumes(&self, platform: &Platform) -> Recorder {
        let spool = Spool::new(self.folder.path().to_owned(), Bounds { limit: 1 << 30, reserve: 0 });
        let recorder = Recorder::new(platform.svc.clone(), self.storage.client.clone(), spool);
        recorder.resume().await.unwrap();
        let running = recorder.clone();
        platform.run(async move { running.run(&CancellationToken::new()).await });
        recorder
    }
}

async fn becomes(db: &PgPool, stream: StreamId, state: &str) {
    until(state, async || {
        let query = "select state from archive where stream_id = $1";
        let now: Option<String> = sqlx::query_scalar(query).bind(stream.0).fetch_optional(db).await.unwrap();
        if now.as_deref().unwrap_or("gone") == state { Ok(()) } else { Err(now) }
    })
    .await;
}

async fn is_empty(path: &Path) {
    until("an empty spool", async || (!path.exists()).then_some(())).await;
}

/// A channel with an ended stream, whose archive is in this state.
async fn ended<'a>(platform: &'a Platform, state: &str) -> (Creator<'a>, StreamId) {
    let mira = platform.creator("mira").await;
    let stream = mira.has_vod(state).await;
    (mira, stream)
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_a_killed_server_left_becomes_a_vod(db: PgPool) {
    let (platform, disk) = (Platform::open(db.clone()).await, Disk::new().await);
    let (_, stream) = ended(&platform, "recording").await;
    disk.holds(stream, &[2 * SECOND, 2 * SECOND, SECOND]);
    disk.resumes(&platform).await;
    becomes(&db, stream, "ready").await;
    let (size, duration, visibility): (i64, i32, String) =
        sqlx::query_as("select size, duration, visibility from archive").fetch_one(&db).await.unwrap();
    assert_eq!((size, duration, visibility.as_str()), (300, 5, "public"));
    is_empty(&disk.spool(stream)).await;
    let keys = disk.storage.keys().await;
    for file in
        ["master.m3u8", "source/index.m3u8", "source/init.0.mp4", "source/0.m4s", "source/1.m4s", "source/2.m4s"]
    {
        assert!(
            keys.iter().any(|key| key.ends_with(file) && key.starts_with(&format!("streams/{stream}/"))),
            "{file} in {keys:?}"
        );
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_recording_of_less_than_a_second_is_dropped_with_all_its_objects(db: PgPool) {
    let (platform, disk) = (Platform::open(db.clone()).await, Disk::new().await);
    let (_, stream) = ended(&platform, "recording").await;
    disk.holds(stream, &[SECOND - 1]);
    disk.resumes(&platform).await;
    becomes(&db, stream, "gone").await;
    is_empty(&disk.spool(stream)).await;
    until("an empty bucket", async || disk.storage.keys().await.is_empty().then_some(())).await;
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_vod_goes_without_a_segment_that_was_lost(db: PgPool) {
    let (platform, disk) = (Platform::open(db.clone()).await, Disk::new().await);
    let stream = ended(&platform, "recording").await.1;
    disk.holds(stream, &[SECOND, SECOND, SECOND]);
    fs::remove_file(disk.spool(stream).join("source/1.m4s")).unwrap();
    // Of a file that was being written when the machine crashed, only a part is there.
    fs::write(disk.spool(stream).join("source/2.m4s"), b"half").unwrap();
    disk.resumes(&platform).await;
    becomes(&db, stream, "ready").await;
    let kept: (i64, i32) = sqlx::query_as("select size, duration from archive").fetch_one(&db).await.unwrap();
    assert_eq!(kept, (100, 1));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_recording_that_lost_everything_has_failed(db: PgPool) {
    let (platform, disk) = (Platform::open(db.clone()).await, Disk::new().await);
    let stream = ended(&platform, "recording").await.1;
    disk.holds(stream, &[SECOND, SECOND]);
    fs::remove_dir_all(disk.spool(stream).join("source")).unwrap();
    disk.resumes(&platform).await;
    becomes(&db, stream, "failed").await;
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_journal_that_cannot_be_read_has_failed_and_stays_for_the_operator(db: PgPool) {
    let (platform, disk) = (Platform::open(db.clone()).await, Disk::new().await);
    let stream = ended(&platform, "recording").await.1;
    disk.holds(stream, &[SECOND, SECOND]);
    let journal = disk.spool(stream).join(JOURNAL);
    let text = fs::read(&journal).unwrap();
    fs::remove_file(&journal).unwrap();
    fs::create_dir(&journal).unwrap();
    disk.resumes(&platform).await;
    becomes(&db, stream, "failed").await;
    assert!(disk.spool(stream).join("source/0.m4s").exists());
    // Repaired, it is a VOD after the next start.
    fs::remove_dir(&journal).unwrap();
    fs::write(&journal, text).unwrap();
    drop(platform);
    let next = Platform::open(db.clone()).await;
    disk.resumes(&next).await;
    becomes(&db, stream, "ready").await;
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_is_left_of_a_deleted_stream_is_cleared_away(db: PgPool) {
    let (platform, disk) = (Platform::open(db.clone()).await, Disk::new().await);
    let stream = ended(&platform, "recording").await.1;
    disk.holds(stream, &[SECOND, SECOND]);
    let object = format!("streams/{stream}/source/0.m4s");
    disk.storage.client.put(&object, "bytes".into(), "video/mp4").await.unwrap();
    platform.sql("delete from stream where id = $1", &[stream.0]).await;
    disk.resumes(&platform).await;
    assert!(!disk.spool(stream).exists());
    until("an empty bucket", async || disk.storage.keys().await.is_empty().then_some(())).await;
    until("an empty list", async || {
        (platform.count("select count(*) from discarded_archive").await == 0).then_some(())
    })
    .await;
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_archive_without_a_spool_has_failed_if_something_is_stored_and_else_never_was(db: PgPool) {
    let (platform, disk) = (Platform::open(db.clone()).await, Disk::new().await);
    let mira = platform.creator("mira").await;
    let (stored, empty) = (mira.has_vod("finishing").await, mira.has_vod("recording").await);
    let object = format!("streams/{stored}/source/0.m4s");
    disk.storage.client.put(&object, "bytes".into(), "video/mp4").await.unwrap();
    disk.resumes(&platform).await;
    becomes(&db, stored, "failed").await;
    becomes(&db, empty, "gone").await;
    assert_eq!(disk.storage.keys().await, [object], "what there is of it stays");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_archive_knows_when_its_time_is_over_and_follows_its_channel(db: PgPool) {
    let (platform, disk) = (Platform::open(db.clone()).await, Disk::new().await);
    let mira = platform.creator("mira").await;
    let keeps = async |days: Option<i32>| {
        mira.sets(ChannelChange { retention_days: Some(days), ..ChannelChange::default() }).await;
    };
    let right =
        "select count(*) from archive join stream on stream.id = stream_id join channel on channel.id = channel_id
                 where expires_at is not distinct from ended_at + make_interval(days => retention_days)";
    keeps(Some(3)).await;
    let (kept, lost) = (mira.has_vod("recording").await, mira.has_vod("recording").await);
    disk.holds(kept, &[2 * SECOND]);
    disk.holds(lost, &[2 * SECOND]);
    fs::remove_file(disk.spool(lost).join("source/0.m4s")).unwrap();
    disk.resumes(&platform).await;
    becomes(&db, kept, "ready").await;
    becomes(&db, lost, "failed").await;
    assert_eq!(platform.count(right).await, 2);
    for days in [Some(30), None, Some(1)] {
        keeps(days).await;
        assert_eq!(platform.count(right).await, 2, "kept for {days:?} days");
    }
    mira.sets(ChannelChange { name: Some("Another".into()), ..ChannelChange::default() }).await;
    assert_eq!(platform.count(right).await, 2);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_vod_is_deleted_when_its_channel_keeps_it_no_longer(db: PgPool) {
    let (platform, disk) = (Platform::open(db.clone()).await, Disk::new().await);
    let mira = platform.creator("mira").await;
    let (old, young) = (mira.has_vod("ready").await, mira.has_vod("ready").await);
    let ended = "update stream set started_at = started_at - interval '10 days', ended_at = now() - make_interval(hours => $2) where id = $1";
    for (stream, hours) in [(old, 73), (young, 71)] {
        sqlx::query(ended).bind(stream.0).bind(hours).execute(&db).await.unwrap();
        let object = format!("streams/{stream}/master.m3u8");
        disk.storage.client.put(&object, "#EXTM3U".into(), "text/plain").await.unwrap();
    }
    mira.sets(ChannelChange { retention_days: Some(Some(3)), ..ChannelChange::default() }).await;
    disk.resumes(&platform).await;
    becomes(&db, old, "gone").await;
    let left = vec![format!("streams/{young}/master.m3u8")];
    until("the old one's objects to be gone", async || (disk.storage.keys().await == left).then_some(())).await;
    becomes(&db, young, "ready").await;
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_stream_is_recorded_while_it_is_on_air_and_its_channel_keeps_it(db: PgPool) {
    let platform = Platform::open(db.clone()).await;
    let disk = Disk::new().await;
    let recorder = disk.resumes(&platform).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.creator("jonas").await);
    jonas.sets(ChannelChange { archive: Some(false), ..ChannelChange::default() }).await;
    let (kept, passing) = (mira.goes_live().await, jonas.goes_live().await);
    assert!(recorder.feed(kept.stream, "source").await.unwrap().is_some());
    assert!(recorder.feed(passing.stream, "source").await.unwrap().is_none());
    let over = mira.has_vod("ready").await;
    assert!(recorder.feed(over, "source").await.unwrap().is_none());
    assert!(recorder.recording(kept.stream).is_some() && recorder.recording(passing.stream).is_none());
}
