//! The gate of the RTMP ingest: asks the use cases who may publish, and reports the events of a connection to them.

use domain::StreamId;
use media::ingest::{Admission, Event, Gate, Gone, PublishRequest, PublisherId, Refusal};
use services::{Error, Services, streams};

/// Admits encoders by their stream key.
pub struct StreamKeyGate(pub Services);

impl Gate for StreamKeyGate {
    async fn authorize(&self, request: PublishRequest) -> Result<Admission, Refusal> {
        match streams::authorize_publish(&self.0, &request.key, request.peer.ip()).await {
            Ok(Some(admitted)) => Ok(self.0.live_sessions.admit(admitted, request.publisher)),
            Ok(None) => {
                Err(Refusal::BadName("This stream key is not valid. Copy it again from your dashboard.".into()))
            }
            Err(Error::Problem(problem)) => Err(Refusal::BadName(problem.detail)),
            Err(error) => Err(Refusal::Unavailable(error.into_problem().detail)),
        }
    }

    async fn event(&self, publisher: PublisherId, stream_id: &str, event: Event) {
        let Ok(stream) = stream_id.parse::<StreamId>() else { return };
        let live_sessions = &self.0.live_sessions;
        let done = match event {
            Event::Playable => {
                let Some(encoder) = live_sessions.encoder(stream, publisher) else { return };
                tracing::info!(%publisher, %stream, "the encoder's picture can be watched");
                let noted = streams::encoder_playable(&self.0, &encoder).await;
                live_sessions.mark_announced(stream, publisher);
                noted
            }
            // Another connection feeds the stream, or is about to.
            Event::Gone { reason: Gone::TakenOver } => {
                tracing::info!(%publisher, %stream, "a newer connection with the same key took over");
                Ok(())
            }
            Event::Gone { reason } => {
                tracing::info!(%publisher, %stream, ?reason, "the encoder is gone");
                if live_sessions.leave(stream, publisher) {
                    streams::encoder_gone(&self.0, stream).await
                } else {
                    Ok(())
                }
            }
        };
        if let Err(error) = done {
            // The use cases' `tend` corrects it within about a second.
            tracing::warn!(%stream, %error, "an encoder's event could not be noted");
        }
    }
}
