//! Delta updates (RFC 8216bis, 6.2.5.1): what a reader merges from its last playlist and an update is the playlist.

use crate::breaks::larger;
use crate::encoder::{aac, encode, h264, picture, shifted, sound};
use crate::rules::check;
use crate::viewer::{Channel, ID};
use media::hls::Access;
use media::message::Message;
use std::collections::BTreeMap;

/// Long enough for segments to be older than six target durations.
fn long(seconds: u32) -> Vec<Message> {
    encode(&[picture(seconds, "10"), sound(seconds), h264(20), aac()])
}

/// A segment as a reader keeps it: its own lines, without what only holds near the edge, and the initialisation in force.
#[derive(Clone)]
struct Known {
    lines: Vec<String>,
    map: String,
}

fn value<'a>(text: &'a str, tag: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.strip_prefix(tag))
}

fn segments(text: &str) -> BTreeMap<u64, Known> {
    let mut msn: u64 = value(text, "#EXT-X-MEDIA-SEQUENCE:").unwrap().parse().unwrap();
    let (mut known, mut lines, mut map) = (BTreeMap::new(), Vec::new(), String::new());
    let own = ["#EXT-X-DISCONTINUITY", "#EXT-X-PROGRAM-DATE-TIME:", "#EXT-X-GAP", "#EXTINF:"];
    for line in text.lines() {
        if let Some(uri) = line.strip_prefix("#EXT-X-MAP:URI=") {
            map = uri.to_owned();
        } else if !line.starts_with('#') {
            lines.push(line.to_owned());
            known.insert(msn, Known { lines: std::mem::take(&mut lines), map: map.clone() });
            msn += 1;
        } else if own.iter().any(|tag| line.starts_with(tag)) && !line.starts_with("#EXT-X-DISCONTINUITY-SEQUENCE") {
            lines.push(line.to_owned());
        }
    }
    known
}

/// Puts the segments that an update skips back in; an initialisation is told where it changes and after a discontinuity.
fn merge(before: &str, update: &str) -> String {
    let Some(skipped) = value(update, "#EXT-X-SKIP:SKIPPED-SEGMENTS=") else { return update.to_owned() };
    let skipped: u64 = skipped.parse().unwrap();
    let first: u64 = value(update, "#EXT-X-MEDIA-SEQUENCE:").unwrap().parse().unwrap();
    let known = segments(before);
    let (mut merged, mut map, mut broken) = (String::new(), String::new(), false);
    let mut tell = |merged: &mut String, uri: &str, broken: &mut bool| {
        if map != uri || std::mem::take(broken) {
            merged.push_str(&format!("#EXT-X-MAP:URI={uri}\n"));
            uri.clone_into(&mut map);
        }
    };
    for line in update.lines() {
        if line.starts_with("#EXT-X-SKIP:") {
            for msn in first..first + skipped {
                let segment = known.get(&msn).unwrap_or_else(|| panic!("{msn} was never told"));
                let mut broken_here = segment.lines[0] == "#EXT-X-DISCONTINUITY";
                let (head, rest) = segment.lines.split_at(usize::from(broken_here));
                head.iter().for_each(|line| merged.push_str(&format!("{line}\n")));
                tell(&mut merged, &segment.map, &mut broken_here);
                rest.iter().for_each(|line| merged.push_str(&format!("{line}\n")));
            }
        } else if let Some(uri) = line.strip_prefix("#EXT-X-MAP:URI=") {
            tell(&mut merged, uri, &mut broken);
        } else {
            broken = line == "#EXT-X-DISCONTINUITY";
            merged.push_str(&format!("{line}\n"));
        }
    }
    merged
}

/// Feeds and asks for an update with each version; how many segments were left out at most.
async fn follow(channel: &mut Channel, messages: &[Message]) -> usize {
    let mut most = 0;
    for message in messages {
        let versions = channel.versions.len();
        channel.feed(std::slice::from_ref(message)).await;
        let Some((newest, before)) = channel.versions.split_last().filter(|_| channel.versions.len() > versions) else {
            continue;
        };
        for directive in ["YES", "v2"] {
            let update = channel.get("source/index.m3u8", Some(&format!("_HLS_skip={directive}"))).await;
            assert_eq!((update.status, update.header("cache-control")), (200, Some("public, max-age=2")));
            let update = String::from_utf8(update.body.to_vec()).unwrap();
            if let Some(skipped) = value(&update, "#EXT-X-SKIP:SKIPPED-SEGMENTS=") {
                most = most.max(skipped.parse().unwrap());
                assert!(update.len() < newest.text.len());
                // A reader may have a version that is half the skip boundary old: twelve seconds here, 36 parts or more.
                for age in [1, 2, 9, 36] {
                    let Some(old) = before.len().checked_sub(age).and_then(|index| before.get(index)) else { continue };
                    assert_eq!(merge(&old.text, &update), newest.text, "from a version {age} older\n{update}");
                }
            } else {
                assert_eq!(update, newest.text);
            }
        }
    }
    most
}

#[tokio::test]
async fn an_update_merges_to_the_playlist_byte_for_byte() {
    let mut channel = Channel::new();
    let skipped = follow(&mut channel, &long(64)).await;
    assert!(skipped >= 1, "there is something to leave out");
    check(&channel);
    assert!(value(&channel.last().text, "#EXT-X-VERSION:").unwrap().parse::<u32>().unwrap() >= 9);
    assert!(channel.last().text.contains("CAN-SKIP-UNTIL=24.0"), "six target durations");
}

#[tokio::test]
async fn an_update_merges_over_breaks_and_new_initialisations() {
    let mut channel = Channel::new();
    let mut skipped = 0;
    for (part, at) in [(long(20), 0), (larger(8), 20_000), (long(9), 28_000), (long(40), 3_600_000)] {
        skipped = skipped.max(follow(&mut channel, &shifted(&part, at)).await);
    }
    assert!(skipped >= 1 && channel.inits.len() >= 3, "{skipped} {:?}", channel.inits.keys());
    let breaks = channel.versions.iter().any(|list| list.segments.iter().filter(|one| one.discontinuity).count() > 1);
    assert!(breaks);
}

#[tokio::test]
async fn a_player_that_cannot_merge_gets_the_whole_playlist() {
    let mut channel = Channel::fed(&long(64)).await;
    let whole = channel.last().text.clone();
    let (msn, part) = channel.last().edge();
    let first = channel.last().first;
    let ask = async |channel: &Channel, query: &str| {
        let response = channel.get("source/index.m3u8", Some(query)).await;
        assert_eq!(response.status, 200);
        String::from_utf8(response.body.to_vec()).unwrap()
    };
    let held = format!("_HLS_msn={}&_HLS_part=0&_HLS_skip=YES", msn - 1);
    assert!(ask(&channel, &held).await.contains("#EXT-X-SKIP:"), "it knows all but the newest");
    assert_eq!(ask(&channel, &format!("_HLS_msn={first}&_HLS_skip=YES")).await, whole, "its last playlist is too old");
    assert_eq!(ask(&channel, "_HLS_skip=NO").await, whole);
    assert!(part > 0);
    channel.end().await;
    let ended = channel.last().text.clone();
    assert!(ended != whole && ended.ends_with("#EXT-X-ENDLIST\n"));
    assert_eq!(ask(&channel, "_HLS_skip=YES").await, ended, "directives mean nothing any more");
}

#[tokio::test]
async fn every_form_of_a_version_is_made_once() {
    let channel = Channel::fed(&long(64)).await;
    let mut forms = Vec::new();
    for path in ["master.m3u8", "source/index.m3u8"] {
        for query in [None, Some("_HLS_skip=YES")] {
            for gzip in [false, true] {
                let get = || channel.origin.respond(ID, path, query, gzip, Access::Public);
                let (one, other) = (get().await.body, get().await.body);
                assert_eq!((one.as_ptr(), one.len()), (other.as_ptr(), other.len()), "{path} {query:?} {gzip}");
                forms.push(one.as_ptr());
            }
        }
    }
    forms.sort_unstable();
    forms.dedup();
    assert_eq!(forms.len(), 6, "the multivariant playlist in two forms, the media playlist in four");
}
