//! `/dashboard/moderation`: for the owner of a channel and those who moderate it.

use crate::accounts::use_next;
use crate::browser;
use crate::chat::RaidOnPage;
use crate::error::AppError;
use crate::moderation::appeals::AppealsTile;
use crate::moderation::bans::BansTile;
use crate::moderation::filters::FiltersTile;
use crate::moderation::holds::HoldsTile;
use crate::moderation::jumps::Jumps;
use crate::moderation::listed::is_refusal;
use crate::moderation::live::Done;
use crate::moderation::log::LogTile;
use crate::moderation::moderators::{ModeratorsTile, StepDown};
use crate::moderation::modes::ModesTile;
use crate::moderation::rpc::{RulesInForce, appeals, bans, filters, holds, log, moderated_channels, moderators};
use crate::moderation::standing::Standing;
use crate::pages::dashboard::of_channel::OfChannel;
use crate::reports::queue::ReportsTile;
use crate::reports::rpc::cases;
use crate::socket;
use crate::ui::{Empty, PageHead, Skeleton};
use domain::accounts::Account;
use domain::addresses::with_next;
use domain::channels::{Channel, Role};
use domain::moderation::{Ban, ChannelModerator, Hold, LogEntry, Permission};
use domain::reports::ReportCase;
use domain::{ChannelId, Page, UserId};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use std::time::Duration;

const HERE: &str = "/dashboard/moderation";
/// Pause after a read that has failed.
const READ_AGAIN: Duration = Duration::from_secs(5);

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
            show=|account, channel, found: Moderation| view! { <OfReader account=account channel=channel found=found /> }.into_any()
        />
    }
}

/// What the reader may see of it. What its owner takes from them goes at once, and what they are given comes.
#[component]
fn OfReader(account: Account, channel: Channel, found: Moderation) -> impl IntoView {
    let (id, done) = (channel.id, Done::of(channel.id, &channel.slug));
    let standing = Standing::of(id, found.rules.permissions.clone());
    let (name, me) = (channel.name.clone(), account.id);
    let (signed_out, is_old) = (socket::signed_out(), RwSignal::new(false));
    let is_shown = Memo::new(move |_| !standing.has_left() && !is_old.get() && !signed_out.get());
    let found = StoredValue::new((channel, found));
    // A moderator who was removed and added again gets the lists anew, because those from before are old.
    Effect::new(move |had_left: Option<bool>| {
        let has_left = standing.has_left();
        if has_left {
            is_old.set(true);
        } else if had_left == Some(true) {
            renew(found, is_old);
        }
        has_left
    });
    let tiles = move || view! { <Tiles id=id me=me found=found standing=standing done=done /> };
    view! {
        <h1 class="library-title">{format!("Moderation of {name}")}</h1>
        <noscript>
            <p>"You can read this page, but changing anything needs JavaScript."</p>
        </noscript>
        <Show when=move || is_shown.get() fallback=move || view! { <Gone is_signed_out=signed_out.get() /> }>
            {tiles()}
        </Show>
    }
    .into_any()
}

/// Reads the page anew for a reader who moderates the channel again; once more after a pause if that fails.
fn renew(found: StoredValue<(Channel, Moderation)>, is_old: RwSignal<bool>) {
    let Some(channel) = found.try_with_value(|(channel, _)| channel.clone()) else { return };
    spawn_local(async move {
        match find(channel.clone()).await {
            Ok(fresh) => {
                found.try_set_value((channel, fresh));
                is_old.try_set(false);
            }
            Err(error) if is_refusal(&error) => {}
            Err(_) => browser::after(READ_AGAIN, move || renew(found, is_old)),
        }
    });
}

#[component]
fn Tiles(
    id: ChannelId,
    me: UserId,
    found: StoredValue<(Channel, Moderation)>,
    standing: Standing,
    done: Done,
) -> impl IntoView {
    let (channel, Moderation { holds, reports, appeals, log, bans, rules, moderators }) = found.get_value();
    let (holds, reports) = (StoredValue::new(holds), StoredValue::new(reports));
    let (appeals, log) = (StoredValue::new(appeals), StoredValue::new(log));
    let (may_hold, may_ban) = (standing.may(Permission::Hold), standing.may(Permission::Ban));
    let may_view_log = standing.may(Permission::ViewLog);
    let steps_down = channel.role == Some(Role::Moderator);
    view! {
        <Jumps standing=standing sees_moderators=moderators.is_some() />
        <div class="moderation">
            <RaidOnPage channel=id home="#modes h2" />
            <Show when=move || may_hold.get()>
                <HoldsTile channel=id may=standing.permissions() first=standing.first(holds) done=done />
            </Show>
            <Show when=move || may_view_log.get()>
                <ReportsTile channel=Some(id) me=me may=standing.permissions() first=standing.first(reports) done=done />
            </Show>
            <Show when=move || may_ban.get()>
                <AppealsTile channel=id first=standing.first(appeals) done=done />
            </Show>
            <BansTile channel=id first=bans standing=standing done=done />
            <ModesTile channel=id first=rules.modes.clone() may_change=standing.may(Permission::Modes) />
            {moderators.map(|first| view! { <ModeratorsTile channel=id first=first done=done /> })}
            <FiltersTile channel=id in_force=rules may_change=standing.may(Permission::Filters) done=done />
            <Show when=move || may_view_log.get()>
                <LogTile channel=id first=standing.first(log) standing=standing done=done />
            </Show>
            {steps_down.then(|| view! { <StepDown channel=channel me=me /> })}
        </div>
    }
    .into_any()
}

/// In place of all that a reader may see no more.
#[component]
fn Gone(is_signed_out: bool) -> impl IntoView {
    let next = use_next();
    let (title, words) = match is_signed_out {
        true => {
            let words = view! {
                // A fresh document: this one still knows the user.
                <p>
                    <a class="text-link" rel="external" href=move || with_next("/auth/login", &next.get())>
                        "Sign in"
                    </a>
                    " to go on."
                </p>
            };
            ("You are signed out", words.into_any())
        }
        false => {
            let words = view! { <p>"The owner has changed that. If you think it’s a mistake, ask them."</p> };
            ("You don’t moderate this channel any more", words.into_any())
        }
    };
    view! {
        <Empty icon=lu::LuShieldOff title=title>
            {words}
        </Empty>
    }
    .into_any()
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
        holds: if may(Permission::Hold) { Some(holds(channel.id, None, None, None).await?) } else { None },
        reports: if may(Permission::ViewLog) { Some(cases(Some(channel.id), true, None, None).await?) } else { None },
        appeals: if may(Permission::Ban) { Some(appeals(channel.id).await?) } else { None },
        log: if may(Permission::ViewLog) { Some(log(channel.id, None, None, None).await?) } else { None },
        bans: bans(channel.id, None, None).await?,
        rules,
        moderators,
    })
}
