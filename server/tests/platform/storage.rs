//! An object storage that a test can make fail: a real S3 server with files in its own folder.

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use testkit::server::Folder;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

const BUCKET: &str = "recordings";
const KEYS: (&str, &str) = ("test-access", "test-secret");

/// How the storage behaves.
#[derive(Clone, Debug)]
pub enum Mood {
    Working,
    /// Requests with this text in their address are refused (503), all others work.
    Without(String),
    /// Connections are closed at once.
    Refusing,
    /// Connections are accepted, but get no answer.
    Hanging,
}

/// A test's object storage; dropping it removes its files.
pub struct Storage {
    folder: Folder,
    address: SocketAddr,
    mood: watch::Sender<Mood>,
    probes: Arc<AtomicU64>,
    server: JoinHandle<()>,
}

impl Storage {
    pub async fn open() -> Self {
        let folder = Folder::new();
        std::fs::create_dir(folder.path().join(BUCKET)).unwrap();
        let mut service = S3ServiceBuilder::new(FileSystem::new(folder.path()).unwrap());
        service.set_auth(SimpleAuth::from_single(KEYS.0, KEYS.1));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (mood, moods) = watch::channel(Mood::Working);
        let probes = Arc::<AtomicU64>::default();
        let server = tokio::spawn(serve(listener, service.build(), moods, probes.clone()));
        Self { folder, address, mood, probes, server }
    }

    /// Settings of a server that uses it.
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        vec![
            ("AETHEX_S3_ENDPOINT", format!("http://{}", self.address)),
            ("AETHEX_S3_BUCKET", BUCKET.into()),
            ("AETHEX_S3_ACCESS_KEY", KEYS.0.into()),
            ("AETHEX_S3_SECRET_KEY", KEYS.1.into()),
        ]
    }

    /// Changes the behaviour and closes open connections.
    pub fn becomes(&self, mood: Mood) {
        self.mood.send_replace(mood);
    }

    /// How often it was asked whether its bucket is there.
    pub fn probes(&self) -> u64 {
        self.probes.load(Ordering::Relaxed)
    }

    /// Stores an object directly, without the server.
    pub fn put(&self, key: &str, bytes: &[u8]) {
        let path = self.folder.path().join(BUCKET).join(key);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// An object, as every client that knows its key can read it from a public bucket.
    pub fn object(&self, key: &str) -> Option<Vec<u8>> {
        std::fs::read(self.folder.path().join(BUCKET).join(key)).ok()
    }

    /// The files of all objects with this key prefix.
    pub fn files(&self, prefix: &str) -> Vec<PathBuf> {
        files_below(self.folder.path().join(BUCKET).join(prefix))
    }
}

impl Drop for Storage {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// Every file in a folder and its subfolders.
pub fn files_below(folder: PathBuf) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files_below(path) } else { vec![path] }).collect()
}

async fn serve(listener: TcpListener, service: S3Service, moods: watch::Receiver<Mood>, probes: Arc<AtomicU64>) {
    let mut connections = JoinSet::new();
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        connections.spawn(connection(stream, service.clone(), moods.clone(), probes.clone()));
    }
}

async fn connection(stream: TcpStream, service: S3Service, mut moods: watch::Receiver<Mood>, probes: Arc<AtomicU64>) {
    let mood = moods.borrow_and_update().clone();
    let without = match mood {
        Mood::Refusing => return,
        Mood::Hanging => return moods.changed().await.unwrap_or_default(),
        Mood::Working => None,
        Mood::Without(text) => Some(text),
    };
    let answer = service_fn(move |request: Request<Incoming>| {
        if *request.method() == Method::HEAD && request.uri().path().trim_matches('/') == BUCKET {
            probes.fetch_add(1, Ordering::Relaxed);
        }
        let is_refused = without.as_ref().is_some_and(|text| request.uri().to_string().contains(text));
        let service = service.clone();
        async move {
            if is_refused {
                return Ok(Response::builder().status(503).body(s3s::Body::empty()).unwrap());
            }
            Service::call(&service, request).await
        }
    });
    tokio::select! {
        _ = http1::Builder::new().serve_connection(TokioIo::new(stream), answer) => {}
        _ = moods.changed() => {}
    }
}
