//! An ingest on a free port with a gate that reports all events to the test.

use std::net::SocketAddr;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use media::hls::playlist::MediaPlaylist;
use media::hls::{self, Access, Origin};
use media::ingest::{
    Admission, Event, Gate, Gone, Ingest, IngestSettings, PublishRequest, PublisherId, Publishers, Refusal,
};
use testkit::TaskLog;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use tokio::process::Command;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;

/// Long enough for a loaded machine; nothing waits for it to pass.
pub const PATIENCE: Duration = Duration::from_secs(90);
pub const REASON: &str = "There is no such stream key: copy it again.";

/// Admits keys that begin with `key-` to the stream named by what follows.
struct TestGate(mpsc::UnboundedSender<(PublisherId, String, Event)>);

impl Gate for TestGate {
    async fn authorize(&self, request: PublishRequest) -> Result<Admission, Refusal> {
        match request.key.strip_prefix("key-") {
            Some(stream) => Ok(admission(stream)),
            None if request.key == "busy" => Err(Refusal::Unavailable("Come back later.".into())),
            None if request.key == "hang" => std::future::pending().await,
            None => Err(Refusal::BadName(REASON.into())),
        }
    }

    async fn event(&self, publisher: PublisherId, stream_id: &str, event: Event) {
        let playable = event == Event::Playable;
        self.0.send((publisher, stream_id.to_owned(), event)).unwrap();
        assert!(!(playable && stream_id == "panics"), "the test asked for a panic");
    }
}

pub fn admission(stream: &str) -> Admission {
    Admission { stream_id: stream.into(), age: Duration::ZERO, label: format!("label-{stream}") }
}

pub struct Server {
    pub address: SocketAddr,
    /// Its RTMPS address, if it serves RTMPS.
    pub secure: Option<SocketAddr>,
    pub origin: Origin,
    pub publishers: Publishers,
    pub shutdown: CancellationToken,
    pub task: JoinHandle<()>,
    pub log: TaskLog,
    events: mpsc::UnboundedReceiver<(PublisherId, String, Event)>,
}

impl Server {
    pub async fn start(settings: IngestSettings) -> Self {
        Self::start_with(settings, None).await
    }

    /// With RTMPS as well.
    pub async fn start_secure(settings: IngestSettings, acceptor: TlsAcceptor) -> Self {
        Self::start_with(settings, Some(acceptor)).await
    }

    async fn start_with(settings: IngestSettings, acceptor: Option<TlsAcceptor>) -> Self {
        let (sender, events) = mpsc::unbounded_channel();
        let origin = Origin::new(hls::HlsSettings::default());
        let (mut ingest, publishers) = Ingest::new(Arc::new(TestGate(sender)), origin.clone(), settings);
        let mut secure = None;
        if let Some(acceptor) = acceptor {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            secure = Some(listener.local_addr().unwrap());
            ingest = ingest.secure(listener, acceptor);
        }
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let shutdown = CancellationToken::new();
        let log = TaskLog::default();
        let task = tokio::spawn(log.of(ingest.run(listener, shutdown.clone())));
        Self { address, secure, origin, publishers, shutdown, task, log, events }
    }

    pub fn url(&self, key: &str) -> String {
        format!("rtmp://{}/live/{key}", self.address)
    }

    pub fn secure_url(&self, key: &str) -> String {
        format!("rtmps://{}/live/{key}", self.secure.unwrap())
    }

    /// The next event, whatever it is.
    pub async fn event(&mut self) -> (PublisherId, String, Event) {
        timeout(PATIENCE, self.events.recv()).await.unwrap_or_else(|_| panic!("no event came")).unwrap()
    }

    /// The next event, which must be that the stream can be watched.
    pub async fn playable(&mut self, stream: &str) -> PublisherId {
        let (publisher, told, event) = self.event().await;
        assert_eq!((told.as_str(), event), (stream, Event::Playable));
        assert!(self.origin.is_playable(stream));
        publisher
    }

    /// The next event, which must be that the publisher is gone from the stream.
    pub async fn gone(&mut self, publisher: PublisherId, stream: &str) -> Gone {
        let (who, told, event) = self.event().await;
        assert_eq!((who, told.as_str()), (publisher, stream), "{event:?}");
        match event {
            Event::Gone { reason } => reason,
            Event::Playable => panic!("playable instead of gone"),
        }
    }

    /// How many pictures ffmpeg decodes of all that the stream's playlist has, without a complaint.
    pub async fn decoded(&self, stream: &str) -> usize {
        let get = async |path: &str| {
            let answer = self.origin.respond(stream, &format!("source/{path}"), None, false, Access::Public).await;
            assert_eq!(answer.status, 200, "{path}");
            answer.body
        };
        let index = String::from_utf8(get("index.m3u8").await.to_vec()).unwrap();
        let mut media = get("init.mp4").await.to_vec();
        let list = MediaPlaylist::parse(&index).unwrap();
        for part in list.segments.iter().flat_map(|segment| &segment.parts) {
            media.extend(get(&part.uri).await);
        }
        let count = ["-count_frames", "-select_streams", "v", "-show_entries", "stream=nb_read_frames"];
        let mut probe = Command::new("ffprobe");
        probe.args(["-v", "error"]).args(count).args(["-of", "csv=p=0", "-i", "-"]);
        let mut probe = probe.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        probe.stdin.take().unwrap().write_all(&media).await.unwrap();
        let output = probe.wait_with_output().await.unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{index}");
        String::from_utf8_lossy(&output.stdout).trim().trim_end_matches(',').parse().unwrap()
    }

    /// Whether no event waits.
    pub fn quiet(&mut self) -> bool {
        self.events.is_empty()
    }
}
