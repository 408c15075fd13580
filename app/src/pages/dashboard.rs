//! The stream manager, and the first channel of all.

pub mod nav;
pub mod of_channel;

use crate::accounts::card::AccountCard;
use crate::accounts::steps::{Step, just_watch};
use crate::channels::create::CreateChannelForm;
use crate::channels::rpc::staff_notice;
use crate::streams::rpc::studio;
use crate::streams::studio::StudioView;
use crate::ui::{PageHead, Skeleton};
use domain::accounts::Account;
use domain::channels::Channel;
use futures_util::future::join;
use leptos::prelude::*;
use of_channel::OfChannel;

const HERE: &str = "/dashboard";

#[component]
pub fn Dashboard() -> impl IntoView {
    view! {
        <PageHead title="Stream manager" description="Go live and steer your stream." path=HERE private=true />
        <OfChannel
            here=HERE
            waits=|| view! { <DashboardWaits /> }.into_any()
            failed="The stream manager didn't load"
            load=|channel: Channel| async move {
                let (studio, notice) = join(studio(channel.id), staff_notice(channel.id)).await;
                // The stream manager is more important than the notice.
                Ok((studio?, notice.unwrap_or_default()))
            }
            show=|account, _, (studio, notice)| {
                view! { <StudioView first=studio notice=notice account=account /> }.into_any()
            }
            no_channel=|account| view! { <FirstChannel account=account /> }.into_any()
        />
    }
}

/// The first thing to do here: a channel.
#[component]
fn FirstChannel(account: Account) -> impl IntoView {
    view! {
        <AccountCard
            title="Open your channel"
            lead="A name and an address are enough. Next you connect OBS and go live."
            step=(Step::Channel, HERE.to_owned())
            elsewhere=("Not now?", just_watch(HERE.to_owned()), "Just watch for now")
        >
            <CreateChannelForm suggestion=account.name().to_owned() />
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
