//! A certificate for `localhost` and `127.0.0.1`, signed by itself and made for one test.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::server::Folder;

/// What `openssl req` is to put into it. No authority: TLS libraries refuse one as a server's own certificate.
const REQUEST: &str = "\
[req]
prompt = no
distinguished_name = name
x509_extensions = extensions
[name]
CN = localhost
[extensions]
basicConstraints = critical, CA:FALSE
subjectAltName = DNS:localhost, IP:127.0.0.1
";

/// Two PEM files; gone when dropped.
#[derive(Debug)]
pub struct Certificate(Folder);

impl Certificate {
    /// Makes a new key and its certificate.
    ///
    /// # Panics
    /// When `openssl` is missing or fails.
    pub fn make() -> Self {
        let made = Self(Folder::new());
        let request = made.0.path().join("request");
        let written = fs::write(&request, REQUEST);
        let mut openssl = Command::new("openssl");
        openssl.args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]);
        openssl.arg("-config").arg(&request).arg("-keyout").arg(made.key()).arg("-out").arg(made.certificate());
        match written.and_then(|()| openssl.output()) {
            Ok(output) if output.status.success() => made,
            Ok(output) => panic!("openssl failed: {}", String::from_utf8_lossy(&output.stderr)),
            Err(error) => panic!("cannot make a certificate ({error}): apt-get install openssl"),
        }
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
