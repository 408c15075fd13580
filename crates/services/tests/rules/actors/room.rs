//! A chat room as one of its members has it.

use super::{Outcome, Person, outcome};
use domain::chat::Message;
use serde_json::Value;
use services::chat::outlet::Outlet;
use services::chat::{self, Membership, MessageTarget};
use std::collections::VecDeque;
use std::sync::Arc;
use testkit::PATIENCE;
use tokio::time::{Instant, timeout_at};

/// A membership in a room, and what was sent to it.
pub struct Room {
    pub epoch: String,
    pub recovered: bool,
    /// What the member may do.
    pub me: Value,
    /// The pinned message.
    pub pinned: Option<Message>,
    /// What was told of messages that were deleted.
    pub deleted: Vec<Value>,
    /// What was told of the member's own held messages.
    pub held: Vec<Value>,
    history: Value,
    outlet: Arc<Outlet>,
    _membership: Membership,
    events: VecDeque<Value>,
}

impl Room {
    pub async fn enter(person: &Person, slug: &str, resume: Option<(&str, i64)>) -> Outcome<Self> {
        let target = MessageTarget::Channel(slug.into());
        let outlet = Outlet::new(None);
        let entered = outcome(chat::join(&person.svc, &person.user, &target, resume, &outlet).await)?;
        let held = outcome(chat::own_holds(&person.svc, &person.user, entered.channel).await)?;
        outlet.release();
        Ok(Self {
            epoch: entered.epoch,
            recovered: entered.recovered,
            me: serde_json::to_value(&entered.me).unwrap(),
            pinned: entered.joined.pinned,
            deleted: entered.deleted.iter().map(|event| serde_json::to_value(event).unwrap()).collect(),
            held: held.iter().map(|event| serde_json::to_value(event).unwrap()).collect(),
            history: serde_json::from_slice(&entered.history).unwrap(),
            outlet,
            _membership: entered.joined.membership,
            events: VecDeque::new(),
        })
    }

    /// Numbers of the messages that the member was given when they entered.
    pub fn history(&self) -> Vec<i64> {
        self.history["messages"].as_array().unwrap().iter().map(|message| message["seq"].as_i64().unwrap()).collect()
    }

    /// The next event of this type.
    pub async fn hears(&mut self, kind: &str) -> Value {
        let (deadline, mut last) = (Instant::now() + PATIENCE, None);
        loop {
            while let Some(event) = self.events.pop_front() {
                if event["type"] == kind {
                    return event;
                }
                last = Some(event);
            }
            let Ok(due) = timeout_at(deadline, self.outlet.next()).await else {
                panic!("waited {PATIENCE:?} for {kind}; the last event: {last:?}")
            };
            for frame in due.unwrap().frames {
                self.events.extend(serde_json::from_slice::<Vec<Value>>(&frame.text()).unwrap());
            }
        }
    }
}
