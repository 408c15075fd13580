//! P7: low-latency viewers of one 2.5 Mbit/s stream, and nginx serving the same bytes at the same pace in the same run.

use std::time::Duration;

use testkit::load::{self, Outcome, Replay};

use crate::nginx::Nginx;
use crate::test_server::TestServer;
use crate::{row, seconds, title, told};

pub async fn run() {
    let (viewers, time) = (told("BENCH_VIEWERS", 1000), seconds(30));
    title(&format!("P7: {viewers} low-latency viewers of one 2.5 Mbit/s stream, {} s", time.as_secs()));
    let server = TestServer::open().await;
    let film = server.film(2400);
    let _encoder = server.publish(&film, &server.channel("viewers").await);
    let live = server.live("viewers").await;
    let ingest = server.share(Duration::from_secs(5)).await;
    let (outcome, recorded) =
        tokio::join!(load::watch(&live, viewers, time, || server.processor()), load::record(&live, time));
    // What it costs to take the stream in is no matter of its viewers.
    let own = tell("this server", &outcome, ingest, time);

    let (parts, playlist) = recorded.expect("the stream is there");
    let folder = server.folder.path().join("nginx");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("index.m3u8"), playlist).unwrap();
    let write = |(number, part): (usize, &Vec<u8>)| {
        std::fs::write(folder.join(format!("{number}.m4s")), part).unwrap();
        format!("/{number}.m4s")
    };
    let parts: Vec<String> = parts.iter().enumerate().map(write).collect();
    drop(server.server);
    let Some(nginx) = Nginx::serve(&folder).await else {
        row("nginx", "not installed (apt-get install nginx)");
        return;
    };
    let step = Duration::from_millis(250);
    let replay = Replay { address: nginx.address, playlist: "/index.m3u8".into(), parts, step };
    let outcome = load::replay(&replay, viewers, time, || nginx.processor()).await;
    let other = tell("nginx", &outcome, 0.0, time);
    nginx.stop().await;
    row("processor time per gigabyte, this server over nginx", format!("{:.2} ×   (target ≤ 1.3)", own / other));
}

/// Prints the figures of one server; processor seconds per gigabyte.
fn tell(who: &str, outcome: &Outcome, ingest: f64, time: Duration) -> f64 {
    let own = (outcome.processor.as_secs_f64() - ingest * time.as_secs_f64()).max(0.0);
    let gigabytes = outcome.bytes as f64 / 1e9;
    let per_gigabyte = own / gigabytes.max(1e-9);
    let rate = |count: u64| count as f64 / time.as_secs_f64();
    let milliseconds = |share: f64| outcome.quantile(share).as_secs_f64() * 1000.0;
    row(&format!("{who}: stalls, failed connections"), format!("{}, {}", outcome.stalls, outcome.failures));
    row(&format!("{who}: share of a core"), format!("{:.1} %", own / time.as_secs_f64() * 100.0));
    row(
        &format!("{who}: requests and megabytes a second"),
        format!("{:.0}, {:.1}", rate(outcome.requests), rate(outcome.bytes) / 1e6),
    );
    row(&format!("{who}: processor seconds per gigabyte"), format!("{per_gigabyte:.2}"));
    row(
        &format!("{who}: a part's way to all after the first, p50, p99"),
        format!("{:.0} ms, {:.0} ms", milliseconds(0.5), milliseconds(0.99)),
    );
    per_gigabyte
}
