//! The sound: whether it is there, in time, and good enough.

use super::rule::{Observation, Rule, Words, error, kilobits, mean, seconds, warning};
use domain::health::IssueCode;
use media::health::Sample;

/// Seconds without sound after which it is missing; encoders send silence as sound.
const MISSING_SECONDS: usize = 5;
/// Milliseconds that sound may come later than its picture: a part of the playlist has 250, and waits for both.
const LATE: f64 = 300.0;
/// Milliseconds that the picture may come later than its sound, for the same reason.
const PICTURE_LATE: f64 = 300.0;
/// Milliseconds by which sound and picture may part over the history: from about 100 on people notice lips out of step.
const CREEP: f64 = 100.0;
/// Least seconds between the two ends that creeping is measured over, and the seconds of each end.
const CREEP_SECONDS: usize = 90;
const END_SECONDS: usize = 10;
const DRIFT_SECONDS: usize = 5;
/// Bits a second that AAC-LC is set to at least, mono and stereo. A little under 40 and 64 kbit/s, which some encoders count in
/// units of 1024.
const ANNOUNCED: [u64; 2] = [39_000, 62_000];
/// Least measured bits a second of encoders that announce nothing; below the second figure it is silence, which needs fewer.
const MEASURED: f64 = 36_000.0;
const SILENCE: f64 = 12_000.0;
/// Sample rates that every device plays as they are.
const SAMPLE_RATES: [u32; 2] = [44_100, 48_000];

pub(super) const RULES: &[Rule] = &[
    Rule { code: IssueCode::AudioMissing, raise: 1, clear: 2, measure: missing, tell: tell_missing },
    Rule { code: IssueCode::AudioLate, raise: 3, clear: 10, measure: late, tell: tell_late },
    Rule { code: IssueCode::AvDrift, raise: 3, clear: 10, measure: drift, tell: tell_drift },
    Rule { code: IssueCode::AudioBitrateLow, raise: 5, clear: 10, measure: bitrate, tell: tell_bitrate },
    Rule { code: IssueCode::SampleRateOdd, raise: 1, clear: 1, measure: sample_rate, tell: tell_sample_rate },
];

fn missing(seen: &Observation) -> Option<f64> {
    let last = seen.last(MISSING_SECONDS)?;
    let gone = last.iter().all(|sample| sample.audio_frames == 0) && last.iter().any(|sample| sample.video_frames > 0);
    gone.then_some(MISSING_SECONDS as f64)
}

fn tell_missing(seen: &Observation, _: f64) -> Words {
    if seen.figures.report.audio_frames > 0 {
        error(
            "The sound has stopped; only the picture arrives.".into(),
            "Stop and start streaming. If it stays away, check Audio Track 1 in OBS → Settings → Output → Streaming.",
        )
    } else {
        warning(
            "No sound arrives.".into(),
            "Choose Desktop Audio or Mic/Auxiliary Audio in OBS → Settings → Audio, and Audio Track 1 in Settings → \
             Output → Streaming. Silence is fine, but send it: some players wait for sound.",
        )
    }
}

/// The mean drift of these seconds; none unless sound and picture came in most of them.
fn mean_drift(samples: &[Sample]) -> Option<f64> {
    let drifts: Vec<f64> = samples.iter().filter_map(|sample| sample.av_drift).map(|drift| drift as f64).collect();
    (drifts.len() * 2 > samples.len()).then(|| drifts.iter().sum::<f64>() / drifts.len() as f64)
}

fn late(seen: &Observation) -> Option<f64> {
    let drift = mean_drift(seen.last(DRIFT_SECONDS)?)?;
    (drift < -LATE).then_some(-drift)
}

fn tell_late(_: &Observation, milliseconds: f64) -> Words {
    warning(
        format!("The sound arrives {} after its picture, so players have to wait for it.", seconds(milliseconds)),
        "Set Sync Offset of each source to 0 in OBS → Edit → Advanced Audio Properties, then stop and start streaming.",
    )
}

/// How much the drift has changed between the begin and the end of the history.
fn creep(seen: &Observation) -> Option<f64> {
    let history = seen.samples;
    if history.len() < CREEP_SECONDS {
        return None;
    }
    let begin = mean_drift(&history[..END_SECONDS])?;
    Some(mean_drift(&history[history.len() - END_SECONDS..])? - begin)
}

fn drift(seen: &Observation) -> Option<f64> {
    let drift = mean_drift(seen.last(DRIFT_SECONDS)?)?;
    if drift < -LATE {
        return None;
    }
    let creeps = creep(seen).filter(|creep| creep.abs() > CREEP);
    if drift > PICTURE_LATE { Some(drift) } else { creeps }
}

fn tell_drift(seen: &Observation, milliseconds: f64) -> Words {
    let fix = "Set the Sample Rate in OBS → Settings → Audio to that of your devices (48 kHz as a rule), then stop and \
               start streaming.";
    if mean_drift(seen.up_to(DRIFT_SECONDS)).is_some_and(|drift| drift > PICTURE_LATE) {
        return warning(
            format!("The picture arrives {} after its sound, so players have to wait for it.", seconds(milliseconds)),
            "Your computer may be overloaded: choose a faster preset in OBS → Settings → Output → Streaming.",
        );
    }
    let side = if milliseconds < 0.0 { "late" } else { "early" };
    let moved = milliseconds.abs().round();
    warning(format!("Sound and picture drift apart: sound has become {moved} ms {side} in the last minutes."), fix)
}

/// AAC-LC; HE-AAC and Opus need less.
fn is_plain_aac(seen: &Observation) -> bool {
    seen.figures.audio_codec() == Some("mp4a.40.2")
}

fn bitrate(seen: &Observation) -> Option<f64> {
    if !is_plain_aac(seen) {
        return None;
    }
    if let Some(announced) = seen.figures.report.announced.audio_bitrate {
        let [mono, stereo] = ANNOUNCED;
        let least = if seen.figures.audio.as_ref().is_some_and(|audio| audio.channels == 1) { mono } else { stereo };
        return (announced < least).then_some(announced as f64);
    }
    let measured = mean(seen.last(END_SECONDS)?, |sample| sample.audio_bitrate as f64);
    (SILENCE..MEASURED).contains(&measured).then_some(measured)
}

fn tell_bitrate(_: &Observation, bits: f64) -> Words {
    warning(
        format!("The sound has only {}.", kilobits(bits)),
        "Set Audio Bitrate to 128 kbit/s or more in OBS → Settings → Output → Audio.",
    )
}

fn sample_rate(seen: &Observation) -> Option<f64> {
    let rate = seen.figures.audio.as_ref()?.sample_rate;
    (is_plain_aac(seen) && !SAMPLE_RATES.contains(&rate)).then(|| f64::from(rate))
}

fn tell_sample_rate(_: &Observation, rate: f64) -> Words {
    warning(
        format!("The sound has a sample rate of {rate} Hz, which some devices play badly."),
        "Set Sample Rate to 48 kHz in OBS → Settings → Audio.",
    )
}
