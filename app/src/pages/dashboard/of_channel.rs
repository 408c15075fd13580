//! What the dashboard's pages have in common: each is about one of the user's channels, and asks for an account, a name and a channel.

use super::nav::{self, DashboardNav};
use crate::accounts::{DoneNote, SignInFirst, done, use_current_user, use_next};
use crate::channels::rpc::{get_channel, my_channels};
use crate::channels::shown::ShownChannel;
use crate::error::AppError;
use crate::moderation::waiting::Counts;
use crate::pages::loaded::loaded;
use crate::pages::not_found::NotFound;
use crate::ui::{Redirect, keyed};
use domain::Problem;
use domain::accounts::Account;
use domain::addresses::with_next;
use domain::channels::Channel;
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::pin::Pin;

/// What a page is about, found out in one go. Resources made inside of a `Suspense` get other numbers on the server than in the browser,
/// and the page would not hydrate; so there is this one, made outside.
#[derive(Clone, Serialize, Deserialize)]
enum DashboardStage<T> {
    SignedOut,
    Nameless,
    NoChannel { account: Box<Account> },
    Ready { account: Box<Account>, channels: Vec<Channel>, chosen: Box<Channel>, data: T },
}

type Channels = Pin<Box<dyn Future<Output = Result<Vec<Channel>, AppError>> + Send>>;

/// The dashboard's page for the channel in the address; if it names none, for the one that was picked last, or else the first. Signed-out users are redirected to sign in, and users
/// without a name to onboarding; both come back.
#[component]
pub fn OfChannel<T, L, F>(
    /// The page's path.
    here: &'static str,
    waits: fn() -> AnyView,
    /// Says that the page didn't load.
    failed: &'static str,
    /// Asks for the channels to choose from: the user's own.
    #[prop(default = || Box::pin(my_channels()))]
    channels: fn() -> Channels,
    /// Asks for what the page shows of a channel.
    load: L,
    show: fn(Account, Channel, T) -> AnyView,
    /// For users without a channel. Other pages than the stream manager lead there.
    #[prop(default = |_| view! { <Redirect path="/dashboard" /> }.into_any())]
    no_channel: fn(Account) -> AnyView,
) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    L: Fn(Channel) -> F + Copy + Send + Sync + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let current_user = use_current_user();
    let page = move |picked: Option<String>| {
        let is_picked = picked.is_some();
        let wanted = (picked, nav::remembered());
        let found = Resource::new(
            move || wanted.clone(),
            move |wanted| async move { stage(current_user.await, wanted, channels, load).await },
        );
        let show = move |stage, _| match stage {
            DashboardStage::SignedOut => view! { <SignInFirst /> }.into_any(),
            DashboardStage::Nameless => {
                view! { <Redirect path=with_next("/auth/onboarding", &use_next().get_untracked()) /> }.into_any()
            }
            DashboardStage::NoChannel { account } => no_channel(*account),
            DashboardStage::Ready { account, channels, chosen, data } => {
                provide_context(Counts::live(Some(chosen.id)));
                provide_context(ShownChannel::new(&chosen));
                if is_picked {
                    nav::remember(chosen.id);
                }
                view! {
                    <DashboardNav channels=channels chosen=chosen.id here=here />
                    {show(*account, *chosen, data)}
                }
                .into_any()
            }
        };
        loaded(found, waits, failed, || view! { <NotFound /> }.into_any(), show).into_any()
    };
    let said = match done().as_deref() {
        Some("channel-deleted") => "The channel is deleted.",
        Some("stream-saved") => "Title and description are saved.",
        Some("marker-set") => "The marker is set.",
        Some("marker-deleted") => "The marker is deleted.",
        _ => "",
    };
    view! {
        <div class="dashboard">
            <DoneNote words=said />
            {keyed(nav::picked(), page)}
        </div>
    }
}

async fn stage<T, F>(
    account: Option<Account>,
    (picked, remembered): (Option<String>, Option<String>),
    channels: fn() -> Channels,
    load: impl Fn(Channel) -> F,
) -> Result<DashboardStage<T>, AppError>
where
    F: Future<Output = Result<T, AppError>>,
{
    let Some(account) = account.map(Box::new) else { return Ok(DashboardStage::SignedOut) };
    if !account.is_onboarded() {
        return Ok(DashboardStage::Nameless);
    }
    let channels = channels().await?;
    if channels.is_empty() {
        return Ok(DashboardStage::NoChannel { account });
    }
    let mut chosen = nav::chosen(&channels, picked.as_deref(), remembered.as_deref());
    if let (None, Some(picked)) = (chosen, picked) {
        // A former slug, which may stand in a bookmark.
        let id = get_channel(picked).await?.id;
        chosen = channels.iter().find(|channel| channel.id == id);
    }
    let chosen = chosen.cloned().map(Box::new).ok_or_else(|| AppError(Problem::not_found()))?;
    let data = load((*chosen).clone()).await?;
    Ok(DashboardStage::Ready { account, channels, chosen, data })
}
