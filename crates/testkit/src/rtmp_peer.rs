//! An RTMP client made by hand, for what no encoder does on demand.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use bytes::BytesMut;
use media::rtmp::amf::Value;
use media::rtmp::chunk::{self, Raw, Reader, kind};
use media::rtmp::{MAX_MESSAGE, command};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::{Instant, timeout, timeout_at};

use crate::PATIENCE;

/// A connection that has completed the handshake.
pub struct RtmpPeer {
    /// The connection, for bytes that are no messages.
    pub socket: TcpStream,
    reader: Reader,
    input: BytesMut,
}

impl RtmpPeer {
    /// Connects and completes the handshake.
    ///
    /// # Panics
    /// When the server does not answer.
    pub async fn connect(address: SocketAddr) -> Self {
        Self::connect_from(Ipv4Addr::UNSPECIFIED.into(), address).await
    }

    /// As [`RtmpPeer::connect`], from this address of the machine. On Linux all of 127.0.0.0/8 is loopback.
    ///
    /// # Panics
    /// As [`RtmpPeer::connect`], and when the machine does not have the address.
    pub async fn connect_from(from: IpAddr, address: SocketAddr) -> Self {
        let shake_hands = async {
            let socket = TcpSocket::new_v4()?;
            socket.bind((from, 0).into())?;
            let mut socket = socket.connect(address).await?;
            socket.write_all(&[&[3][..], &[9; 1536]].concat()).await?;
            let mut answer = [0; 1 + 2 * 1536];
            socket.read_exact(&mut answer).await?;
            socket.write_all(&answer[1..=1536]).await?;
            std::io::Result::Ok(socket)
        };
        match timeout(PATIENCE, shake_hands).await {
            Ok(Ok(socket)) => Self { socket, reader: Reader::new(MAX_MESSAGE), input: BytesMut::new() },
            Ok(Err(error)) => panic!("no RTMP handshake with {address}: {error}"),
            Err(_) => panic!("no RTMP handshake with {address} within {PATIENCE:?}"),
        }
    }

    /// Sends a message in chunks of 128 bytes.
    ///
    /// # Panics
    /// When the connection is broken.
    pub async fn send(&mut self, csid: u8, kind: u8, payload: &[u8]) {
        let mut bytes = BytesMut::new();
        chunk::write(&mut bytes, csid, kind, 1, payload, 128);
        if let Err(error) = self.socket.write_all(&bytes).await {
            panic!("a message could not be sent: {error}");
        }
    }

    /// Sends a command (AMF 0).
    pub async fn call(&mut self, name: &str, transaction: f64, arguments: &[Value]) {
        self.send(3, kind::COMMAND_AMF0, &command::encode(name, transaction, arguments)).await;
    }

    /// Sends `connect` for an application.
    pub async fn call_connect(&mut self, app: &str) {
        self.call("connect", 1.0, &[Value::Object(vec![("app".into(), Value::text(app))])]).await;
    }

    /// Sends `connect`, and asks to publish.
    pub async fn call_publish(&mut self, key: &str) {
        self.call_connect("live").await;
        self.call_publish_only(key).await;
    }

    /// Asks to publish, in the order OBS does, after `connect`.
    pub async fn call_publish_only(&mut self, key: &str) {
        self.call("releaseStream", 2.0, &[Value::Null, Value::text(key)]).await;
        self.call("FCPublish", 3.0, &[Value::Null, Value::text(key)]).await;
        self.call("createStream", 4.0, &[Value::Null]).await;
        self.call("publish", 5.0, &[Value::Null, Value::text(key), Value::text("live")]).await;
    }

    /// Reads until a message has this text in it, and returns that message.
    ///
    /// # Panics
    /// When the server closes before.
    pub async fn hear(&mut self, text: &str) -> Raw {
        let has_it = |message: &Raw| message.payload.windows(text.len()).any(|window| window == text.as_bytes());
        self.read_until(text, has_it).await.unwrap_or_else(|| panic!("closed before {text:?} came"))
    }

    /// Reads until a message is of this kind, and returns that message.
    ///
    /// # Panics
    /// When the server closes before.
    pub async fn hear_kind(&mut self, kind: u8) -> Raw {
        let what = format!("a message of kind {kind}");
        let is_it = |message: &Raw| message.kind == kind;
        self.read_until(&what, is_it).await.unwrap_or_else(|| panic!("closed before {what} came"))
    }

    /// Reads until the server closes.
    pub async fn closed(&mut self) {
        self.read_until("the server to close", |_| false).await;
    }

    /// Reads until a message is the one; `None` when the server closed.
    ///
    /// # Panics
    /// When it does not come in time, or what comes is no message.
    pub async fn read_until(&mut self, what: &str, is_it: impl Fn(&Raw) -> bool) -> Option<Raw> {
        let (deadline, mut last) = (Instant::now() + PATIENCE, None);
        loop {
            match self.reader.next(&mut self.input) {
                Ok(Some(message)) if is_it(&message) => return Some(message),
                Ok(Some(message)) => {
                    last = Some(message);
                    continue;
                }
                Ok(None) => {}
                Err(error) => panic!("the server sent what is no message: {error}"),
            }
            match timeout_at(deadline, self.socket.read_buf(&mut self.input)).await {
                Ok(Ok(1..)) => {}
                Ok(Ok(0) | Err(_)) => return None,
                Err(_) => panic!("waited {PATIENCE:?} for {what}; the last message: {last:?}"),
            }
        }
    }
}

impl fmt::Debug for RtmpPeer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RtmpPeer").field("socket", &self.socket).finish_non_exhaustive()
    }
}
