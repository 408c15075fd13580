//! One view for each value: another value replaces the whole view.

use leptos::prelude::*;
use std::hash::Hash;

/// Renders `make(value)` and replaces the whole view when the value changes. Rebuilding in place would keep listeners that read disposed
/// signals, which panics.
pub fn keyed<K>(value: Memo<K>, make: impl Fn(K) -> AnyView + Clone + Send + 'static) -> impl IntoView
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
{
    view! { <For each=move || [value.get()] key=Clone::clone children=make /> }
}
