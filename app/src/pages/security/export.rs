//! Downloading the account's data, before the end of the page of security.

use crate::ui::Tile;
use icondata_lu as lu;
use leptos::prelude::*;

#[component]
pub fn ExportTile() -> impl IntoView {
    view! {
        <Tile title="Your data" icon=lu::LuDownload>
            <p>
                "One ZIP file with all that this community keeps of you: your account and devices, your channels and streams, your messages, "
                "whom you follow and block, who follows you, and your recordings as videos."
            </p>
            <p class="text-soft">"Passwords, stream keys and other secrets are not in it. With many recordings the download takes a while."</p>
            <div>
                // Not a page of the application, which its router has to know.
                <a class="btn btn-plain" href="/api/users/me/export" download rel="external">
                    "Download your data"
                </a>
            </div>
        </Tile>
    }
    .into_any()
}
