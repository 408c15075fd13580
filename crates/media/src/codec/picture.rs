//! The size, shape and rate of a track's pictures, whatever its codec.

use super::ConfigError;
use super::bits::{Bits, at_most};

/// What a configuration says about the pictures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Picture {
    /// Coded width in pixels after cropping.
    pub width: u32,
    /// Coded height in pixels after cropping.
    pub height: u32,
    /// Width and height of one sample's shape; (1, 1) when square or unknown.
    pub pixel_aspect: (u16, u16),
    /// Frames per second when the encoder states timing.
    pub frame_rate: Option<f64>,
}

/// Beyond the highest levels and any screen, in pixels.
pub(super) const WIDEST: u32 = 16_384;
const CROPPED: ConfigError = ConfigError("its picture is cropped to nothing");

impl Picture {
    /// A picture of square pixels at an unknown rate.
    pub(super) fn new(width: u32, height: u32) -> Result<Self, ConfigError> {
        if width == 0 || height == 0 {
            return Err(CROPPED);
        }
        Ok(Self { width, height, pixel_aspect: (1, 1), frame_rate: None })
    }

    /// A picture of `width` × `height` coded pixels less its cropped edges, which H.264 and HEVC code alike (ITU-T H.264, 7.4.2.1.1;
    /// H.265, 7.4.3.2.1): in chroma samples, with a size that follows from `chroma` (`chroma_format_idc`), and in lines of so many
    /// `fields`.
    pub(super) fn cropped(
        bits: &mut Bits,
        (width, height): (u32, u32),
        chroma: u32,
        fields: u32,
    ) -> Result<Self, ConfigError> {
        if !bits.bit()? {
            return Self::new(width, height);
        }
        let (unit_x, unit_y) = match chroma {
            1 => (2, 2),
            2 => (2, 1),
            _ => (1, 1),
        };
        let mut edge = || bits.unsigned().and_then(|samples| at_most(samples, WIDEST));
        let (left, right, top, bottom) = (edge()?, edge()?, edge()?, edge()?);
        let width = width.checked_sub((left + right) * unit_x).ok_or(CROPPED)?;
        let height = height.checked_sub((top + bottom) * unit_y * fields).ok_or(CROPPED)?;
        Self::new(width, height)
    }

    /// Width in square pixels, the height being kept.
    pub fn shown_width(&self) -> u32 {
        let (x, y) = (u64::from(self.pixel_aspect.0), u64::from(self.pixel_aspect.1));
        let width = (u64::from(self.width) * x + y / 2) / y.max(1);
        u32::try_from(width).ok().filter(|width| (1..=u32::from(u16::MAX)).contains(width)).unwrap_or(self.width)
    }

    /// Takes over frames per second, `scale` ticks a second over `ticks` a frame, where they make sense.
    pub(super) fn set_frame_rate(&mut self, ticks: f64, scale: f64) {
        let rate = scale / ticks;
        if rate.is_finite() && (1.0..=480.0).contains(&rate) {
            self.frame_rate = Some(rate);
        }
    }

    /// Reads the front of the usability information, which H.264 and HEVC share (E.1.1 and E.2.1): the shape of samples
    /// and all up to the place of chroma samples.
    pub(super) fn read_usability(&mut self, bits: &mut Bits) -> Result<(), ConfigError> {
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
        Ok(())
    }

    /// Reads the clock of the usability information, if it is there (E.1.1 and E.2.1); a frame lasts so many of its `ticks`.
    pub(super) fn read_clock(&mut self, bits: &mut Bits, ticks: f64) -> Result<(), ConfigError> {
        if bits.bit()? {
            let (units, scale) = (f64::from(bits.bits(32)?), f64::from(bits.bits(32)?));
            self.set_frame_rate(units * ticks, scale);
        }
        Ok(())
    }
}
