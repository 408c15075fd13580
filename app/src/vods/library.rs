//! A channel's VODs as their owner sees them: what there is, what it takes, and what becomes of it.

mod delete_dialog;
mod entry;

use super::rpc::of_channel;
use crate::browser;
use crate::ui::{Button, ButtonLink, Empty, Tile, format};
use delete_dialog::DeleteDialog;
use domain::channels::Channel;
use domain::vods::Vod;
use domain::{ChannelId, Page, StreamId};
use entry::Entry;
pub use entry::visibilities;
use leptos::either::Either;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// VODs that come with the page, and with each "more".
pub const AT_ONCE: u32 = 30;
/// How often a recording that is being finished is looked at.
const POLL: Duration = Duration::from_secs(4);

/// What the parts of the library share.
#[derive(Clone, Copy)]
pub struct LibraryState {
    channel: ChannelId,
    slug: StoredValue<String>,
    videos: RwSignal<Vec<RwSignal<Vod>>>,
    next: RwSignal<Option<String>>,
    used: RwSignal<i64>,
    failed: RwSignal<Option<String>>,
    loading: RwSignal<bool>,
    /// Which entry's form is open.
    editing: RwSignal<Option<StreamId>>,
    /// Which VOD is about to be deleted.
    leaving: RwSignal<Option<Vod>>,
}

impl LibraryState {
    /// Takes a page in: what is known is brought up to date, what is new finds its place.
    fn take(self, page: Page<Vod>, at_the_end: bool) {
        let mut fresh = Vec::new();
        for vod in page.items {
            let known = self.videos.with_untracked(|videos| {
                videos.iter().find(|known| known.with_untracked(|known| known.stream.id == vod.stream.id)).copied()
            });
            match known {
                Some(known) if known.with_untracked(|known| *known != vod) => known.set(vod),
                Some(_) => {}
                None => fresh.push(RwSignal::new(vod)),
            }
        }
        self.videos.update(|videos| {
            let at = if at_the_end { videos.len() } else { 0 };
            videos.splice(at..at, fresh);
        });
        if at_the_end {
            self.next.set(page.next_cursor);
        }
    }

    /// Asks for the next page, or for the first again.
    fn load(self, cursor: Option<String>) {
        if self.loading.get_untracked() {
            return;
        }
        self.loading.set(true);
        let slug = self.slug.get_value();
        spawn_local(async move {
            let more = cursor.is_some();
            let answer = of_channel(slug, cursor, Some(AT_ONCE)).await;
            if self.loading.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(page) => {
                    self.failed.set(None);
                    self.take(page, more);
                    self.measure();
                }
                Err(error) => self.failed.set(Some(error.to_string())),
            }
        });
    }

    /// Asks how much storage is taken now.
    fn measure(self) {
        spawn_local(async move {
            if let Ok(used) = super::rpc::used(self.channel).await {
                self.used.try_set(used);
            }
        });
    }

    fn remove(self, id: StreamId) {
        self.videos.update(|videos| videos.retain(|vod| vod.with_untracked(|vod| vod.stream.id != id)));
        self.measure();
    }
}

/// The library, from what the page loaded with.
#[component]
pub fn Library(channel: Channel, first: Page<Vod>, used: i64) -> impl IntoView {
    let library = LibraryState {
        channel: channel.id,
        slug: StoredValue::new(channel.slug.clone()),
        videos: RwSignal::new(first.items.into_iter().map(RwSignal::new).collect()),
        next: RwSignal::new(first.next_cursor),
        used: RwSignal::new(used),
        failed: RwSignal::new(None),
        loading: RwSignal::new(false),
        editing: RwSignal::new(None),
        leaving: RwSignal::new(None),
    };
    Effect::new(move |_| {
        browser::every_visible(POLL, move || {
            let unfinished =
                library.videos.with_untracked(|videos| videos.iter().any(|vod| vod.with_untracked(Vod::is_unfinished)));
            if unfinished {
                library.load(None);
            }
        });
    });
    let empty = Memo::new(move |_| library.videos.with(Vec::is_empty));
    let keeps = channel.vods.is_some_and(|vods| vods.archive);
    let records = channel
        .stream
        .as_ref()
        .is_some_and(|stream| stream.dvr_url.is_some() || matches!(stream.recording_path, Some(Some(_))));
    view! {
        <div class="library">
            <Tile
                title="Videos"
                icon=icondata_lu::LuFilm
                id="library"
                aside=move || view! { <span class="tabular-nums">{move || format!("{} used", format::bytes(library.used.get()))}</span> }
            >
                {move || {
                    if empty.get() {
                        Either::Left(view! {
                            <Empty icon=icondata_lu::LuFilm title="No videos yet">
                                <p>
                                    {if records {
                                        "This stream is being recorded and appears here when it has ended."
                                    } else if keeps {
                                        "Your next stream is recorded and appears here when it has ended."
                                    } else {
                                        "Your streams are not recorded. Turn recording on in the settings, and the next one appears here."
                                    }}
                                </p>
                            </Empty>
                        })
                    } else {
                        Either::Right(view! {
                            <ul class="entries">
                                <For each=move || library.videos.get() key=|vod| vod.with_untracked(|vod| vod.stream.id) let(vod)>
                                    <Entry library=library vod=vod />
                                </For>
                            </ul>
                        })
                    }
                }}
                {move || {
                    library
                        .failed
                        .get()
                        .map(|words| {
                            view! {
                                <p class="library-failed" role="alert">
                                    {format!("The list didn't load. {words}")}
                                </p>
                            }
                        })
                }}
                <Show when=move || library.next.with(Option::is_some)>
                    <div class="needs-script">
                        <Button busy=library.loading on:click=move |_| library.load(library.next.get_untracked())>
                            "Show more"
                        </Button>
                    </div>
                </Show>
            </Tile>
            <KeptTile channel=channel />
            <DeleteDialog library=library />
        </div>
    }
    .into_any()
}

/// What the channel keeps of its streams, which its settings change.
#[component]
fn KeptTile(channel: Channel) -> impl IntoView {
    let Some(vods) = channel.vods else { return ().into_any() };
    let how_long = match vods.retention_days {
        None => "for good".to_owned(),
        Some(1) => "for a day".to_owned(),
        Some(days) => format!("for {days} days"),
    };
    let words = match vods.archive {
        true => format!("Your streams are recorded, and videos are kept {how_long}."),
        false => format!("Your streams are not recorded. Videos that are here are kept {how_long}."),
    };
    view! {
        <Tile title="Recordings" icon=icondata_lu::LuSettings>
            <p>{words}</p>
            <div>
                <ButtonLink href=format!("/dashboard/channel?channel={}", channel.slug)>"Change in settings"</ButtonLink>
            </div>
        </Tile>
    }
    .into_any()
}
