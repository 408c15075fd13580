//! From the pictures of a recording to what stands beside its VOD: the picture of its card, and sheets of small ones for the seek bar.

use super::journal::{PictureEntry, SegmentEntry};
use bytes::Bytes;
use std::fmt::Write;
use std::pin::Pin;

/// A picture of a moment of a VOD.
pub struct Picture {
    /// The moment, in milliseconds from the VOD's beginning.
    pub at: i64,
    /// WebP.
    pub webp: Bytes,
}

/// Something to be stored beside a VOD.
pub struct Object {
    /// File name in the archive's folder.
    pub name: String,
    /// Its content.
    pub bytes: Bytes,
    /// Its media type.
    pub content_type: &'static str,
}

/// A sheet in the making; the error is a sentence for the log.
pub type Making = Pin<Box<dyn Future<Output = Result<Bytes, String>> + Send>>;

/// How sheets of pictures are made. Whoever can decode pictures provides it.
#[derive(Clone, Copy)]
pub struct Sheets {
    /// Pictures side by side on a sheet.
    pub columns: usize,
    /// Rows of them.
    pub rows: usize,
    /// Pixels across one picture.
    pub width: u32,
    /// Pixels down one picture.
    pub height: u32,
    /// Makes a WebP of at most `columns` × `rows` WebPs, in rows from the upper left.
    pub make: fn(Vec<Bytes>) -> Making,
}

/// File name of the picture on a VOD's card.
pub const THUMBNAIL: &str = "thumb.webp";
/// File name of the WebVTT track of preview pictures.
pub const TRACK: &str = "storyboard.vtt";

/// The picture for the card: the one nearest after a tenth of the VOD's `duration` (milliseconds), else the last.
pub fn thumbnail(pictures: &[Picture], duration: i64) -> Option<Object> {
    let picture = pictures.iter().find(|picture| picture.at >= duration / 10).or(pictures.last())?;
    Some(Object { name: THUMBNAIL.into(), bytes: picture.webp.clone(), content_type: "image/webp" })
}

/// The sheets of a VOD of this `duration` (milliseconds), and the track that tells which part of which shows when (WebVTT, places by
/// `#xywh` of Media Fragments URI 1.0). The error is a sentence for the log.
pub async fn sheets(pictures: &[Picture], duration: i64, sheets: &Sheets) -> Result<Vec<Object>, String> {
    let mut objects = Vec::new();
    for (index, on_it) in pictures.chunks((sheets.columns * sheets.rows).max(1)).enumerate() {
        let bytes = (sheets.make)(on_it.iter().map(|picture| picture.webp.clone()).collect()).await?;
        objects.push(Object { name: sheet_name(index), bytes, content_type: "image/webp" });
    }
    if !objects.is_empty() {
        let times: Vec<i64> = pictures.iter().map(|picture| picture.at).collect();
        objects.push(Object {
            name: TRACK.into(),
            bytes: track(&times, duration, sheets).into(),
            content_type: "text/vtt",
        });
    }
    Ok(objects)
}

fn sheet_name(index: usize) -> String {
    format!("storyboard.{index}.webp")
}

fn track(times: &[i64], duration: i64, sheets: &Sheets) -> String {
    let mut text = String::from("WEBVTT\n");
    for (index, at) in times.iter().enumerate() {
        // The first stands for what comes before it, too.
        let from = if index == 0 { 0 } else { *at };
        let until = times.get(index + 1).copied().unwrap_or(duration).max(from + 1);
        let (sheet, place) = (index / (sheets.columns * sheets.rows), index % (sheets.columns * sheets.rows));
        let (x, y) = (place % sheets.columns * sheets.width as usize, place / sheets.columns * sheets.height as usize);
        let _ = write!(
            text,
            "\n{} --> {}\n{}#xywh={x},{y},{},{}\n",
            clock(from),
            clock(until),
            sheet_name(sheet),
            sheets.width,
            sheets.height
        );
    }
    text
}

fn clock(ms: i64) -> String {
    let (hours, minutes, seconds) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
    format!("{hours:02}:{minutes:02}:{seconds:02}.{:03}", ms % 1000)
}

/// Which of these pictures are worth reading, so that a day's stream does not fill the memory: at most `most`, evenly spread, in order.
pub fn choose(pictures: &[PictureEntry], most: usize) -> Vec<PictureEntry> {
    let step = pictures.len().div_ceil(most.max(1)).max(1);
    let mut chosen: Vec<PictureEntry> = pictures.iter().step_by(step).cloned().collect();
    chosen.sort_by_key(|picture| picture.at);
    chosen
}

/// Where a moment of the stream's media time (milliseconds) stands in the VOD made of these segments, in milliseconds from its
/// beginning; none if it is not in it.
pub fn place(segments: &[SegmentEntry], at: i64) -> Option<i64> {
    let mut before = 0;
    for segment in segments {
        let into = at * 90 - segment.start;
        if (0..segment.duration).contains(&into) {
            return Some((before + into) / 90);
        }
        before += segment.duration;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEETS: Sheets = Sheets {
        columns: 2,
        rows: 2,
        width: 160,
        height: 90,
        make: |pictures| Box::pin(async move { Ok(pictures.concat().into()) }),
    };

    #[tokio::test]
    async fn the_track_names_sheet_and_place_of_every_picture() {
        let pictures: Vec<Picture> =
            (0..5).map(|index| Picture { at: 500 + index * 10_000, webp: Bytes::from(vec![index as u8]) }).collect();
        let objects = sheets(&pictures, 3_650_000, &SHEETS).await.unwrap();
        let names: Vec<&str> = objects.iter().map(|object| object.name.as_str()).collect();
        assert_eq!(names, ["storyboard.0.webp", "storyboard.1.webp", "storyboard.vtt"]);
        assert_eq!(objects[0].bytes, Bytes::from_static(&[0, 1, 2, 3]));
        let track = String::from_utf8(objects[2].bytes.to_vec()).unwrap();
        assert!(
            track.starts_with("WEBVTT\n\n00:00:00.000 --> 00:00:10.500\nstoryboard.0.webp#xywh=0,0,160,90\n"),
            "{track}"
        );
        assert!(track.contains("00:00:30.500 --> 00:00:40.500\nstoryboard.0.webp#xywh=160,90,160,90\n"), "{track}");
        assert!(track.ends_with("00:00:40.500 --> 01:00:50.000\nstoryboard.1.webp#xywh=0,0,160,90\n"), "{track}");
    }

    #[test]
    fn moments_find_their_place_over_what_was_lost() {
        let segment = |msn, start| SegmentEntry {
            rendition: "source".into(),
            msn,
            init: "init.mp4".into(),
            start,
            duration: 180_000,
            date: 0,
            discontinuity: false,
            independent: true,
            bytes: 1,
        };
        let segments = [segment(1, 90_000), segment(2, 270_000), segment(9, 900_000)];
        assert_eq!(
            [1_000, 3_500, 10_500, 999, 7_000].map(|at| place(&segments, at)),
            [Some(0), Some(2_500), Some(4_500), None, None]
        );
    }
}
