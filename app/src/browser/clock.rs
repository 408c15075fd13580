//! The server's clock. Devices' clocks may be wrong by hours, and be corrected while a page is open; what ends at some time ends by the server's.

use js_sys::{Array, Date, Function, Reflect};
use leptos::prelude::*;
use std::cell::Cell;
use time::OffsetDateTime;
use wasm_bindgen::{JsCast, JsValue};

/// The name of the `<meta>` that has the time at which the page was rendered, in milliseconds since 1970.
pub const RENDERED_AT: &str = "aethex-time";
/// Most devices' clocks are right to the second, and the way of the page takes up to this many milliseconds: corrections below it would make them
/// worse.
const TOLERANCE: f64 = 2000.0;

thread_local!(static CLOCK: Cell<Option<ServerClock>> = const { Cell::new(None) });

/// Now, on the server's clock.
pub fn now() -> OffsetDateTime {
    if !super::IN_BROWSER {
        return OffsetDateTime::now_utc();
    }
    let device = Date::now();
    let milliseconds = page_time().map_or(device, |page| {
        let begin = || ServerClock::new(device, page, milliseconds_behind(device, page).unwrap_or_default());
        let mut clock = CLOCK.get().unwrap_or_else(begin);
        let now = clock.read(device, page);
        CLOCK.set(Some(clock));
        now
    });
    OffsetDateTime::from_unix_timestamp_nanos(milliseconds as i128 * 1_000_000).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// The server's time by two clocks, in milliseconds: the device's, which may be corrected, and the page's, which only counts what has passed
/// since the page was opened but may stand still while the device sleeps.
#[derive(Clone, Copy)]
struct ServerClock {
    /// By how much the device's clock is behind the server's.
    behind: f64,
    /// The server's time at which the page's clock was 0.
    opened_at: f64,
}

impl ServerClock {
    fn new(device: f64, page: f64, behind: f64) -> Self {
        Self { behind, opened_at: device + behind - page }
    }

    /// The server's time, now that the two clocks say this.
    fn read(&mut self, device: f64, page: f64) -> f64 {
        let (by_page, by_device) = (self.opened_at + page, device + self.behind);
        let is_ahead = by_device > by_page + TOLERANCE;
        let is_right_now = (device - by_page).abs() <= TOLERANCE;
        if by_device < by_page - TOLERANCE || (is_ahead && is_right_now) {
            // The device's clock was corrected: time does not run backwards, and no sleep ends just where a wrong clock is right.
            self.behind = by_page - device;
        } else if is_ahead {
            // The device has slept.
            self.opened_at = by_device - page;
        }
        self.opened_at + page
    }
}

/// By how much the device's clock is behind the server's.
fn milliseconds_behind(device: f64, page: f64) -> Option<f64> {
    let meta = super::find(&format!("meta[name=\"{RENDERED_AT}\"]"))?;
    let rendered = meta.get_attribute("content")?.parse::<f64>().ok()?;
    let navigation = Array::from(&ask_performance("getEntriesByType", &["navigation"])?).get(0);
    let arrived = Reflect::get(&navigation, &"responseStart".into()).ok()?.as_f64()?;
    let behind = rendered - (device - (page - arrived));
    (behind.abs() > TOLERANCE).then_some(behind)
}

/// Milliseconds since the page was opened, by a clock that is never corrected.
fn page_time() -> Option<f64> {
    ask_performance("now", &[])?.as_f64()
}

/// What a method of the browser's `performance` answers.
fn ask_performance(method: &str, arguments: &[&str]) -> Option<JsValue> {
    let performance = Reflect::get(&window(), &"performance".into()).ok()?;
    let ask = Reflect::get(&performance, &method.into()).ok()?.dyn_into::<Function>().ok()?;
    let arguments = arguments.iter().map(|word| JsValue::from(*word)).collect::<Array>();
    Reflect::apply(&ask, &performance, &arguments).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: f64 = 3_600_000.0;

    /// What the clock of a page tells that was opened at 0 by the server, when the device's clock and the page's say this.
    fn told(behind: f64, clocks: &[(f64, f64)]) -> Vec<f64> {
        let mut clock = ServerClock::new(-behind, 0.0, behind);
        clocks.iter().map(|(device, page)| clock.read(*device, *page)).collect()
    }

    #[test]
    fn a_wrong_clock_counts_as_the_server_does() {
        for behind in [0.0, HOUR, -HOUR] {
            assert_eq!(told(behind, &[(1000.0 - behind, 1000.0), (5500.0 - behind, 5000.0)]), [1000.0, 5000.0]);
        }
    }

    #[test]
    fn a_clock_that_is_corrected_does_not_move_the_time() {
        for behind in [HOUR, -HOUR] {
            let clocks = [(1000.0 - behind, 1000.0), (2000.0, 2000.0), (3000.0, 3000.0)];
            assert_eq!(told(behind, &clocks), [1000.0, 2000.0, 3000.0], "{behind}");
        }
        assert_eq!(told(0.0, &[(1000.0 - HOUR, 1000.0), (2000.0 - HOUR, 2000.0)]), [1000.0, 2000.0], "set back");
    }

    #[test]
    fn a_sleep_in_which_the_pages_clock_stands_still_passes() {
        for behind in [0.0, HOUR, -HOUR] {
            let clocks = [(8.0 * HOUR - behind, 1000.0), (8.0 * HOUR + 1000.0 - behind, 2000.0)];
            assert_eq!(told(behind, &clocks), [8.0 * HOUR, 8.0 * HOUR + 1000.0], "{behind}");
        }
    }
}
