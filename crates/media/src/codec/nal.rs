//! What H.264 and HEVC have in common: NAL units behind their lengths, and bytes that keep start codes out of them.

use super::ConfigError;

const OVERRUN: ConfigError = ConfigError("a NAL unit is longer than the frame");
const SHORT: ConfigError = ConfigError("it is cut short");

/// Whether an access unit is whole: the lengths before its NAL units, `length_size` bytes each, add up exactly.
pub(super) fn check(unit: &[u8], length_size: usize) -> Result<(), ConfigError> {
    let mut rest = unit;
    if rest.is_empty() {
        return Err(ConfigError("it is empty"));
    }
    while !rest.is_empty() {
        let (prefix, tail) = rest.split_at_checked(length_size).ok_or(OVERRUN)?;
        let length = prefix.iter().fold(0usize, |sum, &byte| sum << 8 | usize::from(byte));
        rest = tail.get(length..).ok_or(OVERRUN)?;
    }
    Ok(())
}

/// Bytes before each NAL unit, from the two bits of a decoder configuration record that tell it: 1, 2 or 4.
pub(super) fn length_size(bits: u8) -> Result<usize, ConfigError> {
    match usize::from(bits & 3) + 1 {
        3 => Err(ConfigError("its NAL length size is 3")),
        size => Ok(size),
    }
}

/// Takes a parameter set behind its 16-bit length from the front of `rest`.
pub(super) fn take_set<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], ConfigError> {
    let (length, tail) = rest.split_first_chunk::<2>().ok_or(SHORT)?;
    let (set, tail) = tail.split_at_checked(usize::from(u16::from_be_bytes(*length))).ok_or(SHORT)?;
    *rest = tail;
    Ok(set)
}

/// Drops the 3 of each `00 00 03` (ITU-T H.264 and H.265, 7.4.1.1 and 7.4.2.1).
pub(super) fn without_emulation_prevention(payload: &[u8]) -> Vec<u8> {
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
