//! The way around the dashboard: its pages, and which of several channels.

use domain::ChannelId;
use domain::channels::Channel;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const PAGES: [(&str, &str); 4] = [
    ("/dashboard", "Stream"),
    ("/dashboard/videos", "Videos"),
    ("/dashboard/followers", "Followers"),
    ("/dashboard/profile", "Profile"),
];

/// The slug of the channel that the address asks for.
pub fn picked() -> Memo<Option<String>> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get("channel")))
}

/// The channel that was asked for, else the first.
pub fn chosen<'a>(channels: &'a [Channel], picked: Option<&str>) -> Option<&'a Channel> {
    channels.iter().find(|channel| Some(channel.slug.as_str()) == picked).or_else(|| channels.first())
}

/// The dashboard's pages for the chosen channel, if they are about one; `here` is the one that is open.
#[component]
pub fn DashboardNav(
    #[prop(optional)] channels: Vec<Channel>,
    #[prop(optional, into)] chosen: Option<ChannelId>,
    here: &'static str,
) -> impl IntoView {
    // The first channel is what the pages show without being asked.
    let several = channels.len() > 1;
    let slug = channels.iter().find(|channel| Some(channel.id) == chosen).map(|channel| channel.slug.clone());
    let address = move |page: &str, slug: Option<&str>| match slug.filter(|_| several) {
        Some(slug) => format!("{page}?channel={slug}"),
        None => page.to_owned(),
    };
    let page = |(path, words): (&'static str, &'static str)| {
        view! {
            <a href=address(path, slug.as_deref()) aria-current=(path == here).then_some("page")>
                {words}
            </a>
        }
    };
    let channel = |channel: &Channel| {
        view! {
            <a href=address(here, Some(&channel.slug)) aria-current=(Some(channel.id) == chosen).then_some("true")>
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
        <nav class="picker" aria-label="Dashboard">
            {PAGES.map(page).into_iter().collect_view()}
        </nav>
        {picker}
    }
}
