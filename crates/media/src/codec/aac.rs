//! AAC AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1).

use super::{ConfigError, bits::Bits};
use bytes::Bytes;

/// A checked configuration of an AAC track.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AacConfig {
    /// The configuration as it came: the decoder-specific information of `esds`.
    pub specific: Bytes,
    /// Audio object type: 2 is AAC-LC, 5 and 29 are HE-AAC with explicit signalling.
    pub object_type: u8,
    /// Samples per second of the core coder.
    pub sample_rate: u32,
    /// Number of channels.
    pub channels: u8,
    /// Samples per frame at [`Self::sample_rate`].
    pub frame_samples: u32,
}

const RATES: [u32; 13] =
    [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350];

impl AacConfig {
    /// Reads a configuration.
    ///
    /// # Errors
    /// When it is cut short or names something that is not AAC.
    pub fn parse(specific: Bytes) -> Result<Self, ConfigError> {
        if specific.len() > 256 {
            return Err(ConfigError("it is too long"));
        }
        let mut bits = Bits::new(&specific);
        let object_type = object_type(&mut bits)?;
        let sample_rate = match bits.bits(4)? {
            15 => bits.bits(24)?,
            index => *RATES.get(index as usize).ok_or(ConfigError("its sample rate is reserved"))?,
        };
        if !(7_350..=192_000).contains(&sample_rate) {
            return Err(ConfigError("its sample rate is out of range"));
        }
        let channels = match bits.bits(4)? as u8 {
            // Described inside the stream: stereo is what such encoders send.
            0 => 2,
            channels @ 1..=6 => channels,
            7 | 12 | 14 => 8,
            11 => 7,
            _ => return Err(ConfigError("its channel layout is reserved")),
        };
        let core = match object_type {
            5 | 29 => {
                if bits.bits(4)? == 15 {
                    bits.bits(24)?;
                }
                self::object_type(&mut bits)?
            }
            other => other,
        };
        if !matches!(core, 1..=4) {
            return Err(ConfigError("it is not AAC main, LC, SSR or LTP"));
        }
        let frame_samples = if bits.bit()? { 960 } else { 1024 };
        Ok(Self { specific, object_type, sample_rate, channels, frame_samples })
    }

    /// RFC 6381 name, for example `mp4a.40.2`.
    pub fn codec(&self) -> String {
        format!("mp4a.40.{}", self.object_type)
    }
}

fn object_type(bits: &mut Bits) -> Result<u8, ConfigError> {
    Ok(match bits.bits(5)? {
        31 => 32 + bits.bits(6)? as u8,
        small => small as u8,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_configurations_are_understood() {
        let lc = AacConfig::parse(Bytes::from_static(&[0x12, 0x10])).ok();
        assert_eq!(lc.as_ref().map(|c| (c.sample_rate, c.channels, c.codec())), Some((44_100, 2, "mp4a.40.2".into())));
        let he = AacConfig::parse(Bytes::from_static(&[0x2b, 0x92, 0x08, 0x00])).ok();
        assert_eq!(he.map(|c| (c.sample_rate, c.object_type)), Some((22_050, 5)));
    }

    #[test]
    fn cut_and_reserved_configurations_are_refused() {
        for bad in [&[][..], &[0x12], &[0x17, 0x80], &[0x12, 0x78], &[0xff; 4]] {
            assert!(AacConfig::parse(Bytes::copy_from_slice(bad)).is_err(), "{bad:?}");
        }
    }
}
