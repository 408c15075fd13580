//! Who asks and from where, looked up once per request that carries a session cookie.

use crate::api::problem::Failure;
use crate::proxies::Proxies;
use crate::state::State;
use axum::extract::{self, ConnectInfo, Request};
use axum::http::{Extensions, HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use services::accounts::{Device, Viewer, sessions};
use std::net::{IpAddr, SocketAddr};

/// Puts [`Viewer`] and [`Device`] into the request.
pub async fn find(extract::State(state): extract::State<State>, mut request: Request, next: Next) -> Response {
    let device = device(&state, request.extensions(), request.headers());
    let viewer = match viewer(&state, request.headers()).await {
        Ok(viewer) => viewer,
        Err(failure) => return failure.into_response(),
    };
    request.extensions_mut().insert(device);
    request.extensions_mut().insert(viewer);
    next.run(request).await
}

/// From where a request comes.
pub fn device(state: &State, extensions: &Extensions, headers: &HeaderMap) -> Device {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>();
    Device {
        address: peer.map(|ConnectInfo(peer)| address(state, *peer, headers)),
        user_agent: user_agent(headers).map(str::to_owned),
    }
}

/// The address of a peer's client, as far as it can be believed.
pub fn address(state: &State, peer: SocketAddr, headers: &HeaderMap) -> IpAddr {
    client_address(peer.ip(), headers, &state.trusted_proxies)
}

/// How the client names itself.
pub fn user_agent(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::USER_AGENT)?.to_str().ok()
}

/// Who holds the session cookie of these headers.
pub async fn viewer(state: &State, headers: &HeaderMap) -> Result<Viewer, Failure> {
    match token(state, headers) {
        Some(token) => Ok(sessions::find(&state.services, token).await?),
        None => Ok(Viewer::default()),
    }
}

fn token<'a>(state: &State, headers: &'a HeaderMap) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|cookies| cookies.to_str().ok());
    cookies.filter_map(|cookies| state.services.cookies.find(cookies)).next()
}

/// The nearest address that is none of our own proxies'.
fn client_address(peer: IpAddr, headers: &HeaderMap, trusted: &Proxies) -> IpAddr {
    if !trusted.contains(peer) {
        return peer;
    }
    // From the nearest hop backwards: what stands before the first that is not ours was written by whoever wanted to.
    let forwarded = headers.get_all("x-forwarded-for").iter().rev().filter_map(|value| value.to_str().ok());
    let mut hops = forwarded.flat_map(|value| value.rsplit(',')).filter_map(|hop| hop.trim().parse().ok());
    hops.find(|hop| !trusted.contains(*hop)).unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forwarded_addresses_count_from_trusted_proxies_only() {
        let (proxy, client, liar) =
            (IpAddr::from([10, 0, 0, 1]), IpAddr::from([203, 0, 113, 9]), IpAddr::from([198, 51, 100, 7]));
        let headers = HeaderMap::from_iter([(
            header::HeaderName::from_static("x-forwarded-for"),
            header::HeaderValue::from_static("1.2.3.4, 203.0.113.9"),
        )]);
        let trusted: Proxies = "10.0.0.1".parse().unwrap_or_default();
        assert_eq!(client_address(proxy, &headers, &trusted), client);
        assert_eq!(client_address(liar, &headers, &trusted), liar);
    }
}
