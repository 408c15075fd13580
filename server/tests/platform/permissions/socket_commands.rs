//! Permissions of the socket's commands.

use super::actors::{Columns, Exception, Exceptions, actors};
use crate::test_app::TestApp;
use domain::chat::ClientFrame;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A command and what answers it: `chat:…` is an event, anything else the code of an error; none if it is not answered.
type Rule = (Value, Columns<Option<&'static str>>);

fn rules() -> [Rule; 4] {
    let (joined, ack) = (Some("chat:joined"), Some("chat:ack"));
    [
        (json!({ "type": "chat:join", "channel": "mira" }), [joined; 4]),
        (
            json!({ "type": "chat:send", "content": "hi", "nonce": "n" }),
            [Some("signin_required"), Some("onboarding_required"), ack, ack],
        ),
        (json!({ "type": "chat:typing" }), [None; 4]),
        (json!({ "type": "chat:leave" }), [None; 4]),
    ]
}

const EXCEPTIONS: [Exception<&str, Option<&str>>; 2] =
    [("banned", "chat:send", Some("banned")), ("blocked", "chat:send", Some("blocked"))];

#[tokio::test]
async fn every_command_lets_in_those_it_should() {
    let app = TestApp::open().await;
    let (_, actors) = actors(&app).await;
    let rules = rules();
    let mut exceptions = Exceptions::new(&EXCEPTIONS);
    for actor in &actors {
        let mut socket = actor.client.socket().await;
        for (frame, columns) in &rules {
            let expected = exceptions.expected(actor, &frame["type"].as_str().unwrap(), columns);
            socket.send(frame.clone()).await;
            if expected.is_none() {
                // What makes no sense is answered, so a command before it that has no answer shows as such.
                socket.send(json!({ "type": "chat:nonsense" })).await;
            }
            let answer = |event: &Value| match (event["type"].as_str(), event["code"].as_str()) {
                (Some("error"), Some("bad_request")) => Some(None),
                (Some("error"), Some(code)) => Some(Some(code.to_owned())),
                (Some(event @ ("chat:joined" | "chat:ack")), _) => Some(Some(event.to_owned())),
                _ => None,
            };
            let answer = socket.find(&format!("an answer to {frame} by {}", actor.name), answer).await;
            assert_eq!(answer.as_deref(), expected, "{frame} by {}", actor.name);
        }
    }
    exceptions.assert_used();
}

#[test]
fn every_command_has_its_rule() {
    let rules = rules();
    let ruled: BTreeSet<&str> = rules.iter().filter_map(|(frame, _)| frame["type"].as_str()).collect();
    // The refusal of an unknown command names those that there are.
    let refusal = serde_json::from_value::<ClientFrame>(json!({ "type": "?" })).unwrap_err().to_string();
    let known: BTreeSet<&str> = refusal.split('`').filter(|word| word.starts_with("chat:")).collect();
    assert_eq!(known, ruled, "{refusal}");
}
