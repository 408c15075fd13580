//! Downloads of VODs as MP4 files: who may download, and how many downloads run at once.

use super::{find_row, mp4};
use crate::accounts::{CurrentUser, Device};
use crate::error::unavailable;
use crate::storage::Storage;
use crate::streams::store::StreamRow;
use crate::{Result, Services};
use bytes::Bytes;
use domain::vods::ArchiveState;
use domain::{Code, Problem, StreamId, UserId};
use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use media::networks::{NetworkSlot, Networks};
use std::collections::HashMap;
use std::io;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use time::OffsetDateTime;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// Downloads of signed-in users that run at once. Each holds a megabyte of its file, and the names of the segments that are still to come.
const OF_ACCOUNTS: usize = 64;
/// Those of visitors, who cannot use up what is for accounts.
const OF_VISITORS: usize = 32;
/// Files that are looked up at once: each reads a playlist of up to 32 MiB, and the list of its segments.
const PREPARING: usize = 8;
/// How long a request waits until its file is looked up.
const TURN: Duration = Duration::from_secs(10);
/// The most of them of one account, or of one network of visitors.
const OF_ONE: usize = 4;
/// When those who have so many may ask again, in milliseconds.
const RETRY: u64 = 30_000;
/// Most bytes of a file's name that come from the title. File systems take 255 bytes in all.
const LONGEST_TITLE: usize = 180;

/// A download that has begun.
pub struct Download {
    /// `Night radio 2026-11-29.mp4`, in any script, without characters that some systems don't take in names of files.
    pub file_name: String,
    /// Bytes of the file.
    pub length: u64,
    /// Number of the VOD's next file, if it has one more.
    pub next: Option<u32>,
    /// The file, read from storage while it is taken. It ends with an error if something fails in between. Dropping it ends the download.
    pub body: BoxStream<'static, io::Result<Bytes>>,
}

/// Begins the download of a VOD, or only describes it: then nothing is read of its media, and the body is empty. One whose encoder came back with
/// other settings has several files; `file` counts from 1.
///
/// Errors: `not_found`, `forbidden` if the channel's owner does not offer its VODs as downloads, `rate_limited`, `unavailable`.
pub async fn download(
    svc: &Services,
    storage: &Storage,
    current_user: &CurrentUser,
    device: &Device,
    (stream, file): (StreamId, u32),
    is_described_only: bool,
) -> Result<Download> {
    let row = find_row(svc, current_user, stream).await?;
    let archive = row.archive_key().filter(|_| row.archive_state() == Some(ArchiveState::Ready));
    let archive = archive.ok_or_else(incomplete)?;
    if !is_offered(&row, current_user) {
        return Err(not_offered().into());
    }
    if let Some(address) = device.address {
        svc.limits.download.take(address)?;
    }
    let slot = match is_described_only {
        true => None,
        false => Some(svc.downloads.take(current_user.id(), device.address)?),
    };
    let preparing = timeout(TURN, svc.downloads.preparing.acquire()).await.map_err(|_| unavailable())?;
    let mut files = mp4::files(storage, archive).await?;
    let index = usize::try_from(file).ok().and_then(|file| file.checked_sub(1));
    let index = index.filter(|index| *index < files.len()).ok_or_else(Problem::not_found)?;
    let (next, part) = ((index + 1 < files.len()).then(|| file + 1), (files.len() > 1).then_some(file));
    let wanted = files.swap_remove(index);
    let length = wanted.length(&mp4::lengths(storage, archive).await?);
    drop(preparing);
    let file_name = file_name(&row.title, row.started_at, part);
    let Some(slot) = slot else { return Ok(Download { file_name, length, next, body: stream::empty().boxed() }) };
    let pieces = wanted.pieces(storage.clone()).map(move |piece| {
        piece.map_err(|error| {
            tracing::warn!(%stream, %error, "a download was broken off");
            io::Error::other("the download was broken off")
        })
    });
    // The slot is given back when the body is dropped.
    let body = stream::unfold((pieces.boxed(), slot), |(mut pieces, slot)| async move {
        let piece = pieces.next().await?;
        Some((piece, (pieces, slot)))
    });
    Ok(Download { file_name, length, next, body: body.boxed() })
}

/// Whether the user may download the VOD of a stream, once they may watch it.
pub(super) fn is_offered(row: &StreamRow, current_user: &CurrentUser) -> bool {
    row.vod_downloads || row.is_owned_by(current_user)
}

/// Downloads that run.
pub struct RunningDownloads {
    of_accounts: Arc<Semaphore>,
    of_visitors: Arc<Semaphore>,
    preparing: Semaphore,
    accounts: Arc<Mutex<HashMap<UserId, usize>>>,
    networks: Networks,
}

impl Default for RunningDownloads {
    fn default() -> Self {
        Self {
            of_accounts: Arc::new(Semaphore::new(OF_ACCOUNTS)),
            of_visitors: Arc::new(Semaphore::new(OF_VISITORS)),
            preparing: Semaphore::new(PREPARING),
            accounts: Arc::default(),
            networks: Networks::default(),
        }
    }
}

impl RunningDownloads {
    /// Errors: `rate_limited` while the account or network has as many as one may have, `unavailable` while all have.
    fn take(&self, account: Option<UserId>, address: Option<IpAddr>) -> Result<Slot> {
        let account_slot = account.map(|account| self.take_account(account)).transpose()?;
        let of_network = address.filter(|_| account.is_none());
        let network_slot = of_network.map(|address| self.networks.take(address, OF_ONE).ok_or_else(many_run));
        let network_slot = network_slot.transpose()?;
        let all = if account.is_some() { &self.of_accounts } else { &self.of_visitors };
        let permit = all.clone().try_acquire_owned().map_err(|_| unavailable())?;
        Ok(Slot { _permit: permit, _account: account_slot, _network: network_slot })
    }

    fn take_account(&self, account: UserId) -> Result<AccountSlot> {
        let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        let own = accounts.entry(account).or_default();
        if *own >= OF_ONE {
            return Err(many_run().into());
        }
        *own += 1;
        Ok(AccountSlot { accounts: self.accounts.clone(), account })
    }
}

/// The right to download one file, until it is dropped.
struct Slot {
    _permit: OwnedSemaphorePermit,
    _account: Option<AccountSlot>,
    _network: Option<NetworkSlot>,
}

/// One of an account's downloads; given back on drop.
struct AccountSlot {
    accounts: Arc<Mutex<HashMap<UserId, usize>>>,
    account: UserId,
}

impl Drop for AccountSlot {
    fn drop(&mut self) {
        let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = accounts.get_mut(&self.account) {
            *own -= 1;
            if *own == 0 {
                accounts.remove(&self.account);
            }
        }
    }
}

fn incomplete() -> Problem {
    Problem::new(Code::NotFound, "There is no complete recording of this stream that could be downloaded.")
}

fn not_offered() -> Problem {
    Problem::new(Code::Forbidden, "This channel does not offer its videos as downloads. You can watch this one here.")
}

fn many_run() -> Problem {
    Problem::limit_reached("Too many downloads are running from your account or network.", RETRY)
}

/// A name that all systems take for a file, from a title. The day tells apart streams that bear the same title. `part` is the file's number if
/// there are several.
fn file_name(title: &str, started_at: Option<OffsetDateTime>, part: Option<u32>) -> String {
    let mut name = String::new();
    for letter in title.chars().filter(|letter| !is_direction(*letter)) {
        let is_refused = letter.is_control() || r#"/\:*?"<>|"#.contains(letter);
        let letter = if is_refused || letter.is_whitespace() { ' ' } else { letter };
        if name.len() + letter.len_utf8() > LONGEST_TITLE {
            break;
        }
        if letter != ' ' || !name.ends_with(' ') {
            name.push(letter);
        }
    }
    // Files whose name begins with a dot are hidden.
    let name = match name.trim_matches(|letter| matches!(letter, ' ' | '.')) {
        "" => "video",
        name => name,
    };
    let day = started_at.map(|at| format!(" {}", at.date())).unwrap_or_default();
    let part = part.map(|part| format!(" part {part}")).unwrap_or_default();
    format!("{name}{day}{part}.mp4")
}

/// Whether a character changes the direction of others: with one, a name could seem to end in something else than it does.
fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn a_files_name_is_that_of_the_title_as_far_as_systems_take_it() {
        let name = |title: &str, part| file_name(title, Some(datetime!(2026-11-29 23:30 UTC)), part);
        for (title, expected) in [
            ("Night radio", "Night radio 2026-11-29.mp4"),
            ("Näc\u{202e}ht/4pm.exe", "Nächt 4pm.exe 2026-11-29.mp4"),
            ("..\\..//a: \"b\"\r\n<c>?", "a b c 2026-11-29.mp4"),
            (" ./ ", "video 2026-11-29.mp4"),
        ] {
            assert_eq!(name(title, None), expected);
        }
        assert_eq!(name("Night", Some(2)), "Night 2026-11-29 part 2.mp4");
        assert_eq!(file_name("Night", None, None), "Night.mp4");
        assert!(name(&"夜".repeat(140), Some(1_000)).len() < 255);
    }

    #[test]
    fn each_account_and_each_network_of_visitors_has_a_few_downloads_and_visitors_leave_room_for_accounts() {
        let (downloads, address) = (RunningDownloads::default(), |last: u8| Some(IpAddr::from([192, 0, 2, last])));
        let (mira, jonas) = (UserId::from(uuid::Uuid::from_u128(1)), UserId::from(uuid::Uuid::from_u128(2)));
        let refused = |taken: Result<Slot>| taken.err().map(|error| error.into_problem().code);
        let mut own: Vec<Slot> = (0..OF_ONE).map(|_| downloads.take(Some(mira), address(1)).unwrap()).collect();
        assert_eq!(refused(downloads.take(Some(mira), address(2))), Some(Code::RateLimited));
        assert_eq!(refused(downloads.take(Some(jonas), address(1))), None, "another account at the same address");
        own.pop();
        assert_eq!(refused(downloads.take(Some(mira), address(1))), None);

        let networks = u8::try_from(OF_VISITORS / OF_ONE).unwrap();
        let visitors = (0..networks).flat_map(|last| [last; OF_ONE]);
        let _visitors: Vec<Slot> = visitors.map(|last| downloads.take(None, address(last)).unwrap()).collect();
        assert_eq!(refused(downloads.take(None, address(0))), Some(Code::RateLimited));
        assert_eq!(refused(downloads.take(None, address(networks))), Some(Code::Unavailable));
        assert_eq!(refused(downloads.take(Some(jonas), address(1))), None);
    }
}
