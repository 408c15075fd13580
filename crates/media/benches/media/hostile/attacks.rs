//! The attacks. Each goes on until its runtime ends, is bounded in its connections, and counts what it was answered.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use media::hls::playlist::MediaPlaylist;
use media::message::{Kind, Message};
use media::rtmp::chunk::Raw;
use serde_json::{Value, json};
use testkit::load::LoadConnection;
use testkit::network::connect_from;
use testkit::{Client, RtmpPeer, Socket};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::tally::Tally;
use crate::encoder::{aac, args, encode, h264, sound};

/// The attacks, in the order they run.
pub const NAMES: [&str; 6] = ["configs", "trickle", "joins", "idle", "titles", "searches"];

/// Addresses of the idle and of the trickling crowd, and how many connections each holds.
const IDLE: (u8, usize) = (30, 500);
const TRICKLE: (u8, usize) = (10, 20);
const JOINS: usize = 50;
const LISTENERS: usize = 100;
const SEARCHES: usize = 20;

/// Pause of those whom the server does not let in.
const REFUSED: Duration = Duration::from_millis(50);
/// Time from one change of the configuration to the next: quick, but so that the answer is seen before many more are sent.
const CHANGE: Duration = Duration::from_millis(5);
/// Time from byte to byte of one who trickles, and how long such a one holds a connection: longer than the server waits for any peer.
const BYTE: Duration = Duration::from_secs(3);
const HOLD: Duration = Duration::from_secs(30);
/// Least size in bytes that Linux gives a receive buffer, so that little of an answer leaves the server.
const BUFFER: u32 = 2304;

/// What is attacked.
pub struct Target {
    pub http: SocketAddr,
    pub rtmp: SocketAddr,
    /// Slug of the honest channel.
    pub room: &'static str,
    /// Playlist of its archive.
    pub archive: String,
    /// Stream key of the channel whose encoder changes its configuration.
    pub configs_key: String,
    /// Slug of the live channel whose title changes, and its owner.
    pub titles: &'static str,
    pub owner: Client,
    /// Idle connections that the limit of open files allows.
    pub most_idle: usize,
}

/// Runs an attack until it is dropped.
pub async fn run(name: &str, target: Arc<Target>, tally: Tally) {
    match name {
        "configs" => configs(&target, &tally).await,
        "trickle" => trickle(target, tally).await,
        "joins" => joins(target, tally).await,
        "idle" => idle(target, tally).await,
        "titles" => titles(target, tally).await,
        "searches" => searches(target, tally).await,
        _ => {}
    }
}

/// Address number so and so of loopback, from 127.0.0.2 on: the honest ones come from 127.0.0.1.
fn address(number: u8) -> IpAddr {
    Ipv4Addr::new(127, 0, 0, 2 + number).into()
}

/// Lets a crowd do something, each time with its number.
async fn crowd<F>(count: usize, member: impl Fn(usize) -> F)
where
    F: Future<Output = Infallible> + Send + 'static,
{
    let mut members: JoinSet<Infallible> = (0..count).map(member).collect();
    // None of them ends unless it panics.
    while members.join_next().await.is_some() {}
}

/// An encoder that changes its configuration before each keyframe, and connects again as soon as it is sent away.
async fn configs(target: &Target, tally: &Tally) {
    let sizes = ["160x90", "320x180"].map(|size| {
        let sent = encode(&[args(&format!("-f lavfi -t 1 -i testsrc2=s={size}:r=30")), sound(1), h264(30), aac()]);
        sent.into_iter().filter(|message| message.kind == Kind::Video).take(2).collect::<Vec<_>>()
    });
    loop {
        let mut peer = match RtmpPeer::publish_from(address(0), target.rtmp, &target.configs_key).await {
            Ok(peer) => peer,
            Err(said) => {
                tally.count(if said.contains("NetStream") { "refused" } else { "not let in" });
                continue;
            }
        };
        tally.count("admitted");
        for (number, pair) in (0..).zip(sizes.iter().cycle()) {
            if send_pair(&mut peer, pair, number * 40).await.is_err() {
                break;
            }
            tally.count("changes");
            // The server says why before it hangs up, and gives the encoder seconds to read it.
            let refusal =
                |message: &Raw| String::from_utf8_lossy(&message.payload).contains("NetStream.Publish.Failed");
            if timeout(CHANGE, peer.read_until("a refusal", refusal)).await.is_ok() {
                break;
            }
        }
        tally.count("sent away");
    }
}

/// A configuration and its keyframe.
async fn send_pair(peer: &mut RtmpPeer, pair: &[Message], timestamp: u32) -> std::io::Result<()> {
    for message in pair {
        peer.send_media(&Message { timestamp, ..message.clone() }).await?;
    }
    Ok(())
}

/// Connections that ask for a segment of the archive, or its first byte, and read the answer byte by byte.
async fn trickle(target: Arc<Target>, tally: Tally) {
    let playlist = target.owner.get(&target.archive).await.text();
    let folder = target.archive.rsplit_once('/').map_or("", |(folder, _)| folder);
    let segments: Vec<String> = match MediaPlaylist::parse(&playlist) {
        Ok(playlist) => playlist.media().map(|segment| format!("{folder}/{}", segment.uri)).collect(),
        Err(_) => Vec::new(),
    };
    assert!(!segments.is_empty(), "no archive to rewind: {playlist}");
    crowd(usize::from(TRICKLE.0) * TRICKLE.1, |number| {
        let (target, tally) = (Arc::clone(&target), tally.clone());
        let (path, from) = (segments[number % segments.len()].clone(), address((number / TRICKLE.1) as u8));
        let (kind, range) =
            if number.is_multiple_of(2) { ("whole", "") } else { ("first byte", "range: bytes=0-0\r\n") };
        async move {
            let request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n{range}\r\n", target.http);
            loop {
                let Ok(mut peer) = connect_from(from, target.http, Some(BUFFER)).await else {
                    tally.count("not let in");
                    sleep(REFUSED).await;
                    continue;
                };
                tally.count(&format!("{kind} asked for"));
                let reads = async {
                    peer.write_all(request.as_bytes()).await?;
                    while peer.read(&mut [0]).await? > 0 {
                        sleep(BYTE).await;
                    }
                    std::io::Result::Ok(())
                };
                if let Ok(Err(_)) = timeout(HOLD, reads).await {
                    tally.count(&format!("{kind} cut"));
                }
            }
        }
    })
    .await;
}

/// Sockets that join a room and leave it; half of them resume from the room's first message.
async fn joins(target: Arc<Target>, tally: Tally) {
    crowd(JOINS, |number| {
        let (target, tally) = (Arc::clone(&target), tally.clone());
        async move {
            loop {
                let Ok(mut socket) = Socket::try_open(address(0), target.http, None).await else {
                    tally.count("not let in");
                    sleep(REFUSED).await;
                    continue;
                };
                tally.count("sockets");
                let resumes_from_first = number.is_multiple_of(2);
                let mut join = json!({ "type": "chat:join", "channel": target.room });
                while let Ok(joined) = joined(&mut socket, &join, &tally).await {
                    join["epoch"] = joined["epoch"].clone();
                    join["since"] = if resumes_from_first { json!(0) } else { joined["seq"].clone() };
                    socket.send(json!({ "type": "chat:leave" })).await;
                }
                tally.count("sockets cut");
            }
        }
    })
    .await;
}

/// Joins; the answer, or that the socket was closed.
async fn joined(socket: &mut Socket, join: &Value, tally: &Tally) -> Result<Value, Option<u16>> {
    socket.send(join.clone()).await;
    loop {
        let event = socket.next().await?;
        match event["type"].as_str() {
            Some("chat:joined") => {
                tally.count(if event["recovered"] == true { "resumed" } else { "joined" });
                return Ok(event);
            }
            Some("error") => {
                tally.count(&format!("error {}", event["code"]));
                return Ok(json!({}));
            }
            _ => {}
        }
    }
}

/// Connections that say nothing.
async fn idle(target: Arc<Target>, tally: Tally) {
    let most = (usize::from(IDLE.0) * IDLE.1).min(target.most_idle);
    crowd(most, |number| {
        let (target, tally, from) = (Arc::clone(&target), tally.clone(), address((number / IDLE.1) as u8));
        async move {
            loop {
                let Ok(mut peer) = connect_from(from, target.http, None).await else {
                    tally.count("not let in");
                    sleep(REFUSED).await;
                    continue;
                };
                tally.count("opened");
                while let Ok(1..) = peer.read(&mut [0; 512]).await {}
                tally.count("closed by the server");
            }
        }
    })
    .await;
}

/// The owner of a live channel who changes its title, and sockets in no room, which are told of it.
async fn titles(target: Arc<Target>, tally: Tally) {
    let channel = target.owner.get(&format!("/api/channels/{}", target.titles)).await.json();
    let path = format!("/api/streams/{}", channel["stream"]["id"].as_str().expect("the channel is live"));
    let changes = async {
        for number in 0_u64.. {
            let title = json!({ "title": format!("Title number {number}") });
            match target.owner.request("PATCH", &path).json(&title).try_send().await {
                Ok(answer) => tally.count(&format!("PATCH answered {}", answer.status)),
                Err(_) => tally.count("PATCH not answered"),
            }
        }
    };
    let listeners = crowd(LISTENERS, |_| {
        let (target, tally) = (Arc::clone(&target), tally.clone());
        async move {
            loop {
                let Ok(mut socket) = Socket::try_open(address(0), target.http, None).await else {
                    tally.count("socket not let in");
                    sleep(REFUSED).await;
                    continue;
                };
                tally.count("sockets");
                while let Ok(event) = socket.next().await {
                    tally.count(&format!("told {}", event["type"]));
                }
            }
        }
    });
    tokio::join!(changes, listeners);
}

/// Connections that search the directory: for texts that most names have, that few have and that none has, long and short.
async fn searches(target: Arc<Target>, tally: Tally) {
    crowd(SEARCHES, |member| {
        let (target, tally) = (Arc::clone(&target), tally.clone());
        async move {
            loop {
                let Ok(mut connection) = LoadConnection::open(target.http).await else {
                    tally.count("not let in");
                    sleep(REFUSED).await;
                    continue;
                };
                for number in member.. {
                    let text = match number % 6 {
                        0 => "a".to_owned(),
                        1 => "zq".to_owned(),
                        2 => "plays".to_owned(),
                        3 => format!("{:x}", number % 4096),
                        4 => format!("{number}7"),
                        _ => format!("nobody{number}"),
                    };
                    match connection.skip(&format!("/api/channels?q={text}")).await {
                        Ok(_) => tally.count("answered"),
                        Err(error) => {
                            // Its address is another each time.
                            let error = error.to_string();
                            tally.count(error.rsplit_once(": ").map_or(&*error, |(_, error)| error));
                            break;
                        }
                    }
                }
            }
        }
    })
    .await;
}
