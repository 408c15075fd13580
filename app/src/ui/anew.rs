//! One view for each value: another value takes the view down whole and makes a new one.

use leptos::prelude::*;
use std::hash::Hash;

/// What `make` makes of the value, and anew of another. A view that is rebuilt in place keeps listeners of the one before, and while its
/// next data are on their way it goes on hearing of values that are gone, which ends the application.
pub fn anew<K>(value: Memo<K>, make: impl Fn(K) -> AnyView + Clone + Send + 'static) -> impl IntoView
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
{
    view! { <For each=move || [value.get()] key=Clone::clone children=make /> }
}
