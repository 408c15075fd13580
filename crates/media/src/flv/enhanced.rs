//! What stands before the body of an Enhanced RTMP v2 tag, audio and video alike: extensions, the track, the codec.

use super::TagError;
use bytes::{Buf, Bytes};

/// Packet type `ModEx` of both kinds.
const MOD_EX: u8 = 7;
/// Multitrack types: one track in this message, and many with a codec each; between them, many of one codec.
const ONE_TRACK: u8 = 0;
const MANY_CODECS: u8 = 2;

/// Steps over `ModEx` packets, which refine what follows: so far only its time, by less than the millisecond that is
/// counted here. The packet type behind them.
fn skip_mod_ex(what: &'static str, mut packet: u8, body: &mut Bytes) -> Result<u8, TagError> {
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

/// The tracks of one message.
pub(super) struct Tracks {
    /// Packet type and codec's FourCC of the first track, which has the number 0; `None` when it is not in the message.
    pub first: Option<(u8, [u8; 4])>,
    /// Bytes of the message that belong to further tracks, their heads included.
    pub further: usize,
}

/// Reads the head of a tag from its first packet type on and narrows `body` down to the first track; packet type `multitrack`
/// says that tracks have numbers. The first is the one to show, where the encoder has a choice.
pub(super) fn tracks(what: &'static str, multitrack: u8, packet: u8, body: &mut Bytes) -> Result<Tracks, TagError> {
    let packet = skip_mod_ex(what, packet, body)?;
    if packet != multitrack {
        return Ok(Tracks { first: Some((packet, take(what, body)?)), further: 0 });
    }
    let [head] = take(what, body)?;
    let (layout, packet) = (head >> 4, head & 0x0f);
    let common = if layout == MANY_CODECS { None } else { Some(take(what, body)?) };
    let mut rest = std::mem::take(body);
    let mut tracks = Tracks { first: None, further: 0 };
    loop {
        let before = rest.len();
        let codec = match common {
            Some(codec) => codec,
            None => take(what, &mut rest)?,
        };
        let [number] = take(what, &mut rest)?;
        let size = if layout == ONE_TRACK {
            rest.len()
        } else {
            let [a, b, c] = take(what, &mut rest)?;
            u32::from_be_bytes([0, a, b, c]) as usize
        };
        if size > rest.len() {
            return Err(TagError::Truncated(what));
        }
        let data = rest.split_to(size);
        if number == 0 && tracks.first.is_none() {
            tracks.first = Some((packet, codec));
            *body = data;
        } else {
            tracks.further += before - rest.len();
        }
        if rest.is_empty() {
            return Ok(tracks);
        }
    }
}

/// Bytes of further tracks in a tag, from its first packet type on; none in one that is cut short.
pub(super) fn further(what: &'static str, multitrack: u8, packet: u8, mut body: Bytes) -> usize {
    tracks(what, multitrack, packet, &mut body).map_or(0, |tracks| tracks.further)
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
