//! The player's head start: a live picture begins to load while the application itself is still on its way. The page's own script
//! (`boot.js`) opens the source; the engine takes it over when it wakes up, or throws it away.

/// Low latency close to what the packager is cut for, a bounded memory, and no retries of hls.js's own where ours know
/// better: it never retries a 404 or a refused connection, which is just what a stream that starts or a server that
/// restarts gives. The factors of bandwidth leave the choice of a level to the engine: to hls.js every one fits. No worker:
/// what comes is cut for the browser already, and the first picture would wait while a worker compiles hls.js once more.
pub const SETTINGS: &str = include_str!("settings.json");

/// What the script has opened for this address, if that still works. There is no second time.
pub fn take(url: &str) -> Option<super::hls::Hls> {
    use js_sys::Reflect;
    use wasm_bindgen::{JsCast, JsValue};

    let (window, name) = (leptos::prelude::window(), JsValue::from("aethexEarly"));
    let early = Reflect::get(&window, &name).ok().filter(JsValue::is_object)?;
    let _ = Reflect::set(&window, &name, &JsValue::UNDEFINED);
    let field = |name: &str| Reflect::get(&early, &name.into()).unwrap_or(JsValue::UNDEFINED);
    // Too late for a script that has not come yet.
    let _ = Reflect::set(&early, &"over".into(), &JsValue::TRUE);
    let hls = Some(field("hls")).filter(JsValue::is_object)?.unchecked_into::<super::hls::Hls>();
    if field("failed").is_truthy() || field("url").as_string().as_deref() != Some(url) {
        hls.destroy();
        return None;
    }
    Some(hls)
}
