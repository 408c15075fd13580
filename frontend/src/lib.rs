//! The browser's entry: takes over the page that the server rendered, and says when that goes wrong. See `app/src/boot.js`.

use js_sys::Function;
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

thread_local! {
    /// Callback that receives the panic message.
    static LISTENER: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// A panic ends the application for good: `listener` hears of it, in words, while the page can still act.
#[wasm_bindgen]
pub fn tell_panics(listener: Function) {
    LISTENER.with_borrow_mut(|known| *known = Some(listener));
    std::panic::set_hook(Box::new(|panic| {
        let listener = LISTENER.with(|known| known.try_borrow().ok().and_then(|known| known.clone()));
        if let Some(listener) = listener {
            // A listener that fails leaves nothing more to do.
            let _ = listener.call1(&JsValue::NULL, &panic.to_string().into());
        }
    }));
}

/// Fetches the code of the page at this address, if it is in a file of its own. Has to end before the following two begin.
#[wasm_bindgen]
pub async fn prepare(path: String) -> Result<(), JsError> {
    app::pages::lazy::prepare(&path).await.map_err(JsError::from)
}

/// Takes over the page.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_body(app::App);
}

/// In place of [`hydrate`] where that has failed before: makes the page itself, in an empty body.
#[wasm_bindgen]
pub fn mount() {
    leptos::mount::mount_to_body(app::App);
}
