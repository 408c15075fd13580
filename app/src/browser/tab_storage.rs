//! What a tab keeps for as long as it is open.

use leptos::prelude::window;

/// What this tab keeps under a name for as long as it is open.
pub fn kept(name: &str) -> Option<String> {
    window().session_storage().ok()??.get_item(name).ok()?
}

/// Keeps a text in this tab; without one nothing is kept. Some browsers let sites keep nothing at all.
pub fn keep(name: &str, text: &str) {
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = if text.is_empty() { storage.remove_item(name) } else { storage.set_item(name, text) };
    }
}
