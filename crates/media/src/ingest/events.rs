//! Tells the gate what becomes of one publisher, in order, without holding up its media.

use std::pin::Pin;
use std::sync::Arc;

use super::{Event, Gate, PublisherId};

/// Events of one publisher on their way to the gate.
pub(super) struct Events<G> {
    gate: Arc<G>,
    publisher: PublisherId,
    under_way: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
}

impl<G: Gate> Events<G> {
    pub(super) fn new(gate: Arc<G>, publisher: PublisherId) -> Self {
        Self { gate, publisher, under_way: None }
    }

    /// Queues an event behind those under way. A publisher has two for each stream it is admitted to, so few wait.
    pub(super) fn tell(&mut self, stream_id: String, event: Event) {
        let (gate, publisher, before) = (Arc::clone(&self.gate), self.publisher, self.under_way.take());
        self.under_way = Some(Box::pin(async move {
            if let Some(before) = before {
                before.await;
            }
            gate.event(publisher, &stream_id, event).await;
        }));
    }

    /// Works on events under way; never ready when there are none. Nothing is lost when the future is dropped.
    pub(super) async fn drive(&mut self) {
        match &mut self.under_way {
            Some(event) => event.await,
            None => std::future::pending().await,
        }
        self.under_way = None;
    }

    /// Waits until all events are delivered.
    pub(super) async fn finish(mut self) {
        if self.under_way.is_some() {
            self.drive().await;
        }
    }
}
