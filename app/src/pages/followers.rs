//! The followers of the owner's channel, the newest first.

use crate::accounts::use_current_user;
use crate::channels::rpc::my_channels;
use crate::error::AppError;
use crate::follows::rpc::followers;
use crate::pages::dashboard::nav::{self, DashboardNav};
use crate::pages::loaded::loaded;
use crate::pages::not_found::NotFound;
use crate::ui::{Ago, Avatar, Button, Empty, PageHead, Redirect, Skeleton, Tile, format, keyed};
use domain::Page;
use domain::accounts::Account;
use domain::channels::Channel;
use domain::follows::ChannelFollower;
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

/// Followers that come with the page, and with each "more".
const AT_ONCE: u32 = 30;

/// What the page is about, found out in one go (see `dashboard::DashboardStage`).
#[derive(Clone, Serialize, Deserialize)]
enum FollowersStage {
    SignedOut,
    NoChannel,
    Ready { channels: Vec<Channel>, chosen: Box<Channel>, first: Page<ChannelFollower> },
}

async fn stage(account: Option<Account>, picked: Option<String>) -> Result<FollowersStage, AppError> {
    if account.is_none() {
        return Ok(FollowersStage::SignedOut);
    }
    let channels = my_channels().await?;
    let chosen = nav::chosen(&channels, picked.as_deref());
    let Some(chosen) = chosen.cloned().map(Box::new) else { return Ok(FollowersStage::NoChannel) };
    let first = followers(chosen.id, None, Some(AT_ONCE)).await?;
    Ok(FollowersStage::Ready { channels, chosen, first })
}

/// The page. Signed-out users are redirected to sign in, and users without a channel to the stream manager, which makes one.
#[component]
pub fn FollowersPage() -> impl IntoView {
    let picked = nav::picked();
    view! {
        <PageHead title="Followers" description="The people who follow your channel." path="/dashboard/followers" private=true />
        <div class="dashboard">{keyed(picked, |picked| view! { <OfChannel picked=picked /> }.into_any())}</div>
    }
}

#[component]
fn OfChannel(picked: Option<String>) -> impl IntoView {
    let current_user = use_current_user();
    let found =
        Resource::new(move || picked.clone(), move |picked| async move { stage(current_user.await, picked).await });
    loaded(
        found,
        || view! { <Skeleton class="h-80" /> }.into_any(),
        "Your followers didn't load",
        || view! { <NotFound /> }.into_any(),
        |stage, _| staged(stage),
    )
}

fn staged(stage: FollowersStage) -> AnyView {
    match stage {
        FollowersStage::SignedOut => view! { <Redirect path="/auth/login?next=/dashboard/followers" /> }.into_any(),
        FollowersStage::NoChannel => view! { <Redirect path="/dashboard" /> }.into_any(),
        FollowersStage::Ready { channels, chosen, first } => view! {
            <DashboardNav channels=channels chosen=chosen.id here="/dashboard/followers" />
            <h1 class="library-title">{format!("Followers of {}", chosen.name)}</h1>
            <Followers channel=*chosen first=first />
        }
        .into_any(),
    }
}

#[component]
fn Followers(channel: Channel, first: Page<ChannelFollower>) -> impl IntoView {
    let id = channel.id;
    let (shown, next) = (RwSignal::new(first.items), RwSignal::new(first.next_cursor));
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let load = move |_| {
        busy.set(true);
        let from = next.get_untracked();
        spawn_local(async move {
            let answer = followers(id, from, Some(AT_ONCE)).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(page) => {
                    failed.set(None);
                    shown.update(|shown| shown.extend(page.items));
                    next.set(page.next_cursor);
                }
                Err(error) => failed.set(Some(error.to_string())),
            }
        });
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
            <p class="library-failed" role="status">
                {move || failed.get().map(|words| format!("The list didn't load. {words}"))}
            </p>
            <Show when=move || next.with(Option::is_some)>
                <div class="needs-script">
                    <Button busy=busy on:click=load>
                        "Show more"
                    </Button>
                </div>
            </Show>
        </Tile>
    }
    .into_any()
}

#[component]
fn FollowerRow(follower: ChannelFollower) -> impl IntoView {
    let ChannelFollower { user, followed_at } = follower;
    view! {
        <li class="people-row">
            <Avatar name=user.display_name.clone() src=user.avatar />
            <span class="people-words">
                <strong>{user.display_name}</strong>
                <span>{format!("@{} · since ", user.username)} <Ago at=followed_at /></span>
            </span>
        </li>
    }
}
