//! Opus identification header (RFC 7845, 5.1) and the length of packets (RFC 6716, 3.1 and 3.2).

use super::ConfigError;
use bytes::{Buf, BufMut, Bytes, BytesMut};

/// A checked configuration of an Opus track.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpusConfig {
    /// The body of the `dOps` box (Encapsulation of Opus in ISO Base Media File Format, 4.3.2).
    pub specific: Bytes,
    /// Number of channels.
    pub channels: u8,
    /// Samples at 48 kHz that a decoder discards at the beginning of the stream.
    pub pre_skip: u16,
}

impl OpusConfig {
    /// Samples per second of every Opus track, whatever the encoder was fed.
    pub const SAMPLE_RATE: u32 = 48_000;

    /// Reads an identification header.
    ///
    /// # Errors
    /// When it is cut short, is of another version, or names no possible channel layout.
    pub fn parse(mut header: Bytes) -> Result<Self, ConfigError> {
        const SHORT: ConfigError = ConfigError("it is cut short");
        if header.len() > 8 + 11 + 2 + 255 {
            return Err(ConfigError("it is too long"));
        }
        if !header.starts_with(b"OpusHead") {
            return Err(ConfigError("it is no identification header"));
        }
        header.advance(8);
        let &[version, channels, p0, p1, r0, r1, r2, r3, g0, g1, family] = header.first_chunk().ok_or(SHORT)?;
        if version >> 4 != 0 {
            return Err(ConfigError("its version is not 1"));
        }
        if channels == 0 || family == 0 && channels > 2 {
            return Err(ConfigError("its channel layout is impossible"));
        }
        header.advance(11);
        // The same fields as in the header, but these are big-endian.
        let mut specific = BytesMut::with_capacity(16);
        specific.put_slice(&[0, channels, p1, p0, r3, r2, r1, r0, g1, g0, family]);
        if family != 0 {
            // Streams, coupled streams, and where each channel comes from.
            specific.put_slice(header.get(..2 + usize::from(channels)).ok_or(SHORT)?);
        }
        Ok(Self { specific: specific.freeze(), channels, pre_skip: u16::from_le_bytes([p0, p1]) })
    }

    /// RFC 6381 name: `Opus`, the name of the sample entry.
    pub fn codec(&self) -> String {
        "Opus".into()
    }

    /// Length of a packet in samples at 48 kHz, from its table-of-contents byte.
    ///
    /// # Errors
    /// When it is empty, or longer than the 120 ms that Opus allows.
    pub fn packet_samples(&self, packet: &[u8]) -> Result<u32, ConfigError> {
        let &contents = packet.first().ok_or(ConfigError("it is empty"))?;
        let configuration = contents >> 3;
        let frame = match configuration {
            // SILK: 10, 20, 40 or 60 ms.
            0..=11 => [480, 960, 1920, 2880][usize::from(configuration & 3)],
            // Hybrid: 10 or 20 ms.
            12..=15 => 480 << (configuration & 1),
            // CELT: 2.5, 5, 10 or 20 ms.
            _ => 120 << (configuration & 3),
        };
        let frames = match contents & 3 {
            0 => 1,
            1 | 2 => 2,
            _ => u32::from(packet.get(1).ok_or(ConfigError("it is cut short"))? & 0x3f),
        };
        match frame * frames {
            samples @ 1..=5760 => Ok(samples),
            _ => Err(ConfigError("its length is none that Opus has")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEREO: &[u8] = b"OpusHead\x01\x02\x38\x01\x80\xbb\x00\x00\x00\x00\x00";

    #[test]
    fn the_header_becomes_big_endian() {
        let config = OpusConfig::parse(Bytes::from_static(STEREO));
        assert_eq!(config.as_ref().map(|config| (config.channels, config.pre_skip)), Ok((2, 312)));
        let specific = config.map(|config| config.specific);
        assert_eq!(specific.as_deref(), Ok(&[0, 2, 1, 0x38, 0, 0, 0xbb, 0x80, 0, 0, 0][..]));
    }

    #[test]
    fn surround_needs_its_mapping() {
        let mut header = STEREO.to_vec();
        (header[9], header[18]) = (6, 1);
        assert!(OpusConfig::parse(header.clone().into()).is_err());
        header.extend([4, 2, 0, 4, 1, 2, 3, 5]);
        let config = OpusConfig::parse(header.into());
        assert_eq!(config.map(|config| config.specific.len()), Ok(19));
    }

    #[test]
    fn cut_and_strange_headers_are_refused() {
        for end in 0..STEREO.len() {
            assert!(OpusConfig::parse(Bytes::from_static(&STEREO[..end])).is_err(), "{end}");
        }
        for (at, byte) in [(8, 0x10), (9, 0), (9, 3)] {
            let mut header = STEREO.to_vec();
            header[at] = byte;
            assert!(OpusConfig::parse(header.into()).is_err(), "{at}");
        }
    }

    #[test]
    fn packets_tell_their_length() {
        let Ok(config) = OpusConfig::parse(Bytes::from_static(STEREO)) else { panic!("it is right") };
        // Configuration, frames, samples: the table of RFC 6716, 3.1.
        for (configuration, code, samples) in
            [(0, 0, 480), (3, 0, 2880), (11, 1, 5760), (12, 0, 480), (15, 2, 1920), (16, 0, 120), (31, 0, 960)]
        {
            assert_eq!(config.packet_samples(&[configuration << 3 | code]), Ok(samples), "{configuration}");
        }
        assert_eq!(config.packet_samples(&[31 << 3 | 3, 3]), Ok(2880));
        for bad in [&[][..], &[3], &[3, 0], &[31 << 3 | 3, 7], &[11 << 3 | 3, 3]] {
            assert!(config.packet_samples(bad).is_err(), "{bad:?}");
        }
    }
}
