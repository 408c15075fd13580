//! Two-factor sign-in: switching on and off, codes that work once, and the ways in that must not leave the code out.

mod links;

use super::*;
use crate::actors::problem;
use domain::accounts::{RecoveryCodes, TwoFactor};
use services::accounts::totp::{TotpSecret, step_at};
use std::time::Duration;
use testkit::{until, until_refused};
use time::OffsetDateTime;

/// Time after which one more code may be tried.
const CODE: Duration = Duration::from_secs(60);

/// An authenticator app that knows a secret.
struct AuthenticatorApp(TotpSecret);

impl AuthenticatorApp {
    fn with(secret: &str) -> Self {
        Self(TotpSecret::from_base32(secret).unwrap())
    }

    /// The code that it shows now.
    fn shows(&self) -> String {
        self.code(0)
    }

    /// The code that it shows next, which counts already. By then the code of before may be over.
    fn shows_next(&self) -> String {
        self.code(1)
    }

    fn code(&self, later: i64) -> String {
        format!("{:06}", self.0.code(step_at(OffsetDateTime::now_utc()) + later))
    }
}

/// What the owner has afterwards.
struct SwitchedOn {
    app: AuthenticatorApp,
    /// The code that confirmed it, which is used up.
    code: String,
    recovery_codes: Vec<String>,
}

impl Browser<'_> {
    async fn two_factor(&self) -> TwoFactor {
        accounts::two_factor(&self.platform.svc, &self.user().await).await.unwrap()
    }

    async fn begins(&self, password: &str) -> Outcome<AuthenticatorApp> {
        let setup = accounts::begin_two_factor(&self.platform.svc, &self.user().await, password, device(1)).await;
        outcome(setup).map(|setup| AuthenticatorApp::with(&setup.secret))
    }

    async fn confirms(&self, code: &str) -> Outcome<RecoveryCodes> {
        outcome(accounts::confirm_two_factor(&self.platform.svc, &self.user().await, code, device(1)).await)
    }

    async fn switches_on(&self) -> SwitchedOn {
        let app = self.begins(PASSWORD).await.unwrap();
        let code = app.shows();
        let recovery_codes = self.confirms(&code).await.unwrap().recovery_codes;
        SwitchedOn { app, code, recovery_codes }
    }

    async fn switches_off(&self, password: &str, code: &str) -> Outcome<()> {
        outcome(accounts::end_two_factor(&self.platform.svc, &self.user().await, password, code, device(1)).await)
    }

    async fn renews(&self, password: &str, code: &str) -> Outcome<RecoveryCodes> {
        let codes =
            accounts::renew_recovery_codes(&self.platform.svc, &self.user().await, password, code, device(1)).await;
        outcome(codes)
    }
}

impl Platform {
    /// The token for the second page of signing in.
    async fn first_page(&self, email: &str, password: &str) -> String {
        let step = accounts::login(&self.svc, &self.browser(), email, password, None, device(1)).await.unwrap();
        match step {
            LoginStep::CodeNeeded(token) => token,
            LoginStep::SignedIn(_) => panic!("signed in without a code"),
        }
    }

    async fn second_page(&self, token: &str, code: &str) -> Outcome<()> {
        let session = self.browser();
        let done = accounts::finish_login(&self.svc, &session, token, code, device(1)).await;
        assert_eq!(done.is_ok(), session.id().is_some(), "a session is opened by the right code only");
        outcome(done.map(drop))
    }

    /// As if the steps of all used codes were long ago.
    async fn time_passes(&self) {
        self.sql("update two_factor set last_step = 0", &[]).await;
    }

    async fn sessions(&self) -> i64 {
        self.count("select count(*) from session").await
    }
}

/// A user whose address is confirmed; the outbox is empty.
async fn confirmed(platform: &Platform) -> Browser<'_> {
    let mira = Browser::signs_up(platform, ADDRESS).await;
    mira.verifies(&token(&platform.mail().await).unwrap()).await.unwrap();
    mira
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_code_of_the_app_switches_two_factor_on_and_other_devices_out(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = confirmed(&platform).await;
    let elsewhere = Browser::signs_in(&platform, ADDRESS, PASSWORD).await.unwrap();
    assert_eq!(mira.begins("a wrong one").await.err(), Some(Code::ValidationFailed));
    assert_eq!(mira.confirms("123456").await.err(), Some(Code::TwoFactorDisabled), "there is nothing to confirm");
    let app = mira.begins(PASSWORD).await.unwrap();
    let setup = mira.two_factor().await.setup.unwrap();
    assert!(AuthenticatorApp::with(&setup.secret).0 == app.0, "the page shows the secret until it is confirmed");
    assert!(!mira.two_factor().await.enabled);
    for wrong in [app.code(-5), "123".into(), String::new(), "k7de-2m4q-xv5a-n3tb".into()] {
        assert_eq!(mira.confirms(&wrong).await.err(), Some(Code::ValidationFailed), "{wrong}");
    }
    assert!(Browser::signs_in(&platform, ADDRESS, PASSWORD).await.is_ok(), "nothing has changed yet");

    let codes = mira.confirms(&app.shows()).await.unwrap().recovery_codes;
    assert_eq!((codes.len(), mira.confirms(&app.shows_next()).await.err()), (10, Some(Code::TwoFactorEnabled)));
    let state = mira.two_factor().await;
    assert_eq!((state.enabled, state.recovery_codes_left, state.setup.is_none()), (true, 10, true));
    assert!(mira.account().await.is_some(), "this device stays signed in");
    assert_eq!(elsewhere.account().await, None);
    assert_eq!(mira.begins(PASSWORD).await.err(), Some(Code::TwoFactorEnabled));
    assert_eq!(platform.mail().await.subject, "Two-factor sign-in was switched on");
    // A person who reads the tables can make no code.
    let sealed: Vec<u8> =
        sqlx::query_scalar("select secret_sealed from two_factor").fetch_one(&platform.db).await.unwrap();
    assert!(!String::from_utf8_lossy(&sealed).contains(&setup.secret));
    let digests: Vec<Vec<u8>> =
        sqlx::query_scalar("select digest from recovery_code").fetch_all(&platform.db).await.unwrap();
    assert!(digests.iter().all(|digest| digest.len() == 32));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_secret_is_shown_to_and_confirmed_by_the_session_that_made_it_for_a_while(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = Browser::signs_up(&platform, ADDRESS).await;
    let elsewhere = Browser::signs_in(&platform, ADDRESS, PASSWORD).await.unwrap();
    let app = mira.begins(PASSWORD).await.unwrap();
    assert!(elsewhere.two_factor().await.setup.is_none());
    assert_eq!(elsewhere.confirms(&app.shows()).await.err(), Some(Code::TwoFactorDisabled));
    platform.sql("update two_factor set created_at = now() - interval '16 minutes'", &[]).await;
    assert!(mira.two_factor().await.setup.is_none());
    assert_eq!(mira.confirms(&app.shows()).await.err(), Some(Code::TwoFactorDisabled));
    // The secret of another beginning replaces it, and goes with its session.
    let again = elsewhere.begins(PASSWORD).await.unwrap();
    assert!(again.0 != app.0);
    accounts::logout(&elsewhere.session).await.unwrap();
    assert_eq!(platform.count("select count(*) from two_factor").await, 0);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn signing_in_takes_password_and_code(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = Browser::signs_up(&platform, ADDRESS).await;
    let SwitchedOn { app, code: used, recovery_codes: recovery } = mira.switches_on().await;
    let signs_in = async |password: &str, code: Option<&str>| {
        Browser::signs_in_with(&platform, ADDRESS, password, code).await.map(drop)
    };
    for none in [None, Some(""), Some("  ")] {
        assert_eq!(signs_in(PASSWORD, none).await, Err(Code::TwoFactorRequired));
    }
    assert_eq!(signs_in("a wrong one", Some(&app.shows_next())).await, Err(Code::InvalidCredentials));
    assert_eq!(platform.sessions().await, 1);
    // Wrong, used and malformed codes are refused, and the first two alike.
    let refusal = async |code: &str| {
        let refused =
            accounts::login(&platform.svc, &platform.browser(), ADDRESS, PASSWORD, Some(code), device(1)).await;
        problem(refused.map(drop).unwrap_err())
    };
    let (used, wrong) = (refusal(&used).await, refusal(&app.code(-9)).await);
    assert_eq!((used.code, &used), (Code::InvalidCredentials, &wrong));
    assert!(used.error("code").unwrap().contains("30 seconds"), "{used}");
    assert!(refusal("12").await.error("code").unwrap().contains("6 digits"));
    assert_eq!(refusal("aaaa-aaaa-aaaa-aaaa").await, wrong);

    let code = app.shows_next();
    assert_eq!(signs_in(PASSWORD, Some(&code)).await, Ok(()));
    assert_eq!(refusal(&code).await, wrong, "it works once");
    let typed = recovery[3].to_uppercase().replace('-', " ");
    assert_eq!(signs_in(PASSWORD, Some(&typed)).await, Ok(()));
    assert_eq!(refusal(&typed).await, wrong, "this works once, too");
    assert_eq!(mira.two_factor().await.recovery_codes_left, 9);
    // The server's clock was a day ahead when the last code was used.
    platform.sql("update two_factor set last_step = last_step + 2880", &[]).await;
    assert_eq!(signs_in(PASSWORD, Some(&code)).await, Ok(()));
    assert_eq!(refusal(&code).await, wrong);
    // An account without two-factor sign-in is asked for nothing.
    Browser::signs_up(&platform, "jonas@example.org").await;
    assert!(Browser::signs_in_with(&platform, "jonas@example.org", PASSWORD, Some("123456")).await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn of_requests_with_one_code_one_is_let_in(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = Browser::signs_up(&platform, ADDRESS).await;
    let SwitchedOn { app, recovery_codes: recovery, .. } = mira.switches_on().await;
    for code in [app.shows_next(), recovery[0].clone()] {
        let tries = (0..6).map(|_| Browser::signs_in_with(&platform, ADDRESS, PASSWORD, Some(&code)));
        let done = join_all(tries).await;
        assert_eq!(done.iter().filter(|done| done.is_ok()).count(), 1, "{code}");
        assert!(done.iter().all(|done| !matches!(done, Err(refused) if *refused != Code::InvalidCredentials)));
    }
    assert_eq!(platform.sessions().await, 3);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_second_page_needs_a_code_and_the_password_that_was_typed(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = Browser::signs_up(&platform, ADDRESS).await;
    let app = mira.switches_on().await.app;
    let jonas = Browser::signs_up(&platform, "jonas@example.org").await;
    let of_jonas = jonas.switches_on().await.app;
    let first = platform.first_page(ADDRESS, PASSWORD).await;
    assert!(!first.contains("mira") && !first.contains(ADDRESS), "{first}");
    assert_eq!(platform.second_page(&first, &of_jonas.shows_next()).await, Err(Code::InvalidCredentials));
    assert_eq!(platform.second_page(&first, "").await, Err(Code::InvalidCredentials));
    for other in ["", "00", &first[2..]] {
        assert_eq!(platform.second_page(other, &app.shows_next()).await, Err(Code::InvalidCredentials));
    }
    assert_eq!(platform.second_page(&first, &app.shows_next()).await, Ok(()));

    let second = platform.first_page(ADDRESS, PASSWORD).await;
    platform.time_passes().await;
    mira.changes_password(PASSWORD, NEW_PASSWORD).await.unwrap();
    assert_eq!(platform.second_page(&second, &app.shows()).await, Err(Code::InvalidCredentials), "of another password");
    let third = platform.first_page(ADDRESS, NEW_PASSWORD).await;
    assert_eq!(platform.second_page(&third, &app.shows()).await, Ok(()), "the refusal did not use the code up");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_password_that_is_being_checked_opens_nothing_once_two_factor_is_on(db: PgPool) {
    let platform = Platform::open(db).await;
    Browser::signs_up(&platform, ADDRESS).await;
    let mut change = platform.db.begin().await.unwrap();
    sqlx::query("update account set two_factor_at = now()").execute(&mut *change).await.unwrap();
    let (svc, session) = (platform.svc.clone(), platform.browser());
    let signing_in = tokio::spawn(async move {
        let step = accounts::login(&svc, &session, ADDRESS, PASSWORD, None, device(1)).await;
        outcome(step.map(drop))
    });
    let waiting =
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    until("the sign-in to wait for the change", async || {
        (platform.count(waiting).await > 0 || signing_in.is_finished()).then_some(())
    })
    .await;
    change.commit().await.unwrap();
    assert_eq!(signing_in.await.unwrap(), Err(Code::InvalidCredentials));
    assert_eq!(platform.sessions().await, 1, "the one that was open");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn two_factor_is_switched_off_by_password_and_code(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = confirmed(&platform).await;
    assert_eq!(mira.switches_off(PASSWORD, "123456").await, Err(Code::TwoFactorDisabled));
    let app = mira.switches_on().await.app;
    platform.mail().await;
    let code = app.shows_next();
    assert_eq!(mira.switches_off("a wrong one", &code).await, Err(Code::ValidationFailed));
    assert_eq!(mira.switches_off(PASSWORD, &app.code(-9)).await, Err(Code::ValidationFailed));
    assert!(mira.two_factor().await.enabled);
    let done = join_all((0..3).map(|_| mira.switches_off(PASSWORD, &code))).await;
    assert_eq!(done.iter().filter(|done| done.is_ok()).count(), 1, "{done:?}");
    assert!(!mira.two_factor().await.enabled);
    assert_eq!(platform.count("select count(*) from recovery_code").await, 0);
    assert!(Browser::signs_in(&platform, ADDRESS, PASSWORD).await.is_ok());
    assert_eq!(platform.mail().await.subject, "Two-factor sign-in was switched off");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn new_recovery_codes_replace_the_old_ones(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = confirmed(&platform).await;
    assert_eq!(mira.renews(PASSWORD, "123456").await.err(), Some(Code::TwoFactorDisabled));
    let old = mira.switches_on().await.recovery_codes;
    platform.mail().await;
    assert_eq!(mira.renews("a wrong one", &old[0]).await.err(), Some(Code::ValidationFailed));
    let new = mira.renews(PASSWORD, &old[0]).await.unwrap().recovery_codes;
    assert_eq!((new.len(), mira.two_factor().await.recovery_codes_left), (10, 10));
    assert_eq!(platform.mail().await.subject, "Your recovery codes were replaced");
    let signs_in = async |code: &str| Browser::signs_in_with(&platform, ADDRESS, PASSWORD, Some(code)).await.map(drop);
    assert_eq!(signs_in(&old[1]).await, Err(Code::InvalidCredentials));
    assert_eq!(signs_in(&new[1]).await, Ok(()));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn codes_are_tried_five_times_and_then_once_a_minute(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    let mira = Browser::signs_up(&platform, ADDRESS).await;
    let app = mira.switches_on().await.app;
    let page = platform.first_page(ADDRESS, PASSWORD).await;
    let wrong = async |_| {
        let refused = platform.second_page(&page, "aaaa-aaaa-aaaa-aaaa").await;
        assert!(matches!(refused, Err(Code::InvalidCredentials | Code::RateLimited)), "{refused:?}");
        (refused == Err(Code::RateLimited)).then_some(())
    };
    // One was used to switch it on.
    until_refused(4..=4, CODE, wrong).await;
    // What is no code at all costs nothing, and the right one does not help.
    assert_eq!(platform.second_page(&page, "12").await, Err(Code::InvalidCredentials));
    let right = async |_| {
        let answer = platform.second_page(&page, &app.shows_next()).await;
        assert!(matches!(answer, Ok(()) | Err(Code::RateLimited | Code::InvalidCredentials)), "{answer:?}");
        (answer == Err(Code::RateLimited)).then_some(())
    };
    until_refused(0..=1, CODE, right).await;
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_operator_switches_two_factor_off_for_a_user_without_a_code(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = confirmed(&platform).await;
    let reset = async |name: &str| outcome(accounts::reset_two_factor(&platform.svc, name).await);
    assert_eq!(reset(ADDRESS).await, Err(Code::TwoFactorDisabled));
    for unknown in ["jonas@example.org", "jonas", ""] {
        assert_eq!(reset(unknown).await, Err(Code::NotFound));
    }
    mira.switches_on().await;
    platform.mail().await;
    assert_eq!(reset(" MIRA@example.org").await, Ok(()));
    assert!(Browser::signs_in(&platform, ADDRESS, PASSWORD).await.is_ok());
    assert_eq!(platform.mail().await.subject, "Two-factor sign-in was switched off");
    // By username, too.
    platform.sql("update account set username = 'mira', display_name = 'Mira'", &[]).await;
    mira.switches_on().await;
    assert_eq!(reset("Mira").await, Ok(()));
    assert!(!mira.two_factor().await.enabled);
}
