//! A recorder's or transcoder's view: the same media as viewers get, in order, whatever its pace.

use crate::encoder::{aac, encode, h264, picture, sound, usual};
use crate::viewer::{Channel, ID};
use media::hls::{FinishedPart, FinishedSegment, Reader};
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// What is there without waiting.
fn ready<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

fn parts(reader: &mut Reader) -> Vec<FinishedPart> {
    std::iter::from_fn(|| ready(reader.next_part()).flatten()).collect()
}

fn segments(reader: &mut Reader) -> Vec<FinishedSegment> {
    std::iter::from_fn(|| ready(reader.next_segment()).flatten()).collect()
}

#[tokio::test]
async fn a_reader_gets_every_part_and_segment_that_viewers_get() {
    let mut channel = Channel::new();
    let mut by_part = channel.origin.read(ID, "source").unwrap();
    let mut by_segment = channel.origin.read(ID, "source").unwrap();
    assert!(channel.origin.read(ID, "720p").is_none() && channel.origin.read("other", "source").is_none());
    let (mut some_parts, mut some_segments) = (Vec::new(), Vec::new());
    for message in usual(20) {
        channel.feed(std::slice::from_ref(&message)).await;
        some_parts.extend(parts(&mut by_part));
        some_segments.extend(segments(&mut by_segment));
    }
    channel.end().await;
    some_parts.extend(parts(&mut by_part));
    some_segments.extend(segments(&mut by_segment));
    assert!(ready(by_part.next_part()).is_some_and(|end| end.is_none()), "the end is told");
    assert!(ready(by_segment.next_segment()).is_some_and(|end| end.is_none()));

    assert_eq!(some_parts.len(), channel.parts.len());
    for part in &some_parts {
        let (init, bytes) = &channel.parts[&(part.msn, part.index as u64)];
        assert!(part.bytes == *bytes && part.init.uri() == init && !part.skipped);
    }
    assert_eq!(some_segments.len(), channel.segments.len());
    for segment in &some_segments {
        assert!(segment.bytes == channel.segments[&segment.msn] && segment.skipped == 0);
        let first = some_parts.iter().find(|part| part.msn == segment.msn).unwrap();
        assert_eq!((first.start, first.independent), (segment.start, segment.independent));
    }
    assert!(some_parts.windows(2).all(|pair| pair[0].start + pair[0].duration == pair[1].start), "no hole in time");
    assert!(some_segments.windows(2).all(|pair| pair[0].start + pair[0].duration == pair[1].start));
    assert!(some_segments.windows(2).all(|pair| pair[0].date <= pair[1].date));
    let init = &some_segments[0].init;
    assert_eq!((init.width(), init.height(), init.frame_rate()), (Some(320), Some(180), Some(30.0)));
    assert!(init.codecs().starts_with("avc1.") && init.codecs().ends_with(",mp4a.40.2"));
    assert!(*init.bytes() == channel.inits["init.mp4"]);
}

#[tokio::test]
async fn a_reader_that_is_too_slow_loses_what_left_the_window_and_is_told() {
    let mut channel = Channel::new();
    let sent = encode(&[picture(90, "10"), sound(90), h264(20), aac()]);
    let (first, rest) = sent.split_at(sent.iter().position(|message| message.timestamp > 5_000).unwrap());
    channel.feed(first).await;
    let mut slow = channel.origin.read(ID, "source").unwrap();
    let mut slow_by_part = channel.origin.read(ID, "source").unwrap();
    let before = ready(slow.next_segment()).flatten().unwrap();
    let before_part = ready(slow_by_part.next_part()).flatten().unwrap();
    assert_eq!((before.skipped, before_part.skipped), (0, false));
    channel.feed(rest).await;
    let after = ready(slow.next_segment()).flatten().unwrap();
    assert!(after.skipped > 0);
    assert_eq!(after.msn, before.msn + 1 + after.skipped, "each lost segment is counted");
    let after_part = ready(slow_by_part.next_part()).flatten().unwrap();
    assert!(after_part.skipped && after_part.index == 0 && after_part.msn == after.msn);
    assert!(parts(&mut slow_by_part).iter().all(|part| !part.skipped), "told once");
    assert!(segments(&mut slow).iter().all(|segment| segment.skipped == 0));
}

#[tokio::test]
async fn a_reader_that_fell_behind_can_go_to_the_newest_segment_that_decodes() {
    let channel = Channel::fed(&usual(9)).await;
    let mut reader = channel.origin.read(ID, "source").unwrap();
    reader.skip_to_newest();
    let part = ready(reader.next_part()).flatten().unwrap();
    assert!(part.independent && part.index == 0 && !part.skipped);
    assert_eq!(part.msn, channel.last().edge().0, "the open segment");
    parts(&mut reader);
    reader.skip_to_newest();
    assert!(ready(reader.next_part()).is_none(), "it never goes back");
    channel.origin.remove(ID);
    assert!(ready(reader.next_part()).is_some_and(|part| part.is_none()));
}

#[tokio::test]
async fn a_waiting_reader_goes_on_with_the_next_part_and_leaves_with_the_stream() {
    let mut sent = usual(6);
    let rest = sent.split_off(sent.iter().position(|message| message.timestamp > 3_000).unwrap());
    let mut channel = Channel::fed(&sent).await;
    let mut reader = channel.origin.read(ID, "source").unwrap();
    let known = parts(&mut reader).len();
    let waiting = tokio::spawn(async move {
        let part = reader.next_part().await;
        while reader.next_part().await.is_some() {}
        part
    });
    tokio::task::yield_now().await;
    channel.feed(&rest).await;
    channel.end().await;
    let part = waiting.await.unwrap().unwrap();
    let (_, bytes) = channel.parts.values().nth(known).unwrap();
    assert!(part.bytes == *bytes);
}
