//! Writes playlists (RFC 8216bis, section 4.4). A text is rendered once per version; its gzip form with the first reader who wants it.

use super::Settings;
use super::clock::rfc3339;
use super::segmenter::{Init, Part};
use super::window::{Window, target_duration};
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::OnceLock;

/// A text as it is and compressed.
pub(super) struct Text {
    pub plain: Bytes,
    gzip: OnceLock<Bytes>,
}

impl Text {
    pub fn new(text: String) -> Self {
        Self { plain: text.into(), gzip: OnceLock::new() }
    }

    pub fn gzip(&self) -> &Bytes {
        self.gzip.get_or_init(|| {
            let mut encoder = GzEncoder::new(Vec::with_capacity(self.plain.len() / 4), Compression::new(5));
            // Writing to a vector does not fail; an empty body would be seen at once.
            let _ = encoder.write_all(&self.plain);
            encoder.finish().unwrap_or_default().into()
        })
    }
}

/// The media playlist. `part_target` is in ticks.
pub(super) fn media(window: &Window, settings: &Settings, part_target: i64, ended: bool) -> String {
    let mut out = String::with_capacity(8 * 1024);
    // Writing to a String does not fail.
    let _ = write_media(&mut out, window, settings, part_target, ended);
    out
}

/// Ticks as whole milliseconds, rounded up, in seconds: the form in which targets are told.
pub(super) fn target_seconds(ticks: i64) -> f64 {
    (ticks + 89).div_euclid(90) as f64 / 1000.0
}

fn write_media(
    out: &mut String,
    window: &Window,
    settings: &Settings,
    part_target: i64,
    ended: bool,
) -> std::fmt::Result {
    let target = target_duration(settings);
    let part_seconds = target_seconds(part_target);
    let hold_back = settings.part_hold_back.as_secs_f64().max(part_seconds * 3.0);
    writeln!(out, "#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-TARGETDURATION:{target}")?;
    writeln!(
        out,
        "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK={hold_back:.3},HOLD-BACK={:.1}\n#EXT-X-PART-INF:PART-TARGET={part_seconds:.3}",
        target as f64 * 3.0
    )?;
    let first = window.listed().next().map_or(window.msn, |segment| segment.msn);
    writeln!(out, "#EXT-X-MEDIA-SEQUENCE:{first}\n#EXT-X-DISCONTINUITY-SEQUENCE:{}", window.discontinuity_sequence)?;
    if window.listed().all(|segment| segment.independent())
        && window.parts().first().is_none_or(|part| part.independent)
    {
        writeln!(out, "#EXT-X-INDEPENDENT-SEGMENTS")?;
    }
    // Parts are told for the last three target durations.
    let mut after: i64 = window.parts().iter().map(|part| part.duration).sum();
    let mut parts_from = window.msn;
    for segment in window.listed().rev() {
        if after > window.tail {
            break;
        }
        parts_from = segment.msn;
        after += segment.duration;
    }
    let mut map = "";
    let first_init = window
        .listed()
        .filter_map(|segment| segment.head.as_ref())
        .chain(window.open.iter().map(|(head, _)| head))
        .next();
    for segment in window.listed() {
        let Some(head) = &segment.head else {
            if let Some(first) = first_init.filter(|_| map.is_empty()) {
                map = &first.init.uri;
                writeln!(out, "#EXT-X-MAP:URI=\"{map}\"")?;
            }
            writeln!(out, "#EXT-X-GAP\n#EXTINF:{:.5},\n{}.m4s", seconds(segment.duration), segment.msn)?;
            continue;
        };
        write_head(out, head.discontinuity, &head.init, head.date, &mut map)?;
        if segment.msn >= parts_from {
            write_parts(out, segment.msn, &segment.parts)?;
        }
        writeln!(out, "#EXTINF:{:.5},\n{}.m4s", seconds(segment.duration), segment.msn)?;
    }
    if let Some((head, parts)) = &window.open {
        write_head(out, head.discontinuity, &head.init, head.date, &mut map)?;
        write_parts(out, head.msn, parts)?;
    }
    if ended {
        writeln!(out, "#EXT-X-ENDLIST")
    } else {
        writeln!(out, "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"{}.{}.m4s\"", window.msn, window.parts().len())
    }
}

fn write_head<'a>(
    out: &mut String,
    discontinuity: bool,
    init: &'a Init,
    date: i64,
    map: &mut &'a str,
) -> std::fmt::Result {
    if discontinuity {
        writeln!(out, "#EXT-X-DISCONTINUITY")?;
    }
    if *map != init.uri || discontinuity {
        *map = &init.uri;
        writeln!(out, "#EXT-X-MAP:URI=\"{}\"", init.uri)?;
    }
    writeln!(out, "#EXT-X-PROGRAM-DATE-TIME:{}", rfc3339(date))
}

fn write_parts(out: &mut String, msn: u64, parts: &[Part]) -> std::fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        let independent = if part.independent { ",INDEPENDENT=YES" } else { "" };
        writeln!(out, "#EXT-X-PART:DURATION={:.5},URI=\"{msn}.{index}.m4s\"{independent}", seconds(part.duration))?;
    }
    Ok(())
}

fn seconds(ticks: i64) -> f64 {
    ticks as f64 / 90_000.0
}

/// The multivariant playlist of the one rendition `source`.
pub(super) fn multivariant(init: &Init, window: &Window, frame_rate: Option<f64>) -> String {
    let mut out = String::with_capacity(256);
    let average = window.bitrate().max(1000);
    let peak = window.peak_bitrate.max(average);
    let codecs = [init.video.as_ref().map(|video| video.codec()), init.audio.as_ref().map(|audio| audio.codec())];
    let codecs = codecs.into_iter().flatten().collect::<Vec<_>>().join(",");
    let _ = write!(
        out,
        "#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-STREAM-INF:BANDWIDTH={peak},AVERAGE-BANDWIDTH={average},CODECS=\"{codecs}\""
    );
    if let Some(video) = &init.video {
        let _ = write!(out, ",RESOLUTION={}x{}", video.sps.shown_width(), video.sps.height);
        if let Some(rate) = frame_rate {
            let _ = write!(out, ",FRAME-RATE={rate:.3}");
        }
    }
    out.push_str("\nsource/index.m3u8\n");
    out
}
