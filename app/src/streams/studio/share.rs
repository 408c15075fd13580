//! The public page: open it, copy its link.

use crate::browser;
use crate::ui::{ButtonLink, CopyButton, Tile};
use domain::addresses;
use leptos::prelude::*;

#[component]
pub fn ShareTile(slug: String) -> impl IntoView {
    let path = addresses::channel_page(&slug);
    let address = Signal::stored(format!("{}{path}", browser::origin()));
    view! {
        <Tile title="Your page" icon=icondata_lu::LuLink>
            <p class="share-address">{address}</p>
            <div class="share-do">
                <span class="needs-script">
                    <CopyButton text=address label="Copy link" name="Copy link to your page" />
                </span>
                <ButtonLink href=path icon=icondata_lu::LuExternalLink>
                    "Open"
                </ButtonLink>
            </div>
        </Tile>
    }
    .into_any()
}
