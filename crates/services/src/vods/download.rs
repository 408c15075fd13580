//! Downloads of VODs as MP4 files: who may download, which bytes, and when a download ends.

mod places;

use super::mp4::Mp4;
use super::{ArchiveAccess, archive_access, find_row};
use crate::accounts::{CurrentUser, Device};
use crate::storage::{ArchiveKey, Storage};
use crate::streams::store::StreamRow;
use crate::{Error, Result, Services};
use bytes::Bytes;
use domain::vods::ArchiveState;
use domain::{Code, Problem, StreamId};
use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
pub use places::RunningDownloads;
use places::Slot;
use std::io;
use std::ops::Range;
use std::time::Duration;
use time::OffsetDateTime;
use tokio::time::{Instant, timeout};

/// How long a download waits to hear whether its user may still have it, and how long it does not ask again after it heard nothing: a
/// database that is away must not slow it down much.
const ANSWER: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_secs(30);
/// Most bytes of a file's name that come from the title. File systems take 255 bytes in all.
const LONGEST_TITLE: usize = 180;

/// A download that has begun.
pub struct Download {
    /// `Night radio 2026-11-29.mp4`, in any script, without characters that some systems don't take in names of files.
    pub file_name: String,
    /// Bytes of the file.
    pub length: u64,
    /// Names the file's bytes, in letters and digits: as long as it is the same, so are they.
    pub tag: String,
    /// Number of the VOD's next file, if it has one more.
    pub next: Option<u32>,
    file: Mp4,
    storage: Storage,
    /// None if it is only described.
    running: Option<Running>,
}

impl Download {
    /// These bytes of the file, read from storage while they are taken; none if it is only described. The body ends with an error if something
    /// fails in between, or once the user may not download the VOD any more. Dropping it ends the download.
    pub fn body(self, part: Range<u64>) -> BoxStream<'static, io::Result<Bytes>> {
        let Some(running) = self.running else { return stream::empty().boxed() };
        let pieces = self.file.pieces(self.storage, part).boxed();
        // The slot is given back when the body is dropped, or has ended.
        let body = stream::unfold(Some((pieces, running)), |state| async move {
            let (mut pieces, mut running) = state?;
            if !running.may_go_on().await {
                tracing::info!(stream = %running.stream, "a download was ended, since its user may not have the VOD any more");
                return Some((Err(broken_off()), None));
            }
            match pieces.next().await? {
                Ok(piece) => Some((Ok(piece), Some((pieces, running)))),
                Err(error) => {
                    running.svc.downloads.forget(running.archive);
                    tracing::warn!(stream = %running.stream, %error, "a download was broken off");
                    Some((Err(broken_off()), None))
                }
            }
        });
        body.boxed()
    }
}

/// A download while it runs.
struct Running {
    svc: Services,
    current_user: CurrentUser,
    stream: StreamId,
    archive: ArchiveKey,
    /// Until when it does not ask again, because it was not told.
    unasked_until: Option<Instant>,
    _slot: Slot,
}

impl Running {
    /// Whether the user may still download the VOD, by what players are told: it is read from the database once in a while, for all downloads
    /// of the VOD together. While the database does not answer, downloads go on, as playing does.
    async fn may_go_on(&mut self) -> bool {
        if self.unasked_until.is_some_and(|until| Instant::now() < until) {
            return true;
        }
        match timeout(ANSWER, archive_access(&self.svc, self.stream)).await {
            Ok(Ok(archive_access)) => archive_access.lets_download(&self.current_user),
            Ok(Err(Error::Problem(problem))) if problem.code == Code::NotFound => false,
            _ => {
                self.unasked_until = Some(Instant::now() + PAUSE);
                true
            }
        }
    }
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
    let running = match is_described_only {
        true => None,
        false => Some(Running {
            svc: svc.clone(),
            current_user: current_user.clone(),
            stream,
            archive,
            unasked_until: None,
            _slot: svc.downloads.take(current_user.id(), device.address)?,
        }),
    };
    let files = svc.downloads.files(storage, archive, current_user.id()).await?;
    let number = usize::try_from(file).unwrap_or(usize::MAX);
    let wanted = number.checked_sub(1).and_then(|index| files.get(index)).ok_or_else(Problem::not_found)?;
    let (next, part) = ((number < files.len()).then(|| file + 1), (files.len() > 1).then_some(file));
    Ok(Download {
        file_name: file_name(&row.title, row.started_at, part),
        length: wanted.length(),
        tag: wanted.tag().to_owned(),
        next,
        file: wanted.clone(),
        storage: storage.clone(),
        running,
    })
}

/// Whether the user may download the VOD of a stream.
pub(super) fn is_offered(row: &StreamRow, current_user: &CurrentUser) -> bool {
    ArchiveAccess::of(row).is_some_and(|archive_access| archive_access.lets_download(current_user))
}

fn broken_off() -> io::Error {
    io::Error::other("the download was broken off")
}

fn incomplete() -> Problem {
    Problem::new(Code::NotFound, "There is no complete recording of this stream that could be downloaded.")
}

fn not_offered() -> Problem {
    Problem::new(Code::Forbidden, "This channel does not offer its videos as downloads. You can watch this one here.")
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
}
