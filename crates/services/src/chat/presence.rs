//! Who is in a room. How many watch is another question: see `playback`.

use domain::{UserId, chat::Participant};
use std::collections::{HashMap, HashSet};

/// Above this many people joins and leaves are told as a digest instead of one by one.
pub const SMALL_ROOM: usize = 100;

/// The people of one room. One person may hold several sockets.
#[derive(Default)]
pub struct Presence {
    sockets: HashMap<u64, Option<UserId>>,
    people: HashMap<UserId, (Participant, usize)>,
    anonymous: usize,
}

/// What a join or leave changed for the others.
pub enum Change {
    /// Nothing they can see.
    Nothing,
    /// Somebody new.
    Joined(Participant),
    /// Somebody went.
    Left(UserId),
}

impl Presence {
    /// A socket comes in.
    pub fn join(&mut self, socket: u64, person: Option<Participant>) -> Change {
        self.sockets.insert(socket, person.as_ref().map(|person| person.id));
        let Some(person) = person else {
            self.anonymous += 1;
            return Change::Nothing;
        };
        let entry = self.people.entry(person.id).or_insert_with(|| (person.clone(), 0));
        entry.1 += 1;
        if entry.1 == 1 { Change::Joined(person) } else { Change::Nothing }
    }

    /// A socket goes.
    pub fn leave(&mut self, socket: u64) -> Change {
        match self.sockets.remove(&socket) {
            None => Change::Nothing,
            Some(None) => {
                self.anonymous -= 1;
                Change::Nothing
            }
            Some(Some(id)) => match self.people.get_mut(&id) {
                Some((_, sockets)) if *sockets > 1 => {
                    *sockets -= 1;
                    Change::Nothing
                }
                _ => {
                    self.people.remove(&id);
                    Change::Left(id)
                }
            },
        }
    }

    /// Everybody: people who are signed in count once, others once per socket.
    pub fn total(&self) -> usize {
        self.people.len() + self.anonymous
    }

    /// Nobody is here.
    pub fn is_empty(&self) -> bool {
        self.sockets.is_empty()
    }

    /// Few enough to be told one by one.
    pub fn is_small(&self) -> bool {
        self.total() <= SMALL_ROOM
    }

    /// The first hundred people, by name.
    pub fn list(&self) -> Vec<Participant> {
        let mut people: Vec<Participant> = self.people.values().map(|(person, _)| person.clone()).collect();
        people.sort_by(|a, b| a.username.cmp(&b.username));
        people.truncate(SMALL_ROOM);
        people
    }
}

/// People who are writing right now.
#[derive(Default)]
pub struct Typing(HashSet<(UserId, String)>);

impl Typing {
    /// Somebody writes.
    pub fn add(&mut self, id: UserId, name: String) {
        self.0.insert((id, name));
    }

    /// At most three names, and an empty slate for the next seconds.
    pub fn take(&mut self) -> Vec<String> {
        let mut names: Vec<String> = self.0.drain().map(|(_, name)| name).collect();
        names.sort();
        names.truncate(3);
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn person(n: u128) -> Participant {
        Participant { id: Uuid::from_u128(n).into(), username: format!("user{n}"), display_name: format!("User {n}") }
    }

    #[test]
    fn two_sockets_of_one_person_count_once_and_leave_with_the_last() {
        let mut presence = Presence::default();
        assert!(matches!(presence.join(1, Some(person(7))), Change::Joined(_)));
        assert!(matches!(presence.join(2, Some(person(7))), Change::Nothing));
        presence.join(3, None);
        assert_eq!(presence.total(), 2);
        assert!(matches!(presence.leave(1), Change::Nothing));
        assert!(matches!(presence.leave(2), Change::Left(id) if id == person(7).id));
        assert!(matches!(presence.leave(2), Change::Nothing));
        assert_eq!(presence.total(), 1);
    }
}
