//! Answers that are the same for all as long as the server runs: compressed once, with a tag by which a client is not sent them again.

use crate::encodings::Forms;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use headers::{ETag, HeaderMapExt, IfNoneMatch};
use sha2::{Digest, Sha256};
use std::convert::Infallible;
use tower::{ServiceExt, service_fn};
use tower_http::CompressionLevel;
use tower_http::compression::Compression;

/// Of gzip and of brotli. It is done once, so it may take longer than for answers that differ (docs/adr/0015-what-is-compressed-how-hard.md); the
/// highest level of brotli would take whole seconds.
const LEVEL: CompressionLevel = CompressionLevel::Precise(9);

/// Such an answer.
pub struct SharedAnswer {
    kind: &'static str,
    forms: Forms,
    tag: Option<ETag>,
}

impl SharedAnswer {
    /// An answer of this content type.
    pub async fn new(kind: &'static str, plain: Bytes) -> Self {
        let (gzip, brotli) = (compressed(&plain, "gzip").await, compressed(&plain, "br").await);
        // Weak, because it stands for all forms.
        let tag = format!("W/\"{}\"", hex::encode(&Sha256::digest(&plain)[..16]));
        Self { kind, forms: Forms { plain, gzip, brotli }, tag: tag.parse().ok() }
    }

    /// The smallest form that the client takes; 304 if it has the answer already.
    pub fn respond(&self, request: &HeaderMap) -> Response {
        let known = request.typed_get::<IfNoneMatch>().zip(self.tag.as_ref());
        let mut response = match known.is_some_and(|(known, tag)| !known.precondition_passes(tag)) {
            true => StatusCode::NOT_MODIFIED.into_response(),
            false => self.forms.respond(self.kind, request),
        };
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Some(tag) = &self.tag {
            headers.typed_insert(tag.clone());
        }
        response
    }
}

/// A body in this coding, `gzip` or `br`.
async fn compressed(plain: &Bytes, coding: &'static str) -> Option<Bytes> {
    let plain = plain.clone();
    let answer = service_fn(move |_: Request<Body>| {
        let body = Body::from(plain.clone());
        async { Ok::<_, Infallible>(Response::new(body)) }
    });
    let mut request = Request::new(Body::empty());
    request.headers_mut().insert(header::ACCEPT_ENCODING, HeaderValue::from_static(coding));
    let Ok(response) = Compression::new(answer).quality(LEVEL).oneshot(request).await;
    let is_compressed = response.headers().contains_key(header::CONTENT_ENCODING);
    let body = to_bytes(Body::new(response.into_body()), usize::MAX).await;
    body.ok().filter(|_| is_compressed)
}
