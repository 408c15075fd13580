//! The tags of a low-latency playlist that a viewer needs (RFC 8216bis, 4.4.4.9).

use std::time::Duration;

/// A part by its place: media sequence number, and index within the segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartName {
    /// Media sequence number.
    pub segment: u64,
    /// Index within the segment, from zero.
    pub part: u64,
}

impl PartName {
    /// The name of its file.
    pub fn file(self) -> String {
        format!("{}.{}.m4s", self.segment, self.part)
    }
}

/// A part as it is listed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    pub name: PartName,
    pub duration: Duration,
}

/// How far behind the newest part the picture runs.
pub fn hold_back(index: &str) -> Option<Duration> {
    let rest = index.split_once("PART-HOLD-BACK=")?.1;
    let number = rest.split([',', '\n', '\r']).next()?;
    Duration::try_from_secs_f64(number.parse().ok()?).ok()
}

/// The last part listed.
pub fn newest(index: &str) -> Option<PartName> {
    index.lines().rev().find_map(part).map(|part| part.name)
}

/// The parts after `newest`, in order. Only the end of the playlist is looked at.
pub fn since(index: &str, newest: PartName) -> Vec<Part> {
    let mut parts: Vec<Part> = index.lines().rev().filter_map(part).take_while(|part| part.name > newest).collect();
    parts.reverse();
    parts
}

fn part(line: &str) -> Option<Part> {
    let attributes = line.strip_prefix("#EXT-X-PART:")?;
    let uri = attributes.split_once("URI=\"")?.1.split('"').next()?;
    let (segment, part) = uri.strip_suffix(".m4s")?.split_once('.')?;
    let name = PartName { segment: segment.parse().ok()?, part: part.parse().ok()? };
    let duration = attributes.split_once("DURATION=")?.1.split(',').next()?.parse().ok()?;
    Some(Part { name, duration: Duration::try_from_secs_f64(duration).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_parts_are_found_in_order() {
        let index = "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.000,HOLD-BACK=12\n\
                     #EXT-X-PART:DURATION=0.25,URI=\"4.6.m4s\"\n#EXT-X-PART:DURATION=0.2,URI=\"4.7.m4s\"\n#EXTINF:2,\n\
                     4.m4s\n#EXT-X-PART:DURATION=0.25,URI=\"5.0.m4s\",INDEPENDENT=YES\n";
        let at = |segment, part| PartName { segment, part };
        assert_eq!(hold_back(index), Some(Duration::from_secs(1)));
        assert_eq!(newest(index), Some(at(5, 0)));
        let found: Vec<PartName> = since(index, at(4, 6)).iter().map(|part| part.name).collect();
        assert_eq!(found, [at(4, 7), at(5, 0)]);
        assert_eq!(since(index, at(5, 0)), []);
        assert_eq!(at(5, 0).file(), "5.0.m4s");
    }
}
