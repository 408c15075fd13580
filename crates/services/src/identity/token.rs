//! JSON Web Tokens (RFC 7515, RFC 7519) that a provider signs: their form, their signature, and whom they are for.

use data_encoding::BASE64URL_NOPAD;
use ring::signature::{ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey};
use serde::Deserialize;
use serde_json::Value;
use time::OffsetDateTime;

/// How far the provider's clock may differ from this one's, in seconds.
const SKEW: f64 = 60.0;
/// Longest token that is looked at, in bytes.
const LONGEST: usize = 16 * 1024;

/// Why a token does not count. The words are for the operator's log.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// It has not the form of a signed token.
    #[error("it is not a signed JSON Web Token")]
    Malformed,
    /// It is signed by another algorithm than RS256 and ES256, or by one that the key is not for.
    #[error("it is not signed by RS256 or ES256 with a key of that kind")]
    Algorithm,
    /// The provider has no key of this id.
    #[error("it is signed with a key that the provider does not publish")]
    UnknownKey,
    /// Its signature is not the key's.
    #[error("its signature is wrong")]
    Signature,
    /// It is over.
    #[error("it is over")]
    Expired,
    /// It is for later.
    #[error("it does not count yet")]
    NotYetValid,
    /// Another provider made it.
    #[error("it was made by another issuer")]
    Issuer,
    /// It is for another application.
    #[error("it is for another application")]
    Audience,
    /// The provider's keys could not be fetched.
    #[error("the provider's keys are not known: {0}")]
    KeysUnavailable(String),
}

/// Whom a token has to be for.
#[derive(Clone, Copy, Debug)]
pub enum Recipient<'a> {
    /// `aud` has this client; `azp`, where the token has it or several audiences, is this client (OpenID Connect Core, 3.1.3.7).
    Client(&'a str),
    /// `azp` is one of these, such as the origins whose pages may ask for a session token. A program that is no browser has no origin: its
    /// token may have no `azp`, but then no `aud` either, because tokens for other applications have one.
    Party(&'a [String]),
}

/// What a token has to say.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// `iss`, to the letter.
    pub issuer: &'a str,
    /// `aud` or `azp`.
    pub recipient: Recipient<'a>,
}

/// An algorithm that tokens may be signed by, and nothing else: `none` and those with a shared secret are not among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    Rs256,
    Es256,
}

impl Algorithm {
    fn parse(name: &str) -> Result<Self, TokenError> {
        match name {
            "RS256" => Ok(Self::Rs256),
            "ES256" => Ok(Self::Es256),
            _ => Err(TokenError::Algorithm),
        }
    }
}

/// A key as providers publish it (RFC 7517, RFC 7518 section 6). Fields of keys that are of no use here are left out.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Key {
    kid: Option<String>,
    kty: String,
    alg: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl Key {
    /// The algorithm that the key is for: one for each type, so that a token cannot choose. None if it is of no use here.
    pub(super) fn algorithm(&self) -> Option<Algorithm> {
        let (algorithm, name) = match (self.kty.as_str(), self.crv.as_deref()) {
            ("RSA", _) => (Algorithm::Rs256, "RS256"),
            ("EC", Some("P-256")) => (Algorithm::Es256, "ES256"),
            _ => return None,
        };
        let fits = self.alg.as_deref().is_none_or(|alg| alg == name);
        let signs = self.purpose.as_deref().is_none_or(|purpose| purpose == "sig");
        (fits && signs).then_some(algorithm)
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), TokenError> {
        let part = |part: &Option<String>| {
            let text = part.as_deref().ok_or(TokenError::Algorithm)?;
            BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| TokenError::Algorithm)
        };
        let verified = match self.algorithm().ok_or(TokenError::Algorithm)? {
            Algorithm::Rs256 => {
                let key = RsaPublicKeyComponents { n: part(&self.n)?, e: part(&self.e)? };
                key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            }
            Algorithm::Es256 => {
                // An uncompressed point (SEC 1, section 2.3.3).
                let point = [[4].as_slice(), &part(&self.x)?, &part(&self.y)?].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature)
            }
        };
        verified.map_err(|_| TokenError::Signature)
    }
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    crit: Option<Value>,
}

/// A token whose form is right; nothing that it says is known to be true.
pub(super) struct Unverified<'a> {
    algorithm: Algorithm,
    key: Option<String>,
    message: &'a str,
    payload: Vec<u8>,
    signature: Vec<u8>,
}

impl<'a> Unverified<'a> {
    pub(super) fn parse(token: &'a str) -> Result<Self, TokenError> {
        let decoded = |part: &str| BASE64URL_NOPAD.decode(part.as_bytes()).map_err(|_| TokenError::Malformed);
        if token.len() > LONGEST {
            return Err(TokenError::Malformed);
        }
        let (message, signature) = token.rsplit_once('.').ok_or(TokenError::Malformed)?;
        let (header, payload) = message.split_once('.').ok_or(TokenError::Malformed)?;
        let header: Header = serde_json::from_slice(&decoded(header)?).map_err(|_| TokenError::Malformed)?;
        // What a header calls critical has to be understood, and nothing is (RFC 7515, section 4.1.11).
        if header.crit.is_some() {
            return Err(TokenError::Malformed);
        }
        let (algorithm, key) = (Algorithm::parse(&header.alg)?, header.kid);
        Ok(Self { algorithm, key, message, payload: decoded(payload)?, signature: decoded(signature)? })
    }

    /// The key that signed it: the one of its id, or without an id the only one for its algorithm.
    pub(super) fn key<'k>(&self, keys: &'k [Key]) -> Result<&'k Key, TokenError> {
        let named = || keys.iter().filter(|key| self.key.is_none() || key.kid == self.key);
        let mut fitting = named().filter(|key| key.algorithm() == Some(self.algorithm));
        match (fitting.next(), fitting.next()) {
            (Some(key), None) => Ok(key),
            (None, _) if self.key.is_some() && named().next().is_some() => Err(TokenError::Algorithm),
            _ => Err(TokenError::UnknownKey),
        }
    }

    /// What it says, if this key signed it, and it is for whom it is expected to be for, now.
    pub(super) fn verify(&self, key: &Key, expected: &Expected<'_>, now: OffsetDateTime) -> Result<Value, TokenError> {
        key.verify(self.message.as_bytes(), &self.signature)?;
        let claims: Value = serde_json::from_slice(&self.payload).map_err(|_| TokenError::Malformed)?;
        if claims["iss"] != expected.issuer {
            return Err(TokenError::Issuer);
        }
        if !is_for(&claims, expected.recipient) {
            return Err(TokenError::Audience);
        }
        #[expect(clippy::cast_precision_loss, reason = "seconds since 1970 are far below 2^53")]
        let now = now.unix_timestamp() as f64;
        if claims["exp"].as_f64().ok_or(TokenError::Malformed)? + SKEW <= now {
            return Err(TokenError::Expired);
        }
        for begins in [&claims["nbf"], &claims["iat"]].into_iter().filter(|time| !time.is_null()) {
            if begins.as_f64().ok_or(TokenError::Malformed)? - SKEW > now {
                return Err(TokenError::NotYetValid);
            }
        }
        Ok(claims)
    }
}

fn is_for(claims: &Value, recipient: Recipient<'_>) -> bool {
    match recipient {
        Recipient::Client(client) => {
            let (has_client, are_several) = match &claims["aud"] {
                Value::String(one) => (one == client, false),
                Value::Array(all) => (all.iter().any(|one| one == client), all.len() > 1),
                _ => (false, false),
            };
            let party = &claims["azp"];
            has_client && (party == client || (party.is_null() && !are_several))
        }
        Recipient::Party(_) if claims["azp"].is_null() => claims["aud"].is_null(),
        Recipient::Party(parties) => parties.iter().any(|party| claims["azp"] == *party),
    }
}
