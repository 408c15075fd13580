//! What an address without a page answers.

use crate::browser;
use crate::ui::{ButtonLink, Empty, Look};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

/// Says that there is no page, and links to others. Pages that know the reason pass in their own words.
#[component]
pub fn NotFound(
    #[prop(into, default = "There is nothing at this address".into())] title: String,
    #[prop(default = "It may have moved, or the address has a typo.")] words: &'static str,
) -> impl IntoView {
    browser::set_status(404);
    view! {
        <Title text="Not found" />
        <Meta name="robots" content="noindex" />
        <div class="lone">
            <h1 class="sr-only">"Not found"</h1>
            <Empty icon=icondata_lu::LuCompass title=title>
                <p>{words}</p>
                <div class="mt-4">
                    <ButtonLink href="/" look=Look::Primary>
                        "See who is live"
                    </ButtonLink>
                </div>
            </Empty>
        </div>
    }
}
