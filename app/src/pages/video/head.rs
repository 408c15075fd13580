//! What search engines and link previews see of a VOD, and what the browser may fetch ahead.

use crate::browser;
use crate::streams::player::script;
use crate::ui::{PageHead, format};
use domain::Visibility;
use domain::addresses;
use domain::channels::Channel;
use domain::vods::Vod;
use leptos::prelude::*;
use leptos_meta::Link;
use time::format_description::well_known::Rfc3339;

#[component]
pub fn Head(vod: Vod, channel: Channel) -> impl IntoView {
    let stream = &vod.stream;
    let path = addresses::video_page(stream.id);
    let own = stream.description.clone().filter(|words| !words.trim().is_empty());
    let description = format::shortened(own.unwrap_or_else(|| {
        format!("A stream of {} on AeThex Live: {}.", channel.name, format::category(&channel.category))
    }));
    let image = stream.thumbnail_url.clone().or_else(|| channel.banner.clone()).or_else(|| channel.avatar.clone());
    let listed = stream.is_archived && channel.is_public && vod.visibility == Visibility::Public;
    let data = listed.then(|| structured(&vod, &channel, &description, &path, image.as_deref()));
    let title = format!("{} · {}", stream.title, channel.name);
    view! {
        <PageHead title=title description=description path=path image=image kind="video.other" private=!listed />
        {stream.is_archived.then(|| view! { <Link rel="preload" as_="script" href=script::address() /> })}
        {data.map(|data| view! { <script type="application/ld+json" inner_html=data></script> })}
    }
}

/// A recording for search engines (schema.org `VideoObject`).
fn structured(vod: &Vod, channel: &Channel, description: &str, path: &str, image: Option<&str>) -> String {
    let origin = browser::origin();
    let absolute =
        |address: &str| if address.starts_with('/') { format!("{origin}{address}") } else { address.to_owned() };
    let time = |at: Option<time::OffsetDateTime>| at.and_then(|at| at.format(&Rfc3339).ok());
    let mut data = serde_json::json!({
        "@context": "https://schema.org",
        "@type": "VideoObject",
        "name": vod.stream.title,
        "description": description,
        "url": absolute(path),
        "uploadDate": time(vod.stream.start_time),
        "author": {
            "@type": "Person",
            "name": channel.owner.display_name,
            "url": absolute(&addresses::channel_page(&channel.slug)),
        },
    });
    let more = [
        ("duration", vod.stream.duration.map(|seconds| format!("PT{seconds}S"))),
        ("thumbnailUrl", image.map(absolute)),
        ("contentUrl", vod.stream.vod_url.as_deref().map(absolute)),
        ("expires", time(vod.expires_at)),
    ];
    for (name, value) in more {
        if let Some(value) = value {
            data[name] = value.into();
        }
    }
    // Inside a script element only "<" can end it early.
    data.to_string().replace('<', "\\u003c")
}
