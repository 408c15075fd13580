//! The initialisation segment: `ftyp` and a `moov` without samples.

use super::boxes::{full, plain, zeros};
use super::{AUDIO_TRACK, VIDEO_TIMESCALE, VIDEO_TRACK, entry};
use crate::codec::{AudioConfig, VideoConfig};
use bytes::{BufMut, Bytes, BytesMut};

/// Writes the initialisation of a stream with these tracks; at least one is to be given.
pub fn init(video: Option<&VideoConfig>, audio: Option<&AudioConfig>) -> Bytes {
    let mut out = BytesMut::with_capacity(1400);
    plain(&mut out, b"ftyp", |out| {
        out.put_slice(b"iso6");
        out.put_u32(0);
        out.put_slice(b"iso6cmfcmp41");
        if matches!(video, Some(VideoConfig::Av1(_))) {
            // Demanded by the AV1 binding, 2.1.
            out.put_slice(b"av01");
        }
    });
    plain(&mut out, b"moov", |out| {
        full(out, b"mvhd", 0, 0, |out| {
            zeros(out, 8);
            out.put_u32(1000);
            out.put_u32(0);
            out.put_u32(0x0001_0000);
            out.put_u16(0x0100);
            zeros(out, 10);
            matrix(out);
            zeros(out, 24);
            out.put_u32(AUDIO_TRACK + 1);
        });
        if let Some(video) = video {
            video_track(out, video);
        }
        if let Some(audio) = audio {
            audio_track(out, audio);
        }
        plain(out, b"mvex", |out| {
            for track in [video.map(|_| VIDEO_TRACK), audio.map(|_| AUDIO_TRACK)].into_iter().flatten() {
                full(out, b"trex", 0, 0, |out| {
                    out.put_u32(track);
                    out.put_u32(1);
                    zeros(out, 12);
                });
            }
        });
    });
    out.freeze()
}

fn matrix(out: &mut BytesMut) {
    for value in [0x0001_0000, 0, 0, 0, 0x0001_0000, 0, 0, 0, 0x4000_0000] {
        out.put_u32(value);
    }
}

/// What differs between the two kinds of track.
struct Track<'a> {
    id: u32,
    timescale: u32,
    handler: &'static [u8; 4],
    name: &'static [u8],
    /// Shown width and height in pixels.
    size: (u32, u32),
    media_header: &'a dyn Fn(&mut BytesMut),
    sample_entry: &'a dyn Fn(&mut BytesMut),
}

fn video_track(out: &mut BytesMut, config: &VideoConfig) {
    let picture = config.picture();
    let track = Track {
        id: VIDEO_TRACK,
        timescale: VIDEO_TIMESCALE,
        handler: b"vide",
        name: b"Video\0",
        size: (picture.shown_width(), picture.height),
        media_header: &|out| full(out, b"vmhd", 0, 1, |out| zeros(out, 8)),
        sample_entry: &|out| entry::video(out, config),
    };
    write_track(out, &track);
}

fn audio_track(out: &mut BytesMut, config: &AudioConfig) {
    let track = Track {
        id: AUDIO_TRACK,
        timescale: config.sample_rate(),
        handler: b"soun",
        name: b"Audio\0",
        size: (0, 0),
        media_header: &|out| full(out, b"smhd", 0, 0, |out| zeros(out, 4)),
        sample_entry: &|out| entry::audio(out, config),
    };
    write_track(out, &track);
}

fn write_track(out: &mut BytesMut, track: &Track) {
    plain(out, b"trak", |out| {
        full(out, b"tkhd", 0, 3, |out| {
            zeros(out, 8);
            out.put_u32(track.id);
            zeros(out, 8 + 8);
            zeros(out, 4);
            out.put_u16(if track.handler == b"soun" { 0x0100 } else { 0 });
            zeros(out, 2);
            matrix(out);
            out.put_u32(track.size.0 << 16);
            out.put_u32(track.size.1 << 16);
        });
        plain(out, b"mdia", |out| {
            full(out, b"mdhd", 0, 0, |out| {
                zeros(out, 8);
                out.put_u32(track.timescale);
                out.put_u32(0);
                // "und" in three five-bit letters.
                out.put_u16(0x55c4);
                out.put_u16(0);
            });
            full(out, b"hdlr", 0, 0, |out| {
                zeros(out, 4);
                out.put_slice(track.handler);
                zeros(out, 12);
                out.put_slice(track.name);
            });
            plain(out, b"minf", |out| {
                (track.media_header)(out);
                plain(out, b"dinf", |out| {
                    full(out, b"dref", 0, 0, |out| {
                        out.put_u32(1);
                        full(out, b"url ", 0, 1, |_| {});
                    });
                });
                plain(out, b"stbl", |out| {
                    full(out, b"stsd", 0, 0, |out| {
                        out.put_u32(1);
                        (track.sample_entry)(out);
                    });
                    for kind in [b"stts", b"stsc", b"stco"] {
                        full(out, kind, 0, 0, |out| out.put_u32(0));
                    }
                    full(out, b"stsz", 0, 0, |out| zeros(out, 8));
                });
            });
        });
    });
}
