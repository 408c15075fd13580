//! Blocks: what a block list hides, and what the people on it may not do.

use crate::actors::{Outcome, Person, Platform, outcome, problem};
use domain::channels::Role;
use domain::chat::Message;
use domain::{ChannelId, Code, MessageId, Page, Problem};
use futures_util::future::join_all;
use services::blocks::{self, BLOCKS_PER_ACCOUNT, Blocked};
use services::{access, chat, follows};
use sqlx::PgPool;
use std::collections::HashSet;

impl Person {
    async fn blocks(&self, user: &str) -> Outcome<Blocked> {
        outcome(blocks::block_user(&self.svc, &self.user, user).await)
    }

    async fn unblocks(&self, user: &str) -> Outcome<()> {
        outcome(blocks::unblock_user(&self.svc, &self.user, user).await)
    }

    /// A page of two of the people whom they have blocked, by username.
    async fn lists_blocked(&self, cursor: Option<&str>) -> Outcome<(Vec<String>, Option<String>)> {
        let page = outcome(blocks::blocked_users(&self.svc, &self.user, cursor, Some(2)).await)?;
        let Page { items, next_cursor } = page;
        Ok((items.into_iter().map(|blocked| blocked.user.username).collect(), next_cursor))
    }

    /// Answers a message of a channel's room.
    async fn replies(&self, channel: ChannelId, text: &str, to: MessageId) -> Result<Message, Problem> {
        let member = access::member(&self.user).unwrap();
        let draft = chat::draft(&self.svc, &member, Role::Viewer, text, None, Some(to)).map_err(problem)?;
        let posted = self.svc.rooms.post(channel, draft).await.unwrap().await.unwrap();
        posted.map(|posted| posted.stored().unwrap()).map_err(problem)
    }

    /// The numbers of the messages that the page of a channel starts with.
    async fn reads(&self, channel: ChannelId) -> Vec<i64> {
        let messages = chat::recent_messages(&self.svc, &self.user, channel).await.unwrap();
        messages.into_iter().map(|message| message.seq).collect()
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_person_is_blocked_by_name_or_id_and_once(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.person("mira").await, platform.person("jonas").await);
    let Ok(Blocked::Now(first)) = mira.blocks(" @Jonas ").await else { panic!("a new block") };
    assert_eq!(first.user.id, jonas.id());
    for name in ["jonas", &jonas.id().to_string()] {
        assert_eq!(mira.blocks(name).await, Ok(Blocked::Before(first.clone())));
    }
    assert!(blocks::has_blocked(&mira.svc, &mira.user, jonas.id()).await.unwrap());
    assert!(!blocks::has_blocked(&jonas.svc, &jonas.user, mira.id()).await.unwrap(), "a block has one direction");
    assert_eq!(mira.blocks("mira").await, Err(Code::Forbidden));
    for unknown in ["nobody", "", "@", "no name at all", "00000000-0000-7000-8000-000000000000"] {
        assert_eq!(mira.blocks(unknown).await, Err(Code::NotFound), "{unknown}");
        assert_eq!(mira.unblocks(unknown).await, Err(Code::NotFound), "{unknown}");
    }
    assert_eq!(platform.visitor().blocks("jonas").await, Err(Code::SigninRequired));
    // A block can be lifted when the blocked account is disabled, too.
    platform.sql("update account set disabled_at = now() where id = $1", &[jonas.id().0]).await;
    assert_eq!(mira.lists_blocked(None).await, Ok((vec!["jonas".to_owned()], None)));
    assert_eq!(mira.unblocks("jonas").await, Ok(()));
    assert_eq!(mira.unblocks("jonas").await, Err(Code::NotFound));
    platform.sql("update account set disabled_at = null where id = $1", &[jonas.id().0]).await;
    assert_eq!(mira.unblocks("jonas").await, Ok(()), "nothing happens without a block");
    assert_eq!(platform.count("select count(*) from block").await, 0);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn blocked_people_are_listed_newest_first_in_pages(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.person("mira").await;
    for name in ["ann", "ben", "cleo"] {
        platform.person(name).await;
        mira.blocks(name).await.unwrap();
    }
    let (first, cursor) = mira.lists_blocked(None).await.unwrap();
    assert_eq!(first, ["cleo", "ben"]);
    // A block that is lifted meanwhile does not end the list.
    mira.unblocks("ben").await.unwrap();
    assert_eq!(mira.lists_blocked(cursor.as_deref()).await, Ok((vec!["ann".to_owned()], None)));
    assert_eq!(mira.lists_blocked(Some("elsewhere")).await, Err(Code::BadRequest));
    assert_eq!(platform.visitor().lists_blocked(None).await, Err(Code::SigninRequired));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_account_blocks_a_limited_number_of_people(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.person("mira").await;
    for name in ["ann", "ben"] {
        platform.person(name).await;
    }
    let accounts = format!(
        "insert into account (id, email) select gen_random_uuid(), 'many' || number || '@example.org'
         from generate_series(2, {BLOCKS_PER_ACCOUNT}) number"
    );
    platform.sql(&accounts, &[]).await;
    let many = "insert into block (account_id, blocked_id) select $1, id from account where email like 'many%'";
    platform.sql(many, &[mira.id().0]).await;
    let answers = join_all(["ann", "ben"].map(|name| mira.blocks(name))).await;
    let refused = answers.iter().filter(|answer| **answer == Err(Code::Forbidden)).count();
    assert_eq!(refused, 1, "{answers:?}");
    assert_eq!(platform.count("select count(*) from block").await, BLOCKS_PER_ACCOUNT);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_blocked_person_follows_no_longer_and_cannot_again(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas, other) =
        (platform.creator("mira").await, platform.creator("jonas").await, platform.creator("other").await);
    let (svc, by_jonas, by_mira) = (&platform.svc, &jonas.user, &mira.user);
    for channel in [mira.channel, other.channel] {
        follows::follow_channel(svc, by_jonas, &channel.into()).await.unwrap();
    }
    follows::follow_user(svc, by_jonas, &mira.id().into()).await.unwrap();
    // The other direction is the blocker's own choice.
    follows::follow_user(svc, by_mira, &jonas.id().into()).await.unwrap();
    mira.blocks("jonas").await.unwrap();
    let followers = async |slug: &str| platform.visitor().sees_channel(slug).await.unwrap().follower_count;
    assert_eq!((followers("mira").await, followers("other").await), (0, 1));
    assert_eq!(platform.count("select count(*) from follow").await, 1);
    let again = follows::follow_channel(svc, by_jonas, &mira.channel.into()).await.map_err(problem).unwrap_err();
    assert_eq!((again.code, again.detail.contains("blocked you")), (Code::Blocked, true), "{again}");
    let again = follows::follow_user(svc, by_jonas, &mira.id().into()).await;
    assert_eq!(outcome(again).map(drop), Err(Code::Blocked));
    mira.unblocks("jonas").await.unwrap();
    assert!(follows::follow_channel(svc, by_jonas, &mira.channel.into()).await.is_ok());
    assert!(follows::follow_user(svc, by_jonas, &mira.id().into()).await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_follow_that_races_with_a_block_loses(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    for round in 0..20 {
        let follow_channel = async {
            let follow = follows::follow_channel(&platform.svc, &jonas.user, &mira.channel.into()).await;
            outcome(follow).map(drop)
        };
        let follow_user =
            async { outcome(follows::follow_user(&platform.svc, &jonas.user, &mira.id().into()).await).map(drop) };
        // Each blocks the other one, too: neither waits for the other for ever.
        let (channel, user, block, back) =
            tokio::join!(follow_channel, follow_user, mira.blocks("jonas"), jonas.blocks("mira"));
        for followed in [channel, user] {
            assert!(matches!(followed, Ok(()) | Err(Code::Blocked)), "{followed:?} in round {round}");
        }
        assert!(block.is_ok() && back.is_ok(), "{block:?} and {back:?} in round {round}");
        let left = "select (select count(*) from follow) + (select count(*) from channel_follow)
                           + (select sum(follower_count)::bigint from channel)";
        assert_eq!(platform.count(left).await, 0, "round {round}");
        mira.unblocks("jonas").await.unwrap();
        jonas.unblocks("mira").await.unwrap();
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_history_of_a_blocker_leaves_the_blocked_out_and_nobody_elses_does(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas, eve) =
        (platform.creator("mira").await, platform.person("jonas").await, platform.person("eve").await);
    eve.says(mira.channel, "before the flood").await.unwrap();
    for number in 0..60 {
        jonas.says(mira.channel, &format!("spam {number}")).await.unwrap();
    }
    eve.says(mira.channel, "after it").await.unwrap();
    let epoch = eve.enters("mira").await.unwrap().epoch;
    mira.blocks("jonas").await.unwrap();
    for (person, all) in [(&*mira, vec![1, 62]), (&eve, (13..=62).collect()), (&jonas, (13..=62).collect())] {
        assert_eq!(person.enters("mira").await.unwrap().history(), all);
        assert_eq!(person.reads(mira.channel).await, all);
    }
    let resumed = mira.returns("mira", &epoch, 60).await.unwrap();
    assert_eq!((resumed.recovered, resumed.history()), (true, vec![62]));
    let resumed = eve.returns("mira", &epoch, 60).await.unwrap();
    assert_eq!((resumed.recovered, resumed.history()), (true, vec![61, 62]));
    mira.unblocks("jonas").await.unwrap();
    assert_eq!(mira.reads(mira.channel).await, (13..=62).collect::<Vec<_>>());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn frames_of_a_blocker_skip_the_blocked_and_others_share_theirs(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas, eve) =
        (platform.creator("mira").await, platform.person("jonas").await, platform.person("eve").await);
    eve.blocks("jonas").await.unwrap();
    let (mut blocker, mut other) = (eve.enters("mira").await.unwrap(), mira.enters("mira").await.unwrap());
    for (person, text) in [(&*mira, "one"), (&jonas, "two"), (&*mira, "three"), (&jonas, "four"), (&*mira, "five")] {
        person.says(mira.channel, text).await.unwrap();
    }
    let seq = |event: serde_json::Value| event["message"]["seq"].as_i64().unwrap();
    for expected in [1, 3, 5] {
        assert_eq!(seq(blocker.hears("chat:message").await), expected);
    }
    for expected in 1..=5 {
        assert_eq!(seq(other.hears("chat:message").await), expected);
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_person_whom_the_owner_has_blocked_cannot_write_there(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas, other) =
        (platform.creator("mira").await, platform.person("jonas").await, platform.creator("other").await);
    assert_eq!(jonas.enters("mira").await.unwrap().me["canSend"], true);
    mira.blocks("jonas").await.unwrap();
    assert_eq!(jonas.says(mira.channel, "hello?").await.map(drop), Err(Code::Blocked));
    let me = jonas.enters("mira").await.unwrap().me;
    assert_eq!((&me["canSend"], &me["reason"]), (&false.into(), &"blocked".into()));
    assert!(jonas.says(other.channel, "hello").await.is_ok(), "other channels are open");
    // A ban is the first reason that is said.
    let ban = "insert into ban (channel_id, account_id) values ($1, $2)";
    platform.sql(ban, &[mira.channel.0, jonas.id().0]).await;
    assert_eq!(jonas.enters("mira").await.unwrap().me["reason"], "banned");
    assert_eq!(jonas.says(mira.channel, "hello?").await.map(drop), Err(Code::Banned));
    platform.sql("delete from ban where channel_id = $1 and account_id = $2", &[mira.channel.0, jonas.id().0]).await;
    mira.unblocks("jonas").await.unwrap();
    assert!(jonas.says(mira.channel, "hello again").await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_blocked_person_can_neither_mention_nor_answer_the_blocker(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas, eve) =
        (platform.creator("mira").await, platform.person("jonas").await, platform.person("eve").await);
    let said = eve.says(mira.channel, "hi").await.unwrap();
    eve.blocks("jonas").await.unwrap();
    let hers = mira.says(mira.channel, "@jonas is here, @eve").await.unwrap();
    for text in ["@eve", "so, (@EVE)!", "@mira and @eve."] {
        assert_eq!(jonas.says(mira.channel, text).await.map(drop), Err(Code::Blocked), "{text}");
    }
    for text in ["eve", "jonas@eve", "@evelyn", "@mira hello"] {
        assert!(jonas.says(mira.channel, text).await.is_ok(), "{text}");
    }
    let refused = jonas.replies(mira.channel, "really?", said.id).await.unwrap_err();
    assert_eq!((refused.code, refused.detail.contains("reply")), (Code::Blocked, true), "{refused}");
    assert!(jonas.replies(mira.channel, "I am", hers.id).await.is_ok());
    // What the blocker says of the blocked is their own business.
    assert!(eve.says(mira.channel, "@jonas hello").await.is_ok());
    // A username that was given up still means the person.
    platform.sql("update account set username = 'eva' where id = $1", &[eve.id().0]).await;
    for text in ["@eve", "@eva"] {
        assert_eq!(jonas.says(mira.channel, text).await.map(drop), Err(Code::Blocked), "{text}");
    }
    let crowd = |count: usize| (0..count).map(|number| format!("@user{number}")).collect::<Vec<_>>().join(" ");
    assert!(jonas.says(mira.channel, &crowd(20)).await.is_ok());
    assert_eq!(jonas.says(mira.channel, &crowd(21)).await.map(drop), Err(Code::InvalidMessage));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn one_refused_message_of_a_crowd_stops_no_other(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas, eve) =
        (platform.creator("mira").await, platform.person("jonas").await, platform.person("eve").await);
    eve.blocks("jonas").await.unwrap();
    let says = async |number: usize| match number % 3 {
        0 => jonas.says(mira.channel, "@eve").await,
        1 => eve.says(mira.channel, "@jonas").await,
        _ => jonas.says(mira.channel, "@mira").await,
    };
    let answers = join_all((0..30).map(says)).await;
    for (number, answer) in answers.iter().enumerate() {
        let expected = if number % 3 == 0 { Some(Code::Blocked) } else { None };
        assert_eq!(answer.as_ref().err(), expected.as_ref(), "message {number}");
    }
    let numbers: HashSet<i64> = answers.iter().flatten().map(|message| message.seq).collect();
    assert_eq!(numbers, (1..=20).collect());
}
