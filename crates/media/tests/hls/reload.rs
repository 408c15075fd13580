//! Blocking reload, preload hints and caching, as readers meet them. Time is the runtime's and stands still.

use crate::encoder::usual;
use crate::playlist::Playlist;
use crate::viewer::{Channel, ID};
use media::hls::{Access, Response};
use media::message::Message;
use std::io::Read;
use tokio::task::JoinHandle;

/// A channel five seconds in, and what its encoder sends next.
async fn running() -> (Channel, Vec<Message>) {
    let mut messages = usual(10);
    let half = messages.iter().position(|message| message.timestamp > 5_100).unwrap();
    let rest = messages.split_off(half);
    (Channel::fed(&messages).await, rest)
}

fn ask(channel: &Channel, path: &str, query: Option<&str>) -> JoinHandle<Response> {
    let (origin, path, query) = (channel.origin.clone(), path.to_owned(), query.map(str::to_owned));
    tokio::spawn(async move { origin.respond(ID, &path, query.as_deref(), false, Access::Public).await })
}

async fn waits(request: &JoinHandle<Response>) -> bool {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
    !request.is_finished()
}

fn listing(response: &Response) -> Playlist {
    Playlist::parse(std::str::from_utf8(&response.body).unwrap())
}

async fn status(channel: &Channel, query: &str) -> u16 {
    channel.get("source/index.m3u8", Some(query)).await.status
}

#[tokio::test(start_paused = true)]
async fn a_request_for_the_next_part_waits_for_it() {
    let (mut channel, rest) = running().await;
    let (msn, part) = channel.last().edge();
    let request = ask(&channel, "source/index.m3u8", Some(&format!("_HLS_msn={msn}&_HLS_part={part}")));
    assert!(waits(&request).await);
    let versions = channel.versions.len();
    let mut rest = rest.iter();
    while channel.versions.len() == versions {
        channel.feed(&[rest.next().unwrap().clone()]).await;
    }
    let response = request.await.unwrap();
    assert_eq!(response.status, 200);
    assert_eq!(listing(&response).text, channel.last().text);
    assert_eq!(response.header("cache-control"), Some("public, max-age=24"), "six target durations");
}

#[tokio::test(start_paused = true)]
async fn a_request_for_a_segment_waits_until_it_is_whole() {
    let (mut channel, rest) = running().await;
    let (msn, _) = channel.last().edge();
    let request = ask(&channel, "source/index.m3u8", Some(&format!("_HLS_msn={msn}")));
    for message in &rest {
        if channel.last().edge().0 > msn {
            break;
        }
        assert!(waits(&request).await);
        channel.feed(std::slice::from_ref(message)).await;
    }
    let list = listing(&request.await.unwrap());
    assert!(list.closed().any(|segment| segment.msn == msn));
}

#[tokio::test(start_paused = true)]
async fn a_part_past_its_segments_end_is_the_first_of_the_next() {
    let (mut channel, rest) = running().await;
    let (msn, _) = channel.last().edge();
    let closed = channel.last().closed().last().unwrap().clone();
    assert_eq!(closed.msn + 1, msn);
    // Asked while the next segment has parts already: answered at once.
    let past = format!("_HLS_msn={}&_HLS_part={}", closed.msn, closed.parts.len());
    assert_eq!(status(&channel, &past).await, 200);
    // Asked for more parts than the open segment will get: rolls over when it closes.
    let (msn, part) = channel.last().edge();
    let request = ask(&channel, "source/index.m3u8", Some(&format!("_HLS_msn={msn}&_HLS_part={}", part + 9)));
    for message in &rest {
        if channel.last().edge().0 == msn + 1 && channel.last().edge().1 > 0 {
            break;
        }
        assert!(waits(&request).await, "{:?}", channel.last().edge());
        channel.feed(std::slice::from_ref(message)).await;
    }
    assert_eq!(listing(&request.await.unwrap()).edge(), (msn + 1, 1));
}

#[tokio::test(start_paused = true)]
async fn wrong_directives_are_refused_at_once() {
    let (channel, _) = running().await;
    let (msn, part) = channel.last().edge();
    for bad in [
        "_HLS_part=0".to_owned(),
        format!("_HLS_msn={}", msn + 2),
        format!("_HLS_msn={msn}&_HLS_part={}", part + 13),
        "_HLS_msn=x".to_owned(),
        "_HLS_msn=18446744073709551616".to_owned(),
    ] {
        let response = channel.get("source/index.m3u8", Some(&bad)).await;
        assert_eq!(response.status, 400, "{bad}");
        assert_eq!(response.header("access-control-allow-origin"), Some("*"));
        assert_eq!(response.header("cache-control"), Some("no-store"));
    }
}

#[tokio::test(start_paused = true)]
async fn old_media_sequence_number_answers_the_current_playlist() {
    let (channel, _) = running().await;
    for old in ["_HLS_msn=0", "_HLS_msn=0&_HLS_part=0", "_HLS_msn=0&_HLS_part=99", "_HLS_msn=1&_HLS_part=4"] {
        let response = channel.get("source/index.m3u8", Some(old)).await;
        assert_eq!((response.status, listing(&response).text), (200, channel.last().text.clone()), "{old}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_that_waits_too_long_gets_the_unchanged_playlist_and_no_cache_keeps_it() {
    let (channel, _) = running().await;
    let (msn, part) = channel.last().edge();
    let before = tokio::time::Instant::now();
    let response = channel.get("source/index.m3u8", Some(&format!("_HLS_msn={msn}&_HLS_part={part}"))).await;
    assert_eq!(before.elapsed().as_secs(), 12, "three target durations");
    assert_eq!((response.status, listing(&response).text), (200, channel.last().text.clone()));
    assert_eq!(response.header("cache-control"), Some("no-store"));
}

#[tokio::test(start_paused = true)]
async fn a_hinted_part_is_held_and_sent_when_it_is_ready() {
    let (mut channel, rest) = running().await;
    let hint = format!("source/{}", channel.last().hint.clone().unwrap());
    let edge = channel.last().edge();
    let request = ask(&channel, &hint, None);
    assert!(waits(&request).await);
    channel.feed(&rest).await;
    let response = request.await.unwrap();
    assert_eq!(response.status, 200);
    assert!(response.body == channel.parts[&edge].1);
    assert_eq!(response.header("cache-control"), Some("public, max-age=31536000, immutable"));
}

#[tokio::test(start_paused = true)]
async fn every_hint_is_kept() {
    let (mut channel, rest) = running().await;
    for message in &rest {
        let hint = format!("source/{}", channel.last().hint.clone().unwrap());
        let versions = channel.versions.len();
        let request = ask(&channel, &hint, None);
        assert!(waits(&request).await);
        channel.feed(std::slice::from_ref(message)).await;
        if channel.versions.len() > versions {
            assert_eq!(request.await.unwrap().status, 200, "{hint}");
        } else {
            request.abort();
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_hint_that_does_not_come_ends_in_a_status() {
    let (mut channel, _) = running().await;
    let hint = format!("source/{}", channel.last().hint.clone().unwrap());
    assert_eq!(channel.get(&hint, None).await.status, 503, "nothing came for three target durations");
    let request = ask(&channel, &hint, None);
    assert!(waits(&request).await);
    channel.end().await;
    let ended = request.await.unwrap().status;
    assert!(ended == 404 || ended == 200, "{ended}");
}

#[tokio::test(start_paused = true)]
async fn the_end_releases_readers_and_directives_are_ignored_then() {
    let (mut channel, _) = running().await;
    let (msn, _) = channel.last().edge();
    let request = ask(&channel, "source/index.m3u8", Some(&format!("_HLS_msn={msn}")));
    assert!(waits(&request).await);
    channel.end().await;
    assert!(listing(&request.await.unwrap()).ended);
    assert!(channel.last().ended);
    assert_eq!(status(&channel, "_HLS_msn=9999").await, 200);
    assert!(channel.writer.as_mut().unwrap().push(usual(1)[0].clone()).is_err());
}

#[tokio::test(start_paused = true)]
async fn an_ended_stream_stays_for_a_minute_and_a_removed_one_is_gone_at_once() {
    let (mut channel, _) = running().await;
    channel.end().await;
    tokio::time::advance(std::time::Duration::from_secs(59)).await;
    assert_eq!(channel.get("source/index.m3u8", None).await.status, 200);
    tokio::time::advance(std::time::Duration::from_secs(2)).await;
    assert_eq!(channel.get("source/index.m3u8", None).await.status, 404);
    let (channel, _) = running().await;
    let (msn, _) = channel.last().edge();
    let request = ask(&channel, "source/index.m3u8", Some(&format!("_HLS_msn={msn}")));
    assert!(waits(&request).await);
    channel.origin.remove(ID);
    assert_eq!(request.await.unwrap().status, 404);
    assert_eq!(channel.get("master.m3u8", None).await.status, 404);
}

#[tokio::test(start_paused = true)]
async fn caches_are_told_what_they_may_keep() {
    let (channel, _) = running().await;
    let plain = channel.get("source/index.m3u8", None).await;
    assert_eq!(plain.header("cache-control"), Some("public, max-age=2"), "half a target duration");
    assert_eq!(plain.header("content-type"), Some("application/vnd.apple.mpegurl"));
    assert_eq!(plain.header("vary"), Some("accept-encoding"));
    let packed = channel.origin.respond(ID, "source/index.m3u8", None, true, Access::Public).await;
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    let mut text = String::new();
    flate2::read::GzDecoder::new(&packed.body[..]).read_to_string(&mut text).unwrap();
    assert_eq!(text.as_bytes(), plain.body);
    for path in ["source/index.m3u8", "source/init.mp4", "source/1.m4s", "source/1.0.m4s", "master.m3u8"] {
        let private = channel.origin.respond(ID, path, None, false, Access::Private).await;
        assert_eq!((private.status, private.header("cache-control")), (200, Some("no-store")), "{path}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_not_there_is_404_with_cors() {
    let (channel, _) = running().await;
    for path in ["source/999.m4s", "source/1.99.m4s", "source/init.9.mp4", "720p/index.m3u8", "thumb.webp", ""] {
        let response = channel.get(path, None).await;
        assert_eq!((response.status, response.header("access-control-allow-origin")), (404, Some("*")), "{path}");
        assert_eq!(response.header("cache-control"), Some("no-store"));
    }
    let fresh = Channel::new();
    assert!(!fresh.origin.is_playable(ID));
    assert_eq!(fresh.get("source/index.m3u8", Some("_HLS_msn=0")).await.status, 404, "not live yet");
    assert_eq!(fresh.origin.respond("other", "master.m3u8", None, false, Access::Public).await.status, 404);
}
