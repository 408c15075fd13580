//! tmp
#![allow(clippy::unwrap_used)]
use media::hls::{self, Origin};
use media::ingest::*;
use std::sync::Arc;
struct G;
impl Gate for G {
    async fn authorize(&self, r: PublishRequest) -> Result<Admission, Refusal> {
        Ok(Admission { stream_id: r.key.clone(), age: Default::default(), label: r.key })
    }
    async fn event(&self, p: PublisherId, s: &str, e: Event) { println!("{p} {s} {e:?}"); }
}
#[tokio::main]
async fn main() {
    let (i, p) = Ingest::new(Arc::new(G), Origin::new(hls::Settings::default()), Settings::default());
    let l = tokio::net::TcpListener::bind("127.0.0.1:19350").await.unwrap();
    tokio::spawn(async move { loop { tokio::time::sleep(std::time::Duration::from_secs(5)).await; println!("{:?}", p.stats("a")); } });
    i.run(l, tokio_util::sync::CancellationToken::new()).await;
}
