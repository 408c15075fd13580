//! One account for each address, however it is written, and accounts from before that was so.

use super::{Browser, NEW_PASSWORD, token};
use crate::actors::{PASSWORD, Platform, outcome};
use domain::Code;
use services::accounts;
use sqlx::PgPool;

const CANONICAL: &str = "u@xn--mnchen-3ya.de";
/// Composed, in capitals, decomposed, with a full stop of another script, and in ASCII.
const WRITTEN: [&str; 5] = [
    "u@m\u{fc}nchen.de",
    "U@M\u{dc}NCHEN.DE",
    "u@mu\u{308}nchen.de",
    "u@m\u{fc}nchen\u{3002}de",
    " U@XN--mnchen-3ya.de ",
];

impl Platform {
    /// An account whose address was stored as it was typed.
    async fn has_old_account(&self, username: &str, email: &str, password: &str) {
        let unlike = format!("{username}@example.org");
        accounts::create_user(&self.svc, &unlike, password, (username, username)).await.unwrap();
        let statement = sqlx::query("update account set email = $1 where username = $2").bind(email).bind(username);
        statement.execute(&self.db).await.unwrap();
    }

    async fn address_of(&self, username: &str) -> String {
        self.named(username).await.user.account().unwrap().email.clone()
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_address_has_one_account_however_it_is_written(db: PgPool) {
    let platform = Platform::open(db).await;
    let account = Browser::signs_up(&platform, WRITTEN[0]).await.account().await.unwrap();
    assert_eq!(account.email, CANONICAL);
    platform.mail().await;
    let zoe = Browser::signs_up(&platform, "zoe\u{308}@example.org").await;
    assert_eq!(zoe.account().await.unwrap().email, "zo\u{eb}@example.org");
    platform.mail().await;
    for text in WRITTEN {
        let again =
            accounts::register(&platform.svc, &platform.browser(), text, PASSWORD, crate::actors::device(1), None)
                .await;
        assert_eq!(outcome(again.map(drop)), Err(Code::EmailTaken), "{text:?}");
        assert_eq!(zoe.changes_email(PASSWORD, text).await, Err(Code::EmailTaken), "{text:?}");
        let signed_in = Browser::signs_in(&platform, text, PASSWORD).await.unwrap();
        assert_eq!(signed_in.account().await.unwrap().id, account.id, "{text:?}");
        platform.forgets(text).await.unwrap();
        assert_eq!(platform.mail().await.recipient, CANONICAL);
        let refused = accounts::create_admin(&platform.svc, text, PASSWORD, false).await;
        assert_eq!(outcome(refused), Err(Code::EmailUnverified), "{text:?}");
        assert_eq!(outcome(accounts::reset_two_factor(&platform.svc, text).await), Err(Code::TwoFactorDisabled));
    }
    let own = signed_up_with(&platform, "o@\u{f6}.example", "o@xn--nda.example").await;
    assert_eq!(own, Err(Code::ValidationFailed), "the own address is no password, however it is written");
    assert_eq!(platform.count("select count(*) from account").await, 2);
}

async fn signed_up_with(platform: &Platform, email: &str, password: &str) -> Result<(), Code> {
    let device = crate::actors::device(1);
    outcome(accounts::register(&platform.svc, &platform.browser(), email, password, device, None).await.map(drop))
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_start_puts_old_addresses_into_the_one_form(db: PgPool) {
    let platform = Platform::open(db).await;
    platform.has_old_account("munich", "u@mu\u{308}nchen.de", PASSWORD).await;
    platform.has_old_account("zoe", "zoe\u{308}@example.org", PASSWORD).await;
    platform.has_old_account("plain", "plain@example.org", PASSWORD).await;
    platform.has_old_account("broken", "a@xn--a.org", PASSWORD).await;
    accounts::unify_addresses(&platform.svc).await.unwrap();
    assert_eq!(platform.address_of("munich").await, CANONICAL);
    assert_eq!(platform.address_of("zoe").await, "zo\u{eb}@example.org");
    assert_eq!(platform.address_of("plain").await, "plain@example.org");
    assert_eq!(platform.address_of("broken").await, "a@xn--a.org", "no form of it can be reached");
    for text in WRITTEN {
        assert!(Browser::signs_in(&platform, text, PASSWORD).await.is_ok(), "{text:?}");
    }
    assert!(Browser::signs_in(&platform, "ZOE\u{308}@example.org", PASSWORD).await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn two_old_accounts_of_one_address_are_both_kept(db: PgPool) {
    let platform = Platform::open(db).await;
    let (first, second) = ("u@m\u{fc}nchen.de", CANONICAL);
    platform.has_old_account("first", first, PASSWORD).await;
    platform.has_old_account("second", second, NEW_PASSWORD).await;
    for _ in 0..2 {
        accounts::unify_addresses(&platform.svc).await.unwrap();
        assert_eq!(
            (platform.address_of("first").await, platform.address_of("second").await),
            (first.into(), second.into())
        );
    }
    // Each signs in by its address as it is stored; other ways to write it lead to the one in the common form.
    let old = Browser::signs_in(&platform, " U@m\u{fc}nchen.de", PASSWORD).await.unwrap();
    assert_eq!(old.account().await.unwrap().username.as_deref(), Some("first"));
    for text in [second, "u@mu\u{308}nchen.de"] {
        let new = Browser::signs_in(&platform, text, NEW_PASSWORD).await.unwrap();
        assert_eq!(new.account().await.unwrap().username.as_deref(), Some("second"), "{text:?}");
        assert_eq!(Browser::signs_in(&platform, text, PASSWORD).await.err(), Some(Code::InvalidCredentials));
    }
    assert_eq!(signed_up_with(&platform, first, PASSWORD).await, Err(Code::EmailTaken), "there is no third");
    // What the log asks for: the account that is not needed gets another address, by its own password.
    assert_eq!(old.changes_email(NEW_PASSWORD, "spare@example.org").await, Err(Code::ValidationFailed));
    // Its links fit its address as it is stored.
    accounts::send_verification(&platform.svc, &old.user().await, crate::actors::device(1)).await.unwrap();
    old.verifies(&token(&platform.mail().await).unwrap()).await.unwrap();
    assert!(old.account().await.unwrap().email_verified);
    old.changes_email(PASSWORD, "spare@example.org").await.unwrap();
    old.verifies(&token(&platform.mail().await).unwrap()).await.unwrap();
    assert_eq!(platform.address_of("first").await, "spare@example.org");
    let take_back = token(&platform.mail().await).unwrap();
    accounts::reset_password(&platform.svc, &take_back, NEW_PASSWORD, crate::actors::device(1)).await.unwrap();
    assert_eq!(platform.address_of("first").await, first);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_address_that_one_of_two_accounts_gives_up_is_the_others(db: PgPool) {
    let platform = Platform::open(db).await;
    let old = "u@m\u{fc}nchen.de";
    platform.has_old_account("first", old, PASSWORD).await;
    platform.has_old_account("second", CANONICAL, NEW_PASSWORD).await;
    accounts::unify_addresses(&platform.svc).await.unwrap();
    let second = Browser::signs_in(&platform, CANONICAL, NEW_PASSWORD).await.unwrap();
    second.changes_email(NEW_PASSWORD, "spare@example.org").await.unwrap();
    second.verifies(&token(&platform.mail().await).unwrap()).await.unwrap();
    for text in [old, CANONICAL, "U@mu\u{308}nchen.de"] {
        assert_eq!(signed_up_with(&platform, text, PASSWORD).await, Err(Code::EmailTaken), "{text:?}");
        let signed_in = Browser::signs_in(&platform, text, PASSWORD).await.unwrap();
        assert_eq!(signed_in.account().await.unwrap().username.as_deref(), Some("first"), "{text:?}");
    }
    // The one in the old form may move away, and take that back, too.
    let first = Browser::signs_in(&platform, CANONICAL, PASSWORD).await.unwrap();
    accounts::send_verification(&platform.svc, &first.user().await, crate::actors::device(1)).await.unwrap();
    first.verifies(&token(&platform.mail().await).unwrap()).await.unwrap();
    first.changes_email(PASSWORD, "first@example.org").await.unwrap();
    first.verifies(&token(&platform.mail().await).unwrap()).await.unwrap();
    let take_back = token(&platform.mail().await).unwrap();
    assert_eq!(signed_up_with(&platform, CANONICAL, PASSWORD).await, Err(Code::EmailTaken), "it can be taken back");
    platform.resets(&take_back, NEW_PASSWORD).await.unwrap();
    assert!(Browser::signs_in(&platform, "u@mu\u{308}nchen.de", NEW_PASSWORD).await.is_ok());
    accounts::unify_addresses(&platform.svc).await.unwrap();
    assert_eq!(platform.address_of("first").await, CANONICAL);
}
