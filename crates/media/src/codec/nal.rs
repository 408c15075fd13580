//! What H.264 and HEVC have in common: NAL units behind their lengths, and bytes that keep start codes out of them.

use super::ConfigError;
use bytes::{BufMut, Bytes, BytesMut};

const OVERRUN: ConfigError = ConfigError("a NAL unit is longer than the frame");
const SHORT: ConfigError = ConfigError("it is cut short");

/// Bytes before each NAL unit of a sample, whatever the encoder uses: readers that keep a stream's first initialisation keep its length
/// size, too.
pub(super) const LENGTH_SIZE: usize = 4;

/// How one codec distinguishes its NAL units: by the first byte of each.
pub(super) struct Kinds {
    /// Begins an access unit.
    pub is_delimiter: fn(u8) -> bool,
    /// A sequence parameter set.
    pub is_sequence_set: fn(u8) -> bool,
    /// A picture parameter set.
    pub is_picture_set: fn(u8) -> bool,
}

/// Converts an access unit with NAL unit lengths of `length_size` bytes to a sample with lengths of [`LENGTH_SIZE`]. With `sets`,
/// parameter sets in that form, it begins with them (after a delimiter, if it has one), unless it has its own of both kinds.
///
/// # Errors
/// When the lengths do not add up exactly, or there is no NAL unit.
pub(super) fn sample(unit: Bytes, length_size: usize, sets: Option<(&Bytes, Kinds)>) -> Result<Bytes, ConfigError> {
    if unit.is_empty() {
        return Err(ConfigError("it is empty"));
    }
    let (mut delimiter, mut has_sequence_set, mut has_picture_set, mut count) = (0, false, false, 0);
    for nal in units(&unit, length_size) {
        let (nal, first) = (nal?, count == 0);
        count += 1;
        if let (Some((_, kinds)), Some(&header)) = (&sets, nal.first()) {
            has_sequence_set |= (kinds.is_sequence_set)(header);
            has_picture_set |= (kinds.is_picture_set)(header);
            if first && (kinds.is_delimiter)(header) {
                delimiter = 1;
            }
        }
    }
    let sets = sets.map(|(sets, _)| sets).filter(|_| !(has_sequence_set && has_picture_set));
    if sets.is_none() && length_size == LENGTH_SIZE {
        return Ok(unit);
    }
    let most = unit.len() + count * (LENGTH_SIZE - length_size) + sets.map_or(0, |sets| sets.len());
    let mut sample = BytesMut::with_capacity(most);
    for (index, nal) in units(&unit, length_size).map_while(Result::ok).enumerate() {
        if index == delimiter {
            sample.put_slice(sets.map_or(&[], |sets| sets));
        }
        put(&mut sample, nal);
    }
    if delimiter == count {
        sample.put_slice(sets.map_or(&[], |sets| sets));
    }
    Ok(sample.freeze())
}

/// Appends a NAL unit behind its length.
pub(super) fn put(out: &mut BytesMut, nal: &[u8]) {
    out.put_u32(u32::try_from(nal.len()).unwrap_or(u32::MAX));
    out.put_slice(nal);
}

/// The NAL units of an access unit; an error ends it.
fn units(unit: &[u8], length_size: usize) -> impl Iterator<Item = Result<&[u8], ConfigError>> {
    let mut rest = unit;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let nal = rest.split_at_checked(length_size).and_then(|(prefix, tail)| {
            let length = prefix.iter().fold(0usize, |sum, &byte| sum << 8 | usize::from(byte));
            tail.split_at_checked(length)
        });
        rest = nal.map_or(&[], |(_, tail)| tail);
        Some(nal.map(|(nal, _)| nal).ok_or(OVERRUN))
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds() -> Kinds {
        Kinds {
            is_delimiter: |header| header == 9,
            is_sequence_set: |header| header == 7,
            is_picture_set: |header| header == 8,
        }
    }

    fn with_sets(unit: &'static [u8], length_size: usize) -> Vec<u8> {
        let sets = Bytes::from_static(b"SETS");
        sample(Bytes::from_static(unit), length_size, Some((&sets, kinds()))).unwrap().to_vec()
    }

    #[test]
    fn parameter_sets_stand_before_the_picture_and_behind_a_delimiter() {
        assert_eq!(with_sets(b"\0\0\0\x02\x05a", 4), b"SETS\0\0\0\x02\x05a");
        assert_eq!(with_sets(b"\0\0\0\x01\x09\0\0\0\x01\x05", 4), b"\0\0\0\x01\x09SETS\0\0\0\x01\x05");
        assert_eq!(with_sets(b"\0\0\0\x01\x09", 4), b"\0\0\0\x01\x09SETS");
    }

    #[test]
    fn a_picture_that_brings_its_own_sets_stays_as_it_is() {
        let own = b"\0\0\0\x02\x07a\0\0\0\x01\x08\0\0\0\x02\x05b";
        assert_eq!(with_sets(own, 4), own);
        // Readers would go on with the picture parameters from before.
        assert_eq!(with_sets(b"\0\0\0\x02\x07a\0\0\0\x02\x05b", 4), b"SETS\0\0\0\x02\x07a\0\0\0\x02\x05b");
    }

    #[test]
    fn every_length_has_four_bytes() {
        assert_eq!(with_sets(b"\x02\x05a\x01\x06", 1), b"SETS\0\0\0\x02\x05a\0\0\0\x01\x06");
        let plain = |unit: &'static [u8]| sample(Bytes::from_static(unit), 2, None);
        assert_eq!(plain(b"\0\x01a\0\x02bc").as_deref(), Ok(&b"\0\0\0\x01a\0\0\0\x02bc"[..]));
    }

    #[test]
    fn lengths_that_do_not_add_up_are_refused() {
        for unit in [&b""[..], b"\0\0\0\x02a", b"\0\0\0", b"\0\0\0\x01ab"] {
            assert!(sample(Bytes::from_static(unit), 4, None).is_err(), "{unit:?}");
        }
    }
}
