//! One keep-alive connection that costs as little processor time as possible, so that the load doesn't distort the server's figures.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::PATIENCE;

/// Most bytes of an answer's head.
const HEAD: usize = 16 * 1024;

/// A connection to a server, for one request after another.
#[derive(Debug)]
pub struct LoadConnection {
    stream: TcpStream,
    address: SocketAddr,
    buffer: Vec<u8>,
    /// Bytes of `buffer` that are filled.
    filled: usize,
}

impl LoadConnection {
    /// Connects.
    ///
    /// # Errors
    /// When the server does not take the connection.
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, address, buffer: vec![0; HEAD], filled: 0 })
    }

    /// The body of an answer, as text.
    ///
    /// # Errors
    /// When there is none, or its status is another than 200, with its first line.
    pub async fn get(&mut self, path: &str) -> Result<String> {
        Ok(String::from_utf8_lossy(&self.fetch(path).await?).into_owned())
    }

    /// The body of an answer.
    ///
    /// # Errors
    /// As [`LoadConnection::get`].
    pub async fn fetch(&mut self, path: &str) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        self.exchange(path, |piece| body.extend_from_slice(piece)).await?;
        Ok(body)
    }

    /// Reads an answer and discards it; returns the size of its body.
    ///
    /// # Errors
    /// As [`LoadConnection::get`].
    pub async fn skip(&mut self, path: &str) -> Result<u64> {
        self.exchange(path, |_| {}).await
    }

    async fn exchange(&mut self, path: &str, take: impl FnMut(&[u8])) -> Result<u64> {
        match timeout(PATIENCE, self.ask(path, take)).await {
            Ok(answered) => answered,
            Err(_) => Err(Error::new(ErrorKind::TimedOut, format!("{path}: no answer"))),
        }
    }

    async fn ask(&mut self, path: &str, mut take: impl FnMut(&[u8])) -> Result<u64> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n\r\n", self.address);
        self.stream.write_all(request.as_bytes()).await?;
        let end = loop {
            let head = self.buffer[..self.filled].windows(4).position(|window| window == b"\r\n\r\n");
            if let Some(end) = head {
                break end + 4;
            }
            self.fill().await?;
        };
        let head = String::from_utf8_lossy(&self.buffer[..end]).into_owned();
        if !head.starts_with("HTTP/1.1 200") {
            return Err(Error::other(format!("{path}: {}", head.lines().next().unwrap_or_default())));
        }
        let length = head.lines().filter_map(|line| line.split_once(':')).find_map(|(name, value)| {
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<u64>().ok()).flatten()
        });
        let length = length.ok_or_else(|| Error::other(format!("{path}: an answer without a length")))?;
        let here = (self.filled - end).min(usize::try_from(length).unwrap_or(usize::MAX));
        take(&self.buffer[end..end + here]);
        self.buffer.copy_within(end + here..self.filled, 0);
        self.filled -= end + here;
        let mut left = length - here as u64;
        while left > 0 {
            self.fill().await?;
            let here = self.filled.min(usize::try_from(left).unwrap_or(usize::MAX));
            take(&self.buffer[..here]);
            self.buffer.copy_within(here..self.filled, 0);
            self.filled -= here;
            left -= here as u64;
        }
        Ok(length)
    }

    async fn fill(&mut self) -> Result<()> {
        match self.stream.read(&mut self.buffer[self.filled..]).await? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            read => {
                self.filled += read;
                Ok(())
            }
        }
    }
}
