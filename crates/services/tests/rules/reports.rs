//! Reports: what can be reported by whom, who reads and works on it, and what the reporter hears.

mod cases;

use crate::actors::{Outcome, Person, Platform, outcome};
use domain::reports::{NewReport, Report, ReportChange, ReportInContext, ReportStatus};
use domain::{ChannelId, Code, ReportId};
use futures_util::future::join_all;
use serde_json::{Value, json};
use services::moderation;
use services::reports::{self, ReportQuery};
use sqlx::PgPool;
use testkit::{PATIENCE, until};
use tokio::time::timeout;

impl Person {
    async fn reports(&self, report: Value) -> Outcome<Report> {
        let new: NewReport = serde_json::from_value(report).unwrap();
        outcome(reports::report(&self.svc, &self.user, new).await)
    }

    async fn reads_reports(&self, query: ReportQuery) -> Outcome<Vec<Report>> {
        outcome(reports::reports(&self.svc, &self.user, query).await).map(|page| page.items)
    }

    async fn reads_reports_of(&self, channel: ChannelId) -> Outcome<Vec<Report>> {
        self.reads_reports(ReportQuery { channel: Some(channel.into()), ..ReportQuery::default() }).await
    }

    async fn reads_own_reports(&self) -> Vec<Report> {
        self.reads_reports(ReportQuery { mine: true, ..ReportQuery::default() }).await.unwrap()
    }

    async fn reads_context(&self, report: ReportId) -> Outcome<ReportInContext> {
        outcome(reports::report_in_context(&self.svc, &self.user, report).await)
    }

    async fn sets_report(&self, report: ReportId, status: ReportStatus, resolution: Option<&str>) -> Outcome<Report> {
        let change = ReportChange { status, resolution: resolution.map(str::to_owned) };
        outcome(reports::change_report(&self.svc, &self.user, report, change).await)
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_report_of_a_message_keeps_its_context_and_its_reporter_hears_what_came_of_it(db: PgPool) {
    let platform = Platform::open(db).await;
    platform.listens().await;
    let mira = platform.creator("mira").await;
    let (troll, jonas) = (platform.person("troll").await, platform.person("jonas").await);
    let moder = platform.moderator("moder", mira.channel).await;
    let mut said = Vec::new();
    for number in 0..20 {
        let person = if number == 12 { &troll } else { &jonas };
        said.push(person.says(mira.channel, &format!("message {number}")).await.unwrap());
    }
    let page = platform.svc.watchers.watch(None, moder.user.id());
    page.enter(mira.channel, platform.svc.watchers.heard());
    page.set_permissions(&[domain::moderation::Permission::ViewLog]);
    let report = jonas.reports(json!({ "messageId": said[12].id, "reason": "Insults me" })).await.unwrap();
    assert_eq!((report.status, report.for_staff), (ReportStatus::Open, false));
    assert_eq!(report.user.as_ref().map(|user| user.id), Some(troll.id()));
    let told: Value = serde_json::from_str(&timeout(PATIENCE, page.letter()).await.unwrap()).unwrap();
    assert_eq!(told, json!({ "type": "moderation:changed", "channelId": mira.channel }));
    let again = jonas.reports(json!({ "messageId": said[12].id, "reason": "Insults me" })).await;
    assert_eq!(again.map(drop), Err(Code::Conflict), "it waits already");

    // Moderators read a reported message also once it is deleted, because they decide on it. Reporters do not.
    services::chat::delete_message(&moder.svc, &moder.user, said[12].id).await.unwrap();
    assert_eq!(jonas.reads_own_reports().await.remove(0).message, None);
    let stranger = platform.person("stranger").await;
    let unseen = stranger.reports(json!({ "messageId": said[12].id, "reason": "What was it?" })).await.unwrap();
    assert_eq!(unseen.message, None, "a report is no way to read what was deleted");
    let found = moder.reads_context(report.id).await.unwrap();
    assert_eq!(found.report.message.unwrap().content, "message 12");
    let context: Vec<&str> = found.context.iter().map(|message| message.content.as_str()).collect();
    assert_eq!((context.len(), context[0], context[15]), (16, "message 2", "message 17"));
    assert!(found.context[10].deleted_at.is_some());

    let tab = platform.svc.watchers.watch(None, jonas.user.id());
    moder.sets_report(report.id, ReportStatus::Claimed, None).await.unwrap();
    let closed = moder.sets_report(report.id, ReportStatus::Resolved, Some("Deleted, thank you")).await.unwrap();
    assert_eq!((closed.status, closed.claimed_by.map(|by| by.id)), (ReportStatus::Resolved, Some(moder.id())));
    let told: Value = serde_json::from_str(&timeout(PATIENCE, tab.letter()).await.unwrap()).unwrap();
    let words = json!({ "type": "report:closed", "reportId": report.id, "status": "RESOLVED", "resolution": "Deleted, thank you" });
    assert_eq!(told, words);
    let own = jonas.reads_own_reports().await.remove(0);
    assert_eq!((own.resolution.as_deref(), own.claimed_by), (Some("Deleted, thank you"), None), "but not by whom");
    let log = moderation::log(&mira.svc, &mira.user, &mira.channel.into(), Default::default()).await.unwrap().items;
    assert_eq!((log[0].action.as_str(), log[0].user.as_ref().unwrap().id), ("resolve_report", troll.id()));
    assert_eq!(moder.sets_report(report.id, ReportStatus::Dismissed, None).await.map(drop), Err(Code::Conflict));
    // The same can be reported once more when it was dealt with, and then the first is not opened again.
    jonas.reports(json!({ "messageId": said[12].id, "reason": "Still" })).await.unwrap();
    assert_eq!(moder.sets_report(report.id, ReportStatus::Open, None).await.map(drop), Err(Code::Conflict));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn reports_of_owner_staff_and_channel_are_for_staff_only(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let (troll, jonas, boss) =
        (platform.person("troll").await, platform.person("jonas").await, platform.administrator().await);
    let moder = platform.moderator("moder", mira.channel).await;
    let hers = mira.says(mira.channel, "I am the owner").await.unwrap();
    let of_mod = moder.says(mira.channel, "I am a moderator").await.unwrap();
    let staff = boss.says(mira.channel, "I am staff").await.unwrap();
    let for_staff = [
        json!({ "messageId": hers.id, "reason": "r" }),
        json!({ "channelId": "mira", "reason": "r" }),
        json!({ "userId": "mira", "channelId": "mira", "reason": "r" }),
        json!({ "userId": "troll", "reason": "r" }),
    ];
    for report in for_staff {
        let report = jonas.reports(report).await.unwrap();
        assert!(report.for_staff);
        assert_eq!(mira.reads_context(report.id).await.map(drop), Err(Code::NotFound));
        assert_eq!(moder.sets_report(report.id, ReportStatus::Claimed, None).await.map(drop), Err(Code::NotFound));
        boss.sets_report(report.id, ReportStatus::Resolved, None).await.unwrap();
    }
    let of_moderator = jonas.reports(json!({ "messageId": of_mod.id, "reason": "r" })).await.unwrap();
    let of_user = jonas.reports(json!({ "userId": "troll", "channelId": "mira", "reason": "r" })).await.unwrap();
    let ids = |reports: Vec<Report>| reports.into_iter().map(|report| report.id).collect::<Vec<_>>();
    assert_eq!(ids(mira.reads_reports_of(mira.channel).await.unwrap()), [of_user.id, of_moderator.id]);
    assert_eq!(ids(moder.reads_reports(ReportQuery::default()).await.unwrap()), [of_user.id], "not what concerns them");
    assert_eq!(moder.reads_context(of_moderator.id).await.map(drop), Err(Code::NotFound));
    let of_boss = jonas.reports(json!({ "messageId": staff.id, "reason": "r" })).await.unwrap();
    assert!(of_boss.for_staff);
    assert_eq!(boss.sets_report(of_boss.id, ReportStatus::Dismissed, None).await.map(drop), Err(Code::NotFound));
    assert_eq!(boss.reads_reports(ReportQuery::default()).await.unwrap().len(), 6);
    for person in [&jonas, &troll] {
        assert_eq!(person.reads_reports(ReportQuery::default()).await.map(drop), Err(Code::Forbidden));
        assert_eq!(person.reads_reports_of(mira.channel).await.map(drop), Err(Code::Forbidden));
    }
    for (person, code) in [(&jonas, Code::Forbidden), (&troll, Code::NotFound)] {
        assert_eq!(person.sets_report(of_user.id, ReportStatus::Claimed, None).await.map(drop), Err(code));
    }
    let log = async |person: &Person| {
        let page = moderation::log(&person.svc, &person.user, &mira.channel.into(), Default::default()).await;
        page.unwrap().items.len()
    };
    assert_eq!(log(&mira).await, 0, "the channel's log says nothing of what staff did with reports for staff");
    boss.sets_report(of_moderator.id, ReportStatus::Resolved, Some("We talked")).await.unwrap();
    assert_eq!((log(&mira).await, log(&moder).await), (1, 0), "who was reported is not told by the log either");
    assert_eq!(
        platform.count("select count(*) from audit where action = 'resolve_report' and channel_id is null").await,
        4
    );
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn who_claims_a_report_has_it_for_half_an_hour(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let (_troll, jonas) = (platform.person("troll").await, platform.person("jonas").await);
    let moderators = [platform.moderator("one", mira.channel).await, platform.moderator("two", mira.channel).await];
    let report = jonas.reports(json!({ "userId": "troll", "channelId": "mira", "reason": "r" })).await.unwrap().id;
    let claims = join_all(moderators.iter().map(|one| one.sets_report(report, ReportStatus::Claimed, None))).await;
    assert_eq!(claims.iter().filter(|claim| claim.is_ok()).count(), 1, "{claims:?}");
    let (holder, other) =
        if claims[0].is_ok() { (&moderators[0], &moderators[1]) } else { (&moderators[1], &moderators[0]) };
    for status in [ReportStatus::Claimed, ReportStatus::Open, ReportStatus::Resolved, ReportStatus::Dismissed] {
        assert_eq!(other.sets_report(report, status, None).await.map(drop), Err(Code::Conflict));
    }
    let back = holder.sets_report(report, ReportStatus::Open, None).await.unwrap();
    assert_eq!((back.status, back.claimed_by), (ReportStatus::Open, None));
    holder.sets_report(report, ReportStatus::Claimed, None).await.unwrap();
    platform.sql("update report set claimed_at = now() - interval '31 minutes'", &[]).await;
    // Holding it anew would keep others from it for ever.
    let taken = other.sets_report(report, ReportStatus::Claimed, None).await.unwrap();
    platform.sql("update report set claimed_at = now() - interval '29 minutes'", &[]).await;
    let again = other.sets_report(report, ReportStatus::Claimed, None).await.unwrap();
    assert!(again.claimed_at.unwrap() < taken.claimed_at.unwrap());
    assert_eq!(taken.claimed_by.map(|by| by.id), Some(other.id()));
    let long = "x".repeat(501);
    let refused = other.sets_report(report, ReportStatus::Dismissed, Some(&long)).await;
    assert_eq!(refused.map(drop), Err(Code::ValidationFailed));
    other.sets_report(report, ReportStatus::Dismissed, None).await.unwrap();
    let only = |is_open| ReportQuery { is_open: Some(is_open), ..ReportQuery::default() };
    assert_eq!(mira.reads_reports(only(true)).await.unwrap().len(), 0);
    assert_eq!(mira.reads_reports(only(false)).await.unwrap().len(), 1);
    mira.sets_report(report, ReportStatus::Open, None).await.unwrap();
    assert_eq!(mira.reads_reports(only(true)).await.unwrap().len(), 1);
    holder.sets_report(report, ReportStatus::Claimed, None).await.unwrap();
    mira.sets_report(report, ReportStatus::Resolved, None).await.expect("no claim binds the owner");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_claim_binds_other_staff_and_ends_with_the_right_to_work_on_it(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let (_troll, jonas) = (platform.person("troll").await, platform.person("jonas").await);
    let (one, second) = (platform.administrator().await, platform.person("second_boss").await);
    platform.sql("update account set is_admin = true where id = $1", &[second.id().0]).await;
    let two = platform.named("second_boss").await;
    let moderators =
        [platform.moderator("first", mira.channel).await, platform.moderator("second", mira.channel).await];
    let channel = jonas.reports(json!({ "channelId": "mira", "reason": "r" })).await.unwrap().id;
    one.sets_report(channel, ReportStatus::Claimed, None).await.unwrap();
    assert_eq!(two.sets_report(channel, ReportStatus::Claimed, None).await.map(drop), Err(Code::Conflict));
    assert_eq!(two.sets_report(channel, ReportStatus::Resolved, None).await.map(drop), Err(Code::Conflict));
    platform.sql("update account set is_admin = false where id = $1", &[one.id().0]).await;
    two.sets_report(channel, ReportStatus::Claimed, None).await.expect("the other is no administrator any more");

    let user = jonas.reports(json!({ "userId": "troll", "channelId": "mira", "reason": "r" })).await.unwrap().id;
    moderators[0].sets_report(user, ReportStatus::Claimed, None).await.unwrap();
    assert_eq!(moderators[1].sets_report(user, ReportStatus::Claimed, None).await.map(drop), Err(Code::Conflict));
    platform.sql("delete from moderator where account_id = $1", &[moderators[0].id().0]).await;
    moderators[1].sets_report(user, ReportStatus::Claimed, None).await.expect("the other moderates no more");
    two.sets_report(user, ReportStatus::Claimed, None).await.expect("no moderator's claim binds staff");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_claim_that_waited_for_another_knows_of_it(db: PgPool) {
    let platform = Platform::open(db.clone()).await;
    let mira = platform.creator("mira").await;
    let (_troll, jonas) = (platform.person("troll").await, platform.person("jonas").await);
    let (boss, moder) = (platform.administrator().await, platform.moderator("moder", mira.channel).await);
    let report = jonas.reports(json!({ "userId": "troll", "channelId": "mira", "reason": "r" })).await.unwrap().id;
    let mut earlier = db.begin().await.unwrap();
    let claim = "update report set status = 'CLAIMED', claimed_by = $1, claimed_at = now() where id = $2";
    sqlx::query(claim).bind(boss.id().0).bind(report.0).execute(&mut *earlier).await.unwrap();
    let later = moder.sets_report(report, ReportStatus::Claimed, None);
    let commit = async {
        let waits =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        until("the other claim waits", async || (platform.count(waits).await > 0).then_some(())).await;
        earlier.commit().await.unwrap();
    };
    let (later, ()) = tokio::join!(later, commit);
    assert_eq!(later.map(drop), Err(Code::Conflict));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn many_who_want_one_report_do_not_take_the_connections_of_everybody_else(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let (_troll, jonas) = (platform.person("troll").await, platform.person("jonas").await);
    let moderators = [platform.moderator("one", mira.channel).await, platform.moderator("two", mira.channel).await];
    let report = jonas.reports(json!({ "userId": "troll", "channelId": "mira", "reason": "r" })).await.unwrap().id;
    moderators[0].sets_report(report, ReportStatus::Claimed, None).await.unwrap();
    let claims = (0..60).map(|_| moderators[1].sets_report(report, ReportStatus::Claimed, None));
    let refused = join_all(claims).await;
    assert!(refused.iter().all(|claim| matches!(claim, Err(Code::Conflict))), "{refused:?}");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn reports_of_an_account_do_not_keep_it_from_being_erased_and_go_with_it(db: PgPool) {
    let platform = Platform::open(db).await;
    let _mira = platform.creator("mira").await;
    let jonas = platform.person("jonas").await;
    let gone = [platform.person("one").await, platform.person("two").await];
    for person in &gone {
        let of_person = json!({ "userId": person.id(), "channelId": "mira", "reason": "r" });
        jonas.reports(of_person).await.unwrap();
    }
    jonas.reports(json!({ "channelId": "mira", "reason": "r" })).await.unwrap();
    for person in &gone {
        platform.sql("delete from account where id = $1", &[person.id().0]).await;
    }
    assert_eq!(jonas.reads_own_reports().await.len(), 1, "the one about the channel");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_cannot_be_reported_is_refused_with_a_reason(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let (troll, jonas) = (platform.person("troll").await, platform.person("jonas").await);
    let own = jonas.says(mira.channel, "mine").await.unwrap();
    let theirs = troll.says(mira.channel, "theirs").await.unwrap();
    let wrong = [
        (json!({ "reason": "r" }), Code::ValidationFailed),
        (json!({ "messageId": theirs.id, "reason": " " }), Code::ValidationFailed),
        (json!({ "messageId": theirs.id, "reason": "x".repeat(501) }), Code::ValidationFailed),
        (json!({ "messageId": own.id, "reason": "r" }), Code::ValidationFailed),
        (json!({ "userId": "jonas", "reason": "r" }), Code::ValidationFailed),
        (json!({ "messageId": "no id", "reason": "r" }), Code::NotFound),
        (json!({ "messageId": mira.channel, "reason": "r" }), Code::NotFound),
        (json!({ "userId": "nobody_here", "reason": "r" }), Code::NotFound),
        (json!({ "userId": "troll", "channelId": "nowhere", "reason": "r" }), Code::NotFound),
    ];
    for (report, code) in wrong {
        assert_eq!(jonas.reports(report.clone()).await.map(drop), Err(code), "{report}");
    }
    let of_channel = json!({ "channelId": "mira", "reason": "r" });
    assert_eq!(mira.reports(of_channel.clone()).await.map(drop), Err(Code::ValidationFailed), "her own");
    let visitor = platform.visitor();
    assert_eq!(visitor.reports(of_channel.clone()).await.map(drop), Err(Code::SigninRequired));

    // The banned and the blocked reach staff, but not the moderators who have kept them out.
    let ban = serde_json::from_value(json!({ "userId": "jonas", "keepMessages": true })).unwrap();
    moderation::ban_user(&mira.svc, &mira.user, &mira.channel.into(), ban).await.unwrap();
    let of_message = json!({ "messageId": theirs.id, "reason": "r" });
    assert_eq!(jonas.reports(of_message.clone()).await.map(drop), Err(Code::Banned));
    services::blocks::block_user(&mira.svc, &mira.user, "troll").await.unwrap();
    assert_eq!(troll.reports(json!({ "messageId": own.id, "reason": "r" })).await.map(drop), Err(Code::Blocked));
    for person in [&jonas, &troll] {
        person.reports(of_channel.clone()).await.unwrap();
    }
    // A hidden channel's messages are not there for others.
    let lena = platform.person("lena").await;
    mira.sets_public(false).await;
    assert_eq!(lena.reports(of_message).await.map(drop), Err(Code::NotFound));
    assert_eq!(lena.reports(of_channel).await.map(drop), Err(Code::NotFound));
}
