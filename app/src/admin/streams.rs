//! What is on air right now, and the way to end it.

use super::entry::AdminEntry;
use super::reason::{Deed, ReasonDialog};
use super::rpc::{EndStream, streams};
use crate::browser;
use crate::ui::{Button, Empty, FormState, LivePill, Pill, Tile, Tone, Uptime, format, toasts};
use domain::Page;
use domain::addresses;
use domain::admin::AdminStream;
use domain::streams::Status;
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How often the list is read while the page is open and visible.
const AGAIN: Duration = Duration::from_secs(10);

type Asked = RwSignal<Option<AdminStream>>;

#[component]
pub fn StreamList(first: Page<AdminStream>) -> impl IntoView {
    let shown = RwSignal::new(first.items);
    let (asked, failure): (Asked, _) = (RwSignal::new(None), RwSignal::new(None::<String>));
    let read = move || {
        spawn_local(async move {
            // A failure says so and is tried again: the next reading comes by itself.
            match streams().await {
                Ok(page) => {
                    shown.try_set(page.items);
                    failure.try_set(None);
                }
                Err(error) => _ = failure.try_set(Some(error.to_string())),
            }
        });
    };
    Effect::new(move |_| browser::every_visible(AGAIN, read));
    let viewers =
        Memo::new(move |_| shown.with(|shown| shown.iter().map(|one| i64::from(one.stream.viewer_count)).sum::<i64>()));
    view! {
        <Tile
            title="On air now"
            icon=lu::LuRadio
            id="streams"
            aside=move || view! { <span class="tabular-nums">{move || format::counted(viewers.get(), "viewer", "viewers")}</span> }.into_any()
        >
            <p class="library-failed" role="status">
                {move || failure.get().map(|words| format!("The list is as it was before. {words}"))}
            </p>
            <Show when=move || shown.with(Vec::is_empty)>
                <Empty icon=lu::LuRadio title="Nothing is on air">
                    <p>"Streams appear here as soon as they go live."</p>
                </Empty>
            </Show>
            <ul class="admin-list">
                <For each=move || shown.get() key=|one| one.stream.id let(one)>
                    <StreamEntry first=one shown=shown asked=asked />
                </For>
            </ul>
        </Tile>
        {move || asked.get().map(|one| view! { <StreamDialog one=one asked=asked read=Callback::new(move |()| read()) /> })}
    }
    .into_any()
}

/// A row stays the same element while its figures change, so that it keeps the focus.
#[component]
fn StreamEntry(first: AdminStream, shown: RwSignal<Vec<AdminStream>>, asked: Asked) -> impl IntoView {
    let (id, kept) = (first.stream.id, first.clone());
    let now = Memo::new(move |before: Option<&AdminStream>| {
        let found = shown.with(|shown| shown.iter().find(|one| one.stream.id == id).cloned());
        found.or_else(|| before.cloned()).unwrap_or_else(|| kept.clone())
    });
    let channel = first.channel;
    let standing = move || {
        now.with(|now| match now.stream.status {
            Status::Live if now.stream.reconnecting => {
                view! { <Pill tone=Tone::Warn>"Waits for its encoder"</Pill> }.into_any()
            }
            Status::Live => view! { <LivePill /> }.into_any(),
            _ => view! { <Pill>"Ending"</Pill> }.into_any(),
        })
    };
    let figures = move || {
        now.with(|now| {
            let watching = format::counted(now.stream.viewer_count.into(), "viewer", "viewers");
            format!("{watching} (peak {}) · ", format::count(now.stream.peak_viewers.into()))
        })
    };
    let since = Signal::derive(move || now.with(|now| now.stream.start_time));
    let is_live = Memo::new(move |_| now.with(|now| now.stream.status == Status::Live));
    let name = StoredValue::new(channel.name.clone());
    let standing = view! {
        {standing}
        {(!channel.is_public).then(|| view! { <Pill>"Private"</Pill> })}
    };
    let end = view! {
        <Show when=move || is_live.get()>
            <span class="needs-script">
                <Button on:click=move |_| asked.set(Some(now.get_untracked()))>
                    "End" <span class="sr-only">{format!(" the stream of {}", name.get_value())}</span>
                </Button>
            </span>
        </Show>
    };
    view! {
        <AdminEntry
            name=channel.name.clone()
            picture=channel.picture()
            href=channel.is_public.then(|| addresses::channel_page(&channel.slug))
            standing=standing.into_any()
            aside=end.into_any()
        >
            <p><bdi dir="auto">{move || now.with(|now| now.stream.title.clone())}</bdi></p>
            <p class="text-soft">{figures} <Uptime since=since /></p>
        </AdminEntry>
    }
    .into_any()
}

#[component]
fn StreamDialog(one: AdminStream, asked: Asked, read: Callback<()>) -> impl IntoView {
    let (toasts, name) = (toasts(), one.channel.name.clone());
    let deed = Deed {
        title: format!("End the stream of {name}?"),
        what: "Viewers stop seeing it within seconds. The channel gets another stream key, so that its encoder does not come back by itself: the owner is mailed the reason, and finds the new key in the stream manager.".into(),
        button: "End stream",
        is_harmful: true,
    };
    let form = FormState::<EndStream>::new();
    form.on_success(move |()| {
        toasts.say(format!("The stream of {name} has ended."));
        read.run(());
        // The row goes, and its button with it.
        browser::focus_on("#streams h2");
    });
    let closed = Callback::new(move |()| asked.set(None));
    view! { <ReasonDialog form=form deed=deed sends=vec![("stream", one.stream.id.to_string())] closed=closed /> }
        .into_any()
}
