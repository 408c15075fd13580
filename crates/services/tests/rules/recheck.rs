//! Changes that the database announces reach the open sockets that they concern, whichever process made them.

use crate::actors::Platform;
use domain::SessionId;
use futures_util::FutureExt;
use services::recheck::{self, Watching};
use sqlx::PgPool;
use testkit::PATIENCE;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

impl Platform {
    /// Listens to the database from now on.
    pub async fn listens(&self) {
        let svc = self.svc.clone();
        let first = svc.watchers.watch(None, None);
        self.run(async move { recheck::run(&svc, &CancellationToken::new()).await });
        // Once it listens it wakes all sockets, for what it may have missed.
        is_woken(&first).await;
    }
}

async fn is_woken(watching: &Watching) {
    timeout(PATIENCE, watching.changed()).await.unwrap();
}

fn sleeps(watching: &Watching) -> bool {
    watching.changed().now_or_never().is_none()
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_change_of_an_account_wakes_its_sockets(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.person("mira").await, platform.person("jonas").await);
    platform.listens().await;
    let watchers = &platform.svc.watchers;
    let (hers, his) = (watchers.watch(None, Some(mira.id())), watchers.watch(None, Some(jonas.id())));
    for change in [
        "update account set disabled_at = now() where id = $1",
        "update account set is_admin = true where id = $1",
        "update account set display_name = 'Another' where id = $1",
    ] {
        platform.sql(change, &[mira.id().0]).await;
        is_woken(&hers).await;
        assert!(sleeps(&his), "{change}");
    }
    // What no socket shows wakes none; the change after it proves that it was heard.
    platform.sql("update account set bio = 'Hi' where id = $1", &[mira.id().0]).await;
    platform.sql("update account set display_name = 'Another' where id = $1", &[jonas.id().0]).await;
    is_woken(&his).await;
    assert!(sleeps(&hers));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_ban_wakes_the_banned_and_a_moderator_the_whole_room(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    platform.listens().await;
    let watchers = &platform.svc.watchers;
    let (his, guest) = (watchers.watch(None, Some(jonas.id())), watchers.watch(None, None));
    let ids = [mira.channel.0, jonas.id().0];
    for change in [
        "insert into ban (channel_id, account_id) values ($1, $2)",
        "update ban set expires_at = now() where channel_id = $1 and account_id = $2",
        "delete from ban where channel_id = $1 and account_id = $2",
    ] {
        platform.sql(change, &ids).await;
        is_woken(&his).await;
        assert!(sleeps(&guest), "{change}");
    }
    guest.enter(mira.channel, watchers.heard());
    for change in [
        "insert into moderator (channel_id, account_id) values ($1, $2)",
        "delete from moderator where channel_id = $1 and account_id = $2",
    ] {
        platform.sql(change, &ids).await;
        is_woken(&guest).await;
        assert!(sleeps(&his), "{change}");
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_block_wakes_the_blocker_and_the_blocked(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.person("mira").await, platform.person("jonas").await);
    platform.listens().await;
    let watchers = &platform.svc.watchers;
    let (hers, his) = (watchers.watch(None, Some(mira.id())), watchers.watch(None, Some(jonas.id())));
    let guest = watchers.watch(None, None);
    for change in [
        "insert into block (account_id, blocked_id) values ($1, $2)",
        "delete from block where account_id = $1 and blocked_id = $2",
    ] {
        platform.sql(change, &[mira.id().0, jonas.id().0]).await;
        is_woken(&hers).await;
        is_woken(&his).await;
        assert!(sleeps(&guest), "{change}");
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_channel_that_is_hidden_or_deleted_wakes_those_inside(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, other) = (platform.creator("mira").await, platform.creator("other").await);
    platform.listens().await;
    let watchers = &platform.svc.watchers;
    let (inside, elsewhere) = (watchers.watch(None, None), watchers.watch(None, None));
    inside.enter(mira.channel, watchers.heard());
    elsewhere.enter(other.channel, watchers.heard());
    mira.sets_public(false).await;
    is_woken(&inside).await;
    mira.sets_public(true).await;
    is_woken(&inside).await;
    mira.deletes_channel(mira.channel).await.unwrap();
    is_woken(&inside).await;
    assert!(sleeps(&elsewhere));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_announcement_that_cannot_be_read_wakes_everybody(db: PgPool) {
    let platform = Platform::open(db).await;
    platform.listens().await;
    let watchers = &platform.svc.watchers;
    // A socket of a session is looked at once more as soon as it is open.
    let session: SessionId = Uuid::now_v7().into();
    let signed_in = watchers.watch(Some(session), None);
    is_woken(&signed_in).await;
    let guest = watchers.watch(None, None);
    assert_eq!(watchers.sessions(), [session]);
    platform.sql("select pg_notify('recheck', 'something new')", &[]).await;
    is_woken(&signed_in).await;
    is_woken(&guest).await;
    drop(signed_in);
    assert_eq!(watchers.sessions(), []);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_listener_that_loses_its_connection_looks_at_everything_again(db: PgPool) {
    let platform = Platform::open(db).await;
    platform.listens().await;
    let guest = platform.svc.watchers.watch(None, None);
    let cut = "select pg_terminate_backend(pid) from pg_stat_activity
               where datname = current_database() and pid <> pg_backend_pid() and (query ilike 'listen%' or query = 'select 1')";
    platform.sql(cut, &[]).await;
    is_woken(&guest).await;
}
