//! A channel under test: an encoder's messages go in, a viewer keeps every playlist version and every byte it leads to.

use crate::playlist::Playlist;
use media::hls::{Access, HlsSettings, Origin, Response, Writer};
use media::message::Message;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

pub const ID: &str = "stream";

pub struct Channel {
    pub origin: Origin,
    pub rendition: &'static str,
    pub writer: Option<Writer>,
    pub versions: Vec<Playlist>,
    /// Parts by segment and index, with the initialisation they need.
    pub parts: BTreeMap<(u64, u64), (String, Vec<u8>)>,
    pub segments: BTreeMap<u64, Vec<u8>>,
    pub inits: BTreeMap<String, Vec<u8>>,
}

impl Channel {
    pub fn new() -> Self {
        Self::aged(Duration::ZERO)
    }

    pub fn aged(age: Duration) -> Self {
        Self::of(HlsSettings::default(), age)
    }

    pub fn with(settings: HlsSettings) -> Self {
        Self::of(settings, Duration::ZERO)
    }

    fn of(settings: HlsSettings, age: Duration) -> Self {
        let origin = Origin::new(settings);
        let writer = Some(origin.open(ID, age));
        Self { writer, ..Self::watching(&origin, "source") }
    }

    /// Only the viewer's side, for any rendition.
    pub fn watching(origin: &Origin, rendition: &'static str) -> Self {
        Self {
            origin: origin.clone(),
            rendition,
            writer: None,
            versions: Vec::new(),
            parts: BTreeMap::new(),
            segments: BTreeMap::new(),
            inits: BTreeMap::new(),
        }
    }

    /// All of an encoder's messages, with a look after each.
    pub async fn fed(messages: &[Message]) -> Self {
        let mut channel = Self::new();
        channel.feed(messages).await;
        channel
    }

    pub async fn feed(&mut self, messages: &[Message]) {
        for message in messages {
            self.writer.as_mut().unwrap().push(message.clone()).unwrap();
            self.look().await;
        }
    }

    /// The publisher goes away.
    pub async fn leave(&mut self) {
        self.writer = None;
        self.look().await;
    }

    pub async fn return_after(&mut self, age: Duration) {
        self.writer = Some(self.origin.open(ID, age));
        self.look().await;
    }

    pub async fn end(&mut self) {
        self.origin.end(ID);
        self.look().await;
    }

    pub async fn get(&self, path: &str, query: Option<&str>) -> Response {
        self.origin.respond(ID, path, query, false, Access::Public).await
    }

    pub async fn ok(&self, path: &str) -> Vec<u8> {
        let response = self.get(path, None).await;
        assert_eq!(response.status, 200, "{path}");
        response.body.to_vec()
    }

    /// The multivariant playlist.
    pub async fn master(&self) -> String {
        String::from_utf8(self.ok("master.m3u8").await).unwrap()
    }

    pub fn last(&self) -> &Playlist {
        self.versions.last().expect("there is a playlist")
    }

    /// A file of the rendition.
    pub fn path(&self, name: &str) -> String {
        format!("{}/{name}", self.rendition)
    }

    /// Keeps the playlist if it is a new one, and all it leads to.
    pub async fn look(&mut self) {
        let response = self.get(&self.path("index.m3u8"), None).await;
        if response.status == 404 {
            return;
        }
        let text = String::from_utf8(response.body.to_vec()).unwrap();
        if self.versions.last().is_some_and(|last| last.text == text) {
            return;
        }
        let list = Playlist::parse(&text);
        for segment in list.segments.iter().filter(|segment| !segment.gap) {
            if !self.inits.contains_key(&segment.map) {
                let init = self.ok(&self.path(&segment.map)).await;
                self.inits.insert(segment.map.clone(), init);
            }
            for (index, part) in segment.parts.iter().enumerate() {
                assert_eq!(part.uri, format!("{}.{index}.m4s", segment.msn));
                let key = (segment.msn, index as u64);
                if !self.parts.contains_key(&key) {
                    let bytes = self.ok(&self.path(&part.uri)).await;
                    self.parts.insert(key, (segment.map.clone(), bytes));
                }
            }
            if segment.duration.is_some() && !self.segments.contains_key(&segment.msn) {
                let bytes = self.ok(&self.path(&format!("{}.m4s", segment.msn))).await;
                self.segments.insert(segment.msn, bytes);
            }
        }
        self.versions.push(list);
    }

    /// For each initialisation, in order: a file of it and all its parts.
    pub fn archives(&self) -> Vec<PathBuf> {
        let mut files: Vec<(&str, Vec<u8>)> = Vec::new();
        for (init, bytes) in self.parts.values() {
            if files.last().is_none_or(|(last, _)| last != init) {
                files.push((init, self.inits[init].clone()));
            }
            files.last_mut().unwrap().1.extend_from_slice(bytes);
        }
        files.into_iter().map(|(_, bytes)| file(&bytes)).collect()
    }

    /// The only archive there should be.
    pub fn archive(&self) -> PathBuf {
        let mut files = self.archives();
        assert_eq!(files.len(), 1, "one initialisation");
        files.remove(0)
    }
}

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// A file of these bytes.
pub fn file(bytes: &[u8]) -> PathBuf {
    // Named after the test, so that runs replace each other's files.
    let test = std::thread::current().name().unwrap_or("test").replace("::", "-");
    let name = format!("{test}-{}.mp4", NEXT.with(|next| next.replace(next.get() + 1)));
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Runs a tool that must report no errors.
pub fn quiet(program: &str, args: &[&str]) -> String {
    let output = Command::new(program).args(["-v", "warning"]).args(args).output().expect("it runs");
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && complaints.is_empty(), "{program} {args:?}: {complaints}");
    String::from_utf8(output.stdout).unwrap()
}

/// Decoded frames of the video (`v`) or audio (`a`) of a file; none if there is no such track.
pub fn decoded(file: &Path, track: &str) -> usize {
    let entries = "stream=nb_read_frames";
    let file = file.to_str().unwrap();
    let count = quiet(
        "ffprobe",
        &["-count_frames", "-select_streams", track, "-show_entries", entries, "-of", "csv=p=0", file],
    );
    count.trim().trim_end_matches(',').parse().unwrap_or(0)
}

/// Packets of a track as (pts, dts, duration, size), in seconds where times.
pub fn packets(file: &Path, track: &str) -> Vec<(f64, f64, f64, usize)> {
    let entries = "packet=pts_time,dts_time,duration_time,size";
    let text = quiet(
        "ffprobe",
        &["-select_streams", track, "-show_entries", entries, "-of", "csv=p=0", file.to_str().unwrap()],
    );
    let field = |fields: &[&str], index: usize| fields[index].parse::<f64>().unwrap();
    let line = |line: &str| {
        let fields: Vec<&str> = line.split(',').collect();
        // ffprobe cannot always tell a duration.
        let duration = fields[2].parse().unwrap_or(f64::NAN);
        (field(&fields, 0), field(&fields, 1), duration, field(&fields, 3) as usize)
    };
    text.lines().filter(|text| !text.is_empty()).map(line).collect()
}
