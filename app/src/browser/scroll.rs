//! Scrolls to what a press has changed.

use leptos::prelude::*;
use web_sys::{ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Scrolls no farther than it takes to show all of an element, and at once for users who want little motion. The focus stays where it is.
pub fn scroll_to(element: &web_sys::Element) {
    let query = window().match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    let is_smooth = !query.is_some_and(|query| query.matches());
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_behavior(if is_smooth { ScrollBehavior::Smooth } else { ScrollBehavior::Instant });
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
