//! Writes the multivariant playlist (RFC 8216bis, section 4.4.6): the source first, then the ladder.

use super::renditions::{OfferedRendition, RenditionSlot};
use super::segmenter::Init;
use super::window::Window;
use std::fmt::Write as _;
use std::sync::Arc;

/// How one rendition is listed.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The folder of its URIs.
    pub name: String,
    /// Bits per second of the worst segment.
    pub bandwidth: u64,
    /// Mean bits per second.
    pub average_bandwidth: u64,
    /// RFC 6381 names, the video's first.
    pub codecs: String,
    /// Width and height in pixels, if there is video.
    pub resolution: Option<(u32, u32)>,
    /// Frames per second, if there is video and once that is known.
    pub frame_rate: Option<f64>,
}

/// The playlist, or `None` before the source has anything.
pub(super) fn render(source: &Window, rungs: &[Arc<RenditionSlot>]) -> Option<String> {
    let mut out = String::with_capacity(1024);
    out.push_str("#EXTM3U\n#EXT-X-VERSION:9\n");
    variants(source, rungs)?.iter().for_each(|variant| write(&mut out, variant));
    Some(out)
}

/// What the playlist lists, in its order.
pub(super) fn variants(source: &Window, rungs: &[Arc<RenditionSlot>]) -> Option<Vec<Variant>> {
    let init = source.newest_init()?;
    let mut list = vec![measured(super::stream::SOURCE, source, init)];
    for rung in rungs {
        let standing = rung.standing();
        let view = standing.running.and_then(|running| running.view());
        let running = view.as_ref().and_then(|view| Some((&view.window, view.window.newest_init()?)));
        match (running, &standing.offered) {
            // Before its first whole segment a rendition says little about its bitrate.
            (Some((window, init)), offered) if window.peak_bitrate > 0 || offered.is_none() => {
                list.push(measured(&rung.name, window, init));
            }
            (_, Some(offered)) => list.push(announced(offered, init.frame_rate())),
            _ => {}
        }
    }
    Some(list)
}

fn measured(name: &str, window: &Window, init: &Init) -> Variant {
    let average = window.bitrate().max(1000);
    Variant {
        name: name.to_owned(),
        bandwidth: window.peak_bitrate.max(average),
        average_bandwidth: average,
        codecs: init.codecs(),
        resolution: init.width().zip(init.height()),
        frame_rate: init.frame_rate(),
    }
}

fn announced(offered: &OfferedRendition, frame_rate: Option<f64>) -> Variant {
    Variant {
        name: offered.name.clone(),
        bandwidth: offered.bandwidth,
        average_bandwidth: offered.bandwidth,
        codecs: offered.codecs.clone(),
        resolution: Some((offered.width, offered.height)),
        frame_rate,
    }
}

fn write(out: &mut String, variant: &Variant) {
    let Variant { name, bandwidth, average_bandwidth, codecs, resolution, frame_rate } = variant;
    // Writing to a String does not fail.
    let _ = write!(
        out,
        "#EXT-X-STREAM-INF:BANDWIDTH={bandwidth},AVERAGE-BANDWIDTH={average_bandwidth},CODECS=\"{codecs}\""
    );
    if let Some((width, height)) = resolution {
        let _ = write!(out, ",RESOLUTION={width}x{height}");
        if let Some(rate) = frame_rate {
            let _ = write!(out, ",FRAME-RATE={rate:.3}");
        }
    }
    // Captions within the picture are not looked for. Shaka would: in three segments more, before it shows anything.
    let _ = writeln!(out, ",CLOSED-CAPTIONS=NONE\n{name}/index.m3u8");
}
