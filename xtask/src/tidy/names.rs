//! Retired names do not come back.

use crate::Result;
use crate::run::output_of;

/// A name of a type or component, and what it is called now.
const RETIRED: [(&str, &str); 40] = [
    ("Answer", "ApiResult, HttpAnswer or S3Answer"),
    ("Asker", "CurrentUser"),
    ("Audience", "StreamAudience or SessionAudience"),
    ("Audiences", "ArchiveAccessCache"),
    ("CompressedPlaylist", "PlaylistText"),
    ("Connection", "RtmpConnection, SocketConnection or LoadConnection"),
    ("Counted", "ConnectionPermit"),
    ("Deck", "PlayerState"),
    ("Desk", "StudioState"),
    ("Door", "RoomHandle"),
    ("Farewell", "DeleteDialog"),
    ("Fault", "AppError"),
    ("Faults", "FormState"),
    ("Feed", "PublisherFeed, TranscoderFeed or RecordingFeed"),
    ("Feeds", "LiveSessions"),
    ("Follower", "AlignedSegmenter"),
    ("FormFault", "FormError"),
    ("Found", "what was found"),
    ("Guest", "AcceptedConnection or WaitingPeer"),
    ("Heard", "MediaEvent"),
    ("House", "TestApp"),
    ("InitEntry", "RecordedInit"),
    ("Intake", "Demuxer"),
    ("Letter", "PendingMessage"),
    ("Link", "SocketClient"),
    ("Lobby", "StatusFeed"),
    ("Owner", "ChannelOwner or StreamOwner"),
    ("Pauses", "RetryPauses"),
    ("Place", "DataDir, ArchiveKey, PartPosition or another qualified name"),
    ("ReachedAt", "RequestHost"),
    ("Rungs", "Renditions"),
    ("Seat", "RoomSubscription"),
    ("Segment", "WindowSegment, ListedSegment, FinishedSegment or RecordedSegment"),
    ("SegmentEntry", "RecordedSegment"),
    ("Settings", "a qualified name, such as HlsSettings"),
    ("Shelf", "LibraryState"),
    ("Stage", "a qualified name, such as DashboardStage"),
    ("ToastShelf", "ToastList"),
    ("Trouble", "LoadError"),
    ("Which", "ChannelRef"),
];

/// Every breach, as a sentence.
pub fn breaches() -> Result<Vec<String>> {
    let mut git = crate::programs::command("git");
    let list = output_of(git.args(["ls-files", "--cached", "--others", "--exclude-standard", "*.rs"]))?;
    let texts = list.lines().filter_map(|file| Some((file, std::fs::read_to_string(file).ok()?)));
    Ok(texts.flat_map(|(file, text)| breaches_of(file, &text)).collect())
}

fn breaches_of(file: &str, text: &str) -> Vec<String> {
    let declared = text.lines().filter_map(declared);
    let retired = declared.filter_map(|name| RETIRED.iter().find(|(old, _)| *old == name));
    retired.map(|(old, new)| format!("{file}: the name {old} was given up: call it {new}")).collect()
}

/// The name that a line declares a type, a trait or a component under.
fn declared(line: &str) -> Option<&str> {
    let words = line.trim_start();
    let words = words.strip_prefix("pub").map_or(words, |rest| rest.trim_start_matches(|c| c != ' ').trim_start());
    let rest = ["struct ", "enum ", "trait ", "type ", "fn "].iter().find_map(|kind| words.strip_prefix(kind))?;
    rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declaration_of_a_retired_name_is_told() {
        for line in [
            "pub struct Feed {",
            "pub(super) struct Seat<T>(T);",
            "    type Place = u8;",
            "pub fn Farewell(",
            "enum Guest {",
        ] {
            assert_eq!(breaches_of("a.rs", line).len(), 1, "{line}");
        }
        for line in
            ["pub struct PublisherFeed {", "let seat = Seat;", "/// struct Feed", "pub fn feed(", "use a::Feed;"]
        {
            assert_eq!(breaches_of("a.rs", line), Vec::<String>::new(), "{line}");
        }
    }
}
