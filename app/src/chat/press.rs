//! A long press of a finger, which opens what a click on a name opens: names are small for fingers.

use crate::browser;
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use std::time::Duration;

/// How long a finger stays.
const HOLD: Duration = Duration::from_millis(500);
/// A finger that moves farther than this (pixels) scrolls.
const STILL: i32 = 10;

/// The finger that is down, if it has not moved.
#[derive(Clone, Copy)]
pub struct LongPress {
    /// Where it came down, and which press it is.
    down: StoredValue<Option<(i32, i32, u32)>>,
    count: StoredValue<u32>,
}

impl LongPress {
    pub fn new() -> Self {
        Self { down: StoredValue::new(None), count: StoredValue::new(0) }
    }

    /// Something has come down; `act` runs if it is a finger and stays.
    pub fn begin(self, event: &PointerEvent, act: impl FnOnce() + 'static) {
        if event.pointer_type() != "touch" || !event.is_primary() {
            return self.end();
        }
        let press = self.count.get_value().wrapping_add(1);
        self.count.set_value(press);
        self.down.set_value(Some((event.client_x(), event.client_y(), press)));
        browser::after(HOLD, move || {
            // None if the page is gone, too.
            if self.down.try_get_value().flatten().is_some_and(|(_, _, known)| known == press) {
                act();
            }
        });
    }

    pub fn moved(self, event: &PointerEvent) {
        if let Some((x, y, _)) = self.down.get_value()
            && ((event.client_x() - x).abs() > STILL || (event.client_y() - y).abs() > STILL)
        {
            self.end();
        }
    }

    /// The finger has left, or scrolls.
    pub fn end(self) {
        self.down.set_value(None);
    }

    /// Whether a finger is down that has not moved.
    pub fn is_down(self) -> bool {
        self.down.with_value(Option::is_some)
    }
}
