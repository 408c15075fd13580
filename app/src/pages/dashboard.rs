//! The stream manager: who may see it, which channel, and the first channel of all.

use crate::accounts::use_viewer;
use crate::channels::create::CreateChannelForm;
use crate::channels::rpc::my_channels;
use crate::streams::rpc::studio;
use crate::streams::studio::StudioView;
use crate::ui::{ButtonLink, Empty, Look, PageHead, Skeleton};
use domain::ChannelId;
use domain::accounts::Account;
use domain::channels::Channel;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_query_map;

/// The page; signed out goes to sign in, without a name to onboarding.
#[component]
pub fn Dashboard() -> impl IntoView {
    let viewer = use_viewer();
    view! {
        <PageHead title="Stream manager" description="Go live and steer your stream." path="/dashboard" private=true />
        <div class="dashboard">
            <Suspense fallback=DashboardWaits>
                {move || Suspend::new(async move {
                    match viewer.await {
                        None => EitherOf3::A(view! { <Redirect path="/auth/login?next=/dashboard" /> }),
                        Some(account) if !account.is_onboarded() => {
                            EitherOf3::B(view! { <Redirect path="/auth/onboarding" /> })
                        }
                        Some(account) => EitherOf3::C(view! { <Channels account=account /> }),
                    }
                })}
            </Suspense>
        </div>
    }
}

/// The channels of who is signed in; the picked one's studio.
#[component]
fn Channels(account: Account) -> impl IntoView {
    let query = use_query_map();
    let picked = Memo::new(move |_| query.with(|query| query.get("channel")));
    let mine = Resource::new(|| (), |()| my_channels());
    let account = StoredValue::new(account);
    view! {
        <Suspense fallback=DashboardWaits>
            {move || Suspend::new(async move {
                match mine.await {
                    Err(fault) => EitherOf3::A(view! { <Failed sentence=fault.to_string() /> }),
                    Ok(channels) if channels.is_empty() => EitherOf3::B(view! { <FirstChannel name=account.with_value(|account| account.name().to_owned()) /> }),
                    Ok(channels) => EitherOf3::C(view! { <Picked channels=channels picked=picked account=account /> }),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Picked(channels: Vec<Channel>, picked: Memo<Option<String>>, account: StoredValue<Account>) -> impl IntoView {
    let several = channels.len() > 1;
    let links: Vec<_> =
        channels.iter().map(|channel| (channel.slug.clone(), channel.name.clone(), channel.id)).collect();
    let chosen = Memo::new(move |_| {
        let slug = picked.get();
        channels
            .iter()
            .find(|channel| Some(&channel.slug) == slug.as_ref())
            .or_else(|| channels.first())
            .map(|channel| channel.id)
    });
    let first = Resource::new(
        move || chosen.get(),
        |chosen| async move {
            match chosen {
                Some(channel) => studio(channel).await.map(Some),
                None => Ok(None),
            }
        },
    );
    let picker = several.then(|| {
        let link = |(slug, name, id): (String, String, ChannelId)| {
            view! {
                <a href=format!("/dashboard?channel={slug}") aria-current=move || (chosen.get() == Some(id)).then_some("page")>
                    {name}
                </a>
            }
        };
        view! {
            <nav class="picker" aria-label="Your channels">
                {links.into_iter().map(link).collect_view()}
            </nav>
        }
    });
    view! {
        {picker}
        <Suspense fallback=DashboardWaits>
            {move || Suspend::new(async move {
                match first.await {
                    Ok(Some(first)) => EitherOf3::A(view! { <StudioView first=first account=account.get_value() /> }),
                    Ok(None) => EitherOf3::B(()),
                    Err(fault) => EitherOf3::C(view! { <Failed sentence=fault.to_string() /> }),
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// Nothing can be shown, in words, and another try.
#[component]
fn Failed(sentence: String) -> impl IntoView {
    view! {
        <Empty icon=icondata_lu::LuCircleAlert title="The stream manager didn't load">
            <p>{sentence}</p>
            <ButtonLink href="/dashboard" look=Look::Primary>
                "Try again"
            </ButtonLink>
        </Empty>
    }
}

/// The first thing to do here: a channel.
#[component]
fn FirstChannel(name: String) -> impl IntoView {
    view! {
        <div class="auth">
            <div class="auth-card">
                <div>
                    <h1>"Open your channel"</h1>
                    <p class="text-soft mt-1">"A name and an address are enough. Next you connect OBS and go live."</p>
                </div>
                <CreateChannelForm suggestion=name />
            </div>
        </div>
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
