//! The command line: what commands do, and what they print.

use crate::database::Database;
use crate::test_app::{PASSWORD, TestApp, assert_problem};
use crate::two_factor;
use serde_json::json;
use std::process::{Output, Stdio};
use testkit::server::Folder;
use testkit::{PATIENCE, Setup, process};
use tokio::time::timeout;

pub fn aethex(database_url: &str) -> Setup {
    Setup::new(env!("CARGO_BIN_EXE_aethex"), database_url)
}

async fn run(setup: &Setup, folder: &Folder, arguments: &[&str]) -> Output {
    let output = setup.command(folder).args(arguments).output();
    timeout(PATIENCE, output).await.expect("it ends by itself").unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[tokio::test]
async fn a_start_that_fails_says_what_to_do() {
    let folder = Folder::new();
    let setup = aethex("postgres://me:hunter22@127.0.0.1:9/x").set("AETHEX_SECRET_KEY", "ab".repeat(32));
    for (name, value, cure) in [
        ("AETHEX_HTTP_ADDR", "3000", "such as 127.0.0.1:3000"),
        ("AETHEX_TRANSCODE", "720", "such as 720p,480p"),
        ("AETHEX_LOG", "[[[", "such as info"),
        ("AETHEX_LOG", "verbose", "such as info"),
        ("DATABASE_URL", "mysql://me@127.0.0.1/x", "such as postgres://"),
        ("AETHEX_DATA_DIR", "/proc/nowhere", "/proc/nowhere"),
    ] {
        let setup = setup.clone().set("AETHEX_SECRET_KEY", "").set(name, value).at_home(&folder);
        let refused = run(&setup, &folder, &[]).await;
        let said = text(&refused.stderr);
        assert!(!refused.status.success() && said.contains(&format!("{name}: ")) && said.contains(cure), "{said}");
    }
    let nothing_there = aethex("").at_home(&Folder::new());
    let refused = text(&run(&nothing_there, &folder, &["admin", "create", "--email", "a@example.org"]).await.stderr);
    assert!(refused.contains("There is no database in") && refused.contains("AETHEX_DATA_DIR"), "{refused}");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let refused =
        text(&run(&setup.clone().set("AETHEX_HTTP_ADDR", &address).at_home(&folder), &folder, &[]).await.stderr);
    assert!(refused.contains(&format!("another program listens on {address} already")), "{refused}");
    let exposed = setup.clone().set("AETHEX_PUBLIC_URL", "https://live.example.org");
    let refused = text(&run(&exposed, &folder, &[]).await.stderr);
    assert!(refused.lines().count() == 1 && refused.contains("AETHEX_RATE_LIMITS"), "{refused}");
    // No database: reported once, without the password.
    let refused = run(&setup, &folder, &["migrate"]).await;
    assert!(!refused.status.success() && !text(&refused.stderr).contains("hunter22"), "{}", text(&refused.stderr));
}

#[tokio::test]
async fn a_stop_is_heeded_while_the_database_is_waited_for() {
    let (first, second) = (Folder::new(), Folder::new());
    // A database that does not answer, and a data directory that another process has locked.
    let owner = aethex("").start().await;
    let data = owner.data().display().to_string();
    let waits = [
        (aethex("postgres://me@127.0.0.1:9/x"), first, "s for the database"),
        (aethex("").set("AETHEX_DATA_DIR", data), second, "another AeThex Live"),
    ];
    for (setup, folder, sentence) in waits {
        let mut child = setup.at_home(&folder).command(&folder).stderr(Stdio::piped()).spawn().unwrap();
        let (mut said, gathering) = process::gather(child.stderr.take());
        timeout(PATIENCE, said.wait_for(|said| said.contains(sentence))).await.unwrap().unwrap();
        process::signal(&child, "TERM").await;
        let status = timeout(PATIENCE, child.wait()).await.unwrap().unwrap();
        // A wait that goes on to its own end is a failure.
        assert!(status.success(), "{status}: {}", said.borrow().as_str());
        gathering.abort();
    }
}

#[tokio::test]
async fn an_operator_makes_people_and_keys_beside_the_running_server() {
    let database = Database::create().await;
    let server = aethex(&database.url).start().await;
    let (folder, data) = (Folder::new(), server.data());
    let setup = aethex(&database.url).set("AETHEX_DATA_DIR", data.display().to_string());
    assert!(run(&setup, &folder, &["migrate"]).await.status.success());
    let made = run(&setup, &folder, &["user", "create", "--email", "jonas@example.org", "--username", "jonas"]).await;
    let said = text(&made.stdout);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let password = said.trim().rsplit(' ').next().unwrap();
    let jonas = server.client();
    let login = jonas.post("/api/auth/login", json!({ "email": "jonas@example.org", "password": password })).await;
    assert_eq!((login.status, &login.json()["username"]), (200, &json!("jonas")));
    let taken = run(&setup, &folder, &["user", "create", "--email", "jonas@example.org", "--username", "other"]).await;
    let said = text(&taken.stderr);
    assert!(
        !taken.status.success() && said.lines().last().is_some_and(|line| line.contains("account with this e-mail")),
        "{said}"
    );

    // An existing account becomes an administrator under the new password if the operator vouches for its address. Its sessions end.
    let mira = server.client();
    mira.post("/api/auth/register", json!({ "email": "mira@example.org", "password": PASSWORD })).await;
    let mut socket = mira.socket().await;
    let create = ["admin", "create", "--email", "mira@example.org"];
    let refused = run(&setup, &folder, &create).await;
    assert!(!refused.status.success() && text(&refused.stderr).contains("--verify"), "{}", text(&refused.stderr));
    let user = mira.get("/api/auth/user").await;
    assert_eq!((user.status, &user.json()["roles"]), (200, &json!([])), "nothing has changed");
    let made = text(&run(&setup, &folder, &[&create[..], &["--verify"]].concat()).await.stdout);
    assert_eq!(mira.get("/api/auth/user").await.status, 401, "the session from before is over");
    assert_eq!(socket.closed().await, Some(1008));
    let old = mira.post("/api/auth/login", json!({ "email": "mira@example.org", "password": PASSWORD })).await;
    assert_eq!(old.status, 401);
    let password = made.trim().rsplit(' ').next().unwrap();
    let login = mira.post("/api/auth/login", json!({ "email": "mira@example.org", "password": password })).await;
    assert_eq!((&login.json()["roles"], &login.json()["emailVerified"]), (&json!(["admin"]), &json!(true)));
    // Verified now: a forgotten password needs no more than the command.
    assert!(run(&setup, &folder, &create).await.status.success());
    assert_eq!(mira.get("/api/auth/user").await.status, 401);

    assert_eq!(jonas.post("/api/channels", json!({ "name": "Jonas", "slug": "jonas-live" })).await.status, 201);
    let rotated = text(&run(&setup, &folder, &["stream-key", "rotate", "jonas-live"]).await.stdout);
    let key = jonas.get("/api/channels/jonas-live/stream-key").await.json();
    assert!(rotated.contains(key["streamKey"].as_str().unwrap()), "both speak of the same key: {rotated}");
    let refused = text(&run(&setup, &folder, &["stream-key", "rotate", "nobodys"]).await.stderr);
    assert!(refused.contains("There is no channel named nobodys."), "{refused}");

    // Another ingest address for this channel only.
    let elsewhere = "rtmp://ingest.example.org/live";
    let rotate = ["stream-key", "rotate", "jonas-live", "--stream-url"];
    assert!(run(&setup, &folder, &[&rotate[..], &[elsewhere]].concat()).await.status.success());
    assert_eq!(jonas.get("/api/channels/jonas-live/stream-key").await.json()["streamUrl"], json!(elsewhere));
    let refused = run(&setup, &folder, &[&rotate[..], &["http://ingest.example.org"]].concat()).await;
    assert!(!refused.status.success() && text(&refused.stderr).contains("rtmp://"), "{}", text(&refused.stderr));
    assert!(run(&setup, &folder, &[&rotate[..], &[""]].concat()).await.status.success());
    assert_eq!(jonas.get("/api/channels/jonas-live/stream-key").await.json()["streamUrl"], key["streamUrl"]);
}

#[tokio::test]
async fn a_closed_community_takes_accounts_from_the_command_line_only() {
    let closed = [("AETHEX_SIGN_UP", "closed")];
    let app = TestApp::with(&closed).await;
    let visitor = app.server.client();
    let credentials = json!({ "email": "jonas@example.org", "password": PASSWORD });
    let refused = assert_problem(&visitor.post("/api/auth/register", credentials).await, 403, "sign_up_closed");
    assert!(refused["detail"].as_str().unwrap().contains("no new accounts"), "{refused}");
    let form = visitor.request("POST", "/_fn/app/accounts/rpc/register").header("accept", "application/json");
    let form =
        form.body("application/x-www-form-urlencoded", "email=jonas%40example.org&password=seven+unrelated+words");
    assert_eq!(form.send().await.status, 403);
    assert_eq!(visitor.cookie(), None);
    let page = visitor.get("/auth/register").await.text();
    assert!(page.contains("takes no new accounts at the moment") && page.contains("href=\"/auth/login\""), "{page}");
    for path in ["/", "/auth/login", "/auth/register", "/nothing-here"] {
        let page = visitor.get(path).await.text();
        assert!(!page.contains("href=\"/auth/register") && page.contains("Sign in"), "{path}: {page}");
    }

    let data = app.server.data().display().to_string();
    let setup = aethex(&app.database.url).set("AETHEX_DATA_DIR", data).set("AETHEX_SIGN_UP", "closed");
    let create = ["user", "create", "--email", "jonas@example.org", "--username", "jonas"];
    let made = run(&setup, &Folder::new(), &create).await;
    assert!(made.status.success(), "{}", text(&made.stderr));
    let said = text(&made.stdout);
    assert_eq!(
        app.sign_in("jonas", said.trim().rsplit(' ').next().unwrap()).await.get("/api/auth/user").await.status,
        200
    );
}

#[tokio::test]
async fn a_start_names_old_accounts_of_one_address_to_the_operator() {
    let mut app = TestApp::open().await;
    for (name, email) in
        [("mira", "u@m\u{fc}nchen.de"), ("jonas", "u@xn--mnchen-3ya.de"), ("zoe", "u@b\u{fc}cher.example")]
    {
        app.person(name).await;
        let statement = sqlx::query("update account set email = $1 where username = $2").bind(email).bind(name);
        statement.execute(&app.database.pool).await.unwrap();
    }
    app.server.kill().await;
    app.server.start_again(&[]).await;
    let log = app.server.log();
    let told: Vec<&str> = log.lines().filter(|line| line.contains("have one e-mail address")).collect();
    let [told] = told.as_slice() else { panic!("{log}") };
    for words in ["mira <u@m\u{fc}nchen.de>", "jonas <u@xn--mnchen-3ya.de>", "another address under Security"] {
        assert!(told.contains(words), "{told}");
    }
    let browser = app.server.client();
    let login = json!({ "email": "U@xn--bcher-kva.example", "password": PASSWORD });
    assert_eq!(browser.post("/api/auth/login", login).await.json()["username"], "zoe");
}

#[tokio::test]
async fn an_operator_resets_two_factor_sign_in() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let login = async || {
        let login = json!({ "email": "mira@example.org", "password": PASSWORD });
        app.server.client().post("/api/auth/login", login).await
    };
    two_factor::switch_on(&mira).await;
    assert_problem(&login().await, 401, "two_factor_required");
    let folder = Folder::new();
    let setup = aethex(&app.database.url).set("AETHEX_DATA_DIR", app.server.data().display().to_string());
    let reset = async |name: &str| run(&setup, &folder, &["user", "reset-two-factor", name]).await;
    let unknown = reset("nobody@example.org").await;
    let said = text(&unknown.stderr);
    assert!(!unknown.status.success() && said.contains("no account with the e-mail or username"), "{said}");
    let done = reset("mira").await;
    assert!(done.status.success() && text(&done.stdout).contains("told so by mail"), "{}", text(&done.stderr));
    assert_eq!(login().await.status, 200);
    let again = reset("mira@example.org").await;
    let said = text(&again.stderr);
    assert!(!again.status.success() && said.contains("without two-factor already"), "{said}");
}
