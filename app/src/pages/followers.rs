//! The followers of the owner's channel, the newest first.

use crate::follows::rpc::followers;
use crate::pages::dashboard::of_channel::OfChannel;
use crate::ui::{Ago, Empty, More, PageHead, Skeleton, Tile, format};
use crate::users::row::UserRow;
use domain::Page;
use domain::channels::Channel;
use domain::follows::ChannelFollower;
use icondata_lu as lu;
use leptos::prelude::*;

/// Followers that come with the page, and with each "more".
const AT_ONCE: u32 = 30;
const HERE: &str = "/dashboard/followers";

#[component]
pub fn FollowersPage() -> impl IntoView {
    view! {
        <PageHead title="Followers" description="The people who follow your channel." path=HERE private=true />
        <OfChannel
            here=HERE
            waits=|| view! { <Skeleton class="h-80" /> }.into_any()
            failed="Your followers didn't load"
            load=|channel: Channel| async move { followers(channel.id, None, Some(AT_ONCE)).await }
            show=|_, channel, first| {
                view! {
                    <h1 class="library-title">{format!("Followers of {}", channel.name)}</h1>
                    <Followers channel=channel first=first />
                }
                .into_any()
            }
        />
    }
}

#[component]
fn Followers(channel: Channel, first: Page<ChannelFollower>) -> impl IntoView {
    let id = channel.id;
    let (shown, next) = (RwSignal::new(first.items), RwSignal::new(first.next_cursor));
    let take = move |page: Page<ChannelFollower>| {
        shown.update(|shown| shown.extend(page.items));
        next.set(page.next_cursor);
    };
    let count = format::counted(channel.follower_count, "follower", "followers");
    view! {
        <Tile
            title="Followers"
            icon=lu::LuHeart
            aside=move || view! { <span class="tabular-nums">{count.clone()}</span> }
        >
            <Show when=move || shown.with(Vec::is_empty)>
                <Empty icon=lu::LuHeart title="No followers yet">
                    <p>"Share the link to your channel. Everyone who follows it appears here."</p>
                </Empty>
            </Show>
            <ul class="people-grid">
                <For each=move || shown.get() key=|follower| follower.user.id let(follower)>
                    <FollowerRow follower=follower />
                </For>
            </ul>
            <More next=next failure="The list didn't load." load=move |from| followers(id, from, Some(AT_ONCE)) take=take />
        </Tile>
    }
    .into_any()
}

#[component]
fn FollowerRow(follower: ChannelFollower) -> impl IntoView {
    let ChannelFollower { user, followed_at } = follower;
    view! { <UserRow user=user>" · since " <Ago at=followed_at /></UserRow> }
}
