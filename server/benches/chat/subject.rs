//! The servers that are measured.

use crate::crowd::{Steps, frame};
use crate::database::Database;
use serde_json::json;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use testkit::{Encoder, Publisher, Server, Setup};

/// Viewers who write. One socket may send 50 frames a second.
pub const AUTHORS: usize = 40;
const PASSWORD: &str = "seven unrelated words";

/// A chat server.
pub trait Subject {
    /// Its process.
    fn id(&self) -> u32;
    fn address(&self) -> SocketAddr;
    /// How this viewer enters a room. The first [`AUTHORS`] may write.
    fn steps(&self, room: &str, viewer: usize) -> Steps;
    /// The text of a frame that sends this content.
    fn message(&self, content: &str, number: u32) -> String;
}

fn handshake(address: SocketAddr, path: &str, cookie: &str) -> Vec<u8> {
    format!(
        "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n\
         sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n{cookie}\r\n"
    )
    .into_bytes()
}

/// The real server, on a database of its own.
pub struct Aethex {
    server: Server,
    authors: Vec<testkit::Client>,
    rooms: usize,
    /// Publishes a stream in another channel, if the bench wants one.
    _encoder: Option<Publisher>,
    // Dropped after the server.
    _database: Database,
}

impl Aethex {
    /// With an encoder that publishes meanwhile, or without.
    pub async fn start(with_encoder: bool) -> Self {
        let program = std::env::var("AETHEX_BIN").expect("AETHEX_BIN names the server; `cargo xtask bench chat` does");
        let database = Database::create().await;
        let server = Setup::new(program, &database.url).set("AETHEX_LOG", "warn").start().await;
        let mut authors = Vec::new();
        for number in 0..AUTHORS {
            let (client, name) = (server.client(), format!("author{number}"));
            let email = format!("{name}@example.org");
            let registered = client.post("/api/auth/register", json!({ "email": email, "password": PASSWORD })).await;
            assert_eq!(registered.status, 201, "{}", registered.text());
            let names = json!({ "username": name, "displayName": name });
            assert_eq!(client.post("/api/auth/onboard", names).await.status, 201);
            authors.push(client);
        }
        let made = authors[0].post("/api/channels", json!({ "name": "On air", "slug": "on-air" })).await;
        assert_eq!(made.status, 201, "{}", made.text());
        let key = authors[0].get("/api/channels/on-air/stream-key").await.json();
        let encoder = Encoder::ffmpeg(server.rtmp_url(key["streamKey"].as_str().unwrap())).size(1280, 720);
        let encoder = with_encoder.then(|| encoder.start());
        Self { server, authors, rooms: 0, _encoder: encoder, _database: database }
    }

    /// A room without history.
    pub async fn room(&mut self) -> String {
        self.rooms += 1;
        let slug = format!("room-{}", self.rooms);
        let made = self.authors[0].post("/api/channels", json!({ "name": "A room", "slug": slug })).await;
        assert_eq!(made.status, 201, "{}", made.text());
        slug
    }

    pub async fn stop(self) {
        self.server.terminate().await;
    }
}

impl Subject for Aethex {
    fn id(&self) -> u32 {
        self.server.id().expect("it runs")
    }

    fn address(&self) -> SocketAddr {
        self.server.http()
    }

    fn steps(&self, room: &str, viewer: usize) -> Steps {
        let cookie = self.authors.get(viewer).and_then(|author| author.cookie());
        let cookie = cookie.map(|cookie| format!("cookie: {cookie}\r\n")).unwrap_or_default();
        let join = json!({ "type": "chat:join", "channel": room }).to_string();
        Steps {
            steps: vec![(handshake(self.address(), "/ws", &cookie), "\r\n\r\n"), (frame(&join), "chat:joined")],
            // An empty pong.
            alive: vec![0x8a, 0x80, 0, 0, 0, 0],
            ack: "\"chat:ack\"",
            frame: "[{\"type\":",
        }
    }

    fn message(&self, content: &str, number: u32) -> String {
        json!({ "type": "chat:send", "content": content, "nonce": number.to_string() }).to_string()
    }
}

/// Socket.IO on Node, with a table of its own.
pub struct SocketIo {
    child: Child,
    address: SocketAddr,
    rooms: usize,
    _database: Database,
}

impl SocketIo {
    pub async fn start() -> Self {
        let database = Database::create().await;
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/chat/socket_io.mjs");
        let mut node = Command::new("node");
        node.arg(script).env("DATABASE_URL", &database.url).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = node.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().parse().expect("socket_io.mjs prints where it listens");
        Self { child, address, rooms: 0, _database: database }
    }

    pub fn room(&mut self) -> String {
        self.rooms += 1;
        format!("room-{}", self.rooms)
    }
}

impl Subject for SocketIo {
    fn id(&self) -> u32 {
        self.child.id()
    }

    fn address(&self) -> SocketAddr {
        self.address
    }

    fn steps(&self, room: &str, _: usize) -> Steps {
        let join = format!("42{}", json!(["chat:join", room]));
        Steps {
            steps: vec![
                (handshake(self.address, "/socket.io/?EIO=4&transport=websocket", ""), "0{"),
                (frame("40"), "40{"),
                (frame(&join), "chat:joined"),
            ],
            alive: frame("3"),
            ack: "\"chat:ack\"",
            frame: "[\"chat:message\"",
        }
    }

    fn message(&self, content: &str, number: u32) -> String {
        let user = json!({ "id": "01a2291c-4050-77b6-9a41-f51616ccc326", "username": "author", "displayName": "author", "avatar": null, "color": 7 });
        let message = json!({ "content": content, "nonce": number.to_string(), "user": user });
        format!("42{}", json!(["chat:send", message]))
    }
}

impl Drop for SocketIo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
