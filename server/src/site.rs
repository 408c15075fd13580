//! The bundle of the front end: read once at start, named by its content, and served from memory, precompressed where possible.

use axum::extract::{self, Path};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::{self, PathBuf};
use std::{fs, io};

use crate::encodings::Forms;
use crate::state::State;

/// The platform's icon.
const FAVICON: &str = include_str!("../../public/favicon.svg");
/// Cached for a year; the folder's name changes with its content.
const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Why the browser's files cannot be served.
#[derive(Debug, thiserror::Error)]
#[error("the browser's files are not in {}: {cause}. Build them with `cargo xtask build`, or name their folder in AETHEX_SITE_DIR.", folder.display())]
pub struct SiteError {
    folder: PathBuf,
    cause: io::Error,
}

/// All files of the bundle.
pub struct Site {
    files: HashMap<String, Forms>,
    hash: String,
}

impl Site {
    /// Reads the folder `pkg` of the site directory. Files ending in `.gz` and `.br` are the compressed forms of the others.
    pub fn read(site_dir: &path::Path) -> Result<Self, SiteError> {
        let folder = site_dir.join("pkg");
        let mut paths = list(&folder).map_err(|cause| SiteError { folder: folder.clone(), cause })?;
        paths.sort();
        let mut files: HashMap<String, Forms> = HashMap::new();
        let mut hash = Sha256::new();
        for path in paths {
            let bytes = fs::read(&path).map_err(|cause| SiteError { folder: folder.clone(), cause })?;
            let name = path.strip_prefix(&folder).unwrap_or(&path).to_string_lossy().into_owned();
            hash.update(name.as_bytes());
            hash.update(&bytes);
            let bytes = Bytes::from(bytes);
            if let Some(of) = name.strip_suffix(".gz") {
                files.entry(of.to_owned()).or_default().gzip = Some(bytes);
            } else if let Some(of) = name.strip_suffix(".br") {
                files.entry(of.to_owned()).or_default().brotli = Some(bytes);
            } else {
                files.entry(name).or_default().plain = bytes;
            }
        }
        if !files.contains_key("aethex.js") {
            let cause = io::Error::new(io::ErrorKind::NotFound, "aethex.js is missing");
            return Err(SiteError { folder, cause });
        }
        let hash = hex::encode(&hash.finalize()[..8]);
        Ok(Self { files, hash })
    }

    /// The folder's name in addresses, without slashes.
    pub fn folder(&self) -> String {
        format!("pkg-{}", self.hash)
    }

    fn respond(&self, name: &str, headers: &HeaderMap) -> Option<Response> {
        let mut response = self.files.get(name)?.respond(content_type(name), headers);
        response.headers_mut().insert(header::CACHE_CONTROL, IMMUTABLE);
        Some(response)
    }
}

/// `GET /pkg-<hash>/{*name}`.
pub async fn file(state: extract::State<State>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    state.site.respond(&name, &headers).unwrap_or_else(|| StatusCode::NOT_FOUND.into_response())
}

/// `GET /favicon.svg`.
pub async fn favicon() -> Response {
    let headers = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=86400")];
    (headers, FAVICON).into_response()
}

/// `GET /robots.txt`.
pub async fn robots() -> String {
    let live = domain::addresses::LIVE;
    format!("User-agent: *\nDisallow: /dashboard\nDisallow: /auth/\nDisallow: /api/\nDisallow: {live}\n")
}

fn list(folder: &path::Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { files.extend(list(&path)?) } else { files.push(path) }
    }
    Ok(files)
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
