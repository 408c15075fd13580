//! Title, description, canonical address and link preview of a page.

use crate::browser;
use leptos::prelude::*;
use leptos::text_prop::TextProp;
use leptos_meta::{Link, Meta, Title};

/// The head of a page; without a title it is the platform's own. `path` is its address on this site; `image` an address for previews.
#[component]
pub fn PageHead(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] description: String,
    #[prop(into)] path: String,
    #[prop(optional_no_strip)] image: Option<String>,
    /// `website`, `video.other`, `profile`.
    #[prop(default = "website")]
    kind: &'static str,
    /// Keeps the page out of search engines.
    #[prop(optional)]
    private: bool,
) -> impl IntoView {
    let origin = browser::origin();
    let first = title.get_untracked();
    // The tab follows in the browser, and asks once more when the page is gone. A page that is sent has one title.
    let last = first.clone();
    let text: TextProp = match browser::IN_BROWSER {
        true => (move || title.try_get().unwrap_or_else(|| last.clone())).into(),
        false => last.into(),
    };
    let heading = if first.is_empty() { "AeThex Live".to_owned() } else { first };
    let address = format!("{origin}{path}");
    let absolute = move |image: String| if image.starts_with('/') { format!("{origin}{image}") } else { image };
    let card = if image.is_some() { "summary_large_image" } else { "summary" };
    let image = image.map(absolute);
    view! {
        <Title text=text />
        <Meta name="description" content=description.clone() />
        <Meta property="og:site_name" content="AeThex Live" />
        <Meta property="og:type" content=kind />
        <Meta property="og:title" content=heading.clone() />
        <Meta property="og:description" content=description.clone() />
        <Meta property="og:url" content=address.clone() />
        <Meta name="twitter:card" content=card />
        <Meta name="twitter:title" content=heading />
        <Meta name="twitter:description" content=description />
        {image
            .map(|image| {
                view! {
                    <Meta property="og:image" content=image.clone() />
                    <Meta name="twitter:image" content=image />
                }
            })}
        {private.then(|| view! { <Meta name="robots" content="noindex" /> })}
        <Link rel="canonical" href=address />
    }
}
