//! The room that a socket has joined, and what the client was told of it.

use bytes::Bytes;
use domain::ChannelId;
use domain::chat::{Me, ServerEvent};
use services::accounts::CurrentUser;
use services::chat::frames::render;
use services::chat::outlet::Outlet;
use services::chat::{Entered, Membership, RoomAccess};

pub struct JoinedRoom {
    pub channel: ChannelId,
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
        (Self { channel, me, _membership: room.membership }, greeting)
    }

    /// Takes what the user may do and sees from now on; answers the events that tell the client what has changed.
    pub fn update(&mut self, current_user: &CurrentUser, outlet: &Outlet, access: RoomAccess) -> Vec<String> {
        let mut events = Vec::new();
        let newly_blocked = outlet.set_blocked(access.blocked);
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
