//! Home: who is live. The most watched channel plays; the others come by category.

use crate::accounts::use_current_user;
use crate::browser;
use crate::channels::card::LiveCard;
use crate::channels::live::use_live;
use crate::streams::player::Player;
use crate::ui::{Avatar, ButtonLink, Empty, LivePill, Look, PageHead, format};
use domain::accounts::Account;
use domain::addresses;
use domain::channels::Channel;
use leptos::either::Either;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Channels that make a category a shelf of its own.
const FULL_SHELF: usize = 3;

#[component]
pub fn Home() -> impl IntoView {
    view! {
        <PageHead
            title=""
            description="Live streams from this community: watch within a second of reality, talk along, or go live yourself."
            path="/"
        />
        <div class="home">
            <h1 class="sr-only">"Live now"</h1>
            <Transition fallback=HomeWaits>
                <Lists />
            </Transition>
        </div>
    }
    .into_any()
}

/// The live channels. The component is inside the `Transition`, so that its memos are waited for; they keep the
/// playing picture where it is while the lists around it change.
#[component]
fn Lists() -> impl IntoView {
    let live = use_live();
    // The hero channel is kept while it is live, so that the picture does not change when viewer counts do.
    let hero = Memo::new(move |playing: Option<&Option<Channel>>| {
        let channels = live.get().unwrap_or_default();
        let kept =
            playing.and_then(Option::as_ref).and_then(|kept| channels.iter().find(|channel| channel.id == kept.id));
        kept.or_else(|| channels.first()).cloned()
    });
    let hero_slug = Memo::new(move |_| hero.with(|hero| hero.as_ref().map(|channel| channel.slug.clone())));
    let rest = Memo::new(move |_| {
        let playing = hero.with(|hero| hero.as_ref().map(|channel| channel.id));
        by_category(live.get().unwrap_or_default().into_iter().filter(|channel| Some(channel.id) != playing))
    });
    view! {
        {move || {
            if hero_slug.get().is_some() {
                Either::Left(view! { <Hero channel=hero /> })
            } else {
                Either::Right(view! { <NobodyLive /> })
            }
        }}
        {move || rest.get().into_iter().map(shelf).collect_view()}
    }
    .into_any()
}

/// Categories by how many watch them, each with its channels in the order they came.
fn by_category(channels: impl Iterator<Item = Channel>) -> Vec<(String, Vec<Channel>)> {
    let mut shelves: BTreeMap<String, Vec<Channel>> = BTreeMap::new();
    for channel in channels {
        shelves.entry(channel.category.clone()).or_default().push(channel);
    }
    let watched = |channels: &[Channel]| -> i32 {
        channels.iter().filter_map(|channel| channel.stream.as_ref()).map(|stream| stream.viewer_count).sum()
    };
    // A shelf with one or two channels looks deserted, so such categories share the last shelf.
    let (full, sparse): (Vec<_>, Vec<_>) = shelves.into_iter().partition(|(_, channels)| channels.len() >= FULL_SHELF);
    let mut shelves: Vec<_> =
        full.into_iter().map(|(category, channels)| (format::category(&category), channels)).collect();
    shelves.sort_by_key(|(_, channels)| std::cmp::Reverse(watched(channels)));
    let mut others: Vec<_> = sparse.into_iter().flat_map(|(_, channels)| channels).collect();
    others.sort_by_key(|channel| std::cmp::Reverse(channel.stream.as_ref().map_or(0, |stream| stream.viewer_count)));
    if !others.is_empty() {
        shelves.push(("Also live".to_owned(), others));
    }
    shelves
}

fn shelf((title, channels): (String, Vec<Channel>)) -> impl IntoView {
    view! {
        <section class="shelf">
            <h2>{title}</h2>
            <div class="card-grid">
                {channels.into_iter().map(|channel| view! { <LiveCard channel=channel /> }).collect_view()}
            </div>
        </section>
    }
}

/// The most watched channel, playing without sound.
#[component]
fn Hero(channel: Memo<Option<Channel>>) -> impl IntoView {
    let stream =
        Signal::derive(move || channel.with(|channel| channel.as_ref().and_then(|channel| channel.stream.clone())));
    let name = Signal::derive(move || {
        channel.with(|channel| channel.as_ref().map(|channel| channel.name.clone()).unwrap_or_default())
    });
    let words = move || channel.get().map(|channel| view! { <HeroWords channel=channel /> });
    view! {
        <section class="hero" aria-label="Most watched">
            <div class="hero-picture">
                <Player stream=stream name=name compact=true />
            </div>
            {words}
        </section>
    }
    .into_any()
}

#[component]
fn HeroWords(channel: Channel) -> impl IntoView {
    let address = addresses::channel_page(&channel.slug);
    let title = channel.stream.as_ref().map_or_else(|| channel.name.clone(), |stream| stream.title.clone());
    let viewers = channel.stream.as_ref().map_or(0, |stream| i64::from(stream.viewer_count));
    let picture = channel.picture();
    let about = channel.stream.as_ref().and_then(|stream| stream.description.clone()).or(channel.description);
    view! {
        <div class="hero-words">
            <p class="hero-state">
                <LivePill />
                <span class="tabular-nums">{format::counted(viewers, "viewer", "viewers")}</span>
            </p>
            <h2 class="hero-title">
                <a href=address.clone()>{title}</a>
            </h2>
            <div class="hero-who">
                <Avatar name=channel.name.clone() src=picture live=true />
                <div class="min-w-0">
                    <strong>{channel.name.clone()}</strong>
                    <span>{format::category(&channel.category)}</span>
                </div>
            </div>
            <p class="hero-about">{about.unwrap_or_default()}</p>
            <ButtonLink href=address look=Look::Primary icon=icondata_lu::LuPlay>
                "Watch"
            </ButtonLink>
        </div>
    }
}

/// Shown when no channel is live: what to do next.
#[component]
fn NobodyLive() -> impl IntoView {
    let current_user = use_current_user();
    let is_open = browser::is_sign_up_open();
    let steps = move || {
        Suspend::new(async move { steps(current_user.await.as_ref(), is_open).into_iter().map(step).collect_view() })
    };
    view! {
        <div class="home-quiet">
            <Empty icon=icondata_lu::LuTv title="Nobody is live right now">
                <p>"Streams show up here the moment they start."</p>
                <div class="home-quiet-next">
                    <Transition fallback=|| ()>
                        {move || Suspend::new(async move {
                            let (href, words) = match current_user.await {
                                None if is_open => ("/auth/register", "Sign up and be the first"),
                                None => ("/auth/login", "Sign in and be the first"),
                                Some(account) if account.is_onboarded() => ("/dashboard", "Go live yourself"),
                                Some(_) => ("/auth/onboarding", "Choose your name"),
                            };
                            view! {
                                <ButtonLink href=href look=Look::Primary icon=icondata_lu::LuRadio>
                                    {words}
                                </ButtonLink>
                            }
                        })}
                    </Transition>
                </div>
            </Empty>
            <ol class="steps">
                <Transition fallback=|| ()>{steps}</Transition>
            </ol>
        </div>
    }
    .into_any()
}

/// What lies before this user on the way to a stream of their own; each step in a few words, and how it is done.
fn steps(account: Option<&Account>, is_sign_up_open: bool) -> Vec<(&'static str, &'static str)> {
    let first = match account {
        None if is_sign_up_open => Some(("Create an account", "E-mail, password, a name. That is all.")),
        None => Some(("Sign in", "This community takes no new accounts at the moment.")),
        Some(account) if !account.is_onboarded() => Some(("Choose your name", "It is how people know you in chat.")),
        Some(_) => None,
    };
    let others = [
        ("Open your channel", "You get an ingest address and a key for your encoder."),
        ("Start streaming", "Start your encoder, OBS for example, and share your link."),
    ];
    first.into_iter().chain(others).collect()
}

fn step((title, how): (&'static str, &'static str)) -> impl IntoView {
    view! {
        <li>
            <strong>{title}</strong>
            <span>{how}</span>
        </li>
    }
}

#[component]
fn HomeWaits() -> impl IntoView {
    view! { <div class="hero-waits skeleton" aria-hidden="true"></div> }
}
