//! Figures of the chat, taken from the real server with messages stored first: `cargo xtask bench chat [rates|growth|idle|slow]`.
//!
//! `AETHEX_BIN` names the server, `DATABASE_URL` a PostgreSQL in which the bench may create databases. `BENCH_SECONDS` and `BENCH_VIEWERS`
//! change the size. A 720p encoder publishes meanwhile, except while the memory of idle sockets is measured, and all of it shares the
//! machine's cores. Socket.IO and a bare loop that writes the same bytes run beside it. CPU time is that of the server's process alone,
//! without its database; what the server needs for the stream alone is part of it, and said first.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a bench stops at what it did not expect")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "figures are rounded"
)]

#[path = "chat/crowd.rs"]
mod crowd;
#[path = "../tests/platform/database.rs"]
#[allow(dead_code, reason = "the tests of the platform use all of it")]
mod database;
#[path = "chat/floor.rs"]
mod floor;
#[path = "chat/subject.rs"]
mod subject;

use crowd::{Crowd, connect, enter, frame, marker};
use floor::Load;
use std::io::Write;
use std::net::TcpStream;
use std::sync::atomic::Ordering::Relaxed;
use std::thread::sleep;
use std::time::{Duration, Instant};
use subject::{AUTHORS, Aethex, SocketIo, Subject};
use testkit::usage;

/// Time in which a crowd comes to rest before it is measured.
const WARM_UP: Duration = Duration::from_secs(3);
/// What is stored may come this much later.
const PATIENCE: Duration = Duration::from_secs(20);

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    testkit::network::raise_file_limit();
    if let ["floor-server", viewers, frames, bytes] = words[..] {
        return floor::serve(viewers.parse().unwrap(), frames.parse().unwrap(), bytes.parse().unwrap());
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        match words[..] {
            ["rates"] => rates().await,
            ["growth"] => growth().await,
            ["idle"] => idle().await,
            ["slow"] => slow().await,
            _ => println!("cargo xtask bench chat [rates|growth|idle|slow]"),
        }
    });
}

/// What one round of messages cost.
struct Figures {
    sent: u32,
    acknowledged: u64,
    /// Of each viewer, at least.
    received: u64,
    in_one_order: bool,
    closed: u64,
    deliveries: u64,
    cpu: Duration,
    frames: f64,
    bytes: f64,
    seconds: f64,
    middle: Duration,
    late: Duration,
    latest: Duration,
}

impl Figures {
    /// CPU seconds for a million deliveries.
    fn cost(&self) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / self.deliveries.max(1) as f64
    }

    fn print(&self, name: &str, rate: u32) {
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let order = if self.in_one_order { "one order" } else { "NOT IN ONE ORDER" };
        println!(
            "  {name:<10} {rate:>5} msg/s  {:>6.2} CPU-s per million deliveries  p50 {:>6.1} ms  p99 {:>6.1} ms  all within {:>6.1} ms  \
             {:.1} frames/s of {:.0} B  lost {}, unacknowledged {}, closed {}, {order}",
            self.cost(),
            ms(self.middle),
            ms(self.late),
            ms(self.latest),
            self.frames,
            self.bytes,
            u64::from(self.sent).saturating_sub(self.received),
            u64::from(self.sent).saturating_sub(self.acknowledged),
            self.closed,
        );
    }
}

/// Sends `rate` messages a second in a room with so many viewers, of whom the first write.
fn measure(subject: &impl Subject, room: &str, viewers: usize, rate: u32, seconds: u64) -> Figures {
    let (streams, steps) = open(subject, room, viewers);
    let mut authors: Vec<TcpStream> = streams[..AUTHORS].iter().map(|stream| stream.try_clone().unwrap()).collect();
    let crowd = Crowd::read(streams, &steps);
    let shared = crowd.shared.clone();
    let begin = Instant::now();
    let (until, mut sent) = (WARM_UP + Duration::from_secs(seconds), 0);
    let mut before = None;
    while begin.elapsed() < until {
        if before.is_none() && begin.elapsed() > WARM_UP {
            shared.measuring.store(true, Relaxed);
            let counts = [&shared.deliveries, &shared.frames, &shared.bytes].map(|count| count.load(Relaxed));
            before = Some((usage::own_processor(subject.id()), counts, Instant::now()));
        }
        let due = begin + Duration::from_secs_f64(f64::from(sent) / f64::from(rate));
        sleep(due.saturating_duration_since(Instant::now()));
        let text = subject.message(&marker(sent), sent);
        let author = &mut authors[sent as usize % AUTHORS];
        // The crowd's thread made it non-blocking; so little always fits.
        author.write_all(&frame(&text)).expect("the kernel takes a message");
        sent += 1;
    }
    let (cpu, counts, since) = before.expect("it takes longer than the warm-up");
    let cpu = usage::own_processor(subject.id()) - cpu;
    let took = since.elapsed().as_secs_f64();
    let [deliveries, frames, bytes] = [
        shared.deliveries.load(Relaxed) - counts[0],
        shared.frames.load(Relaxed) - counts[1],
        shared.bytes.load(Relaxed) - counts[2],
    ];
    let waiting = Instant::now();
    let all = u64::from(sent) * viewers as u64;
    while shared.deliveries.load(Relaxed) < all && waiting.elapsed() < PATIENCE {
        sleep(Duration::from_millis(20));
    }
    let (acknowledged, closed) = (shared.acks.load(Relaxed), shared.closed.load(Relaxed));
    let heard = crowd.stop();
    Figures {
        sent,
        acknowledged,
        received: heard.viewers.iter().map(|(count, _)| *count).min().unwrap(),
        in_one_order: heard.viewers.iter().all(|viewer| *viewer == heard.viewers[0]),
        closed,
        deliveries,
        cpu,
        frames: frames as f64 / viewers as f64 / took,
        bytes: bytes as f64 / frames.max(1) as f64,
        seconds: took,
        middle: heard.latency(0.5),
        late: heard.latency(0.99),
        latest: heard.latency(1.0),
    }
}

fn open(subject: &impl Subject, room: &str, viewers: usize) -> (Vec<TcpStream>, crowd::Steps) {
    let mut streams = Vec::new();
    for number in 0..viewers {
        let mut stream = connect(subject.address(), number);
        enter(&mut stream, &subject.steps(room, number).steps);
        streams.push(stream);
    }
    (streams, subject.steps(room, viewers))
}

async fn rates() {
    let (viewers, seconds) = (told("BENCH_VIEWERS", 1000), told("BENCH_SECONDS", 20) as u64);
    title(&format!("{viewers} viewers, messages stored first, {seconds} s for each rate"));
    let mut aethex = Aethex::start(true).await;
    let alone = usage::own_processor(aethex.id());
    sleep(WARM_UP);
    let alone = usage::own_processor(aethex.id()) - alone;
    println!(
        "  AeThex needs {:.1} % of a core for the stream alone",
        alone.as_secs_f64() / WARM_UP.as_secs_f64() * 100.0
    );
    let mut socket_io = SocketIo::start().await;
    for rate in [10, 50, 100, 1000] {
        let room = aethex.room().await;
        let figures = measure(&aethex, &room, viewers, rate, seconds);
        figures.print("AeThex", rate);
        if rate <= 100 {
            let room = socket_io.room();
            measure(&socket_io, &room, viewers, rate, seconds).print("Socket.IO", rate);
        }
        let load = Load { viewers, frames: figures.frames, bytes: figures.bytes as usize, seconds };
        let write = floor::measure(load);
        let writes = figures.frames * viewers as f64 * figures.seconds;
        println!(
            "  {:<10} {rate:>5} msg/s  {:>6.2} CPU-s per million deliveries  {write:.1} µs a write; AeThex has {:.1} µs for each of its frames",
            "bare loop",
            write * writes / figures.deliveries.max(1) as f64,
            figures.cpu.as_secs_f64() * 1e6 / writes,
        );
    }
    println!("  (loadavg {})", usage::load_average());
    aethex.stop().await;
}

async fn growth() {
    let seconds = told("BENCH_SECONDS", 15) as u64;
    title(&format!("growth: {seconds} s for each size, 50 messages a second"));
    let mut aethex = Aethex::start(true).await;
    for viewers in [100, 300, 1000, 3000] {
        let room = aethex.room().await;
        print!("  {viewers:>5} viewers");
        measure(&aethex, &room, viewers, 50, seconds).print("AeThex", 50);
    }
    aethex.stop().await;
}

async fn idle() {
    let (viewers, seconds) = (told("BENCH_VIEWERS", 3000), told("BENCH_SECONDS", 30) as u64);
    title(&format!("{viewers} viewers in a silent room"));
    let mut aethex = Aethex::start(false).await;
    let room = aethex.room().await;
    // The first connections let the server's own tables grow.
    let (few, steps) = open(&aethex, &room, 300);
    let few = Crowd::read(few, &steps);
    sleep(WARM_UP);
    let memory = usage::memory(aethex.id());
    let begin = Instant::now();
    let (streams, steps) = open(&aethex, &room, viewers);
    let joined = begin.elapsed();
    let crowd = Crowd::read(streams, &steps);
    sleep(WARM_UP * 3);
    let grown = usage::memory(aethex.id()) - memory;
    let cpu = usage::own_processor(aethex.id());
    sleep(Duration::from_secs(seconds));
    let cpu = usage::own_processor(aethex.id()) - cpu;
    println!(
        "  {:.1} KiB for a socket, {:.2} % of a core for a thousand, {:.0} joins a second one after the other, closed {}",
        grown as f64 / 1024.0 / viewers as f64,
        cpu.as_secs_f64() / seconds as f64 * 100.0 / viewers as f64 * 1000.0,
        viewers as f64 / joined.as_secs_f64(),
        crowd.shared.closed.load(Relaxed),
    );
    crowd.stop();
    few.stop();
    aethex.stop().await;
}

/// R7: how many clients that never read the server cuts, and how much slower the other viewers become.
async fn slow() {
    let (viewers, seconds) = (told("BENCH_VIEWERS", 500), told("BENCH_SECONDS", 30) as u64);
    title(&format!("{viewers} viewers at 100 messages a second, without and with 50 more who never read"));
    let mut aethex = Aethex::start(true).await;
    let room = aethex.room().await;
    measure(&aethex, &room, viewers, 100, seconds).print("without", 100);
    let room = aethex.room().await;
    let silent: Vec<TcpStream> = (0..50)
        .map(|number| {
            let mut stream = connect(aethex.address(), number);
            enter(&mut stream, &aethex.steps(&room, usize::MAX).steps);
            stream
        })
        .collect();
    let memory = usage::memory(aethex.id());
    let ends = std::thread::spawn(move || {
        let begin = Instant::now();
        let mut open: Vec<TcpStream> = silent;
        let mut last = Duration::ZERO;
        while !open.is_empty() && begin.elapsed() < WARM_UP + Duration::from_secs(seconds) + PATIENCE {
            let before = open.len();
            open.retain(|stream| !was_cut(stream));
            if open.len() < before {
                last = begin.elapsed();
            }
            sleep(Duration::from_millis(100));
        }
        (open.len(), last)
    });
    measure(&aethex, &room, viewers, 100, seconds).print("with", 100);
    let grown = usage::memory(aethex.id()).saturating_sub(memory);
    let (left, last) = ends.join().unwrap();
    println!(
        "  of 50 who never read {left} were still connected; the last was cut after {:.1} s; {} MiB more",
        last.as_secs_f64(),
        grown >> 20
    );
    aethex.stop().await;
}

/// Whether the server has closed its end of the connection. The client's own end, which has not read all, does not know yet.
fn was_cut(stream: &TcpStream) -> bool {
    let table = std::fs::read_to_string("/proc/net/tcp").unwrap_or_default();
    let local = stream.local_addr().unwrap();
    let std::net::IpAddr::V4(address) = local.ip() else { panic!("loopback is IPv4 here") };
    let key = format!("{:08X}:{:04X}", u32::from_ne_bytes(address.octets()), local.port());
    // 01 is ESTABLISHED; the fields are number, local address, remote address, state.
    let is_open = |line: &str| {
        let mut fields = line.split_whitespace().skip(2);
        fields.next() == Some(&key) && fields.next() == Some("01")
    };
    !table.lines().any(is_open)
}

/// A number from the environment, or what is usual.
fn told(variable: &str, usual: usize) -> usize {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

fn title(what: &str) {
    println!("\n{what}   (loadavg {})", usage::load_average());
}
