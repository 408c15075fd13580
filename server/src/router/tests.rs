//! A panic while a request is answered, or in a socket, ends that connection and nothing else. What a request changes runs to its end.

use super::*;
use crate::config::Config;
use crate::health::Readiness;
use crate::http::{CONNECTIONS, Connections};
use crate::operator::settings;
use crate::proxies::Proxies;
use crate::site::Site;
use crate::state::Parts;
use axum::extract;
use axum::extract::ws::{Message, WebSocketUpgrade};
use leptos::config::LeptosOptions;
use media::hls::{HlsSettings, Origin};
use services::Services;
use services::database::Database;
use services::secrets::Sealer;
use services::storage::{Storage, StorageSettings};
use services::streams::{LiveSessions, Thumbnails};
use services::vods::Recorder;
use sqlx::postgres::PgPoolOptions;
use std::sync::Arc;
use std::time::Duration;
use testkit::server::Folder;
use testkit::{Client, PATIENCE};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, Semaphore};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

/// A state whose database and storage are never asked.
fn state(folder: &Folder, shutdown: &CancellationToken) -> State {
    let config = Config { data_dir: folder.path().into(), ..Config::of_defaults().unwrap() };
    let pool = PgPoolOptions::new().connect_lazy("postgres://nothing@127.0.0.1:9/nothing").unwrap();
    let db = Database::new(pool, Duration::from_secs(10));
    let live_sessions = LiveSessions::new(Origin::new(HlsSettings::default()));
    let (sealer, shutdown) = (Sealer::new(&[7; 32]), shutdown.clone());
    let services = Services::new(db.clone(), db, settings(&config), sealer, live_sessions, shutdown.clone());
    let storage = StorageSettings {
        endpoint: "http://127.0.0.1:9".into(),
        bucket: "nothing".into(),
        region: "auto".into(),
        access_key: "none".into(),
        secret_key: "none".into(),
        public_url: None,
    };
    std::fs::create_dir(folder.path().join("pkg")).unwrap();
    std::fs::write(folder.path().join("pkg/aethex.js"), "// no page is tested here\n").unwrap();
    State::new(Parts {
        recorder: Recorder::new(services.clone(), Storage::new(&storage), config.spool()),
        services,
        vod_playlists: vod::Playlists::default(),
        thumbnails: Thumbnails::default(),
        site: Site::read(folder.path()).unwrap(),
        refused_forms: form_replay::RefusedForms::default(),
        leptos: LeptosOptions::builder().output_name("aethex").build(),
        trusted_proxies: Proxies::default(),
        allowed_origins: Vec::new(),
        readiness: Readiness::default(),
        shutdown: shutdown.clone(),
    })
}

async fn panics() -> &'static str {
    panic!("this handler panics on purpose")
}

/// Says everything back, and panics at the word.
async fn says_back(
    extract::State(state): extract::State<State>,
    axum::Extension(permit): axum::Extension<ConnectionPermit>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let work = permit.work();
    upgrade.on_upgrade(move |mut socket| {
        socket::tracked(&state.services.tasks.clone(), permit, work, async move {
            while let Some(Ok(Message::Text(text))) = socket.recv().await {
                assert_ne!(text.as_str(), "panic", "this socket panics on purpose");
                socket.send(Message::Text(text)).await.unwrap();
            }
        })
    })
}

/// Answers when it is told to.
async fn waits(extract::State(state): extract::State<State>) -> &'static str {
    state.shutdown.cancelled().await;
    "all is well"
}

/// The answer to a request over a connection that stays open: its first line.
async fn ask(stream: &mut TcpStream) -> String {
    stream.write_all(b"GET /fine HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"all is well") {
        answer.push(timeout(PATIENCE, stream.read_u8()).await.unwrap().unwrap());
    }
    String::from_utf8(answer).unwrap().lines().next().unwrap().to_owned()
}

#[tokio::test]
async fn a_panic_ends_its_own_connection_only() {
    let (folder, shutdown) = (Folder::new(), CancellationToken::new());
    let state = state(&folder, &shutdown);
    let routes = Router::new()
        .route("/fine", get(async || "all is well"))
        .route("/panics", get(panics).post(panics))
        .route("/ws", get(says_back));
    let front = Front { router: with_layers(routes, &state), state: state.clone() };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let connections = Connections::new(CONNECTIONS, Proxies::default());
    let server = tokio::spawn(crate::http::serve(listener, None, front, connections, shutdown.clone()));

    let mut neighbour = TcpStream::connect(address).await.unwrap();
    assert_eq!(ask(&mut neighbour).await, "HTTP/1.1 200 OK");
    let client = Client::new(address);
    let (mut bad, mut good) = (client.socket().await, client.socket().await);
    let echo = async |socket: &mut testkit::Socket, text: &str| {
        socket.send_text(text.into()).await;
        socket.next().await
    };
    for socket in [&mut bad, &mut good] {
        assert_eq!(echo(socket, "[1]").await, Ok(1.into()));
    }
    for method in ["GET", "POST"].repeat(3) {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = format!("{method} /panics HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        // A reset counts as closed.
        let _ = timeout(PATIENCE, stream.read_to_end(&mut answer)).await.unwrap();
        assert_eq!(String::from_utf8_lossy(&answer), "", "the connection ends without an answer");
    }
    assert_eq!(echo(&mut bad, "panic").await, Err(None), "no close frame: the task is gone");

    // Neither the connections that were open nor new ones notice anything.
    assert_eq!(ask(&mut neighbour).await, "HTTP/1.1 200 OK");
    assert_eq!(echo(&mut good, "[2]").await, Ok(2.into()));
    assert_eq!(client.get("/fine").await.text(), "all is well");
    // And no stop waits for tasks that panicked.
    drop(good);
    shutdown.cancel();
    timeout(PATIENCE, server).await.unwrap().unwrap();
    state.services.tasks.close();
    timeout(PATIENCE, state.services.tasks.wait()).await.unwrap();
}

#[tokio::test]
async fn a_change_runs_to_its_end_when_its_client_is_gone() {
    runs_to_its_end("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\nhi").await;
}

#[tokio::test]
async fn a_page_is_rendered_to_its_end_when_its_client_is_gone() {
    let free = runs_to_its_end("GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert_eq!(free, 1, "it keeps its turn until then");
}

/// Returns how many of two turns for pages are free while it goes on without its client.
async fn runs_to_its_end(request: &str) -> usize {
    let (folder, shutdown) = (Folder::new(), CancellationToken::new());
    let state = state(&folder, &shutdown);
    let (begun, go_on, done) = (Arc::new(Notify::new()), Arc::new(Notify::new()), Arc::new(Notify::new()));
    let handler = {
        let (begun, go_on, done) = (begun.clone(), go_on.clone(), done.clone());
        async move |_: String| {
            begun.notify_one();
            go_on.notified().await;
            done.notify_one();
        }
    };
    let routes = Router::new().route("/", axum::routing::any(handler));
    let turns = Arc::new(Semaphore::new(2));
    let routes = routes.layer(from_fn_with_state((state.clone(), turns.clone()), time_limit::render_whole));
    let front = Front { router: with_layers(routes, &state), state: state.clone() };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(crate::http::serve(
        listener,
        None,
        front,
        Connections::new(5, Proxies::default()),
        shutdown.clone(),
    ));

    let mut client = TcpStream::connect(address).await.unwrap();
    client.write_all(request.as_bytes()).await.unwrap();
    timeout(PATIENCE, begun.notified()).await.unwrap();
    drop(client);
    // The server notices that the client is gone once it has no connection any more.
    shutdown.cancel();
    timeout(PATIENCE, server).await.unwrap().unwrap();
    let free = turns.available_permits();
    go_on.notify_one();
    timeout(PATIENCE, done.notified()).await.unwrap();
    free
}

#[tokio::test]
async fn idle_connections_make_room_for_new_ones_and_those_at_work_stay() {
    let (folder, shutdown) = (Folder::new(), CancellationToken::new());
    let state = state(&folder, &shutdown);
    let routes = Router::new().route("/fine", get(async || "all is well")).route("/waits", get(waits));
    let front = Front { router: with_layers(routes, &state), state: state.clone() };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let connections = Connections::new(5, Proxies::default());
    let server = tokio::spawn(crate::http::serve(listener, None, front, connections, shutdown.clone()));

    let mut at_work = TcpStream::connect(address).await.unwrap();
    at_work.write_all(b"GET /waits HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    // By the time this one is answered the first request was read, too.
    assert_eq!(ask(&mut TcpStream::connect(address).await.unwrap()).await, "HTTP/1.1 200 OK");
    let mut crowd = Vec::new();
    for _ in 0..20 {
        crowd.push(TcpStream::connect(address).await.unwrap());
        assert_eq!(ask(crowd.last_mut().unwrap()).await, "HTTP/1.1 200 OK");
    }
    let mut open = Vec::new();
    for (number, mut idle) in crowd.into_iter().enumerate() {
        if number < 16 {
            // A reset counts as closed.
            let _ = timeout(PATIENCE, idle.read_to_end(&mut Vec::new())).await.expect("it made room");
        } else {
            open.push(idle);
        }
    }
    assert_eq!(ask(&mut open[3]).await, "HTTP/1.1 200 OK", "the newest has its place");
    shutdown.cancel();
    let mut answer = Vec::new();
    timeout(PATIENCE, at_work.read_to_end(&mut answer)).await.unwrap().unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 200 OK"), "{}", String::from_utf8_lossy(&answer));
    drop(open);
    timeout(PATIENCE, server).await.unwrap().unwrap();
}
