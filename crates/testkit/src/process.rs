//! Helpers for encoder and server processes: collecting output and sending signals.

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::{Child, Command};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Collects a pipe's text until it ends.
pub fn gather(pipe: Option<impl AsyncRead + Unpin + Send + 'static>) -> (watch::Receiver<String>, JoinHandle<()>) {
    let (sender, said) = watch::channel(String::new());
    let reader = tokio::spawn(async move {
        let Some(mut pipe) = pipe else { return };
        let mut buffer = [0; 4096];
        while let Ok(length @ 1..) = pipe.read(&mut buffer).await {
            sender.send_modify(|said| said.push_str(&String::from_utf8_lossy(&buffer[..length])));
        }
    });
    (said, reader)
}

/// Sends a signal by its name; does nothing if the process has ended.
pub async fn signal(child: &Child, name: &str) {
    if let Some(id) = child.id() {
        let sent = Command::new("sh").arg("-c").arg(format!("kill -{name} {id}")).status().await;
        assert!(sent.is_ok_and(|status| status.success()), "cannot send SIG{name} to process {id}");
    }
}
