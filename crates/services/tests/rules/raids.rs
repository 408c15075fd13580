//! Raids: what the moderators are asked, what the guard lets through, and that nothing happens by itself unless the owner has said so.

use crate::actors::{Creator, Outcome, Person, Platform, outcome};
use domain::chat::{FiltersChange, Me};
use domain::moderation::{LogEntry, RaidSign};
use domain::{ChannelId, Code};
use serde_json::{Value, json};
use services::{chat, follows, moderation};
use sqlx::PgPool;

const SPAM: &str = "join my giveaway at example dot org";

impl Person {
    async fn starts_guard(&self, channel: ChannelId) -> Outcome<()> {
        outcome(moderation::start_raid_guard(&self.svc, &self.user, &channel.into()).await)
    }

    async fn ends_guard(&self, channel: ChannelId) -> Outcome<()> {
        outcome(moderation::end_raid_guard(&self.svc, &self.user, &channel.into()).await)
    }

    async fn reads_me(&self, channel: ChannelId) -> Me {
        chat::standing(&self.svc, &self.user, channel).await.unwrap()
    }

    async fn reads_whole_log(&self, channel: ChannelId) -> Vec<LogEntry> {
        moderation::log(&self.svc, &self.user, &channel.into(), Default::default()).await.unwrap().items
    }

    async fn configures(&self, channel: ChannelId, change: Value) -> Outcome<()> {
        let change: FiltersChange = serde_json::from_value(change).unwrap();
        outcome(chat::change_filters(&self.svc, &self.user, &channel.into(), change).await).map(drop)
    }
}

/// Five new accounts write the same.
async fn raid(platform: &Platform, mira: &Creator<'_>, wave: &str) -> Vec<Person> {
    let mut raiders = Vec::new();
    for number in 0..5 {
        let raider = platform.person(&format!("{wave}{number}")).await;
        raider.says(mira.channel, &format!("{SPAM} {number}")).await.unwrap();
        raiders.push(raider);
    }
    raiders
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_raid_is_suggested_to_moderators_and_the_guard_is_theirs_to_start(db: PgPool) {
    let platform = Platform::open(db).await;
    platform.listens().await;
    let mira = platform.creator("mira").await;
    let moder = platform.moderator("moder", mira.channel).await;
    let fan = platform.person("fan").await;
    follows::follow_channel(&fan.svc, &fan.user, &mira.channel.into()).await.unwrap();
    let raiders = raid(&platform, &mira, "raider").await;
    let raid = testkit::until("the moderators are asked", async || moder.reads_me(mira.channel).await.raid).await;
    assert_eq!((raid.sign, raid.people), (RaidSign::AlikeMessages, 5));
    assert_eq!(raid.example, format!("{SPAM} 4"));
    assert_eq!(raiders[0].reads_me(mira.channel).await.raid, None, "raiders are not told");
    raiders[0].says(mira.channel, "nothing has happened yet").await.unwrap();
    assert_eq!(mira.reads_whole_log(mira.channel).await[0].action, "notice_raid");

    assert_eq!(fan.starts_guard(mira.channel).await, Err(Code::Forbidden));
    moder.starts_guard(mira.channel).await.unwrap();
    assert_eq!(moder.reads_me(mira.channel).await.raid, None, "it is dealt with");
    assert_eq!(raiders[0].says(mira.channel, SPAM).await.map(drop), Err(Code::FollowersOnly));
    let me = raiders[0].reads_me(mira.channel).await;
    assert_eq!((me.can_send, me.reason, me.until.is_some()), (false, Some(Code::FollowersOnly), true));
    // Who begins to follow now came with the raid.
    follows::follow_channel(&raiders[1].svc, &raiders[1].user, &mira.channel.into()).await.unwrap();
    assert_eq!(raiders[1].says(mira.channel, SPAM).await.map(drop), Err(Code::FollowersOnly));
    platform
        .sql(
            "update channel_follow set created_at = created_at - interval '1 minute' where account_id = $1",
            &[fan.id().0],
        )
        .await;
    fan.says(mira.channel, "hello, all").await.unwrap();
    mira.says(mira.channel, "all is well").await.unwrap();

    let started = moder.reads_whole_log(mira.channel).await.remove(0);
    assert_eq!(started.action, "start_raid_guard");
    outcome(moderation::undo(&moder.svc, &moder.user, started.id).await).unwrap();
    raiders[0].says(mira.channel, "back again").await.unwrap();
    moder.starts_guard(mira.channel).await.unwrap();
    // Those who began to follow meanwhile stay out when it is prolonged, and only the last action takes it back.
    let late = platform.person("late").await;
    follows::follow_channel(&late.svc, &late.user, &mira.channel.into()).await.unwrap();
    let first = moder.reads_whole_log(mira.channel).await.remove(0).id;
    moder.starts_guard(mira.channel).await.unwrap();
    assert_eq!(late.says(mira.channel, SPAM).await.map(drop), Err(Code::FollowersOnly));
    assert_eq!(outcome(moderation::undo(&moder.svc, &moder.user, first).await).map(drop), Err(Code::Conflict));
    platform.sql("update filter set raid_guard_until = now()", &[]).await;
    raiders[0].says(mira.channel, "it is over by itself").await.unwrap();
    moder.ends_guard(mira.channel).await.unwrap();
    assert_eq!(mira.reads_whole_log(mira.channel).await[0].action, "start_raid_guard", "nothing was there to end");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_raid_whose_messages_the_filters_stop_is_noticed_as_well(db: PgPool) {
    for action in ["hold", "refuse"] {
        let platform = Platform::open(db.clone()).await;
        let slug = format!("mira{action}");
        let mira = platform.creator(&slug).await;
        mira.configures(mira.channel, json!({ "blockedTerms": [{ "pattern": "giveaway", "action": action }] }))
            .await
            .unwrap();
        for number in 0..5 {
            let raider = platform.person(&format!("{action}{number}")).await;
            let _ = chat::post_message(&raider.svc, &raider.user, mira.channel, &format!("{SPAM} {number}")).await;
        }
        let raid = testkit::until("it is noted", async || mira.reads_me(mira.channel).await.raid).await;
        assert_eq!((raid.sign, raid.people), (RaidSign::AlikeMessages, 5), "{action}");
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_guard_acts_by_itself_only_where_the_owner_says_so(db: PgPool) {
    let platform = Platform::open(db).await;
    platform.listens().await;
    let mira = platform.creator("mira").await;
    let moder = platform.moderator("moder", mira.channel).await;
    let act = json!({ "raidGuard": "act" });
    assert_eq!(moder.configures(mira.channel, act.clone()).await, Err(Code::Forbidden), "the owner says it");
    mira.configures(mira.channel, act).await.unwrap();
    let raiders = raid(&platform, &mira, "raider").await;
    testkit::until("the guard is on", async || {
        let refused = raiders[0].says(mira.channel, "hello there").await.map(drop);
        (refused == Err(Code::FollowersOnly)).then_some(())
    })
    .await;
    let logged = mira.reads_whole_log(mira.channel).await.remove(0);
    assert_eq!((logged.action.as_str(), logged.by, logged.is_undoable), ("guard_raid", None, true));
    outcome(moderation::undo(&moder.svc, &moder.user, logged.id).await).unwrap();
    raiders[0].says(mira.channel, "hello there").await.unwrap();
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_raid_is_noted_once_by_all_nodes_and_not_at_all_where_it_is_off(db: PgPool) {
    let platform = Platform::open(db.clone()).await;
    platform.listens().await;
    let mira = platform.creator("mira").await;
    mira.configures(mira.channel, json!({ "raidGuard": "off" })).await.unwrap();
    raid(&platform, &mira, "first").await;
    mira.configures(mira.channel, json!({ "raidGuard": "suggest" })).await.unwrap();
    // Another node sees the second wave.
    let other = crate::actors::node(&db);
    for number in 0..5 {
        let raider = platform.person(&format!("second{number}")).await;
        chat::post_message(&other, &raider.user, mira.channel, &format!("{SPAM} {number}")).await.unwrap();
    }
    testkit::until("it is noted", async || mira.reads_me(mira.channel).await.raid.map(drop)).await;
    mira.ends_guard(mira.channel).await.unwrap();
    assert_eq!(mira.reads_me(mira.channel).await.raid, None, "dismissed");
    platform.sql("update filter set raid_suspected_at = now() - interval '9 minutes'", &[]).await;
    raid(&platform, &mira, "third").await;
    let noticed = "select count(*) from audit where action = 'notice_raid'";
    assert_eq!(platform.count(noticed).await, 1, "for ten minutes");
    let actions: Vec<String> = mira.reads_whole_log(mira.channel).await.into_iter().map(|entry| entry.action).collect();
    assert_eq!(actions[..2], ["dismiss_raid", "notice_raid"]);
}
