//! The room that a socket has joined, and what the client was told of it.

use bytes::Bytes;
use domain::ChannelId;
use domain::chat::{Me, ServerEvent};
use services::accounts::CurrentUser;
use services::chat::frames::render;
use services::chat::{Entered, Membership, RoomAccess, RoomFrames};
use std::future::pending;
use tokio::sync::broadcast::error::RecvError;

pub struct JoinedRoom {
    pub channel: ChannelId,
    pub frames: RoomFrames,
    me: Me,
    /// Leaves the room when dropped.
    _membership: Membership,
}

impl JoinedRoom {
    /// The room, and the events that greet the client in it.
    pub fn enter(entered: Entered) -> (Self, Vec<String>) {
        let (channel, me, room) = (entered.channel, entered.me, entered.joined);
        let joined = ServerEvent::Joined {
            stream_id: room.on_air,
            channel_id: channel,
            epoch: entered.epoch,
            seq: room.seq,
            recovered: entered.recovered,
            modes: room.modes,
            me: me.clone(),
        };
        let rendered = |bytes: &Bytes| String::from_utf8_lossy(bytes).into_owned();
        let mut greeting = vec![render(&joined), rendered(&entered.history), rendered(&room.users)];
        if let Some(stream_id) = room.on_air {
            let (viewers, peak) = room.viewers;
            greeting.push(render(&ServerEvent::StreamViewers { stream_id, viewers, peak }));
        }
        (Self { channel, frames: room.frames, me, _membership: room.membership }, greeting)
    }

    /// Takes what the user may do and sees from now on; answers the events that tell the client what has changed.
    pub fn update(&mut self, current_user: &CurrentUser, access: RoomAccess) -> Vec<String> {
        let mut events = Vec::new();
        let newly_blocked = self.frames.set_blocked(access.blocked);
        if let Some(by) = current_user.id() {
            // The client already shows these people, and what they have written.
            for person in newly_blocked {
                events.push(render(&ServerEvent::Deleted { message_id: None, user_id: Some(person), by }));
                events.push(render(&ServerEvent::UserLeft { user_id: person }));
            }
        }
        if self.me != access.me {
            self.me = access.me;
            events.push(render(&ServerEvent::Me(self.me.clone())));
        }
        events
    }
}

/// The room's next frame; none comes for a socket that is in no room.
pub async fn next_frame(joined: &mut Option<JoinedRoom>) -> Result<Bytes, RecvError> {
    match joined {
        Some(joined) => joined.frames.recv().await,
        None => pending().await,
    }
}
