//! R9: two thousand connections that never finish their headers and as many that never finish their handshake, while viewers watch.

use std::net::SocketAddr;
use std::time::Duration;

use testkit::load;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout};

use crate::test_server::TestServer;
use crate::{row, seconds, title, told};

const WATCHING: usize = 50;

pub async fn run() {
    let (crowd, time) = (told("BENCH_CROWD", 2000), seconds(20));
    title(&format!("R9: {crowd} slow headers and {crowd} slow RTMP handshakes, {WATCHING} viewers"));
    let server = TestServer::open().await;
    let film = server.film(2400);
    let _encoder = server.publish(&film, &server.channel("slow").await);
    let live = server.live("slow").await;
    let rtmp = server.server.rtmp_url("x");
    let rtmp: SocketAddr = rtmp.trim_start_matches("rtmp://").split('/').next().unwrap().parse().unwrap();
    let before = load::watch(&live, WATCHING, time, || Duration::ZERO).await;
    let (during, headers, handshakes) = tokio::join!(
        load::watch(&live, WATCHING, time, || Duration::ZERO),
        attack(server.server.http(), b"GET / HTTP/1.1\r\nhost: here\r\nx-slow: ", crowd),
        attack(rtmp, &[3; 100], crowd),
    );
    row("slow headers: the last one closed after", format!("{:.1} s   (target ≤ 15)", headers.as_secs_f64()));
    row("slow handshakes: the last one closed after", format!("{:.1} s   (target ≤ 5)", handshakes.as_secs_f64()));
    row("viewers' stalls before, during", format!("{}, {}", before.stalls, during.stalls));
    let milliseconds = |outcome: &load::Outcome| outcome.quantile(0.99).as_secs_f64() * 1000.0;
    row(
        "a part's way to all viewers, p99 before, during",
        format!("{:.0} ms, {:.0} ms", milliseconds(&before), milliseconds(&during)),
    );
}

/// The longest time that a connection was left open.
async fn attack(address: SocketAddr, opening: &'static [u8], crowd: usize) -> Duration {
    let mut peers = JoinSet::new();
    for _ in 0..crowd {
        peers.spawn(async move {
            let mut peer = TcpStream::connect(address).await.unwrap();
            let begin = Instant::now();
            peer.write_all(opening).await.unwrap();
            let _ = timeout(Duration::from_secs(60), peer.read_to_end(&mut Vec::new())).await;
            begin.elapsed()
        });
    }
    let times = peers.join_all().await;
    times.into_iter().max().unwrap_or_default()
}
