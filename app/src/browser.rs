//! What pages ask of the browser around them, and what stands for it while the server renders. Keeps `cfg` out of components.

use leptos::leptos_dom::helpers::{set_interval_with_handle, set_timeout_with_handle};
use leptos::prelude::*;
use leptos::web_sys;
use std::time::Duration;
use time::OffsetDateTime;

/// Dark is the default theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    Dark,
    Light,
}

impl Theme {
    /// The word in the cookie and in `data-theme`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
        }
    }

    pub fn other(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Dark,
        }
    }
}

/// The theme this device remembers. A cookie, so that the server's first byte is right and nothing flashes.
pub fn theme() -> Theme {
    if cookie("theme").as_deref() == Some("light") { Theme::Light } else { Theme::Dark }
}

/// Changes the document at once and remembers it.
pub fn set_theme(theme: Theme) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-theme", theme.as_str());
    }
    set_cookie("theme", theme.as_str());
}

/// A preference kept on this device. Never a secret: the session cookie is out of scripts' reach.
pub fn cookie(name: &str) -> Option<String> {
    let all = cookies()?;
    all.split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

#[cfg(feature = "ssr")]
fn cookies() -> Option<String> {
    let parts = use_context::<http::request::Parts>()?;
    parts.headers.get(http::header::COOKIE)?.to_str().ok().map(str::to_owned)
}

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
fn cookies() -> Option<String> {
    use wasm_bindgen::JsCast;
    document().dyn_into::<::web_sys::HtmlDocument>().ok()?.cookie().ok()
}

#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
fn cookies() -> Option<String> {
    None
}

/// Remembers a preference for a year. Does nothing on the server.
pub fn set_cookie(name: &str, value: &str) {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        if let Ok(document) = document().dyn_into::<::web_sys::HtmlDocument>() {
            let _ = document.set_cookie(&format!("{name}={value}; path=/; max-age=31536000; samesite=lax"));
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (name, value);
}

/// What was typed into a field of a form that a browser without JavaScript sent and that was refused. Only the server knows it;
/// when the page wakes up, what stands in the field counts.
pub fn typed(field: &str) -> Option<String> {
    #[cfg(feature = "ssr")]
    return crate::ssr::typed(field);
    #[cfg(not(feature = "ssr"))]
    {
        let _ = field;
        None
    }
}

/// Scheme, host and port that links to this site begin with; no slash at the end.
pub fn origin() -> String {
    #[cfg(feature = "ssr")]
    let origin = crate::ssr::services().settings.origin(&crate::ssr::request_host());
    #[cfg(not(feature = "ssr"))]
    let origin = window().location().origin().unwrap_or_default();
    origin.trim_end_matches('/').to_owned()
}

/// The whole address of a path on this site; other addresses, such as a bucket's, stay as they are.
pub fn absolute(url: &str) -> String {
    if url.starts_with('/') { format!("{}{url}", origin()) } else { url.to_owned() }
}

/// A path on this site with its query and fragment, from untrusted text; `/` if it leads to another site. The server
/// and the browser each ask their own reader of addresses, which follow one standard (WHATWG URL).
pub fn local_path(wanted: &str) -> String {
    #[cfg(feature = "ssr")]
    let path = services::local_path(wanted);
    #[cfg(all(feature = "hydrate", not(feature = "ssr")))]
    let path = {
        let here = origin();
        let there = ::web_sys::Url::new_with_base(wanted, &here).ok();
        let there = there.filter(|there| wanted.starts_with('/') && there.origin() == here);
        let path = there.map(|there| format!("{}{}{}", there.pathname(), there.search(), there.hash()));
        path.filter(|path| !path.starts_with("//")).unwrap_or_else(|| "/".to_owned())
    };
    #[cfg(not(any(feature = "ssr", feature = "hydrate")))]
    let path = wanted.to_owned();
    path
}

/// The nonce that the page's policy gives to its own scripts; the browser's half has none to give.
pub fn nonce() -> Option<String> {
    #[cfg(feature = "ssr")]
    let nonce = leptos::nonce::use_nonce().map(|nonce| nonce.to_string());
    #[cfg(not(feature = "ssr"))]
    let nonce = None;
    nonce
}

/// The time on this side's clock.
pub fn now() -> OffsetDateTime {
    #[cfg(all(feature = "hydrate", not(feature = "ssr")))]
    let now = OffsetDateTime::from_unix_timestamp_nanos(js_sys::Date::now() as i128 * 1_000_000)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH);
    #[cfg(any(feature = "ssr", not(feature = "hydrate")))]
    let now = OffsetDateTime::now_utc();
    now
}

/// Minutes that the reader's clock is ahead of UTC; 0 on the server.
pub fn utc_offset() -> i64 {
    #[cfg(feature = "hydrate")]
    let minutes = -js_sys::Date::new_0().get_timezone_offset() as i64;
    #[cfg(not(feature = "hydrate"))]
    let minutes = 0;
    minutes
}

/// Sets the page's HTTP status; in the browser it is too late for that.
pub fn set_status(status: u16) {
    #[cfg(feature = "ssr")]
    crate::ssr::set_status(status);
    #[cfg(not(feature = "ssr"))]
    let _ = status;
}

/// Puts text on the clipboard; false where the browser does not let us.
pub async fn copy(text: String) -> bool {
    #[cfg(feature = "hydrate")]
    {
        let navigator: wasm_bindgen::JsValue = window().navigator().into();
        // Over plain http (a creator's own network) there is no clipboard object at all.
        let present = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|found| !found.is_undefined());
        present
            && wasm_bindgen_futures::JsFuture::from(window().navigator().clipboard().write_text(&text)).await.is_ok()
    }
    #[cfg(not(feature = "hydrate"))]
    {
        drop(text);
        false
    }
}

/// The text at an address of this site, or of the media's own; none if it can't be had.
pub async fn fetch_text(address: &str) -> Option<String> {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        use wasm_bindgen_futures::JsFuture;
        let response = JsFuture::from(window().fetch_with_str(address)).await.ok()?;
        let response: ::web_sys::Response = response.dyn_into().ok()?;
        if !response.ok() {
            return None;
        }
        JsFuture::from(response.text().ok()?).await.ok()?.as_string()
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = address;
        None
    }
}

/// Where between the left edge (0) and the right edge (1) of an element a place of the window lies, in pixels from its left.
pub fn share_across(element: &web_sys::Element, x: f64) -> f64 {
    #[cfg(feature = "hydrate")]
    {
        let place = element.get_bounding_client_rect();
        ((x - place.left()) / place.width().max(1.0)).clamp(0.0, 1.0)
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = (element, x);
        0.0
    }
}

/// Sets a bare attribute on the document, or takes it away, for styles outside of the component that knows. Nothing on the server.
pub fn mark(attribute: &str, on: bool) {
    #[cfg(feature = "hydrate")]
    if let Some(root) = document().document_element() {
        let _ = root.toggle_attribute_with_force(attribute, on);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (attribute, on);
}

/// Whether the page is visible right now.
pub fn is_visible() -> bool {
    !document().hidden()
}

/// Leaves for another address with a fresh document, so that everything on it knows who is signed in.
pub fn assign(address: &str) {
    let _ = window().location().set_href(address);
}

/// Wraps a handler of an event that browsers also send while they remove an element (blur, change, close). It runs after the removal, and not
/// at all if the component is gone by then, because reading a disposed signal panics.
pub fn once_settled<E: 'static>(act: impl Fn(E) + Clone + 'static) -> impl Fn(E) + 'static {
    let here = StoredValue::new(());
    move |event| {
        let act = act.clone();
        after(Duration::ZERO, move || {
            if !here.is_disposed() {
                act(event);
            }
        });
    }
}

/// Whether the focus is on an element or within it.
pub fn has_focus(element: &web_sys::Element) -> bool {
    document().active_element().is_some_and(|active| element.contains(Some(&active)))
}

/// Runs `work` every so often until the component is gone. Call it in an `Effect`.
pub fn every(interval: Duration, work: impl Fn() + 'static) {
    if let Ok(handle) = set_interval_with_handle(work, interval) {
        on_cleanup(move || handle.clear());
    }
}

/// Runs `work` once, later.
pub fn after(delay: Duration, work: impl FnOnce() + 'static) {
    let _ = set_timeout_with_handle(work, delay);
}

/// Moves focus to the first faulty field of a form, once the page shows which it is.
pub fn focus_first_fault(form: web_sys::HtmlFormElement) {
    after(Duration::from_millis(30), move || {
        if let Ok(Some(field)) = form.query_selector("[aria-invalid='true']") {
            focus(&field);
        }
    });
}

pub fn focus(element: &web_sys::Element) {
    use leptos::wasm_bindgen::JsCast;
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        let _ = element.focus();
    }
}

/// Moves focus among what `selector` finds under `root`: by `by` with wrap-around, or to the first without one.
pub fn step_focus(root: &web_sys::Element, selector: &str, by: Option<i32>) {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let Ok(found) = root.query_selector_all(selector) else { return };
        let item = |at: i32| found.item(at.unsigned_abs())?.dyn_into::<web_sys::Element>().ok();
        let count = i32::try_from(found.length()).unwrap_or(0);
        let active = document().active_element();
        let at = (0..count).find(|at| active.is_some() && item(*at) == active);
        let next = match (by, at) {
            (Some(by), Some(at)) => (at + by).rem_euclid(count),
            (Some(-1), None) => count - 1,
            _ => 0,
        };
        if let Some(element) = item(next) {
            focus(&element);
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (root, selector, by);
}
