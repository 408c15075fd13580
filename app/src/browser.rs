//! What pages ask of the browser around them, and what stands for it while the server renders.

mod clock;
mod scroll;
mod tab_storage;
mod visibility;

pub use clock::{RENDERED_AT, now};
use domain::accounts::{Profile, Theme, page_language};
use domain::addresses::LONGEST_NEXT;
use gloo_net::http::{Method, Request, RequestBuilder, Response};
use js_sys::{Date, Reflect};
use leptos::leptos_dom::helpers::{set_interval_with_handle, set_timeout_with_handle};
use leptos::prelude::*;
pub use scroll::scroll_to;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
pub use tab_storage::{keep, kept};
pub use visibility::{every_visible, is_visible, on_return};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::RequestCache;

/// Whether this is the half that runs in the browser. What only handlers and effects call needs no check: the server runs neither.
pub const IN_BROWSER: bool = cfg!(target_arch = "wasm32");

/// What the server answers for pages while it renders them, by the request at hand.
#[derive(Clone, Copy)]
pub struct ServerSide {
    /// A cookie of the request, by name.
    pub cookie: fn(&str) -> Option<String>,
    /// What was typed into a field of a form that was refused: the form's address, and the field's name.
    pub typed: fn(&str, &str) -> Option<String>,
    /// Scheme, host and port under which the request reached this server.
    pub origin: fn() -> String,
    /// A path on this site from untrusted text; `/` if it leads to another site.
    pub local_path: fn(&str) -> String,
    /// Whether visitors may make accounts.
    pub is_sign_up_open: fn() -> bool,
    /// Whether mail reaches its recipients.
    pub has_mail_server: fn() -> bool,
    /// The settings of the signed-in user's account.
    pub profile: fn() -> Option<Profile>,
    /// Sets the status of the response.
    pub set_status: fn(u16),
    /// Sets a cookie of the device.
    pub set_cookie: fn(&str, &str),
}

/// None in the browser, and while the server only lists its routes.
fn server_side() -> Option<ServerSide> {
    if IN_BROWSER { None } else { use_context() }
}

/// The theme of the page: the one that this device remembers, else the account's. The device remembers it in a cookie, so that the server's
/// first byte is right and nothing flashes.
pub fn theme() -> Theme {
    if IN_BROWSER {
        let shown = document().document_element().and_then(|root| root.get_attribute("data-theme"));
        return shown.and_then(|theme| theme.parse().ok()).unwrap_or_default();
    }
    let remembered = cookie("theme").and_then(|theme| theme.parse().ok());
    remembered.or_else(|| Some(profile()?.theme)).unwrap_or_default()
}

/// Changes the document at once and remembers it on this device.
pub fn set_theme(theme: Theme) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-theme", theme.as_str());
    }
    set_cookie("theme", theme.as_str());
}

/// The language of the document, as a BCP 47 tag.
pub fn language() -> &'static str {
    page_language(&profile().map(|profile| profile.language).unwrap_or_default())
}

/// The settings of the account that asks for the page; the browser's half reads them from the document.
fn profile() -> Option<Profile> {
    (server_side()?.profile)()
}

/// A preference kept on this device. Never a secret: the session cookie is out of scripts' reach.
pub fn cookie(name: &str) -> Option<String> {
    if !IN_BROWSER {
        return (server_side()?.cookie)(name);
    }
    let all = document().dyn_into::<web_sys::HtmlDocument>().ok()?.cookie().ok()?;
    all.split("; ").find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).map(str::to_owned)
}

/// Remembers a preference for a year.
pub fn set_cookie(name: &str, value: &str) {
    if !IN_BROWSER {
        return if let Some(server) = server_side() {
            (server.set_cookie)(name, value)
        };
    }
    if let Ok(document) = document().dyn_into::<web_sys::HtmlDocument>() {
        let _ = document.set_cookie(&format!("{name}={value}; path=/; max-age=31536000; samesite=lax"));
    }
}

/// What was typed into a field of a form that a browser without JavaScript sent and that was refused. `form` is the address it was sent to, because
/// several forms of a page may have a field of the same name. Only the server knows it; when the page wakes up, what stands in the field counts.
pub fn typed(form: &str, field: &str) -> Option<String> {
    (server_side()?.typed)(form, field)
}

/// Scheme, host and port that links to this site begin with; no slash at the end.
pub fn origin() -> String {
    let origin = if IN_BROWSER {
        window().location().origin().unwrap_or_default()
    } else {
        server_side().map(|server| (server.origin)()).unwrap_or_default()
    };
    origin.trim_end_matches('/').to_owned()
}

/// The whole address of a path on this site; other addresses, such as a bucket's, stay as they are.
pub fn absolute(url: &str) -> String {
    if url.starts_with('/') { format!("{}{url}", origin()) } else { url.to_owned() }
}

/// A path on this site with its query and fragment, from untrusted text; `/` if it leads to another site or is too long. The server
/// and the browser each ask their own reader of addresses, which follow one standard (WHATWG URL).
pub fn local_path(wanted: &str) -> String {
    if !IN_BROWSER {
        return server_side().map_or_else(|| "/".to_owned(), |server| (server.local_path)(wanted));
    }
    let here = origin();
    let wanted = Some(wanted).filter(|wanted| wanted.starts_with('/') && wanted.len() <= LONGEST_NEXT);
    let there = wanted.and_then(|wanted| web_sys::Url::new_with_base(wanted, &here).ok());
    let there = there.filter(|there| there.origin() == here);
    let path = there.map(|there| format!("{}{}{}", there.pathname(), there.search(), there.hash()));
    let is_right = |path: &String| !path.starts_with("//") && path.len() <= LONGEST_NEXT;
    path.filter(is_right).unwrap_or_else(|| "/".to_owned())
}

/// Whether visitors may make accounts. The server writes it into the document, so that both sides show the same links.
pub fn is_sign_up_open() -> bool {
    if !IN_BROWSER {
        return server_side().is_none_or(|server| (server.is_sign_up_open)());
    }
    !has_meta("meta[name='aethex-sign-up'][content='closed']")
}

/// Whether mail reaches its recipients. Without a mail server the people who run the site hand links on. The server writes it into the
/// document, too.
pub fn has_mail_server() -> bool {
    if !IN_BROWSER {
        return server_side().is_none_or(|server| (server.has_mail_server)());
    }
    !has_meta("meta[name='aethex-mail'][content='kept']")
}

fn has_meta(selector: &str) -> bool {
    matches!(document().query_selector(selector), Ok(Some(_)))
}

/// Starts a download.
pub fn download(address: &str) {
    let _ = window().location().assign(address);
}

/// The nonce that the page's policy gives to its own scripts; the browser's half has none to give.
pub fn nonce() -> Option<String> {
    leptos::nonce::use_nonce().map(|nonce| nonce.to_string())
}

/// Sets a property of an element, such as the value of a field.
pub fn set_property(element: &web_sys::Element, name: &str, value: &JsValue) {
    let _ = Reflect::set(element, &name.into(), value);
}

/// The first element that `selector` finds; none on the server.
pub fn find(selector: &str) -> Option<web_sys::Element> {
    if IN_BROWSER { document().query_selector(selector).ok().flatten() } else { None }
}

/// Minutes that the reader's clock is ahead of UTC.
pub fn utc_offset() -> i64 {
    -Date::new_0().get_timezone_offset() as i64
}

/// Sets the page's HTTP status; in the browser it is too late for that.
pub fn set_status(status: u16) {
    if let Some(server) = server_side() {
        (server.set_status)(status);
    }
}

/// Puts text on the clipboard; false where the browser does not let us.
pub async fn copy(text: String) -> bool {
    let navigator: JsValue = window().navigator().into();
    // Over plain http (a creator's own network) there is no clipboard object at all.
    let present = Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|found| !found.is_undefined());
    present && JsFuture::from(window().navigator().clipboard().write_text(&text)).await.is_ok()
}

/// The text at an address of this site, or of the media's own; none if it can't be had.
pub async fn fetch_text(address: &str) -> Option<String> {
    let response = Request::get(address).send().await.ok().filter(Response::ok)?;
    response.text().await.ok()
}

/// The `rel="next"` address in the `Link` header of an address, which is asked for by HEAD.
pub async fn next_of(address: &str) -> Option<String> {
    let response = RequestBuilder::new(address).method(Method::HEAD).send().await.ok().filter(Response::ok)?;
    let link = response.headers().get("link")?;
    let (next, _) = link.strip_prefix('<')?.split_once(">; rel=\"next\"")?;
    Some(next.to_owned())
}

/// Whether the server has nothing at an address, whatever a cache has kept of it.
pub async fn is_gone(address: &str) -> bool {
    let response = Request::get(address).cache(RequestCache::NoStore).send().await;
    response.is_ok_and(|response| response.status() == 404)
}

/// Where between the left edge (0) and the right edge (1) of an element a place of the window lies, in pixels from its left.
pub fn share_across(element: &web_sys::Element, x: f64) -> f64 {
    let place = element.get_bounding_client_rect();
    ((x - place.left()) / place.width().max(1.0)).clamp(0.0, 1.0)
}

/// Sets a bare attribute on the document, or takes it away, for styles outside of the component that knows. Nothing on the server, where
/// components are cleaned up, too.
pub fn mark(attribute: &str, on: bool) {
    if IN_BROWSER && let Some(root) = document().document_element() {
        let _ = root.toggle_attribute_with_force(attribute, on);
    }
}

/// How many pages are on their way.
static LOADING: AtomicUsize = AtomicUsize::new(0);

/// A page is on its way, and the one before stays until it is there. While there is one, the document says so to the style sheet, and the main
/// part that it is busy.
pub struct Loading(());

impl Loading {
    pub fn begin() -> Self {
        if LOADING.fetch_add(1, Ordering::Relaxed) == 0 {
            show_loading(true);
        }
        Self(())
    }
}

impl Drop for Loading {
    fn drop(&mut self) {
        if LOADING.fetch_sub(1, Ordering::Relaxed) == 1 {
            show_loading(false);
        }
    }
}

fn show_loading(on: bool) {
    mark("data-loading", on);
    if IN_BROWSER && let Some(main) = document().get_element_by_id("main") {
        let _ = if on { main.set_attribute("aria-busy", "true") } else { main.remove_attribute("aria-busy") };
    }
}

/// A text where the server writes markup: there it must be escaped, while the browser sets it as text.
pub fn as_markup(text: String) -> String {
    if IN_BROWSER { text } else { text.replace('&', "&amp;").replace('<', "&lt;") }
}

/// Loads the page anew.
pub fn reload() {
    let _ = window().location().reload();
}

/// Leaves for another address with a fresh document, so that everything on it knows who is signed in. It takes this page's place in the
/// history: *Back* does not lead to a form that has done its work.
pub fn leave_for(address: &str) {
    let location = window().location();
    let here = location.pathname().and_then(|path| Ok(path + location.search()?.as_str())).unwrap_or_default();
    let _ = location.replace(address);
    // Where only what is behind the `#` differs, the browser would stay with this document.
    if address.split_once('#').is_some_and(|(page, _)| page == here) {
        reload();
    }
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

/// Wraps a handler of an event that was on its way when the element was removed (scroll, toggle, mouseleave). It does not run if the component
/// is gone by then, because reading a disposed signal panics.
pub fn while_here<E: 'static>(act: impl Fn(E) + 'static) -> impl Fn(E) + 'static {
    let here = StoredValue::new(());
    move |event| {
        if !here.is_disposed() {
            act(event);
        }
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

/// A part of this time that differs from page to page.
pub fn share_of(time: Duration) -> Duration {
    time * u32::from(now().millisecond()) / 1000
}

/// Runs `work` once, later.
pub fn after(delay: Duration, work: impl FnOnce() + 'static) {
    let _ = set_timeout_with_handle(work, delay);
}

/// Runs `work` once, before the browser paints the next time; not while the page is hidden.
pub fn next_frame(work: impl FnOnce() + 'static) {
    request_animation_frame(work);
}

/// Milliseconds on the browser's clock.
pub fn milliseconds() -> f64 {
    Date::now()
}

/// Moves focus to the first invalid field of a form, once the page shows which it is. If it names none, the focus, if it was
/// lost, goes to the field that is typed again: the password, else the first.
pub fn focus_first_invalid(form: web_sys::HtmlFormElement) {
    after(Duration::from_millis(30), move || {
        let find = |which| form.query_selector(which).ok().flatten();
        let is_lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
        let again = || find("input[type='password']").or_else(|| find("input:not([type='hidden'])"));
        // Users who go on in another form meanwhile would type into this one.
        let other = document().active_element().and_then(|active| active.closest("form").ok().flatten());
        if other.is_some_and(|other| !form.is_same_node(Some(&other))) {
            return;
        }
        if let Some(field) = find("[aria-invalid='true']").or_else(|| is_lost.then(again).flatten()) {
            focus(&field);
        }
    });
}

pub fn focus(element: &web_sys::Element) {
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        let _ = element.focus();
    }
}

/// Moves focus to the first element that `selector` finds, once the page shows what has just changed.
pub fn focus_on(selector: impl Into<String>) {
    let selector = selector.into();
    next_frame(move || {
        if let Ok(Some(element)) = document().query_selector(&selector) {
            focus(&element);
        }
    });
}

/// Moves focus among what `selector` finds under `root`: by `by` with wrap-around, or to the first without one.
pub fn step_focus(root: &web_sys::Element, selector: &str, by: Option<i32>) {
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
