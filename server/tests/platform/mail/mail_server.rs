//! A mail server of the test's own: npm's smtp-server in a process of Node.js.

use serde_json::{Value, json};
use std::path::Path;
use std::process::Stdio;
use testkit::process::gather;
use testkit::{Certificate, until};
use tokio::process::{Child, Command};
use tokio::sync::watch;

pub const USER: &str = "post office";
pub const PASSWORD: &str = "p@ss:word/7";
/// The user and the password as an address contains them.
pub const LOGIN: &str = "post%20office:p%40ss%3Aword%2F7";

/// How connections to it are encrypted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Encryption {
    None,
    /// By the command STARTTLS.
    StartTls,
    /// From the first byte.
    Wrapped,
}

/// It is killed when dropped.
pub struct MailServer {
    process: Child,
    said: watch::Receiver<String>,
    pub port: u16,
    /// Its files are read at the start.
    _certificate: Option<Certificate>,
}

/// A mail that it has taken.
#[derive(Clone, Debug)]
pub struct TakenMail {
    pub from: String,
    pub to: Vec<String>,
    /// The lines before the first empty one.
    pub head: String,
    pub body: String,
}

impl MailServer {
    pub async fn start(encryption: Encryption) -> Self {
        Self::start_at(0, encryption).await
    }

    /// Starts it on this port of loopback; 0 is one that is free. Its certificate, if it has one, is self-signed.
    pub async fn start_at(port: u16, encryption: Encryption) -> Self {
        let certificate = (encryption != Encryption::None).then(Certificate::make);
        let options = json!({
            "port": port,
            "user": USER,
            "password": PASSWORD,
            "certificate": certificate.as_ref().map(Certificate::certificate),
            "key": certificate.as_ref().map(Certificate::key),
            "isWrapped": encryption == Encryption::Wrapped,
        });
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/platform/mail/server.mjs");
        let mut node = Command::new("node");
        node.arg(script).arg(options.to_string()).stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true);
        let mut process = node.spawn().expect("Node.js runs the mail server");
        let (said, _) = gather(process.stdout.take());
        let port = until("the mail server to listen", async || {
            let ended = process.try_wait().unwrap();
            assert!(ended.is_none(), "the mail server ended. Without npm's packages, run `npm ci` first");
            events(&said).iter().find_map(|event| event["port"].as_u64()).ok_or("it starts")
        });
        let port = u16::try_from(port.await).unwrap();
        Self { process, said, port, _certificate: certificate }
    }

    /// Stops it; the port is free then.
    pub async fn stop(mut self) -> u16 {
        self.process.kill().await.unwrap();
        self.port
    }

    /// The mails that it has taken, in their order.
    pub fn mails(&self) -> Vec<TakenMail> {
        let mails = events(&self.said).into_iter().filter(|event| event["to"].is_array());
        mails.map(TakenMail::of).collect()
    }

    /// The mails, once there are so many.
    pub async fn takes(&self, mails: usize) -> Vec<TakenMail> {
        until("the mail server to take mail", async || {
            Ok(self.mails()).and_then(|taken| match taken.len() >= mails {
                true => Ok(taken),
                false => Err(taken),
            })
        })
        .await
    }

    /// How often a user proved who they are.
    pub fn logins(&self) -> usize {
        events(&self.said).iter().filter(|event| event["signedIn"] == USER).count()
    }
}

fn events(said: &watch::Receiver<String>) -> Vec<Value> {
    let said = said.borrow();
    let whole_lines = said.rsplit_once('\n').map_or("", |(lines, _)| lines);
    whole_lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

impl TakenMail {
    fn of(event: Value) -> Self {
        let text = event["text"].as_str().unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let to = event["to"].as_array().unwrap().iter().map(|address| address.as_str().unwrap().to_owned());
        Self { from: event["from"].as_str().unwrap().into(), to: to.collect(), head: head.into(), body: body.into() }
    }

    /// The names of its headers, sorted.
    pub fn headers(&self) -> Vec<&str> {
        // A line that begins with a space goes on with the header before it.
        let lines = self.head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
        let mut names: Vec<&str> = lines.map(|line| line.split(':').next().unwrap()).collect();
        names.sort_unstable();
        names
    }

    /// The part of this type, decoded as far as addresses need it.
    pub fn part(&self, content_type: &str) -> String {
        let boundary = self.head.split("boundary=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let boundary = format!("--{boundary}");
        let part = self.body.split(&boundary).find(|part| part.contains(&format!("Content-Type: {content_type}")));
        // Quoted-printable (RFC 2045, section 6.7).
        part.unwrap_or_else(|| panic!("no {content_type} in {}", self.body)).replace("=\r\n", "").replace("=3D", "=")
    }
}
