//! Open bitstream units (AV1 Bitstream & Decoding Process, 5.3 and 5.9.1): walks over them, and makes samples of them.

use crate::codec::ConfigError;
use bytes::{BufMut, Bytes, BytesMut};

/// `obu_type` of a sequence header.
pub(super) const SEQUENCE_HEADER: u8 = 1;
const TEMPORAL_DELIMITER: u8 = 2;
const TILE_LIST: u8 = 8;
const PADDING: u8 = 15;
const HAS_SIZE: u8 = 0x02;
const HAS_EXTENSION: u8 = 0x04;

/// One open bitstream unit.
pub(super) struct Unit<'a> {
    /// `obu_type`.
    pub kind: u8,
    /// The unit states its size; without one it extends to the end.
    has_size: bool,
    /// Its one or two header bytes.
    header: &'a [u8],
    /// What follows header and size.
    pub payload: &'a [u8],
}

const OVERRUN: ConfigError = ConfigError("an OBU is longer than the frame");

/// Takes a unit from the front of `rest`; `None` at its end.
pub(super) fn next<'a>(rest: &mut &'a [u8]) -> Result<Option<Unit<'a>>, ConfigError> {
    let Some(&first) = rest.first() else { return Ok(None) };
    if first & 0x80 != 0 {
        return Err(ConfigError("an OBU has its forbidden bit set"));
    }
    let (header, tail) = rest.split_at_checked(1 + usize::from(first & HAS_EXTENSION != 0)).ok_or(OVERRUN)?;
    let has_size = first & HAS_SIZE != 0;
    let (payload, tail) = if has_size {
        let (size, tail) = leb128(tail)?;
        tail.split_at_checked(size).ok_or(OVERRUN)?
    } else {
        (tail, &[][..])
    };
    *rest = tail;
    Ok(Some(Unit { kind: first >> 3 & 0x0f, has_size, header, payload }))
}

/// A number of up to 32 bits in groups of seven (4.10.5), and what follows it.
fn leb128(bytes: &[u8]) -> Result<(usize, &[u8]), ConfigError> {
    let mut value = 0u64;
    for (index, &byte) in bytes.iter().take(8).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            let size = u32::try_from(value).map_err(|_| OVERRUN)?;
            return Ok((size as usize, &bytes[index + 1..]));
        }
    }
    Err(ConfigError("the size of an OBU is cut short"))
}

/// See [`super::Av1Config::sample`]. What needs no change is not copied.
pub(super) fn sample(unit: Bytes) -> Result<Bytes, ConfigError> {
    let mut kept: Option<(usize, usize)> = None;
    let mut in_one_piece = true;
    let mut rest = &unit[..];
    while !rest.is_empty() {
        let from = unit.len() - rest.len();
        let Some(found) = next(&mut rest)? else { break };
        let until = unit.len() - rest.len();
        if !belongs(found.kind) {
            continue;
        }
        in_one_piece &= found.has_size && kept.is_none_or(|(_, end)| end == from);
        kept = Some((kept.map_or(from, |(start, _)| start), until));
    }
    match kept {
        None => Ok(Bytes::new()),
        Some((from, until)) if in_one_piece => Ok(unit.slice(from..until)),
        Some(_) => rewrite(&unit),
    }
}

fn belongs(kind: u8) -> bool {
    !matches!(kind, TEMPORAL_DELIMITER | TILE_LIST | PADDING)
}

fn rewrite(unit: &[u8]) -> Result<Bytes, ConfigError> {
    let mut out = BytesMut::with_capacity(unit.len() + 8);
    let mut rest = unit;
    while let Some(found) = next(&mut rest)? {
        let (true, Some((first, extension))) = (belongs(found.kind), found.header.split_first()) else { continue };
        out.put_u8(first | HAS_SIZE);
        out.put_slice(extension);
        let mut size = found.payload.len();
        while size >= 0x80 {
            out.put_u8(0x80 | (size & 0x7f) as u8);
            size >>= 7;
        }
        out.put_u8(size as u8);
        out.put_slice(found.payload);
    }
    Ok(out.freeze())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(bytes: &[u8]) -> Result<Bytes, ConfigError> {
        sample(Bytes::copy_from_slice(bytes))
    }

    #[test]
    fn delimiters_go_and_the_rest_is_not_copied() {
        let unit = Bytes::from_static(&[0x12, 0, 0x0a, 1, 7, 0x32, 2, 8, 9]);
        let kept = sample(unit.clone());
        assert_eq!(kept.as_deref(), Ok(&unit[2..]));
        assert!(kept.is_ok_and(|kept| std::ptr::eq(kept.as_ptr(), unit[2..].as_ptr())));
        assert_eq!(made(&[0x12, 0]), Ok(Bytes::new()));
    }

    #[test]
    fn the_last_unit_gets_its_size_and_padding_between_units_goes() {
        assert_eq!(made(&[0x0a, 1, 7, 0x30, 8, 9]).as_deref(), Ok(&[0x0a, 1, 7, 0x32, 2, 8, 9][..]));
        assert_eq!(made(&[0x0a, 1, 7, 0x7a, 1, 0, 0x32, 1, 8]).as_deref(), Ok(&[0x0a, 1, 7, 0x32, 1, 8][..]));
        let long = [&[0x34, 0x20][..], &[5; 300]].concat();
        let written = made(&long);
        assert_eq!(written.as_ref().map(|unit| unit[..4].to_vec()), Ok(vec![0x36, 0x20, 0xac, 0x02]));
    }

    #[test]
    fn units_that_run_past_the_end_are_refused() {
        for bad in [&[0x32, 3, 1][..], &[0x36], &[0x32, 0x80], &[0x80, 0], &[0x32, 0xff, 0xff, 0xff, 0xff, 0xff]] {
            assert!(made(bad).is_err(), "{bad:?}");
        }
    }
}
