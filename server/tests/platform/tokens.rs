//! Access tokens through the whole server: what each may do, and when it is over.

use crate::test_app::{PASSWORD, Person, TestApp, assert_problem, id};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use testkit::{HttpAnswer, Socket};

/// All scopes, as the contract names them.
const SCOPES: [&str; 10] = [
    "user:read",
    "user:write",
    "channel:read",
    "channel:write",
    "stream:write",
    "chat:read",
    "chat:write",
    "moderate",
    "webhooks",
    "admin",
];

/// Makes a token; its id and itself.
async fn make(person: &Person, scopes: &[&str]) -> (String, String) {
    let made = person.post("/api/auth/tokens", json!({ "name": "Bot", "scopes": scopes })).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let made = made.json();
    (made["id"].as_str().unwrap().to_owned(), made["token"].as_str().unwrap().to_owned())
}

/// A request of a program, which sends neither cookie nor `Origin`.
async fn ask(app: &TestApp, method: &str, path: &str, body: Option<Value>, token: &str) -> HttpAnswer {
    let client = app.server.client();
    let request = client.request(method, path).header("origin", "");
    let request = request.header("authorization", &format!("Bearer {token}"));
    match body {
        Some(body) => request.json(&body).send().await,
        None => request.send().await,
    }
}

#[tokio::test]
async fn a_token_is_shown_once_and_works_until_it_is_revoked() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let (id, token) = make(&mira, &["user:read", "chat:read", "chat:write"]).await;
    let account = ask(&app, "GET", "/api/auth/user", None, &token).await;
    assert_eq!((account.status, account.header("cache-control")), (200, Some("no-store")));
    assert_eq!((account.json()["username"].as_str(), account.cookies().count()), (Some("mira"), 0));
    let list = mira.get("/api/auth/tokens").await;
    assert!(!list.text().contains(&token), "{}", list.text());
    assert_eq!(list.json()["items"][0]["scopes"], json!(["user:read", "chat:read", "chat:write"]));
    assert!(list.json()["items"][0]["lastUsedAt"].is_string(), "{}", list.text());

    let mut socket = Socket::open_with_token(app.server.http(), &token).await.unwrap();
    socket.send(json!({ "type": "chat:join", "channel": channel.slug })).await;
    let joined = socket.event("chat:joined").await;
    assert_eq!((&joined["me"]["role"], &joined["me"]["canSend"]), (&json!("owner"), &json!(true)));
    assert!(joined["me"].get("permissions").is_none(), "without the scope it does not moderate: {joined}");
    socket.send(json!({ "type": "chat:send", "content": "hello", "nonce": "1" })).await;
    assert_eq!(socket.event("chat:ack").await["nonce"], "1");

    let other = app.person("jonas").await;
    assert_problem(&other.delete(&format!("/api/auth/tokens/{id}")).await, 404, "not_found");
    assert_eq!(mira.delete(&format!("/api/auth/tokens/{id}")).await.status, 204);
    assert_eq!(socket.closed().await, Some(1008));
    assert_problem(&ask(&app, "GET", "/api/auth/user", None, &token).await, 401, "signin_required");
    let path = format!("/api/channels/{}", channel.slug);
    assert_problem(&ask(&app, "GET", &path, None, &token).await, 401, "signin_required");
    let head = app.server.client();
    let head = head
        .request("HEAD", &path)
        .header("authorization", &format!("Bearer {}", make(&mira, &["channel:read"]).await.1));
    assert_eq!(head.send().await.status, 200, "HEAD is asked for as GET is");
    assert!(!app.server.log().contains(&token), "a token is in the log");
}

#[tokio::test]
async fn a_socket_without_chat_write_reads_and_says_why_it_does_not_write() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let (_, token) = make(&mira, &["chat:read", "moderate"]).await;
    let mut socket = Socket::open_with_token(app.server.http(), &token).await.unwrap();
    socket.send(json!({ "type": "chat:join", "channel": channel.slug })).await;
    let me = socket.event("chat:joined").await["me"].clone();
    assert_eq!((&me["canSend"], &me["reason"]), (&json!(false), &json!("insufficient_scope")), "{me}");
    assert!(me["permissions"].as_array().is_some_and(|permissions| !permissions.is_empty()), "{me}");
    socket.send(json!({ "type": "chat:send", "content": "hello", "nonce": "1" })).await;
    let refused = socket.event("error").await;
    assert_eq!((&refused["code"], &refused["nonce"]), (&json!("insufficient_scope"), &json!("1")), "{refused}");
}

/// Each operation that asks for signing in is tried with a token that has every scope but those that the API document names for it. Where it
/// names none, a token with all scopes is refused.
#[tokio::test]
async fn every_operation_refuses_a_token_without_its_scope() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let document = app.server.client().get("/api/openapi.json").await.json();
    // By the scopes that a token does not have.
    let mut tokens = BTreeMap::<Vec<&str>, String>::new();
    let (mut wrong, mut seen) = (Vec::new(), BTreeSet::new());
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Some(ways) = operation["security"].as_array() else { continue };
            let bearer = ways.iter().filter_map(|way| way["bearer"].as_array());
            let scopes: Vec<&str> = bearer.flatten().filter_map(Value::as_str).collect();
            let token = match tokens.get(&scopes) {
                Some(token) => String::clone(token),
                None => {
                    let others: Vec<&str> = SCOPES.into_iter().filter(|other| !scopes.contains(other)).collect();
                    let (_, token) = make(&mira, &others).await;
                    tokens.insert(scopes.clone(), token.clone());
                    token
                }
            };
            let forbidden = operation["responses"]["403"]["description"].as_str().unwrap_or_default();
            let is_named = scopes.iter().all(|scope| forbidden.contains(&format!("`{scope}`")));
            assert!(forbidden.contains("`insufficient_scope`") && is_named, "{method} {path}: {forbidden}");
            seen.extend(scopes);
            let path = path.replace("{id}", &channel.slug).replace("{userId}", &mira.id.to_string());
            let path =
                ["{webhookId}", "{deliveryId}"].iter().fold(path, |path, id| path.replace(id, &mira.id.to_string()));
            let method = method.to_uppercase();
            let refused = ask(&app, &method, &path, Some(json!({})), &token).await;
            if refused.status != 403 || refused.json()["code"] != "insufficient_scope" {
                wrong.push(format!("{method} {path}: {} {}", refused.status, refused.text()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen.is_superset(&BTreeSet::from(["user:read", "user:write", "chat:write", "moderate"])), "{seen:?}");
    assert_eq!(mira.get(&format!("/api/channels/{}", channel.slug)).await.status, 200, "nothing was done");
}

#[tokio::test]
async fn a_token_for_writing_deletes_what_its_user_wrote_and_one_for_moderating_what_others_wrote() {
    let app = TestApp::open().await;
    let ((mira, channel), jonas) = (app.creator("mira").await, app.person("jonas").await);
    let path = format!("/api/streams/{}/messages", app.on_air(&channel).await);
    let written = async |by: &Person, content: &str| {
        let message = by.post(&path, json!({ "content": content })).await;
        assert_eq!(message.status, 201, "{}", message.text());
        format!("/api/messages/{}", id(&message.json()))
    };
    let (own, second, other) = (written(&mira, "a").await, written(&mira, "b").await, written(&jonas, "c").await);
    let (_, reader) = make(&mira, &["chat:read"]).await;
    let (_, writer) = make(&mira, &["chat:write"]).await;
    let (_, moderator) = make(&mira, &["moderate"]).await;
    let (_, viewer) = make(&jonas, &["chat:write"]).await;
    let delete = async |message: &str, token: &str| ask(&app, "DELETE", message, None, token).await;
    assert_problem(&delete(&own, &reader).await, 403, "insufficient_scope");
    assert_problem(&delete(&own, &viewer).await, 403, "forbidden");
    assert_eq!(delete(&own, &writer).await.status, 204);
    assert_eq!(delete(&second, &moderator).await.status, 204);
    assert_problem(&delete(&other, &writer).await, 403, "insufficient_scope");
    assert_eq!(delete(&other, &moderator).await.status, 204);
}

/// Where visitors may ask, too: a program that sends a token does not mean to be anonymous.
#[tokio::test]
async fn the_document_says_where_a_token_that_does_not_count_is_refused() {
    let app = TestApp::open().await;
    let (_, channel) = app.creator("mira").await;
    let live = app.on_air(&channel).await.to_string();
    let document = app.server.client().get("/api/openapi.json").await.json();
    let (mut wrong, mut refused_visitors) = (Vec::new(), 0);
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let address = path.replace("/streams/{id}", &format!("/streams/{live}")).replace("{id}", &channel.slug);
            let answer = ask(&app, &method.to_uppercase(), &address, Some(json!({})), "aethex_token_0").await;
            let is_named = operation["responses"].get("401").is_some();
            refused_visitors += usize::from(answer.status == 401 && operation.get("security").is_none());
            if answer.status == 401 && !is_named {
                wrong.push(format!("{method} {path}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(refused_visitors >= 8, "{refused_visitors}");
    for path in ["/api/channels", "/api/search?q=mira"] {
        let answer = ask(&app, "GET", path, None, "aethex_token_0").await;
        assert_eq!(answer.status, 200, "{path} is the same for all, so no token is looked at");
    }
}

#[tokio::test]
async fn what_visitors_may_read_a_token_without_the_scope_reads_as_a_visitor() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let path = format!("/api/channels/{}", channel.slug);
    let (_, blind) = make(&mira, &["chat:write"]).await;
    let (_, reader) = make(&mira, &["channel:read"]).await;
    let seen = ask(&app, "GET", &path, None, &blind).await.json();
    assert!(seen.get("role").is_none_or(Value::is_null), "{seen}");
    assert_eq!(ask(&app, "GET", &path, None, &reader).await.json()["role"], "owner");
    assert_eq!(mira.put(&path, json!({ "isPublic": false })).await.status, 200);
    assert_problem(&ask(&app, "GET", &path, None, &blind).await, 404, "not_found");
    assert_eq!(ask(&app, "GET", &path, None, &reader).await.status, 200);
}

#[tokio::test]
async fn a_token_is_an_administrators_only_with_that_scope() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    app.database.execute("update account set is_admin = true").await;
    let jonas = app.person("jonas").await;
    let path = format!("/api/users/{}", jonas.id);
    let change = json!({ "emailVerified": true, "reason": "He showed his passport" });
    let (_, plain) = make(&mira, &["user:write"]).await;
    let (_, full) = make(&mira, &["user:write", "admin"]).await;
    // Staff act in every room; a token that is not staff's gets no more there than any viewer.
    let (_, channel) = app.creator("anna").await;
    for (scopes, permissions) in [(["chat:read", "moderate"].as_slice(), 0), (&["chat:read", "moderate", "admin"], 9)] {
        let (_, token) = make(&mira, scopes).await;
        let mut socket = Socket::open_with_token(app.server.http(), &token).await.unwrap();
        socket.send(json!({ "type": "chat:join", "channel": channel.slug })).await;
        let me = socket.event("chat:joined").await["me"].clone();
        assert_eq!(me["permissions"].as_array().map_or(0, Vec::len), permissions, "{scopes:?}: {me}");
    }
    assert_problem(&ask(&app, "PUT", &path, Some(change.clone()), &plain).await, 403, "forbidden");
    assert_eq!(ask(&app, "PUT", &path, Some(change), &full).await.status, 200);
}

#[tokio::test]
async fn tokens_end_with_their_time_with_the_password_and_with_the_account() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let past = json!({ "name": "Old", "scopes": ["user:read"], "expiresAt": "2001-01-01T00:00:00Z" });
    let refused = assert_problem(&mira.post("/api/auth/tokens", past).await, 422, "validation_failed");
    assert!(refused["errors"]["expiresAt"].is_string(), "{refused}");
    let (_, token) = make(&mira, &["user:read"]).await;
    app.database.execute("update access_token set expires_at = now()").await;
    assert_problem(&ask(&app, "GET", "/api/auth/user", None, &token).await, 401, "signin_required");
    assert_eq!(mira.get("/api/auth/tokens").await.json()["items"], json!([]));

    let (_, token) = make(&mira, &["user:read"]).await;
    let change = json!({ "current": PASSWORD, "new": "another long pass phrase" });
    assert_eq!(mira.put("/api/auth/password", change).await.status, 204);
    assert_problem(&ask(&app, "GET", "/api/auth/user", None, &token).await, 401, "signin_required");

    let (_, token) = make(&mira, &["user:read"]).await;
    app.database.execute("update account set disabled_at = now()").await;
    assert_problem(&ask(&app, "GET", "/api/auth/user", None, &token).await, 401, "signin_required");
}

#[tokio::test]
async fn bearer_tokens_that_the_server_did_not_make_are_refused() {
    let app = TestApp::open().await;
    for token in ["aethex_token_0", "x", "", "a.b.c"] {
        let refused = ask(&app, "GET", "/api/channels/night", None, token).await;
        assert_problem(&refused, 401, "signin_required");
        assert_eq!(refused.header("www-authenticate"), Some("Bearer"));
        assert_eq!(Socket::open_with_token(app.server.http(), token).await.err(), Some(401));
    }
}
