//! Subscriptions: what an account reads of its own, and the badge in the chat.

use crate::actors::{Outcome, Person, Platform, outcome};
use domain::subscriptions::{Subscription, SubscriptionStatus, SubscriptionTier};
use domain::{ChannelId, Code, Page};
use services::subscriptions;
use sqlx::PgPool;
use uuid::Uuid;

impl Person {
    async fn reads_subscriptions(&self, cursor: Option<&str>) -> Outcome<Page<Subscription>> {
        outcome(subscriptions::my_subscriptions(&self.svc, &self.user, cursor, Some(2)).await)
    }

    /// The badges of what they say in a channel.
    async fn badges(&self, channel: ChannelId) -> Vec<String> {
        self.says(channel, "hello").await.unwrap().badges
    }
}

impl Platform {
    /// Stores a subscription; `values` are the tier, the status and the renewal date.
    async fn subscribes(&self, person: &Person, channel: ChannelId, values: &str) {
        let statement = format!(
            "insert into subscription (id, account_id, channel_id, tier, status, renews_at) values ($1, $2, $3, {values})"
        );
        self.sql(&statement, &[Uuid::now_v7(), person.id().0, channel.0]).await;
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_account_reads_its_own_subscriptions_newest_first(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let other = mira.makes_channel("other").await.unwrap().id;
    platform.subscribes(&jonas, mira.channel, "'BASIC', 'EXPIRED', now() - interval '1 day'").await;
    platform.subscribes(&jonas, other, "'VIP', 'ACTIVE', now() + interval '1 month'").await;
    platform.subscribes(&jonas, mira.channel, "'PREMIUM', 'CANCELLED', null").await;
    let first = jonas.reads_subscriptions(None).await.unwrap();
    let read: Vec<_> = first.items.iter().map(|it| (it.channel_id, it.tier, it.status)).collect();
    let premium = (mira.channel, SubscriptionTier::Premium, SubscriptionStatus::Cancelled);
    assert_eq!(read, [premium, (other, SubscriptionTier::Vip, SubscriptionStatus::Active)]);
    assert!(first.items[0].renewal_date.is_none() && first.items[1].renewal_date.is_some());
    let second = jonas.reads_subscriptions(first.next_cursor.as_deref()).await.unwrap();
    assert_eq!((second.items.len(), second.items[0].tier, second.next_cursor), (1, SubscriptionTier::Basic, None));
    assert_eq!(mira.reads_subscriptions(None).await.unwrap().items, []);
    assert_eq!(jonas.reads_subscriptions(Some("elsewhere")).await, Err(Code::BadRequest));
    assert_eq!(platform.visitor().reads_subscriptions(None).await, Err(Code::SigninRequired));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_subscription_that_counts_is_a_badge_in_its_channel(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, other) = (platform.creator("mira").await, platform.creator("other").await);
    for (name, values, expected) in [
        ("active", "'BASIC', 'ACTIVE', now() + interval '1 month'", true),
        ("cancelled", "'VIP', 'CANCELLED', now() + interval '1 day'", true),
        ("gone", "'VIP', 'CANCELLED', now() - interval '1 day'", false),
        ("expired", "'BASIC', 'EXPIRED', now() + interval '1 day'", false),
    ] {
        let person = platform.person(name).await;
        platform.subscribes(&person, mira.channel, values).await;
        assert_eq!(person.badges(mira.channel).await == ["subscriber"], expected, "{name}");
        assert_eq!(person.badges(other.channel).await, Vec::<String>::new(), "{name}");
    }
    let moderator = platform.person("jonas").await;
    let moderate = "insert into moderator (channel_id, account_id) values ($1, $2)";
    platform.sql(moderate, &[mira.channel.0, moderator.id().0]).await;
    platform.subscribes(&moderator, mira.channel, "'BASIC', 'ACTIVE', null").await;
    assert_eq!(moderator.badges(mira.channel).await, ["moderator", "subscriber"]);
}
