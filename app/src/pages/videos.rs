//! The owner's videos: who may see them, and of which channel.

use crate::accounts::use_current_user;
use crate::channels::rpc::my_channels;
use crate::error::AppError;
use crate::pages::dashboard::nav::{self, DashboardNav};
use crate::pages::loaded::loaded;
use crate::pages::not_found::NotFound;
use crate::ui::{PageHead, Redirect, Skeleton, keyed};
use crate::vods::library::{AT_ONCE, Library};
use crate::vods::rpc::{of_channel, used};
use domain::Page;
use domain::accounts::Account;
use domain::channels::Channel;
use domain::vods::Vod;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the page is about, found out in one go (see `dashboard::DashboardStage`).
#[derive(Clone, Serialize, Deserialize)]
enum LibraryStage {
    SignedOut,
    NoChannel,
    Ready { channels: Vec<Channel>, chosen: Box<Channel>, videos: Page<Vod>, used: i64 },
}

async fn stage(account: Option<Account>, picked: Option<String>) -> Result<LibraryStage, AppError> {
    if account.is_none() {
        return Ok(LibraryStage::SignedOut);
    }
    let channels = my_channels().await?;
    let chosen = nav::chosen(&channels, picked.as_deref());
    let Some(chosen) = chosen.cloned().map(Box::new) else { return Ok(LibraryStage::NoChannel) };
    let videos = of_channel(chosen.slug.clone(), None, Some(AT_ONCE)).await?;
    let used = used(chosen.id).await?;
    Ok(LibraryStage::Ready { channels, chosen, videos, used })
}

/// The page. Signed-out users are redirected to sign in, and users without a channel to the stream manager, which makes one.
#[component]
pub fn VideosPage() -> impl IntoView {
    let picked = nav::picked();
    view! {
        <PageHead title="Videos" description="What is kept of your streams." path="/dashboard/videos" private=true />
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
        || view! { <Waits /> }.into_any(),
        "Your videos didn't load",
        || view! { <NotFound /> }.into_any(),
        |stage, _| staged(stage),
    )
}

fn staged(stage: LibraryStage) -> AnyView {
    match stage {
        LibraryStage::SignedOut => view! { <Redirect path="/auth/login?next=/dashboard/videos" /> }.into_any(),
        LibraryStage::NoChannel => view! { <Redirect path="/dashboard" /> }.into_any(),
        LibraryStage::Ready { channels, chosen, videos, used } => view! {
            <DashboardNav channels=channels chosen=chosen.id here="/dashboard/videos" />
            <h1 class="library-title">{format!("Videos of {}", chosen.name)}</h1>
            <Library channel=*chosen first=videos used=used />
        }
        .into_any(),
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
