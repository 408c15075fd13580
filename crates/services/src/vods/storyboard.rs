//! Makes the pictures of a VOD from those of its recording: one for its card, and sheets of small ones for the seek bar.

use super::journal::PictureEntry;
use bytes::Bytes;
use domain::addresses::{STORYBOARD, THUMBNAIL, storyboard_sheet};
use media::hls::playlist::RecordedSegment;
use media::picture::{self, PictureError, SHEET, TILE};
use std::fmt::Write;

/// A picture of a moment of a VOD.
pub struct Picture {
    /// The moment, in milliseconds from the VOD's beginning.
    pub at: i64,
    /// The picture as WebP.
    pub webp: Bytes,
}

/// A file to be stored beside a VOD.
pub struct Object {
    /// File name in the archive's folder.
    pub name: String,
    /// Content of the file.
    pub bytes: Bytes,
    /// Media type for storage.
    pub content_type: &'static str,
}

/// The picture for the card: the one nearest after a tenth of the VOD's `duration` (milliseconds), else the last.
pub fn thumbnail(pictures: &[Picture], duration: i64) -> Option<Object> {
    let picture = pictures.iter().find(|picture| picture.at >= duration / 10).or(pictures.last())?;
    Some(Object { name: THUMBNAIL.into(), bytes: picture.webp.clone(), content_type: "image/webp" })
}

/// The sheets of a VOD of this `duration` (milliseconds), and the track that tells which part of which shows when (WebVTT, places by
/// `#xywh` of Media Fragments URI 1.0).
pub async fn sheets(pictures: &[Picture], duration: i64) -> Result<Vec<Object>, PictureError> {
    let mut objects = Vec::new();
    for (index, on_it) in pictures.chunks(SHEET.0 * SHEET.1).enumerate() {
        let webps: Vec<Bytes> = on_it.iter().map(|picture| picture.webp.clone()).collect();
        objects.push(Object {
            name: storyboard_sheet(index),
            bytes: picture::sheet(&webps).await?,
            content_type: "image/webp",
        });
    }
    if !objects.is_empty() {
        let times: Vec<i64> = pictures.iter().map(|picture| picture.at).collect();
        objects.push(Object {
            name: STORYBOARD.into(),
            bytes: track(&times, duration).into(),
            content_type: "text/vtt",
        });
    }
    Ok(objects)
}

fn track(times: &[i64], duration: i64) -> String {
    let ((columns, rows), (width, height)) = (SHEET, TILE);
    let mut text = String::from("WEBVTT\n");
    for (index, at) in times.iter().enumerate() {
        // The first picture also covers the time before it.
        let from = if index == 0 { 0 } else { *at };
        let until = times.get(index + 1).copied().unwrap_or(duration).max(from + 1);
        let (sheet, place) = (index / (columns * rows), index % (columns * rows));
        let (x, y) = (place % columns * width as usize, place / columns * height as usize);
        let (from, until, sheet) = (clock(from), clock(until), storyboard_sheet(sheet));
        let _ = write!(text, "\n{from} --> {until}\n{sheet}#xywh={x},{y},{width},{height}\n");
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
pub fn place(segments: &[RecordedSegment], at: i64) -> Option<i64> {
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

    #[test]
    fn the_track_names_sheet_and_place_of_every_picture() {
        let times: Vec<i64> = (0..101).map(|index| 500 + index * 10_000).collect();
        let track = track(&times, 3_650_000);
        assert_eq!(track.matches(" --> ").count(), 101);
        for cue in [
            "WEBVTT\n\n00:00:00.000 --> 00:00:10.500\nstoryboard.0.webp#xywh=0,0,160,90\n",
            "\n00:00:10.500 --> 00:00:20.500\nstoryboard.0.webp#xywh=160,0,160,90\n",
            "\n00:01:50.500 --> 00:02:00.500\nstoryboard.0.webp#xywh=160,90,160,90\n",
            "\n00:16:40.500 --> 01:00:50.000\nstoryboard.1.webp#xywh=0,0,160,90\n",
        ] {
            assert!(track.contains(cue), "{cue} in {track}");
        }
        assert!(track.starts_with("WEBVTT\n\n00:00:00.000") && track.ends_with("#xywh=0,0,160,90\n"), "{track}");
    }

    #[test]
    fn moments_find_their_place_over_what_was_lost() {
        let segment = |msn, start| RecordedSegment {
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
