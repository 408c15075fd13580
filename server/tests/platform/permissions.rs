//! Permissions of every route, and how invalid requests are refused.

mod actors;
mod server_functions;
mod socket_commands;

use crate::test_app::{TestApp, assert_problem, id};
use actors::{Columns, Exception, Exceptions, actors};
use serde_json::json;
use std::collections::BTreeSet;

/// Method, address, body, and the statuses.
pub type Rule = (&'static str, &'static str, Option<&'static str>, Columns<u16>);

/// `{owner}` is the owner's username, `{channel}` a channel of theirs, `{live}` its stream on air, `{offline}` one that is prepared and hidden.
pub const RULES: [Rule; 145] = [
    ("POST", "/auth/register", Some(r#"{"email":"","password":""}"#), [422, 422, 422, 422]),
    ("POST", "/auth/login", Some(r#"{"email":"nobody","password":""}"#), [401, 401, 401, 401]),
    ("POST", "/auth/onboard", Some(r#"{"username":"?","displayName":"?"}"#), [401, 422, 409, 409]),
    ("GET", "/auth/user", None, [401, 200, 200, 200]),
    ("GET", "/auth/sessions", None, [401, 200, 200, 200]),
    // The stream's id stands for a session that is not the actor's.
    ("DELETE", "/auth/sessions/{live}", None, [401, 404, 404, 404]),
    ("GET", "/auth/tokens", None, [401, 200, 200, 200]),
    ("POST", "/auth/tokens", Some(r#"{"name":"","scopes":[]}"#), [401, 422, 422, 422]),
    ("DELETE", "/auth/tokens/{live}", None, [401, 404, 404, 404]),
    ("POST", "/auth/password/forgot", Some(r#"{"email":""}"#), [422, 422, 422, 422]),
    ("POST", "/auth/password/reset", Some(r#"{"token":"","password":""}"#), [410, 410, 410, 410]),
    ("PUT", "/auth/password", Some(r#"{"current":"","new":""}"#), [401, 422, 422, 422]),
    ("PUT", "/auth/username", Some(r#"{"username":"?"}"#), [401, 403, 422, 422]),
    ("PUT", "/auth/profile", Some(r#"{"displayName":""}"#), [401, 422, 422, 422]),
    ("PUT", "/profile", Some(r#"{"displayName":"Somebody"}"#), [401, 403, 200, 200]),
    ("POST", "/auth/email/verify", Some(r#"{"token":""}"#), [410, 410, 410, 410]),
    ("POST", "/auth/email/send", None, [401, 202, 202, 202]),
    ("PUT", "/auth/email", Some(r#"{"password":"","email":""}"#), [401, 422, 422, 422]),
    ("GET", "/auth/two-factor", None, [401, 200, 200, 200]),
    ("POST", "/auth/two-factor", Some(r#"{"password":""}"#), [401, 422, 422, 422]),
    ("PUT", "/auth/two-factor", Some(r#"{"code":"123456"}"#), [401, 409, 409, 409]),
    ("DELETE", "/auth/two-factor", Some(r#"{"password":"","code":""}"#), [401, 422, 422, 422]),
    ("POST", "/auth/two-factor/recovery-codes", Some(r#"{"password":"","code":""}"#), [401, 422, 422, 422]),
    ("GET", "/admin/overview", None, [401, 403, 403, 403]),
    ("GET", "/admin/users", None, [401, 403, 403, 403]),
    // Without a reason administrators do nothing, and nothing is changed here.
    ("POST", "/admin/users/{owner}/sign-out", Some("{}"), [401, 403, 403, 403]),
    ("GET", "/admin/channels", None, [401, 403, 403, 403]),
    ("PUT", "/admin/channels/{channel}", Some("{}"), [401, 403, 403, 403]),
    ("DELETE", "/admin/channels/{channel}", Some("{}"), [401, 403, 403, 403]),
    ("GET", "/admin/streams", None, [401, 403, 403, 403]),
    ("POST", "/admin/streams/{live}/end", Some("{}"), [401, 403, 403, 403]),
    ("GET", "/admin/reports", None, [401, 403, 403, 403]),
    ("GET", "/admin/mail", None, [401, 403, 403, 403]),
    ("GET", "/admin/audit", None, [401, 403, 403, 403]),
    ("POST", "/admin/storage-test", None, [401, 403, 403, 403]),
    ("GET", "/channels", None, [200, 200, 200, 200]),
    ("GET", "/search?q=mira", None, [200, 200, 200, 200]),
    ("POST", "/channels", Some(r#"{"name":"N","slug":"?"}"#), [401, 403, 422, 422]),
    ("GET", "/channels/{channel}", None, [200, 200, 200, 200]),
    ("PUT", "/channels/{channel}", Some(r#"{"name":"Renamed"}"#), [401, 403, 403, 200]),
    ("GET", "/channels/{channel}/stream-key", None, [401, 403, 403, 200]),
    ("POST", "/channels/{channel}/stream-key/rotate", None, [401, 403, 403, 200]),
    ("GET", "/channels/{channel}/vod", None, [200, 200, 200, 200]),
    ("POST", "/channels/{channel}/follow", None, [401, 403, 201, 403]),
    ("DELETE", "/channels/{channel}/follow", None, [401, 204, 204, 204]),
    ("GET", "/channels/{channel}/followers", None, [401, 403, 403, 200]),
    ("GET", "/channels/{channel}/emotes", None, [200, 200, 200, 200]),
    ("POST", "/channels/{channel}/emotes", Some("{}"), [401, 403, 403, 415]),
    // The stream's id stands for an emote that is not the channel's.
    ("DELETE", "/channels/{channel}/emotes/{live}", None, [401, 403, 403, 404]),
    ("GET", "/channels/{channel}/webhooks", None, [401, 403, 403, 200]),
    ("POST", "/channels/{channel}/webhooks", Some(r#"{"url":"?","events":[]}"#), [401, 403, 403, 422]),
    // The stream's id stands for a webhook, and for a delivery, that is not the channel's.
    ("PUT", "/channels/{channel}/webhooks/{live}", Some(r#"{"events":["follow"]}"#), [401, 403, 403, 404]),
    ("DELETE", "/channels/{channel}/webhooks/{live}", None, [401, 403, 403, 404]),
    ("POST", "/channels/{channel}/webhooks/{live}/rotate", None, [401, 403, 403, 404]),
    ("POST", "/channels/{channel}/webhooks/{live}/test", None, [401, 403, 403, 404]),
    ("GET", "/channels/{channel}/webhooks/{live}/deliveries", None, [401, 403, 403, 404]),
    ("POST", "/channels/{channel}/webhooks/{live}/deliveries/{live}/resend", None, [401, 403, 403, 404]),
    ("GET", "/users/{owner}", None, [200, 200, 200, 200]),
    ("PUT", "/users/{owner}", Some(r#"{"bio":"Hi","reason":"spam"}"#), [401, 403, 403, 200]),
    // The body is no form: permission is asked first.
    ("POST", "/upload/avatar?target=user", Some("{}"), [401, 415, 415, 415]),
    ("DELETE", "/upload/avatar?target=user", None, [401, 204, 204, 204]),
    ("POST", "/upload/avatar?target=channel&channel={channel}", Some("{}"), [401, 403, 403, 415]),
    ("DELETE", "/upload/avatar?target=channel&channel={channel}", None, [401, 403, 403, 204]),
    ("POST", "/upload/banner?target=user", Some("{}"), [401, 422, 422, 422]),
    ("DELETE", "/upload/banner?target=user", None, [401, 422, 422, 422]),
    ("POST", "/upload/banner?target=channel&channel={channel}", Some("{}"), [401, 403, 403, 415]),
    ("DELETE", "/upload/banner?target=channel&channel={channel}", None, [401, 403, 403, 204]),
    ("POST", "/users/{owner}/follow", None, [401, 403, 201, 403]),
    ("DELETE", "/users/{owner}/follow", None, [401, 204, 204, 204]),
    ("DELETE", "/users/me", Some(r#"{"password":""}"#), [401, 422, 422, 422]),
    ("GET", "/users/me/export", None, [401, 200, 200, 200]),
    ("GET", "/users/me/channels", None, [401, 200, 200, 200]),
    ("GET", "/videos/{live}", None, [404, 404, 404, 404]),
    ("GET", "/videos/{live}/download", None, [404, 404, 404, 404]),
    ("GET", "/users/me/follows", None, [401, 200, 200, 200]),
    ("POST", "/users/{owner}/block", None, [401, 201, 201, 403]),
    ("DELETE", "/users/{owner}/block", None, [401, 204, 204, 204]),
    ("GET", "/users/me/blocks", None, [401, 200, 200, 200]),
    ("GET", "/users/me/subscriptions", None, [401, 200, 200, 200]),
    ("POST", "/streams", Some(r#"{"channelId":"{channel}","title":"T"}"#), [401, 403, 403, 201]),
    ("GET", "/streams/{live}", None, [200, 200, 200, 200]),
    ("PATCH", "/streams/{live}", Some(r#"{"title":"Renamed"}"#), [401, 403, 403, 200]),
    ("POST", "/streams/{channel}/start", None, [401, 403, 403, 409]),
    ("PUT", "/streams/{live}/status", Some(r#"{"status":"LIVE"}"#), [401, 403, 403, 409]),
    ("DELETE", "/streams/{live}/vod", None, [401, 403, 403, 404]),
    ("GET", "/streams/{live}/markers", None, [200, 200, 200, 200]),
    ("POST", "/streams/{live}/markers", Some(r#"{"title":""}"#), [401, 403, 403, 422]),
    // The stream's id stands for a marker that is not the stream's.
    ("DELETE", "/streams/{live}/markers/{live}", None, [401, 403, 403, 404]),
    ("GET", "/streams/{live}/hls", None, [200, 200, 200, 200]),
    ("POST", "/streams/{live}/playback", None, [201, 201, 201, 201]),
    ("POST", "/playback/heartbeat", Some(r#"{"token":"?","playing":true}"#), [403, 403, 403, 403]),
    ("GET", "/streams/{live}/health", None, [401, 403, 403, 200]),
    ("GET", "/streams/{live}/messages", None, [200, 200, 200, 200]),
    ("POST", "/streams/{live}/messages", Some(r#"{"content":"hi"}"#), [401, 403, 201, 201]),
    ("POST", "/messages", Some(r#"{"streamId":"{live}","content":"hi"}"#), [401, 403, 201, 201]),
    ("GET", "/channels/{channel}/messages", None, [200, 200, 200, 200]),
    // The stream's id stands for a message that does not exist.
    ("DELETE", "/messages/{live}", None, [401, 404, 404, 404]),
    ("GET", "/channels/{channel}/bans", None, [401, 403, 403, 200]),
    ("POST", "/channels/{channel}/bans", Some(r#"{"userId":"{owner}"}"#), [401, 403, 403, 403]),
    ("DELETE", "/channels/{channel}/bans/{owner}", None, [401, 403, 403, 404]),
    ("PUT", "/channels/{channel}/lockdown", None, [401, 403, 403, 204]),
    ("DELETE", "/channels/{channel}/lockdown", None, [401, 403, 403, 204]),
    ("PUT", "/channels/{channel}/raid-guard", None, [401, 403, 403, 204]),
    ("DELETE", "/channels/{channel}/raid-guard", None, [401, 403, 403, 204]),
    ("POST", "/bans/{live}/appeal", Some(r#"{"text":"Sorry"}"#), [401, 404, 404, 404]),
    ("PUT", "/bans/{live}/appeal", Some(r#"{"decision":"denied"}"#), [401, 404, 404, 404]),
    ("POST", "/reports", Some(r#"{"userId":"{owner}","reason":"Spam"}"#), [401, 403, 201, 422]),
    ("GET", "/reports", None, [401, 403, 403, 200]),
    ("GET", "/reports/{live}", None, [401, 404, 404, 404]),
    ("PUT", "/reports/{live}", Some(r#"{"status":"CLAIMED"}"#), [401, 404, 404, 404]),
    ("GET", "/channels/{channel}/modlog", None, [401, 403, 403, 200]),
    ("POST", "/modlog/{live}/undo", None, [401, 404, 404, 404]),
    ("GET", "/channels/{channel}/notes/{owner}", None, [401, 403, 403, 200]),
    ("POST", "/channels/{channel}/notes/{owner}", Some(r#"{"content":"hi"}"#), [401, 403, 403, 201]),
    ("DELETE", "/channels/{channel}/notes/{owner}", Some(r#"{"id":"{live}"}"#), [401, 403, 403, 404]),
    ("GET", "/channels/{channel}/users/{owner}", None, [401, 403, 403, 200]),
    ("GET", "/channels/{channel}/moderators", None, [401, 403, 403, 200]),
    ("POST", "/channels/{channel}/moderators", Some(r#"{"username":"{owner}"}"#), [401, 403, 403, 422]),
    ("DELETE", "/channels/{channel}/moderators/{owner}", None, [401, 403, 403, 404]),
    ("POST", "/channels/{channel}/filters/test", Some(r#"{"content":"hi"}"#), [401, 403, 403, 200]),
    ("POST", "/channels/{channel}/filters/dry-run", Some(r#"{"filters":{"links":"hold"}}"#), [401, 403, 403, 200]),
    ("GET", "/channels/{channel}/filters/statistics", None, [401, 403, 403, 200]),
    ("GET", "/channels/{channel}/holds", None, [401, 403, 403, 200]),
    ("POST", "/holds/{live}/approve", None, [401, 404, 404, 404]),
    ("POST", "/holds/{live}/deny", None, [401, 404, 404, 404]),
    ("GET", "/channels/{channel}/filters", None, [401, 403, 403, 200]),
    ("PUT", "/channels/{channel}/filters", Some(r#"{"modes":{"slowSeconds":0}}"#), [401, 403, 403, 200]),
    ("PUT", "/channels/{channel}/pinned", Some(r#"{"messageId":"{live}"}"#), [401, 403, 403, 404]),
    ("DELETE", "/channels/{channel}/pinned", None, [401, 403, 403, 204]),
    ("POST", "/channels/{channel}/announcements", Some(r#"{"content":"hi"}"#), [401, 403, 403, 201]),
    ("DELETE", "/channels/{channel}/users/{owner}/messages", None, [401, 403, 403, 204]),
    // Off without settings.
    ("POST", "/webhooks/clerk", Some("{}"), [404, 404, 404, 404]),
    // Hidden and missing things answer alike.
    ("GET", "/streams/{offline}", None, [404, 404, 404, 200]),
    ("GET", "/streams/{offline}/hls", None, [404, 404, 404, 404]),
    ("POST", "/streams/{offline}/playback", None, [404, 404, 404, 404]),
    ("GET", "/streams/{offline}/health", None, [401, 404, 404, 200]),
    ("GET", "/streams/{offline}/messages", None, [404, 404, 404, 200]),
    ("POST", "/streams/{offline}/messages", Some(r#"{"content":"hi"}"#), [401, 404, 404, 201]),
    ("PATCH", "/streams/{offline}", Some(r#"{"title":"Renamed"}"#), [401, 404, 404, 200]),
    ("POST", "/streams/{offline}/markers", Some(r#"{"title":"Song"}"#), [401, 404, 404, 409]),
    ("POST", "/streams/{offline}/end", None, [401, 404, 404, 409]),
    // These end something, so the owner comes last.
    ("POST", "/streams/{live}/end", None, [401, 403, 403, 200]),
    ("DELETE", "/channels/{channel}", None, [401, 403, 403, 204]),
    ("POST", "/auth/logout", None, [204, 204, 204, 204]),
    ("GET", "/openapi.json", None, [200, 200, 200, 200]),
];

const EXCEPTIONS: [Exception<(&str, &str), u16>; 64] = [
    ("banned", ("POST", "/streams/{live}/messages"), 403),
    ("banned", ("POST", "/messages"), 403),
    // By the owner.
    ("blocked", ("POST", "/streams/{live}/messages"), 403),
    ("blocked", ("POST", "/messages"), 403),
    ("blocked", ("POST", "/channels/{channel}/follow"), 403),
    ("blocked", ("POST", "/users/{owner}/follow"), 403),
    ("admin", ("PUT", "/users/{owner}"), 200),
    ("moderator", ("GET", "/channels/{channel}/bans"), 200),
    ("moderator", ("DELETE", "/channels/{channel}/bans/{owner}"), 404),
    ("moderator", ("PUT", "/channels/{channel}/lockdown"), 204),
    ("moderator", ("DELETE", "/channels/{channel}/lockdown"), 204),
    ("moderator", ("PUT", "/channels/{channel}/raid-guard"), 204),
    ("moderator", ("DELETE", "/channels/{channel}/raid-guard"), 204),
    ("moderator", ("GET", "/reports"), 200),
    ("admin", ("PUT", "/channels/{channel}/raid-guard"), 204),
    ("admin", ("DELETE", "/channels/{channel}/raid-guard"), 204),
    ("admin", ("GET", "/reports"), 200),
    // Those of their own channels.
    ("foreign moderator", ("GET", "/reports"), 200),
    ("foreign owner", ("GET", "/reports"), 200),
    ("moderator", ("GET", "/channels/{channel}/modlog"), 200),
    ("moderator", ("GET", "/channels/{channel}/notes/{owner}"), 200),
    ("moderator", ("POST", "/channels/{channel}/notes/{owner}"), 201),
    ("moderator", ("DELETE", "/channels/{channel}/notes/{owner}"), 404),
    ("moderator", ("GET", "/channels/{channel}/users/{owner}"), 200),
    ("admin", ("GET", "/channels/{channel}/bans"), 200),
    ("admin", ("DELETE", "/channels/{channel}/bans/{owner}"), 404),
    ("admin", ("PUT", "/channels/{channel}/lockdown"), 204),
    ("admin", ("DELETE", "/channels/{channel}/lockdown"), 204),
    ("admin", ("GET", "/channels/{channel}/modlog"), 200),
    ("admin", ("GET", "/channels/{channel}/notes/{owner}"), 200),
    ("admin", ("POST", "/channels/{channel}/notes/{owner}"), 201),
    ("admin", ("DELETE", "/channels/{channel}/notes/{owner}"), 404),
    ("admin", ("GET", "/channels/{channel}/users/{owner}"), 200),
    ("moderator", ("POST", "/channels/{channel}/filters/test"), 200),
    ("moderator", ("POST", "/channels/{channel}/filters/dry-run"), 200),
    ("moderator", ("GET", "/channels/{channel}/filters/statistics"), 200),
    ("moderator", ("GET", "/channels/{channel}/holds"), 200),
    ("admin", ("POST", "/channels/{channel}/filters/test"), 200),
    ("admin", ("POST", "/channels/{channel}/filters/dry-run"), 200),
    ("admin", ("GET", "/channels/{channel}/filters/statistics"), 200),
    ("admin", ("GET", "/channels/{channel}/holds"), 200),
    ("moderator", ("GET", "/channels/{channel}/filters"), 200),
    ("moderator", ("PUT", "/channels/{channel}/filters"), 200),
    ("moderator", ("PUT", "/channels/{channel}/pinned"), 404),
    ("moderator", ("DELETE", "/channels/{channel}/pinned"), 204),
    ("moderator", ("POST", "/channels/{channel}/announcements"), 201),
    ("admin", ("GET", "/channels/{channel}/filters"), 200),
    ("admin", ("PUT", "/channels/{channel}/filters"), 200),
    ("admin", ("PUT", "/channels/{channel}/pinned"), 404),
    ("admin", ("DELETE", "/channels/{channel}/pinned"), 204),
    ("admin", ("POST", "/channels/{channel}/announcements"), 201),
    ("admin", ("DELETE", "/channels/{channel}/users/{owner}/messages"), 204),
    ("admin", ("GET", "/admin/overview"), 200),
    ("admin", ("GET", "/admin/users"), 200),
    ("admin", ("POST", "/admin/users/{owner}/sign-out"), 400),
    ("admin", ("GET", "/admin/channels"), 200),
    ("admin", ("PUT", "/admin/channels/{channel}"), 400),
    ("admin", ("DELETE", "/admin/channels/{channel}"), 400),
    ("admin", ("GET", "/admin/streams"), 200),
    ("admin", ("POST", "/admin/streams/{live}/end"), 400),
    ("admin", ("GET", "/admin/reports"), 200),
    ("admin", ("GET", "/admin/mail"), 200),
    ("admin", ("GET", "/admin/audit"), 200),
    ("admin", ("POST", "/admin/storage-test"), 200),
];

#[tokio::test]
async fn every_route_lets_in_those_it_should() {
    let app = TestApp::open().await;
    let (channel, actors) = actors(&app).await;
    let live = app.on_air(&channel).await;
    let owner = &actors.last().unwrap().client;
    let prepared = owner.post("/api/streams", json!({ "channelId": channel.slug, "title": "Later" })).await;
    let fill = |text: &str| {
        // The owner's username is the channel's slug.
        let text = text.replace("{channel}", &channel.slug).replace("{owner}", &channel.slug);
        let text = text.replace("{live}", &live.to_string());
        text.replace("{offline}", &id(&prepared.json()).to_string())
    };
    let mut exceptions = Exceptions::new(&EXCEPTIONS);
    let mut wrong = Vec::new();
    for (method, path, body, columns) in RULES {
        for actor in &actors {
            let expected = exceptions.expected(actor, &(method, path), &columns);
            let request = actor.client.request(method, &fill(&format!("/api{path}")));
            let answer = match body {
                Some(body) => request.body("application/json", fill(body)).send().await,
                None => request.send().await,
            };
            let as_a_problem = answer.status < 400 || answer.header("content-type") == Some("application/problem+json");
            if answer.status != expected || !as_a_problem {
                let (name, status, text) = (actor.name, answer.status, answer.text());
                wrong.push(format!("{method} {path} by {name}: {status} instead of {expected}: {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    exceptions.assert_used();
}

/// The operations of the API document, such as `GET /channels/{id}`.
async fn operations(app: &TestApp) -> BTreeSet<String> {
    let document = app.server.client().get("/api/openapi.json").await.json();
    let mut operations = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let path = path.strip_prefix("/api").unwrap();
        operations.extend(item.as_object().unwrap().keys().map(|method| format!("{} {path}", method.to_uppercase())));
    }
    operations
}

/// Every operation of the API document has a rule above, so that its permissions are tested.
#[tokio::test]
async fn every_operation_has_its_rule() {
    let operations = operations(&TestApp::open().await).await;
    let shape = |path: &str| {
        let path = path.split('?').next().unwrap();
        let path = ["users", "bans", "notes", "moderators"].iter().fold(path.to_owned(), |path, list| {
            path.replace(&format!("{{channel}}/{list}/{{owner}}"), &format!("{{channel}}/{list}/{{userId}}"))
        });
        let path = [("emotes", "emote"), ("markers", "marker"), ("webhooks", "webhook"), ("deliveries", "delivery")]
            .iter()
            .fold(path, |path, (list, id)| path.replace(&format!("/{list}/{{live}}"), &format!("/{list}/{{{id}Id}}")));
        ["{channel}", "{owner}", "{live}", "{offline}"].iter().fold(path, |path, name| path.replace(name, "{id}"))
    };
    let ruled: BTreeSet<String> = RULES.iter().map(|(method, path, ..)| format!("{method} {}", shape(path))).collect();
    assert_eq!(operations, ruled);
}

#[tokio::test]
async fn other_sites_cannot_act_for_a_user() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let own = format!("http://{}", app.server.http());
    let foreign_port = format!("http://127.0.0.1:{}", app.server.http().port() ^ 1);
    // The macro decides the addresses of server functions; all of them must be guarded.
    for path in ["/api/auth/logout", "/_fn/app/accounts/rpc/logout", "/_fn/logout"] {
        for origin in ["https://evil.example", "null", "http://127.0.0.1.evil.example", foreign_port.as_str()] {
            let refused = mira.request("POST", path).header("origin", origin).send().await;
            assert_problem(&refused, 403, "cross_site");
        }
        for site in ["cross-site", "same-site"] {
            let refused = mira.request("POST", path).header("sec-fetch-site", site).header("origin", &own).send().await;
            assert_problem(&refused, 403, "cross_site");
        }
    }
    assert_eq!(mira.get("/api/auth/user").await.status, 200, "still signed in");
    // Reading is allowed: without CORS headers other sites cannot read the answer.
    assert_eq!(mira.request("GET", "/api/channels").header("origin", "https://evil.example").send().await.status, 200);
    let own_page = mira
        .request("POST", "/api/channels")
        .header("sec-fetch-site", "same-origin")
        .json(&json!({ "name": "N", "slug": "own-page" }));
    assert_eq!(own_page.send().await.status, 201);
    let no_browser =
        mira.request("POST", "/api/channels").header("origin", "").json(&json!({ "name": "N", "slug": "no-browser" }));
    assert_eq!(no_browser.send().await.status, 201);

    assert_eq!(mira.socket_from("https://evil.example").await.err(), Some(403));
    assert_eq!(mira.socket_from(&foreign_port).await.err(), Some(403));
    assert!(mira.socket_from(&own).await.is_ok());
}

#[tokio::test]
async fn requests_that_make_no_sense_are_told_so() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let login =
        |kind: &'static str, body: &'static str| mira.request("POST", "/api/auth/login").body(kind, body).send();

    assert_problem(&mira.get("/api/nothing/here").await, 404, "not_found");
    assert_problem(&mira.get("/api/streams/not-an-id").await, 404, "not_found");
    let nobody = "/api/streams/00000000-0000-7000-8000-000000000000";
    assert_problem(&mira.get(nobody).await, 404, "not_found");
    assert_problem(&mira.post(&format!("{nobody}/end"), json!({})).await, 404, "not_found");
    assert_problem(&mira.delete("/api/auth/user").await, 405, "method_not_allowed");
    assert_problem(&login("application/json", "{\"email\":").await, 400, "bad_request");
    assert_problem(&login("application/json", "[]").await, 422, "validation_failed");
    assert_problem(&login("application/json", r#" ["a@b.example","secret"]"#).await, 422, "validation_failed");
    assert_problem(&login("text/plain", "{}").await, 415, "unsupported_media_type");
    let status = mira.put(&format!("{nobody}/status"), json!({ "status": "PAUSED" })).await;
    assert!(matches!(status.status, 404 | 422), "{}", status.text());
    let visibility = mira.patch(nobody, json!({ "visibility": 5 })).await;
    assert_problem(&visibility, 422, "validation_failed");
    assert_problem(&mira.get("/ws").await, 400, "bad_request");

    let too_large = format!("{{\"email\":\"{}\"}}", "x".repeat(1024 * 1024));
    let too_large = mira.request("POST", "/api/auth/login").body("application/json", too_large).send().await;
    assert_problem(&too_large, 413, "too_large");
    let long = "x".repeat(100_000);
    let endless_header = mira.request("GET", "/api/channels").header("x-long", &long).send().await;
    assert_eq!(endless_header.status, 431);

    for (old, new) in [
        ("/api/stream/create", "/api/streams"),
        (
            "/api/stream/end?id=00000000-0000-7000-8000-000000000000",
            "/api/streams/00000000-0000-7000-8000-000000000000/end",
        ),
        ("/api/stream/0123/hls?x=1", "/api/streams/0123/hls?x=1"),
        ("/api/stream/0123", "/api/streams/0123"),
    ] {
        let moved = mira.post(old, json!({})).await;
        assert_eq!((moved.status, moved.header("location")), (308, Some(new)));
    }
    for path in ["/api/stream/end", "/api/stream/end?id=x"] {
        assert_problem(&mira.post(path, json!({})).await, 422, "validation_failed");
    }
    for (name, value) in [("x-content-type-options", "nosniff"), ("referrer-policy", "strict-origin-when-cross-origin")]
    {
        assert_eq!(mira.get("/api/channels").await.header(name), Some(value));
    }
    let policy = mira.get("/").await;
    let policy = policy.header("content-security-policy").unwrap();
    assert!(
        policy.contains("frame-ancestors 'none'")
            && !policy.contains("unsafe-inline")
            && !policy.contains("'unsafe-eval'"),
        "{policy}"
    );
    assert_eq!(mira.get("/healthz").await.status, 200);
    let ready = mira.get("/readyz").await;
    assert_eq!((ready.status, ready.json()["database"].as_str()), (200, Some("ok")));
}
