//! The embedded S3 server's objects: `s3s-fs`, with complete deletions and with lists that read only the folders of the prefix.

use axum::http::StatusCode;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use s3s::dto::{
    DeleteObjectInput, DeleteObjectOutput, GetObjectInput, GetObjectOutput, HeadBucketInput, HeadBucketOutput,
    HeadObjectInput, HeadObjectOutput, ListObjectsV2Input, ListObjectsV2Output, Object, PutObjectInput,
    PutObjectOutput,
};
use s3s::{S3, S3Error, S3ErrorCode, S3Request, S3Response, S3Result, s3_error};
use s3s_fs::FileSystem;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::pin::Pin;
use tokio::task::spawn_blocking;

/// Return type of an operation. The trait uses `async_trait`, and its macro is not worth a dependency here.
type S3Answer<'a, T> = Pin<Box<dyn Future<Output = S3Result<S3Response<T>>> + Send + 'a>>;

/// Implements only the operations that our own client needs.
pub struct Files {
    files: FileSystem,
    root: PathBuf,
}

impl Files {
    /// Buckets are the folders in `root`.
    ///
    /// # Errors
    /// When the folder cannot be used.
    pub fn new(root: &Path) -> Result<Self, s3s_fs::Error> {
        Ok(Self { files: FileSystem::new(root)?, root: root.to_owned() })
    }

    /// Removes the metadata that `s3s-fs` keeps about an object, and folders that are then empty.
    fn tidy(root: &Path, bucket: &str, key: &str) -> io::Result<()> {
        for kind in ["metadata", "internal"] {
            // The names that `s3s-fs` gives these files.
            let [bucket, key] = [bucket, key].map(|name| BASE64_URL_SAFE_NO_PAD.encode(name));
            let name = format!(".bucket-{bucket}.object-{key}.{kind}.json");
            match fs::remove_file(root.join(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        let bucket = root.join(bucket);
        let object = bucket.join(key);
        let folders = object.ancestors().skip(1).take_while(|folder| folder.starts_with(&bucket) && **folder != bucket);
        for folder in folders {
            // The folder most likely contains another object.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    /// Every object below a bucket's folder, by key. A page may hold more than S3 promises: the client is ours.
    fn list(bucket: &Path, prefix: &str) -> io::Result<Vec<Object>> {
        let folder = prefix.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (mut folders, mut objects) = (vec![bucket.join(folder)], Vec::new());
        while let Some(folder) = folders.pop() {
            let entries = match fs::read_dir(&folder) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                entries => entries?,
            };
            for entry in entries {
                let entry = entry?;
                let path = entry.path();
                if entry.file_type()?.is_dir() {
                    folders.push(path);
                    continue;
                }
                let Some(key) = path.strip_prefix(bucket).ok().and_then(Path::to_str) else { continue };
                if key.starts_with(prefix) {
                    let size = i64::try_from(entry.metadata()?.len()).ok();
                    objects.push(Object { key: Some(key.to_owned()), size, ..Object::default() });
                }
            }
        }
        objects.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(objects)
    }
}

/// Says of a full disk what it is; `s3s-fs` calls it an internal error. The code is that of MinIO, since S3 itself is never full.
fn named_if_full(mut error: S3Error) -> S3Error {
    let cause = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
    if cause.is_some_and(|cause| matches!(cause.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)) {
        error.set_code(S3ErrorCode::Custom("XMinioStorageFull".into()));
        error.set_status_code(StatusCode::INSUFFICIENT_STORAGE);
    }
    error
}

impl S3 for Files {
    fn put_object<'a, 'b>(&'a self, request: S3Request<PutObjectInput>) -> S3Answer<'b, PutObjectOutput>
    where
        'a: 'b,
        Self: 'b,
    {
        let put = self.files.put_object(request);
        Box::pin(async move { put.await.map_err(named_if_full) })
    }

    fn get_object<'a, 'b>(&'a self, request: S3Request<GetObjectInput>) -> S3Answer<'b, GetObjectOutput>
    where
        'a: 'b,
        Self: 'b,
    {
        self.files.get_object(request)
    }

    fn head_object<'a, 'b>(&'a self, request: S3Request<HeadObjectInput>) -> S3Answer<'b, HeadObjectOutput>
    where
        'a: 'b,
        Self: 'b,
    {
        self.files.head_object(request)
    }

    fn head_bucket<'a, 'b>(&'a self, request: S3Request<HeadBucketInput>) -> S3Answer<'b, HeadBucketOutput>
    where
        'a: 'b,
        Self: 'b,
    {
        self.files.head_bucket(request)
    }

    fn delete_object<'a, 'b>(&'a self, request: S3Request<DeleteObjectInput>) -> S3Answer<'b, DeleteObjectOutput>
    where
        'a: 'b,
        Self: 'b,
    {
        Box::pin(async move {
            let (bucket, key) = (request.input.bucket.clone(), request.input.key.clone());
            let deleted = self.files.delete_object(request).await?;
            if is_plain(&bucket) && is_plain(&key) {
                let root = self.root.clone();
                let tidied = spawn_blocking(move || Self::tidy(&root, &bucket, &key)).await;
                tidied
                    .map_err(|error| s3_error!(error, InternalError))?
                    .map_err(|error| s3_error!(error, InternalError))?;
            }
            Ok(deleted)
        })
    }

    fn list_objects_v2<'a, 'b>(&'a self, request: S3Request<ListObjectsV2Input>) -> S3Answer<'b, ListObjectsV2Output>
    where
        'a: 'b,
        Self: 'b,
    {
        Box::pin(async move {
            let (bucket, prefix) = (request.input.bucket, request.input.prefix.unwrap_or_default());
            if !is_plain(&bucket) || !is_plain(&prefix) {
                return Err(s3_error!(InvalidArgument));
            }
            let folder = self.root.join(&bucket);
            let listed = spawn_blocking(move || Self::list(&folder, &prefix)).await;
            let objects = listed.map_err(|error| s3_error!(error, InternalError))?;
            let objects = objects.map_err(|error| s3_error!(error, InternalError))?;
            let output = ListObjectsV2Output {
                key_count: i32::try_from(objects.len()).ok(),
                is_truncated: Some(false),
                contents: Some(objects),
                name: Some(bucket),
                ..ListObjectsV2Output::default()
            };
            Ok(S3Response::new(output))
        })
    }
}

/// Whether a path has only normal components, no `..` or root.
fn is_plain(path: &str) -> bool {
    Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}
