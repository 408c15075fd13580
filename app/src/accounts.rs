//! Accounts: signing up, in and out, and who is signed in.

pub mod card;
pub mod form;
pub mod menu;
pub mod rpc;

use domain::accounts::Account;
use leptos::prelude::*;

/// Who is signed in on this device; asked once for the whole application.
#[derive(Clone, Copy)]
pub struct Viewer(Resource<Option<Account>>);

/// Asks who is signed in and tells every component below.
pub fn provide_viewer() {
    // Who can't be asked is treated as nobody: every page reads without an account.
    provide_context(Viewer(Resource::new(|| (), |()| async { rpc::viewer().await.ok().flatten() })));
}

/// Who is signed in. Read it under `Suspense` or `Transition`.
pub fn use_viewer() -> Resource<Option<Account>> {
    expect_context::<Viewer>().0
}
