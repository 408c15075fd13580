//! H.264 sequence parameter set: picture size and frame rate (ITU-T H.264, 7.3.2.1.1 and E.1.1).

use super::{ConfigError, bits::Bits};

/// What a sequence parameter set says about the pictures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sps {
    /// `profile_idc`.
    pub profile: u8,
    /// The constraint flags byte.
    pub constraints: u8,
    /// `level_idc`.
    pub level: u8,
    /// Coded width in pixels after cropping.
    pub width: u32,
    /// Coded height in pixels after cropping.
    pub height: u32,
    /// Width and height of one sample's shape; (1, 1) when square or unknown.
    pub pixel_aspect: (u16, u16),
    /// Frames per second when the encoder states timing.
    pub frame_rate: Option<f64>,
    /// `chroma_format_idc`.
    pub chroma: u8,
    /// Bits per luma sample.
    pub luma_bits: u8,
    /// Bits per chroma sample.
    pub chroma_bits: u8,
}

/// Beyond level 6.2 and any screen.
const WIDEST: u32 = 16_384;

impl Sps {
    /// Reads a NAL unit of type 7, its header byte included.
    ///
    /// # Errors
    /// When it is cut short or breaks the limits of the standard.
    pub fn parse(nal: &[u8]) -> Result<Self, ConfigError> {
        let (header, payload) = nal.split_first().ok_or(ConfigError("its parameter set is empty"))?;
        if header & 0x1f != 7 {
            return Err(ConfigError("its parameter set has the wrong NAL type"));
        }
        let payload = without_emulation_prevention(payload);
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
        let (mut width, mut height) = (columns * 16, rows * 16 * fields);
        if bits.bit()? {
            let (unit_x, unit_y) = match chroma {
                1 => (2, 2),
                2 => (2, 1),
                _ => (1, 1),
            };
            let mut edge = || bits.unsigned().and_then(|pixels| at_most(pixels, WIDEST));
            let (left, right, top, bottom) = (edge()?, edge()?, edge()?, edge()?);
            let sides = ((left + right) * unit_x, (top + bottom) * unit_y * fields);
            width = width.checked_sub(sides.0).ok_or(CROPPED)?;
            height = height.checked_sub(sides.1).ok_or(CROPPED)?;
        }
        if width == 0 || height == 0 {
            return Err(CROPPED);
        }
        let mut sps = Self {
            profile,
            constraints,
            level,
            width,
            height,
            pixel_aspect: (1, 1),
            frame_rate: None,
            chroma,
            luma_bits,
            chroma_bits,
        };
        // Usability information is advice: encoders cut it short, and then the defaults stand.
        if bits.bit().unwrap_or(false) {
            let _ = sps.read_usability(&mut bits);
        }
        Ok(sps)
    }

    fn read_usability(&mut self, bits: &mut Bits) -> Result<(), ConfigError> {
        const SHAPES: [(u16, u16); 17] = [
            (1, 1),
            (1, 1),
            (12, 11),
            (10, 11),
            (16, 11),
            (40, 33),
            (24, 11),
            (20, 11),
            (32, 11),
            (80, 33),
            (18, 11),
            (15, 11),
            (64, 33),
            (160, 99),
            (4, 3),
            (3, 2),
            (2, 1),
        ];
        if bits.bit()? {
            let shape = match bits.bits(8)? {
                255 => (bits.bits(16)? as u16, bits.bits(16)? as u16),
                known => SHAPES.get(known as usize).copied().unwrap_or((1, 1)),
            };
            if shape.0 > 0 && shape.1 > 0 {
                self.pixel_aspect = shape;
            }
        }
        if bits.bit()? {
            bits.bit()?;
        }
        if bits.bit()? {
            bits.bits(4)?;
            if bits.bit()? {
                bits.bits(24)?;
            }
        }
        if bits.bit()? {
            bits.unsigned()?;
            bits.unsigned()?;
        }
        if bits.bit()? {
            let (tick, scale) = (f64::from(bits.bits(32)?), f64::from(bits.bits(32)?));
            let rate = scale / tick / 2.0;
            if rate.is_finite() && (1.0..=480.0).contains(&rate) {
                self.frame_rate = Some(rate);
            }
        }
        Ok(())
    }

    /// Width in square pixels, the height being kept.
    pub fn shown_width(&self) -> u32 {
        let (x, y) = (u64::from(self.pixel_aspect.0), u64::from(self.pixel_aspect.1));
        let width = (u64::from(self.width) * x + y / 2) / y.max(1);
        u32::try_from(width).ok().filter(|width| (1..=u32::from(u16::MAX)).contains(width)).unwrap_or(self.width)
    }
}

const CROPPED: ConfigError = ConfigError("its picture is cropped to nothing");

fn at_most(value: u32, limit: u32) -> Result<u32, ConfigError> {
    if value <= limit { Ok(value) } else { Err(ConfigError("a value in it is out of range")) }
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

/// Drops the 3 of each `00 00 03` (7.4.1.1).
fn without_emulation_prevention(payload: &[u8]) -> Vec<u8> {
    let mut zeros = 0;
    let mut plain = Vec::with_capacity(payload.len());
    for &byte in payload {
        if zeros >= 2 && byte == 3 {
            zeros = 0;
            continue;
        }
        zeros = if byte == 0 { zeros + 1 } else { 0 };
        plain.push(byte);
    }
    plain
}
