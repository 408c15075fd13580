//! Stream keys at the ingest: wrong ones are counted per network, and a key that is changed admits no encoder that is just coming in.

use crate::test_app::{Channel, Person, TestApp, status, until};
use serde_json::{Value, json};
use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;
use testkit::{PATIENCE, RtmpPeer, until_refused};

/// The limit: so many wrong keys a minute from one network, and the time after which one more is free again.
const WRONG_KEYS: u64 = 10;
const REFILL: Duration = Duration::from_secs(6);

/// Two addresses of loopback, which stand for two networks.
const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const ELSEWHERE: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));

/// What an encoder at this address is told that asks to publish with this key.
async fn told(app: &TestApp, from: IpAddr, key: &str) -> String {
    let mut peer = RtmpPeer::connect_from(from, app.server.rtmp()).await;
    peer.call_publish(key).await;
    answer(&mut peer).await
}

async fn answer(peer: &mut RtmpPeer) -> String {
    String::from_utf8_lossy(&peer.hear("onStatus").await.payload).into_owned()
}

fn is_wrong(told: &str) -> bool {
    told.contains("NetStream.Publish.BadName") && told.contains("This stream key is not valid")
}

fn is_limited(told: &str) -> bool {
    told.contains("NetStream.Publish.BadName") && told.contains("Try again in ")
}

fn is_admitted(told: &str) -> bool {
    told.contains("NetStream.Publish.Start")
}

#[tokio::test]
async fn wrong_keys_are_counted_per_network_and_right_ones_are_not() {
    let app = TestApp::with(&[("AETHEX_RATE_LIMITS", "on")]).await;
    let (_, channel) = app.creator("mira").await;
    // Right keys take nothing from the limit, however many there are.
    for _ in 0..WRONG_KEYS + 2 {
        let told = told(&app, HERE, &channel.key).await;
        assert!(is_admitted(&told), "{told}");
    }
    let wrong = async |number: u64| {
        let told = told(&app, HERE, &format!("live_wrong{number}")).await;
        (!is_wrong(&told)).then_some(told)
    };
    let (wrong, limited) = until_refused(WRONG_KEYS..=WRONG_KEYS, REFILL, wrong).await;
    assert!(is_limited(&limited), "after {wrong} wrong keys: {limited}");

    // Another network has its own share, and here a right key is still let in: its owner must not suffer from a neighbour's guesses.
    let told_elsewhere = told(&app, ELSEWHERE, "live_wrong").await;
    assert!(is_wrong(&told_elsewhere), "{told_elsewhere}");
    for from in [HERE, ELSEWHERE] {
        let told = told(&app, from, &channel.key).await;
        assert!(is_admitted(&told), "{from}: {told}");
    }
    // The bucket fills again with time. Which of both answers comes until then is a matter of seconds.
    until("a free try", async || is_wrong(&told(&app, HERE, "live_wrong").await).then_some(())).await;
    assert!(!app.server.log().contains("live_wrong"), "a mistyped key may be nearly a right one: it belongs in no log");
}

async fn rotate(owner: &Person, channel: &Channel) -> Channel {
    let rotated = owner.post(&format!("/api/channels/{}/stream-key/rotate", channel.slug), json!({})).await;
    assert_eq!(rotated.status, 200, "{}", rotated.text());
    let key = rotated.json()["streamKey"].as_str().unwrap().to_owned();
    assert_ne!(key, channel.key);
    Channel { id: channel.id, slug: channel.slug.clone(), key }
}

#[tokio::test]
async fn a_key_changed_between_connect_and_publish_admits_no_more() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let connected = async || {
        let mut peer = RtmpPeer::connect(app.server.rtmp()).await;
        peer.call_connect("live").await;
        peer.hear("NetConnection.Connect.Success").await;
        peer
    };
    let (mut with_old, mut with_new) = (connected().await, connected().await);
    let renewed = rotate(&mira, &channel).await;
    with_old.call_publish_only(&channel.key).await;
    let told = answer(&mut with_old).await;
    assert!(is_wrong(&told), "{told}");
    with_old.closed().await;
    with_new.call_publish_only(&renewed.key).await;
    let told = answer(&mut with_new).await;
    assert!(is_admitted(&told), "{told}");
}

/// The narrowest gap: the key was found to be right, and is changed before the encoder counts as connected, so that the rotation finds
/// no encoder to cut.
#[tokio::test]
async fn a_key_changed_while_its_encoder_is_being_admitted_is_found_out() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let stream = app.on_air(&channel).await;
    let mut room = mira.in_room(&channel.slug).await;
    // Of these the server itself has at most one, which it repeats every second. (The end of a long query is not kept, so both look alike.)
    let asks_for_stream =
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
                           and query like '%select stream.id as%'";

    // The encoder's session cannot be looked up while another transaction holds the table; its key has been by then.
    let mut holder = app.database.pool.begin().await.unwrap();
    sqlx::query("lock table stream in access exclusive mode").execute(&mut *holder).await.unwrap();
    let mut encoder = app.encoder(&channel);
    until("the encoder to be admitted", async || (app.database.count(asks_for_stream).await > 1).then_some(())).await;
    let renewed = rotate(&mira, &channel).await;
    holder.commit().await.unwrap();
    encoder.exit(PATIENCE).await;
    let log = app.server.log();
    assert!(log.contains("publishing"), "the encoder was not admitted: this proves nothing");
    assert!(log.contains("the stream key was changed while the encoder came in"), "{log}");

    // The first that counts as the stream's encoder is the one with the new key: until a message that is sent now, the room hears of none.
    room.send(json!({ "type": "chat:send", "content": "nothing to see yet" })).await;
    let message = |event: &Value| {
        assert!(event["type"] != "stream:status" || event["reconnecting"] == true, "{event}");
        (event["type"] == "chat:message").then_some(())
    };
    room.find("the message", message).await;
    let waiting = "select count(*) from stream where status = 'LIVE' and encoder_gone_at is not null";
    assert_eq!(app.database.count(waiting).await, 1);
    let _encoder = app.encoder(&renewed);
    assert_eq!(status(&mut room, "LIVE", false).await["streamId"], stream.to_string());
    assert_eq!(app.database.count("select count(*) from stream").await, 1, "in the session that waited for it");
}
