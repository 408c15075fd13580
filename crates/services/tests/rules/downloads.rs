//! Downloads of VODs: who may, what the files hold, and how many run at once.

use crate::actors::{Outcome, Person, Platform, TestStorage, device, outcome};
use bytes::Bytes;
use domain::channels::ChannelChange;
use domain::{Code, StreamId, Visibility};
use futures_util::TryStreamExt;
use services::vods::{self, Download};
use sqlx::PgPool;
use uuid::Uuid;

/// Longer than what is read from storage at once.
const LONG: usize = (5 << 19) + 7;

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
        let pieces: Vec<Bytes> = download.body.try_collect().await.unwrap();
        let bytes: Vec<u8> = pieces.concat();
        assert_eq!(bytes.len() as u64, download.length);
        Ok(bytes)
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
    let offers = mira.sets(ChannelChange { vod_downloads: Some(true), ..ChannelChange::default() }).await;
    assert_ne!(before.settings_fingerprint(), offers.settings_fingerprint(), "a form of before is refused");
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

    let query = "select folder from archive where stream_id = $1";
    let folder: Uuid = sqlx::query_scalar(query).bind(vod.0).fetch_one(&db).await.unwrap();
    storage.client.delete(&format!("streams/{vod}/{}/source/1.m4s", folder.simple())).await.unwrap();
    assert_eq!(mira.has_downloaded(&storage, vod, 1).await, Ok(b"<0>one,".to_vec()));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_few_downloads_of_one_person_run_at_once_and_one_that_is_given_up_makes_room(db: PgPool) {
    let (platform, storage) = (Platform::open(db.clone()).await, TestStorage::open().await);
    let (mira, jonas, visitor) = (platform.creator("mira").await, platform.person("jonas").await, platform.visitor());
    let vod = mira.stores_vod(&storage.client, &db, &[("0", &[7; LONG])]).await;
    mira.sets(ChannelChange { vod_downloads: Some(true), ..ChannelChange::default() }).await;
    for person in [&jonas, &visitor] {
        let mut running = Vec::new();
        for _ in 0..4 {
            running.push(person.downloads(&storage, vod, 1).await.unwrap());
        }
        assert_eq!(person.downloads(&storage, vod, 1).await.err(), Some(Code::RateLimited));
        let told = person.asks_of(&storage, vod, 1).await.unwrap();
        assert_eq!(told.length, running[0].length, "what is told of a file takes no download's place");
        assert_eq!(told.body.try_collect::<Vec<Bytes>>().await.unwrap(), Vec::<Bytes>::new());
        // Given up in the middle, and read to the end.
        let begun = running[0].body.try_next().await.unwrap();
        assert!(begun.is_some());
        running.remove(0);
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
