//! The channel's stream as it is right now, kept so by the socket.

use crate::browser;
use crate::channels::rpc::get_channel;
use crate::socket::{self, SocketState};
use domain::addresses;
use domain::channels::Channel;
use domain::chat::ServerEvent;
use domain::streams::{Status, Stream};
use domain::{ChannelId, Code, StreamId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// Starts from the channel as the page came with it and follows every change without a reload, but that the channel is gone for this viewer.
pub fn follow(channel: &Channel) -> RwSignal<Option<Stream>> {
    let stream = RwSignal::new(channel.stream.clone());
    let following = Following {
        id: channel.id,
        slug: StoredValue::new(channel.slug.clone()),
        stream,
        joined: StoredValue::new(None),
    };
    socket::listen(move |events| events.iter().for_each(|event| following.hear(event)));
    let connection = socket::connection();
    Effect::new(move |_| {
        if connection.get() == SocketState::Lost {
            following.joined.update_value(|joined| *joined = joined.map(|_| false));
        }
    });
    stream
}

#[derive(Clone, Copy)]
struct Following {
    id: ChannelId,
    slug: StoredValue<String>,
    stream: RwSignal<Option<Stream>>,
    /// Whether what comes is of this channel's room: outside of rooms the socket tells of every public stream.
    /// None before the first time.
    joined: StoredValue<Option<bool>>,
}

impl Following {
    fn hear(self, event: &ServerEvent) {
        match event {
            ServerEvent::Joined { channel_id, stream_id, .. } if *channel_id == self.id => self.join(*stream_id),
            ServerEvent::StreamStatus { stream_id, status, started_at, title, reconnecting } => {
                let known =
                    self.stream.with_untracked(|stream| stream.as_ref().is_some_and(|stream| stream.id == *stream_id));
                if !known && (*status != Status::Live || self.joined.get_value() != Some(true)) {
                    return;
                }
                if !known {
                    // The rest (recording, title) is loaded a little later, so that the viewers of this page do not all ask at once.
                    let later = Duration::from_secs(2) + browser::share_of(Duration::from_secs(8));
                    browser::after(later, move || self.refresh());
                }
                self.stream.update(|stream| {
                    let stream = match stream {
                        Some(stream) if known => stream,
                        other => other.insert(blank(*stream_id, self.id)),
                    };
                    if *status != Status::Live && stream.status == Status::Live {
                        stream.end_time = Some(browser::now());
                    }
                    stream.status = *status;
                    stream.title.clone_from(title);
                    stream.start_time = started_at.or(stream.start_time);
                    stream.reconnecting = *reconnecting;
                });
            }
            ServerEvent::StreamViewers { stream_id, viewers, peak } => {
                let changes = self.stream.with_untracked(|stream| {
                    let Some(stream) = stream.as_ref().filter(|stream| stream.id == *stream_id) else { return false };
                    stream.viewer_count != *viewers || stream.peak_viewers != *peak
                });
                if changes {
                    self.stream.update(|stream| {
                        if let Some(stream) = stream {
                            stream.viewer_count = *viewers;
                            stream.peak_viewers = *peak;
                        }
                    });
                }
            }
            // The room is not there for this viewer any more: its channel was deleted or hidden.
            ServerEvent::Error { code: Code::NotFound, nonce: None, .. } => self.leave(),
            _ => {}
        }
    }

    /// The socket has joined the room. The page has missed what changed since it was rendered, or while the socket was away.
    fn join(self, on_air: Option<StreamId>) {
        let before = self.joined.get_value();
        self.joined.set_value(Some(true));
        let shown = self.stream.with_untracked(|stream| {
            stream.as_ref().filter(|stream| stream.status == Status::Live).map(|stream| stream.id)
        });
        if on_air != shown
            && let Some(on_air) = on_air
        {
            // The player needs only the stream's address; title and description follow.
            self.stream.set(Some(blank(on_air, self.id)));
        }
        if on_air != shown || before.is_some() {
            self.refresh();
        }
    }

    /// Loads the page anew, as this one is full of what listens to a stream that is gone. Not all of its viewers do so at the same moment.
    fn leave(self) {
        browser::after(browser::share_of(Duration::from_secs(2)), move || {
            if self.slug.try_get_value().is_some() {
                browser::reload();
            }
        });
    }

    fn refresh(self) {
        let Some(slug) = self.slug.try_get_value() else { return };
        spawn_local(async move {
            let Ok(channel) = get_channel(slug).await else { return };
            self.stream.try_update(|stream| match channel.stream {
                Some(fresh) => *stream = Some(fresh),
                None => {
                    if let Some(stream) = stream {
                        stream.status = Status::Archived;
                    }
                }
            });
        });
    }
}

/// A stream of which only the id is known yet.
fn blank(id: StreamId, channel_id: ChannelId) -> Stream {
    Stream {
        id,
        channel_id,
        title: String::new(),
        description: None,
        status: Status::Live,
        start_time: None,
        end_time: None,
        viewer_count: 0,
        peak_viewers: 0,
        minutes_watched: 0,
        duration: None,
        hls_url: Some(addresses::live(id, addresses::MULTIVARIANT)),
        thumbnail_url: None,
        is_archived: false,
        vod_url: None,
        dvr_url: None,
        reconnecting: false,
        recording_path: None,
    }
}
