//! `/auth/oidc`: the way to a sign-in provider and back. A browser follows links and redirects here, so a refusal leads to a page that says it.

use crate::middleware::session::cookie;
use crate::pages;
use crate::state::State;
use app::ssr::{LINK_COOKIE, LOGIN_COOKIE, SIGN_OUT_COOKIE};
use axum::Router;
use axum::body::Body;
use axum::extract::{self, Path, Query};
use axum::http::{HeaderName, HeaderValue, Request, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use cookie::{Cookie, SameSite};
use domain::addresses::with_next;
use serde::Deserialize;
use services::accounts::{Device, LOGIN_TOKEN, Session, sessions};
use services::identity::{
    Callback, Finished, SIGN_IN_TOKEN, SignInFailure, begin_sign_in, finish_sign_in, signed_out_address,
};
use services::{RequestHost, Services};
use std::time::Duration;

/// What the browser keeps while it is at the provider.
const PENDING_COOKIE: &str = "aethex_sign_in";

/// The routes. They need a session.
pub fn routes() -> Router<State> {
    Router::new()
        .route("/auth/oidc/{provider}/start", get(start))
        .route("/auth/oidc/{provider}/callback", get(callback))
        .route("/auth/oidc/sign-out", get(sign_out))
}

#[derive(Deserialize)]
struct Start {
    next: Option<String>,
}

/// Leads to the provider, to sign in and go on to `next` (a path on this site), or to link an identity after the form that asks for it.
async fn start(
    state: extract::State<State>,
    session: Session,
    device: Device,
    host: RequestHost,
    Path(provider): Path<String>,
    Query(Start { next }): Query<Start>,
    request: Request<Body>,
) -> Response {
    let settings = &state.services.settings;
    let link_token = cookie(request.headers(), LINK_COOKIE);
    // The provider sends the browser back to the public URL, and cookies are for one host: 127.0.0.1 has none of localhost's.
    if !settings.has_public_url && settings.origin(&host) != settings.public_url && link_token.is_none() {
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        return Redirect::to(&format!("{}{path}", settings.public_url)).into_response();
    }
    let current_user = sessions::current_user(&session).await.unwrap_or_default();
    let next = next.unwrap_or_default();
    let begun = begin_sign_in(&state.services, &current_user, &provider, &next, link_token.as_deref(), &device).await;
    let (address, token, is_link) = match begun {
        Ok(begun) => begun,
        Err(failure) => return without(&state, refused(&state, failure, &provider, request).await, LINK_COOKIE),
    };
    // A form led here to link, and the policy of pages lets no form lead to another site, also not by redirects.
    let response = if is_link { onward(address.as_str()) } else { Redirect::to(address.as_str()).into_response() };
    let response = with_cookie(&state.services, response, PENDING_COOKIE, &token, SIGN_IN_TOKEN);
    if link_token.is_some() { without(&state, response, LINK_COOKIE) } else { response }
}

/// Where the provider sends the browser back to.
async fn callback(
    state: extract::State<State>,
    session: Session,
    device: Device,
    Path(provider): Path<String>,
    Query(callback): Query<Callback>,
    request: Request<Body>,
) -> Response {
    let current_user = sessions::current_user(&session).await.unwrap_or_default();
    let token = cookie(request.headers(), PENDING_COOKIE).unwrap_or_default();
    let svc = &state.services;
    let finished = finish_sign_in(svc, &session, &current_user, &provider, &token, &callback, device).await;
    let response = match finished {
        Err(failure) => refused(&state, failure, &provider, request).await,
        Ok(Finished::SignedIn { next }) => Redirect::to(&next).into_response(),
        Ok(Finished::Newcomer { next, username, name }) => {
            let mut address = with_next("/auth/onboarding", &next);
            let offered = [("username", username), ("name", name)];
            for (field, text) in offered.into_iter().filter_map(|(field, text)| Some((field, text?))) {
                let mark = if address.contains('?') { '&' } else { '?' };
                address.push(mark);
                address.push_str(&form_urlencoded::Serializer::new(String::new()).append_pair(field, &text).finish());
            }
            Redirect::to(&address).into_response()
        }
        Ok(Finished::CodeNeeded { next, token }) => {
            let response = Redirect::to(&with_next("/auth/login/code", &next)).into_response();
            with_cookie(svc, response, LOGIN_COOKIE, &token, LOGIN_TOKEN)
        }
        Ok(Finished::Linked) => Redirect::to("/dashboard/security?done=linked").into_response(),
    };
    without(&state, response, PENDING_COOKIE)
}

/// Leads on to the provider after signing out here.
async fn sign_out(state: extract::State<State>, request: Request<Body>) -> Response {
    let token = cookie(request.headers(), SIGN_OUT_COOKIE).unwrap_or_default();
    let response = match signed_out_address(&state.services, &token) {
        Some(address) => onward(&address),
        None => Redirect::to("/").into_response(),
    };
    without(&state, response, SIGN_OUT_COOKIE)
}

/// Leads to the page that says why, with another try in reach.
async fn refused(state: &State, failure: SignInFailure, provider: &str, request: Request<Body>) -> Response {
    match failure {
        SignInFailure::NoProvider => pages::not_found(extract::State(state.clone()), request).await,
        SignInFailure::Refused { why, next, is_link } => {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("trouble", why.as_str()).append_pair("provider", provider);
            if next != "/" {
                query.append_pair("next", &next);
            }
            let page = if is_link { "/dashboard/security" } else { "/auth/login" };
            Redirect::to(&format!("{page}?{}", query.finish())).into_response()
        }
    }
}

/// A document that leads to another site at once, without scripts.
fn onward(address: &str) -> Response {
    let address = address.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    Html(format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>One moment · AeThex Live</title><meta http-equiv=\"refresh\" content=\"0;url={address}\"></head>\
         <body><p><a href=\"{address}\">Continue</a></p></body></html>\n"
    ))
    .into_response()
}

/// Takes a cookie away. What the response says is for this browser alone.
fn without(state: &State, response: Response, name: &'static str) -> Response {
    with_cookie(&state.services, response, name, "", Duration::ZERO)
}

fn with_cookie(svc: &Services, mut response: Response, name: &'static str, value: &str, max_age: Duration) -> Response {
    let cookie = Cookie::build((name, value))
        .path("/")
        .http_only(true)
        // The provider's redirect comes from another site; Lax sends the cookie with it, since it opens a page by GET.
        .same_site(SameSite::Lax)
        .secure(svc.settings.is_https())
        .max_age(cookie::time::Duration::try_from(max_age).unwrap_or_default())
        .to_string();
    let headers = response.headers_mut();
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        headers.append(header::SET_COOKIE, cookie);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    // Codes and states stand in the address.
    headers.insert(HeaderName::from_static("referrer-policy"), HeaderValue::from_static("no-referrer"));
    response
}
