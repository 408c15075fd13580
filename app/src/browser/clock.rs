//! The server's clock. Devices' clocks may be wrong by hours, and what ends at some time ends by the server's.

use js_sys::{Array, Date, Function, Reflect};
use leptos::prelude::*;
use std::cell::OnceCell;
use time::OffsetDateTime;
use wasm_bindgen::{JsCast, JsValue};

/// The name of the `<meta>` that has the time at which the page was rendered, in milliseconds since 1970.
pub const RENDERED_AT: &str = "aethex-time";
/// Most devices' clocks are right to the second, and the way of the page takes up to this many milliseconds: corrections below it would make them
/// worse.
const TOLERANCE: f64 = 2000.0;

/// Now, on the server's clock.
pub fn now() -> OffsetDateTime {
    if !super::IN_BROWSER {
        return OffsetDateTime::now_utc();
    }
    thread_local!(static BEHIND: OnceCell<f64> = const { OnceCell::new() });
    let behind = BEHIND.with(|behind| *behind.get_or_init(|| milliseconds_behind().unwrap_or_default()));
    let milliseconds = Date::now() + behind;
    OffsetDateTime::from_unix_timestamp_nanos(milliseconds as i128 * 1_000_000).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// By how much the device's clock is behind the server's.
fn milliseconds_behind() -> Option<f64> {
    let meta = super::find(&format!("meta[name=\"{RENDERED_AT}\"]"))?;
    let rendered = meta.get_attribute("content")?.parse::<f64>().ok()?;
    let performance = Reflect::get(&window(), &"performance".into()).ok()?;
    let asked = |name: &str, arguments: &[&str]| {
        let ask = Reflect::get(&performance, &name.into()).ok()?.dyn_into::<Function>().ok()?;
        Reflect::apply(&ask, &performance, &arguments.iter().map(|word| JsValue::from(*word)).collect::<Array>()).ok()
    };
    let page = Array::from(&asked("getEntriesByType", &["navigation"])?).get(0);
    let arrived = Reflect::get(&page, &"responseStart".into()).ok()?.as_f64()?;
    let since = asked("now", &[])?.as_f64()? - arrived;
    let behind = rendered - (Date::now() - since);
    (behind.abs() > TOLERANCE).then_some(behind)
}
