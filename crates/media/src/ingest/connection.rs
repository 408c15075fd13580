//! One publisher's connection, from its first byte to its last.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::BytesMut;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::{Instant, interval, timeout, timeout_at};

use super::events::Events;
use super::feed::PublisherFeed;
use super::publishers::{Publishers, Slot};
use super::{Admission, Event, Gate, Gone, IngestSettings, PublishRequest, Refusal};
use crate::hls::Origin;
use crate::rtmp::{self, Input, RtmpSession};

/// Read buffer in bytes before and after admission.
const SMALL_READ: usize = 4 * 1024;
const LARGE_READ: usize = 32 * 1024;
/// A peer that takes none of our few bytes for so long is gone.
const WRITE: Duration = Duration::from_secs(5);
/// How long an encoder gets to read why it is sent away, and how long to hang up after it finished. Closing on what it still sends
/// would reset the connection, and the reason would be lost.
const DRAIN: Duration = Duration::from_secs(5);
const HANG_UP: Duration = Duration::from_secs(3);

/// What all connections of an ingest share.
pub(super) struct IngestContext<G> {
    pub(super) gate: Arc<G>,
    pub(super) origin: Origin,
    pub(super) publishers: Publishers,
    pub(super) settings: IngestSettings,
}

/// Why a connection ended before it was admitted.
enum Left {
    /// The peer gets no reason.
    Silently(&'static str),
    Protocol(rtmp::Error),
    /// The session holds a reason for the peer to read.
    Refused(&'static str),
    Told(Gone),
}

/// A connection and its protocol state.
pub(super) struct RtmpConnection<G, S> {
    pub(super) shared: Arc<IngestContext<G>>,
    pub(super) slot: Arc<Slot>,
    pub(super) peer: SocketAddr,
    /// When it was accepted.
    pub(super) begin: Instant,
    pub(super) socket: S,
    pub(super) session: RtmpSession,
    pub(super) input: BytesMut,
}

impl<G: Gate, S: AsyncRead + AsyncWrite + Unpin> RtmpConnection<G, S> {
    /// Serves the connection to its end.
    pub(super) async fn serve(mut self) {
        let slot = Arc::clone(&self.slot);
        let entered = tokio::select! {
            biased;
            orders = slot.orders() => Err(Left::Told(orders.end.unwrap_or(Gone::Cut))),
            entered = self.enter_or_refuse() => entered,
        };
        slot.settle();
        let (publisher, peer) = (self.slot.id, self.peer);
        match entered {
            Ok(admission) => self.publish(admission).await,
            Err(Left::Silently(why)) => tracing::debug!(%publisher, %peer, why, "connection left no trace"),
            Err(Left::Protocol(error)) => tracing::debug!(%publisher, %peer, %error, "connection left no trace"),
            Err(Left::Told(reason)) => tracing::debug!(%publisher, %peer, ?reason, "connection ended before publish"),
            Err(Left::Refused(why)) => tracing::debug!(%publisher, %peer, why, "publisher refused"),
        }
    }

    /// As [`Self::enter`]; a refused encoder is heard to the end, during which it may still have to make room.
    async fn enter_or_refuse(&mut self) -> Result<Admission, Left> {
        let entered = self.enter().await;
        if let Err(Left::Refused(_)) = entered {
            self.drain_and_close(DRAIN).await;
        }
        entered
    }

    /// The handshake, the commands, and the gate's decision.
    async fn enter(&mut self) -> Result<Admission, Left> {
        let begin = self.begin;
        let settings = self.shared.settings.clone();
        let key = loop {
            match self.session.next(&mut self.input).map_err(Left::Protocol)? {
                Some(Input::Publish { key }) => break key,
                Some(Input::Refused(why)) => return Err(Left::Refused(why)),
                Some(_) => continue,
                None => {}
            }
            let (limit, why) = match self.session.shaken() {
                false => (settings.handshake, "slow handshake"),
                true => (settings.publish, "no publish in time"),
            };
            let more = async {
                self.flush().await?;
                self.read(SMALL_READ).await
            };
            match timeout_at(begin + limit, more).await {
                Ok(Ok(0)) | Ok(Err(_)) => return Err(Left::Silently("hung up")),
                Ok(Ok(_)) => {}
                Err(_) => return Err(Left::Silently(why)),
            }
        };
        let request = PublishRequest { key, peer: self.peer, publisher: self.slot.id };
        let answer = timeout(settings.authorize, self.shared.gate.authorize(request)).await;
        let busy = || Refusal::Unavailable("The server is busy; try again in a moment.".into());
        match answer.unwrap_or_else(|_| Err(busy())) {
            Ok(admission) => Ok(admission),
            Err(Refusal::BadName(reason)) => {
                self.session.refuse("NetStream.Publish.BadName", &reason);
                Err(Left::Refused("bad name"))
            }
            Err(Refusal::Unavailable(reason)) => {
                self.session.refuse("NetStream.Publish.Failed", &reason);
                Err(Left::Refused("unavailable"))
            }
        }
    }

    /// Media, until something ends it.
    async fn publish(&mut self, mut admission: Admission) {
        let (publisher, peer) = (self.slot.id, self.peer);
        tracing::info!(%publisher, %peer, label = admission.label, "publishing");
        self.shared.publishers.enter(&self.slot, &admission.stream_id);
        let mut events = Events::new(Arc::clone(&self.shared.gate), publisher);
        let mut feed = PublisherFeed::open(self.shared.origin.clone(), &admission);
        self.session.accept();
        let Err(reason) = self.relay(&mut admission, &mut feed, &mut events).await;
        let (messages, bytes) = (feed.messages, feed.bytes);
        tracing::info!(%publisher, %peer, label = admission.label, ?reason, messages, bytes, "publisher gone");
        drop(feed);
        let drain = self.say_goodbye(&reason);
        if let Some(stream_id) = self.shared.publishers.leave(&self.slot) {
            events.tell(stream_id, Event::Gone { reason });
        }
        let drained = async {
            if let Some(drain) = drain {
                self.drain_and_close(drain).await;
            }
        };
        tokio::join!(events.finish(), drained);
    }

    async fn relay(
        &mut self,
        admission: &mut Admission,
        feed: &mut PublisherFeed,
        events: &mut Events<G>,
    ) -> Result<std::convert::Infallible, Gone> {
        let slot = Arc::clone(&self.slot);
        let idle = self.shared.settings.idle;
        let mut tick = interval((idle / 10).clamp(Duration::from_millis(10), Duration::from_secs(1)));
        let mut last_media = Instant::now();
        let mut finishing = false;
        let broken = |finishing| if finishing { Gone::Finished } else { Gone::Disconnected };
        loop {
            let before = feed.messages;
            while let Some(input) =
                self.session.next(&mut self.input).map_err(|error| Gone::Protocol(error.to_string()))?
            {
                match input {
                    Input::Media(message) => {
                        slot.measure(&message);
                        if feed.push(message)? {
                            events.tell(admission.stream_id.clone(), Event::Playable);
                        }
                    }
                    Input::Finishing => finishing = true,
                    Input::Finished => return Err(Gone::Finished),
                    Input::Refused(why) => return Err(Gone::Protocol(why.into())),
                    Input::Publish { .. } => {}
                }
            }
            if feed.messages > before {
                last_media = Instant::now();
            }
            self.flush().await.map_err(|_| broken(finishing))?;
            tokio::select! {
                biased;
                orders = slot.orders() => {
                    if let Some(to) = orders.retarget {
                        tracing::info!(publisher = %slot.id, from = admission.label, to = to.label, "publisher goes on");
                        *admission = to;
                        feed.retarget(admission)?;
                    }
                    if let Some(reason) = orders.end {
                        return Err(reason);
                    }
                }
                () = events.drive() => {}
                _ = tick.tick() => {
                    if last_media.elapsed() >= idle {
                        return Err(if finishing { Gone::Finished } else { Gone::IdleTimeout });
                    }
                    if feed.ended_for().is_some_and(|time| time >= idle) {
                        return Err(Gone::Cut);
                    }
                    slot.note(feed.stats());
                }
                read = self.read(LARGE_READ) => {
                    if !matches!(read, Ok(1..)) {
                        return Err(broken(finishing));
                    }
                }
            }
        }
    }

    /// Writes the reason for the encoder to show; how long to drain, or `None` to close at once.
    fn say_goodbye(&mut self, reason: &Gone) -> Option<Duration> {
        let (code, text) = match reason {
            Gone::Finished => return Some(HANG_UP),
            Gone::Disconnected | Gone::Protocol(_) => return None,
            Gone::IdleTimeout => ("NetStream.Publish.Idle", "No audio or video came for too long."),
            Gone::TakenOver => {
                ("NetStream.Publish.BadName", "Another encoder has begun to publish with this stream key.")
            }
            Gone::Cut => ("NetStream.Publish.BadName", "The stream was stopped on the server, or its key was changed."),
            Gone::Media(sentence) => ("NetStream.Publish.Failed", sentence.as_str()),
        };
        self.session.refuse(code, text);
        Some(DRAIN)
    }

    /// Sends the remaining output and reads on, so that the peer gets the reason and not a broken pipe.
    async fn drain_and_close(&mut self, drain: Duration) {
        let drained = async {
            self.flush().await?;
            loop {
                self.input.clear();
                if self.read(SMALL_READ).await? == 0 {
                    return std::io::Result::Ok(());
                }
            }
        };
        // It makes no difference whether the peer read everything.
        let _ = timeout(drain, drained).await;
        let _ = timeout(DRAIN, self.socket.shutdown()).await;
    }

    async fn flush(&mut self) -> std::io::Result<()> {
        let output = self.session.output();
        if !output.is_empty() {
            timeout(WRITE, self.socket.write_all(output)).await??;
            timeout(WRITE, self.socket.flush()).await??;
            output.clear();
        }
        Ok(())
    }

    async fn read(&mut self, size: usize) -> std::io::Result<usize> {
        // At most an incomplete chunk header remains in the buffer, so this makes room without growing it.
        self.input.reserve(size);
        self.socket.read_buf(&mut self.input).await
    }
}
