//! The room that a socket has joined, and what the client was told of it.

use bytes::Bytes;
use domain::channels::Role;
use domain::chat::{Me, ServerEvent};
use domain::moderation::Permission;
use domain::{ChannelId, Code};
use services::accounts::CurrentUser;
use services::chat::frames::render;
use services::chat::outlet::Outlet;
use services::chat::{self, Entered, Membership, RoomAccess, Rooms};

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
        let mut greeting = vec![render(&joined)];
        greeting.extend(room.emotes.as_ref().map(rendered));
        greeting.extend([rendered(&entered.history), rendered(&room.users)]);
        if let Some(stream_id) = room.on_air {
            let (viewers, peak) = room.viewers;
            greeting.push(render(&ServerEvent::StreamViewers { stream_id, viewers, peak }));
        }
        // A client that comes back may show a message that was unpinned meanwhile.
        if room.pinned.is_some() || entered.recovered {
            greeting.push(render(&ServerEvent::Pinned { message: room.pinned }));
        }
        greeting.extend(entered.deleted.iter().map(render));
        (Self { channel, me, _membership: room.membership }, greeting)
    }

    /// Takes what the user may do and sees from now on; answers the events that tell the client what has changed.
    pub fn update(
        &mut self,
        rooms: &Rooms,
        current_user: &CurrentUser,
        outlet: &Outlet,
        access: RoomAccess,
    ) -> Vec<String> {
        let mut events = Vec::new();
        let (newly_blocked, are_unblocked) = outlet.set_blocked(access.blocked);
        if are_unblocked {
            rooms.recount(self.channel);
        }
        if let Some(by) = current_user.id() {
            // The client already shows these people, and what they have written.
            for person in newly_blocked {
                let hidden =
                    ServerEvent::Deleted { message_id: None, user_id: Some(person), until: None, by, is_blocked: true };
                events.push(render(&hidden));
                events.push(render(&ServerEvent::UserLeft { user_id: person }));
            }
        }
        events.extend(self.set_me(access.me));
        events
    }

    /// Takes what the user may do from now on; answers the event that tells the client, if it is news.
    pub fn set_me(&mut self, me: Me) -> Option<String> {
        if self.me == me {
            return None;
        }
        self.me = me;
        Some(render(&ServerEvent::Me(self.me.clone())))
    }

    /// The user's role in the channel.
    pub fn role(&self) -> Role {
        self.me.role
    }

    /// What the user may do as a moderator.
    pub fn permissions(&self) -> &[Permission] {
        &self.me.permissions
    }

    /// Whether others are told that the user is typing: they may write, or may soon, as slow mode asks.
    pub fn may_type(&self) -> bool {
        self.me.can_send || self.me.reason == Some(Code::SlowMode)
    }

    /// Whether the user may not write until some time.
    pub fn waits(&self) -> bool {
        self.me.until.is_some()
    }

    /// Whether what kept the user from writing may be over.
    pub fn may_be_free(&self) -> bool {
        chat::is_wait_over(&self.me)
    }
}
