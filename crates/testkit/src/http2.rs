//! A client of HTTP/2 over TLS: many requests at once on one connection.

use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use h2::client::SendRequest;
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use crate::{Certificate, HttpAnswer, PATIENCE};

/// Connects over TLS, trusting this certificate alone and offering these protocols.
///
/// # Panics
/// When the handshake fails.
pub async fn tls(address: SocketAddr, certificate: &Certificate, protocols: &[&str]) -> TlsStream<TcpStream> {
    let config = match config(certificate, protocols) {
        Ok(config) => config,
        Err(error) => panic!("no TLS configuration: {error}"),
    };
    let connecting = async {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        TlsConnector::from(Arc::new(config)).connect(ServerName::from(address.ip()), stream).await
    };
    match timeout(PATIENCE, connecting).await {
        Ok(Ok(stream)) => stream,
        other => panic!("no TLS handshake with {address}: {:?}", other.map(|done| done.err())),
    }
}

fn config(
    certificate: &Certificate,
    protocols: &[&str],
) -> Result<ClientConfig, Box<dyn std::error::Error + Send + Sync>> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(certificate.certificate())?)?;
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let mut config = builder.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
    Ok(config)
}

/// One connection. Dropping it closes it.
pub struct Http2 {
    address: SocketAddr,
    requests: SendRequest<Bytes>,
    connection: JoinHandle<()>,
}

impl Http2 {
    /// Connects over TLS.
    ///
    /// # Panics
    /// When the server does not agree on HTTP/2.
    pub async fn connect(address: SocketAddr, certificate: &Certificate) -> Self {
        let stream = tls(address, certificate, &["h2", "http/1.1"]).await;
        assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]), "the protocol agreed on");
        match h2::client::handshake(stream).await {
            Ok((requests, connection)) => {
                let connection = tokio::spawn(async move { drop(connection.await) });
                Self { address, requests, connection }
            }
            Err(error) => panic!("no HTTP/2: {error}"),
        }
    }

    /// Sends a request with these additional headers.
    ///
    /// # Panics
    /// When no answer comes.
    pub async fn request(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> HttpAnswer {
        match timeout(PATIENCE, self.ask(method, path, headers, body)).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => panic!("{method} {path}: {error}"),
            Err(_) => panic!("{method} {path}: no answer within {PATIENCE:?}"),
        }
    }

    /// Sends a GET request.
    pub async fn get(&self, path: &str) -> HttpAnswer {
        self.request("GET", path, &[], "").await
    }

    /// Sends a request and reads no more than the first window; returns the bytes that came until the server gave up. The connection
    /// itself stays alive.
    ///
    /// # Panics
    /// When the server does not give up, or sends everything.
    pub async fn stall(&self, path: &str) -> usize {
        let stalling = async {
            let request = http::Request::get(format!("https://{}{path}", self.address)).body(())?;
            let mut receiving = self.requests.clone().ready().await?.send_request(request, true)?.0.await?.into_body();
            let mut received = 0;
            while let Some(Ok(piece)) = receiving.data().await {
                received += piece.len();
            }
            assert!(!receiving.is_end_stream(), "{path}: everything was sent");
            Result::<usize, Box<dyn std::error::Error + Send + Sync>>::Ok(received)
        };
        match timeout(2 * PATIENCE, stalling).await {
            Ok(Ok(received)) => received,
            other => panic!("{path}: the server did not give up: {other:?}"),
        }
    }

    /// Whether the server has closed it.
    pub fn is_closed(&self) -> bool {
        self.connection.is_finished()
    }

    async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Result<HttpAnswer, Box<dyn std::error::Error + Send + Sync>> {
        let mut request = http::Request::builder().method(method).uri(format!("https://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut requests = self.requests.clone().ready().await?;
        let (answer, mut sending) = requests.send_request(request.body(())?, body.is_empty())?;
        if !body.is_empty() {
            sending.send_data(Bytes::copy_from_slice(body.as_bytes()), true)?;
        }
        let (head, mut receiving) = answer.await?.into_parts();
        let mut received = Vec::new();
        while let Some(piece) = receiving.data().await {
            let piece = piece?;
            receiving.flow_control().release_capacity(piece.len())?;
            received.extend_from_slice(&piece);
        }
        let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers = head.headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value)));
        Ok(HttpAnswer::new(head.status.as_u16(), headers.collect(), received))
    }
}

impl Drop for Http2 {
    fn drop(&mut self) {
        self.connection.abort();
    }
}
