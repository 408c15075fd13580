//! What a running stream offers: the source first, then the ladder.

use super::playlist::{self, Variant};
use super::renditions::{OfferedRendition, RenditionSlot};
use super::segmenter::Init;
use super::window::Window;
use std::sync::Arc;

/// The multivariant playlist, or `None` before the source has anything.
pub(super) fn render(source: &Window, rungs: &[Arc<RenditionSlot>]) -> Option<String> {
    Some(playlist::multivariant(&variants(source, rungs)?))
}

/// What the playlist lists, in its order.
pub(super) fn variants(source: &Window, rungs: &[Arc<RenditionSlot>]) -> Option<Vec<Variant>> {
    let init = source.newest_init()?;
    let mut list = vec![measured(super::rendition::SOURCE, source, init)];
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
