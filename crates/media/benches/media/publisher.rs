//! P8: what one 6 Mbit/s publisher costs, as the difference that several make.

use std::time::Duration;

use tokio::time::sleep;

use crate::test_server::TestServer;
use crate::{row, seconds, title};

const PUBLISHERS: u32 = 5;

pub async fn run() {
    let time = seconds(20);
    title(&format!("P8: a publisher of 6 Mbit/s, {PUBLISHERS} at once, {} s", time.as_secs()));
    let server = TestServer::open().await;
    let film = server.film(5900);
    let (mut names, mut keys) = (Vec::new(), Vec::new());
    for number in 0..PUBLISHERS {
        let name = format!("publisher{number}");
        keys.push(server.channel(&name).await);
        names.push(name);
    }
    sleep(Duration::from_secs(2)).await;
    let (share, memory) = (server.share(time).await, server.memory());
    let _encoders: Vec<_> = keys.iter().map(|key| server.publish(&film, key)).collect();
    for name in &names {
        server.live(name).await;
    }
    // Parts stay for three target durations after they have left the playlist.
    sleep(Duration::from_secs(16)).await;
    let each = (server.share(time).await - share) / f64::from(PUBLISHERS);
    let bytes = server.memory().saturating_sub(memory) / u64::from(PUBLISHERS);
    row("share of a core for each", format!("{:.2} %   (target ≤ 2)", each * 100.0));
    row("memory for each", format!("{:.1} MiB   (target ≤ 40)", bytes as f64 / 1024.0 / 1024.0));
    row("share of a core with none", format!("{:.2} %", share * 100.0));
}
