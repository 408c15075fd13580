//! Reads every rendition of streams on air, and hands its finished segments to the recording.

use super::recorder::{Recorder, RecordingFeed};
use domain::StreamId;
use media::hls::Reader;
use std::collections::HashSet;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

/// Pause before a recording that could not begin, or that ended, is tried again. What its encoder sent before is still in the origin's window.
const RETRY: Duration = Duration::from_millis(500);

/// A rendition of a stream.
type Followed = (StreamId, Box<str>);

impl Recorder {
    /// Records until `stop`, then takes in what the encoders had sent by then.
    pub async fn follow(&self, stop: &CancellationToken) {
        let live_sessions = &self.services().live_sessions;
        let (mut on_air, mut begun) = (live_sessions.names_on_air(), live_sessions.origin().renditions_begin());
        let (mut followed, mut declined, mut followers) = (HashSet::new(), HashSet::new(), JoinSet::new());
        'scans: loop {
            on_air.mark_unchanged();
            begun.mark_unchanged();
            let mut is_due = false;
            let streams = live_sessions.on_air();
            declined.retain(|declined| streams.contains(declined));
            for stream in streams {
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
                        Err(error) => {
                            tracing::debug!(%stream, %error, "a recording cannot begin yet");
                            is_due = true;
                        }
                    }
                }
            }
            loop {
                tokio::select! {
                    biased;
                    () = stop.cancelled() => break 'scans,
                    // A reader may end at once, so it is not read again before a pause.
                    Some(ended) = followers.join_next() => match ended {
                        Ok(rendition) => is_due |= followed.remove(&rendition),
                        Err(error) => tracing::error!(%error, "a recording's task panicked"),
                    },
                    // Neither sender is dropped while the sessions exist.
                    _ = on_air.changed() => break,
                    _ = begun.changed() => break,
                    () = sleep(RETRY), if is_due => break,
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
