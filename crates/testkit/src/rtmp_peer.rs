//! An RTMP client made by hand, for what no encoder does on demand.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::{fmt, io};

use bytes::BytesMut;
use media::message::{Kind, Message};
use media::rtmp::amf::Value;
use media::rtmp::chunk::{self, Raw, Reader, kind};
use media::rtmp::{MAX_MESSAGE, command};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout, timeout_at};

use crate::PATIENCE;
use crate::network::connect_from;

/// Size of this peer's chunks, in bytes: what it is until an encoder says otherwise.
const CHUNK: usize = 128;

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
        match Self::shake_hands(from, address).await {
            Ok(peer) => peer,
            Err(error) => panic!("no RTMP handshake with {address}: {error}"),
        }
    }

    async fn shake_hands(from: IpAddr, address: SocketAddr) -> io::Result<Self> {
        let shake_hands = async {
            let mut socket = connect_from(from, address, None).await?;
            socket.write_all(&[&[3][..], &[9; 1536]].concat()).await?;
            let mut answer = [0; 1 + 2 * 1536];
            socket.read_exact(&mut answer).await?;
            socket.write_all(&answer[1..=1536]).await?;
            io::Result::Ok(socket)
        };
        let socket = timeout(PATIENCE, shake_hands).await.map_err(io::Error::other)??;
        Ok(Self { socket, reader: Reader::new(MAX_MESSAGE), input: BytesMut::new() })
    }

    /// Connects from this address of the machine and publishes.
    ///
    /// # Errors
    /// When it may not, with what the server said, or why it said nothing.
    pub async fn publish_from(from: IpAddr, address: SocketAddr, key: &str) -> Result<Self, String> {
        let mut peer = Self::shake_hands(from, address).await.map_err(|error| error.to_string())?;
        let mut bytes = BytesMut::new();
        for (name, transaction, arguments) in [connect_call("live")].into_iter().chain(publish_calls(key)) {
            let payload = command::encode(name, transaction, &arguments);
            chunk::write(&mut bytes, 3, kind::COMMAND_AMF0, 1, &payload, CHUNK);
        }
        peer.socket.write_all(&bytes).await.map_err(|error| error.to_string())?;
        let refuses =
            |text: &str| text.contains("NetStream.Publish.BadName") || text.contains("NetStream.Publish.Failed");
        // The answer to `FCPublish` begins alike.
        let admits = |text: &str| text.contains("NetStream.Publish.Start") && !text.contains("FCPublish");
        let text = |message: &Raw| String::from_utf8_lossy(&message.payload).into_owned();
        let decides = |message: &Raw| refuses(&text(message)) || admits(&text(message));
        match peer.read_until("an answer to publish", decides).await {
            Some(answer) if admits(&text(&answer)) => Ok(peer),
            Some(answer) => Err(text(&answer)),
            None => Err("closed without an answer".into()),
        }
    }

    /// Sends a message of media: video on chunk stream 6, all else on 4.
    ///
    /// # Errors
    /// When the connection is broken.
    pub async fn send_media(&mut self, message: &Message) -> io::Result<()> {
        let csid = if message.kind == Kind::Video { 6 } else { 4 };
        self.socket.write_all(&chunks(CHUNK, csid, message)).await
    }

    /// Sends a message in chunks of 128 bytes.
    ///
    /// # Panics
    /// When the connection is broken.
    pub async fn send(&mut self, csid: u8, kind: u8, payload: &[u8]) {
        let mut bytes = BytesMut::new();
        chunk::write(&mut bytes, csid, kind, 1, payload, CHUNK);
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
        let (name, transaction, arguments) = connect_call(app);
        self.call(name, transaction, &arguments).await;
    }

    /// Sends `connect`, and asks to publish.
    pub async fn call_publish(&mut self, key: &str) {
        self.call_connect("live").await;
        self.call_publish_only(key).await;
    }

    /// Asks to publish, in the order OBS does, after `connect`.
    pub async fn call_publish_only(&mut self, key: &str) {
        for (name, transaction, arguments) in publish_calls(key) {
            self.call(name, transaction, &arguments).await;
        }
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

/// A command: its name, its transaction's number and its arguments.
type Call = (&'static str, f64, Vec<Value>);

fn connect_call(app: &str) -> Call {
    ("connect", 1.0, vec![Value::Object(vec![("app".into(), Value::text(app))])])
}

fn publish_calls(key: &str) -> [Call; 4] {
    [
        ("releaseStream", 2.0, vec![Value::Null, Value::text(key)]),
        ("FCPublish", 3.0, vec![Value::Null, Value::text(key)]),
        ("createStream", 4.0, vec![Value::Null]),
        ("publish", 5.0, vec![Value::Null, Value::text(key), Value::text("live")]),
    ]
}

/// RTMP's number for what a message carries.
pub fn kind_of(message: &Message) -> u8 {
    match message.kind {
        Kind::Audio => kind::AUDIO,
        Kind::Video => kind::VIDEO,
        Kind::Data => kind::DATA_AMF0,
    }
}

/// A message as a chunk of type 0 and what more it needs of type 3, of at most `size` bytes each.
pub fn chunks(size: usize, csid: u8, message: &Message) -> Vec<u8> {
    let length = (message.payload.len() as u32).to_be_bytes();
    let time = message.timestamp.to_be_bytes();
    let mut bytes = [&[csid], &time[1..], &length[1..], &[kind_of(message), 1, 0, 0, 0]].concat();
    for (index, part) in message.payload.chunks(size).enumerate() {
        if index > 0 {
            bytes.push(0xc0 | csid);
        }
        bytes.extend(part);
    }
    bytes
}

impl fmt::Debug for RtmpPeer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RtmpPeer").field("socket", &self.socket).finish_non_exhaustive()
    }
}
