//! About the channel: its words, its people, its links.

use crate::reports::dialog::{ReportButton, ReportTarget};
use crate::ui::{format, linked};
use crate::users::links::SocialLinks;
use domain::addresses;
use domain::channels::Channel;
use domain::streams::Stream;
use leptos::prelude::*;

#[component]
pub fn About(
    channel: Channel,
    stream: RwSignal<Option<Stream>>,
    /// Whether the reader may report the channel: they are signed in, and it is another person's.
    may_report: bool,
) -> impl IntoView {
    let today = Memo::new(move |_| {
        stream
            .with(|stream| stream.as_ref().and_then(|stream| stream.description.clone()))
            .filter(|words| !words.trim().is_empty())
    });
    let words = channel.description.filter(|words| !words.trim().is_empty());
    let nothing = words.is_none().then(|| format!("{} hasn't written anything here yet.", channel.name));
    let nothing = move || nothing.clone().filter(|_| today.with(Option::is_none));
    let report = may_report.then(|| {
        let target = ReportTarget::Channel { channel: channel.id.to_string(), name: channel.name.clone() };
        view! { <ReportButton target=target /> }
    });
    let owner = channel.owner;
    view! {
        <section class="watch-about" id="channel-about" aria-label="About">
            <h2>{format!("About {}", channel.name)}</h2>
            {move || today.get().map(|today| view! { <p class="watch-text">{linked(&today)}</p> })}
            {words.map(|words| view! { <p class="watch-text">{linked(&words)}</p> })}
            {move || nothing().map(|nothing| view! { <p class="watch-text">{nothing}</p> })}
            <p class="watch-small">
                "By "
                <a class="text-link" href=addresses::user_page(&owner.username)>
                    {format!("{} (@{})", owner.display_name, owner.username)}
                </a> " · "
                {format!("Channel since {}", format::date(channel.created_at))}
            </p>
            <SocialLinks links=owner.social_links />
            {report}
        </section>
    }
}
