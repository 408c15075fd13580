//! Identities at outside providers: the tokens that they sign, and the keys by which those are checked.
//!
//! Signatures are checked with ring, which TLS uses already: a signature of RS256 or ES256 is one call. The crates for JSON Web Tokens would
//! add an RSA of their own, which has an open advisory, or a second library in C, and a way to choose between them for the whole process.

pub mod http;
pub mod keys;
pub mod token;
