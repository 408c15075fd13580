//! Brings hls.js onto the page, once per tab. Its address carries the bundle's hash, so that it is cached for good.

use crate::browser::IN_BROWSER;
use leptos::prelude::*;

/// The folder of the bundle: `/pkg-<hash>`. The shell puts it into `<meta name="aethex-pkg">`, and the same value comes
/// out on both sides, so that what hangs on it hydrates.
pub fn folder() -> String {
    let folder = if IN_BROWSER {
        let meta = document().query_selector("meta[name='aethex-pkg']").ok().flatten();
        meta.and_then(|meta| meta.get_attribute("content"))
    } else {
        use_context::<LeptosOptions>().map(|options| format!("/{}", options.site_pkg_dir))
    };
    folder.unwrap_or_else(|| "/pkg".into())
}

/// Address of hls.js.
pub fn address() -> String {
    format!("{}/hls.light.min.js", folder())
}

/// Resolves once `Hls` is there; false if the script can't be had just now, and then the next call tries again.
pub async fn load() -> bool {
    use wasm_bindgen::prelude::*;

    let present = || js_sys::Reflect::has(&window(), &"Hls".into()).unwrap_or(false);
    if present() {
        return true;
    }
    let mut start = |resolve: js_sys::Function, reject: js_sys::Function| {
        let existing = document().query_selector("script[data-hls]").ok().flatten();
        let script = existing.map_or_else(insert, |script| Some(script.unchecked_into()));
        let Some(script) = script else {
            let _ = reject.call0(&JsValue::NULL);
            return;
        };
        let _ = script.add_event_listener_with_callback("load", &resolve);
        let failed = Closure::once_into_js({
            let script = script.clone();
            move || {
                // A failed tag never tries again; the next call puts in a fresh one.
                script.remove();
                let _ = reject.call0(&JsValue::NULL);
            }
        });
        let _ = script.add_event_listener_with_callback("error", failed.unchecked_ref());
    };
    let loaded = js_sys::Promise::new(&mut start);
    wasm_bindgen_futures::JsFuture::from(loaded).await.is_ok() && present()
}

fn insert() -> Option<web_sys::HtmlScriptElement> {
    use wasm_bindgen::JsCast;

    let script: web_sys::HtmlScriptElement = document().create_element("script").ok()?.unchecked_into();
    script.set_src(&address());
    script.set_async(true);
    script.set_attribute("data-hls", "").ok()?;
    // Where the page's policy asks for a nonce, the page's own scripts have one to share.
    if let Some(own) = document().query_selector("script[nonce]").ok().flatten() {
        let own: web_sys::HtmlScriptElement = own.unchecked_into();
        script.set_nonce(&own.nonce());
    }
    document().head()?.append_child(&script).ok()?;
    Some(script)
}
