//! Who asks and from where, looked up once per request that carries a session cookie.

use crate::api::problem::Failure;
use crate::state::State;
use axum::extract::{self, ConnectInfo, Request};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use services::accounts::{Device, Viewer, sessions};
use std::net::{IpAddr, SocketAddr};

/// Puts [`Viewer`] and [`Device`] into the request.
pub async fn find(extract::State(state): extract::State<State>, mut request: Request, next: Next) -> Response {
    let headers = request.headers();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let device = Device {
        address: peer.map(|peer| client_address(peer, headers, &state.trusted_proxies)),
        user_agent: headers.get(header::USER_AGENT).and_then(|name| name.to_str().ok()).map(str::to_owned),
    };
    let viewer = match viewer(&state, headers).await {
        Ok(viewer) => viewer,
        Err(failure) => return failure.into_response(),
    };
    request.extensions_mut().insert(device);
    request.extensions_mut().insert(viewer);
    next.run(request).await
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
fn client_address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    if !trusted.contains(&peer) {
        return peer;
    }
    let forwarded = headers.get_all("x-forwarded-for").into_iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<IpAddr> =
        forwarded.flat_map(|value| value.split(',')).filter_map(|hop| hop.trim().parse().ok()).collect();
    hops.into_iter().rev().find(|hop| !trusted.contains(hop)).unwrap_or(peer)
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
        assert_eq!(client_address(proxy, &headers, &[proxy]), client);
        assert_eq!(client_address(liar, &headers, &[proxy]), liar);
    }
}
