//! Media playlists of running streams (RFC 8216bis, section 4.4). Each version is rendered once, and so is its delta update.

use super::{Line, PartName, PlaylistText};
use crate::hls::HlsSettings;
use crate::hls::clock::rfc3339;
use crate::hls::segmenter::{Head, Part};
use crate::hls::settings::target_duration;
use crate::hls::ticks::{TICKS_PER_SECOND, listed_seconds};
use crate::hls::window::Window;
use std::fmt::Write as _;
use std::sync::OnceLock;

/// A delta update may leave out what is older than this many target durations (`CAN-SKIP-UNTIL`).
const SKIP_TARGETS: u64 = 6;

/// A version of a media playlist, whole and as a delta update (RFC 8216bis, 6.2.5.1).
pub(in crate::hls) struct LivePlaylist {
    pub full: PlaylistText,
    skip: Option<Skip>,
    delta: OnceLock<PlaylistText>,
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
pub(in crate::hls) struct Report {
    pub name: Box<str>,
    pub last_msn: u64,
    pub last_part: usize,
}

impl LivePlaylist {
    /// Renders a version. `part_target` is in ticks.
    pub fn new(window: &Window, settings: &HlsSettings, part_target: i64, reports: &[Report], ended: bool) -> Self {
        let mut text = String::with_capacity(8 * 1024);
        // Writing to a String does not fail.
        let _ = write_header(&mut text, window, settings, part_target);
        let skip = write_segments(&mut text, window, settings).unwrap_or_default();
        let _ = write_end(&mut text, window, reports, ended);
        Self { full: PlaylistText::new(text), skip, delta: OnceLock::new() }
    }

    /// The delta update, for a reader that knows all before segment `known`; without a number it knows all but the latest. The whole
    /// playlist when nothing can be left out.
    pub fn delta(&self, known: Option<u64>) -> &PlaylistText {
        let skip = self.skip.as_ref().filter(|skip| known.is_none_or(|known| known > skip.last_msn));
        let Some(Skip { header, until, segments, map, .. }) = skip else { return &self.full };
        self.delta.get_or_init(|| {
            let text = str::from_utf8(self.full.plain()).unwrap_or_default();
            let (header, rest) = (text.get(..*header).unwrap_or_default(), text.get(*until..).unwrap_or_default());
            let mut delta = format!("{header}{}\n", Line::Skip(*segments));
            // Readers carry the initialisation over. Some take the newest they know, so the one in force is listed again.
            if !rest.starts_with("#EXT-X-MAP") && !rest.starts_with("#EXT-X-DISCONTINUITY") {
                delta.push_str(&format!("{}\n", Line::Map(map.into())));
            }
            delta.push_str(rest);
            PlaylistText::new(delta)
        })
    }
}

/// Ticks in seconds, rounded up to whole milliseconds, as targets are written.
pub(in crate::hls) fn target_seconds(ticks: i64) -> f64 {
    (ticks + 89).div_euclid(90) as f64 / 1000.0
}

fn write_header(out: &mut String, window: &Window, settings: &HlsSettings, part_target: i64) -> std::fmt::Result {
    let target = target_duration(settings);
    let part_seconds = target_seconds(part_target);
    let first = window.listed().next().map_or(window.msn, |segment| segment.msn);
    let header = [
        Line::ExtM3u,
        Line::Version(9),
        Line::TargetDuration(target),
        Line::ServerControl {
            can_skip_until: (target * SKIP_TARGETS) as f64,
            part_hold_back: settings.part_hold_back.as_secs_f64().max(part_seconds * 3.0),
            hold_back: (target * 3) as f64,
        },
        Line::PartInf(part_seconds),
        Line::MediaSequence(first),
        Line::DiscontinuitySequence(window.discontinuity_sequence),
    ];
    for line in header {
        writeln!(out, "{line}")?;
    }
    // The second segment of a stream may begin without a keyframe. It is ignored here, because video.js with low latency keeps looking for an
    // independent part where this tag is missing. A player that begins there loses no more than it would without the tag.
    let open = window.open.iter().map(|(head, parts)| (head, parts.as_slice()));
    let finished = window.listed().map(|segment| (&segment.head, segment.parts.as_slice()));
    if finished.chain(open).all(|(head, parts)| head.after_boot || parts.first().is_none_or(|part| part.independent)) {
        writeln!(out, "{}", Line::IndependentSegments)?;
    }
    Ok(())
}

fn write_segments(out: &mut String, window: &Window, settings: &HlsSettings) -> Result<Option<Skip>, std::fmt::Error> {
    let seconds = i64::try_from(target_duration(settings) * SKIP_TARGETS).unwrap_or(i64::MAX / TICKS_PER_SECOND);
    let boundary = seconds * TICKS_PER_SECOND;
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
            writeln!(out, "{}", Line::Gap)?;
        }
        if segment.msn >= parts_from {
            write_parts(out, segment.msn, &segment.parts)?;
        }
        writeln!(out, "{}\n{}.m4s", Line::Segment(listed_seconds(segment.duration)), segment.msn)?;
    }
    if let Some((head, parts)) = &window.open {
        write_head(out, head, &mut map)?;
        write_parts(out, head.msn, parts)?;
    }
    Ok(skip)
}

fn write_end(out: &mut String, window: &Window, reports: &[Report], ended: bool) -> std::fmt::Result {
    if ended {
        return writeln!(out, "{}", Line::EndList);
    }
    let next = PartName { segment: window.msn, part: window.parts().len() as u64 };
    writeln!(out, "{}", Line::PreloadHint(next.to_string().into()))?;
    for Report { name, last_msn, last_part } in reports {
        let uri = format!("../{name}/index.m3u8").into();
        writeln!(out, "{}", Line::RenditionReport { uri, last_msn: *last_msn, last_part: *last_part })?;
    }
    Ok(())
}

fn write_head<'a>(out: &mut String, head: &'a Head, map: &mut &'a str) -> std::fmt::Result {
    if head.discontinuity {
        writeln!(out, "{}", Line::Discontinuity)?;
    }
    if *map != head.init.uri() || head.discontinuity {
        *map = head.init.uri();
        writeln!(out, "{}", Line::Map((*map).into()))?;
    }
    writeln!(out, "{}", Line::ProgramDateTime(rfc3339(head.date).into()))
}

fn write_parts(out: &mut String, msn: u64, parts: &[Part]) -> std::fmt::Result {
    for (part, index) in parts.iter().zip(0..) {
        let line = Line::Part {
            duration: listed_seconds(part.duration),
            uri: PartName { segment: msn, part: index }.to_string().into(),
            independent: part.independent && !part.is_gap(),
            gap: part.is_gap(),
        };
        writeln!(out, "{line}")?;
    }
    Ok(())
}
