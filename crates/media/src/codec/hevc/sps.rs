//! HEVC sequence parameter set: picture size, shape and rate (ITU-T H.265, 7.3.2.2, 7.3.3, 7.3.4, 7.3.7 and E.2.1).

use crate::codec::bits::{Bits, at_most};
use crate::codec::picture::{Picture, WIDEST};
use crate::codec::{ConfigError, nal};

/// Reads a NAL unit of type 33, its two header bytes included.
pub(super) fn parse(unit: &[u8]) -> Result<Picture, ConfigError> {
    let (header, payload) = unit.split_first_chunk::<2>().ok_or(ConfigError("its parameter set is empty"))?;
    if header[0] >> 1 & 0x3f != super::SPS {
        return Err(ConfigError("its parameter set has the wrong NAL type"));
    }
    let payload = nal::without_emulation_prevention(payload);
    let mut bits = Bits::new(&payload);
    bits.bits(4)?;
    let sub_layers = bits.bits(3)?;
    bits.bit()?;
    skip_profile_tier_level(&mut bits, sub_layers)?;
    bits.unsigned()?;
    let chroma = at_most(bits.unsigned()?, 3)?;
    if chroma == 3 {
        bits.bit()?;
    }
    let coded = (at_most(bits.unsigned()?, WIDEST)?, at_most(bits.unsigned()?, WIDEST)?);
    let mut picture = Picture::cropped(&mut bits, coded, chroma, 1)?;
    // Usability information is advice: when it cannot be reached, the defaults stand.
    let _ = read_usability(&mut bits, sub_layers, &mut picture);
    Ok(picture)
}

/// Profile, tier and level of the stream and of `sub_layers` layers below the highest.
fn skip_profile_tier_level(bits: &mut Bits, sub_layers: u32) -> Result<(), ConfigError> {
    const PROFILE: u32 = 88;
    const LEVEL: u32 = 8;
    bits.skip(PROFILE + LEVEL)?;
    let mut present = 0;
    for _ in 0..sub_layers {
        present += if bits.bit()? { PROFILE } else { 0 };
        present += if bits.bit()? { LEVEL } else { 0 };
    }
    // Two bits for each layer up to the eighth are reserved.
    bits.skip(if sub_layers > 0 { present + (8 - sub_layers) * 2 } else { 0 })
}

/// Walks from the bit depths over all that stands between to the usability information.
fn read_usability(bits: &mut Bits, sub_layers: u32, picture: &mut Picture) -> Result<(), ConfigError> {
    bits.unsigned()?;
    bits.unsigned()?;
    let order_bits = at_most(bits.unsigned()?, 12)? + 4;
    let layers_told = if bits.bit()? { sub_layers + 1 } else { 1 };
    for _ in 0..layers_told * 3 + 6 {
        // Sizes of buffers, then of coding and transform blocks.
        bits.unsigned()?;
    }
    if bits.bit()? && bits.bit()? {
        skip_scaling_lists(bits)?;
    }
    bits.bits(2)?;
    if bits.bit()? {
        bits.bits(8)?;
        bits.unsigned()?;
        bits.unsigned()?;
        bits.bit()?;
    }
    skip_reference_sets(bits)?;
    if bits.bit()? {
        for _ in 0..at_most(bits.unsigned()?, 32)? {
            bits.skip(order_bits + 1)?;
        }
    }
    bits.bits(2)?;
    if !bits.bit()? {
        return Ok(());
    }
    picture.read_usability(bits)?;
    bits.bits(3)?;
    if bits.bit()? {
        for _ in 0..4 {
            bits.unsigned()?;
        }
    }
    picture.read_clock(bits, 1.0)
}

fn skip_scaling_lists(bits: &mut Bits) -> Result<(), ConfigError> {
    for size in 0..4 {
        for _ in 0..if size == 3 { 2 } else { 6 } {
            if !bits.bit()? {
                bits.unsigned()?;
                continue;
            }
            let coefficients = 64.min(1 << (4 + 2 * size)) + i32::from(size > 1);
            for _ in 0..coefficients {
                bits.signed()?;
            }
        }
    }
    Ok(())
}

/// Short-term reference picture sets (7.3.7): each may be coded as its difference from the one before it.
fn skip_reference_sets(bits: &mut Bits) -> Result<(), ConfigError> {
    let mut pictures = 0;
    for set in 0..at_most(bits.unsigned()?, 64)? {
        if set > 0 && bits.bit()? {
            bits.bit()?;
            bits.unsigned()?;
            let mut kept = 0;
            for _ in 0..=pictures {
                // Used by this picture, or else perhaps by a later one.
                kept += u32::from(bits.bit()? || bits.bit()?);
            }
            pictures = at_most(kept, 16)?;
        } else {
            let (before, after) = (at_most(bits.unsigned()?, 16)?, at_most(bits.unsigned()?, 16)?);
            for _ in 0..before + after {
                bits.unsigned()?;
                bits.bit()?;
            }
            pictures = at_most(before + after, 16)?;
        }
    }
    Ok(())
}
