//! Keyframes, frames and their order in time.

use super::rule::{Observation, Rule, Words, error, mean, seconds, warning};
use domain::health::IssueCode;

/// Longest distance of keyframes in milliseconds: segments are cut at 4 s at the latest, and one that begins without a keyframe
/// can't be joined. Two seconds are right. A tenth is left for frames that don't fall on the second.
const GOP: i64 = 4_100;
/// From here on viewers wait long for a picture, in milliseconds.
const GOP_BAD: f64 = 8_000.0;
/// Keyframes are irregular when the longest of a minute is longer than a segment wants, in milliseconds, and that many times the
/// shortest. Extra keyframes at scene cuts between regular ones do no harm.
const IRREGULAR_GOP: i64 = 2_500;
const IRREGULAR_TIMES: i64 = 2;
const IRREGULAR_COUNT: u32 = 4;
/// B-frames in a row: each holds a frame back at the encoder and at the viewer.
const B_FRAMES: u32 = 2;
const B_FRAMES_SECONDS: usize = 30;
/// Frames a second below which motion is choppy; cinema's 24 and 23.976 are fine.
const FRAME_RATE: f64 = 23.0;
/// Share of the announced frame rate that must arrive.
const FRAME_SHARE: f64 = 0.9;
/// Share of frames out of step that is seen as judder.
const IRREGULAR_SHARE: f64 = 0.15;
const FRAMES_SECONDS: usize = 5;
/// Share of frames that are missing over ten seconds, and how many at least: single ones go unnoticed.
const DROPPED_SHARE: f64 = 0.01;
const DROPPED_BAD_SHARE: f64 = 0.1;
const DROPPED_LEAST: u32 = 3;
const DROPPED_SECONDS: usize = 10;

pub(super) const RULES: &[Rule] = &[
    Rule { code: IssueCode::GopTooLong, raise: 1, clear: 3, measure: gop_too_long, tell: tell_gop_too_long },
    Rule { code: IssueCode::GopIrregular, raise: 5, clear: 10, measure: gop_irregular, tell: tell_gop_irregular },
    Rule { code: IssueCode::BFramesMany, raise: 2, clear: 5, measure: b_frames, tell: tell_b_frames },
    Rule { code: IssueCode::FramesDropped, raise: 1, clear: 10, measure: dropped, tell: tell_dropped },
    Rule { code: IssueCode::FrameRateLow, raise: 5, clear: 5, measure: frame_rate_low, tell: tell_frame_rate_low },
    Rule { code: IssueCode::FrameRateUnstable, raise: 5, clear: 10, measure: unsteady, tell: tell_unsteady },
];

const SET_KEYFRAMES: &str = "Set Keyframe interval to 2 s in OBS → Settings → Output → Streaming.";

fn gop_too_long(seen: &Observation) -> Option<f64> {
    let gop = seen.now().gop;
    let longest = gop.longest.unwrap_or(0).max(gop.open);
    (longest > GOP).then_some(longest as f64)
}

fn tell_gop_too_long(seen: &Observation, longest: f64) -> Words {
    let message = match seen.now().gop.longest {
        None => format!("No keyframe has come for {}.", seconds(longest)),
        Some(_) => format!("Keyframes come every {}.", seconds(longest)),
    };
    if longest > GOP_BAD { error(message, SET_KEYFRAMES) } else { warning(message, SET_KEYFRAMES) }
}

fn gop_irregular(seen: &Observation) -> Option<f64> {
    let gop = seen.now().gop;
    let (longest, shortest) = (gop.longest?, gop.shortest?);
    let irregular = longest > IRREGULAR_GOP && longest >= shortest.saturating_mul(IRREGULAR_TIMES);
    (irregular && gop.count >= IRREGULAR_COUNT && gop_too_long(seen).is_none()).then_some(longest as f64)
}

fn tell_gop_irregular(seen: &Observation, longest: f64) -> Words {
    let shortest = seen.now().gop.shortest.unwrap_or(0) as f64;
    warning(
        format!("Keyframes come irregularly, {} to {} apart.", seconds(shortest), seconds(longest)),
        "Set Keyframe interval to 2 s, not 0 (auto), in OBS → Settings → Output → Streaming.",
    )
}

fn b_frames(seen: &Observation) -> Option<f64> {
    let most = seen.up_to(B_FRAMES_SECONDS).iter().map(|sample| sample.b_frames).max()?;
    (most > B_FRAMES).then(|| f64::from(most))
}

fn tell_b_frames(_: &Observation, most: f64) -> Words {
    warning(
        format!("The encoder sends up to {most} B-frames in a row, which adds delay."),
        "Set Max B-frames to 2 in OBS → Settings → Output → Streaming; for x264 write bframes=2 into x264 Options.",
    )
}

fn dropped(seen: &Observation) -> Option<f64> {
    // Without a picture there is an issue already; what the packager throws away then is sound that it can't place.
    let last = seen.up_to(DROPPED_SECONDS).iter().filter(|sample| sample.video_frames > 0);
    let gone: u32 = last.clone().map(|sample| sample.missing_frames.saturating_add(sample.dropped_frames)).sum();
    let sent: u32 = last.map(|sample| sample.video_frames.saturating_add(sample.missing_frames)).sum();
    let share = f64::from(gone) / f64::from(sent.max(1));
    (gone >= DROPPED_LEAST && share > DROPPED_SHARE).then_some(share)
}

fn tell_dropped(_: &Observation, share: f64) -> Words {
    let message = format!("{} % of the frames are missing.", (share * 100.0).round().clamp(1.0, 100.0));
    let fix = "Look at View → Stats in OBS. Frames dropped by the network: lower Video Bitrate in Settings → Output → \
               Streaming. Skipped by encoding lag: choose a faster preset there, or a smaller Output (Scaled) Resolution \
               in Settings → Video.";
    if share > DROPPED_BAD_SHARE { error(message, fix) } else { warning(message, fix) }
}

fn frame_rate_low(seen: &Observation) -> Option<f64> {
    let last = seen.last(FRAMES_SECONDS)?;
    // Left-out frames have an issue of their own, and a picture that has stopped is missing.
    if dropped(seen).is_some() || last.iter().any(|sample| sample.video_frames == 0) {
        return None;
    }
    let rate = mean(last, |sample| sample.frame_rate.unwrap_or(0.0));
    let wanted = seen.figures.report.announced.frame_rate.map_or(0.0, |announced| announced * FRAME_SHARE);
    (rate < FRAME_RATE.max(wanted)).then_some(rate)
}

fn tell_frame_rate_low(seen: &Observation, rate: f64) -> Words {
    let rounded = (rate * 10.0).round() / 10.0;
    match seen.figures.report.announced.frame_rate {
        Some(announced) if rate < announced * FRAME_SHARE => warning(
            format!("Only {rounded} of {} frames a second arrive.", (announced * 10.0).round() / 10.0),
            "Your computer may be overloaded: choose a faster preset in OBS → Settings → Output → Streaming, or a smaller \
             Output (Scaled) Resolution in Settings → Video.",
        ),
        _ => warning(
            format!("The picture has only {rounded} frames a second."),
            "Set Common FPS Values to 30 or 60 in OBS → Settings → Video.",
        ),
    }
}

fn unsteady(seen: &Observation) -> Option<f64> {
    let last = seen.last(FRAMES_SECONDS)?;
    let irregular: u32 = last.iter().map(|sample| sample.irregular_frames).sum();
    let frames: u32 = last.iter().map(|sample| sample.video_frames).sum();
    let share = f64::from(irregular) / f64::from(frames.max(1));
    (share > IRREGULAR_SHARE).then_some(share)
}

fn tell_unsteady(_: &Observation, share: f64) -> Words {
    warning(
        format!("{} % of the frames are out of step, so motion judders.", (share * 100.0).round()),
        "Set Common FPS Values (a constant rate) in OBS → Settings → Video, and close what keeps the computer busy. \
         On a phone switch variable frame rate off.",
    )
}
