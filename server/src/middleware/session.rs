//! The session and the device of a request. A session is looked up when the current user is asked for, once per request.

use crate::api::is_same_for_all;
use crate::api::problem::ApiError;
use crate::proxies::Proxies;
use crate::state::State;
use axum::extract::{self, ConnectInfo, MatchedPath, Request};
use axum::http::{Extensions, HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use cookie::{Cookie, SameSite};
use services::accounts::sessions::{IDLE, SessionTable};
use services::accounts::{CurrentUser, Device, Session, sessions};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use tower_sessions::{Expiry, SessionManagerLayer};

/// Where server functions are.
const SERVER_FUNCTIONS: &str = "/_fn/";

/// Puts the [`Session`] into the request and its cookie into the answer.
pub fn layer(state: &State) -> SessionManagerLayer<SessionTable> {
    SessionManagerLayer::new(SessionTable::new(state.services.db.clone()))
        .with_name(cookie_name(state))
        .with_secure(state.services.settings.is_https())
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(IDLE))
}

/// Over https the name begins with `__Host-`, which binds the cookie to this host and to Secure.
fn cookie_name(state: &State) -> &'static str {
    if state.services.settings.is_https() { "__Host-aethex_session" } else { "aethex_session" }
}

/// Completes what the session layer does with its cookie. Answers that set it, or that may depend on it, must not be cached. Browsers take the
/// removal of a `__Host-` cookie only if it is marked as Secure. And only signing out and erasing remove it: the answer to a request with the cookie
/// before, which comes late, would sign out a person who has just signed in.
pub async fn guard_cookie(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    let name = cookie_name(&state);
    let signs_out = signs_out(&request);
    let mut is_personal = is_personal(&state, &request);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if let header::Entry::Occupied(cookies) = headers.entry(header::SET_COOKIE) {
        let (_, values) = cookies.remove_entry_mult();
        let values: Vec<HeaderValue> = values.collect();
        for value in values {
            let of_session = value.to_str().ok().and_then(|text| Cookie::parse(text.to_owned()).ok());
            let Some(mut cookie) = of_session.filter(|cookie| cookie.name() == name) else {
                headers.append(header::SET_COOKIE, value);
                continue;
            };
            let is_removal = cookie.value().is_empty();
            cookie.set_secure(state.services.settings.is_https());
            if let Ok(secure) = HeaderValue::try_from(cookie.to_string())
                && (signs_out || !is_removal)
            {
                headers.append(header::SET_COOKIE, secure);
                is_personal = true;
            }
        }
    }
    // Pages have a stricter header already.
    let says_so = |value: &HeaderValue| value.as_bytes().starts_with(b"no-store");
    if is_personal && !headers.get(header::CACHE_CONTROL).is_some_and(says_so) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// Whether the answer to a request may depend on who sends it.
pub fn is_personal(state: &State, request: &Request) -> bool {
    let path = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    names_user(state, request.headers()) && !is_same_for_all(request.method().as_str(), path)
}

/// Whether a request with these headers comes with a session or a token, be it valid or not.
pub fn names_user(state: &State, headers: &HeaderMap) -> bool {
    cookie(headers, cookie_name(state)).is_some() || headers.contains_key(header::AUTHORIZATION)
}

/// Whether the request asks to end its own session.
fn signs_out(request: &Request) -> bool {
    let path = request.uri().path();
    let erases = path.ends_with("/erase_account") || (request.method() == Method::DELETE && path == "/api/users/me");
    erases || path.ends_with("/logout")
}

/// Puts [`CurrentUser`] and [`Device`] into the request of a page or server function, which all ask for them.
pub async fn find(
    extract::State(state): extract::State<State>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    let device = device(&state, request.extensions(), request.headers());
    let current_user = match sessions::current_user(&session).await {
        Ok(current_user) => current_user,
        // A page says on its own that the database is away, in the reader's words.
        Err(_) if request.method() == Method::GET && !request.uri().path().starts_with(SERVER_FUNCTIONS) => {
            CurrentUser::default()
        }
        Err(error) => return ApiError::from(error).into_response(),
    };
    request.extensions_mut().insert(device);
    request.extensions_mut().insert(current_user);
    next.run(request).await
}

/// The device that a request comes from.
pub fn device(state: &State, extensions: &Extensions, headers: &HeaderMap) -> Device {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>();
    Device {
        address: peer.map(|ConnectInfo(peer)| address(state, *peer, headers)),
        user_agent: user_agent(headers).map(str::to_owned),
        login_pass: cookie(headers, app::ssr::LOGIN_PASS_COOKIE),
    }
}

/// The client's address: the peer's, or the one that a trusted proxy reports.
pub fn address(state: &State, peer: SocketAddr, headers: &HeaderMap) -> IpAddr {
    client_address(peer.ip(), headers, &state.trusted_proxies)
}

/// The `User-Agent` header.
pub fn user_agent(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::USER_AGENT)?.to_str().ok()
}

/// The user of the session cookie in these headers, for answers without the session layer.
pub async fn current_user(state: &State, headers: &HeaderMap) -> Result<CurrentUser, ApiError> {
    let Some(id) = cookie(headers, cookie_name(state)).and_then(|id| id.parse().ok()) else {
        return Ok(CurrentUser::default());
    };
    let table = Arc::new(SessionTable::new(state.services.db.clone()));
    Ok(sessions::current_user(&Session::new(Some(id), table, None)).await?)
}

/// The value of a cookie; none if the request has no such cookie. Of several the last counts, and escapes are read, as in the session layer.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = cookie_pairs(headers).filter_map(|pair| Cookie::parse_encoded(pair).ok());
    cookies.filter(|cookie| cookie.name() == name).last().map(|cookie| cookie.value().to_owned())
}

/// The cookies of a request as `name=value`, without those that are not UTF-8: other programs on this host may have set them.
pub fn cookie_pairs(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let pairs =
        headers.get_all(header::COOKIE).into_iter().flat_map(|line| line.as_bytes().split(|byte| *byte == b';'));
    pairs.filter_map(|pair| Some(str::from_utf8(pair).ok()?.trim()))
}

/// The nearest address that is not one of our own proxies.
fn client_address(peer: IpAddr, headers: &HeaderMap, trusted: &Proxies) -> IpAddr {
    if !trusted.contains(peer) {
        return peer;
    }
    // From the nearest hop backwards: the client may have forged everything before the first address that is not ours.
    let forwarded = headers.get_all("x-forwarded-for").iter().rev().map_while(|value| value.to_str().ok());
    // A hop that is no address, such as `unknown`, is not ours either: nothing before it counts.
    let mut hops = forwarded.flat_map(|value| value.rsplit(',')).map_while(hop_address);
    hops.find(|hop| !trusted.contains(*hop)).unwrap_or(peer)
}

/// The address of a hop, which some proxies write with its port: `203.0.113.9:5678`, `[2001:db8::1]:5678`.
fn hop_address(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    hop.parse().ok().or_else(|| Some(hop.parse::<SocketAddr>().ok()?.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    /// The client address of a peer with these lines of `X-Forwarded-For`, where 10.0.0.0/8 is trusted.
    fn client(peer: &str, forwarded: &[&str]) -> String {
        let name = HeaderName::from_static("x-forwarded-for");
        let line = |line: &&str| (name.clone(), HeaderValue::from_bytes(line.as_bytes()).unwrap());
        let headers = forwarded.iter().map(line).collect();
        client_address(peer.parse().unwrap(), &headers, &"10.0.0.0/8".parse().unwrap()).to_string()
    }

    #[test]
    fn forwarded_addresses_count_from_trusted_proxies_only() {
        assert_eq!(client("10.0.0.1", &["1.2.3.4, 203.0.113.9"]), "203.0.113.9");
        assert_eq!(client("10.0.0.1", &["1.2.3.4", "203.0.113.9, 10.0.0.2"]), "203.0.113.9", "lines make one list");
        assert_eq!(client("198.51.100.7", &["1.2.3.4, 203.0.113.9"]), "198.51.100.7");
        assert_eq!(client("10.0.0.1", &[]), "10.0.0.1");
    }

    #[test]
    fn what_the_nearest_proxy_wrote_is_never_passed_over() {
        assert_eq!(client("10.0.0.1", &["1.2.3.4, 203.0.113.9:5678"]), "203.0.113.9");
        assert_eq!(client("10.0.0.1", &["1.2.3.4, [2001:db8::1]:5678"]), "2001:db8::1");
        for useless in ["1.2.3.4, unknown", "1.2.3.4,", "1.2.3.4, unknown, 10.0.0.2", "1.2.3.4, 203.0.113.9:x"] {
            assert_eq!(client("10.0.0.1", &[useless]), "10.0.0.1", "{useless}");
        }
        assert_eq!(client("10.0.0.1", &["1.2.3.4", "caf\u{e9}"]), "10.0.0.1", "a line that is no ASCII");
    }

    #[test]
    fn the_session_cookie_is_read_as_the_session_layer_reads_it() {
        let read = |lines: &[&[u8]]| {
            let line = |line: &&[u8]| (header::COOKIE, HeaderValue::from_bytes(line).unwrap());
            cookie(&lines.iter().map(line).collect(), "s")
        };
        for lines in [
            [b"s=1".as_slice()].as_slice(),
            &[b"a=2; s=1; b=3"],
            &[b"s=0;s=1"],
            &[b"s=0", b"s=1"],
            &[b"a=caf\xc3\xa9; s=1"],
            &[b"a=\xe9; s=1"],
            &[b"s=%31"],
        ] {
            assert_eq!(read(lines).as_deref(), Some("1"), "{lines:?}");
        }
        assert_eq!(read(&[b"a=1; ss=1; s"]), None);
        assert_eq!(read(&[]), None);
    }
}
