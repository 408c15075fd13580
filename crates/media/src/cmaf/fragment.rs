//! One CMAF chunk: `moof` with a run per track, and the `mdat` they point into.

use super::boxes::{full, plain};
use super::{AUDIO_TRACK, VIDEO_TRACK};
use bytes::{BufMut, Bytes, BytesMut};

/// A coded frame ready to be written.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Decoding time in the track's timescale.
    pub time: u64,
    /// Length in the track's timescale.
    pub duration: u32,
    /// Presentation minus decoding time in the track's timescale.
    pub composition: i32,
    /// A decoder can start here.
    pub key: bool,
    /// The coded frame's bytes.
    pub data: Bytes,
}

/// What goes into one chunk; either run may be empty, not both.
#[derive(Clone, Copy, Debug)]
pub struct Fragment<'a> {
    /// Rises with each chunk of a stream.
    pub sequence: u32,
    /// Video samples in decoding order.
    pub video: &'a [Sample],
    /// Audio samples in order; no gaps between them.
    pub audio: &'a [Sample],
}

const DEFAULT_BASE_IS_MOOF: u32 = 0x02_0000;
const DATA_OFFSET: u32 = 0x001;
const DURATION: u32 = 0x100;
const SIZE: u32 = 0x200;
const FLAGS: u32 = 0x400;
const COMPOSITION: u32 = 0x800;
/// Depends on no other sample.
const SYNC: u32 = 0x0200_0000;
/// Depends on others, is no sync sample.
const NON_SYNC: u32 = 0x0101_0000;

/// Writes a chunk. Runs carry signed composition offsets (`trun` version 1, ISO/IEC 14496-12, 8.8.8).
pub fn fragment(chunk: &Fragment) -> Bytes {
    let payload: usize = chunk.video.iter().chain(chunk.audio).map(|sample| sample.data.len()).sum();
    let video_bytes: usize = chunk.video.iter().map(|sample| sample.data.len()).sum();
    let mut out = BytesMut::with_capacity(payload + 256 + chunk.video.len() * 16 + chunk.audio.len() * 8);
    let mut offsets = Vec::with_capacity(2);
    plain(&mut out, b"moof", |out| {
        full(out, b"mfhd", 0, 0, |out| out.put_u32(chunk.sequence));
        if let Some(first) = chunk.video.first() {
            track(out, VIDEO_TRACK, first.time, |out| {
                full(out, b"trun", 1, DATA_OFFSET | DURATION | SIZE | FLAGS | COMPOSITION, |out| {
                    out.put_u32(chunk.video.len() as u32);
                    offsets.push((out.len(), 0));
                    out.put_i32(0);
                    for sample in chunk.video {
                        out.put_u32(sample.duration);
                        out.put_u32(sample.data.len() as u32);
                        out.put_u32(if sample.key { SYNC } else { NON_SYNC });
                        out.put_i32(sample.composition);
                    }
                });
            });
        }
        if let Some(first) = chunk.audio.first() {
            track(out, AUDIO_TRACK, first.time, |out| {
                full(out, b"trun", 1, DATA_OFFSET | DURATION | SIZE | FLAGS, |out| {
                    out.put_u32(chunk.audio.len() as u32);
                    offsets.push((out.len(), video_bytes));
                    out.put_i32(0);
                    for sample in chunk.audio {
                        out.put_u32(sample.duration);
                        out.put_u32(sample.data.len() as u32);
                        out.put_u32(SYNC);
                    }
                });
            });
        }
    });
    let data_start = out.len() + 8;
    for (field, before) in offsets {
        let offset = i32::try_from(data_start + before).unwrap_or(i32::MAX);
        if let Some(field) = out.get_mut(field..field + 4) {
            field.copy_from_slice(&offset.to_be_bytes());
        }
    }
    plain(&mut out, b"mdat", |out| {
        for sample in chunk.video.iter().chain(chunk.audio) {
            out.put_slice(&sample.data);
        }
    });
    out.freeze()
}

fn track(out: &mut BytesMut, id: u32, time: u64, run: impl FnOnce(&mut BytesMut)) {
    plain(out, b"traf", |out| {
        full(out, b"tfhd", 0, DEFAULT_BASE_IS_MOOF, |out| out.put_u32(id));
        full(out, b"tfdt", 1, 0, |out| out.put_u64(time));
        run(out);
    });
}
