//! Reports of the same are one piece of work.

use crate::actors::{Outcome, Person, Platform, outcome};
use domain::chat::Message;
use domain::moderation::{NewBan, WaitingCounts};
use domain::reports::{ReportCase, ReportStatus};
use domain::{ChannelId, Code, Page};
use serde_json::{Value, json};
use services::moderation;
use services::reports::{self, ReportQuery};
use sqlx::PgPool;
use testkit::PATIENCE;
use tokio::time::timeout;

impl Person {
    async fn reads_cases(&self, query: ReportQuery) -> Outcome<Page<ReportCase>> {
        outcome(reports::cases(&self.svc, &self.user, query).await)
    }

    async fn reads_open_cases(&self) -> Vec<ReportCase> {
        self.reads_cases(ReportQuery { is_open: Some(true), ..ReportQuery::default() }).await.unwrap().items
    }

    async fn counts(&self, channel: Option<ChannelId>) -> Outcome<WaitingCounts> {
        let channel = channel.map(Into::into);
        outcome(moderation::waiting(&self.svc, &self.user, channel.as_ref()).await)
    }
}

/// Three people report the same message.
async fn reported(platform: &Platform, message: &Message) -> [Person; 3] {
    let reporters = [platform.person("first").await, platform.person("second").await, platform.person("third").await];
    for reporter in &reporters {
        reporter.reports(json!({ "messageId": message.id, "reason": "Insults me" })).await.unwrap();
    }
    reporters
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn reports_of_the_same_are_claimed_closed_and_opened_again_together(db: PgPool) {
    let platform = Platform::open(db).await;
    platform.listens().await;
    let mira = platform.creator("mira").await;
    let (moder, other) =
        (platform.moderator("moder", mira.channel).await, platform.moderator("other", mira.channel).await);
    let troll = platform.person("troll").await;
    let message = troll.says(mira.channel, "you all are idiots").await.unwrap();
    let reporters = reported(&platform, &message).await;
    // The same person, but not the same message.
    let apart = reporters[0].reports(json!({ "userId": "troll", "channelId": "mira", "reason": "r" })).await.unwrap();
    let found = moder.reads_open_cases().await;
    assert_eq!(found.iter().map(|case| case.count).collect::<Vec<_>>(), [1, 3]);
    let case = &found[1];
    let by: Vec<_> = case.reports.iter().filter_map(|report| Some(report.reporter.as_ref()?.id)).collect();
    assert_eq!(by, [reporters[2].id(), reporters[1].id(), reporters[0].id()], "the newest first");
    assert_eq!((case.report.id, case.first), (case.reports[0].id, case.reports[2].id));

    // Any of them stands for all.
    moder.sets_report(case.first, ReportStatus::Claimed, None).await.unwrap();
    for report in &case.reports {
        assert_eq!(other.sets_report(report.id, ReportStatus::Claimed, None).await.map(drop), Err(Code::Conflict));
    }
    // Who comes later does not give the case back.
    let late = platform.person("late").await;
    late.reports(json!({ "messageId": message.id, "reason": "Me, too" })).await.unwrap();
    let case = moder.reads_open_cases().await.remove(0);
    let holder = case.report.claimed_by.as_ref().map(|by| by.id);
    assert_eq!((case.count, case.report.status, holder), (4, ReportStatus::Claimed, Some(moder.id())));
    assert_eq!(other.sets_report(case.report.id, ReportStatus::Resolved, None).await.map(drop), Err(Code::Conflict));

    let tabs: Vec<_> = reporters.iter().map(|person| person.svc.watchers.watch(None, person.user.id())).collect();
    moder.sets_report(case.report.id, ReportStatus::Resolved, Some("Deleted")).await.unwrap();
    for tab in &tabs {
        let told: Value = serde_json::from_str(&timeout(PATIENCE, tab.letter()).await.unwrap()).unwrap();
        assert_eq!((&told["type"], &told["resolution"]), (&json!("report:closed"), &json!("Deleted")));
    }
    assert_eq!(late.reads_own_reports().await[0].status, ReportStatus::Resolved);
    assert_eq!(moder.reads_open_cases().await.iter().map(|case| case.report.id).collect::<Vec<_>>(), [apart.id]);
    let closed = ReportQuery { is_open: Some(false), ..ReportQuery::default() };
    assert_eq!(moder.reads_cases(closed).await.unwrap().items[0].count, 4);
    let resolved = "select count(*) from audit where action = 'resolve_report'";
    assert_eq!(platform.count(resolved).await, 1, "one piece of work is one line of the log");

    // One reporter has written again; the others' reports wait again without that one's.
    reporters[0].reports(json!({ "messageId": message.id, "reason": "Still" })).await.unwrap();
    moder.sets_report(case.report.id, ReportStatus::Open, None).await.unwrap();
    let case = moder.reads_open_cases().await.remove(0);
    assert_eq!((case.count, case.report.reason.as_str()), (4, "Still"));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn cases_come_in_pages_and_tell_what_keeps_the_person_from_writing(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let troll = platform.person("troll").await;
    let mut messages = Vec::new();
    for text in ["one", "two", "three"] {
        messages.push(troll.says(mira.channel, text).await.unwrap());
    }
    let jonas = platform.person("jonas").await;
    for message in &messages {
        jonas.reports(json!({ "messageId": message.id, "reason": "r" })).await.unwrap();
    }
    // The oldest case is the newest again.
    let fan = platform.person("fan").await;
    fan.reports(json!({ "messageId": messages[0].id, "reason": "r" })).await.unwrap();
    let said = |page: &Page<ReportCase>| -> Vec<String> {
        let messages = page.items.iter().filter_map(|case| case.report.message.as_ref());
        messages.map(|message| message.content.clone()).collect()
    };
    let query =
        |before: Option<String>| ReportQuery { before, limit: Some(2), is_open: Some(true), ..Default::default() };
    let first = mira.reads_cases(query(None)).await.unwrap();
    assert_eq!(said(&first), ["one", "three"]);
    let second = mira.reads_cases(query(first.next_cursor.clone())).await.unwrap();
    assert_eq!((said(&second), second.next_cursor), (vec!["two".to_owned()], None));
    assert!(first.items.iter().all(|case| case.ban.is_none()));
    let ban: NewBan = serde_json::from_value(json!({ "userId": "troll", "seconds": 600 })).unwrap();
    moderation::ban_user(&mira.svc, &mira.user, &mira.channel.into(), ban).await.unwrap();
    let first = mira.reads_cases(query(None)).await.unwrap();
    let state = |case: &ReportCase| (case.ban.is_some(), case.report.message.as_ref().unwrap().deleted_at.is_some());
    assert_eq!(first.items.iter().map(state).collect::<Vec<_>>(), [(true, true), (true, true)]);
    assert_eq!(jonas.reads_cases(query(None)).await.map(drop), Err(Code::Forbidden));
    assert_eq!(troll.reads_cases(query(None)).await.map(drop), Err(Code::Forbidden));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_waits_is_counted_where_the_reader_may_decide_on_it(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let (moder, limited, boss) = (
        platform.moderator("moder", mira.channel).await,
        platform.moderator("limited", mira.channel).await,
        platform.administrator().await,
    );
    platform.sql("update moderator set permissions = '{delete}' where account_id = $1", &[limited.id().0]).await;
    let troll = platform.person("troll").await;
    let message = troll.says(mira.channel, "you all are idiots").await.unwrap();
    let reporters = reported(&platform, &message).await;
    reporters[0].reports(json!({ "channelId": "mira", "reason": "for staff" })).await.unwrap();
    reporters[0].reports(json!({ "userId": "moder", "channelId": "mira", "reason": "r" })).await.unwrap();
    let hold = serde_json::from_value(json!({ "links": "hold" })).unwrap();
    services::chat::change_filters(&mira.svc, &mira.user, &mira.channel.into(), hold).await.unwrap();
    let link = "see https://example.org/x";
    services::chat::post_message(&platform.svc, &reporters[0].user, mira.channel, link).await.unwrap();
    let ban: NewBan = serde_json::from_value(json!({ "userId": "troll", "keepMessages": true })).unwrap();
    let ban = moderation::ban_user(&mira.svc, &mira.user, &mira.channel.into(), ban).await.unwrap().ban;
    moderation::appeal(&platform.svc, &troll.user, ban.id, "Sorry").await.unwrap();

    let all = WaitingCounts { holds: 1, reports: 2, appeals: 1, for_staff: 0 };
    assert_eq!(mira.counts(Some(mira.channel)).await, Ok(all));
    assert_eq!(mira.counts(None).await, Ok(all));
    // Not what concerns them.
    assert_eq!(moder.counts(None).await, Ok(WaitingCounts { reports: 1, ..all }));
    for channel in [None, Some(mira.channel)] {
        assert_eq!(limited.counts(channel).await, Ok(WaitingCounts::default()));
    }
    assert_eq!(boss.counts(None).await, Ok(WaitingCounts { for_staff: 3, ..WaitingCounts::default() }));
    assert_eq!(boss.counts(Some(mira.channel)).await, Ok(all));
    assert_eq!(troll.counts(None).await, Ok(WaitingCounts::default()));
    assert_eq!(troll.counts(Some(mira.channel)).await, Err(Code::Forbidden));
    assert_eq!(platform.visitor().counts(None).await, Err(Code::SigninRequired));
    platform.sql("update ban set expires_at = now()", &[]).await;
    platform.sql("update filtered_message set expires_at = now()", &[]).await;
    mira.sets_report(moder.reads_open_cases().await[0].first, ReportStatus::Dismissed, None).await.unwrap();
    assert_eq!(
        mira.counts(None).await,
        Ok(WaitingCounts { reports: 1, ..WaitingCounts::default() }),
        "all else is over"
    );
}
