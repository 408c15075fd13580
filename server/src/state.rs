//! What every handler can reach.

use crate::middleware::form_replay::RefusedForms;
use crate::proxies::Proxies;
use crate::site::Site;
use crate::vod;
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use services::Services;
use services::streams::Thumbnails;
use services::vods::Recorder;
use std::ops::Deref;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// The parts behind [`State`].
pub struct Parts {
    /// The use cases.
    pub services: Services,
    /// Live media and who may watch it.
    /// Recordings and what is kept of streams.
    pub recorder: Recorder,
    /// Playlists of finished VODs that were asked for lately.
    pub vod_playlists: vod::Playlists,
    /// Recent frames of what is on air.
    pub thumbnails: Thumbnails,
    /// The browser's files.
    pub site: Site,
    /// Forms that browsers without JavaScript get back.
    pub refused_forms: RefusedForms,
    /// What the page renderer wants to know.
    pub leptos: LeptosOptions,
    /// Those whose `X-Forwarded-For` counts.
    pub trusted_proxies: Proxies,
    /// Told when the server stops.
    pub shutdown: CancellationToken,
}

/// Cheap to clone.
#[derive(Clone)]
pub struct State(Arc<Parts>);

impl State {
    /// Shares the parts.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for State {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl FromRef<State> for LeptosOptions {
    fn from_ref(state: &State) -> Self {
        state.leptos.clone()
    }
}
