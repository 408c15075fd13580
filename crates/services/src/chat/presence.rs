//! Who is in a room. Viewers are counted elsewhere: see `playback`.

use domain::{UserId, chat::Participant};
use std::collections::{BTreeSet, HashMap};

/// Above this many people joins and leaves are told as a digest instead of one by one.
pub const SMALL_ROOM: usize = 100;

/// The people of one room. One person may hold several sockets.
#[derive(Default)]
pub struct Presence {
    sockets: HashMap<u64, Option<UserId>>,
    people: HashMap<UserId, (Participant, usize)>,
    /// The people in the order of the list, so that a list of the first costs the same in every crowd.
    listed: BTreeSet<Listed>,
    anonymous: usize,
}

/// Where a person stands in the list: owner, moderators and staff before all others, then by name.
type Listed = (bool, String, UserId);

fn listed(person: &Participant) -> Listed {
    (person.badges.is_empty(), person.username.clone(), person.id)
}

/// What a join or leave changed for the others.
pub enum Change {
    /// Nothing that they can see.
    Nothing,
    /// The number of people, by one who has no name here.
    Counted,
    Joined(Participant),
    Left(UserId),
}

impl Presence {
    pub fn join(&mut self, socket: u64, person: Option<Participant>) -> Change {
        self.sockets.insert(socket, person.as_ref().map(|person| person.id));
        let Some(person) = person else {
            self.anonymous += 1;
            return Change::Counted;
        };
        if let Some((_, sockets)) = self.people.get_mut(&person.id) {
            *sockets += 1;
            return Change::Nothing;
        }
        self.listed.insert(listed(&person));
        self.people.insert(person.id, (person.clone(), 1));
        Change::Joined(person)
    }

    /// Takes the names and badges of a person; whether they are here and had others.
    pub fn update(&mut self, person: Participant) -> bool {
        let Some((known, _)) = self.people.get_mut(&person.id).filter(|(known, _)| *known != person) else {
            return false;
        };
        self.listed.remove(&listed(known));
        self.listed.insert(listed(&person));
        *known = person;
        true
    }

    pub fn leave(&mut self, socket: u64) -> Change {
        match self.sockets.remove(&socket) {
            None => Change::Nothing,
            Some(None) => {
                self.anonymous -= 1;
                Change::Counted
            }
            Some(Some(id)) => match self.people.get_mut(&id) {
                Some((_, sockets)) if *sockets > 1 => {
                    *sockets -= 1;
                    Change::Nothing
                }
                _ => {
                    if let Some((person, _)) = self.people.remove(&id) {
                        self.listed.remove(&listed(&person));
                    }
                    Change::Left(id)
                }
            },
        }
    }

    /// The number of people: those who are signed in count once, others once per socket.
    pub fn total(&self) -> usize {
        self.people.len() + self.anonymous
    }

    pub fn is_empty(&self) -> bool {
        self.sockets.is_empty()
    }

    /// Whether joins and leaves are told one by one.
    pub fn is_small(&self) -> bool {
        self.total() <= SMALL_ROOM
    }

    /// The first hundred people: owner, moderators and staff, then the others by name.
    pub fn list(&self) -> Vec<Participant> {
        let first = self.listed.iter().take(SMALL_ROOM);
        first.filter_map(|(_, _, id)| self.people.get(id)).map(|(person, _)| person.clone()).collect()
    }
}

/// Seconds for which a person counts as typing. Clients say it again every three seconds.
const TYPING_LASTS: u8 = 5;
/// The most names of typing people that are sent.
const MOST_TYPING: usize = 3;

/// People who are typing: until they send, or until their client has been silent for a while.
#[derive(Default)]
pub struct Typing {
    /// Name and seconds left.
    people: HashMap<UserId, (String, u8)>,
    told: Vec<(UserId, String)>,
}

impl Typing {
    /// Notes that a person is typing.
    pub fn add(&mut self, id: UserId, name: String) {
        self.people.insert(id, (name, TYPING_LASTS));
    }

    /// Notes that a person has sent their message.
    pub fn remove(&mut self, id: UserId) {
        self.people.remove(&id);
    }

    /// Removes all names, for a room that is too large for typing notices.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Called once a second: the people to send, if they have changed.
    pub fn tick(&mut self) -> Option<Vec<(UserId, String)>> {
        let mut names: Vec<(UserId, String)> = self.people.iter().map(|(id, (name, _))| (*id, name.clone())).collect();
        names.sort_by(|(id, name), (other_id, other)| (name, id).cmp(&(other, other_id)));
        names.truncate(MOST_TYPING);
        for (_, left) in self.people.values_mut() {
            *left -= 1;
        }
        self.people.retain(|_, (_, left)| *left > 0);
        let is_news = names != self.told;
        self.told.clone_from(&names);
        is_news.then_some(names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn person(n: u128) -> Participant {
        let (username, display_name) = (format!("user{n}"), format!("User {n}"));
        Participant { id: Uuid::from_u128(n).into(), username, display_name, badges: Vec::new() }
    }

    #[test]
    fn a_person_with_another_name_or_role_stands_where_they_belong() {
        let mut presence = Presence::default();
        for n in [1, 2, 1] {
            presence.join(presence.sockets.len() as u64, Some(person(n)));
        }
        let renamed = Participant { username: "zoe".into(), ..person(1) };
        assert!(presence.update(renamed.clone()) && !presence.update(renamed.clone()), "once is enough");
        assert!(!presence.update(person(3)), "who is not here has no name here");
        let names = |presence: &Presence| presence.list().into_iter().map(|person| person.username).collect::<Vec<_>>();
        assert_eq!(names(&presence), ["user2", "zoe"]);
        assert!(presence.update(Participant { badges: vec!["moderator".into()], ..renamed }));
        assert_eq!(names(&presence), ["zoe", "user2"], "moderators come first");
        presence.leave(0);
        presence.leave(2);
        assert_eq!(names(&presence), ["user2"]);
    }

    #[test]
    fn typing_is_told_when_it_begins_and_when_it_is_over() {
        let names = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        let mut typing = Typing::default();
        let tick = |typing: &mut Typing| {
            let people = typing.tick()?;
            Some(people.into_iter().map(|(_, name)| name).collect::<Vec<_>>())
        };
        let id = |n: u128| UserId::from(Uuid::from_u128(n));
        assert_eq!(tick(&mut typing), None);
        typing.add(id(1), "Ada".into());
        assert_eq!(tick(&mut typing), names(&["Ada"]));
        typing.add(id(2), "Bob".into());
        assert_eq!(tick(&mut typing), names(&["Ada", "Bob"]));
        typing.remove(id(2));
        assert_eq!(tick(&mut typing), names(&["Ada"]));
        let silent: Vec<_> = (0..5).map(|_| tick(&mut typing)).collect();
        assert_eq!(silent.iter().flatten().collect::<Vec<_>>(), [&Vec::<String>::new()], "told once that it is over");
        for n in 0..9 {
            typing.add(id(n), format!("P{n}"));
        }
        assert_eq!(tick(&mut typing), names(&["P0", "P1", "P2"]));
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

    #[test]
    fn the_list_names_the_first_hundred_who_are_still_there() {
        let mut presence = Presence::default();
        for n in (1000..2000).rev() {
            presence.join(n, Some(person(n.into())));
            // A new name counts once all sockets of the person have left.
            presence.join(n + 5000, Some(Participant { username: "renamed".into(), ..person(n.into()) }));
        }
        let names = |presence: &Presence| presence.list().into_iter().map(|person| person.username).collect::<Vec<_>>();
        let expected = |first: u64| (first..first + 100).map(|n| format!("user{n}")).collect::<Vec<_>>();
        assert_eq!(names(&presence), expected(1000));
        for n in 1000..1050 {
            presence.leave(n);
            presence.leave(n + 5000);
        }
        assert_eq!((names(&presence), presence.total()), (expected(1050), 950));
        for n in 1050..2000 {
            presence.leave(n);
            presence.leave(n + 5000);
        }
        assert!(presence.is_empty() && names(&presence).is_empty());
    }
}
