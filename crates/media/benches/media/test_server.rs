//! A server with channels, and encoders that send what was encoded beforehand, so that encoding takes no part in the figures.

use std::process::Stdio;
use std::time::Duration;

use serde_json::json;
use testkit::load::Live;
use testkit::server::Folder;
use testkit::{Client, Server, Setup, usage};
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep};

pub struct TestServer {
    pub server: Server,
    pub folder: Folder,
}

impl TestServer {
    /// The server that `AETHEX_BIN` names, its source passed through and nothing besides.
    pub async fn open() -> Self {
        Self::with(&[]).await
    }

    /// As [`TestServer::open`], with these settings besides.
    pub async fn with(settings: &[(&str, &str)]) -> Self {
        let program = std::env::var("AETHEX_BIN").expect("AETHEX_BIN names the server; `cargo xtask bench media` does");
        let database = std::env::var("DATABASE_URL").expect("DATABASE_URL names an empty database");
        let setup = Setup::new(program, &database).set("AETHEX_TRANSCODE", "off").set("AETHEX_LOG", "warn");
        let setup = settings.iter().fold(setup, |setup, (name, value)| setup.set(name, *value));
        Self { server: setup.start().await, folder: Folder::new() }
    }

    /// Makes a film of ten seconds at this bitrate: 720p30, a keyframe each second, constant bitrate.
    pub fn film(&self, kilobits: u32) -> String {
        let path = self.folder.path().join(format!("{kilobits}.flv")).display().to_string();
        let line = format!(
            "-v error -f lavfi -i testsrc2=size=1280x720:rate=30,noise=alls=20:allf=t -f lavfi -i sine=sample_rate=48000 \
             -t 10 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 30 -keyint_min 30 -sc_threshold 0 -b:v {kilobits}k \
             -minrate {kilobits}k -maxrate {kilobits}k -bufsize {kilobits}k -x264-params nal-hrd=cbr -c:a aac -b:a 96k -y"
        );
        let made = std::process::Command::new("ffmpeg").args(line.split_whitespace()).arg(&path).status().unwrap();
        assert!(made.success(), "ffmpeg cannot make the film");
        path
    }

    /// A person with a channel of this name; its stream key.
    pub async fn channel(&self, name: &str) -> String {
        self.owner(name).await.1
    }

    /// A person with a channel of this name, signed in, and the channel's stream key.
    pub async fn owner(&self, name: &str) -> (Client, String) {
        let client = self.server.client();
        let account = json!({ "email": format!("{name}@example.org"), "password": "seven unrelated words" });
        // The database may hold them from a bench before.
        if client.post("/api/auth/register", account.clone()).await.status != 201 {
            assert_eq!(client.post("/api/auth/login", account).await.status, 200);
        }
        client.post("/api/auth/onboard", json!({ "username": name, "displayName": name })).await;
        client.post("/api/channels", json!({ "name": name, "slug": name })).await;
        let key = client.get(&format!("/api/channels/{name}/stream-key")).await.json();
        let key = key["streamKey"].as_str().expect("a stream key").to_owned();
        (client, key)
    }

    /// An encoder that sends a film again and again. Dropping it ends it.
    pub fn publish(&self, film: &str, key: &str) -> Child {
        let mut ffmpeg = Command::new("ffmpeg");
        ffmpeg.args(["-v", "error", "-nostdin", "-re", "-stream_loop", "-1", "-i", film, "-c", "copy", "-f", "flv"]);
        ffmpeg.arg(self.server.rtmp_url(key)).stdin(Stdio::null()).kill_on_drop(true).spawn().unwrap()
    }

    /// The channel's stream, once it can be watched and its window has filled.
    pub async fn live(&self, name: &str) -> Live {
        let (client, begin) = (self.server.client(), Instant::now());
        loop {
            let channel = client.get(&format!("/api/channels/{name}")).await.json();
            if let Some(stream) = channel["stream"]["id"].as_str() {
                let playlist = format!("/hls/{stream}/source/index.m3u8");
                if client.get(&playlist).await.text().matches("#EXTINF").count() >= 8 {
                    return Live { address: self.server.http(), playlist };
                }
            }
            assert!(begin.elapsed() < Duration::from_secs(60), "{name} does not go live");
            sleep(Duration::from_millis(200)).await;
        }
    }

    /// Processor time that the server has taken so far.
    pub fn processor(&self) -> Duration {
        usage::processor(self.server.id().expect("it runs"))
    }

    /// Memory that the server holds now, in bytes.
    pub fn memory(&self) -> u64 {
        usage::memory(self.server.id().expect("it runs"))
    }

    /// Share of one core that the server takes over some time.
    pub async fn share(&self, time: Duration) -> f64 {
        let (begin, before) = (Instant::now(), self.processor());
        sleep(time).await;
        (self.processor() - before).as_secs_f64() / begin.elapsed().as_secs_f64()
    }
}
