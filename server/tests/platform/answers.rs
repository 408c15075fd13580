//! Whole answers of the API, compared with the ones in `snapshots`: a field that is added, lost or renamed shows.
//! After a change that is meant, `INSTA_UPDATE=always cargo test` writes them anew; the difference is read before it is committed.

use crate::test_app::{Channel, Person, TestApp, assert_problem};
use insta::assert_json_snapshot;
use serde_json::{Value, json};
use uuid::Uuid;

/// The same answer with what differs from run to run replaced: ids by their number, so that it shows which are the same.
fn steady(answer: &Value) -> Value {
    fn replaced(value: &Value, known: &mut Vec<Uuid>) -> Value {
        match value {
            Value::Object(fields) => {
                let replace = |(name, value): (&String, &Value)| {
                    let value = match name.as_str() {
                        "color" => "[hue]".into(),
                        "requestId" => "[request]".into(),
                        _ => replaced(value, known),
                    };
                    (name.clone(), value)
                };
                Value::Object(fields.iter().map(replace).collect())
            }
            Value::Array(items) => items.iter().map(|item| replaced(item, known)).collect(),
            Value::String(text) if is_time(text) => "[time]".into(),
            Value::String(text) => with_numbers(text, known).into(),
            other => other.clone(),
        }
    }
    replaced(answer, &mut Vec::new())
}

/// `2026-11-28T18:40:24.123Z`
fn is_time(text: &str) -> bool {
    let pattern = "0000-00-00T00:00:00";
    let fits = |(c, like): (char, char)| if like == '0' { c.is_ascii_digit() } else { c == like };
    text.len() > pattern.len() && text.ends_with('Z') && text.chars().zip(pattern.chars()).all(fits)
}

/// The text with `[id 1]` in place of an id, also in the middle of an address.
fn with_numbers(text: &str, known: &mut Vec<Uuid>) -> String {
    let id = (0..text.len()).find_map(|at| Some((at, text.get(at..at + 36)?.parse::<Uuid>().ok()?)));
    let Some((at, id)) = id else { return text.to_owned() };
    let number = known.iter().position(|other| *other == id).unwrap_or_else(|| {
        known.push(id);
        known.len() - 1
    });
    format!("{}[id {}]{}", &text[..at], number + 1, with_numbers(&text[at + 36..], known))
}

async fn answer(person: &testkit::Client, path: &str) -> Value {
    let answer = person.get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    steady(&answer.json())
}

/// Mira with a channel on which everything is set.
async fn mira(app: &TestApp) -> (Person, Channel) {
    let (mira, channel) = app.creator("mira").await;
    let all = json!({ "name": "Mira's Room", "description": "Two\nlines", "category": "music", "tags": ["Piano"], "language": "de",
                      "retentionDays": 30 });
    assert_eq!(mira.put("/api/channels/mira", all).await.status, 200);
    (mira, channel)
}

#[tokio::test]
async fn an_account_before_and_after_onboarding() {
    let app = TestApp::open().await;
    let newcomer = app.newcomer("mira").await;
    assert_json_snapshot!("account_before_onboarding", answer(&newcomer, "/api/auth/user").await);
    let names = json!({ "username": "mira", "displayName": "Mira", "bio": "Hi" });
    let onboarded = newcomer.post("/api/auth/onboard", names).await;
    assert_json_snapshot!("account", steady(&onboarded.json()));
    assert_eq!(answer(&newcomer, "/api/auth/user").await, steady(&onboarded.json()));
}

#[tokio::test]
async fn a_channel_as_its_owner_and_as_others_see_it() {
    let app = TestApp::open().await;
    let (mira, _) = mira(&app).await;
    assert_json_snapshot!("channel_as_its_owner", answer(&mira, "/api/channels/mira").await);
    assert_json_snapshot!("channel_as_others", answer(&app.server.client(), "/api/channels/mira").await);
    let page = answer(&app.server.client(), "/api/channels").await;
    assert_eq!(page["items"][0], answer(&app.server.client(), "/api/channels/mira").await, "a list shows the same");
}

#[tokio::test]
async fn a_stream_on_air_as_its_owner_and_as_others_see_it() {
    let app = TestApp::open().await;
    let (mira, channel) = mira(&app).await;
    let stream = app.on_air(&channel).await;
    let path = format!("/api/streams/{stream}");
    assert_json_snapshot!("stream_as_its_owner", answer(&mira, &path).await);
    assert_json_snapshot!("stream_as_others", answer(&app.server.client(), &path).await);
    assert_json_snapshot!("channel_on_air", answer(&app.server.client(), "/api/channels/mira").await);
}

#[tokio::test]
async fn a_page_of_vods() {
    let app = TestApp::open().await;
    let (_, channel) = mira(&app).await;
    let stream = "insert into stream (id, channel_id, title, status, started_at, ended_at, duration, peak_viewers, seconds_watched)
                  select '01890000-0000-7000-8000-000000000001', id, 'Yesterday', 'ARCHIVED', now() - interval '2 hours',
                         now() - interval '1 hour', 3600, 7, 7200 from channel where id = $1";
    app.database.change(stream, channel.id).await;
    let archive = "insert into archive (stream_id, state, size, duration, has_thumbnail, has_storyboard, visibility)
                   select id, 'ready', 4096, 3599, true, true, 'public' from stream where channel_id = $1";
    app.database.change(archive, channel.id).await;
    assert_json_snapshot!("vods", answer(&app.server.client(), "/api/channels/mira/vod").await);
}

#[tokio::test]
async fn follows_and_the_lists_of_them() {
    let app = TestApp::open().await;
    let (mira, _) = mira(&app).await;
    let jonas = app.person("jonas").await;
    for (name, path) in [("channel_follow", "/api/channels/mira/follow"), ("follow", "/api/users/mira/follow")] {
        let (first, again) = (jonas.post(path, json!({})).await, jonas.post(path, json!({})).await);
        assert_eq!((first.status, again.status), (201, 200), "{}", again.text());
        assert_eq!(first.json(), again.json());
        assert_json_snapshot!(name, steady(&first.json()));
    }
    assert_json_snapshot!("followed_channels", answer(&jonas, "/api/users/me/follows").await);
    assert_json_snapshot!("followers", answer(&mira, "/api/channels/mira/followers").await);
    assert_problem(&mira.post("/api/channels/mira/follow", json!({})).await, 403, "forbidden");
    assert_problem(&jonas.post("/api/users/me/follow", json!({})).await, 404, "not_found");
    assert_eq!(jonas.delete("/api/channels/mira/follow").await.status, 204);
    assert_eq!(answer(&jonas, "/api/channels/mira").await["followerCount"], 0);
}

#[tokio::test]
async fn a_page_of_subscriptions() {
    let app = TestApp::open().await;
    let (_, channel) = mira(&app).await;
    let jonas = app.person("jonas").await;
    let subscription = "insert into subscription (id, account_id, channel_id, tier, renews_at)
                        select '01890000-0000-7000-8000-000000000001', account.id, $1, 'VIP', now() + interval '1 month'
                        from account where username = 'jonas'";
    app.database.change(subscription, channel.id).await;
    assert_json_snapshot!("subscriptions", answer(&jonas, "/api/users/me/subscriptions").await);
}

#[tokio::test]
async fn a_chat_message_and_an_answer_to_it() {
    let app = TestApp::open().await;
    let (mira, channel) = mira(&app).await;
    let stream = app.on_air(&channel).await;
    let jonas = app.person("jonas").await;
    let path = format!("/api/streams/{stream}/messages");
    let said = jonas.post(&path, json!({ "content": "Guten Abend" })).await;
    assert_eq!(said.status, 201, "{}", said.text());
    let mut room = mira.in_room("mira").await;
    room.send(json!({ "type": "chat:send", "content": "Willkommen", "replyTo": said.json()["id"] })).await;
    room.event("chat:ack").await;
    assert_json_snapshot!("messages", answer(&app.server.client(), &path).await);
}

#[tokio::test]
async fn problems_with_and_without_fields() {
    let app = TestApp::open().await;
    let (mira, _) = mira(&app).await;
    let refused = mira.put("/api/channels/mira", json!({ "name": " ", "slug": "a b", "retentionDays": 0 })).await;
    assert_json_snapshot!("problem_with_fields", steady(&assert_problem(&refused, 422, "validation_failed")));
    let missing = mira.get("/api/channels/no-such-room").await;
    assert_json_snapshot!("problem_not_found", steady(&assert_problem(&missing, 404, "not_found")));
    let stranger = app.server.client().delete("/api/channels/mira").await;
    assert_json_snapshot!("problem_signin_required", steady(&assert_problem(&stranger, 401, "signin_required")));
}

#[test]
fn what_differs_from_run_to_run_is_replaced() {
    let (one, other) = ("01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-000000000002");
    let answer = json!({ "a": one, "b": [other, format!("/hls/{one}/master.m3u8")], "c": "2026-11-28T18:40:24.12Z", "d": "2026", "e": 7 });
    let expected =
        json!({ "a": "[id 1]", "b": ["[id 2]", "/hls/[id 1]/master.m3u8"], "c": "[time]", "d": "2026", "e": 7 });
    assert_eq!(steady(&answer), expected);
}
