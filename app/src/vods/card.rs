//! A VOD as a card.

use crate::channels::card::Picture;
use crate::ui::{Ago, format};
use domain::addresses;
use domain::vods::Vod;
use leptos::prelude::*;

/// The card. Where there is no picture of it, its ground wears the colour and initials of `name`, the channel's.
#[component]
pub fn VideoCard(vod: Vod, #[prop(into)] name: String) -> impl IntoView {
    let stream = vod.stream;
    let address = addresses::video_page(stream.id);
    let length = stream.duration.map(|seconds| format::clock(seconds.into()));
    view! {
        <article class="card">
            <a class="card-picture" href=address.clone() tabindex="-1" aria-hidden="true">
                <Picture name=name thumbnail=stream.thumbnail_url />
                {length.clone().map(|length| view! { <span class="pill pill-over card-length">{length}</span> })}
            </a>
            <div class="min-w-0">
                <h3>
                    <a class="card-title" href=address>
                        {stream.title}
                    </a>
                </h3>
                <p class="card-name">
                    {stream.start_time.map(|at| view! { <Ago at=at /> })}
                    {length.map(|length| view! { <span class="sr-only">{format!(", length {length}")}</span> })}
                </p>
            </div>
        </article>
    }
    .into_any()
}
