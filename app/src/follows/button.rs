//! The button that follows a channel or a user: it shows the wish at once, and takes it back if the server refuses.

use super::rpc::{
    FollowChannel, FollowUser, UnfollowChannel, UnfollowUser, follow_channel, follow_user, is_following,
    unfollow_channel, unfollow_user,
};
use super::{FollowedChannels, use_followed};
use crate::error::AppError;
use crate::ui::{Button, ButtonLink, FormError, Look};
use domain::accounts::{Account, User};
use domain::addresses::with_next;
use domain::channels::Channel;
use domain::{ChannelId, UserId};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

/// What the user can do about following a channel or another user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FollowOffer {
    /// Sign in first.
    SignIn,
    /// Choose a name first.
    ChooseName,
    /// Follow, or no longer follow.
    Follow {
        /// Whether they follow now.
        is_following: bool,
    },
    /// Nothing: the channel is their own, or it is their own page.
    Own,
}

impl FollowOffer {
    /// What the page of a channel of this owner, or of this user, offers to the account.
    pub fn of(account: Option<&Account>, owner: UserId, is_following: bool) -> Self {
        match account {
            None => Self::SignIn,
            Some(account) if !account.is_onboarded() => Self::ChooseName,
            Some(account) if account.id == owner => Self::Own,
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

/// What a page offers to follow.
#[derive(Clone, Copy)]
enum Followee {
    Channel(ChannelId),
    User(UserId),
}

impl Followee {
    async fn follow(self, wanted: bool) -> Result<(), AppError> {
        match (self, wanted) {
            (Self::Channel(channel), true) => follow_channel(channel).await.map(drop),
            (Self::Channel(channel), false) => unfollow_channel(channel).await,
            (Self::User(user), true) => follow_user(user).await.map(drop),
            (Self::User(user), false) => unfollow_user(user).await,
        }
    }

    /// The server function that a form without JavaScript is sent to.
    fn address(self, wanted: bool) -> &'static str {
        match (self, wanted) {
            (Self::Channel(_), true) => FollowChannel::url(),
            (Self::Channel(_), false) => UnfollowChannel::url(),
            (Self::User(_), true) => FollowUser::url(),
            (Self::User(_), false) => UnfollowUser::url(),
        }
    }

    /// The form's field: name and value.
    fn field(self) -> (&'static str, String) {
        match self {
            Self::Channel(channel) => ("channel", channel.to_string()),
            Self::User(user) => ("user", user.to_string()),
        }
    }

    /// Why a form that was sent without JavaScript was refused.
    fn refusal(self) -> Option<AppError> {
        match self {
            Self::Channel(_) => refusal::<FollowChannel>().or_else(refusal::<UnfollowChannel>),
            Self::User(_) => refusal::<FollowUser>().or_else(refusal::<UnfollowUser>),
        }
    }
}

/// Whether the user follows the channel or the user of a page, and how many do.
#[derive(Clone, Copy)]
pub struct FollowState {
    pub offer: FollowOffer,
    followee: Followee,
    /// Followers besides this user.
    others: i64,
    /// What the button shows.
    wanted: RwSignal<bool>,
    /// What the server has stored.
    stored: StoredValue<bool>,
    sending: StoredValue<bool>,
    /// Why the last press was refused.
    pub refused: RwSignal<Option<AppError>>,
    followed: FollowedChannels,
}

impl FollowState {
    pub fn new(channel: &Channel, offer: FollowOffer) -> Self {
        Self::of(Followee::Channel(channel.id), channel.follower_count, offer)
    }

    pub fn of_user(user: &User, followers: i64, offer: FollowOffer) -> Self {
        Self::of(Followee::User(user.id), followers, offer)
    }

    fn of(followee: Followee, followers: i64, offer: FollowOffer) -> Self {
        let is_following = offer == FollowOffer::Follow { is_following: true };
        Self {
            offer,
            followee,
            others: (followers - i64::from(is_following)).max(0),
            wanted: RwSignal::new(is_following),
            stored: StoredValue::new(is_following),
            sending: StoredValue::new(false),
            refused: RwSignal::new(followee.refusal()),
            followed: use_followed(),
        }
    }

    /// Followers of the channel or user.
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
            let answer = self.followee.follow(wanted).await;
            // Asked for in vain, the list would be lost with the answer.
            if answer.is_ok() && matches!(self.followee, Followee::Channel(_)) {
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
                    self.refused.set(Some(error));
                }
            }
        });
    }
}

/// Why a form that was sent without JavaScript was refused.
fn refusal<S>() -> Option<AppError>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let answer = ServerAction::<S>::new().value();
    answer.with_untracked(|answer| answer.as_ref()?.as_ref().err().cloned())
}

/// A second button of the page is less loud.
fn look_of(is_second: bool) -> Look {
    if is_second { Look::Plain } else { Look::Primary }
}

/// The button, or the link to what has to be done before; `next` is the page that it is on.
#[component]
pub fn FollowButton(
    state: FollowState,
    #[prop(into)] next: String,
    /// Whether the reason of a refusal stands below the button; if not, the page says it.
    #[prop(default = true)]
    says_why: bool,
    /// What it follows, for those who cannot see where a second button of the page stands.
    #[prop(into, optional)]
    of: Option<String>,
) -> impl IntoView {
    let named = of.clone();
    let look = look_of(of.is_some());
    let first = move |page: &str| {
        let label = named.as_ref().map(|name| format!("Follow {name}"));
        view! {
            <ButtonLink href=with_next(page, &next) look=look icon=lu::LuHeart attr:aria-label=label>
                "Follow"
            </ButtonLink>
        }
        .into_any()
    };
    match state.offer {
        FollowOffer::Own => ().into_any(),
        FollowOffer::SignIn => first("/auth/login"),
        FollowOffer::ChooseName => first("/auth/onboarding"),
        FollowOffer::Follow { .. } => view! { <FollowForm state=state says_why=says_why of=of /> }.into_any(),
    }
}

/// Without JavaScript the form goes to the server function, and the page comes back.
#[component]
fn FollowForm(state: FollowState, says_why: bool, of: Option<String>) -> impl IntoView {
    let look = look_of(of.is_some());
    let words = move || if state.wanted.get() { "Unfollow" } else { "Follow" };
    let label = move || of.as_ref().map(|name| format!("{} {name}", words()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        state.toggle();
    };
    let (name, value) = state.followee.field();
    view! {
        <form
            class="follow"
            method="post"
            action=move || state.followee.address(!state.wanted.get())
            on:submit=submit
        >
            <input type="hidden" name=name value=value />
            <Button look=look icon=lu::LuHeart kind="submit" done=state.wanted attr:aria-label=label>
                {words}
            </Button>
            {says_why.then(|| view! { <FormError error=state.refused /> })}
        </form>
    }
}
