//! Downloads of VODs: who may, what the files hold, when they end, and how many run at once.

use crate::actors::{Outcome, Person, Platform, TestStorage, device, outcome};
use bytes::Bytes;
use domain::channels::ChannelChange;
use domain::{Code, StreamId, Visibility};
use futures_util::TryStreamExt;
use futures_util::stream::BoxStream;
use media::cmaf::{self, Fragment, Sample, fragment};
use media::codec::{AudioCodec, AudioConfig};
use services::vods::{self, Download};
use sqlx::PgPool;
use std::io;
use uuid::Uuid;

/// Longer than what is read from storage at once.
const LONG: usize = (5 << 19) + 7;

type Body = BoxStream<'static, io::Result<Bytes>>;

/// The body of a download of the whole file.
fn whole(download: Download) -> Body {
    let length = download.length;
    download.body(0..length)
}

async fn read(body: Body) -> io::Result<Vec<u8>> {
    Ok(body.try_collect::<Vec<Bytes>>().await?.concat())
}

fn offers(vod_downloads: bool) -> ChannelChange {
    ChannelChange { vod_downloads: Some(vod_downloads), ..ChannelChange::default() }
}

/// The key of a file of a VOD's source.
async fn key(db: &PgPool, vod: StreamId, file: &str) -> String {
    let query = "select folder from archive where stream_id = $1";
    let folder: Uuid = sqlx::query_scalar(query).bind(vod.0).fetch_one(db).await.unwrap();
    format!("streams/{vod}/{}/source/{file}", folder.simple())
}

/// Storage loses a file of a VOD's source.
async fn loses(storage: &TestStorage, db: &PgPool, vod: StreamId, file: &str) {
    storage.client.delete(&key(db, vod, file).await).await.unwrap();
}

/// The initialisation segment of a VOD without pictures, whose encoder sends so many samples a second: 48 000 or 44 100.
fn init(rate: u32) -> Bytes {
    let configuration: &[u8] = if rate == 48_000 { &[0x11, 0x90] } else { &[0x12, 0x10] };
    let audio = AudioConfig::parse(AudioCodec::Aac, Bytes::copy_from_slice(configuration)).unwrap();
    assert_eq!(audio.sample_rate(), rate);
    cmaf::init(None, Some(&audio))
}

/// A segment of two seconds that begins at a second of media time. Each of its two parts has a sample of `length` bytes.
fn segment(rate: u32, second: f64, length: usize) -> Bytes {
    let part = |second: f64| {
        let time = (second * f64::from(rate)) as u64;
        let sample = Sample { time, duration: rate, composition: 0, key: true, data: vec![7; length].into() };
        fragment(&Fragment { sequence: 1, video: &[], audio: &[sample] })
    };
    [part(second), part(second + 1.0)].concat().into()
}

impl Person {
    async fn downloads(&self, storage: &TestStorage, vod: StreamId, file: u32) -> Outcome<Download> {
        outcome(vods::download(&self.svc, &storage.client, &self.user, &device(1), (vod, file), false).await)
    }

    /// What they are told of a file without downloading it.
    async fn asks_of(&self, storage: &TestStorage, vod: StreamId, file: u32) -> Outcome<Download> {
        outcome(vods::download(&self.svc, &storage.client, &self.user, &device(1), (vod, file), true).await)
    }

    /// The bytes of one of a VOD's files, which are as many as it was said to have.
    async fn has_downloaded(&self, storage: &TestStorage, vod: StreamId, file: u32) -> Outcome<Vec<u8>> {
        let download = self.downloads(storage, vod, file).await?;
        let length = download.length;
        let bytes = read(whole(download)).await.unwrap();
        assert_eq!(bytes.len() as u64, length);
        Ok(bytes)
    }

    /// What is still to come of a file of which they have the beginning.
    async fn has_begun(&self, storage: &TestStorage, vod: StreamId) -> Body {
        let mut body = whole(self.downloads(storage, vod, 1).await.unwrap());
        assert!(body.try_next().await.unwrap().is_some());
        body
    }

    /// Whether they are told where the file is.
    async fn is_offered(&self, vod: StreamId) -> Outcome<bool> {
        Ok(self.opens_vod(vod).await?.download_url.is_some())
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_vod_is_downloaded_by_its_owner_and_where_the_channel_says_so_by_all_who_may_watch_it(db: PgPool) {
    let (platform, storage) = (Platform::open(db.clone()).await, TestStorage::open().await);
    let (mira, jonas, visitor) = (platform.creator("mira").await, platform.person("jonas").await, platform.visitor());
    let vod = mira.stores_vod(&storage.client, &db, &[("0", b"one")]).await;
    for person in [&jonas, &visitor] {
        assert_eq!(person.has_downloaded(&storage, vod, 1).await, Err(Code::Forbidden));
        assert_eq!(person.is_offered(vod).await, Ok(false));
    }
    assert_eq!(mira.has_downloaded(&storage, vod, 1).await, Ok(b"<0>one".to_vec()));
    assert_eq!(mira.is_offered(vod).await, Ok(true));

    let before = mira.sets(ChannelChange::default()).await;
    let after = mira.sets(offers(true)).await;
    assert_ne!(before.settings_fingerprint(), after.settings_fingerprint(), "a form of before is refused");
    mira.sets(ChannelChange { name: Some("Another".into()), ..ChannelChange::default() }).await;
    for person in [&*mira, &jonas, &visitor] {
        assert_eq!(person.has_downloaded(&storage, vod, 1).await, Ok(b"<0>one".to_vec()), "what is left out stays");
        assert_eq!(person.is_offered(vod).await, Ok(true));
    }

    mira.makes_vod(vod, Visibility::Private).await.unwrap();
    for person in [&jonas, &visitor] {
        assert_eq!(person.has_downloaded(&storage, vod, 1).await, Err(Code::NotFound));
    }
    assert!(mira.has_downloaded(&storage, vod, 1).await.is_ok());
    let unfinished = mira.has_vod("finishing").await;
    assert_eq!(mira.has_downloaded(&storage, unfinished, 1).await, Err(Code::NotFound));
    assert_eq!(mira.is_offered(unfinished).await, Ok(false));
    let gone = mira.has_vod("ready").await;
    assert_eq!(mira.has_downloaded(&storage, gone, 1).await, Err(Code::NotFound), "storage has nothing of it");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_file_is_whole_and_names_the_next_and_goes_without_a_segment_that_was_lost(db: PgPool) {
    let (platform, storage) = (Platform::open(db.clone()).await, TestStorage::open().await);
    let mira = platform.creator("mira").await;
    let long = vec![7; LONG];
    let vod = mira.stores_vod(&storage.client, &db, &[("0", b"one,"), ("0", &long), ("1", b"three")]).await;
    let first = [&b"<0>one,"[..], long.as_slice()].concat();
    assert!(mira.has_downloaded(&storage, vod, 1).await == Ok(first));
    assert_eq!(mira.has_downloaded(&storage, vod, 2).await, Ok(b"<1>three".to_vec()));
    for file in [0, 3, u32::MAX] {
        assert_eq!(mira.has_downloaded(&storage, vod, file).await, Err(Code::NotFound), "{file}");
    }
    let mut names = Vec::new();
    for (file, next) in [(1, Some(2)), (2, None)] {
        let download = mira.downloads(&storage, vod, file).await.unwrap();
        assert_eq!(download.next, next);
        names.push(download.file_name);
    }
    assert!(names[0].starts_with("Yesterday 20") && names[0].ends_with(" part 1.mp4"), "{names:?}");
    assert!(names[1].ends_with(" part 2.mp4"), "{names:?}");

    loses(&storage, &db, vod, "1.m4s").await;
    let begun = mira.downloads(&storage, vod, 1).await.unwrap();
    assert!(read(whole(begun)).await.is_err(), "its length is known from before");
    assert_eq!(mira.has_downloaded(&storage, vod, 1).await, Ok(b"<0>one,".to_vec()));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn each_part_of_a_file_is_what_the_whole_has_there(db: PgPool) {
    let (platform, storage) = (Platform::open(db.clone()).await, TestStorage::open().await);
    let mira = platform.creator("mira").await;
    let long: Vec<u8> = (0..LONG).map(|at| (at % 251) as u8).collect();
    let segments: [(&str, &[u8]); 4] = [("0", b"one,"), ("0", &long), ("0", b"three"), ("1", b"four")];
    let vod = mira.stores_vod(&storage.client, &db, &segments).await;
    let file = [&b"<0>one,"[..], long.as_slice(), b"three"].concat();
    let length = file.len();
    let begin = async || mira.downloads(&storage, vod, 1).await.unwrap();
    for part in [
        0..length,
        0..1,
        2..3,
        2..4,
        5..9,
        (1 << 20)..(2 << 20),
        8 + (1 << 20)..length - 2,
        length - 6..length - 4,
        length - 5..length,
        length - 1..length,
    ] {
        let bytes = read(begin().await.body(part.start as u64..part.end as u64)).await.unwrap();
        assert!(bytes == file[part.clone()], "{part:?}: {} bytes", bytes.len());
    }

    let (first, again, other) = (begin().await, begin().await, mira.asks_of(&storage, vod, 2).await.unwrap());
    let tag = first.tag.clone();
    assert!(!tag.is_empty() && tag.chars().all(|letter| letter.is_ascii_alphanumeric()), "{tag}");
    assert_eq!(mira.asks_of(&storage, vod, 1).await.unwrap().tag, tag, "it is the same file");
    assert_ne!(other.tag, tag, "another file of the VOD");
    loses(&storage, &db, vod, "1.m4s").await;
    let end = first.length - 5..first.length;
    assert_eq!(read(first.body(end)).await.unwrap(), b"three", "the segment before a part is not read");
    assert!(read(whole(again)).await.is_err(), "nothing moves to where the lost segment was");
    let after = begin().await;
    assert_eq!(after.length, (length - LONG) as u64);
    assert_ne!(after.tag, tag, "it has other bytes");
    assert_eq!(read(after.body(2..9)).await.unwrap(), b">one,th");
}

/// A VOD of an encoder that was interrupted twice, and came back with another sample rate after the second time. Its segments are those of media
/// times that do not begin at zero and have holes where its playlist has none.
async fn is_interrupted(storage: &TestStorage, db: &PgPool, vod: StreamId) {
    let playlist = "#EXTM3U\n#EXT-X-MAP:URI=\"init.0.mp4\"\n#EXTINF:2,\n0.m4s\n#EXTINF:2,\n1.m4s\n\
                    #EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"init.2.mp4\"\n#EXTINF:2,\n2.m4s\n#EXTINF:2,\n3.m4s\n\
                    #EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"init.4.mp4\"\n#EXTINF:2,\n4.m4s\n#EXT-X-ENDLIST\n";
    for (file, content) in [
        ("index.m3u8", Bytes::from_static(playlist.as_bytes())),
        ("init.0.mp4", init(48_000)),
        ("0.m4s", segment(48_000, 1.5, 9)),
        ("1.m4s", segment(48_000, 3.5, LONG)),
        ("init.2.mp4", init(48_000)),
        ("2.m4s", segment(48_000, 16.75, 99)),
        ("3.m4s", segment(48_000, 18.75, 9)),
        ("init.4.mp4", init(44_100)),
        ("4.m4s", segment(44_100, 24.0, 9)),
    ] {
        storage.client.put(&key(db, vod, file).await, content, "video/mp4").await.unwrap();
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_file_begins_at_zero_and_each_stretch_goes_on_where_the_one_before_ended(db: PgPool) {
    let (platform, storage) = (Platform::open(db.clone()).await, TestStorage::open().await);
    let mira = platform.creator("mira").await;
    let vod = mira.stores_vod(&storage.client, &db, &[("0", b"one")]).await;
    is_interrupted(&storage, &db, vod).await;
    let segments = [(0.0, 9), (2.0, LONG), (4.0, 99), (6.0, 9)].map(|(second, length)| segment(48_000, second, length));
    let [first, second, third, fourth] = segments;
    let file = [init(48_000), first.clone(), second, third.clone(), fourth.clone()].concat();
    assert!(mira.has_downloaded(&storage, vod, 1).await.unwrap() == file);
    let other = [init(44_100), segment(44_100, 0.0, 9)].concat();
    assert!(mira.has_downloaded(&storage, vod, 2).await.unwrap() == other);

    let begin = async || mira.downloads(&storage, vod, 1).await.unwrap();
    let (length, of_init) = (file.len(), init(48_000).len());
    let last = length - third.len() - fourth.len();
    for part in [
        // Within the times of the first part.
        of_init + 60..of_init + 61,
        of_init - 1..of_init + 100,
        // Within the samples of the second segment.
        of_init + first.len() + (1 << 20) + 5..length,
        last - 9..last + 9,
        // Within the second stretch.
        last + 50..last + 77,
        length - fourth.len() + 60..length,
        length - 1..length,
    ] {
        let bytes = read(begin().await.body(part.start as u64..part.end as u64)).await.unwrap();
        assert!(bytes == file[part.clone()], "{part:?}: {} bytes", bytes.len());
    }

    // Segments that storage has lost do not move the others.
    loses(&storage, &db, vod, "1.m4s").await;
    assert!(read(whole(begin().await)).await.is_err(), "its length is known from before");
    let without = [init(48_000), first.clone(), third, fourth.clone()].concat();
    assert!(mira.has_downloaded(&storage, vod, 1).await.unwrap() == without);
    let begun = begin().await;
    loses(&storage, &db, vod, "2.m4s").await;
    let end = begun.length - 9..begun.length;
    assert!(read(begun.body(end)).await.is_err(), "what the times are counted from is gone");
    let without = [init(48_000), first, fourth].concat();
    assert!(mira.has_downloaded(&storage, vod, 1).await.unwrap() == without);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_download_ends_when_its_vod_is_hidden_from_its_user_or_deleted(db: PgPool) {
    let (platform, storage) = (Platform::open(db.clone()).await, TestStorage::open().await);
    let (mira, jonas, visitor) = (platform.creator("mira").await, platform.person("jonas").await, platform.visitor());
    let vod = mira.stores_vod(&storage.client, &db, &[("0", &[7; LONG])]).await;
    for change in ["a private VOD", "a hidden channel", "no downloads"] {
        mira.sets(offers(true)).await;
        mira.sets_public(true).await;
        mira.makes_vod(vod, Visibility::Unlisted).await.unwrap();
        let own = mira.has_begun(&storage, vod).await;
        let others = [jonas.has_begun(&storage, vod).await, visitor.has_begun(&storage, vod).await];
        match change {
            "a private VOD" => drop(mira.makes_vod(vod, Visibility::Private).await.unwrap()),
            "a hidden channel" => mira.sets_public(false).await,
            _ => drop(mira.sets(offers(false)).await),
        }
        for mut body in others {
            assert!(body.try_next().await.is_err(), "{change}");
            assert_eq!(body.try_next().await.unwrap(), None, "{change}");
        }
        assert_eq!(read(own).await.unwrap().len(), LONG, "its owner goes on: {change}");
    }

    mira.sets(offers(true)).await;
    let bodies = [mira.has_begun(&storage, vod).await, jonas.has_begun(&storage, vod).await];
    outcome(vods::delete(&mira.svc, &mira.user, vod).await).unwrap();
    for body in bodies {
        assert!(read(body).await.is_err());
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_download_goes_on_while_the_database_is_away(db: PgPool) {
    let (platform, storage) = (Platform::open(db.clone()).await, TestStorage::open().await);
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let vod = mira.stores_vod(&storage.client, &db, &[("0", &[7; LONG])]).await;
    mira.sets(offers(true)).await;
    let rest = jonas.has_begun(&storage, vod).await;
    // Nothing is known of the VOD any more.
    platform.svc.archive_access.forget(vod);
    db.close().await;
    assert_eq!(read(rest).await.unwrap().len(), LONG);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_few_downloads_of_one_person_run_at_once_and_one_that_is_given_up_makes_room(db: PgPool) {
    let (platform, storage) = (Platform::open(db.clone()).await, TestStorage::open().await);
    let (mira, jonas, visitor) = (platform.creator("mira").await, platform.person("jonas").await, platform.visitor());
    let vod = mira.stores_vod(&storage.client, &db, &[("0", &[7; LONG])]).await;
    mira.sets(offers(true)).await;
    for person in [&jonas, &visitor] {
        let mut running = Vec::new();
        for _ in 0..4 {
            running.push(person.downloads(&storage, vod, 1).await.unwrap());
        }
        assert_eq!(person.downloads(&storage, vod, 1).await.err(), Some(Code::RateLimited));
        let told = person.asks_of(&storage, vod, 1).await.unwrap();
        assert_eq!(told.length, running[0].length, "what is told of a file takes no download's place");
        assert_eq!(read(whole(told)).await.unwrap(), b"");
        // Given up in the middle, and read to the end.
        let mut given_up = whole(running.remove(0));
        assert!(given_up.try_next().await.unwrap().is_some());
        drop(given_up);
        assert!(person.has_downloaded(&storage, vod, 1).await.is_ok());
        assert!(person.has_downloaded(&storage, vod, 1).await.is_ok());
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn downloads_that_are_begun_again_and_again_are_limited(db: PgPool) {
    let (platform, storage) = (Platform::with_rate_limits(db.clone()).await, TestStorage::open().await);
    let mira = platform.creator("mira").await;
    let vod = mira.stores_vod(&storage.client, &db, &[("0", b"one")]).await;
    let mut begun = 0;
    let refused = loop {
        match mira.downloads(&storage, vod, 1).await {
            Ok(_) if begun < 100 => begun += 1,
            ended => break ended.err(),
        }
    };
    assert_eq!(refused, Some(Code::RateLimited));
    assert!((60..100).contains(&begun), "{begun}");
}
