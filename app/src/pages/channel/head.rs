//! What search engines and link previews see of a channel, and what the browser may fetch ahead.

use crate::browser;
use crate::streams::player::script;
use crate::ui::{PageHead, format};
use domain::addresses;
use domain::channels::Channel;
use domain::streams::{Status, Stream};
use leptos::prelude::*;
use leptos_meta::Link;
use time::format_description::well_known::Rfc3339;

#[component]
pub fn Head(channel: Channel, stream: RwSignal<Option<Stream>>) -> impl IntoView {
    let live = channel.stream.clone().filter(|stream| stream.status == Status::Live);
    let name = channel.name.clone();
    let title = Signal::derive(move || {
        let on_air = stream.with(|stream| {
            let live = stream.as_ref().filter(|stream| stream.status == Status::Live && !stream.title.is_empty());
            live.map(|stream| format!("{} · {name}", stream.title))
        });
        on_air.unwrap_or_else(|| name.clone())
    });
    let description = describe(&channel, live.as_ref());
    let path = addresses::channel_page(&channel.slug);
    let image = live.as_ref().and_then(|stream| stream.thumbnail_url.clone());
    let image = image.or_else(|| channel.banner.clone()).or_else(|| channel.picture());
    let data = live.as_ref().map(|stream| structured(&channel, stream, &description, &path, image.as_deref()));
    view! {
        <PageHead title=title description=description path=path image=image kind="video.other" private=!channel.is_public />
        // The first picture waits for this script more than for anything else. A page made by the browser has it already.
        {(live.is_some() && !browser::IN_BROWSER).then(|| view! { <Link rel="preload" as_="script" href=script::address() /> })}
        {data.map(|data| view! { <script type="application/ld+json" inner_html=data></script> })}
    }
}

fn describe(channel: &Channel, live: Option<&Stream>) -> String {
    let own = live.and_then(|stream| stream.description.clone()).or_else(|| channel.description.clone());
    let words = own.filter(|own| !own.trim().is_empty()).unwrap_or_else(|| {
        let state = if live.is_some() { "is live" } else { "streams" };
        format!(
            "{} {state} on AeThex Live: {}. Watch and talk along.",
            channel.name,
            format::category(&channel.category)
        )
    });
    format::shortened(words)
}

/// A live broadcast for search engines (schema.org `VideoObject` with a `BroadcastEvent`).
fn structured(channel: &Channel, stream: &Stream, description: &str, path: &str, image: Option<&str>) -> String {
    let origin = browser::origin();
    let absolute =
        |address: &str| if address.starts_with('/') { format!("{origin}{address}") } else { address.to_owned() };
    let start = stream.start_time.and_then(|start| start.format(&Rfc3339).ok());
    let mut data = serde_json::json!({
        "@context": "https://schema.org",
        "@type": "VideoObject",
        "name": stream.title,
        "description": description,
        "url": absolute(path),
        "uploadDate": start,
        "author": { "@type": "Person", "name": channel.owner.display_name },
        "publication": {
            "@type": "BroadcastEvent",
            "name": stream.title,
            "isLiveBroadcast": true,
            "startDate": start,
        },
        "interactionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": { "@type": "WatchAction" },
            "userInteractionCount": stream.viewer_count,
        },
    });
    if let Some(image) = image {
        data["thumbnailUrl"] = absolute(image).into();
    }
    if let Some(url) = &stream.hls_url {
        data["contentUrl"] = absolute(url).into();
    }
    // Inside a script element only "<" can end it early.
    data.to_string().replace('<', "\\u003c")
}
