//! A running encoder: its output and its end. Dropping it kills it.

use std::process::ExitStatus;
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::process::Child;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::process::{gather, signal};

/// A running encoder.
#[derive(Debug)]
pub struct Publisher {
    child: Child,
    said: watch::Receiver<String>,
    reader: JoinHandle<()>,
}

impl Publisher {
    pub(crate) fn new(mut child: Child) -> Self {
        let (said, reader) = gather(child.stderr.take());
        Self { child, said, reader }
    }

    /// What the encoder has written to its standard error so far.
    pub fn stderr(&self) -> String {
        self.said.borrow().clone()
    }

    /// Waits until the encoder's standard error holds `text`.
    ///
    /// # Panics
    /// With all it said, when it does not within the time.
    pub async fn says(&mut self, text: &str, within: Duration) {
        let found =
            timeout(within, self.said.wait_for(|said| said.contains(text))).await.is_ok_and(|said| said.is_ok());
        assert!(found, "the encoder did not say {text:?} within {within:?}, but: {}", self.stderr());
    }

    /// Waits for the encoder's end; its status and all it said.
    ///
    /// # Panics
    /// With all it said, when it goes on for longer.
    pub async fn exit(&mut self, within: Duration) -> (ExitStatus, String) {
        let Ok(Ok(status)) = timeout(within, self.child.wait()).await else {
            panic!("the encoder did not end within {within:?}: {}", self.stderr())
        };
        // The pipe ends with the process, but may still hold output to read.
        let _ = timeout(within, &mut self.reader).await;
        (status, self.stderr())
    }

    /// Whether the encoder is still at work.
    pub fn running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Asks the encoder to finish properly, as its user's stop button does, and waits for its end.
    ///
    /// # Panics
    /// As [`Publisher::exit`].
    pub async fn stop(&mut self, within: Duration) -> (ExitStatus, String) {
        signal(&self.child, "INT").await;
        self.exit(within).await
    }

    /// Halts the encoder without closing its connection: to the server it looks half-open.
    pub async fn freeze(&self) {
        signal(&self.child, "STOP").await;
    }

    /// Lets a frozen encoder go on.
    pub async fn thaw(&self) {
        signal(&self.child, "CONT").await;
    }

    /// Kills the encoder, as a crash does, and waits for its end.
    pub async fn kill(&mut self) {
        // It may have ended by itself already.
        let _ = self.child.kill().await;
    }

    /// Writes to the encoder's standard input, for a program that reads media or commands from there.
    pub async fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        match &mut self.child.stdin {
            Some(stdin) => stdin.write_all(bytes).await,
            None => Err(std::io::ErrorKind::BrokenPipe.into()),
        }
    }
}

/// A failed test shows the output of its encoders.
impl Drop for Publisher {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the encoder said: {}", self.stderr());
        }
    }
}
