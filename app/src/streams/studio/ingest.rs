//! What arrives from the encoder, in figures.

use super::Desk;
use crate::ui::{Empty, Tile, format};
use domain::streams::IngestView;
use leptos::either::Either;
use leptos::prelude::*;

/// The tile.
#[component]
pub fn IngestTile(desk: Desk) -> impl IntoView {
    let ingest = Memo::new(move |_| desk.studio.with(|studio| studio.ingest.clone()));
    view! {
        <Tile title="Encoder" icon=icondata_lu::LuGauge>
            {move || match ingest.get() {
                Some(ingest) => Either::Left(view! { <Figures ingest=ingest /> }),
                None => {
                    Either::Right(view! {
                        <Empty icon=icondata_lu::LuSignal title="Waiting for your encoder">
                            <p>"Resolution, frames and bitrate appear as soon as it connects."</p>
                        </Empty>
                    })
                }
            }}
        </Tile>
    }
    .into_any()
}

#[component]
fn Figures(ingest: IngestView) -> impl IntoView {
    let picture = match (ingest.width, ingest.height) {
        (Some(width), Some(height)) => format!("{width} × {height}"),
        _ => "Sound only".to_owned(),
    };
    let rate = ingest.frame_rate.map_or_else(|| "–".to_owned(), |rate| format!("{rate} fps"));
    view! {
        <dl class="figures">
            <div>
                <dt>"Picture"</dt>
                <dd>{picture}</dd>
            </div>
            <div>
                <dt>"Frames"</dt>
                <dd>{rate}</dd>
            </div>
            <div>
                <dt>"Bitrate"</dt>
                <dd>{format::bitrate(ingest.bitrate)}</dd>
            </div>
            <div>
                <dt>"Codecs"</dt>
                <dd>{codecs(&ingest.codecs)}</dd>
            </div>
        </dl>
    }
}

/// `avc1.64001f,mp4a.40.2` as people say it: `H.264, AAC`.
fn codecs(list: &str) -> String {
    let name = |codec: &str| match codec.trim().split('.').next().unwrap_or_default() {
        "avc1" | "avc3" => "H.264".to_owned(),
        "hvc1" | "hev1" => "HEVC".to_owned(),
        "av01" => "AV1".to_owned(),
        "mp4a" => "AAC".to_owned(),
        "opus" | "Opus" => "Opus".to_owned(),
        other => other.to_owned(),
    };
    list.split(',').filter(|codec| !codec.trim().is_empty()).map(name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn codecs_are_named_as_people_say_them() {
        assert_eq!(super::codecs("avc1.64001f,mp4a.40.2"), "H.264, AAC");
    }
}
