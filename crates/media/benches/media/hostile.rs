//! What strangers cost: the server's memory and processor time, and how long an honest viewer and an honest visitor wait, before, during and
//! after each attack, with rate limits on. `BENCH_ATTACK` names a single attack.
//!
//! All attackers share one thread, so that they leave a core to the others on a machine of two. Still, a part of what the honest ones wait is
//! the attackers' own work.

#[path = "hostile/attacks.rs"]
mod attacks;
#[path = "hostile/scene.rs"]
mod scene;
#[path = "hostile/tally.rs"]
mod tally;

use std::sync::Arc;
use std::time::Duration;

use testkit::network::raise_file_limit;
use tokio::process::{Child, Command};
use tokio::runtime::{Builder, Runtime};

use crate::test_server::TestServer;
use crate::{seconds, title};
use attacks::Target;
use scene::Scene;
use tally::Tally;

/// Time that is measured before an attack, and after it.
const AROUND: Duration = Duration::from_secs(15);
/// Open files that are no attacker's connections.
const OTHER_FILES: usize = 1000;
/// The channels: the honest one, and those of strangers.
const HONEST: &str = "honest";
const CONFIGS: &str = "configs";
const TITLES: &str = "titles";

/// As many messages as a resume reads at most. They come before the room opens, since it remembers its last number.
const MESSAGES: &str = "
    with room as (update channel set last_message_seq = 500 where slug = 'honest' returning id, owner_id)
    insert into message (id, channel_id, account_id, seq, content)
    select gen_random_uuid(), room.id, room.owner_id, n, 'A message of the usual length, which is a line or two, number ' || n
    from room, generate_series(1, 500) n";

/// Their names begin differently, as those of people do.
const CHANNELS: &str = "
    insert into channel (id, owner_id, name, slug, stream_key_digest, stream_key_sealed)
    select gen_random_uuid(), account.id, substr(md5(n::text), 1, 8) || ' plays number ' || n, 'stranger-' || n,
           sha256(('stranger ' || n)::bytea), ''
    from account, generate_series(1, 50000) n where username = 'titles'
    on conflict do nothing;
    analyze channel";

/// Of a database on this machine whose superuser we are.
const POSTMASTER: &str = "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)";

pub async fn run() {
    let time = seconds(60);
    let (around, during) = (AROUND.as_secs(), time.as_secs());
    title(&format!("What strangers cost: {around} s before, {during} s during and {around} s after each attack"));
    // The server inherits the limit.
    let most_idle = raise_file_limit().saturating_sub(OTHER_FILES);
    let server = TestServer::with(&[("AETHEX_RATE_LIMITS", "on")]).await;
    let film = server.film(2400);
    let (_, honest_key) = server.owner(HONEST).await;
    database(MESSAGES).await.expect("psql can write to the database");
    let _honest_encoder = server.publish(&film, &honest_key);
    let live = server.live(HONEST).await;
    let (_, configs_key) = server.owner(CONFIGS).await;
    let (owner, titles_key) = server.owner(TITLES).await;
    let postmaster = database(POSTMASTER).await.and_then(|id| id.trim().parse().ok());
    let target = Arc::new(Target {
        http: server.server.http(),
        rtmp: server.server.rtmp(),
        room: HONEST,
        archive: live.playlist.replacen("/hls/", "/vod/", 1),
        configs_key,
        titles: TITLES,
        owner,
        most_idle,
    });
    let scene = Scene { live, server: server.server.id().expect("it runs"), postmaster };
    let only = std::env::var("BENCH_ATTACK").ok();
    scene::print_head();
    for name in attacks::NAMES.into_iter().filter(|name| only.as_deref().is_none_or(|only| only == *name)) {
        let _encoder = prepare(name, &server, &film, &titles_key).await;
        let before = scene.measure(AROUND).await;
        let attackers = Attackers::begin(name, &target);
        let during = scene.measure(time).await;
        let did = attackers.stop();
        let after = scene.measure(AROUND).await;
        scene::print_row(name, &[before, during, after], &did);
    }
}

/// What an attack needs before its first figures are taken; an encoder if it needs another live channel.
async fn prepare(name: &str, server: &TestServer, film: &str, titles_key: &str) -> Option<Child> {
    match name {
        "titles" => {
            let encoder = server.publish(film, titles_key);
            server.live(TITLES).await;
            Some(encoder)
        }
        "searches" => {
            database(CHANNELS).await.expect("psql can write to the database");
            None
        }
        _ => None,
    }
}

/// The attackers, on a thread of their own.
struct Attackers {
    runtime: Runtime,
    tally: Tally,
}

impl Attackers {
    fn begin(name: &'static str, target: &Arc<Target>) -> Self {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let tally = Tally::default();
        runtime.spawn(attacks::run(name, Arc::clone(target), tally.clone()));
        Self { runtime, tally }
    }

    /// Ends them with all their connections; what they did.
    fn stop(self) -> String {
        self.runtime.shutdown_background();
        self.tally.to_string()
    }
}

/// The answer of the database to a statement; none when it fails. The list of processes shows the password, which opens nothing but a
/// throw-away database.
async fn database(statement: &str) -> Option<String> {
    let url = std::env::var("DATABASE_URL").expect("DATABASE_URL names an empty database");
    let mut psql = Command::new("psql");
    psql.args(["-XqtA", "-v", "ON_ERROR_STOP=1", "-d", &url, "-c", statement]);
    let answer = psql.output().await.expect("psql runs: apt-get install postgresql-client");
    answer.status.success().then(|| String::from_utf8_lossy(&answer.stdout).into_owned())
}
