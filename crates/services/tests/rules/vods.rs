//! VODs: who may watch and find them, how they are changed and deleted, and what is kept of a stream without one.

use crate::actors::{Outcome, Person, Platform, outcome};
use domain::channels::ChannelChange;
use domain::vods::{ArchiveState, Vod, VodChange};
use domain::{ChannelId, Code, StreamId, Visibility};
use services::vods;
use sqlx::PgPool;

impl Person {
    async fn lists_vods(&self, channel: ChannelId) -> Vec<StreamId> {
        let page = vods::of_channel(&self.svc, &self.user, &channel.into(), None, None).await.unwrap();
        page.items.into_iter().map(|vod| vod.stream.id).collect()
    }

    pub async fn opens_vod(&self, stream: StreamId) -> Outcome<Vod> {
        outcome(vods::find(&self.svc, &self.user, stream).await).map(|page| page.vod)
    }

    pub async fn makes_vod(&self, stream: StreamId, visibility: Visibility) -> Outcome<Vod> {
        let change = VodChange { visibility: Some(visibility), ..VodChange::default() };
        outcome(vods::change(&self.svc, &self.user, stream, change).await)
    }

    async fn deletes_vod(&self, stream: StreamId) -> Outcome<()> {
        outcome(vods::delete(&self.svc, &self.user, stream).await)
    }

    /// Whether they get the files of an archive.
    async fn is_admitted(&self, stream: StreamId) -> Outcome<bool> {
        outcome(vods::archive_access(&self.svc, stream).await).map(|access| access.admits(&self.user))
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_public_vod_is_listed_an_unlisted_one_found_and_a_private_one_neither(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas, visitor) = (platform.creator("mira").await, platform.person("jonas").await, platform.visitor());
    let vod = mira.has_vod("ready").await;
    for (visibility, is_listed, is_found) in
        [(Visibility::Private, false, false), (Visibility::Unlisted, false, true), (Visibility::Public, true, true)]
    {
        assert_eq!(mira.makes_vod(vod, visibility).await.unwrap().visibility, visibility);
        for person in [&jonas, &visitor] {
            assert_eq!(person.lists_vods(mira.channel).await.len(), usize::from(is_listed), "{visibility:?}");
            assert_eq!(person.opens_vod(vod).await.is_ok(), is_found, "{visibility:?}");
            assert_eq!(person.is_admitted(vod).await, Ok(is_found), "{visibility:?}");
            let stream = person.sees_stream(vod).await.unwrap();
            assert_eq!((stream.is_archived, stream.vod_url.is_some()), (is_found, is_found), "{visibility:?}");
        }
        assert_eq!(mira.lists_vods(mira.channel).await, [vod]);
        assert_eq!((mira.opens_vod(vod).await.is_ok(), mira.is_admitted(vod).await), (true, Ok(true)));
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_vod_keeps_its_visibility_when_the_channels_setting_changes(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let (before, own) = (mira.has_vod("ready").await, mira.has_vod("ready").await);
    mira.makes_vod(own, Visibility::Unlisted).await.unwrap();
    mira.sets(ChannelChange { vod_visibility: Some(Visibility::Private), ..ChannelChange::default() }).await;
    let after = mira.has_vod("ready").await;
    let seen = async |vod| mira.opens_vod(vod).await.unwrap().visibility;
    assert_eq!(
        [seen(before).await, seen(own).await, seen(after).await],
        [Visibility::Public, Visibility::Unlisted, Visibility::Private]
    );
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_archive_that_is_not_ready_is_shown_to_its_owner_alone(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let states = [
        ("recording", ArchiveState::Recording, Ok(true)),
        ("finishing", ArchiveState::Finishing, Ok(true)),
        ("failed", ArchiveState::Failed, Err(Code::NotFound)),
    ];
    for (state, shown, admitted) in states {
        let vod = mira.has_vod(state).await;
        let own = mira.opens_vod(vod).await.unwrap();
        assert_eq!((own.archive_state, own.stream.is_archived, own.expires_at), (shown, false, None));
        assert_eq!(jonas.opens_vod(vod).await, Err(Code::NotFound), "{state}");
        // The end of a running recording is still watched by those who rewound it.
        assert_eq!(jonas.is_admitted(vod).await, admitted, "{state}");
    }
    assert_eq!((mira.lists_vods(mira.channel).await.len(), jonas.lists_vods(mira.channel).await.len()), (3, 0));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_deleted_vod_leaves_the_stream_and_hands_its_objects_over_for_deletion(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.creator("jonas").await);
    let vod = mira.has_vod("ready").await;
    assert_eq!(jonas.is_admitted(vod).await, Ok(true));
    assert_eq!(jonas.deletes_vod(vod).await, Err(Code::Forbidden));
    assert_eq!(platform.visitor().deletes_vod(vod).await, Err(Code::SigninRequired));
    assert_eq!(mira.deletes_vod(vod).await, Ok(()));
    assert_eq!(jonas.is_admitted(vod).await, Err(Code::NotFound), "at once, whatever was cached");
    assert_eq!(mira.opens_vod(vod).await, Err(Code::NotFound));
    let left = mira.sees_stream(vod).await.unwrap();
    assert_eq!((left.is_archived, left.vod_url, left.recording_path), (false, None, Some(None)));
    assert_eq!(platform.count("select count(*) from discarded_archive").await, 1);
    assert_eq!(mira.deletes_vod(vod).await, Err(Code::NotFound));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_recording_of_a_stream_on_air_cannot_be_deleted(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let encoder = mira.goes_live().await;
    assert_eq!(mira.deletes_vod(encoder.stream).await, Err(Code::NotFound));
    assert_eq!(mira.lists_vods(mira.channel).await, [], "nor is it a VOD");
    mira.ends(encoder.stream).await.unwrap();
    assert_eq!(mira.lists_vods(mira.channel).await, [encoder.stream]);
    assert_eq!(mira.deletes_vod(encoder.stream).await, Ok(()));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn only_the_owner_changes_a_vod(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas, visitor) = (platform.creator("mira").await, platform.person("jonas").await, platform.visitor());
    let vod = mira.has_vod("ready").await;
    assert_eq!(jonas.makes_vod(vod, Visibility::Private).await, Err(Code::Forbidden));
    assert_eq!(visitor.makes_vod(vod, Visibility::Private).await, Err(Code::SigninRequired));
    mira.makes_vod(vod, Visibility::Private).await.unwrap();
    assert_eq!(jonas.makes_vod(vod, Visibility::Public).await, Err(Code::NotFound), "for them it does not exist");
    let long = VodChange { title: Some("x".repeat(141)), ..VodChange::default() };
    assert_eq!(outcome(vods::change(&mira.svc, &mira.user, vod, long).await), Err(Code::ValidationFailed));
    assert_eq!(mira.makes_vod(StreamId(uuid::Uuid::now_v7()), Visibility::Public).await, Err(Code::NotFound));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn vods_come_in_pages_newest_first(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let mut made = Vec::new();
    for _ in 0..5 {
        made.insert(0, mira.has_vod("ready").await);
    }
    let page = async |cursor: Option<&str>, limit| {
        let page = vods::of_channel(&mira.svc, &mira.user, &mira.channel_ref(), cursor, limit).await;
        outcome(page).map(|page| (page.items.iter().map(|vod| vod.stream.id).collect::<Vec<_>>(), page.next_cursor))
    };
    let (first, cursor) = page(None, Some(2)).await.unwrap();
    assert_eq!((first, cursor.as_deref()), (made[..2].to_vec(), Some(made[1].to_string().as_str())));
    let (rest, cursor) = page(cursor.as_deref(), Some(3)).await.unwrap();
    assert_eq!((rest, cursor), (made[2..].to_vec(), None));
    assert_eq!(page(None, Some(0)).await.unwrap().0.len(), 1, "a page has something on it");
    assert_eq!(page(None, Some(u32::MAX)).await.unwrap().0, made);
    assert_eq!(page(Some("x"), None).await, Err(Code::BadRequest));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_channel_knows_what_its_ready_vods_take(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.creator("jonas").await);
    for state in ["ready", "ready", "finishing", "failed"] {
        mira.has_vod(state).await;
    }
    jonas.has_vod("ready").await;
    let used = async |person: &Person| outcome(vods::used(&person.svc, &person.user, &mira.channel_ref()).await);
    assert_eq!((used(&mira).await, used(&jonas).await), (Ok(2 * 4096), Err(Code::Forbidden)));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_vod_says_when_its_channel_deletes_it(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let vod = mira.has_vod("ready").await;
    assert_eq!(mira.opens_vod(vod).await.unwrap().expires_at, None);
    mira.sets(ChannelChange { retention_days: Some(Some(3)), ..ChannelChange::default() }).await;
    let kept = mira.opens_vod(vod).await.unwrap();
    assert_eq!(kept.expires_at.unwrap() - kept.stream.end_time.unwrap(), time::Duration::days(3));
}
