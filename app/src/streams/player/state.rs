//! The player's signals: set by the engine, read by components. The engine's modules add its commands.

use super::engine;
use domain::markers::Marker;
use leptos::html;
use leptos::prelude::*;
use strum::IntoStaticStr;

/// Where playback stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Phase {
    /// Nothing to play.
    #[default]
    Idle,
    /// On its way to the first picture.
    Connecting,
    /// The picture moves.
    Playing,
    /// The picture stands and waits for data.
    Buffering,
    /// The browser lets nothing play before a click.
    Blocked,
    /// A recording has come to its end.
    Over,
    /// This browser can't play what the encoder sends.
    Unsupported,
    /// The recording was deleted while it was watched.
    Gone,
    /// Something is wrong and it tries again; `trying` says what.
    #[strum(serialize = "error")]
    Failing,
}

impl Phase {
    /// The word in `data-state`.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// What a player is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A live stream, and going back in it where it is recorded.
    Live,
    /// A small muted live picture beside other things: no preference is read or kept.
    Compact,
    Recording,
}

/// The recording of a live stream: while the stream runs, and afterwards for viewers who are still in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Dvr {
    /// Address of its multivariant playlist.
    pub url: String,
    /// When the stream began, in milliseconds since 1970.
    pub start: f64,
    /// When it ended, in milliseconds since 1970; none while it runs.
    pub end: Option<f64>,
}

/// Where on the bar playback stands, in seconds from the beginning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timeline {
    pub at: f64,
    /// The end of a recording, or the live edge.
    pub end: f64,
}

/// One player's elements and signals. Copies refer to the same ones.
#[derive(Clone, Copy)]
pub struct PlayerState {
    pub root: NodeRef<html::Div>,
    pub video: NodeRef<html::Video>,
    /// Holds the last frame while the source is loaded anew.
    pub still: NodeRef<html::Canvas>,
    pub phase: RwSignal<Phase>,
    /// What it is doing about a failure, as a sentence.
    pub trying: RwSignal<&'static str>,
    /// The codec that this browser lacks, by its usual name; none if something else is missing.
    pub lacking: RwSignal<Option<&'static str>>,
    /// Whether a frame of this stream was seen yet.
    pub has_picture: RwSignal<bool>,
    /// Whether `still` covers the video.
    pub frozen: RwSignal<bool>,
    pub paused: RwSignal<bool>,
    pub muted: RwSignal<bool>,
    pub volume: RwSignal<f64>,
    /// Muted by the browser's autoplay rules, not by the viewer.
    pub autoplay_muted: RwSignal<bool>,
    /// Seconds behind the encoder's clock (or the playlist's edge where there is no clock).
    pub latency: RwSignal<Option<f64>>,
    /// Away from the live edge.
    pub behind: RwSignal<bool>,
    /// The encoder is gone and may come back: standing still is right then.
    pub waiting: RwSignal<bool>,
    pub levels: RwSignal<Vec<String>>,
    /// The level asked for; −1 is automatic.
    pub chosen: RwSignal<i32>,
    /// The level that plays.
    pub playing: RwSignal<i32>,
    pub fullscreen: RwSignal<bool>,
    /// How far the viewer can go back while the stream is live.
    pub dvr: RwSignal<Option<Dvr>>,
    /// Plays the recording of a live stream instead of its edge.
    pub rewound: RwSignal<bool>,
    /// Where the viewer holds the bar, in seconds from the beginning. Every seek ends it, so that an older one follows no newer one.
    pub dragged: RwSignal<Option<f64>>,
    /// None where there is no bar to show it on.
    pub timeline: RwSignal<Option<Timeline>>,
    /// The chapters of a recording, in the order of their positions.
    pub markers: RwSignal<Vec<Marker>>,
    /// How fast a recording plays; 1 is as it was.
    pub speed: RwSignal<f64>,
    pub compact: bool,
    pub recording: bool,
    pub(super) engine: engine::Handle,
}

impl PlayerState {
    pub fn new(role: Role) -> Self {
        let compact = role == Role::Compact;
        Self {
            root: NodeRef::new(),
            video: NodeRef::new(),
            still: NodeRef::new(),
            phase: RwSignal::new(Phase::Idle),
            trying: RwSignal::new(""),
            lacking: RwSignal::new(None),
            has_picture: RwSignal::new(false),
            frozen: RwSignal::new(false),
            paused: RwSignal::new(false),
            muted: RwSignal::new(compact),
            volume: RwSignal::new(1.0),
            autoplay_muted: RwSignal::new(false),
            latency: RwSignal::new(None),
            behind: RwSignal::new(false),
            waiting: RwSignal::new(false),
            levels: RwSignal::new(Vec::new()),
            chosen: RwSignal::new(-1),
            playing: RwSignal::new(-1),
            fullscreen: RwSignal::new(false),
            dvr: RwSignal::new(None),
            rewound: RwSignal::new(false),
            dragged: RwSignal::new(None),
            timeline: RwSignal::new(None),
            markers: RwSignal::new(Vec::new()),
            speed: RwSignal::new(1.0),
            compact,
            recording: role == Role::Recording,
            engine: engine::Handle::new(),
        }
    }

    pub fn toggle_mute(self) {
        let muted = !self.muted.get_untracked();
        self.set_sound(if muted { self.volume.get_untracked() } else { self.volume.get_untracked().max(0.1) }, muted);
    }

    /// Volume from 0 to 1.
    pub fn set_volume(self, volume: f64) {
        let volume = volume.clamp(0.0, 1.0);
        self.set_sound(volume, volume == 0.0);
    }

    /// Moves to a share of the timeline, from 0 to 1.
    pub fn seek_to_share(self, share: f64) {
        if let Some(timeline) = self.timeline.get_untracked() {
            self.seek_to(timeline.end * share);
        }
    }
}

/// Events of the video element that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaEvent {
    CanPlay,
    Playing,
    Waiting,
    Paused,
    Ended,
    Failed,
}
