//! Accounts: signing up, in and out, and who is signed in.

pub mod card;
pub mod menu;
pub mod rpc;

use crate::browser;
use domain::accounts::Account;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use std::fmt::Write as _;

/// Who is signed in on this device; asked once for the whole application.
#[derive(Clone, Copy)]
pub struct CurrentUserResource(Resource<Option<Account>>);

/// Asks who is signed in and tells every component below.
pub fn provide_current_user() {
    // If the request fails, the user counts as signed out: every page can be read without an account.
    provide_context(CurrentUserResource(Resource::new(|| (), |()| async { rpc::current_user().await.ok().flatten() })));
}

/// Who is signed in. Read it under `Suspense` or `Transition`.
pub fn use_current_user() -> Resource<Option<Account>> {
    expect_context::<CurrentUserResource>().0
}

/// Where to go on after signing in or up: the page that is open, or what `?next=` says on the pages for signing in and up themselves.
/// Only ever a path on this site: an address elsewhere would make us a stepping stone for phishing.
pub fn use_next() -> Memo<String> {
    let location = use_location();
    let (path, query) = (location.pathname, location.query);
    Memo::new(move |_| {
        let path = path.get();
        if !path.starts_with("/auth/") {
            return path;
        }
        browser::local_path(&query.with(|query| query.get("next")).unwrap_or_default())
    })
}

/// What the server has just done for this page, as the address says after a form.
pub fn done() -> Option<String> {
    use_query_map().with_untracked(|query| query.get("done"))
}

/// The address of a page that goes on to `next` afterwards. Home is where it goes without being told.
pub fn with_next(page: &str, next: &str) -> String {
    let mut address = page.to_owned();
    if matches!(next, "" | "/") {
        return address;
    }
    address.push_str("?next=");
    for byte in next.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}

/// Where onboarding leads: to the page that the user came from, else to the dashboard.
pub fn after_onboarding(next: String) -> String {
    if next == "/" { "/dashboard".to_owned() } else { next }
}

#[cfg(test)]
mod tests {
    use super::with_next;

    #[test]
    fn the_next_page_stands_in_the_address_as_one_value() {
        assert_eq!(with_next("/auth/login", "/streams/night-radio"), "/auth/login?next=/streams/night-radio");
        assert_eq!(with_next("/auth/login", "/a?b=c&d#\u{e9}"), "/auth/login?next=/a%3Fb%3Dc%26d%23%C3%A9");
        assert_eq!(with_next("/auth/register", "/"), "/auth/register");
    }
}
