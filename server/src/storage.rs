//! Object storage: the service in the settings, or an embedded S3 server on a loopback port, with files in the data directory.

mod files;

use crate::Failed;
use crate::config::Config;
use crate::http::accept;
use files::Files;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use services::secrets::random_token;
use services::storage::{Storage, StorageSettings};
use std::path::Path;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// The embedded server's only bucket.
const BUCKET: &str = "aethex";
/// The most connections of its only client, this server.
const CONNECTIONS: usize = 256;

/// The client, and the embedded server if there is one.
pub struct ObjectStorage {
    pub client: Storage,
    embedded: Option<(TcpListener, S3Service)>,
}

/// Opens the object storage of these settings. An embedded one answers while [`ObjectStorage::run`] runs.
pub async fn open(config: &Config) -> Result<ObjectStorage, Failed> {
    if let Some(settings) = config.storage()? {
        return Ok(ObjectStorage { client: Storage::new(&settings), embedded: None });
    }
    let folder = config.data_dir.join("storage");
    let files = files(&folder)
        .map_err(|error| format!("AETHEX_DATA_DIR: cannot use {} for recordings: {error}", folder.display()))?;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    // Random and new with each start, so that no other process on this machine knows them.
    let (access_key, secret_key) = (random_token(), random_token());
    let settings = StorageSettings {
        endpoint: format!("http://{}", listener.local_addr()?),
        bucket: BUCKET.into(),
        region: config.s3_region.clone(),
        access_key: access_key.clone(),
        secret_key: secret_key.clone(),
        public_url: None,
    };
    let mut service = S3ServiceBuilder::new(files);
    service.set_auth(SimpleAuth::from_single(access_key, secret_key));
    Ok(ObjectStorage { client: Storage::embedded(&settings), embedded: Some((listener, service.build())) })
}

fn files(folder: &Path) -> Result<Files, Failed> {
    std::fs::create_dir_all(folder.join(BUCKET))?;
    Files::new(folder).map_err(|error| format!("{error:?}").into())
}

impl ObjectStorage {
    /// Runs the embedded server until `stop`; does nothing for an external service.
    pub async fn run(self, stop: &CancellationToken) {
        let Some((listener, service)) = self.embedded else { return };
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                (stream, _) = accept(&listener), if connections.len() < CONNECTIONS => {
                    connections.spawn(serve(stream, service.clone()));
                }
                Some(_) = connections.join_next() => {}
                () = stop.cancelled() => break,
            }
        }
        connections.shutdown().await;
    }
}

async fn serve(stream: TcpStream, service: S3Service) {
    let _ = stream.set_nodelay(true);
    // The only client is our own: its idle connections may stay, and it reports errors itself.
    let _ = http1::Builder::new().header_read_timeout(None).serve_connection(TokioIo::new(stream), service).await;
}
