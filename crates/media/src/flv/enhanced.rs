//! What stands before the body of an Enhanced RTMP v2 tag, audio and video alike: extensions, the track, the codec.

use super::TagError;
use bytes::{Buf, Bytes};

/// Packet type `ModEx` of both kinds.
const MOD_EX: u8 = 7;
/// Multitrack type: one track in this message.
const ONE_TRACK: u8 = 0;

/// Steps over `ModEx` packets, which refine what follows: so far only its time, by less than the millisecond that is
/// counted here. The packet type behind them.
pub(super) fn skip_mod_ex(what: &'static str, mut packet: u8, body: &mut Bytes) -> Result<u8, TagError> {
    while packet == MOD_EX {
        let mut size = usize::from(take::<1>(what, body)?[0]) + 1;
        if size == 256 {
            size = usize::from(u16::from_be_bytes(take(what, body)?)) + 1;
        }
        if body.len() < size {
            return Err(TagError::Truncated(what));
        }
        body.advance(size);
        // The kind of extension in the high half.
        packet = take::<1>(what, body)?[0] & 0x0f;
    }
    Ok(packet)
}

/// Reads the track and the codec's FourCC; packet type `multitrack` says that there is a track to read.
pub(super) fn track(
    what: &'static str,
    multitrack: u8,
    packet: u8,
    body: &mut Bytes,
) -> Result<(u8, [u8; 4]), TagError> {
    if packet != multitrack {
        return Ok((packet, take(what, body)?));
    }
    let [layout, codec @ .., track] = take::<6>(what, body)?;
    // The first track is the one to show, where the encoder has a choice.
    if layout >> 4 != ONE_TRACK || track != 0 {
        return Err(TagError::Multitrack(what));
    }
    Ok((layout & 0x0f, codec))
}

/// Takes bytes off the front.
pub(super) fn take<const N: usize>(what: &'static str, body: &mut Bytes) -> Result<[u8; N], TagError> {
    let taken = *body.first_chunk().ok_or(TagError::Truncated(what))?;
    body.advance(N);
    Ok(taken)
}

/// The common name of a codec that is not carried.
pub(super) fn codec_name(code: [u8; 4]) -> String {
    match &code {
        b"vp08" => "VP8".into(),
        b"vp09" => "VP9".into(),
        b"vvc1" => "VVC".into(),
        b"fLaC" => "FLAC".into(),
        b".mp3" => "MP3".into(),
        b"ac-3" => "AC-3".into(),
        b"ec-3" => "E-AC-3".into(),
        other => format!("\"{}\"", other.escape_ascii()),
    }
}
