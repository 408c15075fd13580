//! One connection, from its TLS handshake to its last answer: HTTP/1.1, or HTTP/2 where TLS agreed on it.

use super::connections::Work;
use super::direct::DirectStream;
use super::streams::{Slices, Streams};
#[cfg(target_os = "linux")]
use super::write_timeout::UNSENT;
use super::write_timeout::{Movement, WriteTimeout};
use super::{ConnectionPermit, DRAIN};
use crate::router::Front;
use axum::body::{Body, HttpBody};
use bytes::Bytes;
use http::Request;
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use hyper::server::conn::{http1, http2};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::SetOnce;
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// Time for the TLS handshake.
const TLS: Duration = Duration::from_secs(5);
/// Time for a request's headers; also how long a kept-alive connection may idle.
const HEADERS: Duration = Duration::from_secs(10);
/// How long a connection of HTTP/2 may idle after its first request: browsers hold one where they would hold six.
const IDLE: Duration = Duration::from_secs(60);
/// How long a connection that has not asked for anything yet may still do so once the server stops: its first request may be on the way.
const FIRST: Duration = Duration::from_secs(1);
/// Most bytes of a request's headers.
const HEADER_BYTES: u32 = 32 * 1024;
/// Requests at once on one connection of HTTP/2. A page with its player and previews holds about ten.
const STREAMS: u32 = 64;

/// An accepted TCP connection, before TLS and HTTP.
pub struct AcceptedConnection {
    pub stream: TcpStream,
    /// Address of the peer.
    pub peer: SocketAddr,
    /// Its place in the count of connections.
    pub permit: ConnectionPermit,
    /// Cancelled when the server stops; none if it is stopping already, when a connection gets a single answer.
    pub shutdown: Option<CancellationToken>,
}

impl AcceptedConnection {
    /// Serves the connection to its end, over TLS if there is an acceptor. Errors are not reported, since clients may hang up at any
    /// time.
    pub async fn serve(self, tls: Option<TlsAcceptor>, front: Front) {
        let (peer, permit) = (self.peer, self.permit.clone());
        tokio::select! {
            () = self.answer_all(tls, front) => {}
            () = permit.evicted() => tracing::debug!(%peer, "a connection made room for another"),
        }
    }

    async fn answer_all(self, tls: Option<TlsAcceptor>, front: Front) {
        let Self { stream, peer, permit, shutdown } = self;
        // Small writes are whole answers or frames here; waiting for more would only delay them.
        let _ = stream.set_nodelay(true);
        // Without it slow peers are only cut later or sooner than they should be.
        #[cfg(target_os = "linux")]
        let _ = socket2::SockRef::from(&stream).set_tcp_notsent_lowat(UNSENT);
        let stream = DirectStream::new(stream);
        // Over TLS every byte goes through the session, which the connection's own task holds.
        let direct = tls.is_none().then(|| stream.direct().clone());
        let stream = WriteTimeout::new(stream, peer, permit.clone());
        let movement = stream.movement();
        let asked = Arc::new(SetOnce::new());
        let has_asked = Arc::clone(&asked);
        let service = tower::service_fn(move |request: Request<Incoming>| {
            // Fails after the first request, which is fine.
            let _ = has_asked.set(());
            let work = permit.work();
            let answer = front.clone().answer(request, peer, permit.clone(), direct.clone());
            async { Ok::<_, Infallible>(answer.await.map(|body| AnswerBody { body, _work: work })) }
        });
        let Some(tls) = tls else {
            return serve_http1(stream, TowerToHyperService::new(service), &asked, shutdown).await;
        };
        let Ok(Ok(stream)) = timeout(TLS, tls.accept(stream)).await else {
            tracing::debug!(%peer, "no TLS handshake");
            return;
        };
        // ALPN has chosen the protocol before the first byte of HTTP.
        if stream.get_ref().1.alpn_protocol() == Some(b"h2") {
            let slice = |response: http::Response<AnswerBody>| response.map(Slices::from);
            let service = ServiceExt::<Request<Incoming>>::map_response(service, slice);
            serve_http2(stream, TowerToHyperService::new(service), &movement, &asked, shutdown).await;
        } else {
            serve_http1(stream, TowerToHyperService::new(service), &asked, shutdown).await;
        }
    }
}

/// An answer's body; until it is sent or given up, its connection is at work.
pub struct AnswerBody {
    body: Body,
    _work: Work,
}

impl HttpBody for AnswerBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

async fn serve_http1<S, V>(stream: S, service: V, asked: &SetOnce<()>, shutdown: Option<CancellationToken>)
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    V: hyper::service::Service<Request<Incoming>, Response = http::Response<AnswerBody>> + Send + 'static,
    V::Error: Into<axum::BoxError>,
    V::Future: Send,
{
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
        .keep_alive(shutdown.is_some())
        .max_buf_size(HEADER_BYTES as usize)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    let mut connection = pin!(connection);
    if let Some(shutdown) = shutdown {
        tokio::select! {
            _ = connection.as_mut() => return,
            () = shutdown.cancelled() => {}
        }
        // hyper would close a connection from which nothing was read, and a client that has just connected would get no answer at all.
        tokio::select! {
            _ = connection.as_mut() => return,
            _ = asked.wait() => {}
            () = sleep(FIRST) => {}
        }
        connection.as_mut().graceful_shutdown();
    }
    let _ = connection.await;
}

async fn serve_http2<S, V>(
    stream: S,
    service: V,
    movement: &Movement,
    asked: &SetOnce<()>,
    shutdown: Option<CancellationToken>,
) where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    V: hyper::service::Service<Request<Incoming>, Response = http::Response<Slices>> + Send + 'static,
    V::Error: Into<axum::BoxError>,
    V::Future: Send + 'static,
{
    let connection = http2::Builder::new(Streams::default())
        .timer(TokioTimer::new())
        .max_concurrent_streams(STREAMS)
        .max_header_list_size(HEADER_BYTES)
        .max_send_buf_size(256 * 1024)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    let begin = Instant::now();
    loop {
        // hyper has no such time limit: the connection ends without a first request, and later without a byte in either direction.
        let over = if asked.initialized() { movement.last() + IDLE } else { begin + HEADERS };
        let stopped = async {
            match &shutdown {
                Some(shutdown) => shutdown.cancelled().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = connection.as_mut() => return,
            () = stopped => break,
            () = sleep_until(over) => {
                let is_idle = movement.last() + IDLE <= Instant::now();
                if is_idle || !asked.initialized() {
                    break;
                }
            }
        }
    }
    connection.as_mut().graceful_shutdown();
    let _ = timeout(DRAIN, connection).await;
}
