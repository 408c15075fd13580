//! Server frames: each event is rendered once, for all who receive it. Only sockets whose user has blocked people get frames of their own.

use bytes::{BufMut, Bytes, BytesMut};
use domain::UserId;
use domain::chat::ServerEvent;
use std::collections::HashSet;

/// An event as JSON.
pub fn render(event: &ServerEvent) -> String {
    // Serialization can fail only for maps with keys that are not strings, and no event has one.
    serde_json::to_string(event).unwrap_or_default()
}

/// An array of rendered events, as a whole WebSocket message: servers do not mask, so its bytes are the same for every reader.
#[derive(Clone, Debug)]
pub struct Frame {
    wire: Bytes,
    header: usize,
}

impl Frame {
    /// The frame of these rendered events.
    pub fn new(events: &[String]) -> Self {
        let length = (events.iter().map(|event| event.len() + 1).sum::<usize>() + 1).max(2);
        let mut wire = BytesMut::with_capacity(length + 10);
        // One final text frame (RFC 6455, section 5.2).
        wire.put_u8(0x81);
        match (u8::try_from(length), u16::try_from(length)) {
            (Ok(length @ ..=125), _) => wire.put_u8(length),
            (_, Ok(length)) => {
                wire.put_u8(126);
                wire.put_u16(length);
            }
            _ => {
                wire.put_u8(127);
                wire.put_u64(length as u64);
            }
        }
        let header = wire.len();
        wire.put_u8(b'[');
        for (index, event) in events.iter().enumerate() {
            if index > 0 {
                wire.put_u8(b',');
            }
            wire.put_slice(event.as_bytes());
        }
        wire.put_u8(b']');
        Self { wire: wire.freeze(), header }
    }

    /// The JSON text.
    pub fn text(&self) -> Bytes {
        self.wire.slice(self.header..)
    }

    /// The bytes as they go to the peer: the header of RFC 6455 and the text.
    pub fn wire(&self) -> &Bytes {
        &self.wire
    }
}

/// Whom an event of a room shows.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shows {
    /// No person, such as a stream's status.
    Nothing,
    /// One person, for whom it is hidden as a whole: a message, a join or a leave.
    Person(UserId),
    /// A list of people, each with an id.
    People,
    /// A pinned message of this person, for whom none is pinned otherwise.
    Pinned(UserId),
    /// The people who are typing, in the order of the names.
    Typing(Vec<UserId>),
}

/// An event of a room as JSON.
pub(super) struct RoomEvent {
    text: String,
    shows: Shows,
}

impl RoomEvent {
    pub fn new(event: &ServerEvent) -> Self {
        let shows = match event {
            ServerEvent::Message { message } | ServerEvent::Announcement { message } => Shows::Person(message.user.id),
            ServerEvent::Restored { messages } => {
                messages.first().map_or(Shows::Nothing, |message| Shows::Person(message.user.id))
            }
            ServerEvent::Pinned { message: Some(message) } => Shows::Pinned(message.user.id),
            ServerEvent::UserJoined { user } => Shows::Person(user.id),
            ServerEvent::UserLeft { user_id } => Shows::Person(*user_id),
            ServerEvent::Users { .. } => Shows::People,
            _ => Shows::Nothing,
        };
        Self { text: render(event), shows }
    }

    /// The people who are typing; the event itself has only their names.
    pub fn typing(people: Vec<(UserId, String)>) -> Self {
        let (ids, users) = people.into_iter().unzip();
        Self { text: render(&ServerEvent::Typing { users }), shows: Shows::Typing(ids) }
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }
}

/// A frame of a room, and where each event ends in it.
pub(super) struct RoomFrame {
    shared: Frame,
    events: Vec<(usize, Shows)>,
}

impl RoomFrame {
    pub fn new(events: Vec<RoomEvent>) -> Self {
        let (texts, shows): (Vec<String>, Vec<Shows>) =
            events.into_iter().map(|event| (event.text, event.shows)).unzip();
        let ends = texts.iter().scan(0, |end, text| {
            *end += 1 + text.len();
            Some(*end)
        });
        Self { events: ends.zip(shows).collect(), shared: Frame::new(&texts) }
    }

    /// The frame for a reader who has blocked these people; none if nothing is left of it.
    pub fn without(&self, blocked: &HashSet<UserId>) -> Option<Frame> {
        if blocked.is_empty() {
            return Some(self.shared.clone());
        }
        let shared = self.shared.text();
        let mut begin = 0;
        let (mut kept, mut is_changed) = (Vec::with_capacity(self.events.len()), false);
        for (end, shows) in &self.events {
            // In front of each event is a bracket or a comma.
            let text = shared.get(begin + 1..*end).unwrap_or_default();
            begin = *end;
            let own = match shows {
                Shows::Nothing => None,
                Shows::Person(person) if blocked.contains(person) => {
                    is_changed = true;
                    continue;
                }
                Shows::Person(_) => None,
                // What was pinned before is pinned no longer.
                Shows::Pinned(person) => {
                    blocked.contains(person).then(|| render(&ServerEvent::Pinned { message: None }))
                }
                Shows::People => people_without(text, blocked),
                Shows::Typing(ids) => typing_without(text, ids, blocked),
            };
            is_changed |= own.is_some();
            kept.push(own.unwrap_or_else(|| String::from_utf8_lossy(text).into_owned()));
        }
        match is_changed {
            false => Some(self.shared.clone()),
            true => (!kept.is_empty()).then(|| Frame::new(&kept)),
        }
    }
}

/// A rendered `chat:users` event without these people; none if it shows none of them.
pub(super) fn people_without(event: &[u8], blocked: &HashSet<UserId>) -> Option<String> {
    // Sockets without blocks join without reading the list.
    if blocked.is_empty() {
        return None;
    }
    let Ok(ServerEvent::Users { mut users, mut total }) = serde_json::from_slice(event) else { return None };
    let shown = users.len();
    users.retain(|person| !blocked.contains(&person.id));
    if users.len() == shown {
        return None;
    }
    // Small rooms tell joins and leaves one by one, and these are hidden: what the reader counts has to agree.
    total -= shown - users.len();
    Some(render(&ServerEvent::Users { users, total }))
}

fn typing_without(event: &[u8], ids: &[UserId], blocked: &HashSet<UserId>) -> Option<String> {
    if !ids.iter().any(|id| blocked.contains(id)) {
        return None;
    }
    let Ok(ServerEvent::Typing { users }) = serde_json::from_slice(event) else { return None };
    let shown = users.into_iter().zip(ids).filter(|(_, id)| !blocked.contains(id));
    Some(render(&ServerEvent::Typing { users: shown.map(|(name, _)| name).collect() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::chat::{Message, Participant};
    use serde_json::{Value, json};
    use uuid::Uuid;

    fn person(n: u128) -> Participant {
        let (username, display_name) = (format!("user{n}"), format!("User {n}"));
        Participant { id: Uuid::from_u128(n).into(), username, display_name, badges: Vec::new() }
    }

    fn joined(n: u128) -> RoomEvent {
        RoomEvent::new(&ServerEvent::UserJoined { user: person(n) })
    }

    fn read(frame: Option<Frame>) -> Value {
        frame.map_or(Value::Null, |frame| serde_json::from_slice(&frame.text()).unwrap())
    }

    #[test]
    fn a_frame_says_how_long_its_text_is() {
        for (events, header) in [
            (vec![], vec![0x81, 2]),
            (vec!["1".repeat(123)], vec![0x81, 125]),
            (vec!["1".repeat(124)], vec![0x81, 126, 0, 126]),
            (vec!["1".repeat(100), "2".repeat(100)], vec![0x81, 126, 0, 203]),
            (vec!["1".repeat(65_533)], vec![0x81, 126, 0xff, 0xff]),
            (vec!["1".repeat(65_534)], vec![0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]),
        ] {
            let frame = Frame::new(&events);
            assert_eq!(frame.wire()[..frame.header], header);
            assert_eq!(frame.text(), format!("[{}]", events.join(",")));
        }
    }

    #[test]
    fn a_frame_is_shared_unless_it_shows_a_blocked_person() {
        let frame = RoomFrame::new(vec![joined(1), joined(2), joined(3)]);
        for blocked in [HashSet::new(), HashSet::from([person(4).id])] {
            let same = frame.without(&blocked).unwrap();
            assert_eq!(same.wire().as_ptr(), frame.shared.wire().as_ptr(), "the same bytes, not a copy");
        }
        let own = read(frame.without(&HashSet::from([person(2).id])));
        let shown: Vec<&Value> = own.as_array().unwrap().iter().map(|event| &event["user"]["username"]).collect();
        assert_eq!(shown, ["user1", "user3"]);
        let all = [1, 2, 3].map(|n| person(n).id);
        assert!(frame.without(&all.into()).is_none(), "an empty frame is not sent");
    }

    #[test]
    fn a_pinned_message_of_a_blocked_person_is_none() {
        let message: Message = serde_json::from_value(json!({
            "id": Uuid::nil(), "seq": 1, "streamId": null, "channelId": Uuid::nil(), "content": "rules", "badges": [],
            "user": { "id": person(1).id, "username": "user1", "displayName": "User 1", "avatar": null, "color": 0 },
            "createdAt": "2026-01-01T00:00:00Z"
        }))
        .unwrap();
        let frame = RoomFrame::new(vec![RoomEvent::new(&ServerEvent::Pinned { message: Some(message) })]);
        let own = read(frame.without(&HashSet::from([person(1).id])));
        assert_eq!(own, json!([{ "type": "chat:pinned", "message": null }]));
        assert_eq!(read(frame.without(&HashSet::from([person(2).id])))[0]["message"]["content"], "rules");
    }

    #[test]
    fn lists_are_told_without_blocked_people() {
        let users = ServerEvent::Users { users: [1, 2].map(person).into(), total: 5 };
        let typing = RoomEvent::typing([1, 2].map(|n| (person(n).id, person(n).display_name)).into());
        let status = RoomEvent::new(&ServerEvent::Modes { modes: Default::default() });
        let frame = RoomFrame::new(vec![RoomEvent::new(&users), typing, status]);
        let own = read(frame.without(&HashSet::from([person(1).id])));
        assert_eq!((&own[0]["total"], &own[0]["users"][0]["username"]), (&json!(4), &json!("user2")));
        assert_eq!((&own[1]["users"], &own[2]["type"]), (&json!(["User 2"]), &json!("chat:modes")));
        let other = frame.without(&HashSet::from([person(3).id])).unwrap();
        assert_eq!(other.wire().as_ptr(), frame.shared.wire().as_ptr());
    }
}
