//! The ladder below public streams. Previews get none: their only viewer sees what the encoder sends.

use crate::ingest::Feeds;
use media::ladder::{Ladder, LadderSettings, Transcode};
use tokio_util::sync::CancellationToken;

/// Tends the ladders of all public streams until `shutdown`.
pub async fn run(feeds: &Feeds, transcode: Transcode, shutdown: &CancellationToken) {
    let settings = LadderSettings { transcode, ..LadderSettings::default() };
    Ladder::new(feeds.origin().clone(), settings).run(feeds.names_on_air(), shutdown.clone()).await;
}
