//! An HTTP client: one connection per request; it keeps cookies and sends `Origin` as a browser does.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::{PATIENCE, Socket};

/// A browser without a window. Clones share its cookie.
#[derive(Clone, Debug)]
pub struct Client {
    address: SocketAddr,
    cookie: Arc<Mutex<Option<String>>>,
}

/// Beginnings of cookies that are preferences.
const PREFERENCES: [&str; 2] = ["theme=", "channel="];

impl Client {
    /// A client without a cookie.
    pub fn new(address: SocketAddr) -> Self {
        Self { address, cookie: Arc::default() }
    }

    /// `name=value` of the cookie it holds.
    pub fn cookie(&self) -> Option<String> {
        self.cookie.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A request to be finished with [`Request::send`].
    pub fn request(&self, method: &str, path: &str) -> Request<'_> {
        let mut headers =
            vec![("host".to_owned(), self.address.to_string()), ("connection".to_owned(), "close".to_owned())];
        if let Some(cookie) = self.cookie() {
            headers.push(("cookie".to_owned(), cookie));
        }
        if method != "GET" {
            headers.push(("origin".to_owned(), format!("http://{}", self.address)));
        }
        Request { client: self, line: format!("{method} {path} HTTP/1.1"), headers, body: Vec::new() }
    }

    /// Sends a GET request.
    pub async fn get(&self, path: &str) -> HttpAnswer {
        self.request("GET", path).send().await
    }

    /// Sends a POST request with JSON.
    pub async fn post(&self, path: &str, body: Value) -> HttpAnswer {
        self.request("POST", path).json(&body).send().await
    }

    /// Sends a PUT request with JSON.
    pub async fn put(&self, path: &str, body: Value) -> HttpAnswer {
        self.request("PUT", path).json(&body).send().await
    }

    /// Sends a PATCH request with JSON.
    pub async fn patch(&self, path: &str, body: Value) -> HttpAnswer {
        self.request("PATCH", path).json(&body).send().await
    }

    /// Sends a DELETE request.
    pub async fn delete(&self, path: &str) -> HttpAnswer {
        self.request("DELETE", path).send().await
    }

    /// Opens `/ws` as the user who is signed in with this client.
    ///
    /// # Panics
    /// When the server refuses.
    pub async fn socket(&self) -> Socket {
        let origin = format!("http://{}", self.address);
        match self.socket_from(&origin).await {
            Ok(socket) => socket,
            Err(status) => panic!("the socket was refused with {status}"),
        }
    }

    /// Opens `/ws` from a page of `origin`; the status if the server refuses.
    pub async fn socket_from(&self, origin: &str) -> Result<Socket, u16> {
        Socket::open(self.address, Some(origin), self.cookie().as_deref()).await
    }

    fn keep_cookie(&self, answer: &HttpAnswer) {
        // Preferences stand beside the session's cookie, which stays.
        let Some(cookie) = answer.cookies().find(|cookie| !PREFERENCES.iter().any(|name| cookie.starts_with(name)))
        else {
            return;
        };
        let pair = cookie.split(';').next().unwrap_or_default();
        let kept = Some(pair.to_owned()).filter(|pair| !pair.ends_with('='));
        *self.cookie.lock().unwrap_or_else(PoisonError::into_inner) = kept;
    }
}

/// A request that is being put together.
#[derive(Debug)]
pub struct Request<'a> {
    client: &'a Client,
    line: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request<'_> {
    /// Sets a header, replacing the one that would be sent; with an empty value none is sent.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(other, _)| other != name);
        if !value.is_empty() {
            self.headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// Sets a body of JSON.
    pub fn json(self, body: &Value) -> Self {
        self.body("application/json", body.to_string())
    }

    /// Sets a body of any type.
    pub fn body(mut self, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self.header("content-type", kind)
    }

    /// Sends it and waits for the answer.
    ///
    /// # Panics
    /// When no answer comes.
    pub async fn send(self) -> HttpAnswer {
        let answer = exchange(self.client.address, &self.bytes()).await;
        self.client.keep_cookie(&answer);
        answer
    }

    /// As [`Request::send`], for a server that may refuse the connection.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn try_send(self) -> io::Result<HttpAnswer> {
        let answer = try_exchange(self.client.address, &self.bytes()).await?;
        self.client.keep_cookie(&answer);
        Ok(answer)
    }

    fn bytes(&self) -> Vec<u8> {
        let headers: String = self.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let head = format!("{}\r\n{headers}content-length: {}\r\n\r\n", self.line, self.body.len());
        [head.as_bytes(), &self.body].concat()
    }
}

/// Sends bytes as they are and reads until the server closes the connection, which they must ask for.
///
/// # Panics
/// When no answer comes.
pub async fn exchange(address: SocketAddr, request: &[u8]) -> HttpAnswer {
    match try_exchange(address, request).await {
        Ok(answer) => answer,
        Err(error) => panic!("{error}"),
    }
}

/// As [`exchange`], for a server that may refuse the connection.
///
/// # Errors
/// When no answer comes, with the request's first line.
pub async fn try_exchange(address: SocketAddr, request: &[u8]) -> io::Result<HttpAnswer> {
    let talk = async {
        let mut stream = TcpStream::connect(address).await?;
        // A server that refuses may close before it has read everything; its answer still counts.
        let written = stream.write_all(request).await;
        let mut answer = Vec::new();
        match stream.read_to_end(&mut answer).await {
            Err(error) if answer.is_empty() => Err(error),
            _ if answer.is_empty() => written.map(|()| answer),
            _ => Ok(answer),
        }
    };
    let line = String::from_utf8_lossy(request.split(|byte| *byte == b'\r').next().unwrap_or_default()).into_owned();
    let bytes = match timeout(PATIENCE, talk).await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(error)) => return Err(io::Error::new(error.kind(), format!("{line}: {error}"))),
        Err(_) => return Err(io::Error::other(format!("{line}: no answer within {PATIENCE:?}"))),
    };
    let complain = || io::Error::other(format!("{line}: this is no answer: {}", String::from_utf8_lossy(&bytes)));
    HttpAnswer::parse(&bytes).ok_or_else(complain)
}

/// What the server answered.
#[derive(Clone, Debug)]
pub struct HttpAnswer {
    /// HTTP status code.
    pub status: u16,
    headers: Vec<(String, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl HttpAnswer {
    pub(crate) fn new(status: u16, headers: Vec<(String, String)>, body: Vec<u8>) -> Self {
        Self { status, headers, body }
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&bytes[..end]);
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let pair =
            |line: &str| line.split_once(':').map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()));
        Some(Self { status, headers: lines.filter_map(pair).collect(), body: bytes[end + 4..].to_vec() })
    }

    /// A header's value; its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The cookies that it sets, each with its attributes.
    pub fn cookies(&self) -> impl Iterator<Item = &str> {
        self.headers.iter().filter(|(name, _)| name == "set-cookie").map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON; null if it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}
