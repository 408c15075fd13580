//! Bodies from object storage. A connection to storage is given up while its reader is slow: a few hundred that trickle would hold them all,
//! and no other viewer, and no recording, would get one.

use axum::body::{Body, Bytes};
use futures_util::stream::{self, BoxStream, StreamExt};
use services::storage::{Object, Storage, StorageError};
use std::io;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::timeout;
use tokio_util::task::TaskTracker;

/// How long a connection to storage waits for its reader to take the next bytes.
const PATIENCE: Duration = Duration::from_millis(250);

/// Part of an object, from the byte `at` on, whose reading has begun.
pub struct Reading {
    pub storage: Storage,
    pub key: String,
    pub at: u64,
    pub object: Object,
}

impl Reading {
    /// The object's bytes as a body, which a task fetches as they are taken.
    pub fn into_body(self, tasks: &TaskTracker) -> Body {
        let (sender, receiver) = mpsc::channel(1);
        tasks.spawn(self.send(sender));
        Body::from_stream(stream::unfold(receiver, |mut receiver| async { Some((receiver.recv().await?, receiver)) }))
    }

    async fn send(self, body: mpsc::Sender<io::Result<Bytes>>) {
        let Self { storage, key, mut at, object } = self;
        let end = at + object.length;
        let mut reading = Some(object.stream().boxed());
        while at < end {
            let place = match timeout(PATIENCE, body.reserve()).await {
                Ok(place) => place,
                Err(_) => {
                    reading = None;
                    body.reserve().await
                }
            };
            // The reader is gone.
            let Ok(place) = place else { return };
            match next(&mut reading, &storage, &key, at..end).await {
                Ok(bytes) => {
                    at += bytes.len() as u64;
                    place.send(Ok(bytes));
                }
                Err(error) => return place.send(Err(error)),
            }
        }
    }
}

/// The next bytes of an object, over a new connection if there is none.
async fn next(
    reading: &mut Option<BoxStream<'static, io::Result<Bytes>>>,
    storage: &Storage,
    key: &str,
    rest: std::ops::Range<u64>,
) -> io::Result<Bytes> {
    let stream = match reading {
        Some(stream) => stream,
        None => {
            let range = format!("bytes={}-{}", rest.start, rest.end - 1);
            let object = storage.get(key, Some(&range)).await.map_err(failed)?;
            reading.insert(object.stream().boxed())
        }
    };
    stream.next().await.unwrap_or_else(|| Err(io::ErrorKind::UnexpectedEof.into()))
}

fn failed(error: StorageError) -> io::Error {
    io::Error::other(error)
}
