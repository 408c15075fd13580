//! Rechecks open sockets when a session ends, or a role, a ban, a block, the chat modes or a channel's visibility change.
//!
//! The database notifies (`migrations/0006_recheck.sql`, for blocks `0012_identities_and_blocks.sql`, for erased
//! accounts `0013_erase.sql`, for modes and pinned messages `0014_erased_traces_and_chat_modes.sql`), so changes made by any process reach every node. Each socket has a flag and no
//! queue, because a queue can overflow. A listener that lost its connection sets all flags.

mod changed;
mod wake;

use crate::chat;
use crate::database::Transaction;
use crate::moderation::{appeals, holds};
use crate::reports;
use crate::{Result, Services};
use changed::Changed;
use domain::chat::ServerEvent;
use domain::moderation::Permission;
use domain::{ChannelId, SessionId, UserId};
use sqlx::postgres::{PgListener, PgPoolOptions};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;
pub use wake::Recheck;
use wake::Wake;

/// The notification channel on which the database announces changes.
const TOPIC: &str = "recheck";
/// Pause between two attempts to listen.
const PAUSE: Duration = Duration::from_millis(500);
/// After this long without a notification the listener sends a query, because a connection that hangs looks like a quiet one.
const QUIET: Duration = Duration::from_millis(500);
/// How long that query may take.
const ANSWER: Duration = Duration::from_millis(1500);
/// How many sockets are rechecked at once: after a lost connection all of them are, and the database has other work.
const AT_ONCE: usize = 8;

/// All open sockets of this node.
#[derive(Clone, Default)]
pub struct Watchers(Arc<Inner>);

struct Inner {
    list: Mutex<HashMap<u64, Watcher>>,
    next: AtomicU64,
    /// Counts changes, for what is looked up before it is watched.
    heard: AtomicU64,
    turns: Semaphore,
}

impl Default for Inner {
    fn default() -> Self {
        let (list, next, heard) = Default::default();
        Self { list, next, heard, turns: Semaphore::new(AT_ONCE) }
    }
}

struct Watcher {
    session: Option<SessionId>,
    account: Option<UserId>,
    channel: Option<ChannelId>,
    wake: Arc<Wake>,
}

impl Watcher {
    /// What a change makes the socket look at; none if it does not concern it.
    fn recheck(&self, changed: Changed) -> Option<Recheck> {
        let (recheck, is_concerned) = match changed {
            Changed::Session(session) => (Recheck::Access, self.session == Some(session)),
            Changed::Account(account)
            | Changed::Token(account)
            | Changed::Ban(account)
            | Changed::Block(account)
            | Changed::Erased(account) => (Recheck::Access, self.account == Some(account)),
            Changed::Channel(channel) => (Recheck::Access, self.channel == Some(channel)),
            Changed::Anything => (Recheck::Access, true),
            Changed::Standing(account) => (Recheck::Standing, self.account == Some(account)),
            // Visitors may not write, whatever the modes.
            Changed::Modes(channel) => (Recheck::Standing, self.account.is_some() && self.channel == Some(channel)),
            Changed::Pinned(_)
            | Changed::Emotes(_)
            | Changed::Deleted(_)
            | Changed::Restored(..)
            | Changed::Hold(_)
            | Changed::Moderation(_)
            | Changed::Appeal(_)
            | Changed::Report(_)
            | Changed::Webhooks => return None,
        };
        is_concerned.then_some(recheck)
    }
}

impl Watchers {
    /// A socket opens for this session and account.
    pub fn watch(&self, session: Option<SessionId>, account: Option<UserId>) -> Watching {
        let id = self.0.next.fetch_add(1, Ordering::Relaxed);
        let wake = Arc::<Wake>::default();
        self.list().insert(id, Watcher { session, account, channel: None, wake: wake.clone() });
        if session.is_some() {
            // The user was looked up before the socket was registered: the session may have ended in between.
            wake.up(Recheck::Access);
        }
        Watching { watchers: self.clone(), id, wake }
    }

    /// The number of changes so far. Read it before looking up the channel that is passed to [`Watching::enter`].
    pub fn heard(&self) -> u64 {
        self.0.heard.load(Ordering::SeqCst)
    }

    /// The sessions that have a socket open.
    pub fn sessions(&self) -> Vec<SessionId> {
        self.list().values().filter_map(|watcher| watcher.session).collect()
    }

    fn tell(&self, changed: Changed) {
        self.0.heard.fetch_add(1, Ordering::SeqCst);
        for watcher in self.list().values() {
            watcher.recheck(changed).into_iter().for_each(|recheck| watcher.wake.up(recheck));
        }
    }

    /// Whether this account may write has changed without a change in the database: its sockets look at it again.
    pub(crate) fn recheck_standing(&self, account: UserId) {
        self.tell(Changed::Standing(account));
    }

    /// Hands an event to the sockets in this channel whose users moderate it, with this permission if one is needed.
    pub(crate) fn write_to_moderators(&self, channel: ChannelId, needed: Option<Permission>, event: &str) {
        let list = self.list();
        let here = list.values().filter(|watcher| watcher.channel == Some(channel));
        here.filter(|watcher| watcher.wake.moderates(needed)).for_each(|watcher| watcher.wake.write(event));
    }

    /// Hands an event to the sockets of an account, in this channel if one is named.
    pub(crate) fn write_to(&self, channel: Option<ChannelId>, account: UserId, event: &str) {
        let list = self.list();
        let own = list.values().filter(|watcher| watcher.account == Some(account));
        let here = own.filter(|watcher| channel.is_none() || watcher.channel == channel);
        here.for_each(|watcher| watcher.wake.write(event));
    }

    fn list(&self) -> MutexGuard<'_, HashMap<u64, Watcher>> {
        self.0.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A socket's registration; dropping it removes it.
pub struct Watching {
    watchers: Watchers,
    id: u64,
    wake: Arc<Wake>,
}

impl Watching {
    /// The socket shows this channel from now on. `heard` is the number of changes before the channel was found visible.
    pub fn enter(&self, channel: ChannelId, heard: u64) {
        if let Some(watcher) = self.watchers.list().get_mut(&self.id) {
            watcher.channel = Some(channel);
        }
        if self.watchers.heard() != heard {
            self.wake.up(Recheck::Access);
        }
    }

    /// What the socket's user may do as a moderator of the channel that it shows.
    pub fn set_permissions(&self, permissions: &[Permission]) {
        self.wake.set_permissions(permissions);
    }

    /// Waits for an event for this socket alone, rendered. Cancel-safe.
    pub async fn letter(&self) -> String {
        self.wake.letter().await
    }

    /// The user was looked up before the socket was registered, and what they came with is no session: it may have ended in between.
    pub fn look_again(&self) {
        self.wake.up(Recheck::Access);
    }

    /// The socket no longer shows a channel.
    pub fn leave(&self) {
        if let Some(watcher) = self.watchers.list().get_mut(&self.id) {
            watcher.channel = None;
        }
    }

    /// Waits for the socket's turn to query the database, which lasts until the permit is dropped.
    pub async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        self.watchers.0.turns.acquire().await.ok()
    }

    /// Waits until something that concerns the socket may have changed; what it has to look at. Cancel-safe.
    pub async fn changed(&self) -> Recheck {
        self.wake.changed().await
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.watchers.list().remove(&self.id);
    }
}

/// Listens to the database and sets the flags, until `shutdown`.
pub async fn run(svc: &Services, shutdown: &CancellationToken) {
    tokio::select! {
        () = listen(svc) => {}
        () = shutdown.cancelled() => {}
    }
}

async fn listen(svc: &Services) {
    loop {
        if let Err(error) = listen_once(svc).await {
            tracing::debug!(%error, "the database does not tell of changes at the moment");
        }
        sleep(PAUSE).await;
    }
}

async fn listen_once(svc: &Services) -> sqlx::Result<()> {
    // A separate pool, because a connection that hangs would keep a place in the shared one.
    let options = svc.db.connect_options().as_ref().clone();
    let own =
        PgPoolOptions::new().max_connections(1).acquire_timeout(Duration::from_secs(3)).connect_lazy_with(options);
    let mut listener = PgListener::connect_with(&own).await?;
    // No silent reconnect: notifications sent meanwhile would be missed unnoticed.
    listener.eager_reconnect(false);
    let listening = timeout(ANSWER, listener.listen(TOPIC)).await;
    listening.map_err(|late| sqlx::Error::Io(late.into()))??;
    // Notifications before this moment were missed.
    tell(svc, Changed::Anything);
    loop {
        match timeout(QUIET, listener.try_recv()).await {
            Ok(Ok(Some(notification))) => tell(svc, Changed::parse(notification.payload())),
            Ok(Ok(None)) => return Ok(()),
            Ok(Err(error)) => return Err(error),
            Err(_) => {
                let asked = timeout(ANSWER, sqlx::query("select 1").execute(&mut listener)).await;
                asked.map_err(|late| sqlx::Error::Io(late.into()))??;
            }
        }
    }
}

/// Announces a change to all nodes when the transaction is committed, where a trigger would announce it too often.
pub(crate) async fn announce(tx: &mut Transaction, change: &str) -> Result<()> {
    sqlx::query!("select pg_notify('recheck', $1)", change).execute(tx).await?;
    Ok(())
}

/// Announces a change of each of these to all nodes when the transaction is committed.
pub(crate) async fn announce_each(tx: &mut Transaction, word: &str, ids: &[Uuid]) -> Result<()> {
    sqlx::query!("select pg_notify('recheck', $1 || ' ' || id) from unnest($2::uuid[]) as id", word, ids)
        .execute(tx)
        .await?;
    Ok(())
}

fn tell(svc: &Services, changed: Changed) {
    // Nothing that a socket shows.
    if changed == Changed::Webhooks {
        return svc.webhooks.wake();
    }
    svc.watchers.tell(changed);
    match changed {
        Changed::Channel(channel) | Changed::Modes(channel) | Changed::Pinned(channel) | Changed::Emotes(channel) => {
            svc.rooms.refresh(Some(channel));
        }
        Changed::Account(_) | Changed::Anything => svc.rooms.refresh(None),
        Changed::Erased(account) => svc.rooms.erase(account),
        Changed::Deleted(deletion) => svc.rooms.delete(deletion),
        Changed::Hold(hold) => spawn(svc, async move |svc| holds::tell(&svc, hold).await),
        Changed::Appeal(ban) => spawn(svc, async move |svc| appeals::tell(&svc, ban).await),
        Changed::Report(report) => spawn(svc, async move |svc| reports::tell(&svc, report).await),
        Changed::Moderation(channel) => {
            let event = ServerEvent::ModerationChanged { channel_id: channel };
            svc.watchers.write_to_moderators(channel, None, &chat::frames::render(&event));
        }
        Changed::Restored(channel, action) => svc.rooms.restore(channel, action),
        Changed::Session(_)
        | Changed::Token(_)
        | Changed::Ban(_)
        | Changed::Block(_)
        | Changed::Standing(_)
        | Changed::Webhooks => {}
    }
}

/// Tells people of something that has to be read first.
fn spawn<F>(svc: &Services, tell: impl FnOnce(Services) -> F)
where
    F: Future<Output = Result<()>> + Send + 'static,
{
    let telling = tell(svc.clone());
    svc.tasks.spawn(async move {
        if let Err(error) = telling.await {
            tracing::warn!(%error, "people could not be told of what concerns them");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    fn id<T: From<uuid::Uuid>>(number: u128) -> T {
        uuid::Uuid::from_u128(number).into()
    }

    fn is_awake(watching: &Watching) -> bool {
        watching.changed().now_or_never().is_some()
    }

    #[test]
    fn a_change_wakes_those_whom_it_concerns_however_many_came_before() {
        let watchers = Watchers::default();
        let (mine, other) = (watchers.watch(Some(id(1)), Some(id(2))), watchers.watch(None, None));
        assert!(is_awake(&mine) && !is_awake(&other), "who opened it is looked up once more");
        for number in 10..1000 {
            watchers.tell(Changed::Session(id(number)));
        }
        assert!(!is_awake(&mine));
        for changed in [Changed::Session(id(1)), Changed::Account(id(2)), Changed::Anything] {
            watchers.tell(changed);
            assert!(is_awake(&mine) && !is_awake(&mine), "{changed:?}");
        }
        assert!(is_awake(&other), "anything concerns everybody");
        other.enter(id(3), watchers.heard());
        watchers.tell(Changed::Channel(id(3)));
        assert!(is_awake(&other) && !is_awake(&mine));
        other.leave();
        watchers.tell(Changed::Channel(id(3)));
        assert!(!is_awake(&other));
    }

    #[test]
    fn a_change_between_looking_and_watching_is_not_missed() {
        let watchers = Watchers::default();
        let watching = watchers.watch(None, None);
        let heard = watchers.heard();
        watchers.tell(Changed::Channel(id(3)));
        watching.enter(id(3), heard);
        assert!(is_awake(&watching));
    }

    #[test]
    fn modes_concern_those_who_are_signed_in_and_only_whether_they_may_write() {
        let watchers = Watchers::default();
        let (mine, guest) = (watchers.watch(None, Some(id(2))), watchers.watch(None, None));
        [&mine, &guest].into_iter().for_each(|watching| watching.enter(id(3), watchers.heard()));
        watchers.tell(Changed::Modes(id(3)));
        assert_eq!((mine.changed().now_or_never(), guest.changed().now_or_never()), (Some(Recheck::Standing), None));
        for changed in [Changed::Account(id(2)), Changed::Standing(id(2))] {
            watchers.tell(changed);
        }
        assert_eq!(mine.changed().now_or_never(), Some(Recheck::Access), "the wider look has both");
    }

    #[test]
    fn who_is_gone_is_forgotten() {
        let watchers = Watchers::default();
        drop(watchers.watch(Some(id(1)), None));
        assert!(watchers.list().is_empty());
    }

    #[test]
    fn what_cannot_be_read_concerns_everybody() {
        let session = "00000000-0000-0000-0000-000000000001";
        assert_eq!(Changed::parse(&format!("session {session}")), Changed::Session(id(1)));
        assert_eq!(Changed::parse(&format!("channel {session}")), Changed::Channel(id(1)));
        for text in ["", "session", "session x", "stream 1"] {
            assert_eq!(Changed::parse(text), Changed::Anything);
        }
    }
}
