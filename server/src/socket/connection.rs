//! One socket: reads the client's frames and writes the room's.

use super::budget::{Budget, FRAMES_PER_SECOND};
use super::client::{Client, End, GONE, TRY_AGAIN};
use super::joined_room::JoinedRoom;
use super::recheck::{Seen, look, look_at_standing};
use crate::http::Direct;
use crate::state::State;
use axum::extract::ws::{Message, WebSocket, close_code};
use domain::chat::{ClientFrame, ServerEvent};
use domain::moderation::Held;
use domain::{ChannelId, Code, MessageId, Problem};
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt, StreamExt};
use serde::Deserialize;
use services::accounts::CurrentUser;
use services::chat::frames::{Frame, render};
use services::chat::outlet::{Ended, Outlet, Wire};
use services::chat::{self, MessageTarget, StatusFrame};
use services::recheck::{Recheck, Watching};
use services::{access, error::unavailable};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until, timeout};

/// Interval of the server's pings.
const PING: Duration = Duration::from_secs(10);
/// A recheck that takes longer is tried again a second later: meanwhile the socket neither reads nor answers.
const RECHECK: Duration = Duration::from_secs(1);
/// Messages of one socket that may wait for the database.
const IN_FLIGHT: usize = 256;
/// Frames that a join counts for, since it asks the database several times.
const JOIN: i32 = 10;
/// Messages that are read to close a gap and count for one frame more.
const MESSAGES_PER_FRAME: usize = 10;
/// Least time between two typing notices of a person.
const TYPING: Duration = Duration::from_secs(2);

/// The result of a posted message, and its nonce.
type Posted = (Option<String>, Result<chat::Posted, Problem>);

/// What can be read of a message that cannot.
#[derive(Deserialize)]
struct Nonced {
    nonce: String,
}

/// A socket and its state.
pub struct SocketConnection {
    state: State,
    current_user: CurrentUser,
    /// Notified when the user's permissions may have changed.
    watching: Watching,
    /// The room's frames.
    outlet: Arc<Outlet>,
    /// The last recheck of this failed and is repeated within a second. If it was that of the access, the socket is sent nothing until then.
    unsure: Option<Recheck>,
    client: Client,
    joined: Option<JoinedRoom>,
    status_feed: broadcast::Receiver<StatusFrame>,
    in_flight: FuturesUnordered<BoxFuture<'static, Posted>>,
    typed: Option<Instant>,
    budget: Budget,
}

impl SocketConnection {
    /// A socket that has joined no room yet.
    pub fn new(state: State, current_user: CurrentUser, socket: WebSocket, direct: Option<Arc<Direct>>) -> Self {
        let outlet = Outlet::new(direct.clone().map(|direct| direct as Arc<dyn Wire>));
        let client = Client::new(socket, direct);
        let status_feed = state.services.rooms.status_feed().listen();
        let in_flight = FuturesUnordered::new();
        let watching = state.services.watchers.watch(current_user.session(), current_user.id());
        if current_user.token().is_some() {
            watching.look_again();
        }
        Self {
            state,
            current_user,
            watching,
            outlet,
            unsure: None,
            client,
            joined: None,
            status_feed,
            in_flight,
            typed: None,
            budget: Budget::full(),
        }
    }

    /// Serves the socket until one side ends it.
    pub async fn run(mut self) {
        let End(code, reason) = self.serve().await;
        // Messages that were handed in are still stored; the client finds them in the history when it reconnects.
        self.joined = None;
        self.client.close(code, reason).await;
    }

    async fn serve(&mut self) -> End {
        let shutdown = self.state.shutdown.clone();
        let mut ping = interval(PING);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let step = tokio::select! {
                received = self.client.next(), if self.budget.is_left() => match received {
                    Some(Ok(message)) => self.receive(message).await,
                    Some(Err(error)) => Err(End::of_fault(&error)),
                    None => Err(GONE),
                },
                due = self.outlet.next() => match due {
                    Ok(due) => self.client.forward(due).await,
                    Err(Ended::Lagged) => Err(End(TRY_AGAIN, "You read too slowly. Come back with the last number you have seen.")),
                    Err(Ended::Closed) => Err(End(close_code::RESTART, "The room closed. Come back in a moment.")),
                },
                told = self.status_feed.recv(), if self.unsure != Some(Recheck::Access) => match told {
                    Ok(told) => self.client.write(if self.joined.is_some() { &told.in_room } else { &told.unjoined }).await,
                    // Lists ask again by themselves.
                    Err(RecvError::Lagged(_)) => Ok(()),
                    Err(RecvError::Closed) => Err(End(close_code::RESTART, "The server restarts. Come back in a moment.")),
                },
                Some((nonce, posted)) = self.in_flight.next() => self.answer(nonce, posted).await,
                // Not while it is unsure what the user may see.
                letter = self.watching.letter(), if self.unsure != Some(Recheck::Access) => {
                    self.client.write(&Frame::new(&[letter])).await
                }
                recheck = self.watching.changed() => Box::pin(self.recheck(recheck)).await,
                _ = ping.tick() => self.client.ping().await,
                // Most sockets say little and wait for nothing: they are not woken each second.
                () = sleep_until(self.budget.next_second()), if self.needs_seconds() => {
                    self.budget.refill();
                    let is_free = self.joined.as_ref().is_some_and(JoinedRoom::may_be_free);
                    match self.unsure.or(is_free.then_some(Recheck::Standing)) {
                        Some(recheck) => Box::pin(self.recheck(recheck)).await,
                        None => Ok(()),
                    }
                }
                () = shutdown.cancelled() => {
                    self.last_answers().await;
                    Err(End(close_code::RESTART, "The server restarts. Come back in a moment."))
                }
            };
            if let Err(end) = step {
                return end;
            }
        }
    }

    /// Whether something is to be done when the next second begins.
    fn needs_seconds(&self) -> bool {
        !self.budget.is_left() || self.unsure.is_some() || self.joined.as_ref().is_some_and(JoinedRoom::waits)
    }

    /// Reads the user and their access to the room again. A database outage disconnects no socket, since all of them would reconnect at once;
    /// until the database answers, the socket is sent nothing, because the room may be hidden by now.
    async fn recheck(&mut self, recheck: Recheck) -> Result<(), End> {
        let room = self.joined.as_ref().map(|joined| joined.channel);
        if self.unsure.is_none_or(|unsure| unsure <= recheck) && recheck == Recheck::Standing {
            return self.recheck_standing(room).await;
        }
        self.outlet.hold();
        let seen = timeout(RECHECK, look(&self.state.services, &self.watching, &self.current_user, room)).await;
        self.unsure = None;
        match seen {
            Ok(Ok(Seen::Gone)) => Err(End(close_code::POLICY, "This session has ended.")),
            Ok(Ok(Seen::Here(current_user, access))) => {
                self.current_user = current_user;
                let rooms = &self.state.services.rooms;
                let update = |(joined, access): (&mut JoinedRoom, _)| {
                    joined.update(rooms, &self.current_user, &self.outlet, access)
                };
                let changes = self.joined.as_mut().zip(access).map(update).unwrap_or_default();
                self.note_permissions();
                if !changes.is_empty() {
                    self.client.write(&Frame::new(&changes)).await?;
                }
                self.outlet.release();
                Ok(())
            }
            Ok(Ok(Seen::Elsewhere(current_user, problem))) => {
                self.current_user = current_user;
                self.leave();
                self.tell(&ServerEvent::error(problem, None)).await
            }
            Ok(Err(error)) => {
                tracing::debug!(%error, "a socket could not be rechecked");
                self.unsure = Some(Recheck::Access);
                Ok(())
            }
            Err(_) => {
                self.unsure = Some(Recheck::Access);
                Ok(())
            }
        }
    }

    /// Reads again whether the user may write. Messages go on meanwhile: when a crowd's modes change, all of its sockets ask.
    async fn recheck_standing(&mut self, room: Option<ChannelId>) -> Result<(), End> {
        self.unsure = None;
        let Some(room) = room else { return Ok(()) };
        let (services, watching) = (&self.state.services, &self.watching);
        match timeout(RECHECK, look_at_standing(services, watching, &self.current_user, room)).await {
            Ok(Ok(me)) => match self.joined.as_mut().and_then(|joined| joined.set_me(me)) {
                Some(event) => self.client.write(&Frame::new(&[event])).await,
                None => Ok(()),
            },
            Ok(Err(_)) | Err(_) => {
                self.unsure = Some(Recheck::Standing);
                Ok(())
            }
        }
    }

    /// Moderators are told what concerns them.
    fn note_permissions(&self) {
        self.watching.set_permissions(self.joined.as_ref().map_or(&[], JoinedRoom::permissions));
    }

    fn leave(&mut self) {
        self.joined = None;
        self.outlet.leave();
        self.watching.leave();
    }

    /// The messages in flight are stored before the server stops: their senders get the acknowledgement if that is quick.
    async fn last_answers(&mut self) {
        let deadline = Instant::now() + Duration::from_secs(3);
        while let Ok(Some((nonce, posted))) = tokio::time::timeout_at(deadline, self.in_flight.next()).await {
            if self.answer(nonce, posted).await.is_err() {
                return;
            }
        }
    }

    async fn receive(&mut self, message: Message) -> Result<(), End> {
        // Reading pauses when the budget of this second is used up: the rest waits at the client.
        self.budget.spend(1);
        let text = match &message {
            Message::Text(text) => text.as_str(),
            Message::Binary(_) => return Err(End(close_code::UNSUPPORTED, "Frames are JSON text.")),
            Message::Close(_) => return Err(GONE),
            Message::Ping(_) | Message::Pong(_) => return Ok(()),
        };
        match serde_json::from_str::<ClientFrame>(text) {
            Ok(ClientFrame::Join { stream_id, channel, epoch, since }) => {
                let target = stream_id.map(MessageTarget::Stream).or(channel.map(MessageTarget::Channel));
                Box::pin(self.join(target, epoch.as_deref().zip(since))).await
            }
            Ok(ClientFrame::Send { content, nonce, reply_to }) => self.send(content, nonce, reply_to).await,
            Ok(ClientFrame::Typing) => {
                self.typing();
                Ok(())
            }
            Ok(ClientFrame::Leave) => {
                self.leave();
                Ok(())
            }
            Err(_) => {
                let sentence = "This frame is not one that this socket understands.";
                let nonce = serde_json::from_str::<Nonced>(text).ok().map(|frame| frame.nonce);
                self.tell(&ServerEvent::error(Problem::new(Code::BadRequest, sentence), nonce)).await
            }
        }
    }

    async fn join(&mut self, target: Option<MessageTarget>, resume: Option<(&str, i64)>) -> Result<(), End> {
        self.budget.spend(JOIN);
        // One room per socket: joining another leaves the previous one.
        self.leave();
        let heard = self.state.services.watchers.heard();
        let entered = match &target {
            Some(target) => chat::join(&self.state.services, &self.current_user, target, resume, &self.outlet).await,
            None => Err(Problem::new(Code::BadRequest, "Say which room: streamId or channel.").into()),
        };
        let entered = match entered {
            Ok(entered) => entered,
            Err(error) => {
                // The room may have let the socket in before the gap could not be read: what it sent since would leave a hole.
                self.leave();
                return self.tell(&ServerEvent::error(error.into_problem(), None)).await;
            }
        };
        self.budget.spend(i32::try_from(entered.missed / MESSAGES_PER_FRAME).unwrap_or(FRAMES_PER_SECOND));
        let (joined, mut greeting) = JoinedRoom::enter(entered);
        self.watching.enter(joined.channel, heard);
        // Without them the room is as good.
        match chat::own_holds(&self.state.services, &self.current_user, joined.channel).await {
            Ok(holds) => greeting.extend(holds.iter().map(render)),
            Err(error) => tracing::warn!(%error, "held messages could not be told to their sender"),
        }
        self.joined = Some(joined);
        self.note_permissions();
        self.client.write(&Frame::new(&greeting)).await?;
        self.outlet.release();
        Ok(())
    }

    async fn send(&mut self, content: String, nonce: Option<String>, reply_to: Option<MessageId>) -> Result<(), End> {
        match self.post(&content, nonce.clone(), reply_to).await {
            Ok(posted) => {
                self.in_flight.push(posted);
                Ok(())
            }
            Err(problem) => self.tell(&ServerEvent::error(problem, nonce)).await,
        }
    }

    async fn post(
        &mut self,
        content: &str,
        nonce: Option<String>,
        reply_to: Option<MessageId>,
    ) -> Result<BoxFuture<'static, Posted>, Problem> {
        let not_joined = || Problem::new(Code::NotJoined, "Join a chat first, then write.");
        let joined = self.joined.as_ref().ok_or_else(not_joined)?;
        let (channel, role) = (joined.channel, joined.role());
        if self.in_flight.len() >= IN_FLIGHT {
            return Err(Problem::rate_limited(1000));
        }
        let services = &self.state.services;
        let member = access::writer(&self.current_user).map_err(services::Error::into_problem)?;
        let draft = chat::draft(services, &member, role, content, nonce.clone(), reply_to);
        let draft = draft.map_err(services::Error::into_problem)?;
        let posted = services.rooms.post(channel, draft).await.map_err(services::Error::into_problem)?;
        Ok(async move {
            let stored = posted.await.unwrap_or_else(|_| Err(unavailable().into()));
            (nonce, stored.map_err(services::Error::into_problem))
        }
        .boxed())
    }

    async fn tell(&mut self, event: &ServerEvent) -> Result<(), End> {
        self.client.write(&Frame::new(&[render(event)])).await
    }

    async fn answer(&mut self, nonce: Option<String>, answer: Result<chat::Posted, Problem>) -> Result<(), End> {
        let event = match answer {
            Ok(chat::Posted::Stored(message)) => ServerEvent::Ack { nonce, id: message.id, seq: message.seq },
            Ok(chat::Posted::Held(Held { id, reason, .. })) => ServerEvent::Held { nonce, hold_id: id, reason },
            Err(problem) => ServerEvent::error(problem, nonce),
        };
        self.tell(&event).await
    }

    fn typing(&mut self) {
        let joined = self.joined.as_ref().filter(|joined| joined.may_type());
        let (Some(joined), Ok(member)) = (joined, access::writer(&self.current_user)) else { return };
        if self.typed.is_none_or(|typed| typed.elapsed() > TYPING) {
            self.typed = Some(Instant::now());
            self.state.services.rooms.typing(joined.channel, member.participant(joined.role()));
        }
    }
}
