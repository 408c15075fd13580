//! How often accounts and networks may try.

use crate::actors::{Encoder, Outcome, PASSWORD, Platform, device, outcome, problem};
use domain::{Code, Problem};
use services::accounts::{self, Device};
use sqlx::PgPool;
use std::net::IpAddr;
use std::time::Duration;
use testkit::until_refused;

/// Times after which one more try is free.
const LOGIN_OF_ACCOUNT: Duration = Duration::from_secs(12);
const LOGIN_OF_NETWORK: Duration = Duration::from_secs(3);
const MESSAGE: Duration = Duration::from_millis(1500);
const MODERATOR_MESSAGE: Duration = Duration::from_millis(300);
const WRONG_KEY: Duration = Duration::from_secs(6);

async fn signs_in(platform: &Platform, email: &str, device: &Device) -> Outcome<()> {
    outcome(
        accounts::login(&platform.svc, &platform.browser(), email, "a wrong password", None, device.clone())
            .await
            .map(drop),
    )
}

fn at(address: &str) -> Device {
    Device { address: Some(address.parse::<IpAddr>().unwrap()), ..Device::default() }
}

/// Whether a try with a wrong password was refused because of the limit.
fn limited(answer: &Outcome<()>) -> Option<()> {
    assert!(matches!(answer, Err(Code::InvalidCredentials | Code::RateLimited)), "{answer:?}");
    (*answer == Err(Code::RateLimited)).then_some(())
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_account_has_five_sign_ins_a_minute_wherever_they_come_from(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    platform.person("mira").await;
    let wrong = async |number: u64| {
        let from = at(&format!("192.0.2.{}", number % 250));
        limited(&signs_in(&platform, " MIRA@example.org", &from).await)
    };
    until_refused(5..=5, LOGIN_OF_ACCOUNT, wrong).await;
    // The right password does not help.
    let right = async |_| {
        let from = at("198.51.100.1");
        let answer =
            accounts::login(&platform.svc, &platform.browser(), "mira@example.org", PASSWORD, None, from).await;
        let answer = outcome(answer.map(drop));
        assert!(matches!(answer, Ok(()) | Err(Code::RateLimited)), "{answer:?}");
        answer.err()
    };
    until_refused(0..=1, LOGIN_OF_ACCOUNT, right).await;
    let other = signs_in(&platform, "jonas@example.org", &at("198.51.100.1")).await;
    assert_eq!(other, Err(Code::InvalidCredentials), "the others may sign in");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn strangers_cannot_lock_an_owner_out(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    platform.person("mira").await;
    for email in ["mira@example.org", "unknown@example.org"] {
        let wrong = async |number: u64| {
            let from = at(&format!("192.0.2.{}", number % 250));
            limited(&signs_in(&platform, email, &from).await)
        };
        until_refused(5..=5, LOGIN_OF_ACCOUNT, wrong).await;
    }
    let mail = testkit::until("the mail", async || services::mail::next(&platform.svc).await.unwrap()).await;
    assert_eq!(mail.recipient, "mira@example.org");
    let (_, rest) = mail.body.text.split_once("/auth/login/open?token=").unwrap();
    let token = rest.split_whitespace().next().unwrap();
    let owner = at("198.51.100.1");
    let pass = outcome(accounts::open_login(&platform.svc, token, &owner).await).unwrap();
    assert_eq!(
        outcome(accounts::open_login(&platform.svc, token, &owner).await),
        Err(Code::LinkExpired),
        "it works once"
    );
    let passed = Device { login_pass: Some(pass), ..owner };
    let browser = platform.browser();
    let login = accounts::login(&platform.svc, &browser, "mira@example.org", PASSWORD, None, passed.clone());
    assert!(outcome(login.await.map(drop)).is_ok());
    // The pass is for one address, and has a limit of its own.
    let guess = async |_| limited(&signs_in(&platform, "mira@example.org", &passed).await);
    until_refused(4..=4, LOGIN_OF_ACCOUNT, guess).await;
    let mails = platform.count("select count(*) from outgoing_mail").await;
    assert_eq!(mails, 1, "one for the account, none for the address without one");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_network_has_twenty_sign_ins_a_minute_whatever_the_account(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    // A household has 64 bits of IPv6 addresses.
    let wrong = async |network: u64, number: u64| {
        let household = at(&format!("2001:db8:0:{network}:{number:x}::1"));
        limited(&signs_in(&platform, &format!("user{number}@example.org"), &household).await)
    };
    until_refused(20..=20, LOGIN_OF_NETWORK, async |number| wrong(1, number).await).await;
    assert_eq!(wrong(2, 1000).await, None, "another household");
    // The owner of a /48 has 65,536 of them: together they may try as often as four households.
    let of_many = async |number: u64| {
        let household = at(&format!("2001:db8:1:{number:x}00::1"));
        limited(&signs_in(&platform, &format!("many{number}@example.org"), &household).await)
    };
    until_refused(80..=80, LOGIN_OF_NETWORK / 4, of_many).await;
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_network_makes_five_accounts_an_hour(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    let register = async |name: &str, device: &Device| -> Result<(), Problem> {
        let email = format!("{name}@example.org");
        accounts::register(&platform.svc, &platform.browser(), &email, PASSWORD, device.clone(), None)
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
    let said = until_refused(20..=20, MESSAGE, async |number| {
        jonas.says(mira.channel, &format!("message {number}")).await.err()
    });
    let (said, refused) = said.await;
    assert_eq!(refused, Code::RateLimited);
    assert_eq!(platform.count("select count(*) from message").await, said as i64);
    assert!(mira.says(mira.channel, "the others are not held up").await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn owner_moderators_and_staff_have_a_hundred_messages_in_their_rooms(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    let (mira, moder, boss) =
        (platform.creator("mira").await, platform.creator("moder").await, platform.administrator().await);
    let moderate = "insert into moderator (channel_id, account_id) values ($1, $2)";
    platform.sql(moderate, &[mira.channel.0, moder.id().0]).await;
    for person in [&*mira, &*moder, &boss] {
        let says = async |number| person.says(mira.channel, &format!("message {number}")).await.err();
        let (_, refused) = until_refused(100..=100, MODERATOR_MESSAGE, says).await;
        assert_eq!(refused, Code::RateLimited);
    }
    // Elsewhere a moderator is a viewer like any other.
    let other = platform.creator("other").await;
    let says = async |number| moder.says(other.channel, &format!("message {number}")).await.err();
    until_refused(20..=20, MESSAGE, says).await;
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn ten_wrong_keys_close_the_ingest_to_a_network_and_not_the_right_key(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    let mira = platform.creator("mira").await;
    let wrong = async |number: u64| {
        let refused = Encoder::connect(&platform, &format!("live_wrong{number}")).await.err().unwrap();
        (!refused.contains("no such key")).then_some(refused)
    };
    let (_, refused) = until_refused(10..=10, WRONG_KEY, wrong).await;
    assert!(refused.contains("That was fast."), "{refused}");
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
        accounts::register(&platform.svc, &platform.browser(), &email, PASSWORD, device(1), None).await.unwrap();
    }
    platform.svc.limits.forget_full();
    let refused =
        accounts::register(&platform.svc, &platform.browser(), "user6@example.org", PASSWORD, device(1), None).await;
    assert_eq!(outcome(refused.map(drop)), Err(Code::RateLimited));
}
