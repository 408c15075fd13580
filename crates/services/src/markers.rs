//! Markers: moments of a stream that its owner has marked. They are the chapters of its VOD, and stay with the stream.

pub(crate) mod store;

use crate::access;
use crate::accounts::CurrentUser;
use crate::streams::store::StreamRow;
use crate::vods::Recorder;
use crate::{Result, Services, streams};
use domain::markers::{CheckedMarker, MARKERS_PER_STREAM, Marker, NewMarker};
use domain::streams::Status;
use domain::vods::ArchiveState;
use domain::{Code, MarkerId, Page, Problem, StreamId};

/// A stream that is no older, in seconds, is where its start says: its first segment may be on its way to the recording. In an older one the encoder
/// may have been away, and the recording is shorter by that.
const BEGINNING: i32 = 10;

/// The markers of a stream, in the order of their positions, for all who may see the stream. They say what a recording holds, so only the owner reads
/// those of a VOD that is private or deleted; for others the list is empty.
///
/// Errors: `not_found`.
pub async fn markers(svc: &Services, current_user: &CurrentUser, stream: StreamId) -> Result<Page<Marker>> {
    let row = streams::visible(svc, current_user, stream).await?;
    if !row.is_owned_by(current_user) && (!row.is_archive_open() || row.archive_state().is_none()) {
        return Ok(Page::default());
    }
    Ok(Page::whole(store::of_stream(svc.db_for(current_user), stream).await?))
}

/// The markers of a stream that were set last, the newest first: at most `most`.
pub(crate) async fn newest(svc: &Services, stream: StreamId, most: usize) -> Result<Vec<Marker>> {
    store::newest(&svc.db, stream, most as i64).await
}

/// Marks a moment of a stream that is LIVE and recorded, or of a VOD. Without a position it is now; a VOD needs one. Owner only.
///
/// Errors: `validation_failed` on the fields `title` and `position`; `conflict` for a stream of which there is no recording, or not yet,
/// or whose recording this process does not make; `forbidden` for one with [`MARKERS_PER_STREAM`]; `rate_limited`.
pub async fn add_marker(
    svc: &Services,
    recorder: &Recorder,
    current_user: &CurrentUser,
    stream: StreamId,
    wanted: NewMarker,
) -> Result<Marker> {
    // Before anything is waited for: the moment is that of the request.
    let recorded = recorder.recording(stream).map(|recording| recording.seconds());
    let owner = access::stream_owner(svc, current_user, stream).await?;
    let CheckedMarker { title, position } = wanted.check()?;
    svc.limits.marker.take(owner.channel())?;
    let mut tx = svc.db.begin().await?;
    if !store::lock(&mut tx, owner).await? {
        return Err(Problem::not_found().into());
    }
    let row = streams::store::find(&mut tx, stream).await?.ok_or_else(Problem::not_found)?;
    let recorded = match recorded {
        None if row.status == Status::Live => {
            Some(store::seconds_on_air(&mut tx, owner).await?).filter(|seconds| *seconds <= BEGINNING)
        }
        known => known,
    };
    let position = checked_position(&row, recorded, position)?;
    if store::count(&mut tx, owner).await? >= MARKERS_PER_STREAM {
        let sentence = format!("A stream can have at most {MARKERS_PER_STREAM} markers. Delete one first.");
        return Err(Problem::new(Code::Forbidden, sentence).into());
    }
    let added = store::insert(&mut tx, owner, &title, position).await?;
    tx.commit().await?;
    Ok(added)
}

/// The position of a new marker, in seconds: the one that is wanted, or else now. `recorded` is how many seconds of a stream on air have been
/// recorded; none if that is not known.
fn checked_position(
    stream: &StreamRow,
    recorded: Option<i32>,
    wanted: Option<i32>,
) -> std::result::Result<i32, Problem> {
    let conflict = |sentence: &str| Err(Problem::new(Code::Conflict, sentence));
    let wrong = |sentence: String| Err(Problem::field(Code::ValidationFailed, "position", sentence));
    let is_live = stream.status == Status::Live;
    let length = match stream.archive_state() {
        _ if stream.status == Status::Offline => {
            return conflict("This stream has not begun. Mark its moments while it is live, or in its video.");
        }
        Some(ArchiveState::Recording) if is_live => match recorded {
            Some(seconds) => seconds,
            None => {
                return conflict(
                    "This server can’t tell at the moment how much of this stream is recorded. Try again later, or mark the moment in the video when \
                     the stream has ended.",
                );
            }
        },
        _ if is_live => {
            return conflict(
                "This stream isn’t recorded, so it has no moments to mark. Switch on “Record streams” in the channel’s settings: it counts from \
                 the next stream on.",
            );
        }
        Some(ArchiveState::Ready) => stream.archive_duration.unwrap_or_default(),
        Some(ArchiveState::Recording | ArchiveState::Finishing) => {
            return conflict("The video of this stream is still being processed. Try again in a minute.");
        }
        Some(ArchiveState::Failed) | None => {
            return conflict("There is no video of this stream, so it has no moments to mark.");
        }
    };
    match wanted {
        Some(position) if position <= length => Ok(position),
        Some(_) if is_live => wrong(format!("So far {length} seconds are recorded.")),
        Some(_) => wrong(format!("The video ends after {length} seconds.")),
        None if is_live => Ok(length),
        None => wrong("Say which moment it is, in seconds from the beginning of the video.".to_owned()),
    }
}

/// Deletes a marker. Owner only.
///
/// Errors: `signin_required`, `forbidden`, `not_found`, also for another stream's marker.
pub async fn delete_marker(
    svc: &Services,
    current_user: &CurrentUser,
    stream: StreamId,
    marker: MarkerId,
) -> Result<()> {
    let owner = access::stream_owner(svc, current_user, stream).await?;
    match store::delete(&svc.db, owner, marker).await? {
        true => Ok(()),
        false => Err(Problem::not_found().into()),
    }
}
