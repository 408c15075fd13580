//! The size, shape and rate of a track's pictures, whatever its codec.

use super::{ConfigError, bits::Bits};

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
/// The error of a picture without pixels.
pub(super) const CROPPED: ConfigError = ConfigError("its picture is cropped to nothing");

impl Picture {
    /// A picture of square pixels at an unknown rate.
    pub(super) fn new(width: u32, height: u32) -> Result<Self, ConfigError> {
        if width == 0 || height == 0 {
            return Err(CROPPED);
        }
        Ok(Self { width, height, pixel_aspect: (1, 1), frame_rate: None })
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
}
