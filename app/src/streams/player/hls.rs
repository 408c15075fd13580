//! hls.js as typed bindings: only what the player uses. The global `Hls` exists once `script::load` has resolved.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;

/// Low latency close to what the packager is cut for, a bounded memory, and no retries of its own where ours know better:
/// hls.js never retries a 404 or a refused connection, which is just what a stream that starts or a server that restarts gives.
const SETTINGS: &str = r#"{
  "lowLatencyMode": true,
  "liveSyncDuration": 1.0,
  "maxLiveSyncPlaybackRate": 1.5,
  "liveSyncOnStallIncrease": 0.15,
  "backBufferLength": 30,
  "maxBufferLength": 12,
  "maxMaxBufferLength": 30,
  "testBandwidth": false,
  "abrEwmaDefaultEstimate": 4000000,
  "enableID3MetadataCues": false,
  "enableEmsgMetadataCues": false,
  "enableDateRangeMetadataCues": false,
  "manifestLoadPolicy": { "default": {
    "maxTimeToFirstByteMs": 6000, "maxLoadTimeMs": 10000,
    "timeoutRetry": { "maxNumRetry": 1, "retryDelayMs": 0, "maxRetryDelayMs": 0 },
    "errorRetry": { "maxNumRetry": 0, "retryDelayMs": 0, "maxRetryDelayMs": 0 } } },
  "playlistLoadPolicy": { "default": {
    "maxTimeToFirstByteMs": 8000, "maxLoadTimeMs": 12000,
    "timeoutRetry": { "maxNumRetry": 2, "retryDelayMs": 0, "maxRetryDelayMs": 0 },
    "errorRetry": { "maxNumRetry": 3, "retryDelayMs": 300, "maxRetryDelayMs": 2000 } } },
  "fragLoadPolicy": { "default": {
    "maxTimeToFirstByteMs": 8000, "maxLoadTimeMs": 20000,
    "timeoutRetry": { "maxNumRetry": 2, "retryDelayMs": 0, "maxRetryDelayMs": 0 },
    "errorRetry": { "maxNumRetry": 3, "retryDelayMs": 300, "maxRetryDelayMs": 2000 } } }
}"#;

#[wasm_bindgen]
extern "C" {
    /// One player instance.
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

    /// Seconds behind the playlist's edge.
    #[wasm_bindgen(method, getter)]
    pub fn latency(this: &Hls) -> f64;
    /// Where playback would be at the wanted latency.
    #[wasm_bindgen(method, getter, js_name = liveSyncPosition)]
    pub fn live_sync_position(this: &Hls) -> Option<f64>;
    /// The encoder's wall clock at the current frame.
    #[wasm_bindgen(method, getter, js_name = playingDate)]
    pub fn playing_date(this: &Hls) -> Option<js_sys::Date>;
    #[wasm_bindgen(method, getter)]
    fn levels(this: &Hls) -> Array;
    /// The level that plays; −1 before there is one.
    #[wasm_bindgen(method, getter, js_name = currentLevel)]
    pub fn current_level(this: &Hls) -> i32;
    /// Switches from the next segment on; −1 is automatic.
    #[wasm_bindgen(method, setter, js_name = nextLevel)]
    pub fn set_next_level(this: &Hls, level: i32);

    /// One entry of `levels`.
    pub type RawLevel;
    #[wasm_bindgen(method, getter)]
    fn height(this: &RawLevel) -> Option<u32>;
    #[wasm_bindgen(method, getter)]
    fn bitrate(this: &RawLevel) -> Option<f64>;
    #[wasm_bindgen(method, getter, js_name = frameRate)]
    fn frame_rate(this: &RawLevel) -> Option<f64>;

    /// What comes with `hlsError`.
    pub type Failure;
    #[wasm_bindgen(method, getter, js_name = type)]
    pub fn kind(this: &Failure) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn details(this: &Failure) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn fatal(this: &Failure) -> bool;
}

impl Hls {
    /// A player with our settings.
    pub fn new() -> Self {
        Self::with_settings(&js_sys::JSON::parse(SETTINGS).unwrap_or(JsValue::UNDEFINED))
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

    /// What each level is called, by its index.
    pub fn level_names(&self) -> Vec<String> {
        self.levels()
            .iter()
            .map(|level| {
                let level: RawLevel = level.unchecked_into();
                let fast =
                    level.frame_rate().filter(|rate| *rate > 31.0).map(|rate| format!("{rate:.0}")).unwrap_or_default();
                match level.height().filter(|height| *height > 0) {
                    Some(height) => format!("{height}p{fast}"),
                    None => format!("{:.0} kbit/s", level.bitrate().unwrap_or_default() / 1000.0),
                }
            })
            .collect()
    }
}
