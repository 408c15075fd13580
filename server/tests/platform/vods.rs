//! Recordings: rewinding a running stream, VODs, who may watch them, and that nothing gets lost on the way there.

pub mod files;
mod keeping;

use crate::storage::files_below;
use crate::test_app::{Channel, Person, TestApp, assert_fields, assert_problem, in_room, status, until};
use media::hls::playlist::MediaPlaylist;
use serde_json::{Value, json};
use std::io::Write as _;
use testkit::{Client, Encoder, Publisher};
use tokio::process::Command;
use uuid::Uuid;

const VOD: &str = "id channelId title description status startTime endTime viewerCount peakViewers minutesWatched duration hlsUrl thumbnailUrl \
                   isArchived vodUrl dvrUrl reconnecting archiveState visibility size storyboardUrl downloadUrl expiresAt";

/// A media playlist, as far as these tests read it.
pub struct Playlist {
    pub text: String,
    pub segments: Vec<String>,
    /// Index of a segment, and address of the initialisation segment from there on.
    pub maps: Vec<(usize, String)>,
    pub seconds: f64,
}

impl Playlist {
    pub async fn read(client: &Client, stream: Uuid) -> Option<Self> {
        let answer = client.get(&format!("/vod/{stream}/source/index.m3u8")).await;
        (answer.status == 200).then(|| Self::parse(answer.text(), &format!("/vod/{stream}/source")))
    }

    fn parse(text: String, folder: &str) -> Self {
        let list = MediaPlaylist::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let mut maps: Vec<(usize, String)> = Vec::new();
        for (index, segment) in list.media().enumerate() {
            let map = format!("{folder}/{}", segment.map);
            if segment.discontinuity || maps.last().is_none_or(|(_, last)| *last != map) {
                maps.push((index, map));
            }
        }
        let segments = list.media().map(|segment| format!("{folder}/{}", segment.uri)).collect();
        let seconds = list.media().filter_map(|segment| segment.duration).sum();
        Self { text, segments, maps, seconds }
    }
}

/// The recording of a running stream, once it has this many segments.
pub async fn recorded(client: &Client, stream: Uuid, segments: usize) -> Playlist {
    until("a recording", async || {
        Playlist::read(client, stream).await.filter(|playlist| playlist.segments.len() >= segments)
    })
    .await
}

/// The address of a running stream's playlist that is held until a segment that has not begun yet is complete.
pub async fn held_playlist(client: &Client, stream: Uuid) -> String {
    let address = format!("/hls/{stream}/source/index.m3u8");
    until("a segment", async || {
        let playlist = client.get(&address).await.text();
        let last = MediaPlaylist::parse(&playlist).ok()?.closed().next_back()?.msn;
        Some(format!("{address}?_HLS_msn={}", last + 2))
    })
    .await
}

/// Goes on air; returns the stream and its encoder.
pub async fn on_air(app: &TestApp, channel: &Channel) -> (Uuid, Publisher) {
    let mut room = in_room(&app.server.client(), &channel.slug).await;
    let encoder = app.encoder(channel);
    let told = status(&mut room, "LIVE", false).await;
    (told["streamId"].as_str().unwrap().parse().unwrap(), encoder)
}

pub async fn vods(client: &Client, channel: &Channel) -> Vec<Value> {
    let list = client.get(&format!("/api/channels/{}/vod", channel.slug)).await.json();
    assert_fields(&list, "items nextCursor");
    list["items"].as_array().unwrap().clone()
}

/// The channel's only VOD, once it is publicly listed.
pub async fn only_vod(app: &TestApp, channel: &Channel) -> Value {
    let viewer = app.server.client();
    let all = until("a VOD", async || Some(vods(&viewer, channel).await).filter(|vods| !vods.is_empty())).await;
    assert_eq!(all.len(), 1, "{all:?}");
    all[0].clone()
}

/// ffmpeg's errors when it plays an address from beginning to end, and the duration that it played.
pub async fn played(address: &str) -> (String, f64) {
    // By its own clock, whose ticks are as long as a picture, ffmpeg would complain of two pictures in a tick where a stretch begins between two.
    let clock = ["-enc_time_base:v", "1:90000"];
    let decode = ["-v", "error", "-nostdin", "-i", address];
    let decode = Command::new("ffmpeg").args(decode).args(clock).args(["-f", "null", "-"]).output();
    let probe = ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", address];
    let (decoded, probed) = tokio::join!(decode, Command::new("ffprobe").args(probe).output());
    let complaints = String::from_utf8_lossy(&decoded.unwrap().stderr).into_owned();
    let seconds = String::from_utf8_lossy(&probed.unwrap().stdout).trim().parse().unwrap_or_default();
    (complaints, seconds)
}

/// Plays each stretch with its own initialisation segment, as players in browsers do, and returns the heights of the pictures.
async fn heights(app: &TestApp, playlist: &Playlist) -> Vec<u32> {
    let client = app.server.client();
    let mut heights = Vec::new();
    for (index, (from, map)) in playlist.maps.iter().enumerate() {
        let until = playlist.maps.get(index + 1).map_or(playlist.segments.len(), |(next, _)| *next);
        let mut media = client.get(map).await.body;
        for segment in &playlist.segments[*from..until] {
            let answer = client.get(segment).await;
            assert_eq!(answer.status, 200, "{segment}");
            media.extend(answer.body);
        }
        let file = app.server.data().join(format!("stretch-{index}.mp4"));
        std::fs::write(&file, media).unwrap();
        let file = file.to_str().unwrap();
        assert_eq!(played(file).await.0, "", "stretch {index} of {}", playlist.text);
        let probe = ["-v", "error", "-select_streams", "v", "-show_entries", "stream=height", "-of", "csv=p=0", file];
        let height = Command::new("ffprobe").args(probe).output().await.unwrap().stdout;
        heights.push(String::from_utf8_lossy(&height).trim().parse().unwrap());
    }
    heights.dedup();
    heights
}

/// The heights of the pictures that ffmpeg decodes from beginning to end, in order.
async fn decoded_heights(address: &str) -> Vec<String> {
    let decode = ["-nostdin", "-i", address, "-vf", "showinfo", "-f", "null", "-"];
    let told = Command::new("ffmpeg").args(decode).output().await.unwrap().stderr;
    let told = String::from_utf8_lossy(&told);
    let sizes = told.lines().filter(|line| line.contains("showinfo")).filter_map(|line| line.split_once(" s:"));
    let heights = sizes.filter_map(|(_, size)| size.split([' ', 'x']).nth(1).map(ToOwned::to_owned));
    let mut heights: Vec<String> = heights.collect();
    heights.dedup();
    heights
}

/// Asserts that there is a WebP at this address.
async fn assert_picture(client: &Client, address: &str) {
    let answer = client.get(address).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("image/webp")), "{address}");
    assert!(answer.body.starts_with(b"RIFF") && answer.body.get(8..12) == Some(b"WEBP"), "{address}");
}

/// A stream that was recorded for some seconds and has ended, and its VOD's playlist. Nothing of it is on the local disk any more.
pub async fn ended(app: &TestApp, creator: &Person, channel: &Channel) -> (Uuid, Playlist) {
    let (viewer, (stream, _encoder)) = (app.server.client(), on_air(app, channel).await);
    recorded(&viewer, stream, 2).await;
    assert_eq!(creator.post(&format!("/api/streams/{stream}/end"), json!({})).await.status, 200);
    only_vod(app, channel).await;
    until("the spool to be empty", async || files_below(app.server.data().join("spool")).is_empty().then_some(()))
        .await;
    (stream, Playlist::read(&viewer, stream).await.unwrap())
}

#[tokio::test]
async fn a_running_stream_can_be_rewound_to_its_beginning() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let (stream, _encoder) = on_air(&app, &channel).await;
    let first = recorded(&viewer, stream, 2).await;
    let grown = recorded(&viewer, stream, 4).await;
    assert!(grown.text.starts_with(&first.text) && grown.text.contains("#EXT-X-PLAYLIST-TYPE:EVENT"), "{}", grown.text);
    assert!(!grown.text.contains("#EXT-X-ENDLIST"), "{}", grown.text);
    let running = viewer.get(&format!("/api/streams/{stream}")).await.json();
    let told = (&running["dvrUrl"], &running["isArchived"]);
    assert_eq!(told, (&json!(format!("/vod/{stream}/master.m3u8")), &json!(false)));
    let master = viewer.get(running["dvrUrl"].as_str().unwrap()).await;
    let text = master.text();
    assert!(text.contains("RESOLUTION=320x180") && text.contains("CODECS=\"avc1."), "{text}");
    assert_eq!(master.header("cache-control"), Some("public, max-age=2"));
    files::compression(&viewer, stream).await;
    for segment in grown.segments.iter().chain(grown.maps.iter().map(|(_, map)| map)) {
        let answer = viewer.get(segment).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("video/mp4")), "{segment}");
    }
    assert_eq!(vods(&mira, &channel).await, Vec::<Value>::new(), "a running stream is no VOD");
    // When it ends, the VOD begins with the same segments.
    assert_eq!(mira.post(&format!("/api/streams/{stream}/end"), json!({})).await.status, 200);
    assert_eq!(only_vod(&app, &channel).await["vodUrl"], running["dvrUrl"]);
    let whole = Playlist::read(&viewer, stream).await.unwrap();
    assert!(whole.segments.starts_with(&grown.segments), "{}", whole.text);
}

#[tokio::test]
async fn a_running_stream_shows_a_recent_frame() {
    let app = TestApp::open().await;
    let ((_, channel), viewer) = (app.creator("mira").await, app.server.client());
    let (stream, _encoder) = on_air(&app, &channel).await;
    let noted =
        async || viewer.get(&format!("/api/streams/{stream}")).await.json()["thumbnailUrl"].as_str().map(str::to_owned);
    let frame = until("a recent frame", noted).await;
    assert!(frame.starts_with(&format!("/hls/{stream}/thumb.webp")), "{frame}");
    assert_picture(&viewer, &frame).await;
}

#[tokio::test]
async fn an_ended_stream_is_a_vod_that_plays_from_beginning_to_end() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let (stream, playlist) = ended(&app, &mira, &channel).await;
    let vod = only_vod(&app, &channel).await;
    assert_fields(&vod, VOD);
    let text = &playlist.text;
    assert!(text.contains("#EXT-X-PLAYLIST-TYPE:VOD") && text.ends_with("#EXT-X-ENDLIST\n"), "{text}");
    let listed = vod["duration"].as_f64().unwrap();
    assert!((listed - playlist.seconds).abs() <= 1.0, "{listed} s listed, {} s there", playlist.seconds);
    let mut sizes = 0;
    for segment in &playlist.segments {
        sizes += viewer.get(segment).await.body.len();
    }
    assert_eq!(vod["size"], sizes);
    let (complaints, seconds) = played(&format!("http://{}/vod/{stream}/master.m3u8", app.server.http())).await;
    assert_eq!(complaints, "");
    assert!((seconds - playlist.seconds).abs() < 1.0, "{seconds} s played of {} s", playlist.seconds);
}

#[tokio::test]
async fn a_vod_has_a_thumbnail_and_a_storyboard() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let (stream, _encoder) = on_air(&app, &channel).await;
    recorded(&viewer, stream, 2).await;
    let address = format!("/api/streams/{stream}");
    until("a picture", async || viewer.get(&address).await.json()["thumbnailUrl"].is_string().then_some(())).await;
    assert_eq!(mira.post(&format!("{address}/end"), json!({})).await.status, 200);
    let vod = only_vod(&app, &channel).await;
    assert_picture(&viewer, vod["thumbnailUrl"].as_str().unwrap()).await;
    let track = viewer.get(vod["storyboardUrl"].as_str().unwrap()).await;
    assert_eq!((track.status, track.header("content-type")), (200, Some("text/vtt")));
    assert!(track.text().contains("\nstoryboard.0.webp#xywh=0,0,160,90\n"), "{}", track.text());
    assert_picture(&viewer, &format!("/vod/{stream}/storyboard.0.webp")).await;
}

#[tokio::test]
async fn the_files_of_a_vod_come_in_ranges_and_nothing_beside_them_comes() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let (stream, playlist) = ended(&app, &mira, &channel).await;
    files::ranges(&viewer, &playlist.segments[1]).await;
    files::compression(&viewer, stream).await;
    for hidden in
        ["journal.jsonl", "source/../journal.jsonl", "source/999999.m4s", "240p/index.m3u8", "storyboard.9.webp"]
    {
        let answer = viewer.get(&format!("/vod/{stream}/{hidden}")).await;
        assert_eq!((answer.status, answer.header("access-control-allow-origin")), (404, Some("*")), "{hidden}");
    }
}

#[tokio::test]
async fn a_recording_goes_on_over_reconnects_and_a_killed_server() {
    let mut app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let (stream, mut encoder) = on_air(&app, &channel).await;
    let before = recorded(&viewer, stream, 2).await;
    let mut room = in_room(&viewer, &channel.slug).await;
    encoder.kill().await;
    status(&mut room, "LIVE", true).await;
    let larger = Encoder::ffmpeg(app.server.rtmp_url(&channel.key)).size(640, 360);
    let mut encoder = larger.start();
    status(&mut room, "LIVE", false).await;
    let again = recorded(&viewer, stream, before.segments.len() + 3).await;
    assert!(again.text.starts_with(&before.text) && again.text.contains("#EXT-X-DISCONTINUITY\n"), "{}", again.text);

    app.server.kill().await;
    encoder.kill().await;
    // A crash while the last line was being written.
    let journal = app.server.data().join(format!("spool/{stream}/journal.jsonl"));
    let mut journal = std::fs::OpenOptions::new().append(true).open(journal).unwrap();
    journal.write_all(br#"{"kind":"segment","rendition":"source","msn":"#).unwrap();
    app.server.start_again(&[]).await;
    let kept = recorded(&viewer, stream, again.segments.len()).await;
    let mut room = in_room(&viewer, &channel.slug).await;
    let _encoder = larger.start();
    assert_eq!(status(&mut room, "LIVE", false).await["streamId"], stream.to_string());
    recorded(&viewer, stream, kept.segments.len() + 2).await;
    assert_eq!(mira.post(&format!("/api/streams/{stream}/end"), json!({})).await.status, 200);

    let vod = only_vod(&app, &channel).await;
    let playlist = Playlist::read(&viewer, stream).await.unwrap();
    assert!(playlist.segments.starts_with(&kept.segments), "{}\n{}", kept.text, playlist.text);
    assert!(vod["duration"].as_f64().unwrap() >= kept.seconds, "{vod}");
    assert_eq!(playlist.text.matches("#EXT-X-DISCONTINUITY\n").count(), 2, "{}", playlist.text);
    assert_eq!(heights(&app, &playlist).await, [180, 360]);
    // Downloaders use the first initialisation segment for the whole VOD.
    let address = format!("http://{}/vod/{stream}/master.m3u8", app.server.http());
    assert_eq!(played(&address).await.0, "", "{}", playlist.text);
    assert_eq!(decoded_heights(&address).await, ["180", "360"]);

    // When its owner deletes it, nothing of it stays.
    let stored = || files_below(app.server.data().join("storage"));
    assert!(!stored().is_empty());
    assert_eq!(mira.delete(&format!("/api/streams/{stream}/vod")).await.status, 204);
    assert_problem(&mira.delete(&format!("/api/streams/{stream}/vod")).await, 404, "not_found");
    assert_eq!(viewer.get(&playlist.segments[0]).await.status, 404);
    until("an empty storage", async || stored().is_empty().then_some(())).await;
}
