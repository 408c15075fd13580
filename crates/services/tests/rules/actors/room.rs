//! A chat room as one of its members has it.

use super::{Outcome, Person, outcome};
use serde_json::Value;
use services::chat::{self, Joined, MessageTarget};
use std::collections::VecDeque;
use testkit::PATIENCE;
use tokio::time::{Instant, timeout_at};

/// A membership in a room, and what was sent to it.
pub struct Room {
    pub epoch: String,
    pub recovered: bool,
    /// What the member may do.
    pub me: Value,
    history: Value,
    joined: Joined,
    events: VecDeque<Value>,
}

impl Room {
    pub async fn enter(person: &Person, slug: &str, resume: Option<(&str, i64)>) -> Outcome<Self> {
        let target = MessageTarget::Channel(slug.into());
        let entered = outcome(chat::join(&person.svc, &person.user, &target, resume).await)?;
        Ok(Self {
            epoch: entered.epoch,
            recovered: entered.recovered,
            me: serde_json::to_value(&entered.me).unwrap(),
            history: serde_json::from_slice(&entered.history).unwrap(),
            joined: entered.joined,
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
            let Ok(frame) = timeout_at(deadline, self.joined.frames.recv()).await else {
                panic!("waited {PATIENCE:?} for {kind}; the last event: {last:?}")
            };
            self.events.extend(serde_json::from_slice::<Vec<Value>>(&frame.unwrap()).unwrap());
        }
    }
}
