//! The channels that the user follows: live ones with their pictures, the others below.

use crate::accounts::use_current_user;
use crate::channels::card::{ChannelRow, LiveCard};
use crate::follows::rpc::followed_channels;
use crate::follows::{AT_ONCE, live_and_offline, use_followed};
use crate::ui::{ButtonLink, Empty, LoadError, Look, More, PageHead, Skeleton};
use domain::Page;
use domain::addresses::user_page;
use domain::channels::Channel;
use leptos::prelude::*;

#[component]
pub fn FollowingPage() -> impl IntoView {
    view! {
        <PageHead title="Following" description="The channels that you follow." path="/following" private=true />
        <div class="home following">
            <h1 class="following-title">"Following"</h1>
            <Transition fallback=|| view! { <Skeleton class="h-60" /> }>
                <Lists />
            </Transition>
        </div>
    }
    .into_any()
}

/// What the page shows.
#[derive(Clone, PartialEq, Eq)]
enum FollowingState {
    Waits,
    SignedOut,
    Failed(String),
    /// The user follows no channel yet.
    Nothing,
    Channels,
}

/// The lists. The component is inside the `Transition`, so that its memos are waited for.
#[component]
fn Lists() -> impl IntoView {
    let (current_user, followed) = (use_current_user(), use_followed());
    let (more, cursor) = (RwSignal::new(Vec::<Channel>::new()), RwSignal::new(None::<Option<String>>));
    let state = Memo::new(move |_| match (current_user.get(), followed.get()) {
        (None, _) | (_, None) => FollowingState::Waits,
        (Some(None), _) => FollowingState::SignedOut,
        (_, Some(Err(error))) => FollowingState::Failed(error.0.detail),
        (_, Some(Ok(page))) if page.items.is_empty() => FollowingState::Nothing,
        (_, Some(Ok(_))) => FollowingState::Channels,
    });
    let first = move || followed.get().and_then(Result::ok).unwrap_or_default();
    let lists = Memo::new(move |_| {
        let mut channels = first().items;
        // The first page is kept up to date, so a channel may have moved onto it since the others were loaded.
        let later = more.get().into_iter().filter(|channel| channels.iter().all(|known| known.id != channel.id));
        let later: Vec<_> = later.collect();
        channels.extend(later);
        live_and_offline(channels)
    });
    let next = Memo::new(move |_| cursor.get().unwrap_or_else(|| first().next_cursor));
    let take = move |page: Page<Channel>| {
        more.update(|more| more.extend(page.items));
        cursor.set(Some(page.next_cursor));
    };
    let again = Callback::new(move |()| followed.refetch());
    let shown = move || match state.get() {
        FollowingState::Waits => ().into_any(),
        FollowingState::SignedOut => offer(
            "Your channels in one place",
            "Sign in, and the channels that you follow stand here, those that are live first.",
            ("/auth/login?next=/following", "Sign in"),
        ),
        FollowingState::Failed(words) => {
            view! { <LoadError title="The channels you follow didn't load" words=words again=again /> }.into_any()
        }
        FollowingState::Nothing => offer(
            "You don't follow a channel yet",
            "Press Follow on a channel that you like. You then find it here, and first among the channels beside every page.",
            ("/", "See who is live"),
        ),
        FollowingState::Channels => view! {
            <Live lists=lists />
            <Offline lists=lists />
            <More
                next=next
                failure="The list didn't load."
                load=|from| followed_channels(from, Some(AT_ONCE))
                take=take
            />
        }
        .into_any(),
    };
    let people = move || {
        let username = current_user.get().flatten()?.username?;
        Some(view! {
            <p class="text-soft">
                "The people you follow are on " <a class="text-link" href=user_page(&username)>"your page"</a> "."
            </p>
        })
    };
    view! {
        {shown}
        {people}
    }
}

#[component]
fn Live(lists: Memo<(Vec<Channel>, Vec<Channel>)>) -> impl IntoView {
    let card = |channel: Channel| view! { <LiveCard channel=channel /> };
    view! {
        <section class="shelf" aria-labelledby="following-live">
            <h2 id="following-live">"Live now"</h2>
            <p class="following-quiet" class:is-shown=move || lists.with(|(live, _)| live.is_empty())>
                "Nobody you follow is live right now."
            </p>
            <div class="card-grid">{move || lists.get().0.into_iter().map(card).collect_view()}</div>
        </section>
    }
}

#[component]
fn Offline(lists: Memo<(Vec<Channel>, Vec<Channel>)>) -> impl IntoView {
    let row = |channel: Channel| view! { <ChannelRow channel=channel /> };
    let rows = move || {
        let (_, offline) = lists.get();
        (!offline.is_empty()).then(|| {
            view! {
                <section class="shelf" aria-labelledby="following-offline">
                    <h2 id="following-offline">"Offline"</h2>
                    <ul class="people-grid">{offline.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    };
    view! { {rows} }
}

/// What to do first, and the way there.
fn offer(title: &'static str, words: &'static str, (href, link): (&'static str, &'static str)) -> AnyView {
    view! {
        <Empty icon=icondata_lu::LuHeart title=title>
            <p>{words}</p>
            <div class="mt-4">
                <ButtonLink href=href look=Look::Primary>
                    {link}
                </ButtonLink>
            </div>
        </Empty>
    }
    .into_any()
}
