//! The bitrate of the last minutes as a line.

use crate::ui::format;
use domain::health::{Health, Moment};
use leptos::prelude::*;

/// The picture's size in units: one for each second of the history, and up to the line for the top value.
const WIDTH: usize = 300;
const HEIGHT: u64 = 100;

/// The graph, with its text for those who don't see it.
#[component]
pub fn Graph(health: Signal<Health>) -> impl IntoView {
    let top = Memo::new(move |_| health.with(|health| top(&health.history)));
    let line = Memo::new(move |_| health.with(|health| line(&health.history, top.get())));
    let area = move || line.with(|line| line.as_ref().map(|(begin, line)| format!("{line}V{HEIGHT}H{begin}Z")));
    let spoken = Memo::new(move |_| health.with(|health| spoken(&health.history)));
    view! {
        <div class="health-graph" role="img" aria-label=spoken>
            <span class="health-top">{move || format::bitrate(top.get())}</span>
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" aria-hidden="true">
                <path class="health-grid" d=format!("M0 0H{WIDTH}M0 {}H{WIDTH}M0 {HEIGHT}H{WIDTH}", HEIGHT / 2) />
                <path class="health-area" d=area />
                <path class="health-line" d=move || line.with(|line| line.as_ref().map(|(_, line)| line.clone())) />
            </svg>
            <p class="health-span" aria-hidden="true">
                <span>"5 min ago"</span>
                <span>"now"</span>
            </p>
        </div>
    }
    .into_any()
}

/// The value at the graph's upper edge: a round one, a little above the highest.
fn top(history: &[Moment]) -> u64 {
    let highest = history.iter().map(|moment| moment.bitrate).max().unwrap_or(0).max(100_000);
    let mut decade = 100_000;
    while decade * 10 <= highest {
        decade *= 10;
    }
    [1, 2, 3, 4, 6, 8, 10, 20]
        .into_iter()
        .map(|step| step * decade)
        .find(|top| *top * 10 >= highest * 11)
        .unwrap_or(highest)
}

/// Where the line begins and its path; none of less than two moments. The newest moment is at the right edge.
fn line(history: &[Moment], top: u64) -> Option<(usize, String)> {
    let recent = &history[history.len().saturating_sub(WIDTH + 1)..];
    let begin = WIDTH + 1 - recent.len();
    let mut path = String::with_capacity(recent.len() * 8);
    for (at, moment) in recent.iter().enumerate() {
        let height = moment.bitrate.min(top) * HEIGHT / top.max(1);
        path.push_str(&format!("{}{} {}", if at == 0 { 'M' } else { 'L' }, begin + at, HEIGHT - height));
    }
    (recent.len() > 1).then_some((begin, path))
}

/// What the graph shows, in a sentence.
fn spoken(history: &[Moment]) -> String {
    let bitrates = history.iter().map(|moment| moment.bitrate);
    match (bitrates.clone().min(), bitrates.max(), history.last()) {
        (Some(least), Some(most), Some(now)) => format!(
            "Bitrate: {} now, between {} and {} in the last {}.",
            format::bitrate(now.bitrate),
            format::bitrate(least),
            format::bitrate(most),
            match history.len() {
                seconds @ ..120 => format::counted(seconds as i64, "second", "seconds"),
                seconds => format::counted(seconds as i64 / 60, "minute", "minutes"),
            }
        ),
        _ => "Bitrate: nothing measured yet.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::OffsetDateTime;

    fn history(bitrates: &[u64]) -> Vec<Moment> {
        let moment = |bitrate: &u64| Moment {
            at: OffsetDateTime::UNIX_EPOCH,
            bitrate: *bitrate,
            frame_rate: None,
            av_drift: None,
        };
        bitrates.iter().map(moment).collect()
    }

    #[test]
    fn the_upper_edge_is_round_and_above_the_line() {
        for (highest, edge) in [(0, 200_000), (620_000, 800_000), (6_160_000, 8_000_000), (9_500_000, 20_000_000)] {
            assert_eq!(top(&history(&[highest])), edge, "{highest}");
        }
    }

    #[test]
    fn the_line_ends_at_the_right_and_stays_inside() {
        assert_eq!(line(&history(&[5]), 10), None);
        assert_eq!(line(&history(&[0, 50, 100]), 100), Some((298, "M298 100L299 50L300 0".into())));
        let long = line(&history(&[1; 400]), 1);
        assert!(long.is_some_and(|(begin, path)| begin == 0 && path.starts_with("M0 0") && path.ends_with("L300 0")));
    }

    #[test]
    fn the_graph_can_be_read_aloud() {
        assert_eq!(
            spoken(&history(&[900_000, 2_000_000, 1_500_000])),
            "Bitrate: 1.5 Mbit/s now, between 900 kbit/s and 2.0 Mbit/s in the last 3 seconds."
        );
        assert_eq!(spoken(&[]), "Bitrate: nothing measured yet.");
    }
}
