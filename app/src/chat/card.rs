//! The card of a person: who they are, and what the reader can do about them.

use super::card_message::OfMessage;
use super::moderated::Moderated;
use super::room::{INPUT, Room};
use crate::browser;
use crate::error::AppError;
use crate::follows::button::{FollowButton, FollowOffer, FollowState};
use crate::moderation::act::is_untouchable;
use crate::moderation::card::ModeratorSection;
use crate::reports::dialog::{FirstLink, ReportOffer, ReportTarget};
use crate::ui::{Avatar, BlockButton, Button, ButtonLink, Dialog, Size, format};
use crate::users::rpc::user_page;
use domain::accounts::Account;
use domain::addresses;
use domain::chat::Message;
use domain::users::UserOverview;
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use std::time::Duration;

/// Whose card is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    pub username: String,
    pub display_name: String,
    /// The message that it was opened from: what can be done with it stands on the card.
    pub message: Option<Arc<Message>>,
}

impl Card {
    /// The card of who wrote a message.
    pub fn of(message: Arc<Message>) -> Self {
        let (username, display_name) = (message.user.username.clone(), message.user.display_name.clone());
        Self { username, display_name, message: Some(message) }
    }
}

/// The card that is open, if any.
#[component]
pub fn OpenCard(
    room: Room,
    account: StoredValue<Option<Account>>,
    /// The page that signing in first leads back to.
    next: StoredValue<String>,
) -> impl IntoView {
    view! { {move || room.card.get().map(|card| view! { <PersonCard room=room card=card account=account next=next /> })} }
}

#[component]
fn PersonCard(
    room: Room,
    card: Card,
    account: StoredValue<Option<Account>>,
    next: StoredValue<String>,
) -> impl IntoView {
    let open = RwSignal::new(true);
    let found = RwSignal::new(None::<Result<UserOverview, AppError>>);
    let Card { username, display_name, message } = card;
    let asked = username.clone();
    spawn_local(async move {
        let answer = user_page(asked).await;
        found.try_set(Some(answer));
    });
    // Closed first, so that the focus returns to where it was; taken down afterwards.
    Effect::new(move |_| {
        if !open.get() {
            browser::after(Duration::ZERO, move || {
                room.card.try_set(None);
            });
        }
    });
    let is_untouchable = message.as_ref().is_some_and(|message| is_untouchable(message));
    // The note that offers to take an action back lies below an open dialog, where no click reaches it.
    let done = Callback::new(move |()| {
        open.set(false);
        browser::focus_on(INPUT);
    });
    let moderated = Moderated::of(room);
    let of_message = message.filter(|message| message.deleted_at.is_none()).map(|message| {
        view! { <OfMessage room=room message=message account=account next=next open=open done=done /> }
    });
    let shown = move || match found.get() {
        None => view! { <p class="text-soft">"Loading…"</p> }.into_any(),
        Some(Err(error)) => view! { <p class="text-soft">{error.to_string()}</p> }.into_any(),
        Some(Ok(page)) => {
            let is_own =
                account.with_value(|account| account.as_ref().is_some_and(|account| account.id == page.user.id));
            let user = page.user.clone();
            let moderated = move || {
                let moderated = moderated.get().filter(|_| !is_own)?;
                Some(
                    view! { <ModeratorSection moderated=moderated user=user.clone() is_untouchable=is_untouchable done=done /> },
                )
            };
            let follow = account.with_value(|account| FollowOffer::of(account.as_ref(), page.user.id, false));
            let report = match next.with_value(|next| ReportOffer::of(follow, next)) {
                ReportOffer::First(first) => Some(view! { <FirstLink page=first words="Report" /> }.into_any()),
                ReportOffer::Report => {
                    let target = ReportTarget::User {
                        user: page.user.id.to_string(),
                        name: page.user.display_name.clone(),
                        channel: Some(room.channel.get_value().to_string()),
                    };
                    // The card goes first: a dialog within a dialog would lose the focus.
                    let ask = move |_| {
                        open.set(false);
                        room.reporting.set(Some(target.clone()));
                    };
                    let button = view! {
                        <Button icon=lu::LuFlag on:click=ask>
                            "Report"
                        </Button>
                    };
                    Some(button.into_any())
                }
                ReportOffer::Own => None,
            };
            let person = account.with_value(|account| of_person(page, account.as_ref(), report));
            view! {
                {person}
                {moderated}
            }
            .into_any()
        }
    };
    view! {
        <Dialog open=open title=display_name>
            {of_message}
            {shown}
            <div class="dialog-actions">
                <Button on:click=move |_| open.set(false)>"Close"</Button>
                <ButtonLink href=addresses::user_page(&username) icon=lu::LuUser>
                    "Profile"
                </ButtonLink>
            </div>
        </Dialog>
    }
    .into_any()
}

fn of_person(page: UserOverview, account: Option<&Account>, report: Option<AnyView>) -> AnyView {
    let UserOverview { user, follower_count, is_following, is_blocked, .. } = page;
    let offer = FollowOffer::of(account, user.id, is_following);
    let follow = FollowState::of_user(&user, follower_count, offer);
    let followers = follow.followers();
    let block = matches!(offer, FollowOffer::Follow { .. })
        .then(|| view! { <BlockButton user=user.id name=user.display_name.clone() is_blocked=is_blocked /> });
    view! {
        <div class="chat-card">
            <Avatar name=user.display_name.clone() src=user.avatar size=Size::Large />
            <p class="text-soft tabular-nums">
                {format!("@{}", user.username)} " · "
                {move || format::counted(followers.get(), "follower", "followers")} " · "
                {format!("joined {}", format::date(user.created_at))}
            </p>
        </div>
        {user.bio.map(|bio| view! { <p class="watch-text" dir="auto">{format::shortened(bio)}</p> })}
        <div class="user-actions">
            <FollowButton state=follow next=addresses::user_page(&user.username) />
            {block}
            {report}
        </div>
    }
    .into_any()
}
