//! The state that all handlers share.

use crate::health::Readiness;
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
    pub services: Services,
    /// Recordings of running streams, and the storage behind VODs.
    pub recorder: Recorder,
    /// Cache of the playlists of finished VODs.
    pub vod_playlists: vod::Playlists,
    /// Recent frames of streams on air.
    pub thumbnails: Thumbnails,
    /// Bundle of the front end.
    pub site: Site,
    /// Refused forms of browsers without JavaScript.
    pub refused_forms: RefusedForms,
    /// Options of the page renderer.
    pub leptos: LeptosOptions,
    /// Proxies that are trusted to set `X-Forwarded-For`.
    pub trusted_proxies: Proxies,
    /// Origins besides the platform's own whose pages may open sockets and call the API with a bearer token.
    pub allowed_origins: Vec<String>,
    /// Cache of whether database and storage answer.
    pub readiness: Readiness,
    /// Cancelled when the server stops.
    pub shutdown: CancellationToken,
}

/// The shared state; cheap to clone.
#[derive(Clone)]
pub struct State(Arc<Parts>);

impl State {
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
