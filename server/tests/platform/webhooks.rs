//! Webhooks with a receiver on this machine: what arrives, what is tried again, and what a kill does not lose.

use crate::test_app::{Channel, Person, TestApp, assert_problem, id, until};
use serde_json::{Value, json};
use testkit::Provider;
use testkit::provider::TakenRequest;
use tokio::net::TcpListener;
use uuid::Uuid;

/// A server whose operator has said that the platform is for this machine alone, so that webhooks may lead to it.
async fn on_this_machine() -> TestApp {
    let mut app = TestApp::open().await;
    app.server.kill().await;
    let url = format!("http://{}", app.server.http());
    app.server.start_again(&[("AETHEX_PUBLIC_URL", &url)]).await;
    app
}

async fn makes_webhook(person: &Person, channel: &Channel, url: &str) -> Value {
    let path = format!("/api/channels/{}/webhooks", channel.slug);
    let made = person.post(&path, json!({ "url": url, "events": ["follow", "stream.started"] })).await;
    assert_eq!(made.status, 201, "{}", made.text());
    made.json()
}

async fn deliveries(person: &Person, webhook: &Value) -> Vec<Value> {
    let path = format!("/api/channels/{}/webhooks/{}/deliveries", webhook["channelId"].as_str().unwrap(), id(webhook));
    person.get(&path).await.json()["items"].as_array().unwrap().clone()
}

/// Waits for requests at this path of the receiver.
async fn takes(receiver: &Provider, path: &str, count: usize) -> Vec<TakenRequest> {
    until("deliveries", async || {
        let taken = receiver.requests(path);
        if taken.len() >= count { Ok(taken) } else { Err(taken.len()) }
    })
    .await
}

/// Makes what waits due now.
async fn hurries(app: &TestApp) {
    for hurry in [
        "update webhook_delivery set due_at = now() where due_at is not null",
        "update webhook set paused_until = null, leased_until = null",
    ] {
        sqlx::query(hurry).execute(&app.database.pool).await.unwrap();
    }
}

fn header(request: &TakenRequest, name: &str) -> String {
    let found = request.head.lines().find_map(|line| {
        let (known, value) = line.split_once(": ")?;
        known.eq_ignore_ascii_case(name).then(|| value.to_owned())
    });
    found.unwrap_or_else(|| panic!("no {name} in {}", request.head))
}

/// The signatures that a receiver with this secret expects.
fn expected_signature(secret: &Value, request: &TakenRequest) -> String {
    let secret = services::clerk::WebhookSecret::parse(secret.as_str().unwrap()).unwrap();
    let timestamp = header(request, "webhook-timestamp").parse().unwrap();
    secret.sign(&header(request, "webhook-id"), timestamp, request.body.as_bytes())
}

#[tokio::test]
async fn a_follow_arrives_signed_is_tried_again_after_a_failure_and_sent_again_on_demand() {
    let (app, receiver) = (on_this_machine().await, Provider::start().await);
    let ((mira, channel), jonas) = (app.creator("mira").await, app.person("jonas").await);
    receiver.answers("/hook", 503, "not now");
    let webhook = makes_webhook(&mira, &channel, &format!("{}/hook", receiver.url())).await;
    assert_eq!(jonas.post("/api/channels/mira/follow", json!({})).await.status, 201);
    let first = takes(&receiver, "/hook", 1).await.remove(0);
    assert_eq!(header(&first, "webhook-signature"), expected_signature(&webhook["secret"], &first));
    let body: Value = serde_json::from_str(&first.body).unwrap();
    assert_eq!((&body["type"], &body["data"]["username"]), (&json!("follow"), &json!("jonas")), "{body}");
    let failed = until("the failure", async || {
        let delivery = deliveries(&mira, &webhook).await.remove(0);
        if delivery["statusCode"] == 503 { Ok(delivery) } else { Err(delivery) }
    })
    .await;
    assert_eq!((&failed["state"], &failed["response"]), (&json!("pending"), &json!("not now")), "{failed}");
    assert!(failed["nextAttemptAt"].is_string() && failed["error"].is_string(), "{failed}");

    receiver.answers("/hook", 204, "");
    hurries(&app).await;
    let second = takes(&receiver, "/hook", 2).await.remove(1);
    assert_eq!((header(&second, "webhook-id"), &second.body), (header(&first, "webhook-id"), &first.body));
    let arrived = async |attempts: i32| {
        until("the delivery", async || {
            let delivery = deliveries(&mira, &webhook).await.remove(0);
            let is_it = delivery["state"] == "delivered" && delivery["attempts"] == attempts;
            if is_it { Ok(delivery) } else { Err(delivery) }
        })
        .await
    };
    let delivered = arrived(2).await;
    assert!(delivered["nextAttemptAt"].is_null() && delivered["error"].is_null(), "{delivered}");

    // After a rotation both secrets count, and the delivery is the same when it is sent again.
    let path = format!("/api/channels/mira/webhooks/{}", id(&webhook));
    let rotated = mira.post(&format!("{path}/rotate"), json!({})).await.json();
    let resent = mira.post(&format!("{path}/deliveries/{}/resend", id(&delivered)), json!({})).await;
    assert_eq!((resent.status, &resent.json()["state"]), (202, &json!("pending")), "{}", resent.text());
    let third = takes(&receiver, "/hook", 3).await.remove(2);
    let both = [&rotated["secret"], &webhook["secret"]].map(|secret| expected_signature(secret, &third));
    assert_eq!(header(&third, "webhook-signature"), both.join(" "));
    assert_eq!(header(&third, "webhook-id"), header(&first, "webhook-id"));
    arrived(3).await;
}

#[tokio::test]
async fn a_receiver_that_never_answers_holds_up_no_other_and_redirects_are_not_followed() {
    let (app, receiver) = (on_this_machine().await, Provider::start().await);
    // Connections are taken by the system, and nothing ever reads from them.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let ((mira, channel), jonas) = (app.creator("mira").await, app.person("jonas").await);
    let stuck = makes_webhook(&mira, &channel, &format!("http://{}/", silent.local_addr().unwrap())).await;
    receiver.answers("/hook", 200, "fine");
    receiver.answers("/moved", 307, "");
    let moved = makes_webhook(&mira, &channel, &format!("{}/moved", receiver.url())).await;
    for _ in 0..3 {
        let path = format!("/api/channels/mira/webhooks/{}/test", id(&stuck));
        assert_eq!(mira.post(&path, json!({})).await.status, 202);
    }
    let under_way = async || {
        let count =
            "select count(*) from webhook_delivery where webhook_id = $1 and attempts > 0 and attempted_at is null";
        let count: i64 = sqlx::query_scalar(count).bind(id(&stuck)).fetch_one(&app.database.pool).await.unwrap();
        count
    };
    until("the first of them to be under way", async || under_way().await == 1).await;
    makes_webhook(&mira, &channel, &format!("{}/hook", receiver.url())).await;
    assert_eq!(jonas.post("/api/channels/mira/follow", json!({})).await.status, 201);
    takes(&receiver, "/hook", 1).await;
    assert!(under_way().await <= 1, "one at a time for each webhook");
    let refused = until("the redirect", async || {
        let delivery = deliveries(&mira, &moved).await.remove(0);
        if delivery["statusCode"] == 307 { Ok(delivery) } else { Err(delivery) }
    })
    .await;
    assert!(refused["error"].as_str().unwrap().contains("Redirects aren't followed"), "{refused}");
    assert_eq!(receiver.requests("/moved").len(), 1);
    let slow = until("the end of the first attempt", async || {
        let all = deliveries(&mira, &stuck).await;
        all.iter().find(|delivery| delivery["error"].is_string()).cloned()
    })
    .await;
    assert!(slow["error"].as_str().unwrap().contains("within 10 seconds") && slow["statusCode"].is_null(), "{slow}");
}

/// As many as a few busy channels cause at once.
#[tokio::test]
async fn a_burst_of_deliveries_leaves_the_database_to_all_others() {
    let (app, receiver) = (on_this_machine().await, Provider::start().await);
    receiver.answers("/hook", 204, "");
    let (mut creators, jonas) = (Vec::new(), app.person("jonas").await);
    for number in 0..8 {
        creators.push(app.creator(&format!("mira-{number}")).await);
    }
    for (mira, channel) in &creators {
        for _ in 0..10 {
            makes_webhook(mira, channel, &format!("{}/hook", receiver.url())).await;
        }
    }
    for (_, channel) in &creators {
        let path = format!("/api/channels/{}/follow", channel.slug);
        assert_eq!(jonas.post(&path, json!({})).await.status, 201);
    }
    until("all deliveries", async || {
        assert_eq!(jonas.get("/readyz").await.status, 200);
        assert_eq!(jonas.get("/api/auth/user").await.status, 200);
        let noted = app.database.count("select count(*) from webhook_delivery where delivered_at is not null").await;
        if noted == 80 { Ok(()) } else { Err(noted) }
    })
    .await;
}

#[tokio::test]
async fn one_owner_has_sixteen_deliveries_under_way_and_others_theirs() {
    let (app, receiver) = (on_this_machine().await, Provider::start().await);
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let ((mira, channel), (anna, other)) = (app.creator("mira").await, app.creator("anna").await);
    let second = mira.channel("mira-two").await;
    let mut tests = Vec::new();
    for channel in [&channel, &second] {
        for _ in 0..10 {
            let stuck = makes_webhook(&mira, channel, &format!("http://{}/", silent.local_addr().unwrap())).await;
            tests.push(format!("/api/channels/{}/webhooks/{}/test", channel.slug, id(&stuck)));
        }
    }
    // Together, before the time of the first is over.
    let mira = &mira;
    let tests = tests.iter().map(async |path| assert_eq!(mira.post(path, json!({})).await.status, 202));
    futures_util::future::join_all(tests).await;
    let under_way = "select count(*) from webhook_delivery where attempts > 0 and attempted_at is null";
    until("as many as one account may have", async || {
        let count = app.database.count(under_way).await;
        if count == 16 { Ok(()) } else { Err(count) }
    })
    .await;
    receiver.answers("/hook", 204, "");
    makes_webhook(&anna, &other, &format!("{}/hook", receiver.url())).await;
    assert_eq!(mira.post("/api/channels/anna/follow", json!({})).await.status, 201);
    takes(&receiver, "/hook", 1).await;
    assert!(app.database.count(under_way).await <= 16);
}

#[tokio::test]
async fn a_kill_between_an_event_and_its_delivery_loses_nothing() {
    let mut app = on_this_machine().await;
    let receiver = Provider::start().await;
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let ((mira, channel), jonas) = (app.creator("mira").await, app.person("jonas").await);
    // The delivery is under way when the server is killed.
    let webhook = makes_webhook(&mira, &channel, &format!("http://{}/", silent.local_addr().unwrap())).await;
    assert_eq!(jonas.post("/api/channels/mira/follow", json!({})).await.status, 201);
    let (taken, _) = silent.accept().await.unwrap();
    app.server.kill().await;
    drop((taken, silent));
    app.server.start_again(&[]).await;
    hurries(&app).await;
    let tried = until("the attempt after the restart", async || {
        let delivery = deliveries(&mira, &webhook).await.remove(0);
        if delivery["attempts"].as_i64() > Some(1) && delivery["error"].is_string() {
            Ok(delivery)
        } else {
            Err(delivery)
        }
    })
    .await;
    assert_eq!(tried["state"], "pending", "{tried}");

    // The event is committed, and nothing of it was sent yet: as if the server had been killed right after the commit.
    receiver.answers("/hook", 200, "");
    let other = makes_webhook(&mira, &channel, &format!("{}/hook", receiver.url())).await;
    app.server.kill().await;
    let queue = "insert into webhook_delivery (id, webhook_id, event, body) values ($2, $1, 'follow', '{}')";
    sqlx::query(queue).bind(id(&other)).bind(Uuid::now_v7()).execute(&app.database.pool).await.unwrap();
    app.server.start_again(&[]).await;
    assert_eq!(takes(&receiver, "/hook", 1).await[0].body, "{}");
}

#[tokio::test]
async fn what_waits_goes_to_the_new_address_with_the_secret_of_before() {
    let (app, receiver) = (on_this_machine().await, Provider::start().await);
    let ((mira, channel), jonas) = (app.creator("mira").await, app.person("jonas").await);
    receiver.answers("/old", 503, "not now");
    receiver.answers("/new", 204, "");
    let webhook = makes_webhook(&mira, &channel, &format!("{}/old", receiver.url())).await;
    let path = format!("/api/channels/mira/webhooks/{}", id(&webhook));
    assert_eq!(jonas.post("/api/channels/mira/follow", json!({})).await.status, 201);
    let first = takes(&receiver, "/old", 1).await.remove(0);
    // Nothing is to change: the webhook is answered as it is.
    let same = mira.put(&path, json!({})).await;
    assert_eq!((same.status, &same.json()["url"]), (200, &webhook["url"]), "{}", same.text());
    let url = format!("{}/new", receiver.url());
    let changed = mira.put(&path, json!({ "url": url, "kind": "discord", "secret": "whsec_AAAA" })).await;
    assert_eq!(changed.status, 200, "{}", changed.text());
    let changed = changed.json();
    assert!(changed.get("secret").is_none() && changed["failingSince"].is_null(), "{changed}");
    assert_eq!((&changed["url"], &changed["kind"]), (&json!(url), &json!("standard")));
    assert_eq!(changed["events"], webhook["events"]);
    // At once, though the next attempt was due later.
    let second = takes(&receiver, "/new", 1).await.remove(0);
    assert_eq!((header(&second, "webhook-id"), &second.body), (header(&first, "webhook-id"), &first.body));
    assert_eq!(header(&second, "webhook-signature"), expected_signature(&webhook["secret"], &second));

    let wrong = json!({ "url": "https://10.0.0.1/", "events": [] });
    let refused = assert_problem(&mira.put(&path, wrong).await, 422, "validation_failed");
    assert!(refused["errors"]["url"].is_string() && refused["errors"]["events"].is_string(), "{refused}");
    assert_problem(&mira.put(&path, json!({ "events": ["everything"] })).await, 422, "validation_failed");
    assert_eq!(mira.request("DELETE", &path).send().await.status, 204);
    assert_problem(&mira.put(&path, json!({ "url": url })).await, 404, "not_found");
    assert!(!app.server.log().contains(&receiver.url()));
}

#[tokio::test]
async fn webhooks_of_others_are_not_found_and_addresses_beside_the_server_are_refused() {
    let app = TestApp::open().await;
    let ((mira, channel), (eve, own)) = (app.creator("mira").await, app.creator("eve").await);
    let webhook = makes_webhook(&mira, &channel, "https://hooks.example.org/a").await;
    let path = format!("/api/channels/{}/webhooks/{}", own.slug, id(&webhook));
    for (method, rest) in [("DELETE", ""), ("POST", "/rotate"), ("POST", "/test"), ("GET", "/deliveries")] {
        let refused = eve.request(method, &format!("{path}{rest}")).send().await;
        assert_problem(&refused, 404, "not_found");
    }
    assert_problem(&eve.put(&path, json!({ "url": "https://eve.example.org/" })).await, 404, "not_found");
    // No public URL was set, so a proxy may stand before this server: not even its own machine is within reach.
    for url in
        ["http://127.0.0.1:9/", "https://127.0.0.1/", "https://0x7f.1/", "https://169.254.169.254/", "https://[::1]/"]
    {
        let body = json!({ "url": url, "events": ["follow"] });
        let refused = assert_problem(&mira.post("/api/channels/mira/webhooks", body).await, 422, "validation_failed");
        assert!(refused["errors"]["url"].is_string(), "{url}: {refused}");
    }
    let unknown = json!({ "url": "https://hooks.example.org/", "events": ["everything"] });
    assert_problem(&mira.post("/api/channels/mira/webhooks", unknown).await, 422, "validation_failed");
    assert!(!app.server.log().contains("hooks.example.org"));
}

/// As a browser without JavaScript sends it.
#[tokio::test]
async fn a_form_makes_a_webhook_and_the_next_page_shows_its_secret_once() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    // The client keeps one cookie only, and there are two for a moment.
    let session = mira.cookie().unwrap();
    let page = async || {
        let page = mira.request("GET", "/dashboard/webhooks").header("cookie", &session).send().await;
        assert_eq!(page.status, 200, "{}", page.text());
        page.text()
    };
    assert!(page().await.contains("No webhooks yet"));
    let send = async |function: &str, form: String| {
        let request = mira.request("POST", &format!("/_fn/app/webhooks/rpc/{function}")).header("cookie", &session);
        let request = request.header("accept", "text/html");
        let request = request.header("referer", format!("http://{}/dashboard/webhooks", app.server.http()).as_str());
        request.body("application/x-www-form-urlencoded", form).send().await
    };
    let form = format!(
        "channel={}&kind=standard&url=https%3A%2F%2Fhooks.example.org%2Fa&events[1]=stream.ended&events[5]=vod.ready",
        channel.id
    );
    let made = send("create_webhook", form).await;
    assert_eq!((made.status, made.header("location")), (302, Some("/dashboard/webhooks")), "{}", made.text());
    let handed = made.header("set-cookie").unwrap_or_default().split(';').next().unwrap_or_default().to_owned();
    assert!(handed.starts_with("aethex_webhook_secret="), "{handed}");
    let cookies = format!("{session}; {handed}");
    let shown = mira.request("GET", "/dashboard/webhooks").header("cookie", &cookies).send().await.text();
    assert!(shown.contains("whsec_") && shown.contains("https://hooks.example.org/a"), "{shown}");
    let later = page().await;
    assert!(!later.contains("whsec_") && later.contains("https://hooks.example.org/a"), "{later}");
    assert!(later.contains("A recording is ready to watch"), "{later}");
    let none =
        send("create_webhook", format!("channel={}&kind=standard&url=https%3A%2F%2Fa.example%2F", channel.id)).await;
    assert_eq!(none.status, 302, "{}", none.text());
}
