//! The certificate of HTTPS and RTMPS: read and checked at the start, read again when its files change.

use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert, ServerConfig};
use rustls::sign::CertifiedKey;
use services::outage::Outage;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tokio::time::sleep;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;

/// How often the files are looked at. Certificates are renewed weeks before they expire.
const LOOK: Duration = Duration::from_secs(60);

/// A certificate chain with its key, both PEM files. Shared by all listeners.
#[derive(Debug)]
pub struct Certificate {
    files: (PathBuf, PathBuf),
    /// The files' contents, to detect a change, and the parsed key.
    current: RwLock<(Contents, Arc<CertifiedKey>)>,
}

/// Certificate and key as bytes.
#[derive(PartialEq, Eq)]
struct Contents(Vec<u8>, Vec<u8>);

/// Prints nothing, because it contains a private key.
impl std::fmt::Debug for Contents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Contents")
    }
}

impl Certificate {
    /// Reads and checks both files.
    ///
    /// # Errors
    /// One line that names the setting: a file cannot be read, has no certificate or key, or the two do not match.
    pub fn load(certificate: &Path, key: &Path) -> Result<Arc<Self>, String> {
        let contents = Contents::read(certificate, key)?;
        let current = contents.certified_key()?;
        let files = (certificate.to_owned(), key.to_owned());
        Ok(Arc::new(Self { files, current: RwLock::new((contents, Arc::new(current))) }))
    }

    /// The acceptor for browsers: offers HTTP/2, then HTTP/1.1.
    pub fn https(self: &Arc<Self>) -> Result<TlsAcceptor, rustls::Error> {
        self.acceptor(&[b"h2", b"http/1.1"])
    }

    /// The acceptor for encoders, without ALPN.
    pub fn rtmps(self: &Arc<Self>) -> Result<TlsAcceptor, rustls::Error> {
        self.acceptor(&[])
    }

    fn acceptor(self: &Arc<Self>, protocols: &[&[u8]]) -> Result<TlsAcceptor, rustls::Error> {
        let builder = ServerConfig::builder_with_provider(provider()).with_safe_default_protocol_versions()?;
        let mut config = builder.with_no_client_auth().with_cert_resolver(Arc::clone(self) as _);
        config.alpn_protocols = protocols.iter().map(|name| name.to_vec()).collect();
        Ok(TlsAcceptor::from(Arc::new(config)))
    }

    /// Reads the files regularly until told to stop. While they do not fit together, as in the middle of a renewal, the
    /// previous certificate stays in use.
    pub async fn follow(&self, shutdown: &CancellationToken) {
        let mut outage = Outage::default();
        loop {
            tokio::select! {
                () = sleep(LOOK) => {}
                () = shutdown.cancelled() => return,
            }
            match self.renew() {
                Ok(is_new) => {
                    outage.ends();
                    if is_new {
                        tracing::info!("the TLS certificate is renewed");
                    }
                }
                Err(error) if outage.begins() => tracing::warn!(error, "the TLS certificate stays as it was"),
                Err(_) => {}
            }
        }
    }

    /// Loads the files' current contents; true if they have changed.
    fn renew(&self) -> Result<bool, String> {
        let contents = Contents::read(&self.files.0, &self.files.1)?;
        if self.current.read().unwrap_or_else(PoisonError::into_inner).0 == contents {
            return Ok(false);
        }
        let key = Arc::new(contents.certified_key()?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = (contents, key);
        Ok(true)
    }
}

impl ResolvesServerCert for Certificate {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner).1))
    }
}

impl Contents {
    fn read(certificate: &Path, key: &Path) -> Result<Self, String> {
        let read = |setting: &str, path: &Path| {
            std::fs::read(path).map_err(|error| format!("{setting}: {} cannot be read: {error}.", path.display()))
        };
        Ok(Self(read("AETHEX_TLS_CERT", certificate)?, read("AETHEX_TLS_KEY", key)?))
    }

    fn certified_key(&self) -> Result<CertifiedKey, String> {
        let chain: Result<Vec<_>, pem::Error> = CertificateDer::pem_slice_iter(&self.0).collect();
        let chain = chain.ok().filter(|chain| !chain.is_empty());
        let chain = chain.ok_or("AETHEX_TLS_CERT: the file holds no certificate in PEM form.")?;
        let key = PrivateKeyDer::from_pem_slice(&self.1);
        let key = key.map_err(|_| "AETHEX_TLS_KEY: the file holds no private key in PEM form.")?;
        CertifiedKey::from_der(chain, key, &provider()).map_err(|error| match error {
            rustls::Error::InconsistentKeys(_) => "AETHEX_TLS_KEY: this key is not the certificate's.".into(),
            error => format!("AETHEX_TLS_CERT: the certificate cannot be used: {error}."),
        })
    }
}

/// Chosen explicitly: more than one of rustls's providers is in the dependency tree.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

#[cfg(test)]
mod tests {
    use super::*;
    use testkit::Certificate as Files;

    fn leaf(certificate: &Certificate) -> Vec<u8> {
        certificate.current.read().unwrap().1.cert[0].to_vec()
    }

    #[test]
    fn a_renewed_certificate_is_taken_and_a_half_renewed_one_is_not() {
        let (files, next) = (Files::make(), Files::make());
        let certificate = Certificate::load(&files.certificate(), &files.key()).unwrap();
        let old = leaf(&certificate);
        assert_eq!(certificate.renew(), Ok(false));
        std::fs::copy(next.certificate(), files.certificate()).unwrap();
        assert!(certificate.renew().unwrap_err().starts_with("AETHEX_TLS_KEY: "));
        assert_eq!(leaf(&certificate), old);
        std::fs::copy(next.key(), files.key()).unwrap();
        assert_eq!(certificate.renew(), Ok(true));
        assert_ne!(leaf(&certificate), old);
    }
}
