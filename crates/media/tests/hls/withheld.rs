//! A preview goes on air: its earlier media can't be read any more.

use crate::encoder::usual;
use crate::rules::check;
use crate::viewer::{Channel, ID};

#[tokio::test]
async fn withheld_segments_are_gaps_in_a_playlist_that_goes_on() {
    let sent = usual(20);
    let (first, rest) = sent.split_at(sent.iter().position(|message| message.timestamp > 15_000).unwrap());
    let mut channel = Channel::fed(first).await;
    let before = channel.last().clone();
    let mut reader = channel.origin.read(ID, "source").unwrap();
    let mut ends = Vec::new();
    for _ in before.media() {
        let segment = reader.next_segment().await.unwrap();
        ends.push((segment.msn, segment.date + segment.duration / 90));
    }
    let (_, date) = ends[ends.len() - 2];
    channel.origin.withhold(ID, date);
    channel.look().await;
    let after = channel.last().clone();
    assert_eq!((after.first, after.edge()), (before.first, before.edge()));
    let gaps: Vec<u64> = ends.iter().filter(|(_, end)| *end < date).map(|(msn, _)| *msn).collect();
    let media: Vec<u64> = ends.iter().filter(|(_, end)| *end >= date).map(|(msn, _)| *msn).collect();
    assert!(!gaps.is_empty() && media.len() > 1, "this proves nothing: {ends:?}");
    assert!(after.media().map(|segment| segment.msn).eq(media.iter().copied()), "{}", after.text);
    for gap in &gaps {
        for name in [format!("source/{gap}.m4s"), format!("source/{gap}.0.m4s")] {
            assert_eq!(channel.get(&name, None).await.status, 404, "{name}");
        }
    }
    for msn in &media {
        assert_eq!(channel.get(&format!("source/{msn}.m4s"), None).await.status, 200);
    }
    let mut reader = channel.origin.read(ID, "source").unwrap();
    assert_eq!(reader.next_segment().await.map(|segment| (segment.msn, segment.skipped)), Some((media[0], 0)));

    channel.feed(rest).await;
    check(&channel);
    assert!(channel.last().edge() > after.edge());
}

#[tokio::test]
async fn of_a_stream_that_is_withheld_whole_the_open_segment_stays() {
    let mut channel = Channel::fed(&usual(9)).await;
    channel.origin.withhold(ID, i64::MAX);
    channel.look().await;
    let last = channel.last();
    assert!(last.closed().all(|segment| segment.gap), "{}", last.text);
    assert!(last.segments.last().is_some_and(|open| !open.parts.is_empty()), "{}", last.text);
    check(&channel);
}
