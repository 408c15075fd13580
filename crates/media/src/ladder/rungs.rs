//! Which rungs a source gets: by the operator's choice, the source's properties, and the free processor capacity.

use std::fmt;
use std::str::FromStr;

/// What the operator wants below the source; written `off`, `auto`, or a list of heights such as `720p,480p`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Transcode {
    /// The source only.
    Off,
    /// 1080p, 720p and 480p, as many as the processor can bear; the lowest first.
    #[default]
    Auto,
    /// These heights in pixels, the tallest first, whatever it costs.
    Heights(Vec<u32>),
}

/// Why a text says nothing about a ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is off, auto, or a list of up to {MOST} even heights from {LOWEST}p to {HIGHEST}p such as 720p,480p")]
pub struct TranscodeError;

const MOST: usize = 6;
const LOWEST: u32 = 96;
const HIGHEST: u32 = 2160;
const AUTO: [u32; 3] = [1080, 720, 480];

impl FromStr for Transcode {
    type Err = TranscodeError;

    fn from_str(text: &str) -> Result<Self, TranscodeError> {
        match text.trim() {
            "off" => return Ok(Self::Off),
            "auto" => return Ok(Self::Auto),
            _ => {}
        }
        let height = |rung: &str| {
            let digits = rung.trim().strip_suffix('p').filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
            digits.parse().ok().filter(|height| (LOWEST..=HIGHEST).contains(height) && height % 2 == 0)
        };
        let mut heights: Vec<u32> = text.split(',').map(height).collect::<Option<_>>().ok_or(TranscodeError)?;
        heights.sort_unstable_by(|a, b| b.cmp(a));
        heights.dedup();
        if heights.len() > MOST { Err(TranscodeError) } else { Ok(Self::Heights(heights)) }
    }
}

impl fmt::Display for Transcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Off => f.write_str("off"),
            Self::Auto => f.write_str("auto"),
            Self::Heights(heights) => {
                let names: Vec<String> = heights.iter().map(|height| format!("{height}p")).collect();
                f.write_str(&names.join(","))
            }
        }
    }
}

/// Properties of a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Shown width in pixels.
    pub width: u32,
    /// Shown height in pixels.
    pub height: u32,
    /// Frames per second.
    pub frame_rate: f64,
    /// Bits per second of all its tracks.
    pub bitrate: u64,
    /// RFC 6381 names of its tracks, the video's first.
    pub codecs: String,
}

/// One rendition below the source: H.264, High profile, 4:2:0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// Its name in addresses, for example `720p`.
    pub name: String,
    /// Pixels across; even.
    pub width: u32,
    /// Pixels down; even.
    pub height: u32,
    /// Bits per second of its video at most.
    pub bitrate: u64,
    /// H.264 level times ten (ITU-T H.264, table A-1).
    pub level: u8,
}

impl Rung {
    /// RFC 6381 name of its video.
    pub fn codec(&self) -> String {
        format!("avc1.6400{:02X}", self.level)
    }
}

/// A rung has at most this share of the bits of the rendition above it: a smaller difference would not help any viewer.
const SHARE: (u64, u64) = (3, 4);
/// Bits per second below which a picture is not worth watching.
const LEAST_BITRATE: u64 = 100_000;

// Cores per pixel a second, from 1080p30 → 480p taking 0.6 cores and → 720p + 480p 1.2 (x264 veryfast, zerolatency).
const DECODE: f64 = 0.33 / (1920.0 * 1080.0 * 30.0);
const ENCODE: f64 = 0.6 / (1280.0 * 720.0 * 30.0);

/// The rungs a source gets, the tallest first. With [`Transcode::Auto`] they cost at most `cores` together.
pub fn choose(transcode: &Transcode, source: &Source, cores: f64) -> Vec<Rung> {
    let (heights, cores) = match transcode {
        Transcode::Off => (&[][..], 0.0),
        Transcode::Auto => (&AUTO[..], cores),
        Transcode::Heights(heights) => (&heights[..], f64::INFINITY),
    };
    let share = |bitrate: u64| bitrate * SHARE.0 / SHARE.1;
    let fits =
        |height: u32| height < source.height || (height == source.height && nominal(height) <= share(source.bitrate));
    let mut above = source.bitrate;
    let mut rungs = Vec::new();
    for &height in heights.iter().filter(|height| fits(**height)) {
        let Some(rung) = rung(source, height, share(above)) else { break };
        above = rung.bitrate;
        rungs.push(rung);
    }
    while !rungs.is_empty() && cost(source, &rungs) > cores {
        rungs.remove(0);
    }
    rungs
}

/// What it takes to make these rungs, in cores.
pub fn cost(source: &Source, rungs: &[Rung]) -> f64 {
    // Newer codecs take more to decode; these two are rough.
    let effort = match source.codecs.get(..4) {
        Some("hvc1" | "hev1") => 1.5,
        Some("av01") => 2.0,
        _ => 1.0,
    };
    let pixels = |width: u32, height: u32| f64::from(width) * f64::from(height) * source.frame_rate;
    let encoding: f64 = rungs.iter().map(|rung| ENCODE * pixels(rung.width, rung.height)).sum();
    DECODE * effort * pixels(source.width, source.height) + encoding
}

fn rung(source: &Source, height: u32, most: u64) -> Option<Rung> {
    // To the nearest even number of square pixels.
    let width = (source.width * height + source.height) / (source.height * 2) * 2;
    let narrow = (f64::from(width) * 9.0 / (f64::from(height) * 16.0)).min(1.0);
    let bitrate = ((nominal(height) as f64 * narrow) as u64).min(most);
    if width == 0 || bitrate < LEAST_BITRATE {
        return None;
    }
    let level = level(width, height, source.frame_rate);
    Some(Rung { name: format!("{height}p"), width, height, bitrate, level })
}

/// Bits per second for a 16:9 picture of this height: the three usual ones, and a curve through them for others.
fn nominal(height: u32) -> u64 {
    match height {
        1080 => 8_000_000,
        720 => 5_000_000,
        480 => 2_500_000,
        other => (2_500_000.0 * (f64::from(other) / 480.0).powf(1.434)) as u64,
    }
}

/// The least level of ITU-T H.264, table A-1, that holds frames of this size at this rate.
fn level(width: u32, height: u32, frame_rate: f64) -> u8 {
    const LEVELS: [(u8, u32, f64); 7] = [
        (30, 1_620, 40_500.0),
        (31, 3_600, 108_000.0),
        (32, 5_120, 216_000.0),
        (40, 8_192, 245_760.0),
        (42, 8_704, 522_240.0),
        (50, 22_080, 589_824.0),
        (51, 36_864, 983_040.0),
    ];
    let blocks = width.div_ceil(16) * height.div_ceil(16);
    let holds = |(_, most, rate): &&(u8, u32, f64)| blocks <= *most && f64::from(blocks) * frame_rate <= *rate;
    LEVELS.iter().find(holds).map_or(52, |(level, ..)| *level)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(width: u32, height: u32, kilobits: u64) -> Source {
        Source { width, height, frame_rate: 30.0, bitrate: kilobits * 1000, codecs: "avc1.640028,mp4a.40.2".into() }
    }

    fn chosen(transcode: &str, source: &Source, cores: f64) -> Vec<(String, u64)> {
        let transcode = transcode.parse().unwrap();
        choose(&transcode, source, cores).into_iter().map(|rung| (rung.name, rung.bitrate / 1000)).collect()
    }

    fn names(transcode: &str, source: &Source, cores: f64) -> Vec<String> {
        chosen(transcode, source, cores).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn automatic_takes_as_many_rungs_as_the_cores_bear_from_the_lowest_up() {
        let full_hd = source(1920, 1080, 12_000);
        assert!(names("auto", &full_hd, 0.5).is_empty());
        assert_eq!(names("auto", &full_hd, 1.0), ["480p"]);
        assert_eq!(names("auto", &full_hd, 2.0), ["720p", "480p"]);
        assert_eq!(names("auto", &full_hd, 4.0), ["1080p", "720p", "480p"]);
        let fast = Source { frame_rate: 60.0, ..full_hd.clone() };
        assert!(names("auto", &fast, 1.0).is_empty());
        let dear = Source { codecs: "av01.0.08M.08".into(), ..full_hd };
        assert!(cost(&dear, &[]) > cost(&fast, &[]) * 0.9);
    }

    #[test]
    fn no_rung_is_as_tall_as_the_source_unless_it_saves_bits() {
        assert_eq!(names("auto", &source(1280, 720, 4_000), 9.0), ["480p"]);
        assert_eq!(names("auto", &source(1280, 720, 9_000), 9.0), ["720p", "480p"]);
        assert!(names("auto", &source(854, 480, 3_000), 9.0).is_empty());
        assert!(names("1080p", &source(1280, 720, 50_000), 9.0).is_empty());
    }

    #[test]
    fn bitrates_are_the_usual_ones_and_each_well_below_what_stands_above_it() {
        let of = |kilobits| chosen("1080p,720p,480p", &source(3840, 2160, kilobits), 0.0);
        let named = |rates: [u64; 3]| ["1080p", "720p", "480p"].map(str::to_owned).into_iter().zip(rates);
        assert!(of(20_000).into_iter().eq(named([8_000, 5_000, 2_500])));
        assert!(of(4_000).into_iter().eq(named([3_000, 2_250, 1_687])));
        assert!(of(120).is_empty());
    }

    #[test]
    fn any_even_height_can_be_asked_for() {
        let small = choose(&"180p,240p,180p".parse().unwrap(), &source(640, 360, 600), 0.0);
        let shapes: Vec<_> = small.iter().map(|rung| (rung.width, rung.height)).collect();
        assert_eq!(shapes, [(426, 240), (320, 180)]);
        assert_eq!(small[0].codec(), "avc1.64001E");
        let upright = choose(&"720p".parse().unwrap(), &source(1080, 1920, 9_000), 0.0);
        assert_eq!((upright[0].width, upright[0].bitrate < 2_000_000), (406, true));
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for bad in ["", "on", "p", "720", "720p,", "721p", "64p", "4320p", "+720p", "720p 480p", "off,480p"] {
            assert_eq!(bad.parse::<Transcode>(), Err(TranscodeError), "{bad}");
        }
        assert!(
            (0..7).map(|n| format!("{}p", 100 + n * 2)).collect::<Vec<_>>().join(",").parse::<Transcode>().is_err()
        );
        for good in ["off", "auto", "1080p,720p,480p", "240p"] {
            assert_eq!(good.parse::<Transcode>().unwrap().to_string(), good);
        }
    }

    #[test]
    fn levels_follow_size_and_rate() {
        assert_eq!([level(854, 480, 30.0), level(1280, 720, 30.0), level(1280, 720, 60.0)], [31, 31, 32]);
        assert_eq!([level(1920, 1080, 30.0), level(1920, 1080, 60.0), level(320, 180, 30.0)], [40, 42, 30]);
    }
}
