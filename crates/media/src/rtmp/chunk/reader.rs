//! Puts messages together from chunks that come in any split and interleaving.

use bytes::{Buf, BufMut, Bytes, BytesMut};

use super::{Raw, kind};
use crate::rtmp::{Error, MAX_COMMAND};

/// Most chunk streams one connection may use; encoders use four to six.
const MAX_CHUNK_STREAMS: usize = 32;
/// A timestamp field that says "the real one follows in four bytes".
const EXTENDED: u32 = 0x00ff_ffff;

/// Reads chunks. Payload bytes are copied once, into a buffer made for their message.
#[derive(Debug)]
pub struct Reader {
    chunk_size: u32,
    max_message: u32,
    streams: Vec<ChunkStream>,
    /// Chunk being read: index of its stream and bytes still to come.
    current: Option<(usize, u32)>,
    /// Sum of the announced lengths of unfinished messages.
    pending: u32,
}

#[derive(Debug)]
struct ChunkStream {
    id: u32,
    timestamp: u32,
    /// What a type-3 chunk that begins a message adds; after type 0 it is that chunk's own timestamp (5.3.1.2.4).
    delta: u32,
    /// The four extended bytes of the last header that had them.
    extended: Option<u32>,
    absolute: bool,
    length: u32,
    kind: u8,
    stream: u32,
    partial: Option<BytesMut>,
}

impl Reader {
    /// A reader at the protocol's first chunk size, 128, taking media messages up to `max_message` bytes.
    pub fn new(max_message: u32) -> Self {
        Self { chunk_size: 128, max_message, streams: Vec::new(), current: None, pending: 0 }
    }

    /// Changes the limit for media messages, in bytes.
    pub fn set_max_message(&mut self, bytes: u32) {
        self.max_message = bytes;
    }

    /// Takes what it can from `input`; the next whole message, or `None` when more bytes are needed.
    /// "Set Chunk Size" and "Abort" are obeyed here and not handed out.
    ///
    /// # Errors
    /// [`Error::Chunk`] and [`Error::Limit`]; the reader is of no use afterwards.
    pub fn next(&mut self, input: &mut BytesMut) -> Result<Option<Raw>, Error> {
        loop {
            let (index, left) = match self.current {
                Some(current) => current,
                None => match self.header(input)? {
                    Some(index) => (index, self.begin_chunk(index)?),
                    None => return Ok(None),
                },
            };
            let take = (left as usize).min(input.len());
            let Some(state) = self.streams.get_mut(index) else { return Err(Error::Chunk("no stream")) };
            if let Some(partial) = &mut state.partial {
                partial.put_slice(&input[..take]);
            }
            input.advance(take);
            let left = left - take as u32;
            if left > 0 {
                self.current = Some((index, left));
                return Ok(None);
            }
            self.current = None;
            let whole = state.partial.as_ref().is_some_and(|partial| partial.len() >= state.length as usize);
            let Some(payload) = state.partial.take_if(|_| whole) else { continue };
            self.pending = self.pending.saturating_sub(state.length);
            let message =
                Raw { kind: state.kind, timestamp: state.timestamp, stream: state.stream, payload: payload.freeze() };
            match message.kind {
                kind::SET_CHUNK_SIZE => self.set_chunk_size(&message.payload)?,
                kind::ABORT => self.abort(&message.payload)?,
                _ => return Ok(Some(message)),
            }
        }
    }

    /// Reads one chunk header (5.3.1) if it is there in full; the index of its chunk stream.
    fn header(&mut self, input: &mut BytesMut) -> Result<Option<usize>, Error> {
        let mut peek = &input[..];
        let Some(first) = get(&mut peek, 1) else { return Ok(None) };
        let format = first >> 6;
        let id = match first & 0x3f {
            0 => get(&mut peek, 1).map(|id| id + 64),
            1 => get(&mut peek, 2).map(|id| id.swap_bytes() >> 16).map(|id| id + 64),
            id => Some(id),
        };
        let Some(id) = id else { return Ok(None) };
        let needed = [11, 7, 3, 0][(format & 3) as usize];
        if peek.len() < needed {
            return Ok(None);
        }
        let index = self.streams.iter().position(|state| state.id == id);
        let old = index.and_then(|index| self.streams.get(index));
        // librtmp begins a chunk stream with type 1: its delta then counts from zero, on message stream zero.
        if old.is_none() && format > 1 {
            return Err(Error::Chunk("a chunk stream begins without a message length"));
        }
        let continues = old.is_some_and(|state| state.partial.is_some());
        if continues && format != 3 {
            return Err(Error::Chunk("a message begins inside another on the same chunk stream"));
        }
        let (mut length, mut kind, mut stream) = old.map_or((0, 0, 0), |old| (old.length, old.kind, old.stream));
        let mut field = if format < 3 { get(&mut peek, 3).unwrap_or(0) } else { 0 };
        if format < 2 {
            length = get(&mut peek, 3).unwrap_or(0);
            kind = get(&mut peek, 1).unwrap_or(0) as u8;
        }
        if format == 0 {
            stream = get(&mut peek, 4).unwrap_or(0).swap_bytes();
        }
        let had_extended = old.and_then(|old| old.extended);
        let mut extended = None;
        if format < 3 && field == EXTENDED {
            let Some(value) = get(&mut peek, 4) else { return Ok(None) };
            (field, extended) = (value, Some(value));
        } else if let (3, Some(last)) = (format, had_extended) {
            // Type 3 repeats the extended bytes, but some encoders leave them out of a message's later chunks.
            let Some(&value) = peek.first_chunk::<4>() else { return Ok(None) };
            let value = u32::from_be_bytes(value);
            extended = Some(last);
            if !continues || value == last {
                peek.advance(4);
            }
            if !continues {
                (field, extended) = (value, Some(value));
            }
        }
        let used = input.len() - peek.len();
        input.advance(used);
        let index = match index {
            Some(index) => index,
            None if self.streams.len() >= MAX_CHUNK_STREAMS => return Err(Error::Limit("more than 32 chunk streams")),
            None => {
                self.streams.push(ChunkStream::new(id));
                self.streams.len() - 1
            }
        };
        let Some(state) = self.streams.get_mut(index) else { return Err(Error::Chunk("no stream")) };
        if continues {
            return Ok(Some(index));
        }
        match format {
            0 => (state.timestamp, state.delta, state.absolute) = (field, field, true),
            // A delta of 4.6 hours right after an absolute time is that absolute time once more.
            3 if extended.is_some() && state.absolute => state.timestamp = field,
            3 => state.timestamp = state.timestamp.wrapping_add(if extended.is_some() { field } else { state.delta }),
            _ => {
                state.timestamp = state.timestamp.wrapping_add(field);
                (state.delta, state.absolute) = (field, false);
            }
        }
        (state.extended, state.length, state.kind, state.stream) = (extended, length, kind, stream);
        Ok(Some(index))
    }

    /// Makes the buffer of a message that begins, within limits; bytes of payload in this chunk.
    fn begin_chunk(&mut self, index: usize) -> Result<u32, Error> {
        let Some(state) = self.streams.get_mut(index) else { return Err(Error::Chunk("no stream")) };
        let have = match &state.partial {
            Some(partial) => partial.len() as u32,
            None => {
                let media = matches!(state.kind, kind::AUDIO | kind::VIDEO | kind::AGGREGATE);
                let limit = if media { self.max_message } else { self.max_message.min(MAX_COMMAND) };
                if state.length > limit {
                    return Err(Error::Limit("message too long"));
                }
                self.pending += state.length;
                if self.pending > self.max_message.saturating_mul(2) {
                    return Err(Error::Limit("too many unfinished messages"));
                }
                state.partial = Some(BytesMut::with_capacity(state.length as usize));
                0
            }
        };
        Ok(state.length.saturating_sub(have).min(self.chunk_size))
    }

    fn set_chunk_size(&mut self, payload: &Bytes) -> Result<(), Error> {
        match payload.first_chunk::<4>().map(|bytes| u32::from_be_bytes(*bytes)) {
            // The first bit is zero (5.4.1). Up to there any size goes: a chunk never holds more than what its message lacks.
            Some(size @ 1..=0x7fff_ffff) => {
                self.chunk_size = size;
                Ok(())
            }
            _ => Err(Error::Chunk("bad chunk size")),
        }
    }

    fn abort(&mut self, payload: &Bytes) -> Result<(), Error> {
        let Some(id) = payload.first_chunk::<4>().map(|bytes| u32::from_be_bytes(*bytes)) else {
            return Err(Error::Chunk("bad abort"));
        };
        if let Some(state) = self.streams.iter_mut().find(|state| state.id == id)
            && state.partial.take().is_some()
        {
            self.pending = self.pending.saturating_sub(state.length);
        }
        Ok(())
    }
}

impl ChunkStream {
    fn new(id: u32) -> Self {
        Self {
            id,
            timestamp: 0,
            delta: 0,
            extended: None,
            absolute: false,
            length: 0,
            kind: 0,
            stream: 0,
            partial: None,
        }
    }
}

/// Takes a big-endian number of `bytes` bytes from the front of `peek`.
fn get(peek: &mut &[u8], bytes: usize) -> Option<u32> {
    let (head, rest) = peek.split_at_checked(bytes)?;
    *peek = rest;
    Some(head.iter().fold(0, |number, &byte| number << 8 | u32::from(byte)))
}
