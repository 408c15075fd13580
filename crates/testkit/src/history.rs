//! The history checker: compares what senders were promised and viewers were shown with what is stored.

use std::collections::BTreeMap;

use serde_json::Value;

/// A message as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its sequence number in the room.
    pub seq: i64,
    /// Id of the message.
    pub id: String,
    /// The nonce that its sender gave it, if any.
    pub nonce: Option<String>,
}

/// What one person was told over all their sockets in one room, in the order of its arrival.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The room's numbering, once joined.
    pub epoch: Option<String>,
    /// Nonce → place and id of messages that are promised to be stored.
    pub acked: BTreeMap<String, (i64, String)>,
    /// Nonce → code of messages that were refused.
    pub refused: BTreeMap<String, String>,
    /// Place and id of messages shown.
    pub seen: Vec<(i64, String)>,
    /// Number of joins that were answered with the gap closed.
    pub recovered: usize,
}

impl Record {
    /// Records an event; events that don't concern messages are ignored.
    ///
    /// # Panics
    /// When one nonce is promised two places.
    pub fn note(&mut self, event: &Value) {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let place = |of: &Value| (of["seq"].as_i64().unwrap_or_default(), text(&of["id"]));
        match event["type"].as_str().unwrap_or_default() {
            "chat:joined" => {
                self.epoch = Some(text(&event["epoch"]));
                self.recovered += usize::from(event["recovered"] == true);
            }
            "chat:history" => self.seen.extend(event["messages"].as_array().into_iter().flatten().map(place)),
            "chat:message" => self.seen.push(place(&event["message"])),
            "chat:ack" => {
                let before = self.acked.insert(text(&event["nonce"]), place(event));
                assert!(before.is_none_or(|before| before == place(event)), "two places for one nonce: {event}");
            }
            "error" if event["nonce"].is_string() => {
                self.refused.insert(text(&event["nonce"]), text(&event["code"]));
            }
            _ => {}
        }
    }

    /// Place of the last message shown.
    pub fn last(&self) -> i64 {
        self.seen.last().map_or(0, |(seq, _)| *seq)
    }

    /// The frame that goes on in `channel` after the last message shown.
    pub fn resume(&self, channel: &str) -> Value {
        serde_json::json!({ "type": "chat:join", "channel": channel, "epoch": self.epoch, "since": self.last() })
    }
}

/// Acknowledged ⊆ stored exactly once; every viewer gap-free from its first message; one order for all.
///
/// # Panics
/// When a rule is broken, with the details.
pub fn check(records: &[Record], stored: &[Stored]) {
    for (index, message) in stored.iter().enumerate() {
        assert_eq!(message.seq, index as i64 + 1, "places rise by one: {message:?}");
    }
    let mut by_nonce: BTreeMap<&str, &Stored> = BTreeMap::new();
    for message in stored {
        let twice = message.nonce.as_deref().and_then(|nonce| by_nonce.insert(nonce, message));
        assert_eq!(twice, None, "stored twice, the second time as {message:?}");
    }
    for record in records {
        for (nonce, (seq, id)) in &record.acked {
            let there = by_nonce.get(nonce.as_str());
            let found = there.map(|message| (message.seq, message.id.as_str()));
            assert_eq!(found, Some((*seq, id.as_str())), "{nonce} was acknowledged");
        }
        for pair in record.seen.windows(2) {
            assert_eq!(pair[1].0, pair[0].0 + 1, "a gap, a repetition or a step back after {:?}", pair[0]);
        }
        for (seq, id) in &record.seen {
            let index = usize::try_from(*seq - 1).unwrap_or(usize::MAX);
            let there = stored.get(index).map(|message| message.id.as_str());
            assert_eq!(there, Some(id.as_str()), "what was shown at {seq} is what is stored there");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn record(events: &[Value]) -> Record {
        let mut record = Record::default();
        events.iter().for_each(|event| record.note(event));
        record
    }

    fn wrong(record: Record, stored: &[Stored]) -> bool {
        std::panic::catch_unwind(|| check(&[record], stored)).is_err()
    }

    #[test]
    fn losses_repetitions_and_gaps_are_found() {
        let message = |seq: i64| Stored { seq, id: format!("id{seq}"), nonce: Some(format!("n{seq}")) };
        let stored: Vec<Stored> = (1..=3).map(message).collect();
        let shown = |seq: i64| json!({ "type": "chat:message", "message": { "seq": seq, "id": format!("id{seq}") } });
        let ack =
            |seq: i64| json!({ "type": "chat:ack", "nonce": format!("n{seq}"), "seq": seq, "id": format!("id{seq}") });
        check(&[record(&[shown(2), shown(3), ack(1)])], &stored);
        assert!(wrong(record(&[shown(1), shown(3)]), &stored), "a gap");
        assert!(wrong(record(&[shown(1), shown(1)]), &stored), "a repetition");
        assert!(wrong(record(&[shown(3), shown(2)]), &stored), "another order");
        assert!(wrong(record(&[ack(4)]), &stored), "a loss");
        assert!(wrong(record(&[]), &[message(1), message(3)]), "a hole in what is stored");
        assert!(wrong(record(&[]), &[message(1), Stored { nonce: Some("n1".into()), ..message(2) }]), "stored twice");
    }
}
