//! Outgoing webhooks: who has them, which events are queued and when, and what comes of deliveries.

mod changes;

use crate::actors::{Creator, Outcome, Person, Platform, outcome, problem};
use domain::webhooks::{DeliveryState, NewWebhook, Webhook, WebhookChange, WebhookDelivery, WebhookEvent, WebhookKind};
use domain::{ChannelId, Code, DeliveryId, WebhookId};
use serde_json::Value;
use services::webhooks::{self, WEBHOOKS_PER_CHANNEL};
use sqlx::PgPool;
use uuid::Uuid;

const ADDRESS: &str = "https://hooks.example.org/aethex";

fn new(events: &[WebhookEvent]) -> NewWebhook {
    NewWebhook { url: ADDRESS.into(), kind: None, events: events.into() }
}

fn discord(events: &[WebhookEvent]) -> NewWebhook {
    let url = "https://discord.com/api/webhooks/123/very-secret".into();
    NewWebhook { url, kind: Some(WebhookKind::Discord), events: events.into() }
}

impl Person {
    async fn makes_webhook(&self, channel: ChannelId, wanted: NewWebhook) -> Outcome<Webhook> {
        outcome(webhooks::create_webhook(&self.svc, &self.user, &channel.into(), wanted).await)
    }

    async fn webhooks(&self, channel: ChannelId) -> Outcome<Vec<Webhook>> {
        outcome(webhooks::webhooks(&self.svc, &self.user, &channel.into()).await).map(|page| page.items)
    }

    async fn deliveries(&self, channel: ChannelId, webhook: WebhookId) -> Outcome<Vec<WebhookDelivery>> {
        let channel = channel.into();
        let page = webhooks::webhook_deliveries(&self.svc, &self.user, &channel, webhook, None, None);
        outcome(page.await).map(|page| page.items)
    }

    async fn tries(&self, channel: ChannelId, webhook: WebhookId) -> Outcome<WebhookDelivery> {
        outcome(webhooks::test_webhook(&self.svc, &self.user, &channel.into(), webhook).await)
    }

    async fn resends(&self, channel: ChannelId, webhook: WebhookId, delivery: DeliveryId) -> Outcome<WebhookDelivery> {
        outcome(webhooks::resend_delivery(&self.svc, &self.user, &channel.into(), webhook, delivery).await)
    }

    async fn rotates_secret(&self, channel: ChannelId, webhook: WebhookId) -> Outcome<Webhook> {
        outcome(webhooks::rotate_webhook_secret(&self.svc, &self.user, &channel.into(), webhook).await)
    }

    async fn changes_webhook(&self, channel: ChannelId, webhook: WebhookId, wanted: WebhookChange) -> Outcome<Webhook> {
        outcome(webhooks::change_webhook(&self.svc, &self.user, &channel.into(), webhook, wanted).await)
    }

    async fn deletes_webhook(&self, channel: ChannelId, webhook: WebhookId) -> Outcome<()> {
        outcome(webhooks::delete_webhook(&self.svc, &self.user, &channel.into(), webhook).await)
    }
}

/// The events that are queued, with their bodies, the oldest first.
async fn queued(db: &PgPool) -> Vec<(String, Value)> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("select event, body from webhook_delivery order by id").fetch_all(db).await.unwrap();
    rows.into_iter().map(|(event, body)| (event, serde_json::from_str(&body).unwrap())).collect()
}

async fn follow(person: &Person, channel: &Creator<'_>) {
    services::follows::follow_channel(&person.svc, &person.user, &channel.channel.into()).await.unwrap();
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn only_the_owner_has_to_do_with_webhooks_and_only_with_those_of_the_channel(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.creator("jonas").await);
    let (channel, other) = (mira.channel, jonas.channel);
    let webhook = mira.makes_webhook(channel, new(&[WebhookEvent::Follow])).await.unwrap();
    let delivery = mira.tries(channel, webhook.id).await.unwrap();
    let boss = platform.administrator().await;
    for (person, refused) in
        [(&platform.visitor(), Code::SigninRequired), (&*jonas, Code::Forbidden), (&boss, Code::Forbidden)]
    {
        assert_eq!(person.webhooks(channel).await, Err(refused));
        assert_eq!(person.makes_webhook(channel, new(&[WebhookEvent::Follow])).await, Err(refused));
        assert_eq!(person.deliveries(channel, webhook.id).await, Err(refused));
        assert_eq!(person.tries(channel, webhook.id).await, Err(refused));
        assert_eq!(person.resends(channel, webhook.id, delivery.id).await, Err(refused));
        assert_eq!(person.rotates_secret(channel, webhook.id).await, Err(refused));
        assert_eq!(person.changes_webhook(channel, webhook.id, WebhookChange::default()).await, Err(refused));
        assert_eq!(person.deletes_webhook(channel, webhook.id).await, Err(refused));
    }
    // The id of another's webhook below one's own channel, and of another webhook's delivery below one's own webhook.
    let own = jonas.makes_webhook(other, new(&[WebhookEvent::Follow])).await.unwrap();
    assert_eq!(jonas.deliveries(other, webhook.id).await, Err(Code::NotFound));
    assert_eq!(jonas.tries(other, webhook.id).await, Err(Code::NotFound));
    assert_eq!(jonas.resends(other, webhook.id, delivery.id).await, Err(Code::NotFound));
    assert_eq!(jonas.resends(other, own.id, delivery.id).await, Err(Code::NotFound));
    assert_eq!(jonas.rotates_secret(other, webhook.id).await, Err(Code::NotFound));
    assert_eq!(jonas.changes_webhook(other, webhook.id, WebhookChange::default()).await, Err(Code::NotFound));
    assert_eq!(jonas.deletes_webhook(other, webhook.id).await, Err(Code::NotFound));
    assert_eq!(mira.webhooks(channel).await.unwrap().len(), 1);
    assert_eq!(mira.deletes_webhook(channel, webhook.id).await, Ok(()));
    assert_eq!(mira.webhooks(channel).await, Ok(Vec::new()));
    assert_eq!(platform.count("select count(*) from webhook_delivery").await, 0);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_secret_is_shown_when_it_is_made_and_stored_sealed(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let made = mira.makes_webhook(mira.channel, new(&[WebhookEvent::Follow])).await.unwrap();
    let secret = made.secret.unwrap();
    assert!(secret.starts_with("whsec_"));
    let listed = mira.webhooks(mira.channel).await.unwrap().remove(0);
    assert_eq!((listed.secret, listed.url.as_str()), (None, ADDRESS));
    let rotated = mira.rotates_secret(mira.channel, made.id).await.unwrap().secret.unwrap();
    assert_ne!(rotated, secret);
    assert_eq!(
        platform.count("select count(*) from webhook where old_secret_until > now() + interval '23 hours'").await,
        1
    );
    // A webhook of Discord has no secret; its address is one.
    let discord = mira.makes_webhook(mira.channel, discord(&[WebhookEvent::Follow])).await.unwrap();
    assert_eq!((discord.secret, discord.url.as_str()), (None, "https://discord.com/api/webhooks/123/…"));
    assert_eq!(mira.rotates_secret(mira.channel, discord.id).await, Err(Code::Conflict));
    let stored: Vec<String> =
        sqlx::query_scalar("select webhook::text from webhook").fetch_all(&platform.db).await.unwrap();
    for hidden in ["very-secret", secret.as_str(), rotated.as_str(), "hooks.example"] {
        let bytes = hex::encode(hidden);
        assert!(stored.iter().all(|row| !row.contains(hidden) && !row.contains(&bytes)), "{hidden}");
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn addresses_and_events_are_checked_and_a_channel_has_ten(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let wrong = NewWebhook { url: "https://10.0.0.1/".into(), kind: None, events: Vec::new() };
    let refused = webhooks::create_webhook(&mira.svc, &mira.user, &mira.channel.into(), wrong).await;
    let refused = problem(refused.unwrap_err());
    assert_eq!(refused.code, Code::ValidationFailed);
    assert!(refused.error("url").is_some() && refused.error("events").is_some(), "{refused:?}");
    for _ in 0..WEBHOOKS_PER_CHANNEL {
        mira.makes_webhook(mira.channel, new(&[WebhookEvent::Follow])).await.unwrap();
    }
    assert_eq!(mira.makes_webhook(mira.channel, new(&[WebhookEvent::Follow])).await, Err(Code::Forbidden));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_event_is_queued_for_webhooks_that_want_it_while_the_channel_is_public(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let (ada, eve) = (platform.person("ada").await, platform.person("eve").await);
    mira.makes_webhook(mira.channel, new(&[WebhookEvent::Follow])).await.unwrap();
    mira.makes_webhook(mira.channel, discord(&[WebhookEvent::Follow])).await.unwrap();
    mira.makes_webhook(mira.channel, new(&[WebhookEvent::VodReady])).await.unwrap();
    follow(&ada, &mira).await;
    let events = queued(&platform.db).await;
    assert_eq!(events.len(), 2, "{events:?}");
    let (event, body) = &events[0];
    assert_eq!((event.as_str(), &body["type"], &body["data"]["username"]), ("follow", &"follow".into(), &"ada".into()));
    assert!(body["timestamp"].is_string() && body["data"]["followedAt"].is_string(), "{body}");
    assert!(events[1].1["content"].as_str().unwrap().contains("ada"), "{events:?}");
    assert_eq!(events[1].1["allowed_mentions"]["parse"], Value::Array(Vec::new()));

    // What happens in a hidden channel is its owner's business alone.
    mira.makes_webhook(mira.channel, new(&[WebhookEvent::MessageDeleted])).await.unwrap();
    let waiting = "select count(*) from webhook_delivery where due_at is not null";
    assert_eq!(platform.count(waiting).await, 2);
    mira.sets_public(false).await;
    assert_eq!(platform.count(waiting).await, 0, "what was not sent yet is sent no more");
    let message = mira.says(mira.channel, "hello").await.unwrap();
    services::chat::delete_message(&mira.svc, &mira.user, message.id).await.unwrap();
    assert_eq!(queued(&platform.db).await.len(), 2);
    mira.sets_public(true).await;
    platform.sql("update webhook set disabled_at = now(), disabled_reason = 'Gone' where kind = 'discord'", &[]).await;
    follow(&eve, &mira).await;
    assert_eq!(queued(&platform.db).await.len(), 3, "nothing for one that is switched off");
    // What tells of an account goes with it.
    platform.sql("delete from account where id = $1", &[eve.id().0]).await;
    assert_eq!(queued(&platform.db).await.len(), 2);
    mira.deletes_channel(mira.channel).await.unwrap();
    assert_eq!(platform.count("select count(*) from webhook").await, 0);
    assert_eq!(queued(&platform.db).await.len(), 0);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn streams_and_deleted_messages_are_told_and_ordinary_messages_are_not(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    mira.makes_webhook(mira.channel, new(WebhookEvent::ALL)).await.unwrap();
    let encoder = mira.goes_live().await;
    let stream = encoder.stream;
    mira.retitles(stream, "Spoons").await.unwrap();
    let message = mira.says(mira.channel, "hello").await.unwrap();
    services::chat::delete_message(&mira.svc, &mira.user, message.id).await.unwrap();
    mira.ends(stream).await.unwrap();
    let events = queued(&platform.db).await;
    let names: Vec<&str> = events.iter().map(|(event, _)| event.as_str()).collect();
    assert_eq!(names, ["stream.started", "stream.updated", "message.deleted", "stream.ended"]);
    assert_eq!(events[0].1["data"]["id"], serde_json::to_value(stream).unwrap());
    assert_eq!((&events[0].1["data"]["status"], &events[3].1["data"]["status"]), (&"LIVE".into(), &"ENDING".into()));
    assert_eq!(events[1].1["data"]["title"], "Spoons");
    assert_eq!(events[2].1["data"]["messageId"], serde_json::to_value(message.id).unwrap());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_fails_for_five_days_is_switched_off_and_a_delivery_that_arrives_switches_it_on(db: PgPool) {
    let receiver = testkit::Provider::start().await;
    receiver.answers("/hook", 500, "broken");
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let svc = platform.svc.clone();
    platform.run(async move { webhooks::delivery::run(&svc, &svc.shutdown).await });
    let url = format!("{}/hook", receiver.url());
    let wanted = NewWebhook { url, kind: None, events: vec![WebhookEvent::Follow] };
    let webhook = mira.makes_webhook(mira.channel, wanted).await.unwrap().id;
    let first = mira.tries(mira.channel, webhook).await.unwrap();
    // No listener tells of commits here; the worker looks every few seconds.
    let attempted = async |id: DeliveryId, attempts: i32| {
        testkit::until("an attempt", async || {
            let all = mira.deliveries(mira.channel, webhook).await.unwrap();
            let found = all.into_iter().find(|delivery| delivery.id == id).unwrap();
            let is_noted =
                found.attempts == attempts && (found.error.is_some() || found.state == DeliveryState::Delivered);
            if is_noted { Ok(found) } else { Err(format!("{found:?}")) }
        })
        .await
    };
    let failed = attempted(first.id, 1).await;
    assert_eq!((failed.state, failed.status_code), (DeliveryState::Pending, Some(500)));
    assert_eq!(failed.response.as_deref(), Some("broken"));
    assert!(failed.next_attempt_at > failed.attempted_at, "{failed:?}");
    assert!(mira.webhooks(mira.channel).await.unwrap()[0].failing_since.is_some());

    platform.sql("update webhook set failing_since = now() - interval '6 days'", &[]).await;
    let second = mira.tries(mira.channel, webhook).await.unwrap();
    attempted(second.id, 1).await;
    let off = testkit::until("the switch", async || {
        let webhook = mira.webhooks(mira.channel).await.unwrap().remove(0);
        if webhook.enabled { Err(format!("{webhook:?}")) } else { Ok(webhook) }
    });
    assert!(off.await.disabled_reason.unwrap().contains("five days"));
    assert_eq!(platform.count("select count(*) from webhook_delivery where due_at is not null").await, 0);

    receiver.answers("/hook", 200, "fine");
    let again = mira.resends(mira.channel, webhook, first.id).await.unwrap();
    assert_eq!(again.state, DeliveryState::Pending);
    testkit::until("the delivery", async || {
        let all = mira.deliveries(mira.channel, webhook).await.unwrap();
        let found = all.into_iter().find(|delivery| delivery.id == first.id).unwrap();
        if found.state == DeliveryState::Delivered { Ok(()) } else { Err(format!("{found:?}")) }
    })
    .await;
    let on = mira.webhooks(mira.channel).await.unwrap().remove(0);
    assert!(on.enabled && on.failing_since.is_none(), "{on:?}");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn old_deliveries_are_forgotten(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let webhook = mira.makes_webhook(mira.channel, new(&[WebhookEvent::Follow])).await.unwrap().id;
    let old: Uuid = mira.tries(mira.channel, webhook).await.unwrap().id.0;
    mira.tries(mira.channel, webhook).await.unwrap();
    platform.sql("update webhook_delivery set created_at = now() - interval '31 days' where id = $1", &[old]).await;
    webhooks::delivery::forget(&platform.svc).await.unwrap();
    assert_eq!(platform.count("select count(*) from webhook_delivery").await, 1);
}
