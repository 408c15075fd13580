//! The stream manager: who may see it, which channel, and the first channel of all.

pub mod nav;

use crate::accounts::card::AccountCard;
use crate::accounts::use_current_user;
use crate::channels::create::CreateChannelForm;
use crate::channels::rpc::my_channels;
use crate::error::AppError;
use crate::pages::loaded::loaded;
use crate::pages::not_found::NotFound;
use crate::streams::rpc::studio;
use crate::streams::studio::StudioView;
use crate::ui::{PageHead, Redirect, Skeleton, keyed};
use domain::accounts::Account;
use domain::channels::Channel;
use domain::studio::Studio;
use leptos::prelude::*;
use nav::DashboardNav;
use serde::{Deserialize, Serialize};

/// What the page is about, found out in one go. Resources made inside of a `Suspense` get other numbers on the server than
/// in the browser, and the page would not hydrate; so there is this one, made outside.
#[derive(Clone, Serialize, Deserialize)]
enum DashboardStage {
    SignedOut,
    Nameless,
    NoChannel { name: String },
    Ready { account: Box<Account>, channels: Vec<Channel>, studio: Box<Studio> },
}

async fn stage(account: Option<Account>, picked: Option<String>) -> Result<DashboardStage, AppError> {
    let Some(account) = account else { return Ok(DashboardStage::SignedOut) };
    if !account.is_onboarded() {
        return Ok(DashboardStage::Nameless);
    }
    let channels = my_channels().await?;
    let chosen = nav::chosen(&channels, picked.as_deref());
    let Some(chosen) = chosen.map(|channel| channel.id) else {
        return Ok(DashboardStage::NoChannel { name: account.name().to_owned() });
    };
    let studio = studio(chosen).await?;
    Ok(DashboardStage::Ready { account: Box::new(account), channels, studio: Box::new(studio) })
}

/// The page. Signed-out users are redirected to sign in, and users without a name to onboarding.
#[component]
pub fn Dashboard() -> impl IntoView {
    let picked = nav::picked();
    view! {
        <PageHead title="Stream manager" description="Go live and steer your stream." path="/dashboard" private=true />
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
        || view! { <DashboardWaits /> }.into_any(),
        "The stream manager didn't load",
        || view! { <NotFound /> }.into_any(),
        |stage, _| staged(stage),
    )
}

fn staged(stage: DashboardStage) -> AnyView {
    match stage {
        DashboardStage::SignedOut => view! { <Redirect path="/auth/login?next=/dashboard" /> }.into_any(),
        DashboardStage::Nameless => view! { <Redirect path="/auth/onboarding" /> }.into_any(),
        DashboardStage::NoChannel { name } => view! { <FirstChannel name=name /> }.into_any(),
        DashboardStage::Ready { account, channels, studio } => view! {
            <DashboardNav channels=channels chosen=studio.channel.id here="/dashboard" />
            <StudioView first=*studio account=*account />
        }
        .into_any(),
    }
}

/// The first thing to do here: a channel.
#[component]
fn FirstChannel(name: String) -> impl IntoView {
    view! {
        <AccountCard title="Open your channel" lead="A name and an address are enough. Next you connect OBS and go live.">
            <CreateChannelForm suggestion=name />
        </AccountCard>
    }
    .into_any()
}

#[component]
fn DashboardWaits() -> impl IntoView {
    view! {
        <div class="studio" aria-busy="true" aria-label="Loading">
            <div class="studio-main">
                <Skeleton class="h-80" />
                <Skeleton class="h-40" />
            </div>
            <div class="studio-side">
                <Skeleton class="h-60" />
            </div>
        </div>
    }
}
