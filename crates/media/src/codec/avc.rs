//! AVC decoder configuration record (ISO/IEC 14496-15, 5.3.3.1).

use super::{ConfigError, Sps, nal};
use bytes::{Bytes, BytesMut};

/// A checked `avcC`.
#[derive(Clone, Debug, PartialEq)]
pub struct AvcConfig {
    /// The body of the `avcC` box: the record as it came, but for the length size, which is that of samples.
    pub record: Bytes,
    /// Bytes before each NAL unit of the encoder's frames that give its length: 1, 2 or 4.
    length_size: usize,
    /// All parameter sets in the form that they have in a sample.
    sets: Bytes,
    /// The first sequence parameter set.
    pub sps: Sps,
}

/// Records are some dozens of bytes; more than this is no configuration.
const LONGEST: usize = 64 * 1024;

impl AvcConfig {
    /// Reads a record.
    ///
    /// # Errors
    /// When it is cut short, is of another version, or has no usable parameter sets.
    pub fn parse(record: Bytes) -> Result<Self, ConfigError> {
        if record.len() > LONGEST {
            return Err(ConfigError("it is too long"));
        }
        let [version, _, _, _, lengths, sets, rest @ ..] = record.as_ref() else {
            return Err(ConfigError("it is cut short"));
        };
        if *version != 1 {
            return Err(ConfigError("its version is not 1"));
        }
        let length_size = nal::length_size(*lengths)?;
        let mut rest = rest;
        let mut first = None;
        let mut all = BytesMut::new();
        for _ in 0..sets & 0x1f {
            let set = nal::take_set(&mut rest)?;
            nal::put(&mut all, set);
            first.get_or_insert(set);
        }
        let sps = Sps::parse(first.ok_or(ConfigError("it has no sequence parameter set"))?)?;
        let (&count, mut rest) = rest.split_first().ok_or(ConfigError("it is cut short"))?;
        if count == 0 {
            return Err(ConfigError("it has no picture parameter set"));
        }
        for _ in 0..count {
            nal::put(&mut all, nal::take_set(&mut rest)?);
        }
        let mut record = BytesMut::from(&record[..]);
        if let Some(lengths) = record.get_mut(4) {
            *lengths |= 3;
        }
        Ok(Self { record: record.freeze(), length_size, sets: all.freeze(), sps })
    }

    /// RFC 6381 name: `avc1.PPCCLL` (RFC 6381, 3.3), from the record's own profile bytes.
    pub fn codec(&self) -> String {
        match self.record.as_ref() {
            [_, profile, constraints, level, ..] => format!("avc1.{profile:02X}{constraints:02X}{level:02X}"),
            _ => "avc1".into(),
        }
    }

    /// An access unit as a sample; one that is a keyframe has the parameter sets in it.
    ///
    /// # Errors
    /// When a length runs past the end, or there is no NAL unit.
    pub fn sample(&self, unit: Bytes, key: bool) -> Result<Bytes, ConfigError> {
        // nal_unit_type is the low five bits (ITU-T H.264, table 7-1).
        let kinds = nal::Kinds {
            is_delimiter: |header| header & 0x1f == 9,
            is_sequence_set: |header| header & 0x1f == 7,
            is_picture_set: |header| header & 0x1f == 8,
        };
        nal::sample(unit, self.length_size, key.then_some((&self.sets, kinds)))
    }
}
