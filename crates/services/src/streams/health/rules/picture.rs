//! The picture: its bits, its size, its codec.

use super::rule::{Observation, Rule, Words, error, kilobits, mean, warning};
use crate::streams::health::Figures;
use domain::health::IssueCode;
use media::health::Sample;

/// Bits per pixel and frame that a moving picture needs to look decent: 2500 kbit/s at 1080p30, 1100 at 720p30.
const BITS_PER_PIXEL: f64 = 0.04;
/// The same for HEVC and AV1.
const BITS_PER_PIXEL_MODERN: f64 = 0.025;
/// Frames beyond 30 a second differ less from each other: they count half.
const FULL_FRAMES: f64 = 30.0;
/// The ladder's bitrates by height, and one step above: viewers get the source unchanged, and few of them can receive more than
/// this. An eighth is left for the encoder's variation.
const LADDER: [(u32, f64); 4] = [(480, 2_500_000.0), (720, 5_000_000.0), (1080, 8_000_000.0), (u32::MAX, 16_000_000.0)];
const LADDER_SLACK: f64 = 1.125;
/// A bitrate that swings by this factor in both halves of half a minute is not constant: once would be a step, such as another
/// scene. Keyframes alone make less than a factor of two.
const SWING: f64 = 3.0;
const SWING_SECONDS: usize = 30;
/// The first seconds of a connection, in which encoders find their bitrate.
const SETTLING: usize = 5;
const BITRATE_SECONDS: usize = 10;
/// Seconds without a frame after which the picture is missing; slide shows send one each second or two.
const MISSING_SECONDS: usize = 5;
/// Most pixels across and down that hardware decoders take everywhere.
const LARGEST: (u32, u32) = (3840, 2160);
/// Wider than any screen (21:9 is 2.4), or taller than any phone.
const WIDEST: f64 = 2.4;

pub(super) const RULES: &[Rule] = &[
    Rule { code: IssueCode::VideoMissing, raise: 1, clear: 2, measure: missing, tell: tell_missing },
    Rule { code: IssueCode::BitrateLow, raise: 3, clear: 10, measure: low, tell: tell_low },
    Rule { code: IssueCode::BitrateUnstable, raise: 10, clear: 20, measure: unstable, tell: tell_unstable },
    Rule { code: IssueCode::BitrateAboveLadder, raise: 5, clear: 10, measure: high, tell: tell_high },
    Rule { code: IssueCode::ResolutionOdd, raise: 1, clear: 1, measure: resolution, tell: tell_resolution },
    Rule { code: IssueCode::CodecNotEverywhere, raise: 1, clear: 1, measure: codec, tell: tell_codec },
];

fn missing(seen: &Observation) -> Option<f64> {
    let last = seen.last(MISSING_SECONDS)?;
    let gone = last.iter().all(|sample| sample.video_frames == 0) && last.iter().any(|sample| sample.audio_frames > 0);
    gone.then_some(MISSING_SECONDS as f64)
}

fn tell_missing(seen: &Observation, _: f64) -> Words {
    let fix = "Check in OBS that the scene shows something, then stop and start streaming; if it stays, choose another \
               Video Encoder in Settings → Output → Streaming.";
    if seen.figures.report.video_frames > 0 {
        error("The picture has stopped; only sound arrives.".into(), fix)
    } else {
        warning("Only sound arrives, no picture.".into(), fix)
    }
}

/// Bits a second that a picture of this size and rate needs at least.
fn needed(figures: &Figures, rate: f64) -> Option<f64> {
    let (width, height) = figures.size()?;
    let pixels = f64::from(width) * f64::from(height);
    let frames = rate.min(FULL_FRAMES) + (rate - FULL_FRAMES).max(0.0) / 2.0;
    let bits = if is_modern(figures) { BITS_PER_PIXEL_MODERN } else { BITS_PER_PIXEL };
    Some(pixels * frames * bits)
}

fn low(seen: &Observation) -> Option<f64> {
    let last = seen.last(BITRATE_SECONDS)?;
    // A pause of the network has an issue of its own.
    if last.iter().any(|sample| sample.video_frames == 0) {
        return None;
    }
    let bitrate = mean(last, |sample| sample.video_bitrate as f64);
    let needed = needed(seen.figures, seen.now().frame_rate?)?;
    (bitrate < needed).then_some(bitrate)
}

fn tell_low(seen: &Observation, bitrate: f64) -> Words {
    let (width, height) = seen.figures.size().unwrap_or_default();
    let size = format!("{width}×{height}");
    let needed = needed(seen.figures, seen.now().frame_rate.unwrap_or(FULL_FRAMES)).unwrap_or(0.0);
    match seen.figures.report.announced.video_bitrate {
        Some(announced) if announced as f64 >= needed => warning(
            format!("Only {} of {} arrive.", kilobits(bitrate), kilobits(announced as f64)),
            "Set Rate Control to CBR in OBS → Settings → Output → Streaming. If it is, your connection does not carry \
             more: use a cable instead of Wi-Fi.",
        ),
        _ => warning(
            format!("The picture has {}, too little for {size}.", kilobits(bitrate)),
            format!(
                "Set Video Bitrate to {} or more in OBS → Settings → Output → Streaming, or a smaller Output (Scaled) \
                 Resolution in Settings → Video.",
                kilobits((needed * 1.5 / 100_000.0).ceil() * 100_000.0)
            ),
        ),
    }
}

fn range(samples: &[Sample]) -> (u64, u64) {
    let bitrates = samples.iter().map(|sample| sample.video_bitrate);
    (bitrates.clone().min().unwrap_or(0), bitrates.max().unwrap_or(0))
}

fn unstable(seen: &Observation) -> Option<f64> {
    let last = &seen.last(SETTLING + SWING_SECONDS)?[SETTLING..];
    if last.iter().any(|sample| sample.video_frames == 0) {
        return None;
    }
    let swings = |half: &[Sample]| {
        let (least, most) = range(half);
        most as f64 > least as f64 * SWING
    };
    let (before, after) = last.split_at(SWING_SECONDS / 2);
    (swings(before) && swings(after)).then(|| range(last).1 as f64)
}

fn tell_unstable(seen: &Observation, most: f64) -> Words {
    let (least, _) = range(seen.up_to(SWING_SECONDS));
    warning(
        format!("The bitrate swings between {} and {}.", kilobits(least as f64), kilobits(most)),
        "Set Rate Control to CBR in OBS → Settings → Output → Streaming.",
    )
}

fn ceiling(figures: &Figures) -> Option<f64> {
    let (width, height) = figures.size()?;
    LADDER.iter().find(|(most, _)| width.min(height) <= *most).map(|(_, bitrate)| *bitrate)
}

fn high(seen: &Observation) -> Option<f64> {
    let last = seen.last(BITRATE_SECONDS)?;
    let bitrate = mean(last, |sample| sample.video_bitrate as f64);
    (bitrate > ceiling(seen.figures)? * LADDER_SLACK).then_some(bitrate)
}

fn tell_high(seen: &Observation, bitrate: f64) -> Words {
    let ceiling = kilobits(ceiling(seen.figures).unwrap_or(0.0));
    warning(
        format!("The picture has {}; many viewers can't receive that much.", kilobits(bitrate)),
        format!("Set Video Bitrate to {ceiling} or less in OBS → Settings → Output → Streaming."),
    )
}

fn resolution(seen: &Observation) -> Option<f64> {
    let (width, height) = seen.figures.size()?;
    let (long, short) = (width.max(height), width.min(height));
    let odd = !width.is_multiple_of(2) || !height.is_multiple_of(2);
    let huge = long > LARGEST.0 || short > LARGEST.1;
    (odd || huge || f64::from(long) > f64::from(short) * WIDEST).then_some(f64::from(height))
}

fn tell_resolution(seen: &Observation, _: f64) -> Words {
    let (width, height) = seen.figures.size().unwrap_or_default();
    warning(
        format!("The picture is {width}×{height}, which not every device shows well."),
        "Set Output (Scaled) Resolution to 1920x1080 or 1280x720 in OBS → Settings → Video.",
    )
}

fn is_modern(figures: &Figures) -> bool {
    let codec = figures.video_codec();
    codec.is_some_and(|codec| ["hvc1", "hev1", "av01"].iter().any(|modern| codec.starts_with(modern)))
}

/// Profiles of H.264 with more than eight bits or finer colour (RFC 6381 names begin with the profile, H.264 table A-1 onwards).
fn is_professional(figures: &Figures) -> bool {
    let profile = figures.video_codec().and_then(|codec| codec.strip_prefix("avc1.")?.get(..2));
    profile.is_some_and(|profile| ["6E", "7A", "F4", "2C"].iter().any(|other| other.eq_ignore_ascii_case(profile)))
}

fn codec(seen: &Observation) -> Option<f64> {
    (is_modern(seen.figures) || is_professional(seen.figures)).then_some(1.0)
}

fn tell_codec(seen: &Observation, _: f64) -> Words {
    if is_professional(seen.figures) {
        return error(
            "The picture is H.264 with professional colour, which browsers don't play.".into(),
            "Set Color Format to NV12 in OBS → Settings → Advanced.",
        );
    }
    let name = if seen.figures.video_codec().is_some_and(|codec| codec.starts_with("av01")) { "AV1" } else { "HEVC" };
    warning(
        format!("The picture is {name}, which not every browser plays."),
        "Choose an H.264 encoder under Video Encoder in OBS → Settings → Output → Streaming.",
    )
}
