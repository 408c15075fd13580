//! Figures of the API, taken from the real server: `cargo xtask bench api [mix]`.
//!
//! `AETHEX_BIN` names the server, `DATABASE_URL` a PostgreSQL in which the bench may create databases. `BENCH_SECONDS` and `BENCH_RATE`
//! change the size. The mix is that of programs with access tokens: of 100 requests 60 read channels and streams, 15 search, 10 read the
//! history of the chat, 10 send messages, 5 write something else. Limits are on: each token's requests come from a network of its own, which
//! a trusted proxy on loopback reports. A 720p encoder publishes meanwhile, and all of it shares the machine's cores.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a bench stops at what it did not expect")]

#[path = "../tests/platform/database.rs"]
#[allow(dead_code, reason = "the tests of the platform use all of it")]
mod database;
#[path = "common/keep_alive.rs"]
mod keep_alive;

use crate::database::Database;
use crate::keep_alive::KeepAlive;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;
use testkit::{Client, Encoder, Server, Setup, usage};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

const PASSWORD: &str = "seven unrelated words";
/// Tokens, each of an account with a channel.
const TOKENS: usize = 20;
/// Channels beside those of the tokens.
const CHANNELS: i32 = 2_000;
/// Messages that each token's channel has from before.
const HISTORY: i32 = 2_000;
/// Connections on which requests wait for each other: two for each token.
const CONNECTIONS: usize = 2 * TOKENS;
/// Time that is not measured: connections are opened and caches filled.
const WARM_UP: Duration = Duration::from_secs(3);

fn main() {
    let part = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        match part.as_deref() {
            Some("mix") => mix().await,
            _ => println!("cargo xtask bench api [mix]"),
        }
    });
}

/// What programs with a token ask for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Kind {
    Read,
    Search,
    History,
    Message,
    Write,
}

/// The kinds of 20 requests.
const KINDS: [Kind; 20] = {
    use Kind::*;
    [
        Read, Search, Read, History, Read, Read, Message, Read, Read, Search, Read, Read, Write, Read, History, Read,
        Search, Read, Message, Read,
    ]
};

/// An account with a channel and a token.
struct Program {
    headers: String,
    slug: String,
    stream: String,
}

/// One answer: its kind, its status, and the time since the request was due.
type Answered = (Kind, u16, Duration);

async fn mix() {
    let (seconds, rate) = (told("BENCH_SECONDS", 60), told("BENCH_RATE", 300));
    let database = Database::create().await;
    let program = std::env::var("AETHEX_BIN").expect("AETHEX_BIN names the server; `cargo xtask bench api` does");
    let setup = Setup::new(program, &database.url).set("AETHEX_LOG", "warn").set("AETHEX_RATE_LIMITS", "on");
    let server = setup.set("AETHEX_TRUSTED_PROXIES", "127.0.0.1").start().await;
    let mut programs = Vec::new();
    for number in 0..TOKENS {
        programs.push(join(&server, &database, number).await);
    }
    fill(&database).await;
    let owner = &programs[0];
    let key = format!("/api/channels/{}/stream-key", owner.slug);
    let key = ask(&server.client(), "GET", &key, &owner.headers, None).await;
    let encoder = Encoder::ffmpeg(server.rtmp_url(key["streamKey"].as_str().unwrap())).size(1280, 720);
    let _publisher = encoder.start();

    println!("\n{rate} requests a second for {seconds} s, {TOKENS} tokens   (loadavg {})", usage::load_average());
    let due = Arc::new(AtomicUsize::new(0));
    let begin = Instant::now();
    let (programs, until) = (Arc::new(programs), WARM_UP + Duration::from_secs(seconds as u64));
    let mut connections = JoinSet::new();
    for _ in 0..CONNECTIONS {
        connections.spawn(send(server.http(), programs.clone(), due.clone(), (begin, until, rate)));
    }
    sleep_until(begin + WARM_UP).await;
    let id = server.id().expect("it runs");
    let before = usage::own_processor(id);
    sleep_until(begin + until).await;
    let cpu = usage::own_processor(id) - before;
    let answers = connections.join_all().await.concat();
    report(&answers, seconds, cpu);
    server.terminate().await;
}

/// Sends requests as they get due, whether or not those on other connections have been answered.
async fn send(
    address: SocketAddr,
    programs: Arc<Vec<Program>>,
    next: Arc<AtomicUsize>,
    (begin, until, rate): (Instant, Duration, usize),
) -> Vec<Answered> {
    let mut connection = KeepAlive::open(address).await;
    let mut answers = Vec::new();
    loop {
        let number = next.fetch_add(1, Relaxed);
        let due = Duration::from_secs(1) * u32::try_from(number).unwrap() / u32::try_from(rate).unwrap();
        if due >= until {
            return answers;
        }
        sleep_until(begin + due).await;
        let kind = KINDS[number % KINDS.len()];
        // A round of kinds for each token: all of them ask for everything.
        let round = number / KINDS.len();
        let program = &programs[round % TOKENS];
        let (method, path, body) = request(kind, number, program, &programs[(round + 1 + number) % TOKENS]);
        let (status, _) = connection.send(method, &path, &program.headers, body.as_ref()).await;
        if due >= WARM_UP {
            answers.push((kind, status, begin.elapsed() - due));
        }
    }
}

/// A request of this program, which may concern another's channel.
fn request(kind: Kind, number: usize, program: &Program, other: &Program) -> (&'static str, String, Option<Value>) {
    let turn = number / KINDS.len() / TOKENS;
    match kind {
        Kind::Read => {
            let path = match number % 5 {
                0 => format!("/api/channels/{}", other.slug),
                1 => "/api/channels".to_owned(),
                2 => "/api/channels?live=true".to_owned(),
                // The server shows a stream that is not live yet to its owner only.
                3 => format!("/api/streams/{}", program.stream),
                _ => format!("/api/channels/channel-{}", number % CHANNELS as usize + 1),
            };
            ("GET", path, None)
        }
        Kind::Search => ("GET", format!("/api/search?q=channel%20{}", number % 97), None),
        Kind::History => ("GET", format!("/api/channels/{}/messages?limit=50", other.slug), None),
        Kind::Message => {
            let message = json!({ "content": format!("message {number} of a program") });
            ("POST", format!("/api/streams/{}/messages", program.stream), Some(message))
        }
        // Each token takes turns, so that none of the limits is reached.
        Kind::Write => match turn % 4 {
            0 => ("POST", format!("/api/channels/{}/follow", other.slug), None),
            1 => ("DELETE", format!("/api/channels/{}/follow", other.slug), None),
            2 => {
                let description = json!({ "description": format!("Described {number} times") });
                ("PUT", format!("/api/channels/{}", program.slug), Some(description))
            }
            _ => (
                "PATCH",
                format!("/api/streams/{}", program.stream),
                Some(json!({ "title": format!("Title {number}") })),
            ),
        },
    }
}

/// An account with a channel, an open stream and a token for all of it.
async fn join(server: &Server, database: &Database, number: usize) -> Program {
    let (client, name) = (server.client(), format!("program{number}"));
    let from = Ipv4Addr::from_bits(Ipv4Addr::new(10, 0, 0, 1).to_bits() + u32::try_from(number).unwrap() * 256);
    let forwarded = format!("x-forwarded-for: {from}\r\n");
    let email = format!("{name}@example.org");
    let account = json!({ "email": email, "password": PASSWORD });
    ask(&client, "POST", "/api/auth/register", &forwarded, Some(account)).await;
    let names = json!({ "username": name, "displayName": name });
    ask(&client, "POST", "/api/auth/onboard", &forwarded, Some(names)).await;
    let verified = sqlx::query("update account set email_verified = true where email = $1").bind(&email);
    assert_eq!(verified.execute(&database.pool).await.unwrap().rows_affected(), 1);
    let slug = format!("program-{number}");
    let channel = json!({ "name": format!("Program {number}"), "slug": slug });
    let channel = ask(&client, "POST", "/api/channels", &forwarded, Some(channel)).await;
    let stream = json!({ "channelId": channel["id"], "title": "A title" });
    let stream = ask(&client, "POST", "/api/streams", &forwarded, Some(stream)).await;
    let scopes = ["user:write", "channel:read", "channel:write", "stream:write", "chat:read", "chat:write"];
    let token = json!({ "name": "A program", "scopes": scopes });
    let token = ask(&client, "POST", "/api/auth/tokens", &forwarded, Some(token)).await;
    let headers = format!("authorization: Bearer {}\r\n{forwarded}", token["token"].as_str().unwrap());
    Program { headers, slug, stream: stream["id"].as_str().unwrap().to_owned() }
}

/// Channels beside those of the tokens, and what was said before.
async fn fill(database: &Database) {
    let channels = "insert into channel (id, owner_id, name, slug, stream_key_digest, stream_key_sealed)
                    select gen_random_uuid(), owner_id, 'Channel ' || number, 'channel-' || number,
                           sha256(convert_to(number::text, 'utf8')), stream_key_sealed
                    from generate_series(1, $1) number join channel on slug = 'program-' || number % $2";
    let made = sqlx::query(channels).bind(CHANNELS).bind(TOKENS as i32).execute(&database.pool).await.unwrap();
    assert_eq!(made.rows_affected(), CHANNELS as u64);
    let messages = "insert into message (id, channel_id, seq, account_id, content)
                    select gen_random_uuid(), id, number, owner_id, 'Message ' || number
                    from channel, generate_series(1, $1) number where slug like 'program-%'";
    sqlx::query(messages).bind(HISTORY).execute(&database.pool).await.unwrap();
    let last = "update channel set last_message_seq = $1 where slug like 'program-%'";
    sqlx::query(last).bind(HISTORY).execute(&database.pool).await.unwrap();
    sqlx::query("vacuum analyze").execute(&database.pool).await.unwrap();
}

/// The body of an answer that must be a success.
async fn ask(client: &Client, method: &str, path: &str, headers: &str, body: Option<Value>) -> Value {
    let mut request = client.request(method, path);
    for (name, value) in headers.lines().filter_map(|line| line.split_once(": ")) {
        request = request.header(name, value);
    }
    if let Some(body) = body {
        request = request.json(&body);
    }
    let answer = request.send().await;
    assert!(matches!(answer.status, 200..300), "{method} {path}: {} {}", answer.status, answer.text());
    answer.json()
}

fn report(answers: &[Answered], seconds: usize, cpu: Duration) {
    let line = |name: &str, chosen: Vec<&Answered>| {
        let mut times: Vec<Duration> = chosen.iter().map(|(_, _, took)| *took).collect();
        times.sort_unstable();
        let at =
            |hundredth: usize| times.get(times.len() * hundredth / 100).map_or(0.0, |time| time.as_secs_f64() * 1e3);
        let mut refused: BTreeMap<u16, usize> = BTreeMap::new();
        for (_, status, _) in chosen.iter().filter(|(_, status, _)| !matches!(status, 200..300)) {
            *refused.entry(*status).or_default() += 1;
        }
        println!(
            "  {name:<8} {:>6}  p50 {:>6.1} ms  p95 {:>6.1} ms  p99 {:>6.1} ms  failed {} {refused:?}",
            times.len(),
            at(50),
            at(95),
            at(99),
            refused.values().sum::<usize>()
        );
    };
    for kind in [Kind::Read, Kind::Search, Kind::History, Kind::Message, Kind::Write] {
        line(&format!("{kind:?}"), answers.iter().filter(|(known, ..)| *known == kind).collect());
    }
    line("all", answers.iter().collect());
    let each = cpu.as_secs_f64() * 1e3 / answers.len() as f64;
    println!(
        "  {:.0} requests a second, {each:.2} ms of the server's processor time each, the stream's share included",
        answers.len() as f64 / seconds as f64
    );
}

/// A number from the environment, or what is usual.
fn told(variable: &str, usual: usize) -> usize {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}
