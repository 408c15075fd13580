//! Objects that are read from storage.

use super::error::StorageError;
use aws_sdk_s3::primitives::ByteStream;
use bytes::Bytes;
use futures_util::{Stream, stream};
use std::io;
use std::time::Duration;
use tokio::time::timeout;

/// Time limit for the next bytes of an object.
const STALL: Duration = Duration::from_secs(15);

/// Key and length of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectHead {
    /// Key in the bucket.
    pub key: String,
    /// Length in bytes.
    pub length: u64,
}

/// An object, or a range of it, while it is read.
pub struct Object {
    /// Length of the body in bytes.
    pub length: u64,
    /// `Content-Range` of the body (`bytes 0-99/1234`), if a range was requested.
    pub content_range: Option<String>,
    pub(super) body: ByteStream,
}

impl Object {
    /// The body as a stream; fails if the next bytes do not arrive in time.
    pub fn stream(self) -> impl Stream<Item = io::Result<Bytes>> + Send + use<> {
        stream::unfold(Some(self.body), |body| async move {
            let mut body = body?;
            match timeout(STALL, body.next()).await {
                Ok(None) => None,
                Ok(Some(Ok(bytes))) => Some((Ok(bytes), Some(body))),
                Ok(Some(Err(error))) => Some((Err(io::Error::other(error)), None)),
                Err(_) => Some((Err(io::ErrorKind::TimedOut.into()), None)),
            }
        })
    }

    /// All bytes at once; for small objects.
    ///
    /// # Errors
    /// When the next bytes do not arrive in time.
    pub async fn bytes(self) -> Result<Bytes, StorageError> {
        match timeout(STALL, self.body.collect()).await {
            Ok(Ok(bytes)) => Ok(bytes.into_bytes()),
            Ok(Err(error)) => Err(StorageError::Failed(error.to_string())),
            Err(_) => Err(StorageError::Failed("the object stopped coming".into())),
        }
    }
}
