//! Still pictures of a stream, made by short-lived ffmpeg children: a frame for cards and previews, and sheets of small frames
//! for a seek bar. No user input reaches a command line; media goes in and a picture comes out through pipes.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use crate::program;
use bytes::Bytes;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::time::timeout;

/// A frame's longest sides in pixels; smaller ones are not enlarged.
const FRAME: (u32, u32) = (640, 360);
/// A child that takes longer has lost its way.
const LIMIT: Duration = Duration::from_secs(20);
/// Largest picture taken from a child, in bytes.
const LARGEST: u64 = 8 * 1024 * 1024;

/// Columns and rows of a sheet.
pub const SHEET: (usize, usize) = (10, 10);
/// Width and height in pixels of one picture on a sheet.
pub const TILE: (u32, u32) = (160, 90);

/// Why there is no picture this time; another try may make one.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The child could not be started or read from, for example because the process has too many open files.
    #[error("ffmpeg can't be run: {0}")]
    Io(#[source] std::io::Error),
    /// ffmpeg failed; the last lines of its log.
    #[error("ffmpeg made no picture: {0}")]
    Failed(String),
    /// It took longer than 20 s and was ended.
    #[error("ffmpeg took too long over a picture")]
    Overdue,
}

/// Whether pictures can be made at all: ffmpeg is installed.
pub fn is_possible() -> bool {
    program::find(Path::new("ffmpeg")).is_some()
}

/// The first frame of a segment or of an independent part as WebP, at most 640 × 360.
///
/// `init` is the initialisation segment that belongs to `media`.
pub async fn frame(init: &Bytes, media: &Bytes) -> Result<Bytes, PictureError> {
    let (width, height) = FRAME;
    let filter = format!(
        "scale='min({width},iw)':'min({height},ih)':force_original_aspect_ratio=decrease:force_divisible_by=2,setsar=1"
    );
    let arguments = ["-f", "mp4", "-i", "pipe:0", "-an", "-frames:v", "1", "-vf", &filter];
    ffmpeg(&arguments, "70", &[init, media]).await
}

/// One sheet of up to [`SHEET`] pictures as WebP, in rows from the upper left; `frames` are WebP pictures of [`frame`].
pub async fn sheet(frames: &[Bytes]) -> Result<Bytes, PictureError> {
    let ((columns, rows), (width, height)) = (SHEET, TILE);
    let filter = format!(
        "scale={width}:{height}:force_original_aspect_ratio=decrease,pad={width}:{height}:-1:-1,tile={columns}x{rows}"
    );
    let arguments = ["-reinit_filter", "0", "-f", "webp_pipe", "-i", "pipe:0", "-frames:v", "1", "-vf", &filter];
    ffmpeg(&arguments, "60", &frames.iter().collect::<Vec<_>>()).await
}

async fn ffmpeg(arguments: &[&str], quality: &str, input: &[&Bytes]) -> Result<Bytes, PictureError> {
    let mut command = Command::new("nice");
    command.args(["-n", "15", "ffmpeg", "-v", "error", "-nostdin", "-threads", "1"]).args(arguments);
    command.args(["-c:v", "libwebp", "-quality", quality, "-f", "image2pipe", "pipe:1"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    let mut child = command.spawn().map_err(PictureError::Io)?;
    let (Some(mut stdin), Some(stdout), Some(stderr)) = (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err(PictureError::Failed("it has no pipes".into()));
    };
    // It stops reading once it has its frame; a pipe that breaks then is no fault.
    let feed = async move {
        for part in input {
            if stdin.write_all(part).await.is_err() {
                break;
            }
        }
    };
    let (mut picture, mut words) = (Vec::new(), Vec::new());
    let (mut stdout, mut stderr) = (stdout.take(LARGEST), stderr.take(4096));
    let work = async {
        let (_, read, _) = tokio::join!(feed, stdout.read_to_end(&mut picture), stderr.read_to_end(&mut words));
        read?;
        child.wait().await
    };
    let status = timeout(LIMIT, work).await.map_err(|_| PictureError::Overdue)?.map_err(PictureError::Io)?;
    if !status.success() || picture.is_empty() {
        let words = String::from_utf8_lossy(&words);
        return Err(PictureError::Failed(words.lines().last().unwrap_or("it said nothing").to_owned()));
    }
    Ok(picture.into())
}
