//! One keep-alive connection on which answers are timed: a new connection for each request would add more noise than there is to measure.

use serde_json::Value;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use testkit::PATIENCE;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

pub struct KeepAlive {
    stream: TcpStream,
    address: SocketAddr,
    answer: Vec<u8>,
}

impl KeepAlive {
    pub async fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, address, answer: Vec::new() }
    }

    /// Status of the answer, and the time from the request's last byte to the answer's first one. Each of the `headers` ends with a line break.
    pub async fn send(&mut self, method: &str, path: &str, headers: &str, body: Option<&Value>) -> (u16, Duration) {
        let mut request = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\n{headers}", self.address);
        match body.map(Value::to_string) {
            Some(body) => {
                let head = format!("content-type: application/json\r\ncontent-length: {}\r\n\r\n", body.len());
                request.extend([head, body]);
            }
            None => request.push_str("\r\n"),
        }
        timeout(PATIENCE, self.exchange(request.as_bytes())).await.expect("an answer")
    }

    async fn exchange(&mut self, request: &[u8]) -> (u16, Duration) {
        self.answer.clear();
        self.stream.write_all(request).await.unwrap();
        let asked = Instant::now();
        let mut took = None;
        loop {
            let read = self.stream.read_buf(&mut self.answer).await.unwrap();
            assert!(read > 0, "half an answer: {}", String::from_utf8_lossy(&self.answer));
            let took = *took.get_or_insert_with(|| asked.elapsed());
            if let Some((status, length)) = measure(&self.answer)
                && self.answer.len() >= length
            {
                return (status, took);
            }
        }
    }
}

/// An answer's status and whole length, once its head is there.
fn measure(answer: &[u8]) -> Option<(u16, usize)> {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    assert!(!head.contains("transfer-encoding:"), "an answer without a length");
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
    Some((status, end + length.unwrap_or(0)))
}
