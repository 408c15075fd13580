//! The current user and the device of a request; the session is looked up once per request that has a session cookie.

use crate::api::problem::ApiError;
use crate::proxies::Proxies;
use crate::state::State;
use axum::extract::{self, ConnectInfo, Request};
use axum::http::{Extensions, HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use services::accounts::sessions::FoundSession;
use services::accounts::{CurrentUser, Device, sessions};
use std::net::{IpAddr, SocketAddr};

/// Puts [`CurrentUser`] and [`Device`] into the request. The cookie of a session in use is sent again from time to time, so that it does not
/// expire before the session.
pub async fn find(extract::State(state): extract::State<State>, mut request: Request, next: Next) -> Response {
    let device = device(&state, request.extensions(), request.headers());
    let found = match token(&state, request.headers()) {
        Some(token) => sessions::find(&state.services, token).await,
        None => Ok(FoundSession::default()),
    };
    let found = match found {
        Ok(found) => found,
        Err(error) => return ApiError::from(error).into_response(),
    };
    let renewed = found.renew.zip(token(&state, request.headers()));
    let renewed = renewed.map(|(max_age, token)| state.services.cookies.renew(token, max_age));
    request.extensions_mut().insert(device);
    request.extensions_mut().insert(found.current_user);
    let mut response = next.run(request).await;
    // Signing in or out sets its own cookie.
    let is_set = response.headers().get_all(header::SET_COOKIE).iter().any(|cookie| {
        cookie
            .as_bytes()
            .strip_prefix(state.services.cookies.name().as_bytes())
            .is_some_and(|rest| rest.starts_with(b"="))
    });
    if let Some(cookie) = renewed.filter(|_| !is_set).and_then(|cookie| HeaderValue::from_str(&cookie).ok()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
        // An answer with a cookie must not be cached. Pages have a stricter header already.
        let says_so = |value: &HeaderValue| value.as_bytes().starts_with(b"no-store");
        if !response.headers().get(header::CACHE_CONTROL).is_some_and(says_so) {
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
    }
    response
}

/// The device that a request comes from.
pub fn device(state: &State, extensions: &Extensions, headers: &HeaderMap) -> Device {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>();
    Device {
        address: peer.map(|ConnectInfo(peer)| address(state, *peer, headers)),
        user_agent: user_agent(headers).map(str::to_owned),
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

/// The user of the session cookie in these headers, for answers without [`find`].
pub async fn current_user(state: &State, headers: &HeaderMap) -> Result<CurrentUser, ApiError> {
    match token(state, headers) {
        Some(token) => Ok(sessions::holder(&state.services, token).await?),
        None => Ok(CurrentUser::default()),
    }
}

fn token<'a>(state: &State, headers: &'a HeaderMap) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|cookies| cookies.to_str().ok());
    cookies.filter_map(|cookies| state.services.cookies.find(cookies)).next()
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
}
