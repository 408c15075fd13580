//! A certificate for `localhost` and `127.0.0.1`, signed by itself and made for one test.

use std::fs;
use std::path::PathBuf;

use crate::server::Folder;

/// Two PEM files; gone when dropped.
#[derive(Debug)]
pub struct Certificate(Folder);

impl Certificate {
    /// Makes a new key and its certificate.
    ///
    /// # Panics
    /// When the files cannot be written.
    pub fn make() -> Self {
        let files = Self(Folder::new());
        let made = rcgen::generate_simple_self_signed(["localhost", "127.0.0.1"].map(str::to_owned));
        let made = made.unwrap_or_else(|error| panic!("cannot make a certificate: {error}"));
        let written = fs::write(files.certificate(), made.cert.pem());
        let written = written.and_then(|()| fs::write(files.key(), made.signing_key.serialize_pem()));
        assert!(written.is_ok(), "cannot write a certificate: {written:?}");
        files
    }

    /// Path of the certificate, a PEM file.
    pub fn certificate(&self) -> PathBuf {
        self.0.path().join("certificate.pem")
    }

    /// The private key's file.
    pub fn key(&self) -> PathBuf {
        self.0.path().join("key.pem")
    }
}
