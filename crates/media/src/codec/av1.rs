//! AV1 codec configuration record and samples (AV1 Codec ISO Media File Format Binding, 2.3 and 2.4).

mod obu;
mod sequence;

use super::{ConfigError, Picture};
use bytes::Bytes;
use sequence::Sequence;

/// A checked `av1C`.
#[derive(Clone, Debug, PartialEq)]
pub struct Av1Config {
    /// The record as it came: the body of the `av1C` box.
    pub record: Bytes,
    /// Size and rate of the pictures, from the record's sequence header.
    pub picture: Picture,
    sequence: Sequence,
}

/// Records are some dozens of bytes; more than this is no configuration.
const LONGEST: usize = 64 * 1024;
/// Bytes before the OBUs.
const HEAD: usize = 4;

impl Av1Config {
    /// Reads a record.
    ///
    /// # Errors
    /// When it is cut short, is of another version, or has no usable sequence header.
    pub fn parse(record: Bytes) -> Result<Self, ConfigError> {
        if record.len() > LONGEST {
            return Err(ConfigError("it is too long"));
        }
        let (head, units) = record.split_at_checked(HEAD).ok_or(ConfigError("it is cut short"))?;
        if head.first() != Some(&0x81) {
            return Err(ConfigError("its version is not 1"));
        }
        let mut header = None;
        let mut rest = units;
        while let Some(unit) = obu::next(&mut rest)? {
            if unit.kind == obu::SEQUENCE_HEADER {
                header.get_or_insert(unit.payload);
            }
        }
        let sequence = Sequence::parse(header.ok_or(ConfigError("it has no sequence header"))?)?;
        Ok(Self { picture: sequence.picture, sequence, record })
    }

    /// RFC 6381 name, for example `av01.0.04M.08` (section 5 of the binding). Colours are told where they are not the
    /// usual ones (BT.709, 4:2:0, limited range).
    pub fn codec(&self) -> String {
        self.sequence.codec()
    }

    /// A temporal unit as a sample: every OBU with its size, and without the temporal delimiters and padding, which
    /// samples do not have (section 2.4). Empty when nothing else was in it.
    ///
    /// # Errors
    /// When an OBU runs past the end, or breaks the format.
    pub fn sample(&self, unit: Bytes) -> Result<Bytes, ConfigError> {
        obu::sample(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From libaom, 160 × 90.
    const PLAIN: &[u8] = b"\x81\x00\x0c\x00\x0a\x0a\x00\x00\x00\x03\xb4\xfd\x93\x6b\xe4\x01";
    /// From libaom, 320 × 180 in 4:4:4.
    const FULL_COLOUR: &[u8] = b"\x81\x20\x00\x00\x0a\x0a\x20\x00\x00\x04\x3c\xfe\xcc\xda\xf9\x02";
    /// From SVT-AV1, 1280 × 720, 10 bits, BT.2020 and PQ.
    const WIDE: &[u8] = b"\x81\x08\x4c\x00\x0a\x0e\x00\x00\x00\x42\xa6\x7f\xd9\xe0\x17\xc2\x84\x88\x04\x82";

    fn parse(record: &[u8]) -> Result<Av1Config, ConfigError> {
        Av1Config::parse(Bytes::copy_from_slice(record))
    }

    #[test]
    fn records_of_encoders_are_described_truly() {
        for (record, size, name) in [
            (PLAIN, (160, 90), "av01.0.00M.08"),
            (FULL_COLOUR, (320, 180), "av01.1.00M.08.0.000.02.02.02.0"),
            (WIDE, (1280, 720), "av01.0.08M.10.0.110.09.16.09.0"),
        ] {
            let config = parse(record);
            let told = config.map(|config| ((config.picture.width, config.picture.height), config.codec()));
            assert_eq!(told, Ok((size, name.into())));
        }
    }

    #[test]
    fn cut_records_and_those_without_sequence_header_are_refused() {
        for record in [PLAIN, WIDE] {
            for end in 0..record.len() {
                assert!(parse(&record[..end]).is_err(), "{end}");
            }
        }
        assert!(parse(b"\x01\x00\x0c\x00").is_err(), "another version");
        assert_eq!(parse(&PLAIN[..4]), Err(ConfigError("it has no sequence header")));
    }

    #[test]
    fn flipped_bits_do_no_harm() {
        for record in [PLAIN, FULL_COLOUR, WIDE] {
            for bit in 0..record.len() * 8 {
                let mut record = record.to_vec();
                record[bit / 8] ^= 1 << (bit % 8);
                if let Ok(config) = parse(&record) {
                    assert!(config.codec().starts_with("av01."));
                }
            }
        }
    }
}
