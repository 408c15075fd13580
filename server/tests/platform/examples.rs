//! The examples of the API's reference page, `docs/examples`: each is run as its readers run it, with a token, and does what it says.

use crate::test_app::{Person, TestApp, id, in_room, until};
use crate::vods::ended;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use testkit::process::gather;
use testkit::{Client, Socket, until_refused};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio::sync::watch;

/// The endings of the programs' names, and what runs them.
const LANGUAGES: [(&str, &str); 3] = [("sh", "sh"), ("py", "python3"), ("mjs", "node")];
/// These serve or listen until they are stopped.
const RECEIVERS: [(&str, &str); 2] = [("receive-webhook.py", "python3"), ("receive-webhook.mjs", "node")];
const BOT: &str = "chat-bot.mjs";
const ALL_SCOPES: [&str; 9] = [
    "user:read",
    "user:write",
    "channel:read",
    "channel:write",
    "stream:write",
    "chat:read",
    "chat:write",
    "moderate",
    "webhooks",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/examples")
}

/// What the programs of a user are told of the server.
struct Programs<'a> {
    app: &'a TestApp,
    token: String,
}

impl<'a> Programs<'a> {
    async fn of(app: &'a TestApp, person: &Person) -> Self {
        let made = person.post("/api/auth/tokens", json!({ "name": "Program", "scopes": ALL_SCOPES })).await;
        assert_eq!(made.status, 201, "{}", made.text());
        Self { app, token: made.json()["token"].as_str().unwrap().to_owned() }
    }

    fn command(&self, program: &str, file: &str, environment: &[(&str, &str)]) -> Command {
        let mut command = Command::new(program);
        command.arg(folder().join(file)).stdin(Stdio::null()).kill_on_drop(true);
        command.env("AETHEX_URL", format!("http://{}", self.app.server.http())).env("AETHEX_TOKEN", &self.token);
        command.envs(environment.iter().copied());
        command
    }

    /// What a program says that ends well.
    async fn run(&self, name: &str, (ending, program): (&str, &str), environment: &[(&str, &str)]) -> String {
        let file = format!("{name}.{ending}");
        let done = self.command(program, &file, environment).output().await;
        let done = done.unwrap_or_else(|error| panic!("{program} does not run {file}: {error}"));
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(done.status.success(), "{file}: {said}\n{}", String::from_utf8_lossy(&done.stderr));
        said
    }

    /// A program that goes on, and what it says.
    fn start(&self, program: &str, file: &str, environment: &[(&str, &str)]) -> (Child, watch::Receiver<String>) {
        let mut child = self.command(program, file, environment).stdout(Stdio::piped()).spawn().unwrap();
        let (said, _) = gather(child.stdout.take());
        (child, said)
    }
}

#[test]
fn each_example_is_run_by_a_test() {
    let tests = include_str!("examples.rs");
    let files = folder().read_dir().unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let files: BTreeSet<String> = files.collect();
    assert!(files.len() > 50, "{files:?}");
    for file in &files {
        let (name, ending) = file.split_once('.').unwrap();
        let is_in_all = LANGUAGES.iter().all(|(ending, _)| files.contains(&format!("{name}.{ending}")));
        let wanted = if is_in_all { name } else { file.as_str() };
        assert!(tests.contains(&format!("\"{wanted}\"")), "nothing runs {file}");
        assert!(["sh", "py", "mjs"].contains(&ending), "{file}");
    }
}

#[tokio::test]
async fn examples_that_read_find_what_is_there() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let stream = app.on_air(&channel).await.to_string();
    for name in ["anna", "ben", "cleo"] {
        assert_eq!(app.person(name).await.post("/api/channels/mira/follow", json!({})).await.status, 201);
    }
    let said = mira.post("/api/messages", json!({ "streamId": stream, "content": "Good evening" })).await;
    assert_eq!(said.status, 201, "{}", said.text());
    let programs = Programs::of(&app, &mira).await;
    let of_channel = [("CHANNEL", "mira")];
    for language in LANGUAGES {
        let run = async |name: &str, environment: &[(&str, &str)]| programs.run(name, language, environment).await;
        let shows = |said: &str, words: &str| assert!(said.contains(words), "{words}, {language:?}: {said}");
        shows(&run("who-am-i", &[]).await, "mira");
        shows(&run("my-channels", &[]).await, if language.0 == "sh" { "\"LIVE\"" } else { "mira is live" });
        shows(&run("read-chat", &of_channel).await, "Good evening");
        let found = run("search", &[("WORDS", "mir")]).await;
        shows(&found, if language.0 == "sh" { "\"type\":\"channel\"" } else { "channel mira" });
        shows(&found, if language.0 == "sh" { "\"type\":\"user\"" } else { "person mira" });
        shows(&run("search-channels", &[("WORDS", "mir")]).await, "On air");
        shows(&run("search-channels", &[]).await, "On air");
        shows(&run("read-if-changed", &of_channel).await, "first: 200");
        shows(&run("read-if-changed", &of_channel).await, "second: 304");
        for name in ["list-followers", "read-all-pages"] {
            let said = run(name, &of_channel).await;
            for follower in ["anna", "ben", "cleo"] {
                let count = said.matches(follower).count();
                assert!(count > 0 && (language.0 == "sh" || count == 1), "{follower} in {name}, {language:?}: {said}");
            }
        }
    }
}

#[tokio::test]
async fn examples_that_write_and_moderate_change_what_they_name() {
    let app = TestApp::open().await;
    let ((mira, channel), ben) = (app.creator("mira").await, app.person("ben").await);
    let stream = app.on_air(&channel).await.to_string();
    let programs = Programs::of(&app, &mira).await;
    for language in LANGUAGES {
        programs.run("send-message", language, &[("STREAM", &stream)]).await;
        let newest = async || mira.get("/api/channels/mira/messages").await.json()["items"][0].clone();
        let sent = newest().await;
        assert_eq!(sent["content"], "Hello from a program", "{language:?}");
        programs.run("delete-message", language, &[("MESSAGE", &id(&sent).to_string())]).await;
        assert_ne!(app.server.client().get("/api/channels/mira/messages").await.json()["items"][0]["id"], sent["id"]);

        let of_ben = [("CHANNEL", "mira"), ("USERNAME", "ben")];
        programs.run("time-out-user", language, &of_ben).await;
        let writes = async || {
            let message = json!({ "streamId": stream, "content": format!("Hi, {language:?}") });
            ben.post("/api/messages", message).await.status
        };
        assert_eq!(writes().await, 403);
        let timeout = mira.get("/api/channels/mira/modlog").await.json()["items"][0].clone();
        let named = [("CHANNEL", "mira"), ("ACTION", &*id(&timeout).to_string())];
        programs.run("undo-action", language, &named).await;
        assert_eq!(writes().await, 201, "{language:?}");
    }
}

#[tokio::test]
async fn examples_of_a_stream_take_it_on_air_and_end_it() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let on_air = async || mira.get("/api/channels/mira").await.json()["stream"].clone();
    let is_live = async || Some(on_air().await).filter(|stream| stream["status"] == "LIVE");
    let _encoder = app.encoder(&channel);
    let first = until("the encoder's arrival", is_live).await;
    // The owner has ended the stream, so the encoder goes live only when a program asks for it.
    assert_eq!(mira.post(&format!("/api/streams/{}/end", id(&first)), json!({})).await.status, 200);
    let programs = Programs::of(&app, &mira).await;
    for language in LANGUAGES {
        programs.run("go-live", language, &[("CHANNEL", "mira")]).await;
        let stream = is_live().await.unwrap_or_else(|| panic!("not live: {language:?}"));
        assert_eq!(stream["title"], "Evening session", "{language:?}");
        let named = id(&stream).to_string();
        programs.run("change-title", language, &[("STREAM", &named)]).await;
        assert_eq!(on_air().await["title"], "Now: questions and answers", "{language:?}");
        programs.run("end-stream", language, &[("STREAM", &named)]).await;
        assert!(is_live().await.is_none(), "{language:?}");
    }
}

#[tokio::test]
async fn the_example_of_an_upload_sets_the_avatar() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let programs = Programs::of(&app, &mira).await;
    let picture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures/rotated.jpg");
    for language in LANGUAGES {
        let said = programs.run("upload-avatar", language, &[("PICTURE", picture.to_str().unwrap())]).await;
        let avatar = mira.get("/api/auth/user").await.json()["avatar"].clone();
        assert!(said.contains(avatar.as_str().unwrap()), "{language:?}: {avatar} in {said}");
    }
}

#[tokio::test]
async fn the_example_of_a_download_writes_the_whole_file() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let (stream, _) = ended(&app, &mira, &channel).await;
    let programs = Programs::of(&app, &mira).await;
    let video = stream.to_string();
    let whole = mira.get(&format!("/api/videos/{video}/download")).await.body;
    for language in LANGUAGES {
        let file = app.server.data().join(format!("video.{}", language.0));
        programs.run("download-video", language, &[("VIDEO", &video), ("FILE", file.to_str().unwrap())]).await;
        assert!(std::fs::read(&file).unwrap() == whole, "{language:?}");
    }
}

#[tokio::test]
async fn the_example_of_patience_waits_as_long_as_the_server_says() {
    let app = TestApp::with(&[("AETHEX_RATE_LIMITS", "on")]).await;
    let ((_, channel), ben) = (app.creator("mira").await, app.person("ben").await);
    let stream = app.on_air(&channel).await.to_string();
    let programs = Programs::of(&app, &ben).await;
    for language in LANGUAGES {
        until_refused(0..=40, Duration::from_millis(1500), async |number: u64| {
            let message = json!({ "streamId": stream, "content": format!("{number}, {language:?}") });
            (ben.post("/api/messages", message).await.status == 429).then_some(())
        })
        .await;
        programs.run("wait-and-retry", language, &[("STREAM", &stream)]).await;
        let newest = ben.get("/api/channels/mira/messages").await.json()["items"][0].clone();
        assert_eq!(newest["content"], "Patience", "{language:?}");
    }
}

/// A server whose operator has said that the platform is for this machine alone, so that webhooks may lead to it.
async fn on_this_machine() -> TestApp {
    let mut app = TestApp::open().await;
    app.server.kill().await;
    let url = format!("http://{}", app.server.http());
    app.server.start_again(&[("AETHEX_PUBLIC_URL", &url)]).await;
    app
}

#[tokio::test]
async fn examples_of_webhooks_make_one_and_believe_what_is_signed() {
    let app = on_this_machine().await;
    let (mira, _) = app.creator("mira").await;
    let programs = Programs::of(&app, &mira).await;
    let webhook = async |language: (&str, &str), url: &str| {
        let said = programs.run("make-webhook", language, &[("CHANNEL", "mira"), ("WEBHOOK_URL", url)]).await;
        let secret = &said[said.find("whsec_").unwrap()..];
        secret.split(|c: char| c == '"' || c.is_whitespace()).next().unwrap().to_owned()
    };
    assert!(webhook(LANGUAGES[0], "http://127.0.0.1:9999/").await.len() > 20);
    for (language, (file, program)) in LANGUAGES[1..].iter().zip(RECEIVERS) {
        // A port that is free now: the receiver has to know its secret, and the webhook its receiver.
        let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port().to_string();
        let url = format!("http://127.0.0.1:{port}/");
        let secret = webhook(*language, &url).await;
        let receiver = [("PORT", port.as_str()), ("WEBHOOK_SECRET", secret.as_str())];
        let (_process, said) = programs.start(program, file, &receiver);
        let status = async |signature: &str| {
            let client = Client::new(format!("127.0.0.1:{port}").parse().unwrap());
            let request = client.request("POST", "/").header("webhook-id", "forged").header("webhook-timestamp", "1");
            request.header("webhook-signature", signature).json(&json!({ "type": "test" })).try_send().await
        };
        let refused = until("the receiver", async || status("v1,AAAA").await.map(|answer| answer.status)).await;
        assert_eq!(refused, 401, "{file}");
        let all = mira.get("/api/channels/mira/webhooks").await.json()["items"].clone();
        let made = all.as_array().unwrap().iter().find(|webhook| webhook["url"] == url).unwrap().clone();
        let path = format!("/api/channels/mira/webhooks/{}/test", id(&made));
        assert_eq!(mira.post(&path, json!({})).await.status, 202);
        until("the event", async || {
            let said = said.borrow().clone();
            if said.contains(" test ") && !said.contains("forged") { Ok(()) } else { Err(said) }
        })
        .await;
    }
}

/// Reads until a person with this username writes this, and nothing else.
async fn hears(room: &mut Socket, username: &str, content: &str) {
    let wanted = |event: &Value| {
        let message = &event["message"];
        let is_theirs = event["type"] == "chat:message" && message["user"]["username"] == username;
        is_theirs.then(|| assert!(message["content"].as_str().unwrap().starts_with(content), "{message}"))
    };
    room.find(content, wanted).await;
}

async fn writes(room: &mut Socket, content: &str) {
    room.send(json!({ "type": "chat:send", "content": content })).await;
}

#[tokio::test]
async fn the_chat_bot_answers_obeys_slow_mode_and_comes_back() {
    let mut app = TestApp::open().await;
    let ((mira, _), robo) = (app.creator("mira").await, app.person("robo").await);
    let mut room = mira.in_room("mira").await;
    let programs = Programs::of(&app, &robo).await;
    let token = programs.token.clone();
    let (_bot, _) = programs.start("node", BOT, &[("CHANNEL", "mira")]);
    let came =
        |event: &Value| (event["type"] == "chat:user-joined" && event["user"]["username"] == "robo").then_some(());
    room.find("the bot", came).await;
    writes(&mut room, "!hello").await;
    hears(&mut room, "robo", "Hello, MIRA!").await;
    writes(&mut room, "!dice").await;
    hears(&mut room, "robo", "You rolled a ").await;

    let slow = json!({ "modes": { "slowSeconds": 2 } });
    assert_eq!(mira.put("/api/channels/mira/filters", slow).await.status, 200);
    for _ in 0..2 {
        writes(&mut room, "!hello").await;
    }
    for _ in 0..2 {
        hears(&mut room, "robo", "Hello, MIRA!").await;
    }
    assert_eq!(mira.put("/api/channels/mira/filters", json!({ "modes": { "slowSeconds": 0 } })).await.status, 200);

    app.server.kill().await;
    app.server.start_again(&[]).await;
    // It may be written before the bot is back: then it reads it in the history.
    let mut room = in_room(&mira, "mira").await;
    writes(&mut room, "!dice").await;
    hears(&mut room, "robo", "You rolled a ").await;
    writes(&mut room, "!hello").await;
    hears(&mut room, "robo", "Hello, MIRA!").await;
    let all = mira.get("/api/channels/mira/messages").await.json()["items"].clone();
    let answers = all.as_array().unwrap().iter().filter(|message| message["user"]["username"] == "robo").count();
    assert_eq!(answers, 6, "each is answered once: {all}");

    // A token that is over ends the bot, too.
    let programs = Programs { app: &app, token };
    app.database.execute("update access_token set expires_at = now()").await;
    let ended = programs.command("node", BOT, &[("CHANNEL", "mira")]).output().await.unwrap();
    assert_eq!(ended.status.code(), Some(1), "{ended:?}");
}
