//! Chat modes: whom they bind, what they ask, and how rooms and writers are told.

use crate::actors::{Outcome, Person, Platform, node, outcome, problem};
use domain::chat::{Filters, FiltersChange};
use domain::{ChannelId, Code, Problem};
use serde_json::{Value, json};
use services::{chat, recheck};
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

impl Person {
    /// Changes the filters of a channel.
    pub async fn sets_filters(&self, channel: ChannelId, change: Value) -> Outcome<Filters> {
        let change: FiltersChange = serde_json::from_value(change).unwrap();
        outcome(chat::change_filters(&self.svc, &self.user, &channel.into(), change).await)
    }

    async fn sets_modes(&self, channel: ChannelId, modes: Value) {
        self.sets_filters(channel, json!({ "modes": modes })).await.unwrap();
    }

    async fn reads_filters(&self, channel: ChannelId) -> Outcome<Filters> {
        outcome(chat::filters(&self.svc, &self.user, &channel.into()).await)
    }

    async fn is_refused(&self, channel: ChannelId, text: &str) -> Problem {
        problem(chat::post_message(&self.svc, &self.user, channel, text).await.unwrap_err())
    }

    async fn stands(&self, channel: ChannelId) -> Value {
        serde_json::to_value(chat::standing(&self.svc, &self.user, channel).await.unwrap()).unwrap()
    }
}

impl Platform {
    pub async fn moderator(&self, name: &str, channel: ChannelId) -> Person {
        let person = self.person(name).await;
        let insert = "insert into moderator (channel_id, account_id) values ($1, $2)";
        self.sql(insert, &[channel.0, person.id().0]).await;
        person
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn modes_bind_viewers_and_neither_owner_moderators_nor_staff(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let (jonas, moder, boss) = (
        platform.person("jonas").await,
        platform.moderator("moder", mira.channel).await,
        platform.administrator().await,
    );
    platform.sql("update account set email_verified = false", &[]).await;
    for (mode, code) in [
        (json!({ "slowSeconds": 60 }), Code::SlowMode),
        (json!({ "followersOnly": 0 }), Code::FollowersOnly),
        (json!({ "emoteOnly": true }), Code::EmoteOnly),
        (json!({ "uniqueMessages": true }), Code::DuplicateMessage),
        (json!({ "verifiedEmail": true }), Code::EmailUnverified),
        (json!({ "accountAgeSeconds": 3600 }), Code::AccountTooYoung),
    ] {
        assert!(jonas.says(mira.channel, "the same").await.is_ok(), "{mode}");
        mira.sets_modes(mira.channel, mode.clone()).await;
        let refused = jonas.is_refused(mira.channel, "the same").await;
        assert!(refused.code == code && refused.detail.ends_with('.'), "{mode}: {refused:?}");
        let waits = matches!(code, Code::SlowMode | Code::AccountTooYoung);
        assert_eq!(refused.retry_after_ms.is_some(), waits, "{refused:?}");
        for person in [&*mira, &moder, &boss] {
            for _ in 0..2 {
                assert!(person.says(mira.channel, "the same").await.is_ok(), "{mode}");
            }
        }
        let off = json!({
            "slowSeconds": 0, "followersOnly": null, "emoteOnly": false, "uniqueMessages": false, "verifiedEmail": false,
            "accountAgeSeconds": 0
        });
        mira.sets_modes(mira.channel, off).await;
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn who_may_not_write_is_told_why_and_until_when(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let free = json!({ "role": "viewer", "canSend": true, "reason": null, "until": null, "banId": null });
    mira.sets_modes(mira.channel, json!({ "slowSeconds": 60 })).await;
    assert_eq!(jonas.stands(mira.channel).await, free);
    jonas.says(mira.channel, "first").await.unwrap();
    let me = jonas.stands(mira.channel).await;
    assert!(me["reason"] == "slow_mode" && me["until"].is_string(), "{me}");
    let wait = jonas.is_refused(mira.channel, "second").await.retry_after_ms.unwrap();
    assert!((1..=60_000).contains(&wait), "{wait}");
    platform.sql("update message set created_at = created_at - interval '1 minute'", &[]).await;
    assert_eq!(jonas.stands(mira.channel).await, free);
    assert!(jonas.says(mira.channel, "a minute later").await.is_ok());

    mira.sets_modes(mira.channel, json!({ "slowSeconds": 0, "followersOnly": 10 })).await;
    let me = jonas.stands(mira.channel).await;
    assert!(me["reason"] == "followers_only" && me["until"].is_null(), "{me}");
    assert_eq!(jonas.is_refused(mira.channel, "hi").await.retry_after_ms, None);
    jonas.follows(mira.channel).await.unwrap();
    let me = jonas.stands(mira.channel).await;
    assert!(me["reason"] == "followers_only" && me["until"].is_string(), "{me}");
    assert!(jonas.is_refused(mira.channel, "hi").await.retry_after_ms.unwrap() <= 600_000);
    platform.sql("update channel_follow set created_at = created_at - interval '10 minutes'", &[]).await;
    assert_eq!(jonas.stands(mira.channel).await, free);
    assert!(jonas.says(mira.channel, "hi").await.is_ok());
    // What a message has to be is told by the modes: with the right one they may write.
    mira.sets_modes(mira.channel, json!({ "emoteOnly": true })).await;
    assert_eq!(jonas.stands(mira.channel).await, free);
    let family = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}";
    assert_eq!(
        jonas.says(mira.channel, &format!(":wave: {family}")).await.unwrap().content,
        format!(":wave: {family}")
    );
    assert_eq!(jonas.says(mira.channel, ":nothing:").await, Err(Code::EmoteOnly));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn slow_mode_holds_for_messages_at_once_on_two_nodes_and_not_for_a_repeated_nonce(db: PgPool) {
    let platform = Platform::open(db.clone()).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    mira.sets_modes(mira.channel, json!({ "slowSeconds": 60 })).await;
    let other = Person { svc: node(&db), user: jonas.user.clone() };
    let channel = mira.channel;
    let says = |person: &Person| {
        let (svc, user) = (person.svc.clone(), person.user.clone());
        tokio::spawn(async move { outcome(chat::post_message(&svc, &user, channel, "hi").await) })
    };
    let all: Vec<_> = (0..8).map(|number| says(if number % 2 == 0 { &jonas } else { &other })).collect();
    let mut stored = 0;
    for answer in all {
        match answer.await.unwrap() {
            Ok(_) => stored += 1,
            Err(code) => assert_eq!(code, Code::SlowMode),
        }
    }
    assert_eq!((stored, platform.count("select count(*) from message").await), (1, 1));
    assert_eq!(platform.count("select last_message_seq from channel").await, 1, "what was refused takes no number");

    let once = jonas.says_once(mira.channel, "once", "n").await;
    assert_eq!(once.err(), Some(Code::SlowMode));
    platform.sql("update message set created_at = created_at - interval '1 minute'", &[]).await;
    let first = jonas.says_once(mira.channel, "once", "n").await.unwrap();
    assert_eq!(jonas.says_once(mira.channel, "once", "n").await, Ok(first), "it is stored already");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn filters_have_versions_and_are_for_owner_and_moderators(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let (moder, boss) = (platform.moderator("moder", mira.channel).await, platform.administrator().await);
    let slow = |seconds: u32| json!({ "modes": { "slowSeconds": seconds } });
    assert_eq!(mira.reads_filters(mira.channel).await.unwrap().version, 0);
    let first = mira.sets_filters(mira.channel, slow(5)).await.unwrap();
    assert_eq!((first.version, first.modes.slow_seconds), (1, 5));
    let mut emotes = json!({ "modes": { "emoteOnly": true }, "version": 1 });
    let second = moder.sets_filters(mira.channel, emotes.clone()).await.unwrap();
    assert_eq!((second.version, second.modes.slow_seconds, second.modes.emote_only), (2, 5, true), "the rest stays");
    assert_eq!(moder.sets_filters(mira.channel, emotes.clone()).await, Err(Code::VersionConflict));
    emotes["version"] = json!(2);
    assert_eq!(moder.sets_filters(mira.channel, emotes).await, Ok(second.clone()), "nothing to change");
    assert_eq!(boss.sets_filters(mira.channel, json!({})).await, Ok(second.clone()));
    assert_eq!(mira.sets_filters(mira.channel, slow(3601)).await, Err(Code::ValidationFailed));
    for person in [&*mira, &moder, &boss] {
        assert_eq!(person.reads_filters(mira.channel).await.as_ref(), Ok(&second));
    }
    for (person, code) in [(&jonas, Code::Forbidden), (&platform.visitor(), Code::SigninRequired)] {
        assert_eq!(person.reads_filters(mira.channel).await, Err(code));
        assert_eq!(person.sets_filters(mira.channel, slow(1)).await, Err(code));
    }
    platform.sql("update moderator set permissions = '{delete}'", &[]).await;
    assert!(moder.reads_filters(mira.channel).await.is_ok());
    assert_eq!(moder.sets_filters(mira.channel, slow(1)).await, Err(Code::Forbidden));
    mira.sets_public(false).await;
    assert_eq!(moder.reads_filters(mira.channel).await, Err(Code::NotFound));
    let audit =
        "select count(*) from audit where action = 'change_modes' and detail -> 'after' ->> 'slowSeconds' = '5'";
    assert_eq!(platform.count(audit).await, 2);
    mira.sets_public(true).await;
    let log = services::moderation::log(&mira.svc, &mira.user, &mira.channel.into(), Default::default()).await.unwrap();
    let entry = &log.items[0];
    let emote_only = [&entry.modes_before, &entry.modes].map(|modes| modes.as_ref().map(|modes| modes.emote_only));
    assert_eq!(emote_only, [Some(false), Some(true)], "the log tells what it was before");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn rooms_of_every_node_hear_of_modes_and_pins(db: PgPool) {
    let platform = Platform::open(db.clone()).await;
    let mira = platform.creator("mira").await;
    let elsewhere = node(&db);
    let watching = elsewhere.watchers.watch(None, None);
    let svc = elsewhere.clone();
    platform.run(async move { recheck::run(&svc, &CancellationToken::new()).await });
    watching.changed().await;
    let viewer = Person { svc: elsewhere.clone(), user: platform.visitor().user };
    let (mut here, mut there) = (mira.enters("mira").await.unwrap(), viewer.enters("mira").await.unwrap());
    mira.sets_modes(mira.channel, json!({ "followersOnly": 5 })).await;
    for room in [&mut here, &mut there] {
        let modes = room.hears("chat:modes").await["modes"].clone();
        let expected = json!({
            "slowSeconds": 0, "followersOnly": 5, "emoteOnly": false, "uniqueMessages": false, "verifiedEmail": false,
            "accountAgeSeconds": 0
        });
        assert_eq!(modes, expected);
    }
    let said = mira.says(mira.channel, "read the rules").await.unwrap();
    mira.pins(mira.channel, said.id).await.unwrap();
    assert_eq!(there.hears("chat:pinned").await["message"]["id"], json!(said.id));
    mira.deletes(said.id).await.unwrap();
    assert_eq!(there.hears("chat:pinned").await["message"], Value::Null);
}
