//! The button that follows a channel: it shows the wish at once, and takes it back if the server refuses.

use super::rpc::{FollowChannel, UnfollowChannel, follow_channel, is_following, unfollow_channel};
use super::{FollowedChannels, use_followed};
use crate::error::AppError;
use crate::ui::{Button, ButtonLink, FormError, Look};
use domain::ChannelId;
use domain::accounts::Account;
use domain::addresses::with_next;
use domain::channels::Channel;
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

/// What the user can do about following a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FollowOffer {
    /// Sign in first.
    SignIn,
    /// Choose a name first.
    ChooseName,
    /// Follow, or no longer follow.
    Follow {
        /// Whether they follow it now.
        is_following: bool,
    },
    /// Nothing: the channel is their own.
    Own,
}

impl FollowOffer {
    /// What a channel's page offers this user.
    pub fn of(account: Option<&Account>, channel: &Channel, is_following: bool) -> Self {
        match account {
            None => Self::SignIn,
            Some(account) if !account.is_onboarded() => Self::ChooseName,
            Some(account) if account.id == channel.owner.id => Self::Own,
            Some(_) => Self::Follow { is_following },
        }
    }
}

/// Whether this user follows a channel, by its id or slug. If the server cannot tell, the page offers to follow, which does no harm.
pub async fn look_whether_following(account: Option<&Account>, channel: String) -> bool {
    match account {
        Some(_) => is_following(channel).await.unwrap_or_default(),
        None => false,
    }
}

/// Whether the user follows the channel of a page, and how many do.
#[derive(Clone, Copy)]
pub struct FollowState {
    pub offer: FollowOffer,
    channel: ChannelId,
    /// Followers besides this user.
    others: i64,
    /// What the button shows.
    wanted: RwSignal<bool>,
    /// What the server has stored.
    stored: StoredValue<bool>,
    sending: StoredValue<bool>,
    refused: RwSignal<Option<String>>,
    followed: FollowedChannels,
}

impl FollowState {
    pub fn new(channel: &Channel, offer: FollowOffer) -> Self {
        let is_following = offer == FollowOffer::Follow { is_following: true };
        Self {
            offer,
            channel: channel.id,
            others: (channel.follower_count - i64::from(is_following)).max(0),
            wanted: RwSignal::new(is_following),
            stored: StoredValue::new(is_following),
            sending: StoredValue::new(false),
            refused: RwSignal::new(refusal::<FollowChannel>().or_else(refusal::<UnfollowChannel>)),
            followed: use_followed(),
        }
    }

    /// Followers of the channel.
    pub fn followers(self) -> Signal<i64> {
        Signal::derive(move || self.others + i64::from(self.wanted.get()))
    }

    fn toggle(self) {
        self.refused.set(None);
        self.wanted.update(|wanted| *wanted = !*wanted);
        self.send();
    }

    /// Tells the server what is wanted; one request at a time, so that the last press counts.
    fn send(self) {
        let wanted = self.wanted.get_untracked();
        if self.sending.get_value() || self.stored.get_value() == wanted {
            return;
        }
        self.sending.set_value(true);
        spawn_local(async move {
            let answer = match wanted {
                true => follow_channel(self.channel).await.map(drop),
                false => unfollow_channel(self.channel).await,
            };
            // Asked for in vain, the list would be lost with the answer.
            if answer.is_ok() {
                self.followed.refetch();
            }
            if self.sending.try_set_value(false).is_some() {
                return;
            }
            match answer {
                Ok(()) => {
                    self.stored.set_value(wanted);
                    self.send();
                }
                Err(error) => {
                    self.wanted.set(self.stored.get_value());
                    self.refused.set(Some(error.to_string()));
                }
            }
        });
    }
}

/// Why a form that was sent without JavaScript was refused.
fn refusal<S>() -> Option<String>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let answer = ServerAction::<S>::new().value();
    answer.with_untracked(|answer| Some(answer.as_ref()?.as_ref().err()?.to_string()))
}

/// The button, or the link to what has to be done before; `next` is the page that it is on.
#[component]
pub fn FollowButton(state: FollowState, #[prop(into)] next: String) -> impl IntoView {
    let first = |page: &str| {
        view! {
            <ButtonLink href=with_next(page, &next) look=Look::Primary icon=lu::LuHeart>
                "Follow"
            </ButtonLink>
        }
        .into_any()
    };
    match state.offer {
        FollowOffer::Own => ().into_any(),
        FollowOffer::SignIn => first("/auth/login"),
        FollowOffer::ChooseName => first("/auth/onboarding"),
        FollowOffer::Follow { .. } => view! { <FollowForm state=state /> }.into_any(),
    }
}

/// Without JavaScript the form goes to the server function, and the page comes back.
#[component]
fn FollowForm(state: FollowState) -> impl IntoView {
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        state.toggle();
    };
    view! {
        <form
            class="follow"
            method="post"
            action=move || if state.wanted.get() { UnfollowChannel::url() } else { FollowChannel::url() }
            on:submit=submit
        >
            <input type="hidden" name="channel" value=state.channel.to_string() />
            <Button look=Look::Primary icon=lu::LuHeart kind="submit" done=state.wanted>
                {move || if state.wanted.get() { "Unfollow" } else { "Follow" }}
            </Button>
            <FormError text=state.refused />
        </form>
    }
}
