//! The network: whether the encoder's connection keeps up.

use super::rule::{Observation, Rule, Words, error, seconds, warning};
use domain::health::IssueCode;

/// Media time behind arrival, in milliseconds, held for [`LAG_SECONDS`]. OBS begins to drop frames at 700 to 900 ms; below half
/// a second it is ordinary Wi-Fi.
const LAG: i64 = 600;
const LAG_SECONDS: usize = 3;
/// A pause that empties the buffer of a low-latency player, in milliseconds: such players buffer about one second.
const STALL: i64 = 2_000;
/// Reconnects in an hour. One is bad luck, two is a restarted router.
const RECONNECTS: u32 = 3;
/// Jumps in a minute from which on they are an error; each costs viewers a discontinuity.
const JUMPS: f64 = 3.0;
const MINUTE: usize = 60;

pub(super) const RULES: &[Rule] = &[
    Rule { code: IssueCode::UploadSlow, raise: 1, clear: 15, measure: upload_slow, tell: tell_upload_slow },
    Rule { code: IssueCode::ReconnectingOften, raise: 1, clear: 1, measure: reconnecting, tell: tell_reconnecting },
    Rule { code: IssueCode::TimestampsJump, raise: 1, clear: 1, measure: jumps, tell: tell_jumps },
];

fn upload_slow(seen: &Observation) -> Option<f64> {
    let now = seen.now();
    let lags = seen.last(LAG_SECONDS).is_some_and(|last| last.iter().all(|sample| sample.lag > LAG));
    (lags || now.stall >= STALL).then(|| now.lag.max(now.stall) as f64)
}

fn tell_upload_slow(_: &Observation, milliseconds: f64) -> Words {
    error(
        format!("The stream arrives {} late: your connection does not keep up.", seconds(milliseconds)),
        "Lower Video Bitrate in OBS → Settings → Output → Streaming, use a cable instead of Wi-Fi, and stop other uploads.",
    )
}

fn reconnecting(seen: &Observation) -> Option<f64> {
    (seen.figures.reconnects >= RECONNECTS).then(|| f64::from(seen.figures.reconnects))
}

fn tell_reconnecting(_: &Observation, times: f64) -> Words {
    warning(
        format!("Your encoder has reconnected {times} times in the last hour."),
        "Use a cable instead of Wi-Fi and lower Video Bitrate in OBS → Settings → Output → Streaming. \
         Keep Automatically Reconnect on in OBS → Settings → Advanced.",
    )
}

fn jumps(seen: &Observation) -> Option<f64> {
    let jumps: u32 = seen.up_to(MINUTE).iter().map(|sample| sample.jumps).sum();
    (jumps > 0).then(|| f64::from(jumps))
}

fn tell_jumps(_: &Observation, jumps: f64) -> Words {
    let fix = "Stop and start streaming once. If it comes back, update OBS, and remove media sources or plugins that \
               restart by themselves.";
    match jumps {
        1.0 => warning("The encoder's clock jumped in the last minute.".into(), fix),
        jumps if jumps < JUMPS => warning(format!("The encoder's clock jumped {jumps} times in the last minute."), fix),
        jumps => error(format!("The encoder's clock jumped {jumps} times in the last minute."), fix),
    }
}
