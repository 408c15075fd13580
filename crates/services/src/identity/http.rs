//! The HTTP client for requests to identity providers: https, a time limit, a size limit, no redirects.

use bytes::Bytes;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue, ORIGIN};
use hyper::{Method, Request, StatusCode};
use hyper_rustls::{ConfigBuilderExt, HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::{Client, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use serde::de::DeserializeOwned;
use std::time::Duration;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use url::{Host, Url};

/// How long a provider may take for a whole response.
const TIMEOUT: Duration = Duration::from_secs(8);
/// Longest body that is read, in bytes. Discovery documents and key sets have a few thousand.
const LONGEST: usize = 256 * 1024;

/// Why a provider gave no usable response. The words are for the operator's log.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The address is neither https nor http on loopback.
    #[error(
        "{0} is not asked: an identity provider's address begins with https://, or with http:// on this machine only"
    )]
    Insecure(Url),
    /// It could not be reached, or broke off.
    #[error("{0} cannot be reached: {1}")]
    Unreachable(String, String),
    /// It took longer than `TIMEOUT`.
    #[error("{0} took too long")]
    Slow(String),
    /// It answered with this status and this beginning of a body.
    #[error("{0} answered {1}: {2}")]
    Refused(String, StatusCode, String),
    /// The body is too long, or not the JSON that was expected.
    #[error("{0} sent something else than the JSON that was expected: {1}")]
    Unreadable(String, String),
}

impl FetchError {
    /// Whether the provider said no, as opposed to being away.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused(_, status, _) if status.is_client_error())
    }
}

/// The client; cheap to clone, and connections are kept for the next request.
#[derive(Clone, Debug)]
pub struct HttpClient(Client<HttpsConnector<HttpConnector>, Full<Bytes>>);

impl Default for HttpClient {
    fn default() -> Self {
        Self::new()
    }
}

impl HttpClient {
    /// Trusts the certificate authorities of this machine, so that a company's own one counts, too.
    pub fn new() -> Self {
        let connector = HttpsConnectorBuilder::new().with_tls_config(tls_config());
        Self(Client::builder(TokioExecutor::new()).build(connector.https_or_http().enable_http1().build()))
    }

    /// Reads JSON that everybody may read.
    pub async fn get<T: DeserializeOwned>(&self, address: &Url) -> Result<T, FetchError> {
        let request = Request::builder().method(Method::GET).uri(address.as_str());
        self.json(address, request.body(Full::default()), None).await
    }

    /// Reads JSON with an access token (RFC 6750).
    pub async fn get_as<T: DeserializeOwned>(&self, address: &Url, access_token: &str) -> Result<T, FetchError> {
        let request = Request::builder().method(Method::GET).uri(address.as_str());
        self.json(address, request.body(Full::default()), Some(&format!("Bearer {access_token}"))).await
    }

    /// Sends a form and reads the JSON that comes back. `authorization` is the whole value of that header.
    pub async fn post<T: DeserializeOwned>(
        &self,
        address: &Url,
        form: String,
        authorization: Option<&str>,
    ) -> Result<T, FetchError> {
        let request = Request::builder().method(Method::POST).uri(address.as_str());
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.json(address, request.body(Full::from(form)), authorization).await
    }

    /// The head of an answer, whatever its status, from an address in the operator's settings. Nothing secret is sent, so that the address need not be
    /// trustworthy.
    pub(crate) async fn head_of(
        &self,
        address: &Url,
        origin: Option<&str>,
    ) -> Result<hyper::http::response::Parts, FetchError> {
        let unreachable = |error: &dyn std::error::Error| FetchError::Unreachable(name(address), whole(error));
        let mut request = Request::builder().method(Method::GET).uri(address.as_str());
        if let Some(origin) = origin {
            request = request.header(ORIGIN, origin);
        }
        let request = request.body(Full::default()).map_err(|error| unreachable(&error))?;
        let answer = tokio::time::timeout(TIMEOUT, self.0.request(request)).await;
        let answer = answer.map_err(|_| FetchError::Slow(name(address)))?;
        Ok(answer.map_err(|error| unreachable(&error))?.into_parts().0)
    }

    async fn json<T: DeserializeOwned>(
        &self,
        address: &Url,
        request: Result<Request<Full<Bytes>>, hyper::http::Error>,
        authorization: Option<&str>,
    ) -> Result<T, FetchError> {
        if !is_trustworthy(address) {
            return Err(FetchError::Insecure(address.clone()));
        }
        let unreachable = |error: &dyn std::error::Error| FetchError::Unreachable(name(address), whole(error));
        let mut request = request.map_err(|error| unreachable(&error))?;
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static("application/json"));
        if let Some(authorization) = authorization {
            let mut value = HeaderValue::try_from(authorization).map_err(|error| unreachable(&error))?;
            value.set_sensitive(true);
            request.headers_mut().insert(AUTHORIZATION, value);
        }
        let exchange = async {
            let response = self.0.request(request).await.map_err(|error| unreachable(&error))?;
            let status = response.status();
            let body =
                Limited::new(response.into_body(), LONGEST).collect().await.map_err(|error| match error
                    .is::<LengthLimitError>()
                {
                    true => FetchError::Unreadable(name(address), format!("more than {LONGEST} bytes")),
                    false => unreachable(error.as_ref()),
                })?;
            Ok((status, body.to_bytes()))
        };
        let timed = tokio::time::timeout(TIMEOUT, exchange).await;
        let (status, body) = timed.map_err(|_| FetchError::Slow(name(address)))??;
        if !status.is_success() {
            let text = String::from_utf8_lossy(&body).chars().filter(|one| !one.is_control()).take(200).collect();
            return Err(FetchError::Refused(name(address), status, text));
        }
        serde_json::from_slice(&body).map_err(|error| FetchError::Unreadable(name(address), error.to_string()))
    }
}

/// Whether what comes from an address is the provider's: over https, or from this machine.
pub fn is_trustworthy(address: &Url) -> bool {
    match (address.scheme(), address.host()) {
        ("https", Some(_)) => true,
        ("http", Some(Host::Domain(name))) => name == "localhost",
        ("http", Some(Host::Ipv4(ip))) => ip.is_loopback(),
        ("http", Some(Host::Ipv6(ip))) => ip.is_loopback(),
        _ => false,
    }
}

/// An address as logs name it: without a query.
fn name(address: &Url) -> String {
    address[..url::Position::AfterPath].to_owned()
}

/// An error with its causes, which hyper hides behind `client error (Connect)`.
fn whole(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

/// Trusts the certificate authorities of this machine.
pub(crate) fn tls_config() -> ClientConfig {
    let builder = || {
        let builder = ClientConfig::builder_with_provider(ring::default_provider().into());
        #[expect(clippy::expect_used, reason = "ring's own provider supports the default versions")]
        builder.with_safe_default_protocol_versions().expect("the default versions of TLS")
    };
    match builder().with_native_roots() {
        Ok(builder) => builder.with_no_client_auth(),
        Err(error) => {
            tracing::warn!(%error, "this machine has no certificate authorities: other servers cannot be reached by https");
            builder().with_root_certificates(RootCertStore::empty()).with_no_client_auth()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_this_machine() {
        for address in ["https://id.example.org/a", "http://127.0.0.1:9/", "http://[::1]:9/", "http://localhost:9/"] {
            assert!(is_trustworthy(&address.parse().unwrap()), "{address}");
        }
        for address in
            ["http://id.example.org/", "http://localhost.example.org/", "http://10.0.0.1/", "file:///etc/passwd"]
        {
            assert!(!is_trustworthy(&address.parse().unwrap()), "{address}");
        }
    }
}
