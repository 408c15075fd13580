//! Changing the username.

use crate::actors::{PASSWORD, Person, Platform, outcome, problem};
use domain::accounts::{Account, Onboarding};
use domain::{Code, Problem};
use futures_util::future::join;
use services::accounts::{self, Device};
use sqlx::PgPool;
use time::{Duration, OffsetDateTime};

impl Person {
    async fn renames(&self, username: &str) -> Result<Account, Problem> {
        accounts::change_username(&self.svc, &self.user, username).await.map_err(problem)
    }

    async fn renamed(&self, username: &str) -> Result<Option<String>, Code> {
        self.renames(username).await.map(|account| account.username).map_err(|problem| problem.code)
    }
}

impl Platform {
    /// Lets days go by since the last change of every username.
    async fn passes(&self, days: u32) {
        let statement =
            format!("update account set username_changed_at = username_changed_at - interval '{days} days'");
        self.sql(&statement, &[]).await;
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_username_changes_once_in_sixty_days(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.person("mira").await;
    assert_eq!(accounts::username_changeable_at(&platform.svc, &mira.user).await.unwrap(), None);
    assert_eq!(mira.renamed(" Mira_Live ").await, Ok(Some("mira_live".into())));
    let mira = platform.named("mira_live").await;
    let from = accounts::username_changeable_at(&platform.svc, &mira.user).await.unwrap().unwrap();
    let stays = from - OffsetDateTime::now_utc();
    assert!(stays > Duration::days(59) && stays <= Duration::days(60), "{stays}");

    for days in [0, 59] {
        platform.passes(days).await;
        let refused = mira.renames("mira_music").await.unwrap_err();
        let from = accounts::username_changeable_at(&platform.svc, &mira.user).await.unwrap().unwrap();
        let date = format!("{} {} {}", from.day(), from.month(), from.year());
        assert_eq!(refused.code, Code::UsernameChangedRecently);
        assert!(refused.error("username").is_some_and(|sentence| sentence.contains(&date)), "{date}: {refused}");
    }
    platform.passes(1).await;
    assert_eq!(mira.renamed("mira_music").await, Ok(Some("mira_music".into())));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_former_username_leads_to_its_owner_and_nobody_else_can_take_it(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.person("mira").await, platform.person("jonas").await);
    mira.renames("mira_live").await.unwrap();
    assert_eq!(platform.named("mira").await.id(), mira.id());
    assert_eq!(platform.named("mira").await.user.account().unwrap().username.as_deref(), Some("mira_live"));

    let refused = jonas.renames("Mira").await.unwrap_err();
    assert_eq!((refused.code, refused.error("username").is_some()), (Code::UsernameTaken, true));
    let browser = platform.browser();
    accounts::register(&platform.svc, &browser, "new@example.org", PASSWORD, Device::default(), None).await.unwrap();
    let newcomer = accounts::sessions::current_user(&browser).await.unwrap();
    let wanted = Onboarding { username: "mira".into(), display_name: "Mira".into(), bio: None, avatar: None };
    assert_eq!(outcome(accounts::onboard(&platform.svc, &newcomer, wanted).await).err(), Some(Code::UsernameTaken));
    let made = accounts::create_user(&platform.svc, "other@example.org", PASSWORD, ("mira", "Mira")).await;
    assert_eq!(outcome(made).err(), Some(Code::UsernameTaken));
    assert_eq!(platform.named("mira").await.id(), mira.id());

    platform.passes(60).await;
    assert_eq!(platform.named("mira").await.renamed("mira").await, Ok(Some("mira".into())), "it is still hers");
    assert_eq!(jonas.renamed("mira_live").await, Err(Code::UsernameTaken), "so is the other one");
    assert_eq!(jonas.renamed("jonas_live").await, Ok(Some("jonas_live".into())), "refusals do not count as changes");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn of_two_people_who_want_a_name_one_gets_it(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.person("mira").await, platform.person("jonas").await);
    let (first, second) = join(mira.renamed("night_radio"), jonas.renamed("night_radio")).await;
    let mut done = [first.map(drop), second.map(drop)];
    done.sort_by_key(Result::is_err);
    assert_eq!(done, [Ok(()), Err(Code::UsernameTaken)]);
    // Nor does one person change the name twice at once.
    let nora = platform.person("nora").await;
    let (first, second) = join(nora.renamed("nora_one"), nora.renamed("nora_two")).await;
    let mut done = [first.map(drop), second.map(drop)];
    done.sort_by_key(Result::is_err);
    assert_eq!(done, [Ok(()), Err(Code::UsernameChangedRecently)]);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_username_is_taken_while_its_owner_wants_ones_own(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.person("mira").await, platform.person("jonas").await);
    // Jonas gives his name up, which Mira waits for, and then waits for Mira's account: PostgreSQL ends the change that waited first.
    let mut his = platform.db.begin().await.unwrap();
    let gives_up = sqlx::query("update account set username = 'jonas_live' where id = $1").bind(jonas.id().0);
    gives_up.execute(&mut *his).await.unwrap();
    let swaps = async {
        let waiting =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        testkit::until("the change to wait", async || platform.count(waiting).await == 1).await;
        let takes = sqlx::query("update account set bio = bio where id = $1").bind(mira.id().0);
        takes.execute(&mut *his).await.unwrap();
        his.rollback().await.unwrap();
    };
    let (renamed, ()) = join(mira.renamed("jonas"), swaps).await;
    assert_eq!(renamed, Err(Code::UsernameTaken));
    assert_eq!(mira.renamed("mira_live").await, Ok(Some("mira_live".into())), "the refusal does not count as a change");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_username_that_cannot_be_says_why(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.person("mira").await;
    platform.person("jonas").await;
    for (wanted, code, words) in [
        ("", Code::ValidationFailed, "missing"),
        ("a b", Code::ValidationFailed, "letters a to z"),
        ("admin", Code::ValidationFailed, "reserved"),
        ("MIRA", Code::ValidationFailed, "already"),
        ("jonas", Code::UsernameTaken, "taken"),
    ] {
        let refused = mira.renames(wanted).await.unwrap_err();
        assert_eq!(refused.code, code, "{wanted:?}");
        assert!(refused.error("username").is_some_and(|sentence| sentence.contains(words)), "{wanted:?}: {refused}");
    }
    assert_eq!(accounts::username_changeable_at(&platform.svc, &mira.user).await.unwrap(), None, "nothing has changed");
    assert_eq!(platform.visitor().renamed("visitor").await, Err(Code::SigninRequired));
}
