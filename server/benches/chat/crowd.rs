//! Viewers of a chat as raw sockets, all read by one thread, so that the load costs little beside the server that is measured. What they
//! take is searched for markers, not parsed.

use memchr::memmem::Finder;
use mio::net::TcpStream as MioStream;
use mio::{Events, Interest, Poll, Token};
use socket2::{Domain, Socket, Type};
use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Length of a marker: `~t`, the time it was sent as 16 hexadecimal digits of nanoseconds, `n`, and its number as 8.
const MARKER: usize = 27;
/// What may be the beginning of a marker, or of another word that is looked for.
const TAIL: usize = 47;
/// A bucket of the histogram is 50 µs wide, and the last one has all that took longer than 10 s.
const BUCKET: u64 = 50_000;
const BUCKETS: usize = 200_000;
/// How often a client shows that it is there.
const ALIVE: Duration = Duration::from_secs(8);

/// How to become a viewer: each step is written, and the next one waits until the answer holds the words.
pub struct Steps {
    pub steps: Vec<(Vec<u8>, &'static str)>,
    /// Written every few seconds.
    pub alive: Vec<u8>,
    /// What acknowledges a message of one's own.
    pub ack: &'static str,
    /// What every frame with events begins with.
    pub frame: &'static str,
}

/// A text frame of a client (RFC 6455, section 5.2), masked with zeros.
pub fn frame(text: &str) -> Vec<u8> {
    let length = text.len();
    let mut frame = vec![0x81];
    match u8::try_from(length).ok().filter(|short| *short < 126) {
        Some(short) => frame.push(0x80 | short),
        None => {
            frame.push(0x80 | 126);
            frame.extend(u16::try_from(length).unwrap().to_be_bytes());
        }
    }
    frame.extend([0; 4]);
    frame.extend(text.as_bytes());
    frame
}

/// The text that is measured: it says when it was sent, and its place among all that are sent.
pub fn marker(number: u32) -> String {
    format!("~t{:016x}n{number:08x}", nanoseconds())
}

fn nanoseconds() -> u64 {
    u64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos()).unwrap()
}

/// Opens a connection from an address that few others share, because the server limits those of one network.
pub fn connect(to: SocketAddr, number: usize) -> TcpStream {
    let (third, fourth) = (u8::try_from(number / 100 % 250).unwrap(), u8::try_from(number % 100 + 2).unwrap());
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.bind(&SocketAddr::from((Ipv4Addr::new(127, 1, third, fourth), 0)).into()).unwrap();
    socket.connect(&to.into()).unwrap();
    socket.set_tcp_nodelay(true).unwrap();
    socket.into()
}

/// Goes through the steps.
pub fn enter(stream: &mut TcpStream, steps: &[(Vec<u8>, &'static str)]) {
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    for (say, hear) in steps {
        stream.write_all(say).unwrap();
        let (mut heard, mut buffer) = (Vec::new(), [0; 4096]);
        while !hear.is_empty() && memchr::memmem::find(&heard, hear.as_bytes()).is_none() {
            let read = stream.read(&mut buffer).unwrap();
            assert!(read > 0, "closed before {hear}: {}", String::from_utf8_lossy(&heard));
            heard.extend(&buffer[..read]);
        }
    }
}

/// What all of the crowd have heard together.
#[derive(Default)]
pub struct Shared {
    stop: AtomicBool,
    /// Latencies count.
    pub measuring: AtomicBool,
    pub deliveries: AtomicU64,
    pub acks: AtomicU64,
    pub frames: AtomicU64,
    pub bytes: AtomicU64,
    /// Viewers whose connection ended.
    pub closed: AtomicU64,
}

/// What became of each viewer, and how long messages took.
pub struct Reading {
    /// For each viewer how many messages came, and a digest of their order.
    pub viewers: Vec<(u64, u64)>,
    histogram: Vec<u32>,
}

impl Reading {
    /// The time that this share of the deliveries took at most.
    pub fn latency(&self, share: f64) -> Duration {
        let all: u64 = self.histogram.iter().map(|count| u64::from(*count)).sum();
        let (mut left, mut bucket) = (((all as f64 * share) as u64).min(all.saturating_sub(1)), 0);
        for (index, count) in self.histogram.iter().enumerate() {
            bucket = index;
            if u64::from(*count) > left {
                break;
            }
            left -= u64::from(*count);
        }
        Duration::from_nanos((bucket as u64 + 1) * BUCKET)
    }
}

struct Viewer {
    stream: MioStream,
    tail: Vec<u8>,
    count: u64,
    order: u64,
}

/// Viewers who read, on a thread of their own.
pub struct Crowd {
    pub shared: Arc<Shared>,
    thread: JoinHandle<Reading>,
}

impl Crowd {
    /// Reads from these connections, which have gone through their steps.
    pub fn read(streams: Vec<TcpStream>, steps: &Steps) -> Self {
        let shared = Arc::<Shared>::default();
        let (own, alive, ack, begin) = (shared.clone(), steps.alive.clone(), steps.ack, steps.frame);
        let thread = std::thread::spawn(move || read(streams, &own, &alive, ack, begin));
        Self { shared, thread }
    }

    pub fn stop(self) -> Reading {
        self.shared.stop.store(true, Relaxed);
        self.thread.join().unwrap()
    }
}

fn read(streams: Vec<TcpStream>, shared: &Shared, alive: &[u8], ack: &'static str, begin: &'static str) -> Reading {
    let mut poll = Poll::new().unwrap();
    let mut viewers = Vec::new();
    for (index, stream) in streams.into_iter().enumerate() {
        stream.set_nonblocking(true).unwrap();
        let mut stream = MioStream::from_std(stream);
        poll.registry().register(&mut stream, Token(index), Interest::READABLE).unwrap();
        viewers.push(Viewer { stream, tail: Vec::new(), count: 0, order: 0 });
    }
    let needles = Needles { marker: Finder::new("~t"), ack: Finder::new(ack), frame: Finder::new(begin) };
    let mut reading = Reading { viewers: Vec::new(), histogram: vec![0; BUCKETS] };
    let (mut events, mut buffer, mut shown) = (Events::with_capacity(1024), vec![0; 256 * 1024], Instant::now());
    while !shared.stop.load(Relaxed) {
        poll.poll(&mut events, Some(Duration::from_millis(50))).unwrap();
        for event in &events {
            take(&mut viewers[event.token().0], &needles, &mut buffer, &mut reading.histogram, shared);
        }
        if shown.elapsed() > ALIVE {
            shown = Instant::now();
            for viewer in &mut viewers {
                let _ = viewer.stream.write(alive);
            }
        }
    }
    reading.viewers = viewers.iter().map(|viewer| (viewer.count, viewer.order)).collect();
    reading
}

struct Needles {
    marker: Finder<'static>,
    ack: Finder<'static>,
    frame: Finder<'static>,
}

fn take(viewer: &mut Viewer, needles: &Needles, buffer: &mut [u8], histogram: &mut [u32], shared: &Shared) {
    loop {
        let before = viewer.tail.len();
        buffer[..before].copy_from_slice(&viewer.tail);
        let read = match viewer.stream.read(&mut buffer[before..]) {
            Err(error) if error.kind() == ErrorKind::WouldBlock => return,
            Ok(0) | Err(_) => {
                shared.closed.fetch_add(1, Relaxed);
                return;
            }
            Ok(read) => read,
        };
        let bytes = &buffer[..before + read];
        // What ends in the tail was counted with the bytes before.
        let fresh =
            |finder: &Finder, length: usize| finder.find_iter(bytes).filter(|at| at + length > before).count() as u64;
        shared.bytes.fetch_add(read as u64, Relaxed);
        shared.acks.fetch_add(fresh(&needles.ack, needles.ack.needle().len()), Relaxed);
        shared.frames.fetch_add(fresh(&needles.frame, needles.frame.needle().len()), Relaxed);
        let (now, measuring) = (nanoseconds(), shared.measuring.load(Relaxed));
        let mut deliveries = 0;
        for at in needles.marker.find_iter(bytes) {
            let (from, until) = (at + 2, at + MARKER);
            if until <= before || until > bytes.len() {
                continue;
            }
            let text = std::str::from_utf8(&bytes[from..until]).unwrap_or_default();
            let Some((sent, number)) = text.split_once('n') else { continue };
            let (Ok(sent), Ok(number)) = (u64::from_str_radix(sent, 16), u32::from_str_radix(number, 16)) else {
                continue;
            };
            viewer.count += 1;
            viewer.order = viewer.order.wrapping_mul(0x0100_0000_01b3).wrapping_add(u64::from(number) + 1);
            deliveries += 1;
            if measuring {
                let bucket = usize::try_from(now.saturating_sub(sent) / BUCKET).unwrap_or(BUCKETS);
                histogram[bucket.min(BUCKETS - 1)] += 1;
            }
        }
        shared.deliveries.fetch_add(deliveries, Relaxed);
        let kept = bytes.len().min(TAIL);
        viewer.tail.clear();
        viewer.tail.extend_from_slice(&bytes[bytes.len() - kept..]);
    }
}
