//! The first administrator, whose password is made at the first start: shown once, kept nowhere, and no default.

use crate::command_line::aethex;
use crate::database::Database;
use crate::test_app::assert_problem;
use serde_json::json;
use std::path::Path;
use std::process::Stdio;
use testkit::server::Folder;
use testkit::{Client, HttpAnswer, PATIENCE, Setup, process};
use tokio::process::Child;
use tokio::sync::watch::Receiver;
use tokio::task::JoinHandle;
use tokio::time::timeout;

const ADDRESS: &str = "admin@aethex.local";

/// The program, and all that it says.
struct Program {
    child: Child,
    stdout: (Receiver<String>, JoinHandle<()>),
    stderr: (Receiver<String>, JoinHandle<()>),
}

impl Program {
    /// Starts it, and waits for the empty line that ends its greeting.
    async fn start(setup: &Setup, folder: &Folder) -> Self {
        let mut child = setup.command(folder).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (mut stdout, stderr) = (process::gather(child.stdout.take()), process::gather(child.stderr.take()));
        let greeted = |said: &String| said.contains("Publish (OBS)") && said.ends_with("\n\n");
        let ready = timeout(PATIENCE, stdout.0.wait_for(greeted)).await;
        assert!(matches!(ready, Ok(Ok(_))), "it did not start: {}", stderr.0.borrow().as_str());
        drop(ready);
        Self { child, stdout, stderr }
    }

    /// The words after a label of the greeting.
    fn said(&self, label: &str) -> Option<String> {
        let stdout = self.stdout.0.borrow();
        stdout.lines().find_map(|line| line.trim().strip_prefix(label)).map(|rest| rest.trim().to_owned())
    }

    fn password(&self) -> Option<String> {
        self.said("Password").map(|said| said.split(' ').next().unwrap_or_default().to_owned())
    }

    async fn login(&self, password: &str) -> HttpAnswer {
        let client = Client::new(self.said("Watch and chat").unwrap().split_once("://").unwrap().1.parse().unwrap());
        client.post("/api/auth/login", json!({ "email": ADDRESS, "password": password })).await
    }

    /// Stops it; all that it has printed, and all that it has logged.
    async fn stop(mut self) -> (String, String) {
        process::signal(&self.child, "TERM").await;
        let status = timeout(PATIENCE, self.child.wait()).await.expect("it stops").unwrap();
        assert!(status.success(), "{status}");
        let mut said = Vec::new();
        for (text, reader) in [self.stdout, self.stderr] {
            timeout(PATIENCE, reader).await.expect("the end of what it said").unwrap();
            said.push(text.borrow().clone());
        }
        (said[0].clone(), said[1].clone())
    }
}

/// The files below a folder that hold these bytes, and how many files there are.
fn files_with(folder: &Path, bytes: &[u8]) -> (Vec<String>, usize) {
    let (mut found, mut count) = (Vec::new(), 0);
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let (inside, more) = files_with(&path, bytes);
            found.extend(inside);
            count += more;
        } else if path.is_file() {
            count += 1;
            if std::fs::read(&path).unwrap().windows(bytes.len()).any(|window| window == bytes) {
                found.push(path.display().to_string());
            }
        }
    }
    (found, count)
}

/// The database is the embedded one, so that its files and its journal are searched, too.
#[tokio::test]
async fn its_password_is_shown_once_signs_in_and_is_kept_nowhere() {
    let folder = Folder::new();
    let setup = aethex("").at_home(&folder);
    let first = Program::start(&setup, &folder).await;
    assert_eq!(first.said("Administrator").as_deref(), Some(ADDRESS));
    let password = first.password().expect("a password");
    let signed_in = first.login(&password).await;
    assert_eq!((signed_in.status, &signed_in.json()["roles"]), (200, &json!(["admin"])), "{}", signed_in.text());
    let (printed, logged) = first.stop().await;
    assert_eq!(printed.matches(&password).count(), 1, "{printed}");
    assert!(!logged.contains(&password), "the log has the password");

    let second = Program::start(&setup, &folder).await;
    assert_eq!(second.password(), None);
    assert_eq!(second.login(&password).await.status, 200, "it is the same one");
    let (printed, logged) = second.stop().await;
    assert!(!printed.contains("Administrator") && !printed.contains(&password), "{printed}");
    assert!(!logged.contains(&password), "the log has the password");

    let (with_password, files) = files_with(&folder.path().join("data"), password.as_bytes());
    assert!(with_password.is_empty() && files > 100, "{with_password:?} of {files} files");
    // The administrator's address is stored in clear, so the same search has to find it: otherwise its silence about the password shows nothing.
    assert!(!files_with(&folder.path().join("data"), ADDRESS.as_bytes()).0.is_empty());
}

#[tokio::test]
async fn there_is_no_default_password() {
    let mut passwords = Vec::new();
    for _ in 0..2 {
        let (folder, database) = (Folder::new(), Database::create().await);
        let program = Program::start(&aethex(&database.url).at_home(&folder), &folder).await;
        let password = program.password().expect("a password");
        assert!(password.len() == 24 && password.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{password}");
        assert_eq!(database.count("select count(*) from account").await, 1, "nobody else can sign in");
        for guess in ["", "admin", "password", "aethex", "changeme", ADDRESS] {
            assert_problem(&program.login(guess).await, 401, "invalid_credentials");
        }
        program.stop().await;
        passwords.push(password);
    }
    assert_ne!(passwords[0], passwords[1]);
}
