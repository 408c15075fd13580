//! `/dashboard/moderation`: for the owner of a channel and those who moderate it.

use crate::error::AppError;
use crate::moderation::bans::BansTile;
use crate::moderation::log::LogTile;
use crate::moderation::moderators::ModeratorsTile;
use crate::moderation::rpc::{bans, log, moderated_channels, moderators};
use crate::pages::dashboard::of_channel::OfChannel;
use crate::ui::{PageHead, Skeleton};
use domain::channels::{Channel, Role};
use domain::moderation::{Ban, ChannelModerator, LogEntry};
use domain::{Code, Page};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

const HERE: &str = "/dashboard/moderation";

/// What the page begins with.
#[derive(Clone, Serialize, Deserialize)]
struct Moderation {
    /// None for moderators who may not see it.
    log: Option<Page<LogEntry>>,
    bans: Page<Ban>,
    /// For the owner.
    moderators: Option<Vec<ChannelModerator>>,
}

#[component]
pub fn ModerationPage() -> impl IntoView {
    view! {
        <PageHead title="Moderation" description="Bans, moderators and the moderation log of your channels." path=HERE private=true />
        <OfChannel
            here=HERE
            waits=|| view! { <Skeleton class="h-80" /> }.into_any()
            failed="The moderation of this channel didn't load"
            channels=|| Box::pin(moderated_channels())
            load=find
            show=|_, channel, found: Moderation| {
                view! {
                    <h1 class="library-title">{format!("Moderation of {}", channel.name)}</h1>
                    <div class="moderation">
                        {found.moderators.map(|first| view! { <ModeratorsTile channel=channel.id first=first /> })}
                        <BansTile channel=channel.id first=found.bans />
                        {found.log.map(|first| view! { <LogTile channel=channel.id first=first /> })}
                    </div>
                }
                .into_any()
            }
        />
    }
}

async fn find(channel: Channel) -> Result<Moderation, AppError> {
    let bans = bans(channel.id, None).await?;
    let log = match log(channel.id, None, None).await {
        Ok(page) => Some(page),
        Err(AppError(problem)) if problem.code == Code::Forbidden => None,
        Err(error) => return Err(error),
    };
    let moderators = match channel.role {
        Some(Role::Owner) => Some(moderators(channel.id).await?),
        _ => None,
    };
    Ok(Moderation { log, bans, moderators })
}
