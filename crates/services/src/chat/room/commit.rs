//! Group commit: a batch of messages in one transaction, with their places in the room.

use super::{ChannelFilter, Draft, HISTORY, KnownNames, Posted, Room, RoomEvent, store};
use crate::audit::{self, ChannelAction};
use crate::blocks::{self, store::Refused};
use crate::chat::modes::Writer;
use crate::database::{Database, Transaction};
use crate::moderation::holds;
use crate::{Result, emotes, recheck};
use domain::channels::Role;
use domain::chat::{ANNOUNCEMENT, Message, Modes, ServerEvent, role_badges};
use domain::moderation::{Action, Held, Verdict, reason_of};
use domain::{ChannelId, Code, HoldId, Problem, StreamId, UserId};
use filter::Recent;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;
use time::OffsetDateTime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use uuid::Uuid;

/// The most missed messages, stored by other nodes, that a room catches up with at once.
const CATCH_UP: i64 = 1000;

/// How long a held message waits for a moderator.
const HOLD: Duration = Duration::from_secs(3600);

/// A message and the sender that waits until it is stored.
pub struct Waiting {
    pub draft: Draft,
    pub reply: oneshot::Sender<Result<Posted>>,
}

/// The state of the room that a batch is stored for.
#[derive(Clone)]
pub struct Context {
    pub db: Database,
    pub channel: ChannelId,
    pub owner: UserId,
    pub known: Arc<KnownNames>,
    pub on_air: Option<StreamId>,
    pub filter: Arc<ChannelFilter>,
    /// Last sequence number that the room has sent out.
    pub seq: i64,
}

/// The result of a batch.
#[derive(Default)]
pub struct Committed {
    /// New messages of the room in their order, those that this node had missed included.
    pub messages: Vec<Message>,
    /// An answer for each sender.
    pub answers: Vec<(oneshot::Sender<Result<Posted>>, Result<Posted>)>,
    /// Writers who have to wait now, as slow mode asks.
    pub slowed: Vec<UserId>,
    /// Messages that the filters do not let through.
    pub stopped: Vec<Message>,
}

impl Room {
    /// A task of its own, so that it goes on while a frame is being written.
    pub(super) fn next_commit(&mut self) -> Option<JoinHandle<Committed>> {
        if self.committing.is_some() || self.waiting.is_empty() {
            return None;
        }
        self.committing = Some(Instant::now());
        let batch = std::mem::take(&mut self.waiting);
        let context = self.commit_context();
        Some(tokio::spawn(commit(context, batch)))
    }

    fn commit_context(&self) -> Context {
        Context {
            db: self.parts.db.clone(),
            channel: self.parts.channel,
            owner: self.owner,
            known: self.known.clone(),
            on_air: self.on_air,
            filter: self.filter.clone(),
            seq: self.seq,
        }
    }

    /// Sends the messages out after the commit, when their rows are stored.
    pub(super) fn finish(&mut self, committed: Committed) {
        self.commit_time = self.committing.take().map_or(Duration::ZERO, |begin| begin.elapsed());
        // Raiders write on while the filters stop them, so messages that were held or refused count, too.
        committed.stopped.iter().for_each(|message| self.watch_for_raids(message));
        for message in committed.messages {
            self.watch_for_raids(&message);
            self.seq = message.seq;
            self.outbox.push(RoomEvent::new(&ServerEvent::message(message.clone())));
            self.history.push_back(message);
            if self.history.len() > HISTORY {
                self.history.pop_front();
            }
            self.rendered_history = None;
        }
        std::mem::take(&mut self.erased).into_iter().for_each(|account| self.erase(account));
        self.delete_again();
        for (reply, answer) in committed.answers {
            // A sender who has gone does not need the answer.
            let _ = reply.send(answer);
        }
        committed.slowed.into_iter().for_each(|writer| self.parts.watchers.recheck_standing(writer));
    }
}

/// Stores a batch. If the database refuses it as a whole, each message is tried alone, so that one cannot spoil the others; not while the
/// database is away.
pub async fn commit(mut context: Context, batch: Vec<Waiting>) -> Committed {
    let (drafts, replies): (Vec<Draft>, Vec<_>) =
        batch.into_iter().map(|waiting| (waiting.draft, waiting.reply)).unzip();
    // Before the channel is locked, as looking at texts takes time.
    let texts = drafts.iter().map(|draft| draft.content.clone()).collect();
    let verdicts = match context.filter.check_all(texts).await {
        Ok(verdicts) => verdicts,
        Err(error) => {
            tracing::error!(channel = %context.channel, %error, "the filters could not look at messages");
            let refuse = |reply| (reply, Err(crate::error::unavailable().into()));
            return Committed { answers: replies.into_iter().map(refuse).collect(), ..Committed::default() };
        }
    };
    match store_batch(&context, &drafts, &verdicts).await {
        Ok((stored, answers)) => Committed { answers: replies.into_iter().zip(answers).collect(), ..stored },
        Err(error) => {
            let problem = error.into_problem();
            // While the database is away, each of a thousand messages would wait for it in vain.
            let mut refusal = Some(problem).filter(|problem| problem.code == Code::Unavailable || drafts.len() == 1);
            let mut committed = Committed::default();
            for ((draft, verdict), reply) in drafts.into_iter().zip(verdicts).zip(replies) {
                if let Some(problem) = &refusal {
                    committed.answers.push((reply, Err(problem.clone().into())));
                    continue;
                }
                let answer = match store_batch(&context, std::slice::from_ref(&draft), &[verdict]).await {
                    Ok((stored, mut answers)) => {
                        context.seq = stored.messages.last().map_or(context.seq, |message| message.seq);
                        committed.messages.extend(stored.messages);
                        committed.slowed.extend(stored.slowed);
                        committed.stopped.extend(stored.stopped);
                        answers.pop().unwrap_or_else(|| Err(crate::error::unavailable().into()))
                    }
                    Err(error) => {
                        let problem = error.into_problem();
                        refusal = Some(problem.clone()).filter(|problem| problem.code == Code::Unavailable);
                        Err(problem.into())
                    }
                };
                committed.answers.push((reply, answer));
            }
            committed
        }
    }
}

/// A batch that is stored, and an answer per draft.
type Stored = (Committed, Vec<Result<Posted>>);

async fn store_batch(context: &Context, drafts: &[Draft], verdicts: &[Option<Verdict>]) -> Result<Stored> {
    let writers: Vec<Uuid> = drafts.iter().map(|draft| draft.author.id.0).collect();
    let mut tx = context.db.begin().await?;
    let locked = store::lock(&mut tx, context.channel, &writers).await?.ok_or_else(Problem::not_found)?;
    let references: Vec<&Draft> = drafts.iter().collect();
    let mut known = store::stored_nonces(&mut tx, context.channel, &references).await?;
    let refused = refused(&mut tx, drafts).await?;
    let answered: Vec<Uuid> = drafts.iter().filter_map(|draft| draft.reply_to.map(|message| message.0)).collect();
    let answerable = match answered.is_empty() {
        true => HashSet::new(),
        false => store::answerable(&mut tx, context.channel, &answered).await?,
    };
    let judged = Judged::by(context, &mut tx, locked.filter_version, drafts, verdicts).await?;
    // Read behind the lock, so that two messages of one person at once are told apart, whichever nodes they reach.
    let needs_recent = locked.modes.unique_messages || judged.filter.needs_recent;
    let mut bound = match locked.modes == Modes::default() && !judged.filter.needs_recent {
        true => HashMap::new(),
        false => store::writers(&mut tx, context.channel, &writers, needs_recent).await?,
    };
    // Read behind the lock, too: another node may have heard of a new emote before this one.
    let emotes = match locked.modes.emote_only && !bound.is_empty() {
        true => emotes::store::of_channel(&mut tx, context.channel).await?,
        false => Vec::new(),
    };
    bound.retain(|writer, _| !is_exempt(context, &locked, drafts, *writer));
    let mut seq = locked.seq;
    let mut new: Vec<(Message, Option<String>)> = Vec::with_capacity(drafts.len());
    let mut answers: Vec<Result<Posted>> = Vec::with_capacity(drafts.len());
    let (mut slowed, mut stopped, mut actions) = (Vec::new(), Vec::new(), Vec::new());
    for (number, draft) in drafts.iter().enumerate() {
        let writer = draft.author.id.0;
        if !locked.is_public && draft.author.id != context.owner && draft.releases.is_none() {
            // The channel was hidden after this writer joined: for them it does not exist. What was held before is still up to its owner.
            answers.push(Err(Problem::not_found().into()));
            continue;
        }
        if locked.banned.contains(&writer) && draft.author.id != context.owner {
            answers.push(Err(Problem::new(Code::Banned, "You can't write in this chat at the moment.").into()));
            continue;
        }
        if let Some(problem) = blocked(draft, &locked, &refused) {
            answers.push(Err(problem.into()));
            continue;
        }
        let mark = draft.nonce.clone().map(|nonce| (writer, nonce));
        let stored = mark.as_ref().and_then(|mark| known.get(mark)).copied();
        let mut message = message(context, draft, &locked);
        match stored {
            // The same nonce is stored once: answer with the stored message.
            Some((id, at)) => (message.id, message.seq) = (id, at),
            None => {
                if draft.reply_to.is_some_and(|answered| !answerable.contains(&answered.0)) {
                    if draft.releases.is_none() {
                        answers.push(Err(not_answerable().into()));
                        continue;
                    }
                    // It was held, and what it answers is gone by now.
                    message.reply_to = None;
                }
                if let Some((hold, moderator)) = &draft.releases {
                    if let Some(problem) = holds::release(&mut tx, moderator, *hold, draft.id).await? {
                        answers.push(Err(problem.into()));
                        continue;
                    }
                    actions.push(("approve_message", moderator, draft));
                } else if !is_exempt(context, &locked, drafts, writer) {
                    let bound = bound.get_mut(&writer);
                    if let Some(problem) = bound
                        .as_ref()
                        .and_then(|bound| bound.refusal(&locked.modes, &emotes, &draft.content, draft.created_at))
                    {
                        answers.push(Err(problem.into()));
                        continue;
                    }
                    if let Some(verdict) = judged.verdict(number, draft, bound.as_deref()) {
                        answers.push(stop(&mut tx, context, draft, &verdict).await?);
                        stopped.push(message);
                        continue;
                    }
                    if let Some(bound) = bound {
                        bound.note(&draft.content, draft.created_at);
                        slowed.extend((locked.modes.slow_seconds > 0).then_some(draft.author.id));
                    }
                }
                seq += 1;
                message.seq = seq;
                if let Some(mark) = mark {
                    known.insert(mark, (message.id, seq));
                }
                actions.extend(draft.announced_by.as_ref().map(|moderator| ("announce", moderator, draft)));
                new.push((message.clone(), draft.nonce.clone()));
            }
        }
        answers.push(Ok(Posted::Stored(Box::new(message))));
    }
    // Read before the commit: once the batch is stored, nothing may fail any more.
    let mut messages = missed(&mut tx, context, locked.seq).await?;
    store::insert(&mut tx, context.channel, &new).await?;
    for (name, moderator, draft) in actions {
        let user = draft.releases.as_ref().map(|_| draft.author.id);
        let action = ChannelAction { user, message: Some(draft.id), ..ChannelAction::new(name) };
        audit::record_in_channel(&mut tx, moderator, action).await?;
    }
    tx.commit().await?;
    messages.extend(new.into_iter().map(|(message, _)| message));
    Ok((Committed { messages, slowed, stopped, ..Committed::default() }, answers))
}

/// What the filters in force say of a batch.
struct Judged {
    filter: Arc<ChannelFilter>,
    verdicts: Vec<Option<Verdict>>,
}

impl Judged {
    /// The verdicts that were found before the channel was locked, unless its filters have changed since.
    async fn by(
        context: &Context,
        tx: &mut Transaction,
        version: i32,
        drafts: &[Draft],
        verdicts: &[Option<Verdict>],
    ) -> Result<Self> {
        if version == context.filter.version {
            return Ok(Self { filter: context.filter.clone(), verdicts: verdicts.to_vec() });
        }
        let filter = ChannelFilter::compile(store::filters(&mut *tx, context.channel).await?).await?;
        let verdicts = filter.check_all(drafts.iter().map(|draft| draft.content.clone()).collect()).await?;
        Ok(Self { filter, verdicts })
    }

    /// Why a message is not sent, if it is not. `writer` is what they have written before, where a rule looks at it.
    fn verdict(&self, number: usize, draft: &Draft, writer: Option<&Writer>) -> Option<Verdict> {
        let Some(writer) = writer.filter(|_| self.filter.needs_recent) else {
            return self.verdicts.get(number).cloned().flatten();
        };
        let age = |at: OffsetDateTime| u32::try_from((draft.created_at - at).whole_seconds()).unwrap_or_default();
        let recent: Vec<_> = writer.recent.iter().map(|(text, at)| Recent { text, age: age(*at) }).collect();
        let verdict = self.filter.check(&draft.content, &recent);
        (verdict.verdict != Action::Allow).then_some(verdict)
    }
}

/// Notes a message that the filters do not let through; what its sender is answered.
async fn stop(tx: &mut Transaction, context: &Context, draft: &Draft, verdict: &Verdict) -> Result<Result<Posted>> {
    let own = HoldId(draft.id.0);
    let filtered = store::Filtered {
        id: own,
        author: draft.author.id,
        content: &draft.content,
        reply_to: draft.reply_to,
        nonce: draft.nonce.as_deref(),
        verdict,
    };
    let id = store::note_filtered(&mut *tx, context.channel, &filtered, HOLD).await?;
    let reason = reason_of(&verdict.matches);
    // It may be sent once more, after it was denied.
    if verdict.verdict == Action::Refuse || (id != own && store::is_denied(tx, id).await?) {
        return Ok(Err(Problem::new(Code::MessageRefused, format!("Your message was not sent. {reason}")).into()));
    }
    if id == own {
        recheck::announce(tx, &format!("hold {id}")).await?;
    }
    Ok(Ok(Posted::Held(Held { held: true, id, reason: reason.to_owned() })))
}

/// Messages that are stored but that this room has not sent out: another node's, or those of a commit without an answer.
async fn missed(tx: &mut Transaction, context: &Context, stored: i64) -> Result<Vec<Message>> {
    if stored <= context.seq {
        return Ok(Vec::new());
    }
    let mut messages = store::after(&mut *tx, None, context.channel, context.seq, CATCH_UP).await?;
    messages.iter_mut().for_each(|message| context.known.show(message));
    Ok(messages)
}

/// The mentions and replies of a batch that address people who have blocked their writers.
async fn refused(tx: &mut Transaction, drafts: &[Draft]) -> Result<HashSet<Refused>> {
    let mentions = drafts.iter().flat_map(|draft| draft.mentions.iter().map(|name| (draft.author.id.0, name.clone())));
    let (mentioners, names): (Vec<Uuid>, Vec<String>) = mentions.unzip();
    let replies = drafts.iter().filter_map(|draft| Some((draft.author.id.0, draft.reply_to?.0)));
    let (repliers, messages): (Vec<Uuid>, Vec<Uuid>) = replies.unzip();
    if names.is_empty() && messages.is_empty() {
        return Ok(HashSet::new());
    }
    blocks::store::refused(tx, (&mentioners, &names), (&repliers, &messages)).await
}

/// Why a block forbids a message, if one does.
fn blocked(draft: &Draft, locked: &store::Locked, refused: &HashSet<Refused>) -> Option<Problem> {
    let writer = draft.author.id.0;
    if locked.blocked.contains(&writer) {
        return Some(blocks::refusal("The owner of this channel has blocked you, so you can't write in this chat."));
    }
    let is_refused = |name: &&String| refused.contains(&Refused::Mention(writer, (*name).clone()));
    if let Some(name) = draft.mentions.iter().find(is_refused) {
        return Some(blocks::refusal(format!("@{name} has blocked you, so you can't mention them.")));
    }
    let reply = draft.reply_to.filter(|message| refused.contains(&Refused::Reply(writer, message.0)));
    reply.map(|_| blocks::refusal("The person you reply to has blocked you, so you can't reply to them."))
}

fn not_answerable() -> Problem {
    let sentence = "The message that you reply to is not in this chat, or is gone. Send yours without the reply.";
    Problem::field(Code::InvalidMessage, "replyTo", sentence)
}

/// Whether the modes do not bind a writer: the owner, moderators and staff.
fn is_exempt(context: &Context, locked: &store::Locked, drafts: &[Draft], writer: Uuid) -> bool {
    let is_staff = || drafts.iter().any(|draft| draft.is_staff && draft.author.id.0 == writer);
    writer == context.owner.0 || locked.moderators.contains(&writer) || is_staff()
}

fn message(context: &Context, draft: &Draft, locked: &store::Locked) -> Message {
    let role = if draft.author.id == context.owner {
        Role::Owner
    } else if locked.moderators.contains(&draft.author.id.0) {
        Role::Moderator
    } else {
        Role::Viewer
    };
    let is_subscriber = locked.subscribers.contains(&draft.author.id.0);
    let announcement = draft.announced_by.is_some().then_some(ANNOUNCEMENT).into_iter();
    let badges = announcement.chain(role_badges(role, draft.is_staff)).chain(is_subscriber.then_some("subscriber"));
    let mut message = Message {
        id: draft.id,
        seq: 0,
        stream_id: context.on_air,
        channel_id: context.channel,
        user: draft.author.clone(),
        content: draft.content.clone(),
        badges: badges.map(str::to_owned).collect(),
        reply_to: draft.reply_to,
        created_at: draft.created_at,
        deleted_at: None,
    };
    context.known.show(&mut message);
    message
}
