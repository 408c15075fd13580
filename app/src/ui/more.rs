//! The end of a list that comes a page at a time.

use super::Button;
use crate::error::AppError;
use domain::Page;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Loads the next page of a list and says so if that failed. Nothing once the list is whole.
#[component]
pub fn More<T, L, F, K>(
    /// Where the next page begins; none after the last.
    #[prop(into)]
    next: Signal<Option<String>>,
    /// The sentence that comes before the reason of a failure.
    failure: &'static str,
    /// Why the newest attempt failed, for lists that begin with a failure.
    #[prop(default = RwSignal::new(None))]
    failed: RwSignal<Option<String>>,
    /// Asks for the page that begins at a cursor.
    load: L,
    /// Adds a page to the list.
    take: K,
) -> impl IntoView
where
    T: 'static,
    L: Fn(Option<String>) -> F + Copy + Send + Sync + 'static,
    F: Future<Output = Result<Page<T>, AppError>> + 'static,
    K: Fn(Page<T>) + Copy + Send + Sync + 'static,
{
    let busy = RwSignal::new(false);
    let ask = move |_| {
        busy.set(true);
        spawn_local(async move {
            let answer = load(next.get_untracked()).await;
            // Set answers what it could not set: the page has been left meanwhile.
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(page) => {
                    failed.set(None);
                    take(page);
                }
                Err(error) => failed.set(Some(error.to_string())),
            }
        });
    };
    view! {
        <p class="library-failed" role="status">
            {move || failed.get().map(|words| format!("{failure} {words}"))}
        </p>
        <Show when=move || next.with(Option::is_some) || failed.with(Option::is_some)>
            <div class="needs-script">
                <Button busy=busy on:click=ask>
                    {move || if failed.with(Option::is_some) { "Try again" } else { "Show more" }}
                </Button>
            </div>
        </Show>
    }
    .into_any()
}
