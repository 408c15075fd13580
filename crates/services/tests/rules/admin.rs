//! What administrators see of the platform, and do to it.

mod actions;
mod figures;
mod storage;

use crate::actors::{Outcome, Person, Platform, outcome};
use domain::admin::{AdminAction, AdminChannel, AuditEntry, ChannelVerdict};
use domain::channels::StaffNotice;
use domain::streams::Stream;
use domain::{ChannelId, Code, StreamId, UserId};
use services::admin::{self, AuditQuery, ListQuery};
use services::{channels, moderation};
use sqlx::PgPool;

impl Person {
    async fn signs_out(&self, user: UserId, reason: &str) -> Outcome<()> {
        outcome(admin::sign_out_user(&self.svc, &self.user, &user.into(), because(reason)).await)
    }

    async fn stops(&self, stream: StreamId, reason: &str) -> Outcome<Stream> {
        outcome(admin::end_stream(&self.svc, &self.user, stream, because(reason)).await)
    }

    async fn judges(&self, channel: ChannelId, is_public: bool, reason: &str) -> Outcome<AdminChannel> {
        let verdict = ChannelVerdict { is_public: Some(is_public), reason: Some(reason.into()) };
        outcome(admin::change_channel(&self.svc, &self.user, &channel.into(), verdict).await)
    }

    async fn removes(&self, channel: ChannelId, reason: &str) -> Outcome<()> {
        outcome(admin::delete_channel(&self.svc, &self.user, &channel.into(), because(reason)).await)
    }

    /// What the owner of a channel is told.
    async fn is_told(&self, channel: ChannelId) -> Outcome<StaffNotice> {
        outcome(channels::staff_notice(&self.svc, &self.user, &channel.into()).await)
    }

    /// The names of the users that a search finds.
    async fn looks_for_users(&self, text: &str) -> Outcome<Vec<String>> {
        let found = outcome(admin::users(&self.svc, &self.user, query(text)).await)?;
        Ok(found.items.iter().map(|user| user.name().to_owned()).collect())
    }

    /// The slugs of the channels that a search finds.
    async fn looks_for_channels(&self, text: &str) -> Outcome<Vec<String>> {
        let found = outcome(admin::channels(&self.svc, &self.user, query(text)).await)?;
        Ok(found.items.into_iter().map(|found| found.channel.slug).collect())
    }

    async fn reads_audit_log(&self, text: &str) -> Outcome<Vec<AuditEntry>> {
        let query = AuditQuery { list: query(text), ..AuditQuery::default() };
        Ok(outcome(admin::audit_log(&self.svc, &self.user, query).await)?.items)
    }
}

fn because(reason: &str) -> AdminAction {
    AdminAction { reason: Some(reason.into()) }
}

fn query(text: &str) -> ListQuery {
    ListQuery { text: Some(text.into()), ..ListQuery::default() }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn only_administrators_see_and_act(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let encoder = mira.goes_live().await;
    for (person, code) in
        [(&platform.visitor(), Code::SigninRequired), (&jonas, Code::Forbidden), (&*mira, Code::Forbidden)]
    {
        let (svc, user) = (&person.svc, &person.user);
        let refused = [
            outcome(admin::overview(svc, user).await).err(),
            outcome(admin::users(svc, user, ListQuery::default()).await).err(),
            outcome(admin::channels(svc, user, ListQuery::default()).await).err(),
            outcome(admin::streams(svc, user).await).err(),
            outcome(admin::audit_log(svc, user, AuditQuery::default()).await).err(),
            outcome(admin::mail(svc, user, None, None).await).err(),
            person.signs_out(mira.id(), "x").await.err(),
            person.stops(encoder.stream, "x").await.err(),
            person.judges(mira.channel, false, "x").await.err(),
            person.removes(mira.channel, "x").await.err(),
        ];
        assert_eq!(refused, [Some(code); 10]);
    }
    assert_eq!(platform.count("select count(*) from audit").await, 0);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_administrator_finds_people_and_hidden_channels(db: PgPool) {
    let platform = Platform::open(db).await;
    let boss = platform.administrator().await;
    let (mira, _) = (platform.creator("mira").await, platform.creator("night-owls").await);
    mira.sets_public(false).await;
    let all = boss.looks_for_users("").await.unwrap();
    assert_eq!(all.len(), 3, "{all:?}");
    assert_eq!(boss.looks_for_users("MIRA@exam").await, Ok(vec!["mira".into()]));
    assert_eq!(boss.looks_for_users(&mira.id().to_string()).await, Ok(vec!["mira".into()]));
    assert_eq!(boss.looks_for_users("100%").await, Ok(Vec::new()));
    assert_eq!(boss.looks_for_users(&"x".repeat(101)).await, Err(Code::ValidationFailed));
    assert_eq!(boss.looks_for_channels("owls").await, Ok(vec!["night-owls".into()]));
    assert_eq!(boss.looks_for_channels("mira").await, Ok(vec!["mira".into()]), "hidden ones, too");
    let first = ListQuery { limit: Some(2), ..ListQuery::default() };
    let page = admin::users(&boss.svc, &boss.user, first).await.unwrap();
    let rest = ListQuery { before: page.next_cursor, ..ListQuery::default() };
    assert_eq!((page.items.len(), admin::users(&boss.svc, &boss.user, rest).await.unwrap().items.len()), (2, 1));
    let odd = ListQuery { before: Some("x".into()), ..ListQuery::default() };
    assert_eq!(outcome(admin::users(&boss.svc, &boss.user, odd).await).err(), Some(Code::BadRequest));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_log_has_what_was_done_in_channels_and_elsewhere(db: PgPool) {
    let platform = Platform::open(db).await;
    let (boss, mira) = (platform.administrator().await, platform.creator("mira").await);
    let jonas = platform.person("jonas").await;
    let ban = domain::moderation::NewBan { user_id: "jonas".into(), reason: Some("spam".into()), ..Default::default() };
    moderation::ban_user(&mira.svc, &mira.user, &mira.channel_ref(), ban).await.unwrap();
    boss.signs_out(jonas.id(), "A stolen phone").await.unwrap();
    let log = boss.reads_audit_log("").await.unwrap();
    let seen: Vec<_> = log
        .iter()
        .map(|line| (line.entry.action.as_str(), line.channel.as_ref().map(|channel| channel.slug.as_str())))
        .collect();
    assert_eq!(seen, [("sign_out_user", None), ("ban", Some("mira"))]);
    assert_eq!(log[0].user_name.as_deref(), Some("jonas"));
    for (text, count) in [("stolen", 1), ("sign out", 1), ("JONAS", 2), ("mira", 1), ("nothing", 0)] {
        assert_eq!(boss.reads_audit_log(text).await.unwrap().len(), count, "{text}");
    }
    let of = async |action: Option<&str>, user: Option<&str>| {
        let user = user.map(|user| user.parse().unwrap());
        let query = AuditQuery { action: action.map(str::to_owned), user, ..AuditQuery::default() };
        outcome(admin::audit_log(&boss.svc, &boss.user, query).await).map(|page| page.items.len())
    };
    assert_eq!((of(Some("ban"), None).await, of(None, Some("boss")).await), (Ok(1), Ok(1)));
    assert_eq!((of(None, Some("jonas")).await, of(None, Some("no_one")).await), (Ok(2), Err(Code::NotFound)));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_list_of_mails_does_not_tell_what_they_say(db: PgPool) {
    let platform = Platform::open(db).await;
    let (boss, mira) = (platform.administrator().await, platform.creator("mira").await);
    boss.judges(mira.channel, false, "spam").await.unwrap();
    let mails = admin::mail(&boss.svc, &boss.user, None, Some(1)).await.unwrap();
    let [mail] = &*mails.items else { panic!("{mails:?}") };
    assert_eq!((mail.recipient.as_str(), mail.state.as_str()), ("mira@example.org", "queued"));
    assert!(!serde_json::to_string(&mails).unwrap().contains("spam"), "{mails:?}");
}
