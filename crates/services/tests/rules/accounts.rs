//! Signing up, choosing a name, signing in, and accounts that the operator makes.

use crate::actors::{PASSWORD, Person, Platform, device, outcome, problem};
use domain::accounts::{Account, Onboarding};
use domain::{Code, Problem};
use services::accounts::{self, CurrentUser, Device};
use sqlx::PgPool;

async fn registers(platform: &Platform, email: &str) -> Result<(), Problem> {
    accounts::register(&platform.svc, &platform.browser(), email, PASSWORD, Device::default(), None)
        .await
        .map(drop)
        .map_err(problem)
}

async fn signs_in(platform: &Platform, email: &str, password: &str) -> Result<(), Problem> {
    accounts::login(&platform.svc, &platform.browser(), email, password, None, device(1))
        .await
        .map(drop)
        .map_err(problem)
}

/// A user who has signed up and not chosen a username.
pub async fn newcomer(platform: &Platform, email: &str) -> Person {
    let browser = platform.browser();
    accounts::register(&platform.svc, &browser, email, PASSWORD, Device::default(), None).await.unwrap();
    let user = accounts::sessions::current_user(&browser).await.unwrap();
    Person { svc: platform.svc.clone(), user }
}

impl Person {
    async fn chooses(&self, username: &str, bio: Option<&str>) -> Result<Account, Problem> {
        let display_name = username.to_uppercase();
        let wanted = Onboarding { username: username.into(), display_name, bio: bio.map(str::to_owned), avatar: None };
        accounts::onboard(&self.svc, &self.user, wanted).await.map_err(problem)
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_address_has_one_account_in_whatever_case_it_is_typed(db: PgPool) {
    let platform = Platform::open(db).await;
    registers(&platform, "mira@example.org").await.unwrap();
    let refused = registers(&platform, " MIRA@Example.org ").await.unwrap_err();
    assert_eq!((refused.code, refused.error("email").is_some()), (Code::EmailTaken, true));
    assert_eq!(platform.count("select count(*) from account").await, 1);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_closed_community_takes_accounts_from_its_operator_only(db: PgPool) {
    let platform = Platform::closed(db).await;
    // Whatever was typed: the answer does not tell who has an account.
    platform.person("mira").await;
    for email in ["jonas@example.org", "mira@example.org", "no address"] {
        let refused = registers(&platform, email).await.unwrap_err();
        assert_eq!((refused.code, refused.errors.len()), (Code::SignUpClosed, 0), "{email}");
    }
    assert_eq!(platform.count("select count(*) from account").await, 1);
    accounts::create_admin(&platform.svc, "root@example.org", PASSWORD, false).await.unwrap();
    for email in ["mira@example.org", "root@example.org"] {
        assert_eq!(signs_in(&platform, email, PASSWORD).await, Ok(()));
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn every_field_at_fault_is_named_and_nothing_is_stored(db: PgPool) {
    let platform = Platform::open(db).await;
    let refused = accounts::register(&platform.svc, &platform.browser(), "mira", "short", device(1), None)
        .await
        .map(drop)
        .map_err(problem);
    let refused = refused.unwrap_err();
    assert_eq!(refused.code, Code::ValidationFailed);
    assert_eq!(refused.errors.keys().collect::<Vec<_>>(), ["email", "password"]);
    let same =
        accounts::register(&platform.svc, &platform.browser(), "mira@example.org", "Mira@example.org", device(1), None)
            .await;
    assert!(same.map(drop).map_err(problem).unwrap_err().error("password").is_some(), "the address is no password");
    assert_eq!(platform.count("select count(*) from account").await, 0);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_password_is_stored_as_an_argon2id_hash(db: PgPool) {
    let platform = Platform::open(db).await;
    registers(&platform, "mira@example.org").await.unwrap();
    registers(&platform, "jonas@example.org").await.unwrap();
    let hashes: Vec<String> =
        sqlx::query_scalar("select password_hash from account").fetch_all(&platform.db).await.unwrap();
    assert!(hashes.iter().all(|hash| hash.starts_with("$argon2id$") && !hash.contains(PASSWORD)), "{hashes:?}");
    assert_ne!(hashes[0], hashes[1], "each hash has a salt of its own");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_refused_sign_in_does_not_tell_whether_there_is_an_account(db: PgPool) {
    let platform = Platform::open(db).await;
    registers(&platform, "mira@example.org").await.unwrap();
    assert_eq!(signs_in(&platform, "Mira@Example.org", PASSWORD).await, Ok(()));
    let wrong = signs_in(&platform, "mira@example.org", "another password").await.unwrap_err();
    assert_eq!(wrong.code, Code::InvalidCredentials);
    for email in ["nobody@example.org", "no address"] {
        assert_eq!(signs_in(&platform, email, PASSWORD).await, Err(wrong.clone()), "{email}");
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_disabled_account_cannot_sign_in(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.person("mira").await;
    platform.sql("update account set disabled_at = now() where id = $1", &[mira.id().0]).await;
    let refused = signs_in(&platform, "mira@example.org", PASSWORD).await.unwrap_err();
    assert_eq!(refused.code, Code::InvalidCredentials);
    platform.sql("update account set disabled_at = null where id = $1", &[mira.id().0]).await;
    assert_eq!(signs_in(&platform, "mira@example.org", PASSWORD).await, Ok(()));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_username_belongs_to_one_account_and_is_chosen_once(db: PgPool) {
    let platform = Platform::open(db).await;
    platform.person("mira").await;
    let jonas = newcomer(&platform, "jonas@example.org").await;
    let taken = jonas.chooses("MIRA", None).await.unwrap_err();
    assert_eq!(taken.code, Code::UsernameTaken);
    assert!(taken.error("username").unwrap().contains("mira_live"), "{taken}");
    let chosen = jonas.chooses("Jonas", Some(" Hi ")).await.unwrap();
    assert_eq!((chosen.username.as_deref(), chosen.bio.as_deref()), (Some("jonas"), Some("Hi")));
    // Once with the account as it was read before, once as it is now.
    assert_eq!(jonas.chooses("other", None).await.unwrap_err().code, Code::AlreadyOnboarded);
    let now = platform.named("jonas").await;
    assert_eq!(now.chooses("other", None).await.unwrap_err().code, Code::AlreadyOnboarded);
    assert_eq!(now.user.account().unwrap().username.as_deref(), Some("jonas"));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_name_that_is_refused_leaves_the_account_without_one(db: PgPool) {
    let platform = Platform::open(db).await;
    let jonas = newcomer(&platform, "jonas@example.org").await;
    let wanted = Onboarding {
        username: "a b".into(),
        display_name: "\u{200b}".into(),
        bio: Some("x".repeat(501)),
        avatar: None,
    };
    let refused = accounts::onboard(&platform.svc, &jonas.user, wanted).await.map_err(problem).unwrap_err();
    assert_eq!(refused.errors.keys().collect::<Vec<_>>(), ["bio", "displayName", "username"]);
    assert_eq!(platform.count("select count(*) from account where username is not null").await, 0);
    let nobody = Onboarding { username: "jonas".into(), display_name: "Jonas".into(), bio: None, avatar: None };
    let refused = accounts::onboard(&platform.svc, &CurrentUser::default(), nobody).await;
    assert_eq!(outcome(refused).unwrap_err(), Code::SigninRequired);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_unnamed_user_makes_no_channel(db: PgPool) {
    let platform = Platform::open(db).await;
    let jonas = newcomer(&platform, "jonas@example.org").await;
    assert_eq!(jonas.makes_channel("room").await.unwrap_err(), Code::OnboardingRequired);
    assert_eq!(platform.visitor().makes_channel("room").await.unwrap_err(), Code::SigninRequired);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_operator_vouches_for_an_address_before_its_account_becomes_staff(db: PgPool) {
    let platform = Platform::open(db).await;
    let (svc, email, password) = (&platform.svc, "mira@example.org", "eight unrelated words");
    assert!(!accounts::has_admin(svc).await.unwrap());
    platform.person("mira").await;
    let refused = accounts::create_admin(svc, email, password, false).await;
    assert_eq!(outcome(refused), Err(Code::EmailUnverified));
    assert!(!accounts::has_admin(svc).await.unwrap());
    assert_eq!(signs_in(&platform, email, PASSWORD).await, Ok(()), "the refusal changed nothing");

    accounts::create_admin(svc, email, password, true).await.unwrap();
    let account = platform.named("mira").await.user.account().unwrap().clone();
    assert_eq!((account.roles, account.email_verified), (vec!["admin".to_owned()], true));
    assert_eq!(signs_in(&platform, email, PASSWORD).await.unwrap_err().code, Code::InvalidCredentials);
    assert_eq!(signs_in(&platform, email, password).await, Ok(()));
    assert!(accounts::has_admin(svc).await.unwrap());
    // She is an administrator already, so the operator need not vouch for her address again.
    assert_eq!(outcome(accounts::create_admin(svc, email, PASSWORD, false).await), Ok(()));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_administrator_may_be_a_new_account(db: PgPool) {
    let platform = Platform::open(db).await;
    accounts::create_admin(&platform.svc, "Root@example.org", PASSWORD, false).await.unwrap();
    assert_eq!(signs_in(&platform, "root@example.org", PASSWORD).await, Ok(()));
    let weak = accounts::create_admin(&platform.svc, "other@example.org", "password", false).await;
    assert_eq!(outcome(weak), Err(Code::ValidationFailed));
}
