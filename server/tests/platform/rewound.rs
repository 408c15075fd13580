//! Segments of a running stream that viewers rewind to, while storage does not have them: read from the spool, in pieces.
//! Linux only, where the memory and the reads of another process can be measured.

use crate::storage::{Mood, Storage};
use crate::test_app::TestApp;
use crate::vods::{files, on_air, recorded};
use std::fs::{self, File};
use testkit::{PATIENCE, usage};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

/// Length in bytes of a segment that is so long that a copy of it in memory shows.
const LONG: u64 = 64 << 20;
/// Requests for it.
const TIMES: u64 = 20;

/// Bytes that a process has read so far, from files and from the network.
fn bytes_read(process: u32) -> u64 {
    let counts = fs::read_to_string(format!("/proc/{process}/io")).unwrap();
    counts.lines().find_map(|line| line.strip_prefix("rchar: ")).unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_rewound_segment_costs_what_is_asked_of_it() {
    let storage = Storage::open().await;
    storage.becomes(Mood::Refusing);
    let settings = storage.settings();
    let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let app = TestApp::with(&settings).await;
    let ((_, channel), viewer) = (app.creator("mira").await, app.server.client());
    let (stream, mut encoder) = on_air(&app, &channel).await;
    let playlist = recorded(&viewer, stream, 3).await;
    encoder.kill().await;
    files::ranges(&viewer, &playlist.segments[1]).await;

    let segment = &playlist.segments[1];
    let file = app.server.data().join("spool").join(segment.strip_prefix("/vod/").unwrap());
    File::options().write(true).open(file).unwrap().set_len(LONG).unwrap();
    let process = app.server.id().unwrap();
    let before = bytes_read(process);
    for _ in 0..TIMES {
        let head = viewer.request("HEAD", segment).send().await;
        assert_eq!((head.status, head.header("content-length")), (200, Some(LONG.to_string().as_str())));
        let first = viewer.request("GET", segment).header("range", "bytes=0-0").send().await;
        assert_eq!((first.status, first.body.len()), (206, 1));
        let last = viewer.request("GET", segment).header("range", "bytes=-1").send().await;
        assert_eq!((last.status, &*last.body), (206, &[0][..]));
    }
    // Background work of the server reads, too.
    let read = bytes_read(process) - before;
    assert!(read < TIMES * LONG / 4, "{read} bytes read for {TIMES} requests for the length and {TIMES} for each end");

    let before = usage::memory(process);
    let mut readers = Vec::new();
    for _ in 0..TIMES {
        readers.push(asking(app.server.http(), segment).await);
    }
    let held = usage::memory(process).saturating_sub(before);
    assert!(held < TIMES * LONG / 4, "{held} bytes held for {TIMES} readers that have only begun");
    drop(readers);
}

/// A reader that asked for all of a file, and has read the first byte of the answer.
async fn asking(address: std::net::SocketAddr, path: &str) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(16 * 1024).unwrap();
    let mut reader = socket.connect(address).await.unwrap();
    reader.write_all(format!("GET {path} HTTP/1.1\r\nhost: here\r\n\r\n").as_bytes()).await.unwrap();
    let answer = timeout(PATIENCE, reader.read_u8()).await;
    assert_eq!(answer.unwrap().unwrap(), b'H');
    reader
}
