//! `/dashboard/moderation`: for the owner of a channel and those who moderate it.

use crate::error::AppError;
use crate::moderation::appeals::AppealsTile;
use crate::moderation::bans::BansTile;
use crate::moderation::filters::FiltersTile;
use crate::moderation::holds::HoldsTile;
use crate::moderation::live::Done;
use crate::moderation::log::LogTile;
use crate::moderation::moderators::{ModeratorsTile, StepDown};
use crate::moderation::modes::ModesTile;
use crate::moderation::rpc::{RulesInForce, appeals, bans, filters, holds, log, moderated_channels, moderators};
use crate::pages::dashboard::of_channel::OfChannel;
use crate::reports::queue::ReportsTile;
use crate::reports::rpc::cases;
use crate::ui::{PageHead, Skeleton};
use domain::Page;
use domain::channels::{Channel, Role};
use domain::moderation::{Ban, ChannelModerator, Hold, LogEntry, Permission};
use domain::reports::ReportCase;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

const HERE: &str = "/dashboard/moderation";

/// What the page begins with. Moderators have no part of it that they may not see.
#[derive(Clone, Serialize, Deserialize)]
struct Moderation {
    holds: Option<Page<Hold>>,
    reports: Option<Page<ReportCase>>,
    appeals: Option<Vec<Ban>>,
    log: Option<Page<LogEntry>>,
    bans: Page<Ban>,
    rules: RulesInForce,
    /// For the owner.
    moderators: Option<Vec<ChannelModerator>>,
}

#[component]
pub fn ModerationPage() -> impl IntoView {
    view! {
        <PageHead title="Moderation" description="Held messages, reports, appeals, bans, chat modes, filters, moderators and the moderation log of your channels." path=HERE private=true />
        <OfChannel
            here=HERE
            waits=|| view! { <Skeleton class="h-80" /> }.into_any()
            failed="The moderation of this channel didn't load"
            channels=|| Box::pin(moderated_channels())
            load=find
            show=|account, channel, found: Moderation| {
                let done = Done::of(channel.id, &channel.slug);
                view! {
                    <h1 class="library-title">{format!("Moderation of {}", channel.name)}</h1>
                    <noscript>
                        <p>"This page shows what is there; to change it, JavaScript is needed."</p>
                    </noscript>
                    <div class="moderation">
                        {found.holds.map(|first| view! { <HoldsTile channel=channel.id first=first /> })}
                        {found.reports.map(|first| view! { <ReportsTile channel=Some(channel.id) me=account.id may=found.rules.permissions.clone() first=first done=done /> })}
                        {found.appeals.map(|first| view! { <AppealsTile channel=channel.id first=first done=done /> })}
                        <BansTile channel=channel.id first=found.bans may=found.rules.permissions.clone() done=done />
                        <ModesTile channel=channel.id first=found.rules.modes.clone() may_change=found.rules.permissions.contains(&Permission::Modes) />
                        {found.moderators.map(|first| view! { <ModeratorsTile channel=channel.id first=first done=done /> })}
                        <FiltersTile channel=channel.id in_force=found.rules done=done />
                        {found.log.map(|first| view! { <LogTile channel=channel.id first=first done=done /> })}
                        {(channel.role == Some(Role::Moderator)).then(|| view! { <StepDown channel=channel.clone() me=account.id /> })}
                    </div>
                }
                .into_any()
            }
        />
    }
}

async fn find(channel: Channel) -> Result<Moderation, AppError> {
    let rules = filters(channel.id).await?;
    // What the reader may not see is not asked for: a refusal would be the status of the whole page.
    let may = |permission: Permission| rules.permissions.contains(&permission);
    let moderators = match channel.role {
        Some(Role::Owner) => Some(moderators(channel.id).await?),
        _ => None,
    };
    Ok(Moderation {
        holds: if may(Permission::Hold) { Some(holds(channel.id, None).await?) } else { None },
        reports: if may(Permission::ViewLog) { Some(cases(Some(channel.id), true, None).await?) } else { None },
        appeals: if may(Permission::Ban) { Some(appeals(channel.id).await?) } else { None },
        log: if may(Permission::ViewLog) { Some(log(channel.id, None, None).await?) } else { None },
        bans: bans(channel.id, None).await?,
        rules,
        moderators,
    })
}
