//! The floor: a process that writes the same bytes to as many connections, as often, and does nothing else.

use crate::crowd::{Crowd, Steps, connect, marker};
use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::net::{SocketAddr, TcpListener};
use std::process::{Command, Stdio};
use std::sync::atomic::Ordering::Relaxed;
use std::time::{Duration, Instant};
use testkit::usage;

/// How often how much is written to how many.
#[derive(Clone, Copy)]
pub struct Load {
    pub viewers: usize,
    /// Frames a second to each viewer.
    pub frames: f64,
    /// Bytes of a frame.
    pub bytes: usize,
    pub seconds: u64,
}

/// Microseconds of CPU time for one frame to one viewer.
pub fn measure(load: Load) -> f64 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["floor-server", &load.viewers.to_string(), &load.frames.to_string(), &load.bytes.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address: SocketAddr = line.trim().parse().unwrap();
    let streams = (0..load.viewers).map(|number| connect(address, number)).collect();
    let steps = Steps { steps: Vec::new(), alive: Vec::new(), ack: "chat:ack", frame: "~t" };
    let crowd = Crowd::read(streams, &steps);
    std::thread::sleep(Duration::from_secs(1));
    let (cpu, frames) = (usage::own_processor(child.id()), crowd.shared.frames.load(Relaxed));
    std::thread::sleep(Duration::from_secs(load.seconds));
    let (cpu, frames) = (usage::own_processor(child.id()) - cpu, crowd.shared.frames.load(Relaxed) - frames);
    drop(child.stdin.take());
    let _ = child.wait();
    crowd.stop();
    cpu.as_secs_f64() * 1e6 / frames.max(1) as f64
}

/// The process itself. It ends when its standard input does.
pub fn serve(viewers: usize, frames: f64, bytes: usize) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    println!("{}", listener.local_addr().unwrap());
    let mut streams: Vec<_> = (0..viewers).map(|_| listener.accept().unwrap().0).collect();
    for stream in &streams {
        stream.set_nonblocking(true).unwrap();
        stream.set_nodelay(true).unwrap();
    }
    std::thread::spawn(|| {
        let _ = std::io::stdin().lines().count();
        std::process::exit(0);
    });
    let (begin, mut number) = (Instant::now(), 0);
    loop {
        let due = begin + Duration::from_secs_f64(f64::from(number) / frames);
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        let mut frame = marker(number).into_bytes();
        frame.resize(bytes.max(frame.len()), b'.');
        for stream in &mut streams {
            if let Err(error) = stream.write(&frame)
                && error.kind() != ErrorKind::WouldBlock
            {
                std::process::exit(0);
            }
        }
        number += 1;
    }
}
