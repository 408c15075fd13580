//! Downloads of VODs: who may, what the files hold, when they end, and how many run at once.

use crate::actors::{Outcome, Person, Platform, TestStorage, device, outcome};
use bytes::Bytes;
use domain::channels::ChannelChange;
use domain::{Code, StreamId, Visibility};
use futures_util::TryStreamExt;
use futures_util::stream::BoxStream;
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

/// Storage loses a file of a VOD's source.
async fn loses(storage: &TestStorage, db: &PgPool, vod: StreamId, file: &str) {
    let query = "select folder from archive where stream_id = $1";
    let folder: Uuid = sqlx::query_scalar(query).bind(vod.0).fetch_one(db).await.unwrap();
    storage.client.delete(&format!("streams/{vod}/{}/source/{file}", folder.simple())).await.unwrap();
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
    loses(&storage, &db, vod, "0.m4s").await;
    let end = first.length - 5..first.length;
    assert_eq!(read(first.body(end)).await.unwrap(), b"three", "what lies before a part is not read");
    assert!(read(whole(again)).await.is_err(), "nothing moves to where the lost segment was");
    let after = begin().await;
    assert_eq!(after.length, length as u64 - 4);
    assert_ne!(after.tag, tag, "it has other bytes");
    assert_eq!(read(after.body(2..6)).await.unwrap(), [b'>', 0, 1, 2]);
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
