//! What the channel has kept of its streams.

use crate::browser;
use crate::error::AppError;
use crate::ui::{Empty, More};
use crate::vods::card::VideoCard;
use crate::vods::rpc::of_channel;
use domain::channels::Channel;
use domain::streams::{Status, Stream};
use domain::vods::Vod;
use domain::{Page, StreamId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long after the end of a stream a page asks for its VOD: the pages of one audience do not ask all at once.
const FIRST_LOOK: Duration = Duration::from_secs(6);
/// The pause before the last time that it asks. Each one is twice as long as the one before.
const LAST_LOOK: Duration = Duration::from_secs(200);

/// The VOD of a stream that has ended while the page was open.
#[derive(Clone, Copy)]
struct Expected {
    vod: StreamId,
    slug: StoredValue<String>,
    shown: RwSignal<Vec<Vod>>,
    stream: RwSignal<Option<Stream>>,
}

/// Shows the VOD once it is ready: in the list, and with a link over the picture that has ended.
fn expect(expected: Expected, pause: Duration) {
    let Expected { vod: ended, slug, shown, stream } = expected;
    browser::after(pause, move || {
        let Some(slug) = slug.try_get_value() else { return };
        spawn_local(async move {
            let page = of_channel(slug, None, Some(AT_ONCE)).await;
            let found = page
                .ok()
                .and_then(|page| page.items.into_iter().find(|vod| vod.stream.id == ended && vod.stream.is_archived));
            match found {
                Some(vod) => {
                    shown.try_update(|shown| {
                        shown.retain(|known| known.stream.id != ended);
                        shown.insert(0, vod);
                    });
                    stream.try_update(|stream| {
                        if let Some(stream) = stream.as_mut().filter(|stream| stream.id == ended) {
                            stream.is_archived = true;
                        }
                    });
                }
                None if pause < LAST_LOOK => expect(expected, pause * 2),
                None => {}
            }
        });
    });
}

/// VODs that come with the page, and with each "more".
pub const AT_ONCE: u32 = 12;

#[component]
pub fn Videos(channel: Channel, stream: RwSignal<Option<Stream>>, first: Result<Page<Vod>, AppError>) -> impl IntoView {
    let failed = RwSignal::new(first.as_ref().err().map(ToString::to_string));
    let first = first.unwrap_or(Page { items: Vec::new(), next_cursor: None });
    let shown = RwSignal::new(first.items);
    let next = RwSignal::new(first.next_cursor);
    let (name, slug) = (channel.name.clone(), StoredValue::new(channel.slug));
    let take = move |page: Page<Vod>| {
        shown.update(|shown| shown.extend(page.items));
        next.set(page.next_cursor);
    };
    Effect::new(move |before: Option<Option<StreamId>>| {
        let on_air = stream
            .with(|stream| stream.as_ref().filter(|stream| stream.status == Status::Live).map(|stream| stream.id));
        if let Some(ended) = before.flatten().filter(|before| on_air != Some(*before)) {
            expect(Expected { vod: ended, slug, shown, stream }, FIRST_LOOK + browser::share_of(FIRST_LOOK));
        }
        on_air
    });
    let ready = move || {
        let videos: Vec<_> = shown.get().into_iter().filter(|vod| vod.stream.is_archived).collect();
        videos
    };
    let hint = StoredValue::new(format!("What {} streams can be watched again here.", channel.name));
    view! {
        <section class="watch-videos" id="channel-videos" aria-label="Videos">
            <h2>"Videos"</h2>
            <div class="card-grid">
                <For each=ready key=|vod| vod.stream.id let(vod)>
                    <VideoCard vod=vod name=name.clone() />
                </For>
            </div>
            <Show when=move || failed.with(Option::is_none) && shown.with(Vec::is_empty)>
                <Empty icon=icondata_lu::LuFilm title="No videos yet">
                    <p>{hint.get_value()}</p>
                </Empty>
            </Show>
            <More
                next=next
                failure="The videos didn't load."
                failed=failed
                load=move |from| of_channel(slug.get_value(), from, Some(AT_ONCE))
                take=take
            />
        </section>
    }
    .into_any()
}
