//! An RTMP client made by hand, for what no encoder does on demand.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use bytes::BytesMut;
use media::rtmp::amf::Value;
use media::rtmp::chunk::{self, Raw, Reader, kind};
use media::rtmp::{MAX_MESSAGE, command};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

use crate::PATIENCE;

/// A connection to an RTMP server.
pub struct RtmpPeer {
    /// For bytes that are no RTMP.
    pub socket: TcpStream,
    reader: Reader,
    input: BytesMut,
}

impl RtmpPeer {
    /// Connects and completes the handshake.
    ///
    /// # Panics
    /// When the server does not take part.
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

    /// Sends a message in chunks of 128 bytes. Errors show up at the next read.
    pub async fn send(&mut self, csid: u8, kind: u8, payload: &[u8]) {
        let mut bytes = BytesMut::new();
        chunk::write(&mut bytes, csid, kind, 1, payload, 128);
        let _ = self.socket.write_all(&bytes).await;
    }

    /// Sends a command.
    pub async fn call(&mut self, name: &str, transaction: f64, arguments: &[Value]) {
        self.send(3, kind::COMMAND_AMF0, &command::encode(name, transaction, arguments)).await;
    }

    /// Sends `connect` with the name of the application.
    pub async fn call_connect(&mut self, app: &str) {
        self.call("connect", 1.0, &[Value::Object(vec![("app".into(), Value::text(app))])]).await;
    }

    /// Asks to publish, in the order OBS does, after `connect`.
    pub async fn call_publish_only(&mut self, key: &str) {
        self.call("releaseStream", 2.0, &[Value::Null, Value::text(key)]).await;
        self.call("FCPublish", 3.0, &[Value::Null, Value::text(key)]).await;
        self.call("createStream", 4.0, &[Value::Null]).await;
        self.call("publish", 5.0, &[Value::Null, Value::text(key), Value::text("live")]).await;
    }

    /// Sends `connect`, and asks to publish.
    pub async fn call_publish(&mut self, key: &str) {
        self.call_connect("live").await;
        self.call_publish_only(key).await;
    }

    /// Reads until a message has this text in it, which it returns.
    ///
    /// # Panics
    /// When the server closes before, and when nothing comes.
    pub async fn hear(&mut self, text: &str) -> Raw {
        loop {
            let Some(message) = self.next().await else { panic!("closed before {text:?} came") };
            if message.payload.windows(text.len()).any(|window| window == text.as_bytes()) {
                return message;
            }
        }
    }

    /// The next message, or `None` when the server closed.
    ///
    /// # Panics
    /// When nothing comes, and when the bytes are no RTMP.
    pub async fn next(&mut self) -> Option<Raw> {
        loop {
            match self.reader.next(&mut self.input) {
                Ok(Some(message)) => return Some(message),
                Ok(None) => {}
                Err(error) => panic!("the server sent no RTMP: {error}"),
            }
            match timeout(PATIENCE, self.socket.read_buf(&mut self.input)).await {
                Ok(Ok(1..)) => {}
                Ok(Ok(0) | Err(_)) => return None,
                Err(_) => panic!("nothing came within {PATIENCE:?}"),
            }
        }
    }

    /// Reads on until the server closes.
    pub async fn closed(&mut self) {
        while self.next().await.is_some() {}
    }
}

impl fmt::Debug for RtmpPeer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RtmpPeer").field("socket", &self.socket).finish_non_exhaustive()
    }
}
