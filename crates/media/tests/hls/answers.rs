//! Headers of every kind of answer, and a viewer that follows a real encoder in real time.

use crate::encoder::{self, usual};
use crate::playlist::Playlist;
use crate::viewer::{Channel, ID};
use media::hls::{Access, HlsSettings, Origin, Response};
use std::time::Duration;
use testkit::until;

const IMMUTABLE: &str = "public, max-age=31536000, immutable";

#[tokio::test(start_paused = true)]
async fn every_answer_can_be_read_by_pages_and_says_how_long_it_may_be_kept() {
    let channel = Channel::fed(&usual(5)).await;
    let (msn, part) = channel.last().edge();
    let hint = format!("source/{msn}.{part}.m4s");
    let newest = format!("_HLS_msn={msn}&_HLS_part={}", part - 1);
    let next = format!("_HLS_msn={msn}&_HLS_part={part}");
    for (path, query, status, keep) in [
        ("master.m3u8", None, 200, "public, max-age=2"),
        ("source/index.m3u8", None, 200, "public, max-age=2"),
        ("source/index.m3u8", Some("unknown=1&_HLS_skip=YES"), 200, "public, max-age=2"),
        ("source/index.m3u8", Some(newest.as_str()), 200, "public, max-age=24"),
        ("source/index.m3u8", Some(next.as_str()), 200, "no-store"),
        ("source/index.m3u8", Some("_HLS_part=0"), 400, "no-store"),
        ("source/init.mp4", None, 200, IMMUTABLE),
        ("source/1.m4s", None, 200, IMMUTABLE),
        ("source/1.0.m4s", None, 200, IMMUTABLE),
        (hint.as_str(), None, 503, "no-store"),
        ("source/999.m4s", None, 404, "no-store"),
        ("nowhere", None, 404, "no-store"),
    ] {
        for access in [Access::Public, Access::Private] {
            let response = channel.origin.respond(ID, path, query, true, access).await;
            let keep = if access == Access::Private { "no-store" } else { keep };
            assert_eq!((response.status, response.header("cache-control")), (status, Some(keep)), "{path} {query:?}");
            assert_eq!(response.header("access-control-allow-origin"), Some("*"), "{path}");
            assert_eq!(response.header("access-control-allow-credentials"), None);
            let text = response.header("content-type") == Some("application/vnd.apple.mpegurl");
            assert_eq!(text, status == 200 && path.ends_with("m3u8"), "{path}");
            assert_eq!(response.header("vary"), text.then_some("accept-encoding"));
            assert_eq!(response.header("content-encoding"), text.then_some("gzip"));
        }
    }
    let fresh = Channel::new();
    for path in ["master.m3u8", "source/index.m3u8", "source/init.mp4", "source/0.0.m4s"] {
        let response = fresh.get(path, None).await;
        assert_eq!(
            (response.status, response.header("cache-control")),
            (404, Some("no-store")),
            "not live yet: {path}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn as_far_ahead_as_allowed_is_waited_for_and_one_further_refused() {
    let channel = Channel::fed(&usual(5)).await;
    let (msn, part) = channel.last().edge();
    let ahead = (3.0 / channel.last().part_target).ceil() as u64;
    let status = async |query: String| {
        let asked = tokio::time::Instant::now();
        let response = channel.get("source/index.m3u8", Some(&query)).await;
        (response.status, asked.elapsed() > Duration::ZERO)
    };
    assert_eq!(status(format!("_HLS_msn={}", msn + 1)).await, (200, true), "two after the last whole segment");
    assert_eq!(status(format!("_HLS_msn={}", msn + 2)).await, (400, false));
    assert_eq!(status(format!("_HLS_msn={msn}&_HLS_part={}", part + ahead - 1)).await, (200, true));
    assert_eq!(status(format!("_HLS_msn={msn}&_HLS_part={}", part + ahead)).await, (400, false));
}

#[tokio::test]
async fn the_newest_initialisation_has_a_name_that_does_not_change() {
    let mut channel = Channel::aged(Duration::from_secs(100));
    channel.feed(&usual(3)).await;
    let (name, bytes) = channel.inits.first_key_value().unwrap();
    assert!(name != "init.mp4");
    let alias = channel.get("source/init.mp4", None).await;
    assert!((alias.status, alias.header("cache-control")) == (200, Some("public, max-age=2")) && alias.body == *bytes);
}

fn listing(response: &Response) -> Playlist {
    assert_eq!(response.status, 200);
    Playlist::parse(std::str::from_utf8(&response.body).unwrap())
}

#[tokio::test]
async fn a_viewer_of_a_real_encoder_waits_for_each_part_and_misses_none() {
    let origin = Origin::new(HlsSettings::default());
    let mut writer = origin.open(ID, Duration::ZERO);
    let ended = origin.clone();
    let encoder = std::thread::spawn(move || {
        encoder::in_real_time(5, |message| {
            writer.push(message).unwrap();
        });
        ended.end(ID);
    });
    until("a picture", async || origin.is_playable(ID)).await;
    let get = async |path: String, query: Option<String>| {
        origin.respond(ID, &path, query.as_deref(), false, Access::Public).await
    };
    let mut list = listing(&get("source/index.m3u8".into(), None).await);
    let mut parts = 0;
    while !list.ended {
        let (msn, part) = list.edge();
        let hint = list.hint.clone().unwrap();
        let (next, hinted) = tokio::join!(
            get("source/index.m3u8".into(), Some(format!("_HLS_msn={msn}&_HLS_part={part}&_HLS_skip=YES"))),
            get(format!("source/{hint}"), None)
        );
        list = listing(&next);
        if list.ended && hinted.status == 404 {
            break;
        }
        assert_eq!(hinted.status, 200, "{hint}");
        parts += 1;
        assert!(parts < 200, "five seconds of media do not end: {}", list.text);
        let listed = list.segments.iter().flat_map(|segment| &segment.parts).any(|part| part.uri == hint);
        assert!(listed, "{hint} is listed\n{}", list.text);
    }
    assert!(parts >= 15, "{parts}");
    encoder.join().unwrap();
}
