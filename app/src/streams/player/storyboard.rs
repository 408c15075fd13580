//! Preview pictures of a recording: a WebVTT track whose cues name a rectangle of a sheet, `sheet.webp#xywh=x,y,width,height`
//! (Media Fragments URI 1.0, section 4.2.2).

use crate::browser;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// One picture: from when on it holds (seconds), the sheet's address, and x, y, width and height in pixels.
#[derive(Clone, Debug, PartialEq)]
struct Cue {
    start: f64,
    sheet: String,
    rectangle: [u32; 4],
}

/// The pictures of a track, in the order of their times; none before they are there.
#[derive(Clone, Copy)]
pub struct Storyboard(RwSignal<Vec<Cue>>);

impl Storyboard {
    /// Fetches the track at an address, if there is one. Without it the bar shows times only.
    pub fn load(address: Option<String>) -> Self {
        let cues = RwSignal::new(Vec::new());
        Effect::new(move |_| {
            let Some(address) = address.clone() else { return };
            spawn_local(async move {
                if let Some(text) = browser::fetch_text(&address).await {
                    cues.try_set(parse(&text, &address));
                }
            });
        });
        Self(cues)
    }

    fn at(self, seconds: f64) -> Option<Cue> {
        self.0.with(|cues| {
            let after = cues.partition_point(|cue| cue.start <= seconds);
            cues.get(after.saturating_sub(1)).cloned()
        })
    }
}

/// The picture of a place, in seconds.
#[component]
pub fn Preview(pictures: Storyboard, at: Signal<f64>) -> impl IntoView {
    let cue = Memo::new(move |_| pictures.at(at.get()));
    move || {
        cue.get().map(|Cue { sheet, rectangle: [x, y, width, height], .. }| {
            view! {
                <div
                    class="seek-picture"
                    style=("background-image", format!("url(\"{sheet}\")"))
                    style=("background-position", format!("-{x}px -{y}px"))
                    style=("width", format!("{width}px"))
                    style=("height", format!("{height}px"))
                ></div>
            }
        })
    }
}

/// Reads a track; cues that are not pictures are passed over. Sheets are found beside the track.
fn parse(text: &str, address: &str) -> Vec<Cue> {
    let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut lines = text.lines();
    let mut cues = Vec::new();
    while let Some(line) = lines.next() {
        let Some(start) = line.split_once("-->").and_then(|(start, _)| clock(start.trim())) else { continue };
        let Some((sheet, place)) = lines.next().and_then(|payload| payload.trim().split_once("#xywh=")) else {
            continue;
        };
        let numbers: Vec<u32> =
            place.trim_start_matches("pixel:").split(',').filter_map(|number| number.parse().ok()).collect();
        let (Ok(rectangle), false) = (numbers.try_into(), sheet.contains(['"', '\\'])) else { continue };
        let sheet = match sheet.starts_with('/') || sheet.contains("://") {
            true => sheet.to_owned(),
            false => format!("{folder}/{sheet}"),
        };
        cues.push(Cue { start, sheet, rectangle });
    }
    cues
}

/// Seconds of a WebVTT timestamp: `mm:ss.ttt` or `hh:mm:ss.ttt`.
fn clock(text: &str) -> Option<f64> {
    text.split(':').try_fold(0.0, |sum, part| Some(sum * 60.0 + part.parse::<f64>().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_found_by_time_and_beside_their_track() {
        let text = "WEBVTT\n\n00:00.000 --> 00:05.000\nsheet-0.webp#xywh=0,0,160,90\n\nnote\n01:00:05.500 --> 01:00:10.000\n\
                    /other/sheet.webp#xywh=160,90,160,90\n\n01:00:10.000 --> 01:00:12.000\nwords, not a picture\n";
        let cue = |start, sheet: &str, rectangle| Cue { start, sheet: sheet.into(), rectangle };
        assert_eq!(
            parse(text, "/vod/1/storyboard.vtt"),
            [cue(0.0, "/vod/1/sheet-0.webp", [0, 0, 160, 90]), cue(3605.5, "/other/sheet.webp", [160, 90, 160, 90])]
        );
    }

    #[test]
    fn a_sheet_cannot_end_the_style_it_stands_in() {
        assert_eq!(parse("0:00.0 --> 0:01.0\na\");x\"#xywh=0,0,1,1\n", "/vod/1/s.vtt"), []);
    }
}
