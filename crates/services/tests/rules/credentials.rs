//! Forgotten passwords, changed passwords and addresses, devices, and the mail that all of it is told by.

mod addresses;
mod two_factor;

use crate::actors::{Outcome, PASSWORD, Platform, device, outcome};
use domain::Code;
use domain::accounts::Account;
use futures_util::future::join_all;
use services::accounts::{self, CurrentUser, LoginStep, Session};
use services::mail::{self, DueMail};
use sqlx::PgPool;

const ADDRESS: &str = "mira@example.org";
const NEW_PASSWORD: &str = "quiet copper harbour";

/// A device and its user.
struct Browser<'a> {
    platform: &'a Platform,
    session: Session,
}

impl<'a> Browser<'a> {
    async fn signs_up(platform: &'a Platform, email: &str) -> Self {
        let session = platform.browser();
        accounts::register(&platform.svc, &session, email, PASSWORD, device(1), None).await.unwrap();
        Self { platform, session }
    }

    async fn signs_in(platform: &'a Platform, email: &str, password: &str) -> Outcome<Self> {
        Self::signs_in_with(platform, email, password, None).await
    }

    async fn signs_in_with(platform: &'a Platform, email: &str, password: &str, code: Option<&str>) -> Outcome<Self> {
        let session = platform.browser();
        match outcome(accounts::login(&platform.svc, &session, email, password, code, device(1)).await)? {
            LoginStep::SignedIn(_) => Ok(Self { platform, session }),
            LoginStep::CodeNeeded(_) => Err(Code::TwoFactorRequired),
        }
    }

    /// As the next request sees it.
    async fn user(&self) -> CurrentUser {
        let user = accounts::sessions::current_user(&self.session).await.unwrap();
        let fresh = accounts::sessions::refresh(&self.platform.svc, &user).await.unwrap();
        fresh.unwrap_or_default()
    }

    async fn account(&self) -> Option<Account> {
        self.user().await.account().cloned()
    }

    async fn changes_password(&self, current: &str, new: &str) -> Outcome<()> {
        outcome(accounts::change_password(&self.platform.svc, &self.user().await, current, new, device(1)).await)
    }

    async fn changes_email(&self, password: &str, email: &str) -> Outcome<()> {
        outcome(accounts::change_email(&self.platform.svc, &self.user().await, password, email, device(1)).await)
    }

    async fn verifies(&self, token: &str) -> Outcome<()> {
        outcome(accounts::verify_email(&self.platform.svc, &self.user().await, token, device(1)).await).map(drop)
    }
}

impl Platform {
    async fn forgets(&self, email: &str) -> Outcome<()> {
        outcome(accounts::forgot_password(&self.svc, email, device(1), None).await)
    }

    async fn resets(&self, token: &str, password: &str) -> Outcome<()> {
        outcome(accounts::reset_password(&self.svc, token, password, device(1)).await)
    }

    /// The next mail of the outbox, which is sent.
    pub async fn mail(&self) -> DueMail {
        let due = testkit::until("a mail", async || mail::next(&self.svc).await.unwrap()).await;
        mail::sent(&self.svc, due.id).await.unwrap();
        due
    }

    async fn has_mail(&self) -> bool {
        self.count("select count(*) from outgoing_mail where sealed is not null").await > 0
    }
}

/// The token of the link in a mail, if it has one.
pub fn token(mail: &DueMail) -> Option<String> {
    let (_, rest) = mail.body.text.split_once("?token=")?;
    Some(rest.split_whitespace().next().unwrap().to_owned())
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn mailed_links_lead_on_to_pages_of_this_site_only(db: PgPool) {
    let platform = Platform::open(db).await;
    for (at, (next, leads)) in [
        (Some("/videos/1?t=2"), "&next=/videos/1%3Ft%3D2"),
        (Some("//evil.example"), ""),
        (Some("/\\evil.example"), ""),
        (Some("/\t/evil.example"), ""),
        (Some("https://evil.example/"), ""),
        (None, ""),
    ]
    .into_iter()
    .enumerate()
    {
        let email = format!("user{at}@example.org");
        let session = platform.browser();
        accounts::register(&platform.svc, &session, &email, PASSWORD, device(1), next).await.unwrap();
        let welcome = platform.mail().await;
        accounts::forgot_password(&platform.svc, &email, device(1), next).await.unwrap();
        let forgotten = platform.mail().await;
        for (mail, page) in [(&welcome, "/auth/verify"), (&forgotten, "/auth/reset")] {
            let link = mail.body.text.lines().find(|line| line.contains(page)).unwrap();
            let (_, rest) = link.split_once("?token=").unwrap();
            assert_eq!(rest.split_once('&').map_or("", |(_, rest)| rest), leads.trim_start_matches('&'), "{next:?}");
        }
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_forgotten_password_is_replaced_by_a_link_that_works_once(db: PgPool) {
    let platform = Platform::open(db).await;
    let before = Browser::signs_up(&platform, ADDRESS).await;
    platform.mail().await;
    platform.forgets(" MIRA@example.org").await.unwrap();
    let link = platform.mail().await;
    assert_eq!((link.recipient.as_str(), link.subject.as_str()), (ADDRESS, "Choose a new password"));
    let token = token(&link).unwrap();
    assert_eq!(platform.resets(&token, "short").await, Err(Code::ValidationFailed), "which does not cost the link");
    // Of all who use it at once, one does.
    let done = join_all((0..4).map(|_| platform.resets(&token, NEW_PASSWORD))).await;
    assert_eq!(done.iter().filter(|done| done.is_ok()).count(), 1);
    assert_eq!(done.iter().filter(|done| **done == Err(Code::LinkExpired)).count(), 3);
    assert_eq!(before.account().await, None, "every device is signed out");
    assert_eq!(Browser::signs_in(&platform, ADDRESS, PASSWORD).await.err(), Some(Code::InvalidCredentials));
    let after = Browser::signs_in(&platform, ADDRESS, NEW_PASSWORD).await.unwrap();
    assert!(after.account().await.unwrap().email_verified, "who got the link has the address");
    assert_eq!(platform.mail().await.subject, "Your password was changed");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn asking_for_a_link_does_not_tell_whether_there_is_an_account(db: PgPool) {
    let platform = Platform::open(db).await;
    Browser::signs_up(&platform, ADDRESS).await;
    platform.mail().await;
    assert_eq!(platform.forgets("jonas@example.org").await, platform.forgets(ADDRESS).await);
    platform.mail().await;
    platform.svc.tasks.close();
    platform.svc.tasks.wait().await;
    assert!(!platform.has_mail().await);
    assert_eq!(platform.forgets("no address").await, Err(Code::ValidationFailed));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_link_waits_for_its_account_to_be_erased_and_is_over_then(db: PgPool) {
    let platform = Platform::open(db).await;
    Browser::signs_up(&platform, ADDRESS).await;
    platform.mail().await;
    platform.forgets(ADDRESS).await.unwrap();
    let reset = token(&platform.mail().await).unwrap();
    // As erasing does: the account's row is locked for a while, and then deleted with all that refers to it.
    let mut erasing = platform.db.begin().await.unwrap();
    sqlx::query("select from account for no key update").execute(&mut *erasing).await.unwrap();
    let erase = async {
        let waiting =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        testkit::until("the link to wait", async || (platform.count(waiting).await > 0).then_some(())).await;
        sqlx::query("delete from account").execute(&mut *erasing).await.unwrap();
        erasing.commit().await.unwrap();
    };
    let (taken, ()) = tokio::join!(platform.resets(&reset, NEW_PASSWORD), erase);
    assert_eq!(taken, Err(Code::LinkExpired));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn links_grow_old_and_do_one_thing_only(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = Browser::signs_up(&platform, ADDRESS).await;
    let verify = token(&platform.mail().await).unwrap();
    platform.forgets(ADDRESS).await.unwrap();
    let reset = token(&platform.mail().await).unwrap();
    assert_eq!(platform.resets(&verify, NEW_PASSWORD).await, Err(Code::LinkExpired));
    assert_eq!(mira.verifies(&reset).await, Err(Code::LinkExpired));
    for wrong in ["", "0", &"f".repeat(48)] {
        assert_eq!(platform.resets(wrong, NEW_PASSWORD).await, Err(Code::LinkExpired));
    }
    platform
        .sql("update mailed_link set expires_at = now() where account_id = $1", &[mira.user().await.id().unwrap().0])
        .await;
    assert_eq!(platform.resets(&reset, NEW_PASSWORD).await, Err(Code::LinkExpired));
    assert_eq!(mira.verifies(&verify).await, Err(Code::LinkExpired));
    accounts::delete_expired_links(&platform.svc).await.unwrap();
    assert_eq!(platform.count("select count(*) from mailed_link").await, 0);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_password_is_changed_by_who_knows_it(db: PgPool) {
    let platform = Platform::open(db).await;
    let here = Browser::signs_up(&platform, ADDRESS).await;
    let there = Browser::signs_in(&platform, ADDRESS, PASSWORD).await.unwrap();
    platform.mail().await;
    assert_eq!(here.changes_password("a wrong one", NEW_PASSWORD).await, Err(Code::ValidationFailed));
    assert_eq!(here.changes_password(PASSWORD, ADDRESS).await, Err(Code::ValidationFailed), "the address is none");
    here.changes_password(PASSWORD, NEW_PASSWORD).await.unwrap();
    assert!(here.account().await.is_some(), "this device stays signed in");
    assert_eq!(there.account().await, None);
    let told = platform.mail().await;
    assert_eq!(
        (told.subject.as_str(), token(&told)),
        ("Your password was changed", None),
        "the address may be a stranger's"
    );
    assert!(Browser::signs_in(&platform, ADDRESS, NEW_PASSWORD).await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_changed_password_is_taken_back_from_the_confirmed_address(db: PgPool) {
    let platform = Platform::open(db).await;
    let thief = Browser::signs_up(&platform, ADDRESS).await;
    thief.verifies(&token(&platform.mail().await).unwrap()).await.unwrap();
    thief.changes_password(PASSWORD, "the thief's own words").await.unwrap();
    let back = token(&platform.mail().await).unwrap();
    platform.resets(&back, NEW_PASSWORD).await.unwrap();
    assert_eq!(thief.account().await, None);
    assert!(Browser::signs_in(&platform, ADDRESS, NEW_PASSWORD).await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_address_is_changed_by_the_link_mailed_to_it_and_taken_back_from_the_old_one(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = Browser::signs_up(&platform, ADDRESS).await;
    mira.verifies(&token(&platform.mail().await).unwrap()).await.unwrap();
    let elsewhere = Browser::signs_in(&platform, ADDRESS, PASSWORD).await.unwrap();
    Browser::signs_up(&platform, "taken@example.org").await;
    platform.mail().await;
    assert_eq!(mira.changes_email(PASSWORD, "taken@example.org").await, Err(Code::EmailTaken));
    assert_eq!(mira.changes_email("a wrong one", "new@example.org").await, Err(Code::ValidationFailed));
    assert_eq!(mira.changes_email(PASSWORD, ADDRESS).await, Err(Code::ValidationFailed));

    mira.changes_email(PASSWORD, "new@example.org").await.unwrap();
    let link = platform.mail().await;
    assert_eq!(link.recipient, "new@example.org");
    assert_eq!(mira.account().await.unwrap().email, ADDRESS, "until the link is used");
    mira.verifies(&token(&link).unwrap()).await.unwrap();
    let account = mira.account().await.unwrap();
    assert_eq!((account.email.as_str(), account.email_verified), ("new@example.org", true));
    assert_eq!(elsewhere.account().await, None);
    let told = platform.mail().await;
    assert_eq!(told.recipient, ADDRESS);

    // The new address changes it once more. The first owner's link still counts, and ends the others.
    mira.changes_email(PASSWORD, "third@example.org").await.unwrap();
    mira.verifies(&token(&platform.mail().await).unwrap()).await.unwrap();
    let to_second = token(&platform.mail().await).unwrap();
    platform.resets(&token(&told).unwrap(), NEW_PASSWORD).await.unwrap();
    assert_eq!(mira.account().await, None);
    assert_eq!(platform.resets(&to_second, "the thief's own words").await, Err(Code::LinkExpired));
    let owner = Browser::signs_in(&platform, ADDRESS, NEW_PASSWORD).await.unwrap();
    assert_eq!(owner.account().await.unwrap().email, ADDRESS);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_address_that_was_taken_meanwhile_stays_its_owners(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = Browser::signs_up(&platform, ADDRESS).await;
    platform.mail().await;
    mira.changes_email(PASSWORD, "new@example.org").await.unwrap();
    let link = token(&platform.mail().await).unwrap();
    Browser::signs_up(&platform, "new@example.org").await;
    assert_eq!(mira.verifies(&link).await, Err(Code::EmailTaken));
    assert_eq!(mira.account().await.unwrap().email, ADDRESS);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn devices_are_listed_and_signed_out_one_by_one(db: PgPool) {
    let platform = Platform::open(db).await;
    let here = Browser::signs_up(&platform, ADDRESS).await;
    let there = Browser::signs_in(&platform, ADDRESS, PASSWORD).await.unwrap();
    let stranger = Browser::signs_up(&platform, "jonas@example.org").await;
    let devices = accounts::devices(&platform.svc, &here.user().await).await.unwrap();
    let current: Vec<bool> = devices.iter().map(|device| device.current).collect();
    assert_eq!((devices.len(), current.iter().filter(|current| **current).count()), (2, 1));
    let other = devices.iter().find(|device| !device.current).unwrap().id;
    let ends =
        async |browser: &Browser<'_>| outcome(accounts::end_device(&platform.svc, &browser.user().await, other).await);
    assert_eq!(ends(&stranger).await, Err(Code::NotFound));
    assert_eq!(ends(&here).await, Ok(()));
    assert_eq!(ends(&here).await, Err(Code::NotFound));
    assert_eq!((there.account().await, here.account().await.is_some()), (None, true));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn mail_waits_for_its_server_and_is_forgotten_once_sent(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = Browser::signs_up(&platform, ADDRESS).await;
    // Sealed, because a person who reads the table must not get in.
    let sealed: Vec<u8> = sqlx::query_scalar("select sealed from outgoing_mail").fetch_one(&platform.db).await.unwrap();
    assert!(!String::from_utf8_lossy(&sealed).contains("token="));
    let due = mail::next(&platform.svc).await.unwrap().unwrap();
    assert!(mail::next(&platform.svc).await.unwrap().is_none(), "it is being sent");
    mail::failed(&platform.svc, due.id, "no mail server", false).await.unwrap();
    assert!(mail::next(&platform.svc).await.unwrap().is_none(), "it pauses");
    platform.sql("update outgoing_mail set due_at = now() where id = $1", &[due.id]).await;
    let again = mail::next(&platform.svc).await.unwrap().unwrap();
    assert_eq!((again.id, &again.body), (due.id, &due.body));
    mail::sent(&platform.svc, due.id).await.unwrap();
    assert!(!platform.has_mail().await);

    // A day later there is no point in going on.
    accounts::send_verification(&platform.svc, &mira.user().await, device(1)).await.unwrap();
    let old = mail::next(&platform.svc).await.unwrap().unwrap();
    platform.sql("update outgoing_mail set created_at = now() - interval '25 hours' where id = $1", &[old.id]).await;
    mail::failed(&platform.svc, old.id, "no mail server", false).await.unwrap();
    assert!(!platform.has_mail().await);
    platform.sql("update outgoing_mail set created_at = now() - interval '31 days' where id = $1", &[old.id]).await;
    mail::forget(&platform.svc).await.unwrap();
    assert_eq!(platform.count("select count(*) from outgoing_mail").await, 1);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn mails_that_strangers_ask_for_are_limited(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    for _ in 0..5 {
        platform.forgets(ADDRESS).await.unwrap();
    }
    assert_eq!(platform.forgets(ADDRESS).await, Err(Code::RateLimited));
    for number in 0..14 {
        platform.forgets(&format!("a{number}@example.org")).await.unwrap();
    }
    assert_eq!(platform.forgets("b@example.org").await, Err(Code::RateLimited), "from the same network");
}
