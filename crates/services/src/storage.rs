//! Object storage: one bucket behind the S3 protocol; embedded, R2, AWS or MinIO.

mod archive_key;
mod diagnosis;
mod error;
mod object;
mod test;

use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::config::timeout::TimeoutConfig;
use aws_sdk_s3::config::{
    BehaviorVersion, Credentials, Region, RequestChecksumCalculation, ResponseChecksumValidation,
    StalledStreamProtectionConfig,
};
use aws_sdk_s3::error::{DisplayErrorContext, SdkError};
use aws_sdk_s3::primitives::ByteStream;
use aws_smithy_http_client::tls;
use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream};
use std::sync::Arc;
use std::time::Duration;

pub use archive_key::ArchiveKey;
pub(crate) use archive_key::prefix;
pub use error::StorageError;
pub use object::{Object, ObjectHead};

/// Time for a connection, and for the first byte of an answer.
const CONNECT: Duration = Duration::from_secs(3);
const ANSWER: Duration = Duration::from_secs(10);
/// Time for a whole operation, including an upload. A storage that hangs must not block callers for ever.
const OPERATION: Duration = Duration::from_secs(60);
/// Number of concurrent deletions.
const DELETIONS: usize = 8;

/// Address and credentials of the bucket.
#[derive(Clone)]
pub struct StorageSettings {
    /// Origin of the S3 service.
    pub endpoint: String,
    /// Bucket, in the path of each request.
    pub bucket: String,
    /// Region; `auto` for R2.
    pub region: String,
    /// S3 access key id.
    pub access_key: String,
    /// S3 secret access key.
    pub secret_key: String,
    /// Address from which browsers may read the bucket's objects by key; no slash at the end.
    pub public_url: Option<String>,
}

type Result<T> = std::result::Result<T, StorageError>;

/// A bucket. Clones are cheap and share connections.
#[derive(Clone)]
pub struct Storage {
    client: aws_sdk_s3::Client,
    bucket: Arc<str>,
    endpoint: Arc<str>,
    public_url: Option<Arc<str>>,
    is_embedded: bool,
}

impl Storage {
    /// A client; sends no request yet.
    pub fn new(settings: &StorageSettings) -> Self {
        let https = tls::Provider::Rustls(tls::rustls_provider::CryptoMode::Ring);
        let timeouts = TimeoutConfig::builder().connect_timeout(CONNECT).read_timeout(ANSWER);
        let config = aws_sdk_s3::Config::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .http_client(aws_smithy_http_client::Builder::new().tls_provider(https).build_https())
            .endpoint_url(&settings.endpoint)
            .region(Region::new(settings.region.clone()))
            .credentials_provider(Credentials::new(&settings.access_key, &settings.secret_key, None, None, "settings"))
            .force_path_style(true)
            // Not every service knows the newer checksums.
            .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
            .response_checksum_validation(ResponseChecksumValidation::WhenRequired)
            .timeout_config(timeouts.operation_timeout(OPERATION).build())
            // Callers decide whether and when to retry.
            .retry_config(RetryConfig::disabled())
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
            .build();
        Self {
            client: aws_sdk_s3::Client::from_conf(config),
            bucket: settings.bucket.as_str().into(),
            endpoint: settings.endpoint.as_str().into(),
            is_embedded: false,
            public_url: settings.public_url.as_deref().map(Into::into),
        }
    }

    /// The same for the service inside of this server.
    pub fn embedded(settings: &StorageSettings) -> Self {
        Self { is_embedded: true, ..Self::new(settings) }
    }

    /// Address where browsers can read an object without this server, if the bucket is public.
    pub fn public_url(&self, key: &str) -> Option<String> {
        self.public_url.as_ref().map(|origin| format!("{origin}/{key}"))
    }

    /// Stores an object; replaces one with the same key.
    pub async fn put(&self, key: &str, bytes: Bytes, content_type: &str) -> Result<()> {
        let put = self.client.put_object().bucket(&*self.bucket).key(key).body(ByteStream::from(bytes));
        let put = put.content_type(content_type).cache_control("public, max-age=31536000, immutable");
        let put = Box::pin(put.send()).await.map_err(failed);
        match put {
            Ok(put) => from_s3(put.e_tag()),
            // A 404 to an upload means that the bucket is missing.
            Err(StorageError::NotFound) => Err(StorageError::Failed("storage answered 404 to an upload".into())),
            Err(error) => Err(error),
        }
    }

    /// An object, or a range of it (`bytes=0-99`, RFC 9110 section 14.1.2), as a stream of bytes.
    pub async fn get(&self, key: &str, range: Option<&str>) -> Result<Object> {
        let get = self.client.get_object().bucket(&*self.bucket).key(key).set_range(range.map(str::to_owned));
        let got = Box::pin(get.send()).await.map_err(failed)?;
        from_s3(got.e_tag())?;
        let length = got.content_length.and_then(|length| u64::try_from(length).ok()).unwrap_or_default();
        Ok(Object { length, content_range: got.content_range, body: got.body })
    }

    /// Key and length of an object.
    pub async fn head(&self, key: &str) -> Result<ObjectHead> {
        let got = Box::pin(self.client.head_object().bucket(&*self.bucket).key(key).send()).await.map_err(failed)?;
        from_s3(got.e_tag())?;
        let length = got.content_length.and_then(|length| u64::try_from(length).ok()).unwrap_or_default();
        Ok(ObjectHead { key: key.to_owned(), length })
    }

    /// Deletes an object; succeeds if it does not exist.
    pub async fn delete(&self, key: &str) -> Result<()> {
        match Box::pin(self.client.delete_object().bucket(&*self.bucket).key(key).send()).await.map_err(failed) {
            Ok(_) | Err(StorageError::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Deletes every object with this key prefix.
    pub async fn delete_prefix(&self, prefix: &str) -> Result<()> {
        let objects = self.list(prefix).await?;
        let deletions = stream::iter(objects).map(|object| async move { self.delete(&object.key).await });
        deletions.buffer_unordered(DELETIONS).try_collect().await
    }

    /// Every object with this key prefix, ordered by key.
    pub async fn list(&self, prefix: &str) -> Result<Vec<ObjectHead>> {
        let mut objects = Vec::new();
        let mut token = None;
        loop {
            let list = self.client.list_objects_v2().bucket(&*self.bucket).prefix(prefix).set_continuation_token(token);
            let page = Box::pin(list.send()).await.map_err(failed)?;
            let heads = page.contents.unwrap_or_default().into_iter().filter_map(|object| {
                let length = object.size.and_then(|size| u64::try_from(size).ok()).unwrap_or_default();
                object.key.map(|key| ObjectHead { key, length })
            });
            objects.extend(heads);
            token = page.next_continuation_token;
            if token.is_none() {
                return Ok(objects);
            }
        }
    }

    /// Whether the bucket can be reached with these keys.
    pub async fn probe(&self) -> Result<()> {
        Box::pin(self.client.head_bucket().bucket(&*self.bucket).send()).await.map_err(failed)?;
        Ok(())
    }
}

/// Every S3 service answers reads and writes of objects with a tag. An answer without one comes from another server at this address, such as a
/// proxy's page about maintenance: nothing was stored, and what it sends is no object.
fn from_s3(tag: Option<&str>) -> Result<()> {
    let refuse = || StorageError::Failed("the answer is not that of an S3 service".into());
    tag.map(drop).ok_or_else(refuse)
}

/// The kind of failure, without the service's message, which may contain a signed address.
fn failed<E>(error: SdkError<E>) -> StorageError
where
    E: std::error::Error + aws_sdk_s3::error::ProvideErrorMetadata + Send + Sync + 'static,
{
    let code = error.as_service_error().and_then(|error| error.code()).unwrap_or("no reason");
    match (error.raw_response().map(|response| response.status().as_u16()), code) {
        (Some(404), "NoSuchBucket") => StorageError::Failed("storage answered 404: NoSuchBucket".into()),
        (Some(404), _) => StorageError::NotFound,
        (Some(416), _) => StorageError::Range,
        (Some(status), code) => StorageError::Failed(format!("storage answered {status}: {code}")),
        (None, _) => StorageError::Failed(DisplayErrorContext(error).to_string()),
    }
}
