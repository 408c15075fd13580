//! Server functions of moderation; each bears the name of its use case.

use super::rules_form::RulesForm;
use crate::error::AppError;
use domain::channels::Channel;
use domain::chat::{Message, Modes};
use domain::moderation::{
    AppealDecision, Ban, ChannelModerator, DryRun, Hold, LogEntry, Note, Permission, Verdict, WaitingCounts,
};
use domain::{ActionId, BanId, ChannelId, HoldId, MessageId, Page};
#[cfg(feature = "ssr")]
use domain::{Problem, chat::FiltersChange};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Bans a user, or times them out for some seconds. For the channel's owner and moderators.
#[server]
pub async fn ban_user(
    channel: ChannelId,
    user: String,
    seconds: Option<u32>,
    reason: Option<String>,
) -> Result<ActionId, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let ban = domain::moderation::NewBan { user_id: user, seconds, reason, keep_messages: false };
    Ok(services::moderation::ban_user(&svc, &current_user, &channel.into(), ban).await?.action)
}

/// Lifts a ban or a timeout; answers the action. For the channel's owner and moderators.
#[server]
pub async fn unban_user(channel: ChannelId, user: String) -> Result<ActionId, AppError> {
    let (svc, current_user, user) = (crate::ssr::services(), crate::ssr::current_user(), user.parse()?);
    Ok(services::moderation::unban_user(&svc, &current_user, &channel.into(), &user).await?)
}

/// Deletes a message; answers the action, unless it is the user's own. For its author, the channel's owner and moderators.
#[server]
pub async fn delete_message(message: MessageId) -> Result<Option<ActionId>, AppError> {
    Ok(services::chat::delete_message(&crate::ssr::services(), &crate::ssr::current_user(), message).await?)
}

/// Deletes all that a user has written in a channel. For its owner and moderators.
#[server]
pub async fn delete_user_messages(channel: ChannelId, user: String) -> Result<Option<ActionId>, AppError> {
    let (svc, current_user, user) = (crate::ssr::services(), crate::ssr::current_user(), user.parse()?);
    Ok(services::chat::delete_user_messages(&svc, &current_user, &channel.into(), &user).await?)
}

/// Takes an action back. For those who may do what is taken back.
#[server]
pub async fn undo(action: ActionId) -> Result<LogEntry, AppError> {
    Ok(services::moderation::undo(&crate::ssr::services(), &crate::ssr::current_user(), action).await?)
}

/// Locks a channel's chat down, or lifts that; answers the action, if it can be taken back. For its owner and moderators.
#[server]
pub async fn lock_down(channel: ChannelId, on: bool) -> Result<Option<ActionId>, AppError> {
    let (svc, current_user, channel) = (crate::ssr::services(), crate::ssr::current_user(), channel.into());
    if on {
        return Ok(services::moderation::lock_down(&svc, &current_user, &channel).await?);
    }
    services::moderation::lift_lockdown(&svc, &current_user, &channel).await?;
    Ok(None)
}

/// Starts the raid guard, or ends it and drops the suspicion of a raid. For the channel's owner and moderators.
#[server]
pub async fn guard_against_raids(channel: ChannelId, on: bool) -> Result<(), AppError> {
    let (svc, current_user, channel) = (crate::ssr::services(), crate::ssr::current_user(), channel.into());
    match on {
        true => services::moderation::start_raid_guard(&svc, &current_user, &channel).await?,
        false => services::moderation::end_raid_guard(&svc, &current_user, &channel).await?,
    }
    Ok(())
}

/// The bans with an appeal that waits, the oldest appeal first. For the channel's owner and moderators.
#[server]
pub async fn appeals(channel: ChannelId) -> Result<Vec<Ban>, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::moderation::appeals(&svc, &current_user, &channel.into()).await?)
}

/// Answers an appeal. For the channel's owner and moderators.
#[server]
pub async fn answer_appeal(ban: BanId, decision: AppealDecision, answer: Option<String>) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let answer = domain::moderation::AppealAnswer { decision, answer };
    services::moderation::answer_appeal(&svc, &current_user, ban, answer).await?;
    Ok(())
}

/// What moderators see of a user in their channel.
#[server]
pub async fn user_card(channel: ChannelId, user: String) -> Result<domain::moderation::UserCard, AppError> {
    let (svc, current_user, user) = (crate::ssr::services(), crate::ssr::current_user(), user.parse()?);
    Ok(services::moderation::user_card(&svc, &current_user, &channel.into(), &user).await?)
}

/// Notes something of a user. For the channel's owner and moderators.
#[server]
pub async fn add_note(channel: ChannelId, user: String, content: String) -> Result<Note, AppError> {
    let (svc, current_user, user) = (crate::ssr::services(), crate::ssr::current_user(), user.parse()?);
    Ok(services::moderation::add_note(&svc, &current_user, &channel.into(), &user, &content).await?)
}

/// A page of a channel's log, the newest first. For its owner and moderators.
#[server]
pub async fn log(
    channel: ChannelId,
    text: Option<String>,
    before: Option<String>,
    limit: Option<u32>,
) -> Result<Page<LogEntry>, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let query = services::moderation::LogQuery { before, text, limit: limit.or(Some(30)), ..Default::default() };
    Ok(services::moderation::log(&svc, &current_user, &channel.into(), query).await?)
}

/// The messages that an action of the log has deleted. For the channel's owner and moderators.
#[server]
pub async fn deleted_messages(action: ActionId) -> Result<Vec<Message>, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::moderation::deleted_messages(&svc, &current_user, action).await?)
}

/// How much waits in a channel, for its owner and moderators; else in all that the current user owns or moderates.
#[server]
pub async fn waiting(channel: Option<ChannelId>) -> Result<WaitingCounts, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let channel = channel.map(Into::into);
    Ok(services::moderation::waiting(&svc, &current_user, channel.as_ref()).await?)
}

/// A page of the bans in force, the newest first. For the channel's owner and moderators.
#[server]
pub async fn bans(channel: ChannelId, before: Option<String>, limit: Option<u32>) -> Result<Page<Ban>, AppError> {
    let (svc, current_user, limit) = (crate::ssr::services(), crate::ssr::current_user(), limit.or(Some(30)));
    Ok(services::moderation::bans(&svc, &current_user, &channel.into(), before.as_deref(), limit).await?)
}

/// The moderators of a channel. For its owner.
#[server]
pub async fn moderators(channel: ChannelId) -> Result<Vec<ChannelModerator>, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::moderation::moderators(&svc, &current_user, &channel.into()).await?)
}

/// Makes a user a moderator, or changes what one may do. For the channel's owner.
#[server]
pub async fn set_moderator(
    channel: ChannelId,
    username: String,
    #[server(default)] permissions: Vec<Permission>,
    /// Whether the user is added, with all permissions. One who moderates already stays as they are.
    adds: Option<bool>,
) -> Result<ChannelModerator, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    // A form sends nothing for a list without entries, so that alone does not tell one who is added from one who may do nothing any more.
    let permissions = (!adds.unwrap_or_default()).then_some(permissions);
    let change = domain::moderation::ModeratorChange { username: Some(username), permissions, user_id: None };
    Ok(services::moderation::set_moderator(&svc, &current_user, &channel.into(), change).await?)
}

/// Removes a moderator. For the channel's owner, and for moderators themselves.
#[server]
pub async fn remove_moderator(channel: ChannelId, user: String) -> Result<(), AppError> {
    let (svc, current_user, user) = (crate::ssr::services(), crate::ssr::current_user(), user.parse()?);
    Ok(services::moderation::remove_moderator(&svc, &current_user, &channel.into(), &user).await?)
}

/// The channels that the current user owns or moderates.
#[server]
pub async fn moderated_channels() -> Result<Vec<Channel>, AppError> {
    Ok(services::channels::moderated_channels(&crate::ssr::services(), &crate::ssr::current_user()).await?)
}

/// The rules of a channel as a form has them, and what they have done.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RulesInForce {
    pub form: RulesForm,
    pub version: i32,
    /// The chat modes.
    pub modes: Modes,
    /// What the reader may do.
    pub permissions: Vec<Permission>,
    /// Whether the reader may say what the raid guard does by itself.
    pub may_change_guard: bool,
    /// Name of a rule, how many messages it has held or refused, and how many of them a moderator has approved.
    pub statistics: Vec<(String, i64, i64)>,
}

/// The rules of a channel, and what they have done. For its owner and moderators.
#[server]
pub async fn filters(channel: ChannelId) -> Result<RulesInForce, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let domain::chat::Filters { rules, version, modes } =
        services::chat::filters(&svc, &current_user, &channel.into()).await?;
    let statistics = services::chat::rule_statistics(&svc, &current_user, &channel.into()).await?.into_iter();
    let statistics = statistics.map(|found| {
        let name = services::chat::term_of(&rules, &found.rule_id);
        (name.unwrap_or_else(|| super::rule_names::rule_in_words(&found.rule_id)), found.fired, found.overturned)
    });
    let statistics = statistics.collect();
    let moderator = services::access::moderator(&svc, &current_user, &channel.into(), None).await?;
    Ok(RulesInForce {
        form: RulesForm::of(&rules),
        version,
        modes,
        permissions: moderator.permissions().to_vec(),
        may_change_guard: !moderator.is_appointed(),
        statistics,
    })
}

/// Changes the rules of a channel; answers their version. For its owner and moderators.
#[server]
pub async fn change_rules(channel: ChannelId, version: i32, form: RulesForm) -> Result<i32, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let change = FiltersChange { rules: form.change(), modes: None, version: Some(version) };
    match services::chat::change_filters(&svc, &current_user, &channel.into(), change).await {
        Ok(filters) => Ok(filters.version),
        Err(services::Error::Problem(problem)) => Err(of_form(problem).into()),
        Err(error) => Err(error.into()),
    }
}

/// The problem with the names that the fields have in the form.
#[cfg(feature = "ssr")]
fn of_form(mut problem: Problem) -> Problem {
    let name = |field: &str| match field {
        "blockedTerms" => "form[refused]",
        "allowedTerms" => "form[allowed]",
        "trustedHosts" => "form[hosts]",
        "capitals.percent" => "form[percent]",
        "repetition.most" => "form[repeated]",
        "mentions.most" => "form[mentioned]",
        "flood.most" => "form[alike]",
        "flood.seconds" => "form[seconds]",
        _ => "form[level]",
    };
    problem.errors = problem.errors.into_iter().map(|(field, sentence)| (name(&field).to_owned(), sentence)).collect();
    problem
}

/// What the rules in the form would have done to the past day's chat. For the channel's owner and moderators.
#[server]
pub async fn try_rules(channel: ChannelId, form: RulesForm) -> Result<DryRun, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::chat::dry_run(&svc, &current_user, &channel.into(), form.change(), None).await?)
}

/// What the filters in force say of a text. For the channel's owner and moderators.
#[server]
pub async fn test_filters(channel: ChannelId, content: String) -> Result<Verdict, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::chat::test_filters(&svc, &current_user, &channel.into(), &content).await?)
}

/// Messages that wait for a decision, the newest first. For the channel's owner and moderators.
#[server]
pub async fn holds(
    channel: ChannelId,
    /// Those that were refused, in place of those that wait.
    refused: Option<bool>,
    before: Option<String>,
    limit: Option<u32>,
) -> Result<Page<Hold>, AppError> {
    let (svc, current_user, limit) = (crate::ssr::services(), crate::ssr::current_user(), limit.or(Some(30)));
    let refused = refused.unwrap_or_default();
    Ok(services::moderation::holds(&svc, &current_user, &channel.into(), refused, before.as_deref(), limit).await?)
}

/// Sends a message that waits. For the channel's owner and moderators.
#[server]
pub async fn approve(hold: HoldId) -> Result<(), AppError> {
    Ok(services::moderation::approve(&crate::ssr::services(), &crate::ssr::current_user(), hold).await.map(drop)?)
}

/// Does not send a message that waits. For the channel's owner and moderators.
#[server]
pub async fn deny(hold: HoldId) -> Result<(), AppError> {
    Ok(services::moderation::deny(&crate::ssr::services(), &crate::ssr::current_user(), hold).await?)
}
