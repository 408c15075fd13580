//! One keep-alive connection on which an answer is timed: a new connection for each try would add more noise than there is to measure.

use crate::network;
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
    /// Requests so far; each comes from another network.
    sent: usize,
}

impl KeepAlive {
    pub async fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, address, sent: 0 }
    }

    /// Status of the answer, and the time from the request's last byte to the answer's first one.
    pub async fn send(&mut self, method: &str, path: &str, cookie: &str, body: &Value) -> (u16, Duration) {
        self.sent += 1;
        let (address, from, body) = (self.address, network(self.sent), body.to_string());
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\ncookie: {cookie}\r\nx-forwarded-for: {from}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        timeout(PATIENCE, self.exchange(request.as_bytes())).await.expect("an answer")
    }

    async fn exchange(&mut self, request: &[u8]) -> (u16, Duration) {
        let mut answer = vec![0; 16 * 1024];
        self.stream.write_all(request).await.unwrap();
        let asked = Instant::now();
        let mut filled = self.stream.read(&mut answer).await.unwrap();
        let took = asked.elapsed();
        loop {
            if let Some((status, length)) = measure(&answer[..filled])
                && filled >= length
            {
                return (status, took);
            }
            let read = self.stream.read(&mut answer[filled..]).await.unwrap();
            assert!(read > 0, "half an answer: {}", String::from_utf8_lossy(&answer[..filled]));
            filled += read;
        }
    }
}

/// An answer's status and whole length, once its head is there.
fn measure(answer: &[u8]) -> Option<(u16, usize)> {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
    Some((status, end + length.unwrap_or(0)))
}
