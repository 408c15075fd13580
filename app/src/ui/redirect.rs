//! Leads on to another page.

use crate::browser;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Redirect as RouterRedirect;
use leptos_router::hooks::use_location;

/// Leads on to `path` in place of this page: it would lead on again, so *Back* must not come here.
#[component]
pub fn Redirect(#[prop(into)] path: String) -> impl IntoView {
    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
    view! { <RouterRedirect path=path options=options /> }
}

/// Leads on to the address that this page has now, with the query of this one.
pub fn moved(path: &str) -> AnyView {
    let search = use_location().search.get_untracked();
    let query = search.trim_start_matches('?');
    let path = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
    let redirect = view! { <Redirect path=path /> }.into_any();
    // In place of the router's own status, so that search engines take over the new address.
    browser::set_status(308);
    redirect
}
