//! An identity provider of the test's own: it answers what the test says, and signs what the test says, true or not.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use data_encoding::BASE64URL_NOPAD;
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair, RsaPublicKeyComponents,
};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A key that signs JSON Web Tokens.
pub struct SigningKey {
    id: String,
    pair: Pair,
}

enum Pair {
    Rsa(RsaKeyPair),
    Ec(EcdsaKeyPair),
}

impl SigningKey {
    /// For RS256. It is the same key under each id: making one takes seconds.
    pub fn rsa(id: &str) -> Self {
        let pair = RsaKeyPair::from_pkcs8(include_bytes!("provider/rsa.pk8")).unwrap();
        Self { id: id.into(), pair: Pair::Rsa(pair) }
    }

    /// For ES256; a new one.
    pub fn ec(id: &str) -> Self {
        let random = SystemRandom::new();
        let pair = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pair.as_ref(), &random).unwrap();
        Self { id: id.into(), pair: Pair::Ec(pair) }
    }

    /// As it is published (RFC 7517).
    pub fn public(&self) -> Value {
        let text = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
        match &self.pair {
            Pair::Rsa(pair) => {
                let RsaPublicKeyComponents { n, e }: RsaPublicKeyComponents<Vec<u8>> = pair.public_key().into();
                json!({ "kid": self.id, "kty": "RSA", "use": "sig", "n": text(&n), "e": text(&e) })
            }
            Pair::Ec(pair) => {
                let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
                json!({ "kid": self.id, "kty": "EC", "crv": "P-256", "use": "sig", "x": text(x), "y": text(y) })
            }
        }
    }

    /// A token with these claims.
    pub fn signs(&self, claims: &Value) -> String {
        let algorithm = if matches!(self.pair, Pair::Rsa(_)) { "RS256" } else { "ES256" };
        self.signs_under(&json!({ "alg": algorithm, "kid": self.id, "typ": "JWT" }), claims)
    }

    /// A token with this header, whatever it says.
    pub fn signs_under(&self, header: &Value, claims: &Value) -> String {
        let text = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
        let message = format!("{}.{}", text(header.to_string().as_bytes()), text(claims.to_string().as_bytes()));
        let random = SystemRandom::new();
        let signature = match &self.pair {
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, message.as_bytes(), &mut signature).unwrap();
                signature
            }
            Pair::Ec(pair) => pair.sign(&random, message.as_bytes()).unwrap().as_ref().to_vec(),
        };
        format!("{message}.{}", text(&signature))
    }
}

/// A request that the provider got.
#[derive(Clone, Debug)]
pub struct TakenRequest {
    /// The path with its query.
    pub target: String,
    /// Lines of the head, the first one included.
    pub head: String,
    /// The form that was sent, or nothing.
    pub body: String,
}

#[derive(Default)]
struct State {
    responses: HashMap<String, (u16, String)>,
    requests: Vec<TakenRequest>,
}

/// The provider; it is gone when dropped.
pub struct Provider {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    task: JoinHandle<()>,
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Provider {
    /// On a free port of loopback. It answers 404 to what the test has not said.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (address, state) = (listener.local_addr().unwrap(), Arc::<Mutex<State>>::default());
        let shared = state.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client that breaks off is no fault of the provider.
                let _ = answer(stream, &shared).await;
            }
        });
        Self { address, state, task }
    }

    /// Its issuer, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What it answers from now on to requests for this path.
    pub fn answers(&self, path: &str, status: u16, body: impl ToString) {
        lock(&self.state).responses.insert(path.into(), (status, body.to_string()));
    }

    /// The keys that it publishes at `/jwks` from now on.
    pub fn publishes(&self, keys: &[&SigningKey]) {
        let keys: Vec<Value> = keys.iter().map(|key| key.public()).collect();
        self.answers("/jwks", 200, json!({ "keys": keys }));
    }

    /// The requests that it got for this path.
    pub fn requests(&self, path: &str) -> Vec<TakenRequest> {
        let requests = lock(&self.state).requests.clone();
        requests.into_iter().filter(|request| request.target.split('?').next() == Some(path)).collect()
    }
}

fn lock(state: &Mutex<State>) -> std::sync::MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn answer(mut stream: TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        head.push(char::from(stream.read_u8().await?));
    }
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        if name.eq_ignore_ascii_case("content-length") { value.trim().parse().ok() } else { None }
    });
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).await?;
    let target = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let path = target.split('?').next().unwrap_or_default().to_owned();
    let (status, text) = {
        let mut state = lock(state);
        state.requests.push(TakenRequest { target, head, body: String::from_utf8_lossy(&body).into_owned() });
        state.responses.get(&path).cloned().unwrap_or_else(|| (404, json!({ "error": "not_found" }).to_string()))
    };
    let head = format!(
        "HTTP/1.1 {status} Said\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {}",
        text.len()
    );
    stream.write_all(format!("{head}\r\n\r\n{text}").as_bytes()).await?;
    stream.shutdown().await
}
