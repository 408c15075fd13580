//! What the origin answers, free of any web framework.

use super::playlist::PlaylistText;
use bytes::Bytes;

/// Who may keep a copy of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anyone may watch; caches may keep what the rules of HLS allow.
    Public,
    /// The caller checked a permission; nothing is to be kept (`no-store`).
    Private,
}

/// An HTTP answer.
#[derive(Clone, Debug)]
pub struct Response {
    /// HTTP status code.
    pub status: u16,
    /// Lower-case names and values, ASCII; a value fits `http::HeaderValue::from_maybe_shared` without a copy.
    pub headers: Vec<(&'static str, Bytes)>,
    /// The body; shared, never copied per viewer.
    pub body: Bytes,
}

/// How long playlists may be kept (RFC 8216bis, 6.2.1 and appendix B), written out once.
pub(super) struct Lifetimes {
    /// Of a playlist that is answered without waiting: half a target duration.
    pub brief: Bytes,
    /// Of a playlist that was waited for and is the first of its kind: six target durations.
    pub lasting: Bytes,
    /// Of a playlist that was waited for and ends with a whole segment. video.js asks for the same address again until the next part exists,
    /// and would get the cached answer until that expires; one second lets a cache answer all requests that wait at the same time.
    pub passing: Bytes,
}

impl Lifetimes {
    /// For a target duration in seconds.
    pub fn new(target: u64) -> Self {
        let seconds = |seconds: u64| format!("public, max-age={seconds}").into();
        Self {
            brief: seconds((target / 2).max(1)),
            lasting: seconds(target * 6),
            passing: Bytes::from_static(b"public, max-age=0, s-maxage=1"),
        }
    }
}

pub(super) enum Caching<'a> {
    Never,
    For(&'a Bytes),
    Immutable,
}

impl Response {
    /// The value of a header, when it is there and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|(known, _)| *known == name)?;
        std::str::from_utf8(value).ok()
    }

    fn new(status: u16, caching: Caching, access: Access, content_type: &'static str, body: Bytes) -> Self {
        let caching = match (access, caching) {
            (Access::Private, _) | (_, Caching::Never) => Bytes::from_static(b"no-store"),
            (Access::Public, Caching::Immutable) => Bytes::from_static(b"public, max-age=31536000, immutable"),
            (Access::Public, Caching::For(lifetime)) => lifetime.clone(),
        };
        let mut headers = Vec::with_capacity(6);
        headers.push(("content-type", Bytes::from_static(content_type.as_bytes())));
        headers.push(("cache-control", caching));
        headers.push(("access-control-allow-origin", Bytes::from_static(b"*")));
        headers.push(("access-control-expose-headers", Bytes::from_static(b"date, age")));
        Self { status, headers, body }
    }

    pub(super) fn text(text: &PlaylistText, accept_gzip: bool, access: Access, caching: Caching) -> Self {
        let body = if accept_gzip { text.gzip() } else { text.plain() };
        let mut response = Self::new(200, caching, access, "application/vnd.apple.mpegurl", body.clone());
        response.headers.push(("vary", Bytes::from_static(b"accept-encoding")));
        if accept_gzip {
            response.headers.push(("content-encoding", Bytes::from_static(b"gzip")));
        }
        response
    }

    pub(super) fn media(bytes: Bytes, access: Access, caching: Caching) -> Self {
        Self::new(200, caching, access, "video/mp4", bytes)
    }

    fn error(status: u16, reason: &'static str) -> Self {
        Self::new(
            status,
            Caching::Never,
            Access::Public,
            "text/plain; charset=utf-8",
            Bytes::from_static(reason.as_bytes()),
        )
    }

    pub(super) fn not_found() -> Self {
        Self::error(404, "not found\n")
    }

    pub(super) fn bad_request(reason: &'static str) -> Self {
        Self::error(400, reason)
    }

    pub(super) fn overdue() -> Self {
        Self::error(503, "not there in time\n")
    }
}
