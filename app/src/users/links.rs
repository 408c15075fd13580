//! Links to a user's profiles elsewhere.

use leptos::prelude::*;
use std::collections::BTreeMap;

/// The links of a profile, site name → address. They are strangers' pages: nothing is told to them, and search engines give them no credit.
#[component]
pub fn SocialLinks(links: BTreeMap<String, String>) -> impl IntoView {
    let links = links
        .into_iter()
        .filter(|(_, address)| address.starts_with("https://") || address.starts_with("http://"))
        .map(|(site, address)| {
            view! {
                <li>
                    <a href=address rel="noopener noreferrer nofollow ugc" target="_blank">
                        {site}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="watch-links">{links}</ul> }
}
