//! The media crate alone: RTMP on 1935, any stream key; a page that plays `http://127.0.0.1:8080/?{key}` (key `test` if none is given).
//!
//! hls.js is taken from `node_modules` or `end2end/node_modules` below the working directory (`npm install hls.js`), or from the path in
//! `HLS_JS`; without it only browsers that play HLS themselves show a picture. `RTMP` and `HTTP` move the two addresses.

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use media::hls::{Access, HlsSettings, Origin};
use media::ingest::{Admission, Event, Gate, Ingest, PublishRequest, PublisherId, Refusal};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

const PAGE: &str = include_str!("standalone.html");

/// Lets everyone in; the key is the stream's name.
struct Open;

impl Gate for Open {
    async fn authorize(&self, request: PublishRequest) -> Result<Admission, Refusal> {
        Ok(Admission { stream_id: request.key.clone(), age: Duration::ZERO, label: request.key })
    }

    async fn event(&self, publisher: PublisherId, stream_id: &str, event: Event) {
        tracing::info!(%publisher, stream_id, ?event, "publisher");
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    tracing_subscriber::fmt().init();
    let address = |name, default: &str| std::env::var(name).unwrap_or_else(|_| default.to_owned());
    let rtmp = TcpListener::bind(address("RTMP", "0.0.0.0:1935")).await?;
    let http = TcpListener::bind(address("HTTP", "127.0.0.1:8080")).await?;
    tracing::info!(rtmp = %rtmp.local_addr()?, http = %http.local_addr()?, "listening");
    let origin = Origin::new(HlsSettings::default());
    let shutdown = CancellationToken::new();
    let (ingest, _publishers) = Ingest::new(Arc::new(Open), origin.clone(), media::ingest::IngestSettings::default());
    let mut tasks = JoinSet::new();
    tasks.spawn(ingest.run(rtmp, shutdown.clone()));
    tasks.spawn(serve(http, origin, shutdown.clone()));
    tokio::signal::ctrl_c().await?;
    shutdown.cancel();
    while tasks.join_next().await.is_some() {}
    Ok(())
}

async fn serve(listener: TcpListener, origin: Origin, shutdown: CancellationToken) {
    let player = player();
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = shutdown.cancelled() => return,
            accepted = listener.accept() => accepted,
        };
        let Ok((stream, _)) = accepted else {
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        while connections.try_join_next().is_some() {}
        let (origin, player) = (origin.clone(), player.clone());
        connections.spawn(async move {
            let service = service_fn(move |request| answer(request, origin.clone(), player.clone()));
            let _ = hyper::server::conn::http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(Duration::from_secs(15))
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

/// hls.js, or nothing.
fn player() -> Bytes {
    let told = std::env::var("HLS_JS").unwrap_or_default();
    let places = [told.as_str(), "node_modules/hls.js/dist/hls.min.js", "end2end/node_modules/hls.js/dist/hls.min.js"];
    places.iter().find_map(|path| std::fs::read(path).ok()).unwrap_or_default().into()
}

async fn answer(
    request: Request<Incoming>,
    origin: Origin,
    player: Bytes,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let path = request.uri().path();
    let Some((stream_id, rest)) = path.strip_prefix("/hls/").and_then(|rest| rest.split_once('/')) else {
        let (kind, body) = match path {
            "/hls.js" => ("text/javascript", player),
            _ => ("text/html; charset=utf-8", Bytes::from_static(PAGE.as_bytes())),
        };
        let mut response = Response::new(Full::new(body));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        return Ok(response);
    };
    // On one machine there is nothing to gain from gzip.
    let answered = origin.respond(stream_id, rest, request.uri().query(), false, Access::Public).await;
    let mut response = Response::new(Full::new(answered.body));
    *response.status_mut() = hyper::StatusCode::from_u16(answered.status).unwrap_or_default();
    for (name, value) in answered.headers {
        if let Ok(value) = HeaderValue::from_maybe_shared(value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    Ok(response)
}
