//! The client at the other end of a socket: what it sends, what is written to it, and whether it still reads.

use crate::http::{Direct, LEAST_RATE};
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, close_code};
use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use services::chat::frames::Frame;
use services::chat::outlet::{Due, Sent, Wire};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, error::Elapsed, timeout};

/// A client that sends nothing, not even a pong, for this long is disconnected.
const SILENCE: Duration = Duration::from_secs(25);
/// A client that takes what is written more slowly than [`LEAST_RATE`], and this much longer, is disconnected.
const STALL: Duration = Duration::from_secs(8);
/// A write that takes this long has filled the buffers on the way, so that its end shows that the client reads.
const WAITED: Duration = Duration::from_secs(1);
/// Close code 1013, "try again later" (IANA WebSocket close code registry): a reader that was too slow.
pub const TRY_AGAIN: u16 = 1013;

/// Why a socket ends: the code and the sentence of its close frame.
pub struct End(pub u16, pub &'static str);

impl End {
    /// For what could not be read (RFC 6455, section 7.4.1).
    pub fn of_fault(error: &axum::Error) -> Self {
        let cause = std::error::Error::source(error).and_then(|cause| cause.downcast_ref::<tungstenite::Error>());
        match cause {
            Some(tungstenite::Error::Capacity(_)) => Self(close_code::SIZE, "A frame has 8192 bytes at most."),
            Some(tungstenite::Error::Utf8(_)) => Self(close_code::INVALID, "Text is UTF-8."),
            _ => Self(close_code::PROTOCOL, "This is no WebSocket frame."),
        }
    }
}

/// The client has gone, or wants to.
pub const GONE: End = End(close_code::NORMAL, "");

/// The socket of one client.
pub struct Client {
    socket: WebSocket,
    /// The connection below, unless bytes go through TLS. What it takes at once needs no buffer of the socket's own.
    direct: Option<Arc<Direct>>,
    /// When it last sent something, or took what it had let wait.
    heard: Instant,
}

impl Client {
    /// Nothing has been written since the answer that opened the socket.
    pub fn new(socket: WebSocket, direct: Option<Arc<Direct>>) -> Self {
        direct.iter().for_each(|direct| direct.share());
        Self { socket, direct, heard: Instant::now() }
    }

    /// What the client sends next; none at its end. Cancel-safe.
    pub async fn next(&mut self) -> Option<Result<Message, axum::Error>> {
        let received = self.socket.next().await;
        self.heard = Instant::now();
        received
    }

    /// Asks the client to show that it is there.
    ///
    /// # Errors
    /// When nothing was heard from it for too long.
    pub async fn ping(&mut self) -> Result<(), End> {
        if self.heard.elapsed() > SILENCE {
            return Err(End(TRY_AGAIN, "Nothing was heard from you. Come back with the last number you have seen."));
        }
        self.finish(0, async |socket| socket.send(Message::Ping(Bytes::new())).await).await
    }

    /// Writes a frame.
    pub async fn write(&mut self, frame: &Frame) -> Result<(), End> {
        match self.direct.as_ref().map_or(Sent::Nothing, |direct| direct.send(frame)) {
            Sent::All => Ok(()),
            Sent::Begun => self.finish(frame.wire().len(), async |socket| socket.flush().await).await,
            Sent::Nothing => self.finish(frame.wire().len(), async |socket| socket.send(message(frame)).await).await,
        }
    }

    /// Writes frames that the room could not, before one flush.
    pub async fn forward(&mut self, due: Due) -> Result<(), End> {
        let write = async |socket: &mut WebSocket| {
            for frame in &due.frames {
                socket.feed(message(frame)).await?;
            }
            socket.flush().await
        };
        self.finish(due.bytes, write).await
    }

    /// Tells the client why the socket ends, and waits for a moment until it has heard.
    pub async fn close(mut self, code: u16, reason: &'static str) {
        let close = Message::Close(Some(CloseFrame { code, reason: Utf8Bytes::from_static(reason) }));
        let goodbye = async {
            self.socket.send(close).await?;
            // Closing with unread data would reset the connection, and the client would not see the code.
            while let Some(Ok(_)) = self.socket.next().await {}
            Ok::<_, axum::Error>(())
        };
        let _ = timeout(Duration::from_secs(1), goodbye).await;
    }

    /// Writes so many bytes, in the time that the slowest client may take.
    async fn finish(
        &mut self,
        bytes: usize,
        write: impl AsyncFnOnce(&mut WebSocket) -> Result<(), axum::Error>,
    ) -> Result<(), End> {
        let begin = Instant::now();
        let limit = STALL + Duration::from_secs_f64(bytes as f64 / f64::from(LEAST_RATE));
        let written: Result<_, Elapsed> = timeout(limit, write(&mut self.socket)).await;
        match written {
            Ok(Ok(())) => {
                // While a write waits, answers to pings are not read; but a client that took its bytes is there.
                if begin.elapsed() > WAITED {
                    self.heard = Instant::now();
                }
                Ok(())
            }
            Ok(Err(_)) => Err(GONE),
            Err(_) => Err(End(TRY_AGAIN, "You read too slowly. Come back with the last number you have seen.")),
        }
    }
}

/// Frames are rendered JSON, so they are UTF-8; the check costs less than the copy to the kernel.
fn message(frame: &Frame) -> Message {
    Message::Text(Utf8Bytes::try_from(frame.text()).unwrap_or_default())
}
