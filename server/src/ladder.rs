//! The rendition ladder below public streams. Previews get none: their only viewer sees what the encoder sends.

use media::ladder::{Ladder, LadderSettings, Transcode};
use services::Services;
use tokio_util::sync::CancellationToken;

/// Tends the ladders of all public streams until `shutdown`.
pub async fn run(services: &Services, transcode: Transcode, shutdown: &CancellationToken) {
    let settings = LadderSettings { transcode, ..LadderSettings::default() };
    Ladder::new(services.live_sessions.origin().clone(), settings)
        .run(services.live_sessions.names_on_air(), shutdown.clone())
        .await;
}
