//! The rail at the left: the channels that the user follows, then the others that are live, in view on every page.

use crate::channels::live::use_live;
use crate::follows::{live_and_offline, use_followed};
use crate::ui::format;
use crate::ui::{Avatar, Size};
use domain::addresses;
use domain::channels::Channel;
use leptos::prelude::*;

/// The most that are shown of each kind; home and the page of followed channels have the rest.
const SHOWN: usize = 12;

#[component]
pub fn Rail() -> impl IntoView {
    let (live, followed) = (use_live(), use_followed());
    view! {
        <nav class="rail" aria-label="Channels">
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    let mut others = live.await;
                    // Without the followed channels the rail is still of use; their page says what went wrong.
                    let followed = followed.await.unwrap_or_default().items;
                    others.retain(|channel| followed.iter().all(|known| known.id != channel.id));
                    let has_live = !others.is_empty() || followed.iter().any(Channel::is_live);
                    view! {
                        {(!followed.is_empty()).then(|| followed_rows(followed))}
                        {(!others.is_empty()).then(|| other_rows(others))}
                        {(!has_live).then(nobody)}
                    }
                })}
            </Transition>
        </nav>
    }
}

fn followed_rows(channels: Vec<Channel>) -> impl IntoView {
    let (live, offline) = live_and_offline(channels);
    view! {
        <p class="rail-title">
            <a href="/following">"Following"</a>
        </p>
        <ul>{live.into_iter().chain(offline).take(SHOWN).map(row).collect_view()}</ul>
    }
}

fn other_rows(channels: Vec<Channel>) -> impl IntoView {
    view! {
        <p class="rail-title">"Live now"</p>
        <ul>{channels.into_iter().take(SHOWN).map(row).collect_view()}</ul>
    }
}

fn nobody() -> impl IntoView {
    view! {
        <p class="rail-title">"Live now"</p>
        <p class="rail-quiet">"Nobody at the moment. Channels show up here as they go live."</p>
    }
}

fn row(channel: Channel) -> impl IntoView {
    let (picture, is_live) = (channel.picture(), channel.is_live());
    let state = if is_live { "is live" } else { "is offline" };
    let viewers = channel.stream.as_ref().filter(|_| is_live).map(|stream| i64::from(stream.viewer_count));
    let viewers = viewers.map(|viewers| {
        view! {
            <span class="rail-viewers">
                <span class="sr-only">"live, viewers: "</span>
                {format::count(viewers)}
            </span>
        }
    });
    view! {
        <li>
            <a
                class="rail-row"
                class:is-offline=!is_live
                href=addresses::channel_page(&channel.slug)
                title=format!("{} {state}", channel.name)
            >
                <Avatar name=channel.name.clone() src=picture size=Size::Small live=is_live />
                <span class="rail-words">
                    <strong>{channel.name.clone()}</strong>
                    <span>{if is_live { format::category(&channel.category) } else { "Offline".to_owned() }}</span>
                </span>
                {viewers}
            </a>
        </li>
    }
}
