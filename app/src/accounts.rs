//! Accounts: signing up, in and out, and who is signed in.

pub mod card;
pub mod menu;
pub mod rpc;

use domain::accounts::Account;
use leptos::prelude::*;

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
