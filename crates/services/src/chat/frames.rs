//! Server frames: each event is rendered once, for all who receive it.

use bytes::Bytes;
use domain::chat::ServerEvent;

/// An event as JSON.
pub fn render(event: &ServerEvent) -> String {
    // Serialization can fail only for maps with keys that are not strings, and no event has one.
    serde_json::to_string(event).unwrap_or_default()
}

/// A server frame: an array of rendered events.
pub fn frame(events: &[String]) -> Bytes {
    let mut text = String::with_capacity(events.iter().map(|event| event.len() + 1).sum::<usize>() + 1);
    for (index, event) in events.iter().enumerate() {
        text.push(if index == 0 { '[' } else { ',' });
        text.push_str(event);
    }
    text.push(']');
    text.into()
}
