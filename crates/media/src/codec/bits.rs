//! Reads big-endian bit fields and Exp-Golomb numbers (ITU-T H.264, 9.1).

use super::ConfigError;

pub(super) struct Bits<'a> {
    data: &'a [u8],
    at: usize,
}

const SHORT: ConfigError = ConfigError("it is cut short");

impl<'a> Bits<'a> {
    pub fn new(data: &'a [u8]) -> Self {
        Self { data, at: 0 }
    }

    pub fn bit(&mut self) -> Result<bool, ConfigError> {
        let byte = self.data.get(self.at / 8).ok_or(SHORT)?;
        let bit = byte >> (7 - self.at % 8) & 1;
        self.at += 1;
        Ok(bit == 1)
    }

    /// Up to 32 bits.
    pub fn bits(&mut self, count: u32) -> Result<u32, ConfigError> {
        let mut value = 0;
        for _ in 0..count {
            value = value << 1 | u32::from(self.bit()?);
        }
        Ok(value)
    }

    /// Skips `count` bits.
    pub fn skip(&mut self, count: u32) -> Result<(), ConfigError> {
        let at = self.at + count as usize;
        if at > self.data.len() * 8 {
            return Err(SHORT);
        }
        self.at = at;
        Ok(())
    }

    /// `ue(v)`, which AV1 calls `uvlc()`.
    pub fn unsigned(&mut self) -> Result<u32, ConfigError> {
        let mut zeros = 0;
        while !self.bit()? {
            zeros += 1;
            if zeros > 31 {
                return Err(ConfigError("a number in it is too large"));
            }
        }
        Ok((1u32 << zeros) - 1 + self.bits(zeros)?)
    }

    /// `se(v)`.
    pub fn signed(&mut self) -> Result<i32, ConfigError> {
        let code = i64::from(self.unsigned()?);
        let value = if code % 2 == 1 { (code + 1) / 2 } else { -(code / 2) };
        i32::try_from(value).map_err(|_| ConfigError("a number in it is too large"))
    }
}

/// A number that the standard bounds.
pub(super) fn at_most(value: u32, limit: u32) -> Result<u32, ConfigError> {
    if value <= limit { Ok(value) } else { Err(ConfigError("a value in it is out of range")) }
}
