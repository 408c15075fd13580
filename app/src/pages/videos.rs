//! The owner's videos: what is kept of a channel's streams.

use crate::pages::dashboard::of_channel::OfChannel;
use crate::ui::{PageHead, Skeleton};
use crate::vods::library::{AT_ONCE, Library};
use crate::vods::rpc::{of_channel, used};
use domain::channels::Channel;
use leptos::prelude::*;

const HERE: &str = "/dashboard/videos";

#[component]
pub fn VideosPage() -> impl IntoView {
    view! {
        <PageHead title="Videos" description="What is kept of your streams." path=HERE private=true />
        <OfChannel
            here=HERE
            waits=|| view! { <Waits /> }.into_any()
            failed="Your videos didn't load"
            load=|channel: Channel| async move {
                let videos = of_channel(channel.slug, None, Some(AT_ONCE)).await?;
                Ok((videos, used(channel.id).await?))
            }
            show=|_, channel, (videos, used)| {
                view! {
                    <h1 class="library-title">{format!("Videos of {}", channel.name)}</h1>
                    <Library channel=channel first=videos used=used />
                }
                .into_any()
            }
        />
    }
}

#[component]
fn Waits() -> impl IntoView {
    view! {
        <div class="library" aria-busy="true" aria-label="Loading">
            <Skeleton class="h-80" />
            <Skeleton class="h-60" />
        </div>
    }
}
