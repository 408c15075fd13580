//! The search of a list: a form that opens the page's address with the text, so that it works without JavaScript, and the address can be kept.

use crate::ui::Button;
use icondata_lu as lu;
use leptos::prelude::*;

#[component]
pub fn AdminSearch(
    /// The page's path.
    here: &'static str,
    label: &'static str,
    text: Option<String>,
) -> impl IntoView {
    let all = text.is_some().then(|| view! { <p><a class="text-link" href=here>"Show all"</a></p> });
    view! {
        <form class="admin-search" role="search" method="get" action=here>
            <div class="input-box">
                <input type="search" name="q" aria-label=label placeholder=label value=text.unwrap_or_default() maxlength="100" />
            </div>
            <Button kind="submit" icon=lu::LuSearch>
                "Search"
            </Button>
            {all}
        </form>
    }
    .into_any()
}
