//! About the channel: its words, its people, its links.

use super::info_bar::Topics;
use crate::channels::creator::{Banner, CreatorCard};
use crate::follows::button::FollowState;
use crate::reports::dialog::{ReportButton, ReportOffer, ReportTarget};
use crate::ui::linked;
use domain::addresses;
use domain::channels::Channel;
use domain::streams::Stream;
use leptos::prelude::*;

#[component]
pub fn About(channel: Channel, stream: RwSignal<Option<Stream>>, follow: FollowState) -> impl IntoView {
    let today = Memo::new(move |_| {
        stream
            .with(|stream| stream.as_ref().and_then(|stream| stream.description.clone()))
            .filter(|words| !words.trim().is_empty())
    });
    let words = channel.description.clone().filter(|words| !words.trim().is_empty());
    let nothing = words.is_none().then(|| format!("{} hasn't written anything here yet.", channel.name));
    let nothing = move || nothing.clone().filter(|_| today.with(Option::is_none));
    let reported = ReportTarget::Channel { channel: channel.id.to_string(), name: channel.name.clone() };
    let offer = ReportOffer::of(follow.offer, &addresses::channel_page(&channel.slug));
    view! {
        <section class="watch-about" id="channel-about" aria-label="About">
            <Banner src=channel.banner.clone() />
            <h2>{format!("About {}", channel.name)}</h2>
            // Where the row under the picture has no room for them.
            <Topics channel=channel.clone() />
            {move || today.get().map(|today| view! { <p class="watch-text">{linked(&today)}</p> })}
            {words.map(|words| view! { <p class="watch-text">{linked(&words)}</p> })}
            {move || nothing().map(|nothing| view! { <p class="watch-text">{nothing}</p> })}
            <CreatorCard channel=channel follow=follow />
            <ReportButton target=reported offer=offer />
        </section>
    }
}
