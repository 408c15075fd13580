//! Arbitrary text causes no panic, and a value stays the same when it is written and read again.
//!
//! Each target replays its folder of `corpus`, then runs for two seconds on changed copies, the same ones each time.

use domain::channels::Slug;
use domain::chat::{ClientFrame, Content, MESSAGE_LENGTH};
use testkit::fuzz::{Files, run};

const FILES: Files =
    Files { corpus: concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fuzz/corpus"), failed: env!("CARGO_TARGET_TMPDIR") };

/// A frame of a client on the socket, and the values in it that are checked next.
#[test]
fn client_frames() {
    run(FILES, "client_frames", |data| {
        let Ok(text) = str::from_utf8(data) else { return };
        let Ok(frame) = serde_json::from_str::<ClientFrame>(text) else { return };
        let written = serde_json::to_string(&frame).unwrap();
        assert_eq!(serde_json::from_str::<ClientFrame>(&written).unwrap(), frame, "{written}");
        // A frame may come as a list, without the names of its fields.
        assert!(written.len() <= text.len() + 200, "{} bytes of {}", written.len(), text.len());
        match frame {
            ClientFrame::Send { content, .. } => {
                let Ok(content) = Content::parse(&content) else { return };
                let content = content.as_str();
                assert!((1..=MESSAGE_LENGTH).contains(&content.chars().count()));
                assert!(content.trim() == content && !content.chars().any(char::is_control), "{content:?}");
            }
            ClientFrame::Join { channel: Some(channel), .. } => {
                let Ok(slug) = Slug::parse(&channel) else { return };
                assert_eq!(Slug::parse(slug.as_str()), Ok(slug));
            }
            _ => {}
        }
    });
}
