//! One publisher's session: handshake, connect, createStream, publish, media. Pure: bytes in, bytes and inputs out.

mod commands;
mod enhanced;

use std::collections::VecDeque;

use bytes::{Buf, BytesMut};

use super::amf::Value;
use super::chunk::{self, Raw, kind};
use super::command::{self, Command};
use super::handshake::Handshake;
use super::{CHUNK_SIZE, Error, MAX_COMMAND, MAX_MESSAGE, WINDOW, aggregate};
use crate::message::{Kind, Message};

/// What a session hands to its owner. It may hold a stream key, so it has no `Debug`.
pub enum Input {
    /// The encoder asks to publish: answer with [`RtmpSession::accept`] or [`RtmpSession::refuse`]. Read no more before.
    Publish {
        /// The stream name, which is the stream key.
        key: String,
    },
    /// A media message; only after [`RtmpSession::accept`].
    Media(Message),
    /// `FCUnpublish`: the encoder is about to finish. Often more follows.
    Finishing,
    /// `deleteStream` or `closeStream`: no media will follow.
    Finished,
    /// The session refused the encoder and wrote the reason: send it, drain, close. The text is for the log.
    Refused(&'static str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SessionState {
    Handshake,
    Connect,
    Connected,
    Asked,
    Publishing,
    Over,
}

/// The protocol state of one connection.
pub struct RtmpSession {
    state: SessionState,
    handshake: Handshake,
    /// The stream key, where the encoder gave it as part of the application's name.
    application_key: String,
    reader: chunk::Reader,
    output: BytesMut,
    out_chunk: usize,
    queue: VecDeque<Message>,
    /// Message stream of `publish`.
    stream: u32,
    /// The peer wants an acknowledgement each so many bytes.
    window: u32,
    received: u32,
    acknowledged: u32,
}

impl Default for RtmpSession {
    fn default() -> Self {
        Self {
            state: SessionState::Handshake,
            handshake: Handshake::default(),
            application_key: String::new(),
            reader: chunk::Reader::new(MAX_COMMAND),
            output: BytesMut::new(),
            out_chunk: 128,
            queue: VecDeque::new(),
            stream: 1,
            window: WINDOW,
            received: 0,
            acknowledged: 0,
        }
    }
}

impl RtmpSession {
    /// A session before the handshake.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether the handshake is complete.
    pub fn shaken(&self) -> bool {
        self.state != SessionState::Handshake
    }

    /// Bytes to send to the peer; the owner takes them out.
    pub fn output(&mut self) -> &mut BytesMut {
        &mut self.output
    }

    /// Takes what it can from `input`; the next thing to act on, or `None` when more bytes are needed.
    ///
    /// # Errors
    /// When the peer breaks the protocol or a limit; close the connection.
    pub fn next(&mut self, input: &mut BytesMut) -> Result<Option<Input>, Error> {
        if let Some(message) = self.queue.pop_front() {
            return Ok(Some(Input::Media(message)));
        }
        let before = input.len();
        let outcome = self.advance(input);
        self.received = self.received.wrapping_add((before - input.len()) as u32);
        if self.received.wrapping_sub(self.acknowledged) >= self.window {
            self.acknowledged = self.received;
            self.control(kind::ACKNOWLEDGEMENT, &self.received.to_be_bytes());
        }
        outcome
    }

    /// Lets the publisher in: media messages may be large now.
    pub fn accept(&mut self) {
        self.state = SessionState::Publishing;
        self.reader.set_max_message(MAX_MESSAGE);
        // User control 0 is StreamBegin (7.1.7).
        let mut begin = [0; 6];
        begin[2..].copy_from_slice(&self.stream.to_be_bytes());
        self.control(kind::USER_CONTROL, &begin);
        self.status("status", "NetStream.Publish.Start", "Publishing.");
    }

    /// Ends the session with an error that the encoder shows to its user: send the output, drain, close.
    pub fn refuse(&mut self, code: &str, description: &str) {
        self.status("error", code, description);
        self.state = SessionState::Over;
    }

    fn advance(&mut self, input: &mut BytesMut) -> Result<Option<Input>, Error> {
        match self.state {
            SessionState::Handshake => match self.handshake.advance(input, &mut self.output)? {
                true => self.state = SessionState::Connect,
                false => return Ok(None),
            },
            SessionState::Over => input.advance(input.len()),
            _ => {}
        }
        while let Some(raw) = self.reader.next(input)? {
            if let Some(input) = self.message(raw)? {
                return Ok(Some(input));
            }
        }
        Ok(None)
    }

    fn message(&mut self, raw: Raw) -> Result<Option<Input>, Error> {
        let Raw { kind, timestamp, mut payload, .. } = raw;
        let media = match kind {
            kind::AUDIO => Kind::Audio,
            kind::VIDEO => Kind::Video,
            kind::DATA_AMF0 => Kind::Data,
            kind::DATA_AMF3 => {
                payload.advance(usize::from(payload.first() == Some(&0)));
                Kind::Data
            }
            kind::AGGREGATE if self.state == SessionState::Publishing => {
                self.queue = aggregate::split(timestamp, payload).into();
                return Ok(self.queue.pop_front().map(Input::Media));
            }
            kind::COMMAND_AMF0 => return self.command(Command::decode(&payload)?),
            // An AMF3 command is an AMF0 one behind a zero byte (7.1.1), as far as encoders go.
            kind::COMMAND_AMF3 => return self.command(Command::decode(payload.get(1..).unwrap_or_default())?),
            kind::WINDOW_ACK_SIZE => {
                if let Some(window) = payload.first_chunk::<4>().map(|bytes| u32::from_be_bytes(*bytes)) {
                    self.window = window.clamp(1, WINDOW);
                }
                return Ok(None);
            }
            _ => return Ok(None),
        };
        if self.state != SessionState::Publishing {
            return match self.state {
                SessionState::Connected | SessionState::Over => Ok(None),
                _ => Err(Error::Sequence("media before publish")),
            };
        }
        if media == Kind::Data {
            const SET: &[u8] = b"\x02\x00\x0d@setDataFrame";
            const CLEAR: &[u8] = b"\x02\x00\x0f@clearDataFrame";
            if payload.starts_with(CLEAR) {
                return Ok(None);
            }
            payload.advance(if payload.starts_with(SET) { SET.len() } else { 0 });
        }
        // Empty messages are sent by some encoders to keep a connection alive.
        Ok((!payload.is_empty()).then_some(Input::Media(Message { kind: media, timestamp, payload })))
    }

    fn control(&mut self, kind: u8, payload: &[u8]) {
        chunk::write(&mut self.output, 2, kind, 0, payload, self.out_chunk);
    }

    fn reply(&mut self, stream: u32, name: &str, transaction: f64, arguments: &[Value]) {
        let payload = command::encode(name, transaction, arguments);
        chunk::write(&mut self.output, 3, kind::COMMAND_AMF0, stream, &payload, self.out_chunk);
    }

    fn status(&mut self, level: &str, code: &str, description: &str) {
        let information = command::information(level, code, description);
        self.reply(self.stream, "onStatus", 0.0, &[Value::Null, information]);
    }

    fn announce(&mut self) {
        self.control(kind::WINDOW_ACK_SIZE, &WINDOW.to_be_bytes());
        let [a, b, c, d] = WINDOW.to_be_bytes();
        self.control(kind::SET_PEER_BANDWIDTH, &[a, b, c, d, 2]);
        // ffmpeg takes the server's chunk size for its own sending, so a large one saves work on both sides.
        self.control(kind::SET_CHUNK_SIZE, &CHUNK_SIZE.to_be_bytes());
        self.out_chunk = CHUNK_SIZE as usize;
    }
}
