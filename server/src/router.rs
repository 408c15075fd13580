//! Every address of the server on one page.

use crate::middleware::{guard, headers, request, session, time_limit, typed};
use crate::state::State;
use crate::{api, health, hls, pages, site, socket, vod};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;

/// Largest body, in bytes, except for uploads.
const BODY: usize = 1024 * 1024;

/// The whole server as one service.
pub fn router(state: State) -> Router {
    let pages = pages::routes(&state).layer(from_fn_with_state(state.clone(), typed::bring_back));
    let pkg = format!("/{}/{{*name}}", state.site.folder());
    Router::new()
        .nest("/api", api::routes())
        .route("/ws", get(socket::open))
        .merge(pages)
        .layer(from_fn_with_state(state.clone(), session::find))
        // What follows needs no session: nobody's database waits for it.
        .nest("/api", api::routes_without_session())
        .route("/vod/{stream}/{*path}", get(vod::respond).options(hls::preflight))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route(&pkg, get(site::file))
        .route("/favicon.svg", get(site::favicon))
        .route("/robots.txt", get(site::robots))
        .layer(from_fn_with_state(state.clone(), guard::refuse_cross_site))
        .layer(DefaultBodyLimit::max(BODY))
        .layer(from_fn(time_limit::keep))
        .layer(from_fn(request::identify))
        // A thousand viewers ask for ten thousand small files a second, and nothing that is read here changes anything: the layers
        // above have no work to do, and together they would cost more than the answer.
        .route("/hls/{stream}/{*path}", get(hls::respond).options(hls::preflight))
        .layer(from_fn(headers::add))
        .with_state(state)
}
