//! Appeals against bans: who may write them, who answers them, and what comes of it.

use crate::actors::{Outcome, Person, Platform, outcome};
use domain::moderation::{Appeal, AppealAnswer, Ban, NewBan};
use domain::{BanId, ChannelId, Code};
use futures_util::future::join_all;
use serde_json::{Value, json};
use services::moderation::{self, LogQuery};
use sqlx::PgPool;
use testkit::PATIENCE;
use tokio::time::timeout;

impl Person {
    async fn keeps_out(&self, channel: ChannelId, ban: Value) -> Ban {
        let ban: NewBan = serde_json::from_value(ban).unwrap();
        moderation::ban_user(&self.svc, &self.user, &channel.into(), ban).await.unwrap().ban
    }

    async fn appeals(&self, ban: BanId, text: &str) -> Outcome<Appeal> {
        outcome(moderation::appeal(&self.svc, &self.user, ban, text).await)
    }

    async fn answers(&self, ban: BanId, answer: Value) -> Outcome<Appeal> {
        let answer: AppealAnswer = serde_json::from_value(answer).unwrap();
        outcome(moderation::answer_appeal(&self.svc, &self.user, ban, answer).await)
    }

    async fn reads_appeals(&self, channel: ChannelId) -> Outcome<Vec<Ban>> {
        outcome(moderation::appeals(&self.svc, &self.user, &channel.into()).await)
    }

    /// The actions of the log with their reasons, the newest first.
    async fn reads_reasons(&self, channel: ChannelId) -> Vec<(String, Option<String>)> {
        let page = moderation::log(&self.svc, &self.user, &channel.into(), LogQuery::default()).await.unwrap();
        page.items.into_iter().map(|entry| (entry.action, entry.reason)).collect()
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_banned_user_appeals_once_and_an_approved_appeal_ends_the_ban(db: PgPool) {
    let platform = Platform::open(db).await;
    platform.listens().await;
    let mira = platform.creator("mira").await;
    let (troll, jonas) = (platform.person("troll").await, platform.person("jonas").await);
    let moder = platform.moderator("moder", mira.channel).await;
    let ban = mira.keeps_out(mira.channel, json!({ "userId": "troll", "reason": "spam" })).await;
    assert_eq!(ban.appeal, None);
    assert_eq!(jonas.appeals(ban.id, "Let them in").await.map(drop), Err(Code::NotFound), "another user's");
    for text in ["", " \n ", &"x".repeat(1001)] {
        assert_eq!(troll.appeals(ban.id, text).await.map(drop), Err(Code::ValidationFailed));
    }
    let appeal = troll.appeals(ban.id, "It was my brother.\nSorry!").await.unwrap();
    assert_eq!((appeal.text.as_str(), appeal.decision), ("It was my brother.\nSorry!", None));
    assert_eq!(troll.appeals(ban.id, "Please").await.map(drop), Err(Code::Conflict), "once");

    let waiting = moder.reads_appeals(mira.channel).await.unwrap();
    assert_eq!(waiting[0].appeal.as_ref().unwrap().text, appeal.text);
    assert_eq!(jonas.reads_appeals(mira.channel).await.map(drop), Err(Code::Forbidden));
    assert_eq!(jonas.answers(ban.id, json!({ "decision": "approved" })).await.map(drop), Err(Code::Forbidden));
    assert_eq!(troll.answers(ban.id, json!({ "decision": "approved" })).await.map(drop), Err(Code::Forbidden));

    let tab = platform.svc.watchers.watch(None, troll.user.id());
    tab.enter(mira.channel, platform.svc.watchers.heard());
    let answered = moder.answers(ban.id, json!({ "decision": "approved", "answer": "Be kind" })).await.unwrap();
    assert_eq!(answered.answered_by.map(|by| by.id), Some(moder.id()));
    let told: Value = serde_json::from_str(&timeout(PATIENCE, tab.letter()).await.unwrap()).unwrap();
    assert_eq!(told, json!({ "type": "chat:appeal-answered", "decision": "approved", "answer": "Be kind" }));
    troll.says(mira.channel, "thanks").await.unwrap();
    assert_eq!(moder.answers(ban.id, json!({ "decision": "denied" })).await.map(drop), Err(Code::Conflict), "once");
    assert_eq!(moder.reads_appeals(mira.channel).await.unwrap().len(), 0);
    // A later ban, taken back, does not bring back what the appeal has ended.
    moder.keeps_out(mira.channel, json!({ "userId": "troll" })).await;
    let log = moderation::log(&mira.svc, &mira.user, &mira.channel.into(), LogQuery::default()).await.unwrap().items;
    let (later, first) = (log[0].id, log.iter().rfind(|entry| entry.action == "ban").unwrap().id);
    moderation::undo(&mira.svc, &mira.user, later).await.unwrap();
    troll.says(mira.channel, "still free").await.unwrap();
    assert_ne!(later, first);
    platform.sql("delete from audit where id = $1 or undoes = $1", &[later.0]).await;
    let log = mira.reads_reasons(mira.channel).await;
    let expected = [("approve_appeal", "Be kind"), ("appeal", "It was my brother.\nSorry!"), ("ban", "spam")];
    assert_eq!(log, expected.map(|(action, reason)| (action.to_owned(), Some(reason.to_owned()))));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_denied_appeal_stays_with_the_ban_and_its_user_reads_the_answer(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let troll = platform.person("troll").await;
    let ban = mira.keeps_out(mira.channel, json!({ "userId": "troll", "seconds": 600 })).await;
    troll.appeals(ban.id, "Why?").await.unwrap();
    mira.answers(ban.id, json!({ "decision": "denied", "answer": "You know why" })).await.unwrap();
    let me = services::chat::standing(&troll.svc, &troll.user, mira.channel).await.unwrap();
    let appeal = me.appeal.expect("the user is told");
    assert_eq!((appeal.answer.as_deref(), appeal.answered_by), (Some("You know why"), None), "but not by whom");
    assert_eq!(troll.says(mira.channel, "hm").await.map(drop), Err(Code::Banned));
    // A ban that is taken back and in force again has the appeal that it had.
    let bans = moderation::bans(&mira.svc, &mira.user, &mira.channel.into(), None, None).await.unwrap().items;
    assert_eq!(bans[0].appeal.as_ref().unwrap().answered_by.as_ref().map(|by| by.id), Some(mira.id()));
    moderation::unban_user(&mira.svc, &mira.user, &mira.channel.into(), &"troll".parse().unwrap()).await.unwrap();
    assert_eq!(troll.appeals(ban.id, "Again").await.map(drop), Err(Code::NotFound), "the ban is over");
    assert_eq!(mira.answers(ban.id, json!({ "decision": "approved" })).await.map(drop), Err(Code::Conflict));
    // A new ban can be appealed against anew.
    let next = mira.keeps_out(mira.channel, json!({ "userId": "troll" })).await;
    troll.appeals(next.id, "Again").await.unwrap();
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_blocked_cannot_appeal_and_two_moderators_at_once_give_one_answer(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let (troll, other) = (platform.person("troll").await, platform.person("other").await);
    let moderators = [platform.moderator("one", mira.channel).await, platform.moderator("two", mira.channel).await];
    let ban = mira.keeps_out(mira.channel, json!({ "userId": "troll" })).await;
    services::blocks::block_user(&mira.svc, &mira.user, "troll").await.unwrap();
    assert_eq!(troll.appeals(ban.id, "Please").await.map(drop), Err(Code::Blocked));

    let ban = mira.keeps_out(mira.channel, json!({ "userId": "other" })).await;
    let twice = join_all([other.appeals(ban.id, "Please"), other.appeals(ban.id, "Please")]).await;
    assert_eq!(twice.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{twice:?}");
    let answer = || json!({ "decision": "approved" });
    let answers = join_all(moderators.iter().map(|moderator| moderator.answers(ban.id, answer()))).await;
    assert_eq!(answers.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{answers:?}");
    // A moderator without the permission reads and answers none.
    let limited = json!({ "username": "one", "permissions": ["timeout", "view_log"] });
    let change = serde_json::from_value(limited).unwrap();
    moderation::set_moderator(&mira.svc, &mira.user, &mira.channel.into(), change).await.unwrap();
    assert_eq!(moderators[0].reads_appeals(mira.channel).await.map(drop), Err(Code::Forbidden));
    let next = mira.keeps_out(mira.channel, json!({ "userId": "other" })).await;
    other.appeals(next.id, "Please").await.unwrap();
    assert_eq!(moderators[0].answers(next.id, answer()).await.map(drop), Err(Code::Forbidden));
}
