//! The outbox as administrators see it.

use crate::actors::{Outcome, PASSWORD, Person, Platform, device, outcome};
use domain::Code;
use domain::mail::{MailState, Outbox, OutgoingMail};
use services::{accounts, mail};
use sqlx::PgPool;
use uuid::Uuid;

impl Person {
    async fn opens_outbox(&self) -> Outcome<Outbox> {
        outcome(mail::outbox(&self.svc, &self.user).await)
    }

    /// The newest mail of the outbox.
    async fn newest_mail(&self) -> OutgoingMail {
        self.opens_outbox().await.unwrap().mails.remove(0)
    }
}

impl Platform {
    /// A person signs up and is mailed a link.
    async fn mails(&self, address: &str) {
        accounts::register(&self.svc, &self.browser(), address, PASSWORD, device(1), None).await.unwrap();
    }

    /// The next mail begins to be sent.
    async fn takes_mail(&self) -> Uuid {
        mail::next(&self.svc).await.unwrap().unwrap().id
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_administrator_sees_how_far_each_mail_is(db: PgPool) {
    let platform = Platform::open(db).await;
    let boss = platform.administrator().await;
    assert_eq!(boss.opens_outbox().await, Ok(Outbox { has_mail_server: false, mails: Vec::new() }));

    platform.mails("mira@example.org").await;
    let new = boss.newest_mail().await;
    assert_eq!((new.recipient.as_str(), new.subject.as_str()), ("mira@example.org", "Confirm your e-mail address"));
    assert!(new.text.unwrap().contains("/auth/verify?token="));
    let MailState::Queued { next_try_at: Some(due), failure: None } = new.state else { panic!("{:?}", new.state) };
    assert_eq!(due, new.created_at);
    let mira = platform.takes_mail().await;
    mail::failed(&platform.svc, mira, "no mail server", false).await.unwrap();
    let waiting = boss.newest_mail().await;
    let MailState::Queued { next_try_at: Some(due), failure: Some(failure) } = waiting.state else {
        panic!("{:?}", waiting.state)
    };
    assert!(due > waiting.created_at && failure == "no mail server" && waiting.text.is_some(), "{due} {failure}");
    assert!(mail::next(&platform.svc).await.unwrap().is_none(), "it is not due yet");
    // The clock was a day ahead when it was put off.
    platform.sql("update outgoing_mail set due_at = now() + interval '1 day'", &[]).await;
    assert_eq!(platform.takes_mail().await, mira);

    platform.mails("jonas@example.org").await;
    mail::failed(&platform.svc, platform.takes_mail().await, "no such mailbox", true).await.unwrap();
    let given_up = boss.newest_mail().await;
    assert_eq!((given_up.state, given_up.text), (MailState::GivenUp { reason: "no such mailbox".into() }, None));

    platform.mails("nora@example.org").await;
    mail::sent(&platform.svc, platform.takes_mail().await).await.unwrap();
    let sent = boss.newest_mail().await;
    assert!(matches!(sent.state, MailState::Sent { at } if at >= sent.created_at), "{:?}", sent.state);
    assert_eq!(sent.text, None);

    platform.mails("pia@example.org").await;
    mail::written(&platform.svc, platform.takes_mail().await).await.unwrap();
    let written = boss.newest_mail().await;
    assert!(matches!(written.state, MailState::Written { at } if at >= written.created_at), "{:?}", written.state);
    assert!(written.text.unwrap().contains("/auth/verify?token="));
    assert!(mail::next(&platform.svc).await.unwrap().is_none(), "it is written once");

    let order: Vec<String> = boss.opens_outbox().await.unwrap().mails.into_iter().map(|mail| mail.recipient).collect();
    assert_eq!(order, ["pia@example.org", "nora@example.org", "jonas@example.org", "mira@example.org"]);
}

/// Links in them let people into accounts.
#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_mails_say_is_shown_to_administrators_only_while_no_mail_server_is_set(db: PgPool) {
    let without = Platform::open(db.clone()).await;
    let boss = without.administrator().await;
    without.mails("mira@example.org").await;
    mail::written(&without.svc, without.takes_mail().await).await.unwrap();
    without.mails("jonas@example.org").await;
    assert!(boss.opens_outbox().await.unwrap().mails.iter().all(|mail| mail.text.is_some()));

    let with = Platform::with_mail_server(db).await;
    let outbox = with.named("boss").await.opens_outbox().await.unwrap();
    assert!(outbox.has_mail_server && outbox.mails.len() == 2, "{outbox:?}");
    assert!(outbox.mails.iter().all(|mail| mail.text.is_none()), "{outbox:?}");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_outbox_is_for_administrators(db: PgPool) {
    let platform = Platform::open(db).await;
    assert_eq!(platform.visitor().opens_outbox().await, Err(Code::SigninRequired));
    assert_eq!(platform.person("mira").await.opens_outbox().await, Err(Code::Forbidden));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_outbox_shows_a_hundred_mails(db: PgPool) {
    let platform = Platform::open(db).await;
    let boss = platform.administrator().await;
    let many = "insert into outgoing_mail (id, recipient, subject, created_at)
                select gen_random_uuid(), number || '@example.org', 'Hello', now() - make_interval(mins => number)
                from generate_series(1, 120) as number";
    platform.sql(many, &[]).await;
    let mails = boss.opens_outbox().await.unwrap().mails;
    let ends = (mails.first().unwrap().recipient.as_str(), mails.last().unwrap().recipient.as_str());
    assert_eq!((mails.len(), ends), (100, ("1@example.org", "100@example.org")));
}
