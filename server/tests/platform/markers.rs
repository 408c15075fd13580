//! Markers with a real encoder: set while a stream is on air, they are the chapters of its VOD.

use crate::test_app::{TestApp, assert_fields, assert_problem, id};
use crate::vods::{on_air, only_vod, recorded, vods};
use serde_json::{Value, json};

fn positions(video: &Value) -> Vec<i64> {
    video["markers"].as_array().unwrap().iter().map(|marker| marker["position"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn what_is_marked_on_air_is_a_chapter_of_the_vod() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let (stream, _encoder) = on_air(&app, &channel).await;
    let address = format!("/api/streams/{stream}/markers");
    let before = recorded(&viewer, stream, 2).await.seconds;
    let marked = mira.post(&address, json!({ "title": " The first song " })).await;
    assert_eq!(marked.status, 201, "{}", marked.text());
    let marker = marked.json();
    assert_fields(&marker, "id streamId title position createdAt");
    assert_eq!((&marker["title"], &marker["streamId"]), (&json!("The first song"), &json!(stream)));
    let position = marker["position"].as_i64().unwrap();
    let after = recorded(&viewer, stream, 2).await.seconds;
    assert!((before as i64..=after as i64).contains(&position), "{position} s, between {before} and {after}");
    assert_eq!(mira.post(&address, json!({ "title": "The beginning", "position": 0 })).await.status, 201);
    let future = mira.post(&address, json!({ "title": "Later", "position": 3600 })).await;
    assert_fields(&assert_problem(&future, 422, "validation_failed")["errors"], "position");
    let listed = viewer.get(&address).await.json();
    assert_fields(&listed, "items nextCursor");
    assert_eq!((&listed["items"][0]["position"], &listed["items"][1]), (&json!(0), &marker));
    assert_eq!((listed["items"].as_array().unwrap().len(), &listed["nextCursor"]), (2, &Value::Null));

    assert_eq!(mira.post(&format!("/api/streams/{stream}/end"), json!({})).await.status, 200);
    let listed = only_vod(&app, &channel).await;
    assert!(listed.get("markers").is_none() && vods(&mira, &channel).await[0].get("markers").is_none(), "{listed}");
    let address_of_video = format!("/api/videos/{stream}");
    let video = viewer.get(&address_of_video).await.json();
    assert_eq!((&video["id"], positions(&video)), (&json!(stream), vec![0, position]));
    assert_eq!(video["markers"][1], marker);
    let length = video["duration"].as_i64().unwrap();
    assert!(position <= length, "{position} s of {length}");

    // Of what is over, it has to be said which moment is meant.
    for wrong in [json!({ "title": "Song" }), json!({ "title": "Song", "position": length + 1 })] {
        let refused = mira.post(&address, wrong).await;
        assert_fields(&assert_problem(&refused, 422, "validation_failed")["errors"], "position");
    }
    let words = json!({ "title": "Song", "position": "soon" });
    assert_problem(&mira.post(&address, words).await, 422, "validation_failed");
    let end = mira.post(&address, json!({ "title": "The end", "position": length })).await;
    assert_eq!(end.status, 201, "{}", end.text());
    assert_eq!(positions(&viewer.get(&address_of_video).await.json()), [0, position, length]);
    let page = viewer.get(&format!("/videos/{stream}")).await.text();
    assert!(page.contains("The first song") && page.contains(&format!("/videos/{stream}?t={position}")), "{page}");

    let one = format!("{address}/{}", id(&marker));
    assert_problem(&viewer.delete(&one).await, 401, "signin_required");
    assert_eq!(mira.delete(&one).await.status, 204);
    assert_problem(&mira.delete(&one).await, 404, "not_found");
    assert_problem(&mira.delete(&format!("{address}/one")).await, 404, "not_found");
    assert_eq!(positions(&viewer.get(&address_of_video).await.json()), [0, length]);
}

#[tokio::test]
async fn a_channel_that_records_nothing_has_nothing_to_mark() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let prepared = mira.post("/api/streams", json!({ "channelId": channel.slug, "title": "Later" })).await;
    let offline = format!("/api/streams/{}/markers", id(&prepared.json()));
    assert_problem(&mira.post(&offline, json!({ "title": "Song" })).await, 409, "conflict");
    let settings = mira.put(&format!("/api/channels/{}", channel.slug), json!({ "archive": false })).await;
    assert_eq!(settings.status, 200, "{}", settings.text());
    let (stream, _encoder) = on_air(&app, &channel).await;
    let address = format!("/api/streams/{stream}/markers");
    let refused = assert_problem(&mira.post(&address, json!({ "title": "Song" })).await, 409, "conflict");
    assert!(refused["detail"].as_str().unwrap().contains("Record streams"), "{refused}");
}

#[tokio::test]
async fn a_marker_that_is_sent_twice_with_a_key_is_set_once() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let (stream, _encoder) = on_air(&app, &channel).await;
    let mark = async || {
        let request = mira.request("POST", &format!("/api/streams/{stream}/markers"));
        request.header("idempotency-key", "one").json(&json!({ "title": "Song" })).send().await
    };
    let (first, again) = (mark().await, mark().await);
    assert_eq!((first.status, again.status), (201, 201), "{}", first.text());
    assert_eq!((again.header("idempotency-replayed"), again.json()), (Some("true"), first.json()));
    assert_eq!(app.database.count("select count(*) from stream_marker").await, 1);
}
