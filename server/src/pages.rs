//! The pages, which Leptos renders for the current user, and the server functions behind them.

use crate::middleware::headers::content_security_policy;
use crate::middleware::time_limit;
use crate::state::State;
use app::{App, shell};
use axum::Router;
use axum::body::Body;
use axum::extract;
use axum::http::{HeaderValue, Request, StatusCode, header};
use axum::middleware::{from_fn_with_state, map_request};
use axum::response::Response;
use leptos::prelude::{expect_context, provide_context};
use leptos_axum::{LeptosRoutes, ResponseOptions, generate_route_list};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Pages rendered at once; further ones wait.
const RENDERINGS: usize = 256;

/// Every page, every server function, and the page for unknown addresses.
pub fn routes(state: &State) -> Router<State> {
    let options = state.leptos.clone();
    Router::new()
        .leptos_routes_with_context(state, generate_route_list(App), context(state.clone()), move || {
            shell(options.clone())
        })
        .fallback(not_found)
        .layer(map_request(ask_for_html))
        .layer(from_fn_with_state((state.clone(), Arc::new(Semaphore::new(RENDERINGS))), time_limit::render_whole))
}

/// Leptos redirects only clients that accept HTML. Pages are always HTML, so the header is set for all of their requests.
async fn ask_for_html(mut request: Request<Body>) -> Request<Body> {
    if !request.uri().path().starts_with("/_fn/") {
        request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("text/html"));
    }
    request
}

/// The page for unknown addresses.
pub async fn not_found(state: extract::State<State>, request: Request<Body>) -> Response {
    let options = state.leptos.clone();
    let render = leptos_axum::render_app_async_with_context(context(state.0.clone()), move || shell(options.clone()));
    let mut response = render(request).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

/// The context of components and server functions on the server.
fn context(state: State) -> impl Fn() + Clone + Send + Sync + 'static {
    move || {
        provide_context(state.services.clone());
        provide_context(state.recorder.storage().clone());
        provide_context(state.recorder.clone());
        provide_context(state.leptos.clone());
        app::ssr::provide_server_side();
        let Some(nonce) = leptos::nonce::use_nonce() else { return };
        let response = expect_context::<ResponseOptions>();
        let media = state.recorder.storage().public_url("");
        if let Ok(policy) = HeaderValue::from_str(&content_security_policy(&nonce, media.as_deref())) {
            response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
        // A page shows the signed-in user and what is live right now. And it has to arrive unchanged: hydration expects the elements as they
        // were rendered, and proxies that rewrite addresses or remove comments break that (RFC 9111, section 5.2.2.6).
        response.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("no-store, no-transform"));
    }
}
