//! Reads every rendition of streams on air, and hands its finished segments to the recording.

use super::recorder::{Recorder, RecordingFeed};
use domain::StreamId;
use media::hls::Reader;
use std::collections::HashSet;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

/// Pause between two searches for new streams and renditions. What they sent before is still in the origin's window.
const LOOK: Duration = Duration::from_millis(500);

/// A rendition of a stream.
type Followed = (StreamId, Box<str>);

impl Recorder {
    /// Records until `stop`, then takes in what the encoders had sent by then.
    pub async fn follow(&self, stop: &CancellationToken) {
        let live_sessions = &self.services().live_sessions;
        let mut looks = interval(LOOK);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (mut followed, mut declined, mut followers) = (HashSet::new(), HashSet::new(), JoinSet::new());
        loop {
            tokio::select! {
                _ = looks.tick() => {}
                Some(ended) = followers.join_next() => {
                    match ended {
                        Ok(rendition) => { followed.remove(&rendition); }
                        Err(error) => tracing::error!(%error, "a recording's task panicked"),
                    }
                    continue;
                }
                () = stop.cancelled() => break,
            }
            let on_air = live_sessions.on_air();
            declined.retain(|declined| on_air.contains(declined));
            for stream in on_air {
                if declined.contains(&stream) {
                    continue;
                }
                for rendition in live_sessions.origin().renditions(&stream.to_string()) {
                    let rendition: Followed = (stream, rendition);
                    if followed.contains(&rendition) {
                        continue;
                    }
                    let Some(reader) = live_sessions.origin().read(&stream.to_string(), &rendition.1) else { continue };
                    match self.feed(stream, &rendition.1).await {
                        Ok(Some(feed)) => {
                            followed.insert(rendition.clone());
                            followers.spawn(follow(rendition, reader, feed, stop.clone()));
                        }
                        // Whether a stream is kept is decided once, when it begins.
                        Ok(None) => {
                            declined.insert(stream);
                        }
                        // Retried soon; until then the origin's window holds what is not recorded yet.
                        Err(error) => tracing::debug!(%stream, %error, "a recording cannot begin yet"),
                    }
                }
            }
        }
        while followers.join_next().await.is_some() {}
    }
}

async fn follow(rendition: Followed, mut reader: Reader, feed: RecordingFeed, stop: CancellationToken) -> Followed {
    loop {
        let segment = tokio::select! {
            // Segments that are ready are still recorded when it is time to stop.
            biased;
            segment = reader.next_segment() => segment,
            () = stop.cancelled() => None,
        };
        let Some(segment) = segment else { return rendition };
        if segment.skipped > 0 {
            tracing::warn!(stream = %rendition.0, rendition = rendition.1, segments = segment.skipped, "recording was too slow");
        }
        feed.keep(segment).await;
    }
}
