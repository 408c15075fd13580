//! Follows: who may follow what, counts that stay true, and the lists.

use crate::accounts::newcomer;
use crate::actors::{Outcome, Person, Platform, outcome, problem};
use domain::accounts::UserRef;
use domain::channels::{Channel, ChannelRef};
use domain::follows::{ChannelFollow, Follow};
use domain::{ChannelId, Code, Page, UserId};
use futures_util::future::join_all;
use services::channels::deletion;
use services::follows::{self, FOLLOWS_PER_ACCOUNT, Followed};
use sqlx::PgPool;
use std::time::Duration;
use testkit::until_refused;
use uuid::Uuid;

/// Time after which one more follow is free.
const FOLLOW: Duration = Duration::from_secs(1);

impl Person {
    pub async fn follows(&self, channel: ChannelId) -> Outcome<Followed<ChannelFollow>> {
        outcome(follows::follow_channel(&self.svc, &self.user, &channel.into()).await)
    }

    pub async fn unfollows(&self, channel: ChannelId) -> Outcome<()> {
        outcome(follows::unfollow_channel(&self.svc, &self.user, &channel.into()).await)
    }

    async fn follows_user(&self, user: &UserRef) -> Outcome<Followed<Follow>> {
        outcome(follows::follow_user(&self.svc, &self.user, user).await)
    }

    async fn unfollows_user(&self, user: UserId) -> Outcome<()> {
        outcome(follows::unfollow_user(&self.svc, &self.user, &user.into()).await)
    }

    async fn is_following(&self, slug: &str) -> bool {
        follows::is_following(&self.svc, &self.user, &slug.parse().unwrap()).await.unwrap()
    }

    async fn lists(&self, cursor: Option<&str>, limit: Option<u32>) -> Outcome<Page<Channel>> {
        outcome(follows::followed_channels(&self.svc, &self.user, cursor, limit).await)
    }

    /// The slugs of the channels that they follow, in the order of the list.
    async fn followed(&self) -> Vec<String> {
        let page = self.lists(None, None).await.unwrap();
        page.items.into_iter().map(|channel| channel.slug).collect()
    }

    /// The usernames of a channel's followers, in the order of the list.
    async fn sees_followers(&self, channel: ChannelId, cursor: Option<&str>) -> Outcome<(Vec<String>, Option<String>)> {
        let page = follows::followers(&self.svc, &self.user, &channel.into(), cursor, Some(2)).await;
        let page = outcome(page)?;
        Ok((page.items.into_iter().map(|follower| follower.user.username).collect(), page.next_cursor))
    }
}

async fn count(platform: &Platform, slug: &str) -> i64 {
    platform.visitor().sees_channel(slug).await.unwrap().follower_count
}

async fn rows(platform: &Platform) -> i64 {
    platform.count("select count(*) from channel_follow").await
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_channel_is_followed_once_however_often_it_is_asked_for(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    assert!(!jonas.is_following("mira").await);
    let first = jonas.follows(mira.channel).await.unwrap();
    assert!(
        matches!(&first, Followed::Now(follow) if (follow.user_id, follow.channel_id) == (jonas.id(), mira.channel))
    );
    let again = jonas.follows(mira.channel).await.unwrap();
    assert_eq!(again, Followed::Before(first.into_follow()));
    assert!(jonas.is_following("mira").await && !platform.visitor().is_following("mira").await);
    assert_eq!((count(&platform, "mira").await, rows(&platform).await), (1, 1));
    assert_eq!(jonas.followed().await, ["mira"]);
    for _ in 0..2 {
        assert_eq!(jonas.unfollows(mira.channel).await, Ok(()));
        assert_eq!((count(&platform, "mira").await, rows(&platform).await), (0, 0));
    }
    assert!(jonas.followed().await.is_empty() && !jonas.is_following("mira").await);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_own_channel_and_oneself_are_not_followed(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let refused = follows::follow_channel(&mira.svc, &mira.user, &mira.channel_ref()).await.map_err(problem);
    let refused = refused.unwrap_err();
    assert_eq!((refused.code, refused.detail.contains("your own")), (Code::Forbidden, true), "{refused}");
    assert_eq!(mira.follows_user(&mira.id().into()).await, Err(Code::Forbidden));
    assert_eq!(mira.unfollows(mira.channel).await, Ok(()), "nothing to take back");
    assert_eq!(count(&platform, "mira").await, 0);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn visitors_and_people_without_a_name_do_not_follow(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, visitor) = (platform.creator("mira").await, platform.visitor());
    assert_eq!(visitor.follows(mira.channel).await, Err(Code::SigninRequired));
    assert_eq!(visitor.unfollows(mira.channel).await, Err(Code::SigninRequired));
    assert_eq!(visitor.follows_user(&mira.id().into()).await, Err(Code::SigninRequired));
    assert_eq!(visitor.lists(None, None).await, Err(Code::SigninRequired));
    assert_eq!(visitor.sees_followers(mira.channel, None).await, Err(Code::SigninRequired));
    let nameless = newcomer(&platform, "jonas@example.org").await;
    assert_eq!(nameless.follows(mira.channel).await, Err(Code::OnboardingRequired));
    assert_eq!(nameless.follows_user(&mira.id().into()).await, Err(Code::OnboardingRequired));
    assert_eq!(mira.follows_user(&nameless.id().into()).await, Err(Code::NotFound), "others cannot see them either");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_hidden_channel_answers_as_an_unknown_one_and_leaves_the_lists(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas, eve) =
        (platform.creator("mira").await, platform.person("jonas").await, platform.person("eve").await);
    jonas.follows(mira.channel).await.unwrap();
    mira.sets_public(false).await;
    let unknown = ChannelId(Uuid::now_v7());
    for channel in [mira.channel, unknown] {
        assert_eq!(eve.follows(channel).await, Err(Code::NotFound));
        assert_eq!(eve.unfollows(channel).await, Err(Code::NotFound));
        assert_eq!(eve.sees_followers(channel, None).await, Err(Code::NotFound));
    }
    assert_eq!(jonas.followed().await, Vec::<String>::new());
    assert_eq!(mira.sees_followers(mira.channel, None).await.unwrap().0, ["jonas"], "its owner still sees them");
    mira.sets_public(true).await;
    assert_eq!(jonas.followed().await, ["mira"]);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_deleted_channel_leaves_the_lists_at_once_and_its_follows_go_behind_it(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, other, jonas) =
        (platform.creator("mira").await, platform.creator("other").await, platform.person("jonas").await);
    for channel in [mira.channel, other.channel] {
        jonas.follows(channel).await.unwrap();
    }
    mira.deletes_channel(mira.channel).await.unwrap();
    assert_eq!(jonas.followed().await, ["other"]);
    assert_eq!(jonas.follows(mira.channel).await, Err(Code::NotFound));
    deletion::clear(&platform.svc).await.unwrap();
    assert_eq!((rows(&platform).await, count(&platform, "other").await), (1, 1));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_account_that_goes_takes_its_follows_off_the_counts(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, other, jonas, eve) = (
        platform.creator("mira").await,
        platform.creator("other").await,
        platform.person("jonas").await,
        platform.person("eve").await,
    );
    for channel in [mira.channel, other.channel] {
        jonas.follows(channel).await.unwrap();
    }
    eve.follows(mira.channel).await.unwrap();
    platform.sql("delete from account where id = $1", &[jonas.id().0]).await;
    assert_eq!((count(&platform, "mira").await, count(&platform, "other").await), (1, 0));
}

/// The count is that of the rows after everything at once: several people, and each of them several times.
#[sqlx::test(migrator = "services::MIGRATOR")]
async fn counts_are_those_of_the_rows_after_everything_at_once(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, other) = (platform.creator("mira").await, platform.creator("other").await);
    let mut people = Vec::new();
    for number in 0..8 {
        people.push(platform.person(&format!("user{number}")).await);
    }
    let tries = (0..240_usize).map(|number| {
        let (person, channel) = (&people[number % 8], [mira.channel, other.channel][number / 8 % 2]);
        async move {
            match number / 16 % 3 {
                2 => person.unfollows(channel).await.map(drop),
                _ => person.follows(channel).await.map(drop),
            }
        }
    });
    for answer in join_all(tries).await {
        assert_eq!(answer, Ok(()));
    }
    let differing = "select count(*) from channel
                     where follower_count <> (select count(*) from channel_follow where channel_id = channel.id)";
    assert_eq!(platform.count(differing).await, 0);
    let twice = "select count(*) - count(distinct (account_id, channel_id)) from channel_follow";
    assert_eq!(platform.count(twice).await, 0);
    // And what everybody asks for last counts.
    for answer in join_all(people.iter().map(|person| person.follows(mira.channel))).await {
        answer.unwrap();
    }
    for answer in join_all(people.iter().map(|person| person.unfollows(other.channel))).await {
        answer.unwrap();
    }
    assert_eq!((count(&platform, "mira").await, count(&platform, "other").await, rows(&platform).await), (8, 0, 8));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_person_who_follows_one_channel_many_times_at_once_is_one_follower(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let answers = join_all((0..30).map(|_| jonas.follows(mira.channel))).await;
    let new = answers.iter().filter(|answer| matches!(answer, Ok(Followed::Now(_)))).count();
    let known = answers.iter().filter(|answer| matches!(answer, Ok(Followed::Before(_)))).count();
    assert_eq!((new, known), (1, 29));
    assert_eq!((count(&platform, "mira").await, rows(&platform).await), (1, 1));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn live_channels_stand_first_and_each_channel_once_over_all_pages(db: PgPool) {
    let platform = Platform::open(db).await;
    let jonas = platform.person("jonas").await;
    let mut channels = Vec::new();
    for number in 0..5 {
        let creator = platform.creator(&format!("room-{number}")).await;
        jonas.follows(creator.channel).await.unwrap();
        channels.push(creator);
    }
    let encoder = channels[1].goes_live().await;
    let also = channels[2].goes_live().await;
    let expected = ["room-2", "room-1", "room-4", "room-3", "room-0"];
    assert_eq!(jonas.followed().await, expected);
    let (mut all, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let page = jonas.lists(cursor.as_deref(), Some(2)).await.unwrap();
        assert!((1..=2).contains(&page.items.len()));
        all.extend(page.items.into_iter().map(|channel| (channel.slug.clone(), channel.is_live())));
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    let slugs: Vec<&str> = all.iter().map(|(slug, _)| slug.as_str()).collect();
    assert_eq!((slugs, all.iter().filter(|(_, is_live)| *is_live).count()), (expected.to_vec(), 2));
    jonas.lists(Some("elsewhere"), None).await.map_err(|code| assert_eq!(code, Code::BadRequest)).unwrap_err();
    channels[2].ends(also.stream).await.unwrap();
    assert_eq!(jonas.followed().await, ["room-1", "room-4", "room-3", "room-2", "room-0"]);
    drop(encoder);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_channels_owner_sees_its_followers_newest_first_in_pages(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let mut people = Vec::new();
    for name in ["ann", "ben", "cleo"] {
        let person = platform.person(name).await;
        person.follows(mira.channel).await.unwrap();
        people.push(person);
    }
    let (first, cursor) = mira.sees_followers(mira.channel, None).await.unwrap();
    assert_eq!(first, ["cleo", "ben"]);
    let (second, end) = mira.sees_followers(mira.channel, cursor.as_deref()).await.unwrap();
    assert_eq!((second, end), (vec!["ann".to_owned()], None));
    assert_eq!(mira.sees_followers(mira.channel, Some("elsewhere")).await, Err(Code::BadRequest));
    assert_eq!(people[0].sees_followers(mira.channel, None).await, Err(Code::Forbidden));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn people_are_followed_by_name_or_id_and_once(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.person("mira").await, platform.person("jonas").await);
    let first = jonas.follows_user(&"Mira".parse().unwrap()).await.unwrap().into_follow();
    assert_eq!((first.follower_id, first.followee_id), (jonas.id(), mira.id()));
    assert_eq!(jonas.follows_user(&mira.id().into()).await, Ok(Followed::Before(first)));
    assert_eq!(platform.count("select count(*) from follow").await, 1);
    platform.sql("update account set disabled_at = now() where id = $1", &[mira.id().0]).await;
    let eve = platform.person("eve").await;
    assert_eq!(eve.follows_user(&mira.id().into()).await, Err(Code::NotFound));
    assert_eq!(eve.follows_user(&"nobody".parse().unwrap()).await, Err(Code::NotFound));
    platform.sql("update account set disabled_at = null where id = $1", &[mira.id().0]).await;
    for _ in 0..2 {
        assert_eq!(jonas.unfollows_user(mira.id()).await, Ok(()));
    }
    assert_eq!(platform.count("select count(*) from follow").await, 0);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_account_follows_a_limited_number_of_channels_and_people(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, other, jonas) =
        (platform.creator("mira").await, platform.creator("other").await, platform.person("jonas").await);
    let many = format!(
        "insert into channel_follow (id, account_id, channel_id) select gen_random_uuid(), $1, gen_random_uuid()
         from generate_series(2, {FOLLOWS_PER_ACCOUNT})"
    );
    platform.sql(&many, &[jonas.id().0]).await;
    let answers = join_all([mira.channel, other.channel].map(|channel| jonas.follows(channel))).await;
    let refused = answers.iter().filter(|answer| **answer == Err(Code::Forbidden)).count();
    assert_eq!(refused, 1, "{answers:?}");
    assert_eq!(rows(&platform).await, FOLLOWS_PER_ACCOUNT);
    assert!(jonas.follows_user(&mira.id().into()).await.is_ok(), "people are counted apart");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn following_and_unfollowing_take_from_one_limit(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let refused = until_refused(60..=60, FOLLOW, async |number| match number % 2 {
        0 => jonas.follows(mira.channel).await.err(),
        _ => jonas.unfollows(mira.channel).await.err(),
    });
    assert_eq!(refused.await.1, Code::RateLimited);
    let eve = platform.person("eve").await;
    assert!(eve.follows(mira.channel).await.is_ok(), "the limit is an account's own");
    let by_slug: ChannelRef = "mira".parse().unwrap();
    assert!(outcome(follows::unfollow_channel(&eve.svc, &eve.user, &by_slug).await).is_ok());
}
