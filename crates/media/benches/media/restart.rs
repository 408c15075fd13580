//! What it takes until all who were in a room are back after the server has restarted, and what a join costs in a small and in a large room.

use crate::test_server::TestServer;
use crate::{row, title, told};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;
use testkit::network::{connect_from, raise_file_limit};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

const CHANNEL: &str = "restart";
/// Sockets that one address opens; the server lets it have 500.
const PER_ADDRESS: usize = 250;
/// Sockets that come in while the price of a join is measured.
const MEASURED: usize = 500;
/// As long as the pages spread their return over.
const SPREAD: Duration = Duration::from_secs(4);
/// How long a page waits at most between two attempts.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// Bytes of one reading. What is in the room's frames does not matter here.
const BUFFER: usize = 4096;

/// All pages, and how many of them are in the room.
struct Pages {
    address: SocketAddr,
    inside: AtomicUsize,
    attempts: AtomicUsize,
    /// Keeps the first arrival from being a rush; a return is one.
    door: Semaphore,
}

pub async fn run() {
    title("a restart under a full room");
    let crowd = told("BENCH_VIEWERS", 10_000);
    // The server inherits the limit.
    raise_file_limit();
    let mut server = TestServer::open().await;
    server.channel(CHANNEL).await;
    let address = server.server.http();
    let pages = Pages { address, inside: AtomicUsize::new(0), attempts: AtomicUsize::new(0), door: Semaphore::new(64) };
    let (pages, mut running) = (Arc::new(pages), JoinSet::new());
    let mut prices = Vec::new();
    for reached in [1000, crowd] {
        arrive(&pages, &mut running, reached).await;
        let before = server.processor();
        arrive(&pages, &mut running, reached + MEASURED).await;
        prices.push((server.processor() - before).as_secs_f64() * 1e6 / MEASURED as f64);
    }
    let all = running.len();
    row("processor time of a join among 1000", format!("{:.0} µs", prices[0]));
    row(&format!("processor time of a join among {crowd}"), format!("{:.0} µs", prices[1]));
    row("memory of the server", format!("{} MiB", server.memory() >> 20));

    server.server.terminate().await;
    server.server.exit(Duration::from_secs(60)).await;
    let (begin, gone) = (Instant::now(), all - pages.inside.load(Relaxed));
    pages.attempts.store(0, Relaxed);
    server.server.start_again(&[]).await;
    row("sockets that lost the server", gone);
    row("the server was away for", format!("{:.1} s", begin.elapsed().as_secs_f64()));
    let (begin, mut shares) = (Instant::now(), Vec::new());
    for share in [50, 90, 99, 100] {
        while pages.inside.load(Relaxed) < all * share / 100 && begin.elapsed() < Duration::from_secs(120) {
            sleep(Duration::from_millis(20)).await;
        }
        shares.push(format!("{share} % {:.1} s", begin.elapsed().as_secs_f64()));
    }
    row("back in the room after it answers", shares.join(", "));
    row("attempts", pages.attempts.load(Relaxed));
    row("processor time of the server for all", format!("{:.1} s", server.processor().as_secs_f64()));
    running.shutdown().await;
}

/// Lets pages come until there are so many.
async fn arrive(pages: &Arc<Pages>, running: &mut JoinSet<()>, until: usize) {
    while running.len() < until {
        let (pages, number) = (pages.clone(), running.len());
        running.spawn(async move { page(&pages, number).await });
    }
    while pages.inside.load(Relaxed) < until {
        sleep(Duration::from_millis(10)).await;
    }
}

/// A page that stays in the room, and comes back as the pages of the platform do.
async fn page(pages: &Pages, number: usize) {
    // As good as random, and the same in each run.
    let random = (number * 7919 % 10_007) as f64 / 10_007.0;
    let mut wait = SPREAD.mul_f64(random);
    let mut first = true;
    loop {
        let turn = if first { pages.door.acquire().await.ok() } else { None };
        pages.attempts.fetch_add(1, Relaxed);
        if let Ok(mut socket) = enter(pages.address, number).await {
            drop(turn);
            first = false;
            pages.inside.fetch_add(1, Relaxed);
            let mut buffer = [0; BUFFER];
            while let Ok(1..) = socket.read(&mut buffer).await {}
            pages.inside.fetch_sub(1, Relaxed);
            wait = SPREAD.mul_f64(random);
        } else {
            wait = (wait * 2).clamp(Duration::from_millis(250), LONGEST_WAIT);
        }
        sleep(wait).await;
    }
}

/// Opens a socket from the page's address and enters the room.
async fn enter(server: SocketAddr, number: usize) -> std::io::Result<TcpStream> {
    let household = u32::try_from(number / PER_ADDRESS).unwrap_or_default();
    let address = Ipv4Addr::from(u32::from(Ipv4Addr::new(127, 1, 0, 1)) + household);
    let mut socket = connect_from(address.into(), server, None).await?;
    let request = format!(
        "GET /ws HTTP/1.1\r\nhost: {server}\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
         sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    );
    socket.write_all(request.as_bytes()).await?;
    // A masked text frame (RFC 6455, 5.2) under a mask of zeros.
    let join = format!(r#"{{"type":"chat:join","channel":"{CHANNEL}"}}"#);
    let length = u8::try_from(join.len()).unwrap_or_default();
    socket.write_all(&[&[0x81, 0x80 | length, 0, 0, 0, 0], join.as_bytes()].concat()).await?;
    let (mut answer, mut buffer) = (Vec::new(), [0; BUFFER]);
    while !answer.windows(13).any(|words| words == b"\"chat:joined\"") {
        let length = socket.read(&mut buffer).await?;
        if length == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        answer.extend_from_slice(&buffer[..length]);
    }
    Ok(socket)
}
