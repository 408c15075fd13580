//! The rail at the left: the live channels, in view on every page.

use crate::channels::live::use_live;
use crate::ui::format;
use crate::ui::{Avatar, Size};
use domain::addresses;
use domain::channels::Channel;
use leptos::prelude::*;

/// The most that are shown; home has the rest.
const SHOWN: usize = 12;

#[component]
pub fn Rail() -> impl IntoView {
    let live = use_live();
    view! {
        <nav class="rail" aria-label="Live channels">
            <p class="rail-title">"Live now"</p>
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    let channels = live.await;
                    let quiet = channels
                        .is_empty()
                        .then(|| view! { <p class="rail-quiet">"Nobody at the moment. Channels show up here as they go live."</p> });
                    view! {
                        {quiet}
                        <ul>{channels.into_iter().take(SHOWN).map(row).collect_view()}</ul>
                    }
                })}
            </Transition>
        </nav>
    }
}

fn row(channel: Channel) -> impl IntoView {
    let viewers = channel.stream.as_ref().map_or(0, |stream| i64::from(stream.viewer_count));
    let picture = channel.picture();
    view! {
        <li>
            <a class="rail-row" href=addresses::channel_page(&channel.slug) title=format!("{} is live", channel.name)>
                <Avatar name=channel.name.clone() src=picture size=Size::Small live=true />
                <span class="rail-words">
                    <strong>{channel.name.clone()}</strong>
                    <span>{format::category(&channel.category)}</span>
                </span>
                <span class="rail-viewers">
                    <span class="sr-only">"live, viewers: "</span>
                    {format::count(viewers)}
                </span>
            </a>
        </li>
    }
}
