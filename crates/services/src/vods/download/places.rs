//! How many downloads of VODs run at once, and how many files are looked up for them.

use crate::Result;
use crate::account_slots::{AccountSlot, AccountSlots};
use crate::error::unavailable;
use crate::read_cache::ReadCache;
use crate::storage::{ArchiveKey, Storage};
use crate::vods::mp4::{self, Mp4};
use domain::{Problem, UserId};
use media::networks::{NetworkSlot, Networks};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};
use tokio::time::timeout;

/// Downloads of signed-in users. Each holds a megabyte of its file, and the names of its segments.
const OF_ACCOUNTS: Bounds = Bounds { running: 64, of_network: 12, preparing: 2 };
/// Those of visitors, who cannot use up what is for accounts.
const OF_VISITORS: Bounds = Bounds { running: 32, of_network: 4, preparing: 1 };
/// The most downloads of one account.
const OF_ACCOUNT: usize = 4;
/// How long a request waits until its files are looked up.
const TURN: Duration = Duration::from_secs(10);
/// How long files that were looked up are known. A download of one that storage has lost since is broken off, and the next looks anew.
const KNOWN: Duration = Duration::from_secs(60);
/// The VODs whose files are known at most. Those of a VOD of a day take about five megabytes.
const MOST_KNOWN: u64 = 4;
/// When those who have as many as one may have can ask again, in milliseconds.
const RETRY: u64 = 30_000;

struct Bounds {
    /// Downloads that run at once.
    running: usize,
    /// Those of them that are a network's share. The widest networks have four shares, which must be fewer than all: a school gets many, and
    /// leaves some to others.
    of_network: usize,
    /// VODs whose files are looked up at once: each reads a playlist of up to 32 MiB, and the list of its segments, which takes a second of a
    /// processor for a VOD of a day.
    preparing: usize,
}

/// Downloads that run.
pub struct RunningDownloads {
    of_accounts: Places,
    of_visitors: Places,
    accounts: AccountSlots,
}

impl Default for RunningDownloads {
    fn default() -> Self {
        Self {
            of_accounts: Places::new(OF_ACCOUNTS),
            of_visitors: Places::new(OF_VISITORS),
            accounts: AccountSlots::default(),
        }
    }
}

/// The places of accounts, or those of visitors.
struct Places {
    running: Arc<Semaphore>,
    networks: Networks,
    of_network: usize,
    preparing: Semaphore,
    /// What was looked up. Visitors and accounts share none of it: a failure is told to all who wait for it.
    files: ReadCache<ArchiveKey, Arc<[Mp4]>>,
}

impl Places {
    fn new(bounds: Bounds) -> Self {
        Self {
            running: Arc::new(Semaphore::new(bounds.running)),
            networks: Networks::default(),
            of_network: bounds.of_network,
            preparing: Semaphore::new(bounds.preparing),
            files: ReadCache::new(KNOWN, MOST_KNOWN),
        }
    }
}

impl RunningDownloads {
    /// A place for a download of this account, or of a visitor.
    ///
    /// Errors: `rate_limited` while the account or network has as many as one may have, `unavailable` while all have.
    pub(super) fn take(&self, account: Option<UserId>, address: Option<IpAddr>) -> Result<Slot> {
        let places = self.places(account);
        let of_account = account.map(|account| self.accounts.take(account, OF_ACCOUNT).ok_or_else(many_run));
        let of_account = of_account.transpose()?;
        let of_network = address.map(|address| places.networks.take(address, places.of_network).ok_or_else(many_run));
        let of_network = of_network.transpose()?;
        let permit = places.running.clone().try_acquire_owned().map_err(|_| unavailable())?;
        Ok(Slot { _permit: permit, _account: of_account, _network: of_network })
    }

    /// The files of a VOD. Requests at the same time share one look into storage, which knows them for a while.
    ///
    /// Errors: `unavailable` while others look up theirs, or if storage fails.
    pub(super) async fn files(
        &self,
        storage: &Storage,
        archive: ArchiveKey,
        account: Option<UserId>,
    ) -> Result<Arc<[Mp4]>> {
        let look_up = async {
            let _turn = self.turn(account).await?;
            Ok(mp4::files(storage, archive).await?.into())
        };
        self.places(account).files.get_or_read(archive, look_up).await
    }

    async fn turn(&self, account: Option<UserId>) -> Result<SemaphorePermit<'_>> {
        match timeout(TURN, self.places(account).preparing.acquire()).await {
            Ok(Ok(turn)) => Ok(turn),
            _ => Err(unavailable().into()),
        }
    }

    /// Has the files of a VOD looked up anew: storage has something else by now.
    pub(super) fn forget(&self, archive: ArchiveKey) {
        for places in [&self.of_accounts, &self.of_visitors] {
            places.files.forget(&archive);
        }
    }

    fn places(&self, account: Option<UserId>) -> &Places {
        if account.is_some() { &self.of_accounts } else { &self.of_visitors }
    }
}

/// The right to download one file, until it is dropped.
pub(super) struct Slot {
    _permit: OwnedSemaphorePermit,
    _account: Option<AccountSlot>,
    _network: Option<NetworkSlot>,
}

fn many_run() -> Problem {
    Problem::limit_reached("Too many downloads are running from your account or network.", RETRY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Code;
    use media::networks::SHARES;
    use uuid::Uuid;

    fn account(number: usize) -> Option<UserId> {
        Some(UserId::from(Uuid::from_u128(number as u128 + 1)))
    }

    /// An address of another network for each number.
    fn address(number: usize) -> Option<IpAddr> {
        Some(IpAddr::from([192, 0, 2, u8::try_from(number).unwrap()]))
    }

    fn refused(taken: Result<Slot>) -> Option<Code> {
        taken.err().map(|error| error.into_problem().code)
    }

    #[test]
    fn each_account_and_each_network_of_visitors_has_a_few_downloads_and_visitors_leave_room_for_accounts() {
        let downloads = RunningDownloads::default();
        let mut own: Vec<Slot> = (0..OF_ACCOUNT).map(|_| downloads.take(account(0), address(1)).unwrap()).collect();
        assert_eq!(refused(downloads.take(account(0), address(2))), Some(Code::RateLimited));
        assert_eq!(refused(downloads.take(account(1), address(1))), None, "another account at the same address");
        own.pop();
        assert_eq!(refused(downloads.take(account(0), address(1))), None);

        let networks = OF_VISITORS.running / OF_VISITORS.of_network;
        let visitors = (0..networks).flat_map(|network| [network; OF_VISITORS.of_network]);
        let _visitors: Vec<Slot> = visitors.map(|network| downloads.take(None, address(network)).unwrap()).collect();
        assert_eq!(refused(downloads.take(None, address(0))), Some(Code::RateLimited));
        assert_eq!(refused(downloads.take(None, address(networks))), Some(Code::Unavailable));
        assert_eq!(refused(downloads.take(account(1), address(1))), None);
    }

    #[test]
    fn many_accounts_of_one_network_leave_room_for_those_of_others() {
        let downloads = RunningDownloads::default();
        let one_each = (0..OF_ACCOUNTS.of_network).map(|number| downloads.take(account(number), address(1)).unwrap());
        let mut school: Vec<Slot> = one_each.collect();
        let next = account(OF_ACCOUNTS.of_network);
        assert_eq!(refused(downloads.take(next, address(1))), Some(Code::RateLimited));
        assert_eq!(refused(downloads.take(next, address(2))), None, "the same account in another network");
        assert_eq!(refused(downloads.take(None, address(1))), None, "visitors have places of their own");
        school.pop();
        assert_eq!(refused(downloads.take(next, address(1))), None);
        for bounds in [OF_ACCOUNTS, OF_VISITORS] {
            let widest = SHARES.into_iter().max().unwrap() * bounds.of_network;
            assert!(widest < bounds.running, "{widest} of {}", bounds.running);
        }
    }

    #[tokio::test]
    async fn visitors_cannot_take_the_turns_of_accounts() {
        let downloads = RunningDownloads::default();
        let all = u32::try_from(OF_VISITORS.preparing).unwrap();
        let turns = downloads.of_visitors.preparing.try_acquire_many(all);
        assert!(turns.is_ok() && downloads.of_visitors.preparing.try_acquire().is_err());
        assert!(downloads.turn(account(0)).await.is_ok());
        drop(turns);
        assert!(downloads.turn(None).await.is_ok());
    }
}
