//! The way from a room to one reader. A room writes its frames to the readers' connections itself, because waking a task for each of a
//! thousand readers costs more than the write. What a connection does not take at once waits for the reader's own task.

use super::frames::{Frame, RoomFrame};
use domain::UserId;
use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// Frames that a slow reader may be behind before it is disconnected.
const BACKLOG: usize = 256;
/// Bytes beyond which the reader's task takes no further frame before it flushes: while it flushes, it hears of nothing else, and a slow
/// reader has time for what is flushed.
const BURST: usize = 32 * 1024;

/// A connection that takes the bytes of whole frames from any task.
pub trait Wire: Send + Sync {
    /// Writes the bytes of one frame without waiting.
    fn send(&self, frame: &Frame) -> Sent;
}

/// How much of a frame a connection took.
#[derive(Debug, PartialEq, Eq)]
pub enum Sent {
    /// The frame is on its way.
    All,
    /// Its end waits with the connection, whose own task has to flush it.
    Begun,
    /// Nothing, because earlier bytes wait, or the connection is broken.
    Nothing,
}

/// What the reader's task has to do: write, then flush.
#[derive(Debug)]
pub struct Due {
    /// In this order; none where the connection has to be flushed only.
    pub frames: Vec<Frame>,
    /// How much the flush waits for.
    pub bytes: usize,
}

/// Why a reader gets no more frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It was too far behind.
    Lagged,
    /// The room closed.
    Closed,
}

/// The frames of one reader, who is in one room at a time.
pub struct Outlet {
    wire: Option<Arc<dyn Wire>>,
    queue: Mutex<Queue>,
    wake: Notify,
}

#[derive(Default)]
struct Queue {
    /// Counts the rooms that the reader has entered and left, so that a late frame of the last room is not sent into the next.
    visit: u64,
    frames: VecDeque<Arc<RoomFrame>>,
    /// People whom the reader does not see.
    blocked: HashSet<UserId>,
    /// Frames wait, also if the connection would take them.
    is_held: bool,
    /// The reader's task is writing, or has to flush what the connection took in part.
    is_busy: bool,
    /// Size of the frame that the connection took in part, if it was not flushed yet.
    begun: Option<usize>,
    ended: Option<Ended>,
}

impl Outlet {
    /// Without a wire all frames wait for the reader's task.
    pub fn new(wire: Option<Arc<dyn Wire>>) -> Arc<Self> {
        Arc::new(Self { wire, queue: Mutex::default(), wake: Notify::new() })
    }

    /// A subscription for the next room, for a reader who does not see these people. Frames wait until [`Outlet::release`], since what greets the
    /// reader goes first.
    pub fn subscribe(self: &Arc<Self>, blocked: HashSet<UserId>) -> RoomSubscription {
        let visit = {
            let mut queue = self.queue();
            queue.visit += 1;
            queue.frames.clear();
            queue.ended = None;
            queue.is_held = true;
            queue.blocked = blocked;
            queue.visit
        };
        RoomSubscription { outlet: self.clone(), visit }
    }

    /// Ends the visit: no further frame of the room comes out.
    pub fn leave(&self) {
        let mut queue = self.queue();
        queue.visit += 1;
        queue.frames.clear();
        queue.ended = None;
    }

    /// From now on the reader does not see these people. Answers who was not among them before, and whether others are not any more.
    pub fn set_blocked(&self, blocked: HashSet<UserId>) -> (Vec<UserId>, bool) {
        let mut queue = self.queue();
        let before = std::mem::replace(&mut queue.blocked, blocked);
        let newly = queue.blocked.difference(&before).copied().collect();
        (newly, before.difference(&queue.blocked).next().is_some())
    }

    /// Lets frames wait from now on.
    pub fn hold(&self) {
        self.queue().is_held = true;
    }

    /// Lets frames out again.
    pub fn release(&self) {
        self.queue().is_held = false;
        self.wake.notify_one();
    }

    /// What the reader's task has to do before it asks again. Cancel-safe.
    ///
    /// # Errors
    /// When no more frames come.
    pub async fn next(&self) -> Result<Due, Ended> {
        loop {
            if let Some(due) = self.queue().next() {
                return due;
            }
            self.wake.notified().await;
        }
    }

    fn send(&self, visit: u64, frame: &Arc<RoomFrame>) {
        let mut queue = self.queue();
        if queue.visit != visit || queue.ended.is_some() {
            return;
        }
        let Some(own) = frame.without(&queue.blocked) else { return };
        let sent = match &self.wire {
            Some(wire) if !queue.is_held && !queue.is_busy && queue.frames.is_empty() => wire.send(&own),
            _ => Sent::Nothing,
        };
        match sent {
            Sent::All => return,
            Sent::Begun => (queue.begun, queue.is_busy) = (Some(own.wire().len()), true),
            Sent::Nothing if queue.frames.len() < BACKLOG => queue.frames.push_back(frame.clone()),
            Sent::Nothing => {
                queue.ended = Some(Ended::Lagged);
                queue.frames.clear();
            }
        }
        drop(queue);
        self.wake.notify_one();
    }

    fn close(&self, visit: u64) {
        let mut queue = self.queue();
        if queue.visit == visit && queue.ended.is_none() {
            queue.ended = Some(Ended::Closed);
            drop(queue);
            self.wake.notify_one();
        }
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Queue {
    fn next(&mut self) -> Option<Result<Due, Ended>> {
        if let Some(bytes) = self.begun.take() {
            return Some(Ok(Due { frames: Vec::new(), bytes }));
        }
        self.is_busy = false;
        if self.ended == Some(Ended::Lagged) {
            return Some(Err(Ended::Lagged));
        }
        if self.is_held {
            return None;
        }
        if self.frames.is_empty() {
            return self.ended.map(Err);
        }
        self.is_busy = true;
        let (mut frames, mut bytes) = (Vec::new(), 0);
        while bytes < BURST
            && let Some(frame) = self.frames.pop_front()
        {
            // Once more: the reader may have blocked people meanwhile.
            if let Some(own) = frame.without(&self.blocked) {
                bytes += own.wire().len();
                frames.push(own);
            }
        }
        Some(Ok(Due { frames, bytes }))
    }
}

/// A reader's link to a room, which sends frames through it. The reader hears that the room closed when its subscription is dropped.
pub struct RoomSubscription {
    outlet: Arc<Outlet>,
    visit: u64,
}

impl RoomSubscription {
    /// Sends a frame, unless the reader has left.
    pub(super) fn send(&self, frame: &Arc<RoomFrame>) {
        self.outlet.send(self.visit, frame);
    }
}

impl Drop for RoomSubscription {
    fn drop(&mut self) {
        self.outlet.close(self.visit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::frames::RoomEvent;
    use domain::chat::{Participant, ServerEvent};
    use futures_util::FutureExt;
    use serde_json::Value;
    use uuid::Uuid;

    /// A connection that answers as it is told, and keeps what it took.
    #[derive(Default)]
    struct Told {
        answers: Mutex<VecDeque<Sent>>,
        taken: Mutex<Vec<String>>,
    }

    impl Wire for Told {
        fn send(&self, frame: &Frame) -> Sent {
            let answer = self.answers.lock().unwrap().pop_front().unwrap_or(Sent::All);
            if answer != Sent::Nothing {
                self.taken.lock().unwrap().push(text(frame));
            }
            answer
        }
    }

    impl Told {
        fn answering(answers: impl IntoIterator<Item = Sent>) -> Arc<Self> {
            Arc::new(Self { answers: Mutex::new(answers.into_iter().collect()), taken: Mutex::default() })
        }

        fn taken(&self) -> String {
            self.taken.lock().unwrap().join(" ")
        }
    }

    fn frame(number: usize) -> Arc<RoomFrame> {
        joined(&[number])
    }

    fn person(number: usize) -> UserId {
        Uuid::from_u128(number as u128).into()
    }

    /// A frame that tells of people who join.
    fn joined(numbers: &[usize]) -> Arc<RoomFrame> {
        let user = |number| Participant {
            id: person(number),
            username: number.to_string(),
            display_name: String::new(),
            badges: Vec::new(),
        };
        let event = |number: &usize| RoomEvent::new(&ServerEvent::UserJoined { user: user(*number) });
        Arc::new(RoomFrame::new(numbers.iter().map(event).collect()))
    }

    /// The numbers of the people of whom a frame tells.
    fn text(frame: &Frame) -> String {
        let events: Vec<Value> = serde_json::from_slice(&frame.text()).unwrap();
        let numbers: Vec<&str> = events.iter().map(|event| event["user"]["username"].as_str().unwrap()).collect();
        format!("[{}]", numbers.join(","))
    }

    /// What the reader's task has to write now.
    fn due(outlet: &Outlet) -> Option<Result<String, Ended>> {
        let due = outlet.next().now_or_never()?;
        Some(due.map(|due| due.frames.iter().map(text).collect::<Vec<_>>().join(" ")))
    }

    #[test]
    fn frames_wait_for_the_greeting_and_then_go_straight_to_the_connection() {
        let wire = Told::answering([]);
        let outlet = Outlet::new(Some(wire.clone()));
        let subscription = outlet.subscribe(HashSet::new());
        subscription.send(&frame(1));
        assert_eq!((due(&outlet), wire.taken()), (None, String::new()));
        outlet.release();
        subscription.send(&frame(2));
        assert_eq!(due(&outlet), Some(Ok("[1] [2]".into())), "in their order");
        subscription.send(&frame(3));
        assert_eq!(wire.taken(), "", "the task may still be writing");
        assert_eq!(due(&outlet), Some(Ok("[3]".into())));
        assert_eq!(due(&outlet), None);
        subscription.send(&frame(4));
        assert_eq!((due(&outlet), wire.taken()), (None, "[4]".into()));
    }

    #[test]
    fn what_a_connection_takes_in_part_is_flushed_before_the_next() {
        let wire = Told::answering([Sent::Begun, Sent::All, Sent::Nothing]);
        let outlet = Outlet::new(Some(wire.clone()));
        let subscription = outlet.subscribe(HashSet::new());
        outlet.release();
        assert_eq!(due(&outlet), None);
        subscription.send(&frame(1));
        subscription.send(&frame(2));
        assert_eq!(due(&outlet), Some(Ok(String::new())), "a flush");
        assert_eq!(due(&outlet), Some(Ok("[2]".into())));
        assert_eq!(due(&outlet), None);
        subscription.send(&frame(3));
        subscription.send(&frame(4));
        assert_eq!((due(&outlet), wire.taken()), (Some(Ok("[4]".into())), "[1] [3]".into()));
    }

    #[test]
    fn a_room_that_was_left_sends_nothing_into_the_next() {
        let outlet = Outlet::new(None);
        let last = outlet.subscribe(HashSet::new());
        outlet.release();
        last.send(&frame(1));
        let next = outlet.subscribe(HashSet::new());
        last.send(&frame(2));
        drop(last);
        next.send(&frame(3));
        outlet.release();
        assert_eq!(due(&outlet), Some(Ok("[3]".into())));
        outlet.leave();
        next.send(&frame(4));
        drop(next);
        assert_eq!(due(&outlet), None);
    }

    #[test]
    fn a_reader_that_falls_behind_is_told_so_and_one_whose_room_closes_gets_the_rest_first() {
        let outlet = Outlet::new(None);
        let subscription = outlet.subscribe(HashSet::new());
        outlet.release();
        (0..=BACKLOG).for_each(|number| subscription.send(&frame(number)));
        assert_eq!(due(&outlet), Some(Err(Ended::Lagged)));
        let subscription = outlet.subscribe(HashSet::new());
        outlet.release();
        (0..BACKLOG).for_each(|number| subscription.send(&frame(number)));
        drop(subscription);
        let mut frames = 0;
        let ended = loop {
            match due(&outlet).unwrap() {
                Ok(burst) => frames += burst.split(' ').count(),
                Err(ended) => break ended,
            }
        };
        assert_eq!((frames, ended), (BACKLOG, Ended::Closed));
    }

    #[test]
    fn a_reader_that_is_behind_gets_its_frames_in_small_bursts() {
        let outlet = Outlet::new(None);
        let subscription = outlet.subscribe(HashSet::new());
        outlet.release();
        let crowd: Vec<usize> = (100..200).collect();
        let size = joined(&crowd).without(&HashSet::new()).unwrap().wire().len();
        let sent = 20;
        (0..sent).for_each(|_| subscription.send(&joined(&crowd)));
        let mut taken = 0;
        while let Some(due) = outlet.next().now_or_never() {
            let due = due.unwrap();
            assert!(due.bytes < BURST + size, "{} bytes", due.bytes);
            taken += due.frames.len();
        }
        assert_eq!(taken, sent);
    }

    #[test]
    fn people_whom_the_reader_has_blocked_stay_out_whatever_way_a_frame_takes() {
        let wire = Told::answering([]);
        let outlet = Outlet::new(Some(wire.clone()));
        let subscription = outlet.subscribe(HashSet::from([person(1)]));
        subscription.send(&joined(&[1, 2, 3]));
        assert_eq!(outlet.set_blocked(HashSet::from([person(1), person(2)])), (vec![person(2)], false));
        outlet.release();
        assert_eq!(due(&outlet), Some(Ok("[3]".into())), "also what waited already");
        assert_eq!(due(&outlet), None);
        subscription.send(&joined(&[1, 4]));
        subscription.send(&joined(&[1, 2]));
        assert_eq!((due(&outlet), wire.taken()), (None, "[4]".into()));
    }
}
