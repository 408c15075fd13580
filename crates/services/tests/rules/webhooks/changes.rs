//! Changing a webhook: what stays, what a new address begins anew, and what happens at the same time.

use super::{ADDRESS, discord, follow, new};
use crate::actors::{Creator, Outcome, Platform, outcome, problem};
use domain::webhooks::{DeliveryState, NewWebhook, Webhook, WebhookChange, WebhookDelivery, WebhookEvent};
use domain::{Code, DeliveryId, WebhookId};
use futures_util::future::join;
use services::webhooks;
use sqlx::PgPool;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const OTHER: &str = "https://other.example.org/aethex";

fn to(url: &str) -> WebhookChange {
    WebhookChange { url: Some(url.into()), events: None }
}

fn telling(events: &[WebhookEvent]) -> WebhookChange {
    WebhookChange { url: None, events: Some(events.into()) }
}

impl Creator<'_> {
    async fn edits(&self, webhook: WebhookId, wanted: WebhookChange) -> Outcome<Webhook> {
        self.changes_webhook(self.channel, webhook, wanted).await
    }

    async fn only_webhook(&self) -> Webhook {
        self.webhooks(self.channel).await.unwrap().remove(0)
    }

    /// A webhook whose receiver answers when the test says so.
    async fn has_webhook_to(&self, receiver: &TcpListener) -> WebhookId {
        let url = format!("http://{}/", receiver.local_addr().unwrap());
        let wanted = NewWebhook { url, kind: None, events: vec![WebhookEvent::Follow] };
        self.makes_webhook(self.channel, wanted).await.unwrap().id
    }

    /// Waits for a delivery of which something holds.
    async fn sees_delivery(
        &self,
        webhook: WebhookId,
        id: DeliveryId,
        holds: impl Fn(&WebhookDelivery) -> bool,
    ) -> WebhookDelivery {
        testkit::until("the delivery", async || {
            let all = self.deliveries(self.channel, webhook).await.unwrap();
            let found = all.into_iter().find(|delivery| delivery.id == id).unwrap();
            if holds(&found) { Ok(found) } else { Err(format!("{found:?}")) }
        })
        .await
    }
}

/// The connection of a delivery that is under way: its receiver has read, and not answered yet.
async fn under_way(receiver: &TcpListener) -> TcpStream {
    let (mut connection, _) = receiver.accept().await.unwrap();
    assert!(connection.read(&mut [0; 4096]).await.unwrap() > 0);
    connection
}

async fn answers(mut connection: TcpStream, status: &str) {
    let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
    connection.write_all(answer.as_bytes()).await.unwrap();
}

fn sends_deliveries(platform: &Platform) {
    let svc = platform.svc.clone();
    platform.run(async move { webhooks::delivery::run(&svc, &svc.shutdown).await });
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_a_change_leaves_out_stays_and_so_do_kind_and_secret(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let made = mira.makes_webhook(mira.channel, new(&[WebhookEvent::Follow])).await.unwrap();
    let known = mira.only_webhook().await;
    assert_eq!(mira.edits(made.id, WebhookChange::default()).await, Ok(known.clone()));
    let secret = "select encode(secret_sealed, 'hex') from webhook";
    let before: String = sqlx::query_scalar(secret).fetch_one(&platform.db).await.unwrap();
    let changed = mira.edits(made.id, to(OTHER)).await.unwrap();
    assert_eq!(changed, Webhook { url: OTHER.into(), ..known.clone() });
    assert_eq!(changed.secret, None);
    let events = [WebhookEvent::VodReady, WebhookEvent::StreamStarted, WebhookEvent::VodReady];
    let changed = mira.edits(made.id, telling(&events)).await.unwrap();
    let events = vec![WebhookEvent::StreamStarted, WebhookEvent::VodReady];
    assert_eq!(changed, Webhook { url: OTHER.into(), events, ..known });
    assert_eq!(mira.only_webhook().await, changed);
    assert_eq!(sqlx::query_scalar::<_, String>(secret).fetch_one(&platform.db).await.unwrap(), before);
    // The address is sealed as on the first day.
    let row: String = sqlx::query_scalar("select webhook::text from webhook").fetch_one(&platform.db).await.unwrap();
    assert!(!row.contains("example") && !row.contains(&hex::encode("other.example")), "{row}");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_change_is_checked_like_a_new_webhook(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let made = mira.makes_webhook(mira.channel, new(&[WebhookEvent::Follow])).await.unwrap();
    let known = mira.only_webhook().await;
    let wrong = WebhookChange { url: Some("https://10.0.0.1/".into()), events: Some(Vec::new()) };
    let refused = webhooks::change_webhook(&mira.svc, &mira.user, &mira.channel.into(), made.id, wrong).await;
    let refused = problem(refused.unwrap_err());
    assert_eq!(refused.code, Code::ValidationFailed);
    assert!(refused.error("url").is_some() && refused.error("events").is_some(), "{refused:?}");
    assert_eq!(mira.edits(made.id, to("")).await, Err(Code::ValidationFailed));
    assert_eq!(mira.only_webhook().await, known);

    // The kind decides what an address has to look like. The beginning that is shown of a secret one means that it stays.
    let discord = mira.makes_webhook(mira.channel, discord(&[WebhookEvent::Follow])).await.unwrap();
    assert_eq!(mira.edits(discord.id, to(ADDRESS)).await, Err(Code::ValidationFailed));
    let stays = WebhookChange { url: Some(discord.url.clone()), events: Some(vec![WebhookEvent::VodReady]) };
    let address = "select encode(address_sealed, 'hex') from webhook where kind = 'discord'";
    let before: String = sqlx::query_scalar(address).fetch_one(&platform.db).await.unwrap();
    assert_eq!(mira.edits(discord.id, stays).await.unwrap().events, [WebhookEvent::VodReady]);
    assert_eq!(sqlx::query_scalar::<_, String>(address).fetch_one(&platform.db).await.unwrap(), before);
    let moved = mira.edits(discord.id, to("https://discord.com/api/webhooks/456/also-secret")).await.unwrap();
    assert_eq!(moved.url, "https://discord.com/api/webhooks/456/…");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn of_two_forms_that_were_made_of_the_same_webhook_one_is_saved(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let made = mira.makes_webhook(mira.channel, new(&[WebhookEvent::Follow])).await.unwrap();
    let seen = mira.only_webhook().await.fingerprint();
    let channel = mira.channel.into();
    let saves = async |change: WebhookChange| {
        let seen = Some(seen.clone());
        outcome(webhooks::change_webhook_as_seen(&mira.svc, &mira.user, &channel, made.id, change, seen).await)
    };
    let (first, second) = join(saves(to(OTHER)), saves(telling(&[WebhookEvent::VodReady]))).await;
    let lost = [&first, &second].iter().filter(|saved| saved.as_ref().err() == Some(&Code::Conflict)).count();
    assert_eq!(lost, 1, "{first:?} {second:?}");
    assert_eq!(mira.only_webhook().await, first.or(second).unwrap());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn changes_of_webhooks_have_a_rate_limit(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    let mira = platform.creator("mira").await;
    let made = mira.makes_webhook(mira.channel, new(&[WebhookEvent::Follow])).await.unwrap();
    testkit::until("the limit", async || match mira.edits(made.id, WebhookChange::default()).await {
        Err(Code::RateLimited) => Ok(()),
        other => Err(format!("{other:?}")),
    })
    .await;
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_new_address_switches_a_webhook_on_and_what_waits_is_due_there(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let made = mira.makes_webhook(mira.channel, new(&[WebhookEvent::Follow])).await.unwrap();
    mira.tries(mira.channel, made.id).await.unwrap();
    platform.sql("update webhook_delivery set due_at = now() + interval '5 hours'", &[]).await;
    let off =
        "update webhook set disabled_at = now(), disabled_reason = 'Gone', failing_since = now() - interval '6 days',
               paused_until = now() + interval '10 minutes'";
    platform.sql(off, &[]).await;
    let due = "select count(*) from webhook_delivery where due_at <= now()";
    let paused = "select count(*) from webhook where paused_until is not null";
    // Other events, or the same address again, say nothing of the receiver.
    let same = WebhookChange { url: Some(format!(" {ADDRESS}#top ")), events: Some(vec![WebhookEvent::VodReady]) };
    for wanted in [same, telling(&[WebhookEvent::Follow])] {
        let changed = mira.edits(made.id, wanted).await.unwrap();
        assert!(!changed.enabled && changed.failing_since.is_some(), "{changed:?}");
        assert_eq!((platform.count(due).await, platform.count(paused).await), (0, 1));
    }
    let changed = mira.edits(made.id, to(OTHER)).await.unwrap();
    assert!(changed.enabled && changed.disabled_reason.is_none() && changed.failing_since.is_none(), "{changed:?}");
    assert_eq!((platform.count(due).await, platform.count(paused).await), (1, 0));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn of_two_changes_at_once_the_last_one_is_there_as_a_whole(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let made = mira.makes_webhook(mira.channel, new(&[WebhookEvent::Follow])).await.unwrap();
    let (follow, vod) = (vec![WebhookEvent::Follow], vec![WebhookEvent::VodReady]);
    for _ in 0..10 {
        let one = WebhookChange { url: Some(ADDRESS.into()), events: Some(follow.clone()) };
        let two = WebhookChange { url: Some(OTHER.into()), events: Some(vod.clone()) };
        let (one, two) = tokio::join!(mira.edits(made.id, one), mira.edits(made.id, two));
        let now = mira.only_webhook().await;
        assert!(now == one.unwrap() || now == two.unwrap(), "{now:?}");
        assert_eq!(now.url == ADDRESS, now.events == follow, "{now:?}");
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_change_that_meets_a_deletion_finds_nothing(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let made = mira.makes_webhook(mira.channel, new(&[WebhookEvent::Follow])).await.unwrap();
    let mut deletion = platform.db.begin().await.unwrap();
    sqlx::query("delete from webhook where id = $1").bind(made.id.0).execute(&mut *deletion).await.unwrap();
    let (changed, ()) = tokio::join!(mira.edits(made.id, to(OTHER)), async {
        testkit::until("the change to wait", async || {
            let waiting =
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
            let waiting = platform.count(waiting).await;
            if waiting > 0 { Ok(()) } else { Err(waiting) }
        })
        .await;
        deletion.commit().await.unwrap();
    });
    assert_eq!(changed, Err(Code::NotFound));
    assert_eq!(mira.webhooks(mira.channel).await, Ok(Vec::new()));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_an_address_answers_late_says_nothing_of_the_one_that_took_its_place(db: PgPool) {
    let (receiver, before) = (testkit::Provider::start().await, TcpListener::bind("127.0.0.1:0").await.unwrap());
    receiver.answers("/new", 500, "not today");
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    sends_deliveries(&platform);
    let webhook = mira.has_webhook_to(&before).await;
    let delivery = mira.tries(mira.channel, webhook).await.unwrap().id;
    let connection = under_way(&before).await;
    mira.edits(webhook, to(&format!("{}/new", receiver.url()))).await.unwrap();
    answers(connection, "410 Gone").await;
    let tried = mira.sees_delivery(webhook, delivery, |delivery| delivery.status_code == Some(500)).await;
    assert_eq!((tried.state, tried.attempts), (DeliveryState::Pending, 1), "its first attempt at this address");
    assert!(mira.only_webhook().await.enabled, "another attempt at this address comes");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_was_under_way_when_its_channel_was_hidden_is_not_tried_again(db: PgPool) {
    let receiver = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let platform = Platform::open(db).await;
    let (mira, ada) = (platform.creator("mira").await, platform.person("ada").await);
    sends_deliveries(&platform);
    let webhook = mira.has_webhook_to(&receiver).await;
    follow(&ada, &mira).await;
    let delivery = mira.deliveries(mira.channel, webhook).await.unwrap().remove(0).id;
    let connection = under_way(&receiver).await;
    mira.sets_public(false).await;
    answers(connection, "500 Internal Server Error").await;
    let tried = mira.sees_delivery(webhook, delivery, |delivery| delivery.status_code == Some(500)).await;
    assert_eq!((tried.state, tried.next_attempt_at), (DeliveryState::Failed, None));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_delivery_of_a_private_channel_says_that_it_waits_until_the_channel_is_public(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, ada) = (platform.creator("mira").await, platform.person("ada").await);
    let webhook = mira.makes_webhook(mira.channel, new(&[WebhookEvent::Follow])).await.unwrap().id;
    follow(&ada, &mira).await;
    let waits = async || mira.deliveries(mira.channel, webhook).await.unwrap().remove(0);
    assert!(!waits().await.waits_for_public);
    mira.sets_public(false).await;
    let given_up = waits().await;
    assert_eq!((given_up.state, given_up.waits_for_public), (DeliveryState::Failed, false));
    let resent = mira.resends(mira.channel, webhook, given_up.id).await.unwrap();
    assert_eq!((resent.state, resent.waits_for_public), (DeliveryState::Pending, true));
    assert_eq!(waits().await, resent);
    assert!(!mira.tries(mira.channel, webhook).await.unwrap().waits_for_public, "test events wait for nothing");
    mira.sets_public(true).await;
    assert!(mira.deliveries(mira.channel, webhook).await.unwrap().iter().all(|delivery| !delivery.waits_for_public));
}
