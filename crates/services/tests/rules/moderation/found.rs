//! What was found by trying to break moderation: lifted and expired bans, races, many messages.

use crate::actors::{Platform, outcome};
use domain::moderation::Ban;
use domain::{ChannelId, Code, UserId};
use serde_json::json;
use services::moderation::{self, LogQuery};
use sqlx::PgPool;

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_was_lifted_or_is_over_is_undone_as_the_log_says(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let troll = platform.person("troll").await;
    let says = async |text: &str| troll.says(mira.channel, text).await.map(drop);
    says("one").await.unwrap();
    // A ban that was lifted gives its messages back, and does not come back itself.
    mira.bans(mira.channel, "troll").await.unwrap();
    let ban = mira.last_action(mira.channel).await.id;
    mira.unbans(mira.channel, "troll").await.unwrap();
    let unban = mira.last_action(mira.channel).await.id;
    mira.undoes(ban).await.unwrap();
    assert_eq!(platform.count("select count(*) from message where deleted_at is not null").await, 0);
    says("two").await.unwrap();
    assert_eq!(mira.undoes(unban).await.map(drop), Err(Code::Conflict), "the ban itself was taken back");
    mira.bans(mira.channel, "troll").await.unwrap();
    mira.unbans(mira.channel, "troll").await.unwrap();
    let unban = mira.last_action(mira.channel).await.id;
    // An expired timeout in between does not keep a ban from being in force again.
    mira.times_out(mira.channel, "troll", 1).await.unwrap();
    platform.sql("update ban set expires_at = now()", &[]).await;
    mira.undoes(unban).await.unwrap();
    assert_eq!(says("three").await, Err(Code::Banned));
    mira.unbans(mira.channel, "troll").await.unwrap();
    // A short timeout that is over gives way to the long one that it replaced.
    mira.times_out(mira.channel, "troll", 86_400).await.unwrap();
    mira.times_out(mira.channel, "troll", 1).await.unwrap();
    let short = mira.last_action(mira.channel).await.id;
    platform.sql("update ban set expires_at = now()", &[]).await;
    platform.sql("update audit set created_at = created_at - interval '2 seconds'", &[]).await;
    says("four").await.unwrap();
    mira.undoes(short).await.unwrap();
    assert_eq!(says("five").await, Err(Code::Banned));
    // Not if that one was taken back meanwhile.
    mira.unbans(mira.channel, "troll").await.unwrap();
    mira.times_out(mira.channel, "troll", 86_400).await.unwrap();
    let long = mira.last_action(mira.channel).await.id;
    mira.times_out(mira.channel, "troll", 1).await.unwrap();
    let short = mira.last_action(mira.channel).await.id;
    platform.sql("update ban set expires_at = now()", &[]).await;
    platform.sql("update audit set created_at = created_at - interval '2 seconds'", &[]).await;
    mira.undoes(long).await.unwrap();
    mira.undoes(short).await.unwrap();
    says("six").await.unwrap();
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn doing_nothing_is_not_logged(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    platform.person("quiet").await;
    mira.lifts_lockdown(mira.channel).await.unwrap();
    let user = "quiet".parse().unwrap();
    let deleted = services::chat::delete_user_messages(&mira.svc, &mira.user, &mira.channel.into(), &user).await;
    assert_eq!(deleted.unwrap(), None);
    assert!(mira.reads_log(mira.channel, LogQuery::default()).await.unwrap().is_empty());
    let odd = LogQuery { text: Some("a\0b".into()), action: Some("\0".into()), ..LogQuery::default() };
    assert!(mira.reads_log(mira.channel, odd).await.unwrap().is_empty());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn bans_are_listed_to_the_end_though_one_is_lifted_meanwhile(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    for name in ["ann", "ben", "cleo", "dan"] {
        platform.person(name).await;
        mira.bans(mira.channel, name).await.unwrap();
    }
    let page = async |before: Option<&str>| {
        moderation::bans(&mira.svc, &mira.user, &mira.channel.into(), before, Some(2)).await.unwrap()
    };
    let first = page(None).await;
    let names = |bans: &[Ban]| bans.iter().map(|ban| ban.user.username.clone()).collect::<Vec<_>>();
    assert_eq!(names(&first.items), ["dan", "cleo"]);
    mira.unbans(mira.channel, "cleo").await.unwrap();
    assert_eq!(names(&page(first.next_cursor.as_deref()).await.items), ["ben", "ann"]);
    let odd = moderation::bans(&mira.svc, &mira.user, &mira.channel.into(), Some("x"), None).await;
    assert_eq!(outcome(odd).map(drop), Err(Code::BadRequest));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_message_that_waits_for_a_ban_is_bound_by_it(db: PgPool) {
    let platform = Platform::open(db.clone()).await;
    let (mira, troll) = (platform.creator("mira").await, platform.person("troll").await);
    troll.says(mira.channel, "before").await.unwrap();
    let mut ban = db.begin().await.unwrap();
    sqlx::query("select from channel for no key update").execute(&mut *ban).await.unwrap();
    let said = troll.says(mira.channel, "meanwhile");
    let banned = async {
        let waits = "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
        testkit::until("the message to wait", async || sqlx::query(waits).fetch_optional(&db).await.unwrap()).await;
        let insert = sqlx::query("insert into ban (channel_id, account_id) values ($1, $2)");
        insert.bind(mira.channel.0).bind(troll.id().0).execute(&mut *ban).await.unwrap();
        ban.commit().await.unwrap();
    };
    let (said, ()) = futures_util::join!(said, banned);
    assert_eq!(said.map(drop), Err(Code::Banned));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn who_was_away_gets_what_is_back_and_all_of_many_messages_come_back(db: PgPool) {
    let platform = Platform::open(db).await;
    platform.listens().await;
    let mira = platform.creator("mira").await;
    let (troll, jonas) = (platform.person("troll").await, platform.person("jonas").await);
    let mut here = jonas.enters("mira").await.unwrap();
    for number in 1..=70 {
        troll.says(mira.channel, &format!("message {number}")).await.unwrap();
    }
    let away = jonas.enters("mira").await.unwrap();
    let epoch = away.epoch.clone();
    drop(away);
    mira.bans(mira.channel, "troll").await.unwrap();
    let ban = mira.last_action(mira.channel).await;
    assert_eq!(ban.messages, Some(70));
    mira.undoes(ban.id).await.unwrap();
    let mut back = 0;
    while back < 70 {
        back += here.hears("chat:restored").await["messages"].as_array().unwrap().len();
    }
    assert_eq!(back, 70);
    let returned = jonas.returns("mira", &epoch, 70).await.unwrap();
    let told: usize = returned.deleted.iter().map(|event| event["messages"].as_array().map_or(0, Vec::len)).sum();
    assert_eq!((returned.recovered, told), (true, 70));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_owner_and_staff_have_written_moderators_do_not_delete(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let (moder, boss) = (platform.moderator("moder", mira.channel).await, platform.administrator().await);
    for person in [&*mira, &boss] {
        let message = person.says(mira.channel, "mine").await.unwrap();
        assert_eq!(moder.deletes(message.id).await, Err(Code::Forbidden));
    }
}

/// 5001 messages of a user, which a deletion takes in three steps.
async fn floods(platform: &Platform, channel: ChannelId, user: UserId) {
    let many = "insert into message (id, channel_id, account_id, seq, content)
                select gen_random_uuid(), $1, $2, number, 'spam' from generate_series(1, 5001) number";
    platform.sql(many, &[channel.0, user.0]).await;
    platform.sql("update channel set last_message_seq = 5001 where id = $1", &[channel.0]).await;
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_messages_of_a_very_busy_person_go_and_come_back_in_steps(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let troll = platform.person("troll").await;
    floods(&platform, mira.channel, troll.id()).await;
    mira.bans(mira.channel, "troll").await.unwrap();
    let left = "select count(*) from message where deleted_at is null";
    testkit::until("all to be deleted", async || (platform.count(left).await == 0).then_some(())).await;
    let ban = mira.last_action(mira.channel).await;
    assert_eq!(ban.messages, Some(5001));
    mira.undoes(ban.id).await.unwrap();
    testkit::until("all to be back", async || (platform.count(left).await == 5001).then_some(())).await;
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_large_deletion_that_was_cut_short_goes_on_and_none_outlives_its_undoing(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let troll = platform.person("troll").await;
    floods(&platform, mira.channel, troll.id()).await;
    let shown = "select count(*) from message where deleted_at is null";
    let unfinished = "select count(*) from unfinished_deletion";
    mira.bans(mira.channel, "troll").await.unwrap();
    let ban = mira.last_action(mira.channel).await.id;
    testkit::until("all to be deleted", async || (platform.count(unfinished).await == 0).then_some(())).await;
    // As a server leaves it that is killed right after the commit.
    platform
        .sql("update message set deleted_at = null, deleted_by = null, deleted_in = null where seq <= 3001", &[])
        .await;
    platform.sql("insert into unfinished_deletion (action_id, until) values ($1, 5001)", &[ban.0]).await;
    services::chat::finish_deletions(&platform.svc).await.unwrap();
    assert_eq!((platform.count(shown).await, platform.count(unfinished).await), (0, 0));

    // Taken back while it is under way: nothing is deleted afterwards, and all comes back.
    platform
        .sql("update message set deleted_at = null, deleted_by = null, deleted_in = null where seq <= 3001", &[])
        .await;
    platform.sql("insert into unfinished_deletion (action_id, until) values ($1, 5001)", &[ban.0]).await;
    let (undone, finished) = futures_util::join!(mira.undoes(ban), services::chat::finish_deletions(&platform.svc));
    undone.unwrap();
    finished.unwrap();
    testkit::until("all to be back", async || (platform.count(unfinished).await == 0).then_some(())).await;
    assert_eq!(platform.count(shown).await, 5001);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_is_deleted_again_while_it_comes_back_stays_deleted_and_comes_back_once_more(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let troll = platform.person("troll").await;
    floods(&platform, mira.channel, troll.id()).await;
    let shown = "select count(*) from message where deleted_at is null";
    let unfinished = "select count(*) from unfinished_deletion";
    let settled = async || {
        testkit::until("all to be done", async || (platform.count(unfinished).await == 0).then_some(())).await;
    };
    mira.bans(mira.channel, "troll").await.unwrap();
    settled().await;
    let ban = mira.last_action(mira.channel).await.id;
    mira.undoes(ban).await.unwrap();
    mira.bans(mira.channel, "troll").await.unwrap();
    settled().await;
    assert_eq!(platform.count(shown).await, 0);
    let ban = mira.last_action(mira.channel).await;
    assert_eq!(ban.messages, Some(5001));
    mira.undoes(ban.id).await.unwrap();
    settled().await;
    assert_eq!(platform.count(shown).await, 5001);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn undoing_binds_no_one_who_moderates_by_now_or_is_staff(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let (troll, boss) = (platform.person("troll").await, platform.administrator().await);
    mira.times_out(mira.channel, "troll", 86_400).await.unwrap();
    mira.times_out(mira.channel, "troll", 1).await.unwrap();
    let short = mira.last_action(mira.channel).await.id;
    platform.sql("update ban set expires_at = now()", &[]).await;
    platform.sql("update audit set created_at = created_at - interval '2 seconds'", &[]).await;
    mira.makes_moderator(mira.channel, json!({ "username": "troll" })).await.unwrap();
    mira.undoes(short).await.unwrap();
    troll.says(mira.channel, "I moderate").await.unwrap();
    mira.removes_moderator(mira.channel, "troll").await.unwrap();

    mira.bans(mira.channel, "troll").await.unwrap();
    let change = json!({ "roles": ["admin"], "reason": "Joins us" });
    let change = serde_json::from_value(change).unwrap();
    services::users::change_user(&boss.svc, &boss.user, &troll.id().into(), change).await.unwrap();
    assert_eq!(platform.count("select count(*) from ban").await, 0, "who becomes staff is bound by no ban");
    platform.sql("update account set is_admin = false where id = $1", &[troll.id().0]).await;
    mira.bans(mira.channel, "troll").await.unwrap();
    mira.unbans(mira.channel, "troll").await.unwrap();
    let unban = mira.last_action(mira.channel).await.id;
    platform.sql("update account set is_admin = true where id = $1", &[troll.id().0]).await;
    assert_eq!(mira.undoes(unban).await.map(drop), Err(Code::Conflict));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn undoing_an_old_lockdown_does_not_lift_a_newer_one(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    mira.locks_down(mira.channel).await.unwrap();
    let first = mira.last_action(mira.channel).await.id;
    mira.lifts_lockdown(mira.channel).await.unwrap();
    mira.locks_down(mira.channel).await.unwrap();
    let second = mira.last_action(mira.channel).await.id;
    assert_eq!(mira.undoes(first).await.map(drop), Err(Code::Conflict));
    mira.undoes(second).await.unwrap();
}
