//! Public addresses of media and of what people share: every pattern stands here, for those who hand addresses out and those who
//! answer them.

use crate::StreamId;
use std::fmt::Write as _;

/// Path prefix of channel pages: `/streams/{slug}`. The pages' router repeats it, since its macro takes literals only.
pub const CHANNEL_PAGES: &str = "/streams/";
/// Path prefix of VOD pages: `/videos/{stream}`. The pages' router repeats it, too.
pub const VIDEO_PAGES: &str = "/videos/";
/// Path prefix of users' pages: `/users/{username}`. The pages' router repeats it, too.
pub const USER_PAGES: &str = "/users/";

/// Path prefix of the media of running streams: `/hls/{stream}/{file}`.
pub const LIVE: &str = "/hls/";
/// Path prefix of recordings and archives: `/vod/{stream}/{file}`.
pub const ARCHIVE: &str = "/vod/";
/// Path prefix of pictures that people have uploaded: `/pictures/{name}`; see [`crate::pictures::PictureFile`].
pub const PICTURES: &str = "/pictures/";
/// A stream's multivariant playlist.
pub const MULTIVARIANT: &str = "master.m3u8";
/// The picture of a stream or VOD for its card.
pub const THUMBNAIL: &str = "thumb.webp";
/// The WebVTT track of a VOD's preview pictures.
pub const STORYBOARD: &str = "storyboard.vtt";

/// The longest path that is carried as the page to go on to, in bytes: a header that is longer would not get through proxies.
pub const LONGEST_NEXT: usize = 4096;

/// The address of a page that goes on to `next`, a path on this site, afterwards. Home is where it goes without being told.
pub fn with_next(page: &str, next: &str) -> String {
    let mut address = page.to_owned();
    if matches!(next, "" | "/") {
        return address;
    }
    address.push_str(if page.contains('?') { "&next=" } else { "?next=" });
    for byte in next.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}

/// The page of a channel.
pub fn channel_page(slug: &str) -> String {
    format!("{CHANNEL_PAGES}{slug}")
}

/// The page of a channel's chat alone.
pub fn chat_window(slug: &str) -> String {
    format!("/embed/{slug}/chat")
}

/// The page of a channel's messages over a transparent ground, for OBS and its like.
pub fn chat_overlay(slug: &str) -> String {
    format!("/overlay/{slug}/chat")
}

/// The page of a VOD.
pub fn video_page(stream: StreamId) -> String {
    format!("{VIDEO_PAGES}{stream}")
}

/// The page of a VOD from a position on, in seconds from its beginning.
pub fn video_page_at(stream: StreamId, seconds: i32) -> String {
    format!("{VIDEO_PAGES}{stream}?t={seconds}")
}

/// The seconds that a position in an address means, such as the `t` of a VOD's page. Besides `90` it reads the forms that links of other sites use: `90s`,
/// `1m30s`, `1h2m3s`, `1:30` and `1:02:03`. None for other texts.
pub fn seconds_of(position: &str) -> Option<u32> {
    let whole = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u32>().ok()).flatten();
    let position = position.trim().to_ascii_lowercase();
    if position.contains(':') {
        let parts: Vec<&str> = position.split(':').collect();
        let add = |seconds: u32, part: &&str| seconds.checked_mul(60)?.checked_add(whole(part)?);
        return if parts.len() <= 3 { parts.iter().try_fold(0, add) } else { None };
    }
    if let Some(seconds) = whole(&position) {
        return Some(seconds);
    }
    let (mut rest, mut seconds) = (position.as_str(), 0_u32);
    for (unit, length) in [('h', 3600), ('m', 60), ('s', 1)] {
        if let Some((number, after)) = rest.split_once(unit) {
            seconds = seconds.checked_add(whole(number)?.checked_mul(length)?)?;
            rest = after;
        }
    }
    (rest.is_empty() && !position.is_empty()).then_some(seconds)
}

/// The page of a user.
pub fn user_page(username: &str) -> String {
    format!("{USER_PAGES}{username}")
}

/// Address of a file of a running stream.
pub fn live(stream: StreamId, file: &str) -> String {
    format!("{LIVE}{stream}/{file}")
}

/// Address of a recent frame of a running stream; `version` makes it a new address, which caches do not know.
pub fn live_thumbnail(stream: StreamId, version: i64) -> String {
    format!("{LIVE}{stream}/{THUMBNAIL}?v={version}")
}

/// Address of a file of a recording or archive.
pub fn archive(stream: StreamId, file: &str) -> String {
    format!("{ARCHIVE}{stream}/{file}")
}

/// Where a VOD can be downloaded as an MP4 file.
pub fn download(stream: StreamId) -> String {
    format!("/api/videos/{stream}/download")
}

/// The media playlist of a rendition, below the stream's address.
pub fn media_playlist(rendition: &str) -> String {
    format!("{rendition}/index.m3u8")
}

/// A sheet of a VOD's preview pictures, below the stream's address.
pub fn storyboard_sheet(index: usize) -> String {
    format!("storyboard.{index}.webp")
}

/// The kinds of files of a recording or archive that viewers may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArchiveFile<'a> {
    /// The multivariant playlist.
    Multivariant,
    /// The media playlist of this rendition.
    MediaPlaylist(&'a str),
    /// An initialisation or media segment.
    Media,
    /// A WebP picture.
    Picture,
    /// The WebVTT track of preview pictures.
    Storyboard,
}

impl<'a> ArchiveFile<'a> {
    /// What a path below the stream's address names; `None` for all other files, such as the journal, which viewers may not read.
    pub fn parse(path: &'a str) -> Option<Self> {
        let is_name = |name: &str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        let is_number = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
        let Some((rendition, file)) = path.split_once('/') else {
            return match path {
                MULTIVARIANT => Some(Self::Multivariant),
                THUMBNAIL => Some(Self::Picture),
                STORYBOARD => Some(Self::Storyboard),
                _ => {
                    let number = path.strip_prefix("storyboard.")?.strip_suffix(".webp")?;
                    is_number(number).then_some(Self::Picture)
                }
            };
        };
        if rendition.is_empty() || rendition.len() > 16 || !is_name(rendition) {
            return None;
        }
        let is_media = file.strip_suffix(".m4s").is_some_and(is_number)
            || file == "init.mp4"
            || file.strip_prefix("init.").and_then(|file| file.strip_suffix(".mp4")).is_some_and(is_number);
        match file {
            "index.m3u8" => Some(Self::MediaPlaylist(rendition)),
            _ => is_media.then_some(Self::Media),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_handed_out_is_understood() {
        let sheet = storyboard_sheet(3);
        for (path, file) in [
            (MULTIVARIANT, ArchiveFile::Multivariant),
            (THUMBNAIL, ArchiveFile::Picture),
            (STORYBOARD, ArchiveFile::Storyboard),
            (&sheet, ArchiveFile::Picture),
            ("720p/index.m3u8", ArchiveFile::MediaPlaylist("720p")),
            ("source/init.mp4", ArchiveFile::Media),
            ("source/init.12.mp4", ArchiveFile::Media),
            ("source/7.m4s", ArchiveFile::Media),
        ] {
            assert_eq!(ArchiveFile::parse(path), Some(file), "{path}");
        }
        assert_eq!(ArchiveFile::parse(&media_playlist("source")), Some(ArchiveFile::MediaPlaylist("source")));
    }

    #[test]
    fn the_next_page_stands_in_the_address_as_one_value() {
        assert_eq!(with_next("/auth/login", "/streams/night-radio"), "/auth/login?next=/streams/night-radio");
        assert_eq!(with_next("/auth/login", "/a?b=c&d#\u{e9}"), "/auth/login?next=/a%3Fb%3Dc%26d%23%C3%A9");
        assert_eq!(with_next("/auth/verify?token=x", "/a"), "/auth/verify?token=x&next=/a");
        assert_eq!(with_next("/auth/register", "/"), "/auth/register");
    }

    #[test]
    fn a_position_is_read_as_other_sites_write_it() {
        for (text, seconds) in [
            ("90", 90),
            ("0", 0),
            ("90s", 90),
            ("1m30s", 90),
            ("0h1m30s", 90),
            ("2m", 120),
            ("1H", 3600),
            ("1h5s", 3605),
            ("1h2m3s", 3723),
            (" 1:30 ", 90),
            ("1:02:03", 3723),
            ("4294967295", u32::MAX),
        ] {
            assert_eq!(seconds_of(text), Some(seconds), "{text}");
        }
        for text in [
            "",
            " ",
            "soon",
            "s",
            "ms",
            "-5",
            "+5",
            "1.5",
            "1m30",
            "30s1m",
            "1s1s",
            "1:",
            ":30",
            "1:2:3:4",
            "1:30s",
            "4294967296",
            "71582789m",
            "71582789:0",
            "\u{663}s",
        ] {
            assert_eq!(seconds_of(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_else_of_an_archive_is_read() {
        for path in [
            "journal.jsonl",
            "",
            "/",
            "source/",
            "source/journal.jsonl",
            "../x/7.m4s",
            "Source/7.m4s",
            "source/7.0.m4s",
            "source/../7.m4s",
        ] {
            assert_eq!(ArchiveFile::parse(path), None, "{path}");
        }
    }
}
