//! The honest viewer and visitor, and what is measured of them and of the server; the table of it.

use std::net::SocketAddr;
use std::time::Duration;

use testkit::client::try_exchange;
use testkit::load::{self, Live, Outcome, quantile};
use testkit::usage;
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, timeout};

/// Time from visit to visit, and how long a visitor waits for a page.
const VISIT: Duration = Duration::from_millis(100);
const VISITOR: Duration = Duration::from_secs(10);
/// Time from look to look at the server's memory.
const LOOK: Duration = Duration::from_millis(500);

/// The server with its live stream, which is watched and visited while figures are taken.
pub struct Scene {
    pub live: Live,
    /// The server's process.
    pub server: u32,
    /// The database's; none if it is on another machine, or another user's.
    pub postmaster: Option<u32>,
}

/// What was measured in some time.
pub struct Figures {
    /// The server's memory at each look, in bytes.
    memory: Vec<u64>,
    /// Shares of a core.
    server: f64,
    database: Option<f64>,
    viewer: Outcome,
    visits: Visits,
}

/// What the visitor got.
#[derive(Default)]
struct Visits {
    /// From when a visit was due until the page was there, sorted.
    times: Vec<Duration>,
    /// Visits without a page.
    refused: usize,
}

impl Scene {
    pub async fn measure(&self, time: Duration) -> Figures {
        let processor = || (usage::processor(self.server), self.postmaster.map(usage::processor));
        let (begin, before) = (Instant::now(), processor());
        let looks = async {
            let mut memory = Vec::new();
            while begin.elapsed() < time {
                sleep(LOOK).await;
                memory.push(usage::memory(self.server));
            }
            (memory, processor(), begin.elapsed())
        };
        let (looks, viewer, visits) =
            tokio::join!(looks, load::watch_on(&self.live, time), visit(self.live.address, time));
        let (memory, after, elapsed) = looks;
        // A process of the database that ends takes its time with it.
        let share = |after: Duration, before: Duration| after.saturating_sub(before).div_duration_f64(elapsed);
        let server = share(after.0, before.0);
        let database = after.1.zip(before.1).map(|(after, before)| share(after, before));
        Figures { memory, server, database, viewer, visits }
    }
}

/// Loads the first page ten times a second, whether the visit before has ended or not, as visitors do who know nothing of each other.
async fn visit(address: SocketAddr, time: Duration) -> Visits {
    let (begin, mut clock, mut visitors) = (Instant::now(), interval(VISIT), JoinSet::new());
    clock.set_missed_tick_behavior(MissedTickBehavior::Burst);
    loop {
        let due = clock.tick().await;
        if due >= begin + time {
            break;
        }
        visitors.spawn(async move {
            let request = format!("GET / HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
            let answer = timeout(VISITOR, try_exchange(address, request.as_bytes())).await.ok()?.ok()?;
            (answer.status == 200).then(|| due.elapsed())
        });
    }
    let came = visitors.join_all().await;
    let mut times: Vec<Duration> = came.iter().copied().flatten().collect();
    times.sort_unstable();
    Visits { refused: came.len() - times.len(), times }
}

pub fn print_head() {
    println!(
        "\nBefore → during → after. Memory: at the end, the most, at the end; in brackets, by how much it grew in the attack's second half.\n\n\
         | attack | memory, MiB | server, % of a core | database, % of a core | viewer's wait for a part, p50 / p99, ms \
         | viewer's stalls + lost connections | visitor's wait for `/`, p50 / p99, ms | visitor refused | what the strangers did |\n\
         |---|---|---|---|---|---|---|---|---|"
    );
}

/// A row of the table: an attack, what was measured before it, during it and after it, and what it did.
pub fn print_row(name: &str, phases: &[Figures; 3], did: &str) {
    let cell = |show: &dyn Fn(&Figures) -> String| phases.each_ref().map(show).join(" → ");
    let mebibytes = |bytes: u64| bytes as f64 / 1024.0 / 1024.0;
    let last = |figures: &Figures| mebibytes(figures.memory.last().copied().unwrap_or_default());
    let [before, during, after] = phases;
    let most = mebibytes(during.memory.iter().copied().max().unwrap_or_default());
    let half = mebibytes(during.memory.get(during.memory.len() / 2).copied().unwrap_or_default());
    let memory = format!("{:.0} → {most:.0} ({:+.0}) → {:.0}", last(before), last(during) - half, last(after));
    let percent = |share: f64| format!("{:.0}", share * 100.0);
    let waits = |sorted: &[Duration]| {
        let [half, most] = [0.5, 0.99].map(|share| quantile(sorted, share).as_secs_f64() * 1000.0);
        format!("{half:.1} / {most:.0}")
    };
    println!(
        "| {name} | {memory} | {} | {} | {} | {} | {} | {} | {did} |",
        cell(&|figures| percent(figures.server)),
        cell(&|figures| figures.database.map_or("?".into(), percent)),
        cell(&|figures| waits(&figures.viewer.fetches)),
        cell(&|figures| format!("{} + {}", figures.viewer.stalls, figures.viewer.failures)),
        cell(&|figures| waits(&figures.visits.times)),
        cell(&|figures| figures.visits.refused.to_string()),
    );
}
