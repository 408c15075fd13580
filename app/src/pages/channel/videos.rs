//! What the channel has kept of its streams.

use crate::error::AppError;
use crate::ui::{Button, Empty};
use crate::vods::card::VideoCard;
use crate::vods::rpc::of_channel;
use domain::Page;
use domain::channels::Channel;
use domain::vods::Vod;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// VODs that come with the page, and with each "more".
pub const AT_ONCE: u32 = 12;

#[component]
pub fn Videos(channel: Channel, first: Result<Page<Vod>, AppError>) -> impl IntoView {
    let failed = RwSignal::new(first.as_ref().err().map(ToString::to_string));
    let first = first.unwrap_or(Page { items: Vec::new(), next_cursor: None });
    let shown = RwSignal::new(first.items);
    let next = RwSignal::new(first.next_cursor);
    let busy = RwSignal::new(false);
    let (name, slug) = (channel.name.clone(), StoredValue::new(channel.slug));
    let load = move |_| {
        busy.set(true);
        let (slug, from) = (slug.get_value(), next.get_untracked());
        spawn_local(async move {
            let answer = of_channel(slug, from, Some(AT_ONCE)).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(page) => {
                    failed.set(None);
                    shown.update(|shown| shown.extend(page.items));
                    next.set(page.next_cursor);
                }
                Err(error) => failed.set(Some(error.to_string())),
            }
        });
    };
    let ready = move || {
        let videos: Vec<_> = shown.get().into_iter().filter(|vod| vod.stream.is_archived).collect();
        videos
    };
    let hint = StoredValue::new(format!("What {} streams can be watched again here.", channel.name));
    view! {
        <section class="watch-videos" aria-label="Videos">
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
            <p class="library-failed" role="status">
                {move || failed.get().map(|words| format!("The videos didn't load. {words}"))}
            </p>
            <Show when=move || next.with(Option::is_some) || failed.with(Option::is_some)>
                <div class="needs-script">
                    <Button busy=busy on:click=load>
                        {move || if failed.with(Option::is_some) { "Try again" } else { "Show more" }}
                    </Button>
                </div>
            </Show>
        </section>
    }
    .into_any()
}
