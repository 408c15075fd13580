//! Pictures that people upload: what they are for, the sizes that are made of them, and their addresses.

use crate::addresses::PICTURES;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Largest file that can be uploaded, in bytes.
pub const LARGEST_UPLOAD: usize = 8 * 1024 * 1024;

/// What a picture is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    /// The square picture of a user or channel.
    Avatar,
    /// The wide picture of a channel.
    Banner,
    /// The square picture of a channel's emote.
    Emote,
}

impl PictureKind {
    /// All.
    pub const ALL: [Self; 3] = [Self::Avatar, Self::Banner, Self::Emote];

    /// The widths that are made of a picture, the smallest first. Pages show avatars 24 to 56 pixels wide, on screens with up to three
    /// times as many; previews of links take the largest. Emotes are 28 pixels wide, or larger.
    pub fn widths(self) -> &'static [u32] {
        match self {
            Self::Avatar => &[64, 128, 320],
            Self::Banner => &[600, 1200],
            Self::Emote => &[28, 56, 112],
        }
    }

    /// The largest of the widths.
    pub fn largest(self) -> u32 {
        self.widths().iter().copied().max().unwrap_or_default()
    }

    /// The height that goes with a width.
    pub fn height(self, width: u32) -> u32 {
        match self {
            Self::Avatar | Self::Emote => width,
            Self::Banner => width / 3,
        }
    }
}

/// A size of an uploaded picture, which its file's name tells: `{picture}-{width}.webp`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureFile {
    /// 122 random bits.
    pub picture: Uuid,
    /// Width in pixels.
    pub width: u32,
}

impl PictureFile {
    /// The file's name.
    pub fn name(self) -> String {
        format!("{}-{}.webp", self.picture.simple(), self.width)
    }

    /// The address that browsers read it at.
    pub fn address(self) -> String {
        format!("{PICTURES}{}", self.name())
    }

    /// The file of this name; none if no picture has such a name.
    pub fn parse(name: &str) -> Option<Self> {
        let (picture, width) = name.strip_suffix(".webp")?.split_once('-')?;
        let file = Self { picture: Uuid::try_parse(picture).ok()?, width: width.parse().ok()? };
        let is_made = PictureKind::ALL.iter().any(|kind| kind.widths().contains(&file.width));
        // Each file has one name.
        (is_made && file.name() == name).then_some(file)
    }
}

/// All sizes of the picture at this address, as a `srcset`; none if it is no uploaded picture.
pub fn srcset(address: &str) -> Option<String> {
    let largest = PictureFile::parse(address.strip_prefix(PICTURES)?)?;
    let kind = PictureKind::ALL.into_iter().find(|kind| kind.largest() == largest.width)?;
    let files = kind.widths().iter().map(|width| PictureFile { width: *width, ..largest });
    Some(files.map(|file| format!("{} {}w", file.address(), file.width)).collect::<Vec<_>>().join(", "))
}

/// A picture that was stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UploadedPicture {
    /// Address of the largest size: what the account's or channel's `avatar` or `banner` is now.
    #[schema(example = "/pictures/0b54a1f3c1d94a0e8d7c5d0a1a6f3c2e-320.webp")]
    pub url: String,
    /// All sizes, the smallest first.
    pub sizes: Vec<PictureSize>,
}

/// A size of a stored picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PictureSize {
    /// Address of this size.
    pub url: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl UploadedPicture {
    /// The addresses of a picture.
    pub fn new(picture: Uuid, kind: PictureKind) -> Self {
        let address = |width| PictureFile { picture, width }.address();
        let size = |width: &u32| PictureSize { url: address(*width), width: *width, height: kind.height(*width) };
        Self { url: address(kind.largest()), sizes: kind.widths().iter().map(size).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_are_handed_out_are_understood() {
        let picture = Uuid::from_u128(7);
        for kind in PictureKind::ALL {
            let uploaded = UploadedPicture::new(picture, kind);
            for size in &uploaded.sizes {
                let file = PictureFile::parse(size.url.strip_prefix(PICTURES).unwrap());
                assert_eq!(file, Some(PictureFile { picture, width: size.width }));
                assert!(srcset(&uploaded.url).unwrap().contains(&format!("{} {}w", size.url, size.width)));
            }
        }
    }

    #[test]
    fn no_other_name_is_a_picture() {
        let id = "00000000000000000000000000000007";
        assert!(PictureFile::parse(&format!("{id}-64.webp")).is_some());
        for name in [
            "",
            "-64.webp",
            &format!("{id}-65.webp"),
            &format!("{id}-064.webp"),
            &format!("{id}-+64.webp"),
            &format!("{id}-64.png"),
            &format!("{id}-64.webp/"),
            &format!("../{id}-64.webp"),
            "00000000-0000-0000-0000-000000000007-64.webp",
            &format!("{}-64.webp", "A".repeat(32)),
        ] {
            assert_eq!(PictureFile::parse(name), None, "{name}");
        }
        assert_eq!(srcset("https://example.org/a.png"), None);
        assert_eq!(srcset(&format!("/pictures/{id}-64.webp")), None, "not what a row has");
    }
}
