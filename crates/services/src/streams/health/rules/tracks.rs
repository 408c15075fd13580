//! The tracks: further tracks that viewers don't get.

use super::rule::{Observation, Rule, Words, warning};
use domain::health::IssueCode;

pub(super) const RULES: &[Rule] =
    &[Rule { code: IssueCode::TracksIgnored, raise: 1, clear: 1, measure: ignored, tell: tell_ignored }];

/// Number of media kinds with more than one track.
fn ignored(seen: &Observation) -> Option<f64> {
    let kinds = u8::from(seen.figures.report.ignored_audio_tracks) + u8::from(seen.figures.report.ignored_video_tracks);
    (kinds > 0).then(|| f64::from(kinds))
}

fn tell_ignored(seen: &Observation, _: f64) -> Words {
    const AUDIO: &str = "Switch Twitch VOD Track off in OBS → Settings → Output → Streaming.";
    const VIDEO: &str = "Switch Multitrack Video off in OBS → Settings → Stream.";
    let message =
        |kinds| format!("The encoder sends more than one {kinds} track; viewers and recordings get the first.");
    match (seen.figures.report.ignored_audio_tracks, seen.figures.report.ignored_video_tracks) {
        (true, true) => warning(message("audio and video"), format!("{AUDIO} {VIDEO}")),
        (true, false) => warning(message("audio"), AUDIO),
        _ => warning(message("video"), VIDEO),
    }
}
