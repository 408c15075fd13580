//! The way around the dashboard. A channel's pages have tabs for the channel's pages, and a picker where there are several; an account's pages
//! have tabs for the account's.

use crate::moderation::waiting::Counts;
use crate::ui::Count;
use domain::ChannelId;
use domain::channels::{Channel, Role};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const MODERATION: &str = "/dashboard/moderation";

type Tab = (&'static str, &'static str);

const CHANNEL_PAGES: [Tab; 6] = [
    ("/dashboard", "Stream"),
    ("/dashboard/videos", "Videos"),
    ("/dashboard/followers", "Followers"),
    (MODERATION, "Moderation"),
    ("/dashboard/emotes", "Emotes"),
    ("/dashboard/webhooks", "Webhooks"),
];

const ACCOUNT_PAGES: [Tab; 5] = [
    ("/dashboard/profile", "Profile"),
    ("/dashboard/security", "Security"),
    ("/dashboard/blocks", "Blocked people"),
    ("/dashboard/reports", "Your reports"),
    ("/dashboard/tokens", "Access tokens"),
];

/// The slug of the channel that the address asks for.
pub fn picked() -> Memo<Option<String>> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get("channel")))
}

/// The channel that was asked for, or the first if none was.
pub fn chosen<'a>(channels: &'a [Channel], picked: Option<&str>) -> Option<&'a Channel> {
    match picked {
        Some(slug) => channels.iter().find(|channel| channel.slug == slug),
        None => channels.first(),
    }
}

/// Tabs; `here` is the one that is open. `query` is the same for all.
fn tabs(label: &'static str, pages: &[Tab], here: &str, query: &str) -> AnyView {
    let counts = use_context::<Counts>();
    let tab = |(path, words): &Tab| {
        let waits = counts.filter(|_| *path == MODERATION).map(|counts| {
            view! { <Count number=counts.all() one="thing waits" many="things wait" /> }
        });
        view! {
            <a href=format!("{path}{query}") aria-current=(*path == here).then_some("page")>
                {*words}
                {waits}
            </a>
        }
    };
    view! {
        <nav class="picker" aria-label=label>
            {pages.iter().map(tab).collect_view()}
        </nav>
    }
    .into_any()
}

/// The pages of the account; `here` is the one that is open.
#[component]
pub fn AccountNav(here: &'static str) -> impl IntoView {
    tabs("Your account", &ACCOUNT_PAGES, here, "")
}

/// The pages of the chosen channel; `here` is the one that is open.
#[component]
pub fn DashboardNav(channels: Vec<Channel>, chosen: ChannelId, here: &'static str) -> impl IntoView {
    // The first channel is what the pages show without being asked.
    let several = channels.len() > 1;
    let slug = channels.iter().find(|channel| several && channel.id == chosen).map(|channel| &channel.slug);
    let query = slug.map(|slug| format!("?channel={slug}")).unwrap_or_default();
    // Moderators of another person's channel get the moderation page only, because the other pages are for its owner.
    let is_own = channels.iter().any(|channel| channel.id == chosen && channel.role == Some(Role::Owner));
    let pages: &[Tab] = if is_own { &CHANNEL_PAGES } else { &CHANNEL_PAGES[3..4] };
    let tabs = tabs("Dashboard", pages, here, &query);
    let channel = |channel: &Channel| {
        view! {
            <a href=format!("{here}?channel={}", channel.slug) aria-current=(channel.id == chosen).then_some("true")>
                {channel.name.clone()}
            </a>
        }
    };
    let picker = several.then(|| {
        view! {
            <nav class="picker" aria-label="Your channels">
                {channels.iter().map(channel).collect_view()}
            </nav>
        }
    });
    view! {
        {tabs}
        {picker}
    }
}
