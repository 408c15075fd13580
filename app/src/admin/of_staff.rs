//! What the administrators' pages have in common: who may see them, and the tabs that lead from one to the next.

use crate::accounts::{SignInFirst, use_current_user};
use crate::channels::live::refreshed;
use crate::error::AppError;
use crate::moderation::waiting::Counts;
use crate::pages::loaded::loaded;
use crate::pages::not_found::NotFound;
use crate::ui::{Count, PageHead, Skeleton, keyed};
use domain::accounts::Account;
use domain::addresses::with_next;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The page of reports, whose tab shows how many wait.
pub const REPORTS: &str = "/admin/reports";

/// Addresses and names of the pages.
const PAGES: [(&str, &str); 8] = [
    ("/admin", "Overview"),
    ("/admin/users", "Users"),
    ("/admin/channels", "Channels"),
    ("/admin/streams", "On air"),
    (REPORTS, "Reports"),
    ("/admin/outbox", "Outbox"),
    ("/admin/storage", "Storage"),
    ("/admin/log", "Log"),
];

/// Pages on which something is changed, which takes a script.
const WITH_CHANGES: [&str; 4] = ["/admin/users", "/admin/channels", "/admin/streams", REPORTS];

/// The tabs; `here` is the page that is open.
#[component]
pub fn AdminNav(here: &'static str) -> impl IntoView {
    let counts = use_context::<Counts>();
    let tab = |(path, words): &(&'static str, &'static str)| {
        let waits = counts.filter(|_| *path == REPORTS).map(|counts| {
            view! { <Count number=counts.of(|now| now.for_staff) one="report waiting" many="reports waiting" /> }
        });
        view! {
            <a href=*path aria-current=(*path == here).then_some("page")>
                {*words}
                {waits}
            </a>
        }
        .into_any()
    };
    view! {
        <nav class="picker" aria-label="Administration">
            {PAGES.iter().map(tab).collect_view()}
        </nav>
    }
    .into_any()
}

/// What a page is about, found out in one go.
#[derive(Clone, Serialize, Deserialize)]
enum AdminStage<T> {
    SignedOut,
    ForOthers,
    Ready(Box<Account>, T),
}

async fn stage<T, F>(
    account: Option<Account>,
    text: Option<String>,
    load: impl Fn(Option<String>) -> F,
) -> Result<AdminStage<T>, AppError>
where
    F: Future<Output = Result<T, AppError>>,
{
    match account {
        None => Ok(AdminStage::SignedOut),
        Some(account) if !account.is_admin() => Ok(AdminStage::ForOthers),
        Some(account) => Ok(AdminStage::Ready(Box::new(account), load(text).await?)),
    }
}

/// A page for administrators. Signed-out users are redirected to sign in and come back; others are told that it is not for them.
#[component]
pub fn OfStaff<T, L, F>(
    /// The page's path.
    here: &'static str,
    title: &'static str,
    description: &'static str,
    /// Says that the page didn't load.
    failed: &'static str,
    /// Asks for what the page shows, with the text that the address looks for (`?q=`).
    load: L,
    /// Shows it, with who reads and with that text.
    show: fn(Account, T, Option<String>) -> AnyView,
) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    L: Fn(Option<String>) -> F + Copy + Send + Sync + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let current_user = use_current_user();
    let query = use_query_map();
    let wanted = Memo::new(move |_| query.with(|query| query.get("q")).filter(|text| !text.trim().is_empty()));
    let page = move |text: Option<String>| {
        let looked_for = text.clone();
        let found =
            Resource::new(move || text.clone(), move |text| async move { stage(current_user.await, text, load).await });
        let looked_for = StoredValue::new(looked_for);
        let show = move |stage, _| match stage {
            AdminStage::SignedOut => view! { <SignInFirst /> }.into_any(),
            AdminStage::ForOthers => view! {
                <NotFound title="This page is for administrators" words="Sign in as one to see it." />
            }
            .into_any(),
            AdminStage::Ready(account, data) => {
                let counts = Counts::live(None);
                // Reports come from all channels, and no chat tells of all of them.
                Effect::new(move |_| refreshed(move || counts.read()));
                provide_context(counts);
                // Such as the first administrator, whom the server has made by itself.
                let nameless = (!account.is_onboarded()).then(|| {
                    view! {
                        <p class="text-soft mb-4">
                            "You have no username yet, and handling reports needs one. "
                            <a class="text-link" href=with_next("/auth/onboarding", here)>"Choose your name"</a>
                        </p>
                    }
                });
                view! {
                    <AdminNav here=here />
                    <h1 class="library-title">{title}</h1>
                    {nameless}
                    {WITH_CHANGES.contains(&here).then(|| {
                        view! { <p class="scriptless text-soft mb-4">"Changing things here needs JavaScript."</p> }
                    })}
                    {show(*account, data, looked_for.get_value())}
                }
                .into_any()
            }
        };
        let waits = || view! { <Skeleton class="h-80" /> }.into_any();
        loaded(found, waits, failed, || view! { <NotFound /> }.into_any(), show).into_any()
    };
    view! {
        <PageHead title=title description=description path=here private=true />
        <div class="dashboard">{keyed(wanted, page)}</div>
    }
}
