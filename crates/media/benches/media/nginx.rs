//! nginx as the static file server to compare with: one worker, sendfile, no log.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use testkit::usage;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep};

pub struct Nginx {
    child: Child,
    pub address: SocketAddr,
}

impl Nginx {
    /// Serves the files in `folder`. `None` where nginx is not installed.
    pub async fn serve(folder: &Path) -> Option<Self> {
        let address = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).unwrap();
        let root = folder.display();
        // Root's worker would be another user, who cannot read a temporary folder.
        let owner = if is_root().await { "user root;" } else { "" };
        let configuration = format!(
            "{owner} worker_processes 1; daemon off; pid {root}/pid; error_log {root}/error.log;\n\
             events {{ worker_connections 8192; }}\n\
             http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; keepalive_timeout 75;\n\
             types {{ application/vnd.apple.mpegurl m3u8; video/mp4 m4s; }}\n\
             client_body_temp_path {root}/t1; proxy_temp_path {root}/t2; fastcgi_temp_path {root}/t3;\n\
             uwsgi_temp_path {root}/t4; scgi_temp_path {root}/t5;\n\
             server {{ listen {address}; root {root}; }} }}\n"
        );
        let file = folder.join("nginx.conf");
        std::fs::write(&file, configuration).unwrap();
        let mut nginx = Command::new("nginx");
        nginx.arg("-c").arg(&file).arg("-p").arg(folder).stdin(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
        let child = nginx.spawn().ok()?;
        let begin = Instant::now();
        while TcpStream::connect(address).await.is_err() {
            assert!(begin.elapsed() < Duration::from_secs(20), "nginx does not start: see {root}/error.log");
            sleep(Duration::from_millis(50)).await;
        }
        Some(Self { child, address })
    }

    /// Processor time of master and worker so far.
    pub fn processor(&self) -> Duration {
        usage::processor(self.child.id().expect("it runs"))
    }

    /// Ends master and worker: a killed master would leave the worker behind.
    pub async fn stop(mut self) {
        if let Some(id) = self.child.id() {
            let _ = Command::new("kill").args(["-TERM", &id.to_string()]).status().await;
        }
        let _ = self.child.wait().await;
    }
}

async fn is_root() -> bool {
    Command::new("id").arg("-u").output().await.is_ok_and(|output| output.stdout == b"0\n")
}
