//! How often accounts and networks may try. Buckets refill within minutes, so none of these tests waits for it.

use crate::actors::{Encoder, Outcome, PASSWORD, Platform, device, outcome, problem};
use domain::{Code, Problem};
use services::accounts::{self, Device};
use sqlx::PgPool;
use std::net::IpAddr;

async fn signs_in(platform: &Platform, email: &str, device: &Device) -> Outcome<()> {
    outcome(
        accounts::login(&platform.svc, &platform.browser(), email, "a wrong password", device.clone()).await.map(drop),
    )
}

fn at(address: &str) -> Device {
    Device { address: Some(address.parse::<IpAddr>().unwrap()), user_agent: None }
}

/// Tries until the limit is reached, and says how often that went well. Buckets refill by one in some seconds, so that a slow machine
/// gets some more through.
async fn tries(mut attempt: impl AsyncFnMut(usize) -> bool) -> usize {
    for number in 0..500 {
        if !attempt(number).await {
            return number;
        }
    }
    panic!("the limit was never reached")
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_account_has_five_sign_ins_a_minute_wherever_they_come_from(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    platform.person("mira").await;
    let attempt = async |number: usize| {
        let answer = signs_in(&platform, " MIRA@example.org", &at(&format!("192.0.2.{}", number % 250))).await;
        assert!(matches!(answer, Err(Code::InvalidCredentials | Code::RateLimited)), "{answer:?}");
        answer == Err(Code::InvalidCredentials)
    };
    let most = tries(attempt).await;
    assert!(most >= 5, "{most}");
    let right =
        accounts::login(&platform.svc, &platform.browser(), "mira@example.org", PASSWORD, at("198.51.100.1")).await;
    assert_eq!(outcome(right.map(drop)), Err(Code::RateLimited), "the right password does not help");
    let other = signs_in(&platform, "jonas@example.org", &at("198.51.100.1")).await;
    assert_eq!(other, Err(Code::InvalidCredentials), "the others may sign in");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_network_has_twenty_sign_ins_a_minute_whatever_the_account(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    // A household has 64 bits of IPv6 addresses.
    let attempt = async |number: usize| {
        let household = at(&format!("2001:db8:0:1::{number:x}"));
        signs_in(&platform, &format!("user{number}@example.org"), &household).await == Err(Code::InvalidCredentials)
    };
    let most = tries(attempt).await;
    assert!(most >= 20, "{most}");
    let next = async |address: &str| signs_in(&platform, "next@example.org", &at(address)).await;
    assert_eq!(next("2001:db8:0:1:ffff::1").await, Err(Code::RateLimited));
    assert_eq!(next("2001:db8:0:2::1").await, Err(Code::InvalidCredentials));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_network_makes_five_accounts_an_hour(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    let register = async |name: &str, device: &Device| -> Result<(), Problem> {
        let email = format!("{name}@example.org");
        accounts::register(&platform.svc, &platform.browser(), &email, PASSWORD, device.clone())
            .await
            .map(drop)
            .map_err(problem)
    };
    for number in 1..=5 {
        register(&format!("user{number}"), &device(1)).await.unwrap();
    }
    // An IPv4 address counts the same when it is written as IPv6.
    for device in [&device(1), &at("::ffff:192.0.2.1")] {
        let refused = register("user1", device).await.unwrap_err();
        assert_eq!(refused.code, Code::RateLimited, "nor does it say whether the address has an account");
        assert!(refused.retry_after_ms.is_some_and(|wait| (1..=720_000).contains(&wait)), "{refused:?}");
        assert!(refused.detail.starts_with("Many accounts were made from your network."), "{refused}");
    }
    register("user6", &device(2)).await.unwrap();
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_person_has_twenty_messages_at_once(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let said = tries(async |number| {
        let said = jonas.says(mira.channel, &format!("message {number}")).await;
        assert!(matches!(said, Ok(_) | Err(Code::RateLimited)), "{said:?}");
        said.is_ok()
    });
    let said = said.await;
    assert!(said >= 20, "{said}");
    assert_eq!(platform.count("select count(*) from message").await, said as i64);
    assert!(mira.says(mira.channel, "the others are not held up").await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn ten_wrong_keys_close_the_ingest_to_a_network_and_not_the_right_key(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    let mira = platform.creator("mira").await;
    let wrong = tries(async |number| {
        let refused = Encoder::connect(&platform, &format!("live_wrong{number}")).await.err().unwrap();
        assert!(refused.contains("no such key") || refused.contains("That was fast."), "{refused}");
        refused.contains("no such key")
    });
    let wrong = wrong.await;
    assert!(wrong >= 10, "{wrong}");
    assert!(mira.goes_live().await.stream == mira.feeds(mira.channel).unwrap(), "the neighbours may still stream");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn without_rate_limits_nothing_is_counted(db: PgPool) {
    let platform = Platform::open(db).await;
    for number in 0..30 {
        let answer = signs_in(&platform, "mira@example.org", &device(1)).await;
        assert_eq!(answer, Err(Code::InvalidCredentials), "{number}");
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_bucket_that_is_used_is_not_forgotten(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    for number in 1..=5 {
        let email = format!("user{number}@example.org");
        accounts::register(&platform.svc, &platform.browser(), &email, PASSWORD, device(1)).await.unwrap();
    }
    platform.svc.limits.forget_full();
    let refused =
        accounts::register(&platform.svc, &platform.browser(), "user6@example.org", PASSWORD, device(1)).await;
    assert_eq!(outcome(refused.map(drop)), Err(Code::RateLimited));
}
