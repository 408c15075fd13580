//! The HTTP client of deliveries: it looks a name up, refuses what is not on the internet, and connects to the very address that it has checked.
//! Each delivery has a connection of its own, redirects are not followed, and little of the answer is read.

use super::address::WebhookReach;
use crate::identity::http::tls_config;
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper::header::{CONTENT_TYPE, HOST, HeaderMap, HeaderValue, RETRY_AFTER, USER_AGENT};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::{Instant, timeout, timeout_at};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::ClientConfig;
use tokio_rustls::rustls::pki_types::ServerName;
use url::{Host, Position, Url};

/// How long a receiver may take to answer with a status, from looking up its name on.
const TIMEOUT: Duration = Duration::from_secs(10);
/// How long the beginning of the body may take once the status is there. The status alone decides.
const BODY_TIMEOUT: Duration = Duration::from_secs(2);
/// Bytes of the body that are read.
const EXCERPT: usize = 1024;
/// Most bytes of the head of an answer, and of its body that are kept at a time.
const LONGEST_HEAD: usize = 64 * 1024;
/// Most addresses of a name that are tried. A name may lead to hundreds of machines that belong to others.
const MOST_ADDRESSES: usize = 8;

/// The client.
pub struct WebhookClient {
    tls: Arc<ClientConfig>,
    reach: WebhookReach,
}

/// What a receiver answered.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    /// When it wants to be asked again.
    pub retry_after: Option<Duration>,
    /// The beginning of the body, without what is no text.
    pub excerpt: String,
}

/// Why there is no answer. The sentences are for the webhook's owner, and tell nothing of the network that the server stands in.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    #[error("The name of the host leads to no address.")]
    Unknown,
    #[error("The name of the host leads to an address that isn't public. Events are sent to the internet only.")]
    NotPublic,
    #[error("No connection could be made: {0}.")]
    Unreachable(std::io::ErrorKind),
    #[error("The secure connection failed: {0}.")]
    Tls(std::io::Error),
    #[error("The receiver broke the connection off, or its answer isn't HTTP.")]
    Broken,
    #[error("The receiver did not answer within 10 seconds.")]
    Slow,
    #[error("This address can't be used any more. Make a new webhook.")]
    Unusable,
}

impl WebhookClient {
    /// For machines within this reach.
    pub fn new(reach: WebhookReach) -> Self {
        Self { tls: Arc::new(tls_config()), reach }
    }

    /// Which machines it connects to.
    pub fn reach(&self) -> WebhookReach {
        self.reach
    }

    /// Sends JSON and waits for the status.
    pub async fn post(&self, address: &Url, headers: HeaderMap, body: String) -> Result<Reply, SendError> {
        let deadline = Instant::now() + TIMEOUT;
        let request = request(address, headers, body).ok_or(SendError::Unusable)?;
        let stream = by(deadline, self.connect(address)).await?;
        match (address.scheme(), address.host()) {
            ("https", Some(host)) => {
                let name = server_name(&host).ok_or(SendError::Unusable)?;
                let secured =
                    async { TlsConnector::from(self.tls.clone()).connect(name, stream).await.map_err(SendError::Tls) };
                send(by(deadline, secured).await?, request, deadline).await
            }
            ("http", _) if self.reach == WebhookReach::InternetAndLoopback => send(stream, request, deadline).await,
            _ => Err(SendError::Unusable),
        }
    }

    /// A connection to an address that was checked.
    async fn connect(&self, address: &Url) -> Result<TcpStream, SendError> {
        let port = address.port_or_known_default().ok_or(SendError::Unusable)?;
        let found: Vec<SocketAddr> = match address.host().ok_or(SendError::Unusable)? {
            Host::Ipv4(ip) => vec![(ip, port).into()],
            Host::Ipv6(ip) => vec![(ip, port).into()],
            Host::Domain(name) => lookup_host((name, port)).await.map_err(|_| SendError::Unknown)?.collect(),
        };
        let tried = tried(self.reach, &found)?;
        TcpStream::connect(tried.as_slice()).await.map_err(|error| SendError::Unreachable(error.kind()))
    }
}

/// A step of an attempt; the receiver is slow if it takes longer than until then.
async fn by<T>(deadline: Instant, step: impl Future<Output = Result<T, SendError>>) -> Result<T, SendError> {
    timeout_at(deadline, step).await.unwrap_or(Err(SendError::Slow))
}

/// The addresses that are tried of those that a name leads to: only public ones, however many others stand beside them.
fn tried(reach: WebhookReach, found: &[SocketAddr]) -> Result<Vec<SocketAddr>, SendError> {
    if found.is_empty() {
        return Err(SendError::Unknown);
    }
    let public = found.iter().copied().filter(|found| reach.includes(found.ip()));
    let tried: Vec<SocketAddr> = public.take(MOST_ADDRESSES).collect();
    if tried.is_empty() { Err(SendError::NotPublic) } else { Ok(tried) }
}

fn server_name(host: &Host<&str>) -> Option<ServerName<'static>> {
    match host {
        Host::Domain(name) => ServerName::try_from((*name).to_owned()).ok(),
        Host::Ipv4(ip) => Some(std::net::IpAddr::from(*ip).into()),
        Host::Ipv6(ip) => Some(std::net::IpAddr::from(*ip).into()),
    }
}

fn request(address: &Url, headers: HeaderMap, body: String) -> Option<Request<Full<Bytes>>> {
    let target = &address[Position::BeforePath..Position::AfterQuery];
    let mut request = Request::builder().method(Method::POST).uri(target).body(Full::from(body)).ok()?;
    *request.headers_mut() = headers;
    let host = &address[Position::BeforeHost..Position::AfterPort];
    request.headers_mut().insert(HOST, HeaderValue::try_from(host).ok()?);
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let agent = concat!("AeThex-Live/", env!("CARGO_PKG_VERSION"));
    request.headers_mut().insert(USER_AGENT, HeaderValue::from_static(agent));
    Some(request)
}

/// Sends a request and reads the answer. Its status has to come until `deadline`; the beginning of the body may come a little later, because a
/// delivery that was taken must not count as one that has failed.
async fn send<S>(stream: S, request: Request<Full<Bytes>>, deadline: Instant) -> Result<Reply, SendError>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let connection = http1::Builder::new().max_buf_size(LONGEST_HEAD).handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = connection.map_err(|_| SendError::Broken)?;
    let exchange = async {
        let answered = async { sender.send_request(request).await.map_err(|_| SendError::Broken) };
        let response = by(deadline, answered).await?;
        let (status, retry_after) = (response.status(), retry_after(response.headers()));
        let mut read = Vec::new();
        // What has come until then is kept.
        let _ = timeout(BODY_TIMEOUT, read_beginning(response.into_body(), &mut read)).await;
        Ok(Reply { status, retry_after, excerpt: text(&read) })
    };
    let (mut exchange, mut connection, mut is_open) = (pin!(exchange), pin!(connection), true);
    loop {
        tokio::select! {
            biased;
            reply = &mut exchange => return reply,
            // The receiver may close the connection while its answer is still being read.
            _ = &mut connection, if is_open => is_open = false,
        }
    }
}

async fn read_beginning(mut body: Incoming, read: &mut Vec<u8>) {
    while let Some(Ok(frame)) = body.frame().await {
        if let Ok(data) = frame.into_data() {
            read.extend_from_slice(&data[..data.len().min(EXCERPT - read.len())]);
        }
        if read.len() >= EXCERPT {
            return;
        }
    }
}

/// PostgreSQL takes no NUL, and a page shows no other control characters.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).chars().filter(|c| !c.is_control() || *c == '\n').collect()
}

/// The seconds of `Retry-After`, which Discord gives with decimals. A date is not worth reading: the next pause fits as well.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds: f64 = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test]
    async fn a_name_that_leads_to_this_machine_is_refused_when_the_delivery_is_sent() {
        let client = WebhookClient::new(WebhookReach::Internet);
        // As if the name had led to the internet when the webhook was made.
        for address in ["https://localhost/", "https://127.0.0.1:8443/", "https://[::ffff:10.0.0.1]/"] {
            let sent = client.post(&address.parse().unwrap(), HeaderMap::new(), "{}".into()).await;
            assert!(matches!(sent, Err(SendError::NotPublic)), "{address}: {sent:?}");
        }
    }

    #[test]
    fn a_name_is_reached_by_its_public_addresses_only_and_by_few_of_them() {
        let addresses = |ips: &[&str]| -> Vec<SocketAddr> {
            ips.iter().map(|ip| SocketAddr::new(ip.parse().unwrap(), 443)).collect()
        };
        let tried = |ips: &[&str]| tried(WebhookReach::Internet, &addresses(ips));
        let mixed = ["10.0.0.1", "9.9.9.9", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2606:4700:4700::1111"];
        assert_eq!(tried(&mixed).unwrap(), addresses(&["9.9.9.9", "2606:4700:4700::1111"]));
        assert!(matches!(tried(&["127.0.0.1", "2002:7f00:1::1", "::1"]), Err(SendError::NotPublic)));
        assert!(matches!(tried(&[]), Err(SendError::Unknown)));
        assert_eq!(tried(&["9.9.9.9"; 100]).unwrap().len(), MOST_ADDRESSES);
    }

    /// What is made of an answer that comes after so long, and then of its body.
    async fn answered(after: Duration, head: &'static str, body_after: Duration) -> Result<Reply, SendError> {
        let (near, mut far) = tokio::io::duplex(1024 * 1024);
        let receiver = async move {
            // An answer before its request would be none.
            assert_ne!(far.read(&mut [0; 1024]).await.unwrap(), 0);
            tokio::time::sleep(after).await;
            far.write_all(head.as_bytes()).await.unwrap();
            tokio::time::sleep(body_after).await;
            // The other end may have gone by then.
            let _ = far.write_all(b"done").await;
            std::future::pending::<()>().await;
        };
        let request = request(&"https://hooks.example.org/".parse().unwrap(), HeaderMap::new(), "{}".into()).unwrap();
        tokio::select! {
            reply = send(near, request, Instant::now() + TIMEOUT) => reply,
            () = receiver => unreachable!("it waits"),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_status_counts_though_the_body_comes_late_or_never() {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n";
        let nearly = TIMEOUT - Duration::from_millis(500);
        let reply = answered(nearly, head, Duration::from_secs(1)).await.unwrap();
        assert_eq!((reply.status, reply.excerpt.as_str()), (StatusCode::OK, "done"));
        let reply = answered(nearly, head, Duration::from_secs(3600)).await.unwrap();
        assert_eq!((reply.status, reply.excerpt.as_str()), (StatusCode::OK, ""));
        let late = answered(TIMEOUT + Duration::from_millis(1), head, Duration::ZERO).await;
        assert!(matches!(late, Err(SendError::Slow)), "{late:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn the_head_of_an_answer_has_a_bound() {
        let head = |length: usize| -> &'static str {
            let filling = "x".repeat(length);
            format!("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nX-Filling: {filling}\r\n\r\n").leak()
        };
        assert!(answered(Duration::ZERO, head(8 * 1024), Duration::ZERO).await.is_ok());
        let flooded = answered(Duration::ZERO, head(2 * LONGEST_HEAD), Duration::ZERO).await;
        assert!(matches!(flooded, Err(SendError::Broken)), "{flooded:?}");
    }

    #[test]
    fn a_pause_that_a_receiver_asks_for_is_read() {
        let asked =
            |text: &'static str| retry_after(&HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static(text))]));
        assert_eq!(asked("2"), Some(Duration::from_secs(2)));
        assert_eq!(asked("0.25"), Some(Duration::from_millis(250)));
        for text in ["", "-1", "NaN", "1e400", "soon", "Wed, 21 Oct 2015 07:28:00 GMT"] {
            assert_eq!(asked(text), None, "{text}");
        }
        assert_eq!(text(b"a\0b\r\nc\xff"), "ab\nc\u{fffd}");
    }
}
