//! An encoder that publishes over RTMP without media, and the ingest gate that admits it.

use super::{Person, Platform};
use domain::{ChannelId, StreamId};
use media::ingest::{Admission, Event, Gate, Gone, PublishRequest, PublisherId, Refusal};
use services::{Error, Services, streams};
use std::net::Ipv4Addr;
use testkit::{PATIENCE, RtmpPeer};
use tokio::sync::watch;
use tokio::time::timeout;

/// Asks the use cases as the server's gate does, and lets the test know.
pub struct TestGate {
    svc: Services,
    admitted: watch::Sender<Option<(StreamId, PublisherId)>>,
    gone: watch::Sender<Vec<PublisherId>>,
}

impl TestGate {
    pub fn new(svc: Services) -> Self {
        Self { svc, admitted: watch::Sender::default(), gone: watch::Sender::default() }
    }
}

impl Gate for TestGate {
    async fn authorize(&self, request: PublishRequest) -> Result<Admission, Refusal> {
        // Loopback stands for a network like any other.
        match streams::authorize_publish(&self.svc, &request.key, request.peer.ip()).await {
            Ok(Some(admitted)) => {
                self.admitted.send_replace(Some((admitted.stream, request.publisher)));
                Ok(self.svc.live_sessions.admit(admitted, request.publisher))
            }
            Ok(None) => Err(Refusal::BadName("no such key".into())),
            Err(Error::Problem(problem)) => Err(Refusal::BadName(problem.detail)),
            Err(error) => Err(Refusal::Unavailable(error.into_problem().detail)),
        }
    }

    async fn event(&self, publisher: PublisherId, stream_id: &str, event: Event) {
        let stream: StreamId = stream_id.parse().unwrap();
        if let Event::Gone { reason } = event {
            let is_waiting = reason != Gone::TakenOver && self.svc.live_sessions.leave(stream, publisher);
            if is_waiting {
                streams::encoder_gone(&self.svc, stream).await.unwrap();
            }
            self.gone.send_modify(|gone| gone.push(publisher));
        }
    }
}

/// A connected encoder.
pub struct Encoder<'a> {
    peer: RtmpPeer,
    platform: &'a Platform,
    publisher: PublisherId,
    /// The session that it was admitted to.
    pub stream: StreamId,
    /// The stream key that it publishes with.
    pub key: String,
}

impl<'a> Encoder<'a> {
    /// Publishes with this key; what the encoder is told if it may not.
    pub async fn connect(platform: &'a Platform, key: &str) -> Result<Self, String> {
        let peer = RtmpPeer::publish_from(Ipv4Addr::UNSPECIFIED.into(), platform.ingest, key).await?;
        let (stream, publisher) = platform.gate.admitted.borrow().unwrap();
        Ok(Self { peer, platform, publisher, stream, key: key.to_owned() })
    }

    /// Has sent enough for its picture to be watched.
    pub async fn shows_a_picture(&self) {
        let live_sessions = &self.platform.svc.live_sessions;
        let playable = live_sessions.encoder(self.stream, self.publisher).unwrap();
        streams::encoder_playable(&self.platform.svc, &playable).await.unwrap();
        live_sessions.mark_announced(self.stream, self.publisher);
    }

    /// Loses its connection.
    pub async fn disconnects(self) {
        let Self { peer, platform, publisher, .. } = self;
        drop(peer);
        gone(platform, publisher).await;
    }

    /// Waits until the platform has disconnected it.
    pub async fn loses_its_line(self) {
        gone(self.platform, self.publisher).await;
    }
}

async fn gone(platform: &Platform, publisher: PublisherId) {
    let mut gone = platform.gate.gone.subscribe();
    timeout(PATIENCE, gone.wait_for(|gone| gone.contains(&publisher))).await.unwrap().unwrap();
}

impl Person {
    /// The session that the channel's encoder feeds.
    pub fn feeds(&self, channel: ChannelId) -> Option<StreamId> {
        self.svc.live_sessions.feeding(channel)
    }
}
