//! A server with its own database, and its users.

use crate::database::Database;
use serde_json::{Value, json};
use std::ops::Deref;
use testkit::server::Folder;
pub use testkit::until;
use testkit::{Client, Encoder, HttpAnswer, Publisher, Record, Server, Setup, Socket};
use uuid::Uuid;

pub const PASSWORD: &str = "seven unrelated words";

/// The server and its database. The server is dropped first.
pub struct TestApp {
    pub server: Server,
    pub database: Database,
}

impl TestApp {
    pub async fn open() -> Self {
        Self::with(&[]).await
    }

    pub async fn with(settings: &[(&str, &str)]) -> Self {
        Self::on(Database::create().await, Folder::new(), settings).await
    }

    /// A server on a database and a folder that may hold something already.
    pub async fn on(database: Database, folder: Folder, settings: &[(&str, &str)]) -> Self {
        let setup = Setup::new(env!("CARGO_BIN_EXE_aethex"), &database.url);
        // Streams that wait for an encoder must not end before their test does.
        let setup = setup.set("AETHEX_RECONNECT_GRACE", "10m");
        let setup = settings.iter().fold(setup, |setup, (name, value)| setup.set(name, *value));
        Self { server: setup.start_in(folder).await, database }
    }

    /// A user who has signed up, but not chosen a username.
    pub async fn newcomer(&self, name: &str) -> Person {
        let client = self.server.client();
        let email = format!("{name}@example.org");
        let registered = client.post("/api/auth/register", json!({ "email": email, "password": PASSWORD })).await;
        assert_eq!(registered.status, 201, "{}", registered.text());
        Person { id: id(&registered.json()), client }
    }

    /// A user who has chosen a username.
    pub async fn person(&self, name: &str) -> Person {
        let person = self.newcomer(name).await;
        let names = json!({ "username": name, "displayName": name.to_uppercase() });
        assert_eq!(person.post("/api/auth/onboard", names).await.status, 201);
        person
    }

    /// A user who signs in again.
    pub async fn sign_in(&self, name: &str, password: &str) -> Person {
        let client = self.server.client();
        let login = json!({ "email": format!("{name}@example.org"), "password": password });
        let signed_in = client.post("/api/auth/login", login).await;
        assert_eq!(signed_in.status, 200, "{name}: {}", signed_in.text());
        Person { id: id(&signed_in.json()), client }
    }

    /// A user with a channel of this slug.
    pub async fn creator(&self, slug: &str) -> (Person, Channel) {
        let person = self.person(&slug.replace('-', "_")).await;
        let channel = person.channel(slug).await;
        (person, channel)
    }

    /// An encoder that publishes on this channel.
    pub fn encoder(&self, channel: &Channel) -> Publisher {
        Encoder::ffmpeg(self.server.rtmp_url(&channel.key)).start()
    }

    /// A stream that is LIVE as far as the database knows, and waits for its encoder: enough where no picture is needed.
    pub async fn on_air(&self, channel: &Channel) -> Uuid {
        let id = Uuid::now_v7();
        let insert = "insert into stream (id, channel_id, title, status, started_at, encoder_gone_at)
                      values ($1, $2, 'On air', 'LIVE', now(), now())";
        sqlx::query(insert).bind(id).bind(channel.id).execute(&self.database.pool).await.unwrap();
        id
    }

    /// The channel's session that only its owner may see yet.
    pub async fn prepared(&self, channel: &Channel) -> Uuid {
        let query = "select id from stream where channel_id = $1 and status = 'OFFLINE'";
        sqlx::query_scalar(query).bind(channel.id).fetch_one(&self.database.pool).await.unwrap()
    }
}

/// A user's browser, which is signed in as them.
pub struct Person {
    pub id: Uuid,
    client: Client,
}

impl Deref for Person {
    type Target = Client;
    fn deref(&self) -> &Client {
        &self.client
    }
}

/// A channel and its stream key.
pub struct Channel {
    pub id: Uuid,
    pub slug: String,
    pub key: String,
}

impl Person {
    pub async fn channel(&self, slug: &str) -> Channel {
        let made = self.post("/api/channels", json!({ "name": slug.to_uppercase(), "slug": slug })).await;
        assert_eq!(made.status, 201, "{}", made.text());
        let key = self.get(&format!("/api/channels/{slug}/stream-key")).await.json();
        Channel { id: id(&made.json()), slug: slug.into(), key: key["streamKey"].as_str().unwrap().into() }
    }

    /// A socket in a channel's room, its greeting read.
    pub async fn in_room(&self, slug: &str) -> Socket {
        in_room(&self.client, slug).await
    }
}

/// A socket in a channel's room, its greeting read.
pub async fn in_room(client: &Client, slug: &str) -> Socket {
    let mut socket = client.socket().await;
    join(&mut socket, slug).await;
    socket
}

/// Joins a channel's room and reads the greeting. A test that wants to see every message waits for it: the greeting holds the newest
/// fifty, and a slow server may store more before it lets the socket in.
pub async fn join(socket: &mut Socket, slug: &str) -> Record {
    let mut record = Record::default();
    socket.send(json!({ "type": "chat:join", "channel": slug })).await;
    let greeted = |event: &Value| {
        record.note(event);
        (event["type"] == "chat:users").then_some(())
    };
    socket.find("the greeting", greeted).await;
    record
}

pub fn id(thing: &Value) -> Uuid {
    thing["id"].as_str().and_then(|id| id.parse().ok()).unwrap_or_else(|| panic!("no id in {thing}"))
}

/// The names of a JSON object's fields, in order of the alphabet.
pub fn fields(thing: &Value) -> Vec<&str> {
    let object = thing.as_object().unwrap_or_else(|| panic!("not an object: {thing}"));
    let mut names: Vec<&str> = object.keys().map(String::as_str).collect();
    names.sort_unstable();
    names
}

/// Asserts that an object has exactly these fields.
pub fn assert_fields(thing: &Value, expected: &str) {
    let mut expected: Vec<&str> = expected.split_whitespace().collect();
    expected.sort_unstable();
    assert_eq!(fields(thing), expected, "{thing}");
}

/// Asserts that an answer is this problem, in the form of RFC 9457 and the contract.
pub fn assert_problem(answer: &HttpAnswer, status: u16, code: &str) -> Value {
    let body = answer.json();
    assert_eq!((answer.status, body["code"].as_str()), (status, Some(code)), "{}", answer.text());
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    assert_eq!(body["status"], status);
    for field in ["type", "title", "detail"] {
        assert!(body[field].as_str().is_some_and(|text| !text.is_empty()), "{field} in {body}");
    }
    assert!(body["requestId"].as_str().is_some_and(|id| Some(id) == answer.header("x-request-id")), "{body}");
    body
}

/// The next event that the stream in this socket's room is `status`, and waits for its encoder if `reconnecting`.
pub async fn status(socket: &mut Socket, status: &str, reconnecting: bool) -> Value {
    let what = format!("a stream that is {status}, reconnecting: {reconnecting}");
    let is_it = |event: &Value| {
        event["type"] == "stream:status" && event["status"] == status && event["reconnecting"] == reconnecting
    };
    socket.find(&what, |event| is_it(event).then(|| event.clone())).await
}
