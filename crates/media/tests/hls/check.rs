//! What RFC 8216bis asks of every playlist version and from one to the next.

use crate::playlist::{ListedSegment, Playlist};
use crate::viewer::Channel;
use std::collections::BTreeMap;

const EXACT: f64 = 0.000_02;

/// Every rule that holds for each version and from one to the next.
pub fn check(channel: &Channel) {
    let mut before: Option<&Playlist> = None;
    let mut known: BTreeMap<u64, ListedSegment> = BTreeMap::new();
    let mut begin = channel.versions.first().map(|list| list.first);
    for list in &channel.versions {
        check_version(list, channel);
        if before.is_some_and(|before| before.segments.iter().all(|segment| segment.msn < list.first)) {
            // A rendition that fell out of the source's window starts over.
            begin = Some(list.first);
        }
        // Nothing is taken off a playlist that would be shorter than three target durations without it (RFC 8216bis, 6.2.2).
        let whole: f64 = list.closed().filter_map(|segment| segment.duration).sum();
        assert!(Some(list.first) == begin || whole >= 3.0 * list.target - EXACT, "too short\n{}", list.text);
        if let Some(before) = before {
            assert!(list.first >= before.first, "the media sequence falls");
            assert!(list.discontinuity_sequence >= before.discontinuity_sequence);
            assert_eq!((list.target, list.part_target), (before.target, before.part_target), "targets are constant");
        }
        for segment in list.closed() {
            let same = known.entry(segment.msn).or_insert_with(|| segment.clone());
            assert_eq!(
                (same.duration, &same.map, same.discontinuity),
                (segment.duration, &segment.map, segment.discontinuity)
            );
            assert_eq!(same.date, segment.date, "a date stays");
        }
        before = Some(list);
    }
}

fn check_version(list: &Playlist, channel: &Channel) {
    let text = &list.text;
    assert!(text.contains("#EXT-X-VERSION:9\n") && list.part_target > 0.0, "{text}");
    assert!(list.part_hold_back >= 3.0 * list.part_target && list.hold_back >= 3.0 * list.target, "{text}");
    assert_eq!(list.hint.is_some(), !list.ended, "{text}");
    // The one after the first segment of a stream is excepted, see ADR 14.
    let second = channel.versions.first().map(|first| first.first + 1);
    let every_first = list.segments.iter().filter(|segment| !segment.gap).all(|segment| {
        let first = channel.parts.get(&(segment.msn, 0));
        first.is_some() && (Some(segment.msn) == second || segment.parts.first().is_none_or(|part| part.independent))
    });
    assert_eq!(every_first, list.independent, "whether its segments are independent\n{text}");
    for segment in list.segments.iter().filter(|segment| !segment.gap) {
        check_segment(list, segment, channel);
    }
}

fn check_segment(list: &Playlist, segment: &ListedSegment, channel: &Channel) {
    let text = &list.text;
    assert!(segment.date.is_some(), "a segment without a date\n{text}");
    let parts_in_all = channel.parts.range((segment.msn, 0)..(segment.msn + 1, 0)).count();
    if let Some(duration) = segment.duration {
        assert!(duration.round() <= list.target, "{duration} is too long\n{text}");
        let sum: f64 = segment.parts.iter().map(|part| part.duration).sum();
        assert!(
            segment.parts.is_empty() || (sum - duration).abs() < EXACT * segment.parts.len() as f64,
            "{sum} ≠ {duration}"
        );
    } else if channel.segments.contains_key(&segment.msn) {
        assert!(segment.parts.len() < parts_in_all, "the last part came before its segment's end\n{text}");
    }
    for (index, part) in segment.parts.iter().enumerate() {
        assert!(part.duration <= list.part_target + EXACT, "{} is too long\n{text}", part.uri);
        let last = index + 1 == segment.parts.len();
        let before_independent = segment.parts.get(index + 1).is_some_and(|next| next.independent);
        assert!(
            last || before_independent || part.duration >= 0.85 * list.part_target,
            "{} is too short\n{text}",
            part.uri
        );
    }
}
