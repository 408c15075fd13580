//! The row under the picture: the channel, the stream's title, the number of viewers.

use crate::browser;
use crate::follows::button::{FollowButton, FollowState};
use crate::ui::avatar::{Avatar, Size};
use crate::ui::{CopyButton, Icon, Pill, Uptime, format};
use domain::addresses;
use domain::channels::{Channel, Language};
use domain::streams::{Status, Stream};
use icondata_lu as lu;
use leptos::prelude::*;

/// Category, language and tags.
#[component]
pub fn Topics(channel: Channel) -> impl IntoView {
    view! {
        <p class="watch-tags">
            <span class="pill">{format::category(&channel.category)}</span>
            {channel.language.as_deref().map(|tag| view! { <span class="pill">{Language::name_of(tag)}</span> })}
            {channel.tags.iter().map(|tag| view! { <span class="pill">{format!("#{tag}")}</span> }).collect_view()}
        </p>
    }
    .into_any()
}

#[component]
pub fn InfoBar(channel: Channel, stream: RwSignal<Option<Stream>>, follow: FollowState) -> impl IntoView {
    let live =
        Memo::new(move |_| stream.with(|stream| stream.as_ref().is_some_and(|stream| stream.status == Status::Live)));
    let name = channel.name.clone();
    let title = Memo::new(move |_| {
        // A title says what is on; once it is over the channel's name stands there again.
        let title = stream.with(|stream| stream.as_ref().filter(|_| live.get()).map(|stream| stream.title.clone()));
        title.filter(|title| !title.is_empty()).unwrap_or_else(|| name.clone())
    });
    let name = channel.name.clone();
    let handle = format!("@{}", channel.owner.username);
    // The same text is not shown twice, one above the other.
    let who = move || title.with(|title| if *title == name { handle.clone() } else { name.clone() });
    let viewers =
        Memo::new(move |_| stream.with(|stream| stream.as_ref().map_or(0, |stream| i64::from(stream.viewer_count))));
    let since = Signal::derive(move || stream.with(|stream| stream.as_ref().and_then(|stream| stream.start_time)));
    let picture = channel.picture();
    let page = addresses::channel_page(&channel.slug);
    let address = format!("{}{page}", browser::origin());
    let followers = follow.followers();
    view! {
        <div class="watch-row">
            <Avatar name=channel.name.clone() src=picture size=Size::Large live=live />
            <div class="watch-words">
                <h1 class="watch-title">{title}</h1>
                <p class="watch-who">
                    <strong>{who}</strong>
                    <Show when=move || live.get()>
                        <span class="sr-only">"is live"</span>
                    </Show>
                    <span class="text-soft tabular-nums">
                        " · " {move || format::counted(followers.get(), "follower", "followers")}
                    </span>
                </p>
                <Topics channel=channel.clone() />
                // Only the owner finds a private channel.
                {(!channel.is_public).then(|| view! { <p><Pill>"Only you see this channel"</Pill></p> })}
            </div>
            <div class="watch-facts">
                <FollowButton state=follow next=page />
                <Show when=move || live.get()>
                    <span class="watch-fact watch-viewers" title="Watching now">
                        <Icon glyph=lu::LuEye />
                        <span class="tabular-nums" data-viewers=move || viewers.get().to_string()>
                            {move || format::count(viewers.get())}
                        </span>
                        <span class="sr-only">"watching now"</span>
                    </span>
                    <span class="watch-fact" title="Live for">
                        <Icon glyph=lu::LuClock />
                        <span class="sr-only">"Live for"</span>
                        <Uptime since=since />
                    </span>
                </Show>
                <span class="needs-script">
                    <CopyButton text=address label="Share" name="Copy the link to this channel" />
                </span>
            </div>
        </div>
    }
}
