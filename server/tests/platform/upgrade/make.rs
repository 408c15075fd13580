//! Makes what a fixture holds: through the API and with a real encoder, and with SQL where there is no API yet.

use super::fixture::{Contents, Recorded};
use crate::test_app::{Channel, PASSWORD, TestApp, id, in_room, status, until};
use crate::vods::{Playlist, only_vod, recorded};
use serde_json::json;
use std::collections::BTreeMap;
use testkit::{Encoder, Publisher};
use uuid::Uuid;

/// Fills a new server and kills it while noor is on air.
pub async fn contents(app: &mut TestApp) -> Contents {
    let ((mira, miras), (_, noors)) = (app.creator("mira").await, app.creator("noor").await);
    let [jonas, vera, tomasz, boss, gone] = [
        app.person("jonas").await,
        app.person("vera").await,
        app.person("tomasz").await,
        app.person("boss").await,
        app.person("gone").await,
    ];
    app.newcomer("newcomer").await;
    for (person, statement) in [
        (&vera, "insert into ban (channel_id, account_id) select id, $1 from channel where slug = 'mira'"),
        (&tomasz, "insert into moderator (channel_id, account_id) select id, $1 from channel where slug = 'mira'"),
        (&boss, "update account set is_admin = true where id = $1"),
        (&gone, "update account set disabled_at = now() where id = $1"),
    ] {
        app.database.change(statement, person.id).await;
    }

    let viewer = app.server.client();
    let (ended, mut encoder) = on_air(app, &miras).await;
    let messages = [(&jonas, "hello"), (&mira, "welcome in 👋"), (&jonas, "I came for the beep")];
    let deleted_message = "buy this";
    for (person, message) in messages.iter().chain(&[(&tomasz, deleted_message)]) {
        let posted = person.post(&format!("/api/streams/{ended}/messages"), json!({ "content": message })).await;
        assert_eq!(posted.status, 201, "{}", posted.text());
    }
    app.database
        .change("update message set deleted_at = now(), deleted_by = $1 where content = 'buy this'", tomasz.id)
        .await;
    recorded(&viewer, ended, 3).await;
    // A video takes its pictures from those of the live stream, of which a slow machine makes the first one late.
    let address = format!("/api/streams/{ended}");
    until("a picture", async || viewer.get(&address).await.json()["thumbnailUrl"].is_string().then_some(())).await;
    encoder.kill().await;
    assert_eq!(mira.post(&format!("/api/streams/{ended}/end"), json!({})).await.status, 200);
    only_vod(app, &miras).await;
    let segments = Playlist::read(&viewer, ended).await.unwrap().segments.len();
    let prepared = mira.post("/api/streams", json!({ "channelId": miras.slug, "title": "Next week" })).await;

    let (interrupted, mut encoder) = on_air(app, &noors).await;
    let before = recorded(&viewer, interrupted, 2).await.segments.len();
    app.server.kill().await;
    encoder.kill().await;
    // Sessions do not grow old while their fixture lies in the repository.
    app.database.execute("update session set last_seen_at = '2100-01-01', expires_at = '2100-01-01'").await;
    Contents {
        password: PASSWORD.into(),
        cookie: mira.cookie().unwrap(),
        stream_keys: BTreeMap::from([(miras.slug, miras.key), (noors.slug, noors.key)]),
        ended: Recorded { stream: ended, segments },
        prepared: id(&prepared.json()),
        interrupted: Recorded { stream: interrupted, segments: before },
        messages: messages.map(|(_, message)| message.to_owned()).into(),
        deleted_message: deleted_message.into(),
    }
}

/// Goes on air with a picture so small that its recording can lie in the repository. It has the frame rate of the other tests' encoders,
/// because ffmpeg complains of a video in which the rate changes.
async fn on_air(app: &TestApp, channel: &Channel) -> (Uuid, Publisher) {
    let mut room = in_room(&app.server.client(), &channel.slug).await;
    let encoder = Encoder::ffmpeg(app.server.rtmp_url(&channel.key)).size(128, 72);
    let encoder = encoder.extra(["-b:v", "30k", "-b:a", "16k"]).start();
    let told = status(&mut room, "LIVE", false).await;
    (told["streamId"].as_str().unwrap().parse().unwrap(), encoder)
}
