//! hls.js as typed bindings: only what the player uses. The global `Hls` exists once `script::load` has resolved.

use super::early::SETTINGS;
use super::quality::SOURCE;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::prelude::*;

/// Share of the throughput that a level may use: to stay or step down, and to step up.
const SAME_OR_SMALLER: f64 = 0.95;
const LARGER: f64 = 0.7;

/// Seconds of a frame at 50 a second.
const LEAST_FRAME: f64 = 0.02;

#[wasm_bindgen]
extern "C" {
    /// One player instance.
    #[derive(Clone)]
    pub type Hls;

    #[wasm_bindgen(constructor)]
    fn with_settings(settings: &JsValue) -> Hls;
    #[wasm_bindgen(static_method_of = Hls, js_name = isSupported)]
    pub fn is_supported() -> bool;

    #[wasm_bindgen(method, js_name = loadSource)]
    pub fn load_source(this: &Hls, url: &str);
    #[wasm_bindgen(method, js_name = attachMedia)]
    pub fn attach_media(this: &Hls, media: &web_sys::HtmlMediaElement);
    #[wasm_bindgen(method, js_name = startLoad)]
    pub fn start_load(this: &Hls, from_seconds: f64);
    #[wasm_bindgen(method, js_name = recoverMediaError)]
    pub fn recover_media_error(this: &Hls);
    #[wasm_bindgen(method)]
    pub fn destroy(this: &Hls);
    #[wasm_bindgen(method)]
    fn on(this: &Hls, event: &str, act: &Function);
    #[wasm_bindgen(method)]
    fn trigger(this: &Hls, event: &str, data: &JsValue);

    /// Seconds behind the playlist's edge.
    #[wasm_bindgen(method, getter)]
    pub fn latency(this: &Hls) -> f64;
    /// Seconds behind the edge that playback is brought back to, by playing faster.
    #[wasm_bindgen(method, setter, js_name = targetLatency)]
    pub fn set_target_latency(this: &Hls, seconds: f64);
    /// Where playback would be at the wanted latency.
    #[wasm_bindgen(method, getter, js_name = liveSyncPosition)]
    pub fn live_sync_position(this: &Hls) -> Option<f64>;
    /// The encoder's wall clock at the current frame.
    #[wasm_bindgen(method, getter, js_name = playingDate)]
    pub fn playing_date(this: &Hls) -> Option<js_sys::Date>;
    /// The playlist of the level that plays.
    #[wasm_bindgen(method, getter, js_name = latestLevelDetails)]
    fn playlist(this: &Hls) -> Option<Playlist>;
    #[wasm_bindgen(method, getter)]
    fn levels(this: &Hls) -> Array;
    /// The level that plays; −1 before there is one.
    #[wasm_bindgen(method, getter, js_name = currentLevel)]
    pub fn current_level(this: &Hls) -> i32;
    /// Switches from the next segment on; −1 is automatic.
    #[wasm_bindgen(method, setter, js_name = nextLevel)]
    pub fn set_next_level(this: &Hls, level: i32);

    /// The level that is loaded.
    #[wasm_bindgen(method, getter, js_name = loadLevel)]
    fn load_level(this: &Hls) -> i32;
    /// Whether hls.js chooses the level.
    #[wasm_bindgen(method, getter, js_name = autoLevelEnabled)]
    pub fn is_automatic(this: &Hls) -> bool;
    /// The largest level that hls.js may take by itself.
    #[wasm_bindgen(method, getter, js_name = maxAutoLevel)]
    pub fn level_cap(this: &Hls) -> i32;
    #[wasm_bindgen(method, setter, js_name = autoLevelCapping)]
    fn set_auto_level_capping(this: &Hls, level: i32);

    /// What comes with `hlsFragLoaded`.
    type Loaded;
    /// None where a whole segment was loaded.
    #[wasm_bindgen(method, getter)]
    fn part(this: &Loaded) -> Option<RawPart>;

    /// One part of a segment.
    type RawPart;
    /// Seconds that it plays.
    #[wasm_bindgen(method, getter)]
    fn duration(this: &RawPart) -> f64;
    #[wasm_bindgen(method, getter)]
    fn stats(this: &RawPart) -> Stats;

    /// How it was loaded.
    type Stats;
    /// Bytes.
    #[wasm_bindgen(method, getter)]
    fn loaded(this: &Stats) -> f64;
    #[wasm_bindgen(method, getter)]
    fn loading(this: &Stats) -> Loading;

    /// When: milliseconds of the page's clock.
    type Loading;
    /// The body's first byte.
    #[wasm_bindgen(method, getter)]
    fn first(this: &Loading) -> f64;
    #[wasm_bindgen(method, getter)]
    fn end(this: &Loading) -> f64;

    /// One entry of `levels`.
    pub type RawLevel;
    #[wasm_bindgen(method, getter)]
    fn height(this: &RawLevel) -> Option<u32>;
    #[wasm_bindgen(method, getter)]
    fn bitrate(this: &RawLevel) -> Option<f64>;
    /// Bits per second: what the multivariant playlist says, or what was loaded if that is more.
    #[wasm_bindgen(method, getter, js_name = maxBitrate)]
    fn peak_bitrate(this: &RawLevel) -> f64;
    #[wasm_bindgen(method, getter, js_name = frameRate)]
    fn frame_rate(this: &RawLevel) -> Option<f64>;
    /// Address of its media playlist.
    #[wasm_bindgen(method, getter)]
    fn uri(this: &RawLevel) -> String;

    /// A media playlist as hls.js holds it.
    type Playlist;
    #[wasm_bindgen(method, getter)]
    fn fragments(this: &Playlist) -> Array;
    /// Where its last part ends: seconds of the media's time.
    #[wasm_bindgen(method, getter)]
    fn edge(this: &Playlist) -> f64;

    /// One segment of it. Times in seconds of the media's time, except for `date`.
    type Fragment;
    #[wasm_bindgen(method, getter)]
    fn start(this: &Fragment) -> f64;
    #[wasm_bindgen(method, getter)]
    fn duration(this: &Fragment) -> f64;
    /// Milliseconds since 1970.
    #[wasm_bindgen(method, getter, js_name = programDateTime)]
    fn date(this: &Fragment) -> Option<f64>;

    /// What comes with `hlsError`.
    pub type Failure;
    #[wasm_bindgen(method, getter, js_name = type)]
    pub fn kind(this: &Failure) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn details(this: &Failure) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn fatal(this: &Failure) -> bool;
    /// More words; of codecs that can't be played it lists them.
    #[wasm_bindgen(method, getter)]
    pub fn reason(this: &Failure) -> Option<String>;

    #[wasm_bindgen(js_namespace = MediaSource, js_name = isTypeSupported, catch)]
    fn is_type_supported(kind: &str) -> Result<bool, JsValue>;
}

impl Hls {
    /// A player with our settings: at the live edge, or `from` so many seconds of a recording on.
    pub fn new(from: Option<f64>) -> Self {
        let settings = js_sys::JSON::parse(SETTINGS).unwrap_or(JsValue::UNDEFINED);
        if let Some(from) = from {
            // A recording has no edge to hurry to, and enough to fetch ahead.
            for (name, value) in [
                ("maxBufferLength", 30.0),
                ("backBufferLength", 30.0),
                ("maxLiveSyncPlaybackRate", 1.0),
                ("abrBandWidthFactor", SAME_OR_SMALLER),
                ("abrBandWidthUpFactor", LARGER),
                ("startPosition", from),
            ] {
                let _ = Reflect::set(&settings, &name.into(), &value.into());
            }
            let _ = Reflect::set(&settings, &"lowLatencyMode".into(), &false.into());
        }
        Self::with_settings(&settings)
    }

    /// The media's time (seconds) at a time of the encoder's clock (milliseconds since 1970): in the segment that holds it,
    /// or the nearest later one where the encoder was away. None before a playlist with dates is there.
    pub fn time_at(&self, date: f64) -> Option<f64> {
        let mut found = None;
        for fragment in self.playlist()?.fragments().iter().rev() {
            let fragment: Fragment = fragment.unchecked_into();
            let begins = fragment.date()?;
            let into = ((date - begins) / 1000.0).max(0.0);
            if into > fragment.duration() {
                return found.or(Some(fragment.start() + fragment.duration()));
            }
            found = Some(fragment.start() + into);
            if date >= begins {
                return found;
            }
        }
        found
    }

    /// The encoder's clock (milliseconds since 1970) at the end of the playlist.
    pub fn last_date(&self) -> Option<f64> {
        let last = Some(self.playlist()?.fragments().at(-1)).filter(JsValue::is_object)?.unchecked_into::<Fragment>();
        Some(last.date()? + last.duration() * 1000.0)
    }

    /// Calls `act` on every failure, fatal or not.
    pub fn on_failure(&self, act: impl FnMut(JsValue, Failure) + 'static) {
        let act = Closure::<dyn FnMut(JsValue, Failure)>::new(act).into_js_value();
        self.on("hlsError", act.unchecked_ref());
    }

    /// Calls `act` when the list of levels is known or another one plays.
    pub fn on_levels(&self, act: impl FnMut() + 'static) {
        let act = Closure::<dyn FnMut()>::new(act).into_js_value();
        for event in ["hlsManifestParsed", "hlsLevelsUpdated", "hlsLevelSwitched"] {
            self.on(event, act.unchecked_ref());
        }
    }

    /// Calls `act` when the multivariant playlist has come.
    pub fn on_listed(&self, act: impl FnMut() + 'static) {
        let act = Closure::<dyn FnMut()>::new(act).into_js_value();
        self.on("hlsManifestParsed", act.unchecked_ref());
    }

    /// Calls `act` when a media playlist has come, for the first time or anew.
    pub fn on_playlist(&self, act: impl FnMut() + 'static) {
        let act = Closure::<dyn FnMut()>::new(act).into_js_value();
        self.on("hlsLevelUpdated", act.unchecked_ref());
    }

    /// Calls `act` when a part or segment is in the buffer.
    pub fn on_buffered(&self, act: impl FnMut() + 'static) {
        let act = Closure::<dyn FnMut()>::new(act).into_js_value();
        self.on("hlsFragBuffered", act.unchecked_ref());
    }

    /// Calls `act` with each part that has come: its bytes, how long its body took, and how long it plays, both in seconds.
    pub fn on_part(&self, mut act: impl FnMut(f64, f64, f64) + 'static) {
        let act = Closure::<dyn FnMut(JsValue, Loaded)>::new(move |_, loaded: Loaded| {
            if let Some(part) = loaded.part() {
                let (stats, plays) = (part.stats(), part.duration());
                let took = (stats.loading().end() - stats.loading().first()) / 1000.0;
                act(stats.loaded(), took, plays);
            }
        });
        self.on("hlsFragLoaded", act.into_js_value().unchecked_ref());
    }

    /// The level that a line of this throughput (bits per second) should have, and its playlist's address: the largest that fits and is not
    /// `refused`, but the one that is loaded rather than a larger one that hardly fits. None before one is loaded.
    pub fn level_for(&self, throughput: f64, refused: impl Fn(i32) -> bool) -> Option<(i32, String)> {
        let loaded = self.load_level();
        // In the order of their bitrates. The last one is the source, without which there is nothing at all.
        let levels: Vec<RawLevel> = self.levels().iter().map(JsCast::unchecked_into).collect();
        let source = i32::try_from(levels.len()).ok()? - 1;
        let is_there = |(place, _): &(i32, &RawLevel)| *place == source || !refused(*place);
        let mut there = (0..).zip(&levels).filter(is_there);
        let fits = |(place, level): &(i32, &RawLevel)| {
            level.peak_bitrate() <= throughput * if *place > loaded { LARGER } else { SAME_OR_SMALLER }
        };
        let smallest = there.next().filter(|_| loaded >= 0)?;
        let (place, level) = there.filter(fits).last().unwrap_or(smallest);
        Some((place, level.uri()))
    }

    /// Where what the playlist names ends: seconds of the media's time.
    pub fn listed_until(&self) -> Option<f64> {
        Some(self.playlist()?.edge())
    }

    /// Whether nothing is being loaded or appended, and nothing waited for.
    pub fn is_idle(&self) -> bool {
        field(&field(self, "streamController"), "state").as_string().is_some_and(|state| state == "IDLE")
    }

    /// Has hls.js look closely at what it has buffered. It takes a segment for whole where less than 0.2 s of it is missing; where
    /// that is its last part, and the playlist named it before the part in front was appended, neither it nor anything after it would
    /// ever be loaded.
    pub fn count_every_frame(&self) {
        let _ = Reflect::set(&self.tracker(), &"bufferPadding".into(), &LEAST_FRAME.into());
    }

    /// Takes everything before this place (seconds of the media's time) out of the buffer.
    pub fn drop_before(&self, place: f64) {
        let range = js_sys::Object::new();
        for (name, value) in [("startOffset", 0.0.into()), ("endOffset", place.into()), ("type", JsValue::NULL)] {
            let _ = Reflect::set(&range, &name.into(), &value);
        }
        self.trigger("hlsBufferFlushing", &range);
    }

    /// Has hls.js forget what it has loaded; what is buffered stays. It goes on loading at the last keyframe.
    pub fn forget_loaded(&self) {
        let tracker = self.tracker();
        if let Some(forget) = field(&tracker, "removeAllFragments").dyn_ref::<Function>() {
            let _ = forget.call0(&tracker);
        }
    }

    /// What hls.js thinks to have loaded: none of its public parts, so nothing here may count on it.
    fn tracker(&self) -> JsValue {
        field(&field(self, "streamController"), "fragmentTracker")
    }

    /// Lets hls.js take no larger level by itself from now on.
    pub fn set_level_cap(&self, level: i32) {
        self.set_auto_level_capping(level);
        // It would load the rest of the segment first, which is what the line is too narrow for.
        if level < self.load_level() {
            self.start_load(-1.0);
        }
    }

    /// What each level is called, by its index. The one that is passed through from the encoder ends in [`SOURCE`].
    pub fn level_names(&self) -> Vec<String> {
        self.levels()
            .iter()
            .map(|level| {
                let level: RawLevel = level.unchecked_into();
                let fast =
                    level.frame_rate().filter(|rate| *rate > 31.0).map(|rate| format!("{rate:.0}")).unwrap_or_default();
                let source = if level.uri().contains("/source/") { SOURCE } else { "" };
                match level.height().filter(|height| *height > 0) {
                    Some(height) => format!("{height}p{fast}{source}"),
                    None => format!("{:.0} kbit/s", level.bitrate().unwrap_or_default() / 1000.0),
                }
            })
            .collect()
    }
}

fn field(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

impl Failure {
    /// Whether the server does not have what was asked for.
    pub fn is_missing(&self) -> bool {
        field(&field(self, "response"), "code").as_f64() == Some(404.0)
    }

    /// The level of the playlist that the server does not have, if that is what failed.
    pub fn missing_level(&self) -> Option<i32> {
        let level = field(&field(self, "context"), "level").as_f64();
        level.filter(|_| self.is_missing() && self.details() == "levelLoadError").map(|level| level as i32)
    }
}

/// Usual names of codecs by how their RFC 6381 string begins.
const CODECS: [(&str, &str); 12] = [
    ("hvc1", "HEVC"),
    ("hev1", "HEVC"),
    ("av01", "AV1"),
    ("vp09", "VP9"),
    ("avc1", "H.264"),
    ("avc3", "H.264"),
    ("mp4a", "AAC"),
    ("Opus", "Opus"),
    ("opus", "Opus"),
    ("fLaC", "FLAC"),
    ("ac-3", "Dolby Digital"),
    ("ec-3", "Dolby Digital"),
];

/// The first codec in hls.js's words about what it can't play that this browser lacks, by its usual name.
pub fn lacking_codec(reason: &str) -> Option<&'static str> {
    let codecs = reason.split(['"', ',', '[', ']', ' ']);
    let named = codecs.filter_map(|codec| Some((codec, CODECS.iter().find(|(begin, _)| codec.starts_with(begin))?.1)));
    let lacking = |codec: &str| !is_type_supported(&format!("video/mp4; codecs=\"{codec}\"")).unwrap_or(false);
    named.into_iter().find(|(codec, _)| lacking(codec)).map(|(_, name)| name)
}
