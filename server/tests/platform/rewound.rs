//! Segments of a running stream that viewers rewind to, while storage does not have them: read from the spool, in pieces.
//! Linux only, where the memory and the reads of another process can be measured.

use crate::storage::{Mood, Storage, files_below};
use crate::test_app::TestApp;
use crate::vods::{ended, files, on_air, recorded};
use std::fs::{self, File};
use std::time::Duration;
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

/// As many connections as the embedded storage takes, and some more.
const READERS: usize = 300;

#[tokio::test]
async fn readers_that_stall_do_not_keep_others_from_storage() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let (stream, playlist) = ended(&app, &mira, &channel).await;
    let [long, other] = &playlist.segments[..2] else { panic!("{:?}", playlist.segments) };
    let stored = files_below(app.server.data().join(format!("storage/aethex/streams/{stream}")));
    let name = long.rsplit_once("/source/").unwrap().1;
    let file = stored.iter().find(|file| file.ends_with(format!("source/{name}"))).unwrap();
    File::options().write(true).open(file).unwrap().set_len(LONG).unwrap();
    let mut readers = Vec::new();
    for _ in 0..READERS {
        readers.push(asking(app.server.http(), long).await);
    }
    // Those that take nothing are cut after 20 s, so an answer before that is none of their places.
    let answer = timeout(Duration::from_secs(10), app.server.client().get(other)).await;
    assert_eq!(answer.expect("an answer from storage").status, 200);
    // What is read after a pause goes on where it was.
    let mut reader = readers.remove(0);
    let read = async {
        let (mut read, mut buffer) = (0, vec![0; 1 << 16]);
        while read < LONG {
            match reader.read(&mut buffer).await.unwrap() {
                0 => break,
                length => read += length as u64,
            }
        }
        read
    };
    assert!(timeout(PATIENCE, read).await.unwrap() >= LONG);
}
