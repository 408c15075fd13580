//! Leads on to another page.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Redirect as RouterRedirect;

/// Leads on to `path` in place of this page: it would lead on again, so *Back* must not come here.
#[component]
pub fn Redirect(#[prop(into)] path: String) -> impl IntoView {
    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
    view! { <RouterRedirect path=path options=options /> }
}
