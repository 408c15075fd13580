//! What a viewer of the load test reads of a low-latency playlist.

use media::hls::playlist::{Line, PartName};
use std::time::Duration;

/// A part as it is listed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlayedPart {
    pub name: PartName,
    pub duration: Duration,
}

/// How far behind the newest part the picture runs.
pub fn hold_back(index: &str) -> Option<Duration> {
    let hold_back = index.lines().map(Line::parse).find_map(|line| match line {
        Line::ServerControl { part_hold_back, .. } => Some(part_hold_back),
        _ => None,
    });
    Duration::try_from_secs_f64(hold_back?).ok()
}

/// The last part listed.
pub fn newest(index: &str) -> Option<PartName> {
    index.lines().rev().find_map(part).map(|part| part.name)
}

/// The parts after `newest`, in order. Only the end of the playlist is looked at.
pub fn since(index: &str, newest: PartName) -> Vec<PlayedPart> {
    let mut parts: Vec<PlayedPart> =
        index.lines().rev().filter_map(part).take_while(|part| part.name > newest).collect();
    parts.reverse();
    parts
}

fn part(line: &str) -> Option<PlayedPart> {
    let Line::Part { duration, uri, .. } = Line::parse(line) else { return None };
    Some(PlayedPart { name: PartName::parse(&uri)?, duration: Duration::try_from_secs_f64(duration).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_parts_are_found_in_order() {
        let index = "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=24.0,PART-HOLD-BACK=1.000,HOLD-BACK=12.0\n\
                     #EXT-X-PART:DURATION=0.25,URI=\"4.6.m4s\"\n#EXT-X-PART:DURATION=0.2,URI=\"4.7.m4s\"\n#EXTINF:2,\n\
                     4.m4s\n#EXT-X-PART:DURATION=0.25,URI=\"5.0.m4s\",INDEPENDENT=YES\n";
        let at = |segment, part| PartName { segment, part };
        assert_eq!(hold_back(index), Some(Duration::from_secs(1)));
        assert_eq!(newest(index), Some(at(5, 0)));
        let found: Vec<PartName> = since(index, at(4, 6)).iter().map(|part| part.name).collect();
        assert_eq!(found, [at(4, 7), at(5, 0)]);
        assert_eq!(since(index, at(5, 0)), []);
    }
}
