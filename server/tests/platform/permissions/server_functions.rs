//! Permissions of the server functions, which pages call.

mod rules;

use super::actors::{Exceptions, actors};
use super::operations;
use crate::test_app::{Channel, TestApp, id};
use rules::{EXCEPTIONS, RULES};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Fills in the names of a form.
fn fill(form: &str, channel: &Channel, owner: Uuid, live: Uuid) -> String {
    let form = form.replace("{owner}", &owner.to_string());
    let form = form.replace("{channel}", &channel.id.to_string()).replace("{slug}", &channel.slug);
    form.replace("{live}", &live.to_string())
}

#[tokio::test]
async fn every_server_function_lets_in_those_it_should() {
    let app = TestApp::open().await;
    let (channel, actors) = actors(&app).await;
    let live = app.on_air(&channel).await;
    let owner = id(&actors.last().unwrap().client.get("/api/auth/user").await.json());
    let mut exceptions = Exceptions::new(&EXCEPTIONS);
    let mut wrong = Vec::new();
    for (path, _, form, columns) in RULES {
        let form = fill(form, &channel, owner, live);
        for actor in &actors {
            let expected = exceptions.expected(actor, &path, &columns);
            let request = actor.client.request("POST", &format!("/_fn/app/{path}"));
            let answer = request.body("application/x-www-form-urlencoded", form.clone()).send().await;
            if answer.status != expected {
                let (name, status, text) = (actor.name, answer.status, answer.text());
                wrong.push(format!("{path} by {name}: {status} instead of {expected}: {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    exceptions.assert_used();
}

/// A link is followed with the cookie of the person who clicks on it, so no function may be called by GET, not even by the owner.
#[tokio::test]
async fn a_link_cannot_call_a_server_function() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let live = app.on_air(&channel).await;
    let mut answers = BTreeSet::new();
    for path in app::ssr::server_functions() {
        let rule = RULES.iter().find(|(known, ..)| path.ends_with(known));
        let (.., form, _) = rule.unwrap_or_else(|| panic!("{path} has no rule"));
        answers.insert((mira.get(&format!("{path}?{}", fill(form, &channel, mira.id, live))).await.status, path));
    }
    let refused: BTreeSet<(u16, String)> = app::ssr::server_functions().map(|path| (405, path)).collect();
    assert_eq!(answers, refused);
    assert_eq!(mira.get("/api/auth/user").await.status, 200, "still signed in");
}

/// Every server function that is registered has a rule above, and its twin in REST is an operation of the API document.
#[tokio::test]
async fn every_server_function_has_its_rule() {
    // The routes of the pages register what `app` has.
    let known: BTreeSet<String> = app::ssr::server_functions().collect();
    let ruled: BTreeSet<String> = RULES.iter().map(|(path, ..)| format!("/_fn/app/{path}")).collect();
    assert_eq!(known, ruled);
    let operations = operations(&TestApp::open().await).await;
    for twin in RULES.iter().filter_map(|(_, twin, ..)| *twin) {
        assert!(operations.contains(twin), "{twin} is no operation");
    }
}
