//! The TCP connection of a peer, shared by its own task and by rooms that write frames to it.

use services::chat::frames::Frame;
use services::chat::outlet::{Sent, Wire};
use socket2::SockRef;
use std::io::{self, ErrorKind, IoSlice};
use std::net::Shutdown;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// The most bytes that wait for the kernel. A room's longest greeting is smaller; a peer that sends and reads nothing would fill the memory.
const LONGEST_REST: usize = 4 * 1024 * 1024;

/// A TCP connection to which others may write.
pub struct Direct {
    stream: TcpStream,
    /// From now on each write of the connection's task is taken whole, like the frames of others, so that no two of them mix.
    is_shared: AtomicBool,
    /// Bytes that writers have handed in and the kernel has not taken yet.
    rest: Mutex<Vec<u8>>,
}

/// The connection as a stream, for its own task.
#[derive(Clone)]
pub struct DirectStream(Arc<Direct>);

impl DirectStream {
    /// A connection to which only its own task writes so far.
    pub fn new(stream: TcpStream) -> Self {
        Self(Arc::new(Direct { stream, is_shared: AtomicBool::new(false), rest: Mutex::default() }))
    }

    /// The connection, for others who write to it.
    pub fn direct(&self) -> &Arc<Direct> {
        &self.0
    }
}

impl Direct {
    /// Takes frames of others from now on. The connection's task must have nothing half written, and bounds what it writes by flushing.
    pub fn share(&self) {
        self.is_shared.store(true, Ordering::Release);
    }

    fn rest(&self) -> MutexGuard<'_, Vec<u8>> {
        self.rest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes what the kernel takes; the rest waits. An error if too much would wait.
    fn take(&self, rest: &mut Vec<u8>, bytes: &[u8]) -> io::Result<()> {
        let written = if rest.is_empty() { would_block_is_none(self.stream.try_write(bytes))? } else { 0 };
        if rest.len() + bytes.len() - written > LONGEST_REST {
            return Err(ErrorKind::StorageFull.into());
        }
        rest.extend_from_slice(&bytes[written..]);
        Ok(())
    }

    fn poll_rest(&self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            let mut rest = self.rest();
            if rest.is_empty() {
                // Most sockets never need it again.
                *rest = Vec::new();
                return Poll::Ready(Ok(()));
            }
            let written = would_block_is_none(self.stream.try_write(&rest))?;
            rest.drain(..written);
            drop(rest);
            if written == 0 {
                ready!(self.stream.poll_write_ready(context))?;
            }
        }
    }
}

impl Wire for Direct {
    fn send(&self, frame: &Frame) -> Sent {
        let mut rest = self.rest();
        if !rest.is_empty() {
            return Sent::Nothing;
        }
        match self.stream.try_write(frame.wire()) {
            Ok(written) if written == frame.wire().len() => Sent::All,
            Ok(written) => {
                rest.extend_from_slice(&frame.wire()[written..]);
                Sent::Begun
            }
            Err(_) => Sent::Nothing,
        }
    }
}

/// How much was written.
fn would_block_is_none(written: io::Result<usize>) -> io::Result<usize> {
    match written {
        Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(0),
        Ok(0) => Err(ErrorKind::WriteZero.into()),
        written => written,
    }
}

impl AsyncRead for DirectStream {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        loop {
            ready!(self.0.stream.poll_read_ready(context))?;
            match self.0.stream.try_read_buf(buffer) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                read => return Poll::Ready(read.map(drop)),
            }
        }
    }
}

impl AsyncWrite for DirectStream {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.poll_write_vectored(context, &[IoSlice::new(bytes)])
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let direct = &*self.0;
        if direct.is_shared.load(Ordering::Acquire) {
            let mut rest = direct.rest();
            for slice in slices.iter().filter(|slice| !slice.is_empty()) {
                direct.take(&mut rest, slice)?;
            }
            return Poll::Ready(Ok(slices.iter().map(|slice| slice.len()).sum()));
        }
        loop {
            ready!(direct.stream.poll_write_ready(context))?;
            match direct.stream.try_write_vectored(slices) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                written => return Poll::Ready(written),
            }
        }
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.0.poll_rest(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.0.poll_rest(context))?;
        Poll::Ready(SockRef::from(&self.0.stream).shutdown(Shutdown::Write))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;
    use tokio::task::yield_now;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn frames_of_a_room_and_of_the_connections_task_never_mix() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut peer = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (stream, _) = listener.accept().await.unwrap();
        SockRef::from(&stream).set_send_buffer_size(8 * 1024).unwrap();
        let mut own = DirectStream::new(stream);
        let direct = own.direct().clone();
        direct.share();

        let frame = Frame::new(&["7".repeat(5_000)]);
        let room = tokio::spawn({
            let frame = frame.clone();
            async move {
                let (mut sent, mut begun) = (0, 0);
                while sent < 300 {
                    match direct.send(&frame) {
                        Sent::All => sent += 1,
                        Sent::Begun => (sent, begun) = (sent + 1, begun + 1),
                        Sent::Nothing => yield_now().await,
                    }
                }
                begun
            }
        });
        let task = tokio::spawn(async move {
            for _ in 0..300 {
                own.write_all(&[3; 1_000]).await.unwrap();
                own.flush().await.unwrap();
            }
            // The room may have begun one more.
            loop {
                own.flush().await.unwrap();
                if Arc::strong_count(&own.0) == 1 {
                    own.flush().await.unwrap();
                    return own.shutdown().await.unwrap();
                }
                yield_now().await;
            }
        });
        let mut bytes = Vec::new();
        peer.read_to_end(&mut bytes).await.unwrap();
        task.await.unwrap();
        assert!(room.await.unwrap() > 0, "the buffer was never full, so nothing was shown");
        let (mut rest, mut frames, mut own) = (&bytes[..], 0, 0);
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix(&frame.wire()[..]) {
                (rest, frames) = (after, frames + 1);
            } else if let Some(after) = rest.strip_prefix(&[3; 1_000]) {
                (rest, own) = (after, own + 1);
            } else {
                panic!("half a frame after {frames} of the room and {own} of the task");
            }
        }
        assert_eq!((frames, own), (300, 300));
    }
}
