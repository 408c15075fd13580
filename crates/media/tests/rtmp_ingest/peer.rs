//! An RTMP client made by hand, for what no encoder does on demand.

use std::net::SocketAddr;

use bytes::BytesMut;
use media::rtmp::amf::Value;
use media::rtmp::chunk::{self, Raw, Reader, kind};
use media::rtmp::{MAX_MESSAGE, command};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout, timeout_at};

use crate::server::PATIENCE;

pub struct Peer {
    pub socket: TcpStream,
    reader: Reader,
    input: BytesMut,
}

impl Peer {
    /// Connects and completes the handshake.
    pub async fn connect(address: SocketAddr) -> Self {
        let mut socket = TcpStream::connect(address).await.unwrap();
        socket.write_all(&[&[3][..], &[9; 1536]].concat()).await.unwrap();
        let mut answer = [0; 1 + 2 * 1536];
        timeout(PATIENCE, socket.read_exact(&mut answer)).await.unwrap().unwrap();
        socket.write_all(&answer[1..=1536]).await.unwrap();
        Self { socket, reader: Reader::new(MAX_MESSAGE), input: BytesMut::new() }
    }

    /// Sends a message in chunks of 128 bytes.
    pub async fn send(&mut self, csid: u8, kind: u8, payload: &[u8]) {
        let mut bytes = BytesMut::new();
        chunk::write(&mut bytes, csid, kind, 1, payload, 128);
        self.socket.write_all(&bytes).await.unwrap();
    }

    pub async fn call(&mut self, name: &str, transaction: f64, arguments: &[Value]) {
        self.send(3, kind::COMMAND_AMF0, &command::encode(name, transaction, arguments)).await;
    }

    pub async fn call_connect(&mut self, app: &str) {
        self.call("connect", 1.0, &[Value::Object(vec![("app".into(), Value::text(app))])]).await;
    }

    /// Asks to publish, in the order OBS does.
    pub async fn call_publish(&mut self, key: &str) {
        self.call_connect("live").await;
        self.call("releaseStream", 2.0, &[Value::Null, Value::text(key)]).await;
        self.call("FCPublish", 3.0, &[Value::Null, Value::text(key)]).await;
        self.call("createStream", 4.0, &[Value::Null]).await;
        self.call("publish", 5.0, &[Value::Null, Value::text(key), Value::text("live")]).await;
    }

    /// Reads until a command has this text in it, which it returns; panics if the server closes before.
    pub async fn hear(&mut self, text: &str) -> Raw {
        let has_it = |message: &Raw| message.payload.windows(text.len()).any(|window| window == text.as_bytes());
        self.read_until(text, has_it).await.unwrap_or_else(|| panic!("closed before {text:?} came"))
    }

    /// Reads until a message is of this kind; panics if the server closes before.
    pub async fn hear_kind(&mut self, kind: u8) -> Raw {
        let what = format!("a message of kind {kind}");
        let is_it = |message: &Raw| message.kind == kind;
        self.read_until(&what, is_it).await.unwrap_or_else(|| panic!("closed before {what} came"))
    }

    pub async fn closed(&mut self) {
        self.read_until("the server to close", |_| false).await;
    }

    /// Reads until a message is the one, or `None` when the server closed.
    async fn read_until(&mut self, what: &str, is_it: impl Fn(&Raw) -> bool) -> Option<Raw> {
        let (deadline, mut last) = (Instant::now() + PATIENCE, None);
        loop {
            while let Some(message) = self.reader.next(&mut self.input).unwrap() {
                if is_it(&message) {
                    return Some(message);
                }
                last = Some(message);
            }
            match timeout_at(deadline, self.socket.read_buf(&mut self.input)).await {
                Ok(Ok(1..)) => {}
                Ok(Ok(0) | Err(_)) => return None,
                Err(_) => panic!("waited {PATIENCE:?} for {what}; the last message: {last:?}"),
            }
        }
    }
}
