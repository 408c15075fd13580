//! The people whose permissions the matrices try, and what each of them is to get.

use crate::test_app::{Channel, Person, TestApp};
use std::collections::BTreeSet;
use std::fmt::Debug;
use testkit::Client;

/// What a rule expects for: an anonymous user, a user without a username, another member, the owner.
pub type Columns<T> = [T; 4];

/// A person, and the column of the rules that holds for them.
pub struct Actor {
    pub name: &'static str,
    pub client: Client,
    column: usize,
}

/// The owner's channel `mira`, and everybody whose rights there may differ. The owner comes last, because some rules end something.
pub async fn actors(app: &TestApp) -> (Channel, Vec<Actor>) {
    let (owner, channel) = app.creator("mira").await;
    let (foreign_owner, _) = app.creator("foreign").await;
    let ban = "insert into ban (channel_id, account_id) select id, $1 from channel where slug = 'mira'";
    let moderate = "insert into moderator (channel_id, account_id) select id, $1 from channel where slug = 'mira'";
    let moderate_foreign =
        "insert into moderator (channel_id, account_id) select id, $1 from channel where slug = 'foreign'";
    let block = "insert into block (account_id, blocked_id) select owner_id, $1 from channel where slug = 'mira'";
    let mut members = Vec::new();
    for (name, username, column, statement) in [
        ("banned", "banned", 2, ban),
        ("blocked", "blocked", 2, block),
        ("moderator", "moder", 2, moderate),
        ("foreign moderator", "elsewhere", 2, moderate_foreign),
        ("admin", "boss", 2, "update account set is_admin = true where id = $1"),
        ("disabled", "gone", 0, "update account set disabled_at = now() where id = $1"),
    ] {
        let person = app.person(username).await;
        app.database.change(statement, person.id).await;
        members.push(actor(name, &person, column));
    }
    let newcomer = app.newcomer("newcomer").await;
    let mut actors = vec![
        Actor { name: "nobody", client: app.server.client(), column: 0 },
        actor("newcomer", &newcomer, 1),
        actor("other", &app.person("other").await, 2),
    ];
    actors.append(&mut members);
    actors.push(actor("foreign owner", &foreign_owner, 2));
    actors.push(actor("owner", &owner, 3));
    (channel, actors)
}

fn actor(name: &'static str, person: &Person, column: usize) -> Actor {
    Actor { name, client: Client::clone(person), column }
}

/// Where an actor has other rights than their column says: who, which rule, and what it answers instead.
pub type Exception<R, T> = (&'static str, R, T);

/// The exceptions of a matrix, each of which must be needed.
pub struct Exceptions<'a, R, T> {
    all: &'a [Exception<R, T>],
    used: BTreeSet<usize>,
}

impl<'a, R: PartialEq + Debug, T: PartialEq + Debug + Copy> Exceptions<'a, R, T> {
    pub fn new(all: &'a [Exception<R, T>]) -> Self {
        Self { all, used: BTreeSet::new() }
    }

    /// What this rule is to answer this actor.
    pub fn expected(&mut self, actor: &Actor, rule: &R, columns: &Columns<T>) -> T {
        let usual = columns[actor.column];
        let found = self.all.iter().position(|(name, known, _)| *name == actor.name && known == rule);
        let Some(index) = found else { return usual };
        let (.., expected) = self.all[index];
        if expected != usual {
            self.used.insert(index);
        }
        expected
    }

    /// # Panics
    /// When an exception names no actor or no rule of the matrix, or says what the column says anyway.
    pub fn assert_used(&self) {
        let unused = |index: &usize| !self.used.contains(index);
        let unused: Vec<_> = (0..self.all.len()).filter(unused).map(|index| &self.all[index]).collect();
        assert!(unused.is_empty(), "exceptions that change nothing: {unused:?}");
    }
}
