//! Describes an encoder: which program, what it sends, where to.

use std::process::Stdio;

use tokio::process::Command;

use crate::Publisher;

/// The program that encodes and publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// ffmpeg's own RTMP.
    Ffmpeg,
    /// GStreamer's `rtmp2sink`.
    Rtmp2Sink,
    /// GStreamer's `rtmpsink`, which is librtmp, as in OBS.
    RtmpSink,
}

/// A test picture with a tone, sent in real time until stopped: H.264 and AAC.
#[derive(Clone, Debug)]
pub struct Encoder {
    program: Program,
    url: String,
    width: u32,
    height: u32,
    frame_rate: u32,
    keyframe_every: u32,
    b_frames: u32,
    seconds: Option<u32>,
    audio: bool,
    video: bool,
    extra: Vec<String>,
}

impl Encoder {
    /// An encoder publishing to `url`, which holds the stream key: 320×180, 30 frames a second, a keyframe each second.
    pub fn new(program: Program, url: impl Into<String>) -> Self {
        Self {
            program,
            url: url.into(),
            width: 320,
            height: 180,
            frame_rate: 30,
            keyframe_every: 30,
            b_frames: 0,
            seconds: None,
            audio: true,
            video: true,
            extra: Vec::new(),
        }
    }

    /// [`Encoder::new`] with ffmpeg.
    pub fn ffmpeg(url: impl Into<String>) -> Self {
        Self::new(Program::Ffmpeg, url)
    }

    /// Sets the picture's size in pixels.
    pub fn size(mut self, width: u32, height: u32) -> Self {
        (self.width, self.height) = (width, height);
        self
    }

    /// Sets frames per second.
    pub fn frame_rate(mut self, frames: u32) -> Self {
        self.frame_rate = frames;
        self
    }

    /// Sets the distance of keyframes in frames.
    pub fn keyframe_every(mut self, frames: u32) -> Self {
        self.keyframe_every = frames;
        self
    }

    /// Sets the number of B-frames in a row.
    pub fn b_frames(mut self, frames: u32) -> Self {
        self.b_frames = frames;
        self
    }

    /// Finishes by itself after so many seconds of media.
    pub fn seconds(mut self, seconds: u32) -> Self {
        self.seconds = Some(seconds);
        self
    }

    /// Sends no sound.
    pub fn video_only(mut self) -> Self {
        self.audio = false;
        self
    }

    /// Sends no picture.
    pub fn audio_only(mut self) -> Self {
        self.video = false;
        self
    }

    /// Adds arguments: output options of ffmpeg, or properties of the GStreamer sink.
    pub fn extra<T: Into<String>>(mut self, arguments: impl IntoIterator<Item = T>) -> Self {
        self.extra.extend(arguments.into_iter().map(Into::into));
        self
    }

    /// Starts publishing. Call it inside a tokio runtime.
    ///
    /// # Panics
    /// When the program is missing, with the Debian package that has it.
    pub fn start(&self) -> Publisher {
        let (program, package, arguments) = match self.program {
            Program::Ffmpeg => ("ffmpeg", "ffmpeg", self.ffmpeg_arguments()),
            Program::Rtmp2Sink | Program::RtmpSink => {
                ("gst-launch-1.0", "gstreamer1.0-tools", self.gstreamer_arguments())
            }
        };
        if self.program != Program::Ffmpeg {
            self.require_elements();
        }
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).kill_on_drop(true);
        match command.spawn() {
            Ok(child) => Publisher::new(child),
            Err(error) => panic!("cannot start {program} ({error}): apt-get install {package}"),
        }
    }

    /// GStreamer names a missing element somewhere in its output; the package that has it is of more help.
    fn require_elements(&self) {
        let sink = if self.program == Program::RtmpSink { "rtmpsink" } else { "rtmp2sink" };
        for (element, package) in [
            ("videotestsrc", "gstreamer1.0-plugins-base"),
            ("flvmux", "gstreamer1.0-plugins-good"),
            (sink, "gstreamer1.0-plugins-bad"),
            ("x264enc", "gstreamer1.0-plugins-ugly"),
            ("avenc_aac", "gstreamer1.0-libav"),
        ] {
            let found = std::process::Command::new("gst-inspect-1.0").args(["--exists", element]).status();
            let missing = !found.is_ok_and(|status| status.success());
            assert!(!missing, "GStreamer's {element} is missing: apt-get install gstreamer1.0-tools {package}");
        }
    }

    fn ffmpeg_arguments(&self) -> Vec<String> {
        let Self { width, height, frame_rate, keyframe_every, b_frames, .. } = self;
        let mut line = String::from("-nostats -re");
        if self.video {
            line += &format!(" -f lavfi -i testsrc2=size={width}x{height}:rate={frame_rate}");
        }
        if self.audio {
            line += " -f lavfi -i sine=frequency=440:sample_rate=48000";
        }
        if self.video {
            line += " -c:v libx264 -preset ultrafast -pix_fmt yuv420p -b:v 400k -threads 1";
            line += &format!(" -g {keyframe_every} -keyint_min {keyframe_every} -sc_threshold 0 -bf {b_frames}");
            line += if *b_frames == 0 { " -tune zerolatency" } else { "" };
        }
        if self.audio {
            line += " -c:a aac -b:a 64k";
        }
        if let Some(seconds) = self.seconds {
            line += &format!(" -t {seconds}");
        }
        let mut arguments: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        arguments.extend(self.extra.iter().cloned());
        arguments.extend(["-f", "flv", &self.url].map(str::to_owned));
        arguments
    }

    fn gstreamer_arguments(&self) -> Vec<String> {
        let Self { width, height, frame_rate, keyframe_every, b_frames, .. } = self;
        let sink = if self.program == Program::RtmpSink { "rtmpsink" } else { "rtmp2sink" };
        let buffers = |rate: u32| self.seconds.map_or(String::new(), |s| format!(" num-buffers={}", s * rate));
        let mut line = String::from("-q -e flvmux name=mux streamable=true");
        let mut arguments: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        arguments.extend(["!".to_owned(), sink.to_owned(), format!("location={}", self.url)]);
        arguments.extend(self.extra.iter().cloned());
        line.clear();
        if self.video {
            line += &format!(" videotestsrc is-live=true{}", buffers(*frame_rate));
            line += &format!(" ! video/x-raw,width={width},height={height},framerate={frame_rate}/1");
            line += &format!(" ! x264enc speed-preset=ultrafast bitrate=400 threads=1 key-int-max={keyframe_every}");
            line += &match b_frames {
                0 => String::from(" tune=zerolatency"),
                frames => format!(" bframes={frames}"),
            };
            line += " ! h264parse ! queue ! mux.";
        }
        if self.audio {
            line += &format!(" audiotestsrc is-live=true samplesperbuffer=480{}", buffers(100));
            line += " ! audio/x-raw,rate=48000,channels=2 ! audioconvert ! avenc_aac ! aacparse ! queue ! mux.";
        }
        arguments.extend(line.split_whitespace().map(str::to_owned));
        arguments
    }
}
