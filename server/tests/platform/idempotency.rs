//! Idempotency keys and the headers that tell what is left of a limit.

use crate::test_app::{PASSWORD, Person, TestApp, assert_fields, assert_problem};
use serde_json::{Value, json};
use testkit::HttpAnswer;

async fn post(person: &Person, path: &str, key: &str, body: &Value) -> HttpAnswer {
    person.request("POST", path).header("idempotency-key", key).json(body).send().await
}

#[tokio::test]
async fn what_is_sent_twice_with_a_key_is_created_once_and_answered_alike() {
    let app = TestApp::open().await;
    let ((mira, channel), jonas) = (app.creator("mira").await, app.person("jonas").await);
    let message = json!({ "streamId": app.on_air(&channel).await, "content": "hi" });
    let first = post(&mira, "/api/messages", "one", &message).await;
    assert_eq!((first.status, first.header("idempotency-replayed")), (201, None), "{}", first.text());
    let again = post(&mira, "/api/messages", "\"one\"", &message).await;
    assert_eq!((again.status, again.header("idempotency-replayed")), (201, Some("true")));
    assert_eq!((again.json(), again.header("content-type")), (first.json(), Some("application/json")));
    assert_eq!(app.database.count("select count(*) from message").await, 1);

    // Another user's key of this name, and the same key of a request that was refused, are others.
    assert_eq!(post(&jonas, "/api/messages", "one", &message).await.status, 201);
    let empty = json!({ "streamId": message["streamId"], "content": "" });
    assert_problem(&post(&mira, "/api/messages", "two", &empty).await, 422, "invalid_message");
    assert_eq!(post(&mira, "/api/messages", "two", &message).await.status, 201);
    assert_eq!(app.database.count("select count(*) from message").await, 3);

    // A key names one request: not another body, address or operation.
    let other = assert_problem(&post(&mira, "/api/messages", "one", &empty).await, 422, "validation_failed");
    assert_fields(&other["errors"], "idempotencyKey");
    let channel = json!({ "name": "Second", "slug": "second" });
    assert_problem(&post(&mira, "/api/channels", "one", &channel).await, 422, "validation_failed");
    assert_problem(&post(&mira, "/api/channels", "k y", &channel).await, 400, "bad_request");
    assert_problem(&post(&mira, "/api/channels", "\"\"", &channel).await, 400, "bad_request");

    // What is not to be read by the operator either is sealed, and comes again to its owner.
    let wanted = json!({ "url": "https://hooks.example.org/", "events": ["follow"] });
    let webhook = post(&mira, "/api/channels/mira/webhooks", "webhook", &wanted).await.json();
    assert!(webhook["secret"].is_string(), "{webhook}");
    assert_eq!(post(&mira, "/api/channels/mira/webhooks", "webhook", &wanted).await.json(), webhook);
    let plain = "select count(*) from idempotency_key where position('whsec_' in encode(body_sealed, 'escape')) > 0";
    assert_eq!(app.database.count(plain).await, 0);

    // A key belongs to an account, so it does not count for what visitors may do, too.
    let playback = format!("/api/streams/{}/playback", message["streamId"].as_str().unwrap());
    let [first, second] =
        [post(&mira, &playback, "player", &json!({})).await, post(&mira, &playback, "player", &json!({})).await];
    assert_eq!((first.status, second.status, second.header("idempotency-replayed")), (201, 201, None));

    // Where passwords are sent, keys do not count: no digest of the request is kept.
    let begun = post(&mira, "/api/auth/two-factor", "password", &json!({ "password": PASSWORD })).await;
    assert_eq!(begun.status, 201, "{}", begun.text());
    assert_eq!(app.database.count("select count(*) from idempotency_key where key = 'password'").await, 0);
}

#[tokio::test]
async fn of_many_at_once_one_runs_and_one_that_was_interrupted_does_not_run_again() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let send = |slug: &'static str| {
        let mira = &mira;
        async move { post(mira, "/api/channels", slug, &json!({ "name": "Mira", "slug": slug })).await }
    };
    let answers = futures_util::future::join_all((0..8).map(|_| send("crowd"))).await;
    for answer in &answers {
        match answer.status {
            201 => {}
            _ => _ = assert_problem(answer, 409, "conflict"),
        }
    }
    assert!(answers.iter().any(|answer| answer.status == 201));
    assert_eq!(app.database.count("select count(*) from channel").await, 1);
    assert_eq!(send("crowd").await.status, 201, "the answer is kept");

    // A server that was killed in the middle has left a key without an answer.
    app.database
        .execute(
            "update idempotency_key set status = null, body_sealed = null, created_at = now() - interval '2 minutes'",
        )
        .await;
    let interrupted = assert_problem(&send("crowd").await, 409, "conflict");
    assert!(interrupted["detail"].as_str().unwrap().contains("interrupted"), "{interrupted}");
    app.database.execute("update idempotency_key set created_at = now() - interval '2 days'").await;
    assert_problem(&send("crowd").await, 409, "slug_taken");
}

#[tokio::test]
async fn answers_tell_what_is_left_of_the_limit() {
    let app = TestApp::with(&[("AETHEX_RATE_LIMITS", "on")]).await;
    let ((_, channel), jonas) = (app.creator("mira").await, app.person("jonas").await);
    let stream = app.on_air(&channel).await;
    let say = async || jonas.post(&format!("/api/streams/{stream}/messages"), json!({ "content": "hi" })).await;
    let first = say().await;
    assert_eq!(first.header("ratelimit-policy"), Some("\"chat\";q=20;w=30"));
    assert_eq!(first.header("ratelimit"), Some("\"chat\";r=19;t=2"));
    assert!(say().await.header("ratelimit").unwrap().starts_with("\"chat\";r=18;"));
    let refused = loop {
        let answer = say().await;
        if answer.status != 201 {
            break answer;
        }
    };
    assert_problem(&refused, 429, "rate_limited");
    assert!(refused.header("ratelimit").unwrap().starts_with("\"chat\";r=0;"), "{:?}", refused.header("ratelimit"));
    assert!(refused.header("retry-after").is_some());
    assert_eq!(
        jonas.get("/api/channels/mira").await.header("ratelimit"),
        None,
        "what counts against nothing tells nothing"
    );
}
