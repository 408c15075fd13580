//! HEVC decoder configuration record (ISO/IEC 14496-15, 8.3.3.1).

mod sps;

use super::{ConfigError, Picture, nal};
use bytes::{Bytes, BytesMut};

/// A checked `hvcC`.
#[derive(Clone, Debug, PartialEq)]
pub struct HevcConfig {
    /// The body of the `hvcC` box: the record as it came, but with its parameter sets marked as complete, as the sample entry
    /// `hvc1` demands (8.4.1.1), and with the length size of samples.
    pub record: Bytes,
    /// Bytes before each NAL unit of the encoder's frames that give its length: 1, 2 or 4.
    length_size: usize,
    /// All parameter sets in the form that they have in a sample.
    sets: Bytes,
    /// Size, shape and rate of the pictures, from the first sequence parameter set.
    pub picture: Picture,
}

/// Records are some dozens of bytes, or some thousands with the encoder's settings in them; more is no configuration.
const LONGEST: usize = 64 * 1024;
/// Bytes before the parameter sets.
const HEAD: usize = 23;
/// NAL unit types (ITU-T H.265, table 7-1).
const VPS: u8 = 32;
const SPS: u8 = 33;
const PPS: u8 = 34;

impl HevcConfig {
    /// Reads a record.
    ///
    /// # Errors
    /// When it is cut short, is of another version, or has no usable parameter sets.
    pub fn parse(record: Bytes) -> Result<Self, ConfigError> {
        if record.len() > LONGEST {
            return Err(ConfigError("it is too long"));
        }
        let short = ConfigError("it is cut short");
        let (head, mut rest) = record.split_at_checked(HEAD).ok_or(short)?;
        let [version, .., lengths, arrays] = head else { return Err(short) };
        if *version != 1 {
            return Err(ConfigError("its version is not 1"));
        }
        let length_size = nal::length_size(*lengths)?;
        let mut complete = BytesMut::from(&record[..]);
        let mut sps = None;
        let mut has_pps = false;
        let mut all = BytesMut::new();
        for _ in 0..*arrays {
            let at = record.len() - rest.len();
            let (&[kind, c1, c0], tail) = rest.split_first_chunk::<3>().ok_or(short)?;
            rest = tail;
            let kind = kind & 0x3f;
            if let (VPS..=PPS, Some(byte)) = (kind, complete.get_mut(at)) {
                *byte |= 0x80;
            }
            for _ in 0..u16::from_be_bytes([c1, c0]) {
                let set = nal::take_set(&mut rest)?;
                if (VPS..=PPS).contains(&kind) {
                    nal::put(&mut all, set);
                }
                match kind {
                    SPS => _ = sps.get_or_insert(set),
                    PPS => has_pps = true,
                    _ => {}
                }
            }
        }
        let picture = sps::parse(sps.ok_or(ConfigError("it has no sequence parameter set"))?)?;
        if !has_pps {
            return Err(ConfigError("it has no picture parameter set"));
        }
        if let Some(lengths) = complete.get_mut(HEAD - 2) {
            *lengths |= 3;
        }
        Ok(Self { record: complete.freeze(), length_size, sets: all.freeze(), picture })
    }

    /// RFC 6381 name, for example `hvc1.1.6.L93.B0` (ISO/IEC 14496-15, E.3), from the record's own profile bytes.
    pub fn codec(&self) -> String {
        let Some(&[_, profile, c3, c2, c1, c0, ref constraints @ .., level]) = self.record.first_chunk::<13>() else {
            return "hvc1".into();
        };
        let space = ["", "A", "B", "C"][usize::from(profile >> 6)];
        let tier = if profile & 0x20 == 0 { 'L' } else { 'H' };
        let compatible = u32::from_be_bytes([c3, c2, c1, c0]).reverse_bits();
        let mut name = format!("hvc1.{space}{}.{compatible:X}.{tier}{level}", profile & 0x1f);
        let told = constraints.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
        for byte in &constraints[..told] {
            name += &format!(".{byte:X}");
        }
        name
    }

    /// An access unit as a sample; one that is a keyframe has the parameter sets in it.
    ///
    /// # Errors
    /// When a length runs past the end, or there is no NAL unit.
    pub fn sample(&self, unit: Bytes, key: bool) -> Result<Bytes, ConfigError> {
        // nal_unit_type is the six bits below the highest (ITU-T H.265, 7.3.1.2); 35 is an access unit delimiter.
        let kinds = nal::Kinds {
            is_delimiter: |header| header >> 1 & 0x3f == 35,
            is_sequence_set: |header| header >> 1 & 0x3f == SPS,
            is_picture_set: |header| header >> 1 & 0x3f == PPS,
        };
        nal::sample(unit, self.length_size, key.then_some((&self.sets, kinds)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What x265 writes for 1278 × 718 pixels of 4:3 at 59.94 frames a second, 10 bits, high tier, level 5.1.
    const MAIN_10: &[u8] = b"\x01\x22\x20\x00\x00\x00\x90\x00\x00\x00\x00\x00\x99\xf0\x00\xfc\xfd\xfa\xfa\x00\x00\x0f\x03\
        \x20\x00\x01\x00\x18\x40\x01\x0c\x01\xff\xff\x22\x20\x00\x00\x03\x00\x90\x00\x00\x03\x00\x00\x03\x00\x99\x95\x98\x09\
        \x21\x00\x01\x00\x2e\x42\x01\x01\x22\x20\x00\x00\x03\x00\x90\x00\x00\x03\x00\x00\x03\x00\x99\xa0\x02\x80\x80\x2d\x1d\
        \x53\x65\x95\x9a\x49\x39\x5e\x1c\xd4\x24\x40\x24\x10\x00\x00\x3e\x90\x00\x0e\xa6\x00\x80\
        \x22\x00\x01\x00\x07\x44\x01\xc1\x72\xb4\x62\x40";

    fn parse(record: &[u8]) -> Result<HevcConfig, ConfigError> {
        HevcConfig::parse(Bytes::copy_from_slice(record))
    }

    #[test]
    fn pictures_are_described_truly() {
        let Ok(config) = parse(MAIN_10) else { panic!("it is right") };
        let Picture { width, height, pixel_aspect, frame_rate } = config.picture;
        assert_eq!((width, height, pixel_aspect, config.length_size), (1278, 718, (4, 3), 4));
        assert!(frame_rate.is_some_and(|rate| (rate - 60_000.0 / 1001.0).abs() < 1e-9), "{frame_rate:?}");
    }

    #[test]
    fn names_follow_the_standard() {
        let name = |at: &[(usize, u8)]| {
            let mut record = MAIN_10.to_vec();
            at.iter().for_each(|&(at, byte)| record[at] = byte);
            parse(&record).map(|config| config.codec())
        };
        assert_eq!(name(&[]), Ok("hvc1.2.4.H153.90".into()));
        // Main profile, main tier, level 3.1, with what the standard's own example has: progressive, no packing.
        assert_eq!(name(&[(1, 1), (2, 0x60), (6, 0xb0), (12, 93)]), Ok("hvc1.1.6.L93.B0".into()));
        assert_eq!(name(&[(1, 0x41), (6, 0), (11, 1)]), Ok("hvc1.A1.4.L153.0.0.0.0.0.1".into()));
        assert_eq!(name(&[(6, 0)]), Ok("hvc1.2.4.H153".into()));
    }

    #[test]
    fn parameter_sets_are_told_to_be_complete() {
        let Ok(config) = parse(MAIN_10) else { panic!("it is right") };
        let changed: Vec<_> = config.record.iter().zip(MAIN_10).filter(|(now, was)| now != was).collect();
        assert_eq!(changed, [(&0xa0, &0x20), (&0xa1, &0x21), (&0xa2, &0x22)]);
        // Three sets of 46, 46 and 7 bytes, each behind its length.
        assert_eq!(config.sets.len(), MAIN_10.len() - HEAD - 3 * 3 + 3 * 2);
    }

    #[test]
    fn cut_and_incomplete_records_are_refused() {
        for end in 0..MAIN_10.len() {
            assert!(parse(&MAIN_10[..end]).is_err(), "{end}");
        }
        for (at, byte) in [(0, 0), (21, 0x0e), (22, 0), (22, 2), (24, 9)] {
            let mut record = MAIN_10.to_vec();
            record[at] = byte;
            assert!(parse(&record).is_err(), "{at}");
        }
    }

    #[test]
    fn flipped_bits_do_no_harm() {
        for bit in 0..MAIN_10.len() * 8 {
            let mut record = MAIN_10.to_vec();
            record[bit / 8] ^= 1 << (bit % 8);
            if let Ok(config) = parse(&record) {
                assert!(config.codec().starts_with("hvc1.") && config.picture.shown_width() > 0);
            }
        }
    }
}
