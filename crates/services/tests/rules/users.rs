//! Users' pages and profiles, and what administrators change of accounts.

use crate::accounts::newcomer;
use crate::actors::{Outcome, PASSWORD, Person, Platform, device, outcome, problem};
use domain::accounts::{Account, ProfileChange, Theme, User, UserRef};
use domain::users::{ChangedUser, UserChange, UserOverview};
use domain::{Code, Problem};
use futures_util::future::{join, join_all};
use serde_json::{Value, json};
use services::{accounts, follows, users};
use sqlx::PgPool;
use std::time::Duration;
use testkit::until_refused;

/// The user of a text that names one.
fn named(name: &str) -> UserRef {
    name.parse().unwrap()
}

impl Person {
    async fn describes(&self, change: Value) -> Result<Account, Problem> {
        let change: ProfileChange = serde_json::from_value(change).unwrap();
        accounts::change_profile(&self.svc, &self.user, change).await.map_err(problem)
    }

    async fn changes(&self, user: &str, change: Value) -> Outcome<ChangedUser> {
        let change: UserChange = serde_json::from_value(change).unwrap();
        outcome(users::change_user(&self.svc, &self.user, &named(user), change).await)
    }

    async fn finds(&self, user: &str) -> Outcome<User> {
        outcome(users::get_user(&self.svc, &self.user, &named(user)).await)
    }

    async fn opens_page_of(&self, user: &str) -> Outcome<UserOverview> {
        outcome(users::user_page(&self.svc, &self.user, &named(user)).await)
    }

    async fn likes(&self, user: &str) {
        follows::follow_user(&self.svc, &self.user, &named(user)).await.unwrap();
    }
}

impl Platform {
    /// The audit log: action, and the whole detail.
    async fn audit(&self) -> Vec<(String, Value)> {
        sqlx::query_as("select action, detail from audit order by id").fetch_all(&self.db).await.unwrap()
    }

    async fn is_signed_in(&self, browser: &accounts::Session) -> bool {
        let id = browser.id().unwrap();
        let again = accounts::Session::new(
            Some(id),
            std::sync::Arc::new(accounts::sessions::SessionTable::new(self.svc.db.clone())),
            None,
        );
        accounts::sessions::current_user(&again).await.unwrap().id().is_some()
    }
}

/// The slugs of channels.
fn slugs(channels: &[domain::channels::Channel]) -> Vec<&str> {
    channels.iter().map(|channel| channel.slug.as_str()).collect()
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn of_profiles_that_show_the_same_and_are_saved_at_once_one_is_stored(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.person("mira").await;
    let shown = mira.describes(json!({})).await.unwrap();
    let save = |bio: String| {
        let change: ProfileChange = serde_json::from_value(json!({ "bio": bio })).unwrap();
        let (svc, user, seen) = (&mira.svc, &mira.user, shown.profile_fingerprint());
        async move { outcome(accounts::change_profile_as_seen(svc, user, change, Some(seen)).await) }
    };
    let saved = join_all((0..8).map(|number| save(format!("Bio {number}")))).await;
    let (stored, refused): (Vec<_>, Vec<_>) = saved.into_iter().partition(Result::is_ok);
    assert!(refused.len() == 7 && refused.iter().all(|refused| *refused == Err(Code::Conflict)), "{refused:?}");
    let now = mira.describes(json!({})).await.unwrap();
    assert_eq!(stored[0].as_ref().map(|stored| &stored.bio), Ok(&now.bio));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_profile_keeps_what_is_left_out(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.person("mira").await;
    let all = json!({ "displayName": " Mira ", "bio": "One\ntwo", "socialLinks": { "Blog": "mira.example" }, "theme": "light",
                      "language": "de-ch", "notificationEmail": "News@Example.org" });
    let account = mira.describes(all).await.unwrap();
    assert_eq!((account.display_name.as_deref(), account.bio.as_deref()), (Some("Mira"), Some("One\ntwo")));
    assert_eq!(account.social_links.get("Blog").map(String::as_str), Some("https://mira.example"));
    assert_eq!((account.profile.theme, account.profile.language.as_str()), (Theme::Light, "de-CH"));
    assert_eq!(account.profile.notification_email.as_deref(), Some("news@example.org"));
    assert_eq!(mira.describes(json!({})).await.as_ref(), Ok(&account), "nothing was sent, and nothing changes");
    let now = platform.named("mira").await;
    assert_eq!(now.user.account(), Some(&account), "it is stored");

    let account = mira.describes(json!({ "bio": null, "notificationEmail": "", "socialLinks": {} })).await.unwrap();
    assert_eq!((account.bio, account.profile.notification_email, account.social_links.len()), (None, None, 0));
    assert_eq!((account.display_name.as_deref(), account.profile.theme), (Some("Mira"), Theme::Light));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_profile_that_is_at_fault_changes_nothing_and_names_every_field(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.person("mira").await;
    let before = platform.named("mira").await.user.account().cloned();
    let wrong = json!({ "displayName": " ", "bio": "b".repeat(501), "socialLinks": { "Blog": "javascript:alert(1)" }, "theme": "light",
                        "language": "x", "notificationEmail": "no address" });
    let refused = mira.describes(wrong).await.unwrap_err();
    assert_eq!(refused.code, Code::ValidationFailed);
    let fields: Vec<_> = refused.errors.keys().map(String::as_str).collect();
    assert_eq!(fields, ["bio", "displayName", "language", "notificationEmail", "socialLinks"]);
    assert_eq!(platform.named("mira").await.user.account().cloned(), before);
    assert_eq!(platform.visitor().describes(json!({ "bio": "x" })).await.unwrap_err().code, Code::SigninRequired);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_newcomer_has_a_theme_and_no_display_name_before_the_username(db: PgPool) {
    let platform = Platform::open(db).await;
    let newcomer = newcomer(&platform, "new@example.org").await;
    let refused = newcomer.describes(json!({ "displayName": "New", "theme": "light" })).await.unwrap_err();
    assert_eq!(refused.code, Code::OnboardingRequired);
    let account = newcomer.describes(json!({ "theme": "light" })).await.unwrap();
    assert_eq!((account.profile.theme, account.display_name), (Theme::Light, None));
    let by_id = newcomer.id().to_string();
    assert_eq!(newcomer.changes(&by_id, json!({ "bio": "Hi" })).await.unwrap().account.bio.as_deref(), Some("Hi"));
    assert_eq!(platform.visitor().finds(&by_id).await.err(), Some(Code::NotFound), "others see users with names only");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_profile_changes_now_and_then(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    let mira = platform.person("mira").await;
    let change = async |_| mira.describes(json!({ "bio": "Hi" })).await.err().map(|problem| problem.code);
    assert_eq!(until_refused(30..=30, Duration::from_secs(2), change).await.1, Code::RateLimited);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn nobody_gives_themselves_what_administrators_give(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.person("mira").await, platform.person("jonas").await);
    let before = platform.named("mira").await.user.account().cloned();
    for forged in [
        json!({ "roles": ["admin"] }),
        json!({ "roles": [], "reason": "none" }),
        json!({ "disabled": false, "bio": "forged" }),
        json!({ "emailVerified": true, "reason": "mine", "bio": "forged" }),
    ] {
        assert_eq!(mira.changes("mira", forged.clone()).await.err(), Some(Code::Forbidden), "{forged}");
    }
    // What no such body has is not read.
    let unread = json!({ "username": "other", "email": "other@example.org", "id": jonas.id(), "isAdmin": true, "is_admin": true,
                         "avatar": "https://evil.example/a.png", "createdAt": "2000-01-01T00:00:00Z", "profile": { "theme": "light" } });
    mira.changes("mira", unread.clone()).await.unwrap();
    mira.describes(unread).await.unwrap();
    assert_eq!(platform.named("mira").await.user.account().cloned(), before);

    assert_eq!(mira.changes("jonas", json!({ "bio": "forged" })).await.err(), Some(Code::Forbidden));
    assert_eq!(mira.changes("jonas", json!({ "roles": ["admin"], "reason": "x" })).await.err(), Some(Code::Forbidden));
    assert_eq!(mira.changes("no_one", json!({ "bio": "x" })).await.err(), Some(Code::NotFound));
    assert_eq!(platform.visitor().changes("mira", json!({ "bio": "x" })).await.err(), Some(Code::SigninRequired));
    assert_eq!(platform.audit().await, []);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn administrators_say_why_and_the_audit_log_keeps_it(db: PgPool) {
    let platform = Platform::open(db).await;
    let (boss, mira) = (platform.administrator().await, platform.person("mira").await);
    for change in
        [json!({ "disabled": true }), json!({ "roles": ["admin"], "reason": " " }), json!({ "emailVerified": true })]
    {
        assert_eq!(boss.changes("mira", change).await.err(), Some(Code::BadRequest));
    }
    assert_eq!(
        boss.changes("mira", json!({ "roles": ["owner"], "reason": "x" })).await.err(),
        Some(Code::ValidationFailed)
    );
    for change in [json!({ "bio": "x" }), json!({ "displayName": "Mira M.", "reason": " " })] {
        assert_eq!(boss.changes("mira", change).await.err(), Some(Code::BadRequest), "another user's profile, too");
    }
    assert_eq!(boss.changes("no_one", json!({ "bio": "x" })).await.err(), Some(Code::NotFound));
    assert_eq!(platform.audit().await, []);

    let changed = boss
        .changes("mira", json!({ "emailVerified": true, "roles": ["admin"], "reason": " She helps " }))
        .await
        .unwrap();
    assert!(changed.account.email_verified && changed.account.is_admin() && changed.disabled == Some(false));
    let why = json!({ "reason": "She helps" });
    assert_eq!(platform.audit().await, [("grant_admin".into(), why.clone()), ("verify_email".into(), why)]);
    // What is so already is no action.
    boss.changes("mira", json!({ "emailVerified": true, "roles": ["admin"], "reason": "again" })).await.unwrap();
    assert_eq!(platform.audit().await.len(), 2);

    boss.changes("mira", json!({ "bio": null, "reason": "an advertisement" })).await.unwrap();
    boss.changes("boss", json!({ "bio": "Hello" })).await.unwrap();
    let edits = platform.audit().await.split_off(2);
    assert_eq!(
        edits,
        [("change_profile".into(), json!({ "reason": "an advertisement", "fields": ["bio"] }))],
        "the own profile is no such edit"
    );
    let who: (uuid::Uuid, uuid::Uuid) =
        sqlx::query_as("select distinct actor_id, target_account_id from audit").fetch_one(&platform.db).await.unwrap();
    assert_eq!(who, (boss.id().0, mira.id().0));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_disabled_account_is_signed_out_hidden_and_may_come_back(db: PgPool) {
    let platform = Platform::open(db).await;
    let (boss, mira) = (platform.administrator().await, platform.creator("mira").await);
    let browser = platform.browser();
    let signs_in =
        async || accounts::login(&platform.svc, &browser, "mira@example.org", PASSWORD, None, device(1)).await;
    signs_in().await.unwrap();
    let encoder = mira.goes_live().await;
    assert!(platform.is_signed_in(&browser).await);

    let disabled = boss.changes("mira", json!({ "disabled": true, "reason": "spam" })).await.unwrap();
    assert_eq!(disabled.disabled, Some(true));
    assert_eq!(platform.count("select count(*) from session").await, 0, "every device is signed out");
    assert_eq!(platform.count("select count(*) from stream where status = 'LIVE'").await, 0, "viewers need not wait");
    encoder.loses_its_line().await;
    assert_eq!(platform.visitor().finds("mira").await.err(), Some(Code::NotFound));
    assert_eq!(platform.visitor().opens_page_of("mira").await.err(), Some(Code::NotFound));
    assert_eq!(boss.finds("mira").await.map(|user| user.id), Ok(mira.id()), "administrators find it");
    assert!(boss.opens_page_of("mira").await.unwrap().is_disabled);
    let refused = problem(signs_in().await.err().unwrap());
    assert_eq!(refused.code, Code::InvalidCredentials);
    assert!(refused.detail.ends_with("disabled this account. Their reason: spam"), "{}", refused.detail);
    let wrong = accounts::login(&platform.svc, &browser, "mira@example.org", "not the password", None, device(1)).await;
    assert!(
        !problem(wrong.err().unwrap()).detail.contains("disabled"),
        "those who know the password are told, and no others"
    );
    let told = "select count(*) from outgoing_mail where subject = 'Your account was disabled'";
    assert_eq!(platform.count(told).await, 1);
    assert_eq!(platform.person("jonas").await.changes("mira", json!({ "bio": "x" })).await.err(), Some(Code::NotFound));

    boss.changes("mira", json!({ "disabled": false, "reason": "a mistake" })).await.unwrap();
    assert!(signs_in().await.is_ok() && platform.visitor().finds("mira").await.is_ok());
    let actions: Vec<_> = platform.audit().await.into_iter().map(|(action, _)| action).collect();
    assert_eq!(actions, ["disable_user", "enable_user"]);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn another_role_signs_out(db: PgPool) {
    let platform = Platform::open(db).await;
    let boss = platform.administrator().await;
    platform.person("mira").await;
    for roles in [json!(["admin"]), json!([])] {
        let browser = platform.browser();
        accounts::login(&platform.svc, &browser, "mira@example.org", PASSWORD, None, device(1)).await.unwrap();
        boss.changes("mira", json!({ "roles": roles, "reason": "x" })).await.unwrap();
        assert!(!platform.is_signed_in(&browser).await, "{roles}");
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_last_administrator_stays(db: PgPool) {
    let platform = Platform::open(db).await;
    let boss = platform.administrator().await;
    platform.person("mira").await;
    let leave = [json!({ "roles": [], "reason": "tired" }), json!({ "disabled": true, "reason": "tired" })];
    for change in &leave {
        assert_eq!(boss.changes("boss", change.clone()).await.err(), Some(Code::LastAdministrator));
    }
    boss.changes("mira", json!({ "roles": ["admin"], "disabled": true, "reason": "later" })).await.unwrap();
    assert_eq!(
        boss.changes("boss", leave[0].clone()).await.err(),
        Some(Code::LastAdministrator),
        "a disabled one does not count"
    );
    boss.changes("mira", json!({ "disabled": false, "reason": "now" })).await.unwrap();

    // Two administrators who take the role from each other at once.
    let mira = platform.named("mira").await;
    let (first, second) = join(boss.changes("mira", leave[0].clone()), mira.changes("boss", leave[0].clone())).await;
    let mut done = [first.map(drop), second.map(drop)];
    done.sort_by_key(Result::is_err);
    assert_eq!(done, [Ok(()), Err(Code::Forbidden)]);
    assert_eq!(platform.count("select count(*) from account where is_admin and disabled_at is null").await, 1);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_page_is_found_by_every_name_of_its_user(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.person("mira").await;
    accounts::change_username(&platform.svc, &mira.user, "mira_live").await.unwrap();
    let id = mira.id().to_string();
    for name in ["mira", "MIRA", "mira_live", "Mira_Live", id.as_str()] {
        assert_eq!(
            platform.visitor().finds(name).await.map(|user| user.username).as_deref(),
            Ok("mira_live"),
            "{name}"
        );
    }
    assert_eq!(platform.visitor().finds("mira_liv").await.err(), Some(Code::NotFound));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_page_shows_what_its_reader_may_see(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.person("mira").await, platform.creator("jonas").await);
    let quiet = mira.makes_channel("quiet").await.unwrap();
    let hidden = mira.makes_channel("hidden").await.unwrap();
    let live = mira.makes_channel("loud").await.unwrap();
    platform.sql("update channel set is_public = false where id = $1", &[hidden.id.0]).await;
    let on_air =
        "insert into stream (id, channel_id, title, status, started_at) values ($1, $2, 'On air', 'LIVE', now())";
    platform.sql(on_air, &[uuid::Uuid::now_v7(), live.id.0]).await;

    let page = jonas.opens_page_of("mira").await.unwrap();
    assert_eq!(slugs(&page.channels), ["loud", "quiet"], "live first, and nothing hidden");
    assert!(!page.is_disabled);
    assert_eq!(slugs(&mira.opens_page_of("mira").await.unwrap().channels), ["loud", "quiet", "hidden"]);
    assert_eq!((page.follower_count, page.is_following), (0, false));

    jonas.likes("mira").await;
    for channel in [quiet.id, live.id] {
        follows::follow_channel(&platform.svc, &jonas.user, &channel.into()).await.unwrap();
    }
    let page = jonas.opens_page_of("mira").await.unwrap();
    assert_eq!((page.follower_count, page.is_following), (1, true));
    let page = platform.visitor().opens_page_of("jonas").await.unwrap();
    assert_eq!(slugs(&page.followed_channels), ["loud", "quiet"]);
    let people: Vec<_> = page.followed_users.iter().map(|user| user.username.as_str()).collect();
    assert_eq!((people, page.is_following), (vec!["mira"], false));

    // What is hidden or gone is followed silently.
    platform.sql("update channel set is_public = false where id = $1", &[quiet.id.0]).await;
    let page = platform.visitor().opens_page_of("jonas").await.unwrap();
    assert_eq!((slugs(&page.followed_channels), page.followed_users.len()), (vec!["loud"], 1));
    platform.sql("update account set disabled_at = now() where id = $1", &[mira.id().0]).await;
    let page = platform.visitor().opens_page_of("jonas").await.unwrap();
    assert_eq!((page.followed_channels.len(), page.followed_users.len()), (0, 0));
}
