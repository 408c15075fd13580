//! H.264 sequence parameter set: picture size and frame rate (ITU-T H.264, 7.3.2.1.1 and E.1.1).

use super::bits::{Bits, at_most};
use super::picture::{Picture, WIDEST};
use super::{ConfigError, nal};

/// What a sequence parameter set says about the pictures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sps {
    /// `profile_idc`.
    pub profile: u8,
    /// The constraint flags byte.
    pub constraints: u8,
    /// `level_idc`.
    pub level: u8,
    /// Size, shape and rate of the pictures.
    pub picture: Picture,
    /// `chroma_format_idc`.
    pub chroma: u8,
    /// Bits per luma sample.
    pub luma_bits: u8,
    /// Bits per chroma sample.
    pub chroma_bits: u8,
}

impl Sps {
    /// Reads a NAL unit of type 7, its header byte included.
    ///
    /// # Errors
    /// When it is cut short or breaks the limits of the standard.
    pub fn parse(unit: &[u8]) -> Result<Self, ConfigError> {
        let (header, payload) = unit.split_first().ok_or(ConfigError("its parameter set is empty"))?;
        if header & 0x1f != 7 {
            return Err(ConfigError("its parameter set has the wrong NAL type"));
        }
        let payload = nal::without_emulation_prevention(payload);
        let mut bits = Bits::new(&payload);
        let profile = bits.bits(8)? as u8;
        let constraints = bits.bits(8)? as u8;
        let level = bits.bits(8)? as u8;
        bits.unsigned()?;
        let (mut chroma, mut luma_bits, mut chroma_bits) = (1, 8, 8);
        if matches!(profile, 100 | 110 | 122 | 244 | 44 | 83 | 86 | 118 | 128 | 138 | 139 | 134 | 135) {
            chroma = at_most(bits.unsigned()?, 3)? as u8;
            if chroma == 3 {
                bits.bit()?;
            }
            luma_bits = at_most(bits.unsigned()?, 6)? as u8 + 8;
            chroma_bits = at_most(bits.unsigned()?, 6)? as u8 + 8;
            bits.bit()?;
            if bits.bit()? {
                for list in 0..if chroma == 3 { 12 } else { 8 } {
                    if bits.bit()? {
                        skip_scaling_list(&mut bits, if list < 6 { 16 } else { 64 })?;
                    }
                }
            }
        }
        bits.unsigned()?;
        match bits.unsigned()? {
            0 => {
                bits.unsigned()?;
            }
            1 => {
                bits.bit()?;
                bits.signed()?;
                bits.signed()?;
                for _ in 0..at_most(bits.unsigned()?, 255)? {
                    bits.signed()?;
                }
            }
            _ => {}
        }
        bits.unsigned()?;
        bits.bit()?;
        let columns = at_most(bits.unsigned()?, WIDEST / 16)? + 1;
        let rows = at_most(bits.unsigned()?, WIDEST / 16)? + 1;
        let frames_only = bits.bit()?;
        if !frames_only {
            bits.bit()?;
        }
        bits.bit()?;
        let fields = if frames_only { 1 } else { 2 };
        let coded = (columns * 16, rows * 16 * fields);
        let picture = Picture::cropped(&mut bits, coded, u32::from(chroma), fields)?;
        let mut sps = Self { profile, constraints, level, picture, chroma, luma_bits, chroma_bits };
        // Usability information is advice: encoders cut it short, and then the defaults stand.
        if bits.bit().unwrap_or(false) {
            let _ = sps.read_usability(&mut bits);
        }
        Ok(sps)
    }

    fn read_usability(&mut self, bits: &mut Bits) -> Result<(), ConfigError> {
        self.picture.read_usability(bits)?;
        // The clock counts fields.
        self.picture.read_clock(bits, 2.0)
    }
}

fn skip_scaling_list(bits: &mut Bits, size: u32) -> Result<(), ConfigError> {
    let (mut last, mut next) = (8i32, 8i32);
    for _ in 0..size {
        if next != 0 {
            next = (last + bits.signed()? % 256 + 256) % 256;
        }
        last = if next == 0 { last } else { next };
    }
    Ok(())
}
