//! A real S3 server on a loopback port, with its files in a temporary folder.

use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use services::storage::{Storage, StorageSettings};
use testkit::server::Folder;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// A bucket and the server behind it, which ends when this is dropped.
pub struct TestStorage {
    pub client: Storage,
    pub settings: StorageSettings,
    _server: JoinSet<()>,
    _folder: Folder,
}

impl TestStorage {
    pub async fn open() -> Self {
        let folder = Folder::new();
        std::fs::create_dir(folder.path().join("vods")).unwrap();
        let mut service = S3ServiceBuilder::new(FileSystem::new(folder.path()).unwrap());
        service.set_auth(SimpleAuth::from_single("key", "secret"));
        let service = service.build();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let settings = StorageSettings {
            endpoint: format!("http://{}", listener.local_addr().unwrap()),
            bucket: "vods".into(),
            region: "auto".into(),
            access_key: "key".into(),
            secret_key: "secret".into(),
            public_url: None,
        };
        let mut server = JoinSet::new();
        server.spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((socket, _)) = listener.accept().await {
                let service = service.clone();
                connections.spawn(async move {
                    // The client reports what goes wrong.
                    let _ = http1::Builder::new().serve_connection(TokioIo::new(socket), service).await;
                });
            }
        });
        Self { client: Storage::new(&settings), settings, _server: server, _folder: folder }
    }

    /// Keys of all objects.
    pub async fn keys(&self) -> Vec<String> {
        // The server of the tests cannot list a folder from which an object goes at that moment.
        let objects = testkit::until("the list of objects", async || self.client.list("").await.ok()).await;
        objects.into_iter().map(|object| object.key).collect()
    }
}
