//! From the file that was sent to WebP in the sizes of its kind: upright, cropped at the centre, without metadata, and still.

use crate::error::unavailable;
use crate::{Error, Result};
use bytes::Bytes;
use domain::pictures::{LARGEST_UPLOAD, PictureKind};
use domain::{Code, Problem};
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbaImage};
use std::io::Cursor;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// One at a time: the largest picture takes some 300 MB and a second of a core.
static SLOTS: Semaphore = Semaphore::const_new(1);

/// How long a request waits for its turn; then it is told to come back.
const TURN: Duration = Duration::from_secs(8);

/// Most pixels of a picture, and most on one side. A few hundred bytes can claim to be a picture of any size.
const PIXELS: u64 = 40_000_000;
const SIDE: u32 = 16_384;

/// Most memory that a decoder may take.
const MEMORY: u64 = 256 << 20;

/// Quality of lossy WebP, up to 100.
const QUALITY: f32 = 85.0;

/// The picture in each width of its kind, as WebP.
///
/// Errors: `validation_failed` on the field `file`, `unavailable` while many pictures wait.
pub async fn sizes(file: Bytes, kind: PictureKind) -> Result<Vec<(u32, Bytes)>> {
    // What needs no decoding takes no turn.
    let format = format(&file)?;
    let turn = timeout(TURN, SLOTS.acquire()).await.ok().and_then(std::result::Result::ok).ok_or_else(unavailable)?;
    // It keeps its turn to its end, also when the request that asked is gone.
    let made = spawn_blocking(move || {
        let _turn = turn;
        made(&file, format, kind)
    });
    match made.await {
        Err(ended) if ended.is_panic() => {
            tracing::warn!(?format, "a decoder has panicked over an uploaded picture");
            Err(unreadable())
        }
        made => made?,
    }
}

/// The format, which the file's first bytes tell; its name and type may say anything.
fn format(file: &[u8]) -> Result<ImageFormat> {
    if file.is_empty() {
        return Err(refused("Choose a picture: this file is empty."));
    }
    if file.len() > LARGEST_UPLOAD {
        return Err(too_large().into());
    }
    match image::guess_format(file) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP)) => Ok(format),
        _ => Err(refused("Choose a JPEG, PNG, GIF or WebP picture: this file is none of them.")),
    }
}

fn made(file: &[u8], format: ImageFormat, kind: PictureKind) -> Result<Vec<(u32, Bytes)>> {
    if format == ImageFormat::Jpeg && !is_whole_jpeg(file) {
        return Err(unreadable());
    }
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height, limits.max_alloc) = (Some(SIDE), Some(SIDE), Some(MEMORY));
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(why)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS || width.max(height) > SIDE || decoder.total_bytes() > MEMORY {
        return Err(too_many_pixels());
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let decoded = DynamicImage::from_decoder(decoder).map_err(why)?.into_rgba8();
    let mut larger = upright(decoded, orientation, kind)?;
    let mut made = Vec::new();
    for &width in kind.widths().iter().rev() {
        if larger.width() != width {
            larger = resized(&larger, width, kind.height(width))?;
        }
        made.push((width, webp(&larger)?));
    }
    Ok(made)
}

/// The largest size of a picture. Only the result is turned, since it is smaller than what was sent.
fn upright(decoded: RgbaImage, orientation: Orientation, kind: PictureKind) -> Result<RgbaImage> {
    let (width, height) = (kind.largest(), kind.height(kind.largest()));
    let is_on_its_side = matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    );
    let (width, height) = if is_on_its_side { (height, width) } else { (width, height) };
    let mut picture = DynamicImage::ImageRgba8(resized(&decoded, width, height)?);
    drop(decoded);
    picture.apply_orientation(orientation);
    Ok(picture.into_rgba8())
}

/// A picture that fills this size; what does not fit is cut off on both sides alike.
fn resized(picture: &RgbaImage, width: u32, height: u32) -> Result<RgbaImage> {
    let from = ImageRef::new(picture.width(), picture.height(), picture.as_raw(), PixelType::U8x4).map_err(failed)?;
    let mut to = Image::new(width, height, PixelType::U8x4);
    let options = ResizeOptions::new().fit_into_destination(Some((0.5, 0.5)));
    Resizer::new().resize(&from, &mut to, &options).map_err(failed)?;
    RgbaImage::from_raw(width, height, to.into_vec()).ok_or_else(|| failed("a buffer of the wrong length"))
}

fn webp(picture: &RgbaImage) -> Result<Bytes> {
    let encoder = webp::Encoder::from_rgba(picture.as_raw(), picture.width(), picture.height());
    let webp = encoder.encode_simple(false, QUALITY).map_err(|error| failed(format!("{error:?}")))?;
    Ok(Bytes::copy_from_slice(&webp))
}

/// Whether the picture in a JPEG file has its end. The decoder fills up what is missing with grey. The search begins behind the metadata, since
/// they may hold a small picture with an end of its own.
fn is_whole_jpeg(file: &[u8]) -> bool {
    let mut at = 2;
    while let Some(&[0xff, marker]) = file.get(at..at + 2) {
        match marker {
            // The picture's data begin.
            0xda => return file[at..].windows(2).any(|pair| pair == [0xff, 0xd9]),
            // Fill bytes, and markers without a length.
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            _ => match file.get(at + 2..at + 4) {
                Some(&[high, low]) => at += 2 + usize::from(u16::from_be_bytes([high, low])),
                _ => return false,
            },
        }
    }
    false
}

/// The file is larger than can be uploaded.
pub fn too_large() -> Problem {
    let sentence = format!("Choose a smaller file: {} MB is the most that can be uploaded.", LARGEST_UPLOAD >> 20);
    Problem::field(Code::TooLarge, "file", sentence)
}

fn refused(sentence: &str) -> Error {
    Problem::field(Code::ValidationFailed, "file", sentence).into()
}

fn unreadable() -> Error {
    refused("This picture cannot be read: it is damaged or cut off. Save it again as JPEG or PNG, or choose another.")
}

fn too_many_pixels() -> Error {
    refused("Choose a smaller picture: at most 40 megapixels, and 16,384 pixels on a side.")
}

/// Why a file cannot be decoded.
fn why(error: image::ImageError) -> Error {
    match error {
        image::ImageError::Limits(_) => too_many_pixels(),
        _ => unreadable(),
    }
}

/// What no file can be at fault for.
fn failed(error: impl ToString) -> Error {
    Error::Picture(error.to_string())
}
