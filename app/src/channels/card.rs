//! A channel in lists: a card while it is live, whose picture carries it, else a row.

use crate::ui::avatar::{hue_class, initials};
use crate::ui::{Avatar, LivePill, format};
use domain::addresses;
use domain::channels::{Channel, Language};
use leptos::prelude::*;

#[component]
pub fn LiveCard(channel: Channel) -> impl IntoView {
    let stream = channel.stream.clone();
    let title = stream.as_ref().map_or_else(|| channel.name.clone(), |stream| stream.title.clone());
    let viewers = stream.as_ref().map_or(0, |stream| i64::from(stream.viewer_count));
    let thumbnail = stream.and_then(|stream| stream.thumbnail_url);
    let portrait = channel.picture();
    let address = addresses::channel_page(&channel.slug);
    view! {
        <article class="card">
            <a class="card-picture" href=address.clone() tabindex="-1" aria-hidden="true">
                <Picture name=channel.name.clone() thumbnail=thumbnail />
                <span class="card-live">
                    <LivePill />
                </span>
                <span class="pill pill-over card-viewers">{format::counted(viewers, "viewer", "viewers")}</span>
            </a>
            <div class="card-words">
                <Avatar name=channel.name.clone() src=portrait live=true />
                <div class="min-w-0">
                    <h3>
                        <a class="card-title" href=address>
                            {title}
                        </a>
                    </h3>
                    <p class="card-name">{channel.name.clone()}</p>
                    <p class="card-name">
                        {format::category(&channel.category)}
                        {channel.language.as_deref().map(|tag| format!(" · {}", Language::name_of(tag)))}
                        <span class="sr-only">{format!(", live, {}", format::counted(viewers, "viewer", "viewers"))}</span>
                    </p>
                </div>
            </div>
        </article>
    }
    .into_any()
}

/// A channel that is not live, as a row in a list.
#[component]
pub fn ChannelRow(channel: Channel) -> impl IntoView {
    let picture = channel.picture();
    let facts = format!(
        "{} · {}",
        format::category(&channel.category),
        format::counted(channel.follower_count, "follower", "followers")
    );
    view! {
        <li>
            <a class="people-row" href=addresses::channel_page(&channel.slug)>
                <Avatar name=channel.name.clone() src=picture />
                <span class="people-words">
                    <strong>{channel.name}</strong>
                    <span>{facts}</span>
                </span>
            </a>
        </li>
    }
}

/// A 16:9 picture: the last frame, over a ground in the channel's own colour that shows while there is none.
#[component]
pub fn Picture(#[prop(into)] name: String, #[prop(optional_no_strip)] thumbnail: Option<String>) -> impl IntoView {
    view! {
        <span class=format!("picture swatch-hue {}", hue_class(&name))>
            <span class="picture-initials">{initials(&name)}</span>
            {thumbnail.map(|address| view! { <img src=address alt="" loading="lazy" decoding="async" /> })}
        </span>
    }
}
