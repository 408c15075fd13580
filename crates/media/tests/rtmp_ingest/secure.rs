//! RTMPS: encoders over TLS, and peers that only pretend to speak it.

use std::sync::Arc;
use std::time::Duration;

use media::ingest::{Gone, IngestSettings};
use testkit::{Certificate, Encoder};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::server::{PATIENCE, Server};

fn acceptor() -> TlsAcceptor {
    let files = Certificate::make();
    let chain = vec![CertificateDer::from_pem_file(files.certificate()).unwrap()];
    let key = PrivateKeyDer::from_pem_file(files.key()).unwrap();
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    TlsAcceptor::from(Arc::new(builder.with_single_cert(chain, key).unwrap()))
}

#[tokio::test]
async fn an_encoder_publishes_over_tls_beside_one_without() {
    let mut server = Server::start_secure(IngestSettings::default(), acceptor()).await;
    let mut secure = Encoder::ffmpeg(server.secure_url("key-a")).start();
    let publisher = server.playable("a").await;
    let _plain = Encoder::ffmpeg(server.url("key-b")).start();
    server.playable("b").await;
    let (_, said) = secure.stop(PATIENCE).await;
    assert_eq!(server.gone(publisher, "a").await, Gone::Finished, "{said}");
}

#[tokio::test]
async fn what_never_finishes_its_tls_handshake_is_closed_in_the_time_for_handshakes() {
    let handshake = Duration::from_millis(500);
    let mut server = Server::start_secure(IngestSettings { handshake, ..IngestSettings::default() }, acceptor()).await;
    // A record header of TLS that announces more than ever comes; plain RTMP; nothing.
    let openings: [&[u8]; 3] = [&[22, 3, 1, 2, 0, 1], &[3; 1537], b""];
    let mut peers = Vec::new();
    for index in 0..30 {
        let mut socket = TcpStream::connect(server.secure.unwrap()).await.unwrap();
        socket.write_all(openings[index % openings.len()]).await.unwrap();
        peers.push(socket);
    }
    for socket in &mut peers {
        // A reset counts as closed; an alert of TLS may come before.
        let _ = timeout(PATIENCE, socket.read_to_end(&mut Vec::new())).await.unwrap();
    }
    assert!(server.quiet() && server.publishers.count() == 0);
}
