//! Sample entries: a track's description for decoders (ISO/IEC 14496-12, 12.1.3 and 12.2.3; ISO/IEC 14496-15; the bindings of AV1
//! and Opus).

use super::boxes::{full, plain, zeros};
use crate::codec::{AudioConfig, VideoConfig};
use bytes::{BufMut, BytesMut};

/// Writes a video track's sample entry.
pub(super) fn video(out: &mut BytesMut, config: &VideoConfig) {
    let (entry, configuration, record) = match config {
        VideoConfig::Avc(avc) => (b"avc1", b"avcC", &avc.record),
        VideoConfig::Hevc(hevc) => (b"hvc1", b"hvcC", &hevc.record),
        VideoConfig::Av1(av1) => (b"av01", b"av1C", &av1.record),
    };
    let picture = config.picture();
    plain(out, entry, |out| {
        zeros(out, 6);
        out.put_u16(1);
        zeros(out, 16);
        out.put_u16(u16::try_from(picture.width).unwrap_or(u16::MAX));
        out.put_u16(u16::try_from(picture.height).unwrap_or(u16::MAX));
        out.put_u32(0x0048_0000);
        out.put_u32(0x0048_0000);
        out.put_u32(0);
        out.put_u16(1);
        zeros(out, 32);
        out.put_u16(24);
        out.put_u16(0xffff);
        plain(out, configuration, |out| out.put_slice(record));
        if picture.pixel_aspect != (1, 1) {
            plain(out, b"pasp", |out| {
                out.put_u32(u32::from(picture.pixel_aspect.0));
                out.put_u32(u32::from(picture.pixel_aspect.1));
            });
        }
    });
}

/// Writes an audio track's sample entry.
pub(super) fn audio(out: &mut BytesMut, config: &AudioConfig) {
    let entry = match config {
        AudioConfig::Aac(_) => b"mp4a",
        AudioConfig::Opus(_) => b"Opus",
    };
    plain(out, entry, |out| {
        zeros(out, 6);
        out.put_u16(1);
        zeros(out, 8);
        out.put_u16(u16::from(config.channels()));
        out.put_u16(16);
        zeros(out, 4);
        // 16.16 fixed point: rates beyond 65535 do not fit and are taken from the configuration.
        out.put_u32(u32::from(u16::try_from(config.sample_rate()).unwrap_or(0)) << 16);
        match config {
            AudioConfig::Aac(aac) => full(out, b"esds", 0, 0, |out| elementary_stream(out, &aac.specific)),
            AudioConfig::Opus(opus) => plain(out, b"dOps", |out| out.put_slice(&opus.specific)),
        }
    });
}

/// ES descriptor (ISO/IEC 14496-1, 7.2.6.5): object type 0x40 is MPEG-4 audio, stream type 5 audio.
fn elementary_stream(out: &mut BytesMut, specific: &[u8]) {
    let mut decoder = BytesMut::new();
    decoder.put_slice(&[0x40, 0x15]);
    zeros(&mut decoder, 11);
    descriptor(&mut decoder, 5, specific);
    let mut stream = BytesMut::new();
    zeros(&mut stream, 3);
    descriptor(&mut stream, 4, &decoder);
    descriptor(&mut stream, 6, &[2]);
    descriptor(out, 3, &stream);
}

/// A descriptor with its length in groups of seven bits.
fn descriptor(out: &mut BytesMut, tag: u8, content: &[u8]) {
    out.put_u8(tag);
    out.put_u8(0x80 | (content.len() >> 7 & 0x7f) as u8);
    out.put_u8((content.len() & 0x7f) as u8);
    out.put_slice(content);
}
