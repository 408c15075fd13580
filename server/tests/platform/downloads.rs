//! Downloads of VODs: files that play, who gets them, and how they end.

use crate::storage::{Mood, Storage};
use crate::test_app::{Channel, Person, TestApp, assert_problem, in_room, status, until};
use crate::vods::{Playlist, ended, on_air, only_vod, played, recorded};
use media::hls::playlist::MediaPlaylist;
use serde_json::json;
use testkit::{Encoder, PATIENCE};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::process::Command;
use tokio::time::timeout;
use uuid::Uuid;

/// When a file begins, and how long it is, as ffprobe says in seconds.
async fn begin_and_length(file: &str) -> (f64, f64) {
    let probe = ["-v", "error", "-show_entries", "format=start_time,duration", "-of", "csv=p=0", file];
    let told = Command::new("ffprobe").args(probe).output().await.unwrap().stdout;
    let told = String::from_utf8_lossy(&told).trim().to_owned();
    let numbers: Vec<f64> = told.split(',').filter_map(|number| number.parse().ok()).collect();
    let [begin, length] = numbers[..] else { panic!("ffprobe says {told:?} of {file}") };
    (begin, length)
}

#[tokio::test]
async fn the_file_plays_and_bears_the_title() {
    let app = TestApp::open().await;
    let ((mira, channel), visitor) = (app.creator("mira").await, app.server.client());
    let (stream, playlist) = ended(&app, &mira, &channel).await;
    let (video, address) = (format!("/api/videos/{stream}"), format!("/api/videos/{stream}/download"));
    let renamed = mira.patch(&format!("/api/streams/{stream}"), json!({ "title": "Nächte: 1/2" })).await;
    assert_eq!(renamed.status, 200, "{}", renamed.text());
    assert_problem(&visitor.get(&address).await, 403, "forbidden");
    assert_eq!(visitor.get(&video).await.json()["downloadUrl"], json!(null));
    assert_eq!(mira.get(&video).await.json()["downloadUrl"], json!(address));

    let offered = mira.put(&format!("/api/channels/{}", channel.slug), json!({ "vodDownloads": true })).await.json();
    assert_eq!(offered["vodDownloads"], json!(true));
    assert_eq!(visitor.get(&video).await.json()["downloadUrl"], json!(address));
    let answer = visitor.request("GET", &address).header("accept-encoding", "gzip, br").send().await;
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("video/mp4")), "{}", answer.text());
    assert_eq!((answer.header("cache-control"), answer.header("content-encoding")), (Some("no-store"), None));
    assert_eq!(answer.header("content-length"), Some(answer.body.len().to_string().as_str()));
    assert_eq!(answer.header("link"), None, "there is one file");
    let disposition = answer.header("content-disposition").unwrap();
    assert!(disposition.starts_with("attachment; filename=\"N_chte 1 2 20"), "{disposition}");
    assert!(disposition.contains(".mp4\"; filename*=UTF-8''N%C3%A4chte%201%202%2020"), "{disposition}");

    let file = app.server.data().join("download.mp4");
    std::fs::write(&file, &answer.body).unwrap();
    let (complaints, seconds) = played(file.to_str().unwrap()).await;
    assert_eq!(complaints, "");
    assert!((seconds - playlist.seconds).abs() < 1.0, "{seconds} s played of {} s", playlist.seconds);
    let (begin, length) = begin_and_length(file.to_str().unwrap()).await;
    assert!(
        begin.abs() < 0.1 && (length - playlist.seconds).abs() < 0.5,
        "{length} s from {begin} s: {}",
        playlist.text
    );

    assert_problem(&visitor.get(&format!("{address}?file=2")).await, 404, "not_found");
    assert_problem(&visitor.get(&format!("{address}?file=first")).await, 400, "bad_request");
    mira.patch(&format!("/api/streams/{stream}"), json!({ "visibility": "private" })).await;
    assert_problem(&visitor.get(&address).await, 404, "not_found");
    assert_eq!(mira.request("HEAD", &address).send().await.status, 200);
}

#[tokio::test]
async fn the_files_of_an_interrupted_stream_begin_at_zero_and_have_no_holes() {
    let mut app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let (stream, mut encoder) = on_air(&app, &channel).await;
    let first = recorded(&viewer, stream, 2).await;
    app.server.kill().await;
    encoder.kill().await;
    app.server.start_again(&[]).await;
    let kept = recorded(&viewer, stream, first.segments.len()).await;
    let mut room = in_room(&viewer, &channel.slug).await;
    let mut encoder = app.encoder(&channel);
    assert_eq!(status(&mut room, "LIVE", false).await["streamId"], stream.to_string());
    let again = recorded(&viewer, stream, kept.segments.len() + 2).await;
    encoder.kill().await;
    status(&mut room, "LIVE", true).await;
    let _larger = Encoder::ffmpeg(app.server.rtmp_url(&channel.key)).size(640, 360).start();
    status(&mut room, "LIVE", false).await;
    recorded(&viewer, stream, again.segments.len() + 2).await;
    assert_eq!(mira.post(&format!("/api/streams/{stream}/end"), json!({})).await.status, 200);
    only_vod(&app, &channel).await;

    let playlist = Playlist::read(&viewer, stream).await.unwrap();
    assert_eq!(playlist.maps.len(), 3, "{}", playlist.text);
    // The second file begins with the third stretch, the first of the larger picture.
    let list = MediaPlaylist::parse(&playlist.text).unwrap();
    let durations: Vec<f64> = list.media().filter_map(|segment| segment.duration).collect();
    let (before, after) = durations.split_at(playlist.maps[2].0);
    for (number, durations) in [(1, before), (2, after)] {
        let answer = mira.get(&format!("/api/videos/{stream}/download?file={number}")).await;
        assert_eq!((answer.status, answer.header("link").is_some()), (200, number == 1), "file {number}");
        let file = app.server.data().join(format!("download-{number}.mp4"));
        std::fs::write(&file, &answer.body).unwrap();
        let file = file.to_str().unwrap();
        assert_eq!(played(file).await.0, "", "file {number}: {}", playlist.text);
        let ((begin, length), listed) = (begin_and_length(file).await, durations.iter().sum::<f64>());
        assert!(begin.abs() < 0.1, "file {number} begins at {begin} s");
        assert!((length - listed).abs() < 0.5, "file {number}: {length} s instead of {listed} s\n{}", playlist.text);
    }
}

/// A VOD of two files, the first of which has two segments: `one,` and as many bytes as asked for.
async fn two_files(app: &TestApp, storage: &Storage, channel: &Channel, length: usize) -> String {
    let stream = Uuid::now_v7();
    let insert = "with ended as (
                      insert into stream (id, channel_id, title, status, started_at, ended_at, duration)
                      values ($1, $2, 'Yesterday', 'ARCHIVED', now() - interval '1 hour', now(), 3600) returning id)
                  insert into archive (stream_id, state, folder) select id, 'ready', null from ended";
    sqlx::query(insert).bind(stream).bind(channel.id).execute(&app.database.pool).await.unwrap();
    let playlist = "#EXTM3U\n#EXT-X-MAP:URI=\"init.0.mp4\"\n#EXTINF:2,\n0.m4s\n#EXTINF:2,\n1.m4s\n\
                    #EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"init.1.mp4\"\n#EXTINF:2,\n2.m4s\n#EXT-X-ENDLIST\n";
    let long = vec![7_u8; length];
    let files: [(&str, &[u8]); 6] = [
        ("index.m3u8", playlist.as_bytes()),
        ("init.0.mp4", b"init,"),
        ("0.m4s", b"one,"),
        ("1.m4s", &long),
        ("init.1.mp4", b"other,"),
        ("2.m4s", b"three"),
    ];
    for (file, content) in files {
        storage.put(&format!("streams/{stream}/source/{file}"), content);
    }
    format!("/api/videos/{stream}/download")
}

async fn with_storage() -> (TestApp, Storage) {
    let storage = Storage::open().await;
    let settings = storage.settings();
    let app = TestApp::with(&settings.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>()).await;
    (app, storage)
}

#[tokio::test]
async fn each_file_names_the_next_and_one_that_cannot_be_completed_breaks_off() {
    let (app, storage) = with_storage().await;
    let (mira, channel) = app.creator("mira").await;
    let address = two_files(&app, &storage, &channel, 7).await;
    let first = mira.get(&address).await;
    assert_eq!((first.status, first.body.as_slice()), (200, &b"init,one,\x07\x07\x07\x07\x07\x07\x07"[..]));
    let next = first.header("link").unwrap();
    assert_eq!(next, format!("<{address}?file=2>; rel=\"next\""));
    let second = mira.get(&format!("{address}?file=2")).await;
    assert_eq!((second.status, second.body.as_slice(), second.header("link")), (200, &b"other,three"[..], None));
    assert!(second.header("content-disposition").unwrap().contains(" part 2.mp4\""));
    assert_problem(&mira.get(&format!("{address}?file=3")).await, 404, "not_found");

    storage.becomes(Mood::Without("/1.m4s".into()));
    let head = mira.request("HEAD", &address).send().await;
    let told = (head.status, head.header("content-length"), head.body.len());
    assert_eq!(told, (200, Some("16"), 0), "for the headers no media are read");
    let broken = mira.get(&address).await;
    assert_eq!((broken.status, broken.header("content-length")), (200, Some("16")));
    assert!(broken.body.len() < 16, "{} bytes", broken.body.len());
    storage.becomes(Mood::Working);
    assert_eq!(mira.get(&address).await.body, first.body);
}

#[tokio::test]
async fn a_part_of_the_file_comes_as_the_range_asks() {
    let (app, storage) = with_storage().await;
    let (mira, channel) = app.creator("mira").await;
    let address = two_files(&app, &storage, &channel, 7).await;
    let whole = mira.get(&address).await;
    assert_eq!((whole.body.len(), whole.header("accept-ranges")), (16, Some("bytes")));
    let tag = whole.header("etag").unwrap();
    assert!(tag.starts_with('"') && tag.ends_with('"') && tag.len() > 16, "a strong tag: {tag}");
    let ask = async |method: &str, headers: &[(&str, &str)]| {
        let request = mira.request(method, &address);
        headers.iter().fold(request, |request, (name, value)| request.header(name, value)).send().await
    };
    for (range, from, until) in [
        ("bytes=0-0", 0, 1),
        ("bytes=3-10", 3, 11),
        ("bytes=5-", 5, 16),
        ("bytes=15-15", 15, 16),
        ("bytes=10-99", 10, 16),
        ("bytes=-1", 15, 16),
        ("bytes=-99", 0, 16),
    ] {
        let part = ask("GET", &[("range", range), ("if-range", tag)]).await;
        let (told, length) = (format!("bytes {from}-{}/16", until - 1), (until - from).to_string());
        assert_eq!((part.status, part.header("content-range")), (206, Some(told.as_str())), "{range}");
        assert_eq!((part.header("content-length"), part.header("etag")), (Some(length.as_str()), Some(tag)), "{range}");
        assert_eq!((part.header("content-type"), part.header("cache-control")), (Some("video/mp4"), Some("no-store")));
        assert!(part.header("content-disposition").is_some() && part.header("link").is_some());
        assert_eq!(part.body, whole.body[from..until], "{range}");
    }
    for range in ["bytes=16-", "bytes=16-20", "bytes=-0"] {
        let refused = ask("GET", &[("range", range)]).await;
        assert_problem(&refused, 416, "range_not_satisfiable");
        assert_eq!(refused.header("content-range"), Some("bytes */16"), "{range}");
    }
    for range in ["bytes=0-1,4-5", "bytes=5-1", "seconds=1-2", "bytes=x", "bytes=9223372036854775808-"] {
        let answer = ask("GET", &[("range", range)]).await;
        assert_eq!((answer.status, answer.header("content-range")), (200, None), "{range}");
        assert_eq!(answer.body, whole.body, "{range}");
    }
    let weak = format!("W/{tag}");
    let second = mira.get(&format!("{address}?file=2")).await;
    for known in ["\"another\"", "nonsense", weak.as_str(), second.header("etag").unwrap()] {
        let answer = ask("GET", &[("range", "bytes=0-0"), ("if-range", known)]).await;
        assert_eq!((answer.status, answer.body.len()), (200, 16), "a part of another file is of no use: {known}");
    }
    // A range is of use only to GET (RFC 9110, section 14.2).
    for range in ["bytes=0-0", "bytes=16-"] {
        let head = ask("HEAD", &[("range", range)]).await;
        let told = (head.status, head.header("content-length"), head.header("content-range"));
        assert_eq!(told, (200, Some("16"), None), "{range}");
        assert_eq!((head.header("etag"), head.header("accept-ranges")), (Some(tag), Some("bytes")));
    }

    // Storage has lost a segment. The download that meets the loss breaks off; from then on the file is another one, and a part of it would not
    // fit the old one.
    std::fs::remove_file(storage.files("").into_iter().find(|file| file.ends_with("source/0.m4s")).unwrap()).unwrap();
    let broken = ask("GET", &[("range", "bytes=5-"), ("if-range", tag)]).await;
    assert!(broken.status == 206 && broken.body.len() < 11, "{}: {} bytes", broken.status, broken.body.len());
    let other = ask("GET", &[("range", "bytes=5-"), ("if-range", tag)]).await;
    assert_eq!((other.status, other.body.as_slice()), (200, &b"init,\x07\x07\x07\x07\x07\x07\x07"[..]));
    assert_ne!(other.header("etag"), Some(tag));
}

#[tokio::test]
async fn a_download_that_broke_off_is_completed_by_the_rest() {
    let (app, storage) = with_storage().await;
    let (mira, channel) = app.creator("mira").await;
    let address = two_files(&app, &storage, &channel, (3 << 20) + 7).await;
    let whole = mira.get(&address).await;
    storage.becomes(Mood::Without("/1.m4s".into()));
    let mut file = mira.get(&address).await.body;
    assert!(!file.is_empty() && file.len() < whole.body.len(), "{} bytes", file.len());
    storage.becomes(Mood::Working);
    let rest = mira.request("GET", &address).header("range", &format!("bytes={}-", file.len()));
    let rest = rest.header("if-range", whole.header("etag").unwrap()).send().await;
    assert_eq!(rest.status, 206);
    file.extend(rest.body);
    assert!(file == whole.body, "{} bytes of {}", file.len(), whole.body.len());
}

/// A download whose client reads no more than its beginning.
async fn begun(app: &TestApp, person: &Person, address: &str) -> TcpStream {
    let mut connection = TcpStream::connect(app.server.http()).await.unwrap();
    let cookie = person.cookie().unwrap();
    let request = format!("GET {address} HTTP/1.1\r\nhost: {}\r\ncookie: {cookie}\r\n\r\n", app.server.http());
    connection.write_all(request.as_bytes()).await.unwrap();
    let mut status = [0; 12];
    connection.read_exact(&mut status).await.unwrap();
    assert_eq!(&status, b"HTTP/1.1 200");
    connection
}

#[tokio::test]
async fn a_download_that_runs_ends_when_its_video_is_hidden() {
    let (app, storage) = with_storage().await;
    let ((mira, channel), jonas) = (app.creator("mira").await, app.person("jonas").await);
    let length = 24 << 20;
    // More than the buffers on the way take.
    let address = two_files(&app, &storage, &channel, length).await;
    let stream = address.split('/').nth(3).unwrap();
    mira.put(&format!("/api/channels/{}", channel.slug), json!({ "vodDownloads": true })).await;
    let (mut own, mut other) = (begun(&app, &mira, &address).await, begun(&app, &jonas, &address).await);
    let hidden = mira.patch(&format!("/api/streams/{stream}"), json!({ "visibility": "private" })).await;
    assert_eq!(hidden.status, 200, "{}", hidden.text());
    let mut rest = Vec::new();
    // Whether the connection ends in order does not matter: bytes are missing.
    let _ended = timeout(PATIENCE, other.read_to_end(&mut rest)).await.expect("the download has no end");
    assert!(rest.len() < length, "{} bytes", rest.len());
    let mut rest = vec![0_u8; length];
    timeout(PATIENCE, own.read_exact(&mut rest)).await.expect("the owner's download stops").unwrap();
}

#[tokio::test]
async fn a_client_that_goes_away_ends_its_download() {
    let (app, storage) = with_storage().await;
    let (mira, channel) = app.creator("mira").await;
    // More than the buffers on the way take.
    let address = two_files(&app, &storage, &channel, 24 << 20).await;
    let mut connections = Vec::new();
    for _ in 0..4 {
        connections.push(begun(&app, &mira, &address).await);
    }
    let refused = mira.get(&address).await;
    assert_problem(&refused, 429, "rate_limited");
    assert!(refused.header("retry-after").is_some());
    drop(connections);
    let next = format!("{address}?file=2");
    until("room for another download", async || (mira.get(&next).await.status == 200).then_some(())).await;
}
