//! Forms of browsers without JavaScript: when one is refused, its page is shown again with what the user typed.

use super::session;
use crate::state::State;
use app::ssr::Typed;
use axum::body::{Body, to_bytes};
use axum::extract::{self, Request};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use cookie::{Cookie, SameSite};
use moka::future::Cache;
use moka::policy::EvictionPolicy;
use services::secrets::random_token;
use services::{local_part, local_path};
use std::time::Duration;

/// Largest form that is kept, in bytes, and how many of them at most.
const LARGEST: usize = 64 * 1024;
const MOST: u64 = 256;
/// How long a form is kept for the request of its page, which is the browser's next request.
const WAITS: Duration = Duration::from_secs(60);
const COOKIE: &str = "aethex_typed";
/// Query parameters with the reason of the refusal and the server function that refused, as server functions write them.
const ERROR: &str = "__err";
const REFUSED: &str = "__path";

/// Refused forms until their page is requested. Not in the redirect's address, because addresses end up in logs and histories.
pub struct RefusedForms(Cache<String, RefusedForm>);

#[derive(Clone)]
struct RefusedForm {
    /// Where the browser was sent, the reason included.
    address: String,
    typed: Typed,
}

impl Default for RefusedForms {
    fn default() -> Self {
        // The oldest makes room: the default policy would refuse the newest.
        let forms = Cache::builder().max_capacity(MOST).time_to_live(WAITS).eviction_policy(EvictionPolicy::lru());
        Self(forms.build())
    }
}

impl RefusedForms {
    async fn put(&self, address: String, typed: Typed) -> String {
        let id = random_token();
        self.0.insert(id.clone(), RefusedForm { address, typed }).await;
        id
    }

    async fn take(&self, id: &str, address: &Uri) -> Option<Typed> {
        // Over HTTP/2 the URI includes the host, which the address in the redirect does not.
        let path = address.path_and_query()?.as_str();
        self.0.get(id).await.filter(|form| form.address.split('#').next() == Some(path))?;
        self.0.remove(id).await.map(|form| form.typed)
    }
}

/// Keeps the fields of a plain form if its server function refuses it, and passes them to the page that is requested next.
pub async fn bring_back(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    if is_plain_form(&request) {
        return send(&state, request, next).await;
    }
    if *request.method() != Method::GET {
        let mut response = next.run(request).await;
        stay_here(&mut response);
        return response;
    }
    let kept = match session::cookie(request.headers(), COOKIE) {
        Some(id) => state.refused_forms.take(&id, request.uri()).await,
        None => None,
    };
    let Some(typed) = kept else {
        // No refused form led to this address, so an error in it was written by the author of a link and is not shown.
        return match without_error(request.uri()) {
            Some(address) => Redirect::to(&address).into_response(),
            None => next.run(request).await,
        };
    };
    let mut request = request;
    request.extensions_mut().insert(typed);
    let mut response = next.run(request).await;
    set_cookie(&state, &mut response, "", Duration::ZERO);
    response
}

async fn send(state: &State, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let form = parts.uri.path().into();
    // Our forms without a file are never longer.
    let Ok(body) = to_bytes(body, LARGEST).await else { return StatusCode::PAYLOAD_TOO_LARGE.into_response() };
    let mut response = next.run(Request::from_parts(parts, Body::from(body.clone()))).await;
    let Some(address) = stay_here(&mut response) else { return response };
    if address.contains("__err=") {
        let fields = form_urlencoded::parse(&body).into_owned();
        let fields = fields.filter(|(name, _)| !name.contains("password")).collect();
        let typed = Typed { form, fields };
        let id = state.refused_forms.put(address, typed).await;
        set_cookie(state, &mut response, &id, WAITS);
    }
    response
}

/// Keeps a redirect on this site, and answers its address. A form that is refused leads back to the page that the browser says it comes from,
/// which may be any text.
fn stay_here(response: &mut Response) -> Option<String> {
    let location = response.headers().get(header::LOCATION)?;
    let address = newest_error(&local_part(location.to_str().unwrap_or_default()));
    // Where a server function has taken an older refusal off the address, it leaves a lone question mark.
    let address = address.trim_end_matches('?').to_owned();
    let value = HeaderValue::try_from(&address).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, value);
    Some(address)
}

/// The address with its newest refusal alone. Those before it are in the address of the page that was shown again and sent the form, and so is what
/// was done before, which is not what the page should say now.
fn newest_error(address: &str) -> String {
    let Some((path, query)) = address.split_once('?') else { return address.to_owned() };
    let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
    let is_refused = pairs.iter().any(|(name, _)| name == ERROR);
    let is_older = |at: usize, name: &str| match name {
        ERROR | REFUSED => pairs.iter().skip(at + 1).any(|(later, _)| *later == *name),
        _ => is_refused && name == "done",
    };
    let kept: Vec<_> =
        pairs.iter().enumerate().filter(|(at, (name, _))| !is_older(*at, name)).map(|(_, pair)| pair).collect();
    if kept.len() == pairs.len() {
        return address.to_owned();
    }
    format!("{path}?{}", form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish())
}

/// The address without the error in it, where there is one. Names are compared decoded, as the page reads them.
fn without_error(uri: &Uri) -> Option<String> {
    let pairs = || form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    pairs().find(|(name, _)| name == ERROR)?;
    let rest = pairs().filter(|(name, _)| !matches!(&**name, ERROR | REFUSED));
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(rest).finish();
    let mark = if query.is_empty() { "" } else { "?" };
    Some(local_path(&format!("{}{mark}{query}", uri.path())))
}

/// Whether a browser submits a form to a server function itself. Our script does not accept HTML.
pub fn is_plain_form(request: &Request) -> bool {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    *request.method() == Method::POST
        && request.uri().path().starts_with("/_fn/")
        && header(header::ACCEPT).contains("text/html")
        && header(header::CONTENT_TYPE).starts_with("application/x-www-form-urlencoded")
}

fn set_cookie(state: &State, response: &mut Response, id: &str, max_age: Duration) {
    let cookie = Cookie::build((COOKIE, id))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(state.services.settings.is_https())
        .max_age(cookie::time::Duration::try_from(max_age).unwrap_or_default())
        .to_string();
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}
