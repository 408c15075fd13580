//! Pages that viewers seldom open. Their code is a file of its own, which comes when the first of them is opened; what
//! everybody opens (home, channels, people, videos) is smaller by it.

use super::admin::{ChannelsPage, LogPage, OverviewPage, StoragePage, StreamsPage, UsersPage};
use super::blocks::BlocksPage;
use super::channel_settings::{ChannelSettingsPage, NewChannelPage};
use super::dashboard::Dashboard;
use super::emotes::EmotesPage;
use super::followers::FollowersPage;
use super::following::FollowingPage;
use super::login::{Login, LoginCode, OpenLogin};
use super::moderation::ModerationPage;
use super::onboarding::Onboarding;
use super::outbox::OutboxPage;
use super::password::{ForgotPassword, ResetPassword};
use super::profile::ProfilePage;
use super::register::Register;
use super::reports::{OwnReportsPage, ReportQueuePage};
use super::security::SecurityPage;
use super::tokens::TokensPage;
use super::verify::VerifyEmail;
use super::videos::VideosPage;
use super::webhooks::WebhooksPage;
use crate::browser;
use leptos::prelude::*;
use leptos_router::ChooseView;
use leptos_router::hooks::use_url;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// What the addresses of these pages begin with.
pub const ROOTS: [&str; 4] = ["/following", "/dashboard", "/admin", "/auth/"];

/// Names a page without linking to its code: only [`view`], which is in that file, knows what belongs to the name.
#[derive(Debug, Clone, Copy)]
pub enum LazyPage {
    Following,
    Dashboard,
    ChannelSettings,
    NewChannel,
    Videos,
    Followers,
    Moderation,
    Emotes,
    Webhooks,
    Profile,
    Blocks,
    OwnReports,
    Security,
    Tokens,
    Overview,
    Users,
    Channels,
    Streams,
    Storage,
    Log,
    Outbox,
    ReportQueue,
    ForgotPassword,
    ResetPassword,
    VerifyEmail,
    Register,
    Login,
    LoginCode,
    OpenLogin,
    Onboarding,
}

impl ChooseView for LazyPage {
    async fn choose(self) -> AnyView {
        let here = use_url();
        let _loading = browser::Loading::begin();
        match view(self).await {
            Ok(page) => page,
            // The file is gone where the server has changed since, and then its new version writes the page.
            Err(_) => {
                let url = here.read_untracked();
                browser::leave_for(&format!("{}{}", url.path(), url.search()));
                std::future::pending().await
            }
        }
    }

    async fn preload(&self) {}
}

/// Fetches the code of the page at this address, unless it is there: hydration does not wait, as nothing that the server
/// made may change meanwhile.
pub async fn prepare(path: &str) -> Result<(), SplitLoaderError> {
    if ROOTS.iter().any(|root| path.starts_with(root)) { preload().await } else { Ok(()) }
}

#[wasm_split(seldom, fallible, preload(preload))]
fn view(page: LazyPage) -> Result<AnyView, SplitLoaderError> {
    Ok(match page {
        LazyPage::Following => FollowingPage().into_any(),
        LazyPage::Dashboard => Dashboard().into_any(),
        LazyPage::ChannelSettings => ChannelSettingsPage().into_any(),
        LazyPage::NewChannel => NewChannelPage().into_any(),
        LazyPage::Videos => VideosPage().into_any(),
        LazyPage::Followers => FollowersPage().into_any(),
        LazyPage::Moderation => ModerationPage().into_any(),
        LazyPage::Emotes => EmotesPage().into_any(),
        LazyPage::Webhooks => WebhooksPage().into_any(),
        LazyPage::Profile => ProfilePage().into_any(),
        LazyPage::Blocks => BlocksPage().into_any(),
        LazyPage::Tokens => TokensPage().into_any(),
        LazyPage::OwnReports => OwnReportsPage().into_any(),
        LazyPage::Security => SecurityPage().into_any(),
        LazyPage::Overview => OverviewPage().into_any(),
        LazyPage::Users => UsersPage().into_any(),
        LazyPage::Channels => ChannelsPage().into_any(),
        LazyPage::Streams => StreamsPage().into_any(),
        LazyPage::Storage => StoragePage().into_any(),
        LazyPage::Log => LogPage().into_any(),
        LazyPage::Outbox => OutboxPage().into_any(),
        LazyPage::ReportQueue => ReportQueuePage().into_any(),
        LazyPage::ForgotPassword => ForgotPassword().into_any(),
        LazyPage::ResetPassword => ResetPassword().into_any(),
        LazyPage::VerifyEmail => VerifyEmail().into_any(),
        LazyPage::Register => Register().into_any(),
        LazyPage::Login => Login().into_any(),
        LazyPage::LoginCode => LoginCode().into_any(),
        LazyPage::OpenLogin => OpenLogin().into_any(),
        LazyPage::Onboarding => Onboarding().into_any(),
    })
}

#[cfg(test)]
mod tests {
    use super::ROOTS;

    #[test]
    fn roots_are_those_of_the_lazy_routes_alone() {
        let routes = include_str!("../shell.rs").lines().filter(|line| line.contains("<Route "));
        for route in routes {
            let path = route.split('"').nth(1).unwrap();
            assert_eq!(ROOTS.iter().any(|root| path.starts_with(root)), route.contains("view=LazyPage::"), "{path}");
        }
    }
}
