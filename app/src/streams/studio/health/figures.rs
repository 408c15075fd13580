//! The key figures of what arrives.

use crate::ui::format;
use domain::health::Health;
use leptos::prelude::*;

#[component]
pub fn Figures(health: Signal<Health>) -> impl IntoView {
    let figure = move |name: &'static str, read: fn(&Health) -> Option<String>| {
        let text = Memo::new(move |_| health.with(read).unwrap_or_else(|| "–".to_owned()));
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{text}</dd>
            </div>
        }
    };
    view! {
        <dl class="figures health-figures">
            {figure("Bitrate", |health| health.bitrate.map(format::bitrate))}
            {figure("Frames", |health| health.frame_rate.map(|rate| format!("{} fps", decimal(rate))))}
            {figure("Keyframes", |health| health.keyframe_interval.map(|every| format!("every {} s", decimal(every))))}
            {figure("Picture", |health| Some(format!("{} × {}", health.width?, health.height?)))}
            {figure("Audio sync", |health| health.av_drift.map(sync))}
            {figure("Frames lost", |health| health.dropped_frames.map(|count| format::count(i64::try_from(count).unwrap_or(i64::MAX))))}
            {figure("Codecs", |health| health.codecs.as_deref().map(codecs))}
            {figure("Encoder", |health| health.encoder.clone())}
        </dl>
    }
    .into_any()
}

/// At most one digit behind the point: `30`, `2.5`; two where one would not tell 29.97 from 30.
fn decimal(number: f64) -> String {
    let hundredths = (number * 100.0).round() as i64;
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => whole.to_string(),
        rest if rest % 10 == 0 => format!("{whole}.{}", rest / 10),
        rest => format!("{whole}.{rest:02}"),
    }
}

/// Less than a frame or two apart is in step.
fn sync(drift: i64) -> String {
    match drift {
        -100..=100 => "OK".to_owned(),
        late if late < 0 => format!("{} ms late", -late),
        early => format!("{early} ms early"),
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
    use super::*;

    #[test]
    fn codecs_are_named_as_people_say_them() {
        assert_eq!(codecs("avc1.64001f,mp4a.40.2"), "H.264, AAC");
    }

    #[test]
    fn figures_are_as_short_as_they_can_be() {
        assert_eq!([30.0, 29.97, 2.5, 10.004].map(decimal), ["30", "29.97", "2.5", "10"]);
        assert_eq!([0, -99, -480, 320].map(sync), ["OK", "OK", "480 ms late", "320 ms early"]);
    }
}
