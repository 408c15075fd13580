//! AV1 sequence header (AV1 Bitstream & Decoding Process, 5.5): what a track's description needs of it.

use crate::codec::ConfigError;
use crate::codec::bits::{Bits, at_most};
use crate::codec::picture::{Picture, WIDEST};

/// Profile, level and pictures of a sequence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sequence {
    profile: u8,
    /// `seq_level_idx` and `seq_tier` of the first operating point.
    level: u8,
    tier: bool,
    pub picture: Picture,
    colour: Colour,
}

/// What `color_config` tells (5.5.2).
#[derive(Clone, Copy, Debug, PartialEq)]
struct Colour {
    bits: u8,
    monochrome: bool,
    subsampling: (bool, bool),
    position: u8,
    /// Primaries, transfer characteristics and matrix coefficients (ITU-T H.273); 2 is "unspecified".
    description: (u8, u8, u8),
    full_range: bool,
}

const BT709: (u8, u8, u8) = (1, 1, 1);
const UNSPECIFIED: (u8, u8, u8) = (2, 2, 2);
/// BT.709 primaries, sRGB transfer, identity matrix: RGB, which is always 4:4:4 in full range.
const SRGB: (u8, u8, u8) = (1, 13, 0);

impl Sequence {
    /// Reads the payload of a sequence header OBU.
    pub fn parse(payload: &[u8]) -> Result<Self, ConfigError> {
        let bits = &mut Bits::new(payload);
        let profile = at_most(bits.bits(3)?, 2)? as u8;
        bits.bit()?;
        let reduced = bits.bit()?;
        let mut rate = None;
        let (level, tier) = if reduced { (bits.bits(5)? as u8, false) } else { operating_points(bits, &mut rate)? };
        let (width_bits, height_bits) = (bits.bits(4)? + 1, bits.bits(4)? + 1);
        let width = at_most(bits.bits(width_bits)?, WIDEST - 1)? + 1;
        let height = at_most(bits.bits(height_bits)?, WIDEST - 1)? + 1;
        let mut picture = Picture::new(width, height)?;
        if let Some((ticks, scale)) = rate {
            picture.set_frame_rate(ticks, scale);
        }
        skip_tools(bits, reduced)?;
        let colour = Colour::parse(bits, profile)?;
        Ok(Self { profile, level, tier, picture, colour })
    }

    pub fn codec(&self) -> String {
        let Self { profile, level, colour, .. } = self;
        let tier = if self.tier { 'H' } else { 'M' };
        let mut name = format!("av01.{profile}.{level:02}{tier}.{:02}", colour.bits);
        let usual_colours = colour.description == BT709 || colour.description == UNSPECIFIED;
        let usual_samples = !colour.monochrome && colour.subsampling == (true, true) && colour.position == 0;
        if !usual_colours || !usual_samples || colour.full_range {
            let (primaries, transfer, matrix) = colour.description;
            let (x, y) = (u8::from(colour.subsampling.0), u8::from(colour.subsampling.1));
            // The place of chroma samples means something only where both directions are subsampled.
            let position = if x + y == 2 { colour.position } else { 0 };
            let (mono, full) = (u8::from(colour.monochrome), u8::from(colour.full_range));
            name += &format!(".{mono}.{x}{y}{position}.{primaries:02}.{transfer:02}.{matrix:02}.{full}");
        }
        name
    }
}

/// Timing and operating points; level and tier of the first, and ticks a frame and a second if frames come evenly.
fn operating_points(bits: &mut Bits, rate: &mut Option<(f64, f64)>) -> Result<(u8, bool), ConfigError> {
    let mut delay_bits = None;
    if bits.bit()? {
        let (tick, scale) = (f64::from(bits.bits(32)?), f64::from(bits.bits(32)?));
        if bits.bit()? {
            *rate = Some((tick * (f64::from(bits.unsigned()?) + 1.0), scale));
        }
        if bits.bit()? {
            delay_bits = Some(bits.bits(5)? + 1);
            bits.skip(32 + 5 + 5)?;
        }
    }
    let initial_delay = bits.bit()?;
    let mut first = None;
    for _ in 0..=bits.bits(5)? {
        bits.skip(12)?;
        let level = bits.bits(5)? as u8;
        let tier = level > 7 && bits.bit()?;
        if let Some(delay) = delay_bits
            && bits.bit()?
        {
            bits.skip(delay * 2 + 1)?;
        }
        if initial_delay && bits.bit()? {
            bits.skip(4)?;
        }
        first.get_or_insert((level, tier));
    }
    first.ok_or(ConfigError("it has no operating point"))
}

/// The coding tools between the size and the colours.
fn skip_tools(bits: &mut Bits, reduced: bool) -> Result<(), ConfigError> {
    if !reduced && bits.bit()? {
        bits.skip(4 + 3)?;
    }
    // Superblocks of 128, filter-intra, intra edge filter.
    bits.skip(3)?;
    if !reduced {
        // Inter-intra and masked compounds, warped motion, dual filter.
        bits.skip(4)?;
        let order_hint = bits.bit()?;
        if order_hint {
            bits.skip(2)?;
        }
        let screen_content = bits.bit()? || bits.bit()?;
        if screen_content && !bits.bit()? {
            bits.skip(1)?;
        }
        if order_hint {
            bits.skip(3)?;
        }
    }
    // Super-resolution, CDEF, restoration.
    bits.skip(3)
}

impl Colour {
    fn parse(bits: &mut Bits, profile: u8) -> Result<Self, ConfigError> {
        let high = bits.bit()?;
        let depth = match high {
            true if profile == 2 && bits.bit()? => 12,
            true => 10,
            false => 8,
        };
        let monochrome = profile != 1 && bits.bit()?;
        let mut description = UNSPECIFIED;
        if bits.bit()? {
            description = (bits.bits(8)? as u8, bits.bits(8)? as u8, bits.bits(8)? as u8);
        }
        let mut colour =
            Self { bits: depth, monochrome, subsampling: (true, true), position: 0, description, full_range: true };
        if monochrome {
            colour.full_range = bits.bit()?;
        } else if description == SRGB {
            colour.subsampling = (false, false);
        } else {
            colour.full_range = bits.bit()?;
            colour.subsampling = match (profile, depth) {
                (0, _) => (true, true),
                (1, _) => (false, false),
                (_, 12) => {
                    let x = bits.bit()?;
                    (x, x && bits.bit()?)
                }
                _ => (true, false),
            };
            if colour.subsampling == (true, true) {
                colour.position = bits.bits(2)? as u8;
            }
        }
        Ok(colour)
    }
}
