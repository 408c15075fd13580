//! ffmpeg's command line. It contains no user input.

use super::{AUDIO_BITRATE, Rung, is_audio};
use crate::hls::Init;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

/// The task of one child.
pub(in crate::ladder) struct Task {
    /// The source's initialisation segment.
    pub source: Option<Arc<Init>>,
    /// Rungs and the sockets they go to.
    pub rungs: Vec<(Rung, PathBuf)>,
}

/// Pixels a second that one thread decodes with ease: 1080p60.
const EASY: f64 = 1920.0 * 1080.0 * 60.0;
/// Threads of an encoder, below and from this height on.
const TALL: u32 = 720;
const THREADS: (&str, &str) = ("2", "4");

impl Task {
    /// Options explained: `-copyts` and `passthrough` keep the source's times, `force_key_frames source` its keyframes, and no others
    /// are made; a tiny probe, because the initialisation has all information; not `nobuffer`, which drops the first pictures.
    /// Muxers wait for a silent track half a second at most.
    pub fn arguments(&self) -> Vec<OsString> {
        let mut all = Vec::new();
        words(&mut all, "-hide_banner -nostats -loglevel warning -copyts -probesize 32 -analyzeduration 0");
        let init = self.source.as_deref();
        let rate = init.and_then(Init::frame_rate).unwrap_or(30.0);
        let pixels = init.and_then(|init| Some(f64::from(init.width()?) * f64::from(init.height()?)));
        // A second thread delays pictures by a frame, so only where one would not do.
        words(&mut all, if pixels.unwrap_or_default() * rate > EASY { "-threads 3" } else { "-threads 1" });
        words(&mut all, "-f mp4 -i pipe:0 -filter_complex_threads 1 -filter_complex");
        all.push(self.filters().into());
        for (index, (rung, socket)) in self.rungs.iter().enumerate() {
            let Rung { bitrate, level, height, .. } = rung;
            let threads = if *height < TALL { THREADS.0 } else { THREADS.1 };
            words(&mut all, &format!("-map [v{index}] -map 0:a:0? -c:v libx264 -preset veryfast -tune zerolatency"));
            words(&mut all, &format!("-profile:v high -level {} -threads {threads}", f64::from(*level) / 10.0));
            words(&mut all, &format!("-b:v {bitrate} -maxrate {bitrate} -bufsize {}", bitrate * 3 / 2));
            words(&mut all, "-force_key_frames source -forced-idr 1 -sc_threshold 0 -x264-params keyint=infinite");
            words(&mut all, "-fps_mode passthrough -enc_time_base 1:90000");
            words(&mut all, &self.audio());
            words(&mut all, "-avoid_negative_ts disabled -max_interleave_delta 500000 -flush_packets 1");
            words(&mut all, "-flvflags no_duration_filesize -f flv");
            let mut url = OsString::from("unix:");
            url.push(socket);
            all.push(url);
        }
        all
    }

    fn filters(&self) -> String {
        let heads: String = (0..self.rungs.len()).map(|index| format!("[s{index}]")).collect();
        let scale = |(index, (rung, _)): (usize, &(Rung, PathBuf))| {
            format!(";[s{index}]scale={}:{},setsar=1,format=yuv420p[v{index}]", rung.width, rung.height)
        };
        let scales: String = self.rungs.iter().enumerate().map(scale).collect();
        format!("[0:v:0]split={}{heads}{scales}", self.rungs.len())
    }

    /// FLV carries AAC; anything else is encoded anew.
    fn audio(&self) -> String {
        let codecs = self.source.as_deref().map(Init::codecs).unwrap_or_default();
        if codecs.split(',').all(|codec| codec.starts_with("mp4a") || !is_audio(codec)) {
            return "-c:a copy".into();
        }
        format!("-c:a aac -b:a {AUDIO_BITRATE} -ar 48000 -ac 2")
    }
}

fn words(all: &mut Vec<OsString>, line: &str) {
    all.extend(line.split_whitespace().map(OsString::from));
}
