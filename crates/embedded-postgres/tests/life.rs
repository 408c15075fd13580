//! The life of a real PostgreSQL: first start, warm start, faults, adoption, stop.
#![expect(clippy::expect_used, reason = "a test ends at the first surprise")]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use embedded_postgres::{ClusterSettings, Error, Server, start, start_or_join};

/// A data directory of its own for each test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("aethex-pg-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    fn settings(&self) -> ClusterSettings {
        ClusterSettings::throw_away(&self.0)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn try_query(server: &Server, sql: &str) -> Option<String> {
    let psql = server.bin_dir().join("psql");
    let output = Command::new(psql).args(["-XAtq", "-v", "ON_ERROR_STOP=1", "-c", sql, &server.url()]).output();
    let output = output.expect("psql runs");
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn query(server: &Server, sql: &str) -> String {
    try_query(server, sql).expect("the statement succeeds")
}

fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !holds() {
        assert!(Instant::now() < deadline, "not in time: {what}");
        std::thread::sleep(Duration::from_millis(25));
    }
}

fn postmaster_pid(folder: &Folder) -> String {
    let text = std::fs::read_to_string(folder.0.join("postgres/cluster/postmaster.pid")).expect("a process file");
    text.lines().next().expect("a first line").to_owned()
}

fn kill(signal: &str, pid: &str) {
    assert!(Command::new("kill").args([signal, pid]).status().expect("kill runs").success());
}

fn runs(pid: &str) -> bool {
    // A zombie has ended, even if its parent doesn't reap it.
    let state = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    state.rsplit(')').next().is_some_and(|rest| !rest.is_empty() && !rest.trim().starts_with('Z'))
}

#[test]
fn first_start_creates_and_warm_start_keeps_the_data() {
    let folder = Folder::new("warm");
    let server = start(ClusterSettings::new(&folder.0)).expect("first start");
    assert_eq!(query(&server, "select current_database() || ' ' || current_user"), "aethex aethex");
    assert_eq!(query(&server, "show fsync"), "on");
    assert_eq!(query(&server, "select upper('äж')"), "ÄЖ");
    query(&server, "create table kept (n int)");
    query(&server, "insert into kept values (7)");
    query(&server, "create database another");
    let url = server.url();
    let pid = postmaster_pid(&folder);
    server.stop().expect("it stops");
    assert!(!runs(&pid));

    let server = start(ClusterSettings::new(&folder.0)).expect("warm start");
    assert_eq!(server.url(), url);
    assert_eq!(query(&server, "select n from kept"), "7");
    server.stop().expect("it stops");
}

#[test]
fn role_is_not_a_superuser_and_no_other_gets_in() {
    let folder = Folder::new("role");
    let server = start(folder.settings()).expect("it starts");
    assert_eq!(query(&server, "select usesuper from pg_user where usename = current_user"), "f");
    let psql = server.bin_dir().join("psql");
    for wrong in [server.url().replacen("aethex:", "postgres:", 1), server.url().replacen("aethex:", "aethex:x", 1)] {
        let refused = Command::new(&psql).args(["-w", "-c", "select 1", &wrong]).output().expect("psql runs");
        assert!(!refused.status.success());
    }
    server.stop().expect("it stops");
}

#[test]
fn stale_process_file_is_recognised() {
    let folder = Folder::new("stale");
    start(folder.settings()).expect("first start").stop().expect("it stops");
    // A live process of this user that is no postmaster: its process id was reused.
    let file = folder.0.join("postgres/cluster/postmaster.pid");
    std::fs::write(&file, format!("{}\n/elsewhere\n1\n5432\n\n\n0 0\nready\n", std::process::id())).expect("a file");
    let server = start(folder.settings()).expect("it starts in spite of the stale file");
    assert_eq!(query(&server, "select 1"), "1");
    server.stop().expect("it stops");
}

#[test]
fn killed_postmaster_is_started_again_with_all_that_was_committed() {
    let folder = Folder::new("killed");
    let server = start(ClusterSettings::new(&folder.0)).expect("it starts");
    query(&server, "create table kept (n int)");
    query(&server, "insert into kept values (1)");
    for round in 1..=2 {
        let pid = postmaster_pid(&folder);
        kill("-9", &pid);
        eventually("it is back", || server.restarts() == round && server.check());
        assert_eq!(query(&server, "select count(*) from kept"), "1");
    }
    server.stop().expect("it stops");
}

#[test]
fn second_owner_is_refused_and_a_guest_is_welcome() {
    let folder = Folder::new("guest");
    let server = start(folder.settings()).expect("it starts");
    let guest = start_or_join(folder.settings()).expect("a guest joins");
    assert!(guest.is_guest() && !server.is_guest());
    assert_eq!(guest.url(), server.url());
    guest.stop().expect("a guest leaves");
    assert_eq!(query(&server, "select 1"), "1");
    assert!(matches!(start(folder.settings()), Err(Error::InUse { .. })));
    server.stop().expect("it stops");
}

#[test]
fn half_made_database_is_made_anew() {
    let folder = Folder::new("half");
    std::fs::create_dir_all(folder.0.join("postgres/cluster.new-1/base")).expect("leftovers");
    let server = start(folder.settings()).expect("it starts");
    assert_eq!(query(&server, "select 1"), "1");
    assert!(!folder.0.join("postgres/cluster.new-1").exists());
    server.stop().expect("it stops");
}

#[test]
fn long_path_goes_over_loopback() {
    let folder = Folder::new("long");
    let deep = folder.0.join("x".repeat(90));
    let server = start(ClusterSettings::throw_away(&deep)).expect("it starts");
    assert!(server.url().contains("@127.0.0.1:"), "{}", server.url());
    assert_eq!(query(&server, "select 1"), "1");
    server.stop().expect("it stops");
}

#[test]
fn database_out_of_reach_of_its_user_lies_elsewhere() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("closed");
    let private = folder.0.join("home");
    std::fs::create_dir_all(&private).expect("a folder");
    std::fs::set_permissions(&private, std::fs::Permissions::from_mode(0o700)).expect("a closed folder");
    let data = private.join("clone/data");
    for _ in 0..2 {
        let server = start(ClusterSettings::throw_away(&data)).expect("it starts");
        assert_eq!(query(&server, "select 1"), "1");
        let home = server.home().to_owned();
        server.stop().expect("it stops");
        assert_eq!(std::fs::canonicalize(data.join("postgres")).expect("a way there"), home);
        if home.starts_with("/var/lib/aethex") && home.parent() == Some(Path::new("/var/lib/aethex")) {
            assert!(home.file_name().is_some_and(|name| name.len() == 16));
        }
    }
    let home = std::fs::canonicalize(data.join("postgres")).expect("a way there");
    std::fs::remove_dir_all(home).expect("it is removed");
}

/// Runs this test program once more as a server's stand-in that owns the database until it is killed.
fn owner_process(folder: &Folder, path: Option<&str>) -> Child {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.args(["--exact", "stands_in_for_a_server", "--nocapture"]).env("HOLD_DATABASE", &folder.0);
    if let Some(path) = path {
        let server = start(folder.settings()).expect("it starts");
        command.env("PG_BIN", server.bin_dir()).env("PATH", path);
        server.stop().expect("it stops");
    }
    let mut child = command.stdout(Stdio::piped()).spawn().expect("it runs");
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    assert!(lines.map_while(Result::ok).any(|line| line.contains("holding")), "the stand-in started no database");
    child
}

/// Not a test of its own: what [`owner_process`] runs.
#[test]
fn stands_in_for_a_server() {
    let Some(folder) = std::env::var_os("HOLD_DATABASE") else { return };
    let _server = start(ClusterSettings::throw_away(folder)).expect("it starts");
    println!("\nholding");
    loop {
        std::thread::park();
    }
}

#[test]
fn postmaster_of_a_killed_owner_is_adopted() {
    let folder = Folder::new("adopt");
    // Without setpriv on the path the postmaster outlives its owner.
    let mut owner = owner_process(&folder, Some("/nonexistent"));
    let pid = postmaster_pid(&folder);
    owner.kill().expect("kill -9");
    owner.wait().expect("it ended");
    assert!(runs(&pid));
    let server = start(folder.settings()).expect("it is adopted");
    assert_eq!(postmaster_pid(&folder), pid);
    assert_eq!(query(&server, "select 1"), "1");
    kill("-9", &pid);
    eventually("the adopted one is replaced", || server.restarts() == 1 && server.check());
    let pid = postmaster_pid(&folder);
    server.stop().expect("it stops");
    assert!(!runs(&pid));
}

#[test]
#[cfg(target_os = "linux")]
fn killed_owner_takes_its_database_along() {
    let folder = Folder::new("along");
    let mut owner = owner_process(&folder, None);
    let pid = postmaster_pid(&folder);
    owner.kill().expect("kill -9");
    owner.wait().expect("it ended");
    eventually("the postmaster ends by itself", || !runs(&pid));
}

#[test]
fn owner_killed_and_started_at_once_has_its_database() {
    let folder = Folder::new("again");
    for _ in 0..3 {
        let mut owner = owner_process(&folder, None);
        owner.kill().expect("kill -9");
        owner.wait().expect("it ended");
        // The postmaster may still be running.
        let server = start(folder.settings()).expect("it starts");
        assert_eq!(query(&server, "select 1"), "1");
        server.stop().expect("it stops");
    }
}

#[test]
fn connection_that_hangs_on_does_not_hold_up_the_stop() {
    let folder = Folder::new("stop");
    let server = start(folder.settings()).expect("it starts");
    let psql = server.bin_dir().join("psql");
    let mut busy = Command::new(psql).args(["-c", "select pg_sleep(600)", &server.url()]).stderr(Stdio::null()).spawn();
    let busy = busy.as_mut().expect("psql runs");
    let sleeping = "select count(*) from pg_stat_activity where query like 'select pg_sleep%'";
    eventually("the sleeper sleeps", || try_query(&server, sleeping).as_deref() == Some("1"));
    let controldata = server.bin_dir().join("pg_controldata");
    server.stop().expect("it stops");
    let state = Command::new(controldata).env("LC_ALL", "C").arg(folder.0.join("postgres/cluster")).output();
    let state = String::from_utf8_lossy(&state.expect("pg_controldata runs").stdout).into_owned();
    // A stop that its limit has to end leaves the cluster to be recovered.
    assert!(state.lines().any(|line| line.ends_with(" shut down")), "{state}");
    busy.wait().expect("psql ended");
}
