//! A client of `GET /ws`: one JSON object per frame out, arrays of events in.

use std::collections::VecDeque;
use std::fmt::Debug;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::{Instant, timeout, timeout_at};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::certificate::Certificate;
use crate::network::connect_from;
use crate::{PATIENCE, http2};

/// Size of the kernel's receive buffer in bytes; small, so that the server soon notices a client that doesn't read.
const RECEIVE_BUFFER: u32 = 64 * 1024;

/// An open socket. Skipped events are lost.
#[derive(Debug)]
pub struct Socket {
    stream: WebSocketStream<Box<dyn Wire>>,
    waiting: VecDeque<Value>,
}

/// The transport of a socket: TCP or TLS.
trait Wire: AsyncRead + AsyncWrite + Debug + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Debug + Send + Unpin> Wire for T {}

/// The connection is over: the code of its close frame, none if it ended without one.
pub type Closed = Option<u16>;

impl Socket {
    /// Opens a socket, as a browser does from a page of `origin`; returns the status if the server refuses.
    ///
    /// # Panics
    /// When there is no server.
    pub async fn open(address: SocketAddr, origin: Option<&str>, cookie: Option<&str>) -> Result<Self, u16> {
        let connecting = connect(Ipv4Addr::UNSPECIFIED.into(), address);
        Self::finish(Self::shake_hands(connecting, format!("ws://{address}/ws"), origin, cookie)).await
    }

    /// Opens a socket as a program does that has this cookie, or none, from this address of the machine, at a server that may refuse it.
    ///
    /// # Errors
    /// When it does not open in time, with the reason.
    pub async fn try_open(from: IpAddr, address: SocketAddr, cookie: Option<&str>) -> io::Result<Self> {
        let opening = Self::shake_hands(connect(from, address), format!("ws://{address}/ws"), None, cookie);
        let opened = timeout(PATIENCE, opening).await.map_err(io::Error::other)?;
        Ok(Self { stream: opened.map_err(io::Error::other)?, waiting: VecDeque::new() })
    }

    /// Opens a socket as a program that signs in with a bearer token; returns the status if the server refuses.
    ///
    /// # Panics
    /// When there is no server.
    pub async fn open_with_token(address: SocketAddr, token: &str) -> Result<Self, u16> {
        let connecting = connect(Ipv4Addr::UNSPECIFIED.into(), address);
        let authorization = format!("Bearer {token}");
        let headers = [("authorization", Some(authorization.as_str()))];
        Self::finish(Self::shake_hands_with(connecting, format!("ws://{address}/ws"), &headers)).await
    }

    /// As [`Socket::open`], over TLS.
    pub async fn open_secure(
        address: SocketAddr,
        certificate: &Certificate,
        origin: Option<&str>,
        cookie: Option<&str>,
    ) -> Result<Self, u16> {
        let connecting = async { Ok(Box::new(http2::tls(address, certificate, &["http/1.1"]).await) as Box<dyn Wire>) };
        Self::finish(Self::shake_hands(connecting, format!("wss://{address}/ws"), origin, cookie)).await
    }

    async fn finish(opening: impl Future<Output = Result<WebSocketStream<Box<dyn Wire>>, Error>>) -> Result<Self, u16> {
        match timeout(PATIENCE, opening).await {
            Ok(Ok(stream)) => Ok(Self { stream, waiting: VecDeque::new() }),
            Ok(Err(Error::Http(answer))) => Err(answer.status().as_u16()),
            Ok(Err(error)) => panic!("no socket: {error}"),
            Err(_) => panic!("no socket within {PATIENCE:?}"),
        }
    }

    async fn shake_hands(
        connecting: impl Future<Output = Result<Box<dyn Wire>, Error>>,
        url: String,
        origin: Option<&str>,
        cookie: Option<&str>,
    ) -> Result<WebSocketStream<Box<dyn Wire>>, Error> {
        Self::shake_hands_with(connecting, url, &[("origin", origin), ("cookie", cookie)]).await
    }

    async fn shake_hands_with(
        connecting: impl Future<Output = Result<Box<dyn Wire>, Error>>,
        url: String,
        headers: &[(&'static str, Option<&str>)],
    ) -> Result<WebSocketStream<Box<dyn Wire>>, Error> {
        let mut request = url.into_client_request()?;
        for (name, value) in headers {
            if let Some(value) = value.and_then(|value| HeaderValue::from_str(value).ok()) {
                request.headers_mut().insert(*name, value);
            }
        }
        Ok(client_async(request, connecting.await?).await?.0)
    }

    /// Sends one frame. Errors show up at the next read.
    pub async fn send(&mut self, frame: Value) {
        self.send_text(frame.to_string()).await;
    }

    /// Sends text as it is.
    pub async fn send_text(&mut self, text: String) {
        let _ = self.stream.send(Message::text(text)).await;
    }

    /// Sends bytes as a binary frame.
    pub async fn send_binary(&mut self, bytes: Vec<u8>) {
        let _ = self.stream.send(Message::binary(bytes)).await;
    }

    /// The next event, or how the connection ended.
    ///
    /// # Panics
    /// When nothing comes, and when a frame is not an array of events.
    pub async fn next(&mut self) -> Result<Value, Closed> {
        // The server's pings don't count as events.
        match timeout(PATIENCE, self.read()).await {
            Ok(read) => read,
            Err(_) => panic!("nothing came within {PATIENCE:?}"),
        }
    }

    async fn read(&mut self) -> Result<Value, Closed> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Ok(event);
            }
            match self.stream.next().await {
                Some(Ok(Message::Text(text))) => match serde_json::from_str::<Value>(&text) {
                    Ok(Value::Array(events)) if !events.is_empty() => self.waiting.extend(events),
                    _ => panic!("this frame is no array of events: {text}"),
                },
                Some(Ok(Message::Close(frame))) => return Err(frame.map(|frame| frame.code.into())),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(None),
            }
        }
    }

    /// The next event of this type; those before it are skipped.
    ///
    /// # Panics
    /// As [`Socket::find`].
    pub async fn event(&mut self, kind: &str) -> Value {
        self.find(kind, |event| (event["type"] == kind).then(|| event.clone())).await
    }

    /// Reads on until `pick` answers for an event; it sees every event before, too.
    ///
    /// # Panics
    /// When the connection ends or time runs out before, with `what` was waited for and the last event.
    pub async fn find<T>(&mut self, what: &str, mut pick: impl FnMut(&Value) -> Option<T>) -> T {
        let (deadline, mut last) = (Instant::now() + PATIENCE, None);
        loop {
            match timeout_at(deadline, self.read()).await {
                Ok(Ok(event)) => match pick(&event) {
                    Some(found) => return found,
                    None => last = Some(event),
                },
                Ok(Err(code)) => panic!("the socket closed with {code:?} before {what}; the last event: {last:?}"),
                Err(_) => panic!("waited {PATIENCE:?} for {what}; the last event: {last:?}"),
            }
        }
    }

    /// Reads on until the connection ends.
    ///
    /// # Panics
    /// When it does not, with the last event.
    pub async fn closed(&mut self) -> Closed {
        self.rest(|_| ()).await
    }

    /// Reads on until the connection ends and shows each event to `note`.
    ///
    /// # Panics
    /// As [`Socket::closed`].
    pub async fn rest(&mut self, mut note: impl FnMut(&Value)) -> Closed {
        let (deadline, mut last) = (Instant::now() + PATIENCE, None);
        loop {
            match timeout_at(deadline, self.read()).await {
                Ok(Ok(event)) => {
                    note(&event);
                    last = Some(event);
                }
                Ok(Err(code)) => return code,
                Err(_) => panic!("waited {PATIENCE:?} for the socket's end; the last event: {last:?}"),
            }
        }
    }
}

async fn connect(from: IpAddr, address: SocketAddr) -> Result<Box<dyn Wire>, Error> {
    let stream = connect_from(from, address, Some(RECEIVE_BUFFER)).await?;
    stream.set_nodelay(true)?;
    Ok(Box::new(stream))
}
