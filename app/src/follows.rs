//! Follows: the button beside a channel's name, and the followed channels for the whole application.

pub mod button;
pub mod rpc;

use crate::accounts::use_current_user;
use crate::channels::live::refreshed;
use crate::error::AppError;
use crate::socket;
use domain::Page;
use domain::accounts::Account;
use domain::channels::Channel;
use domain::chat::ServerEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Channels that come with each page, and with each "more".
pub const AT_ONCE: u32 = 24;

/// The first page of the channels that the user follows, as the rail and the page *Following* show them.
pub type FollowedChannels = Resource<Result<Page<Channel>, AppError>>;

#[derive(Clone, Copy)]
struct Followed(FollowedChannels);

/// Asks whom the user follows, and hears of each stream that comes or goes.
pub fn provide_followed() {
    let current_user = use_current_user();
    let followed: FollowedChannels = Resource::new(|| (), move |()| first_page(current_user));
    provide_context(Followed(followed));
    Effect::new(move |_| {
        socket::listen(move |events| {
            let concerns = |event: &ServerEvent| {
                followed.with_untracked(|page| {
                    let channels = page.as_ref().and_then(|page| page.as_ref().ok());
                    channels.is_some_and(|page| concerned(&page.items, event).is_some())
                })
            };
            if events.iter().any(concerns) {
                followed.update(|page| {
                    if let Some(Ok(page)) = page {
                        events.iter().for_each(|event| hear(&mut page.items, event));
                    }
                });
            }
        });
        refreshed(move || {
            spawn_local(async move {
                // A request that fails is repeated in half a minute; what is known stays on the page.
                if let Ok(page) = first_page(current_user).await {
                    followed.try_update(|known| *known = Some(Ok(page)));
                }
            });
        });
    });
}

async fn first_page(current_user: Resource<Option<Account>>) -> Result<Page<Channel>, AppError> {
    match current_user.await {
        Some(_) => rpc::followed_channels(None, Some(AT_ONCE)).await,
        None => Ok(Page::default()),
    }
}

/// The followed channel that an event is about.
fn concerned(channels: &[Channel], event: &ServerEvent) -> Option<usize> {
    match event {
        ServerEvent::ChannelOffline { channel_id } => channels.iter().position(|known| known.id == *channel_id),
        ServerEvent::ChannelLive { channel } => channels.iter().position(|known| known.id == channel.id),
        _ => None,
    }
}

fn hear(channels: &mut [Channel], event: &ServerEvent) {
    let Some(known) = concerned(channels, event).and_then(|at| channels.get_mut(at)) else { return };
    match event {
        ServerEvent::ChannelOffline { .. } => known.stream = None,
        ServerEvent::ChannelLive { channel } => known.clone_from(channel),
        _ => {}
    }
}

/// The channels that the user follows. Read it under `Transition`.
pub fn use_followed() -> FollowedChannels {
    expect_context::<Followed>().0
}

/// Followed channels in the order of lists: those that are live, the most watched first, and the others.
pub fn live_and_offline(channels: Vec<Channel>) -> (Vec<Channel>, Vec<Channel>) {
    let (mut live, offline): (Vec<_>, Vec<_>) = channels.into_iter().partition(Channel::is_live);
    live.sort_by_key(|channel| std::cmp::Reverse(channel.stream.as_ref().map_or(0, |stream| stream.viewer_count)));
    (live, offline)
}
