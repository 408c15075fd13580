//! The health of an encoder, which only the channel's owner may see.

use crate::test_app::{TestApp, assert_fields, assert_problem, status, until};
use serde_json::{Value, json};
use testkit::{Encoder, PATIENCE};

const HEALTH: &str = "status bitrate videoBitrate audioBitrate frameRate keyframeInterval avDrift width height codecs \
                      droppedFrames reconnects encoder updatedAt issues history";

fn issue<'a>(health: &'a Value, code: &str) -> Option<&'a Value> {
    health["issues"].as_array().unwrap().iter().find(|issue| issue["code"] == code)
}

#[tokio::test]
async fn the_owner_reads_what_to_change_while_the_encoder_sends_and_nothing_after() {
    let app = TestApp::open().await;
    let ((mira, channel), other) = (app.creator("mira").await, app.person("other").await);
    let mut room = mira.in_room(&channel.slug).await;
    // A keyframe each ten seconds, and no sound.
    let encoder = Encoder::ffmpeg(app.server.rtmp_url(&channel.key)).keyframe_every(300).video_only();
    let mut first = encoder.start();
    let stream = status(&mut room, "LIVE", false).await["streamId"].as_str().unwrap().to_owned();
    let address = format!("/api/streams/{stream}/health");

    let health = until("a word about keyframes and sound", async || {
        let answer = mira.get(&address).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let health = answer.json();
        let told = issue(&health, "gop_too_long").is_some() && issue(&health, "audio_missing").is_some();
        (told && health["width"] == 320).then_some(health)
    })
    .await;
    assert_fields(&health, HEALTH);
    assert!(matches!(health["status"].as_str(), Some("warning" | "bad")), "{health}");
    assert_eq!((&health["height"], &health["reconnects"]), (&json!(180), &json!(0)));
    assert!(health["codecs"].as_str().unwrap().starts_with("avc1."), "{health}");
    assert!(health["encoder"].as_str().unwrap().starts_with("Lavf"), "{health}");
    assert!(health["bitrate"].as_u64().unwrap() > 10_000 && health["audioBitrate"] == 0, "{health}");
    assert_eq!(health["bitrate"], health["videoBitrate"]);
    let keyframes = issue(&health, "gop_too_long").unwrap();
    assert_fields(keyframes, "code severity message fix");
    assert_eq!(keyframes["fix"], "Set Keyframe interval to 2 s in OBS → Settings → Output → Streaming.");
    let history = health["history"].as_array().unwrap();
    assert!(history.len() >= 4 && history.len() <= 300, "{}", history.len());
    assert_fields(&history[0], "at bitrate frameRate avDrift");

    let later = until("the second keyframe", async || {
        Some(mira.get(&address).await.json()).filter(|health| health["keyframeInterval"].is_number())
    });
    assert_eq!(issue(&later.await, "gop_too_long").unwrap()["message"], "Keyframes come every 10 s.");

    // Only the owner of the stream may see it: neither another user nor an anonymous one.
    assert_problem(&other.get(&address).await, 403, "forbidden");
    assert_problem(&app.server.client().get(&address).await, 401, "signin_required");

    // The encoder disconnects: nothing is measured. It reconnects: that is counted, and the figures start anew.
    first.kill().await;
    status(&mut room, "LIVE", true).await;
    let offline = mira.get(&address).await.json();
    assert_fields(&offline, HEALTH);
    assert_eq!((&offline["status"], &offline["bitrate"]), (&json!("offline"), &json!(null)));
    assert_eq!((&offline["issues"], &offline["history"]), (&json!([]), &json!([])));
    let mut again = encoder.keyframe_every(30).start();
    status(&mut room, "LIVE", false).await;
    let back = until("figures again", async || {
        Some(mira.get(&address).await.json()).filter(|health| health["keyframeInterval"].is_number())
    });
    let back = back.await;
    assert_eq!((&back["reconnects"], issue(&back, "gop_too_long")), (&json!(1), None), "{back}");
    again.stop(PATIENCE).await;
    status(&mut room, "LIVE", true).await;
    assert_eq!(mira.get(&address).await.json()["status"], "offline");
}
