//! A channel's chat without the page around it: in a window of its own, and as an overlay for OBS.

use crate::browser;
use crate::chat::{Chat, ChatOverlay};
use crate::ui::PageHead;
use domain::accounts::Account;
use domain::addresses;
use domain::channels::Channel;
use leptos::prelude::*;

/// The chat in a window of its own.
#[component]
pub fn ChatWindow(channel: Channel, current_user: Option<Account>) -> impl IntoView {
    let (path, title) = (addresses::chat_window(&channel.slug), format!("Chat of {}", channel.name));
    view! {
        <PageHead title=title.clone() description="" path=path private=true />
        <h1 class="sr-only">{title}</h1>
        <div class="chat-alone">
            <Chat channel=channel.id slug=channel.slug current_user=current_user />
        </div>
    }
}

/// The messages over a transparent ground.
#[component]
pub fn Overlay(channel: Channel) -> impl IntoView {
    Effect::new(move |_| browser::mark("data-overlay", true));
    on_cleanup(|| browser::mark("data-overlay", false));
    let (path, title) = (addresses::chat_overlay(&channel.slug), format!("Chat of {}", channel.name));
    view! {
        <PageHead title=title.clone() description="" path=path private=true />
        <h1 class="sr-only">{title}</h1>
        <div class="chat-alone">
            <ChatOverlay channel=channel.id slug=channel.slug />
        </div>
    }
}
