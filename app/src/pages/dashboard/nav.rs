//! The way around the dashboard. A channel's pages have the menu of the channels, and tabs for the channel's pages; an account's pages have tabs
//! for the account's.

use crate::browser;
use crate::channels::switcher::ChannelSwitcher;
use crate::moderation::waiting::Counts;
use crate::ui::Count;
use domain::ChannelId;
use domain::channels::{Channel, Role};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const MODERATION: &str = "/dashboard/moderation";

type Tab = (&'static str, &'static str);

const CHANNEL_PAGES: [Tab; 7] = [
    ("/dashboard", "Stream"),
    ("/dashboard/channel", "Channel"),
    ("/dashboard/videos", "Videos"),
    ("/dashboard/followers", "Followers"),
    (MODERATION, "Moderation"),
    ("/dashboard/emotes", "Emotes"),
    ("/dashboard/webhooks", "Webhooks"),
];

/// Of another person's channel, for its moderators.
const MODERATORS_PAGES: [Tab; 1] = [(MODERATION, "Moderation")];

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

/// The cookie with the id of the channel that was picked last on this device.
pub const CHOSEN: &str = "channel";

/// The id of the channel that was picked last on this device.
pub fn remembered() -> Option<String> {
    browser::cookie(CHOSEN)
}

/// Remembers a channel that was picked.
pub fn remember(channel: ChannelId) {
    browser::set_cookie(CHOSEN, &channel.to_string());
}

/// The channel that was asked for; if none was, the one that was picked last, or else the first.
pub fn chosen<'a>(channels: &'a [Channel], picked: Option<&str>, remembered: Option<&str>) -> Option<&'a Channel> {
    let of_id = |id: &str| channels.iter().find(|channel| channel.id.to_string() == id);
    match picked {
        Some(picked) => channels.iter().find(|channel| channel.slug == picked).or_else(|| of_id(picked)),
        None => remembered.and_then(of_id).or_else(|| channels.first()),
    }
}

/// Tabs; `here` is the one that is open. `query` is the same for all.
fn tabs(label: &'static str, pages: &[Tab], here: &str, query: &str) -> AnyView {
    let counts = use_context::<Counts>();
    let tab = |(path, words): &Tab| {
        let waits = counts.filter(|_| *path == MODERATION).map(|counts| {
            view! { <Count number=counts.all() one="thing waiting" many="things waiting" /> }
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
    // Where there is one channel only, the pages show it without being asked.
    let several = channels.len() > 1;
    let slug = channels.iter().find(|channel| several && channel.id == chosen).map(|channel| &channel.slug);
    let query = slug.map(|slug| format!("?channel={slug}")).unwrap_or_default();
    // Moderators of another person's channel get the moderation page only, because the other pages are for its owner.
    let is_own = channels.iter().any(|channel| channel.id == chosen && channel.role == Some(Role::Owner));
    let pages: &[Tab] = if is_own { &CHANNEL_PAGES } else { &MODERATORS_PAGES };
    let tabs = tabs("Dashboard", pages, here, &query);
    view! {
        <div class="dashboard-head">
            <ChannelSwitcher channels=channels chosen=chosen here=here />
            {tabs}
        </div>
    }
}
