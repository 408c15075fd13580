//! The settings of the owner's channel, and the page for another channel.

use crate::accounts::card::AccountCard;
use crate::accounts::{DoneNote, SignInFirst, done, use_current_user};
use crate::channels::address::{AddressTile, ToChannelPage};
use crate::channels::create::CreateChannelForm;
use crate::channels::deletion::DeletionTile;
use crate::channels::pictures::PicturesTile;
use crate::channels::profile::ProfileTile;
use crate::channels::rpc::{my_channels, staff_notice};
use crate::channels::settings::SettingsTile;
use crate::channels::shown::ShownChannel;
use crate::channels::staff_notice::StaffNotices;
use crate::pages::dashboard::of_channel::OfChannel;
use crate::ui::{PageHead, Redirect, Skeleton};
use domain::addresses::with_next;
use domain::channels::Channel;
use leptos::either::EitherOf3;
use leptos::prelude::*;

const HERE: &str = "/dashboard/channel";
const NEW: &str = "/dashboard/channel/new";

#[component]
pub fn ChannelSettingsPage() -> impl IntoView {
    view! {
        <PageHead title="Channel" description="What your channel is, and how it works." path=HERE private=true />
        <OfChannel
            here=HERE
            waits=|| view! { <Skeleton class="h-80" /> }.into_any()
            failed="Your channel's settings didn't load"
            load=|channel: Channel| async move { Ok(staff_notice(channel.id).await.unwrap_or_default()) }
            show=|_, channel, notice| {
                view! {
                    <StaffNotices notice=Signal::stored(notice) />
                    <ChannelSettings channel=channel />
                }
                .into_any()
            }
        />
    }
}

#[component]
fn ChannelSettings(channel: Channel) -> impl IntoView {
    let name = expect_context::<ShownChannel>().name;
    let said = match done().as_deref() {
        Some("saved") => "Saved.",
        Some("address") => "Your channel has its new address.",
        _ => "",
    };
    view! {
        <div class="channel-settings">
            <div class="channel-settings-head">
                <h1 class="library-title">{move || format!("Settings of {}", name.get())}</h1>
                <ToChannelPage slug=channel.slug.clone() />
            </div>
            <DoneNote words=said />
            <PicturesTile channel=channel.clone() />
            <ProfileTile channel=channel.clone() />
            <SettingsTile channel=channel.clone() />
            <AddressTile channel=channel.clone() />
            <DeletionTile channel=channel />
        </div>
    }
    .into_any()
}

/// Signed-out users are redirected to sign in, and users without a name to onboarding; both come back.
#[component]
pub fn NewChannelPage() -> impl IntoView {
    let current_user = use_current_user();
    // Who is here, and whether it is their first channel. If that can't be told, it is another one.
    let found = Resource::new(
        || (),
        move |()| async move {
            match current_user.await {
                Some(account) if account.is_onboarded() => {
                    let is_first = my_channels().await.is_ok_and(|channels| channels.is_empty());
                    (Some(account), is_first)
                }
                account => (account, false),
            }
        },
    );
    view! {
        <PageHead title="New channel" description="Open a channel." path=NEW private=true />
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                match found.await {
                    (None, _) => EitherOf3::A(view! { <SignInFirst /> }),
                    (Some(account), _) if !account.is_onboarded() => {
                        EitherOf3::B(view! { <Redirect path=with_next("/auth/onboarding", NEW) /> })
                    }
                    (Some(_), is_first) => EitherOf3::C(view! { <NewChannel is_first=is_first /> }),
                }
            })}
        </Suspense>
    }
}

#[component]
fn NewChannel(is_first: bool) -> impl IntoView {
    view! {
        <AccountCard
            title=if is_first { "Open a channel" } else { "Open another channel" }
            lead="It has its own page, chat, followers and stream key. You can have up to 20 channels."
            elsewhere=("Changed your mind?", "/dashboard".to_owned(), "Back to the stream manager")
        >
            <CreateChannelForm suggestion="" />
        </AccountCard>
    }
    .into_any()
}
