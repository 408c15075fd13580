//! Downloading the account's data, before the end of the page of security.

use crate::accounts::rpc::current_user;
use crate::browser;
use crate::error::AppError;
use crate::ui::{FormError, Tile};
use domain::{Code, Problem};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;

const EXPORT: &str = "/api/users/me/export";

#[component]
pub fn ExportTile() -> impl IntoView {
    let refused = RwSignal::new(None);
    // A download that is refused shows nothing, so whether the session goes on is asked before.
    let check = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        refused.set(None);
        spawn_local(async move {
            match current_user().await {
                Ok(Some(_)) => browser::download(EXPORT),
                Ok(None) => refused.set(Some(AppError(Problem::new(Code::SigninRequired, "You are signed out.")))),
                Err(error) => refused.set(Some(error)),
            }
        });
    };
    view! {
        <Tile title="Your data" icon=lu::LuDownload>
            <p>
                "A ZIP file with everything this community stores about you: your account and devices, your channels and streams, your messages, "
                "your webhooks, whom you follow and block, who follows you, and your recordings as videos."
            </p>
            <p class="text-soft">"Passwords, stream keys and other secrets are not in it. With many recordings the download takes a while."</p>
            <FormError error=refused />
            <div>
                // Not a page of the application, which its router has to know.
                <a class="btn btn-plain" href=EXPORT download rel="external" on:click=check>
                    "Download your data"
                </a>
            </div>
        </Tile>
    }
    .into_any()
}
