//! Reports of messages, users and channels: who writes them, who reads them, and what came of them.
//!
//! Reports of what happens in a channel go to its moderators; those of its owner, of staff, of a channel as a whole and of users outside of
//! channels go to staff only. Messages keep their rows when they are deleted, so a report's context can be read for as long as the accounts exist.

mod access;
mod cases;
pub(crate) mod store;

use crate::accounts::{self, CurrentUser};
use crate::audit::{self, ChannelAction};
use crate::channels::store::Ownership;
use crate::error::violated;
use crate::moderation::{MOST_ITEMS, conflict, store::people};
use crate::{Error, Result, Services, blocks, channels, chat, recheck};
pub use access::ReportQuery;
use access::{Handler, handler};
pub use cases::cases;
use domain::accounts::UserRef;
use domain::channels::ChannelRef;
use domain::chat::{Message, ServerEvent};
use domain::moderation::Answer;
use domain::page::parse_cursor;
use domain::reports::{NewReport, Report, ReportChange, ReportInContext, ReportReason, ReportStatus};
use domain::{Code, MessageId, Page, Problem, ReportId, UserId};
use serde_json::json;
use uuid::Uuid;

/// How many messages before and behind a reported one are its context.
const CONTEXT: (i64, i64) = (10, 5);
/// How many messages of a reported user are.
const OF_USER: i64 = 15;

/// What is reported.
pub(crate) struct Reported {
    channel: Option<Ownership>,
    user: Option<UserId>,
    message: Option<MessageId>,
    for_staff: bool,
}

/// Reports a message; or a user, in a channel or anywhere; or a channel.
///
/// Errors: `signin_required`, `onboarding_required`, `not_found`, `validation_failed`, `rate_limited`; `banned` and `blocked` for those who may
/// not write in the channel, unless the report is for staff; `conflict` if the current user has reported it and it was not looked at yet.
pub async fn report(svc: &Services, current_user: &CurrentUser, new: NewReport) -> Result<Report> {
    let reporter = crate::access::member(current_user)?.id;
    svc.limits.report.take(reporter)?;
    let reason = ReportReason::parse(&new.reason);
    let reason = reason.map_err(|sentence| Problem::field(Code::ValidationFailed, "reason", sentence))?;
    let reported = find(svc, current_user, reporter, &new).await?;
    if let Some(channel) = reported.channel.as_ref().filter(|_| !reported.for_staff) {
        may_report(svc, channel, reporter).await?;
    }
    let mut tx = svc.db.begin().await?;
    let id = ReportId(Uuid::now_v7());
    let inserted = store::insert(&mut tx, id, reporter, &reported, reason.as_str()).await;
    inserted.map_err(|error| match error {
        Error::Database(error) if violated(&error) == Some("report_once") => {
            conflict("You have reported this already, and it waits to be looked at.").into()
        }
        error => error,
    })?;
    if let Some(channel) = reported.channel.filter(|_| !reported.for_staff) {
        recheck::announce(&mut tx, &format!("moderation {}", channel.id)).await?;
    }
    tx.commit().await?;
    own(svc, reporter, id).await
}

async fn find(svc: &Services, current_user: &CurrentUser, reporter: UserId, new: &NewReport) -> Result<Reported> {
    let wrong = |field: &str, sentence: &str| Problem::field(Code::ValidationFailed, field, sentence);
    let own = |field: &str| wrong(field, "This is yours. Choose something of another person.");
    if let Some(message) = &new.message_id {
        let message: MessageId = message.parse().map_err(|_| Problem::not_found())?;
        let found = store::reportable(&svc.db, message).await?.ok_or_else(Problem::not_found)?;
        if !found.channel.is_public && found.channel.owner != reporter {
            return Err(Problem::not_found().into());
        }
        if found.author == reporter {
            return Err(own("messageId").into());
        }
        let for_staff = found.author == found.channel.owner || found.is_staff;
        return Ok(Reported {
            channel: Some(found.channel),
            user: Some(found.author),
            message: Some(message),
            for_staff,
        });
    }
    let channel = match &new.channel_id {
        Some(channel) => Some(channels::ownership(svc, current_user, &channel.parse::<ChannelRef>()?).await?),
        None => None,
    };
    if let Some(user) = &new.user_id {
        let user = accounts::store::account_state(&svc.db, &user.parse::<UserRef>()?).await?;
        let user = user.filter(|user| user.is_named).ok_or_else(Problem::not_found)?;
        if user.id == reporter {
            return Err(own("userId").into());
        }
        let is_owner = channel.as_ref().is_none_or(|channel| channel.owner == user.id);
        return Ok(Reported { channel, user: Some(user.id), message: None, for_staff: is_owner || user.is_admin });
    }
    match channel {
        Some(channel) if channel.owner == reporter => Err(own("channelId").into()),
        Some(channel) => Ok(Reported { channel: Some(channel), user: None, message: None, for_staff: true }),
        None => Err(wrong("messageId", "Say what you report: a message, a user or a channel.").into()),
    }
}

/// Those who may not write in a channel may not reach its moderators by reports either.
async fn may_report(svc: &Services, channel: &Ownership, reporter: UserId) -> Result<()> {
    let standing = chat::store::standing(&svc.db, channel.id, reporter).await?.ok_or_else(Problem::not_found)?;
    if standing.is_owner {
        return Ok(());
    }
    if standing.ban.is_some() {
        let sentence = "You are banned from this chat, so its moderators take no reports from you. You can still report the channel itself.";
        return Err(Problem::new(Code::Banned, sentence).into());
    }
    if standing.is_blocked {
        let sentence = "The owner of this channel has blocked you, so its moderators take no reports from you. You can still report the channel itself.";
        return Err(blocks::refusal(sentence).into());
    }
    Ok(())
}

/// A report as its reporter sees it.
async fn own(svc: &Services, reporter: UserId, report: ReportId) -> Result<Report> {
    let wanted = store::Wanted { reporter: Some(reporter), ..store::Wanted::one(report) };
    let found = store::reports(&svc.db, &wanted).await?.pop();
    Ok(for_reporter(found.ok_or_else(Problem::not_found)?))
}

/// The id of a message is enough to report it, so a report must not be a way to read what was deleted.
fn for_reporter(report: Report) -> Report {
    let message = report.message.filter(|message| message.deleted_at.is_none());
    Report { message, claimed_by: None, claimed_at: None, ..report }
}

/// Reports, the newest first: the current user's own, or those that they may work on. Needs the permission `view_log` in a channel; staff see all.
///
/// Errors: `signin_required`, `not_found`; `forbidden` for those who moderate no channel; `bad_request` for a cursor that no list gave out.
pub async fn reports(svc: &Services, current_user: &CurrentUser, query: ReportQuery) -> Result<Page<Report>> {
    let limit = query.limit.unwrap_or(50).clamp(1, MOST_ITEMS);
    let before = parse_cursor::<ReportId>(query.before.as_deref())?;
    let wanted = query.wanted(svc, current_user, before, i64::from(limit) + 1).await?;
    let page = Page::cut(store::reports(&svc.db, &wanted).await?, limit as usize, |report| report.id.to_string());
    Ok(if query.mine { page.map(for_reporter) } else { page })
}

/// A report with its context, for those who may work on it.
///
/// Errors: `signin_required`, `forbidden`, `not_found`.
pub async fn report_in_context(
    svc: &Services,
    current_user: &CurrentUser,
    report: ReportId,
) -> Result<ReportInContext> {
    handler(svc, current_user, report).await?;
    let report = found(svc, report).await?;
    let context = context(svc, &report).await?;
    Ok(ReportInContext { report, context })
}

async fn found(svc: &Services, report: ReportId) -> Result<Report> {
    Ok(store::reports(&svc.db, &store::Wanted::one(report)).await?.pop().ok_or_else(Problem::not_found)?)
}

async fn context(svc: &Services, report: &Report) -> Result<Vec<Message>> {
    match (&report.message, &report.channel, &report.user) {
        (Some(message), ..) => {
            let (before, behind) = CONTEXT;
            chat::store::between(&svc.db, message.channel_id, message.seq - before, message.seq + behind).await
        }
        (None, Some(channel), Some(user)) => {
            let mut said = chat::store::all_of_author(&svc.db, channel.id, user.id, OF_USER).await?;
            said.reverse();
            Ok(said)
        }
        _ => Ok(Vec::new()),
    }
}

/// Claims a report, gives it back, closes it or opens it again, and with it the other reports of its case: those of the same that wait, or were
/// closed together with it. A claim lasts for half an hour, so that two do not work on one case. The reporters are told when it is closed.
///
/// Errors: `signin_required`, `onboarding_required`, `forbidden`, `not_found`, `validation_failed`, `rate_limited`; `conflict` if another moderator
/// works on it or was faster.
pub async fn change_report(
    svc: &Services,
    current_user: &CurrentUser,
    report: ReportId,
    change: ReportChange,
) -> Result<Report> {
    let handler = handler(svc, current_user, report).await?;
    // Others see who works on it. The first administrator has no username until they choose one.
    crate::access::member(current_user)?;
    svc.limits.moderation.take(handler.user())?;
    let words = change.resolution.as_deref().map(str::trim).filter(|words| !words.is_empty());
    let words = words.map(Answer::parse).transpose();
    let words = words.map_err(|sentence| Problem::field(Code::ValidationFailed, "resolution", sentence))?;
    let words = words.as_ref().map(Answer::as_str).filter(|_| change.status.is_closed());
    let mut tx = svc.db.begin().await?;
    if let Handler::Moderator(moderator) = &handler {
        crate::moderation::lock(&mut tx, moderator).await?;
    }
    let locked = store::lock_case(&mut tx, report).await?;
    let now = locked.iter().find(|known| known.id == report).ok_or_else(Problem::not_found)?;
    let is_others = |by: &UserId| *by != handler.user() && !now.status.is_closed();
    let binding = locked.iter().filter(|known| handler.is_bound_by_claim(known.is_claimed_by_staff));
    if let Some(other) = binding.filter_map(|known| known.claimed_by).find(is_others) {
        // On this connection: with many at once, each would wait for a second one that another of them holds.
        let name = people(&mut tx, [Some(other.0)].into_iter()).await?.remove(&other.0);
        let name = name.map_or_else(|| "Another moderator".to_owned(), |user| user.display_name);
        return Err(conflict(format!("{name} works on this report. It is free again after half an hour.")).into());
    }
    if now.status.is_closed() && change.status != ReportStatus::Open {
        return Err(conflict("This report is closed already. Open it again to change it.").into());
    }
    let case: Vec<Uuid> = locked.iter().map(|known| known.id.0).collect();
    let changed = store::change(&mut tx, &case, handler.user(), change.status, words).await;
    changed.map_err(|error| match error {
        Error::Database(error) if violated(&error) == Some("report_once") => {
            conflict("The same was reported again since then. Look at the newer report.").into()
        }
        error => error,
    })?;
    let action = match change.status {
        ReportStatus::Resolved => Some("resolve_report"),
        ReportStatus::Dismissed => Some("dismiss_report"),
        ReportStatus::Open if now.status.is_closed() => Some("reopen_report"),
        ReportStatus::Open | ReportStatus::Claimed => None,
    };
    if let Some(name) = action {
        let detail = json!({ "reportId": report, "reports": case.len(), "reason": words });
        match now.channel.filter(|_| !now.for_staff) {
            Some(channel) => {
                let (user, message) = (now.user, now.message);
                let action = ChannelAction { user, message, detail, ..ChannelAction::new(name) };
                audit::record_by(&mut tx, channel, Some(handler.user()), action).await?;
            }
            // A channel's own log is read by those whom the report may concern.
            None => {
                if let Some(target) = now.user.or(now.owner) {
                    audit::record(&mut tx, handler.user(), name, target, detail).await?;
                }
            }
        }
    }
    if let Some(channel) = now.channel.filter(|_| !now.for_staff) {
        recheck::announce(&mut tx, &format!("moderation {channel}")).await?;
    }
    if change.status.is_closed() {
        recheck::announce_each(&mut tx, "report", &case).await?;
    }
    tx.commit().await?;
    found(svc, report).await
}

/// Tells the reporter that the report was closed. Called on every node.
pub(crate) async fn tell(svc: &Services, report: ReportId) -> Result<()> {
    // Its channel may have been deleted meanwhile.
    let found = store::reports(&svc.db, &store::Wanted::one(report)).await?.pop();
    let Some(Report { reporter: Some(reporter), status, resolution, .. }) = found else { return Ok(()) };
    if status.is_closed() {
        let event = ServerEvent::ReportClosed { report_id: report, status, resolution };
        svc.watchers.write_to(None, reporter.id, &chat::frames::render(&event));
    }
    Ok(())
}
