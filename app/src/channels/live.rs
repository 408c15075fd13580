//! Who is live, for the whole application: rendered by the server, kept right by the socket.

use super::rpc;
use crate::{browser, socket};
use domain::channels::Channel;
use domain::chat::ServerEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// Viewer counts elsewhere and thumbnails change without an event, and a lost socket misses some, so the list is also polled.
const REFRESH: Duration = Duration::from_secs(27);
/// How much later some pages ask than others, so that those which opened together do not all ask together.
const SPREAD: Duration = Duration::from_secs(6);
/// As many channels as a list shows.
const MOST: usize = 60;

#[derive(Clone, Copy)]
struct Live(Resource<Vec<Channel>>);

/// Asks who is live, and hears of each channel that comes or goes.
pub fn provide_live() {
    let live = Resource::new(|| (), |()| async { rpc::live_channels().await.unwrap_or_default() });
    provide_context(Live(live));
    Effect::new(move |_| {
        socket::listen(move |events| {
            let is_told = |event: &ServerEvent| {
                matches!(
                    event,
                    ServerEvent::ChannelLive { .. }
                        | ServerEvent::ChannelOffline { .. }
                        | ServerEvent::StreamViewers { .. }
                )
            };
            // Before the list is loaded there is nothing to change: the answer, once it comes, includes this event.
            if events.iter().any(is_told) && live.with_untracked(Option::is_some) {
                live.update(|channels| events.iter().for_each(|event| hear(channels.get_or_insert_default(), event)));
            }
        });
        refreshed(move || {
            spawn_local(async move {
                // A request that fails is repeated in half a minute; what is known stays on the page.
                if let Ok(channels) = rpc::live_channels().await {
                    live.try_update(|known| *known = Some(channels));
                }
            });
        });
    });
}

/// Runs `ask` every half minute, more or less, while the page is visible. Call it in an `Effect`.
pub fn refreshed(ask: impl Fn() + 'static) {
    browser::every_visible(REFRESH + browser::share_of(SPREAD), ask);
}

/// Brings the list up to date without asking the server: pages that all asked at once would be a burden to it.
fn hear(channels: &mut Vec<Channel>, event: &ServerEvent) {
    match event {
        // Of the channel that is open: a page shows one number of its viewers everywhere.
        ServerEvent::StreamViewers { stream_id, viewers, .. } => {
            let streams = channels.iter_mut().filter_map(|channel| channel.stream.as_mut());
            streams.filter(|stream| stream.id == *stream_id).for_each(|stream| stream.viewer_count = *viewers);
        }
        ServerEvent::ChannelOffline { channel_id } => channels.retain(|channel| channel.id != *channel_id),
        ServerEvent::ChannelLive { channel } => match channels.iter().position(|known| known.id == channel.id) {
            Some(known) => channels[known].clone_from(channel),
            None if channels.len() < MOST => channels.push((**channel).clone()),
            None => {}
        },
        _ => {}
    }
}

/// Public channels that are live, most watched first. Read it under `Transition`.
pub fn use_live() -> Resource<Vec<Channel>> {
    expect_context::<Live>().0
}
