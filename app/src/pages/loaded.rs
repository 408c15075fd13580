//! One resource as a page: its shape while it is on its way, what was found, that there is no such thing, or a way to try again.

use crate::accounts::SignInFirst;
use crate::error::AppError;
use crate::ui::LoadError;
use domain::Code;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

/// Shows what a resource found, and lets it be asked again. The resource is made outside of the `Suspense`: inside, resources get other
/// numbers on the server than in the browser, and the page would not hydrate.
pub fn loaded<T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static>(
    found: Resource<Result<T, AppError>>,
    waits: fn() -> AnyView,
    failed: &'static str,
    missing: fn() -> AnyView,
    show: impl Fn(T, Callback<()>) -> AnyView + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let again = Callback::new(move |()| found.refetch());
    let page = move || {
        Suspend::new(async move {
            match found.await {
                Ok(data) => show(data, again),
                Err(error) if error.0.code == Code::NotFound => missing(),
                // The session ended on another device.
                Err(error) if error.0.code == Code::SigninRequired => view! { <SignInFirst /> }.into_any(),
                Err(error) => view! { <LoadError title=failed words=error.0.detail again=again /> }.into_any(),
            }
        })
    };
    view! { <Suspense fallback=waits>{page}</Suspense> }
}
