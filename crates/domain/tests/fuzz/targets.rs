//! What is tried on hostile text, and what must hold of the outcome.
//!
//! The fuzzer in `fuzz/` includes this file, too: nothing here may depend on the package that it is compiled in.

use domain::accounts::{
    Bio, Credentials, DisplayName, Email, LinkAddress, Login, Onboarding, Password, SecondFactor, SiteName, Username,
};
use domain::addresses::{self, ArchiveFile};
use domain::channels::{
    Category, ChannelChange, ChannelName, ChannelRef, Description, Language, NewChannel, SearchText, Slug, StreamUrl,
    Tag,
};
use domain::chat::{ClientFrame, Content, MESSAGE_LENGTH, Nonce};
use domain::markers::{MarkerTitle, NewMarker};
use domain::streams::{NewStream, StreamChange};
use domain::users::{Reason, UserChange};
use domain::{MessageId, StreamId};

/// Calls a macro with the names of all targets.
macro_rules! with_each {
    ($call:ident) => {
        $call! { client_frames request_bodies values }
    };
}
pub(crate) use with_each;

/// Marks of the block that goes with any script; at most this many may stand on one character.
const MARKS: std::ops::RangeInclusive<char> = '\u{300}'..='\u{36f}';
const MOST_MARKS: usize = 5;

/// A frame of a client on the socket, and the values in it that are checked next.
pub fn client_frames(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let Ok(frame) = serde_json::from_str::<ClientFrame>(text) else { return };
    let written = serde_json::to_string(&frame).unwrap();
    assert_eq!(serde_json::from_str::<ClientFrame>(&written).unwrap(), frame, "{written}");
    // A frame may come as a list, without the names of its fields.
    assert!(written.len() <= text.len() + 200, "{} bytes of {}", written.len(), text.len());
    match frame {
        ClientFrame::Send { content, nonce, .. } => {
            check_content(&content);
            check_nonce(&nonce.unwrap_or_default());
        }
        ClientFrame::Join { channel: Some(channel), .. } => check_slug(&channel),
        _ => {}
    }
}

/// Bodies of requests in JSON, and the values in them.
pub fn request_bodies(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    if let Ok(channel) = serde_json::from_str::<NewChannel>(text) {
        assert!(channel.check().is_ok_and(|checked| checked.tags.len() <= 10) || channel.check().is_err());
    }
    if let Ok(change) = serde_json::from_str::<ChannelChange>(text)
        && let Ok(checked) = change.check()
    {
        assert_eq!(checked.name.is_some(), change.name.is_some());
        assert!(checked.tags.is_none_or(|tags| tags.len() <= 10));
        assert!(checked.retention_days.flatten().is_none_or(|days| days > 0));
    }
    if let Ok(credentials) = serde_json::from_str::<Credentials>(text) {
        check_values(&credentials.email);
    }
    if let Ok(login) = serde_json::from_str::<Login>(text) {
        check_values(&login.code.unwrap_or_default());
    }
    if let Ok(onboarding) = serde_json::from_str::<Onboarding>(text) {
        check_values(&onboarding.display_name);
        check_values(&onboarding.bio.unwrap_or_default());
    }
    if let Ok(change) = serde_json::from_str::<UserChange>(text) {
        let account = change.check_account();
        assert!(account.is_err() || !change.concerns_account() || account.is_ok_and(|(_, reason)| reason.is_some()));
        if let Ok(profile) = change.profile.check() {
            assert!(profile.social_links.is_none_or(|links| links.len() <= 10));
            assert_eq!(profile.display_name.is_some(), change.profile.display_name.is_some());
        }
    }
    let _ = serde_json::from_str::<NewStream>(text);
    let _ = serde_json::from_str::<StreamChange>(text);
    if let Ok(marker) = serde_json::from_str::<NewMarker>(text)
        && let Ok(checked) = marker.check()
    {
        assert_eq!(checked.position.map(i64::from), marker.position);
    }
}

/// One text, taken for each kind of value.
pub fn values(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    check_values(text);
}

/// A value says of itself what it was made of: it is read again as the same value, in a few visible characters.
macro_rules! check_value {
    ($type:ty, $text:expr, $most:expr) => {
        if let Ok(value) = <$type>::parse($text) {
            let text = value.as_str();
            assert_eq!(<$type>::parse(text).as_ref().map(|again| again.as_str()), Ok(text), "{}", stringify!($type));
            assert!(text.chars().count() <= $most && text.trim() == text, "{}: {text:?}", stringify!($type));
            check_visible(text);
        }
    };
}

fn check_values(text: &str) {
    match SecondFactor::parse(text) {
        Ok(SecondFactor::Totp(digits)) => assert!(digits < 1_000_000),
        Ok(SecondFactor::RecoveryCode(code)) => {
            assert_eq!(SecondFactor::parse(&code), Ok(SecondFactor::RecoveryCode(code.clone())));
        }
        Err(sentence) => check_visible(&sentence),
    }
    check_value!(Email, text, 254);
    check_value!(Username, text, 25);
    check_value!(DisplayName, text, 50);
    check_value!(Bio, text, 500);
    check_value!(SiteName, text, 30);
    check_value!(LinkAddress, text, 300);
    check_value!(Reason, text, 500);
    check_value!(MarkerTitle, text, 100);
    if let Ok(address) = LinkAddress::parse(text) {
        let rest = address.as_str().strip_prefix("https://").or(address.as_str().strip_prefix("http://")).unwrap();
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        assert!(host.contains('.') && !host.contains('@') && !rest.contains(['"', '\'', '<', '>']), "{rest:?}");
    }
    check_value!(ChannelName, text, 60);
    check_value!(Description, text, 2000);
    check_value!(Category, text, 40);
    check_value!(Tag, text, 25);
    check_value!(SearchText, text, 100);
    check_value!(StreamUrl, text, 255);
    check_value!(Language, text, 12);
    check_slug(text);
    check_content(text);
    check_nonce(text);
    if let Ok(language) = Language::parse(text) {
        assert_eq!(Language::name_of(language.as_str()).is_empty(), language.as_str().is_empty());
    }
    if let Some(slug) = Slug::suggest(text) {
        assert_eq!(Slug::suggest(slug.as_str()), Some(slug));
    }
    if let Ok(password) = Password::parse(text) {
        assert!(password.reveal() == text && (8..=256).contains(&text.chars().count()));
    }
    if let Some(ArchiveFile::MediaPlaylist(rendition)) = ArchiveFile::parse(text) {
        assert_eq!(addresses::media_playlist(rendition), text);
    }
    if let Some(seconds) = addresses::seconds_of(text) {
        assert_eq!(addresses::seconds_of(&seconds.to_string()), Some(seconds));
    }
    if let Ok(id) = text.parse::<MessageId>() {
        assert_eq!(id.to_string().parse(), Ok(id));
    }
    if let Ok(id) = text.parse::<StreamId>() {
        // Ids stand where slugs do.
        assert!(Slug::parse(text).is_err(), "{text:?} is both");
        assert!(matches!(id.to_string().parse(), Ok(ChannelRef::Id(_))));
    }
}

fn check_content(text: &str) {
    check_value!(Content, text, MESSAGE_LENGTH);
    assert!(
        Content::parse(text).is_ok_and(|content| !content.as_str().contains('\n')) || Content::parse(text).is_err()
    );
}

fn check_slug(text: &str) {
    check_value!(Slug, text, 40);
    if let Ok(slug) = Slug::parse(text) {
        assert_eq!(slug.as_str().parse(), Ok(ChannelRef::Slug(slug)));
    }
}

fn check_nonce(text: &str) {
    if let Ok(nonce) = Nonce::parse(text) {
        assert!(!text.is_empty() && text.len() <= 64 && !text.contains('\0'));
        assert_eq!(String::from(nonce), text, "stored unchanged");
    }
}

/// Neither control characters, which PostgreSQL refuses or readers act on, nor characters that hide or turn text, nor towers of marks.
fn check_visible(text: &str) {
    let hides = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{feff}');
    assert!(!text.contains(hides), "{text:?}");
    let mut marks = 0;
    for (c, next) in text.chars().zip(text.chars().skip(1).map(Some).chain([None])) {
        match c {
            c if MARKS.contains(&c) => marks += 1,
            '\u{200c}' | '\u{200d}' => {
                assert!(next.is_some_and(|next| !next.is_ascii()), "a joiner that joins nothing: {text:?}")
            }
            '\u{fe0e}' | '\u{fe0f}' => {}
            _ => marks = 0,
        }
        assert!(marks <= MOST_MARKS, "{marks} marks on one character: {text:?}");
    }
}
