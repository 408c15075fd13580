//! Writes playlists (RFC 8216bis, section 4.4). A text is rendered once per version; its gzip form on first request.

use super::HlsSettings;
use super::clock::rfc3339;
use super::segmenter::{Head, Part};
use super::window::{Window, target_duration};
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::OnceLock;

/// A text, plain and compressed.
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

/// A delta update may leave out what is older than this many target durations (`CAN-SKIP-UNTIL`).
const SKIP_TARGETS: u64 = 6;

/// A version of a media playlist, whole and as a delta update (RFC 8216bis, 6.2.5.1).
pub(super) struct Index {
    pub full: Text,
    skip: Option<Skip>,
    delta: OnceLock<Text>,
}

/// What a delta update leaves out.
struct Skip {
    /// Bytes before the first segment, and before the first one that stays.
    header: usize,
    until: usize,
    segments: usize,
    /// Number of the last one left out.
    last_msn: u64,
    /// The initialisation in force where the list goes on.
    map: String,
}

/// How far another rendition of the stream is (`EXT-X-RENDITION-REPORT`).
pub(super) struct Report {
    pub name: Box<str>,
    pub last_msn: u64,
    pub last_part: usize,
}

impl Index {
    /// Renders a version. `part_target` is in ticks.
    pub fn new(window: &Window, settings: &HlsSettings, part_target: i64, reports: &[Report], ended: bool) -> Self {
        let mut text = String::with_capacity(8 * 1024);
        // Writing to a String does not fail.
        let _ = write_header(&mut text, window, settings, part_target);
        let skip = write_segments(&mut text, window, settings).unwrap_or_default();
        let _ = write_end(&mut text, window, reports, ended);
        Self { full: Text::new(text), skip, delta: OnceLock::new() }
    }

    /// The delta update, for a reader that knows all before segment `known`; without a number it knows all but the latest. The whole
    /// playlist when nothing can be left out.
    pub fn delta(&self, known: Option<u64>) -> &Text {
        let skip = self.skip.as_ref().filter(|skip| known.is_none_or(|known| known > skip.last_msn));
        let Some(Skip { header, until, segments, map, .. }) = skip else { return &self.full };
        self.delta.get_or_init(|| {
            let text = str::from_utf8(&self.full.plain).unwrap_or_default();
            let (header, rest) = (text.get(..*header).unwrap_or_default(), text.get(*until..).unwrap_or_default());
            let mut delta = format!("{header}#EXT-X-SKIP:SKIPPED-SEGMENTS={segments}\n");
            // Readers carry the initialisation over. Some take the newest they know, so the one in force is listed again.
            if !rest.starts_with("#EXT-X-MAP") && !rest.starts_with("#EXT-X-DISCONTINUITY") {
                delta.push_str(&format!("#EXT-X-MAP:URI=\"{map}\"\n"));
            }
            delta.push_str(rest);
            Text::new(delta)
        })
    }
}

/// Ticks in seconds, rounded up to whole milliseconds, as targets are written.
pub(super) fn target_seconds(ticks: i64) -> f64 {
    (ticks + 89).div_euclid(90) as f64 / 1000.0
}

fn write_header(out: &mut String, window: &Window, settings: &HlsSettings, part_target: i64) -> std::fmt::Result {
    let target = target_duration(settings);
    let part_seconds = target_seconds(part_target);
    let part_hold_back = settings.part_hold_back.as_secs_f64().max(part_seconds * 3.0);
    let (skip, hold_back) = ((target * SKIP_TARGETS) as f64, (target * 3) as f64);
    writeln!(out, "#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-TARGETDURATION:{target}")?;
    writeln!(
        out,
        "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL={skip:.1},PART-HOLD-BACK={part_hold_back:.3},HOLD-BACK={hold_back:.1}"
    )?;
    writeln!(out, "#EXT-X-PART-INF:PART-TARGET={part_seconds:.3}")?;
    let first = window.listed().next().map_or(window.msn, |segment| segment.msn);
    writeln!(out, "#EXT-X-MEDIA-SEQUENCE:{first}\n#EXT-X-DISCONTINUITY-SEQUENCE:{}", window.discontinuity_sequence)?;
    // The second segment of a stream may begin without a keyframe. It is ignored here, because video.js with low latency keeps looking for an
    // independent part where this tag is missing. A player that begins there loses no more than it would without the tag.
    let open = window.open.iter().map(|(head, parts)| (head, parts.as_slice()));
    let finished = window.listed().map(|segment| (&segment.head, segment.parts.as_slice()));
    if finished.chain(open).all(|(head, parts)| head.after_boot || parts.first().is_none_or(|part| part.independent)) {
        writeln!(out, "#EXT-X-INDEPENDENT-SEGMENTS")?;
    }
    Ok(())
}

fn write_segments(out: &mut String, window: &Window, settings: &HlsSettings) -> Result<Option<Skip>, std::fmt::Error> {
    let boundary = i64::try_from(target_duration(settings) * SKIP_TARGETS).unwrap_or(i64::MAX / 90_000) * 90_000;
    // Parts are listed for the last three target durations.
    let mut after: i64 = window.parts().iter().map(|part| part.duration).sum();
    let (mut parts_from, mut skipped) = (window.msn, None);
    for segment in window.listed().rev() {
        if after <= window.tail {
            parts_from = segment.msn;
        }
        if after >= boundary && skipped.is_none() {
            skipped = Some(segment.msn);
        }
        after += segment.duration;
    }
    let header = out.len();
    let mut skip = None;
    let mut map = "";
    for (index, segment) in window.listed().enumerate() {
        let until = out.len();
        write_head(out, &segment.head, &mut map)?;
        if let Some(last_msn) = skipped.filter(|skipped| skipped + 1 == segment.msn) {
            skip = Some(Skip { header, until, segments: index, last_msn, map: map.to_owned() });
        }
        if !segment.has_media() {
            writeln!(out, "#EXT-X-GAP")?;
        }
        if segment.msn >= parts_from {
            write_parts(out, segment.msn, &segment.parts)?;
        }
        writeln!(out, "#EXTINF:{},\n{}.m4s", seconds(segment.duration), segment.msn)?;
    }
    if let Some((head, parts)) = &window.open {
        write_head(out, head, &mut map)?;
        write_parts(out, head.msn, parts)?;
    }
    Ok(skip)
}

fn write_end(out: &mut String, window: &Window, reports: &[Report], ended: bool) -> std::fmt::Result {
    if ended {
        return writeln!(out, "#EXT-X-ENDLIST");
    }
    writeln!(out, "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"{}.{}.m4s\"", window.msn, window.parts().len())?;
    for Report { name, last_msn, last_part } in reports {
        writeln!(
            out,
            "#EXT-X-RENDITION-REPORT:URI=\"../{name}/index.m3u8\",LAST-MSN={last_msn},LAST-PART={last_part}"
        )?;
    }
    Ok(())
}

fn write_head<'a>(out: &mut String, head: &'a Head, map: &mut &'a str) -> std::fmt::Result {
    if head.discontinuity {
        writeln!(out, "#EXT-X-DISCONTINUITY")?;
    }
    if *map != head.init.uri() || head.discontinuity {
        *map = head.init.uri();
        writeln!(out, "#EXT-X-MAP:URI=\"{map}\"")?;
    }
    writeln!(out, "#EXT-X-PROGRAM-DATE-TIME:{}", rfc3339(head.date))
}

fn write_parts(out: &mut String, msn: u64, parts: &[Part]) -> std::fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        let flag = match part {
            part if part.is_gap() => ",GAP=YES",
            part if part.independent => ",INDEPENDENT=YES",
            _ => "",
        };
        writeln!(out, "#EXT-X-PART:DURATION={},URI=\"{msn}.{index}.m4s\"{flag}", seconds(part.duration))?;
    }
    Ok(())
}

/// A length in seconds, one to two microseconds longer than it is. Shaka sums lengths up to place each part on its timeline, and where the sum
/// falls short of the part's own time it throws away all pictures up to the next keyframe.
fn seconds(ticks: i64) -> String {
    let microseconds = (ticks * 100 + 8).div_euclid(9) + 1;
    format!("{}.{:06}", microseconds / 1_000_000, microseconds % 1_000_000)
}
