//! The owner's videos: who may see them, and of which channel.

use crate::accounts::use_current_user;
use crate::channels::rpc::my_channels;
use crate::error::AppError;
use crate::pages::dashboard::nav::DashboardNav;
use crate::ui::{ButtonLink, Empty, Look, PageHead, Skeleton, keyed};
use crate::vods::library::{AT_ONCE, Library};
use crate::vods::rpc::{of_channel, used};
use domain::Page;
use domain::accounts::Account;
use domain::channels::Channel;
use domain::vods::Vod;
use leptos::prelude::*;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

/// What the page is about, found out in one go (see `dashboard::LibraryStage`).
#[derive(Clone, Serialize, Deserialize)]
enum LibraryStage {
    SignedOut,
    NoChannel,
    Ready { channels: Vec<Channel>, chosen: Box<Channel>, videos: Page<Vod>, used: i64 },
    Failed { sentence: String },
}

async fn stage(account: Option<Account>, picked: Option<String>) -> LibraryStage {
    if account.is_none() {
        return LibraryStage::SignedOut;
    }
    let found = async {
        let channels = my_channels().await?;
        let chosen =
            channels.iter().find(|channel| Some(&channel.slug) == picked.as_ref()).or_else(|| channels.first());
        let Some(chosen) = chosen.cloned().map(Box::new) else { return Ok(LibraryStage::NoChannel) };
        let videos = of_channel(chosen.slug.clone(), None, Some(AT_ONCE)).await?;
        let used = used(chosen.id).await?;
        Ok(LibraryStage::Ready { channels, chosen, videos, used })
    };
    found.await.unwrap_or_else(|fault: AppError| LibraryStage::Failed { sentence: fault.to_string() })
}

/// The page. Signed-out users are redirected to sign in, and users without a channel to the stream manager, which makes one.
#[component]
pub fn VideosPage() -> impl IntoView {
    let query = use_query_map();
    let picked = Memo::new(move |_| query.with(|query| query.get("channel")));
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
    view! {
        <Suspense fallback=Waits>
            {move || Suspend::new(async move { staged(found.await, Callback::new(move |()| found.refetch())) })}
        </Suspense>
    }
}

fn staged(stage: LibraryStage, again: Callback<()>) -> AnyView {
    match stage {
        LibraryStage::SignedOut => view! { <Redirect path="/auth/login?next=/dashboard/videos" /> }.into_any(),
        LibraryStage::NoChannel => view! { <Redirect path="/dashboard" /> }.into_any(),
        LibraryStage::Failed { sentence } => view! {
            <h1 class="sr-only">"Videos"</h1>
            <Empty icon=icondata_lu::LuCircleAlert title="Your videos didn't load">
                <p>{sentence}</p>
                <ButtonLink href="/dashboard/videos" look=Look::Primary on:click=move |_| again.run(())>
                    "Try again"
                </ButtonLink>
            </Empty>
        }
        .into_any(),
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
