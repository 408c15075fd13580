//! Hostile texts and numbers never cause a server error.

use crate::permissions::RULES;
use crate::test_app::{TestApp, assert_problem, id, in_room, until};
use serde_json::{Value, json};
use std::iter::once;

/// Texts that are difficult for databases, headers and addresses.
const HOSTILE: [&str; 6] =
    ["\u{0}", "a\u{0}b", "\u{1}\u{7f}\u{85}", "\u{202e}\u{3164}\u{e0041}", "\u{10ffff}", "%00\\u0000'\";--"];

/// All query parameters of the API.
const QUERY: [&str; 16] = [
    "live", "category", "tag", "q", "cursor", "before", "limit", "target", "channel", "action", "user", "refused",
    "open", "mine", "type", "file",
];

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// One body for each text field, with that text replaced, and one for each field that a route may not expect.
fn spoilt(body: &Value, text: &str) -> Vec<Value> {
    let Some(fields) = body.as_object() else { return Vec::new() };
    let replaced = fields.iter().filter(|(_, value)| value.is_string()).map(|(name, _)| name.as_str());
    let further = ["description", "category", "slug", "bio", "username", "nonce", "title", "visibility", "code"];
    replaced
        .chain(further)
        .map(|name| {
            let mut body = body.clone();
            body[name] = json!(text);
            body
        })
        .collect()
}

#[tokio::test]
async fn no_text_of_any_route_is_a_fault_of_the_server() {
    let app = TestApp::open().await;
    let (owner, channel) = app.creator("mira").await;
    let live = app.on_air(&channel).await;
    let prepared = owner.post("/api/streams", json!({ "channelId": channel.slug, "title": "Later" })).await;
    let prepared = id(&prepared.json()).to_string();
    let mut wrong = Vec::new();
    let mut count = 0;
    for text in HOSTILE {
        for (method, path, body, _) in RULES {
            // Skip routes that would end the stream or the session that the others need.
            if method == "ANY" || method == "DELETE" || path.ends_with("/end") || path == "/auth/logout" {
                continue;
            }
            let fill = |with: &str| {
                let path = path.replace("{channel}", &channel.slug).replace("{owner}", &channel.slug);
                format!("/api{}", path.replace("{live}", with).replace("{offline}", &prepared))
            };
            let query: Vec<String> = QUERY.iter().map(|name| format!("{name}={}", escaped(text))).collect();
            let plain = fill(&live.to_string());
            let in_path = format!(
                "/api{}",
                path.replace("{channel}", &escaped(text))
                    .replace("{owner}", &escaped(text))
                    .replace("{live}", &escaped(text))
                    .replace("{offline}", &escaped(text))
            );
            // A parameter that the route needs stays beside each of the others.
            let (bare, own) = plain.split_once('?').unwrap_or((&plain, ""));
            let one_by_one = query.iter().zip(QUERY).map(|(pair, name)| {
                match own.is_empty() || own.starts_with(&format!("{name}=")) {
                    true => format!("{bare}?{pair}"),
                    false => format!("{bare}?{own}&{pair}"),
                }
            });
            let paths: Vec<String> = one_by_one.chain(once(in_path)).collect();
            let known = body.map(|body| body.replace("{channel}", &channel.slug).replace("{live}", &live.to_string()));
            let known: Option<Value> = known.and_then(|body| serde_json::from_str(&body).ok());
            let bodies = known.iter().flat_map(|body| spoilt(body, text)).map(|body| (plain.clone(), Some(body)));
            let requests: Vec<(String, Option<Value>)> =
                if method == "GET" { paths.into_iter().map(|path| (path, None)).collect() } else { bodies.collect() };
            for (path, body) in requests {
                let request = owner.request(method, &path);
                let answer = match &body {
                    Some(body) => request.json(body).send().await,
                    None => request.send().await,
                };
                count += 1;
                if answer.status >= 500 {
                    wrong.push(format!("{method} {path} {body:?}: {} {}", answer.status, answer.text()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 1000, "{count} requests are too few to prove anything");
}

#[tokio::test]
async fn a_parameter_that_is_yes_or_no_says_what_it_takes() {
    let app = TestApp::open().await;
    let (owner, channel) = app.creator("mira").await;
    let holds = format!("/api/channels/{}/holds", channel.slug);
    let parameters =
        [("/api/channels", "live"), ("/api/reports", "open"), ("/api/reports", "mine"), (holds.as_str(), "refused")];
    for (path, name) in parameters {
        for value in ["", "1", "true", "yes", "on", "0", "false", "no", "off"] {
            let answer = owner.get(&format!("{path}?{name}={value}")).await;
            assert_eq!(answer.status, 200, "{name}={value}: {}", answer.text());
        }
        for strange in ["2", "maybe", "true1"] {
            let answer = owner.get(&format!("{path}?{name}={strange}")).await;
            let problem = assert_problem(&answer, 400, "bad_request");
            let sentence = problem["errors"][name].as_str().unwrap_or_default();
            assert!(sentence.contains("true") && sentence.contains("false"), "{problem}");
        }
    }
    for (value, words) in [("many", "a whole number"), ("", "a whole number"), ("4294967296", "too large")] {
        let problem = assert_problem(&owner.get(&format!("{holds}?limit={value}")).await, 400, "bad_request");
        assert!(problem["errors"]["limit"].as_str().unwrap_or_default().contains(words), "{problem}");
    }
}

#[tokio::test]
async fn a_visitor_is_told_to_sign_in_before_anything_else() {
    let app = TestApp::open().await;
    let visitor = app.server.client();
    let document = visitor.get("/api/openapi.json").await.json();
    let mut count = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        let operations = item.as_object().unwrap().iter().filter(|(_, operation)| operation.get("security").is_some());
        for (method, _) in operations {
            for (kind, body) in [("application/json", "{\"a\":"), ("application/json", "[]"), ("text/plain", "?")] {
                let request = visitor.request(&method.to_uppercase(), &path.replace("{id}", "nothing"));
                assert_problem(&request.body(kind, body).send().await, 401, "signin_required");
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count}");
    // What is no operation is not one for users.
    assert_problem(&visitor.delete("/api/auth/user").await, 405, "method_not_allowed");
    assert_problem(&visitor.get("/api/nothing").await, 404, "not_found");
}

#[tokio::test]
async fn an_address_that_is_no_text_names_nothing() {
    let app = TestApp::open().await;
    for path in ["/api/channels/%ff", "/api/channels/a%80b/vod", "/api/streams/%c3%28", "/api/streams/%ff/hls"] {
        assert_problem(&app.server.client().get(path).await, 404, "not_found");
    }
}

#[tokio::test]
async fn a_server_function_that_cannot_be_read_is_a_bad_request() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    for function in
        ["accounts/rpc/login", "accounts/rpc/register", "accounts/rpc/onboard", "channels/rpc/create_channel"]
    {
        for body in ["a=b", "", "%", "\u{0}"] {
            let request = mira.request("POST", &format!("/_fn/app/{function}"));
            let answer = request.body("application/x-www-form-urlencoded", body).send().await;
            let problem = (answer.status, &answer.json()["code"]);
            assert_eq!(problem, (400, &json!("bad_request")), "{function} {body:?}");
        }
    }
}

#[tokio::test]
async fn no_text_and_no_number_of_a_frame_is_one_either() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let mut room = mira.in_room(&channel.slug).await;
    for text in HOSTILE {
        for frame in [
            json!({ "type": "chat:send", "content": "hi", "nonce": text }),
            json!({ "type": "chat:send", "content": text, "nonce": "n" }),
            json!({ "type": "chat:join", "channel": text }),
            json!({ "type": "chat:join", "channel": channel.slug, "epoch": text, "since": 1 }),
        ] {
            room.send(frame.clone()).await;
        }
    }
    // Numbers that would overflow in calculations.
    room.send(json!({ "type": "chat:join", "channel": channel.slug })).await;
    let joined = |event: &Value| {
        Some(event["epoch"].clone()).filter(|epoch| event["type"] == "chat:joined" && epoch.is_string())
    };
    let epoch = room.find("the room's epoch", joined).await;
    for content in ["one", "two"] {
        room.send(json!({ "type": "chat:send", "content": content, "nonce": content })).await;
        let is_acked = |event: &Value| event["type"] == "chat:ack" && event["nonce"] == content;
        room.find("an acknowledgement", |event| is_acked(event).then_some(())).await;
    }
    for since in [json!(i64::MIN), json!(-1), json!(i64::MAX), json!(9_000_000_000_000_i64)] {
        let mut socket = mira.socket().await;
        socket.send(json!({ "type": "chat:join", "channel": channel.slug, "epoch": epoch, "since": since })).await;
        assert_eq!(socket.event("chat:joined").await["recovered"], false, "{since}");
        let history = socket.event("chat:history").await;
        assert_eq!(history["messages"].as_array().unwrap().last().unwrap()["content"], "two", "{since}");
    }
    drop(in_room(&app.server.client(), &channel.slug).await);
}

/// Users' texts may contain anything: they are stored and shown unchanged, and never break a page or an answer.
#[tokio::test]
async fn text_of_every_kind_comes_back_as_it_was() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let odd = "</title><script>1</script>' or 1=1 -- \u{1f600} \u{5d0}\u{5d1} %00";
    let made = mira.post("/api/channels", json!({ "name": odd, "slug": "odd-text", "description": odd })).await;
    assert_eq!((made.status, made.json()["name"].as_str()), (201, Some(odd)));
    let page =
        until("the page", async || Some(mira.get("/streams/odd-text").await).filter(|page| page.status == 200)).await;
    let page = page.text();
    assert!(
        page.contains("&lt;script&gt;1") && !page.contains("<script>1"),
        "a name became a part of the page: {page}"
    );
    // Texts that stand in forms, of oneself and of a moderator.
    let closes = "</textarea><b id=injected>&amp;";
    let filters = json!({ "blockedTerms": [closes] });
    assert_eq!(mira.put("/api/channels/odd-text/filters", filters).await.status, 200);
    let described = mira.put("/api/channels/odd-text", json!({ "description": closes })).await;
    assert_eq!(described.status, 200, "{}", described.text());
    assert_eq!(mira.put("/api/auth/profile", json!({ "bio": closes })).await.status, 200);
    for page in ["/dashboard/moderation?channel=odd-text", "/dashboard/channel?channel=odd-text", "/dashboard/profile"]
    {
        let text = mira.get(page).await.text();
        assert!(text.contains("&lt;/textarea>&lt;b id=injected>&amp;amp;"), "{page}: {text}");
        assert!(!text.contains(closes), "{page}: {text}");
    }
    let control = mira.post("/api/channels", json!({ "name": "a\u{0}b\u{202e}c", "slug": "control" })).await.json();
    assert_eq!(control["name"], Value::from("abc"));
}

/// Slow on purpose: the test waits for the time limit.
#[tokio::test]
async fn a_body_that_never_comes_does_not_hold_its_connection() {
    let app = TestApp::open().await;
    let announced =
        b"POST /api/auth/login HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n";
    assert_problem(&testkit::exchange(app.server.http(), announced).await, 408, "too_slow");
}

#[tokio::test]
async fn a_ban_names_whom_it_binds() {
    let app = TestApp::open().await;
    let (owner, channel) = app.creator("mira").await;
    let path = format!("/api/channels/{}/bans", channel.slug);
    for body in [json!({}), json!({ "userId": "" }), json!({ "userId": " ", "seconds": 60 })] {
        let refused = assert_problem(&owner.post(&path, body.clone()).await, 422, "validation_failed");
        assert!(refused["errors"]["userId"].is_string(), "{body}: {refused}");
    }
    assert_problem(&owner.post(&path, json!({ "userId": "no_one" })).await, 404, "not_found");
}
